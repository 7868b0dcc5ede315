//! The journals of classes: everything that happened in a room, in one SQLite file for each, named after its join code.
//!
//! Invariants:
//! 1. When [`Journal::append`] returns `Ok`, the events are on the disk, whatever happens to the process or the power.
//! 2. An event is never changed or removed; triggers in the file refuse it. Only what is kept of the room itself is: the
//!    heartbeat of its clock, what its host's token hashes to, and how it is reached.
//! 3. One process at a time writes a journal; others may read it meanwhile.
//! 4. No token is in it, only what tokens hash to.
//!
//! It must not know what an event means, nor who is connected.
//!
//! # Why a write-ahead log here
//!
//! A class answers all at once, and everybody waits for the disk: one flush for a batch of answers instead of four. What the
//! progress file gains without one, a copy that is whole at any moment, a room gets when it is closed.

mod error;
mod schema;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, TransactionBehavior, params};

pub use self::error::JournalError;
use super::{
    aside,
    file::{Trouble, connect_read_only, wait_when_busy},
    row::Fnv,
};
use crate::class::{Event, JoinCode, seat::Hex};

/// What is kept of a room besides its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The join code, which stays the same when the room is taken up again.
    pub code: JoinCode,
    /// When it was opened, in milliseconds since 1970 in UTC.
    pub opened_ms: i64,
    /// The SHA-256 of the host's token, once there is one.
    pub host: Option<Hex<32>>,
    /// The heartbeat: how far the room's clock had come at the last sign of life, in milliseconds.
    pub clock: u64,
}

/// What was read of a journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// About the room.
    pub head: Head,
    /// How it was reached last, as [`Journal::keep_reach`] was told.
    pub reach: Option<String>,
    /// Everything that happened, in order.
    pub events: Vec<Event>,
}

impl Kept {
    /// Where the room's clock goes on.
    #[must_use]
    pub fn clock(&self) -> u64 {
        self.events.last().map_or(0, |event| event.at).max(self.head.clock)
    }
}

/// The journal of one room, open for appending.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    connection: Connection,
    head: Head,
    next: i64,
    _in_use: File,
}

impl Journal {
    /// Makes the journal of a new room in `folder` with its first events.
    ///
    /// # Errors
    /// [`JournalError::Taken`] when a room with this code is there already, and when it cannot be written.
    pub fn create(folder: &Path, head: Head, events: &[Event]) -> Result<Journal, JournalError> {
        let path = path_of(folder, head.code);
        let refused = |error: std::io::Error| JournalError::refused(&path, &error);
        aside::make_directory(&path).map_err(refused)?;
        if !aside::make_file(&path).map_err(refused)? {
            return Err(JournalError::Taken { code: head.code });
        }
        let in_use = take(&path, head.code)?;
        let mut connection = connect(&path).map_err(|trouble| JournalError::new(trouble, &path))?;
        let written = schema::make(&mut connection).and_then(|()| write(&mut connection, &head, events, 1));
        if let Err(trouble) = written {
            drop(connection);
            // Made a moment ago, and nothing came into it.
            remove(&path);
            return Err(JournalError::new(trouble, &path));
        }
        aside::flush_directory(&path);
        let next = 1 + count(events);
        Ok(Journal { path, connection, head, next, _in_use: in_use })
    }

    /// Opens the journal of the room with this code in `folder`, to go on with it.
    ///
    /// # Errors
    /// When there is none, another process has it, or it cannot be read to its end.
    pub fn open(folder: &Path, code: JoinCode) -> Result<(Journal, Kept), JournalError> {
        let path = path_of(folder, code);
        if !path.is_file() {
            return Err(JournalError::Missing { folder: folder.to_owned(), code });
        }
        let in_use = take(&path, code)?;
        let opened = connect(&path).and_then(|connection| {
            let kept = schema::read(&connection)?;
            Ok((connection, kept))
        });
        let (connection, kept) = opened.map_err(|trouble| JournalError::new(trouble, &path))?;
        let next = 1 + count(&kept.events);
        Ok((Journal { path, connection, head: kept.head, next, _in_use: in_use }, kept))
    }

    /// Appends `events` in one transaction and says that the room's clock has come to `clock`; all of it is durable when this
    /// returns `Ok`. After an error nothing of it is there, and it may be tried again.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn append(&mut self, events: &[Event], clock: u64) -> Result<(), JournalError> {
        let head = Head { clock: clock.max(self.head.clock), ..self.head };
        self.put(head, events)
    }

    /// Keeps what the host's token hashes to.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn set_host(&mut self, host: Hex<32>) -> Result<(), JournalError> {
        self.put(Head { host: Some(host), ..self.head }, &[])
    }

    /// Keeps how the room is reached, in whatever words its host finds again.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn keep_reach(&mut self, options: &str) -> Result<(), JournalError> {
        let kept = schema::keep_reach(&mut self.connection, options);
        kept.map_err(|trouble| JournalError::new(trouble, &self.path))
    }

    /// About the room.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Reads everything again.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    pub fn read(&self) -> Result<Kept, JournalError> {
        schema::read(&self.connection).map_err(|trouble| JournalError::new(trouble, &self.path))
    }

    fn put(&mut self, head: Head, events: &[Event]) -> Result<(), JournalError> {
        write(&mut self.connection, &head, events, self.next)
            .map_err(|trouble| JournalError::new(trouble, &self.path))?;
        self.head = head;
        self.next += count(events);
        Ok(())
    }
}

/// Reads the journal of the room with this code without changing it; its class may go on meanwhile.
///
/// # Errors
/// When there is none, or it cannot be read to its end.
pub fn read(folder: &Path, code: JoinCode) -> Result<Kept, JournalError> {
    let path = path_of(folder, code);
    if !path.is_file() {
        return Err(JournalError::Missing { folder: folder.to_owned(), code });
    }
    // Where a process ended without closing it, reading takes in what its log has, and that is a change of the file.
    let connection = connect_read_only(&path).or_else(|_| connect(&path));
    connection
        .and_then(|connection| schema::read(&connection))
        .map_err(|trouble| JournalError::new(trouble, &path))
}

/// The codes of all rooms in `folder`, by code.
#[must_use]
pub fn codes(folder: &Path) -> Vec<JoinCode> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let code = |entry: fs::DirEntry| {
        let name = entry.file_name();
        let code: JoinCode = name.to_str()?.strip_suffix(ENDING)?.parse().ok()?;
        (path_of(folder, code) == entry.path()).then_some(code)
    };
    let mut codes: Vec<JoinCode> = entries.filter_map(code).collect();
    codes.sort_unstable();
    codes
}

/// Whether a process has the journal of the room with this code open: its class is going on.
#[must_use]
pub fn is_in_use(folder: &Path, code: JoinCode) -> bool {
    aside::is_in_use(&path_of(folder, code))
}

/// Deletes a room with everything that is kept of it.
///
/// # Errors
/// When there is none, its class is going on, or it cannot be deleted.
pub fn delete(folder: &Path, code: JoinCode) -> Result<(), JournalError> {
    let path = path_of(folder, code);
    if !path.is_file() {
        return Err(JournalError::Missing { folder: folder.to_owned(), code });
    }
    let _in_use = take(&path, code)?;
    fs::remove_file(&path).map_err(|error| JournalError::refused(&path, &error))?;
    remove(&path);
    aside::flush_directory(&path);
    Ok(())
}

const ENDING: &str = ".db";

fn path_of(folder: &Path, code: JoinCode) -> PathBuf {
    folder.join(format!("{code}{ENDING}"))
}

fn take(path: &Path, code: JoinCode) -> Result<File, JournalError> {
    let lock = aside::lock_use(path).map_err(|error| JournalError::refused(path, &error))?;
    lock.ok_or(JournalError::InUse { code })
}

/// Removes what is left of a room.
fn remove(path: &Path) {
    let _ = fs::remove_file(path);
    for suffix in aside::SIDE_FILES.into_iter().chain([".lock"]) {
        let _ = fs::remove_file(aside::beside(path, suffix));
    }
}

fn connect(path: &Path) -> Result<Connection, Trouble> {
    let connection = Connection::open(path)?;
    wait_when_busy(&connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA cell_size_check = ON;",
    )?;
    Ok(connection)
}

fn count(events: &[Event]) -> i64 {
    i64::try_from(events.len()).unwrap_or(i64::MAX)
}

/// Writes the row of the room, and `events` from number `next` on, in one transaction.
fn write(connection: &mut Connection, head: &Head, events: &[Event], next: i64) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (number, event) in (next..).zip(events) {
        let text = serde_json::to_string(event).map_err(|error| Trouble::Other(error.to_string()))?;
        transaction
            .prepare_cached("INSERT INTO events (number, event, checksum) VALUES (?, ?, ?)")?
            .execute(params![number, text, event_sum(number, &text)])?;
    }
    let clock = i64::try_from(head.clock).unwrap_or(i64::MAX);
    let host = head.host.map(|host| host.0.to_vec()).unwrap_or_default();
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO room (number, code, opened_ms, host, clock, checksum) VALUES (1, ?, ?, ?, ?, ?)",
        )?
        .execute(params![head.code.to_string(), head.opened_ms, host, clock, head_sum(head)])?;
    Ok(transaction.commit()?)
}

/// FNV-1a, 64 bits, over the number and the text.
fn event_sum(number: i64, text: &str) -> i64 {
    let mut sum = Fnv::default();
    sum.add(&number.to_le_bytes());
    sum.add(text.as_bytes());
    sum.finish()
}

fn head_sum(head: &Head) -> i64 {
    let mut sum = Fnv::default();
    sum.add(head.code.to_string().as_bytes());
    sum.add(&head.opened_ms.to_le_bytes());
    sum.add(&head.host.map_or([0; 32], |host| host.0));
    sum.add(&head.clock.to_le_bytes());
    sum.finish()
}

#[cfg(test)]
mod tests;
