//! Settings: language, both languages, colours, and where progress is kept.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Entry, Nav, Outcome, keymap::Action},
    lang::width::clip,
    ui::{draw, theme},
};

/// The settings that can be changed, from top to bottom.
const ROWS: usize = 3;

/// Settings.
#[derive(Clone, Debug)]
pub struct Settings {
    cursor: usize,
}

impl Settings {
    /// With the cursor on the first.
    #[must_use]
    pub fn open() -> Settings {
        Settings { cursor: 0 }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::Up => self.cursor = (self.cursor + ROWS - 1) % ROWS,
            Action::Down => self.cursor = (self.cursor + 1) % ROWS,
            Action::Change => return Outcome::none().with(change(self.cursor, ctx)),
            Action::Back => return Outcome::go(Nav::Back),
            _ => {}
        }
        Outcome::none()
    }

    /// A click changes the setting.
    pub fn click(&mut self, _x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        let row = usize::from(y.saturating_sub(body.y)) / 2;
        if y < body.y || row >= ROWS {
            return Outcome::none();
        }
        self.cursor = row;
        Outcome::none().with(change(row, ctx))
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        let m = ctx.msgs();
        let rows = [
            (m.settings_lang, ctx.lang.name().to_owned()),
            (m.settings_both, if ctx.both { m.on } else { m.off }.to_owned()),
            (m.settings_theme, ctx.lang.theme_name(ctx.theme.id())),
        ];
        for (index, (label, value)) in rows.into_iter().enumerate() {
            let y = body.y + u16::try_from(2 * index).unwrap_or(0);
            let here = index == self.cursor;
            let style = if here { ctx.theme.here() } else { ctx.theme.text() };
            draw::text(buf, body.x, y, 2, if here { "▸" } else { " " }, style);
            draw::text(buf, body.x + 2, y, 22, label, style);
            draw::text(buf, body.x + 26, y, body.width.saturating_sub(26), &value, ctx.theme.strong());
        }
        let y = body.y + 7;
        draw::text(buf, body.x + 2, y, 22, m.settings_file, ctx.theme.muted());
        let file = ctx.progress_file.unwrap_or(m.settings_no_file);
        // A path is no use without its end: it takes as many lines as it needs.
        let room = usize::from(body.width.saturating_sub(2)).max(1);
        let mut rest = file;
        for y in y + 1..body.bottom() {
            let line = clip(rest, room);
            draw::text(buf, body.x + 2, y, body.width.saturating_sub(2), line, ctx.theme.text());
            rest = &rest[line.len()..];
        }
    }
}

fn change(row: usize, ctx: &Ctx<'_>) -> Entry {
    match row {
        0 => Entry::setting("lang", ctx.lang.other().code()),
        1 => Entry::setting("both", if ctx.both { "off" } else { "on" }),
        _ => {
            let now = theme::IDS.iter().position(|id| *id == ctx.theme.id()).unwrap_or(0);
            Entry::setting("theme", theme::IDS[(now + 1) % theme::IDS.len()])
        }
    }
}
