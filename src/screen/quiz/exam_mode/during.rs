//! An exam that is being sat.
//!
//! What is entered lives in the progress file alone: here is only where the learner is in it, and what they are typing
//! right now. So what is shown is what a session after a crash goes on with.

use super::{clock::Clock, entry, sheet::State};
use crate::{
    app::{
        Ctx, Entry, Nav, Outcome, Target,
        keymap::{Action, Context},
    },
    course::{Course, Kind, Question, edition},
    lang::exam as words,
    screen::{
        Scroll,
        question::{Answering, Rows, answering},
    },
    study::{
        Response, Sitting, exam,
        progress::{Answered, ExamAnswered, ExamFlagged, ExamShown, ExamStarted, ExamSubmitted, kind},
    },
    ui::layout::Row,
};

/// What has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Focus {
    /// The question.
    Question,
    /// The answer sheet, at this number.
    Sheet(usize),
    /// “Hand in?”
    HandIn,
}

/// An exam that is being sat.
#[derive(Clone, Debug)]
pub struct During {
    pub(super) lesson: usize,
    /// Names the sitting in the progress file.
    pub(super) seed: u64,
    /// Ids by which the sitting knows its questions, those that the course has.
    pub(super) questions: Vec<String>,
    pub(super) index: usize,
    pub(super) answering: Option<Answering>,
    pub(super) focus: Focus,
    pub(super) clock: Clock,
    pub(super) shown_ms: u64,
    pub(super) rows: Rows,
    pub(super) scroll: Scroll,
    pub(super) height: usize,
    pub(super) sheet: Vec<Row>,
    pub(super) sheet_scroll: Scroll,
    pub(super) columns: usize,
}

impl During {
    /// The open exam of a lesson where it was left, if it has a question that the course knows.
    #[must_use]
    pub fn resume(ctx: &Ctx<'_>, lesson: usize, sitting: &Sitting) -> Option<During> {
        let asked = exam::asked(ctx.course, lesson, sitting).map(|(id, _)| id.to_owned());
        let questions: Vec<String> = asked.collect();
        let now = ctx.now.utc_ms;
        let clock = Clock::start(ctx.now, sitting.now_ms(now), sitting.left_ms(now));
        let index = questions.iter().position(|id| *id == sitting.at).unwrap_or(0);
        (!questions.is_empty()).then(|| During::new(ctx, lesson, sitting.seed, questions, index, clock))
    }

    /// A new exam, in so many minutes if they are given. `None` when there is nothing to ask.
    #[must_use]
    pub fn start(ctx: &Ctx<'_>, lesson: usize, minutes: Option<u32>) -> Option<(During, Entry)> {
        let id = ctx.course.lessons.get(lesson)?.id.clone();
        let paper = exam::paper(ctx.course, lesson, minutes)?;
        // 0 means “no quiz” in the progress file.
        let seed = ctx.seed.max(1);
        let questions = exam::questions(ctx.course, lesson, seed);
        let limit_ms = u64::from(paper.minutes) * 60_000;
        let started = ExamStarted { seed, questions: questions.clone(), limit_ms, pass: paper.pass };
        let clock = Clock::start(ctx.now, ctx.now.utc_ms, limit_ms);
        let exam = During::new(ctx, lesson, seed, questions, 0, clock);
        Some((exam, Entry::new(kind::EXAM_STARTED, id, 0, &started)))
    }

    fn new(
        ctx: &Ctx<'_>,
        lesson: usize,
        seed: u64,
        questions: Vec<String>,
        index: usize,
        clock: Clock,
    ) -> During {
        let mut exam = During {
            lesson,
            seed,
            questions,
            index,
            answering: None,
            focus: Focus::Question,
            clock,
            shown_ms: 0,
            rows: Rows::default(),
            scroll: Scroll::default(),
            height: 1,
            sheet: Vec::new(),
            sheet_scroll: Scroll::default(),
            columns: 1,
        };
        exam.show(index, ctx);
        exam
    }

    fn show(&mut self, index: usize, ctx: &Ctx<'_>) {
        self.index = index;
        self.shown_ms = ctx.now.mono_ms;
        self.scroll = Scroll::default();
        self.answering = self.question(ctx).map(|question| {
            let entered = self.sitting(ctx).and_then(|sitting| sitting.response(self.id()));
            entry::open(question, self.seed, entered)
        });
    }

    /// The sitting, unless it was reset.
    pub(super) fn sitting<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c Sitting> {
        let lesson = ctx.course.lessons.get(self.lesson)?;
        ctx.progress.open_exam(lesson).filter(|sitting| sitting.seed == self.seed)
    }

    /// The id by which the sitting knows the question that is shown.
    fn id(&self) -> &str {
        self.questions.get(self.index).map_or("", String::as_str)
    }

    pub(super) fn question<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c Question> {
        ctx.course.question_of(self.lesson, self.id()).map(|(_, question)| question)
    }

    pub(super) fn states(&self, ctx: &Ctx<'_>) -> Vec<State> {
        let Some(sitting) = self.sitting(ctx) else { return Vec::new() };
        let state = |id: &String| match ctx.course.question_of(self.lesson, id) {
            Some((_, question)) => State::of(sitting, id, question),
            None => State::default(),
        };
        self.questions.iter().map(state).collect()
    }

    /// What is entered but not recorded yet.
    #[must_use]
    pub fn unsaved(&self, ctx: &Ctx<'_>) -> Option<Entry> {
        let (sitting, question) = (self.sitting(ctx)?, self.question(ctx)?);
        let response = entry::entered(question, self.answering.as_ref()?);
        (sitting.response(self.id()) != response.as_ref())
            .then(|| self.answered(question, response, sitting.is_unsure(self.id())))
    }

    fn answered(&self, question: &Question, response: Option<Response>, unsure: bool) -> Entry {
        let answered = ExamAnswered { seed: self.seed, response, unsure };
        Entry::new(kind::EXAM_ANSWERED, self.id().to_owned(), question.revision, &answered)
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match (self.focus, &self.answering) {
            (Focus::HandIn, _) => Context::ExamHandIn,
            (Focus::Sheet(_), _) => Context::ExamSheet,
            (Focus::Question, Some(answering)) if !answering.fields.is_empty() => Context::ExamField,
            (Focus::Question, _) => Context::Exam,
        }
    }

    /// The text of the field that is typed into, when one is shown.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.answering.as_ref().filter(|_| self.focus == Focus::Question)?.field()
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Glossary => false,
            Action::Choose(n) => self.answering.as_ref().is_some_and(|answering| n < answering.order.len()),
            Action::Erase => self.field().is_some_and(|typed| !typed.is_empty()),
            Action::QuestionPrev | Action::QuestionNext => self.questions.len() > 1,
            _ => true,
        }
    }

    /// What has come about by time alone: a time left that is told, or the end.
    pub fn tick(&mut self, ctx: &Ctx<'_>) -> Outcome {
        let Some(sitting) = self.sitting(ctx) else { return Outcome::none() };
        let told = self.clock.look(sitting, ctx.now);
        if self.clock.left_ms(sitting, ctx.now) > 0 {
            return told.map_or_else(Outcome::none, |minutes| Outcome::say(ctx.lang.minutes_left(minutes)));
        }
        self.hand_in(sitting, ctx)
    }

    /// Milliseconds until something else is shown.
    #[must_use]
    pub fn due(&self, ctx: &Ctx<'_>) -> Option<u64> {
        self.sitting(ctx).map(|sitting| self.clock.due_ms(sitting, ctx))
    }

    fn hand_in(&self, sitting: &Sitting, ctx: &Ctx<'_>) -> Outcome {
        let mut sitting = sitting.clone();
        *sitting.spent.entry(self.id().to_owned()).or_default() +=
            ctx.now.mono_ms.saturating_sub(self.shown_ms);
        let unsaved = self.unsaved(ctx);
        if let (Some(question), Some(answering)) = (self.question(ctx), &self.answering) {
            let entered = sitting.entered.entry(self.id().to_owned()).or_default();
            entered.response = entry::entered(question, answering);
        }
        let marked = hand_in(ctx, self.lesson, &sitting, self.clock.utc_ms(ctx.now));
        let result = Target::ExamResult { lesson: self.lesson, seed: self.seed };
        Outcome { entries: unsaved.into_iter().chain(marked).collect(), ..Outcome::go(Nav::Replace(result)) }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        if self.sitting(ctx).is_none() {
            return Outcome::go(Nav::Back);
        }
        match self.focus {
            Focus::Question => self.update_question(action, ctx),
            Focus::Sheet(at) => self.update_sheet(action, at, ctx),
            Focus::HandIn => match action {
                Action::HandIn => {
                    self.sitting(ctx).map_or_else(Outcome::none, |sitting| self.hand_in(sitting, ctx))
                }
                _ => {
                    self.focus = Focus::Sheet(self.index);
                    Outcome::none()
                }
            },
        }
    }

    fn update_question(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let (Some(question), Some(answering)) = (self.question(ctx), &mut self.answering) else {
            return Outcome::none();
        };
        match action {
            Action::Back => {
                let said = words::CLOCK_GOES_ON.get(ctx.lang).to_owned();
                return Outcome { flash: Some(said), ..Outcome::go(Nav::Back) };
            }
            // A field alone leaves the arrows to the text above it.
            Action::Up | Action::Down if answering.fields.len() != 1 => {
                answering.step(action == Action::Down);
                return Outcome::none();
            }
            Action::Choose(n) => answering.choose(question, n),
            Action::Toggle if question.kind == Kind::Matching => answering.rematch(true),
            Action::Toggle => answering.toggle(question),
            Action::Undo => answering.undo(),
            Action::Erase => {
                answering.erase();
                return Outcome::none();
            }
            Action::Submit => return self.submit(question, ctx),
            Action::DontKnow => {
                self.answering = Some(entry::open(question, self.seed, None));
                return self.forward(ctx);
            }
            Action::Later => return self.flag(ctx),
            Action::Unsure => return self.doubt(question, ctx),
            Action::Sheet => return self.show_sheet(ctx),
            Action::QuestionPrev => return self.go(self.index.saturating_sub(1), ctx),
            Action::QuestionNext => return self.go(self.index + 1, ctx),
            Action::PageUp if self.scroll.top == 0 => return self.go(self.index.saturating_sub(1), ctx),
            Action::PageDown if !self.has_more() => return self.go(self.index + 1, ctx),
            action => {
                self.scroll.update(action, self.rows.rows.len(), self.height);
                return Outcome::none();
            }
        }
        Outcome { entries: self.unsaved(ctx).into_iter().collect(), ..Outcome::none() }
    }

    /// Enters what is pointed at and goes on.
    fn submit(&mut self, question: &Question, ctx: &Ctx<'_>) -> Outcome {
        let Some(answering) = &mut self.answering else { return Outcome::none() };
        if matches!(question.kind, Kind::Single | Kind::TrueFalse) {
            answering.toggle(question);
        }
        if let Some(field) = answering.cursor.filter(|field| field + 1 < answering.fields.len()) {
            answering.cursor = Some(field + 1);
            return Outcome::none();
        }
        let entered = entry::entered(question, answering);
        match entered.and_then(|response| answering::unreadable(question, &response, ctx)) {
            Some(why) => Outcome::say(why),
            None => self.forward(ctx),
        }
    }

    /// The next question; after the last one, the sheet.
    fn forward(&mut self, ctx: &Ctx<'_>) -> Outcome {
        if self.index + 1 < self.questions.len() {
            self.go(self.index + 1, ctx)
        } else {
            self.show_sheet(ctx)
        }
    }

    fn show_sheet(&mut self, ctx: &Ctx<'_>) -> Outcome {
        self.focus = Focus::Sheet(self.index);
        Outcome { entries: self.unsaved(ctx).into_iter().collect(), ..Outcome::none() }
    }

    /// Leaves this question for number `index`, if there is one.
    pub(super) fn go(&mut self, index: usize, ctx: &Ctx<'_>) -> Outcome {
        if index == self.index || index >= self.questions.len() {
            return Outcome::none();
        }
        let unsaved = self.unsaved(ctx);
        let before_ms = ctx.now.mono_ms.saturating_sub(self.shown_ms);
        self.show(index, ctx);
        let shown = ExamShown { seed: self.seed, before_ms };
        let shown = Entry::new(kind::EXAM_SHOWN, self.id().to_owned(), 0, &shown);
        Outcome { entries: unsaved.into_iter().chain([shown]).collect(), ..Outcome::none() }
    }

    fn flag(&self, ctx: &Ctx<'_>) -> Outcome {
        let Some(sitting) = self.sitting(ctx) else { return Outcome::none() };
        let flagged = ExamFlagged { seed: self.seed, on: !sitting.flagged.contains(self.id()) };
        Outcome::none().with(Entry::new(kind::EXAM_FLAGGED, self.id().to_owned(), 0, &flagged))
    }

    /// Says that the learner is not sure, or is.
    fn doubt(&self, question: &Question, ctx: &Ctx<'_>) -> Outcome {
        let (Some(sitting), Some(answering)) = (self.sitting(ctx), &self.answering) else {
            return Outcome::none();
        };
        let response = entry::entered(question, answering);
        Outcome::none().with(self.answered(question, response, !sitting.is_unsure(self.id())))
    }

    fn update_sheet(&mut self, action: Action, at: usize, ctx: &Ctx<'_>) -> Outcome {
        let last = self.questions.len().saturating_sub(1);
        let to = match action {
            Action::Back => {
                self.focus = Focus::Question;
                return Outcome::none();
            }
            Action::Open => {
                self.focus = Focus::Question;
                return self.go(at, ctx);
            }
            Action::HandIn => {
                self.focus = Focus::HandIn;
                return Outcome::none();
            }
            Action::NextBlank | Action::NextFlagged => {
                let is_flag = action == Action::NextFlagged;
                let states = self.states(ctx);
                let is = |n: &usize| {
                    states.get(*n).is_some_and(|s| if is_flag { s.is_flagged } else { !s.is_answered })
                };
                match (at + 1..=last).chain(0..=at.min(last)).find(is) {
                    Some(next) => next,
                    None => {
                        let said = if is_flag { words::NO_FLAG } else { words::NO_BLANK };
                        return Outcome::say(said.get(ctx.lang));
                    }
                }
            }
            Action::QuestionPrev => at.saturating_sub(1),
            Action::QuestionNext => at + 1,
            Action::Up => at.checked_sub(self.columns).unwrap_or(at),
            Action::Down if at + self.columns <= last => at + self.columns,
            Action::Top => 0,
            Action::Bottom => last,
            _ => at,
        };
        self.focus = Focus::Sheet(to.min(last));
        Outcome::none()
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str, ctx: &Ctx<'_>) -> Outcome {
        if let Some(answering) = &mut self.answering {
            answering.type_text(text);
        }
        self.refresh(ctx);
        if let Some((row, _)) = self.rows.caret {
            self.scroll.show(row, row + 1, self.height);
        }
        Outcome::none()
    }

    /// Goes over to another edition of the course. Whether the question that is shown is there.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) -> bool {
        let Some(lesson) = edition::same_lesson(ctx.course, to, self.lesson) else { return false };
        let Some((_, question)) = to.question_of(lesson, self.id()) else { return false };
        if let (Some(before), Some(answering)) = (self.question(ctx), &self.answering) {
            self.answering = Some(answering.carried_over(before, question, self.seed));
        }
        let id = self.id().to_owned();
        // Those that another edition lacked may be there again.
        let asked = self.sitting(ctx).map_or(&self.questions, |sitting| &sitting.questions);
        let questions: Vec<String> =
            asked.iter().filter(|id| to.question_of(lesson, id).is_some()).cloned().collect();
        self.index = questions.iter().position(|other| *other == id).unwrap_or(0);
        self.focus = match self.focus {
            Focus::Sheet(_) => Focus::Sheet(self.index),
            focus => focus,
        };
        (self.lesson, self.questions) = (lesson, questions);
        true
    }
}

/// What is recorded when a sitting ends at `utc_ms` of its clock: every answer, then the end.
pub(super) fn hand_in(ctx: &Ctx<'_>, lesson: usize, sitting: &Sitting, utc_ms: i64) -> Vec<Entry> {
    let marked = exam::mark(ctx.course, lesson, sitting, ctx.lang).into_iter();
    let answers = marked.map(|(question, answered)| {
        let answered = Answered { aliases: ctx.progress.former_names(question), ..answered };
        Entry::new(kind::ANSWERED, question.id.clone(), question.revision, &answered)
    });
    let at = sitting.now_ms(utc_ms).min(sitting.deadline_ms());
    let submitted = ExamSubmitted { seed: sitting.seed, at };
    let end = Entry::new(kind::EXAM_SUBMITTED, sitting.lesson.clone(), 0, &submitted);
    answers.chain([end]).collect()
}
