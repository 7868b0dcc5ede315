//! What a learner sees of a piece of Markdown, and where each part of it stands in the file.
//!
//! Much lighter than [`super::super::markdown`]: it drops marks and addresses and keeps places, which documents do not
//! have. A test holds its text to that of the document.

use std::ops::Range;

/// Where a part of a shown text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Running text.
    Plain,
    /// A code span.
    Code,
    /// The text of a link to a term, a page or the web.
    Link,
    /// The text of a link to a price.
    Price,
}

/// A paragraph, list item, table cell or text of a RON file as it is seen.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Without marks.
    pub text: String,
    /// Bytes of `text` at which a link, code span or bold part ends.
    pub ends: Vec<usize>,
    /// For each byte of `text`, what it is part of.
    kinds: Vec<Kind>,
    /// For each byte of `text`, its byte in the file.
    places: Vec<usize>,
    /// The bytes of the file that stand for all of it, where single places are not known.
    whole: Option<Range<usize>>,
}

impl Shown {
    /// Reads inline Markdown that begins at byte `base` of its file.
    #[must_use]
    pub fn inline(source: &str, base: usize) -> Shown {
        let mut shown = Shown::default();
        shown.read(source, base, Kind::Plain);
        shown
    }

    /// A text without marks, such as a drawing.
    #[must_use]
    pub fn plain(source: &str) -> Shown {
        let mut shown = Shown::default();
        shown.push(source, 0, Kind::Plain);
        shown
    }

    /// Reads inline Markdown whose bytes do not map to those of its file, such as a text with escapes.
    #[must_use]
    pub fn somewhere(source: &str, whole: Range<usize>) -> Shown {
        Shown { whole: Some(whole), ..Shown::inline(source, 0) }
    }

    /// The bytes of the file that show `range`.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Range<usize> {
        if let Some(whole) = &self.whole {
            return whole.clone();
        }
        let last = self.places.get(range.end.saturating_sub(1)).or(self.places.last());
        let first = self.places.get(range.start).or(last).copied().unwrap_or_default();
        first..last.map_or(first, |last| last + 1).max(first)
    }

    /// The bytes of the file that show all of it.
    #[must_use]
    pub fn all(&self) -> Range<usize> {
        self.span(0..self.text.len())
    }

    /// What the byte of `text` is part of.
    #[must_use]
    pub fn kind(&self, at: usize) -> Kind {
        self.kinds.get(at).copied().unwrap_or(Kind::Plain)
    }

    /// The text with each byte that is not plain or a link replaced by a space.
    #[must_use]
    pub fn without_code(&self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for run in self.kinds.chunk_by(|a, b| (*a == Kind::Code) == (*b == Kind::Code)) {
            let end = at + run.len();
            match run[0] {
                Kind::Code => text.extend(std::iter::repeat_n(' ', run.len())),
                _ => text.push_str(&self.text[at..end]),
            }
            at = end;
        }
        text
    }

    fn push(&mut self, text: &str, at: usize, kind: Kind) {
        self.text.push_str(text);
        self.kinds.extend(std::iter::repeat_n(kind, text.len()));
        self.places.extend(at..at + text.len());
    }

    fn read(&mut self, source: &str, base: usize, kind: Kind) {
        let mut at = 0;
        while let Some(c) = source[at..].chars().next() {
            let rest = &source[at..];
            let step = match c {
                '\\' => rest[1..].chars().next().filter(char::is_ascii_punctuation).map(|next| {
                    self.push(&rest[1..1 + next.len_utf8()], base + at + 1, kind);
                    2
                }),
                '`' => code_span(rest).map(|(inner, end)| {
                    self.push(&rest[inner.clone()], base + at + inner.start, Kind::Code);
                    self.ends.push(self.text.len());
                    end
                }),
                '[' => link(rest).map(|(inner, address, end)| {
                    let kind = if address.starts_with("price:") { Kind::Price } else { Kind::Link };
                    self.read(&rest[inner.clone()], base + at + inner.start, kind);
                    self.ends.push(self.text.len());
                    end
                }),
                '*' => {
                    self.ends.push(self.text.len());
                    Some(rest.len() - rest.trim_start_matches('*').len())
                }
                '\n' => {
                    self.push(" ", base + at, kind);
                    Some(1)
                }
                _ => None,
            };
            at += step.unwrap_or_else(|| {
                let first = c.len_utf8();
                let run = rest[first..].find(MARKS).map_or(rest, |end| &rest[..first + end]);
                self.push(run, base + at, kind);
                run.len()
            });
        }
    }
}

/// What may begin a mark: text up to one of these is shown as it is.
const MARKS: [char; 5] = ['\\', '`', '[', '*', '\n'];

/// The longest link or code span, in bytes: what is not closed by then is not searched on, so that reading takes linear time.
const LONGEST: usize = 2_000;

/// The start of `text`, as far as a link or code span may reach.
fn near(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// The inside of the code span that `rest` begins with, and where the span ends.
fn code_span(rest: &str) -> Option<(Range<usize>, usize)> {
    let rest = near(rest);
    let marks = rest.len() - rest.trim_start_matches('`').len();
    let mut at = marks;
    loop {
        let open = at + rest[at..].find('`')?;
        let run = rest[open..].len() - rest[open..].trim_start_matches('`').len();
        if run == marks {
            return Some((marks..open, open + run));
        }
        at = open + run;
    }
}

/// The text of the link that `rest` begins with, its address, and where it ends.
fn link(rest: &str) -> Option<(Range<usize>, &str, usize)> {
    let rest = near(rest);
    rest.find("](")?;
    let mut depth = 0;
    let close = rest.char_indices().find_map(|(at, c)| {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let address = rest[close + 1..].strip_prefix('(')?;
    let end = address.find(')')?;
    Some((1..close, &address[..end], close + 2 + end + 1))
}

/// The paragraphs, items and cells of a block of prose that begins at byte `base` of its file; fenced blocks have none.
#[must_use]
pub fn paragraphs(source: &str, base: usize) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    let mut open = false;
    let mut fenced = false;
    let mut at = base;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let (skipped, begins) = prefix(line);
        let text = line[skipped..].trim_end();
        let place = start + skipped;
        if text.starts_with("```") {
            (fenced, open) = (!fenced, false);
        } else if fenced || text.is_empty() || text.starts_with("[!") {
            open = false;
        } else if text.starts_with('|') {
            open = false;
            shown.extend(cells(text, place));
        } else if open && !begins {
            if let Some(last) = shown.last_mut() {
                last.push(" ", place.saturating_sub(1), Kind::Plain);
                last.read(text, place, Kind::Plain);
            }
        } else {
            shown.push(Shown::inline(text, place));
            // The claim of a misconception ends with its line.
            open = !(text.starts_with("**") && text.ends_with("**"));
        }
    }
    shown
}

/// Bytes of quote, list and heading marks at the start of a line, and whether they begin something new.
fn prefix(line: &str) -> (usize, bool) {
    let mut rest = line.trim_start_matches(' ');
    let mut begins = false;
    loop {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let (mark, new) = match rest.as_bytes() {
            [b'>', ..] => (1, false),
            [b'-' | b'+' | b'*', b' ', ..] => (2, true),
            [b'#', ..] if rest[hashes..].starts_with(' ') => (hashes, true),
            _ if digits > 0 && rest[digits..].starts_with(". ") => (digits + 2, true),
            _ => return (line.len() - rest.len(), begins),
        };
        begins |= new;
        rest = rest[mark..].trim_start_matches(' ');
    }
}

/// The cells of a row of a table; the row of dashes has none.
fn cells(row: &str, base: usize) -> Vec<Shown> {
    if row.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ')) {
        return Vec::new();
    }
    let mut shown = Vec::new();
    let mut start = 1;
    let bars = row.char_indices().filter(|(at, c)| *c == '|' && *at > 0 && !row[..*at].ends_with('\\'));
    for (at, _) in bars.chain([(row.len(), '|')]) {
        let cell = &row[start.min(at)..at];
        if !cell.trim().is_empty() {
            let blank = cell.len() - cell.trim_start().len();
            shown.push(Shown::inline(cell.trim(), base + start + blank));
        }
        start = at + 1;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        course::{
            Course, Files,
            doc::{Block, plain},
            markdown,
        },
        lang::Lang,
    };

    fn said(blocks: &[Block], out: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(text) | Block::Heading { text, .. } => {
                    out.extend(plain(text).split('\n').map(str::to_owned));
                }
                Block::List { items, .. } => items.iter().for_each(|item| said(item, out)),
                Block::Alert { blocks, .. } | Block::Quote(blocks) => said(blocks, out),
                Block::Table { head, rows, .. } => {
                    let cells = head.iter().chain(rows.iter().flatten()).map(|cell| plain(cell));
                    out.extend(cells.filter(|cell| !cell.is_empty()));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn shows_what_the_document_shows() {
        let (course, _) = Course::open(Files::embedded());
        let mut pages = 0;
        for (i, lesson) in course.lessons.iter().enumerate() {
            for page in 0..lesson.pages.len() {
                for lang in Lang::ALL {
                    let source = course.page_source(i, page, lang);
                    let mut expected = Vec::new();
                    said(&markdown::parse(source).doc.blocks, &mut expected);
                    let found: Vec<String> =
                        paragraphs(source, 0).into_iter().map(|shown| shown.text).collect();
                    assert_eq!(found, expected, "{} {page} {lang:?}", lesson.id);
                    pages += 1;
                }
            }
        }
        assert!(pages > 20);
    }

    #[test]
    fn places_are_those_of_the_source() {
        let source = "- 첫째 [태스크](term:task)는 `x y`\n- **둘째**";
        let shown = paragraphs(source, 0);
        let at = |shown: &Shown, part: &str| {
            let start = shown.text.find(part).unwrap();
            source[shown.span(start..start + part.len())].to_owned()
        };
        assert_eq!(shown[0].text, "첫째 태스크는 x y");
        assert_eq!(at(&shown[0], "태스크"), "태스크");
        assert_eq!(at(&shown[0], "크는"), "크](term:task)는");
        assert_eq!(at(&shown[0], "x y"), "x y");
        assert_eq!(at(&shown[1], "둘째"), "둘째");
        assert_eq!(shown[0].kind(shown[0].text.find('x').unwrap()), Kind::Code);
        assert_eq!(Shown::inline("$[0.005](price:x)", 0).kind(1), Kind::Price);
        assert_eq!(Shown::somewhere("가나", 3..9).span(0..3), 3..9);
    }
}
