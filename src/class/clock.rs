//! The clock of a question: how long it has been open, pauses left out.

/// How much later than the deadline an answer may arrive and still count, in milliseconds: for the way through the network.
/// The same for everybody; nothing that a client says about its own delay is believed.
pub const GRACE_MS: u64 = 250;

/// The clock of a question. All times are of the room, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    opened: u64,
    limit: Option<u64>,
    paused: Option<u64>,
    stood: u64,
}

impl Clock {
    /// A clock that starts at `now` and allows `limit` milliseconds, or as many as it takes.
    #[must_use]
    pub fn start(now: u64, limit: Option<u64>) -> Clock {
        Clock { opened: now, limit, paused: None, stood: 0 }
    }

    /// What is allowed, with what was added.
    #[must_use]
    pub fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused.is_some()
    }

    /// How long it has run at `now`.
    #[must_use]
    pub fn ran(&self, now: u64) -> u64 {
        self.paused.unwrap_or(now).saturating_sub(self.opened).saturating_sub(self.stood)
    }

    /// What is left at `now`; `None` when it takes as long as it takes.
    #[must_use]
    pub fn left(&self, now: u64) -> Option<u64> {
        self.limit.map(|limit| limit.saturating_sub(self.ran(now)))
    }

    /// Whether an answer that arrives at `now` is too late.
    #[must_use]
    pub fn is_over(&self, now: u64) -> bool {
        self.limit.is_some_and(|limit| self.ran(now) > limit.saturating_add(GRACE_MS))
    }

    /// The first moment that is too late, unless it stands still or has no limit.
    #[must_use]
    pub fn over_at(&self) -> Option<u64> {
        let limit = self.limit.filter(|_| !self.is_paused())?;
        let open = self.opened.saturating_add(self.stood);
        Some(open.saturating_add(limit).saturating_add(GRACE_MS).saturating_add(1))
    }

    /// It stands still from `now` on.
    pub fn pause(&mut self, now: u64) {
        self.paused = self.paused.or(Some(now));
    }

    /// It goes on at `now`.
    pub fn resume(&mut self, now: u64) {
        if let Some(since) = self.paused.take() {
            self.stood += now.saturating_sub(since);
        }
    }

    /// It allows `ms` more.
    pub fn extend(&mut self, ms: u64) {
        self.limit = self.limit.map(|limit| limit.saturating_add(ms));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_do_not_count_and_the_grace_does() {
        let mut clock = Clock::start(1_000, Some(20_000));
        assert_eq!((clock.ran(4_000), clock.left(4_000)), (3_000, Some(17_000)));
        clock.pause(5_000);
        clock.pause(6_000);
        assert_eq!((clock.ran(90_000), clock.over_at()), (4_000, None));
        clock.resume(65_000);
        clock.resume(66_000);
        assert_eq!(clock.left(65_000), Some(16_000));
        clock.extend(10_000);
        assert_eq!(clock.over_at(), Some(65_000 + 26_000 + GRACE_MS + 1));
        assert!(!clock.is_over(65_000 + 26_000 + GRACE_MS));
        assert!(clock.is_over(65_000 + 26_000 + GRACE_MS + 1));
        assert_eq!(clock.left(200_000), Some(0));
        assert!(!Clock::start(0, None).is_over(u64::MAX));
    }
}
