//! A course as a folder held it at one moment, and the way from one such moment to the next: what an author changes while
//! somebody reads it.

use std::sync::Arc;

use crate::course::{Course, Diagnostic, Doc, Files, Severity, check::faults};

/// A course up to this many bytes is checked whenever it is read.
const CHECKED_BYTES: usize = 1024 * 1024;

/// A course and what is wrong with its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What can be read of it.
    pub course: Arc<Course>,
    /// By file and place.
    pub problems: Vec<Diagnostic>,
}

impl Edition {
    /// Reads `files`.
    #[must_use]
    pub fn read(files: Files) -> Edition {
        // Checking a course of ordinary size takes a few milliseconds; a huge one opens first and is checked by `check`.
        let checked = (files.size() <= CHECKED_BYTES).then(|| faults(&files));
        let (course, problems) = Course::open(files);
        Edition { course: Arc::new(course), problems: checked.unwrap_or(problems) }
    }

    /// How many of the problems are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == Severity::Error).count()
    }
}

/// The number in `to` of lesson number `lesson` of `from`, by its id, present or former.
#[must_use]
pub fn same_lesson(from: &Course, to: &Course, lesson: usize) -> Option<usize> {
    to.lesson_index(&from.lessons.get(lesson)?.id)
}

/// The numbers in `to` of page number `page` of lesson number `lesson` of `from`.
#[must_use]
pub fn same_page(from: &Course, to: &Course, lesson: usize, page: usize) -> Option<(usize, usize)> {
    let id = &from.lessons.get(lesson)?.pages.get(page)?.id;
    let lesson = same_lesson(from, to, lesson)?;
    Some((lesson, to.lessons[lesson].page_index(id)?))
}

/// The number in page `after` of what was block number `block` of page `before`: the same block, or as far behind the last one
/// before it that is still there.
#[must_use]
pub fn same_block(before: &Doc, after: &Doc, block: usize) -> usize {
    let upto = before.blocks.len().min(block + 1);
    for (distance, wanted) in before.blocks[..upto].iter().rev().enumerate() {
        let found = after.blocks.iter().enumerate().filter(|(_, other)| *other == wanted);
        let near = found.map(|(at, _)| at + distance).min_by_key(|at| at.abs_diff(block));
        if let Some(at) = near {
            return at.min(after.blocks.len().saturating_sub(1));
        }
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::markdown;

    #[test]
    fn a_block_is_found_again() {
        let before = markdown::parse("a\n\nb\n\nc\n\nd").doc;
        for (after, block, expected) in [
            ("a\n\nb\n\nc\n\nd", 2, 2),
            ("new\n\na\n\nb\n\nc\n\nd", 2, 3),
            ("c\n\nd", 2, 0),
            ("a\n\nb\n\nchanged\n\nd", 2, 2),
            ("new\n\na\n\nb\n\nchanged\n\nd", 2, 3),
            ("x\n\ny\n\nz", 2, 2),
            ("a", 3, 0),
            ("a\n\nc\n\nb\n\nc", 2, 1),
        ] {
            assert_eq!(same_block(&before, &markdown::parse(after).doc, block), expected, "{after:?}");
        }
    }
}
