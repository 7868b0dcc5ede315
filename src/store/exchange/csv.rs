//! Events as CSV: a row each, the names of the columns in the first.
//!
//! The last column has no content; its name says what the file is and of which version. A cell that a spreadsheet would take
//! for a formula has an apostrophe before it, and so has one that begins with an apostrophe: reading takes one away.

use super::{NAME, StoredRecord, Unreadable, VERSION, moment, version};
use crate::{
    course::exchange::cell::{guarded, unguarded},
    study::Record,
};
use csv::{ReaderBuilder, StringRecord, Writer};
use uuid::Uuid;

const COLUMNS: [&str; 6] = ["id", "time", "kind", "item", "revision", "payload"];

pub(super) fn is_one(text: &str) -> bool {
    text.starts_with("id,") || text.starts_with("\"id\",")
}

pub(super) fn write(records: &[StoredRecord]) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let head = COLUMNS.iter().map(ToString::to_string).chain([format!("{NAME} {VERSION}")]);
    let _ = writer.write_record(head.collect::<Vec<_>>());
    for StoredRecord { id, record } in records {
        let cells = [
            id.to_string(),
            moment::write(record.utc_ms, record.offset_s),
            record.kind.clone(),
            record.item.clone(),
            record.revision.to_string(),
            record.payload.clone(),
            String::new(),
        ];
        let _ = writer.write_record(cells.iter().map(|cell| guarded(cell).into_owned()));
    }
    // Without the mark, spreadsheets take Hangul for something else.
    format!("\u{feff}{}", String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default())
}

pub(super) fn read(text: &str) -> Result<Vec<StoredRecord>, Unreadable> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader.records();
    let head = rows.next().ok_or(Unreadable::Foreign)?.map_err(|_| Unreadable::Foreign)?;
    let mut cells = head.iter();
    if !cells.by_ref().take(COLUMNS.len()).eq(COLUMNS) {
        return Err(Unreadable::Foreign);
    }
    let name = cells.next().and_then(|name| name.split_once(' ')).ok_or(Unreadable::Foreign)?;
    version(name.0, name.1.parse().map_err(|_| Unreadable::Foreign)?)?;
    rows.map(|row| {
        let row = row.map_err(|error| at(error.position(), error.to_string()))?;
        stored(&row).map_err(|reason| at(row.position(), reason))
    })
    .collect()
}

fn at(position: Option<&csv::Position>, reason: String) -> Unreadable {
    let line = position.map_or(0, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
    Unreadable::At { line, column: 0, reason }
}

fn stored(row: &StringRecord) -> Result<StoredRecord, String> {
    // Some programs leave empty cells at the end of a row away.
    let cell = |n: usize| {
        let cell = row.get(n).ok_or_else(|| format!("{}: missing", COLUMNS[n]))?;
        Ok::<&str, String>(unguarded(cell))
    };
    if row.iter().skip(COLUMNS.len()).any(|cell| !cell.is_empty()) {
        return Err(format!("more than {} cells", COLUMNS.len()));
    }
    let (id, time, revision) = (cell(0)?, cell(1)?, cell(4)?);
    let bad = |name: &str, text: &str| format!("{name}: `{text}`");
    let (utc_ms, offset_s) = moment::read(time).ok_or_else(|| bad("time", time))?;
    Ok(StoredRecord {
        id: Uuid::try_parse(id).map_err(|_| bad("id", id))?,
        record: Record {
            utc_ms,
            offset_s,
            kind: cell(2)?.to_owned(),
            item: cell(3)?.to_owned(),
            revision: revision.parse().map_err(|_| bad("revision", revision))?,
            payload: cell(5)?.to_owned(),
        },
    })
}
