//! What was done on each day, added up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::study::{day::Day, history::Given, payload::Occasion, schedule::Grade};

/// A longer pause is none of the time spent.
const PAUSE_MS: i64 = 5 * 60_000;

/// One day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Daily {
    /// Questions and cards answered.
    pub answers: u32,
    /// Right ones among them.
    pub right: u32,
    /// Those among the answers whose time had come.
    pub reviews: u32,
    /// Right ones among these.
    pub remembered: u32,
    /// Pages read.
    pub pages: u32,
    /// Milliseconds spent, without pauses of more than five minutes.
    pub ms: u64,
}

impl Daily {
    /// Whether something was learned.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.answers > 0 || self.pages > 0
    }

    /// This and another day together.
    #[must_use]
    pub fn plus(&self, other: &Daily) -> Daily {
        Daily {
            answers: self.answers.saturating_add(other.answers),
            right: self.right.saturating_add(other.right),
            reviews: self.reviews.saturating_add(other.reviews),
            remembered: self.remembered.saturating_add(other.remembered),
            pages: self.pages.saturating_add(other.pages),
            ms: self.ms.saturating_add(other.ms),
        }
    }
}

/// All days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    days: BTreeMap<Day, Daily>,
    last_ms: i64,
}

impl Journal {
    /// Something was done at `utc_ms` on `day`.
    pub(super) fn tick(&mut self, day: Day, utc_ms: i64) {
        let gap = utc_ms.saturating_sub(self.last_ms);
        self.last_ms = utc_ms;
        if let (Ok(gap), true) = (u64::try_from(gap), gap <= PAUSE_MS) {
            self.days.entry(day).or_default().ms += gap;
        }
    }

    /// A page was read.
    pub(super) fn page(&mut self, day: Day) {
        self.days.entry(day).or_default().pages += 1;
    }

    /// Something was answered.
    pub(super) fn add(&mut self, given: &Given) {
        self.count(given, 1);
    }

    /// An answer was taken back.
    pub(super) fn remove(&mut self, given: &Given) {
        self.count(given, u32::MAX);
    }

    /// An answer was judged anew; `given` has its former grade.
    pub(super) fn regrade(&mut self, given: &Given, grade: Grade) {
        self.remove(given);
        self.add(&Given { grade, ..*given });
    }

    /// `by` is 1 or, wrapping round, -1.
    fn count(&mut self, given: &Given, by: u32) {
        let day = self.days.entry(given.day).or_default();
        let (right, review) = (given.grade.is_pass(), given.occasion == Occasion::Review);
        let add = |count: &mut u32, does: bool| {
            if does {
                *count = count.wrapping_add(by);
            }
        };
        add(&mut day.answers, true);
        add(&mut day.right, right);
        add(&mut day.reviews, review);
        add(&mut day.remembered, review && right);
    }

    /// When something was last recorded, in milliseconds since 1970.
    #[must_use]
    pub fn last_ms(&self) -> i64 {
        self.last_ms
    }

    /// What was done on `day`.
    #[must_use]
    pub fn day(&self, day: Day) -> Daily {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// Every day on which something was done, in order.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = (Day, &Daily)> {
        self.days.iter().filter(|(_, daily)| daily.is_active()).map(|(day, daily)| (*day, daily))
    }

    /// Days in a row up to `today`, or up to yesterday while today is young.
    #[must_use]
    pub fn streak(&self, today: Day) -> u32 {
        let mut day = if self.day(today).is_active() { today } else { Day(today.0.saturating_sub(1)) };
        let mut streak = 0;
        while self.day(day).is_active() {
            streak += 1;
            day = Day(day.0.saturating_sub(1));
        }
        streak
    }
}
