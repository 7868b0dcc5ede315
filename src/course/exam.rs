//! What an exam is made of: how many questions of each lesson are drawn, how long it takes, what passes.
//!
//! The drawing itself is [`crate::study::exam`]'s.

use crate::course::{
    decode::{Decoder, is_id},
    diagnostic::{Problem, Target, closest},
    lesson::Lesson,
    syntax::Node,
};

/// The longest exam, in minutes.
const LONGEST: u32 = 600;

/// The blueprint of an exam.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exam {
    /// Id of a lesson, and how many questions about it are asked.
    pub draw: Vec<(String, usize)>,
    /// How many minutes there are, where the course says.
    pub minutes: Option<u32>,
    /// Percent of right answers that pass, where the course says.
    pub pass: Option<u32>,
}

impl Exam {
    /// Questions in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.draw.iter().map(|(_, count)| count).sum()
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Reads the `exam` field of a bank.
#[must_use]
pub fn read<'a>(d: &mut Decoder<'a>, node: &Node<'a>, lessons: &[Lesson]) -> Exam {
    let mut exam = Exam::default();
    let Some(fields) = d.fields(node, &["draw", "minutes", "pass"]) else { return exam };
    exam.minutes = fields.get("minutes").and_then(|node| read_bounded(d, node, LONGEST));
    exam.pass = fields.get("pass").and_then(|node| read_bounded(d, node, 100));
    let Some(node) = d.required(&fields, "draw") else { return exam };
    for (key, count) in d.map(node) {
        let (Some(id), Some(count)) = (d.string(key), d.whole(count)) else { continue };
        if let Some(lesson) = read_lesson(d, key, &id, lessons) {
            exam.draw.push((lessons[lesson].id.clone(), usize::try_from(count).unwrap_or(usize::MAX)));
        }
    }
    exam
}

/// A whole number from 1 to `most`.
fn read_bounded<'a>(d: &mut Decoder<'a>, node: &Node<'a>, most: u32) -> Option<u32> {
    let found = d.whole(node)?;
    if (1..=most).contains(&found) {
        return Some(found);
    }
    d.report(node.span.clone(), Problem::ExamBounds { found, most });
    None
}

/// Number of the lesson with this id or former id, which stands at `node`.
#[must_use]
pub fn read_lesson<'a>(d: &mut Decoder<'a>, node: &Node<'a>, id: &str, lessons: &[Lesson]) -> Option<usize> {
    let known = |lesson: &Lesson| lesson.id == id || lesson.aliases.iter().any(|alias| alias == id);
    let found = lessons.iter().position(known);
    if found.is_none() {
        let like = closest(id, lessons.iter().map(|lesson| lesson.id.as_str())).map(str::to_owned);
        let problem = if is_id(id) {
            Problem::Dangling { what: Target::Lesson, id: id.to_owned(), like }
        } else {
            Problem::BadId(id.to_owned())
        };
        d.report(node.span.clone(), problem);
    }
    found
}
