//! `seodang class`: holding a class, taking part in one.

mod chair;
mod command;
mod desk;
mod host;
mod join;
mod quiz;
mod reach;
mod roster;

use std::process::ExitCode;

use super::{
    Refused,
    args::{ClassCommand, LiveCommand, Options},
    env::Environment,
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
    match what {
        ClassCommand::Live(what) => live(what, Place { options, environment, style }),
    }
}

fn live(what: LiveCommand, place: Place<'_>) -> anyhow::Result<ExitCode> {
    match what {
        LiveCommand::Host(args) => host::open(&args, place),
        LiveCommand::Resume { room, reach } => host::resume(&room, &reach, place),
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
