//! Frames as bytes: [`Painter`] draws into a buffer, compares it with what the terminal shows and writes the difference.
//!
//! Why not ratatui's own backend: it moves the cursor before nearly every Hangul syllable, as its next cell is always
//! x + 1, and writes blank row ends cell by cell. Here a page of Korean takes less than half the bytes.
//!
//! Invariants: after the terminal has taken all bytes of a frame it shows `shown`, cell by cell. A frame is bracketed as
//! one synchronized update, so no half frame is seen. Nothing is asked of the terminal.
//!
//! It must not know where the bytes go.

use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    layout::Rect,
    style::{Color, Modifier},
};

use super::ink::{Ink, is_plain_blank};
use crate::screen::Caret;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const HIDE: &[u8] = b"\x1b[?25l";
const SHOW: &[u8] = b"\x1b[?25h";

/// The largest side of a screen that is drawn; beyond it the terminal stays blank.
const MAX_SIDE: u16 = 500;

/// Turns drawings into the bytes that change one terminal.
#[derive(Debug)]
pub struct Painter {
    shown: Buffer,
    next: Buffer,
    ink: Ink,
    /// Whether the terminal shows its cursor.
    cursor_shown: bool,
    /// Nothing is known of what the terminal shows.
    stale: bool,
    /// Whether erasing uses the background colour of the moment.
    erases_in_colour: bool,
}

impl Painter {
    /// For a terminal of this many columns and rows, in any state but with its cursor hidden. `erases_in_colour` tells
    /// whether it erases in the background colour of the moment, as nearly all do; GNU screen does not.
    #[must_use]
    pub fn new(columns: u16, rows: u16, erases_in_colour: bool) -> Painter {
        let area = drawable(columns, rows);
        Painter {
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            ink: Ink::new(area.width),
            cursor_shown: false,
            stale: true,
            erases_in_colour,
        }
    }

    /// The terminal has this many columns and rows now; the next frame is drawn as a whole.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let area = drawable(columns, rows);
        self.shown.resize(area);
        self.next.resize(area);
        self.stale = true;
    }

    /// The terminal may show anything, with its cursor hidden; the next frame is drawn as a whole.
    pub fn forget(&mut self) {
        self.stale = true;
        self.cursor_shown = false;
    }

    /// Draws a frame and returns the bytes that make the terminal show it; none if it shows it already.
    pub fn paint(&mut self, draw: impl FnOnce(Rect, &mut Buffer) -> Caret) -> &[u8] {
        self.next.reset();
        let caret = draw(self.next.area, &mut self.next);
        tidy(&mut self.next);

        self.ink.out.clear();
        self.ink.out.extend_from_slice(BEGIN);
        if self.cursor_shown {
            self.ink.out.extend_from_slice(HIDE);
        }
        let empty = self.ink.out.len();
        if self.stale {
            self.ink.clear(self.next.area.width);
            self.shown.reset();
        }
        for y in 0..self.next.area.height {
            self.row(y);
        }
        let changed = self.ink.out.len() > empty;
        if changed {
            self.cursor_shown = false;
        } else {
            self.ink.out.clear();
        }
        self.place(caret);
        if changed {
            self.ink.out.extend_from_slice(END);
        }
        self.stale = false;
        std::mem::swap(&mut self.shown, &mut self.next);
        &self.ink.out
    }

    /// Writes what is new in row `y`.
    fn row(&mut self, y: u16) {
        let width = usize::from(self.next.area.width);
        let range = usize::from(y) * width..(usize::from(y) + 1) * width;
        let (Some(old), Some(new)) = (self.shown.content.get(range.clone()), self.next.content.get(range))
        else {
            return;
        };
        let Some(mut last) = old.iter().zip(new).rposition(|(old, new)| old != new) else {
            return;
        };
        let tail = blank_tail(new, self.erases_in_colour);
        // After a glyph of doubtful width the rest of the row cannot be trusted to be what it was.
        let mut doubtful = false;
        let mut x = 0;
        while let (Some(cell), Some(before)) = (new.get(x), old.get(x)) {
            if x > last {
                return;
            }
            if is_covered(cell) || (!doubtful && cell == before) {
                x += 1;
                continue;
            }
            let column = x as u16; // below MAX_SIDE
            if x >= tail && last - x >= 3 {
                let erase_at =
                    self.ink.at().filter(|&(at, row)| row == y && usize::from(at) >= tail && at < column);
                if erase_at.is_none() {
                    self.ink.move_to(column, y);
                }
                self.ink.erase_to_end(cell.bg);
                return;
            }
            let columns =
                new.get(x + 1..).unwrap_or_default().iter().take_while(|cell| is_covered(cell)).count() + 1;
            self.ink.skip_to(column, y, new);
            if cell.symbol().chars().nth(1).is_some() {
                self.ink.write_untrusted(cell, columns as u16);
                doubtful = true;
                last = width - 1;
            } else {
                self.ink.write(cell, columns as u16);
            }
            x += columns;
        }
    }

    /// Puts the cursor where `caret` says.
    fn place(&mut self, caret: Caret) {
        let (Caret::Field(x, y) | Caret::Parked(x, y)) = caret;
        let area = self.next.area;
        self.ink.move_to(x.min(area.width - 1), y.min(area.height - 1));
        let shown = matches!(caret, Caret::Field(..));
        if shown != self.cursor_shown {
            self.ink.out.extend_from_slice(if shown { SHOW } else { HIDE });
            self.cursor_shown = shown;
        }
    }
}

/// The area that is drawn on a terminal of this size: never empty, as views need not cope with nothing.
fn drawable(columns: u16, rows: u16) -> Rect {
    Rect::new(0, 0, columns.clamp(1, MAX_SIDE), rows.clamp(1, MAX_SIDE))
}

/// Whether `cell` lies under the glyph to its left; see [`tidy`].
fn is_covered(cell: &Cell) -> bool {
    cell.symbol().is_empty()
}

/// Brings a drawn buffer into one form per appearance, so that cells that look the same are equal: cells under a wide
/// glyph have an empty symbol and its style, what cannot be shown is a blank, and a blank has no style that does not show.
fn tidy(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width);
    for row in buffer.content.chunks_mut(width) {
        let mut rest = row;
        while let Some((head, after)) = rest.split_first_mut() {
            let covered = match glyph_width(head.symbol()) {
                columns @ 1.. if columns - 1 <= after.len() => columns - 1,
                // Not to be shown, or cut by the right edge.
                _ => {
                    head.set_symbol(" ");
                    0
                }
            };
            if is_plain_blank(head) {
                head.fg = Color::Reset;
                head.modifier = Modifier::empty();
            }
            let (under, next) = after.split_at_mut(covered);
            for cell in under {
                cell.clone_from(head);
                cell.set_symbol("");
            }
            rest = next;
        }
    }
}

/// Columns that `symbol` takes; 0 if it must not be written.
fn glyph_width(symbol: &str) -> usize {
    match symbol.as_bytes() {
        [byte] => usize::from(!byte.is_ascii_control()),
        _ if symbol.chars().any(char::is_control) => 0,
        _ => usize::from(symbol.cell_width()),
    }
}

/// Where the run of blanks that can be erased as one begins in a row.
fn blank_tail(row: &[Cell], erases_in_colour: bool) -> usize {
    let Some(bg) = row.last().map(|cell| cell.bg) else {
        return 0;
    };
    if bg != Color::Reset && !erases_in_colour {
        return row.len();
    }
    row.iter().rposition(|cell| !is_plain_blank(cell) || cell.bg != bg).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests;
