//! The first start: which language?

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Nav, Outcome, keymap::Action},
    lang::{Lang, msgs::Msgs},
    ui::{draw, plain},
};

/// The choice of language.
#[derive(Clone, Debug)]
pub struct Welcome {
    cursor: Lang,
}

impl Welcome {
    /// Points at `guess`.
    #[must_use]
    pub fn open(guess: Lang) -> Welcome {
        Welcome { cursor: guess }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action) -> Outcome {
        match action {
            Action::Up | Action::Down => self.cursor = self.cursor.other(),
            Action::Choose(n) => {
                return Lang::ALL.get(n).map_or_else(Outcome::none, |lang| Outcome::go(Nav::Begin(*lang)));
            }
            Action::Open => return Outcome::go(Nav::Begin(self.cursor)),
            _ => {}
        }
        Outcome::none()
    }

    /// A click on a language chooses it.
    pub fn click(&mut self, _x: u16, y: u16, body: Rect) -> Outcome {
        match y.checked_sub(first_row(body)) {
            Some(0 | 1) => Outcome::go(Nav::Begin(Lang::Ko)),
            Some(2 | 3) => Outcome::go(Nav::Begin(Lang::En)),
            _ => Outcome::none(),
        }
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self) -> Vec<String> {
        let both = |text: fn(&Msgs) -> &'static str| Lang::ALL.map(|lang| text(lang.msgs())).join(" ");
        let choice = |(at, lang): (usize, &Lang)| {
            plain::item(&format!("{}  {}", at + 1, lang.name()), *lang == self.cursor)
        };
        let choices = Lang::ALL.iter().enumerate().map(choice);
        std::iter::once(both(|m| m.welcome_ask)).chain(choices).chain([both(|m| m.welcome_note)]).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        let y = first_row(body);
        let ask = format!("{}  {}", Lang::Ko.msgs().welcome_ask, Lang::En.msgs().welcome_ask);
        draw::text(buf, body.x, y.saturating_sub(2), body.width, &ask, ctx.theme.text());
        for (row, lang) in (0u16..).zip(Lang::ALL) {
            let here = self.cursor == lang;
            let style = if here { ctx.theme.here() } else { ctx.theme.text() };
            let mark = if here { "▸" } else { " " };
            let line = format!("{mark} {}  {}", row + 1, lang.name());
            draw::text(buf, body.x, y + 2 * row, body.width, &line, style);
        }
        for (row, lang) in (5u16..).zip(Lang::ALL) {
            draw::text(buf, body.x, y + row, body.width, lang.msgs().welcome_note, ctx.theme.muted());
        }
    }
}

fn first_row(body: Rect) -> u16 {
    body.y + (body.height / 3).max(2)
}
