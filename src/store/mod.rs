//! The progress file: an append-only table of what the learner did, in one SQLite file.
//!
//! Invariants:
//! 1. When [`Store::append`] returns `Ok`, the records are on the disk, whatever happens to the process or the power.
//! 2. A row is never changed or removed; triggers in the file refuse it, for every program.
//! 3. Bytes that cannot be read as progress are moved aside under a new name, never overwritten, and every row that can
//!    still be read in them comes along (`salvage`).
//! 4. A file of a newer version or of another program is not touched.
//! 5. Opening always succeeds in the sense that the learner can go on; what went wrong is told by a [`Notice`].
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
mod error;
mod file;
mod notice;
mod opening;
mod path;
mod row;
mod salvage;
#[cfg(test)]
mod tests;

pub use error::StoreError;
pub use notice::Notice;
pub use path::default_path;
pub use row::StoredRecord;

use crate::study::Record;
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
    /// Have their ids, so that a second try cannot write them twice.
    pending: Vec<StoredRecord>,
    notices: Vec<Notice>,
}

/// What [`Store::open`] found.
#[derive(Debug)]
pub struct Opened {
    /// Where new records go.
    pub store: Store,
    /// Everything recorded so far, in order of id, which is the order of time.
    pub records: Vec<StoredRecord>,
    /// What the learner should be told, if anything.
    pub notices: Vec<Notice>,
}

impl Store {
    /// Opens the progress file at `path`, creating it and its directory if they are missing.
    ///
    /// Never fails: if the file cannot be used, learning goes on from what could be read, and
    /// [`Opened::notices`] says what happened.
    #[must_use]
    pub fn open(path: &Path) -> Opened {
        let Start { state, records, notice } = opening::start(path);
        let store = Store {
            path: path.to_owned(),
            state,
            ids: ContextV7::new(),
            pending: Vec::new(),
            notices: Vec::new(),
        };
        Opened { store, records, notices: notice.into_iter().collect() }
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
        let start = opening::start(&self.path);
        self.state = start.state;
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

    /// An id that sorts by `utc_ms`, and after every id given before even if the clock went back.
    fn next_id(&self, utc_ms: i64) -> Uuid {
        // An id has 48 bits for the time; a clock beyond them is wrong in any case.
        let ms = u64::try_from(utc_ms).unwrap_or(0).min((1 << 48) - 1);
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
