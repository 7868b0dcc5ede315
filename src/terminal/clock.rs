//! The time, for events.

#![expect(clippy::disallowed_methods, reason = "the place where the clock is read")]

use std::{
    env, fs,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use crate::app::Now;

/// Reads the time.
#[derive(Clone, Debug)]
pub struct Clock {
    start: Instant,
    zone: TimeZone,
}

impl Default for Clock {
    /// A clock for where the process is.
    fn default() -> Clock {
        Clock { start: Instant::now(), zone: local_zone() }
    }
}

impl Clock {
    /// The time now. Its `mono_ms` count from the making of this clock.
    #[must_use]
    pub fn now(&self) -> Now {
        let utc = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let utc_ms = i64::try_from(utc.as_millis()).unwrap_or(i64::MAX);
        let mono_ms = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let offset_s =
            Timestamp::from_millisecond(utc_ms).map_or(0, |time| self.zone.to_offset(time).seconds());
        Now { mono_ms, utc_ms, offset_s }
    }

    /// What the learner's clock shows.
    #[must_use]
    pub fn local(&self) -> DateTime {
        self.zone.to_datetime(Timestamp::now())
    }

    /// What the learner's clock showed at `utc_ms` milliseconds since 1970, if there is such a time.
    #[must_use]
    pub fn local_at(&self, utc_ms: i64) -> Option<DateTime> {
        Some(self.zone.to_datetime(Timestamp::from_millisecond(utc_ms).ok()?))
    }

    /// The day on the learner's clock, `2026-11-22`.
    #[must_use]
    pub fn today(&self) -> String {
        self.local().date().to_string()
    }
}

/// The time zone of the process.
fn local_zone() -> TimeZone {
    // jiff would look for the name of the zone in a list of all zones: a third of our start. The rules are enough.
    if cfg!(unix)
        && env::var_os("TZ").is_none()
        && let Ok(rules) = fs::read("/etc/localtime")
        && let Ok(zone) = TimeZone::tzif("Local", &rules)
    {
        return zone;
    }
    TimeZone::system()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_that_of_the_system() {
        let now = Clock::default().now();
        let system = TimeZone::system().to_offset(Timestamp::now());
        assert_eq!(now.offset_s, system.seconds());
        assert!(now.utc_ms > 1_700_000_000_000);
    }
}
