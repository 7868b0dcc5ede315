//! What a click does in a quiz.

use ratatui::layout::Rect;

use super::Quiz;
use crate::{
    app::{
        Ctx, Outcome,
        keymap::{Action, Context},
    },
    course::Kind,
};

/// Two clicks within this are a double click.
const DOUBLE_CLICK_MS: u64 = 600;

impl Quiz {
    /// A click points at an option; on the one under the cursor it submits.
    pub fn click(&mut self, _x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        let Some(row) = y.checked_sub(body.y).filter(|_| y < body.bottom()) else { return Outcome::none() };
        if self.context() == Context::Feedback {
            return self.update(Action::Next, ctx);
        }
        let Some(place) = self.rows.options.get(self.scroll.top + usize::from(row)).copied().flatten() else {
            return Outcome::none();
        };
        match self.context() {
            Context::Result => self.update(Action::Choose(place), ctx),
            Context::Choice => {
                let again = self.answering.as_ref().is_some_and(|answering| answering.cursor == Some(place));
                let multiple = self.question(ctx).is_some_and(|question| question.kind == Kind::Multiple);
                // A double click is one click to most people: only a later one submits.
                let is_late = ctx.now.mono_ms.saturating_sub(self.clicked_ms) >= DOUBLE_CLICK_MS;
                self.clicked_ms = ctx.now.mono_ms;
                match (again && !multiple, is_late) {
                    (true, true) => self.update(Action::Submit, ctx),
                    (true, false) => Outcome::none(),
                    (false, _) => self.update(Action::Choose(place), ctx),
                }
            }
            Context::Ordering => self.update(Action::Choose(place), ctx),
            Context::FillIn => {
                if let Some(answering) = &mut self.answering {
                    answering.cursor = Some(place);
                }
                Outcome::none()
            }
            Context::Matching => {
                if let Some(answering) = &mut self.answering {
                    if answering.cursor == Some(place) {
                        answering.rematch(true);
                    }
                    answering.cursor = Some(place);
                }
                Outcome::none()
            }
            _ => Outcome::none(),
        }
    }
}
