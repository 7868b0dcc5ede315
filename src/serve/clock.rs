//! The clock of a room: it goes on where the last heartbeat in the journal left it, so that it stands still while the program
//! does.

use tokio::time::{Duration, Instant};

/// Turns moments of this process into milliseconds of a room.
#[derive(Clone, Copy, Debug)]
pub struct RoomClock {
    base: u64,
    started: Instant,
}

impl RoomClock {
    /// A clock that shows `base` now.
    #[must_use]
    pub fn start(base: u64) -> RoomClock {
        RoomClock { base, started: Instant::now() }
    }

    /// What it shows now.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.at(Instant::now())
    }

    /// What it showed at `moment`.
    #[must_use]
    pub fn at(&self, moment: Instant) -> u64 {
        let ran = moment.saturating_duration_since(self.started).as_millis();
        self.base.saturating_add(u64::try_from(ran).unwrap_or(u64::MAX))
    }

    /// When it will show `ms`, if that can be told.
    #[must_use]
    pub fn when(&self, ms: u64) -> Option<Instant> {
        self.started.checked_add(Duration::from_millis(ms.saturating_sub(self.base)))
    }
}
