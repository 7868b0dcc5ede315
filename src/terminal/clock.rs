//! The time, for events.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::app::Now;

/// Reads the time.
#[derive(Debug)]
pub struct Clock {
    start: Instant,
}

impl Default for Clock {
    fn default() -> Clock {
        Clock {
            start: Instant::now(),
        }
    }
}

impl Clock {
    /// The time now. Its `mono_ms` count from the making of this clock.
    #[must_use]
    pub fn now(&self) -> Now {
        let utc = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let utc_ms = i64::try_from(utc.as_millis()).unwrap_or(i64::MAX);
        let mono_ms = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now {
            mono_ms,
            utc_ms,
            offset_s: offset_s(utc_ms),
        }
    }
}

/// Seconds east of UTC at a time, here.
fn offset_s(utc_ms: i64) -> i32 {
    // The zone is asked for each time: jiff keeps it, and notices when a laptop has travelled.
    jiff::Timestamp::from_millisecond(utc_ms).map_or(0, |time| {
        jiff::tz::TimeZone::system().to_offset(time).seconds()
    })
}
