//! A popup to be read: rows that are scrolled, and nothing else.
//!
//! It must not know what the rows say; help, notices and the problems of a course lay theirs out.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Nav, Outcome, keymap::Action},
    course::doc::Inline,
    screen::{Scroll, mark_more, popup, popup_box, popup_room},
    ui::{
        draw,
        layout::{Role, Row, paragraph},
        plain,
    },
};

/// Rows in a popup, and how far they are scrolled.
#[derive(Clone, Debug)]
pub struct Reading {
    rows: Vec<Row>,
    scroll: Scroll,
    height: usize,
}

impl Reading {
    /// With nothing in it yet.
    #[must_use]
    pub fn new() -> Reading {
        Reading { rows: Vec::new(), scroll: Scroll::default(), height: 1 }
    }

    /// Cells of a row.
    #[must_use]
    pub fn width(ctx: &Ctx<'_>) -> usize {
        popup_room(ctx).0
    }

    /// Puts `rows` into it, scrolled as far as those before.
    pub fn fill(&mut self, rows: Vec<Row>, ctx: &Ctx<'_>) {
        self.rows = rows;
        self.height = popup_room(ctx).1;
        self.scroll.clamp(self.rows.len(), self.height);
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Up | Action::Down => self.rows.len() > self.height,
            action => action != Action::Help,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action) -> Outcome {
        if action == Action::Back {
            return Outcome::go(Nav::Close);
        }
        self.scroll.update(action, self.rows.len(), self.height);
        Outcome::none()
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        plain::lines(&self.rows, ctx.glyphs(), None)
    }

    /// Draws it, as high as it needs to be.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, title: &str, buf: &mut Buffer) {
        let full = popup(area, ctx.size);
        let needed = u16::try_from(self.rows.len() + 2).unwrap_or(full.height).min(full.height);
        let inner = popup_box(ctx.theme, Rect { height: needed, ..full }, title, buf);
        draw::rows(buf, inner, &self.rows, self.scroll.top, ctx.theme, None);
        let has_more = self.scroll.top + self.height < self.rows.len();
        mark_more(ctx.theme, ctx.msgs().lesson_more, inner, has_more, buf);
    }
}

/// A paragraph without marks, as rows.
#[must_use]
pub fn wrapped(text: &str, role: Role, width: usize, indent: usize) -> Vec<Row> {
    let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
    let lines = paragraph(&inlines, role, width, (indent, indent), &mut Vec::new());
    lines.into_iter().map(|pieces| Row { block: 0, pieces, fill: None }).collect()
}
