//! Questions of other programs: GIFT and Aiken of Moodle, CSV of spreadsheets, and Kahoot's template.
//!
//! A reader makes [`Draft`]s of a text, and [`settle()`] makes of them questions that the reader of course files takes. GIFT
//! and CSV are written, too.
//!
//! Invariants: no text makes a reader panic; whatever one side says and the other cannot hold is in the notes; nothing is
//! made up, so a reason that is missing waits to be written, as in [`super::scaffold`]. It must not know where files are
//! kept: cells of a spreadsheet come as rows of texts.

pub mod aiken;
pub mod cell;
pub mod csv;
pub mod gift;
mod html;
pub mod kahoot;
pub mod note;
pub mod settle;
#[cfg(test)]
mod tests;
pub mod text;

pub use self::{
    note::{At, Note, What},
    settle::{Settled, settle},
};
use super::question::{AnswerOption, Kind, Question};
use crate::lang::{Lang, Text, hangul};

/// How questions are written down elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Moodle's own.
    Gift,
    /// Moodle's simplest: a question, options, one letter.
    Aiken,
    /// A question a row, with the columns of [`csv`].
    Csv,
    /// The spreadsheet that Kahoot hands out.
    Kahoot,
}

/// A question as it was found, before it has its place in a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The line, or the row of a spreadsheet, where it begins; from 1.
    pub line: usize,
    /// What it is called there; may be empty.
    pub name: String,
    /// The question. What was not found is empty: id, page, any reason.
    pub question: Question,
}

/// What a file of questions holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The questions, in the order of the file.
    pub drafts: Vec<Draft>,
    /// What was dropped or left out.
    pub notes: Vec<Note>,
}

impl Found {
    fn note(&mut self, line: usize, what: What) {
        self.notes.push(Note { at: At::Line(line), what });
    }

    /// The same, which says once that every text stands in one language.
    fn in_one_language(mut self) -> Found {
        if !self.drafts.is_empty() {
            self.notes.push(Note { at: At::File, what: What::OneLanguage });
        }
        self
    }
}

/// Why the bytes of a file are not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is UTF-16, as some editors call “Unicode”.
    #[error("UTF-16")]
    Utf16,
    /// It is in some other encoding; the first line that shows it, from 1.
    #[error("not UTF-8 in line {0}")]
    NotUtf8(usize),
    /// It is a spreadsheet or another archive.
    #[error("an archive")]
    Archive,
    /// There is no row of headings as the format has it.
    #[error("no heading")]
    NoHeading(Format),
}

impl Unreadable {
    /// What is wrong with `file` and what to do.
    #[must_use]
    pub fn text(self, file: &str, lang: Lang) -> String {
        match (self, lang) {
            (Unreadable::Utf16, Lang::Ko) => {
                format!("{file}: UTF-16으로 저장한 파일이에요. 편집기에서 UTF-8로 저장하세요")
            }
            (Unreadable::Utf16, Lang::En) => format!("{file} is UTF-16: save it as UTF-8 in your editor"),
            (Unreadable::NotUtf8(line), Lang::Ko) => format!(
                "{file}:{line}: UTF-8로 저장한 파일이 아니에요. 편집기에서 UTF-8로, 엑셀에서는 ‘CSV UTF-8’로 저장하세요"
            ),
            (Unreadable::NotUtf8(line), Lang::En) => format!(
                "{file}:{line} is not UTF-8: save it as UTF-8 in your editor, or as “CSV UTF-8” in Excel"
            ),
            (Unreadable::Archive, Lang::Ko) => format!(
                "{file}: 글이 아니라 스프레드시트나 압축 파일이에요. Kahoot의 .xlsx 파일이라면 --format kahoot을, 아니면 CSV로 저장하세요"
            ),
            (Unreadable::Archive, Lang::En) => format!(
                "{file} is a spreadsheet or an archive, not a text: use --format kahoot for Kahoot's .xlsx, or save it as CSV"
            ),
            (Unreadable::NoHeading(Format::Kahoot), Lang::Ko) => format!(
                "{file}: Kahoot 양식의 제목 줄이 없어요. ‘Question’, ‘Answer 1’, ‘Answer 2’, ‘Correct answer(s)’ 칸이 있어야 해요"
            ),
            (Unreadable::NoHeading(Format::Kahoot), Lang::En) => format!(
                "{file} has no row of headings as Kahoot's template has it: “Question”, “Answer 1”, “Answer 2”, “Correct answer(s)”"
            ),
            (Unreadable::NoHeading(_), Lang::Ko) => format!(
                "{file}: 첫 줄에 칸 이름이 없어요. 적어도 stem.ko나 stem.en이 있어야 해요 (칸 이름: seodang bank export --help)"
            ),
            (Unreadable::NoHeading(_), Lang::En) => format!(
                "{file} does not name its columns in the first row: there must be at least stem.ko or stem.en (columns: seodang bank export --help)"
            ),
        }
    }
}

/// The text of a file: without a byte-order mark, its line breaks as `\n`, Hangul composed.
///
/// # Errors
/// When it is in another encoding than UTF-8, or no text.
pub fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Unreadable::Archive);
    }
    // Without its mark, UTF-16 shows by the zero bytes of its ASCII.
    let zeros = bytes.iter().take(64).filter(|byte| **byte == 0).count();
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || zeros > 4 {
        return Err(Unreadable::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        Unreadable::NotUtf8(before.iter().filter(|byte| **byte == b'\n').count() + 1)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(hangul::nfc(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned())
}

/// The format of a file by its name, or else by what it says.
#[must_use]
pub fn format_of(name: &str, text: Option<&str>) -> Option<Format> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    match (ending.as_str(), text) {
        ("gift", _) => Some(Format::Gift),
        ("aiken", _) => Some(Format::Aiken),
        ("xlsx", _) => Some(Format::Kahoot),
        ("csv" | "tsv", Some(text)) if kahoot::is_one(&csv::rows(text)) => Some(Format::Kahoot),
        ("csv" | "tsv", _) => Some(Format::Csv),
        (_, Some(text)) if aiken::is_one(text) => Some(Format::Aiken),
        (_, Some(text)) if gift::is_one(text) => Some(Format::Gift),
        _ => None,
    }
}

/// The questions of a text.
///
/// # Errors
/// When it does not begin as the format does.
pub fn read(format: Format, text: &str) -> Result<Found, Unreadable> {
    match format {
        Format::Gift => Ok(gift::read(text)),
        Format::Aiken => Ok(aiken::read(text)),
        Format::Csv => csv::read(text),
        Format::Kahoot => kahoot::read(&csv::rows(text)),
    }
}

/// A text that exists in one language only, as both.
fn both(text: String) -> Text {
    Text { ko: text.clone(), en: text }
}

/// A question of `kind` that asks `stem`.
fn asked(stem: Text, kind: Kind, options: Vec<AnswerOption>) -> Question {
    Question {
        id: String::new(),
        aliases: Vec::new(),
        revision: 1,
        kind,
        lesson: String::new(),
        page: String::new(),
        difficulty: 2,
        stem,
        options,
        explanation: Text::default(),
        hints: Vec::new(),
        source: String::new(),
    }
}

/// Option number `at` of a question, from 0.
fn option(at: usize, text: Text, correct: bool, why: Text) -> AnswerOption {
    AnswerOption { id: option_id(at), text, pair: Text::default(), correct, why }
}

/// `a`, `b` … `z`, `a1` …
fn option_id(at: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}

/// The options of a statement that is `truth`, with what is said to those who call it true or false.
fn truth(truth: bool, whys: [Text; 2]) -> Vec<AnswerOption> {
    let options = [("true", truth), ("false", !truth)].into_iter().zip(whys);
    let option = |((id, correct), why): ((&str, bool), Text)| AnswerOption {
        id: id.to_owned(),
        text: Text::default(),
        pair: Text::default(),
        correct,
        why,
    };
    options.map(option).collect()
}
