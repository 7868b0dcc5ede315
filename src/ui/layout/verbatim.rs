//! Code and diagrams: lines kept as they are, cell by cell.
//!
//! Invariants: a line of code that does not fit goes on after a visible mark; a diagram that does not fit is cut with a
//! visible mark in its last cell; no row is wider than the room.
//!
//! It must not know languages or colours.

use super::{
    atoms::Atoms,
    engine::Engine,
    glyphs::is_line,
    row::{Piece, Role, push, push_spaces},
    wrap::Flow,
};
use crate::{
    course::doc::Picture,
    lang::width::{clusters, width},
};

/// Cells to the next tab stop at most.
const TAB: usize = 4;

/// Indent of code and diagrams, in cells, where there is room to spare.
const INDENT: usize = 2;

/// Rooms narrower than this, in cells, have no indent.
const NARROW: usize = 24;

/// A line that can be cut between any two atoms.
struct Line(Atoms);

/// Draws a block of code with the room that `engine` has left.
pub(super) fn code(engine: &mut Engine, text: &str) {
    let glyph = engine.options.glyphs.continuation;
    let indent = indent(engine.room());
    let room = engine.room() - indent;
    let mark = match room {
        0..=3 => String::new(),
        4..=7 => glyph.to_string(),
        _ => format!("{glyph} "),
    };
    for line in text.split('\n') {
        let line = Line::new(line, room);
        let mut start = 0;
        loop {
            let mut pieces = Vec::new();
            push_spaces(&mut pieces, indent);
            let mut cells = room;
            if start > 0 {
                push(&mut pieces, &mark, Role::CodeMark, None);
                cells -= width(&mark);
            }
            let end = line.cut(start, cells);
            push(&mut pieces, line.0.slice(start..end), Role::CodeBlock, None);
            engine.emit_on(pieces, Role::CodeBlock);
            start = end;
            if start >= line.0.all().len() {
                break;
            }
        }
    }
}

/// Draws a diagram with the room that `engine` has left.
pub(super) fn diagram(engine: &mut Engine, picture: &Picture) {
    if engine.options.glyphs.plain {
        return told(engine, picture);
    }
    let text = &picture.drawn;
    let glyphs = engine.options.glyphs;
    let room = engine.room();
    let lines = text.split('\n').map(|line| Line::new(line, room).measured());
    let lines: Vec<(Line, usize)> = lines.collect();
    let draw = |pieces: &mut Vec<Piece>, text: &str| {
        let drawn: String = text.chars().map(|c| glyphs.drawn(c)).collect();
        push(pieces, &drawn, Role::Diagram, None);
    };
    let widest = lines.iter().map(|(_, width)| *width).max().unwrap_or(0);
    let indent = indent(room).min(room.saturating_sub(widest));
    for (line, width) in lines {
        let mut pieces = Vec::new();
        push_spaces(&mut pieces, indent);
        if width <= room {
            draw(&mut pieces, line.0.slice(0..line.0.all().len()).trim_end());
        } else {
            let (end, cells) = line.fit(0, room - 1);
            draw(&mut pieces, line.0.slice(0..end));
            push_spaces(&mut pieces, room - 1 - cells);
            pieces.push(Piece::new(glyphs.clip, Role::CodeMark));
        }
        engine.emit(pieces);
    }
}

/// What a diagram shows; where nobody has said it, the words in it, row by row.
fn told(engine: &mut Engine, picture: &Picture) {
    let told = if picture.told.is_empty() { words(&picture.drawn) } else { picture.told.clone() };
    for (at, line) in told.lines().enumerate() {
        let mut flow = Flow::new(engine.room());
        if at == 0 {
            flow.title(&format!("{}:", engine.options.labels.diagram), Role::Strong, 1);
        }
        flow.text(line, Role::Text, None);
        for row in flow.rows(engine.room(), engine.room()) {
            engine.emit(row);
        }
    }
}

/// The words of a drawing without its lines: what stands apart is parted by commas, arrows to either side stay.
fn words(drawn: &str) -> String {
    let row = |line: &str| {
        let word = |c: char| match c {
            '▸' => "->".to_owned(),
            '◂' => "<-".to_owned(),
            c if is_line(c) || matches!(c, '▾' | '▴') => " ".to_owned(),
            c => c.to_string(),
        };
        let bare: String = line.chars().map(word).collect();
        let parts: Vec<&str> = bare.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
        ["->", "<-"].into_iter().fold(parts.join(", "), |row, arrow| {
            row.replace(&format!(", {arrow}"), &format!(" {arrow}"))
                .replace(&format!("{arrow}, "), &format!("{arrow} "))
        })
    };
    drawn.lines().map(row).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

fn indent(room: usize) -> usize {
    if room >= NARROW { INDENT } else { 0 }
}

impl Line {
    /// A line with its tabs expanded and without what cannot be drawn in `room` cells.
    fn new(source: &str, room: usize) -> Line {
        let mut atoms = Atoms::new(room);
        let mut column = 0;
        for cluster in clusters(source) {
            if cluster.text == "\t" {
                let spaces = TAB - column % TAB;
                (0..spaces).for_each(|_| atoms.blank());
                column += spaces;
            } else if cluster.width > 0 {
                if atoms.melts(cluster) {
                    atoms.blank();
                    column += 1;
                }
                column += atoms.cluster(cluster);
            } else {
                atoms.seam();
            }
        }
        Line(atoms)
    }

    fn measured(self) -> (Line, usize) {
        let width = self.0.all().iter().map(|atom| atom.width).sum();
        (self, width)
    }

    /// The atom after the last of those from `start` that fit into `cells`, and their cells.
    fn fit(&self, start: usize, cells: usize) -> (usize, usize) {
        let mut used = 0;
        for (at, atom) in self.0.all().iter().enumerate().skip(start) {
            if used + atom.width > cells {
                return (at, used);
            }
            used += atom.width;
        }
        (self.0.all().len(), used)
    }

    /// Where a row from `start` ends: after a space if there is one in its last third, so that words stay whole.
    fn cut(&self, start: usize, cells: usize) -> usize {
        let (end, _) = self.fit(start, cells);
        if end == self.0.all().len() {
            return end;
        }
        let mut left = cells / 3;
        for (at, atom) in (start..end).zip(&self.0.all()[start..end]).rev() {
            if atom.base == ' ' {
                return at + 1;
            }
            match left.checked_sub(atom.width) {
                Some(fewer) => left = fewer,
                None => break,
            }
        }
        end.max(start + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_drawing_that_nobody_has_told_is_read_row_by_row() {
        let drawn = "┌ 서비스 web ───┐\n│ 태스크  태스크 │\n└────────────────┘\n시작 ─▸ 실행 ─▸ 끝\n       ▾\n함수 ◂── 폴링";
        assert_eq!(words(drawn), "서비스 web\n태스크, 태스크\n시작 -> 실행 -> 끝\n함수 <- 폴링");
    }
}
