//! WebSocket: one message of the class per text, both ways.

use axum::{
    Extension,
    extract::{
        WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    response::Response,
};
use tokio::time::{Duration, sleep_until, timeout};

use super::Peer;
use crate::{
    class::wire::MOST_BYTES,
    serve::{client::Client, hub::Hub, outbox::Next},
};

/// How long a client may take to fetch one message. Meanwhile newer states replace older ones.
const SLOWEST: Duration = Duration::from_secs(20);

/// Bytes that wait in the program for a client that does not read; the rest waits in the outbox, where the newest wins.
const WAITING: usize = 64 * 1024;

pub(super) async fn open(
    upgrade: WebSocketUpgrade,
    Extension(hub): Extension<Hub>,
    Extension(peer): Extension<Peer>,
) -> Response {
    upgrade
        .read_buffer_size(4 * 1024)
        .write_buffer_size(0)
        .max_write_buffer_size(WAITING)
        .max_message_size(MOST_BYTES)
        .max_frame_size(MOST_BYTES)
        .on_upgrade(move |socket| talk(socket, hub, peer))
}

async fn talk(mut socket: WebSocket, hub: Hub, peer: Peer) {
    let mut client = Client::new(&hub, peer.address);
    let outbox = client.outbox().clone();
    let reader = outbox.begin();
    loop {
        tokio::select! {
            next = outbox.next(reader) => match next {
                Next::Frame(frame) => {
                    if !matches!(timeout(SLOWEST, socket.send(Message::Text(frame))).await, Ok(Ok(()))) {
                        return;
                    }
                }
                Next::End => break,
            },
            heard = socket.recv() => match heard {
                Some(Ok(Message::Text(text))) => client.take(text.as_bytes()).await,
                Some(Ok(Message::Binary(bytes))) => client.take(&bytes).await,
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
            },
            () = sleep_until(client.deadline()) => client.expire(),
        }
    }
    let _ = timeout(SLOWEST, socket.send(Message::Close(None))).await;
}
