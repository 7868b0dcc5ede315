//! Blocks to rows: what stands left of a block, and what is blank between two.
//!
//! Invariants: a row is never wider than the width; there is one blank row between blocks, none before the first and after
//! the last; every row of a quote or an alert has its bar; decoration gives way before text does.
//!
//! It must not know which block comes when, nor what is on the screen.

use super::{
    Options,
    row::{Piece, Role, Row, append, push},
    table, verbatim,
    wrap::Flow,
};
use crate::{
    course::doc::{AlertKind, Block, Inlines, Link},
    lang::width::width,
};

/// Text has at least this many cells, or there is no bullet or bar.
pub(super) const LEAST_TEXT: usize = 4;

/// Blanks between the title of an alert and its text.
const AFTER_TITLE: usize = 2;

/// Draws blocks one after another.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    pub(super) options: Options,
    pub(super) rows: Vec<Row>,
    pub(super) links: Vec<Link>,
    /// The page's block that is being drawn.
    block: usize,
    margins: Vec<Margin>,
    /// A blank row is due before the next row, with this many margins.
    due: Option<usize>,
}

/// What stands left of the rows of a container.
#[derive(Clone, Debug)]
struct Margin {
    /// On its first row, until that is drawn.
    first: Option<Piece>,
    /// On all others.
    rest: Piece,
    cells: usize,
}

impl Engine {
    pub(super) fn new(options: Options) -> Engine {
        Engine { options, rows: Vec::new(), links: Vec::new(), block: 0, margins: Vec::new(), due: None }
    }

    /// Draws the next block of the page; returns its first row.
    pub(super) fn draw(&mut self, index: usize, block: &Block) -> usize {
        self.block = index;
        let before = self.rows.len();
        if before > 0 {
            self.part();
        }
        if self.options.width > 0 {
            self.block(block);
        }
        let drew = self.rows.len() > before;
        before + usize::from(before > 0 && drew)
    }

    /// Cells left for text.
    pub(super) fn room(&self) -> usize {
        let margins: usize = self.margins.iter().map(|margin| margin.cells).sum();
        usize::from(self.options.width).saturating_sub(margins)
    }

    /// A blank row is due, if anything follows.
    pub(super) fn part(&mut self) {
        self.due = Some(self.margins.len());
    }

    /// Appends a row.
    pub(super) fn emit(&mut self, pieces: Vec<Piece>) {
        self.row(pieces, None);
    }

    /// Appends a row on a background.
    pub(super) fn emit_on(&mut self, pieces: Vec<Piece>, fill: Role) {
        self.row(pieces, Some(fill));
    }

    fn row(&mut self, text: Vec<Piece>, fill: Option<Role>) {
        // Before the first row there is nothing to be set off from.
        if let Some(depth) = self.due.take()
            && !self.rows.is_empty()
        {
            self.blank(depth);
        }
        let mut pieces = Vec::with_capacity(self.margins.len() + text.len());
        for margin in &mut self.margins {
            let piece = margin.first.take();
            let piece = piece.as_ref().unwrap_or(&margin.rest);
            push(&mut pieces, &piece.text, piece.role, None);
        }
        append(&mut pieces, text);
        self.rows.push(Row { block: self.block, pieces, fill });
    }

    fn blank(&mut self, depth: usize) {
        let mut pieces = Vec::new();
        for margin in &self.margins[..depth.min(self.margins.len())] {
            push(&mut pieces, &margin.rest.text, margin.rest.role, None);
        }
        while pieces.last().is_some_and(|piece| piece.text.trim().is_empty()) {
            pieces.pop();
        }
        self.rows.push(Row { block: self.rows.last().map_or(0, |row| row.block), pieces, fill: None });
    }

    fn blocks(&mut self, blocks: &[Block], base: Role, spaced: bool) {
        let before = self.rows.len();
        for block in blocks {
            if self.rows.len() > before {
                self.due = spaced.then_some(self.margins.len());
            }
            self.block_as(block, base);
        }
    }

    fn block(&mut self, block: &Block) {
        self.block_as(block, Role::Text);
    }

    fn block_as(&mut self, block: &Block, base: Role) {
        match block {
            Block::Heading { text, .. } => self.paragraph(text, Role::Heading),
            Block::Paragraph(text) => self.paragraph(text, base),
            Block::List { start, tight, items } => self.list(*start, *tight, items, base),
            Block::Code { text, .. } => verbatim::code(self, text),
            Block::Diagram(picture) => verbatim::diagram(self, picture),
            Block::Table { align, head, rows } => table::table(self, align, head, rows),
            Block::Alert { kind, blocks } => self.alert(*kind, blocks),
            Block::Quote(blocks) => {
                let opened = self.bar(Role::QuoteBar);
                self.blocks(blocks, Role::Quote, true);
                self.close(opened);
            }
            // The blank row is enough.
            Block::Rule if self.options.glyphs.plain => {}
            Block::Rule => {
                let rule = self.options.glyphs.rule.to_string().repeat(self.room());
                self.emit(vec![Piece::new(rule, Role::Muted)]);
            }
            Block::Widget(fence) => {
                let opened = self.bar(Role::Here);
                for line in &fence.face {
                    self.paragraph(line, base);
                }
                self.close(opened);
            }
            Block::Quiz(_) => {}
        }
    }

    fn paragraph(&mut self, text: &Inlines, role: Role) {
        let room = self.room();
        let mut flow = Flow::new(room);
        flow.inlines(text, role, &mut self.links);
        for row in flow.rows(room, room) {
            self.emit(row);
        }
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &[Vec<Block>], base: Role) {
        let number = |index: usize| start.map(|start| start.saturating_add(index as u64));
        let last = number(items.len().saturating_sub(1));
        let cells = last.map_or(1, |last| last.to_string().len() + 1);
        let before = self.rows.len();
        for (index, item) in items.iter().enumerate() {
            if self.rows.len() > before {
                self.due = (!tight).then_some(self.margins.len());
            }
            let mark = match number(index) {
                Some(number) => format!("{:>cells$} ", format!("{number}.")),
                None => format!("{} ", self.options.glyphs.bullet),
            };
            let rest = Piece::new(" ".repeat(cells + 1), Role::Text);
            let opened = self.open(Some(Piece::new(mark, Role::Bullet)), rest);
            let rows = self.rows.len();
            self.blocks(item, base, !tight);
            if self.rows.len() == rows {
                self.emit(Vec::new());
            }
            self.close(opened);
        }
    }

    fn alert(&mut self, kind: AlertKind, blocks: &[Block]) {
        let opened = self.bar(Role::AlertBar(kind));
        let room = self.room();
        let mut flow = Flow::new(room);
        let label = self.options.labels.of(kind);
        if self.options.glyphs.plain {
            flow.title(&format!("{label}:"), Role::Alert(kind), 1);
        } else {
            flow.title(label, Role::Alert(kind), AFTER_TITLE);
        }
        let blocks = match blocks {
            [Block::Paragraph(text), rest @ ..] => {
                flow.inlines(text, Role::Text, &mut self.links);
                rest
            }
            all => all,
        };
        for row in flow.rows(room, room) {
            self.emit(row);
        }
        if !blocks.is_empty() {
            self.part();
            self.blocks(blocks, Role::Text, true);
        }
        self.close(opened);
    }

    fn bar(&mut self, role: Role) -> bool {
        if self.options.glyphs.plain {
            return false;
        }
        let bar = format!("{} ", self.options.glyphs.bar);
        self.open(None, Piece::new(bar, role))
    }

    /// Adds a margin if that leaves enough room for text.
    fn open(&mut self, first: Option<Piece>, rest: Piece) -> bool {
        let cells = width(&rest.text);
        let fits = self.room() >= cells + LEAST_TEXT;
        if fits {
            self.margins.push(Margin { first, rest, cells });
        }
        fits
    }

    fn close(&mut self, opened: bool) {
        if opened {
            self.margins.pop();
        }
    }
}
