//! Lesson prose: Markdown to [`Doc`].
//!
//! The grammar is CommonMark with tables and alerts as code-hosting sites show them, minus what a terminal or a Korean font
//! cannot show; `lessons/README.md` tells authors. One line break counts: the one after the bold claim of a misconception. A page's source starts after its `##` line.
//!
//! Invariants: any input gives a document and never a panic; every range lies in the source, on character boundaries;
//! what is not allowed is reported, and its text is kept; containers nest at most [`MAX_DEPTH`] deep, so that a document can
//! be walked by recursion; time is linear.
//!
//! It must not know which ids exist, nor how anything looks.

mod bold;
mod build;
mod chunk;
mod convert;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use super::doc::{Block, Doc, Inlines, Link};
use build::Builder;

pub use chunk::head;

/// Quotes, lists and items open at once; what is nested deeper is laid flat.
pub const MAX_DEPTH: usize = 16;

/// Footnotes are parsed only to be reported. Strikethrough is not, because `3~5` and `6~7` would strike what is between.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_GFM).union(Options::ENABLE_FOOTNOTES);

/// Put before a question text so that nothing in it can start a block.
const GUARD: &str = "。";

/// A page, and what was noticed while reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What the learner sees.
    pub doc: Doc,
    /// Bytes of each block of [`doc`](Parsed::doc).
    pub blocks: Vec<Range<usize>>,
    /// Every link, in reading order.
    pub links: Vec<LinkAt>,
    /// What the format does not allow, in reading order.
    pub problems: Vec<Problem>,
}

/// A link and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkAt {
    /// Bytes of the source, from `[` to `)`.
    pub range: Range<usize>,
    /// Where it leads.
    pub link: Link,
    /// What it says, without styles.
    pub text: String,
}

/// Something the format does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What the format does not allow. In every case the text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum What {
    /// A tag, a comment or a block of HTML.
    #[error("HTML is shown as plain text")]
    Html,
    /// `![alt](address)`
    #[error("an image is shown as its alternative text")]
    Image,
    /// `[^1]`, or its definition.
    #[error("a footnote is shown as plain text")]
    Footnote,
    /// `*x*`: no Korean font has italics, so it is shown bold.
    #[error("italics are shown bold")]
    Emphasis,
    /// `~~x~~`
    #[error("struck-out text is shown as it is written")]
    Strikethrough,
    /// `**` that found no partner: bold that did not come out, or a power.
    #[error("** without a partner is shown as it is written")]
    LooseBold,
    /// `#`, `##`, or a paragraph underlined with `---` or `===`.
    #[error("a heading inside a page has three # or more")]
    TopHeading,
    /// `[](address)`
    #[error("a link without text cannot be seen")]
    EmptyLink,
    /// `> [!WORD]` with a word that is none of the five.
    #[error("an alert is NOTE, TIP, IMPORTANT, WARNING or CAUTION")]
    UnknownAlert,
    /// Lists and quotes in each other, deeper than [`MAX_DEPTH`].
    #[error("lists and quotes are nested too deep")]
    TooDeep,
}

/// Reads a page.
#[must_use]
pub fn parse(source: &str) -> Parsed {
    let relaxed = bold::relax(source);
    let mut builder = Builder::new(source, &relaxed);
    for (event, range) in Parser::new_ext(&relaxed, OPTIONS).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// Reads one paragraph of question text. Block syntax is not interpreted: `1.`, `-` or `#` at the start stays text. Line
/// breaks become spaces.
#[must_use]
pub fn inline(source: &str) -> Inlines {
    parse_inline(source).doc.blocks.into_iter().find_map(paragraph).unwrap_or_default()
}

/// Like [`inline`], with everything noticed: the text is the only block of the document, or there is none.
#[must_use]
pub fn parse_inline(source: &str) -> Parsed {
    let line = source.replace(['\n', '\r'], " ");
    let blank = line.len() - line.trim_start().len();
    let guarded = format!("{GUARD}{}", line.trim());
    let mut parsed = parse(&guarded);
    let offset = |at: usize| (at.saturating_sub(GUARD.len()) + blank).min(source.len());
    let ranges = parsed.problems.iter_mut().map(|problem| &mut problem.range);
    let ranges = ranges.chain(parsed.links.iter_mut().map(|link| &mut link.range));
    for range in ranges.chain(&mut parsed.blocks) {
        *range = offset(range.start)..offset(range.end);
    }
    let text = parsed.doc.blocks.drain(..).find_map(paragraph).and_then(unguarded);
    parsed.doc.blocks.extend(text.map(Block::Paragraph));
    parsed.blocks.truncate(parsed.doc.blocks.len());
    parsed
}

fn paragraph(block: Block) -> Option<Inlines> {
    match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    }
}

fn unguarded(mut text: Inlines) -> Option<Inlines> {
    let first = text.first_mut()?;
    first.text = first.text.strip_prefix(GUARD)?.to_owned();
    text.retain(|inline| !inline.text.is_empty());
    (!text.is_empty()).then_some(text)
}
