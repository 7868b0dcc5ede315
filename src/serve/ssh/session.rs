//! One learner: keys, news of the class and time in, frames out.
//!
//! Invariants: while a frame is not sent, no other is made, and everything that comes is still taken in; the next frame
//! shows what it has come to. Whatever ends a session, its terminal is left as it was found.

use std::{
    future::pending,
    net::IpAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use russh::{Channel, ChannelMsg, ChannelReadHalf, server::Msg};
use tokio::{
    io::{AsyncWrite, AsyncWriteExt as _},
    time::{Duration, Instant, sleep_until, timeout},
};

use super::{
    Hall,
    terminal::Terminal,
    told::{Told, believed},
    wire::Presence,
};
use crate::{
    app::class::{Ask, Link, News},
    lang::{Words, ssh as words},
    serve::{
        client::Client,
        origin::{Heard, Origin},
        outbox::{Next, Outbox},
        secret,
    },
    terminal::{ENTER, LEAVE},
};

/// How long the last words may take.
const FAREWELL: Duration = Duration::from_secs(2);

/// The least time between two frames: what comes faster than eyes is shown together.
const FRAME: Duration = Duration::from_millis(10);

/// Standard error.
const STDERR: u32 = 1;

/// Who comes.
#[derive(Clone, Debug)]
pub(super) struct Guest {
    /// The user name, which may be the join code.
    pub user: String,
    /// From where.
    pub address: IpAddr,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The learner has left.
    Left,
    /// The connection is gone.
    Gone,
    /// Nothing was done for too long.
    Idle,
    /// The program ends.
    Stopped,
    /// It failed.
    Failed,
}

impl End {
    fn words(self) -> Words {
        match self {
            End::Left | End::Gone => words::LEFT,
            End::Idle => words::IDLE,
            End::Stopped => words::STOPPED,
            End::Failed => words::FAILED,
        }
    }
}

/// Serves the learner on `channel` until they leave.
pub(super) async fn run(hall: Arc<Hall>, guest: Guest, presence: Presence, channel: Channel<Msg>) {
    let (mut input, output) = channel.split();
    let Some(told) = Told::listen(&mut input).await else {
        let _ = output.close().await;
        return;
    };
    let inside = presence.enter();
    let capabilities = told.capabilities();
    let mut status = 0;
    match told.size.filter(|_| !capabilities.is_dumb) {
        Some(size) => {
            let seed = secret::random_seed().unwrap_or_default();
            let terminal = calm(|| Terminal::new(&hall, &guest.user, capabilities, size, seed));
            if let Some(terminal) = terminal {
                let writer = Box::pin(output.make_writer());
                let mut session =
                    Session::new(&hall, guest.address, presence.heard.clone(), terminal, writer);
                let end = session.attend(&mut input).await;
                session.leave(end).await;
                status = u32::from(end == End::Failed);
            }
        }
        None => {
            let Words(ko, en) = words::NO_TERMINAL;
            let _ = output.extended_data_bytes(STDERR, format!("{ko}\r\n{en}\r\n")).await;
            status = 1;
        }
    }
    drop(inside);
    let _ = output.exit_status(status).await;
    let _ = output.eof().await;
    let _ = output.close().await;
}

/// What `work` gives, or `None` when it panics.
fn calm<T>(work: impl FnOnce() -> T) -> Option<T> {
    // What it has touched is not looked at again, apart from plain values.
    catch_unwind(AssertUnwindSafe(work)).ok()
}

struct Session<'a, W> {
    hall: &'a Hall,
    address: IpAddr,
    terminal: Terminal,
    room: Option<Room>,
    heard: Heard,
    writer: W,
    /// The bytes of the present frame, and how many of them are sent.
    frame: Vec<u8>,
    sent: usize,
    /// When the next one may be made.
    next_frame: Instant,
    /// When a key was pressed last.
    touched: Instant,
}

/// The connection to the room.
struct Room {
    client: Client,
    outbox: Arc<Outbox>,
    reader: u32,
}

impl<'a, W: AsyncWrite + Unpin> Session<'a, W> {
    fn new(hall: &'a Hall, address: IpAddr, heard: Heard, terminal: Terminal, writer: W) -> Session<'a, W> {
        Session {
            hall,
            address,
            terminal,
            room: None,
            heard,
            writer,
            frame: ENTER.to_vec(),
            sent: 0,
            next_frame: Instant::now(),
            touched: Instant::now(),
        }
    }

    /// Goes on until something ends it.
    async fn attend(&mut self, input: &mut ChannelReadHalf) -> End {
        let mut stop = self.hall.stop.clone();
        if !self.connect() {
            return End::Failed;
        }
        loop {
            self.ask().await;
            if self.terminal.has_quit() {
                return End::Left;
            }
            let is_sent = self.sent == self.frame.len();
            let unsent = self.frame.get(self.sent..).unwrap_or_default();
            let doorstep = self.hall.hub.patience.doorstep;
            let deadline = self.terminal.is_at_the_door().then(|| self.touched + doorstep);
            let is_well = tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => return End::Stopped,
                message = input.wait() => match message {
                    None | Some(ChannelMsg::Close) => return End::Gone,
                    Some(ChannelMsg::Eof) => return End::Left,
                    Some(message) => self.take(&message),
                },
                next = next(self.room.as_ref()) => self.hear(next),
                () = at(self.terminal.due()) => calm(|| self.terminal.wake()).is_some(),
                written = self.writer.write(unsent), if !is_sent => match written {
                    Ok(count) if count > 0 => {
                        self.sent += count;
                        true
                    }
                    _ => return End::Gone,
                },
                () = at(deadline) => return End::Idle,
                // Last, so that everything that has come is in it.
                () = sleep_until(self.next_frame), if is_sent && self.terminal.is_undrawn() => self.draw(),
            };
            if !is_well {
                return End::Failed;
            }
        }
    }

    /// Takes what the client says. Whether all is well.
    fn take(&mut self, message: &ChannelMsg) -> bool {
        match message {
            ChannelMsg::Data { data } => {
                self.touched = Instant::now();
                return calm(|| self.terminal.take(data)).is_some();
            }
            ChannelMsg::WindowChange { col_width, row_height, .. } => {
                self.terminal.resize(believed(*col_width, *row_height));
            }
            _ => {}
        }
        true
    }

    /// Takes what the room says. Whether all is well.
    fn hear(&mut self, next: Next) -> bool {
        let news = match next {
            Next::Frame(frame) => match serde_json::from_str(&frame) {
                Ok(message) => News::Said(Box::new(message)),
                Err(_) => return false,
            },
            Next::End => {
                self.room = None;
                News::Link(Link::Idle)
            }
        };
        calm(|| self.terminal.hear(news)).is_some()
    }

    /// Goes to the door of the room. Whether all is well.
    fn connect(&mut self) -> bool {
        let Hall { hub, secret, .. } = self.hall;
        let origin = Origin::of(secret, hub.code(), self.address);
        let client = Client::without_memory(hub, self.address, origin, self.heard.clone());
        let outbox = Arc::clone(client.outbox());
        let reader = outbox.begin();
        self.room = Some(Room { client, outbox, reader });
        calm(|| self.terminal.hear(News::Link(Link::Connected))).is_some()
    }

    /// Does what the app asks of the class.
    async fn ask(&mut self) {
        while let Some(ask) = self.terminal.ask() {
            match (ask, &mut self.room) {
                (Ask::Say(message), Some(room)) => {
                    room.client.take(&serde_json::to_vec(&message).unwrap_or_default()).await;
                }
                (Ask::Connect(_), _) => {
                    self.connect();
                }
                (Ask::Leave, room) => *room = None,
                // A guest has no token, and without a connection there is nobody to talk to.
                (Ask::Command(_) | Ask::Say(_), _) => {}
            }
        }
    }

    /// Makes a frame. Whether all is well.
    fn draw(&mut self) -> bool {
        self.frame.clear();
        self.sent = 0;
        self.next_frame = Instant::now() + FRAME;
        calm(|| self.frame.extend_from_slice(self.terminal.frame())).is_some()
    }

    /// Gives the terminal back and says why.
    async fn leave(&mut self, end: End) {
        self.room = None;
        if end == End::Gone {
            return;
        }
        // What was begun is sent to its end, so that no half of a sequence stays.
        let lang = self.terminal.lang();
        self.frame.extend_from_slice(LEAVE);
        self.frame.extend_from_slice(end.words().get(lang).as_bytes());
        self.frame.extend_from_slice(b"\r\n");
        let unsent = self.frame.get(self.sent..).unwrap_or_default();
        let _ = timeout(FAREWELL, self.writer.write_all(unsent)).await;
    }
}

/// What the room says next.
async fn next(room: Option<&Room>) -> Next {
    match room {
        Some(room) => room.outbox.next(room.reader).await,
        None => pending().await,
    }
}

/// Waits for a moment that may never come.
async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment).await,
        None => pending().await,
    }
}
