//! How an exam went: the score, each lesson, and what to do about it.

use ratatui::{buffer::Buffer, layout::Rect};

use super::before::{Page, clicked, header, more};
use crate::{
    app::{Answers, Ctx, Nav, Outcome, Target, keymap::Action},
    course::{Course, edition},
    lang::{exam as words, width::width},
    screen::{Scroll, question::Rows},
    study::{
        Sitting,
        exam::{self, Part},
    },
    ui::{
        draw,
        frame::{self, Header},
        layout::{Piece, Role},
        plain,
    },
};

/// Cells of the bar of a lesson.
const BAR: usize = 12;

/// What can be done after an exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    See(Answers),
    PractiseWrong,
    Another,
    Home,
}

/// The result of an exam.
#[derive(Clone, Debug)]
pub struct After {
    lesson: usize,
    seed: u64,
    cursor: usize,
    rows: Rows,
    scroll: Scroll,
    height: usize,
}

impl After {
    /// Of the exam of lesson number `lesson` with this seed.
    #[must_use]
    pub fn open(lesson: usize, seed: u64) -> After {
        After { lesson, seed, cursor: 0, rows: Rows::default(), scroll: Scroll::default(), height: 1 }
    }

    fn sitting<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c Sitting> {
        ctx.progress.sittings().ended().rfind(|sitting| sitting.seed == self.seed)
    }

    /// Ids of the questions that were wrong, as the course knows them.
    fn wrong(&self, ctx: &Ctx<'_>, sitting: &Sitting) -> Vec<String> {
        exam::asked(ctx.course, self.lesson, sitting)
            .filter(|(id, question)| !exam::is_right(sitting, id, question))
            .map(|(_, question)| question.id.clone())
            .collect()
    }

    fn choices(&self, ctx: &Ctx<'_>) -> Vec<Choice> {
        let Some(sitting) = self.sitting(ctx) else { return vec![Choice::Home] };
        let mut asked = exam::asked(ctx.course, self.lesson, sitting).peekable();
        let mut choices = Vec::new();
        if asked.peek().is_some() {
            choices.push(Choice::See(Answers::All));
        }
        let is_marked = asked.any(|(id, _)| sitting.flagged.contains(id) || sitting.is_unsure(id));
        if !self.wrong(ctx, sitting).is_empty() {
            choices.extend([Choice::See(Answers::Wrong), Choice::PractiseWrong]);
        }
        if is_marked {
            choices.push(Choice::See(Answers::Flagged));
        }
        choices.extend([Choice::Another, Choice::Home]);
        choices
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        self.height = usize::from(body.height).max(1);
        let choices = self.choices(ctx);
        self.cursor = self.cursor.min(choices.len() - 1);
        let mut page = Page::new(ctx, body.width);
        if let Some(sitting) = self.sitting(ctx) {
            summary(&mut page, sitting);
        }
        for (place, choice) in choices.into_iter().enumerate() {
            let name = match choice {
                Choice::See(Answers::All) => words::ALL_ANSWERS.get(ctx.lang),
                Choice::See(Answers::Wrong) => words::WRONG_ANSWERS.get(ctx.lang),
                Choice::See(Answers::Flagged) => words::FLAGGED_ANSWERS.get(ctx.lang),
                Choice::PractiseWrong => words::PRACTISE_WRONG.get(ctx.lang),
                Choice::Another => words::ANOTHER.get(ctx.lang),
                Choice::Home => ctx.msgs().quiz_home,
            };
            page.item(place, place == self.cursor, name, "", Role::Text);
        }
        if let Some(sitting) = self.sitting(ctx) {
            parts(&mut page, &exam::parts(ctx.course, self.lesson, sitting));
        }
        self.rows = page.rows;
        self.scroll.clamp(self.rows.rows.len(), self.height);
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
            Action::Choose(n) if n < choices.len() => return self.carry_out(choices[n], ctx),
            Action::Open => return self.carry_out(choices[self.cursor.min(choices.len() - 1)], ctx),
            action => {
                self.scroll.update(action, self.rows.rows.len(), self.height);
                return Outcome::none();
            }
        }
        if let Some((start, end)) = self.rows.of_option(self.cursor) {
            self.scroll.show(start, end, self.height);
        }
        Outcome::none()
    }

    fn carry_out(&self, choice: Choice, ctx: &Ctx<'_>) -> Outcome {
        let (lesson, seed) = (self.lesson, self.seed);
        Outcome::go(match choice {
            Choice::See(only) => Nav::Open(Target::ExamAnswers { lesson, seed, only }),
            Choice::PractiseWrong => {
                let questions = self.sitting(ctx).map(|sitting| self.wrong(ctx, sitting)).unwrap_or_default();
                Nav::Replace(Target::QuizOf { lesson, questions })
            }
            Choice::Another => Nav::Replace(Target::ExamStart { lesson, minutes: None, timed: true }),
            Choice::Home => Nav::Home,
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

/// Passed or not, the score, and the time it took.
fn summary(page: &mut Page<'_>, sitting: &Sitting) {
    let lang = page.ctx.lang;
    let (sign, word, role) = if sitting.is_passed() {
        ('✓', words::IS_PASSED, Role::Right)
    } else {
        ('✗', words::IS_FAILED, Role::Wrong)
    };
    let percent = lang.exam_percent(sitting.percent(), sitting.pass);
    page.push(
        vec![
            Piece::new(format!("{sign} {}", word.get(lang)), role),
            Piece::new(format!("   {percent}"), Role::Strong),
        ],
        None,
    );
    page.line(&lang.result(sitting.right(), sitting.marked.len()), Role::Text);
    let mut took = lang.exam_took(sitting.took_ms() / 1_000, sitting.limit_ms / 60_000);
    if sitting.ended.is_some_and(|(at, _)| at >= sitting.deadline_ms()) {
        took = format!("{took} · {}", words::TIME_OVER.get(lang));
    }
    page.line(&took, Role::Muted);
    page.blank();
}

/// Each lesson with a bar, when there are several.
fn parts(page: &mut Page<'_>, parts: &[Part]) {
    let ctx = page.ctx;
    if parts.len() < 2 {
        return;
    }
    page.blank();
    let title = |part: &Part| ctx.course.lessons[part.lesson].title.get(ctx.lang);
    let column = parts.iter().map(|part| width(title(part))).max().unwrap_or(0) + 2;
    for part in parts {
        let full = (BAR * part.right).checked_div(part.all).unwrap_or(0);
        let name = title(part);
        let mut pieces = Vec::new();
        if ctx.plain {
            pieces.push(Piece::new(format!("  {name}  {}/{}", part.right, part.all), Role::Text));
        } else {
            let blanks = " ".repeat(column - width(name));
            pieces.push(Piece::new(format!("  {name}{blanks}"), Role::Text));
            pieces.push(Piece::new("━".repeat(full), Role::Here));
            pieces.push(Piece::new("─".repeat(BAR - full), Role::TableRule));
            pieces.push(Piece::new(format!("  {:>2}/{}", part.right, part.all), Role::Text));
        }
        if part.is_short() {
            pieces.push(Piece::new(format!("  ✗ {}", words::BELOW.get(ctx.lang)), Role::Wrong));
        }
        page.push(pieces, None);
    }
}
