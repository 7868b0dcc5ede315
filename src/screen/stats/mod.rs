//! Statistics: days, memory, lessons, the days to come, and the history of every question.
//!
//! Everything is counted when the screen opens and when something was recorded since; drawing only slices rows. What is
//! drawn is also said in numbers.

mod ahead;
mod days;
mod detail;
mod lessons;
mod lines;
mod memory;
mod questions;

use ratatui::{buffer::Buffer, layout::Rect};

use self::lines::Lines;
use crate::{
    app::{Ctx, Nav, Outcome, Target, keymap::Action},
    course::{Course, Question},
    lang::{Lang, msgs::Msgs, width::width},
    screen::Scroll,
    study::{Day, stats},
    ui::{
        draw, frame,
        layout::{Piece, Role, Row},
        plain,
    },
};

/// Rows above what scrolls: the names of the pages, and a blank one.
const TABS: u16 = 2;

/// A page of the statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Days,
    Memory,
    Lessons,
    Ahead,
    Questions,
}

impl Tab {
    const ALL: [Tab; 5] = [Tab::Days, Tab::Memory, Tab::Lessons, Tab::Ahead, Tab::Questions];

    fn name(self, m: &Msgs) -> &'static str {
        match self {
            Tab::Days => m.stats_days,
            Tab::Memory => m.stats_memory,
            Tab::Lessons => m.stats_lessons,
            Tab::Ahead => m.stats_ahead,
            Tab::Questions => m.stats_questions,
        }
    }

    /// The one so many places further, going round.
    fn step(self, by: usize) -> Tab {
        Tab::ALL[(self as usize + by) % Tab::ALL.len()]
    }
}

/// What rows were laid out from: the same gives the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    tab: Tab,
    opened: Option<(usize, usize)>,
    lang: Lang,
    both: bool,
    size: (u16, u16),
    counted: (Day, i64),
}

/// Statistics.
#[derive(Clone, Debug)]
pub struct Stats {
    tab: Tab,
    counted: stats::Stats,
    /// What `lines` are; `None` when they have to be laid out.
    shape: Option<Shape>,
    lines: Lines,
    scroll: Scroll,
    height: usize,
    /// The thing under the cursor, where things can be chosen.
    cursor: usize,
    /// The questions of the list, by lesson and place in its bank.
    questions: Vec<(usize, usize)>,
    /// The question whose history is shown, and where the list was.
    opened: Option<(usize, usize)>,
    left: (usize, Scroll),
}

impl Stats {
    /// Nothing counted yet.
    #[must_use]
    pub fn open() -> Stats {
        Stats {
            tab: Tab::Days,
            counted: stats::Stats::default(),
            shape: None,
            lines: Lines::default(),
            scroll: Scroll::default(),
            height: 1,
            cursor: 0,
            questions: Vec::new(),
            opened: None,
            left: (0, Scroll::default()),
        }
    }

    /// Counts what has changed, and lays out what is shown.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        self.height = usize::from(body.height.saturating_sub(TABS)).max(1);
        let counted = (ctx.today(), ctx.progress.journal().last_ms());
        let shape = Shape {
            tab: self.tab,
            opened: self.opened,
            lang: ctx.lang,
            both: ctx.both,
            size: ctx.size,
            counted,
        };
        if self.shape == Some(shape) {
            return;
        }
        if self.shape.is_none_or(|shape| shape.counted != counted) {
            self.counted = stats::Stats::count(ctx.course, ctx.progress, ctx.today(), ctx.now.offset_s);
        }
        self.shape = Some(shape);
        self.lines = self.lay_out(ctx, body);
        self.cursor = self.cursor.min(self.lines.choices().saturating_sub(1));
        self.scroll.clamp(self.lines.rows.len(), self.height);
        self.follow();
    }

    fn lay_out(&mut self, ctx: &Ctx<'_>, body: Rect) -> Lines {
        let mut lines = Lines::new(ctx, body.width);
        if let Some(question) = self.question(ctx) {
            detail::lay_out(ctx, question, &mut lines);
            return lines;
        }
        match self.tab {
            Tab::Questions => self.questions = questions::lay_out(ctx, &mut lines),
            Tab::Lessons => lessons::lay_out(ctx, &self.counted, &mut lines),
            _ if self.counted.is_empty() => lines.wrapped(ctx.msgs().stats_empty, Role::Text, 0),
            Tab::Days => days::lay_out(ctx, &self.counted, &mut lines),
            Tab::Memory => memory::lay_out(ctx, &self.counted, &mut lines),
            Tab::Ahead => ahead::lay_out(ctx, &self.counted, body.height.saturating_sub(TABS), &mut lines),
        }
        lines
    }

    /// The question whose history is shown.
    fn question<'a>(&self, ctx: &Ctx<'a>) -> Option<&'a Question> {
        let (lesson, place) = self.opened?;
        ctx.course.questions(lesson).get(place)
    }

    /// Goes over to another edition of the course.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) {
        let id = self.question(ctx).map(|question| question.id.as_str());
        self.opened = id.and_then(|id| to.question(id)).and_then(|(lesson, found)| {
            let place = to.questions(lesson).iter().position(|question| question.id == found.id)?;
            Some((lesson, place))
        });
        self.shape = None;
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        action != Action::Open || self.opened.is_some() || self.lines.choices() > 0
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::Less => self.show(self.tab.step(Tab::ALL.len() - 1)),
            Action::More => self.show(self.tab.step(1)),
            Action::Choose(n) if n < Tab::ALL.len() => self.show(Tab::ALL[n]),
            Action::Open => return self.choose(ctx),
            Action::Back if self.opened.is_some() => self.close(),
            Action::Back => return Outcome::go(Nav::Back),
            action => self.go(action),
        }
        Outcome::none()
    }

    fn show(&mut self, tab: Tab) {
        if (self.tab, self.opened) != (tab, None) {
            (self.tab, self.opened) = (tab, None);
            // What is chosen is seen together with its heading.
            self.lines = Lines::default();
        }
        (self.cursor, self.scroll) = (0, Scroll::default());
    }

    /// Back from the history of a question to the list.
    fn close(&mut self) {
        self.opened = None;
        (self.cursor, self.scroll) = self.left;
    }

    /// Moves the cursor where there is one, else the page.
    fn go(&mut self, action: Action) {
        let last = match self.lines.choices() {
            0 => {
                self.scroll.update(action, self.lines.rows.len(), self.height);
                return;
            }
            choices => choices - 1,
        };
        self.cursor = match action {
            Action::Up => self.cursor.checked_sub(1).unwrap_or(last),
            Action::Down => {
                if self.cursor >= last {
                    0
                } else {
                    self.cursor + 1
                }
            }
            Action::PageUp => self.cursor.saturating_sub(self.height),
            Action::PageDown => (self.cursor + self.height).min(last),
            Action::Top => 0,
            Action::Bottom => last,
            _ => return,
        };
        self.follow();
    }

    /// Scrolls to the cursor: above the first the headings are seen, too, and below the last what follows it.
    fn follow(&mut self) {
        let Some(row) = self.lines.row_of(self.cursor) else { return };
        let (first, last) = (self.cursor == 0, self.cursor + 1 == self.lines.choices());
        let end = if last { self.lines.rows.len() } else { row + 1 };
        self.scroll.show(if first { 0 } else { row }, end, self.height);
        if last {
            self.scroll.show(row, row + 1, self.height);
        }
    }

    /// Opens what is under the cursor: the questions of a lesson, the history of a question, the page that teaches it.
    fn choose(&mut self, ctx: &Ctx<'_>) -> Outcome {
        if let Some(question) = self.question(ctx) {
            let lesson = ctx.course.lesson_index(&question.lesson);
            let page = lesson.and_then(|lesson| ctx.course.lessons[lesson].page_index(&question.page));
            return lesson.map_or_else(Outcome::none, |lesson| {
                Outcome::go(Nav::Open(Target::Lesson { lesson, page }))
            });
        }
        match self.tab {
            Tab::Lessons => {
                let lesson = self.cursor;
                self.show(Tab::Questions);
                self.refresh(ctx);
                let place = self.questions.iter().position(|(other, _)| *other == lesson);
                self.cursor = place.unwrap_or(0);
                // The heading of the lesson is at the top.
                let row = self.lines.row_of(self.cursor).unwrap_or(0);
                self.scroll.top = row.saturating_sub(1);
                self.scroll.clamp(self.lines.rows.len(), self.height);
            }
            Tab::Questions => {
                self.left = (self.cursor, self.scroll);
                self.opened = self.questions.get(self.cursor).copied();
                self.scroll = Scroll::default();
            }
            Tab::Days | Tab::Memory | Tab::Ahead => {}
        }
        Outcome::none()
    }

    /// A click opens a page, or what is listed.
    pub fn click(&mut self, x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        if y == body.y {
            let mut left = body.x;
            for (tab, piece) in tabs(self.tab, ctx, body) {
                let right = left + u16::try_from(width(&piece.text)).unwrap_or(0);
                if (left..right).contains(&x) {
                    self.show(tab);
                }
                left = right;
            }
            return Outcome::none();
        }
        let row = y.checked_sub(body.y + TABS).map(|row| self.scroll.top + usize::from(row));
        match row.and_then(|row| self.lines.items.get(row).copied().flatten()) {
            Some(item) if y < body.bottom() => {
                self.cursor = item;
                self.choose(ctx)
            }
            _ => Outcome::none(),
        }
    }

    /// Whether there is more.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        if self.scroll.top + self.height < self.lines.rows.len() {
            return format!("↓ {}", ctx.msgs().lesson_more);
        }
        String::new()
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let body = Rect { width: u16::MAX, ..Rect::default() };
        let names: String = tabs(self.tab, ctx, body).map(|(_, piece)| piece.text).collect();
        let line = |(row, item): (&Row, &Option<usize>)| {
            let text = plain::line(row, ctx.glyphs(), None);
            item.map_or_else(|| text.clone(), |item| plain::item(text.trim_start(), item == self.cursor))
        };
        let rows = self.lines.rows.iter().zip(&self.lines.items).map(line);
        [names.trim_end().to_owned(), String::new()].into_iter().chain(rows).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        let pieces: Vec<Piece> = tabs(self.tab, ctx, body).map(|(_, piece)| piece).collect();
        draw::pieces(buf, Rect { height: 1, ..body }, &pieces, ctx.theme, None);
        let shown = self.lines.rows.iter().zip(&self.lines.items).skip(self.scroll.top);
        for (y, (row, item)) in (body.top() + TABS..body.bottom()).zip(shown) {
            let area = Rect { y, height: 1, ..body };
            if item.is_some_and(|item| item == self.cursor) {
                draw::row(buf, area, &here(row), ctx.theme, None);
                draw::text(buf, body.x, y, 2, "▸", ctx.theme.here());
            } else {
                draw::row(buf, area, row, ctx.theme, None);
            }
        }
    }
}

/// The row under the cursor.
fn here(row: &Row) -> Row {
    Row { pieces: vec![Piece::new(row.text(), Role::Here)], ..row.clone() }
}

/// The names of the pages, each with the key that opens it.
fn tabs<'a>(shown: Tab, ctx: &Ctx<'a>, body: Rect) -> impl Iterator<Item = (Tab, Piece)> + use<'a> {
    let m = ctx.msgs();
    let names = Tab::ALL.map(|tab| tab.name(m));
    let all: usize = names.iter().map(|name| width(name) + 4).sum();
    let gap = if all + 4 <= usize::from(body.width) { "  " } else { " " };
    Tab::ALL.into_iter().enumerate().map(move |(number, tab)| {
        // Brackets, as colour is never the only signal.
        let name = format!("{} {}", number + 1, tab.name(m));
        let piece = if tab == shown {
            Piece::new(format!("[{name}]{gap}"), Role::Here)
        } else {
            Piece::new(format!("{name}{gap}"), Role::Muted)
        };
        (tab, piece)
    })
}
