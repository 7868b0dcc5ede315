//! Parser events to blocks.
//!
//! Invariants: as many ranges as blocks of the page; a list's items hold only blocks; no empty [`Inline`].
//!
//! It must not know how events are found ([`super::bold`] may have masked syllables: text is taken from the original).

use std::{mem, ops::Range};

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::convert::{alert_kind, alignment, code_block, heading_level, info, target};
use super::{LinkAt, MAX_DEPTH, Parsed, Problem, What};
use crate::course::doc::{AlertKind, Align, Block, Doc, Inline, Inlines, Link};

/// A container that is being filled.
enum Frame {
    Blocks(Container, Vec<Block>),
    List { start: Option<u64>, tight: bool, items: Vec<Vec<Block>> },
}

enum Container {
    Page,
    Item,
    Quote,
    Alert(AlertKind),
}

#[derive(Default)]
struct Table {
    align: Vec<Align>,
    head: Vec<Inlines>,
    rows: Vec<Vec<Inlines>>,
    row: Vec<Inlines>,
}

/// Turns parser events into blocks. Its own stack, because the input decides how deep it goes.
pub(super) struct Builder<'a> {
    source: &'a str,
    relaxed: &'a str,
    frames: Vec<Frame>,
    /// Quotes and lists beyond [`MAX_DEPTH`] that are open.
    flattened: usize,
    /// The text that is being collected.
    text: Inlines,
    bold: usize,
    /// The open link, its bytes, and what it has said so far.
    link: Option<(Link, Range<usize>, String)>,
    code: Option<(String, String)>,
    /// Where the last `*` that is only text ends.
    star_end: Option<usize>,
    table: Option<Table>,
    parsed: Parsed,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a str, relaxed: &'a str) -> Self {
        Builder {
            source,
            relaxed,
            frames: vec![Frame::Blocks(Container::Page, Vec::new())],
            flattened: 0,
            text: Vec::new(),
            bold: 0,
            link: None,
            code: None,
            star_end: None,
            table: None,
            parsed: Parsed::default(),
        }
    }

    pub(super) fn finish(mut self) -> Parsed {
        let end = self.source.len();
        self.flush(end..end);
        while self.frames.len() > 1 {
            self.close(end..end);
        }
        if let Some(Frame::Blocks(_, blocks)) = self.frames.pop() {
            self.parsed.doc = Doc { blocks };
        }
        self.parsed
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.running_text(&text, range),
            Event::Code(text) => self.push(&text, true),
            Event::Html(text) => {
                self.push(text.trim_end(), false);
                self.push("\n", false);
            }
            Event::InlineHtml(text) => {
                self.problem(What::Html, range);
                self.push(&text, false);
            }
            Event::FootnoteReference(label) => {
                self.problem(What::Footnote, range);
                self.push(&format!("[^{label}]"), false);
            }
            Event::SoftBreak if self.ends_claim() => self.push("\n", false),
            Event::SoftBreak => self.push(" ", false),
            Event::HardBreak => self.push("\n", false),
            Event::Rule => {
                self.flush(range.clone());
                self.block(Block::Rule, range);
            }
            // Not enabled; their text is kept all the same.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, false),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }, false),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph if self.flattened == 0 => self.loosen(),
            Tag::Heading { level, .. } => {
                self.flush(range.clone());
                if matches!(level, HeadingLevel::H1 | HeadingLevel::H2) {
                    self.problem(What::TopHeading, range);
                }
            }
            Tag::BlockQuote(kind) => {
                if kind.is_none() && self.looks_like_alert(&range) {
                    self.problem(What::UnknownAlert, range.clone());
                }
                let container = kind.map_or(Container::Quote, |kind| Container::Alert(alert_kind(kind)));
                self.open(Frame::Blocks(container, Vec::new()), range);
            }
            Tag::List(start) => self.open(Frame::List { start, tight: true, items: Vec::new() }, range),
            Tag::Item => {
                self.flush(range);
                if self.flattened == 0 {
                    self.frames.push(Frame::Blocks(Container::Item, Vec::new()));
                }
            }
            Tag::CodeBlock(kind) => {
                self.flush(range);
                self.code = Some((info(&kind), String::new()));
            }
            Tag::Table(align) => {
                self.flush(range);
                let align = align.into_iter().map(alignment).collect();
                self.table = Some(Table { align, ..Table::default() });
            }
            Tag::HtmlBlock => {
                self.flush(range.clone());
                self.problem(What::Html, range);
            }
            Tag::FootnoteDefinition(label) => {
                self.flush(range.clone());
                self.problem(What::Footnote, range);
                self.push(&format!("[^{label}]: "), false);
            }
            Tag::Emphasis => {
                self.problem(What::Emphasis, range);
                self.bold += 1;
            }
            Tag::Strong => self.bold += 1,
            Tag::Link { link_type, dest_url, .. } => {
                self.link = Some((target(link_type, &dest_url), range, String::new()));
            }
            Tag::Image { .. } => self.problem(What::Image, range),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => self.flush(range),
            TagEnd::Heading(level) => {
                let text = self.take_text();
                if !text.is_empty() {
                    self.block(Block::Heading { level: heading_level(level), text }, range);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.flush(range.clone());
                match self.flattened.checked_sub(1) {
                    Some(fewer) => self.flattened = fewer,
                    None => self.close(range),
                }
            }
            TagEnd::Item => {
                self.flush(range.clone());
                if self.flattened == 0 {
                    self.close(range);
                }
            }
            TagEnd::CodeBlock => {
                if let Some((info, text)) = self.code.take() {
                    self.block(code_block(&info, text), range);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.block(table.finish(), range);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => self.end_of_cells(tag),
            TagEnd::Emphasis | TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    fn end_of_cells(&mut self, tag: TagEnd) {
        let text = self.take_text();
        let Some(table) = &mut self.table else { return };
        match tag {
            TagEnd::TableCell => table.row.push(text),
            TagEnd::TableHead => table.head = mem::take(&mut table.row),
            _ => table.rows.push(mem::take(&mut table.row)),
        }
    }

    fn end_link(&mut self) {
        if let Some((link, range, text)) = self.link.take() {
            if text.trim().is_empty() {
                self.problem(What::EmptyLink, range.clone());
            }
            let range = self.on_boundaries(range);
            self.parsed.links.push(LinkAt { range, link, text });
        }
    }

    fn running_text(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        let verbatim = self.relaxed.get(range.clone()) == Some(text);
        let original = self.source.get(range.clone()).filter(|_| verbatim);
        if let Some(original) = original {
            self.notice(original, range);
        }
        self.push(original.unwrap_or(text), false);
    }

    /// Reports what looks like a style and is none. The parser hands out each `*` it has no use for by itself.
    fn notice(&mut self, text: &str, range: Range<usize>) {
        if text.contains("~~") {
            self.problem(What::Strikethrough, range.clone());
        }
        if text.starts_with('*') && self.star_end == Some(range.start) {
            self.problem(What::LooseBold, range.start - 1..range.start + 1);
        } else if text.ends_with('*') {
            self.star_end = Some(range.end);
        }
    }

    /// Adds to the text that is being collected.
    fn push(&mut self, text: &str, code: bool) {
        if text.is_empty() {
            return;
        }
        let bold = self.bold > 0;
        let link = self.link.as_mut().map(|(link, _, said)| {
            said.push_str(text);
            &*link
        });
        if let Some(last) = self.text.last_mut()
            && (last.bold, last.code, last.link.as_ref()) == (bold, code, link)
        {
            last.text.push_str(text);
            return;
        }
        let (text, link) = (text.to_owned(), link.cloned());
        self.text.push(Inline { text, bold, code, link });
    }

    /// The collected text without blanks around it.
    fn take_text(&mut self) -> Inlines {
        let mut text = mem::take(&mut self.text);
        if let Some(first) = text.first_mut() {
            first.text.drain(..first.text.len() - first.text.trim_start().len());
        }
        if let Some(last) = text.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        text.retain(|inline| !inline.text.is_empty());
        text
    }

    /// Ends a paragraph, also one that the parser does not name: the text of an item in a tight list.
    fn flush(&mut self, range: Range<usize>) {
        let text = self.take_text();
        if !text.is_empty() {
            self.block(Block::Paragraph(text), range);
        }
    }

    fn block(&mut self, block: Block, range: Range<usize>) {
        if self.frames.len() == 1 {
            let range = self.on_boundaries(range);
            self.parsed.blocks.push(range);
        }
        match self.frames.last_mut() {
            Some(Frame::Blocks(_, blocks)) => blocks.push(block),
            Some(Frame::List { items, .. }) => items.push(vec![block]),
            None => {}
        }
    }

    fn open(&mut self, frame: Frame, range: Range<usize>) {
        self.flush(range.clone());
        if self.flattened > 0 || self.frames.len() > MAX_DEPTH {
            self.flattened += 1;
            self.problem(What::TooDeep, range);
        } else {
            self.frames.push(frame);
        }
    }

    fn close(&mut self, range: Range<usize>) {
        if self.frames.len() < 2 {
            return;
        }
        match self.frames.pop() {
            Some(Frame::List { start, tight, items }) => {
                self.block(Block::List { start, tight, items }, range)
            }
            Some(Frame::Blocks(Container::Quote, blocks)) => self.block(Block::Quote(blocks), range),
            Some(Frame::Blocks(Container::Alert(kind), blocks)) => {
                self.block(Block::Alert { kind, blocks }, range)
            }
            Some(Frame::Blocks(Container::Item, blocks)) => {
                if let Some(Frame::List { items, .. }) = self.frames.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Frame::Blocks(Container::Page, _)) | None => {}
        }
    }

    /// The parser names the paragraphs of an item only in a loose list.
    fn loosen(&mut self) {
        if let [.., Frame::List { tight, .. }, Frame::Blocks(Container::Item, _)] = &mut self.frames[..] {
            *tight = false;
        }
    }

    /// Whether the text so far is the claim on the first line of a misconception: what is true begins a new row.
    fn ends_claim(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Blocks(Container::Alert(AlertKind::Caution), blocks)) if blocks.is_empty())
            && self.text.iter().all(|inline| inline.bold && !inline.text.contains('\n'))
    }

    fn looks_like_alert(&self, range: &Range<usize>) -> bool {
        let quote = self.source.get(range.clone()).unwrap_or_default();
        let quote = quote.trim_start().strip_prefix('>').unwrap_or_default();
        quote.trim_start_matches(' ').starts_with("[!")
    }

    fn problem(&mut self, what: What, range: Range<usize>) {
        let range = self.on_boundaries(range);
        self.parsed.problems.push(Problem { range, what });
    }

    fn on_boundaries(&self, range: Range<usize>) -> Range<usize> {
        let end = boundary(self.source, range.end);
        boundary(self.source, range.start).min(end)..end
    }
}

/// The last character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

impl Table {
    fn finish(self) -> Block {
        let columns = self.head.len();
        let Table { mut align, head, mut rows, .. } = self;
        align.resize(columns, Align::Left);
        for row in &mut rows {
            row.resize(columns, Inlines::new());
        }
        Block::Table { align, head, rows }
    }
}
