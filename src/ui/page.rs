//! A page on the screen: one language, or both side by side or stacked block by block.
//!
//! In one language a page is parsed and laid out as far as it is seen, so that a page of any length opens at once. In both, blocks
//! are paired by their number, so the two files must have the same blocks (`seodang check` says where they do not).

use std::sync::Arc;

use crate::{
    course::{
        PriceList,
        doc::{Block, Doc, Link},
        markdown,
    },
    lang::Lang,
    ui::layout::{AlertLabels, Glyphs, Layout, Options, Piece, Role, Row},
    widget,
};

/// Columns from which both languages stand side by side.
pub const SIDE_BY_SIDE: u16 = 110;

/// The widest column of text that is comfortable to read.
pub const WIDEST: u16 = 76;

/// A page with a widget has this word in it, whatever its fence looks like.
const WIDGET: &str = "widget";

/// Cells between the two languages.
const GUTTER: u16 = 3;

/// How a page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Language shown, or shown first.
    pub lang: Lang,
    /// Whether the other one is shown too.
    pub both: bool,
    /// Cells there are.
    pub width: u16,
    /// Columns of the terminal, which decide between beside and below.
    pub columns: u16,
    /// Characters to draw with.
    pub glyphs: Glyphs,
}

/// A laid-out page.
#[derive(Clone, Debug)]
pub struct Page {
    shape: Shape,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    One(Box<Layout>, Rest),
    Both { rows: Vec<Row>, starts: Vec<usize>, links: Vec<Link> },
}

/// The part of a long page that is not parsed yet.
#[derive(Clone, Debug)]
struct Rest {
    source: String,
    at: usize,
    lang: Lang,
    prices: Arc<PriceList>,
}

impl Rest {
    /// The blocks of the next part, if there is one.
    fn next(&mut self) -> Option<Vec<Block>> {
        let rest = self.source.get(self.at..).filter(|rest| !rest.is_empty())?;
        let head = &rest[..markdown::head(rest)];
        self.at += head.len();
        Some(blocks(head, self.lang, &self.prices))
    }

    fn is_empty(&self) -> bool {
        self.at >= self.source.len()
    }
}

impl Page {
    /// Lays out the page whose Markdown in a language is `source(lang)`. `prices` are asked for if it has widgets.
    #[must_use]
    pub fn new<'s>(
        shape: Shape,
        prices: impl FnOnce() -> Arc<PriceList>,
        source: impl Fn(Lang) -> &'s str,
    ) -> Page {
        let has_widgets = source(shape.lang).contains(WIDGET);
        let prices = if has_widgets { prices() } else { Arc::default() };
        let layout = |source: &str, lang: Lang, width: u16| {
            let labels = match lang {
                Lang::Ko => AlertLabels::KO,
                Lang::En => AlertLabels::EN,
            };
            Layout::new(
                Doc { blocks: blocks(source, lang, &prices) },
                Options { width, glyphs: shape.glyphs, labels },
            )
        };
        let (first, second) = (shape.lang, shape.lang.other());
        let width = if shape.glyphs.plain { shape.width } else { shape.width.min(WIDEST) };
        let kind = if !shape.both {
            let (head, rest) = source(first).split_at(markdown::head(source(first)));
            let layout = Box::new(layout(head, first, width));
            Kind::One(layout, Rest { source: rest.to_owned(), at: 0, lang: first, prices })
        } else if shape.columns >= SIDE_BY_SIDE && !shape.glyphs.plain {
            let column = (shape.width.saturating_sub(GUTTER) / 2).min(WIDEST);
            let right = layout(source(second), second, column);
            beside(layout(source(first), first, column), right, column, shape.glyphs)
        } else {
            let below = layout(source(second), second, width.saturating_sub(2));
            stacked(layout(source(first), first, width), below, shape.glyphs)
        };
        Page { shape, kind }
    }

    /// How it is shown.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Makes sure that `rows` rows are there, if the page has so many.
    pub fn ensure(&mut self, rows: usize) {
        if let Kind::One(layout, rest) = &mut self.kind {
            layout.ensure(rows);
            while layout.rows().len() < rows {
                let Some(blocks) = rest.next() else { return };
                layout.append(blocks);
                layout.ensure(rows);
            }
        }
    }

    /// Lays out everything.
    pub fn complete(&mut self) {
        self.ensure(usize::MAX);
    }

    /// The rows so far.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        match &self.kind {
            Kind::One(layout, _) => layout.rows(),
            Kind::Both { rows, .. } => rows,
        }
    }

    /// Whether these are all.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        match &self.kind {
            Kind::One(layout, rest) => layout.is_complete() && rest.is_empty(),
            Kind::Both { .. } => true,
        }
    }

    /// Where links lead, in reading order.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        match &self.kind {
            Kind::One(layout, _) => layout.links(),
            Kind::Both { links, .. } => links,
        }
    }

    /// The first row of a block, laid out as far as needed; the last one there is when the page has fewer blocks.
    pub fn block_start(&mut self, block: usize) -> usize {
        match &mut self.kind {
            Kind::One(layout, rest) => {
                layout.ensure_block(block);
                while layout.blocks() <= block {
                    let Some(blocks) = rest.next() else { break };
                    layout.append(blocks);
                    layout.ensure_block(block);
                }
                layout.block_start(block).or_else(|| layout.block_start(layout.blocks().checked_sub(1)?))
            }
            Kind::Both { starts, .. } => starts.get(block).or(starts.last()).copied(),
        }
        .unwrap_or(0)
    }
}

/// What is read of a page: check-in questions are asked after it, not on it.
fn blocks(source: &str, lang: Lang, prices: &PriceList) -> Vec<Block> {
    let mut blocks = markdown::parse(source).doc.blocks;
    blocks.retain(|block| !matches!(block, Block::Quiz(_)));
    widget::show(&mut blocks, prices, lang);
    blocks
}

/// Both languages of each block begin on the same row.
fn beside(mut left: Layout, mut right: Layout, column: u16, glyphs: Glyphs) -> Kind {
    left.complete();
    right.complete();
    let offset = left.links().len();
    let mut rows: Vec<Row> = Vec::new();
    let mut starts = Vec::new();
    for block in 0..left.blocks().max(right.blocks()) {
        starts.push(rows.len());
        let (a, b) = (block_rows(&left, block), block_rows(&right, block));
        for i in 0..a.len().max(b.len()) {
            let mut row = Row { block, pieces: Vec::new(), fill: None };
            let mut cells = 0;
            if let Some(shown) = a.get(i) {
                cells = shown.width();
                row.pieces.extend(shown.pieces.iter().cloned());
            }
            let gap = (usize::from(column) + 1).saturating_sub(cells);
            row.pieces.push(Piece::new(" ".repeat(gap), Role::Text));
            row.pieces.push(Piece::new(format!("{} ", glyphs.bar), Role::TableRule));
            if let Some(shown) = b.get(i) {
                row.pieces.extend(shifted(shown, offset));
            }
            rows.push(row);
        }
    }
    let links = left.links().iter().chain(right.links()).cloned().collect();
    Kind::Both { rows, starts, links }
}

/// Each block in the first language, then in the second behind a bar.
fn stacked(mut first: Layout, mut second: Layout, glyphs: Glyphs) -> Kind {
    first.complete();
    second.complete();
    let offset = first.links().len();
    let mut rows: Vec<Row> = Vec::new();
    let mut starts = Vec::new();
    for block in 0..first.blocks().max(second.blocks()) {
        starts.push(rows.len());
        rows.extend(block_rows(&first, block).iter().cloned());
        for shown in block_rows(&second, block) {
            let mut pieces = vec![Piece::new(format!("{} ", glyphs.bar), Role::QuoteBar)];
            if shown.pieces.is_empty() || glyphs.plain {
                pieces.clear();
            }
            pieces.extend(shifted(shown, offset));
            rows.push(Row { block, pieces, fill: None });
        }
    }
    let links = first.links().iter().chain(second.links()).cloned().collect();
    Kind::Both { rows, starts, links }
}

fn block_rows(layout: &Layout, block: usize) -> &[Row] {
    let start = layout.block_start(block).unwrap_or(layout.rows().len());
    let end = layout.block_start(block + 1).unwrap_or(layout.rows().len());
    layout.rows().get(start..end).unwrap_or_default()
}

fn shifted(row: &Row, offset: usize) -> impl Iterator<Item = Piece> {
    row.pieces.iter().map(move |piece| Piece { link: piece.link.map(|link| link + offset), ..piece.clone() })
}
