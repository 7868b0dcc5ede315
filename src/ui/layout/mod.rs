//! Layout: a page as rows of styled pieces, at most so many cells wide.
//!
//! Purpose: everything that wraps, indents, aligns or clips a text is here, once, so that a screen only slices finished
//! rows. Layout happens when a page is opened or the size changes, never while drawing.
//!
//! Invariants, for any document and any width: no row is wider than the width; nothing is lost but blanks, control
//! characters and what a clipped diagram has beyond the edge; the first rows of a long page cost the same as those of a short
//! one; time is linear.
//!
//! It must not know colours, keys or what is scrolled where.

mod atoms;
mod breaks;
mod engine;
mod glyphs;
mod lines;
mod row;
mod table;
mod verbatim;
mod wrap;

use std::sync::Arc;

use crate::course::doc::{Block, Doc, Inline, Link};
use engine::Engine;

pub use glyphs::{AlertLabels, Glyphs};
pub use row::{Piece, Role, Row};

/// What a layout depends on besides the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Cells of the text column; with 0 there are no rows.
    pub width: u16,
    /// Characters to draw with.
    pub glyphs: Glyphs,
    /// Titles of alerts, in the language of the page.
    pub labels: AlertLabels,
}

/// A page being laid out, from its start as far as it was asked for.
#[derive(Clone, Debug)]
pub struct Layout {
    doc: Arc<Doc>,
    engine: Engine,
    /// First row of each block that is laid out.
    starts: Vec<usize>,
}

impl Layout {
    /// A layout without rows yet.
    #[must_use]
    pub fn new(doc: impl Into<Arc<Doc>>, options: Options) -> Layout {
        Layout { doc: doc.into(), engine: Engine::new(options), starts: Vec::new() }
    }

    /// Adds blocks at the end of the page: those of a long one come as they are needed.
    pub fn append(&mut self, blocks: Vec<Block>) {
        Arc::make_mut(&mut self.doc).blocks.extend(blocks);
    }

    /// Lays out as many blocks as it takes to have `rows` rows, or all there are. Asking again costs nothing.
    pub fn ensure(&mut self, rows: usize) {
        while self.engine.rows.len() < rows && self.step() {}
    }

    /// Lays out blocks up to and including `block`, so that its start and all its rows are known.
    pub fn ensure_block(&mut self, block: usize) {
        while self.starts.len() <= block && self.step() {}
    }

    /// Lays out the whole page.
    pub fn complete(&mut self) {
        while self.step() {}
    }

    fn step(&mut self) -> bool {
        let index = self.starts.len();
        match self.doc.blocks.get(index) {
            Some(block) => {
                let start = self.engine.draw(index, block);
                self.starts.push(start);
                true
            }
            None => false,
        }
    }

    /// The rows so far, from the first.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.engine.rows
    }

    /// Whether every block is laid out.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.starts.len() == self.doc.blocks.len()
    }

    /// How many blocks are laid out.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.starts.len()
    }

    /// The first row of a block: one without rows has the row that follows it. `None` if it is not laid out yet.
    #[must_use]
    pub fn block_start(&self, block: usize) -> Option<usize> {
        self.starts.get(block).copied()
    }

    /// Where the links lead, in reading order; [`Piece::link`] is an index into it.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.engine.links
    }

    /// What is laid out.
    #[must_use]
    pub fn doc(&self) -> &Arc<Doc> {
        &self.doc
    }

    /// What it is laid out for.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.engine.options
    }
}

/// All rows of a short text at once.
#[must_use]
pub fn layout(blocks: &[Block], options: &Options) -> Vec<Row> {
    let mut engine = Engine::new(*options);
    for (index, block) in blocks.iter().enumerate() {
        engine.draw(index, block);
    }
    engine.rows
}

/// Wraps one paragraph into rows of at most `width` cells, with `first` blank cells before its first row and `hang` before
/// all others. Its links are appended to `links`, and [`Piece::link`] is an index into that. Too narrow a width has no indents.
#[must_use]
pub fn paragraph(
    inlines: &[Inline],
    role: Role,
    width: usize,
    (first, hang): (usize, usize),
    links: &mut Vec<Link>,
) -> Vec<Vec<Piece>> {
    if width == 0 {
        return Vec::new();
    }
    let indent = first.max(hang);
    let fits = width.checked_sub(indent).is_some_and(|room| room >= engine::LEAST_TEXT);
    let (first, hang) = if fits { (first, hang) } else { (0, 0) };
    let mut flow = wrap::Flow::new(width - first.max(hang));
    flow.inlines(inlines, role, links);
    row::indented(flow.rows(width - first, width - hang), first, hang)
}
