//! Questions in practice mode: answer, see at once why every option is right or wrong, go on.
//!
//! A check-in asks the questions of one page; a quiz asks those of a lesson. Each answer is recorded the moment it is
//! given, and where the learner is, too: whatever happens, they come back to this very question.

mod exam_mode;
mod marking;
mod opening;
mod pointing;
mod result;
mod review;

use std::collections::BTreeMap;

pub use self::{exam_mode::Exam, review::Review};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        Ctx, Entry, Nav, Outcome, Target,
        keymap::{Action, Context},
    },
    course::{Kind, Question},
    lang::exam,
    screen::{
        Caret, Scroll,
        question::{Answering, Rows, answering, beside, rows},
    },
    study::{
        Response, answer, mistakes,
        progress::{Answered, Draft, Occasion, Position, kind},
    },
    ui::{
        draw,
        frame::{self, Header},
        layout::Row,
        plain,
    },
};

/// Questions being asked.
#[derive(Clone, Debug)]
pub struct Quiz {
    lesson: usize,
    /// The page of a check-in; `None` in the quiz of a lesson.
    page: Option<usize>,
    /// Block and row of that page that were at the top.
    came_from: (usize, usize),
    /// Fixes the order of options; names the quiz in the progress file.
    seed: u64,
    /// What questions of several lessons are asked for; `None` for those of one lesson.
    note: Option<Note>,
    /// On what occasion it is asked; only practice is a place to come back to.
    occasion: Occasion,
    questions: Vec<String>,
    /// Which question is shown; past the last one is the result.
    index: usize,
    answers: BTreeMap<String, Response>,
    /// When each answer was given, as the progress file says it; it names the answer.
    given: BTreeMap<String, i64>,
    answering: Option<Answering>,
    hints: usize,
    shown_ms: u64,
    clicked_ms: u64,
    rows: Rows,
    /// Below the rows, always in sight: what the learner says about the answer.
    strip: Vec<Row>,
    scroll: Scroll,
    height: usize,
    /// Place in the list of what to do at the end.
    choice: usize,
}

/// What questions are asked for that come from the note of mistakes, or bear a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Note {
    /// To be answered again.
    Retry,
    /// To be looked at, with what was answered.
    Look,
}

impl Quiz {
    fn new(lesson: usize, page: Option<usize>, seed: u64, questions: Vec<String>) -> Quiz {
        Quiz {
            lesson,
            page,
            came_from: (0, 0),
            seed,
            note: None,
            occasion: Occasion::Practice,
            questions,
            index: 0,
            answers: BTreeMap::new(),
            given: BTreeMap::new(),
            answering: None,
            hints: 0,
            shown_ms: 0,
            clicked_ms: 0,
            rows: Rows::default(),
            strip: Vec::new(),
            scroll: Scroll::default(),
            height: 1,
            choice: 0,
        }
    }

    /// Whether the last question was left behind.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.index >= self.questions.len()
    }

    /// Id of the question that is shown, or was the last one.
    #[must_use]
    pub fn question_id(&self, ctx: &Ctx<'_>) -> Option<String> {
        let id = self.questions.get(self.index).or(self.questions.last())?;
        ctx.course.question_of(self.lesson, id).map(|(_, question)| question.id.clone())
    }

    /// Title of its lesson.
    #[must_use]
    pub fn lesson_title<'c>(&self, ctx: &Ctx<'c>) -> &'c str {
        ctx.course.lessons.get(self.lesson).map(|lesson| lesson.title.get(ctx.lang)).unwrap_or_default()
    }

    /// Whether all was answered in an exam that has ended, and is only read.
    fn is_past(&self) -> bool {
        self.occasion == Occasion::Exam
    }

    /// Whether the question that is shown was answered.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.answered().is_some()
    }

    fn question<'c>(&self, ctx: &Ctx<'c>) -> Option<&'c Question> {
        ctx.course.question_of(self.lesson, self.questions.get(self.index)?).map(|(_, question)| question)
    }

    fn answered(&self) -> Option<&Response> {
        self.answers.get(self.questions.get(self.index)?)
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        let question = self.question(ctx);
        self.remember_given(ctx);
        self.strip = self.strip(ctx, body);
        self.height = usize::from(body.height).saturating_sub(self.strip.len()).max(1);
        self.rows = match (question, &self.answering, self.answered()) {
            (Some(question), Some(answering), Some(response)) => {
                let correct = self.is_right(question, response, ctx);
                beside::laid_out(ctx, body.width, |ctx, width| {
                    rows::feedback(ctx, question, answering, response, correct, width)
                })
            }
            (Some(question), Some(answering), None) => beside::laid_out(ctx, body.width, |ctx, width| {
                rows::question(ctx, question, answering, self.hints, width)
            }),
            _ => result::rows(ctx, &self.outcomes(ctx), &self.choices(ctx), self.choice, body.width),
        };
        self.scroll.clamp(self.rows.rows.len(), self.height);
        self.follow_cursor(ctx);
    }

    /// Keeps the option under the cursor in sight, and the field.
    fn follow_cursor(&mut self, ctx: &Ctx<'_>) {
        if self.answered().is_some() {
            return;
        }
        let place = match self.question(ctx) {
            Some(_) => self.answering.as_ref().and_then(|answering| answering.cursor),
            None => Some(self.choice),
        };
        if let Some((start, end)) = place.and_then(|place| self.rows.of_option(place)) {
            self.scroll.show(start, end, self.height);
        }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.is_over() {
            return Context::Result;
        }
        if self.answered().is_some() {
            return Context::Feedback;
        }
        self.answering.as_ref().map_or(Context::Choice, |answering| answering.context)
    }

    /// The text of the field that is typed into, when one is shown.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        let answering = self.answering.as_ref()?;
        (self.context() == answering.context).then(|| answering.field())?
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action, ctx: &Ctx<'_>) -> bool {
        let question = self.question(ctx);
        match action {
            Action::Toggle if self.context() == Context::Choice => {
                question.is_some_and(|question| question.kind == Kind::Multiple)
            }
            Action::Choose(n) if self.context() == Context::Result => n < self.choices(ctx).len(),
            Action::Choose(n) => question.is_some_and(|question| n < question.options.len()),
            Action::Hint => question.is_some_and(|question| self.hints < question.hints.len()),
            Action::Undo => self.answering.as_ref().is_some_and(Answering::can_undo),
            Action::QuestionPrev => self.index > 0,
            Action::SuspendCard => self.occasion == Occasion::Review,
            Action::Up if self.context() == Context::Feedback => self.rows.rows.len() > self.height,
            Action::Bookmark | Action::Memo | Action::Flag => question.is_some(),
            Action::Overrule => self.at(ctx).is_some(),
            Action::Erase => self.field().is_some_and(|typed| !typed.is_empty()),
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::Back if self.context() == Context::Result => return self.finished(self.back(), ctx),
            // The page takes its place, and what was begun must be known when it is opened again.
            Action::Back if self.page.is_some() => return self.back().with_position(self.position(ctx)),
            Action::Back => return self.back(),
            Action::Bookmark | Action::Memo | Action::Flag | Action::Overrule | Action::Tag(_) => {
                return self.mark(action, ctx);
            }
            _ => {}
        }
        match self.context() {
            Context::Result => self.update_result(action, ctx),
            Context::Feedback => self.update_feedback(action, ctx),
            _ => self.update_question(action, ctx),
        }
    }

    fn back(&self) -> Outcome {
        Outcome::go(match self.page {
            Some(page) => Nav::Replace(Target::PageAt { lesson: self.lesson, page, at: self.came_from }),
            None => Nav::Back,
        })
    }

    fn update_question(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let (Some(question), Some(answering)) = (self.question(ctx), &mut self.answering) else {
            return Outcome::none();
        };
        match action {
            // A field alone leaves the arrows to the text above it.
            Action::Up | Action::Down if answering.fields.len() != 1 => {
                answering.step(action == Action::Down)
            }
            Action::Choose(n) => answering.choose(question, n),
            Action::Toggle => answering.toggle(question),
            Action::Undo => answering.undo(),
            Action::MatchNext | Action::MatchPrev => answering.rematch(action == Action::MatchNext),
            Action::Erase => answering.erase(),
            Action::Hint => return self.hint(question, ctx),
            Action::DontKnow => return self.answer(question, Response::DontKnow, ctx),
            Action::Submit => {
                return match answering.response(question) {
                    Ok(response) => self.submit(question, response, ctx),
                    Err(_) if answering.go_to_empty() => Outcome::none(),
                    Err(incomplete) => Outcome::say(incomplete.message(question, ctx)),
                };
            }
            action => {
                self.scroll.update(action, self.rows.rows.len(), self.height);
            }
        }
        Outcome::none()
    }

    fn hint(&mut self, question: &Question, ctx: &Ctx<'_>) -> Outcome {
        let m = ctx.msgs();
        if self.hints < question.hints.len() {
            self.hints += 1;
            self.scroll.top = usize::MAX / 2;
            return Outcome::none();
        }
        Outcome::say(if question.hints.is_empty() { m.quiz_no_hint } else { m.quiz_last_hint })
    }

    fn submit(&mut self, question: &Question, response: Response, ctx: &Ctx<'_>) -> Outcome {
        match answering::unreadable(question, &response, ctx) {
            Some(why) => Outcome::say(why),
            None => self.answer(question, response, ctx),
        }
    }

    fn answer(&mut self, question: &Question, response: Response, ctx: &Ctx<'_>) -> Outcome {
        let answered = Answered {
            correct: answer::grade(question, &response),
            response: response.clone(),
            quiz: if self.occasion == Occasion::Practice { self.seed } else { 0 },
            took_ms: ctx.now.mono_ms.saturating_sub(self.shown_ms),
            lang: ctx.lang.code().to_owned(),
            occasion: self.occasion,
            unsure: false,
            aliases: ctx.progress.former_names(question),
        };
        self.answers.insert(question.id.clone(), response);
        self.given.remove(&question.id);
        self.scroll = Scroll::default();
        let entry = Entry::new(kind::ANSWERED, question.id.clone(), question.revision, &answered);
        Outcome::none().with(entry)
    }

    fn update_feedback(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::Next if self.scroll.top + self.height < self.rows.rows.len() => {
                // There is more to read first.
                self.scroll.update(Action::PageDown, self.rows.rows.len(), self.height);
                Outcome::none()
            }
            Action::Next => self.next(ctx),
            Action::QuestionPrev if self.index > 0 => {
                self.show(self.index - 1, ctx);
                Outcome::none().with_position(self.position(ctx))
            }
            Action::Related => {
                let page = self.question(ctx).and_then(|question| {
                    let lesson = ctx.course.lesson_index(&question.lesson)?;
                    Some((lesson, ctx.course.lessons[lesson].page_index(&question.page)?))
                });
                page.map_or_else(Outcome::none, |(lesson, page)| {
                    Outcome::go(Nav::Open(Target::Lesson { lesson, page: Some(page) }))
                })
            }
            action => {
                self.scroll.update(action, self.rows.rows.len(), self.height);
                Outcome::none()
            }
        }
    }

    /// What the progress file calls the quiz; a look back has no place there.
    fn item(&self, ctx: &Ctx<'_>) -> Option<String> {
        match self.note {
            None => ctx.course.lessons.get(self.lesson).map(|lesson| lesson.id.clone()),
            Some(Note::Retry) => Some(mistakes::QUIZ.to_owned()),
            Some(Note::Look) => None,
        }
    }

    /// The next question that is not answered; then the result, or the page after a check-in.
    fn next(&mut self, ctx: &Ctx<'_>) -> Outcome {
        let open = |i: &usize| !self.answers.contains_key(&self.questions[*i]);
        let count = self.questions.len();
        if self.is_past() || self.note == Some(Note::Look) {
            if self.index + 1 >= count {
                return self.back();
            }
            self.show(self.index + 1, ctx);
            return Outcome::none();
        }
        let next = (self.index + 1..count).chain(0..self.index).find(open);
        match (next, self.page) {
            (Some(next), _) => {
                self.show(next, ctx);
                Outcome::none().with_position(self.position(ctx))
            }
            (None, Some(_)) if self.index + 1 < count => {
                self.show(self.index + 1, ctx);
                Outcome::none().with_position(self.position(ctx))
            }
            (None, Some(page)) => {
                Outcome::go(Nav::Replace(Target::after_page(ctx.course, ctx.progress, self.lesson, page)))
            }
            (None, None) if self.is_alone() && self.occasion == Occasion::Practice => Outcome::go(Nav::Back),
            (None, None) => {
                self.show(count, ctx);
                Outcome::none().with_position(self.position(ctx))
            }
        }
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

    /// Where the learner is.
    #[must_use]
    pub fn position(&self, ctx: &Ctx<'_>) -> Option<(String, Position)> {
        if self.is_alone() {
            return None;
        }
        let item = self.item(ctx)?;
        let lesson = ctx.course.lessons.get(self.lesson)?;
        let page =
            self.page.and_then(|page| lesson.pages.get(page)).map(|page| page.id.clone()).unwrap_or_default();
        let Some(question) = self.question(ctx) else {
            // The result of a quiz is a place, too; a check-in has none.
            return self.page.is_none().then(|| (item, Position::default()));
        };
        let answered = self.answers.contains_key(&question.id);
        let (block, row) = self.came_from;
        let draft = match &self.answering {
            Some(answering) if !answered => answering.draft(question),
            _ => Draft::default(),
        };
        let position = Position { page, block, row, question: question.id.clone(), answered, draft };
        Some((item, position))
    }

    /// Lesson, question, and how many there are.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        let m = ctx.msgs();
        let kind = match (self.note, self.page) {
            (Some(Note::Retry), _) => m.mistakes_retry,
            (Some(Note::Look), _) => m.mistakes_look,
            (None, Some(_)) => m.check_in,
            (None, None) if self.is_past() => exam::EXAM.get(ctx.lang),
            (None, None) => m.quiz,
        };
        // Questions of the note are of whatever lessons.
        let own = self.question(ctx).filter(|_| self.note.is_some());
        let lesson = own.and_then(|question| ctx.course.lesson(&question.lesson));
        let lesson = lesson.or(ctx.course.lessons.get(self.lesson).filter(|_| self.note.is_none()));
        let place = lesson.map_or_else(String::new, |lesson| format!("{} › ", lesson.title.get(ctx.lang)));
        let star = if self.is_bookmarked(ctx) { "★ " } else { "" };
        let count = self.questions.len();
        let (at, answered) = ((self.index + 1).min(count), self.answers.len().min(count));
        Header {
            title: format!("{star}{place}{kind}"),
            progress: Some((format!("{at}/{count}"), if self.is_past() { at } else { answered }, count)),
        }
    }

    /// Whether there is more.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        if self.scroll.top + self.height < self.rows.rows.len() {
            return format!("↓ {}", ctx.msgs().lesson_more);
        }
        if self.context() == Context::Feedback && self.is_mistake(ctx) {
            return ctx.msgs().mistakes_in_note.to_owned();
        }
        String::new()
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let strip = plain::lines(&self.strip, ctx.glyphs(), None);
        plain::lines(&self.rows.rows, ctx.glyphs(), None).into_iter().chain(strip).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        let strip = u16::try_from(self.strip.len()).unwrap_or(0).min(body.height);
        let body = Rect { height: body.height - strip, ..body };
        draw::rows(buf, body, &self.rows.rows, self.scroll.top, ctx.theme, None);
        let below = Rect { y: body.bottom(), height: strip, ..body };
        draw::rows(buf, below, &self.strip, 0, ctx.theme, None);
        let (row, column) = self.rows.caret?;
        let y = row
            .checked_sub(self.scroll.top)
            .and_then(|y| u16::try_from(y).ok())
            .filter(|y| *y < body.height)?;
        Some(Caret::Field((body.x + column).min(body.right().saturating_sub(1)), body.y + y))
    }
}
