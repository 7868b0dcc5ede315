//! The note of mistakes (오답노트): what was answered wrongly or guessed, by lesson, reason and number.
//!
//! Invariant: what is listed is what [`mistakes::all`] says now; the screen keeps only which part is wanted, and the cursor on
//! the same question.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Entry, Nav, Outcome, Target, keymap::Action},
    course::{
        Course,
        doc::{Inline, plain},
        edition,
    },
    lang::Lang,
    screen::Scroll,
    study::{
        history::DAYS_TO_MASTER,
        mistakes::{self, Filter, Noted},
        payload::{Marked, Reason},
    },
    ui::{
        self, draw, frame,
        layout::{Piece, Role, Row, paragraph},
    },
};

/// The note.
#[derive(Clone, Debug)]
pub struct Mistakes {
    filter: Filter,
    items: Vec<Item>,
    rows: Vec<Row>,
    /// Questions in the part of the note that is shown, whatever the filters leave of them.
    is_empty: bool,
    /// Lessons and reasons that the filters can be set to.
    lessons: Vec<usize>,
    reasons: Vec<Option<Reason>>,
    /// The filters, and how they are set.
    head: Vec<Row>,
    cursor: usize,
    scroll: Scroll,
    /// Rows that fit.
    height: usize,
}

/// A question in the list.
#[derive(Clone, Debug)]
struct Item {
    id: String,
    marks_key: String,
    is_bookmarked: bool,
    stem: String,
    details: String,
    memo: String,
}

impl Item {
    /// Rows in the list.
    fn rows(&self) -> usize {
        if self.memo.is_empty() { 2 } else { 3 }
    }
}

impl Mistakes {
    /// All that is not mastered.
    #[must_use]
    pub fn open() -> Mistakes {
        Mistakes {
            filter: Filter::default(),
            items: Vec::new(),
            rows: Vec::new(),
            is_empty: true,
            lessons: Vec::new(),
            reasons: Vec::new(),
            head: Vec::new(),
            cursor: 0,
            scroll: Scroll::default(),
            height: 1,
        }
    }

    /// Goes over to another edition of the course.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) {
        self.filter.lesson =
            self.filter.lesson.and_then(|lesson| edition::same_lesson(ctx.course, to, lesson));
    }

    /// Makes the list.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let here = self.items.get(self.cursor).map(|item| item.id.clone());
        let all = mistakes::all(ctx.course, ctx.progress);
        let part: Vec<&Noted<'_>> =
            all.iter().filter(|noted| noted.mistake.is_mastered() == self.filter.archived).collect();
        self.is_empty = part.is_empty();
        self.lessons = part.iter().map(|noted| noted.lesson).collect();
        self.lessons.dedup();
        self.reasons = Reason::ALL.into_iter().map(Some).chain([None]).collect();
        self.reasons.retain(|reason| part.iter().any(|noted| noted.reason == *reason));
        let mut wanted: Vec<&Noted<'_>> =
            part.into_iter().filter(|noted| self.filter.admits(noted)).collect();
        // What went wrong last comes first.
        wanted.sort_by_key(|noted| std::cmp::Reverse(noted.mistake.at));
        self.items = wanted.into_iter().map(|noted| item(ctx, noted)).collect();
        let at = here.and_then(|id| self.items.iter().position(|item| item.id == id));
        self.cursor = at.unwrap_or(self.cursor).min(self.items.len().saturating_sub(1));
        let lines = self.items.iter().enumerate().flat_map(|(place, item)| self.lines(ctx, place, item));
        self.rows = lines.collect();
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        self.head = draw::flow(self.filters(ctx), usize::from(body.width));
        self.height = usize::from(self.list(body).height).max(1);
        self.scroll.clamp(self.row_of(self.items.len()), self.height);
        self.show_cursor();
    }

    /// The first row of the question at `place` in the list.
    fn row_of(&self, place: usize) -> usize {
        self.items.iter().take(place).map(Item::rows).sum()
    }

    fn show_cursor(&mut self) {
        self.scroll.show(self.row_of(self.cursor), self.row_of(self.cursor + 1), self.height);
    }

    /// Where the list stands.
    fn list(&self, body: Rect) -> Rect {
        let used = u16::try_from(self.head.len() + 1).unwrap_or(body.height).min(body.height);
        Rect { y: body.y + used, height: body.height - used, ..body }
    }

    /// The keys of the filters and how they are set.
    fn filters(&self, ctx: &Ctx<'_>) -> Vec<Vec<Piece>> {
        let m = ctx.msgs();
        let lesson = self.filter.lesson.and_then(|lesson| ctx.course.lessons.get(lesson));
        let reason = self.filter.reason.map(|reason| reason_name(reason, ctx.lang));
        let group = |key: &str, label: &str, set: Option<&str>| {
            let value = Piece::new(
                set.unwrap_or(m.mistakes_all),
                if set.is_some() { Role::Here } else { Role::Text },
            );
            vec![
                Piece::new(format!("{key} "), Role::Strong),
                Piece::new(format!("{label}: "), Role::Muted),
                value,
            ]
        };
        vec![
            group("1", m.mistakes_lesson, lesson.map(|lesson| lesson.title.get(ctx.lang))),
            group("2", m.mistakes_reason, reason),
            group("3", m.mistakes_often, self.filter.often.then_some(m.mistakes_twice)),
            group(
                "4",
                m.mistakes_part,
                Some(if self.filter.archived { m.mistakes_archived } else { m.mistakes_active }),
            ),
        ]
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open | Action::Retry | Action::Up | Action::Bookmark | Action::Memo => {
                !self.items.is_empty()
            }
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let last = self.items.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.checked_sub(1).unwrap_or(last),
            Action::Down => self.cursor = if self.cursor >= last { 0 } else { self.cursor + 1 },
            Action::PageUp => self.cursor = self.cursor.saturating_sub(self.height / 2),
            Action::PageDown => self.cursor = (self.cursor + self.height / 2).min(last),
            Action::Top => self.cursor = 0,
            Action::Bottom => self.cursor = last,
            Action::FilterLesson => self.filter.lesson = next(&self.lessons, self.filter.lesson),
            Action::FilterReason => self.filter.reason = next(&self.reasons, self.filter.reason),
            Action::FilterOften => self.filter.often = !self.filter.often,
            Action::FilterArchive => {
                self.filter = Filter { archived: !self.filter.archived, ..Filter::default() };
            }
            Action::Marks => return Outcome::go(Nav::Replace(Target::Marks)),
            Action::Back => return Outcome::go(Nav::Back),
            action => return self.act_on_item(action, ctx),
        }
        self.show_cursor();
        Outcome::none()
    }

    fn act_on_item(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let Some(item) = self.items.get(self.cursor) else { return Outcome::none() };
        let questions = || self.items.iter().map(|item| item.id.clone()).collect();
        match action {
            Action::Open => {
                Outcome::go(Nav::Open(Target::Look { questions: questions(), index: self.cursor }))
            }
            Action::Retry => Outcome::go(Nav::Open(Target::Retry(questions()))),
            Action::Memo => Outcome::go(Nav::Memo(item.marks_key.clone())),
            Action::Bookmark => {
                let m = ctx.msgs();
                let said = if item.is_bookmarked { m.bookmark_removed } else { m.bookmark_set };
                let marked = Marked::Bookmark(!item.is_bookmarked);
                Outcome::say(said).with(Entry::marked(&item.marks_key, &marked))
            }
            _ => Outcome::none(),
        }
    }

    /// A click points at a question; on the one under the cursor it opens it.
    pub fn click(&mut self, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        let list = self.list(body);
        let Some(row) = y.checked_sub(list.y).filter(|_| y < list.bottom()) else { return Outcome::none() };
        let row = self.scroll.top + usize::from(row);
        let Some(index) = (0..self.items.len()).find(|place| row < self.row_of(place + 1)) else {
            return Outcome::none();
        };
        if std::mem::replace(&mut self.cursor, index) == index {
            return self.update(Action::Open, ctx);
        }
        Outcome::none()
    }

    /// How many are listed.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        ctx.lang.questions(self.items.len())
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let nothing = || self.nothing(ctx, ctx.size.0);
        let rows = if self.items.is_empty() { nothing() } else { self.rows.clone() };
        let lines = |rows: &[Row]| ui::plain::lines(rows, ctx.glyphs(), None);
        lines(&self.head).into_iter().chain([String::new()]).chain(lines(&rows)).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        draw::rows(buf, body, &self.head, 0, ctx.theme, None);
        let list = self.list(body);
        if self.items.is_empty() {
            return draw::rows(buf, list, &self.nothing(ctx, list.width), 0, ctx.theme, None);
        }
        draw::rows(buf, list, &self.rows, self.scroll.top, ctx.theme, None);
    }

    /// The rows of a question.
    fn lines(&self, ctx: &Ctx<'_>, place: usize, item: &Item) -> Vec<Row> {
        let here = place == self.cursor;
        let role = if here { Role::Here } else { Role::Text };
        let star = if item.is_bookmarked { "★ " } else { "" };
        let mut stem = draw::plain_row(if here { "▸ " } else { "  " }, role);
        stem.pieces.push(Piece::new(format!("{star}{}", item.stem), role));
        let mut rows = vec![stem, draw::plain_row(format!("    {}", item.details), Role::Muted)];
        if !item.memo.is_empty() {
            rows.push(draw::plain_row(format!("    {}: {}", ctx.msgs().memo, item.memo), Role::Text));
        }
        rows
    }

    /// What is said where no question is listed.
    fn nothing(&self, ctx: &Ctx<'_>, width: u16) -> Vec<Row> {
        let m = ctx.msgs();
        let (first, second) = match (self.is_empty, self.filter.archived) {
            (true, false) => (m.mistakes_none, m.mistakes_none_why),
            (true, true) => (m.mistakes_none_archived, m.mistakes_none_why),
            (false, _) => (m.mistakes_none_filtered, m.mistakes_none_filtered_why),
        };
        let width = usize::from(ctx.column(width));
        let wrapped = |text: &str, role| {
            let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
            let rows = paragraph(&inlines, role, width, (0, 0), &mut Vec::new());
            rows.into_iter().map(|pieces| Row { block: 0, pieces, fill: None })
        };
        wrapped(first, Role::Strong).chain([draw::blank_row()]).chain(wrapped(second, Role::Text)).collect()
    }
}

/// What comes after `now` in a filter: nothing wanted, then each of `all` in turn.
fn next<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    let Some(now) = now else { return all.first().copied() };
    let at = all.iter().position(|one| *one == now)?;
    all.get(at + 1).copied()
}

fn reason_name(reason: Option<Reason>, lang: Lang) -> &'static str {
    reason.map_or(lang.msgs().mistakes_no_reason, |reason| reason.words().get(lang))
}

fn item(ctx: &Ctx<'_>, noted: &Noted<'_>) -> Item {
    let (lang, m) = (ctx.lang, ctx.msgs());
    let title = ctx.course.lessons.get(noted.lesson).map(|lesson| lesson.title.get(lang).to_owned());
    let reason =
        noted.reason.filter(|_| !noted.mistake.guessed).map(|reason| reason.words().get(lang).to_owned());
    let guessed = noted.mistake.guessed.then(|| m.mistakes_guessed.to_owned());
    let is_only_guessed = noted.mistake.guessed && noted.mistake.times == 1;
    let facts = [
        title,
        reason,
        guessed,
        (!is_only_guessed).then(|| lang.times_wrong(noted.mistake.times)),
        Some(lang.right_days(noted.mistake.days, DAYS_TO_MASTER)),
        Some(noted.day.to_string()),
    ];
    Item {
        id: noted.question.id.clone(),
        marks_key: ctx.progress.marks_key(noted.question).to_owned(),
        is_bookmarked: noted.marks.is_some_and(|marks| marks.bookmark),
        stem: plain(&noted.question.stem(lang)),
        details: facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        memo: noted.memo().to_owned(),
    }
}
