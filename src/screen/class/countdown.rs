//! What is left of the time, counted on from when the room said it. Whether an answer is in time is the room's business.

use crate::{
    app::Ctx,
    class::view::{Scene, Timing},
    lang::class_screen as words,
    ui::{
        chart,
        layout::{Piece, Role, Row},
    },
};

/// Cells of the bar.
const BAR: usize = 20;

/// With so little left it is drawn as something that wants attention.
const SHORT_MS: u64 = 5_000;

/// Above this no seconds are shown.
const LONG_MS: u64 = 3_600_000;

/// What is left of the time.
#[derive(Clone, Copy, Debug)]
pub struct Countdown {
    timing: Timing,
    heard_ms: u64,
}

impl Countdown {
    /// The time of `scene`, if there is one, as it was heard just now.
    pub fn of(scene: &Scene, ctx: &Ctx<'_>) -> Option<Countdown> {
        match scene {
            Scene::Question { timing, .. } | Scene::Open { timing, .. } => {
                Some(Countdown { timing: *timing, heard_ms: ctx.now.mono_ms })
            }
            _ => None,
        }
    }

    fn left_ms(&self, ctx: &Ctx<'_>) -> Option<u64> {
        let passed = if self.timing.paused { 0 } else { ctx.now.mono_ms.saturating_sub(self.heard_ms) };
        self.timing.left_ms.map(|left| left.saturating_sub(passed))
    }

    /// How often what is shown changes, in milliseconds.
    fn pace_ms(ctx: &Ctx<'_>, left_ms: u64) -> u64 {
        match (left_ms > LONG_MS, ctx.is_still()) {
            (true, _) => 60_000,
            (false, true) => 10_000,
            (false, false) => 1_000,
        }
    }

    /// Milliseconds until something else is shown. Nobody is read to how time goes by.
    pub fn due(&self, ctx: &Ctx<'_>) -> Option<u64> {
        let left = self.left_ms(ctx).filter(|left| *left > 0 && !self.timing.paused && !ctx.plain)?;
        let pace = Countdown::pace_ms(ctx, left);
        Some(if left % pace == 0 { pace } else { left % pace })
    }

    /// It in numbers and as a bar; `None` where time is not limited.
    pub fn row(&self, ctx: &Ctx<'_>) -> Option<Row> {
        let (left, limit) = (self.left_ms(ctx)?, self.timing.limit_ms?);
        let pace = Countdown::pace_ms(ctx, left);
        let seconds = left.div_ceil(pace) * pace / 1_000;
        let text = match (self.timing.paused, left) {
            (true, _) => {
                format!("{} · {}", words::STOPPED.get(ctx.lang), ctx.lang.time_span(seconds))
            }
            (false, 0) => words::TIME_UP.get(ctx.lang).to_owned(),
            (false, _) => {
                format!("{} {}", words::TIME_LEFT.get(ctx.lang), ctx.lang.time_span(seconds))
            }
        };
        let role = if left <= SHORT_MS { Role::Error } else { Role::Strong };
        let mut pieces = vec![Piece::new(format!("{text}  "), role)];
        pieces.extend(chart::bar(BAR, (seconds * 1_000).min(limit), limit));
        pieces.retain(|piece| !piece.text.is_empty());
        Some(Row { block: 0, pieces, fill: None })
    }
}
