//! Settings: language, both languages, colours, motion, and where progress is kept.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Entry, Nav, Outcome, keymap::Action},
    lang::width::clip,
    ui::{draw, plain, theme},
};

/// The settings that can be changed, from top to bottom.
const ROWS: usize = 4;

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
        let row = usize::from(y.saturating_sub(body.y) / step(body));
        if y < body.y || row >= ROWS {
            return Outcome::none();
        }
        self.cursor = row;
        Outcome::none().with(change(row, ctx))
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let item = |(at, (label, value))| plain::item(&format!("{label}: {value}"), at == self.cursor);
        let file = ctx.progress_file.unwrap_or(ctx.msgs().settings_no_file);
        let file = format!("  {}: {file}", ctx.msgs().settings_file);
        rows(ctx).into_iter().enumerate().map(item).chain([file]).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        let m = ctx.msgs();
        for (y, (index, (label, value))) in
            (body.y..body.bottom()).step_by(usize::from(step(body))).zip(rows(ctx).into_iter().enumerate())
        {
            let here = index == self.cursor;
            let style = if here { ctx.theme.here() } else { ctx.theme.text() };
            draw::text(buf, body.x, y, 2, if here { "▸" } else { " " }, style);
            draw::text(buf, body.x + 2, y, 22, label, style);
            draw::text(buf, body.x + 26, y, body.width.saturating_sub(26), &value, ctx.theme.strong());
        }
        let y = (body.y + 4 * step(body) + 1).min(body.bottom());
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

/// What can be changed, and how it is.
fn rows(ctx: &Ctx<'_>) -> [(&'static str, String); ROWS] {
    let m = ctx.msgs();
    let switch = |is_on: bool| if is_on { m.on } else { m.off }.to_owned();
    [
        (m.settings_lang, ctx.lang.name().to_owned()),
        (m.settings_both, switch(ctx.both)),
        (m.settings_theme, ctx.lang.theme_name(ctx.theme.id())),
        (m.settings_motion, switch(ctx.reduce_motion)),
    ]
}

/// Rows from one setting to the next: every other one where there is room.
fn step(body: Rect) -> u16 {
    if body.height < 14 { 1 } else { 2 }
}

fn change(row: usize, ctx: &Ctx<'_>) -> Entry {
    match row {
        0 => Entry::setting("lang", ctx.lang.other().code()),
        1 => Entry::setting("both", if ctx.both { "off" } else { "on" }),
        3 => Entry::setting("reduce-motion", if ctx.reduce_motion { "off" } else { "on" }),
        _ => {
            let now = theme::IDS.iter().position(|id| *id == ctx.theme.id()).unwrap_or(0);
            Entry::setting("theme", theme::IDS[(now + 1) % theme::IDS.len()])
        }
    }
}
