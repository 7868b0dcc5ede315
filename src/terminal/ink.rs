//! The bytes that move a terminal's cursor and change its colours, as few as possible.
//!
//! [`Ink`] knows where the cursor is and how the terminal would draw the next character; every method brings it
//! from there to where it has to be by the shortest way. It must not know buffers or frames.

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

/// Modifiers that show on a blank.
pub(super) const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Each modifier with the SGR number that sets it and the one that takes it back.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// How the terminal draws a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    pub fg: Color,
    pub bg: Color,
    pub modifiers: Modifier,
}

impl Pen {
    /// The terminal's own colours.
    pub const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifiers: Modifier::empty() };

    /// The pen that draws `cell`.
    pub fn of(cell: &Cell) -> Pen {
        Pen { fg: cell.fg, bg: cell.bg, modifiers: cell.modifier }
    }

    /// The pen nearest to this one that draws a blank on `bg`: what a blank does not show stays as it is.
    fn for_blank(self, bg: Color) -> Pen {
        Pen { fg: self.fg, bg, modifiers: self.modifiers.difference(VISIBLE_ON_BLANK) }
    }
}

/// Whether `cell` is a blank of which nothing but the background shows.
pub(super) fn is_plain_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(VISIBLE_ON_BLANK)
}

/// Bytes for a terminal, and the state that they leave it in.
#[derive(Debug)]
pub(super) struct Ink {
    pub out: Vec<u8>,
    pen: Pen,
    /// Column and row of the cursor, if known. A column equal to `width` is the state after the last column was
    /// written: the next character would wrap, and relative moves are counted differently by different terminals.
    at: Option<(u16, u16)>,
    width: u16,
    scratch: Vec<u8>,
}

impl Ink {
    /// For a terminal `width` columns wide, of whose state nothing is known.
    pub fn new(width: u16) -> Ink {
        Ink { out: Vec::new(), pen: Pen::PLAIN, at: None, width, scratch: Vec::new() }
    }

    /// Where the cursor is, if known.
    pub fn at(&self) -> Option<(u16, u16)> {
        self.at
    }

    /// Blanks the whole screen, whatever its state was.
    pub fn clear(&mut self, width: u16) {
        self.out.extend_from_slice(b"\x1b[m\x1b[H\x1b[J");
        *self = Ink { out: std::mem::take(&mut self.out), at: Some((0, 0)), ..Ink::new(width) };
    }

    /// Moves the cursor.
    pub fn move_to(&mut self, x: u16, y: u16) {
        if self.at == Some((x, y)) {
            return;
        }
        let best = &mut self.scratch;
        best.clear();
        absolute(best, x, y);
        if let Some((from, row)) = self.at {
            let start = best.len();
            if y == row {
                within_row(best, from, x, self.width);
            } else if y > row && y - row <= 4 {
                best.push(b'\r');
                best.extend(std::iter::repeat_n(b'\n', usize::from(y - row)));
                within_row(best, 0, x, self.width);
            }
            let relative = best.len() - start;
            if relative > 0 && relative < start {
                best.drain(..start);
            } else {
                best.truncate(start);
            }
        }
        self.out.extend_from_slice(best);
        self.at = Some((x, y));
    }

    /// Moves the cursor; `row` is all of row `y`, on the screen already between the cursor and `x`. Writing some of it
    /// again can be shorter than a move.
    pub fn skip_to(&mut self, x: u16, y: u16, row: &[Cell]) {
        if let Some((from, at_row)) = self.at
            && at_row == y
            && from < x
            && let Some(between) = row.get(usize::from(from)..usize::from(x))
        {
            let move_len = if x - from == 1 { 3 } else { 4 };
            let bytes: usize = between.iter().map(|cell| cell.symbol().len()).sum();
            let starts_with_a_glyph = between.first().is_some_and(|cell| !cell.symbol().is_empty());
            if starts_with_a_glyph && bytes <= move_len && between.iter().all(|cell| self.draws(cell)) {
                for cell in between {
                    self.out.extend_from_slice(cell.symbol().as_bytes());
                }
                self.at = Some((x, y));
                return;
            }
        }
        self.move_to(x, y);
    }

    /// Whether the pen draws `cell` as it is, and every terminal agrees on how far the cursor goes.
    fn draws(&self, cell: &Cell) -> bool {
        if cell.symbol().chars().nth(1).is_some() {
            return false;
        }
        if is_plain_blank(cell) { self.pen == self.pen.for_blank(cell.bg) } else { self.pen == Pen::of(cell) }
    }

    /// Writes `cell`, `width` columns wide, at the cursor.
    pub fn write(&mut self, cell: &Cell, width: u16) {
        if is_plain_blank(cell) {
            self.take(self.pen.for_blank(cell.bg));
        } else {
            self.take(Pen::of(cell));
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.at = self.at.map(|(x, y)| (x + width, y));
    }

    /// Writes `cell` where terminals disagree on its width: what it could uncover is blanked before, and the cursor
    /// counts as lost afterwards.
    pub fn write_untrusted(&mut self, cell: &Cell, width: u16) {
        self.take(Pen::of(cell));
        let start = self.at;
        self.out.extend(std::iter::repeat_n(b' ', usize::from(width)));
        self.at = start.map(|(x, y)| (x + width, y));
        if let Some((x, y)) = start {
            self.move_to(x, y);
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.at = None;
    }

    /// Blanks the rest of the row in `bg`.
    pub fn erase_to_end(&mut self, bg: Color) {
        self.take(self.pen.for_blank(bg));
        self.out.extend_from_slice(b"\x1b[K");
    }

    /// Changes how the next characters are drawn.
    fn take(&mut self, pen: Pen) {
        if self.pen == pen {
            return;
        }
        let fresh = &mut self.scratch;
        fresh.clear();
        parameters(fresh, Pen::PLAIN, pen);
        // "0;" in front, or nothing at all for a plain pen.
        let fresh_len = if fresh.is_empty() { 0 } else { fresh.len() + 2 };

        self.out.extend_from_slice(b"\x1b[");
        let start = self.out.len();
        parameters(&mut self.out, self.pen, pen);
        if fresh_len < self.out.len() - start {
            self.out.truncate(start);
            if !fresh.is_empty() {
                self.out.extend_from_slice(b"0;");
                self.out.extend_from_slice(fresh);
            }
        }
        self.out.push(b'm');
        self.pen = pen;
    }
}

/// The shortest absolute move.
fn absolute(out: &mut Vec<u8>, x: u16, y: u16) {
    out.extend_from_slice(b"\x1b[");
    if y > 0 || x > 0 {
        if y > 0 {
            number(out, y + 1);
        }
        if x > 0 {
            out.push(b';');
            number(out, x + 1);
        }
    }
    out.push(b'H');
}

/// The shortest move from column `from` to `to`; nothing if they are the same.
fn within_row(out: &mut Vec<u8>, from: u16, to: u16, width: u16) {
    if from == to {
        return;
    }
    if to == 0 {
        out.push(b'\r');
    } else if from >= width {
        // After the last column only absolute moves mean the same everywhere.
        out.extend_from_slice(b"\x1b[");
        number(out, to + 1);
        out.push(b'G');
    } else if to < from && from - to <= 3 {
        out.extend(std::iter::repeat_n(b'\x08', usize::from(from - to)));
    } else {
        let (by, way) = if to > from { (to - from, b'C') } else { (from - to, b'D') };
        out.extend_from_slice(b"\x1b[");
        if by > 1 {
            number(out, by);
        }
        out.push(way);
    }
}

/// The SGR parameters that lead from one pen to another, separated by semicolons.
fn parameters(out: &mut Vec<u8>, from: Pen, to: Pen) {
    let start = out.len();
    let mut have = from.modifiers;
    for (modifier, _, off) in MODIFIERS {
        if have.contains(modifier) && !to.modifiers.contains(modifier) {
            separator(out, start);
            number(out, u16::from(off));
            // One number takes back both modifiers of a pair (bold and dim, slow and rapid blink).
            for (other, _, other_off) in MODIFIERS {
                if other_off == off {
                    have.remove(other);
                }
            }
        }
    }
    for (modifier, on, _) in MODIFIERS {
        if to.modifiers.contains(modifier) && !have.contains(modifier) {
            separator(out, start);
            number(out, u16::from(on));
        }
    }
    if from.fg != to.fg {
        separator(out, start);
        colour(out, to.fg, 30);
    }
    if from.bg != to.bg {
        separator(out, start);
        colour(out, to.bg, 40);
    }
}

fn separator(out: &mut Vec<u8>, start: usize) {
    if out.len() > start {
        out.push(b';');
    }
}

/// A colour as SGR parameters; `ground` is 30 for text and 40 for the background.
fn colour(out: &mut Vec<u8>, colour: Color, ground: u16) {
    let bright = ground + 60;
    let simple = match colour {
        Color::Reset => ground + 9,
        Color::Black => ground,
        Color::Red => ground + 1,
        Color::Green => ground + 2,
        Color::Yellow => ground + 3,
        Color::Blue => ground + 4,
        Color::Magenta => ground + 5,
        Color::Cyan => ground + 6,
        Color::Gray => ground + 7,
        Color::DarkGray => bright,
        Color::LightRed => bright + 1,
        Color::LightGreen => bright + 2,
        Color::LightYellow => bright + 3,
        Color::LightBlue => bright + 4,
        Color::LightMagenta => bright + 5,
        Color::LightCyan => bright + 6,
        Color::White => bright + 7,
        Color::Indexed(index) => {
            number(out, ground + 8);
            out.extend_from_slice(b";5;");
            number(out, u16::from(index));
            return;
        }
        Color::Rgb(r, g, b) => {
            number(out, ground + 8);
            out.extend_from_slice(b";2");
            for part in [r, g, b] {
                out.push(b';');
                number(out, u16::from(part));
            }
            return;
        }
    };
    number(out, simple);
}

/// A number in decimal.
fn number(out: &mut Vec<u8>, n: u16) {
    if n >= 10 {
        number(out, n / 10);
    }
    // A digit: always below 10.
    out.push(b'0' + (n % 10) as u8);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn moved(from: (u16, u16), to: (u16, u16)) -> String {
        let mut ink = Ink { at: Some(from), ..Ink::new(80) };
        ink.move_to(to.0, to.1);
        String::from_utf8(ink.out).unwrap().replace('\x1b', "E").replace('\x08', "<")
    }

    #[test]
    fn moves_take_the_shortest_way() {
        let cases = [
            ((0, 0), (0, 0), ""),
            ((5, 3), (0, 3), "\r"),
            ((5, 3), (6, 3), "E[C"),
            ((5, 3), (9, 3), "E[4C"),
            ((5, 3), (4, 3), "<"),
            ((50, 3), (40, 3), "E[10D"),
            ((5, 3), (0, 4), "\r\n"),
            ((5, 13), (7, 14), "\r\nE[7C"),
            ((5, 3), (0, 0), "E[H"),
            ((5, 3), (9, 0), "E[;10H"),
            ((5, 3), (0, 20), "E[21H"),
            ((80, 3), (79, 3), "E[80G"),
            ((80, 3), (0, 4), "\r\n"),
        ];
        for (from, to, bytes) in cases {
            assert_eq!(moved(from, to), bytes, "{from:?} -> {to:?}");
        }
    }

    fn changed(from: Pen, to: Pen) -> String {
        let mut ink = Ink { pen: from, ..Ink::new(80) };
        ink.take(to);
        String::from_utf8(ink.out).unwrap().replace('\x1b', "E")
    }

    #[test]
    fn colours_change_by_the_fewest_parameters() {
        let bold = Pen { modifiers: Modifier::BOLD, ..Pen::PLAIN };
        let dim = Pen { modifiers: Modifier::DIM, ..Pen::PLAIN };
        let red = Pen { fg: Color::Red, ..Pen::PLAIN };
        let page = Pen { fg: Color::Rgb(1, 2, 3), bg: Color::Indexed(236), modifiers: Modifier::BOLD };
        assert_eq!(changed(Pen::PLAIN, Pen::PLAIN), "");
        assert_eq!(changed(Pen::PLAIN, red), "E[31m");
        assert_eq!(changed(red, Pen::PLAIN), "E[m");
        assert_eq!(changed(bold, dim), "E[0;2m");
        assert_eq!(changed(Pen::PLAIN, page), "E[1;38;2;1;2;3;48;5;236m");
        assert_eq!(changed(page, Pen { modifiers: Modifier::empty(), ..page }), "E[22m");
        assert_eq!(changed(page, red), "E[0;31m");
    }
}
