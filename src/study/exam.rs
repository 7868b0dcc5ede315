//! Drawing an exam, by its blueprint or from one lesson, what it demands, and marking it.

use crate::{
    course::{Course, Question},
    lang::Lang,
    study::{
        Response,
        answer::{grade, is_complete},
        order::{seed_for, shuffled},
        payload::{Answered, Occasion},
        progress::Progress,
        sitting::{Graded, Sitting},
    },
};

/// The most questions of an exam without a blueprint.
const MOST: usize = 20;

/// Percent of right answers that passes, unless the blueprint says: 720 of 1000, as AWS does.
const PASS: u32 = 72;

/// A lesson with fewer percent right is marked in the result.
pub const LEAST: u32 = 40;

/// What an exam demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// How many questions are asked.
    pub questions: usize,
    /// In how many minutes.
    pub minutes: u32,
    /// Percent of right answers that passes.
    pub pass: u32,
}

/// How one lesson went in an exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Number of the lesson.
    pub lesson: usize,
    /// Right answers.
    pub right: usize,
    /// Questions.
    pub all: usize,
}

impl Part {
    /// Whether it is below [`LEAST`].
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.right * 100 < self.all * LEAST as usize
    }
}

/// What the exam of lesson number `lesson` demands, in so many minutes if they are given; `None` when there is nothing to
/// ask.
#[must_use]
pub fn paper(course: &Course, lesson: usize, minutes: Option<u32>) -> Option<Paper> {
    let questions = questions(course, lesson, 0).len();
    let blueprint = course.exam(lesson);
    let usual = u32::try_from((questions * 3).div_ceil(2)).unwrap_or(u32::MAX);
    let minutes = minutes.or(blueprint.and_then(|exam| exam.minutes)).unwrap_or(usual);
    let pass = blueprint.and_then(|exam| exam.pass).unwrap_or(PASS);
    (questions > 0).then_some(Paper { questions, minutes, pass })
}

/// Ids of the questions of an exam of lesson number `lesson`: what its blueprint draws, else some of its own.
#[must_use]
pub fn questions(course: &Course, lesson: usize, seed: u64) -> Vec<String> {
    if course.is_exam(lesson) {
        return draw(course, lesson, seed);
    }
    let own = course.questions(lesson);
    shuffled(own.len(), seed).into_iter().take(MOST).map(|i| own[i].id.clone()).collect()
}

/// The open exam that was begun last and still has a question in the course, and the number of its lesson.
#[must_use]
pub fn to_continue<'p>(course: &Course, progress: &'p Progress) -> Option<(usize, &'p Sitting)> {
    let open = progress.sittings().all_open().filter_map(|sitting| {
        let lesson = course.lesson_index(&sitting.lesson)?;
        asked(course, lesson, sitting).next().map(|_| (lesson, sitting))
    });
    open.max_by_key(|(_, sitting)| sitting.started_ms)
}

/// The questions of a sitting that the course still has, each with the id by which the sitting knows it.
pub fn asked<'a>(
    course: &'a Course,
    lesson: usize,
    sitting: &'a Sitting,
) -> impl Iterator<Item = (&'a str, &'a Question)> {
    let known = move |id: &'a String| Some((id.as_str(), course.question_of(lesson, id)?.1));
    sitting.questions.iter().filter_map(known)
}

/// How many questions of an open exam are answered in full, and how many there are; `None` when its time is over at
/// `utc_ms`.
#[must_use]
pub fn state(course: &Course, lesson: usize, sitting: &Sitting, utc_ms: i64) -> Option<(usize, usize)> {
    let is_answered = |(id, question): &(&str, &Question)| {
        sitting.response(id).is_some_and(|response| is_complete(question, response))
    };
    let all = asked(course, lesson, sitting).count();
    (sitting.left_ms(utc_ms) > 0).then(|| (asked(course, lesson, sitting).filter(is_answered).count(), all))
}

/// The exam of lesson number `lesson` that ended last.
#[must_use]
pub fn last<'p>(course: &Course, lesson: usize, progress: &'p Progress) -> Option<&'p Sitting> {
    progress.sittings().ended().rfind(|sitting| course.lesson_index(&sitting.lesson) == Some(lesson))
}

/// What is to be recorded as answered when `sitting` is handed in: every question that is not marked yet. A blank is “I
/// don't know”.
#[must_use]
pub fn mark<'c>(
    course: &'c Course,
    lesson: usize,
    sitting: &'c Sitting,
    lang: Lang,
) -> Vec<(&'c Question, Answered)> {
    let unmarked =
        asked(course, lesson, sitting).filter(|(id, question)| graded(sitting, id, question).is_none());
    unmarked
        .map(|(id, question)| {
            let response = sitting.response(id).cloned().unwrap_or(Response::DontKnow);
            let answered = Answered {
                correct: grade(question, &response),
                response,
                quiz: sitting.seed,
                took_ms: sitting.spent.get(id).copied().unwrap_or(0),
                lang: lang.code().to_owned(),
                occasion: Occasion::Exam,
                unsure: sitting.is_unsure(id),
                aliases: Vec::new(),
            };
            (question, answered)
        })
        .collect()
}

/// How a question of a sitting was marked.
#[must_use]
pub fn graded(sitting: &Sitting, id: &str, question: &Question) -> Option<Graded> {
    sitting.marked.get(id).or_else(|| sitting.marked.get(&question.id)).copied()
}

/// Whether a question of a sitting was right when it was marked.
#[must_use]
pub fn is_right(sitting: &Sitting, id: &str, question: &Question) -> bool {
    graded(sitting, id, question).is_some_and(|graded| graded.right)
}

/// How each lesson went, in the order of the course.
#[must_use]
pub fn parts(course: &Course, lesson: usize, sitting: &Sitting) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (id, question) in asked(course, lesson, sitting) {
        let Some(of) = course.lesson_index(&question.lesson) else { continue };
        let at = parts.iter().position(|part| part.lesson == of).unwrap_or_else(|| {
            parts.push(Part { lesson: of, right: 0, all: 0 });
            parts.len() - 1
        });
        parts[at].all += 1;
        parts[at].right += usize::from(is_right(sitting, id, question));
    }
    parts.sort_by_key(|part| part.lesson);
    parts
}

/// Ids of the questions of exam number `exam`, drawn and mixed by `seed`; empty when the lesson is no exam.
///
/// Of each lesson as many as the blueprint says: first those written for the exam, then those of the lesson itself.
#[must_use]
pub fn draw(course: &Course, exam: usize, seed: u64) -> Vec<String> {
    let Some(blueprint) = course.exam(exam) else { return Vec::new() };
    let mut drawn: Vec<&str> = Vec::new();
    for (lesson, count) in &blueprint.draw {
        let pool: Vec<_> = course.pool(exam, lesson).map(|question| question.id.as_str()).collect();
        let own = course.questions(exam).iter().filter(|question| question.lesson == *lesson).count();
        let mixed = |from: usize, to: usize| {
            let order = shuffled(to - from, seed_for(seed, lesson));
            order.into_iter().map(move |i| from + i).collect::<Vec<_>>()
        };
        let order = mixed(0, own).into_iter().chain(mixed(own, pool.len()));
        drawn.extend(order.take(*count).map(|i| pool[i]));
    }
    shuffled(drawn.len(), seed).into_iter().map(|i| drawn[i].to_owned()).collect()
}

/// How many questions of the last exam number `exam` were right so far, and how many it had; `None` before the first answer.
#[must_use]
pub fn score(course: &Course, exam: usize, progress: &Progress) -> Option<(usize, usize)> {
    let lesson = course.lessons.get(exam)?;
    let quizzes = [progress.open_quiz(lesson), progress.finished_quiz(lesson)];
    let mut begun = quizzes.into_iter().flatten().filter(|quiz| !quiz.answers.is_empty()).peekable();
    // The bank is read only where there is something to count.
    begun.peek().filter(|_| course.is_exam(exam))?;
    let all = course.exam(exam)?.len();
    // A retry of what was wrong is no exam.
    let quiz = begun.find(|quiz| quiz.questions.len() == all)?;
    let is_right = |id: &String| {
        let question = course.question_of(exam, id).map(|(_, question)| question);
        question.zip(quiz.answers.get(id)).is_some_and(|(question, response)| {
            progress.is_right(question, response, quiz.given.get(id).copied())
        })
    };
    Some((quiz.questions.iter().filter(|id| is_right(id)).count(), all))
}
