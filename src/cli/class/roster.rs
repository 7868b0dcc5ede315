//! A list of students in a file: a number and a name in each row.

use std::{fs, path::Path};

use super::super::{Refused, reason};
use crate::{
    class::setup::Student,
    course::exchange::{csv, decode},
    lang::{Lang, class_live as words},
};

/// No list is longer, in bytes.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// What the first row may say instead of a student.
const HEADINGS: [&str; 8] =
    ["id", "student", "number", "student id", "student number", "학번", "번호", "아이디"];

/// The students of the list in `path`.
///
/// # Errors
/// When it cannot be read, or a row has no number or no name.
pub fn read(path: &Path, lang: Lang) -> Result<Vec<Student>, Refused> {
    let file = path.display().to_string();
    let refused = |error: &std::io::Error| Refused(lang.not_read(&file, &reason(error, lang)));
    let metadata = fs::metadata(path).map_err(|error| refused(&error))?;
    if !metadata.is_file() {
        return Err(Refused(lang.not_read(&file, lang.is_no_file())));
    }
    if metadata.len() > MOST_BYTES {
        return Err(refused(&std::io::ErrorKind::FileTooLarge.into()));
    }
    let bytes = fs::read(path).map_err(|error| refused(&error))?;
    let text = decode(&bytes).map_err(|why| Refused(why.text(&file, lang)))?;
    let mut students = Vec::new();
    for (line, cells) in csv::rows(&text) {
        let cell = |at: usize| cells.get(at).map(|cell| cell.trim()).unwrap_or_default();
        let (id, name) = (cell(0), cell(1));
        let is_heading = students.is_empty() && HEADINGS.contains(&id.to_lowercase().as_str());
        if is_heading || cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if id.is_empty() || name.is_empty() {
            return Err(Refused(lang.bad_student(&file, line)));
        }
        students.push(Student { id: id.to_owned(), name: name.to_owned() });
    }
    if students.is_empty() {
        return Err(Refused(lang.not_read(&file, words::EMPTY_ROSTER.get(lang))));
    }
    Ok(students)
}
