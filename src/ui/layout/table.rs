//! Tables: columns by display width, or records where they cannot fit.
//!
//! Invariants: all rows of a table drawn in columns have their bars in the same cells; no row is wider than the room.
//!
//! It must not know what stands around a table.

use super::{
    engine::Engine,
    row::{Piece, Role, indented, push, push_spaces},
    wrap::Flow,
};
use crate::{
    course::doc::{Align, Inlines, Link},
    lang::width::width,
};

/// A column is not made narrower than this, in cells, unless its text is.
const NARROWEST: usize = 6;

/// Cells between two columns: a bar with a space on both sides.
const BETWEEN: usize = 3;

/// How far the second row of a record is indented, in cells.
const HANG: usize = 2;

/// Draws a table with the room that `engine` has left.
pub(super) fn table(engine: &mut Engine, align: &[Align], head: &[Inlines], rows: &[Vec<Inlines>]) {
    if head.is_empty() {
        return;
    }
    if engine.options.glyphs.plain {
        return records(engine, head, rows);
    }
    let room = engine.room();
    let mut natural = vec![0; head.len()];
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        for (widest, cell) in natural.iter_mut().zip(row) {
            *widest = (*widest).max(flow(cell, room, Role::Text, &mut Vec::new()).natural_width());
        }
    }
    let between = BETWEEN * (head.len() - 1);
    match room.checked_sub(between).and_then(|room| share(&natural, room)) {
        Some(columns) => Grid { align, columns }.draw(engine, head, rows),
        None => records(engine, head, rows),
    }
}

/// Column widths that together take at most `room` cells: the widest columns give way first. None if columns would become
/// too narrow to read.
fn share(natural: &[usize], room: usize) -> Option<Vec<usize>> {
    let with_limit = |limit: usize| natural.iter().map(move |&cells| cells.min(limit).max(1));
    if with_limit(NARROWEST).sum::<usize>() > room {
        return None;
    }
    // The largest limit that fits, by bisection: `fits` always fits, `too_wide` never does.
    let (mut fits, mut too_wide) = (NARROWEST, room.saturating_add(1).max(NARROWEST + 1));
    while too_wide - fits > 1 {
        let middle = fits + (too_wide - fits) / 2;
        if with_limit(middle).sum::<usize>() <= room {
            fits = middle;
        } else {
            too_wide = middle;
        }
    }
    let mut columns: Vec<usize> = with_limit(fits).collect();
    let mut spare = room - columns.iter().sum::<usize>();
    for (column, &cells) in columns.iter_mut().zip(natural) {
        if *column < cells && spare > 0 {
            *column += 1;
            spare -= 1;
        }
    }
    Some(columns)
}

fn flow(cell: &Inlines, narrowest: usize, role: Role, links: &mut Vec<Link>) -> Flow {
    let mut flow = Flow::new(narrowest);
    flow.inlines(cell, role, links);
    flow
}

struct Grid<'a> {
    align: &'a [Align],
    columns: Vec<usize>,
}

impl Grid<'_> {
    fn draw(&self, engine: &mut Engine, head: &[Inlines], rows: &[Vec<Inlines>]) {
        let head = self.wrapped(engine, head, Role::TableHead);
        self.row(engine, &head);
        self.rule(engine);
        let rows: Vec<_> = rows.iter().map(|row| self.wrapped(engine, row, Role::Text)).collect();
        // Where a cell takes several rows, a rule shows which of them belong together.
        let is_tall = rows.iter().flatten().any(|cell| cell.len() > 1);
        for (index, row) in rows.iter().enumerate() {
            if is_tall && index > 0 {
                self.rule(engine);
            }
            self.row(engine, row);
        }
    }

    /// The rows of each cell.
    fn wrapped(&self, engine: &mut Engine, cells: &[Inlines], role: Role) -> Vec<Vec<Vec<Piece>>> {
        let cells = cells.iter().zip(&self.columns);
        cells
            .map(|(cell, &column)| flow(cell, column, role, &mut engine.links).rows(column, column))
            .collect()
    }

    fn row(&self, engine: &mut Engine, cells: &[Vec<Vec<Piece>>]) {
        let bar = engine.options.glyphs.bar.to_string();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for line in 0..height {
            let mut pieces = Vec::new();
            for (index, &column) in self.columns.iter().enumerate() {
                if index > 0 {
                    push_spaces(&mut pieces, 1);
                    push(&mut pieces, &bar, Role::TableRule, None);
                    push_spaces(&mut pieces, 1);
                }
                let cell = cells.get(index).and_then(|cell| cell.get(line));
                self.cell(&mut pieces, index, column, cell.map_or(&[], Vec::as_slice));
            }
            engine.emit(pieces);
        }
    }

    fn cell(&self, pieces: &mut Vec<Piece>, index: usize, column: usize, cell: &[Piece]) {
        let used: usize = cell.iter().map(|piece| width(&piece.text)).sum();
        let spare = column.saturating_sub(used);
        let left = match self.align.get(index).copied().unwrap_or_default() {
            Align::Left => 0,
            Align::Center => spare / 2,
            Align::Right => spare,
        };
        push_spaces(pieces, left);
        for piece in cell {
            push(pieces, &piece.text, piece.role, piece.link);
        }
        push_spaces(pieces, spare - left);
    }

    fn rule(&self, engine: &mut Engine) {
        let glyphs = engine.options.glyphs;
        let mut text = String::new();
        for (index, &column) in self.columns.iter().enumerate() {
            if index > 0 {
                text.extend([glyphs.rule, glyphs.cross, glyphs.rule]);
            }
            text.extend(std::iter::repeat_n(glyphs.rule, column));
        }
        engine.emit(vec![Piece::new(text, Role::TableRule)]);
    }
}

/// `head: cell`, one under the other; a blank row between records.
fn records(engine: &mut Engine, head: &[Inlines], rows: &[Vec<Inlines>]) {
    let room = engine.room();
    let hang = if room >= NARROWEST + HANG { HANG } else { 0 };
    if rows.is_empty() {
        for title in head {
            let rows = flow(title, room, Role::TableHead, &mut engine.links).rows(room, room);
            rows.into_iter().for_each(|row| engine.emit(row));
        }
    }
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            engine.part();
        }
        for (title, cell) in head.iter().zip(row) {
            let mut flow = Flow::new(room - hang);
            flow.inlines(title, Role::TableHead, &mut engine.links);
            if !title.is_empty() {
                flow.text(": ", Role::TableHead, None);
            }
            flow.inlines(cell, Role::Text, &mut engine.links);
            for row in indented(flow.rows(room, room - hang), 0, hang) {
                engine.emit(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_widest_columns_give_way_first() {
        assert_eq!(share(&[4, 30, 10], 60), Some(vec![4, 30, 10]));
        assert_eq!(share(&[4, 30, 10], 34), Some(vec![4, 20, 10]));
        assert_eq!(share(&[4, 30, 30], 35), Some(vec![4, 16, 15]));
        assert_eq!(share(&[30, 30, 30], 18), Some(vec![6, 6, 6]));
        assert_eq!(share(&[30, 30, 30], 17), None);
        assert_eq!(share(&[2, 30], 8), Some(vec![2, 6]));
        assert_eq!(share(&[0], 1), Some(vec![1]));
    }
}
