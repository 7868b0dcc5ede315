//! The door of a room: what is asked of the task that owns it, and by whom.

use std::{
    net::IpAddr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{
    sync::{mpsc, oneshot},
    time::Instant,
};

use super::{
    guard::{Guard, Limits},
    origin::Origin,
    outbox::Outbox,
    patience::Patience,
};
use crate::class::{
    HostCommand, HostToken, JoinCode, Refusal,
    view::Ways,
    wire::{ClientMessage, Goodbye},
};

/// How many requests wait for a room; whoever has more to say waits.
const WAITING: usize = 1_024;

/// Number of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ClientId(u64);

/// What is asked of a room.
#[derive(Debug)]
pub(super) enum Request {
    /// A client says something.
    Said {
        /// Who.
        from: ClientId,
        /// From where.
        address: IpAddr,
        /// Where the answer goes.
        outbox: Arc<Outbox>,
        /// What.
        message: ClientMessage,
        /// Its origin, if that is how it gets its seat back.
        origin: Option<Origin>,
        /// When it came.
        at: Instant,
    },
    /// A connection has ended.
    Left(ClientId),
    /// The teacher in this process wants something, since then.
    Command(HostCommand, Instant, oneshot::Sender<Result<(), Refusal>>),
    /// How others come in, for the wall to show.
    Ways(Ways),
    /// The teacher in this process wants a token for another device; the one before is void.
    Token(oneshot::Sender<Option<HostToken>>),
}

/// The door of a room.
#[derive(Clone, Debug)]
pub struct Hub {
    code: JoinCode,
    requests: mpsc::Sender<Request>,
    pub(super) guard: Arc<Guard>,
    pub(super) patience: Patience,
    last: Arc<AtomicU64>,
    farewell: Arc<OnceLock<Goodbye>>,
}

/// What has come in by the door of a room, and the door from within.
#[derive(Debug)]
pub(super) struct Inbox {
    requests: mpsc::Receiver<Request>,
    farewell: Arc<OnceLock<Goodbye>>,
}

impl Inbox {
    /// The next request, as soon as there is one; `None` when nobody can come in any more.
    pub(super) async fn next(&mut self) -> Option<Request> {
        self.requests.recv().await
    }

    /// The next request, if there is one already.
    pub(super) fn take(&mut self) -> Option<Request> {
        self.requests.try_recv().ok()
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Lets nobody in any more: whoever asks from now on is told why. Gives those who still wait for an answer.
    pub(super) fn close(&mut self, reason: Goodbye) -> Vec<Arc<Outbox>> {
        self.farewell.get_or_init(|| reason);
        self.requests.close();
        let waiting = std::iter::from_fn(|| self.take());
        let outboxes = waiting.filter_map(|request| match request {
            Request::Said { outbox, .. } => Some(outbox),
            _ => None,
        });
        outboxes.collect()
    }
}

impl Hub {
    /// The door of the room with this code, and what comes in by it.
    pub(super) fn new(code: JoinCode, limits: Limits, patience: Patience) -> (Hub, Inbox) {
        let (sender, requests) = mpsc::channel(WAITING);
        let guard = Arc::new(Guard::new(limits));
        let farewell = Arc::default();
        let inbox = Inbox { requests, farewell: Arc::clone(&farewell) };
        (Hub { code, requests: sender, guard, patience, last: Arc::default(), farewell }, inbox)
    }

    /// The code of the room.
    #[must_use]
    pub fn code(&self) -> JoinCode {
        self.code
    }

    /// Why the room is gone, once it is.
    pub(super) fn farewell(&self) -> Goodbye {
        self.farewell.get().copied().unwrap_or(Goodbye::Stopping)
    }

    pub(super) fn next_client(&self) -> ClientId {
        ClientId(self.last.fetch_add(1, Ordering::Relaxed))
    }

    /// Hands a request to the room, as soon as it has the time. `false` when the room is gone.
    pub(super) async fn ask(&self, request: Request) -> bool {
        self.requests.send(request).await.is_ok()
    }

    /// Tells the room that a connection has ended. Where it is too busy to hear it, it finds out by itself.
    pub(super) fn leave(&self, client: ClientId) {
        let _ = self.requests.try_send(Request::Left(client));
    }
}
