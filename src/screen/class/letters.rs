//! A join code in letters as high as five rows, to be read from the last bench.

use crate::class::{JoinCode, code::ALPHABET};

/// Rows of a letter.
pub const HEIGHT: usize = 5;

/// Dots of a row.
const DOTS: usize = 5;

/// The letters in the order of [`ALPHABET`]: five rows each, the highest of five bits on the left.
#[rustfmt::skip]
const FONT: [[u8; HEIGHT]; ALPHABET.len()] = [
    [0b11110, 0b00001, 0b01110, 0b10000, 0b11111], // 2
    [0b11110, 0b00001, 0b01110, 0b00001, 0b11110], // 3
    [0b10010, 0b10010, 0b11111, 0b00010, 0b00010], // 4
    [0b11111, 0b10000, 0b11110, 0b00001, 0b11110], // 5
    [0b01110, 0b10000, 0b11110, 0b10001, 0b01110], // 6
    [0b11111, 0b00001, 0b00010, 0b00100, 0b00100], // 7
    [0b01110, 0b10001, 0b01110, 0b10001, 0b01110], // 8
    [0b01110, 0b10001, 0b01111, 0b00001, 0b01110], // 9
    [0b01110, 0b10001, 0b11111, 0b10001, 0b10001], // A
    [0b11110, 0b10001, 0b11110, 0b10001, 0b11110], // B
    [0b01111, 0b10000, 0b10000, 0b10000, 0b01111], // C
    [0b11110, 0b10001, 0b10001, 0b10001, 0b11110], // D
    [0b11111, 0b10000, 0b11110, 0b10000, 0b11111], // E
    [0b11111, 0b10000, 0b11110, 0b10000, 0b10000], // F
    [0b01111, 0b10000, 0b10011, 0b10001, 0b01111], // G
    [0b10001, 0b10001, 0b11111, 0b10001, 0b10001], // H
    [0b00111, 0b00001, 0b00001, 0b10001, 0b01110], // J
    [0b10010, 0b10100, 0b11000, 0b10100, 0b10010], // K
    [0b10001, 0b11011, 0b10101, 0b10001, 0b10001], // M
    [0b10001, 0b11001, 0b10101, 0b10011, 0b10001], // N
    [0b11110, 0b10001, 0b11110, 0b10000, 0b10000], // P
    [0b01110, 0b10001, 0b10101, 0b10010, 0b01101], // Q
    [0b11110, 0b10001, 0b11110, 0b10010, 0b10001], // R
    [0b01111, 0b10000, 0b01110, 0b00001, 0b11110], // S
    [0b11111, 0b00100, 0b00100, 0b00100, 0b00100], // T
    [0b10001, 0b10001, 0b10001, 0b10001, 0b01110], // U
    [0b10001, 0b10001, 0b10001, 0b01010, 0b00100], // V
    [0b10001, 0b10001, 0b10101, 0b11011, 0b10001], // W
    [0b10001, 0b01010, 0b00100, 0b01010, 0b10001], // X
    [0b10001, 0b01010, 0b00100, 0b00100, 0b00100], // Y
    [0b11111, 0b00010, 0b00100, 0b01000, 0b11111], // Z
];

/// Cells of a code whose dots are `scale` cells wide.
pub fn cells(scale: usize) -> usize {
    // Six letters, the gaps between them, and a wider one between the halves.
    scale * (6 * DOTS + 5 + 2)
}

/// The rows of `code`, each dot `scale` cells wide.
pub fn big(code: &JoinCode, scale: usize) -> [String; HEIGHT] {
    std::array::from_fn(|row| {
        let mut line = String::new();
        for (at, sign) in code.to_string().bytes().enumerate() {
            if at > 0 {
                line.push_str(&" ".repeat(scale * if at == 3 { 3 } else { 1 }));
            }
            let letter =
                ALPHABET.iter().position(|known| *known == sign).map_or(0, |letter| FONT[letter][row]);
            for dot in (0..DOTS).rev() {
                line.push_str(&if letter >> dot & 1 == 1 { "█" } else { " " }.repeat(scale));
            }
        }
        line.truncate(line.trim_end().len());
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::width::width;

    #[test]
    fn letters_differ_and_fit() {
        for (at, letter) in FONT.iter().enumerate() {
            assert!(FONT[..at].iter().all(|other| other != letter), "{}", char::from(ALPHABET[at]));
            assert!(letter.iter().all(|row| *row < 1 << DOTS));
        }
        let code: JoinCode = "WMH2QZ".parse().unwrap();
        for scale in [1, 2] {
            let rows = big(&code, scale);
            assert_eq!(rows.iter().map(|row| width(row)).max(), Some(cells(scale)));
        }
    }
}
