//! The learner's day: it ends at an hour of the night that they choose, not at midnight.
//!
//! A day is counted on the clock that the learner had, so that neither travel nor summer time moves what was done to another day.

use serde::{Deserialize, Serialize};

/// The hour at which a new day begins, unless the learner chose another.
pub const ROLLOVER: u8 = 4;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// A day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

impl Day {
    /// The day of a moment: milliseconds since 1970 in UTC, seconds that the learner's clock was east of it, and the
    /// hour at which their day begins.
    #[must_use]
    pub fn of(utc_ms: i64, offset_s: i32, rollover: u8) -> Day {
        let local = utc_ms.saturating_add(i64::from(offset_s) * 1000);
        let day = local.saturating_sub(i64::from(rollover) * HOUR_MS).div_euclid(DAY_MS);
        Day(i32::try_from(day).unwrap_or(if day < 0 { i32::MIN / 2 } else { i32::MAX / 2 }))
    }

    /// The day that is `days` later.
    #[must_use]
    pub fn plus(self, days: u32) -> Day {
        Day(self.0.saturating_add_unsigned(days))
    }

    /// Whole days from `earlier` to this one; 0 when that is not earlier, as after a clock was set back.
    #[must_use]
    pub fn since(self, earlier: Day) -> u32 {
        u32::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0)
    }

    /// Monday is 0.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((i64::from(self.0) + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// Year, month and day of the month.
    #[must_use]
    pub fn date(self) -> (i32, u8, u8) {
        // Howard Hinnant's civil_from_days, in eras of 400 years that begin on a first of March.
        let shifted = i64::from(self.0) + 719_468;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let small = |n: i64| u8::try_from(n).unwrap_or(0);
        (i32::try_from(year).unwrap_or(0), small(month), small(day))
    }

    /// The day of a date written `2026-11-22`.
    #[must_use]
    pub fn parse(date: &str) -> Option<Day> {
        let mut parts = date.trim().splitn(3, '-');
        let mut next = |most: i64| parts.next()?.parse::<i64>().ok().filter(|n| (1..=most).contains(n));
        let (year, month, day) = (next(9_999)?, next(12)?, next(31)?);
        // Howard Hinnant's days_from_civil.
        let year_shifted = if month <= 2 { year - 1 } else { year };
        let (era, of_era) = (year_shifted.div_euclid(400), year_shifted.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        let found = Day(i32::try_from(days).ok()?);
        // The 31st of February is another date.
        (found.date() == (i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
            .then_some(found)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEOUL: i32 = 9 * 3600;

    /// 2026-11-22T00:00:00Z.
    const MIDNIGHT: i64 = 1_795_305_600_000;

    fn at(hour: i64, minute: i64) -> i64 {
        MIDNIGHT + hour * HOUR_MS + minute * 60_000
    }

    #[test]
    fn the_day_turns_at_four_on_the_learners_clock() {
        let day = |utc_ms, offset| Day::of(utc_ms, offset, ROLLOVER).to_string();
        // In Seoul 04:00 is 19:00 of the day before in UTC.
        assert_eq!(day(at(-5, -1), SEOUL), "2026-11-21");
        assert_eq!(day(at(-5, 0), SEOUL), "2026-11-22");
        // 08:59 and 09:01 in Seoul lie on both sides of midnight in UTC, and are one morning.
        assert_eq!(day(at(0, -1), SEOUL), "2026-11-22");
        assert_eq!(day(at(0, 1), SEOUL), "2026-11-22");
        // The night of New York in summer time and after it.
        assert_eq!(day(at(7, 59), -4 * 3600), "2026-11-21");
        assert_eq!(day(at(8, 0), -4 * 3600), "2026-11-22");
        assert_eq!(day(at(8, 0), -5 * 3600), "2026-11-21");
        assert_eq!(Day::of(at(0, 0), 0, 0).to_string(), "2026-11-22");
    }

    #[test]
    fn a_clock_set_back_is_no_time_at_all() {
        assert_eq!(Day(10).since(Day(12)), 0);
        assert_eq!(Day(12).since(Day(10)), 2);
        for ms in [i64::MIN, i64::MAX] {
            let day = Day::of(ms, i32::MAX, 23);
            assert_eq!(day.plus(0), day);
            let _ = (day.to_string(), day.weekday());
        }
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for n in (-200_000..200_000).step_by(37) {
            let text = Day(n).to_string();
            if !text.starts_with('-') {
                assert_eq!(Day::parse(&text), Some(Day(n)), "{text}");
            }
        }
        assert_eq!(Day(0).weekday(), 3);
        assert_eq!(Day::parse("2026-11-22").map(Day::weekday), Some(6));
        for wrong in ["", "2026", "2026-13-01", "2026-02-30", "2026-00-10", "x-1-1", "2026-11-22-1"] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }
}
