//! A report as a spreadsheet: a row for each student, three columns for each question.

use csv::{Terminator, WriterBuilder};

use crate::{
    class::report::{Cell, Report, StudentLine},
    course::{doc::plain, exchange::cell::guarded, markdown},
    lang::{Lang, width::sanitize},
};

/// Columns before those of the questions.
const COLUMNS: [&str; 9] =
    ["rank", "name", "student", "team", "score", "asked", "answered", "right", "median_seconds"];

/// `report` as CSV after RFC 4180, with the words of `lang`.
pub fn write(report: &Report, lang: Lang) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let questions = report.questions.iter().flat_map(|line| {
        let name = format!("{}.{}", line.number + 1, line.id);
        [name.clone(), format!("{name}.answer"), format!("{name}.seconds")]
    });
    let head = COLUMNS.iter().map(ToString::to_string).chain(questions);
    // Writing to memory does not fail.
    let _ = writer.write_record(head.map(|cell| safe(&cell)));
    for student in &report.students {
        let cells = summary(report, student, lang).into_iter();
        let answers = student.answers.iter().flat_map(|cell| answer(cell.as_ref(), lang));
        let _ = writer.write_record(cells.chain(answers).map(|cell| safe(&cell)));
    }
    // Without the mark, Excel takes Hangul for the letters of its own code page.
    format!("\u{feff}{}", String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default())
}

fn summary(report: &Report, student: &StudentLine, lang: Lang) -> [String; 9] {
    let team = student.team.and_then(|team| report.teams.get(team as usize));
    [
        student.rank.to_string(),
        student.name.get(lang).to_owned(),
        student.student.clone().unwrap_or_default(),
        team.cloned().unwrap_or_default(),
        student.score.to_string(),
        student.asked.to_string(),
        student.answered.to_string(),
        student.right.to_string(),
        student.median_ms.map(seconds).unwrap_or_default(),
    ]
}

/// 1 or 0, what was said, and how long it took; empty where nothing was answered.
fn answer(cell: Option<&Cell>, lang: Lang) -> [String; 3] {
    let Some(cell) = cell else { return Default::default() };
    let right = cell.right.map(|right| u8::from(right).to_string());
    let said = cell.said.iter().map(|text| match cell.typed {
        true => text.get(lang).to_owned(),
        false => plain(&markdown::inline(text.get(lang))),
    });
    [right.unwrap_or_default(), said.collect::<Vec<_>>().join("; "), seconds(cell.took_ms)]
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}

/// `cell` without what commands a terminal, and guarded where it would be a formula.
fn safe(cell: &str) -> String {
    guarded(&sanitize(cell)).into_owned()
}
