//! A message that wants to be seen before anything else.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::Ctx,
    screen::reading::{Reading, wrapped},
    ui::{draw, layout::Role},
};

/// Texts, a paragraph each.
#[derive(Clone, Debug)]
pub struct Notice {
    texts: Vec<String>,
    pub(super) reading: Reading,
}

impl Notice {
    /// Not laid out yet.
    #[must_use]
    pub fn open(texts: Vec<String>) -> Notice {
        Notice { texts, reading: Reading::new() }
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let mut rows = Vec::new();
        for text in &self.texts {
            if !rows.is_empty() {
                rows.push(draw::blank_row());
            }
            rows.extend(text.lines().flat_map(|line| wrapped(line, Role::Text, Reading::width(ctx), 0)));
        }
        self.reading.fill(rows, ctx);
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
        self.reading.view(ctx, area, ctx.msgs().notice, buf);
    }
}
