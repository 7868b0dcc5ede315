//! Everything that the learner has marked: bookmarks, memos, flags, and what is not asked in review.
//!
//! What is removed here stays in the list until the screen is left, so that a slip can be taken back.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Entry, Nav, Outcome, Target, keymap::Action},
    course::doc::{Inline, plain},
    lang::{
        msgs::Msgs,
        width::{pad_right, width},
    },
    screen::Scroll,
    study::{Card, payload::Marked, progress::Marks as Found},
    ui::{
        self, draw, frame,
        layout::{Role, Row, paragraph},
    },
};

/// The list of marks.
#[derive(Clone, Debug)]
pub struct Marks {
    items: Vec<Item>,
    /// Marks that were removed since the screen was opened.
    removed: Vec<(String, Marked)>,
    cursor: usize,
    scroll: Scroll,
    height: usize,
}

/// A mark.
#[derive(Clone, Debug)]
struct Item {
    /// What it is on, as the progress file calls it.
    key: String,
    mark: Marked,
    is_removed: bool,
    /// Where it leads; `None` when the course does not have it any more.
    target: Option<Target>,
    text: String,
}

impl Item {
    /// What kind of mark it is, in words.
    fn kind(&self, m: &Msgs) -> &'static str {
        match self.mark {
            _ if self.is_removed => m.marks_gone_mark,
            Marked::Bookmark(_) => m.marks_bookmark,
            Marked::Memo(_) => m.marks_memo,
            Marked::Flag(_) => m.marks_flag,
            Marked::Suspended(_) => m.marks_suspended,
        }
    }
}

impl Marks {
    /// The list.
    #[must_use]
    pub fn open() -> Marks {
        Marks { items: Vec::new(), removed: Vec::new(), cursor: 0, scroll: Scroll::default(), height: 1 }
    }

    /// Makes the list.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let here = self.items.get(self.cursor).map(|item| (item.key.clone(), kind_of(&item.mark)));
        let there = ctx.progress.marked().flat_map(|(key, marks)| {
            marks_of(marks).into_iter().map(move |mark| (key.to_owned(), mark, false))
        });
        let mut found: Vec<(String, Marked, bool)> = there.collect();
        for (key, mark) in &self.removed {
            let is_back = found.iter().any(|(other, now, _)| other == key && kind_of(now) == kind_of(mark));
            if !is_back {
                found.push((key.clone(), mark.clone(), true));
            }
        }
        let mut items: Vec<(_, Item)> =
            found.into_iter().map(|(key, mark, is_removed)| item(ctx, key, mark, is_removed)).collect();
        items.sort_by(|(a, x), (b, y)| (kind_of(&x.mark), a, &x.key).cmp(&(kind_of(&y.mark), b, &y.key)));
        self.items = items.into_iter().map(|(_, item)| item).collect();
        let is_here = |item: &Item| Some((item.key.clone(), kind_of(&item.mark))) == here;
        self.cursor = self.items.iter().position(is_here).unwrap_or(self.cursor);
        self.cursor = self.cursor.min(self.items.len().saturating_sub(1));
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        self.height = usize::from(body.height).max(1);
        self.scroll.clamp(self.items.len(), self.height);
        self.scroll.show(self.cursor, self.cursor + 1, self.height);
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open => self.items.get(self.cursor).is_some_and(|item| item.target.is_some()),
            Action::Remove | Action::Up | Action::Memo => !self.items.is_empty(),
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let last = self.items.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.checked_sub(1).unwrap_or(last),
            Action::Down => self.cursor = if self.cursor >= last { 0 } else { self.cursor + 1 },
            Action::PageUp => self.cursor = self.cursor.saturating_sub(self.height),
            Action::PageDown => self.cursor = (self.cursor + self.height).min(last),
            Action::Top => self.cursor = 0,
            Action::Bottom => self.cursor = last,
            Action::Open => {
                let Some(item) = self.items.get(self.cursor) else { return Outcome::none() };
                return match &item.target {
                    Some(target) => Outcome::go(Nav::Open(target.clone())),
                    None => Outcome::say(ctx.msgs().marks_gone),
                };
            }
            Action::Remove => return self.remove(ctx),
            Action::Memo => {
                let key = self.items.get(self.cursor).map(|item| item.key.clone());
                return key.map_or_else(Outcome::none, |key| Outcome::go(Nav::Memo(key)));
            }
            Action::Mistakes => return Outcome::go(Nav::Replace(Target::Mistakes)),
            Action::Back => return Outcome::go(Nav::Back),
            _ => {}
        }
        self.scroll.show(self.cursor, self.cursor + 1, self.height);
        Outcome::none()
    }

    /// Removes the mark under the cursor, or puts it back.
    fn remove(&mut self, ctx: &Ctx<'_>) -> Outcome {
        let Some(item) = self.items.get(self.cursor) else { return Outcome::none() };
        let m = ctx.msgs();
        if item.is_removed {
            self.removed.retain(|(key, mark)| *key != item.key || kind_of(mark) != kind_of(&item.mark));
            return Outcome::say(m.marks_back).with(Entry::marked(&item.key, &item.mark));
        }
        let without = match item.mark {
            Marked::Bookmark(_) => Marked::Bookmark(false),
            Marked::Memo(_) => Marked::Memo(String::new()),
            Marked::Flag(_) => Marked::Flag(false),
            Marked::Suspended(_) => Marked::Suspended(false),
        };
        self.removed.push((item.key.clone(), item.mark.clone()));
        Outcome::say(m.marks_removed).with(Entry::marked(&item.key, &without))
    }

    /// A click points at a mark; on the one under the cursor it opens its place.
    pub fn click(&mut self, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        let Some(row) = y.checked_sub(body.y).filter(|_| y < body.bottom()) else { return Outcome::none() };
        let index = self.scroll.top + usize::from(row);
        if index >= self.items.len() {
            return Outcome::none();
        }
        if std::mem::replace(&mut self.cursor, index) == index {
            return self.update(Action::Open, ctx);
        }
        Outcome::none()
    }

    /// How many there are.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        ctx.lang.marks(self.items.iter().filter(|item| !item.is_removed).count())
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        if self.items.is_empty() {
            return ui::plain::lines(&nothing(ctx, ctx.size.0), ctx.glyphs(), None);
        }
        let line = |(place, item): (usize, &Item)| {
            ui::plain::item(&format!("{}: {}", item.kind(ctx.msgs()), item.text), place == self.cursor)
        };
        self.items.iter().enumerate().map(line).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        let m = ctx.msgs();
        if self.items.is_empty() {
            let rows = nothing(ctx, body.width);
            return draw::rows(buf, body, &rows, 0, ctx.theme, None);
        }
        let kinds = [m.marks_bookmark, m.marks_memo, m.marks_flag, m.marks_suspended, m.marks_gone_mark];
        let column = kinds.into_iter().map(width).max().unwrap_or(0) + 2;
        let shown = self.items.iter().enumerate().skip(self.scroll.top);
        for (y, (place, item)) in (body.top()..body.bottom()).zip(shown) {
            let here = place == self.cursor;
            let style = if here { ctx.theme.here() } else { ctx.theme.text() };
            let mut x = body.x + draw::text(buf, body.x, y, 2, if here { "▸ " } else { "  " }, style);
            let kind = item.kind(m);
            let label = if item.is_removed { ctx.theme.muted() } else { ctx.theme.strong() };
            let cells = u16::try_from(column).unwrap_or(body.width);
            x += draw::text(buf, x, y, cells, &pad_right(kind, column), label);
            let style = if item.is_removed { ctx.theme.muted() } else { style };
            draw::text(buf, x, y, body.right().saturating_sub(x), &item.text, style);
        }
    }
}

/// What is said where nothing is marked.
fn nothing(ctx: &Ctx<'_>, width: u16) -> Vec<Row> {
    let m = ctx.msgs();
    let width = usize::from(ctx.column(width));
    let wrapped = |text: &str, role| {
        let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
        let rows = paragraph(&inlines, role, width, (0, 0), &mut Vec::new());
        rows.into_iter().map(|pieces| Row { block: 0, pieces, fill: None })
    };
    let why = wrapped(m.marks_none_why, Role::Text);
    wrapped(m.marks_none, Role::Strong).chain([draw::blank_row()]).chain(why).collect()
}

/// Each mark among `marks`.
fn marks_of(marks: &Found) -> Vec<Marked> {
    let memo = Some(&marks.memo).filter(|memo| !memo.is_empty());
    let all = [
        marks.bookmark.then_some(Marked::Bookmark(true)),
        memo.map(|memo| Marked::Memo(memo.clone())),
        marks.flag.then_some(Marked::Flag(true)),
        marks.suspended.then_some(Marked::Suspended(true)),
    ];
    all.into_iter().flatten().collect()
}

/// The order of the list.
fn kind_of(mark: &Marked) -> u8 {
    match mark {
        Marked::Bookmark(_) => 0,
        Marked::Memo(_) => 1,
        Marked::Flag(_) => 2,
        Marked::Suspended(_) => 3,
    }
}

/// A mark with its place in the course.
fn item(ctx: &Ctx<'_>, key: String, mark: Marked, is_removed: bool) -> ((usize, usize), Item) {
    let (place, target, what) = found(ctx, &key).map_or_else(
        || ((usize::MAX, 0), None, key.clone()),
        |(place, target, what)| (place, Some(target), what),
    );
    let text = match &mark {
        Marked::Memo(memo) => format!("{memo} · {what}"),
        _ => what,
    };
    (place, Item { key, mark, is_removed, target, text })
}

/// Where the item with this key stands in the course, how it is opened, and what it is called.
fn found(ctx: &Ctx<'_>, key: &str) -> Option<((usize, usize), Target, String)> {
    let lang = ctx.lang;
    if let Some((lesson, page)) = key.split_once('#') {
        let index = ctx.course.lesson_index(lesson)?;
        let lesson = &ctx.course.lessons[index];
        let page = lesson.page_index(page)?;
        let name = format!("{} › {}", lesson.title.get(lang), lesson.pages[page].title.get(lang));
        return Some(((index, page), Target::Lesson { lesson: index, page: Some(page) }, name));
    }
    match Card::parse(key) {
        Card::Term { term, .. } => {
            let term = ctx.course.glossary().term(&term)?;
            Some(((usize::MAX, 0), Target::Term(term.id.clone()), term.title(lang)))
        }
        Card::Question(id) => {
            let (bank, question) = ctx.course.question(&id)?;
            let index = ctx.course.lesson_index(&question.lesson).unwrap_or(bank);
            let lesson = ctx.course.lessons.get(index)?;
            let name = format!("{} › {}", lesson.title.get(lang), plain(&question.stem(lang)));
            let page = lesson.page_index(&question.page).unwrap_or(0);
            let look = Target::Look { questions: vec![question.id.clone()], index: 0 };
            Some(((index, page), look, name))
        }
    }
}
