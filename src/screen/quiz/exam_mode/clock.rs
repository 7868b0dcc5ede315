//! The clock of an exam as it is shown.
//!
//! Invariant: time goes on by whichever of the two clocks of the machine went further, so that setting one back gains nothing.

use crate::{
    app::{Ctx, Now},
    study::Sitting,
};

/// How often the time that is shown changes, in milliseconds. Here, and only here, fewer changes can be asked for: with a
/// minute or more no seconds are shown.
fn pace_ms(ctx: &Ctx<'_>) -> u64 {
    if ctx.is_still() { 60_000 } else { 1_000 }
}

/// The times left that are told, in milliseconds.
const TOLD: [u64; 2] = [10 * 60_000, 60_000];

/// The clock, from when the exam was opened in this session.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    mono_ms: u64,
    utc_ms: i64,
    /// Milliseconds left when it was last looked at.
    left_ms: u64,
}

impl Clock {
    /// Starts at `utc_ms` of the sitting, with so many milliseconds left.
    #[must_use]
    pub fn start(now: Now, utc_ms: i64, left_ms: u64) -> Clock {
        Clock { mono_ms: now.mono_ms, utc_ms, left_ms }
    }

    /// What it says, in milliseconds since 1970.
    #[must_use]
    pub fn utc_ms(&self, now: Now) -> i64 {
        let passed = now.mono_ms.saturating_sub(self.mono_ms);
        now.utc_ms.max(self.utc_ms.saturating_add_unsigned(passed))
    }

    /// Milliseconds left.
    #[must_use]
    pub fn left_ms(&self, sitting: &Sitting, now: Now) -> u64 {
        sitting.left_ms(self.utc_ms(now))
    }

    /// Looks at the clock. What is to be told, if a time that is told has come: minutes left.
    pub fn look(&mut self, sitting: &Sitting, now: Now) -> Option<u64> {
        let left = self.left_ms(sitting, now);
        let before = std::mem::replace(&mut self.left_ms, left);
        TOLD.into_iter().rfind(|told| before > *told && left <= *told).map(|told| told / 60_000)
    }

    /// Milliseconds until something else is shown.
    #[must_use]
    pub fn due_ms(&self, sitting: &Sitting, ctx: &Ctx<'_>) -> u64 {
        let pace = pace_ms(ctx);
        match self.left_ms(sitting, ctx.now) % pace {
            0 => pace,
            rest => rest,
        }
    }

    /// The time left in words.
    #[must_use]
    pub fn shown(&self, sitting: &Sitting, ctx: &Ctx<'_>) -> String {
        let seconds = self.left_ms(sitting, ctx.now).div_ceil(1_000);
        ctx.lang.time_left(seconds, pace_ms(ctx) < 60_000)
    }
}
