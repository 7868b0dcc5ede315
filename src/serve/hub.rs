//! The door of a room: what is asked of the task that owns it, and by whom.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
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
use crate::class::{HostCommand, HostToken, JoinCode, Refusal, view::Ways, wire::ClientMessage};

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
        /// Where the answer goes.
        outbox: Arc<Outbox>,
        /// What.
        message: ClientMessage,
        /// Where from, if that is how it gets its seat back.
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
}

impl Hub {
    /// The door of the room with this code, and what comes in by it.
    pub(super) fn new(code: JoinCode, limits: Limits, patience: Patience) -> (Hub, mpsc::Receiver<Request>) {
        let (requests, inbox) = mpsc::channel(WAITING);
        let guard = Arc::new(Guard::new(limits));
        (Hub { code, requests, guard, patience, last: Arc::default() }, inbox)
    }

    /// The code of the room.
    #[must_use]
    pub fn code(&self) -> JoinCode {
        self.code
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
