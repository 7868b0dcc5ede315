//! Statistics: what the log says about days, memory, lessons and the days to come, in numbers.
//!
//! Nothing is stored for them; all of it is counted anew from [`Progress`]. It must not know how any of it is drawn.

mod days;
mod mastery;
mod retention;

pub use days::{Hour, Spot, Totals, active, heat_map, hours, totals, weeks};
pub use mastery::{KNOWN, MASTERED, Mastery, State, mastery, state};
pub use retention::{BINS, Bin, FEW, Retention, retention};

use crate::{
    course::Course,
    study::{
        day::Day,
        deck,
        journal::{Daily, Journal},
        progress::Progress,
    },
};

/// How many days ahead are counted.
pub const AHEAD: u32 = 30;

/// Everything that is counted when statistics are opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// The learner's day for which they were counted.
    pub today: Day,
    /// What was done on this day.
    pub done: Daily,
    /// What was done ever.
    pub totals: Totals,
    /// How well it was remembered.
    pub retention: Retention,
    /// What was answered in each hour of the clock.
    pub hours: [Hour; 24],
    /// How each lesson is known, in the order of the course.
    pub lessons: Vec<Mastery>,
    /// How many cards come on each of the coming [`AHEAD`] days, today's backlog with today.
    pub ahead: Vec<u32>,
}

impl Stats {
    /// Counts everything on `today`. `offset_s` are the seconds that the learner's clock is east of UTC now.
    #[must_use]
    pub fn count(course: &Course, progress: &Progress, today: Day, offset_s: i32) -> Stats {
        Stats {
            today,
            done: progress.journal().day(today),
            totals: totals(progress.journal(), today),
            retention: retention(progress),
            hours: hours(progress, offset_s),
            lessons: (0..course.lessons.len())
                .map(|lesson| mastery(course, progress, lesson, today))
                .collect(),
            ahead: deck::forecast(course, progress, today, AHEAD),
        }
    }

    /// Whether nothing was ever done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.totals.days == 0
    }

    /// Cards that come up to so many days from now, today being one.
    #[must_use]
    pub fn due_within(&self, days: usize) -> u32 {
        self.ahead.iter().take(days).sum()
    }
}

/// What was done on each of the `count` days up to `today`, oldest first.
#[must_use]
pub fn last_days(journal: &Journal, today: Day, count: u32) -> Vec<(Day, Daily)> {
    let first = Day(today.0.saturating_sub_unsigned(count.saturating_sub(1)));
    (0..count).map(|n| first.plus(n)).map(|day| (day, journal.day(day))).collect()
}
