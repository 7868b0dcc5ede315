//! `seodang class export` and `delete`: everything that is kept of a class, taken along or taken away.

use std::{
    io::{self, IsTerminal as _, Write as _},
    path::Path,
    process::ExitCode,
};

use super::{record::Records, report::json};
use crate::{
    cli::{Refused, complain, print, put},
    lang::{Lang, hangul::nfc, width::sanitize},
    store::class,
};

/// Writes everything that is kept of the class with the code `typed` to a new file, or prints it.
///
/// # Errors
/// When there is no such class, its record cannot be read, or the file cannot be written.
pub fn export(records: &Records, typed: &str, output: Option<&Path>, lang: Lang) -> anyhow::Result<ExitCode> {
    let code = records.code(typed)?;
    let kept = class::read(records.folder(), code).map_err(|error| records.refused(&error))?;
    put(lang, output, &json::export(&kept)?, |shown| lang.file_written(shown))
}

/// Deletes the class with the code `typed`, once that is confirmed. Ends with 1 when it is not.
///
/// # Errors
/// When there is no such class, it is going on, or it cannot be deleted.
pub fn delete(records: &Records, typed: &str, yes: bool, lang: Lang) -> anyhow::Result<ExitCode> {
    let code = records.code(typed)?;
    if !records.codes().contains(&code) {
        // Nothing is asked about what is not there.
        class::delete(records.folder(), code).map_err(|error| records.refused(&error))?;
    }
    // What cannot be read any more can still be deleted.
    let what = match records.read(code) {
        Ok(record) => {
            let title = sanitize(record.room.setup().title.get(lang)).into_owned();
            let students = lang.students(record.room.players().seated());
            format!("{code} · {title} · {} · {students}", record.opened())
        }
        Err(_) => code.to_string(),
    };
    if !yes && !confirmed(&what, lang)? {
        complain(lang.left_as_it_was());
        return Ok(ExitCode::from(1));
    }
    class::delete(records.folder(), code).map_err(|error| records.refused(&error))?;
    print(&format!("{}\n", lang.class_deleted(&code.to_string())))
}

/// Asks for a word that nobody types by accident.
fn confirmed(what: &str, lang: Lang) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Refused(lang.reset_needs_yes().to_owned()).into());
    }
    let mut out = io::stderr();
    write!(out, "{}", lang.ask_delete(what))?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let answer = nfc(answer.trim()).to_lowercase();
    Ok(Lang::ALL.iter().any(|lang| answer == lang.delete_word()))
}
