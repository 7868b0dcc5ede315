//! Small pictures made of characters, aligned by display width.

use crate::lang::{
    grouped,
    width::{pad_right, width},
};

/// The widest picture, in cells: it fits the smallest window.
pub(super) const CELLS: usize = 44;

/// `name` in a column of so many cells, then `rest`.
pub(super) fn labelled(name: &str, cells: usize, rest: &str) -> String {
    format!("{} {rest}", pad_right(name, cells)).trim_end().to_owned()
}

/// A bar of `cells` that is `part` of `whole` full; overfull is full.
pub(super) fn bar(part: u64, whole: u64, cells: usize) -> String {
    let full = usize::try_from(share(part, whole, cells as u64)).unwrap_or(cells).min(cells);
    format!("{}{}", "█".repeat(full), "·".repeat(cells - full))
}

/// How many of `cells` are the share of `part` in `whole`, at least one for anything.
pub(super) fn share(part: u64, whole: u64, cells: u64) -> u64 {
    if part == 0 || whole == 0 {
        return 0;
    }
    let share = u128::from(part) * u128::from(cells) / u128::from(whole);
    u64::try_from(share).unwrap_or(cells).max(1)
}

/// A time axis, and lanes along it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    /// What the right end stands for.
    end: u64,
    /// Cells of the name before a lane.
    name: usize,
}

impl Axis {
    /// From 0 to `end`, behind names of so many cells.
    pub(super) fn new(end: u64, name: usize) -> Axis {
        Axis { end: end.max(1), name }
    }

    fn cells(&self) -> usize {
        CELLS.saturating_sub(self.name)
    }

    /// The cell of a moment; past the end there is none.
    fn cell(&self, at: u64) -> Option<usize> {
        let last = self.cells().saturating_sub(1) as u128;
        let cell = u128::from(at) * last / u128::from(self.end);
        usize::try_from(cell).ok().filter(|cell| *cell < self.cells())
    }

    /// A lane on which nothing happens.
    pub(super) fn empty(&self) -> Vec<char> {
        vec![' '; self.cells()]
    }

    /// Fills from one moment up to another, at least one cell.
    pub(super) fn fill(&self, lane: &mut [char], from: u64, to: u64, mark: char) {
        let Some(first) = self.cell(from) else { return };
        let last = self.cell(to).unwrap_or(self.cells()).max(first + 1);
        lane.iter_mut().take(last).skip(first).for_each(|cell| *cell = mark);
    }

    /// Marks one moment.
    pub(super) fn mark(&self, lane: &mut [char], at: u64, mark: char) {
        if let Some(cell) = self.cell(at).and_then(|cell| lane.get_mut(cell)) {
            *cell = mark;
        }
    }

    /// Marks one moment; several in one cell are counted.
    pub(super) fn count(&self, lane: &mut [char], at: u64, mark: char) {
        if let Some(cell) = self.cell(at).and_then(|cell| lane.get_mut(cell)) {
            *cell = match cell.to_digit(10) {
                Some(count) => char::from_digit((count + 1).min(9), 10).unwrap_or(mark),
                None if *cell == mark => '2',
                None => mark,
            };
        }
    }

    /// A lane behind its name.
    pub(super) fn lane(&self, name: &str, lane: &[char]) -> String {
        labelled(name, self.name.saturating_sub(1), &lane.iter().collect::<String>())
    }

    /// The axis itself, with the numbers at both ends and in the middle; `unit` follows the last.
    pub(super) fn scale(&self, unit: &str) -> String {
        let mut numbers = self.empty();
        let mut line = vec!['─'; self.cells()];
        let last = self.cells().saturating_sub(1);
        let ends = format!("{}{unit}", grouped(u128::from(self.end)));
        let middle = grouped(u128::from(self.end / 2));
        let mut write = |at: usize, text: &str| {
            for (cell, c) in numbers.iter_mut().skip(at).zip(text.chars()) {
                *cell = c;
            }
        };
        write(0, "0");
        write((last / 2).saturating_sub(middle.len() / 2), &middle);
        write((last + 1).saturating_sub(width(&ends)), &ends);
        for (at, mark) in [(0, '├'), (last / 2, '┼'), (last, '┤')] {
            if let Some(cell) = line.get_mut(at) {
                *cell = mark;
            }
        }
        format!("{}\n{}", self.lane("", &numbers), self.lane("", &line))
    }
}
