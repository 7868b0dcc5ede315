//! How long to wait before a connection is made again.

use std::time::Duration;

/// The first wait.
const FIRST: Duration = Duration::from_millis(500);

/// The longest.
const LONGEST: Duration = Duration::from_secs(10);

/// Waits that become longer: 0.5, 1, 2, 4, 8, 10 seconds, each a little different for everybody, so that a whole class does
/// not come back in the same moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    next: Duration,
}

impl Default for Backoff {
    fn default() -> Backoff {
        Backoff { next: FIRST }
    }
}

impl Backoff {
    /// The next wait: between three quarters and all of its length.
    pub fn next(&mut self) -> Duration {
        let whole = self.next;
        self.next = (whole * 2).min(LONGEST);
        let mut byte = [u8::MAX];
        // Where there is no randomness, nobody else has any to come with at the same time.
        let _ = getrandom::fill(&mut byte);
        whole * 3 / 4 + whole / 4 * u32::from(byte[0]) / u32::from(u8::MAX)
    }

    /// A connection was there: begins anew.
    pub fn reset(&mut self) {
        *self = Backoff::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_become_longer_and_begin_anew() {
        let mut backoff = Backoff::default();
        for whole in [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000] {
            let wait = backoff.next().as_millis();
            assert!((whole * 3 / 4..=whole).contains(&wait), "{wait} of {whole}");
        }
        backoff.reset();
        assert!(backoff.next() <= FIRST);
    }
}
