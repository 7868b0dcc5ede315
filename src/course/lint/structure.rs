//! How lessons and pages are built: what every lesson has, and what must be the same in both languages.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Flaw, flaw,
    passage::{PageText, Side},
    shown::{self, Kind},
};
use crate::{
    course::{
        Course, Diagnostic, Files,
        diagnostic::Problem,
        doc::{AlertKind, Block, Link},
        lesson,
    },
    lang::{Lang, spelling::is_close},
};

/// So many questions may well be the quiz after the last page alone.
const FEW: usize = 4;

/// What lessons lack as a whole.
pub(super) fn lessons(files: &Files, course: &Course, pages: &[PageText<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (number, lesson) in course.lessons.iter().enumerate() {
        let path = lesson::path(&lesson.id);
        let source = files.text(&path);
        // An exam teaches nothing of its own.
        if source.trim().is_empty() || course.exam(number).is_some() {
            continue;
        }
        let at = |name: &str| source.find(name).map_or(0..1, |at| at..at + name.len());
        if lesson.objectives.is_empty() {
            found.push(flaw(&path, at("objectives"), Flaw::NoObjectives));
        }
        // `sources: []` says that there is nothing to look up.
        if lesson.sources.is_empty() && !source.contains("sources:") {
            found.push(flaw(&path, 0..1, Flaw::NoSources));
        }
        let mut own = pages.iter().filter(|page| page.lesson == number);
        let asks = own.any(|page| fences(&page.sides[0]).iter().any(|fence| fence.word == "quiz"));
        if !asks && course.questions(number).len() > FEW {
            found.push(flaw(&path, 0..1, Flaw::NoCheckIn));
        }
    }
    found
}

/// What differs between the languages of a page, and misconceptions without their claim.
pub(super) fn page(page: &PageText<'_>) -> Vec<Diagnostic> {
    if page.sides.iter().all(|side| side.parsed.doc.blocks.is_empty()) {
        let side = &page.sides[0];
        let end = side.base.saturating_sub(1);
        let heading = end..end;
        return vec![flaw(&side.file, heading, Flaw::EmptyPage(page.id.clone()))];
    }
    let mut found = fences_differ(page);
    found.extend(parts_differ(page));
    found.extend(nested_code_differs(page));
    found.extend(links_differ(page));
    found.extend(page.sides.iter().flat_map(stray_links));
    found.extend(page.sides.iter().flat_map(broken_fences));
    for side in &page.sides {
        for (block, range) in side.parsed.doc.blocks.iter().zip(&side.parsed.blocks) {
            if let Block::Alert { kind: AlertKind::Caution, blocks } = block
                && !begins_with_claim(blocks)
            {
                found.push(flaw(&side.file, shifted(side, first_line(side, range)), Flaw::UnquotedClaim));
            }
        }
    }
    found
}

/// A fenced block.
struct Fence<'c> {
    word: &'c str,
    text: &'c str,
    range: Range<usize>,
}

fn fences<'c>(side: &Side<'c>) -> Vec<Fence<'c>> {
    let fence = |range: &Range<usize>| {
        let raw = side.source.get(range.clone())?.trim_end();
        let marks = marks(raw)?;
        let info = &raw[marks.len()..];
        let (word, text) = info.split_once('\n').unwrap_or((info, ""));
        let word = word.split_whitespace().next().unwrap_or_default();
        let text = text.trim_end_matches(|c| marks.starts_with(c)).trim_end();
        Some(Fence { word, text, range: range.clone() })
    };
    side.parsed.blocks.iter().filter_map(fence).collect()
}

/// The marks with which a fenced block begins.
fn marks(raw: &str) -> Option<&str> {
    let mark = raw.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let marks = &raw[..raw.len() - raw.trim_start_matches(mark).len()];
    (marks.len() >= 3).then_some(marks)
}

/// Fenced blocks that are never closed, and those whose first word was meant to be another.
fn broken_fences(side: &Side<'_>) -> Vec<Diagnostic> {
    const KNOWN: [&str; 3] = ["quiz", "widget", "diagram"];
    let mut found = Vec::new();
    for fence in fences(side) {
        let raw = side.source.get(fence.range.clone()).unwrap_or_default().trim_end();
        let marks = marks(raw).unwrap_or_default();
        let first = || shifted(side, first_line(side, &fence.range));
        let last = raw.rsplit_once('\n').map_or("", |(_, last)| last.trim());
        if !last.starts_with(marks) {
            found.push(flaw(&side.file, first(), Flaw::UnclosedFence));
        }
        let word = fence.word.to_lowercase();
        let like = KNOWN.into_iter().find(|known| fence.word != *known && is_close(&word, known));
        if let Some(like) = like {
            found.push(flaw(&side.file, first(), Flaw::UnknownFence { found: fence.word.to_owned(), like }));
        }
    }
    found
}

/// Links to pages and prices that only one language of a page has. Web pages exist in languages of their own.
fn links_differ(page: &PageText<'_>) -> Vec<Diagnostic> {
    let target = |link: &Link| match link {
        Link::Lesson { lesson, page: Some(page) } => Some(format!("lesson:{lesson}#{page}")),
        Link::Lesson { lesson, page: None } => Some(format!("lesson:{lesson}")),
        Link::Price(id) => Some(format!("price:{id}")),
        _ => None,
    };
    let links = page.sides.each_ref().map(|side| {
        let links = side.parsed.links.iter();
        let targets = links.filter_map(|link| Some((target(&link.link)?, link.range.clone())));
        targets.rev().collect::<BTreeMap<_, _>>()
    });
    let mut found = Vec::new();
    for (i, lang) in Lang::ALL.into_iter().enumerate() {
        let side = &page.sides[i];
        for (link, range) in links[i].iter().filter(|(link, _)| !links[1 - i].contains_key(*link)) {
            let problem = Flaw::LinksDiffer { link: link.clone(), lang };
            found.push(flaw(&side.file, shifted(side, range.clone()), problem));
        }
    }
    found
}

/// Addresses that are shown as text, because a blank or a bracket keeps them from being links.
fn stray_links(side: &Side<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for range in &side.parsed.blocks {
        let raw = side.source.get(range.clone()).unwrap_or_default();
        if raw.starts_with("```") {
            continue;
        }
        for shown in shown::paragraphs(raw, side.base + range.start) {
            let stray = ["(term:", "(lesson:", "(price:", "]("].iter().find_map(|mark| shown.text.find(mark));
            if let Some(at) = stray.filter(|at| shown.kind(*at) != Kind::Code) {
                let end = shown.text[at..].find(')').map_or(shown.text.len(), |end| at + end + 1);
                let problem = Problem::BrokenLink(shown.text[at..end].to_owned());
                found.push(Diagnostic { file: side.file.clone(), span: shown.span(at..end), problem });
            }
        }
    }
    found
}

/// Code inside lists, alerts and quotes.
fn nested_code_differs(page: &PageText<'_>) -> Vec<Diagnostic> {
    let [ko, en] = &page.sides;
    let pairs = ko.parsed.doc.blocks.iter().zip(&en.parsed.doc.blocks).zip(&en.parsed.blocks);
    let differ = pairs.filter(|((ko, en), _)| {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        inner_code(ko, &mut a);
        inner_code(en, &mut b);
        a.len() == b.len() && a != b
    });
    differ.map(|(_, range)| flaw(&en.file, shifted(en, first_line(en, range)), Flaw::CodeDiffers)).collect()
}

fn inner_code<'d>(block: &'d Block, out: &mut Vec<(&'d str, &'d str)>) {
    let inside: Vec<&Block> = match block {
        Block::List { items, .. } => items.iter().flatten().collect(),
        Block::Alert { blocks, .. } | Block::Quote(blocks) => blocks.iter().collect(),
        _ => return,
    };
    for block in inside {
        match block {
            Block::Code { language, text } if language != "text" => out.push((language, text)),
            _ => inner_code(block, out),
        }
    }
}

fn fences_differ(page: &PageText<'_>) -> Vec<Diagnostic> {
    let [ko, en] = page.sides.each_ref().map(fences);
    let mut found = Vec::new();
    type IsKind = fn(&str) -> bool;
    let kinds: [(Flaw, IsKind); 2] = [
        (Flaw::CheckInsDiffer, |word| word == "quiz"),
        // `text` holds words, which each language has its own of.
        (Flaw::CodeDiffers, |word| !["widget", "quiz", "diagram", "text"].contains(&word)),
    ];
    for (problem, is_kind) in kinds {
        let (a, b) = (ko.iter().filter(|f| is_kind(f.word)), en.iter().filter(|f| is_kind(f.word)));
        for (a, b) in a.zip(b).filter(|(a, b)| (a.word, a.text) != (b.word, b.text)) {
            let same = a.text.lines().zip(b.text.lines()).take_while(|(a, b)| a == b).count();
            let side = &page.sides[1];
            let line = line(side.source, &b.range, same + 1);
            found.push(flaw(&side.file, shifted(side, line), problem.clone()));
        }
    }
    found
}

/// The bytes of line number `number` of `range`, or of its last line.
fn line(source: &str, range: &Range<usize>, number: usize) -> Range<usize> {
    let mut at = range.start;
    let mut last = at..at;
    for line in source.get(range.clone()).unwrap_or_default().split_inclusive('\n').take(number + 1) {
        last = at..at + line.trim_end().len();
        at += line.len();
    }
    last
}

fn first_line(side: &Side<'_>, range: &Range<usize>) -> Range<usize> {
    line(side.source, range, 0)
}

fn shifted(side: &Side<'_>, range: Range<usize>) -> Range<usize> {
    range.start + side.base..range.end + side.base
}

fn parts_differ(page: &PageText<'_>) -> Vec<Diagnostic> {
    let [ko, en] = &page.sides;
    if ko.parsed.doc.blocks.len() != en.parsed.doc.blocks.len() {
        return Vec::new();
    }
    let pairs = ko.parsed.doc.blocks.iter().zip(&en.parsed.doc.blocks).zip(&en.parsed.blocks);
    let differ = pairs.filter_map(|((a, b), range)| {
        let (there, here) = parts(a, b)?;
        let problem = Flaw::PartsDiffer { here, there };
        Some(flaw(&en.file, shifted(en, first_line(en, range)), problem))
    });
    differ.collect()
}

/// The numbers of parts of two blocks of the same kind, where they differ.
fn parts(a: &Block, b: &Block) -> Option<(usize, usize)> {
    let counts = match (a, b) {
        (Block::List { items: a, .. }, Block::List { items: b, .. }) => {
            let inner = a.iter().zip(b).find_map(|(a, b)| all_parts(a, b));
            return Some((a.len(), b.len())).filter(|(a, b)| a != b).or(inner);
        }
        (Block::Table { head: a, rows: x, .. }, Block::Table { head: b, rows: y, .. }) => {
            if a.len() == b.len() { (x.len(), y.len()) } else { (a.len(), b.len()) }
        }
        (Block::Alert { blocks: a, .. }, Block::Alert { blocks: b, .. })
        | (Block::Quote(a), Block::Quote(b)) => {
            return all_parts(a, b);
        }
        _ => return None,
    };
    Some(counts).filter(|(a, b)| a != b)
}

fn all_parts(a: &[Block], b: &[Block]) -> Option<(usize, usize)> {
    if a.len() != b.len() {
        return Some((a.len(), b.len()));
    }
    a.iter().zip(b).find_map(|(a, b)| parts(a, b))
}

fn begins_with_claim(blocks: &[Block]) -> bool {
    let Some(Block::Paragraph(text)) = blocks.first() else { return false };
    text.first().is_some_and(|first| first.bold && first.text.starts_with(['“', '"', '‘']))
}
