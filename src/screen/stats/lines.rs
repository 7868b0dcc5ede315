//! Rows being laid out, some of which can be chosen.

use crate::{
    course::doc::Inline,
    lang::width::{pad_left, pad_right, width},
    ui::{
        draw,
        layout::{Piece, Role, Row, paragraph},
    },
};

/// Rows, and what can be chosen in them.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// For each row, which of the things that can be chosen it is.
    pub items: Vec<Option<usize>>,
    /// Cells that there are.
    pub width: usize,
    /// Cells that a column of text takes.
    column: usize,
}

impl Lines {
    /// None yet, for so many cells, of which a column of text takes `column`.
    #[must_use]
    pub fn new(width: u16, column: u16) -> Lines {
        Lines { width: usize::from(width), column: usize::from(column), ..Lines::default() }
    }

    /// A row of pieces.
    pub fn pieces(&mut self, pieces: Vec<Piece>) {
        self.rows.push(Row { block: 0, pieces, fill: None });
        self.items.push(None);
    }

    /// A row that can be chosen; it begins with room for the cursor.
    pub fn item(&mut self, item: usize, mut pieces: Vec<Piece>) {
        pieces.insert(0, Piece::new("  ", Role::Text));
        self.pieces(pieces);
        if let Some(last) = self.items.last_mut() {
            *last = Some(item);
        }
    }

    /// A row of text.
    pub fn text(&mut self, text: impl Into<String>, role: Role) {
        self.pieces(vec![Piece::new(text, role)]);
    }

    /// A blank row, unless there is one already.
    pub fn blank(&mut self) {
        if self.rows.last().is_some_and(|row| !row.pieces.is_empty()) {
            self.rows.push(draw::blank_row());
            self.items.push(None);
        }
    }

    /// Text of any length, wrapped to what is comfortable to read, behind so many blanks.
    pub fn wrapped(&mut self, text: &str, role: Role, indent: usize) {
        let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
        self.inlines(&inlines, role, indent);
    }

    /// The same for text with marks.
    pub fn inlines(&mut self, inlines: &[Inline], role: Role, indent: usize) {
        for pieces in paragraph(inlines, role, self.column, (indent, indent), &mut Vec::new()) {
            self.pieces(pieces);
        }
    }

    /// Pieces, then text of any length, which goes on below where it began.
    pub fn hanging(&mut self, mut pieces: Vec<Piece>, text: &str, role: Role) {
        let used: usize = pieces.iter().map(|piece| width(&piece.text)).sum();
        let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
        let room = self.width.saturating_sub(used).max(8);
        for row in paragraph(&inlines, role, room, (0, 0), &mut Vec::new()) {
            pieces.extend(row);
            self.pieces(std::mem::replace(&mut pieces, vec![Piece::new(" ".repeat(used), Role::Text)]));
        }
    }

    /// A label in a column of so many cells, then a value.
    pub fn labelled(&mut self, label: &str, cells: usize, value: &str) {
        self.hanging(vec![Piece::new(pad_right(label, cells), Role::Muted)], value, Role::Text);
    }

    /// Where the thing stands that can be chosen.
    #[must_use]
    pub fn row_of(&self, item: usize) -> Option<usize> {
        self.items.iter().position(|other| *other == Some(item))
    }

    /// How many things can be chosen.
    #[must_use]
    pub fn choices(&self) -> usize {
        self.items.iter().flatten().count()
    }
}

/// Cells of the widest of `texts`.
pub fn widest<'t>(texts: impl IntoIterator<Item = &'t str>) -> usize {
    texts.into_iter().map(width).max().unwrap_or(0)
}

/// A number at the right end of a column.
pub fn right(text: &str, cells: usize, role: Role) -> Piece {
    Piece::new(pad_left(text, cells), role)
}
