//! Coverage: the claims a course must deal with, where it teaches each and which questions ask about it.
//!
//! The list is for authors only; a course need not have one. It must not know what a claim means.

use std::ops::Range;

use crate::course::{
    Course, Diagnostic, File, Files, closest_lesson,
    decode::{Decoder, Fields, Seen},
    diagnostic::{Problem, Target, closest},
    doc::{AlertKind, Block},
    lint::Flaw,
    question,
    syntax::Node,
};
use crate::lang::Lang;

/// Where it is.
pub const PATH: &str = "lessons/coverage.ron";

/// What may be thought of a claim, as the file writes it.
pub const VERDICTS: [&str; 6] = ["Right", "Nuanced", "Outdated", "Wrong", "Misleading", "Fact"];

/// Claims that learners may believe and must not: each has a misconception box and a question.
const FALSE: [&str; 3] = ["Outdated", "Wrong", "Misleading"];

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Unique.
    pub id: String,
    /// One of [`VERDICTS`].
    pub verdict: &'static str,
    /// The claim, in a few words.
    pub says: String,
    /// Pages that teach it, `lesson#page`.
    pub taught: Vec<String>,
    /// Ids of questions that ask about it.
    pub asked: Vec<String>,
    /// Why it is not taught; may be empty.
    pub left_out: String,
}

/// Reads the list and holds it against `course`, which was read from `files`.
#[must_use]
pub fn check(files: &Files, course: &Course) -> (Vec<Claim>, Vec<Diagnostic>) {
    let Some(File::Text(source)) = files.get(PATH) else { return (Vec::new(), Vec::new()) };
    let (mut d, root) = Decoder::open(PATH, source);
    let mut claims = Vec::new();
    let mut seen = Seen::new();
    if let Some(fields) = d.fields(&root, &["claims"])
        && let Some(node) = d.required(&fields, "claims")
    {
        for node in d.list(node) {
            claims.extend(read(&mut d, node, (files, course), &mut seen));
        }
    }
    (claims, d.diagnostics)
}

fn read<'a>(
    d: &mut Decoder<'a>,
    node: &Node<'a>,
    (files, course): (&Files, &Course),
    seen: &mut Seen,
) -> Option<Claim> {
    let fields = d.fields(node, &["id", "verdict", "says", "taught", "asked", "left_out"])?;
    let id = d.required(&fields, "id").and_then(|node| {
        let id = d.string(node)?;
        d.unique(Target::Claim, &id, &node.span, seen);
        Some((id, node.span.clone()))
    });
    let verdict = d.required(&fields, "verdict").and_then(|node| {
        let name = d.name(node)?;
        let known = VERDICTS.into_iter().find(|verdict| *verdict == name);
        if known.is_none() {
            d.report(node.span.clone(), Problem::Flaw(Flaw::UnknownVerdict(name.to_owned())));
        }
        known
    });
    let says = d.required(&fields, "says").and_then(|node| d.string(node));
    let left_out = d.optional_string(fields.get("left_out"));
    let (taught, pages) = taught(d, &fields, course);
    let asked = asked(d, &fields, files, course);
    let ((id, span), verdict) = (id?, verdict?);
    if taught.is_empty() && left_out.is_empty() {
        d.report(span.clone(), Problem::Flaw(Flaw::NotTaught));
    }
    if FALSE.contains(&verdict) && left_out.is_empty() {
        if asked.is_empty() {
            d.report(span.clone(), Problem::Flaw(Flaw::NotAsked));
        }
        if !pages.is_empty() && !pages.iter().any(|(lesson, page)| has_caution(course, *lesson, *page)) {
            d.report(span, Problem::Flaw(Flaw::NoCaution));
        }
    }
    Some(Claim { id, verdict, says: says?, taught, asked, left_out })
}

/// The pages named in `taught`, as they are written and as numbers of lesson and page.
fn taught<'a>(
    d: &mut Decoder<'a>,
    fields: &Fields<'_, 'a>,
    course: &Course,
) -> (Vec<String>, Vec<(usize, usize)>) {
    let Some(node) = fields.get("taught") else { return (Vec::new(), Vec::new()) };
    let (mut names, mut pages) = (Vec::new(), Vec::new());
    for node in d.list(node) {
        let Some(name) = d.string(node) else { continue };
        pages.extend(page(d, &name, &node.span, course));
        names.push(name);
    }
    (names, pages)
}

fn page(d: &mut Decoder<'_>, name: &str, span: &Range<usize>, course: &Course) -> Option<(usize, usize)> {
    let (lesson, page) = name.split_once('#').unwrap_or((name, ""));
    let Some(index) = course.lesson_index(lesson) else {
        let like = closest_lesson(course, lesson).map(str::to_owned);
        d.report(span.clone(), Problem::Dangling { what: Target::Lesson, id: lesson.to_owned(), like });
        return None;
    };
    let found = course.lessons[index].page_index(page);
    if found.is_none() {
        let pages = course.lessons[index].pages.iter().map(|page| page.id.as_str());
        let like = closest(page, pages).map(|page| format!("{lesson}#{page}"));
        d.report(span.clone(), Problem::Dangling { what: Target::Page, id: name.to_owned(), like });
    }
    found.map(|page| (index, page))
}

fn asked<'a>(d: &mut Decoder<'a>, fields: &Fields<'_, 'a>, files: &Files, course: &Course) -> Vec<String> {
    let Some(node) = fields.get("asked") else { return Vec::new() };
    let banks = || course.lessons.iter().map(|lesson| files.text(&question::path(&lesson.id)));
    let mut ids = Vec::new();
    for node in d.list(node) {
        let Some(id) = d.id(node) else { continue };
        // A question that is there but broken has been reported in its bank.
        let quoted = format!("\"{id}\"");
        if course.question(&id).is_none() && !banks().any(|bank| bank.contains(&quoted)) {
            let lessons = 0..course.lessons.len();
            let known =
                lessons.flat_map(|lesson| course.questions(lesson)).map(|question| question.id.as_str());
            let like = closest(&id, known).map(str::to_owned);
            d.report(node.span.clone(), Problem::Dangling { what: Target::Question, id: id.clone(), like });
        }
        ids.push(id);
    }
    ids
}

fn has_caution(course: &Course, lesson: usize, page: usize) -> bool {
    let blocks = course.doc(lesson, page, Lang::Ko).blocks;
    blocks.iter().any(|block| matches!(block, Block::Alert { kind: AlertKind::Caution, .. }))
}
