//! A message that wants to be seen before anything else.

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

/// Texts, a paragraph each.
#[derive(Clone, Debug)]
pub struct Notice {
    texts: Vec<String>,
    rows: Vec<Row>,
    scroll: Scroll,
    height: usize,
}

impl Notice {
    /// Not laid out yet.
    #[must_use]
    pub fn open(texts: Vec<String>) -> Notice {
        Notice { texts, rows: Vec::new(), scroll: Scroll::default(), height: 1 }
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let (width, height) = popup_room(ctx);
        self.height = height;
        self.rows.clear();
        for text in &self.texts {
            if !self.rows.is_empty() {
                self.rows.push(draw::blank_row());
            }
            for line in text.lines() {
                let inlines = [Inline { text: line.to_owned(), ..Inline::default() }];
                let lines = paragraph(&inlines, Role::Text, width, (0, 0), &mut Vec::new());
                self.rows.extend(lines.into_iter().map(|pieces| Row { block: 0, pieces, fill: None }));
            }
        }
        self.scroll.clamp(self.rows.len(), self.height);
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, _ctx: &Ctx<'_>) -> Outcome {
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
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
        let full = popup(area, ctx.size);
        let needed = u16::try_from(self.rows.len() + 2).unwrap_or(full.height).min(full.height);
        let area = Rect { y: full.y + (full.height - needed) / 2, height: needed, ..full };
        let inner = popup_box(ctx.theme, area, ctx.msgs().notice, buf);
        draw::rows(buf, inner, &self.rows, self.scroll.top, ctx.theme, None);
        mark_more(
            ctx.theme,
            ctx.msgs().lesson_more,
            inner,
            self.scroll.top + self.height < self.rows.len(),
            buf,
        );
    }
}
