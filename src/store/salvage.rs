//! Finds rows in bytes that SQLite can no longer read.
//!
//! A row is recognised by its own shape and proven by its checksum, wherever it lies: nothing is asked of the pages, the
//! tree or the header. Only rows too long for one page depend on the page size, and every size is tried. Side files hold
//! copies of pages and are searched as well. It reads; it never writes.
//!
//! The format is that of <https://www.sqlite.org/fileformat2.html>: a row of a table without rowid is
//! `header length, one type per column, the columns`, and the id is the first column.

use super::{
    aside::{SIDE_FILES, beside},
    row::{StoredRecord, checksum},
};
use crate::study::Record;
use std::{collections::BTreeMap, fs::File, io::Read as _, path::Path};
use uuid::Uuid;

/// No more than this is searched of each file, to stay within memory.
const LIMIT: u64 = 1 << 30;
/// The type of a column that is a blob of 16 bytes, as an id is.
const ID_TYPE: u8 = 12 + 2 * 16;
/// id, utc_ms, offset_s, kind, item, revision, payload, checksum.
const COLUMNS: usize = 8;
/// All that SQLite allows, ours first.
const PAGE_SIZES: [usize; 8] = [4096, 512, 1024, 2048, 8192, 16384, 32768, 65536];

/// Every whole row in the file at `path` and its side files, in order of id. Whatever cannot be read counts as empty.
pub(super) fn read(path: &Path) -> Vec<StoredRecord> {
    let database = bytes(path);
    let mut found = BTreeMap::new();
    collect(&database, &database, &mut found);
    for suffix in SIDE_FILES {
        collect(&bytes(&beside(path, suffix)), &database, &mut found);
    }
    found.into_iter().map(|(id, record)| StoredRecord { id, record }).collect()
}

fn bytes(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = File::open(path) {
        // What was read before an error is still worth searching.
        let _ = file.take(LIMIT).read_to_end(&mut bytes);
    }
    bytes
}

fn collect(bytes: &[u8], database: &[u8], found: &mut BTreeMap<Uuid, Record>) {
    for (at, pair) in bytes.windows(2).enumerate() {
        if pair[1] == ID_TYPE
            && let Some(stored) = PAGE_SIZES.iter().find_map(|size| row(&bytes[at..], database, *size))
        {
            found.entry(stored.id).or_insert(stored.record);
        }
    }
}

/// The row that starts at the first byte, if its checksum says there is one.
fn row(bytes: &[u8], database: &[u8], page_size: usize) -> Option<StoredRecord> {
    let header_length = usize::from(*bytes.first()?);
    let mut header = bytes.get(1..header_length)?;
    let mut types = [0; COLUMNS];
    for kind in &mut types {
        *kind = varint(&mut header)?;
    }
    if !header.is_empty() {
        return None;
    }
    let mut length = header_length;
    for kind in types {
        length = length.checked_add(size(kind)?)?;
    }
    let whole = whole(bytes, length, database, page_size)?;
    let mut columns = whole.get(header_length..)?;
    let mut next = |column: usize| {
        let (this, rest) = columns.split_at_checked(size(types[column])?)?;
        columns = rest;
        Some((types[column], this))
    };
    let stored = StoredRecord {
        id: Uuid::from_slice(next(0)?.1).ok()?,
        record: Record {
            utc_ms: integer(next(1)?)?,
            offset_s: integer(next(2)?)?.try_into().ok()?,
            kind: text(next(3)?)?,
            item: text(next(4)?)?,
            revision: integer(next(5)?)?.try_into().ok()?,
            payload: text(next(6)?)?,
        },
    };
    (integer(next(7)?)? == checksum(&stored)).then_some(stored)
}

/// The `length` bytes of a row: what lies on its page, and the rest from the chain of overflow pages.
fn whole(bytes: &[u8], length: usize, database: &[u8], page_size: usize) -> Option<Vec<u8>> {
    let most = (page_size - 12) * 64 / 255 - 23;
    if length <= most {
        return Some(bytes.get(..length)?.to_vec());
    }
    if length > database.len() {
        return None;
    }
    let least = (page_size - 12) * 32 / 255 - 23;
    let fitting = least + (length - least) % (page_size - 4);
    let local = if fitting <= most { fitting } else { least };
    let mut whole = bytes.get(..local)?.to_vec();
    let mut pointer = bytes.get(local..local + 4)?;
    while whole.len() < length {
        let number = usize::try_from(u32::from_be_bytes(pointer.try_into().ok()?)).ok()?;
        let start = number.checked_sub(1)?.checked_mul(page_size)?;
        // The last page may be cut behind what is needed of it.
        let wanted = (length - whole.len()).min(page_size - 4);
        let page = database.get(start..start.checked_add(4 + wanted)?)?;
        pointer = &page[..4];
        whole.extend_from_slice(&page[4..]);
    }
    Some(whole)
}

/// Big-endian, seven bits a byte, the eighth says that more follow. Ours fit four bytes.
fn varint(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for _ in 0..4 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value = value << 7 | usize::from(first & 0x7f);
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// How many bytes a column of this type takes. Types that our rows cannot have are refused.
fn size(kind: usize) -> Option<usize> {
    match kind {
        1..=4 => Some(kind),
        5 => Some(6),
        6 => Some(8),
        8 | 9 => Some(0),
        12.. => Some((kind - 12) / 2),
        _ => None,
    }
}

fn integer((kind, bytes): (usize, &[u8])) -> Option<i64> {
    match kind {
        8 => Some(0),
        9 => Some(1),
        1..=6 => {
            let negative = bytes.first()? & 0x80 != 0;
            let start = if negative { -1 } else { 0 };
            Some(bytes.iter().fold(start, |value, byte| value << 8 | i64::from(*byte)))
        }
        _ => None,
    }
}

fn text((kind, bytes): (usize, &[u8])) -> Option<String> {
    (kind >= 13 && kind % 2 == 1).then(|| String::from_utf8(bytes.to_vec()).ok())?
}
