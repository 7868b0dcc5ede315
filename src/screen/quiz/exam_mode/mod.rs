//! Exam mode: before an exam, while it is sat against the clock, and after it.

mod after;
mod before;
mod clock;
mod during;
mod entry;
mod sheet;
mod view;

use ratatui::{buffer::Buffer, layout::Rect};

use self::{after::After, before::Before, during::During};
use crate::{
    app::{
        Ctx, Entry, Outcome,
        keymap::{Action, Context},
    },
    course::Course,
    screen::Caret,
    ui::frame::Header,
};

/// An exam, at any time.
#[derive(Clone, Debug)]
pub enum Exam {
    /// What it demands, beside practice.
    Before(Before),
    /// It is being sat.
    During(Box<During>),
    /// How it went.
    After(After),
}

impl Exam {
    /// What the exam of lesson number `lesson` demands, in so many minutes if they are given, pointing at the exam if
    /// `timed`, else at practice. `None` when there is nothing to ask.
    #[must_use]
    pub fn before(ctx: &Ctx<'_>, lesson: usize, minutes: Option<u32>, timed: bool) -> Option<Exam> {
        Before::open(ctx, lesson, minutes, timed).map(Exam::Before)
    }

    /// The open exam of a lesson where it was left, its result when the time is over, or a new one in so many minutes.
    /// `None` when there is nothing to ask.
    #[must_use]
    pub fn sit(ctx: &Ctx<'_>, lesson: usize, minutes: Option<u32>) -> Option<(Exam, Vec<Entry>)> {
        if let Some(sitting) = ctx.progress.open_exam(ctx.course.lessons.get(lesson)?) {
            if sitting.left_ms(ctx.now.utc_ms) == 0 {
                let entries = during::hand_in(ctx, lesson, sitting, ctx.now.utc_ms);
                return Some((Exam::After(After::open(lesson, sitting.seed)), entries));
            }
            if let Some(exam) = During::resume(ctx, lesson, sitting) {
                return Some((Exam::During(Box::new(exam)), Vec::new()));
            }
        }
        let (exam, entry) = During::start(ctx, lesson, minutes)?;
        Some((Exam::During(Box::new(exam)), vec![entry]))
    }

    /// How the exam of lesson number `lesson` with this seed went.
    #[must_use]
    pub fn after(lesson: usize, seed: u64) -> Exam {
        Exam::After(After::open(lesson, seed))
    }

    /// Whether it is being sat.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self, Exam::During(_))
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Exam::During(exam) => exam.context(),
            Exam::Before(_) | Exam::After(_) => Context::ExamPage,
        }
    }

    /// The text of the field that is typed into, when one is shown.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Exam::During(exam) => exam.field(),
            Exam::Before(_) | Exam::After(_) => None,
        }
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match self {
            Exam::During(exam) => exam.offers(action),
            Exam::Before(before) => before.offers(action),
            Exam::After(after) => after.offers(action),
        }
    }

    /// What is entered but not recorded yet.
    #[must_use]
    pub fn unsaved(&self, ctx: &Ctx<'_>) -> Option<Entry> {
        match self {
            Exam::During(exam) => exam.unsaved(ctx),
            Exam::Before(_) | Exam::After(_) => None,
        }
    }

    /// What has come about by time alone.
    pub fn tick(&mut self, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Exam::During(exam) => exam.tick(ctx),
            Exam::Before(_) | Exam::After(_) => Outcome::none(),
        }
    }

    /// Milliseconds until something else is shown.
    #[must_use]
    pub fn due(&self, ctx: &Ctx<'_>) -> Option<u64> {
        match self {
            Exam::During(exam) => exam.due(ctx),
            Exam::Before(_) | Exam::After(_) => None,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Exam::Before(before) => before.update(action, ctx),
            Exam::During(exam) => exam.update(action, ctx),
            Exam::After(after) => after.update(action, ctx),
        }
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Exam::During(exam) => exam.type_text(text, ctx),
            Exam::Before(_) | Exam::After(_) => Outcome::none(),
        }
    }

    /// Takes a click at a cell; `body` is where it draws.
    pub fn click(&mut self, x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        match self {
            Exam::Before(before) => before.click(y, body, ctx),
            Exam::During(exam) => exam.click(x, y, body, ctx),
            Exam::After(after) => after.click(y, body, ctx),
        }
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        match self {
            Exam::Before(before) => before.refresh(ctx),
            Exam::During(exam) => exam.refresh(ctx),
            Exam::After(after) => after.refresh(ctx),
        }
    }

    /// Goes over to another edition of the course. Whether what is shown is there.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) -> bool {
        match self {
            Exam::Before(before) => before.carry_over(ctx, to),
            Exam::During(exam) => exam.carry_over(ctx, to),
            Exam::After(after) => after.carry_over(ctx, to),
        }
    }

    /// Where we are.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        match self {
            Exam::Before(before) => before.header(ctx),
            Exam::During(exam) => exam.header(ctx),
            Exam::After(after) => after.header(ctx),
        }
    }

    /// Whether there is more.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        match self {
            Exam::Before(before) => before.note(ctx),
            Exam::During(exam) => exam.note(ctx),
            Exam::After(after) => after.note(ctx),
        }
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        match self {
            Exam::Before(before) => before.plain(ctx),
            Exam::During(exam) => exam.plain(ctx),
            Exam::After(after) => after.plain(ctx),
        }
    }

    /// Where we are, without the time that is left.
    #[must_use]
    pub fn title(&self, ctx: &Ctx<'_>) -> String {
        match self {
            Exam::During(exam) => exam.title(ctx),
            Exam::Before(_) | Exam::After(_) => self.header(ctx).title,
        }
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        match self {
            Exam::Before(before) => before.view(ctx, body, buf),
            Exam::During(exam) => return exam.view(ctx, body, buf),
            Exam::After(after) => after.view(ctx, body, buf),
        }
        None
    }
}
