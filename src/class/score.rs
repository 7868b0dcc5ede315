//! What an answer is worth. Whole numbers only, so that every machine comes to the same.

use crate::class::{
    setup::{Basis, Setup},
    sheet::{Given, Sheet},
};

/// What a right answer is worth, times the weight of its question.
pub const POINTS: u32 = 1_000;

/// What a second right answer in a row adds; each further one adds as much more.
pub const STREAK: u32 = 100;

/// From so many right answers in a row on, the bonus grows no more.
pub const STREAK_MOST: u32 = 5;

/// What the question is worth at most, without a bonus.
#[must_use]
pub fn most(sheet: &Sheet) -> u32 {
    POINTS * sheet.item.weight
}

/// What `given` is worth, without a bonus.
#[must_use]
pub fn points(setup: &Setup, sheet: &Sheet, given: &Given) -> u32 {
    if !given.right || sheet.item.poll {
        return 0;
    }
    let share = match (setup.basis(&sheet.item), sheet.clock.limit().or(sheet.item.limit_ms)) {
        (Basis::Speed, Some(limit)) => {
            let half = u64::from(POINTS / 2);
            let left = limit.saturating_sub(given.took_ms);
            let fast = u128::from(half) * u128::from(left) / u128::from(limit.max(1));
            POINTS / 2 + u32::try_from(fast).unwrap_or(POINTS / 2)
        }
        _ => POINTS,
    };
    share * sheet.item.weight
}

/// What is added to the `row`th right answer in a row.
#[must_use]
pub fn bonus(row: u32) -> u32 {
    STREAK * row.min(STREAK_MOST).saturating_sub(1)
}
