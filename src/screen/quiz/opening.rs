//! The ways a quiz begins: anew, as a check-in of a page, or where it was left; and each of its questions.

use super::{Note, Quiz};
use crate::{
    app::{Answers, Ctx, Entry},
    course::{Course, Question, doc::Block, edition},
    lang::Lang,
    screen::{Scroll, question::Answering},
    study::{
        Response, exam, mistakes, order,
        progress::{Draft, Occasion, OpenQuiz, Position, QuizStarted, kind},
    },
};

impl Quiz {
    /// The unfinished quiz of a lesson, or a new one: of what is drawn for an exam, else of all its questions.
    #[must_use]
    pub fn of_lesson(ctx: &Ctx<'_>, lesson: usize) -> Option<(Quiz, Vec<Entry>)> {
        if let Some(mut quiz) = Quiz::unfinished(ctx, lesson, None) {
            if let Some((id, position)) = &ctx.progress.position
                && ctx.course.lesson_index(id) == Some(lesson)
                && position.page.is_empty()
            {
                quiz.take_up(ctx, position);
            }
            return Some((quiz, Vec::new()));
        }
        let questions = match ctx.course.exam(lesson) {
            Some(_) => exam::draw(ctx.course, lesson, ctx.seed),
            None => ctx.course.questions(lesson).iter().map(|q| q.id.clone()).collect(),
        };
        Quiz::of_questions(ctx, lesson, questions)
    }

    /// A new quiz.
    #[must_use]
    pub fn of_questions(ctx: &Ctx<'_>, lesson: usize, questions: Vec<String>) -> Option<(Quiz, Vec<Entry>)> {
        let id = ctx.course.lessons.get(lesson)?.id.clone();
        if questions.is_empty() {
            return None;
        }
        // 0 means “no quiz” in the progress file.
        let seed = ctx.seed.max(1);
        let started = QuizStarted { seed, questions: questions.clone() };
        let mut quiz = Quiz::new(lesson, None, seed, questions);
        quiz.show(0, ctx);
        let entries = vec![Entry::new(kind::QUIZ_STARTED, id, 0, &started)];
        let position = quiz.position(ctx).map(|(lesson, position)| Entry::position(&lesson, &position));
        Some((quiz, entries.into_iter().chain(position).collect()))
    }

    /// A new quiz of these questions, of whatever lessons, in a mixed order.
    #[must_use]
    pub fn retry(ctx: &Ctx<'_>, questions: Vec<String>) -> Option<(Quiz, Vec<Entry>)> {
        let seed = ctx.seed.max(1);
        let mixed: Vec<String> =
            order::shuffled(questions.len(), seed).into_iter().map(|at| questions[at].clone()).collect();
        if mixed.is_empty() {
            return None;
        }
        let started = QuizStarted { seed, questions: mixed.clone() };
        let mut quiz = Quiz { note: Some(Note::Retry), ..Quiz::new(0, None, seed, mixed) };
        quiz.show(0, ctx);
        let entries = vec![Entry::new(kind::QUIZ_STARTED, mistakes::QUIZ.to_owned(), 0, &started)];
        let position = quiz.position(ctx).map(|(item, position)| Entry::position(&item, &position));
        Some((quiz, entries.into_iter().chain(position).collect()))
    }

    /// These questions with what was answered wrongly, or last; number `index` of them is shown.
    #[must_use]
    pub fn look(ctx: &Ctx<'_>, questions: &[String], index: usize) -> Option<(Quiz, Vec<Entry>)> {
        let known = |id: &String| ctx.course.question(id).map(|(_, question)| question);
        let asked = questions.iter().filter_map(known).map(|question| question.id.clone()).collect();
        let mut quiz = Quiz { note: Some(Note::Look), ..Quiz::new(0, None, 0, asked) };
        for question in questions.iter().filter_map(known) {
            let Some(history) = ctx.progress.history_of(question) else { continue };
            let last = history.given().last().map(|given| given.at);
            let Some(at) = history.mistake().map(|mistake| mistake.at).or(last) else { continue };
            // Of an answer long ago it is not known what it was.
            let response = history.response(at).cloned().unwrap_or(Response::Chosen(Vec::new()));
            quiz.answers.insert(question.id.clone(), response);
            quiz.given.insert(question.id.clone(), at);
        }
        quiz.show(index.min(quiz.questions.len().checked_sub(1)?), ctx);
        Some((quiz, Vec::new()))
    }

    /// A question by itself. Answers count, but it is no quiz of the lesson: one that is unfinished stays.
    #[must_use]
    pub fn alone(ctx: &Ctx<'_>, lesson: usize, id: &str, occasion: Occasion) -> Option<Quiz> {
        let (lesson, question) = ctx.course.question_of(lesson, id)?;
        // What comes again and again comes with its options in another order.
        let seed = if occasion == Occasion::Practice { 0 } else { ctx.seed ^ ctx.now.mono_ms };
        let mut quiz = Quiz::new(lesson, None, seed, vec![question.id.clone()]);
        quiz.occasion = occasion;
        quiz.show(0, ctx);
        Some(quiz)
    }

    /// Whether it is neither a quiz of the lesson nor a check-in: a question by itself.
    pub(super) fn is_alone(&self) -> bool {
        self.page.is_none() && (self.seed == 0 || self.occasion != Occasion::Practice)
    }

    /// The check-in of a page, from its first question that was not answered.
    #[must_use]
    pub fn check_in(
        ctx: &Ctx<'_>,
        lesson: usize,
        page: usize,
        at: (usize, usize),
    ) -> Option<(Quiz, Vec<Entry>)> {
        let mut quiz = Quiz { came_from: at, ..Quiz::check_in_of(ctx, lesson, page)? };
        let of = ctx.course.lessons.get(lesson)?;
        let open = |id: &String| {
            let found = ctx.course.question_of(lesson, id);
            found.is_some_and(|(_, question)| !ctx.progress.answered_in_pass(of, question))
        };
        quiz.show(quiz.questions.iter().position(open).unwrap_or(0), ctx);
        let position = quiz.position(ctx).map(|(lesson, position)| Entry::position(&lesson, &position));
        Some((quiz, position.into_iter().collect()))
    }

    /// What was answered in an exam that has ended, to be read from the first question on.
    #[must_use]
    pub fn of_sitting(ctx: &Ctx<'_>, lesson: usize, seed: u64, only: Answers) -> Option<Quiz> {
        let sitting = ctx.progress.sittings().ended().rfind(|sitting| sitting.seed == seed)?;
        let is_shown = |id: &str, question: &Question| match only {
            Answers::All => true,
            Answers::Wrong => !exam::is_right(sitting, id, question),
            Answers::Flagged => sitting.flagged.contains(id) || sitting.is_unsure(id),
        };
        let mut quiz = Quiz { occasion: Occasion::Exam, ..Quiz::new(lesson, None, seed, Vec::new()) };
        let asked = exam::asked(ctx.course, lesson, sitting);
        for (id, question) in asked.filter(|(id, question)| is_shown(id, question)) {
            let response = sitting.response(id).cloned().unwrap_or(Response::DontKnow);
            let graded = exam::graded(sitting, id, question);
            quiz.questions.push(question.id.clone());
            quiz.answers.insert(question.id.clone(), response);
            quiz.given.extend(graded.map(|graded| (question.id.clone(), graded.at)));
        }
        quiz.show(0, ctx);
        (!quiz.questions.is_empty()).then_some(quiz)
    }

    fn check_in_of(ctx: &Ctx<'_>, lesson: usize, page: usize) -> Option<Quiz> {
        let ids = ctx.course.doc(lesson, page, Lang::Ko).blocks.into_iter().filter_map(|block| match block {
            Block::Quiz(ids) => Some(ids),
            _ => None,
        });
        let known = |id: String| ctx.course.question_of(lesson, &id).map(|(_, question)| question.id.clone());
        let questions: Vec<String> = ids.flatten().filter_map(known).collect();
        // A check-in is asked anew each time, but its order must be the same when it is resumed.
        (!questions.is_empty()).then(|| Quiz::new(lesson, Some(page), 0, questions))
    }

    /// The quiz of a lesson as it was left.
    fn unfinished(ctx: &Ctx<'_>, lesson: usize, at: Option<&str>) -> Option<Quiz> {
        let open = ctx.progress.open_quiz(ctx.course.lessons.get(lesson)?)?;
        Quiz::resumed(ctx, lesson, open, at)
    }

    fn resumed(ctx: &Ctx<'_>, lesson: usize, open: &OpenQuiz, at: Option<&str>) -> Option<Quiz> {
        let known = |id: &String| ctx.course.question_of(lesson, id).map(|(_, question)| question.id.clone());
        let questions: Vec<String> = open.questions.iter().filter_map(known).collect();
        let mut quiz = Quiz::new(lesson, None, open.seed, questions);
        for (id, response) in &open.answers {
            if let Some((_, question)) = ctx.course.question_of(lesson, id) {
                // A question that was raised to a new revision since is asked once more.
                let counts = ctx.progress.standing(question).is_some();
                if counts {
                    quiz.answers.insert(question.id.clone(), response.clone());
                    quiz.given.extend(open.given.get(id).map(|at| (question.id.clone(), *at)));
                }
            }
        }
        let at =
            at.and_then(|id| ctx.course.question_of(lesson, id)).map(|(_, question)| question.id.clone());
        let index = at.and_then(|id| quiz.questions.iter().position(|other| *other == id));
        let next = quiz.questions.iter().position(|id| !quiz.answers.contains_key(id));
        (!quiz.questions.is_empty()).then(|| {
            // With nothing left to ask, its result.
            quiz.show(index.or(next).unwrap_or(quiz.questions.len()), ctx);
            quiz
        })
    }

    /// Shows question number `index`; past the last one, the result.
    pub(super) fn show(&mut self, index: usize, ctx: &Ctx<'_>) {
        self.index = index;
        self.hints = 0;
        self.choice = 0;
        self.shown_ms = ctx.now.mono_ms;
        self.scroll = Scroll::default();
        self.answering = self.question(ctx).map(|question| match self.draft_of(question, ctx) {
            Some(draft) => Answering::restore(question, self.seed, draft),
            None => Answering::new(question, self.seed),
        });
    }

    /// What was begun to be answered when this check-in was left.
    fn draft_of<'c>(&self, question: &Question, ctx: &Ctx<'c>) -> Option<&'c Draft> {
        let is_open = self.page.is_some() && !self.answers.contains_key(&question.id);
        is_open.then(|| ctx.progress.draft(question))?
    }

    /// Goes over to another edition of the course. Whether the question that is shown is there.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) -> bool {
        self.carried_over(ctx, to).is_some_and(|quiz| {
            *self = quiz;
            true
        })
    }

    fn carried_over(&self, ctx: &Ctx<'_>, to: &Course) -> Option<Quiz> {
        let lesson = edition::same_lesson(ctx.course, to, self.lesson)?;
        let mut quiz = Quiz { lesson, ..self.clone() };
        if let Some(page) = self.page {
            let now = edition::same_page(ctx.course, to, self.lesson, page)?.1;
            let (before, after) =
                (ctx.course.doc(self.lesson, page, ctx.lang), to.doc(lesson, now, ctx.lang));
            quiz.page = Some(now);
            quiz.came_from.0 = edition::same_block(&before, &after, self.came_from.0);
        }
        let now = |id: &String| to.question_of(lesson, id).map(|(_, question)| question);
        quiz.questions = self.questions.iter().filter_map(now).map(|question| question.id.clone()).collect();
        quiz.answers = (self.answers.iter())
            .filter_map(|(id, response)| Some((now(id)?.id.clone(), response.clone())))
            .collect();
        quiz.given = self.given.iter().filter_map(|(id, at)| Some((now(id)?.id.clone(), *at))).collect();
        let Some(id) = self.questions.get(self.index) else {
            quiz.index = quiz.questions.len();
            return (!quiz.questions.is_empty()).then_some(quiz);
        };
        let question = now(id)?;
        quiz.index = quiz.questions.iter().position(|other| *other == question.id)?;
        quiz.hints = self.hints.min(question.hints.len());
        if let (Some(before), Some(answering)) = (self.question(ctx), &self.answering) {
            quiz.answering = Some(answering.carried_over(before, question, self.seed));
        }
        Some(quiz)
    }

    /// The question where the learner stopped, as they left it.
    #[must_use]
    pub fn resume(ctx: &Ctx<'_>) -> Option<(Quiz, Vec<Entry>)> {
        let (id, position) = ctx.progress.position.as_ref()?;
        if id == mistakes::QUIZ {
            let open = ctx.progress.open_quizzes.get(id)?;
            let quiz = Quiz::resumed(ctx, 0, open, Some(&position.question))?;
            let mut quiz = Quiz { note: Some(Note::Retry), ..quiz };
            quiz.take_up(ctx, position);
            return Some((quiz, Vec::new()));
        }
        let lesson = ctx.course.lesson_index(id)?;
        let mut quiz = if position.page.is_empty() {
            Quiz::unfinished(ctx, lesson, Some(&position.question))?
        } else {
            let page = ctx.course.lessons[lesson].page_index(&position.page)?;
            let came_from = (position.block, position.row);
            let mut quiz = Quiz { came_from, ..Quiz::check_in_of(ctx, lesson, page)? };
            let question = ctx.course.question_of(lesson, &position.question)?.1;
            if position.answered
                && let Some(response) =
                    ctx.progress.standing(question).and_then(|standing| standing.last.clone())
            {
                quiz.answers.insert(question.id.clone(), response);
            }
            let index = quiz.questions.iter().position(|other| *other == question.id)?;
            quiz.show(index, ctx);
            quiz
        };
        quiz.take_up(ctx, position);
        Some((quiz, Vec::new()))
    }

    /// The answer that was begun, if it is to the question that is shown.
    fn take_up(&mut self, ctx: &Ctx<'_>, position: &Position) {
        let was_at =
            ctx.course.question_of(self.lesson, &position.question).map(|(_, question)| &question.id);
        if let Some(question) = self.question(ctx)
            && Some(&question.id) == was_at
            && !self.answers.contains_key(&question.id)
        {
            self.answering = Some(Answering::restore(question, self.seed, &position.draft));
        }
    }
}
