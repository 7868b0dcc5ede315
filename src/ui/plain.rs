//! Rows as lines of text, for those who read line by line.
//!
//! It must not know screens, nor where the lines go.

use crate::{
    course::doc::Inline,
    lang::width::width,
    ui::layout::{Glyphs, Role, Row, paragraph},
};

/// Before the line that Enter acts on.
pub const MARK: &str = "> ";

/// A row as a line without blanks at its end. Links stand in brackets; a row with the link `focus` is marked.
#[must_use]
pub fn line(row: &Row, glyphs: Glyphs, focus: Option<usize>) -> String {
    let mut out = String::new();
    let mut open = None;
    for piece in row.pieces.iter().filter(|piece| !is_drawing(&piece.text)) {
        if piece.link != open {
            out.push_str(if open.is_some() { "]" } else { "" });
            out.push_str(if piece.link.is_some() { "[" } else { "" });
            open = piece.link;
        }
        out.extend(piece.text.chars().map(|c| glyphs.drawn(c)));
    }
    out.push_str(if open.is_some() { "]" } else { "" });
    let is_here = focus.is_some() && row.pieces.iter().any(|piece| piece.link == focus);
    if is_here { format!("{MARK}{}", out.trim()) } else { out.trim_end().to_owned() }
}

/// Whether nothing but lines and blocks is drawn: what a bar shows is said in numbers beside it.
fn is_drawing(text: &str) -> bool {
    let mut drawn = text.chars().filter(|c| *c != ' ').peekable();
    drawn.peek().is_some() && drawn.all(|c| matches!(c, '\u{2500}'..='\u{259F}'))
}

/// `rows` as lines.
#[must_use]
pub fn lines(rows: &[Row], glyphs: Glyphs, focus: Option<usize>) -> Vec<String> {
    rows.iter().map(|row| line(row, glyphs, focus)).collect()
}

/// `text` as a line of a list, marked if Enter acts on it.
#[must_use]
pub fn item(text: &str, is_here: bool) -> String {
    format!("{}{text}", if is_here { MARK } else { "  " })
}

/// `line` in rows of at most `columns` cells; what goes on is indented as its beginning is.
#[must_use]
pub fn wrapped(line: &str, columns: u16) -> Vec<String> {
    let columns = usize::from(columns).max(1);
    if width(line) <= columns {
        return vec![line.to_owned()];
    }
    let text = line.trim_start();
    let hang = line.len() - text.len();
    let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
    let rows = paragraph(&inlines, Role::Text, columns, (hang, hang), &mut Vec::new());
    rows.into_iter().map(|pieces| pieces.iter().map(|piece| piece.text.as_str()).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::layout::Piece;

    #[test]
    fn links_are_in_brackets_and_the_focused_one_is_marked() {
        let link = |text: &str, role, link| Piece { text: text.to_owned(), role, link: Some(link) };
        let pieces = vec![
            Piece::new("  A ", Role::Text),
            link("task ", Role::Link, 0),
            link("definition", Role::StrongLink, 0),
            link("s", Role::Link, 1),
            Piece::new(" ─▸ ", Role::Text),
        ];
        let row = Row { block: 0, pieces, fill: None };
        assert_eq!(line(&row, Glyphs::PLAIN, None), "  A [task definition][s] ->");
        assert_eq!(line(&row, Glyphs::PLAIN, Some(1)), "> A [task definition][s] ->");
        assert_eq!(line(&row, Glyphs::PLAIN, Some(2)), line(&row, Glyphs::PLAIN, None));
    }

    #[test]
    fn long_lines_go_on_below_their_beginning() {
        assert_eq!(
            wrapped("  1  서비스가 새 태스크를 띄운다", 20),
            ["  1  서비스가 새", "  태스크를 띄운다"]
        );
        assert_eq!(wrapped("  a   b", 7), ["  a   b"]);
    }
}
