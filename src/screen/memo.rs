//! The field for a memo: one line of the learner's own about a question or a page.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Entry, Nav, Outcome, keymap::Action},
    lang::{
        hangul,
        width::{clip_start, sanitize, width},
    },
    screen::Caret,
    study::payload::Marked,
    ui::{
        draw, plain,
        popup::{centered, popup_box},
    },
};

/// The most characters of a memo: more is no line.
const LONGEST: usize = 200;

/// A memo being written.
#[derive(Clone, Debug)]
pub struct Memo {
    /// What it is about, as the progress file calls it.
    key: String,
    text: String,
}

impl Memo {
    /// The memo of the item with this key, as it was written last.
    #[must_use]
    pub fn open(key: String, ctx: &Ctx<'_>) -> Memo {
        let text = ctx.progress.marks(&key).map(|marks| marks.memo.clone()).unwrap_or_default();
        Memo { key, text }
    }

    /// What is written so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes text, as far as there is room.
    pub fn type_text(&mut self, text: &str) {
        let text = hangul::nfc(&format!("{}{text}", self.text)).into_owned();
        self.text = sanitize(&text).chars().take(LONGEST).collect();
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Erase | Action::Remove => !self.text.is_empty(),
            action => action != Action::Help,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::Erase => {
                self.text.pop();
            }
            Action::Remove => self.text.clear(),
            Action::Back => return Outcome::go(Nav::Close),
            Action::Submit => return self.save(ctx),
            _ => {}
        }
        Outcome::none()
    }

    fn save(&self, ctx: &Ctx<'_>) -> Outcome {
        let text = self.text.trim();
        let before = ctx.progress.marks(&self.key).map_or("", |marks| marks.memo.as_str());
        if text == before {
            return Outcome::go(Nav::Close);
        }
        let m = ctx.msgs();
        let said = if text.is_empty() { m.memo_removed } else { m.memo_saved };
        let entry = Entry::marked(&self.key, &Marked::Memo(text.to_owned()));
        Outcome { nav: Some(Nav::Close), ..Outcome::say(said).with(entry) }
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let m = ctx.msgs();
        let text = if self.text.is_empty() { m.plain_empty } else { &self.text };
        vec![plain::item(text, true), m.memo_hint.to_owned()]
    }

    /// Draws it, and says where its caret is.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) -> Caret {
        let m = ctx.msgs();
        let inner =
            popup_box(ctx.theme, centered(area, area.width.saturating_sub(4).min(76), 5), m.memo, buf);
        let room = inner.width.saturating_sub(1);
        // Of a long line its end, where it is written.
        let shown = clip_start(&self.text, usize::from(room));
        let used = draw::text(buf, inner.x, inner.y, room, shown, ctx.theme.strong());
        let blank = "_".repeat(usize::from(room).saturating_sub(width(shown)));
        draw::text(buf, inner.x + used, inner.y, inner.width - used, &blank, ctx.theme.muted());
        draw::text(buf, inner.x, inner.y + 2, inner.width, m.memo_hint, ctx.theme.muted());
        Caret::Field(inner.x + used, inner.y)
    }
}
