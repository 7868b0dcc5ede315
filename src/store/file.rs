//! The SQL side of the progress file: opening, reading, appending.
//!
//! It must not know what to do about a [`Trouble`]; `opening` does.

use super::{
    aside,
    row::{StoredRecord, checksum},
    schema::{self, VERSION},
    snapshot::{self, Snapshot},
};
use crate::study::Record;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, Transaction, TransactionBehavior, ffi, params};
use std::{fs, path::Path, thread, time::Duration};
use uuid::Uuid;

/// How many times to try for a lock that another instance has, whose transactions take milliseconds.
const TRIES: i32 = 2000;
/// Between two tries. SQLite's own waits grow to 100 ms, and one instance could starve beside a busy other.
const PAUSE: Duration = Duration::from_millis(1);

/// Up to this many pages the whole structure is checked at every opening: a tenth of a millisecond for 1,000 records.
/// Larger files rely on the checksums and on what SQLite notices itself.
const CHECKED_PAGES: u64 = 1024;

/// What is said of a schema that was changed.
pub(super) const NOT_AS_MADE: &str = "a table or trigger is not as it was made";

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
    /// Whether the file cannot even be read.
    fn is_final(&self) -> bool {
        matches!(self, Trouble::Damaged(_) | Trouble::Newer(_) | Trouble::Foreign)
    }

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

/// How often to look again at a file that seems not to be ours, and between two looks.
const LOOKS: u32 = 4;
const LOOK: Duration = Duration::from_millis(5);

/// Whose file it is, read without taking a lock or touching anything, side files included.
///
/// A wrong answer is possible while somebody writes. Another program's file is not opened, so the one who takes ours for
/// one looks again; everything else [`open`] asks again under a lock.
pub(super) fn peek(path: &Path) -> Result<(), Trouble> {
    for _ in 1..LOOKS {
        match look(path) {
            Err(Trouble::Newer(_) | Trouble::Foreign) => thread::sleep(LOOK),
            seen => return seen,
        }
    }
    look(path)
}

fn look(path: &Path) -> Result<(), Trouble> {
    let Some(uri) = immutable_uri(path) else {
        return Ok(());
    };
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri, flags)?;
    // A file cut short still tells whose it is.
    connection.execute_batch("PRAGMA writable_schema = ON")?;
    schema::identify(&connection).map(|_| ())
}

/// `immutable` makes SQLite ignore locks and journals. There is none for a path that is not Unicode.
fn immutable_uri(path: &Path) -> Option<String> {
    // On Windows a path that begins with a slash is not relative to where one is, and one that begins with a drive has none.
    let path = std::path::absolute(path).ok()?;
    let path = path.to_str()?;
    let mut uri = String::from(if path.starts_with(['/', '\\']) { "file://" } else { "file:///" });
    for byte in path.bytes() {
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
    pub(super) found: Found,
    /// The file had nothing in it, not even tables.
    pub(super) was_empty: bool,
    /// Why it could be read but not written.
    pub(super) unwritable: Option<Trouble>,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What the records before `records` came to.
    pub(super) snapshot: Option<Vec<u8>>,
    /// In order of id.
    pub(super) records: Vec<StoredRecord>,
    /// How far and when it was read.
    pub(super) mark: Option<Mark>,
}

/// How far a file was read, and by which change of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Id of the last record.
    pub(super) last: Uuid,
    /// Differs on the same connection once another one has changed the file.
    pub(super) data_version: i64,
}

/// What merging came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Records that were not there before.
    pub new: usize,
    /// Ids under which another record is there. An id is given once, so one of the two was altered; the one in the file
    /// stays.
    pub conflicts: Vec<Uuid>,
}

/// Opens or creates the file, brings it to [`VERSION`], and reads it: everything, or what comes after a snapshot of
/// version `fold`.
pub(super) fn open(path: &Path, fold: Option<u32>) -> Result<Contents, Trouble> {
    let mut connection = connect(path)?;
    let mut unwritable = connection.is_readonly("main")?.then_some(Trouble::ReadOnly);
    let version = schema::identify(&connection)?;
    let mut was_empty = false;
    if version < VERSION {
        let migrated = unwritable.clone().map_or_else(|| schema::migrate(&mut connection), Err);
        match migrated {
            Ok(empty) => was_empty = empty,
            // What an older version has written can be read as it is.
            Err(trouble) if version > 0 && !trouble.is_final() => unwritable = Some(trouble),
            Err(trouble) => return Err(trouble),
        }
    }
    let fold = fold.filter(|_| version == VERSION);
    let found = read(&mut connection, path, fold)?;
    Ok(Contents { connection, found, was_empty, unwritable })
}

/// Opens a file that is not to be changed.
pub(super) fn connect_read_only(path: &Path) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    wait_when_busy(&connection)?;
    Ok(connection)
}

/// Reads everything without changing anything.
pub(super) fn read_only(path: &Path) -> Result<Vec<StoredRecord>, Trouble> {
    let mut connection = connect_read_only(path)?;
    match schema::identify(&connection)? {
        0 => Ok(Vec::new()),
        _ => Ok(read(&mut connection, path, None)?.records),
    }
}

/// Writes a compact copy of the whole file to `new`, which is empty, and reads every row of it.
pub(super) fn copy(connection: &Connection, new: &Path) -> Result<(), Trouble> {
    let name = new.to_str().ok_or_else(|| Trouble::Other("a path that is not Unicode".into()))?;
    connection.execute("VACUUM INTO ?", [name])?;
    let copy = connect_read_only(new)?;
    if !schema::is_whole(&copy, VERSION)? {
        return Err(Trouble::Damaged(NOT_AS_MADE.into()));
    }
    each_row(&copy, Uuid::nil(), |_| ())
}

/// Writes a new file at `path` with `records`, flushed and closed. There must be none.
pub(super) fn create(path: &Path, records: &[StoredRecord]) -> Result<(), Trouble> {
    let mut connection = connect(path)?;
    schema::migrate(&mut connection)?;
    insert(&mut connection, records)?;
    tidy(&connection);
    Ok(())
}

/// Appends `records`, each once even if it is there already, in one transaction that is durable when this returns.
pub(super) fn insert(connection: &mut Connection, records: &[StoredRecord]) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for stored in records {
        insert_one(&transaction, stored)?;
    }
    Ok(transaction.commit()?)
}

/// `false` if there is a record with this id.
fn insert_one(transaction: &Transaction, stored: &StoredRecord) -> Result<bool, Trouble> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO events (id, utc_ms, offset_s, kind, item, revision, payload, checksum)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
    )?;
    let Record { utc_ms, offset_s, kind, item, revision, payload } = &stored.record;
    let id = stored.id.as_bytes();
    let new =
        statement.execute(params![id, utc_ms, offset_s, kind, item, revision, payload, checksum(stored)])?;
    Ok(new == 1)
}

/// Takes over the records that are not there yet, in one transaction.
pub(super) fn merge(connection: &mut Connection, records: &[StoredRecord]) -> Result<Merged, Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut merged = Merged::default();
    for stored in records {
        if insert_one(&transaction, stored)? {
            merged.new += 1;
        } else if sum_of(&transaction, stored.id)? != checksum(stored) {
            merged.conflicts.push(stored.id);
        }
    }
    transaction.commit()?;
    Ok(merged)
}

/// How many of `records` are not there.
pub(super) fn missing(connection: &Connection, records: &[StoredRecord]) -> Result<usize, Trouble> {
    let mut statement = connection.prepare("SELECT 1 FROM events WHERE id = ?")?;
    let mut missing = 0;
    for stored in records {
        missing += usize::from(!statement.exists([stored.id.as_bytes()])?);
    }
    Ok(missing)
}

/// Whether there is no record, or none can be read.
pub(super) fn is_empty(connection: &Connection) -> bool {
    connection.query_row("SELECT 1 FROM events LIMIT 1", [], |_| Ok(())).is_err()
}

fn sum_of(transaction: &Transaction, id: Uuid) -> Result<i64, Trouble> {
    let mut statement = transaction.prepare_cached("SELECT checksum FROM events WHERE id = ?")?;
    Ok(statement.query_row([id.as_bytes()], |row| row.get(0))?)
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
    wait_when_busy(&connection)?;
    connection.execute_batch(
        "PRAGMA journal_mode = TRUNCATE;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA cell_size_check = ON;",
    )?;
    Ok(connection)
}

pub(super) fn wait_when_busy(connection: &Connection) -> Result<(), Trouble> {
    Ok(connection.busy_handler(Some(|tries| {
        thread::sleep(PAUSE);
        tries < TRIES
    }))?)
}

fn read(connection: &mut Connection, path: &Path, fold: Option<u32>) -> Result<Found, Trouble> {
    // In a transaction nobody else can be in the middle of a change.
    let transaction = connection.transaction()?;
    check_structure(&transaction, path)?;
    let (kept, records) = match after_snapshot(&transaction, fold)? {
        Some((kept, records)) => (Some(kept), records),
        None => (None, rows(&transaction, Uuid::nil())?),
    };
    let last = records.last().map(|last| last.id).or(kept.as_ref().map(|kept| kept.up_to));
    let data_version = data_version(&transaction)?;
    let mark = last.map(|last| Mark { last, data_version });
    Ok(Found { snapshot: kept.map(|kept| kept.payload), records, mark })
}

/// The snapshot of version `fold` and the records after it.
fn after_snapshot(
    transaction: &Transaction,
    fold: Option<u32>,
) -> Result<Option<(Snapshot, Vec<StoredRecord>)>, Trouble> {
    let Some(fold) = fold else { return Ok(None) };
    let Some(kept) = snapshot::load(transaction, fold)? else { return Ok(None) };
    let mut records = rows(transaction, kept.up_to)?;
    // Where the last covered record is where it should be, the way to those after it is sound.
    if records.first().is_none_or(|first| first.id != kept.up_to) {
        return Ok(None);
    }
    records.remove(0);
    Ok(Some((kept, records)))
}

/// See [`Mark::data_version`].
pub(super) fn data_version(connection: &Connection) -> Result<i64, Trouble> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

/// Every record whose id is not before `from`, in order of id.
pub(super) fn rows(connection: &Connection, from: Uuid) -> Result<Vec<StoredRecord>, Trouble> {
    let mut records = Vec::new();
    each_row(connection, from, |stored| records.push(stored))?;
    Ok(records)
}

/// Hands over every record whose id is not before `from`, in order of id; the first that is damaged ends it.
fn each_row(connection: &Connection, from: Uuid, mut take: impl FnMut(StoredRecord)) -> Result<(), Trouble> {
    each_stored(connection, from, |stored| {
        take(stored?);
        Ok(())
    })
}

/// Hands over every row whose id is not before `from`, in order of id: the record, or why it is none. The id of one that is
/// none is told in words.
pub(super) fn each_stored(
    connection: &Connection,
    from: Uuid,
    mut take: impl FnMut(Result<StoredRecord, Trouble>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut statement = connection.prepare(
        "SELECT id, utc_ms, offset_s, kind, item, revision, payload, checksum FROM events
         WHERE id >= ? ORDER BY id",
    )?;
    let mut rows = statement.query([from.as_bytes()])?;
    let mut last = None;
    while let Some(row) = rows.next()? {
        let stored = stored(row).and_then(|stored| match last {
            Some(last) if last >= stored.id => Err(Trouble::Damaged("rows out of order".into())),
            _ => Ok(stored),
        });
        last = stored.as_ref().ok().map(|stored| stored.id).or(last);
        take(stored)?;
    }
    Ok(())
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
    let logged = fs::metadata(aside::beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    let cut = fs::metadata(path).is_ok_and(|file| file.len() < pages * page_size);
    if cut && !logged {
        return Err(Trouble::Damaged("cut short".into()));
    }
    if !schema::is_whole(transaction, schema::identify(transaction)?)? {
        return Err(Trouble::Damaged(NOT_AS_MADE.into()));
    }
    if pages <= CHECKED_PAGES {
        let verdict: String = transaction.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(Trouble::Damaged(verdict));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_from_where_one_is_becomes_one_from_the_root() {
        let uri = immutable_uri(Path::new("내 기록.db")).unwrap();
        assert!(uri.starts_with("file:///") && !uri.starts_with("file:////"), "{uri}");
        assert!(uri.ends_with("/%EB%82%B4%20%EA%B8%B0%EB%A1%9D.db?immutable=1"), "{uri}");
        assert_ne!(uri, "file:///%EB%82%B4%20%EA%B8%B0%EB%A1%9D.db?immutable=1");
    }
}
