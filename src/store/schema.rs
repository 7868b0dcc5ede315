//! What a progress file is made of, and how one of an older version becomes one of this.

use super::file::Trouble;
use rusqlite::{Connection, TransactionBehavior};

/// Marks a SQLite file as ours: `Seod`.
pub(super) const APPLICATION_ID: i32 = 0x5365_6f64;

/// Number `n` brings a file from version `n` to `n + 1`. Never change one that was released; add the next, and a file of
/// the version before it to `tests/fixtures`.
const MIGRATIONS: [&str; 2] = [
    "
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
",
    "
CREATE TABLE snapshot (
    number   INTEGER PRIMARY KEY CHECK (number = 1), -- there is at most one
    up_to    BLOB    NOT NULL,                       -- id of the last event it covers
    fold     INTEGER NOT NULL,                       -- version of the fold that made it
    payload  BLOB    NOT NULL,                       -- what the events up to there came to
    checksum INTEGER NOT NULL                        -- FNV-1a of all the above
) STRICT;
CREATE TRIGGER snapshot_covers_every_event_before_its_end AFTER INSERT ON events
    WHEN new.id <= (SELECT up_to FROM snapshot)
    BEGIN DELETE FROM snapshot; END;
",
];

/// The newest version of the file this program knows.
pub const VERSION: i32 = MIGRATIONS.len() as i32;

/// The version of our file, 0 for an empty one.
pub(super) fn identify(connection: &Connection) -> Result<i32, Trouble> {
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

/// Whether a file of `version` still has every table and trigger of it, word for word. Others may have been added.
pub(super) fn is_whole(connection: &Connection, version: i32) -> Result<bool, Trouble> {
    let known = &MIGRATIONS[..usize::try_from(version).unwrap_or(0).min(MIGRATIONS.len())];
    let mut statement = connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let found = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let ours = found.iter().filter(|sql| known.iter().any(|migration| migration.contains(*sql))).count();
    Ok(ours == known.iter().map(|migration| migration.matches("\nCREATE ").count()).sum::<usize>())
}

/// Applies the migrations a file lacks, all or none. `true` if it was empty.
pub(super) fn migrate(connection: &mut Connection) -> Result<bool, Trouble> {
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
