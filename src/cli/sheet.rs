//! The cells of a spreadsheet.
//!
//! Invariant: whatever the file is, it ends with its cells or with a reason: it may unpack to much more than it weighs, and
//! what reads it may stumble.

use std::{
    io::{self, Cursor, Read as _},
    panic,
};

use calamine::{Reader as _, Xlsx, XlsxError};
use zip::{ZipArchive, result::ZipError};

use crate::{course::exchange::kahoot, lang::Lang};

/// Rows and columns beyond these are not looked at.
const MAX_CELLS: (u32, u32) = (20_000, 64);

/// The most bytes that a file may unpack to.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// Cells by the number of their row, from 1.
pub type Rows = Vec<(usize, Vec<String>)>;

/// Why a spreadsheet cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It unpacks to more than [`MAX_UNPACKED`].
    #[error("too large")]
    TooLarge,
    /// It is no archive, or a damaged one.
    #[error(transparent)]
    Archive(#[from] ZipError),
    /// It is no spreadsheet, or a damaged one.
    #[error(transparent)]
    Sheet(#[from] XlsxError),
    /// Whatever reads it has stumbled.
    #[error("damaged")]
    Damaged,
}

impl Unreadable {
    /// Part of a sentence in `lang`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Unreadable::TooLarge => lang.unpacks_too_large(MAX_UNPACKED / (1024 * 1024)),
            Unreadable::Damaged => lang.is_damaged_sheet().to_owned(),
            Unreadable::Archive(_) | Unreadable::Sheet(_) => format!("{} ({self})", lang.is_damaged_sheet()),
        }
    }
}

/// The cells of the first sheet that has the headings of Kahoot, or else of the first sheet.
///
/// # Errors
/// When it is no spreadsheet, or one that cannot be read.
pub fn rows(bytes: Vec<u8>) -> Result<Rows, Unreadable> {
    measure(&bytes)?;
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(|| first_of_kahoot(bytes));
    panic::set_hook(hook);
    Ok(read.map_err(|_| Unreadable::Damaged)??)
}

/// Unpacks it into nothing, as what a file says of its size need not be true.
fn measure(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut left = MAX_UNPACKED;
    for part in 0..archive.len() {
        let part = archive.by_index(part)?;
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(ZipError::Io)?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

fn first_of_kahoot(bytes: Vec<u8>) -> Result<Rows, XlsxError> {
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let mut first = Rows::new();
    for name in book.sheet_names() {
        let mut rows: Rows = Vec::new();
        // Cell by cell: a range would hold all the empty ones, too.
        let mut cells = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            if row >= MAX_CELLS.0 || column >= MAX_CELLS.1 {
                continue;
            }
            let (row, column) = (row as usize + 1, column as usize);
            if rows.last().is_none_or(|(last, _)| *last != row) {
                rows.push((row, Vec::new()));
            }
            if let Some((_, cells)) = rows.last_mut() {
                cells.resize(cells.len().max(column + 1), String::new());
                cells[column] = calamine::Data::from(cell.get_value().clone()).to_string();
            }
        }
        if kahoot::is_one(&rows) {
            return Ok(rows);
        }
        if first.is_empty() {
            first = rows;
        }
    }
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &[u8] = include_bytes!("../../tests/fixtures/bank/tea.xlsx");

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let piece = vec![b' '; 1024 * 1024];
        for _ in 0..=MAX_UNPACKED / (1024 * 1024) {
            std::io::Write::write_all(&mut writer, &piece).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        assert!(bytes.len() < 1024 * 1024);
        assert!(matches!(rows(bytes), Err(Unreadable::TooLarge)));
    }

    #[test]
    fn a_damaged_sheet_is_refused_or_read_and_never_ends_the_program() {
        for at in (0..SHEET.len()).step_by(5) {
            for flip in [0x01, 0x80] {
                let mut damaged = SHEET.to_vec();
                damaged[at] ^= flip;
                let _ = rows(damaged);
            }
            let _ = rows(SHEET[..at].to_vec());
        }
    }

    #[test]
    fn cells_are_read_by_row() {
        let rows = rows(SHEET.to_vec()).unwrap();
        assert_eq!(rows[2].0, 4);
        assert_eq!(
            rows[3].1,
            ["1", "녹차를 우리는 물은 몇 도일까요?", "70도", "100도", "20도", "", "20", "1"]
        );
    }
}
