//! Drawing an exam by its blueprint, and how the last one went.

use crate::{
    course::Course,
    study::{
        order::{seed_for, shuffled},
        progress::{OpenQuiz, Progress},
    },
};

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
    let (lesson, all) = (course.lessons.get(exam)?, course.exam(exam)?.len());
    // A retry of what was wrong is no exam.
    let is_whole = |quiz: &&OpenQuiz| quiz.questions.len() == all && !quiz.answers.is_empty();
    let open = progress.open_quiz(lesson).filter(is_whole);
    let quiz = open.or_else(|| progress.finished_quiz(lesson).filter(is_whole))?;
    let is_right = |id: &String| {
        let question = course.question_of(exam, id).map(|(_, question)| question);
        question.zip(quiz.answers.get(id)).is_some_and(|(question, response)| {
            progress.is_right(question, response, quiz.given.get(id).copied())
        })
    };
    Some((quiz.questions.iter().filter(|id| is_right(id)).count(), all))
}
