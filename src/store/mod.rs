//! The progress file: an append-only table of what the learner did, in one SQLite file. The journals of classes are in
//! [`class`], seats in classes elsewhere in [`seat`].
//!
//! Invariants:
//! 1. When [`Store::append`] returns `Ok`, the records are on the disk, whatever happens to the process or the power.
//! 2. A row is never changed or removed; triggers in the file refuse it, for every program.
//! 3. Bytes that cannot be read as progress are moved aside under a new name, never overwritten, and every row that can
//!    still be read in them comes along (`salvage`).
//! 4. A file of a newer version or of another program is not touched.
//! 5. A snapshot of what the first records come to is only ever a shortcut: it goes when a record comes in before its end,
//!    and without it everything is read.
//! 6. Opening always succeeds in the sense that the learner can go on; what went wrong is told by a [`Notice`].
//!
//! It must not know what a record means: kinds and payloads belong to `study`, screens to `screen`.
//!
//! # Why a rollback journal and not a write-ahead log
//!
//! Writes are rare (an answer every few seconds) and opening is what a learner waits for. A truncated journal keeps all
//! progress in the one file after every commit, so a copy made at any moment is whole, a lost or cut side file loses
//! nothing, and home directories on a network work. It also opens faster, as no shared memory is set up. The price is
//! three more flushes for each answer.

mod aside;
mod backup;
pub mod class;
mod doctor;
mod error;
pub mod exchange;
mod file;
mod notice;
mod opening;
mod path;
mod reading;
mod row;
mod salvage;
mod schema;
pub mod seat;
mod snapshot;
#[cfg(test)]
mod tests;

pub use backup::{Backup, BackupError, backup_folder, backups};
pub use doctor::{Examination, close_to_others, examine, sweep};
pub use error::StoreError;
pub use file::Merged;
pub use notice::Notice;
pub use path::{default_path, rooms_folder, seats_folder};
pub use reading::{ReadError, Reading, read};
pub use row::StoredRecord;
pub use schema::VERSION as FILE_VERSION;

use crate::study::Record;
use file::Mark;
use jiff::civil::DateTime;
use opening::{Start, State};
use std::path::{Path, PathBuf};
use uuid::{ContextV7, Timestamp, Uuid};

/// The progress file of one learner, open for appending.
///
/// Several stores, in one process or in many, may append to the same file at once. Each sees what the others wrote the
/// next time it is opened.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    state: State,
    ids: ContextV7,
    /// Milliseconds since 1970 in every new id at least, so that it comes after those in the file.
    earliest_ms: i64,
    /// How far the file was read when it was opened; `None` once it was opened anew.
    mark: Option<Mark>,
    /// Have their ids, so that a second try cannot write them twice.
    pending: Vec<StoredRecord>,
    notices: Vec<Notice>,
}

/// What [`Store::open`] found.
#[derive(Debug)]
pub struct Opened {
    /// Where new records go.
    pub store: Store,
    /// What the records before [`records`](Opened::records) came to, if that was kept and asked for: the bytes given to
    /// [`Store::keep_snapshot`].
    pub snapshot: Option<Vec<u8>>,
    /// Everything recorded so far, or since the snapshot, in order of id, which is the order of time.
    pub records: Vec<StoredRecord>,
    /// What the learner should be told, if anything.
    pub notices: Vec<Notice>,
}

/// After so many records a snapshot is worth its bytes: to read and fold them takes two milliseconds.
const WORTH_A_SNAPSHOT: usize = 2048;

impl Opened {
    /// Whether so much was read that the next opening should not read it again.
    #[must_use]
    pub fn is_worth_a_snapshot(&self) -> bool {
        self.records.len() >= WORTH_A_SNAPSHOT
    }
}

impl Store {
    /// Opens the progress file at `path`, creating it and its directory if they are missing, and reads everything.
    ///
    /// Never fails: if the file cannot be used, learning goes on from what could be read, and
    /// [`Opened::notices`] says what happened.
    #[must_use]
    pub fn open(path: &Path) -> Opened {
        Store::start(path, None)
    }

    /// As [`open`](Store::open), but where there is a snapshot that version `fold` of the caller's fold has made, reads only
    /// what comes after it. A caller who cannot use the bytes opens the file again without it.
    ///
    /// Records covered by a snapshot are not looked at, so damage in them shows only when everything is read.
    #[must_use]
    pub fn open_from_snapshot(path: &Path, fold: u32) -> Opened {
        Store::start(path, Some(fold))
    }

    /// As [`open`](Store::open), but the file is repaired even where damage would not show in reading it.
    #[must_use]
    pub fn rebuild(path: &Path) -> Opened {
        Store::started(path, opening::rebuild(path))
    }

    fn start(path: &Path, fold: Option<u32>) -> Opened {
        Store::started(path, opening::start(path, fold))
    }

    fn started(path: &Path, start: Start) -> Opened {
        let Start { state, found, notice } = start;
        let mut store = Store {
            path: path.to_owned(),
            state,
            ids: ContextV7::new(),
            earliest_ms: 0,
            mark: found.mark,
            pending: Vec::new(),
            notices: Vec::new(),
        };
        store.follow(found.mark);
        Opened {
            store,
            snapshot: found.snapshot,
            records: found.records,
            notices: notice.into_iter().collect(),
        }
    }

    /// Keeps `bytes`, which version `fold` of the caller's fold has made of everything that the opening gave: the snapshot,
    /// if there was one, and all the records. What was appended since is not in it. `Ok(false)` if another instance
    /// has written meanwhile: then nothing is kept, and the next session may try.
    ///
    /// # Errors
    /// When it could not be written. Nothing is lost by that.
    pub fn keep_snapshot(&mut self, fold: u32, bytes: &[u8]) -> Result<bool, StoreError> {
        let (State::Open(connection), Some(mark)) = (&mut self.state, self.mark) else { return Ok(false) };
        snapshot::keep(connection, mark, fold, bytes).map_err(|trouble| StoreError::new(trouble, &self.path))
    }

    /// Makes the copy of the day of `now`, on the learner's clock, if there is none yet and something is new: gives where.
    /// Copies that are no longer needed go. Where damage is found, the next opening reads everything and repairs it.
    ///
    /// # Errors
    /// When there is no copy. Nothing is lost by that.
    pub fn back_up(&mut self, now: DateTime) -> Result<Option<PathBuf>, BackupError> {
        let State::Open(connection) = &self.state else { return Ok(None) };
        let made = backup::daily(connection, &self.path, now.date());
        if matches!(made, Err(BackupError::Damaged { .. })) {
            let _ = snapshot::forget(connection);
        }
        made
    }

    /// Makes a copy before `what` is done, a word for its name, and gives where it is. It stays until the learner removes it.
    ///
    /// # Errors
    /// When there is no copy.
    pub fn back_up_before(&self, what: &str, now: DateTime) -> Result<PathBuf, BackupError> {
        let State::Open(connection) = &self.state else {
            let folder = backup_folder(&self.path);
            return Err(BackupError::NotWritten { folder, reason: "the file is not open".into() });
        };
        backup::before(connection, &self.path, what, now)
    }

    /// Reads everything that is in the file now, in order of id.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_all(&self) -> Result<Vec<StoredRecord>, ReadError> {
        read(&self.path).map(|reading| reading.records)
    }

    /// Appends `records` in one transaction; they are durable when this returns `Ok`.
    ///
    /// After an error they are kept in memory and written by the next call, each exactly once; call with nothing to
    /// only try again. If the file was damaged, moved or made unwritable since it was opened, this opens it anew first,
    /// which may leave something in [`Store::take_notices`].
    ///
    /// # Errors
    /// When nothing could be written: the disk is full, another program holds the file, and so on.
    /// [`StoreError::NotSaving`] is final: the file belongs to another version or program, and the records are not kept.
    pub fn append(&mut self, records: &[Record]) -> Result<(), StoreError> {
        if matches!(self.state, State::Off) {
            return Err(StoreError::NotSaving { path: self.path.clone() });
        }
        for record in records {
            let stored = StoredRecord { id: self.next_id(record.utc_ms), record: record.clone() };
            self.pending.push(stored);
        }
        if self.pending.is_empty() {
            return Ok(());
        }
        if let State::Open(connection) = &mut self.state {
            match file::insert(connection, &self.pending) {
                Ok(()) => {
                    self.pending.clear();
                    return Ok(());
                }
                Err(trouble) if trouble.passes() => {
                    return Err(StoreError::new(trouble, &self.path));
                }
                Err(_) => {}
            }
        }
        self.reopen_and_write()
    }

    /// Takes over `records` that are not in the file yet, all or none: their ids tell which. Merging again changes nothing,
    /// and neither does the order of files.
    ///
    /// # Errors
    /// When the file is not open for writing, or nothing could be written.
    pub fn merge(&mut self, records: &[StoredRecord]) -> Result<Merged, StoreError> {
        let State::Open(connection) = &mut self.state else {
            return Err(StoreError::NotSaving { path: self.path.clone() });
        };
        // What was read when it was opened is not all that comes before the last of it any more.
        self.mark = None;
        file::merge(connection, records).map_err(|trouble| StoreError::new(trouble, &self.path))
    }

    /// How many of `records` are not in the file.
    ///
    /// # Errors
    /// When the file is not open, or cannot be read.
    pub fn missing(&self, records: &[StoredRecord]) -> Result<usize, StoreError> {
        let State::Open(connection) = &self.state else {
            return Err(StoreError::NotSaving { path: self.path.clone() });
        };
        file::missing(connection, records).map_err(|trouble| StoreError::new(trouble, &self.path))
    }

    /// Whether nothing was recorded yet, or it cannot be told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.state, State::Open(connection) if file::is_empty(connection)) || !self.saves()
    }

    /// Whether the last word was that records go to the file. While `false`, each [`append`](Store::append) tries anew.
    #[must_use]
    pub fn saves(&self) -> bool {
        matches!(self.state, State::Open(_)) && self.pending.is_empty()
    }

    /// How many records wait for the next [`append`](Store::append).
    #[must_use]
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// What happened since the store was opened that the learner should be told; empties the list.
    #[must_use]
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    fn reopen_and_write(&mut self) -> Result<(), StoreError> {
        // The old connection must be gone before the file may be moved aside.
        self.state = State::Closed;
        let start = opening::start(&self.path, None);
        self.state = start.state;
        self.follow(start.found.mark);
        // What is there now is not what the caller was given.
        self.mark = None;
        if let State::Open(connection) = &mut self.state {
            self.notices.extend(start.notice);
            file::insert(connection, &self.pending)
                .map_err(|trouble| StoreError::new(trouble, &self.path))?;
            self.pending.clear();
            return Ok(());
        }
        if matches!(self.state, State::Off) {
            self.pending.clear();
        }
        match start.notice {
            Some(notice) => Err(StoreError::Unavailable(notice)),
            None => Err(StoreError::NotSaving { path: self.path.clone() }),
        }
    }

    /// New ids come after what was read.
    fn follow(&mut self, mark: Option<Mark>) {
        if let Some((s, ns)) = mark.and_then(|mark| mark.last.get_timestamp()).map(|time| time.to_unix()) {
            let ms = i64::try_from(s * 1000 + u64::from(ns / 1_000_000)).unwrap_or(0);
            self.earliest_ms = self.earliest_ms.max(ms + 1);
        }
    }

    /// An id that sorts by `utc_ms`, and after every id that was read or given before even if the clock went back.
    fn next_id(&self, utc_ms: i64) -> Uuid {
        // An id has 48 bits for the time; a clock beyond them is wrong in any case.
        let ms = u64::try_from(utc_ms.max(self.earliest_ms)).unwrap_or(0).min((1 << 48) - 1);
        let nanos = u32::try_from(ms % 1000).unwrap_or(0) * 1_000_000;
        Uuid::new_v7(Timestamp::from_unix(&self.ids, ms / 1000, nanos))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if let State::Open(connection) = &self.state {
            file::tidy(connection);
        }
    }
}
