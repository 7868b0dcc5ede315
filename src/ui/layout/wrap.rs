//! Wrapping running text by words, the Korean way.
//!
//! Purpose: break lines between words (어절), never inside one that fits; a word is what stands between spaces, whatever
//! styles and links it is made of, so a particle stays with the link it follows.
//!
//! A line may also end after `/ - · ~` before Hangul and before an opening bracket after Hangul. It never begins with
//! closing punctuation nor ends with opening punctuation (금칙), unless there is no other way. A word is broken inside only
//! if it is longer than a line, or in a narrow column when moving it down would leave a large hole.
//!
//! Invariants: no row is wider than asked, at any width from one cell; rows are slices of one buffer in order, so nothing
//! is lost but spaces; time is linear.
//!
//! It must not know blocks, glyphs or colours.

use std::ops::Range;

use super::{
    atoms::{Atom, Atoms},
    breaks,
    lines::{Lines, Word},
    row::{Piece, Role, push},
};
use crate::{
    course::doc::{Inline, Link},
    lang::width::{Cluster, clusters},
};

/// Text ready to be wrapped at any width.
#[derive(Debug)]
pub(super) struct Flow {
    /// Everything that is drawn, spaces included.
    atoms: Atoms,
    /// Styles of consecutive parts of the text.
    runs: Vec<Run>,
    /// In order.
    words: Vec<Word>,
    /// Blanks seen since the last word.
    blank: Blank,
    /// The next cluster belongs to the last word whatever stands between.
    glued: bool,
}

#[derive(Debug)]
struct Run {
    end: usize,
    role: Role,
    link: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Blank {
    cells: usize,
    breaks: usize,
}

impl Flow {
    /// For rows of at least `narrowest` cells.
    pub(super) fn new(narrowest: usize) -> Flow {
        Flow {
            atoms: Atoms::new(narrowest),
            runs: Vec::new(),
            words: Vec::new(),
            blank: Blank::default(),
            glued: false,
        }
    }

    /// Appends styled text. A link is entered into `links` once, however many pieces it has.
    pub(super) fn inlines(&mut self, inlines: &[Inline], base: Role, links: &mut Vec<Link>) {
        let mut previous: Option<&Link> = None;
        for inline in inlines {
            let link = inline.link.as_ref().map(|link| {
                if previous != Some(link) {
                    links.push(link.clone());
                }
                links.len().saturating_sub(1)
            });
            previous = inline.link.as_ref();
            self.text(&inline.text, role(inline, base), link);
        }
    }

    /// Appends text of one role.
    pub(super) fn text(&mut self, text: &str, role: Role, link: Option<usize>) {
        self.atoms.seam();
        for cluster in clusters(text) {
            match cluster.base() {
                '\n' => self.blank.breaks += 1,
                ' '
                | '\t'
                | '\r'
                | '\u{1680}'
                | '\u{2000}'..='\u{2006}'
                | '\u{2008}'..='\u{200A}'
                | '\u{205F}'
                | '\u{3000}' => self.blanks(1),
                _ if cluster.width > 0 => self.cluster(cluster),
                _ => self.atoms.seam(),
            }
        }
        self.run(role, link);
    }

    /// Appends a title that is kept together, and `gap` blanks after it.
    pub(super) fn title(&mut self, text: &str, role: Role, gap: usize) {
        for cluster in clusters(text).filter(|cluster| cluster.width > 0) {
            self.cluster(cluster);
            self.glued = true;
        }
        self.glued = false;
        self.run(role, None);
        self.blanks(gap);
        self.run(Role::Text, None);
    }

    fn blanks(&mut self, cells: usize) {
        (0..cells).for_each(|_| self.atoms.blank());
        self.blank.cells += cells;
    }

    fn run(&mut self, role: Role, link: Option<usize>) {
        let end = self.atoms.bytes();
        match self.runs.last_mut() {
            Some(last) if last.role == role && last.link == link => last.end = end,
            Some(last) if last.end == end => {}
            None if end == 0 => {}
            _ => self.runs.push(Run { end, role, link }),
        }
    }

    fn cluster(&mut self, cluster: Cluster<'_>) {
        if self.atoms.melts(cluster) {
            self.blanks(1);
        }
        let base = cluster.base();
        let start = self.atoms.all().len();
        let width = self.atoms.cluster(cluster);
        let Blank { cells: gap, breaks } = std::mem::take(&mut self.blank);
        let (closing, opening) = (breaks::is_closing(base), breaks::is_opening(base));
        let end = start + 1;
        if let Some(word) = self.words.last_mut()
            && (self.glued || gap + breaks == 0 && !may_part(&self.atoms.all()[word.start..end]))
        {
            word.end = end;
            word.width += gap + width;
            word.closing &= closing;
            word.opening &= opening;
            return;
        }
        self.settle();
        self.words.push(Word { start, end, width, gap, breaks, closing, opening });
    }

    /// Joins the last word to the one before it if they must not be parted.
    fn settle(&mut self) {
        let [.., before, last] = &mut self.words[..] else {
            return;
        };
        if last.breaks == 0 && (last.closing || before.opening) {
            before.end = last.end;
            before.width += last.gap + last.width;
            before.closing &= last.closing;
            before.opening &= last.opening;
            self.words.pop();
        }
    }

    /// Cells of the widest line if nothing is wrapped.
    pub(super) fn natural_width(&mut self) -> usize {
        self.settle();
        let mut widest = 0;
        let mut line = 0;
        for word in &self.words {
            if word.breaks > 0 {
                line = 0;
            }
            line += word.width + if line > 0 { word.gap } else { 0 };
            widest = widest.max(line);
        }
        widest
    }

    /// Wraps: the first row has `first` cells, all others `rest`.
    pub(super) fn rows(&mut self, first: usize, rest: usize) -> Vec<Vec<Piece>> {
        self.settle();
        let mut lines = Lines::new(self.atoms.all(), first, rest);
        for (index, word) in self.words.iter().enumerate() {
            lines.word(word, index == 0);
        }
        let mut run = 0;
        lines.finish().into_iter().map(|range| self.pieces(range, &mut run)).collect()
    }

    /// The styled pieces of a row. Rows come in order, so `run` only moves forward.
    fn pieces(&self, range: Range<usize>, run: &mut usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let (mut at, row_end) = (self.atoms.offset(range.start), self.atoms.offset(range.end));
        while at < row_end {
            let Some(style) = self.runs.get(*run) else {
                break;
            };
            if style.end <= at {
                *run += 1;
                continue;
            }
            let end = style.end.min(row_end);
            push(&mut pieces, self.atoms.text(at..end), style.role, style.link);
            at = end;
        }
        pieces
    }
}

/// Whether a line may end before the last of these atoms of a word.
fn may_part(atoms: &[Atom]) -> bool {
    match atoms {
        [.., last, next] => breaks::between(last.base, next.base, atoms.len() - 1),
        _ => false,
    }
}

fn role(inline: &Inline, base: Role) -> Role {
    let is_title = matches!(base, Role::Heading | Role::TableHead);
    match inline {
        Inline { link: Some(_), bold: true, .. } => Role::StrongLink,
        Inline { link: Some(_), .. } => Role::Link,
        Inline { code: true, .. } => Role::Code,
        Inline { bold: true, .. } if !is_title => Role::Strong,
        _ => base,
    }
}
