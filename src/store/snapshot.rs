//! What the first records of a file came to, kept so that they need not be read again.
//!
//! The bytes belong to the caller, who also numbers the versions of the fold that makes them. A snapshot that is anything
//! but whole and of the version that was asked for counts as none: everything can be read instead.

use super::{
    file::{Mark, Trouble, data_version},
    row::Fnv,
};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use uuid::Uuid;

/// A snapshot that may be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snapshot {
    /// Id of the last record it covers.
    pub(super) up_to: Uuid,
    /// What the records up to there came to.
    pub(super) payload: Vec<u8>,
}

/// The snapshot of version `fold`, if there is one.
pub(super) fn load(connection: &Connection, fold: u32) -> Result<Option<Snapshot>, Trouble> {
    let row = connection
        .query_row("SELECT up_to, fold, payload, checksum FROM snapshot WHERE fold = ?", [fold], |row| {
            Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, Vec<u8>>(2)?, row.get::<_, i64>(3)?))
        })
        .optional()?;
    Ok(row.and_then(|(up_to, payload, sum)| {
        let up_to = Uuid::from_bytes(up_to);
        (sum == checksum(up_to, fold, &payload)).then_some(Snapshot { up_to, payload })
    }))
}

/// Id of the last record that a whole snapshot of any version covers.
pub(super) fn reach(connection: &Connection) -> Result<Option<Uuid>, Trouble> {
    let fold = connection.query_row("SELECT fold FROM snapshot", [], |row| row.get(0)).optional()?;
    let snapshot = fold.map(|fold| load(connection, fold)).transpose()?.flatten();
    Ok(snapshot.map(|snapshot| snapshot.up_to))
}

/// Keeps `payload` as what the records up to `mark` came to. `false` if somebody else has changed the file since they were
/// read, as there may be more of them by now.
pub(super) fn keep(
    connection: &mut Connection,
    mark: Mark,
    fold: u32,
    payload: &[u8],
) -> Result<bool, Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if data_version(&transaction)? != mark.data_version {
        return Ok(false);
    }
    transaction.execute(
        "INSERT OR REPLACE INTO snapshot (number, up_to, fold, payload, checksum) VALUES (1, ?, ?, ?, ?)",
        params![mark.last.as_bytes(), fold, payload, checksum(mark.last, fold, payload)],
    )?;
    transaction.commit()?;
    Ok(true)
}

/// Removes it, so that the next opening reads everything.
pub(super) fn forget(connection: &Connection) -> Result<(), Trouble> {
    connection.execute("DELETE FROM snapshot", [])?;
    Ok(())
}

fn checksum(up_to: Uuid, fold: u32, payload: &[u8]) -> i64 {
    let mut sum = Fnv::default();
    sum.add(up_to.as_bytes());
    sum.add(&fold.to_le_bytes());
    sum.add(payload);
    sum.finish()
}
