//! Records as text for other programs, and back: JSON, RON and CSV, described in `README.md`.
//!
//! Invariant: what was written is read back to the byte, whatever the records hold. A payload stands as the structure that
//! it is wherever that leads back to the same text, and as a text where it does not.

mod csv;
mod event;
mod moment;

use super::row::StoredRecord;
use crate::lang::Lang;
use event::Document;

/// What a file says it is.
const NAME: &str = "seodang-progress";
/// The newest version of the formats that this program knows, and the one it writes.
const VERSION: u32 = 1;

/// How records are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// One object with a list of events.
    Json,
    /// The same, as the files of a course are written.
    Ron,
    /// An event a row, for spreadsheets.
    Csv,
}

/// Why a text cannot be read. Lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is something else.
    #[error("not an export")]
    Foreign,
    /// A newer version of the program wrote it.
    #[error("version {0}")]
    Newer(u32),
    /// Here, for this reason in technical words.
    #[error("{line}:{column}: {reason}")]
    At {
        /// The line.
        line: usize,
        /// The column, 0 where it is not known.
        column: usize,
        /// What is wrong.
        reason: String,
    },
}

impl Unreadable {
    /// What is wrong with `file`, where, and what to do.
    #[must_use]
    pub fn text(&self, file: &str, lang: Lang) -> String {
        match (self, lang) {
            (Unreadable::Foreign, Lang::Ko) => {
                format!("서당이 내보낸 파일이 아니에요: {file}")
            }
            (Unreadable::Foreign, Lang::En) => format!("{file} was not exported by Seodang"),
            (Unreadable::Newer(version), Lang::Ko) => format!(
                "더 새로운 서당이 내보낸 파일이에요: {file} (형식 버전 {version}, 이 서당은 {VERSION}까지) 서당을 새 버전으로 올려 주세요"
            ),
            (Unreadable::Newer(version), Lang::En) => format!(
                "{file} was exported by a newer Seodang (format version {version}, this one knows up to {VERSION}): update Seodang"
            ),
            (Unreadable::At { line, column, reason }, lang) => {
                let place = if *column == 0 { format!("{line}") } else { format!("{line}:{column}") };
                match lang {
                    Lang::Ko => format!("{file}:{place}: 읽을 수 없어요 ({reason})"),
                    Lang::En => format!("{file}:{place}: cannot be read ({reason})"),
                }
            }
        }
    }
}

/// `records` as text.
#[must_use]
pub fn write(records: &[StoredRecord], exchange: Exchange) -> String {
    match exchange {
        Exchange::Json => event::json(records),
        Exchange::Ron => event::ron(records),
        Exchange::Csv => csv::write(records),
    }
}

/// Whether `bytes` begin as one of the texts does.
#[must_use]
pub fn is_text(bytes: &[u8]) -> bool {
    which(&String::from_utf8_lossy(&bytes[..bytes.len().min(256)])).is_some()
}

/// The records in a text, in order of id.
///
/// # Errors
/// When it is something else, newer, or not as it should be anywhere; then nothing of it is given.
pub fn read(bytes: &[u8]) -> Result<Vec<StoredRecord>, Unreadable> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(_) if !is_text(bytes) => return Err(Unreadable::Foreign),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            return Err(Unreadable::At { line, column: 0, reason: "not UTF-8".into() });
        }
    };
    let mut records = match which(text).ok_or(Unreadable::Foreign)? {
        Exchange::Json => Document::from_json(text)?,
        Exchange::Ron => Document::from_ron(text)?,
        Exchange::Csv => csv::read(text)?,
    };
    records.sort_by_key(|stored| stored.id);
    Ok(records)
}

fn which(text: &str) -> Option<Exchange> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.chars().next()? {
        '{' => Some(Exchange::Json),
        '(' => Some(Exchange::Ron),
        '/' if text.starts_with("//") || text.starts_with("/*") => Some(Exchange::Ron),
        _ => csv::is_one(text).then_some(Exchange::Csv),
    }
}

/// The version that a file names, or why that is none.
fn version(name: &str, version: u32) -> Result<(), Unreadable> {
    match (name, version) {
        (NAME, VERSION) => Ok(()),
        (NAME, newer) if newer > VERSION => Err(Unreadable::Newer(newer)),
        _ => Err(Unreadable::Foreign),
    }
}
