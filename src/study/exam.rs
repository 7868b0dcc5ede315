//! Drawing an exam by its blueprint.

use crate::{
    course::Course,
    study::order::{seed_for, shuffled},
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
