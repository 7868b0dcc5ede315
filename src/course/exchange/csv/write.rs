//! Questions to CSV.

use csv::Writer;

use crate::{
    course::{
        exchange::cell::guarded,
        question::{AnswerOption, Kind, NumberAnswer, Question, TypedAnswer},
    },
    lang::Text,
};

/// The columns of one question that are not empty: names and what stands there.
#[derive(Default)]
struct Row {
    cells: Vec<(String, String)>,
}

/// `questions`, which are of the bank of `lesson`.
#[must_use]
pub fn write(questions: &[Question], lesson: &str) -> String {
    let rows: Vec<Row> = questions.iter().map(|question| Row::of(question, lesson)).collect();
    let columns = columns(&rows);
    let mut writer = Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(&columns);
    for row in &rows {
        let cell =
            |column: &String| row.cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell);
        let _ = writer.write_record(columns.iter().map(|column| guarded(cell(column)).into_owned()));
    }
    // Without the mark, spreadsheets take Hangul for something else.
    format!("\u{feff}{}", String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default())
}

/// The columns of all `rows`: one that a row adds comes right before the next that was there, so that those of its kind stay
/// together.
fn columns(rows: &[Row]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for row in rows {
        let mut next = columns.len();
        for (name, _) in row.cells.iter().rev() {
            match columns.iter().position(|column| column == name) {
                Some(at) => next = at,
                None => columns.insert(next, name.clone()),
            }
        }
    }
    columns
}

impl Row {
    fn of(question: &Question, lesson: &str) -> Row {
        let mut row = Row::default();
        row.cell("id", &question.id);
        row.cell("kind", question.kind.name());
        row.text("stem", &question.stem);
        match &question.kind {
            Kind::Number(number) => row.number(number),
            Kind::Typed(typed) => row.typed("", typed),
            Kind::FillIn(blanks) => {
                for (number, blank) in (1..).zip(blanks) {
                    let name = format!("blank{number}.");
                    row.cell(&format!("{name}id"), &blank.id);
                    row.typed(&name, &blank.answer);
                }
            }
            kind => row.options(kind, &question.options),
        }
        row.text("explanation", &question.explanation);
        for (number, hint) in (1..).zip(&question.hints) {
            row.text(&format!("hint{number}"), hint);
        }
        let page = match question.lesson == lesson {
            true => question.page.clone(),
            false => format!("{}#{}", question.lesson, question.page),
        };
        row.cell("page", &page);
        row.cell("difficulty", &question.difficulty.to_string());
        row.cell("source", &question.source);
        row.cell("revision", &question.revision.to_string());
        row.cell("aliases", &question.aliases.join(" "));
        row
    }

    fn options(&mut self, kind: &Kind, options: &[AnswerOption]) {
        let right = options.iter().zip(1..).filter(|(option, _)| option.correct);
        let correct: Vec<String> = match kind {
            Kind::TrueFalse => right.map(|(option, _)| option.id.clone()).collect(),
            Kind::Single | Kind::Multiple => {
                right.map(|(_, number): (_, usize)| number.to_string()).collect()
            }
            _ => Vec::new(),
        };
        // A spreadsheet would read `1,3` as a number.
        self.cell("correct", &correct.join(";"));
        for (number, option) in (1..).zip(options) {
            let name = format!("option{number}");
            self.text(&name, &option.text);
            self.text(&format!("{name}.pair"), &option.pair);
            self.text(&format!("{name}.why"), &option.why);
            self.cell(&format!("{name}.id"), &option.id);
        }
    }

    fn number(&mut self, number: &NumberAnswer) {
        self.cell("value", &number.value.to_string());
        self.cell("tolerance", &number.tolerance.to_string());
        self.text("unit", &number.unit);
        for (at, (name, size)) in (1..).zip(&number.units) {
            self.cell(&format!("unit{at}.name"), name);
            self.cell(&format!("unit{at}.size"), &size.to_string());
        }
        for (at, near) in (1..).zip(&number.near) {
            self.cell(&format!("near{at}.value"), &near.value.to_string());
            self.text(&format!("near{at}.why"), &near.why);
        }
    }

    /// An answer that is typed, in columns whose names begin with `name`.
    fn typed(&mut self, name: &str, typed: &TypedAnswer) {
        self.text(&format!("{name}answer"), &typed.answer);
        for (at, text) in (1..).zip(&typed.accept) {
            self.cell(&format!("{name}accept{at}"), text);
        }
        self.text(&format!("{name}why"), &typed.why);
        for (at, near) in (1..).zip(&typed.near) {
            for (of, text) in (1..).zip(&near.accept) {
                self.cell(&format!("{name}near{at}.accept{of}"), text);
            }
            self.text(&format!("{name}near{at}.why"), &near.why);
        }
    }

    fn text(&mut self, name: &str, text: &Text) {
        self.cell(&format!("{name}.ko"), &text.ko);
        self.cell(&format!("{name}.en"), &text.en);
    }

    fn cell(&mut self, name: &str, cell: &str) {
        if !cell.is_empty() {
            self.cells.push((name.to_owned(), cell.to_owned()));
        }
    }
}
