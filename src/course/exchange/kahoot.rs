//! Kahoot's spreadsheet template: a row of headings somewhere below its instructions, then a question a row.
//!
//! Cells come as texts, so that this knows nothing of spreadsheet files.

use super::{
    Draft, Format, Found, Unreadable, asked, both,
    note::What,
    option,
    text::{escaped, squeezed, tidy},
};
use crate::{course::question::Kind, lang::Text};

/// Rows above the headings that are looked at.
const INSTRUCTIONS: usize = 30;

/// Where the columns are.
struct Columns {
    question: usize,
    /// By number, from the first.
    answers: Vec<usize>,
    time: Option<usize>,
    correct: usize,
}

/// Whether `rows` have the headings of the template.
#[must_use]
pub fn is_one(rows: &[(usize, Vec<String>)]) -> bool {
    heading(rows).is_some()
}

/// The questions of a sheet: the number of each row, from 1, and its cells.
///
/// # Errors
/// When there is no row of headings.
pub fn read(rows: &[(usize, Vec<String>)]) -> Result<Found, Unreadable> {
    let (head, columns) = heading(rows).ok_or(Unreadable::NoHeading(Format::Kahoot))?;
    let mut found = Found::default();
    for (name, at) in rows[head].1.iter().zip(0..) {
        let known = at == columns.question || at == columns.correct || columns.time == Some(at);
        if !known && !columns.answers.contains(&at) && !name.trim().is_empty() {
            found.note(rows[head].0, What::UnknownColumn(tidy(name).0));
        }
    }
    for (number, cells) in &rows[head + 1..] {
        read_row(*number, cells, &columns, &mut found);
    }
    Ok(found.in_one_language())
}

fn read_row(number: usize, cells: &[String], columns: &Columns, found: &mut Found) {
    let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
    let stem = cell(columns.question);
    let answers: Vec<&str> = columns.answers.iter().map(|at| cell(*at)).collect();
    if stem.is_empty() && answers.iter().all(|answer| answer.is_empty()) {
        return;
    }
    if columns.time.is_some_and(|at| !cell(at).is_empty()) {
        found.note(number, What::TimeLimit);
    }
    let correct = cell(columns.correct);
    let mut right = Vec::new();
    for part in correct.split([',', ';', ' ', '/']).filter(|part| !part.is_empty()) {
        // A cell that holds the number 2 may come as 2.0.
        let place = part.strip_suffix(".0").unwrap_or(part).parse::<usize>().ok();
        match place.filter(|place| {
            place.checked_sub(1).and_then(|at| answers.get(at)).is_some_and(|a| !a.is_empty())
        }) {
            Some(place) => right.push(place - 1),
            None => return found.note(number, What::NoSuchOption(tidy(part).0)),
        }
    }
    if right.is_empty() {
        return found.note(number, What::NothingRight);
    }
    let filled = answers.iter().enumerate().filter(|(_, text)| !text.is_empty());
    let options = filled
        .enumerate()
        .map(|(id, (at, text))| option(id, both(escaped(text)), right.contains(&at), Text::default()));
    let options: Vec<_> = options.collect();
    let many = options.iter().filter(|option| option.correct).count() > 1;
    if many {
        found.note(number, What::SeveralRight);
    }
    let kind = if many { Kind::Multiple } else { Kind::Single };
    found.drafts.push(Draft {
        line: number,
        name: String::new(),
        question: asked(both(escaped(stem)), kind, options),
    });
}

/// The row of headings, and what it says.
fn heading(rows: &[(usize, Vec<String>)]) -> Option<(usize, Columns)> {
    let found = rows.iter().take(INSTRUCTIONS).map(|(_, cells)| columns(cells)).enumerate();
    found.into_iter().find_map(|(at, columns)| Some((at, columns?)))
}

fn columns(cells: &[String]) -> Option<Columns> {
    let names: Vec<String> = cells.iter().map(|cell| squeezed(cell).to_lowercase()).collect();
    let find = |start: &str| names.iter().position(|name| name.starts_with(start));
    let answers: Vec<usize> = (1..=9).map_while(|number| find(&format!("answer {number}"))).collect();
    Some(Columns {
        question: find("question")?,
        time: find("time limit"),
        correct: find("correct answer")?,
        answers: Some(answers).filter(|answers| answers.len() >= 2)?,
    })
}
