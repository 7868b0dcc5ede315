//! WebSocket: one message of the class per text, both ways.

use axum::{
    Extension,
    extract::{
        WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    response::Response,
};
use futures_util::SinkExt as _;
use tokio::time::{Instant, sleep_until, timeout};

use super::Peer;
use crate::{
    class::wire::MOST_BYTES,
    serve::{
        client::Client,
        hub::Hub,
        outbox::{Frame, Next},
    },
};

/// So many bytes of messages are handed to the system at once; what is more waits until they are.
const AT_ONCE: usize = 16 * 1024;

pub(super) async fn open(
    upgrade: WebSocketUpgrade,
    Extension(hub): Extension<Hub>,
    Extension(peer): Extension<Peer>,
) -> Response {
    upgrade
        .read_buffer_size(4 * 1024)
        .write_buffer_size(AT_ONCE)
        .max_message_size(MOST_BYTES)
        .max_frame_size(MOST_BYTES)
        .on_upgrade(move |socket| talk(socket, hub, peer))
}

async fn talk(mut socket: WebSocket, hub: Hub, peer: Peer) {
    let slowest = hub.patience.fetching;
    let mut client = Client::new(&hub, peer.address);
    let outbox = client.outbox().clone();
    let reader = outbox.begin();
    // One timer for all: what is heard moves the deadline, which is looked at when the timer goes off.
    let silence = sleep_until(client.deadline());
    tokio::pin!(silence);
    loop {
        tokio::select! {
            next = outbox.next(reader) => match next {
                Next::Frame(first) => {
                    let sent = send(&mut socket, first, || outbox.take(reader));
                    if !matches!(timeout(slowest, sent).await, Ok(Ok(()))) {
                        return;
                    }
                }
                Next::End => break,
            },
            heard = socket.recv() => match heard {
                Some(Ok(Message::Text(text))) => client.take(text.as_bytes()).await,
                Some(Ok(Message::Binary(bytes))) => client.take(&bytes).await,
                // Each is answered by itself, and counts as if it were asked for.
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {
                    client.stir();
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
            },
            () = &mut silence => {
                if Instant::now() < client.deadline() {
                    silence.as_mut().reset(client.deadline());
                } else {
                    client.expire();
                    silence.as_mut().reset(Instant::now() + slowest);
                }
            }
        }
    }
    let _ = timeout(slowest, socket.send(Message::Close(None))).await;
}

/// Sends `first` and what else waits already, as one write where it fits: an answer is acknowledged together with what the
/// player sees of it.
async fn send(
    socket: &mut WebSocket,
    first: Frame,
    more: impl Fn() -> Option<Next>,
) -> Result<(), axum::Error> {
    socket.feed(Message::Text(first)).await?;
    while let Some(Next::Frame(frame)) = more() {
        socket.feed(Message::Text(frame)).await?;
    }
    socket.flush().await
}
