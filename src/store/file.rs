//! The SQL side of the progress file: schema, opening, reading, appending.
//!
//! It must not know what to do about a [`Trouble`]; `opening` does.

use super::row::{StoredRecord, checksum};
use crate::study::Record;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, Transaction, TransactionBehavior, ffi, params};
use std::{fs, path::Path, thread, time::Duration};
use uuid::Uuid;

/// Marks a SQLite file as ours: `Seod`.
pub(super) const APPLICATION_ID: i32 = 0x5365_6f64;

/// Number `n` brings a file from version `n` to `n + 1`. Never change one that was released; add the next.
const MIGRATIONS: [&str; 1] = ["
CREATE TABLE events (
    id       BLOB    PRIMARY KEY NOT NULL, -- UUID version 7
    utc_ms   INTEGER NOT NULL,             -- milliseconds since 1970 in UTC
    offset_s INTEGER NOT NULL,             -- seconds the local clock was east of UTC
    kind     TEXT    NOT NULL,
    item     TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    payload  TEXT    NOT NULL,             -- JSON
    checksum INTEGER NOT NULL              -- FNV-1a of all the above
) STRICT, WITHOUT ROWID;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT raise(ABORT, 'events is append-only'); END;
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
    BEGIN SELECT raise(ABORT, 'events is append-only'); END;
"];

/// The newest version of the file this program knows.
pub(super) const VERSION: i32 = MIGRATIONS.len() as i32;

/// How many times to try for a lock that another instance has, whose transactions take milliseconds.
const TRIES: i32 = 2000;
/// Between two tries. SQLite's own waits grow to 100 ms, and one instance could starve beside a busy other.
const PAUSE: Duration = Duration::from_millis(1);

/// Up to this many pages the whole structure is checked at every opening: a tenth of a millisecond for 1,000 records.
/// Larger files rely on the checksums and on what SQLite notices itself.
const CHECKED_PAGES: u64 = 1024;

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The bytes are not what was written.
    Damaged(String),
    /// Made by this newer version.
    Newer(i32),
    /// A database of another program.
    Foreign,
    /// Another program holds it.
    Busy,
    /// May not be written, or is not the file at its path any more.
    ReadOnly,
    /// No room on the disk.
    Full,
    /// Anything else, in SQLite's words.
    Other(String),
}

impl Trouble {
    /// Whether it may go away without opening the file again.
    pub(super) fn passes(&self) -> bool {
        matches!(self, Trouble::Busy | Trouble::Full)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        let text = error.to_string();
        let rusqlite::Error::SqliteFailure(failure, _) = &error else {
            // Our statements are fixed; if one cannot be compiled or a value has another type, the file is not as we
            // wrote it.
            return Trouble::Damaged(text);
        };
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Trouble::Busy,
            ErrorCode::ReadOnly => Trouble::ReadOnly,
            ErrorCode::DiskFull => Trouble::Full,
            ErrorCode::SystemIoFailure if failure.extended_code != ffi::SQLITE_IOERR_SHORT_READ => {
                Trouble::Other(text)
            }
            ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::OutOfMemory
            | ErrorCode::NoLargeFileSupport
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::OperationInterrupted => Trouble::Other(text),
            _ => Trouble::Damaged(text),
        }
    }
}

/// Whose file it is, read without taking a lock or touching anything, side files included.
///
/// A wrong answer is possible while somebody writes; [`open`] asks again under a lock.
pub(super) fn peek(path: &Path) -> Result<(), Trouble> {
    let Some(uri) = immutable_uri(path) else {
        return Ok(());
    };
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri, flags)?;
    // A file cut short still tells whose it is.
    connection.execute_batch("PRAGMA writable_schema = ON")?;
    identify(&connection).map(|_| ())
}

/// `immutable` makes SQLite ignore locks and journals. There is none for a path that is not Unicode.
fn immutable_uri(path: &Path) -> Option<String> {
    let mut uri = String::from(if cfg!(windows) { "file:///" } else { "file:" });
    for byte in path.to_str()?.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => {
                uri.push(char::from(byte))
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Some(uri)
}

/// What [`open`] gives.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) connection: Connection,
    pub(super) records: Vec<StoredRecord>,
    /// The file had nothing in it, not even tables.
    pub(super) was_empty: bool,
    /// It could be read but not written.
    pub(super) read_only: bool,
}

/// Opens or creates the file, brings it to [`VERSION`], and reads everything.
pub(super) fn open(path: &Path) -> Result<Contents, Trouble> {
    let mut connection = connect(path)?;
    let read_only = connection.is_readonly("main")?;
    let was_empty = migrate(&mut connection)?;
    let records = read(&mut connection, path)?;
    Ok(Contents { connection, records, was_empty, read_only })
}

/// Writes a new file at `path` with `records`, flushed and closed. There must be none.
pub(super) fn create(path: &Path, records: &[StoredRecord]) -> Result<(), Trouble> {
    let mut connection = connect(path)?;
    migrate(&mut connection)?;
    insert(&mut connection, records)?;
    tidy(&connection);
    Ok(())
}

/// Appends `records`, each once even if it is there already, in one transaction that is durable when this returns.
pub(super) fn insert(connection: &mut Connection, records: &[StoredRecord]) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for stored in records {
        let mut statement = transaction.prepare_cached(
            "INSERT INTO events (id, utc_ms, offset_s, kind, item, revision, payload, checksum)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        )?;
        let Record { utc_ms, offset_s, kind, item, revision, payload } = &stored.record;
        let id = stored.id.as_bytes();
        statement.execute(params![id, utc_ms, offset_s, kind, item, revision, payload, checksum(stored)])?;
    }
    transaction.commit()?;
    Ok(())
}

/// Removes the empty journal, so that one file remains. Not needed; the next opening copes with it.
pub(super) fn tidy(connection: &Connection) {
    let _ = connection.execute_batch("PRAGMA journal_mode = DELETE");
}

/// Whether a transaction can be begun and its journal written, as in a directory that allows it. Changes nothing.
pub(super) fn can_write(connection: &mut Connection) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.rollback()?)
}

fn connect(path: &Path) -> Result<Connection, Trouble> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_handler(Some(|tries| {
        thread::sleep(PAUSE);
        tries < TRIES
    }))?;
    connection.execute_batch(
        "PRAGMA journal_mode = TRUNCATE;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA cell_size_check = ON;",
    )?;
    Ok(connection)
}

/// The version of our file, 0 for an empty one.
fn identify(connection: &Connection) -> Result<i32, Trouble> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (owner, version) = (number("application_id")?, number("user_version")?);
    match (owner, version) {
        // The schema has never been changed: nothing was ever put in.
        (0, 0) if number("schema_version")? == 0 => Ok(0),
        (APPLICATION_ID, VERSION) => Ok(version),
        (APPLICATION_ID, newer) if newer > VERSION => Err(Trouble::Newer(newer)),
        (APPLICATION_ID, older) if older > 0 => Ok(older),
        (APPLICATION_ID, impossible) => Err(Trouble::Damaged(format!("version {impossible}"))),
        _ => Err(Trouble::Foreign),
    }
}

/// Applies the migrations a file lacks, all or none. `true` if it was empty.
fn migrate(connection: &mut Connection) -> Result<bool, Trouble> {
    if identify(connection)? == VERSION {
        return Ok(false);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another instance may have been faster.
    let from = identify(&transaction)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(from == 0)
}

fn read(connection: &mut Connection, path: &Path) -> Result<Vec<StoredRecord>, Trouble> {
    // In a transaction nobody else can be in the middle of a change.
    let transaction = connection.transaction()?;
    check_structure(&transaction, path)?;
    let mut records: Vec<StoredRecord> = Vec::new();
    let mut statement = transaction.prepare(
        "SELECT id, utc_ms, offset_s, kind, item, revision, payload, checksum FROM events ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let stored = stored(row)?;
        if records.last().is_some_and(|last| last.id >= stored.id) {
            return Err(Trouble::Damaged("rows out of order".into()));
        }
        records.push(stored);
    }
    Ok(records)
}

fn stored(row: &Row) -> Result<StoredRecord, Trouble> {
    let stored = StoredRecord {
        id: Uuid::from_bytes(row.get(0)?),
        record: Record {
            utc_ms: row.get(1)?,
            offset_s: row.get(2)?,
            kind: row.get(3)?,
            item: row.get(4)?,
            revision: row.get(5)?,
            payload: row.get(6)?,
        },
    };
    if row.get::<_, i64>(7)? != checksum(&stored) {
        return Err(Trouble::Damaged(format!("checksum of {}", stored.id)));
    }
    Ok(stored)
}

/// Finds what reading the rows would not: a last page cut short reads as zeros, and a page that lost a row is still a
/// page.
fn check_structure(transaction: &Transaction, path: &Path) -> Result<(), Trouble> {
    let number = |name| transaction.pragma_query_value(None, name, |row| row.get::<_, u32>(0)).map(u64::from);
    let (pages, page_size) = (number("page_count")?, number("page_size")?);
    let logged = fs::metadata(super::aside::beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    let cut = fs::metadata(path).is_ok_and(|file| file.len() < pages * page_size);
    if cut && !logged {
        return Err(Trouble::Damaged("cut short".into()));
    }
    if pages <= CHECKED_PAGES {
        let verdict: String = transaction.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(Trouble::Damaged(verdict));
        }
    }
    Ok(())
}
