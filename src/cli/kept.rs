//! The progress file of a session: opened and folded before it, written during it, and left in order after it.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use super::Refused;
use crate::{
    lang::Lang,
    store::{self, Notice, Opened, ReadError, Store, StoreError},
    study::{Progress, Record, progress::FOLD_VERSION},
    terminal::Recorder,
};

/// Progress that is kept, or why it is not.
pub struct Kept {
    /// The language in which trouble is told.
    pub lang: Lang,
    /// Where it is kept.
    pub path: Option<PathBuf>,
    store: Option<Store>,
    /// What was read came to this, and was so much that the next session should not read it again.
    next_snapshot: Option<Vec<u8>>,
    found: Vec<Notice>,
    trouble: Option<StoreError>,
}

impl Kept {
    /// Opens the progress file, that of the platform where none is named, and folds what is in it.
    #[must_use]
    pub fn open(path: Option<&Path>, lang: Lang) -> (Kept, Progress) {
        let mut kept =
            Kept { lang, path: None, store: None, next_snapshot: None, found: Vec::new(), trouble: None };
        match path.map(Path::to_path_buf).map_or_else(store::default_path, Ok) {
            Ok(path) => {
                let progress = kept.fold(&path);
                kept.path = Some(path);
                (kept, progress)
            }
            Err(error) => {
                kept.trouble = Some(error);
                (kept, Progress::default())
            }
        }
    }

    fn fold(&mut self, path: &Path) -> Progress {
        let mut opened = Store::open_from_snapshot(path, FOLD_VERSION);
        let records: Vec<&Record> = opened.records.iter().map(|stored| &stored.record).collect();
        let mut progress = match &opened.snapshot {
            None => Some(Progress::from_records(records)),
            Some(bytes) => Progress::from_snapshot(bytes, records),
        };
        if progress.is_none() {
            // One connection at a time: what the first tidies at its end must not look like a change to the second.
            drop(opened);
            opened = Store::open(path);
        }
        let progress = progress
            .take()
            .unwrap_or_else(|| Progress::from_records(opened.records.iter().map(|stored| &stored.record)));
        if opened.is_worth_a_snapshot() {
            self.next_snapshot = progress.to_snapshot();
        }
        let Opened { store, notices, .. } = opened;
        self.store = Some(store);
        self.found = notices;
        progress
    }

    /// What the learner should know about the file from the start.
    #[must_use]
    pub fn notices(&self) -> Vec<String> {
        let found = self.found.iter().map(|notice| notice.text(self.lang));
        found.chain(self.trouble.iter().map(|error| error.text(self.lang))).collect()
    }

    /// Whether what is learned is written.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.store.as_ref().is_some_and(Store::saves)
    }

    /// Ends the session at `now`: spares the next one what this one had to read, and makes the copy of the day. Gives what
    /// the learner should know about the file.
    pub fn close(&mut self, now: DateTime) -> Vec<String> {
        let Some(mut store) = self.store.take() else { return Vec::new() };
        if let Some(bytes) = self.next_snapshot.take() {
            // Where it cannot be written, nothing is lost.
            let _ = store.keep_snapshot(FOLD_VERSION, &bytes);
        }
        let trouble = store.back_up(now).err().map(|error| error.text(self.lang));
        let notices = store.take_notices();
        notices.iter().map(|notice| notice.text(self.lang)).chain(trouble).collect()
    }
}

/// What is recorded, that of the platform's file where none is named. The file is only read, so that nothing is made or
/// mended by asking about it.
///
/// # Errors
/// When there is no place for a progress file, there is none where one is named, or it cannot be read.
pub fn read(path: Option<&Path>, lang: Lang) -> Result<Progress, Refused> {
    let named = path.map(Path::to_path_buf);
    let file = named.map_or_else(store::default_path, Ok).map_err(|error| Refused(error.text(lang)))?;
    match store::read(&file) {
        Ok(reading) => Ok(Progress::from_records(reading.records.iter().map(|stored| &stored.record))),
        // Nobody has learned anything here yet.
        Err(ReadError::Missing(_)) if path.is_none() => Ok(Progress::default()),
        Err(error) => Err(Refused(error.text(lang))),
    }
}

impl Recorder for Kept {
    fn append(&mut self, records: &[Record]) -> Result<(), String> {
        let Some(store) = &mut self.store else {
            return Err(self.trouble.as_ref().map(|error| error.text(self.lang)).unwrap_or_default());
        };
        // What failed before comes again from the terminal, but the store has kept it with its ids.
        let known = store.pending().min(records.len());
        store.append(&records[known..]).map_err(|error| error.text(self.lang))
    }
}
