//! The record of a class: its journal, read and folded.

use std::path::{Path, PathBuf};

use crate::{
    class::{JoinCode, Phase, Room, report::Report, sheet::Stage},
    cli::{Options, Refused},
    lang::Lang,
    store::{
        self,
        class::{self, JournalError},
    },
    terminal::Clock,
};

/// Where the records of classes are.
pub(super) struct Records {
    folder: PathBuf,
    lang: Lang,
}

/// The record of one class.
pub(super) struct Record {
    /// Its join code.
    pub code: JoinCode,
    /// When it was opened, in milliseconds since 1970 in UTC.
    pub opened_ms: i64,
    /// Where it is.
    pub folder: PathBuf,
    /// What its events make.
    pub room: Room,
    /// Whether some process holds it now.
    pub is_going_on: bool,
}

impl Records {
    /// Beside the progress file, or in the platform's data directory.
    ///
    /// # Errors
    /// When there is no place for them.
    pub fn find(options: &Options, lang: Lang) -> Result<Records, Refused> {
        let folder = store::rooms_folder(options.progress.as_deref());
        Ok(Records { folder: folder.map_err(|error| Refused(error.text(lang)))?, lang })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The codes of all classes.
    pub fn codes(&self) -> Vec<JoinCode> {
        class::codes(&self.folder)
    }

    /// The code that was typed.
    ///
    /// # Errors
    /// When it is none.
    pub fn code(&self, typed: &str) -> Result<JoinCode, Refused> {
        super::join_code(typed, self.lang)
    }

    /// The record of the class with this code.
    ///
    /// # Errors
    /// When there is none, or it cannot be read to its end.
    pub fn read(&self, code: JoinCode) -> Result<Record, Refused> {
        let kept = class::read(&self.folder, code).map_err(|error| self.refused(&error))?;
        let room =
            Room::replay(&kept.events).map_err(|_| Refused(self.lang.no_room_in(&code.to_string())))?;
        let is_going_on = class::is_in_use(&self.folder, code);
        Ok(Record { code, opened_ms: kept.head.opened_ms, folder: self.folder.clone(), room, is_going_on })
    }

    /// The class that was opened last, of those whose record can be read.
    ///
    /// # Errors
    /// When there is none.
    pub fn newest(&self) -> Result<Record, Refused> {
        let readable = self.codes().into_iter().filter_map(|code| self.read(code).ok());
        let newest = readable.max_by_key(|record| record.opened_ms);
        newest.ok_or_else(|| Refused(self.lang.no_classes(&self.folder.display().to_string())))
    }

    /// The code of the class that was opened last, of those that can go on and do not.
    ///
    /// # Errors
    /// When there is none.
    pub fn interrupted(&self) -> Result<JoinCode, Refused> {
        let readable = self.codes().into_iter().filter_map(|code| self.read(code).ok());
        let interrupted = readable.filter(|record| !record.is_over() && !record.is_going_on);
        let newest = interrupted.max_by_key(|record| record.opened_ms).map(|record| record.code);
        newest.ok_or_else(|| Refused(self.lang.nothing_to_resume(&self.folder.display().to_string())))
    }

    /// What is said about `error`.
    pub fn refused(&self, error: &JournalError) -> Refused {
        Refused(error.text(self.lang))
    }
}

impl Record {
    /// What the class has understood.
    pub fn report(&self) -> Report {
        Report::of(&self.room)
    }

    /// When it was opened, on the clock here: `2026-11-23 14:05`.
    pub fn opened(&self) -> String {
        let local = Clock::default().local_at(self.opened_ms);
        local.map_or_else(|| "-".to_owned(), |time| time.strftime("%Y-%m-%d %H:%M").to_string())
    }

    /// How many questions there were, and how many of them were revealed.
    pub fn questions(&self) -> (usize, usize) {
        let revealed = self.room.sheets().iter().filter(|sheet| sheet.stage == Stage::Revealed).count();
        (self.room.sheets().len(), revealed)
    }

    /// How many questions were asked but never revealed.
    pub fn unrevealed(&self) -> usize {
        self.room.sheets().iter().filter(|sheet| sheet.stage == Stage::Asked).count()
    }

    /// Whether nothing can be added to it any more.
    pub fn is_over(&self) -> bool {
        self.room.phase() == Phase::Closed
    }
}
