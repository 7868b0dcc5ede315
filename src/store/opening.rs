//! What to do with the file that is found: use it, read it only, repair it, or leave it alone.

use super::{
    aside,
    file::{self, Contents, Found, Trouble},
    notice::Notice,
    row::StoredRecord,
    salvage,
};
use rusqlite::Connection;
use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
};

/// Bytes of the smallest database. SQLite takes a file cut shorter than its header as new: it would write
/// over it and throw its journal away.
pub(super) const SMALLEST: u64 = 512;

/// Whether records can be written.
#[derive(Debug)]
pub(super) enum State {
    /// They go here.
    Open(Connection),
    /// Not now; the next append tries to open the file again.
    Closed,
    /// Not in this session: the file is not ours.
    Off,
}

/// What an opening gives.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) state: State,
    pub(super) found: Found,
    pub(super) notice: Option<Notice>,
}

impl Start {
    fn closed(found: Found, notice: Notice) -> Start {
        Start { state: State::Closed, found, notice: Some(notice) }
    }

    fn off(notice: Notice) -> Start {
        Start { state: State::Off, found: Found::default(), notice: Some(notice) }
    }
}

/// Opens the file at `path` as well as it can be opened, and reads it: everything, or what comes after a snapshot of
/// version `fold`.
pub(super) fn start(path: &Path, fold: Option<u32>) -> Start {
    let path = &*aside::behind_link(path);
    let unusable = |reason: String| Notice::Unusable { path: path.to_owned(), reason };
    if let Err(error) = aside::make_directory(path) {
        return Start::closed(Found::default(), unusable(error.to_string()));
    }
    let found = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            return Start::closed(Found::default(), unusable("not a regular file".into()));
        }
        Ok(metadata) => Some(metadata.len()),
        Err(_) => None,
    };
    match found {
        Some(1..SMALLEST) => repair(path),
        Some(SMALLEST..) => match file::peek(path) {
            Err(trouble @ Trouble::Newer(_)) => Start::off(notice(path, trouble)),
            Err(Trouble::Foreign) => foreign(path),
            _ => open(path, fold, true),
        },
        // SQLite throws away the journal of an empty file; there may be pages in it.
        _ if !salvage::read(path).is_empty() => repair(path),
        Some(0) => open(path, fold, true),
        None => match aside::make_file(path) {
            Ok(made) => open(path, fold, !made),
            Err(error) => Start::closed(Found::default(), unusable(error.to_string())),
        },
    }
}

/// Another program's database, unless rows of ours are in it: then only its header is damaged.
fn foreign(path: &Path) -> Start {
    if salvage::read(path).is_empty() { Start::off(notice(path, Trouble::Foreign)) } else { repair(path) }
}

/// `was_there`: the file was there before.
fn open(path: &Path, fold: Option<u32>, was_there: bool) -> Start {
    match file::open(path, fold) {
        Ok(contents) => opened(path, contents, was_there),
        Err(Trouble::Damaged(_)) => repair(path),
        Err(trouble) => {
            if !was_there {
                discard_empty(path);
            }
            refused(path, trouble)
        }
    }
}

fn opened(path: &Path, contents: Contents, was_there: bool) -> Start {
    let Contents { mut connection, found, was_empty, unwritable } = contents;
    // Only where the permissions look like it, as the proof costs a journal.
    let suspect =
        fs::metadata(aside::directory(path)).is_ok_and(|metadata| metadata.permissions().readonly());
    match unwritable {
        Some(Trouble::ReadOnly) if header_forbids_writing(path) => return repair(path),
        Some(trouble) if !suspect || trouble.passes() => {
            return Start::closed(found, notice(path, trouble));
        }
        None if !suspect
            || !matches!(file::can_write(&mut connection), Err(trouble) if !trouble.passes()) => {}
        _ => return Start::closed(found, notice(path, Trouble::ReadOnly)),
    }
    let notice = (was_empty && was_there).then(|| Notice::WasEmpty { path: path.to_owned() });
    Start { state: State::Open(connection), found, notice }
}

/// The file is there and could not be opened, without being damaged.
fn refused(path: &Path, trouble: Trouble) -> Start {
    match trouble {
        Trouble::Newer(_) | Trouble::Foreign => Start::off(notice(path, trouble)),
        _ => Start::closed(salvaged(salvage::read(path)), notice(path, trouble)),
    }
}

/// Why the file at `path` is not written to.
fn notice(path: &Path, trouble: Trouble) -> Notice {
    let path = path.to_owned();
    match trouble {
        Trouble::Newer(version) => Notice::Newer { path, version },
        Trouble::Foreign => Notice::Foreign { path },
        Trouble::ReadOnly => Notice::ReadOnly { path },
        Trouble::Busy => Notice::Busy { path },
        Trouble::Full => Notice::NoRoom { path },
        Trouble::Damaged(reason) | Trouble::Other(reason) => Notice::Unusable { path, reason },
    }
}

fn salvaged(records: Vec<StoredRecord>) -> Found {
    Found { records, ..Found::default() }
}

/// Repairs the file at `path` even if it can be read, unless it is not ours to repair.
pub(super) fn rebuild(path: &Path) -> Start {
    let path = &*aside::behind_link(path);
    let is_ours = !matches!(file::peek(path), Err(Trouble::Newer(_) | Trouble::Foreign));
    if is_ours && fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        let _one_at_a_time = aside::lock(path);
        return replace(path);
    }
    start(path, None)
}

/// Moves the damaged file aside and puts one with every readable row in its place.
fn repair(path: &Path) -> Start {
    let _one_at_a_time = aside::lock(path);
    // Another instance may have repaired it while this one waited.
    if fs::metadata(path).is_ok_and(|metadata| metadata.len() >= SMALLEST)
        && let Ok(contents) = file::open(path, None)
        && contents.unwritable.is_none()
    {
        return opened(path, contents, true);
    }
    replace(path)
}

fn replace(path: &Path) -> Start {
    let records = salvage::read(path);
    let new = aside::beside(path, &format!(".new-{}", std::process::id()));
    let swapped =
        build(&new, &records).and_then(|()| aside::swap(path, &new).map_err(|error| error.to_string()));
    let kept = match swapped {
        Ok(kept) => kept,
        Err(reason) => {
            remove(&new);
            let notice = Notice::DamagedInPlace { path: path.to_owned(), records: records.len(), reason };
            return Start::closed(salvaged(records), notice);
        }
    };
    match file::open(path, None) {
        Ok(Contents { connection, found, .. }) => {
            let notice = Notice::Damaged { path: path.to_owned(), kept, records: found.records.len() };
            Start { state: State::Open(connection), found, notice: Some(notice) }
        }
        Err(trouble) => refused(path, trouble),
    }
}

/// Written under another name first: on a full disk the damaged file stays where it is.
fn build(new: &Path, records: &[StoredRecord]) -> Result<(), String> {
    remove(new);
    aside::make_file(new).map_err(|error| error.to_string())?;
    file::create(new, records).map_err(|trouble| format!("{trouble:?}"))
}

/// Removes a file this process made for a repair.
fn remove(new: &Path) {
    for name in [new.to_owned(), aside::beside(new, "-journal")] {
        let _ = fs::remove_file(name);
    }
}

/// Removes the file this process made a moment ago, if nothing came into it.
fn discard_empty(path: &Path) {
    if fs::metadata(path).is_ok_and(|metadata| metadata.len() == 0) {
        let _ = fs::remove_file(path);
    }
}

/// SQLite takes a file as read-only if its header asks for a later write format than it knows (byte 18). None exists,
/// so the byte is damaged.
fn header_forbids_writing(path: &Path) -> bool {
    let mut header = [0; 19];
    File::open(path).and_then(|mut file| file.read_exact(&mut header)).is_ok() && header[18] > 2
}
