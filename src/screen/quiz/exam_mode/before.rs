//! Before an exam: what it demands, practice beside it, and how the last ones went.

use crate::{
    app::{Ctx, Nav, Outcome, Target, keymap::Action},
    course::{Course, doc::Inline, edition},
    lang::exam as words,
    screen::{Scroll, question::Rows},
    study::{Sitting, exam},
    ui::{
        draw,
        frame::{self, Header},
        layout::{Piece, Role, Row, paragraph},
        plain,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Past exams that are listed.
const PAST: usize = 7;

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Practice,
    Exam,
    /// How the exam with this seed went.
    Past(u64),
}

/// The page before an exam.
#[derive(Clone, Debug)]
pub struct Before {
    lesson: usize,
    minutes: Option<u32>,
    cursor: usize,
    rows: Rows,
    scroll: Scroll,
    height: usize,
}

impl Before {
    /// For lesson number `lesson`, in so many minutes if they are given; pointing at the exam if `timed`, else at
    /// practice. `None` when there is nothing to ask.
    #[must_use]
    pub fn open(ctx: &Ctx<'_>, lesson: usize, minutes: Option<u32>, timed: bool) -> Option<Before> {
        exam::paper(ctx.course, lesson, minutes)?;
        let cursor = usize::from(timed);
        Some(Before { lesson, minutes, cursor, rows: Rows::default(), scroll: Scroll::default(), height: 1 })
    }

    fn choices(&self, ctx: &Ctx<'_>) -> Vec<Choice> {
        let past = self.past(ctx).map(|sitting| Choice::Past(sitting.seed));
        [Choice::Practice, Choice::Exam].into_iter().chain(past).collect()
    }

    /// The last exams of the lesson, newest first.
    fn past<'c>(&self, ctx: &Ctx<'c>) -> impl Iterator<Item = &'c Sitting> + use<'c> {
        let (course, lesson) = (ctx.course, self.lesson);
        let is_of_lesson = move |sitting: &&Sitting| course.lesson_index(&sitting.lesson) == Some(lesson);
        ctx.progress.sittings().ended().rev().filter(is_of_lesson).take(PAST)
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        self.height = usize::from(body.height).max(1);
        let choices = self.choices(ctx);
        self.cursor = self.cursor.min(choices.len() - 1);
        let mut page = Page::new(ctx, body.width);
        for (place, choice) in choices.iter().enumerate() {
            if place == 2 {
                page.line(words::PAST.get(ctx.lang), Role::Muted);
            }
            self.choice(&mut page, place, *choice);
        }
        if choices.len() == 2 {
            page.rows.rows.pop();
            page.rows.options.pop();
        }
        self.rows = page.rows;
        self.scroll.clamp(self.rows.rows.len(), self.height);
        if let Some((start, end)) = self.rows.of_option(self.cursor) {
            self.scroll.show(start, end, self.height);
        }
    }

    fn choice(&self, page: &mut Page<'_>, place: usize, choice: Choice) {
        let ctx = page.ctx;
        let Some(lesson) = ctx.course.lessons.get(self.lesson) else { return };
        let here = place == self.cursor;
        match choice {
            Choice::Practice => {
                let (name, note) = match ctx.progress.open_quiz(lesson) {
                    Some(open) => (
                        words::RESUME_PRACTICE,
                        ctx.lang.answered_of(open.answers.len(), open.questions.len()),
                    ),
                    None => (words::PRACTICE, ctx.lang.practice_paper(self.practised(ctx))),
                };
                page.item(place, here, name.get(ctx.lang), &note, Role::Muted);
                page.note(place, words::ABOUT_PRACTICE.get(ctx.lang));
                page.blank();
            }
            Choice::Exam => {
                let (name, note) = match ctx.progress.open_exam(lesson) {
                    Some(open) => {
                        let state = exam::state(ctx.course, self.lesson, open, ctx.now.utc_ms);
                        (words::RESUME_EXAM, ctx.lang.exam_state(state))
                    }
                    None => (words::EXAM, self.paper(ctx)),
                };
                page.item(place, here, name.get(ctx.lang), &note, Role::Muted);
                page.note(place, words::ABOUT_EXAM.get(ctx.lang));
                if ctx.course.is_exam(self.lesson) {
                    page.note(place, words::ABOUT_LEAST.get(ctx.lang));
                }
                page.blank();
            }
            Choice::Past(seed) => {
                let Some(sitting) = self.past(ctx).find(|sitting| sitting.seed == seed) else { return };
                let day = sitting.ended.map(|(_, day)| day.to_string()).unwrap_or_default();
                let (sign, word, role) = if sitting.is_passed() {
                    ('✓', words::PASSED, Role::Right)
                } else {
                    ('✗', words::FAILED, Role::Wrong)
                };
                let score = format!("{}/{}", sitting.right(), sitting.marked.len());
                let note = format!("{score:>5} {:>4}%   {sign} {}", sitting.percent(), word.get(ctx.lang));
                page.item(place, here, &day, &note, role);
            }
        }
    }

    /// How many questions practice asks.
    fn practised(&self, ctx: &Ctx<'_>) -> usize {
        match ctx.course.exam(self.lesson) {
            Some(exam) => exam.len(),
            None => ctx.course.questions(self.lesson).len(),
        }
    }

    fn paper(&self, ctx: &Ctx<'_>) -> String {
        exam::paper(ctx.course, self.lesson, self.minutes)
            .map(|paper| ctx.lang.exam_paper(paper.questions, paper.minutes, paper.pass))
            .unwrap_or_default()
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Choose(n) => self.rows.of_option(n).is_some(),
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let choices = self.choices(ctx);
        match action {
            Action::Back => return Outcome::go(Nav::Back),
            Action::Up => self.cursor = self.cursor.checked_sub(1).unwrap_or(choices.len() - 1),
            Action::Down => self.cursor = (self.cursor + 1) % choices.len(),
            Action::Choose(n) if n < choices.len() => return self.carry_out(choices[n]),
            Action::Open => return self.carry_out(choices[self.cursor.min(choices.len() - 1)]),
            action => {
                self.scroll.update(action, self.rows.rows.len(), self.height);
            }
        }
        Outcome::none()
    }

    fn carry_out(&self, choice: Choice) -> Outcome {
        let lesson = self.lesson;
        Outcome::go(match choice {
            Choice::Practice => Nav::Replace(Target::Quiz(lesson)),
            Choice::Exam => Nav::Replace(Target::Exam { lesson, minutes: self.minutes }),
            Choice::Past(seed) => Nav::Open(Target::ExamResult { lesson, seed }),
        })
    }

    /// A click chooses.
    pub fn click(&mut self, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        match clicked(&self.rows, self.scroll.top, y, body) {
            Some(place) => self.update(Action::Choose(place), ctx),
            None => Outcome::none(),
        }
    }

    /// Goes over to another edition of the course. Whether the lesson is there.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) -> bool {
        let lesson = edition::same_lesson(ctx.course, to, self.lesson);
        self.lesson = lesson.unwrap_or(self.lesson);
        lesson.is_some()
    }

    /// The lesson.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        header(ctx, self.lesson)
    }

    /// Whether there is more.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        more(ctx, &self.rows, self.scroll.top, self.height)
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        plain::lines(&self.rows.rows, ctx.glyphs(), None)
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        draw::rows(buf, body, &self.rows.rows, self.scroll.top, ctx.theme, None);
    }
}

/// Lesson and “Exam”.
pub(super) fn header(ctx: &Ctx<'_>, lesson: usize) -> Header {
    let title = ctx.course.lessons.get(lesson).map(|lesson| lesson.title.get(ctx.lang)).unwrap_or_default();
    Header { title: format!("{title} › {}", words::EXAM.get(ctx.lang)), progress: None }
}

/// That there is more below.
pub(super) fn more(ctx: &Ctx<'_>, rows: &Rows, top: usize, height: usize) -> String {
    if top + height < rows.rows.len() { format!("↓ {}", ctx.msgs().lesson_more) } else { String::new() }
}

/// The choice on the row at `y`.
pub(super) fn clicked(rows: &Rows, top: usize, y: u16, body: Rect) -> Option<usize> {
    let row = y.checked_sub(body.y).filter(|_| y < body.bottom())?;
    rows.options.get(top + usize::from(row)).copied().flatten()
}

/// Rows of a page with choices.
pub(super) struct Page<'a> {
    pub(super) ctx: &'a Ctx<'a>,
    width: usize,
    pub(super) rows: Rows,
}

impl<'a> Page<'a> {
    pub(super) fn new(ctx: &'a Ctx<'a>, columns: u16) -> Page<'a> {
        Page { ctx, width: usize::from(ctx.column(columns)), rows: Rows::default() }
    }

    pub(super) fn push(&mut self, pieces: Vec<Piece>, place: Option<usize>) {
        self.rows.rows.push(Row { block: 0, pieces, fill: None });
        self.rows.options.push(place);
    }

    pub(super) fn blank(&mut self) {
        self.push(Vec::new(), None);
    }

    pub(super) fn line(&mut self, text: &str, role: Role) {
        self.push(vec![Piece::new(text, role)], None);
    }

    /// `▸ 1  name   note`
    pub(super) fn item(&mut self, place: usize, here: bool, name: &str, note: &str, of_note: Role) {
        let role = if here { Role::Here } else { Role::Text };
        let pieces = vec![
            Piece::new(if here { "▸ " } else { "  " }, role),
            Piece::new(format!("{}  ", place + 1), Role::Muted),
            Piece::new(name, role),
            Piece::new(format!("   {note}"), of_note),
        ];
        self.push(pieces, Some(place));
    }

    /// What a choice means, below it.
    fn note(&mut self, place: usize, text: &str) {
        const INDENT: usize = 5;
        let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
        let room = self.width.saturating_sub(INDENT);
        for line in paragraph(&inlines, Role::Muted, room, (0, 0), &mut Vec::new()) {
            let indent = Piece::new(" ".repeat(INDENT), Role::Text);
            self.push(std::iter::once(indent).chain(line).collect(), Some(place));
        }
    }
}
