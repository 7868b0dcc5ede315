//! The wrong-answer note (오답노트): every question that was answered wrongly or guessed, with all that is known of it.
//!
//! A question leaves it after right answers on three days ([`crate::study::history`]) and stays in its archive.

use std::collections::BTreeMap;

use crate::{
    course::{Course, Question},
    study::{
        answer::Response,
        day::Day,
        history::{History, Mistake},
        payload::Reason,
        progress::{Marks, Progress},
    },
};

/// The lesson under which a quiz of questions from the note stands in the progress file; no lesson can be called so.
pub const QUIZ: &str = "~mistakes";

/// So many times is often.
pub const OFTEN: u32 = 2;

/// A question in the note.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// Number of the lesson that teaches it.
    pub lesson: usize,
    /// What was asked.
    pub question: &'a Question,
    /// The name under which its history is kept.
    pub key: &'a str,
    /// How often, when, and how far it is mastered.
    pub mistake: Mistake,
    /// What was answered, unless it is too long ago.
    pub response: Option<&'a Response>,
    /// The learner's day of that answer.
    pub day: Day,
    /// Why it went wrong, as the learner said.
    pub reason: Option<Reason>,
    /// What the learner put on it.
    pub marks: Option<&'a Marks>,
}

impl Noted<'_> {
    /// The learner's own line about it; may be empty.
    #[must_use]
    pub fn memo(&self) -> &str {
        self.marks.map_or("", |marks| marks.memo.as_str())
    }
}

/// Which part of the note is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only what this lesson teaches.
    pub lesson: Option<usize>,
    /// Only what has this reason; `Some(None)` is what has none.
    pub reason: Option<Option<Reason>>,
    /// Only what went wrong [`OFTEN`].
    pub often: bool,
    /// What is mastered instead of what is not.
    pub archived: bool,
}

impl Filter {
    /// Whether `noted` is wanted.
    #[must_use]
    pub fn admits(&self, noted: &Noted<'_>) -> bool {
        noted.mistake.is_mastered() == self.archived
            && self.lesson.is_none_or(|lesson| lesson == noted.lesson)
            && self.reason.is_none_or(|reason| reason == noted.reason)
            && (!self.often || noted.mistake.times >= OFTEN)
    }
}

/// The whole note, archive included, in the order of the course.
#[must_use]
pub fn all<'a>(course: &'a Course, progress: &'a Progress) -> Vec<Noted<'a>> {
    let banks = (0..course.lessons.len())
        .flat_map(|bank| course.questions(bank).iter().map(move |question| (bank, question)));
    let mut found: Vec<Noted<'_>> =
        banks.filter_map(|(bank, question)| noted(course, progress, bank, question)).collect();
    found.sort_by_key(|noted| noted.lesson);
    found
}

fn noted<'a>(
    course: &'a Course,
    progress: &'a Progress,
    bank: usize,
    question: &'a Question,
) -> Option<Noted<'a>> {
    let history = progress.history_of(question)?;
    let mistake = *history.mistake()?;
    Some(Noted {
        lesson: course.lesson_index(&question.lesson).unwrap_or(bank),
        question,
        key: progress.history_key(question),
        mistake,
        response: history.response(mistake.at),
        day: history.given().iter().rfind(|given| given.at == mistake.at)?.day,
        reason: history.reason(mistake.at),
        marks: progress.marks(progress.marks_key(question)),
    })
}

/// The note in one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Questions in the note.
    pub active: usize,
    /// Numbers of the lesson and page that teach most of them.
    pub most: Option<(usize, usize)>,
}

/// The note in one line, without reading what the questions say.
#[must_use]
pub fn summary(course: &Course, progress: &Progress) -> Summary {
    let is_active = |history: &History| history.mistake().is_some_and(|mistake| !mistake.is_mastered());
    let mut left = progress.histories().filter(|(_, history)| is_active(history)).count();
    let mut summary = Summary::default();
    let mut pages: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for bank in 0..course.lessons.len() {
        if left == 0 {
            break;
        }
        for key in course.keys(bank) {
            if progress.history(&key.id, &key.aliases).is_some_and(is_active) {
                left = left.saturating_sub(1);
                summary.active += 1;
                if let Some(page) = course.page_of(bank, key) {
                    *pages.entry(page).or_default() += 1;
                }
            }
        }
    }
    // Of pages that are as bad, the first.
    summary.most = pages.into_iter().rev().max_by_key(|(_, count)| *count).map(|(page, _)| page);
    summary
}
