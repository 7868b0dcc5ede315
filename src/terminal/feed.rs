//! Events from elsewhere: what another thread has found out while the session waits for keys.
//!
//! Invariant: what waits is bounded; whoever finds out more than the session takes waits.
//!
//! It must not know what is found out, nor by whom.

use std::{
    fmt,
    sync::{
        Arc, OnceLock,
        mpsc::{self, Receiver, SyncSender},
    },
};

use crate::app::Event;

/// How many events wait.
const WAITING: usize = 64;

/// Wakes the session.
pub(super) type Wake = Arc<dyn Fn() + Send + Sync>;

/// The end of a feed that another thread holds.
#[derive(Clone)]
pub struct Sender {
    events: SyncSender<Event>,
    wake: Arc<OnceLock<Wake>>,
}

/// The end of a feed that belongs into [`super::Options`].
pub struct Feed {
    events: Receiver<Event>,
    wake: Arc<OnceLock<Wake>>,
}

/// Both ends of a new feed.
#[must_use]
pub fn feed() -> (Sender, Feed) {
    let (sender, events) = mpsc::sync_channel(WAITING);
    let wake = Arc::new(OnceLock::new());
    (Sender { events: sender, wake: Arc::clone(&wake) }, Feed { events, wake })
}

impl Sender {
    /// Hands an event to the session, and waits while it is busy with others. Whether anybody is there to take it; nobody
    /// is once the session has ended.
    #[must_use]
    pub fn send(&self, event: Event) -> bool {
        let is_taken = self.events.send(event).is_ok();
        // Before the session has begun there is nobody to wake: it looks here before it waits.
        if let Some(wake) = self.wake.get() {
            wake();
        }
        is_taken
    }
}

impl Feed {
    /// From now on every event wakes whoever waits.
    pub(super) fn begin(&self, wake: &Wake) {
        let _ = self.wake.set(Arc::clone(wake));
    }

    /// The oldest event that nobody has taken.
    pub(super) fn take(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed").finish_non_exhaustive()
    }
}
