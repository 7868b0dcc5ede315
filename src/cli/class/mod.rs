//! `seodang class`: holding a class, taking part in one, and what comes after.

mod chair;
mod command;
mod desk;
mod host;
mod join;
mod keep;
mod list;
mod quiz;
mod reach;
mod record;
mod report;
mod roster;

use std::process::ExitCode;

use self::{record::Records, report::Form};
use super::{
    Refused,
    args::{ClassCommand, CsvRows, LiveCommand, Options, ReportForm},
    env::Environment,
    open,
    print::Style,
};
use crate::{class::JoinCode, lang::Lang};

/// What every command of a class needs.
#[derive(Clone, Copy)]
struct Place<'a> {
    options: &'a Options,
    environment: &'a Environment,
    style: Style,
}

impl Place<'_> {
    /// Whether there is a terminal that is drawn on.
    fn has_screen(self) -> bool {
        self.environment.is_terminal && !self.style.plain && !self.environment.is_dumb
    }
}

/// Does what is asked with classes.
///
/// # Errors
/// When it cannot be done as asked.
pub fn run(
    what: ClassCommand,
    options: &Options,
    environment: &Environment,
    style: Style,
) -> anyhow::Result<ExitCode> {
    let records = || Records::find(options, style.lang);
    match what {
        ClassCommand::Live(what) => live(what, Place { options, environment, style }),
        ClassCommand::List => list::run(&records()?, style),
        ClassCommand::Report { room, form: asked, output } => {
            let course = open(options, style.lang)?.course;
            report::run(&records()?, &course, room.as_deref(), form(asked), output.as_deref(), style)
        }
        ClassCommand::Export { room, output } => {
            keep::export(&records()?, &room, output.as_deref(), style.lang)
        }
        ClassCommand::Delete { room, yes } => keep::delete(&records()?, &room, yes, style.lang),
    }
}

fn form(asked: ReportForm) -> Option<Form> {
    let ReportForm { csv, json, markdown, html } = asked;
    let sheet = csv.map(|rows| match rows {
        CsvRows::Students => Form::Csv,
        CsvRows::Questions => Form::CsvOfQuestions,
    });
    let asked = [(json, Form::Json), (markdown, Form::Markdown), (html, Form::Html)];
    sheet.or_else(|| asked.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, form)| form))
}

fn live(what: LiveCommand, place: Place<'_>) -> anyhow::Result<ExitCode> {
    match what {
        LiveCommand::Host(args) => host::open(&args, place),
        LiveCommand::Resume { room, reach } => host::resume(room.as_deref(), reach, place),
        LiveCommand::Join { address, code, projector: true, .. } => {
            join::wall(address.as_deref(), code.as_deref(), place)
        }
        LiveCommand::Join { address, code, name, projector: false } => {
            join::join(address.as_deref(), code.as_deref(), name, place)
        }
        LiveCommand::Wall { address, code } => join::wall(address.as_deref(), code.as_deref(), place),
    }
}

/// The code that was typed.
fn join_code(typed: &str, lang: Lang) -> Result<JoinCode, Refused> {
    let shown = crate::lang::width::sanitize(typed);
    typed.parse().map_err(|_| Refused(lang.not_a_join_code(&shown)))
}
