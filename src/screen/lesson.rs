//! A lesson, page by page.
//!
//! A page is laid out once for a language and a width; changing either keeps the block that stands at the top.

mod found;
mod links;

use ratatui::{buffer::Buffer, layout::Rect};

use self::found::Found;

use self::links::{destination, follow};
use crate::{
    app::{Ctx, Entry, Nav, Outcome, Target, keymap::Action},
    course::{
        Course,
        doc::{self, Block},
        edition, markdown,
    },
    lang::{
        Lang,
        width::{truncate, width},
    },
    screen::Scroll,
    search::{How, Query},
    study::progress::{Marked, Marks, Position, kind},
    ui::{
        draw,
        frame::{self, Header},
        layout::{Piece, Role, Row},
        page::{Page, Shape},
        plain,
    },
};

/// The most cells for the name of what a link leads to.
const DESTINATION: usize = 24;

/// A page of a lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    lesson: usize,
    page: usize,
    shown: Option<Page>,
    /// Rows after the page: what comes next.
    tail: Vec<Row>,
    /// Ids of the check-in questions of the page.
    check_ins: Vec<String>,
    scroll: Scroll,
    /// Block, and row in it, that the learner put at the top: what a new layout keeps there if it can.
    anchor: (usize, usize),
    focus: Option<usize>,
    /// What a search has found here.
    found: Option<Found>,
    height: usize,
    /// Whether `shown` is of an older edition of the course.
    is_outdated: bool,
}

impl Lesson {
    /// Opens a page, or the one where the learner stopped in this lesson, or the first that was not read.
    #[must_use]
    pub fn open(ctx: &Ctx<'_>, lesson: usize, page: Option<usize>) -> Lesson {
        let mut anchor = (0, 0);
        let page = page.or_else(|| {
            let (id, position) = ctx.progress.position.as_ref()?;
            (ctx.course.lesson_index(id)? == lesson).then_some(())?;
            anchor = (position.block, position.row);
            ctx.course.lessons.get(lesson)?.page_index(&position.page)
        });
        let page = page.unwrap_or_else(|| {
            anchor = (0, 0);
            let unread = ctx.course.lessons.get(lesson).and_then(|found| {
                found.pages.iter().position(|page| !ctx.progress.has_read(found, &page.id))
            });
            unread.unwrap_or(0)
        });
        let mut lesson = Lesson {
            lesson,
            page,
            shown: None,
            tail: Vec::new(),
            check_ins: Vec::new(),
            scroll: Scroll::default(),
            anchor,
            focus: None,
            found: None,
            height: 1,
            is_outdated: false,
        };
        lesson.check_ins = check_ins(ctx.course, lesson.lesson, lesson.page);
        lesson
    }

    /// Opens a page with this block and row at the top.
    #[must_use]
    pub fn open_at(ctx: &Ctx<'_>, lesson: usize, page: usize, at: (usize, usize)) -> Lesson {
        Lesson { anchor: at, ..Lesson::open(ctx, lesson, Some(page)) }
    }

    /// Opens a page with what was found in a block of it in sight.
    #[must_use]
    pub fn open_found(
        ctx: &Ctx<'_>,
        lesson: usize,
        page: usize,
        (block, query, how): (usize, Query, How),
    ) -> Lesson {
        let found = Some(Found::new(block, query, how));
        Lesson { found, ..Lesson::open(ctx, lesson, Some(page)) }
    }

    /// The page where the learner stopped, at the row where they stopped.
    #[must_use]
    pub fn resume(ctx: &Ctx<'_>) -> Option<Lesson> {
        let (id, _) = ctx.progress.position.as_ref()?;
        Some(Lesson::open(ctx, ctx.course.lesson_index(id)?, None))
    }

    /// Goes over to another edition of the course. Whether the page is there.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) -> bool {
        let Some((lesson, page)) = edition::same_page(ctx.course, to, self.lesson, self.page) else {
            return false;
        };
        let (before, after) =
            (ctx.course.doc(self.lesson, self.page, ctx.lang), to.doc(lesson, page, ctx.lang));
        if self.anchor != (0, 0) {
            self.anchor.0 = edition::same_block(&before, &after, self.anchor.0);
        }
        (self.lesson, self.page, self.is_outdated) = (lesson, page, true);
        self.check_ins = check_ins(to, lesson, page);
        true
    }

    /// Lays the page out if what it depends on has changed.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        let height = usize::from(body.height).max(1);
        let is_resized = height != self.height;
        self.height = height;
        let shape = Shape {
            lang: ctx.lang,
            both: ctx.both,
            width: body.width,
            columns: ctx.size.0,
            glyphs: ctx.glyphs(),
        };
        if std::mem::take(&mut self.is_outdated)
            || self.shown.as_ref().is_none_or(|shown| *shown.shape() != shape)
        {
            let focused = self.focused().cloned();
            let prices = || ctx.course.prices().clone();
            let mut page =
                Page::new(shape, prices, |lang| ctx.course.page_source(self.lesson, self.page, lang));
            if focused.is_some() {
                page.complete();
            }
            self.focus = focused.and_then(|link| page.links().iter().position(|other| *other == link));
            self.shown = Some(page);
            self.return_to_anchor();
            self.look_up();
        } else if is_resized {
            self.return_to_anchor();
            self.look_up();
        }
        self.tail = self.what_comes_next(ctx);
        self.settle();
    }

    /// Marks what a search has found, and keeps it in sight until the learner scrolls.
    fn look_up(&mut self) {
        let (Some(found), Some(page)) = (&mut self.found, &mut self.shown) else { return };
        if let Some(top) = found.look_up(page, self.height) {
            self.scroll.top = top;
            self.settle();
            self.anchor = self.at();
        }
    }

    /// Puts at the top what the learner put there, wherever it is now.
    fn return_to_anchor(&mut self) {
        let Some(page) = &mut self.shown else { return };
        let (block, row) = self.anchor;
        let start = page.block_start(block);
        let end = page.block_start(block + 1);
        self.scroll.top = start + row.min(end.saturating_sub(start + 1));
    }

    /// Lays out as far as is seen, and keeps the top where there is something to see.
    fn settle(&mut self) {
        let (top, height) = (self.scroll.top, self.height);
        if let Some(page) = &mut self.shown {
            page.ensure(top + height + 1);
        }
        if self.is_complete() {
            self.scroll.clamp(self.len(), height);
        }
    }

    fn is_complete(&self) -> bool {
        self.shown.as_ref().is_some_and(Page::is_complete)
    }

    fn rows(&self) -> &[Row] {
        self.shown.as_ref().map_or(&[], Page::rows)
    }

    /// Rows known so far, with the tail once the page is complete.
    fn len(&self) -> usize {
        self.rows().len() + if self.is_complete() { self.tail.len() } else { 0 }
    }

    fn has_more(&self) -> bool {
        !self.is_complete() || self.scroll.top + self.height < self.len()
    }

    /// Block at the top, and how many of its rows are above.
    fn at(&self) -> (usize, usize) {
        let rows = self.rows();
        let Some(row) = rows.get(self.scroll.top) else { return (0, 0) };
        let start =
            rows[..self.scroll.top].iter().rposition(|other| other.block != row.block).map_or(0, |i| i + 1);
        (row.block, self.scroll.top - start)
    }

    fn what_comes_next(&self, ctx: &Ctx<'_>) -> Vec<Row> {
        let m = ctx.msgs();
        let line = |first: &str, rest: &str, key: &str| {
            let mut pieces = vec![Piece::new(first, Role::Strong), Piece::new("  ", Role::Text)];
            if !rest.is_empty() {
                pieces.extend([Piece::new(rest, Role::Text), Piece::new("  ", Role::Text)]);
            }
            if !ctx.plain {
                pieces.push(Piece::new(key, Role::Muted));
            }
            vec![draw::blank_row(), Row { block: usize::MAX, pieces, fill: None }]
        };
        let room = usize::from(frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1)).width);
        if let Some(first) = self.check_ins.first() {
            if self.checked_in(ctx) {
                return line(&format!("✓ {}", m.lesson_check_in_done), "", "Enter");
            }
            let question = ctx.course.question_of(self.lesson, first);
            let stem = question.map(|(_, found)| doc::plain(&markdown::inline(found.stem.get(ctx.lang))));
            // The key at the end is what matters; the question is cut before it.
            let room = room.saturating_sub(width(m.lesson_check_in) + 2 + 2 + width("Enter"));
            return line(m.lesson_check_in, &truncate(&stem.unwrap_or_default(), room), "Enter");
        }
        let next = Target::after_page(ctx.course, ctx.progress, self.lesson, self.page);
        if matches!(next, Target::Quiz(_) | Target::ExamStart { .. }) {
            return line(m.lesson_quiz_next, "", "Space");
        }
        Vec::new()
    }

    /// Whether every check-in question of the page has been answered.
    fn checked_in(&self, ctx: &Ctx<'_>) -> bool {
        let Some(lesson) = ctx.course.lessons.get(self.lesson) else { return true };
        let answered = |id: &String| {
            let found = ctx.course.question_of(self.lesson, id);
            found.is_none_or(|(_, question)| ctx.progress.answered_in_pass(lesson, question))
        };
        self.check_ins.iter().all(answered)
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::PagePrev => self.page > 0,
            Action::LinkNext | Action::LinkPrev => {
                self.shown.as_ref().is_some_and(|page| !page.links().is_empty())
            }
            Action::Open => self.focus.is_some() || !self.check_ins.is_empty(),
            Action::Up | Action::Down => self.scroll.top > 0 || self.has_more(),
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let (page, top) = (self.page, self.scroll.top);
        let outcome = self.act(action, ctx);
        if self.page == page && self.scroll.top != top {
            self.anchor = self.at();
            if let Some(found) = &mut self.found {
                found.is_left = true;
            }
        }
        outcome
    }

    fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::Next if self.has_more() => {
                // One row of the last screen stays, so that the eye finds its place.
                self.scroll.top += self.height.saturating_sub(1).max(1);
                self.settle();
                Outcome::none()
            }
            Action::Next => self.advance(ctx),
            Action::PagePrev if self.page > 0 => self.turn(self.page - 1, ctx),
            Action::LinkNext | Action::LinkPrev => {
                self.move_focus(action == Action::LinkNext);
                Outcome::none()
            }
            Action::Open => match self.focused() {
                Some(link) => follow(link, ctx),
                None if !self.check_ins.is_empty() => {
                    let mut outcome = Outcome::go(Nav::Replace(self.check_in()));
                    outcome.entries.extend(self.read(ctx));
                    outcome
                }
                None => self.act(Action::Next, ctx),
            },
            Action::Bookmark => match self.marks_key(ctx) {
                Some(key) => {
                    let m = ctx.msgs();
                    let is_on = ctx.progress.marks(&key).is_some_and(|marks| marks.bookmark);
                    let said = if is_on { m.bookmark_removed } else { m.bookmark_set };
                    Outcome::say(said).with(Entry::marked(&key, &Marked::Bookmark(!is_on)))
                }
                None => Outcome::none(),
            },
            Action::Memo => match self.marks_key(ctx) {
                Some(key) => Outcome::go(Nav::Memo(key)),
                None => Outcome::none(),
            },
            Action::Back => Outcome::go(Nav::Back),
            Action::Bottom => {
                if let Some(page) = &mut self.shown {
                    page.complete();
                }
                self.scroll.top = self.len();
                self.settle();
                Outcome::none()
            }
            action => {
                let known = self.len() + if self.is_complete() { 0 } else { self.height };
                self.scroll.update(action, known, self.height);
                self.settle();
                Outcome::none()
            }
        }
    }

    /// What the progress file calls the page when it speaks of its marks.
    fn marks_key(&self, ctx: &Ctx<'_>) -> Option<String> {
        let lesson = ctx.course.lessons.get(self.lesson)?;
        Some(ctx.progress.page_marks_key(lesson, &lesson.pages.get(self.page)?.id))
    }

    fn marks<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c Marks> {
        ctx.progress.marks(&self.marks_key(ctx)?)
    }

    fn memo<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c str> {
        self.marks(ctx).map(|marks| marks.memo.as_str()).filter(|memo| !memo.is_empty())
    }

    fn check_in(&self) -> Target {
        Target::CheckIn { lesson: self.lesson, page: self.page, at: self.anchor }
    }

    /// Past the end of the page: its check-in, the next page, the quiz, or what follows the lesson.
    fn advance(&mut self, ctx: &Ctx<'_>) -> Outcome {
        let Some(lesson) = ctx.course.lessons.get(self.lesson) else { return Outcome::go(Nav::Back) };
        let read = self.read(ctx);
        let mut outcome = if !self.check_ins.is_empty() && !self.checked_in(ctx) {
            Outcome::go(Nav::Replace(self.check_in()))
        } else if self.page + 1 < lesson.pages.len() {
            self.turn(self.page + 1, ctx)
        } else {
            Outcome::go(Nav::Replace(Target::after_page(ctx.course, ctx.progress, self.lesson, self.page)))
        };
        // That the page was read comes before anything that follows from it.
        outcome.entries.splice(0..0, read);
        outcome
    }

    /// What says that the page has been read to its end, unless that is known.
    fn read(&self, ctx: &Ctx<'_>) -> Option<Entry> {
        let lesson = ctx.course.lessons.get(self.lesson)?;
        let page = lesson.pages.get(self.page)?;
        (!ctx.progress.has_read(lesson, &page.id))
            .then(|| Entry::bare(kind::PAGE_READ, format!("{}#{}", lesson.id, page.id)))
    }

    /// Shows another page of the lesson from its start.
    fn turn(&mut self, page: usize, ctx: &Ctx<'_>) -> Outcome {
        *self = Lesson { height: self.height, ..Lesson::open(ctx, self.lesson, Some(page)) };
        let position = self.position(ctx);
        Outcome::none().with_position(position)
    }

    /// Where the learner is.
    #[must_use]
    pub fn position(&self, ctx: &Ctx<'_>) -> Option<(String, Position)> {
        let lesson = ctx.course.lessons.get(self.lesson)?;
        let page = lesson.pages.get(self.page)?.id.clone();
        let (block, row) = self.anchor;
        Some((lesson.id.clone(), Position { page, block, row, ..Position::default() }))
    }

    /// Lesson, page, and how many there are.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        let Some(lesson) = ctx.course.lessons.get(self.lesson) else { return Header::default() };
        let page = lesson.pages.get(self.page).map(|page| page.title.get(ctx.lang)).unwrap_or_default();
        let star = if self.marks(ctx).is_some_and(|marks| marks.bookmark) { "★ " } else { "" };
        Header {
            title: format!("{star}{} › {page}", lesson.title.get(ctx.lang)),
            progress: Some((
                format!("{}/{}", self.page + 1, lesson.pages.len()),
                self.page + 1,
                lesson.pages.len(),
            )),
        }
    }

    /// What Enter opens, whether there is more, or where the facts come from.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        let Some(lesson) = ctx.course.lessons.get(self.lesson) else { return String::new() };
        let m = ctx.msgs();
        if let (Some(focus), Some(link)) = (self.focus, self.focused()) {
            let all = self.shown.as_ref().map_or(0, |page| page.links().len());
            return format!("▸ {}/{all} {}", focus + 1, destination(link, ctx));
        }
        if let Some(found) = &self.found {
            let said = format!("{}: {}", m.search, found.text());
            let said = truncate(&said, usize::from(ctx.size.0 / 2)).into_owned();
            return if self.has_more() { format!("↓ {said}") } else { said };
        }
        if self.has_more() {
            return format!("↓ {}", m.lesson_more);
        }
        // In a low window there is no line for it above the page.
        if let Some(memo) = self.memo(ctx).filter(|_| !has_memo_line(ctx)) {
            return truncate(&format!("{}: {memo}", m.memo), usize::from(ctx.size.0 / 2)).into_owned();
        }
        if lesson.sources.is_empty() {
            return String::new();
        }
        let month = lesson.verified().get(..7).unwrap_or_default();
        let sources = lesson.sources.len();
        match ctx.lang {
            Lang::Ko => format!("{} {sources} · {month} {}", m.lesson_sources, m.lesson_verified),
            Lang::En if sources == 1 => format!("1 source · {} {month}", m.lesson_verified),
            Lang::En => format!("{sources} {} · {} {month}", m.lesson_sources, m.lesson_verified),
        }
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let rows = self.rows().iter().chain(&self.tail);
        rows.map(|row| plain::line(row, ctx.glyphs(), None)).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        if let Some(memo) = self.memo(ctx).filter(|_| has_memo_line(ctx)) {
            let memo = format!("{}: {memo}", ctx.msgs().memo);
            draw::text(buf, body.x, body.y - 1, body.width, &memo, ctx.theme.attention());
        }
        let rows = self.rows();
        draw::rows(buf, body, rows, self.scroll.top, ctx.theme, self.focus);
        if let Some(found) = &self.found {
            found.view(rows, self.scroll.top, ctx.theme, body, buf);
        }
        draw::mark_link(buf, body, rows, self.scroll.top, ctx.theme, self.focus);
        if !self.is_complete() {
            return;
        }
        for (i, row) in self.tail.iter().enumerate() {
            let Some(y) = (rows.len() + i).checked_sub(self.scroll.top).and_then(|y| u16::try_from(y).ok())
            else {
                continue;
            };
            if y < body.height {
                draw::row(buf, Rect { y: body.y + y, height: 1, ..body }, row, ctx.theme, None);
            }
        }
    }
}

/// Whether a line is free between the frame and the page.
fn has_memo_line(ctx: &Ctx<'_>) -> bool {
    frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1)).y > 2
}

/// Ids of the check-in questions of a page that exist.
fn check_ins(course: &Course, lesson: usize, page: usize) -> Vec<String> {
    if !course.page_source(lesson, page, Lang::Ko).contains("```quiz") {
        return Vec::new();
    }
    let blocks = course.doc(lesson, page, Lang::Ko).blocks;
    let ids = blocks.into_iter().filter_map(|block| match block {
        Block::Quiz(ids) => Some(ids),
        _ => None,
    });
    ids.flatten().filter(|id| course.question_of(lesson, id).is_some()).collect()
}
