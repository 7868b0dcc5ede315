//! What layout hands to a screen: rows of styled pieces.
//!
//! It must not know colours; a theme gives each [`Role`] its own.

use crate::{course::doc::AlertKind, lang::width::width};

/// What a piece of a row is. A theme decides how that looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text, and the spaces around everything else.
    Text,
    /// A heading.
    Heading,
    /// Bold text.
    Strong,
    /// Code inside running text.
    Code,
    /// A line of a block of code.
    CodeBlock,
    /// The mark of a continued line of code or a clipped diagram; never part of the text.
    CodeMark,
    /// A link.
    Link,
    /// A bold link.
    StrongLink,
    /// The bullet or number of a list item.
    Bullet,
    /// Text of a quote.
    Quote,
    /// The bar left of a quote.
    QuoteBar,
    /// The title of an alert.
    Alert(AlertKind),
    /// The bar left of an alert.
    AlertBar(AlertKind),
    /// The lines of a table.
    TableRule,
    /// A header cell of a table.
    TableHead,
    /// A picture made of characters.
    Diagram,
    /// Of little weight: a rule between parts, a note.
    Muted,
    /// Something is wrong.
    Error,
    /// What was searched for.
    Hit,
    /// The place where the learner is.
    Here,
    /// A right answer.
    Right,
    /// A wrong answer.
    Wrong,
}

/// A run of text with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Never empty; free of control characters.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Index into [`super::Layout::links`].
    pub link: Option<usize>,
}

impl Piece {
    /// A piece that is no link.
    #[must_use]
    pub fn new(text: impl Into<String>, role: Role) -> Piece {
        Piece { text: text.into(), role, link: None }
    }
}

/// One row of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Index of the block of the page that it belongs to; a blank row belongs to the block above it.
    pub block: usize,
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// What the whole row is drawn upon, if not the page.
    pub fill: Option<Role>,
}

impl Row {
    /// Cells that the pieces take.
    #[must_use]
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|piece| width(&piece.text)).sum()
    }

    /// The text of all pieces.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// Appends a piece, or lengthens the last one if it is of the same kind.
pub(super) fn push(pieces: &mut Vec<Piece>, text: &str, role: Role, link: Option<usize>) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.role == role && last.link == link => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), role, link }),
    }
}

/// Appends all of `more`, joining where the two meet.
pub(super) fn append(pieces: &mut Vec<Piece>, more: Vec<Piece>) {
    let mut more = more.into_iter();
    if let Some(first) = more.next() {
        match pieces.last_mut() {
            Some(last) if last.role == first.role && last.link == first.link => {
                last.text.push_str(&first.text)
            }
            _ => pieces.push(first),
        }
    }
    pieces.extend(more);
}

/// Appends spaces.
pub(super) fn push_spaces(pieces: &mut Vec<Piece>, mut count: usize) {
    const SPACES: &str = "                                ";
    while count > 0 {
        let some = count.min(SPACES.len());
        push(pieces, &SPACES[..some], Role::Text, None);
        count -= some;
    }
}

/// Puts `first` blanks before the first row and `rest` before all others.
pub(super) fn indented(rows: Vec<Vec<Piece>>, first: usize, rest: usize) -> Vec<Vec<Piece>> {
    let mut indent = first;
    let indented = rows.into_iter().map(|row| {
        let mut pieces = Vec::with_capacity(row.len() + 1);
        push_spaces(&mut pieces, std::mem::replace(&mut indent, rest));
        append(&mut pieces, row);
        pieces
    });
    indented.collect()
}
