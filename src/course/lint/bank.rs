//! Habits of a whole bank by which the right answer can be guessed without reading.

use super::{Flaw, flaw, shown::Shown};
use crate::{
    course::{Course, Diagnostic, Files, Kind, Question, question},
    lang::{Lang, width::width},
};

/// From so many questions with one right option on, a habit is no chance.
const FEWEST: usize = 6;

/// What gives the right options of a lesson's bank away.
pub(super) fn habits(files: &Files, course: &Course, lesson: usize) -> Vec<Diagnostic> {
    let path = question::path(&course.lessons[lesson].id);
    let single = course.questions(lesson).iter().filter(|question| question.kind == Kind::Single);
    let single: Vec<&Question> = single.collect();
    let of = single.len();
    if of < FEWEST {
        return Vec::new();
    }
    let span = files.text(&path).find("questions").map_or(0..1, |at| at..at + "questions".len());
    let mut found = Vec::new();
    for lang in Lang::ALL {
        let longest = single.iter().filter(|question| is_longest(question, lang)).count();
        if longest * 2 > of {
            found.push(flaw(&path, span.clone(), Flaw::LongestIsCorrect { lang, longest, of }));
        }
    }
    let places =
        single.iter().filter_map(|question| question.options.iter().position(|option| option.correct));
    let places: Vec<usize> = places.collect();
    for place in 0..9 {
        let count = places.iter().filter(|other| **other == place).count();
        if count * 10 > of * 6 {
            found.push(flaw(&path, span.clone(), Flaw::CorrectPlace { place: place + 1, found: count, of }));
        }
    }
    found
}

/// Whether the correct option alone is the longest.
fn is_longest(question: &Question, lang: Lang) -> bool {
    let cells = |text: &str| width(&Shown::inline(text, 0).text);
    let (right, wrong): (Vec<_>, Vec<_>) = question.options.iter().partition(|option| option.correct);
    let most = wrong.iter().map(|option| cells(option.text.get(lang))).max().unwrap_or(0);
    right.iter().any(|option| cells(option.text.get(lang)) > most)
}
