//! Diagrams: lines and boxes that go on from row to row, by display width.

use super::{Flaw, flaw, passage::PageText};
use crate::{
    course::{Diagnostic, doc::Block},
    lang::width::clusters,
};

/// At most this many complaints per diagram: one wide character shifts a whole row.
const MOST: usize = 3;

/// Diagrams of a page whose lines break off.
pub(super) fn page(page: &PageText<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for side in &page.sides {
        for (block, range) in side.parsed.doc.blocks.iter().zip(&side.parsed.blocks) {
            let Block::Diagram(_) = block else { continue };
            let raw = side.source.get(range.clone()).unwrap_or_default();
            for (at, c) in breaks(raw).into_iter().take(MOST) {
                let at = side.base + range.start + at;
                found.push(flaw(&side.file, at..at + c.len_utf8(), Flaw::BrokenBox(c)));
            }
        }
    }
    found
}

/// A cell of a drawing: its character, and where it stands.
type Cell = Option<(char, usize)>;

/// The characters of a drawing that should go on upwards or downwards and do not, and their bytes.
fn breaks(raw: &str) -> Vec<(usize, char)> {
    let rows = grid(raw);
    let cell =
        |row: usize, column: usize| rows.get(row).and_then(|cells| *cells.get(column)?).map(|(c, _)| c);
    let mut found = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        for (column, (c, at)) in
            cells.iter().enumerate().filter_map(|(column, cell)| Some((column, (*cell)?)))
        {
            let Some((up, down)) = ends(c) else { continue };
            let above = row.checked_sub(1);
            let meets = |needs: bool, row: Option<usize>, opposite: fn((bool, bool)) -> bool| {
                if !needs {
                    return true;
                }
                match row.and_then(|row| cell(row, column)) {
                    None | Some(' ') => {
                        may_end(c) && !row.is_some_and(|row| misses(&cell, row, column, opposite))
                            || matches!(c, '┬' | '┴')
                                && row.is_some_and(|row| is_in_words(&cell, row, column))
                    }
                    // A measure may lie close to a box.
                    Some(other) if may_end(c) && ends(other).is_some_and(|ends| !opposite(ends)) => true,
                    Some(other) => ends(other).is_none_or(opposite) && !is_level(other),
                }
            };
            if !meets(up, above, |(_, down)| down) || !meets(down, Some(row + 1), |(up, _)| up) {
                found.push((at, c));
            }
        }
    }
    found
}

/// Whether a line passes close by in `row`, so that one of the two stands in the wrong column.
fn misses(
    cell: &impl Fn(usize, usize) -> Option<char>,
    row: usize,
    column: usize,
    opposite: fn((bool, bool)) -> bool,
) -> bool {
    let near = column.saturating_sub(2)..=column + 2;
    near.filter(|other| *other != column).any(|column| cell(row, column).and_then(ends).is_some_and(opposite))
}

/// Whether there are words around a blank, so that a line may lead to them.
fn is_in_words(cell: &impl Fn(usize, usize) -> Option<char>, row: usize, column: usize) -> bool {
    let is_word = |column: usize| cell(row, column).is_some_and(char::is_alphanumeric);
    is_word(column + 1) && column.checked_sub(1).is_some_and(is_word)
}

/// The cells of each row of the drawing, the fences left out; a wide character fills two.
fn grid(raw: &str) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let mut cells = Vec::new();
        let mut byte = at;
        for cluster in clusters(line.trim_end()) {
            cells.extend(std::iter::repeat_n(Some((cluster.base(), byte)), cluster.width));
            byte += cluster.text.len();
        }
        at += line.len();
        if !line.trim_start().starts_with("```") {
            rows.push(cells);
        }
    }
    rows
}

/// Whether a character of a box is a line upwards and downwards; `None` for what is no vertical line.
fn ends(c: char) -> Option<(bool, bool)> {
    match c {
        '│' | '├' | '┤' | '┼' => Some((true, true)),
        '┌' | '┐' | '┬' => Some((false, true)),
        '└' | '┘' | '┴' => Some((true, false)),
        _ => None,
    }
}

/// A line that may end in the open: `│` above a label, `├──┤` as a measure.
fn may_end(c: char) -> bool {
    matches!(c, '│' | '├' | '┤')
}

/// A level line: nothing goes through it.
fn is_level(c: char) -> bool {
    c == '─'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(drawing: &str) -> String {
        breaks(drawing).into_iter().map(|(_, c)| c).collect()
    }

    #[test]
    fn lines_go_on() {
        for right in [
            "┌ 클러스터 ─┐\n│ 태스크    │\n└───────────┘",
            "A ─▸ B\n     │\n  C ◂┘",
            "┌──┬──┐\n│  │  │\n├──┼──┤\n│  │  │\n└──┴──┘",
            "web\n │\n ▾\napp",
            "a │ b\nc │ d",
            "끝   │\n     ▾",
            "├─ 1초 ┤├── 2초 ──┤",
        ] {
            assert_eq!(broken(right), "", "{right}");
        }
    }

    #[test]
    fn lines_that_break_off_are_found() {
        for (wrong, expected) in [
            ("┌─────┐\n│ 태스크│\n└─────┘", "│"),
            ("┌────┐\n│    │\n└───┘", "│┘"),
            ("┌────┐\n│   │\n│    │\n└────┘", "┐││"),
            ("┌────┐\n──────\n└────┘", "┌┐└┘"),
            ("┌──┐", "┌┐"),
        ] {
            assert_eq!(broken(wrong), expected, "{wrong}");
        }
    }
}
