//! The glossary: a search field and the terms it finds, in both languages.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Nav, Outcome, keymap::Action},
    course::Course,
    lang::hangul,
    screen::{Caret, Scroll, Subject},
    search::{Kind, Place, Query},
    ui::{draw, frame, plain},
};

/// The most a query may hold; more is never meant.
const LONGEST_QUERY: usize = 60;

/// So many terms are read at a time, line by line.
const READ: usize = 20;

/// The glossary.
#[derive(Clone, Debug)]
pub struct Glossary {
    query: String,
    found: Vec<usize>,
    cursor: usize,
    scroll: Scroll,
    height: usize,
}

impl Glossary {
    /// Searching for `query`.
    #[must_use]
    pub fn open(query: String) -> Glossary {
        Glossary { query, found: Vec::new(), cursor: 0, scroll: Scroll::default(), height: 1 }
    }

    /// What is searched for.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Finds the terms.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        self.height = if ctx.plain { READ } else { usize::from(body.height.saturating_sub(2)).max(1) };
        let chosen = self.found.get(self.cursor).copied();
        self.found = found(&self.query, ctx);
        self.cursor = chosen.and_then(|term| self.found.iter().position(|other| *other == term)).unwrap_or(0);
        self.scroll.clamp(self.found.len(), self.height);
        self.scroll.show(self.cursor, self.cursor + 1, self.height);
    }

    /// Goes over to another edition of the course, with the cursor on the same term.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) {
        let (before, after) = (ctx.course.glossary(), to.glossary());
        let chosen = self.found.get(self.cursor).and_then(|term| before.terms().get(*term));
        let now = chosen.and_then(|term| after.term(&term.id));
        // What was found is found again; only the term under the cursor has to be known by its new number.
        self.found = after
            .terms()
            .iter()
            .enumerate()
            .filter(|(_, term)| Some(*term) == now)
            .map(|(at, _)| at)
            .collect();
        self.cursor = 0;
    }

    /// Takes text into the field.
    pub fn type_text(&mut self, text: &str, ctx: &Ctx<'_>) -> Outcome {
        let text = hangul::nfc(&format!("{}{text}", self.query)).into_owned();
        if text.chars().count() <= LONGEST_QUERY {
            self.query = text;
            self.found.clear();
            self.refresh(ctx);
        }
        Outcome::none()
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let last = self.found.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.checked_sub(1).unwrap_or(last),
            Action::Down => self.cursor = if self.cursor >= last { 0 } else { self.cursor + 1 },
            Action::PageUp => self.cursor = self.cursor.saturating_sub(self.height),
            Action::PageDown => self.cursor = (self.cursor + self.height).min(last),
            Action::Top => self.cursor = 0,
            Action::Bottom => self.cursor = last,
            Action::Erase => {
                self.query.pop();
                self.found.clear();
                self.refresh(ctx);
            }
            Action::Open => return self.open_card(ctx),
            Action::Back if !self.query.is_empty() => {
                self.query.clear();
                self.found.clear();
                self.refresh(ctx);
            }
            Action::Back => return Outcome::go(Nav::Back),
            _ => {}
        }
        self.scroll.show(self.cursor, self.cursor + 1, self.height);
        Outcome::none()
    }

    fn open_card(&self, ctx: &Ctx<'_>) -> Outcome {
        let term = self.found.get(self.cursor).and_then(|index| ctx.course.glossary().terms().get(*index));
        let Some(term) = term else { return Outcome::none() };
        Outcome::go(Nav::Card(Subject::Term(term.id.clone())))
    }

    /// A click opens a term.
    pub fn click(&mut self, _x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        let Some(row) = y.checked_sub(body.y + 2) else { return Outcome::none() };
        let index = self.scroll.top + usize::from(row);
        if index >= self.found.len() || y >= body.bottom() {
            return Outcome::none();
        }
        self.cursor = index;
        self.open_card(ctx)
    }

    /// How many were found.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        ctx.lang.terms(self.found.len())
    }

    /// Where we are: what was searched for makes it another place.
    #[must_use]
    pub fn title(&self, ctx: &Ctx<'_>) -> String {
        let m = ctx.msgs();
        if self.query.is_empty() {
            return m.glossary.to_owned();
        }
        format!("{} › {} {}", m.glossary, m.glossary_search, self.query)
    }

    /// The terms around the cursor as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        if self.found.is_empty() {
            return vec![ctx.msgs().glossary_nothing.to_owned()];
        }
        let first = self.cursor / READ * READ;
        let shown = self.found.iter().enumerate().skip(first).take(READ);
        let item = |(at, term): (usize, &usize)| {
            let term = ctx.course.glossary().terms().get(*term)?;
            let names = [ctx.lang, ctx.lang.other()].map(|lang| term.title(lang)).join(" · ");
            Some(plain::item(&format!("{names}: {}", term.short.get(ctx.lang)), at == self.cursor))
        };
        let more = (first + READ < self.found.len()).then(|| ctx.msgs().lesson_more.to_owned());
        shown.filter_map(item).chain(more).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        let m = ctx.msgs();
        let label = draw::text(buf, body.x, body.y, body.width, m.glossary_search, ctx.theme.muted());
        let x = body.x + label + 2;
        let used =
            draw::text(buf, x, body.y, body.right().saturating_sub(x), &self.query, ctx.theme.strong());
        let list = Rect { y: body.y + 2, height: body.height.saturating_sub(2), ..body };
        if self.found.is_empty() {
            draw::text(buf, list.x, list.y, list.width, m.glossary_nothing, ctx.theme.attention());
        }
        let shown = self.found.iter().enumerate().skip(self.scroll.top);
        for (y, (index, term)) in (list.top()..list.bottom()).zip(shown) {
            let Some(term) = ctx.course.glossary().terms().get(*term) else { continue };
            let here = index == self.cursor;
            let style = if here { ctx.theme.here() } else { ctx.theme.text() };
            draw::text(buf, list.x, y, 2, if here { "▸" } else { " " }, style);
            // Both names and what it means, each in a column of its own.
            let columns =
                [(&term.title(ctx.lang), style), (&term.title(ctx.lang.other()), ctx.theme.muted())];
            let mut x = list.x + 2;
            for (name, style) in columns {
                let cells = (list.width / 3).clamp(14, 30);
                draw::text(buf, x, y, cells.saturating_sub(2), name, style);
                x += cells;
            }
            draw::text(
                buf,
                x,
                y,
                list.right().saturating_sub(x),
                term.short.get(ctx.lang),
                ctx.theme.muted(),
            );
        }
        Some(Caret::Field((x + used).min(body.right().saturating_sub(1)), body.y))
    }
}

/// Numbers of the terms that `text` finds, best first; all of them without one.
fn found(text: &str, ctx: &Ctx<'_>) -> Vec<usize> {
    let query = Query::new(text);
    if query.is_empty() {
        return (0..ctx.course.glossary().terms().len()).collect();
    }
    let hits = ctx.course.index().find(&query, ctx.lang, Some(Kind::Term)).into_iter();
    hits.filter_map(|hit| if let Place::Term(term) = hit.place { Some(term) } else { None }).collect()
}
