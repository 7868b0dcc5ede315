//! Days: what was done on each, in total, by week, by hour, and as a map of squares.

use crate::study::{
    day::Day,
    journal::{Daily, Journal},
    progress::Progress,
};

/// What was done ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All days together.
    pub done: Daily,
    /// Days on which something was learned.
    pub days: u32,
    /// Days in a row up to today, as [`Journal::streak`].
    pub streak: u32,
    /// The most days in a row ever.
    pub longest: u32,
}

/// What was done ever, as it stands on `today`.
#[must_use]
pub fn totals(journal: &Journal, today: Day) -> Totals {
    let mut totals = Totals { streak: journal.streak(today), ..Totals::default() };
    let (mut row, mut last) = (0, None);
    for (day, daily) in journal.days() {
        totals.done = totals.done.plus(daily);
        totals.days += 1;
        row = if last.is_some_and(|last: Day| last.plus(1) == day) { row + 1 } else { 1 };
        totals.longest = totals.longest.max(row);
        last = Some(day);
    }
    totals
}

/// What was done in each of the `count` weeks up to that of `today`, oldest first. A week begins on Monday, as ISO 8601
/// (in Korea KS X ISO 8601) has it.
#[must_use]
pub fn weeks(journal: &Journal, today: Day, count: u32) -> Vec<Daily> {
    let monday = Day(today.0.saturating_sub(i32::from(today.weekday())));
    let week = |back: u32| {
        let first = Day(monday.0.saturating_sub_unsigned(7 * back));
        (0..7).fold(Daily::default(), |sum, n| sum.plus(&journal.day(first.plus(n))))
    };
    (0..count).rev().map(week).collect()
}

/// How much was done on a day: answers and pages together.
#[must_use]
pub fn active(daily: &Daily) -> u32 {
    daily.answers.saturating_add(daily.pages)
}

/// A day of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The day.
    pub day: Day,
    /// How much was done on it, as [`active`].
    pub done: u32,
    /// 0 where nothing was done. Else 1 to 4: on so many quarters of the learner's own active days of the map no more was
    /// done than on this one.
    pub level: u8,
}

/// The days of the `weeks` weeks up to that of `today`, each week from Monday on, the last one only up to `today`.
#[must_use]
pub fn heat_map(journal: &Journal, today: Day, weeks: u32) -> Vec<Spot> {
    let count = u32::from(today.weekday()) + 1 + 7 * weeks.saturating_sub(1);
    let mut map: Vec<Spot> = super::last_days(journal, today, count)
        .into_iter()
        .map(|(day, daily)| Spot { day, done: active(&daily), level: 0 })
        .collect();
    let mut amounts: Vec<u32> = map.iter().map(|spot| spot.done).filter(|done| *done > 0).collect();
    amounts.sort_unstable();
    for spot in map.iter_mut().filter(|spot| spot.done > 0) {
        let no_more = amounts.partition_point(|done| *done <= spot.done);
        spot.level = u8::try_from((4 * no_more).div_ceil(amounts.len())).unwrap_or(4);
    }
    map
}

/// What was answered in an hour of the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hour {
    /// Questions and cards answered.
    pub answers: u32,
    /// Right ones among them.
    pub right: u32,
}

/// What was answered in each hour from 0 to 23, on a clock that is `offset_s` seconds east of UTC all the time: what was
/// answered while travelling is counted where the learner is now.
#[must_use]
pub fn hours(progress: &Progress, offset_s: i32) -> [Hour; 24] {
    let mut hours = [Hour::default(); 24];
    for given in progress.histories().flat_map(|(_, history)| history.given()) {
        let local_s = given.at.div_euclid(1000).saturating_add(i64::from(offset_s));
        let hour = usize::try_from(local_s.div_euclid(3600).rem_euclid(24)).unwrap_or(0);
        hours[hour].answers += 1;
        hours[hour].right += u32::from(given.grade.is_pass());
    }
    hours
}
