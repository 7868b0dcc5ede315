//! Mending what nobody has to think about: from the files of a course to better files.
//!
//! 1. How a text is stored: byte-order mark, `\r\n`, decomposed Hangul, invisible characters, blanks at the ends of lines.
//! 2. What a rule knows the right text of: a price that differs from the list, a particle that does not fit, a page id that
//!    the other language has.
//!
//! Invariants: what a learner reads stays the same but for what [`super::check`] calls wrong; mending twice changes nothing
//! more; whatever depends on what the author meant is left alone. It must not know where files are kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    course::{
        Diagnostic, File, Files,
        check::check,
        decode::is_id,
        diagnostic::{Place, Problem},
        lesson::{prose_path, sections},
        lint::Flaw,
        markdown,
        syntax::{Node, Value, read},
    },
    lang::Lang,
};

/// One repair may make the next possible; more rounds than this are never needed.
const MOST_ROUNDS: usize = 8;

/// Bytes of a text that become other ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The first byte that goes.
    pub start: usize,
    /// After the last byte that goes; `start` where something is only added.
    pub end: usize,
    /// What comes instead.
    pub text: String,
}

/// What was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// The byte-order mark is gone.
    ByteOrderMark,
    /// `\r\n` became `\n`.
    LineBreaks,
    /// Hangul is stored composed (NFC).
    Composed,
    /// So many characters that nobody can see are gone.
    Invisible(usize),
    /// So many blanks that only look like one became ordinary.
    Blanks(usize),
    /// So many lines no longer end in blanks.
    TrailingBlanks(usize),
    /// A price is shown as it is in the list.
    Price {
        /// Its id.
        id: String,
        /// What was written.
        from: String,
        /// What is in the list.
        to: String,
    },
    /// A particle fits the word before it.
    Particle {
        /// The word with the particle that was written.
        from: String,
        /// The word with the right one.
        to: String,
    },
    /// A page got the id that it has in the other language.
    PageId(String),
}

/// A file that can be better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Path relative to the course.
    pub file: String,
    /// All of its new text.
    pub text: String,
    /// What is better, each with its line from 1, or 0 for the whole file.
    pub repairs: Vec<(usize, Repair)>,
}

impl Edit {
    /// Puts `text` in the place of `range`.
    #[must_use]
    pub fn new(range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { start: range.start, end: range.end, text: text.into() }
    }
}

impl Repair {
    /// What was done, without a final period.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Repair::ByteOrderMark, Lang::Ko) => "맨 앞의 바이트 순서 표시(BOM)를 지웠어요".into(),
            (Repair::ByteOrderMark, Lang::En) => "removed the byte-order mark".into(),
            (Repair::LineBreaks, Lang::Ko) => "줄 끝을 CRLF에서 LF로 바꿨어요".into(),
            (Repair::LineBreaks, Lang::En) => "changed CRLF line breaks to LF".into(),
            (Repair::Composed, Lang::Ko) => "풀어쓴 글자(NFD)를 모아썼어요(NFC)".into(),
            (Repair::Composed, Lang::En) => "composed characters (NFD to NFC)".into(),
            (Repair::Invisible(n), Lang::Ko) => format!("보이지 않는 글자 {n}개를 지웠어요"),
            (Repair::Invisible(1), Lang::En) => "removed 1 invisible character".into(),
            (Repair::Invisible(n), Lang::En) => format!("removed {n} invisible characters"),
            (Repair::Blanks(n), Lang::Ko) => format!("특수한 빈칸 {n}개를 보통 빈칸으로 바꿨어요"),
            (Repair::Blanks(1), Lang::En) => "changed 1 special blank to an ordinary one".into(),
            (Repair::Blanks(n), Lang::En) => format!("changed {n} special blanks to ordinary ones"),
            (Repair::TrailingBlanks(n), Lang::Ko) => format!("줄 끝의 빈칸을 지웠어요 ({n}줄)"),
            (Repair::TrailingBlanks(1), Lang::En) => "removed blanks at the end of 1 line".into(),
            (Repair::TrailingBlanks(n), Lang::En) => format!("removed blanks at the ends of {n} lines"),
            (Repair::Price { id, from, to }, Lang::Ko) => {
                format!("가격 `{id}`: {from} 대신 가격표의 {to}")
            }
            (Repair::Price { id, from, to }, Lang::En) => {
                format!("price `{id}`: {to} from the list instead of {from}")
            }
            (Repair::Particle { from, to }, Lang::Ko) => format!("조사: `{from}` 대신 `{to}`"),
            (Repair::Particle { from, to }, Lang::En) => format!("particle: `{to}` instead of `{from}`"),
            (Repair::PageId(id), Lang::Ko) => format!("쪽 제목에 `{{#{id}}}`를 붙였어요"),
            (Repair::PageId(id), Lang::En) => format!("gave the page its id `{{#{id}}}`"),
        }
    }
}

/// Everything in `files` that can be mended, by file.
#[must_use]
pub fn mend(files: &Files) -> Vec<Mended> {
    let mut work = files.clone();
    let mut repairs: BTreeMap<String, Vec<(usize, Repair)>> = BTreeMap::new();
    let texts: Vec<&str> = files.paths().filter(|path| is_text(files, path)).collect();
    for path in texts {
        let mut done = stored(files, path);
        let (text, more) = tidied(path, files.text(path));
        done.extend(more);
        if !done.is_empty() {
            work.insert(path, text.into_bytes());
            repairs.insert(path.to_owned(), done.into_iter().map(|repair| (0, repair)).collect());
        }
    }
    for _ in 0..MOST_ROUNDS {
        let mut edits: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
        for problem in check(&work) {
            let Some((repair, found)) = edits_for(&work, &problem) else { continue };
            let line = Place::of(work.text(&problem.file), problem.span.start).line;
            repairs.entry(problem.file.clone()).or_default().push((line, repair));
            edits.entry(problem.file).or_default().extend(found);
        }
        if edits.is_empty() {
            break;
        }
        for (path, edits) in edits {
            let text = apply(work.text(&path), edits);
            work.insert(&path, text.into_bytes());
        }
    }
    let mended = |(file, repairs): (String, _)| Mended { text: work.text(&file).to_owned(), file, repairs };
    repairs.into_iter().map(mended).collect()
}

/// Whether [`mend`] mends `problem`, which was found in `files`.
#[must_use]
pub fn can_mend(files: &Files, problem: &Diagnostic) -> bool {
    match problem.problem {
        Problem::NotNfc => true,
        Problem::ControlCharacter(c) | Problem::ForbiddenGlyph(c) => {
            // A character that is written as an escape is left to the author.
            let there = files.text(&problem.file).get(problem.span.clone());
            (is_invisible(c) || is_special_blank(c)) && there.is_some_and(|text| text.starts_with(c))
        }
        _ => edits_for(files, problem).is_some(),
    }
}

/// `text` with `edits` made, from the last to the first. Of two that overlap, the first counts.
#[must_use]
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort();
    edits.dedup();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Edit { start, end, text: new } in edits {
        if let Some(kept) = text.get(at..start)
            && text.is_char_boundary(end)
        {
            out.push_str(kept);
            out.push_str(&new);
            at = end;
        }
    }
    out.push_str(&text[at..]);
    out
}

fn is_text(files: &Files, path: &str) -> bool {
    matches!(files.get(path), Some(File::Text(_)))
}

/// What reading has made uniform already.
fn stored(files: &Files, path: &str) -> Vec<Repair> {
    let encoding = files.encoding(path);
    let all = [
        (encoding.marked, Repair::ByteOrderMark),
        (encoding.returns, Repair::LineBreaks),
        (encoding.decomposed.is_some(), Repair::Composed),
    ];
    all.into_iter().filter_map(|(is_so, repair)| is_so.then_some(repair)).collect()
}

/// `text` without what nobody sees.
fn tidied(path: &str, text: &str) -> (String, Vec<Repair>) {
    let mut repairs = Vec::new();
    let (mut tidy, invisible) = visible(text);
    if invisible > 0 {
        repairs.push(Repair::Invisible(invisible));
    }
    let special = tidy.chars().filter(|c| is_special_blank(*c)).count();
    if special > 0 {
        repairs.push(Repair::Blanks(special));
        tidy = tidy.chars().map(|c| if is_special_blank(c) { ' ' } else { c }).collect();
    }
    let edits = if path.ends_with(".md") { blanks_in_prose(&tidy) } else { blanks_in_ron(&tidy) };
    if !edits.is_empty() {
        repairs.push(Repair::TrailingBlanks(edits.len()));
        tidy = apply(&tidy, edits);
    }
    (tidy, repairs)
}

/// Characters that show nothing and are never meant.
fn is_invisible(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => true,
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{00AD}' => true,
        c => c.is_control(),
    }
}

/// Blanks that look like an ordinary one and are pasted by accident. An ideographic one is wider.
fn is_special_blank(c: char) -> bool {
    matches!(c, '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

/// `text` without invisible characters, and how many there were. A lone `\r` was once a line break.
fn visible(text: &str) -> (String, usize) {
    let mut count = 0;
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_invisible(c) {
            count += 1;
        }
        match c {
            '\r' if chars.peek() != Some(&'\n') => out.push('\n'),
            c if is_invisible(c) => {}
            c => out.push(c),
        }
    }
    (out, count)
}

/// Blanks at the ends of lines of Markdown, unless they mean something: a hard line break, or code.
fn blanks_in_prose(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut fence: Option<&str> = None;
    let mut lines = line_ends(text).peekable();
    while let Some((start, end)) = lines.next() {
        let line = &text[start..end];
        let trimmed = line.trim_start_matches(' ');
        let marks = trimmed.len() - trimmed.trim_start_matches(['`', '~']).len();
        match fence {
            Some(open) if trimmed.starts_with(open) => fence = None,
            Some(_) => continue,
            None if marks >= 3 => fence = Some(&trimmed[..marks]),
            None => {}
        }
        let next = lines.peek().map_or("", |(start, end)| &text[*start..*end]);
        let is_break = line.ends_with("  ") && !line.trim().is_empty() && !next.trim().is_empty();
        let kept = line.trim_end_matches([' ', '\t']).len();
        if kept < line.len() && !is_break {
            edits.push(Edit::new(start + kept..end, ""));
        }
    }
    // Quoted and nested code is told by the parser alone: if the page would change, nothing does.
    if markdown::parse(&apply(text, edits.clone())).doc == markdown::parse(text).doc {
        edits
    } else {
        Vec::new()
    }
}

/// Blanks at the ends of lines of a RON file, outside texts that span lines.
fn blanks_in_ron(text: &str) -> Vec<Edit> {
    let (root, errors) = read(text);
    if !errors.is_empty() {
        return Vec::new();
    }
    let mut inside = Vec::new();
    strings(&root, &mut inside);
    let is_inside = |at: usize| inside.iter().any(|span| span.start < at && at < span.end);
    let blanks = |(start, end): (usize, usize)| {
        let kept = start + text[start..end].trim_end_matches([' ', '\t']).len();
        (kept < end && !is_inside(end)).then(|| Edit::new(kept..end, ""))
    };
    line_ends(text).filter_map(blanks).collect()
}

/// Where each line begins, and where it ends before its break.
fn line_ends(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, start + line.trim_end_matches('\n').len())
    })
}

/// Where texts of more than one line stand.
fn strings(node: &Node<'_>, spans: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Str(text) if text.contains('\n') => spans.push(node.span.clone()),
        Value::Struct(fields) => fields.iter().for_each(|field| strings(&field.node, spans)),
        Value::Tuple(nodes) | Value::List(nodes) => nodes.iter().for_each(|node| strings(node, spans)),
        Value::Map(entries) => entries.iter().for_each(|(key, node)| {
            strings(key, spans);
            strings(node, spans);
        }),
        _ => {}
    }
}

/// What mends `problem`, if that is beyond doubt.
fn edits_for(files: &Files, problem: &Diagnostic) -> Option<(Repair, Vec<Edit>)> {
    match &problem.problem {
        Problem::PriceDiffers { id, shown, value } => {
            let edits = price(files.text(&problem.file), problem.span.clone(), id, shown, value)?;
            let repair = Repair::Price { id: id.clone(), from: shown.clone(), to: value.clone() };
            Some((repair, edits))
        }
        Problem::Flaw(Flaw::WrongParticle { found, right }) => {
            let edit = particle(files.text(&problem.file), problem.span.clone(), found, right)?;
            Some((Repair::Particle { from: found.clone(), to: right.clone() }, vec![edit]))
        }
        Problem::HeadingWithoutId => {
            let id = page_id(files, problem)?;
            let end = problem.span.end;
            Some((Repair::PageId(id.clone()), vec![Edit::new(end..end, format!(" {{#{id}}}"))]))
        }
        _ => None,
    }
}

/// The link says a bare number: another bare number takes its place. Words around it may depend on it.
fn price(source: &str, span: Range<usize>, id: &str, shown: &str, value: &str) -> Option<Vec<Edit>> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    if shown.is_empty() || !shown.chars().all(is_number) {
        return None;
    }
    let link = format!("[{shown}](price:{id})");
    let text = source.get(span.clone())?;
    let at = |(start, _): (usize, &str)| {
        let start = span.start + start + 1;
        Edit::new(start..start + shown.len(), value)
    };
    let edits: Vec<Edit> = text.match_indices(&link).map(at).collect();
    (!edits.is_empty()).then_some(edits)
}

/// The particle alone stands there; where a place is not known so well, the author has to look.
fn particle(source: &str, span: Range<usize>, found: &str, right: &str) -> Option<Edit> {
    let word = found.strip_suffix(source.get(span.clone())?).filter(|word| !word.is_empty())?;
    Some(Edit::new(span, right.strip_prefix(word)?))
}

/// The id that the page has in the other language: both files have as many pages, and where both have ids they agree.
fn page_id(files: &Files, problem: &Diagnostic) -> Option<String> {
    let (lesson, name) = problem.file.strip_prefix("lessons/")?.split_once('/')?;
    let lang = Lang::from_code(name.strip_suffix(".md")?)?;
    let there = prose_path(lesson, lang.other());
    let (here, _) = sections(files.text(&problem.file));
    let (there, _) = sections(files.text(&there));
    let agree = |(a, b): (Option<&str>, Option<&str>)| a.zip(b).is_none_or(|(a, b)| a == b);
    let pairs = || here.iter().map(|page| page.id).zip(there.iter().map(|page| page.id));
    if here.len() != there.len() || !pairs().all(agree) {
        return None;
    }
    let at = here.iter().position(|page| page.heading == problem.span)?;
    let id = there.get(at)?.id.filter(|id| is_id(id))?;
    let used: BTreeSet<&str> = here.iter().filter_map(|page| page.id).collect();
    (!used.contains(id)).then(|| id.to_owned())
}

#[cfg(test)]
mod tests;
