//! `seodang progress`: the file is the learner's. They can look into it, take it elsewhere, and take things back.
//!
//! Nothing here changes or removes an event; what is taken back or begun anew is said by another event.

mod doctor;
mod show;
mod takeback;
mod transfer;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use jiff::{Timestamp, civil::DateTime, tz::Offset};

use super::{
    Options, Refused,
    args::{DataFormat, ProgressCommand},
    complain, open, print, unknown,
};
use crate::{
    lang::Lang,
    store::{self, Opened, ReadError, Store, StoredRecord},
    study::{Record, anki::Scope},
};

/// Does `what` with the progress file.
///
/// # Errors
/// When there is no file, it cannot be read or written, or what is named is not there.
pub fn run(what: &ProgressCommand, options: &Options, lang: Lang) -> anyhow::Result<ExitCode> {
    let file = File { path: path(options, lang)?, lang };
    match what {
        ProgressCommand::Path => print(&format!("{}\n", file.path.display())),
        ProgressCommand::Show { show_format } => {
            show::run(&file, &open(options, lang)?.course, *show_format == DataFormat::Json)
        }
        ProgressCommand::Export { export_format, export_output } => {
            transfer::export(&file, *export_format, export_output.as_deref())
        }
        ProgressCommand::Anki { anki_all, anki_output } => {
            let scope = if *anki_all { Scope::All } else { Scope::Met };
            transfer::anki(&file, options, scope, anki_output.as_deref())
        }
        ProgressCommand::Import { import_file } => {
            transfer::take_over(&file, std::slice::from_ref(import_file))
        }
        ProgressCommand::Merge { others } => transfer::take_over(&file, others),
        ProgressCommand::Undo { undo_list } => takeback::undo(&file, *undo_list),
        ProgressCommand::Reset { reset_item, yes, .. } => {
            takeback::reset(&file, &open(options, lang)?.course, reset_item.as_deref(), *yes)
        }
        ProgressCommand::Doctor { mend } => doctor::run(&file, &open(options, lang)?.course, *mend),
    }
}

fn path(options: &Options, lang: Lang) -> anyhow::Result<PathBuf> {
    let path = options.progress.clone().map_or_else(store::default_path, Ok);
    Ok(path.map_err(|error| Refused(error.text(lang)))?)
}

/// The learner's progress file.
struct File {
    path: PathBuf,
    lang: Lang,
}

impl File {
    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// All that is in it, without changing anything.
    fn read(&self) -> anyhow::Result<Vec<StoredRecord>> {
        read(&self.path, self.lang).map_err(|error| self.refused(&error).into())
    }

    fn refused(&self, error: &ReadError) -> Refused {
        Refused(match error {
            ReadError::Missing(_) => self.lang.no_progress_yet(&self.shown()),
            error => error.text(self.lang),
        })
    }

    /// Opened to be written; what the learner should know about it is said.
    fn open(&self) -> anyhow::Result<Opened> {
        let opened = Store::open(&self.path);
        if !opened.store.saves() {
            let why = opened.notices.first().map(|notice| notice.text(self.lang));
            return Err(Refused(why.unwrap_or_else(|| self.shown())).into());
        }
        opened.notices.iter().for_each(|notice| complain(&notice.text(self.lang)));
        Ok(opened)
    }
}

/// All that is in a progress file, and a word about it if it is damaged.
fn read(path: &Path, lang: Lang) -> Result<Vec<StoredRecord>, ReadError> {
    let reading = store::read(path)?;
    if let Some(damage) = reading.damage {
        complain(&lang.read_in_part(&path.display().to_string(), reading.records.len(), &damage));
    }
    Ok(reading.records)
}

/// What the learner's clock showed when something was recorded.
fn local(record: &Record) -> Option<DateTime> {
    let offset = Offset::from_seconds(record.offset_s).ok()?;
    Some(offset.to_datetime(Timestamp::from_millisecond(record.utc_ms).ok()?))
}
