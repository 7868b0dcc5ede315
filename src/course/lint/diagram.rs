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
            let raw = side.source.get(range.clone()).unwrap_or_default();
            let start = side.base + range.start;
            if let Block::Diagram(_) = block {
                for (at, c) in breaks(raw).into_iter().take(MOST) {
                    let at = start + at;
                    found.push(flaw(&side.file, at..at + c.len_utf8(), Flaw::BrokenBox(c)));
                }
            } else if let Some(c) = inner(block) {
                let line = raw.lines().next().unwrap_or_default();
                found.push(flaw(&side.file, start..start + line.len(), Flaw::BrokenBox(c)));
            }
        }
    }
    found
}

/// The first character that breaks off in the diagrams inside a list, an alert or a quote, whose places are not known.
fn inner(block: &Block) -> Option<char> {
    let search = |block: &Block| match block {
        Block::Diagram(picture) => breaks(&picture.drawn).first().map(|(_, c)| *c),
        block => inner(block),
    };
    match block {
        Block::List { items, .. } => items.iter().flatten().find_map(search),
        Block::Alert { blocks, .. } | Block::Quote(blocks) => blocks.iter().find_map(search),
        _ => None,
    }
}

/// A cell of a drawing: its character, and where it stands.
type Cell = Option<(char, usize)>;

/// The characters of a drawing that should go on upwards or downwards and do not, and their bytes.
fn breaks(raw: &str) -> Vec<(usize, char)> {
    let rows = grid(raw);
    let cell =
        |row: usize, column: usize| rows.get(row).and_then(|cells| *cells.get(column)?).map(|(c, _)| c);
    let mut found = ascii_breaks(&rows, &cell);
    for (row, cells) in rows.iter().enumerate() {
        for (column, (c, at)) in
            cells.iter().enumerate().filter_map(|(column, cell)| Some((column, (*cell)?)))
        {
            let Some((up, down)) = ends(c) else { continue };
            let (here, above) = (row, row.checked_sub(1));
            let meets = |needs: bool, row: Option<usize>, opposite: fn((bool, bool)) -> bool| {
                if !needs {
                    return true;
                }
                match row.and_then(|row| cell(row, column)) {
                    None | Some(' ') => {
                        may_end(c)
                            && !row.is_some_and(|row| misses(&cell, row, column, opposite))
                            && !(is_plain(c)
                                // An axis may stand out at the top.
                                && row.is_some_and(|row| row < rows.len())
                                && is_side(&cell, here, column, opposite))
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
    let opens = |c: char| match c {
        '▾' => Some((true, false)),
        '▴' => Some((false, true)),
        c => ends(c),
    };
    near.filter(|other| *other != column)
        .any(|column| cell(row, column).and_then(opens).is_some_and(opposite))
}

/// Whether the line at `row`, followed away from the end that is open, comes from a corner: then it is the side of a box.
fn is_side(
    cell: &impl Fn(usize, usize) -> Option<char>,
    row: usize,
    column: usize,
    opposite: fn((bool, bool)) -> bool,
) -> bool {
    let upwards = opposite((true, false));
    let mut row = Some(row);
    while let Some(at) = row {
        let Some(ends) = cell(at, column).and_then(ends) else { return false };
        if ends == (!upwards, upwards) {
            return true;
        }
        row = if upwards { at.checked_sub(1) } else { Some(at + 1) };
    }
    false
}

/// The same for boxes of `+`, `-` and `|`. A `|` between words, as in `a | b`, is no line.
fn ascii_breaks(rows: &[Vec<Cell>], cell: &impl Fn(usize, usize) -> Option<char>) -> Vec<(usize, char)> {
    let is_line = |row: Option<usize>, column: usize| {
        row.and_then(|row| cell(row, column)).is_some_and(|c| matches!(c, '|' | '+'))
    };
    // How many of its sides a `+` goes on to.
    let arms = |row: usize, column: usize| {
        let left = column.checked_sub(1).and_then(|column| cell(row, column)) == Some('-');
        usize::from(left) + usize::from(cell(row, column + 1) == Some('-'))
    };
    let is_corner = |row: usize, column: usize| cell(row, column) == Some('+') && arms(row, column) == 1;
    let comes_from_corner = |mut row: usize, column: usize, upwards: bool| loop {
        match cell(row, column) {
            Some('|') => {}
            _ => return is_corner(row, column),
        }
        match if upwards { row.checked_sub(1) } else { Some(row + 1) } {
            Some(next) => row = next,
            None => return false,
        }
    };
    let near = |row: Option<usize>, column: usize| {
        let columns = column.saturating_sub(2)..=column + 2;
        columns.filter(|other| *other != column).any(|column| {
            let Some(row) = row else { return false };
            is_corner(row, column) || cell(row, column) == Some('|') && comes_from_corner(row, column, true)
        })
    };
    let blank = |row: Option<usize>, column: usize| {
        row.and_then(|row| cell(row, column)).is_none_or(|c| c == ' ' || c == '-')
    };
    let mut found = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        for (column, (c, at)) in cells.iter().enumerate().filter_map(|(i, cell)| Some((i, (*cell)?))) {
            let (above, below) = (row.checked_sub(1), Some(row + 1));
            let (up, down) = (is_line(above, column), is_line(below, column));
            let is_broken = match (c, up, down) {
                ('|', false, true) => blank(above, column) && comes_from_corner(row + 1, column, false),
                ('|', true, false) => blank(below, column) && comes_from_corner(row, column, true),
                // It may hang from the level side of a box.
                ('|', false, false) if cell(row + 1, column) == Some('-') => false,
                ('|', false, false) if above.and_then(|row| cell(row, column)) == Some('-') => false,
                ('|', false, false) => near(above, column) || near(below, column),
                ('+', false, false) => is_corner(row, column),
                _ => false,
            };
            if is_broken {
                found.push((at, c));
            }
        }
    }
    found
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
        '│' | '├' | '┤' | '┼' | '║' | '╠' | '╣' | '╬' | '┃' | '┣' | '┫' | '╋' => {
            Some((true, true))
        }
        '┌' | '┐' | '┬' | '╭' | '╮' | '╔' | '╗' | '╦' | '┏' | '┓' | '┳' => {
            Some((false, true))
        }
        '└' | '┘' | '┴' | '╰' | '╯' | '╚' | '╝' | '╩' | '┗' | '┛' | '┻' => {
            Some((true, false))
        }
        _ => None,
    }
}

/// A line that may end in the open: `│` above a label, `├──┤` as a measure.
fn may_end(c: char) -> bool {
    matches!(c, '│' | '├' | '┤' | '║' | '╠' | '╣' | '┃' | '┣' | '┫')
}

/// A line up and down and nothing else: a measure may lie close to a box.
fn is_plain(c: char) -> bool {
    matches!(c, '│' | '║' | '┃')
}

/// A level line: nothing goes through it.
fn is_level(c: char) -> bool {
    matches!(c, '─' | '═' | '━')
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
            "+----+    +----+\n| 가 | -> | 나 |\n+----+    +----+",
            "+---+\n| a |\n+---+\n  |\n  v\n  b",
            "a | b\n--+--\nc | d",
            "100 │ ┌──\n    │┌┘\n  0 └┴───▸ t",
            "a | b\n1 + 2 = 3",
            "┌──┐\n│  │\n└┬─┘\n │\n ▾\n가",
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
            ("┌────┐\n│ 가 │\n│ 가    │\n│ 가 │\n└────┘", "││"),
            ("┌────┐\n│ 가 │\n│ 가\n│ 가 │\n└────┘", "││"),
            ("┌────\n│ 가 │\n└────┘", "│"),
            ("가\n│\n ▾\n나", "│"),
            ("╭────╮\n│ 가  │\n╰────╯", "╮│╯"),
            ("╔════╗\n║ 가  ║\n╚════╝", "╗║╝"),
            ("+----+\n| 가  |\n+----+", "+|+"),
            ("+----+\n| a |\n+----+", "++"),
            ("+----+\n| a  |\n+---+", "|+"),
        ] {
            assert_eq!(broken(wrong), expected, "{wrong}");
        }
    }
}
