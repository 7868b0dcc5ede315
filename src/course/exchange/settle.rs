//! Drafts to questions of a lesson: with ids, a page, something in the place of every reason, and only such as the reader of
//! course files takes.
//!
//! Invariants: an id is made of what a question asks, so it is the same whenever the file is read again; a question whose id
//! the course has already is left to the course.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Draft, Found,
    note::{At, Note, What},
    text::{squeezed, tidy},
};
use crate::{
    course::{
        Course, Severity,
        decode::is_id,
        doc::plain,
        lesson::Lesson,
        markdown,
        question::{self, Kind, Question, TypedAnswer},
        scaffold,
    },
    lang::Text,
};

/// Letters of a readable part of an id.
const READABLE: usize = 32;

/// The questions of a file as a lesson takes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// Those that are new, in the order of the file.
    pub questions: Vec<Question>,
    /// How many the course has already.
    pub known: usize,
    /// What was dropped or left out, by line.
    pub notes: Vec<Note>,
}

impl Settled {
    /// The questions as elements of the bank of lesson `lesson`.
    #[must_use]
    pub fn written(&self, lesson: &str) -> String {
        self.questions.iter().map(|question| question.written(lesson)).collect()
    }
}

/// The questions of `found` for lesson number `lesson` of `course`; those that name no page are about `page`.
#[must_use]
pub fn settle(found: Found, course: &Course, lesson: usize, page: &str) -> Settled {
    let mut settled = Settled { notes: found.notes, ..Settled::default() };
    let Some(own) = course.lessons.get(lesson) else { return settled };
    let banks = course.files().paths().filter(|path| path.starts_with("quizzes/"));
    let known: BTreeSet<String> =
        banks.flat_map(|path| scaffold::names(course.files().text(path), "questions")).collect();
    let mut drafts = found.drafts;
    identify(&mut drafts, &mut settled.notes);
    for draft in drafts {
        let mut notes = Vec::new();
        let question = place(draft.question, course, own, page, &mut notes);
        // The same question may have been translated and explained since.
        let is_known = known.contains(&question.id);
        let refusal = if is_known { None } else { refusal(&question, course, lesson) };
        let at = At::Line(draft.line);
        if is_known || refusal.is_some() {
            settled.notes.retain(|note| note.at != at);
            settled.known += usize::from(is_known);
            notes = refusal.into_iter().collect();
        } else {
            settled.questions.push(question);
        }
        settled.notes.extend(notes.into_iter().map(|what| Note { at: at.clone(), what }));
    }
    // What else was dropped of a question that is left out does not matter.
    let gone: Vec<At> =
        settled.notes.iter().filter(|note| note.what.leaves_out()).map(|note| note.at.clone()).collect();
    settled.notes.retain(|note| note.what.leaves_out() || !gone.contains(&note.at));
    settled.notes.sort_by_key(|note| if let At::Line(line) = note.at { line } else { 0 });
    settled
}

/// Gives every question an id of its own: the one it has, or one of its name and of what it asks, and where that is asked
/// twice, of all its answers, too. Whatever stands twice goes.
fn identify(drafts: &mut Vec<Draft>, notes: &mut Vec<Note>) {
    let stem = |question: &Question| squeezed(&question.stem.ko) + "\n" + &squeezed(&question.stem.en);
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for draft in drafts.iter() {
        *count.entry(stem(&draft.question)).or_default() += 1;
    }
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    drafts.retain_mut(|draft| {
        let question = &mut draft.question;
        if !is_id(&question.id) {
            let mut text = stem(question);
            if count.get(&text).is_some_and(|count| *count > 1) {
                question.id = String::new();
                text = question.written("");
            }
            let asked = plain(&markdown::inline(&question.stem.en));
            let name = Some(readable(&draft.name)).filter(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| readable(&asked));
            let name = if name.is_empty() { "q" } else { &name };
            question.id = format!("{name}-{:08x}", hash(&text));
        }
        match first.get(&question.id) {
            Some(line) => {
                notes.push(Note { at: At::Line(draft.line), what: What::Twice(*line) });
                false
            }
            None => {
                first.insert(question.id.clone(), draft.line);
                true
            }
        }
    });
}

/// The ASCII words at the start of `text`, joined by hyphens.
fn readable(text: &str) -> String {
    let text = text.to_ascii_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::new(), |name, word| match name.len() + word.len() < READABLE {
        true if name.is_empty() => word.to_owned(),
        true => format!("{name}-{word}"),
        false => name,
    })
}

/// FNV-1a, the halves of 64 bits folded to 32.
fn hash(text: &str) -> u32 {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    let [a, b, c, d, e, f, g, h] = sum.to_be_bytes();
    u32::from_be_bytes([a ^ e, b ^ f, c ^ g, d ^ h])
}

/// `question` with a lesson and a page, its texts tidy, and something in the place of every reason.
fn place(
    mut question: Question,
    course: &Course,
    own: &Lesson,
    page: &str,
    notes: &mut Vec<What>,
) -> Question {
    let asked_page = std::mem::take(&mut question.page);
    let (lesson, named) = match asked_page.split_once('#') {
        Some((id, page)) => (course.lesson(id).unwrap_or(own), page),
        None => (own, asked_page.as_str()),
    };
    match lesson.page_index(named) {
        Some(at) => (question.lesson, question.page) = (lesson.id.clone(), lesson.pages[at].id.clone()),
        None => {
            (question.lesson, question.page) = (own.id.clone(), page.to_owned());
            if !asked_page.is_empty() {
                notes.push(What::NoSuchPage(asked_page.clone()));
            }
        }
    }
    let sources = course.lesson(&question.lesson).map_or(&[][..], |lesson| &lesson.sources);
    if !question.source.is_empty() && !sources.iter().any(|source| source.id == question.source) {
        notes.push(What::NoSuchSource(std::mem::take(&mut question.source)));
    }
    if tidy_texts(&mut question) {
        notes.push(What::Hidden);
    }
    if reasons(&mut question) {
        notes.push(What::NoReason);
    }
    question
}

/// Whether the texts of `question` had characters that nobody sees.
fn tidy_texts(question: &mut Question) -> bool {
    let mut hidden = false;
    let mut one = |text: &mut String| {
        let (tidied, had) = tidy(text);
        hidden |= had;
        *text = tidied;
    };
    let mut both = |text: &mut Text| {
        one(&mut text.ko);
        one(&mut text.en);
    };
    both(&mut question.stem);
    both(&mut question.explanation);
    question.hints.iter_mut().for_each(&mut both);
    for option in &mut question.options {
        [&mut option.text, &mut option.pair, &mut option.why].into_iter().for_each(&mut both);
    }
    match &mut question.kind {
        Kind::Number(number) => {
            both(&mut number.unit);
            number.near.iter_mut().for_each(|near| both(&mut near.why));
        }
        kind => {
            for typed in typed_answers(kind) {
                both(&mut typed.answer);
                both(&mut typed.why);
                typed.near.iter_mut().for_each(|near| both(&mut near.why));
            }
            for typed in typed_answers(kind) {
                typed.accept.iter_mut().for_each(&mut one);
                typed.near.iter_mut().flat_map(|near| &mut near.accept).for_each(&mut one);
            }
        }
    }
    hidden
}

fn typed_answers(kind: &mut Kind) -> Vec<&mut TypedAnswer> {
    match kind {
        Kind::Typed(answer) => vec![answer],
        Kind::FillIn(blanks) => blanks.iter_mut().map(|blank| &mut blank.answer).collect(),
        _ => Vec::new(),
    }
}

/// Puts what waits to be written in the place of every reason that is missing. Whether one was.
fn reasons(question: &mut Question) -> bool {
    let mut missing = false;
    let mut fill = |why: &mut Text, todo: Text| {
        if *why == Text::default() {
            missing = true;
            *why = todo;
        }
    };
    for (number, option) in (1..).zip(&mut question.options) {
        fill(&mut option.why, scaffold::reason(number, option.correct));
    }
    match &mut question.kind {
        Kind::Number(number) => {
            number
                .near
                .iter_mut()
                .for_each(|near| fill(&mut near.why, scaffold::near_reason(&near.value.to_string())));
        }
        kind => {
            for typed in typed_answers(kind) {
                let right = typed.answer.clone();
                fill(&mut typed.why, scaffold::answer_reason(&right));
                for near in &mut typed.near {
                    let name = near.accept.first().cloned().unwrap_or_default();
                    fill(&mut near.why, scaffold::near_reason(&name));
                }
            }
        }
    }
    missing
}

/// Why the reader of course files does not take `question`.
fn refusal(question: &Question, course: &Course, lesson: usize) -> Option<What> {
    let id = &course.lessons[lesson].id;
    let source = scaffold::bank(id, &question.written(id));
    let (bank, problems) = question::decode(&course.lessons, lesson, &source);
    let error = problems.into_iter().find(|problem| problem.severity() == Severity::Error);
    match error {
        Some(error) => Some(What::LeftOut(error.problem)),
        None if bank.questions.is_empty() => Some(What::NothingRight),
        None => None,
    }
}
