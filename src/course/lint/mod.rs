//! The rules about what a course says, where [`super::check`] has those about whether it can be read.
//!
//! One file per subject; each hands back diagnostics and keeps nothing. Invariant: what is broken already (a missing
//! file, a page in one language) is not complained about a second time here.

mod amount;
mod bank;
mod diagram;
mod fact;
mod flaw;
mod korean;
mod number;
mod passage;
mod prose;
mod question;
mod shown;
mod structure;
mod undated;
mod wording;

use std::ops::Range;

pub use flaw::Flaw;
pub use undated::Lacking;

use super::{Course, Diagnostic, Files, diagnostic::Problem};
use crate::lang::Lang;

/// Every flaw of `course`, which was read from `files`.
#[must_use]
pub fn lint(files: &Files, course: &Course) -> Vec<Diagnostic> {
    let pages = passage::pages(files, course);
    let mut passages: Vec<_> = pages.iter().flat_map(passage::of_page).collect();
    passages.extend(passage::of_headings(files, course));
    passages.extend(passage::of_values(files, course));
    let names = Lang::ALL.map(|lang| prose::Names::of(course, lang));
    let mut found = structure::lessons(files, course, &pages);
    for page in &pages {
        found.extend(structure::page(page));
        found.extend(diagram::page(page));
        found.extend(korean::fences(page));
        found.extend(prose::terms(course, &names, &pages, page));
        found.extend(fact::prices(course, page));
        found.extend(undated::page(course, page));
    }
    let lexicon = korean::Lexicon::of(course);
    for passage in &passages {
        found.extend(prose::numbers(passage));
        found.extend(korean::passage(course, &lexicon, passage));
    }
    found.extend(undated::values(files, course));
    let rare = question::Rare::of(&pages);
    for lesson in 0..course.lessons.len() {
        found.extend(question::questions(files, course, lesson, (&rare, &lexicon)));
        found.extend(bank::habits(files, course, lesson));
    }
    found
}

/// Sources and prices of `course` last looked at more than `most` days before `today`, `2026-11-22`.
#[must_use]
pub fn outdated(files: &Files, course: &Course, today: &str, most: i64) -> Vec<Diagnostic> {
    fact::outdated(files, course, today, most)
}

fn flaw(file: &str, span: Range<usize>, flaw: Flaw) -> Diagnostic {
    Diagnostic { file: file.to_owned(), span, problem: Problem::Flaw(flaw) }
}

/// `text` as far as it matters for comparing: letters and digits, in lower case.
fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
