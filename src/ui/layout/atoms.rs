//! Text taken apart into what a row can end between.
//!
//! Invariants: atoms side by side take as many cells as they do one by one; none is a control character or invisible.
//!
//! It must not know where rows end.

use std::ops::Range;

use crate::lang::width::{Cluster, width};

/// Stands for a character that is wider than the whole column.
const TOO_WIDE: &str = "?";

/// A blank at which no row ends.
const NO_BREAK: &str = "\u{a0}";

/// One cluster of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// Where it ends in the text, in bytes.
    end: usize,
    /// Cells, at least one.
    pub(super) width: usize,
    /// Decides what may stand at the ends of a line.
    pub(super) base: char,
}

/// A text and its clusters.
#[derive(Debug)]
pub(super) struct Atoms {
    text: String,
    atoms: Vec<Atom>,
    /// Cells of the narrowest row; wider clusters are replaced.
    narrowest: usize,
    /// What comes next did not follow the last atom in the source.
    seam: bool,
}

impl Atoms {
    pub(super) fn new(narrowest: usize) -> Atoms {
        Atoms { text: String::new(), atoms: Vec::new(), narrowest, seam: false }
    }

    /// Something between the last atom and the next is left out.
    pub(super) fn seam(&mut self) {
        self.seam = true;
    }

    /// Appends a blank of one cell.
    pub(super) fn blank(&mut self) {
        self.push(" ", 1, ' ');
    }

    /// Appends a cluster and returns its cells.
    pub(super) fn cluster(&mut self, cluster: Cluster<'_>) -> usize {
        let base = cluster.base();
        if cluster.text == NO_BREAK {
            self.push(" ", 1, base);
            return 1;
        }
        if cluster.width > self.narrowest {
            self.push(TOO_WIDE, 1, base);
            return 1;
        }
        self.push(cluster.text, cluster.width, base);
        cluster.width
    }

    /// Whether `cluster` after the last atom would melt into it and take other cells than one by one; a blank belongs
    /// between them then. Only parts of emoji and of Indic letters do that, where something between them is left out.
    pub(super) fn melts(&mut self, cluster: Cluster<'_>) -> bool {
        if !std::mem::take(&mut self.seam) || cluster.text.is_ascii() {
            return false;
        }
        let Some(last) = self.atoms.last().filter(|last| last.base != ' ') else {
            return false;
        };
        let joined = [self.slice(self.atoms.len() - 1..self.atoms.len()), cluster.text].concat();
        width(&joined) != last.width + cluster.width
    }

    fn push(&mut self, text: &str, width: usize, base: char) {
        self.text.push_str(text);
        let end = self.text.len();
        self.atoms.push(Atom { end, width, base });
    }

    /// In order.
    pub(super) fn all(&self) -> &[Atom] {
        &self.atoms
    }

    /// Bytes so far.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Where an atom starts in the text.
    pub(super) fn offset(&self, atom: usize) -> usize {
        let before = atom.checked_sub(1).and_then(|before| self.atoms.get(before));
        before.map_or(0, |before| before.end)
    }

    /// The text of a range of bytes that starts and ends between atoms.
    pub(super) fn text(&self, bytes: Range<usize>) -> &str {
        self.text.get(bytes).unwrap_or_default()
    }

    /// The text of a range of atoms.
    pub(super) fn slice(&self, atoms: Range<usize>) -> &str {
        self.text(self.offset(atoms.start)..self.offset(atoms.end))
    }
}
