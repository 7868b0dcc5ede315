//! What a journal is made of, and how it is read.

use rusqlite::{Connection, OptionalExtension as _, Row, TransactionBehavior, params};

use super::{Head, Kept, event_sum, head_sum};
use crate::{
    class::{Event, seat::Hex},
    store::file::Trouble,
};

/// Marks a SQLite file as the journal of a class: `Seor`.
const APPLICATION_ID: i32 = 0x5365_6f72;

/// The version of the file.
const VERSION: i32 = 1;

const TABLES: &str = "
CREATE TABLE room (
    number    INTEGER PRIMARY KEY CHECK (number = 1), -- there is one
    code      TEXT    NOT NULL,                       -- join code
    opened_ms INTEGER NOT NULL,                       -- milliseconds since 1970 in UTC
    host      BLOB    NOT NULL,                       -- SHA-256 of the host's token; empty without one
    clock     INTEGER NOT NULL,                       -- heartbeat: milliseconds of the room's clock
    checksum  INTEGER NOT NULL                        -- FNV-1a of all the above
) STRICT;
CREATE TABLE events (
    number   INTEGER PRIMARY KEY, -- from 1, without a gap
    event    TEXT    NOT NULL,    -- JSON
    checksum INTEGER NOT NULL     -- FNV-1a of all the above
) STRICT;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT raise(ABORT, 'events is append-only'); END;
CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
    BEGIN SELECT raise(ABORT, 'events is append-only'); END;
";

/// How the class was reached last, in the words of whoever held it. Files made before there was this table have none.
const REACH: &str = "
CREATE TABLE IF NOT EXISTS reach (
    number   INTEGER PRIMARY KEY CHECK (number = 1), -- there is one
    options  TEXT    NOT NULL,
    checksum INTEGER NOT NULL                        -- FNV-1a of all the above
) STRICT;
";

/// Makes an empty file a journal.
pub(super) fn make(connection: &mut Connection) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(TABLES)?;
    transaction.execute_batch(REACH)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

/// Reads everything, or says why that is not what was written.
pub(super) fn read(connection: &Connection) -> Result<Kept, Trouble> {
    // In a transaction nobody else can be in the middle of a change.
    let transaction = connection.unchecked_transaction()?;
    identify(&transaction)?;
    let head = transaction
        .query_row("SELECT code, opened_ms, host, clock, checksum FROM room", [], |row| Ok(head(row)))
        .optional()?
        .ok_or_else(|| damaged("no room"))??;
    let mut statement = transaction.prepare("SELECT number, event, checksum FROM events ORDER BY number")?;
    let mut rows = statement.query([])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(event(row, events.len())?);
    }
    drop(rows);
    drop(statement);
    let reach = reach(&transaction)?;
    Ok(Kept { head, reach, events })
}

/// Keeps how the class is reached, in place of what was there.
pub(super) fn keep_reach(connection: &mut Connection, options: &str) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(REACH)?;
    transaction.execute(
        "INSERT OR REPLACE INTO reach (number, options, checksum) VALUES (1, ?, ?)",
        params![options, event_sum(1, options)],
    )?;
    Ok(transaction.commit()?)
}

fn reach(connection: &Connection) -> Result<Option<String>, Trouble> {
    if !connection.table_exists(None, "reach")? {
        return Ok(None);
    }
    let row = |row: &Row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
    let kept = connection.query_row("SELECT options, checksum FROM reach", [], row).optional()?;
    match kept {
        Some((options, checksum)) if checksum != event_sum(1, &options) => Err(damaged("reach")),
        kept => Ok(kept.map(|(options, _)| options)),
    }
}

fn identify(connection: &Connection) -> Result<(), Trouble> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    match (number("application_id")?, number("user_version")?) {
        (APPLICATION_ID, VERSION) => Ok(()),
        (APPLICATION_ID, newer) if newer > VERSION => Err(Trouble::Newer(newer)),
        _ => Err(Trouble::Foreign),
    }
}

fn head(row: &Row) -> Result<Head, Trouble> {
    let code: String = row.get(0)?;
    let host: Vec<u8> = row.get(2)?;
    let host = match host.is_empty() {
        true => None,
        false => Some(Hex(host.try_into().map_err(|_| damaged("token of the host"))?)),
    };
    let clock = u64::try_from(row.get::<_, i64>(3)?).map_err(|_| damaged("clock"))?;
    let code = code.parse().map_err(|_| damaged("join code"))?;
    let head = Head { code, opened_ms: row.get(1)?, host, clock };
    if row.get::<_, i64>(4)? == head_sum(&head) { Ok(head) } else { Err(damaged("checksum of the room")) }
}

fn event(row: &Row, before: usize) -> Result<Event, Trouble> {
    let number: i64 = row.get(0)?;
    let text: String = row.get(1)?;
    let is_next = usize::try_from(number).is_ok_and(|number| number == before + 1);
    if !is_next || row.get::<_, i64>(2)? != event_sum(number, &text) {
        return Err(damaged(&format!("event {}", before + 1)));
    }
    serde_json::from_str(&text).map_err(|error| damaged(&format!("event {number}: {error}")))
}

fn damaged(what: &str) -> Trouble {
    Trouble::Damaged(what.to_owned())
}
