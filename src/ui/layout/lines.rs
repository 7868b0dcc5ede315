//! Filling rows with words, first fit.
//!
//! Invariants: rows are ranges of atoms, in order, with only blanks between them; none is wider than its cells if no
//! atom is; each row costs its own width.
//!
//! It must not know texts or styles.

use std::ops::Range;

use super::{atoms::Atom, breaks};

/// What is not broken if it can be helped.
#[derive(Debug)]
pub(super) struct Word {
    /// Its first atom.
    pub(super) start: usize,
    /// The atom after its last.
    pub(super) end: usize,
    /// Cells.
    pub(super) width: usize,
    /// Cells of blank before it, if it does not begin a row.
    pub(super) gap: usize,
    /// Line breaks in the source before it.
    pub(super) breaks: usize,
    /// Only closing punctuation: belongs to the word before.
    pub(super) closing: bool,
    /// Only opening punctuation: belongs to the word after.
    pub(super) opening: bool,
}

/// Columns narrower than this, in cells, break words rather than leave holes.
const NARROW: usize = 24;

/// The widest hole, in cells, at the end of a line before a word is broken.
const HOLE: usize = 8;

/// Where a word may be cut so that its first part fits: the atom after it, and its cells.
#[derive(Clone, Copy, Debug, Default)]
struct Cuts {
    /// As late as possible.
    any: Option<(usize, usize)>,
    /// Not against 금칙.
    legal: Option<(usize, usize)>,
    /// Nor inside a Latin word or a number.
    good: Option<(usize, usize)>,
}

/// Rows being filled.
pub(super) struct Lines<'a> {
    atoms: &'a [Atom],
    first: usize,
    rest: usize,
    done: Vec<Range<usize>>,
    /// The open row, and the cells it takes.
    line: Option<Range<usize>>,
    used: usize,
}

impl<'a> Lines<'a> {
    /// For words made of `atoms`; the first row has `first` cells, all others `rest`.
    pub(super) fn new(atoms: &'a [Atom], first: usize, rest: usize) -> Lines<'a> {
        Lines { atoms, first, rest, done: Vec::new(), line: None, used: 0 }
    }

    /// All rows, as ranges of atoms.
    pub(super) fn finish(mut self) -> Vec<Range<usize>> {
        self.flush();
        self.done
    }

    /// Puts the next word on the open row, on a new one, or on both.
    pub(super) fn word(&mut self, word: &Word, is_first: bool) {
        if word.breaks > 0 && !is_first {
            self.flush();
            let empty = word.start..word.start;
            self.done.extend(std::iter::repeat_n(empty, word.breaks - 1));
        }
        let (mut start, mut width) = (word.start, word.width);
        if self.line.is_some() {
            if word.gap + width <= self.room() {
                self.extend(word.end, word.gap + width);
                return;
            }
            if let Some((cut, cells)) = self.cut_to_fill(word) {
                self.extend(cut, word.gap + cells);
                (start, width) = (cut, width.saturating_sub(cells));
            }
            self.flush();
        }
        while width > self.room() {
            let Some((cut, cells)) = self.cut_long(start..word.end) else {
                break;
            };
            self.done.push(start..cut);
            let spaces = leading_spaces(&self.atoms[cut..word.end]);
            start = cut + spaces;
            width = width.saturating_sub(cells + spaces);
        }
        self.line = Some(start..word.end);
        self.used = width;
    }

    /// Cells left in the open row, or in the next one.
    fn room(&self) -> usize {
        let cells = if self.done.is_empty() { self.first } else { self.rest };
        cells.saturating_sub(self.used)
    }

    fn extend(&mut self, end: usize, cells: usize) {
        if let Some(line) = &mut self.line {
            line.end = end;
            self.used += cells;
        }
    }

    fn flush(&mut self) {
        self.used = 0;
        self.done.extend(self.line.take());
    }

    /// Where to cut a word that does not fit into the open row, if moving all of it down is worse.
    fn cut_to_fill(&self, word: &Word) -> Option<(usize, usize)> {
        let hole = self.room();
        let is_long = word.width > self.rest;
        if hole <= HOLE || !is_long && self.rest >= NARROW {
            return None;
        }
        let cuts = self.cuts(word.start..word.end, hole.checked_sub(word.gap)?);
        cuts.good.or(cuts.legal.filter(|_| is_long))
    }

    /// Where to cut a word that is longer than a row of its own.
    fn cut_long(&self, range: Range<usize>) -> Option<(usize, usize)> {
        let room = self.room();
        let cuts = self.cuts(range, room);
        let good = cuts.good.filter(|(_, cells)| cells * 2 >= room);
        good.or(cuts.legal).or(cuts.any)
    }

    /// Where `range` can be cut so that the first part takes at most `room` cells.
    fn cuts(&self, range: Range<usize>, room: usize) -> Cuts {
        let mut cuts = Cuts::default();
        let mut used = 0;
        let mut before: Option<char> = None;
        for (at, atom) in range.clone().zip(&self.atoms[range]) {
            if let Some(before) = before {
                let cut = Some((at, used));
                cuts.any = cut;
                if !breaks::is_closing(atom.base) && !breaks::is_opening(before) {
                    cuts.legal = cut;
                    if !(breaks::is_latin(before) && breaks::is_latin(atom.base)) {
                        cuts.good = cut;
                    }
                }
            }
            used += atom.width;
            if used > room {
                break;
            }
            before = Some(atom.base);
        }
        cuts
    }
}

fn leading_spaces(atoms: &[Atom]) -> usize {
    atoms.iter().take_while(|atom| atom.base == ' ').count()
}
