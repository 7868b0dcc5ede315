//! `seodang class list`: the classes of which there is a record, newest first.

use std::process::ExitCode;

use super::record::{Record, Records};
use crate::{
    cli::{complain, print, print::Style},
    lang::{
        Lang, Words, class_report as words,
        width::{pad_left, pad_right, width},
    },
};

/// The widest title in the list.
const TITLE: usize = 28;

/// Between two columns.
const GAP: &str = "  ";

/// Columns that hold numbers.
const NUMERIC: [bool; 6] = [false, false, false, true, true, false];

/// Prints the list. Ends with 1 when a record cannot be read.
///
/// # Errors
/// When standard output fails.
pub fn run(records: &Records, style: Style) -> anyhow::Result<ExitCode> {
    let lang = style.lang;
    let folder = records.folder().display().to_string();
    let codes = records.codes();
    if codes.is_empty() {
        return print(&style.drawn(&format!("{}\n", lang.no_classes(&folder))));
    }
    let mut faults = Vec::new();
    let mut found = Vec::new();
    for code in codes {
        match records.read(code) {
            Ok(record) => found.push((record.opened_ms, row(&record, lang))),
            Err(fault) => {
                faults.push(fault);
                let [none, unreadable] = ["-", words::UNREADABLE.get(lang)].map(str::to_owned);
                let row = [code.to_string(), none.clone(), none.clone(), none.clone(), none, unreadable];
                found.push((i64::MIN, row));
            }
        }
    }
    found.sort_by_key(|(opened, _)| std::cmp::Reverse(*opened));
    let rows: Vec<[String; 6]> = found.into_iter().map(|(_, row)| row).collect();
    let mut out = table(&rows, lang);
    for said in lang.retention(&folder, rows.first().map_or("", |row| &row[0])) {
        out.push('\n');
        out.push_str(&style.wrapped_inlines(&super::report::plain(&said), 0));
    }
    print(&style.drawn(&out))?;
    faults.iter().for_each(|fault| complain(&format!("seodang: {fault}")));
    Ok(ExitCode::from(u8::from(!faults.is_empty())))
}

fn row(record: &Record, lang: Lang) -> [String; 6] {
    let (questions, revealed) = record.questions();
    let title = crate::lang::width::sanitize(record.room.setup().title.get(lang)).into_owned();
    [
        record.code.to_string(),
        record.opened(),
        crate::lang::width::truncate(&title, TITLE).into_owned(),
        record.room.players().seated().to_string(),
        format!("{revealed}/{questions}"),
        state(record).get(lang).to_owned(),
    ]
}

fn state(record: &Record) -> Words {
    match (record.is_over(), record.is_going_on) {
        (true, _) => words::OVER,
        (false, true) => words::GOING_ON,
        (false, false) => words::STOPPED,
    }
}

fn table(rows: &[[String; 6]], lang: Lang) -> String {
    let head = words::LIST_COLUMNS.map(|words| words.get(lang).to_owned());
    let all: Vec<&[String; 6]> = std::iter::once(&head).chain(rows).collect();
    let widths: [usize; 6] =
        std::array::from_fn(|column| all.iter().map(|row| width(&row[column])).max().unwrap_or(0));
    let line = |row: &&[String; 6]| {
        let cell = |column: usize| match NUMERIC[column] {
            true => pad_left(&row[column], widths[column]),
            false => pad_right(&row[column], widths[column]),
        };
        format!("{}\n", (0..6).map(cell).collect::<Vec<_>>().join(GAP).trim_end())
    };
    all.iter().map(line).collect()
}
