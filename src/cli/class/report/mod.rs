//! `seodang class report`: what a class has understood, for the teacher, for a spreadsheet, for a blog, on paper.

mod content;
mod csv;
mod html;
pub mod json;
mod markdown;
mod page;
mod text;

use std::{path::Path, process::ExitCode};

pub use self::page::plain;
use super::record::Records;
use crate::{
    cli::{print::Style, put},
    course::Course,
};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a terminal.
    Text,
    /// Students by questions, for a spreadsheet.
    Csv,
    /// A row for each question, for a spreadsheet.
    CsvOfQuestions,
    /// For programs.
    Json,
    /// With tables as GitHub has them.
    Markdown,
    /// One page for a browser and for paper.
    Html,
}

impl Form {
    /// What the ending of a file name stands for.
    #[must_use]
    pub fn of(output: &Path) -> Option<Form> {
        match output.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Form::Csv),
            "json" => Some(Form::Json),
            "md" | "markdown" => Some(Form::Markdown),
            "html" | "htm" => Some(Form::Html),
            _ => None,
        }
    }
}

/// Writes the report on the class with the code `typed`, or on the newest, to a new file, or prints it.
///
/// # Errors
/// When there is no such class, its record cannot be read, or the file cannot be written.
pub fn run(
    records: &Records,
    course: &Course,
    typed: Option<&str>,
    form: Option<Form>,
    output: Option<&Path>,
    style: Style,
) -> anyhow::Result<ExitCode> {
    let record = match typed {
        Some(typed) => records.read(records.code(typed)?)?,
        None => records.newest()?,
    };
    let report = record.report();
    let page = || content::page(&record, &report, course, style);
    let text = match form.or_else(|| Form::of(output?)).unwrap_or(Form::Text) {
        Form::Text => text::write(&page(), style),
        Form::Csv => csv::students(&report, style.lang),
        Form::CsvOfQuestions => csv::questions(&report, style.lang),
        Form::Json => json::report(&record, &report)?,
        Form::Markdown => markdown::write(&page()),
        Form::Html => html::write(&page()),
    };
    put(style.lang, output, &text, |shown| style.lang.file_written(shown))
}

#[cfg(test)]
mod tests;
