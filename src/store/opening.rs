//! What to do with the file that is found: use it, read it only, repair it, or leave it alone.

use super::{
    aside,
    file::{self, Contents, Trouble},
    notice::Notice,
    row::StoredRecord,
    salvage,
};
use rusqlite::Connection;
use std::{
    borrow::Cow,
    fs::{self, File},
    io::Read as _,
    path::Path,
};

/// Bytes of the smallest database. SQLite takes a file cut shorter than its header as new: it would write
/// over it and throw its journal away.
const SMALLEST: u64 = 512;

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
    pub(super) records: Vec<StoredRecord>,
    pub(super) notice: Option<Notice>,
}

impl Start {
    fn closed(records: Vec<StoredRecord>, notice: Notice) -> Start {
        Start { state: State::Closed, records, notice: Some(notice) }
    }

    fn off(notice: Notice) -> Start {
        Start { state: State::Off, records: Vec::new(), notice: Some(notice) }
    }
}

/// Opens the file at `path` as well as it can be opened.
pub(super) fn start(path: &Path) -> Start {
    let path = &*behind_link(path);
    let unusable = |reason: String| Notice::Unusable { path: path.to_owned(), reason };
    if let Err(error) = aside::make_directory(path) {
        return Start::closed(Vec::new(), unusable(error.to_string()));
    }
    let found = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            return Start::closed(Vec::new(), unusable("not a regular file".into()));
        }
        Ok(metadata) => Some(metadata.len()),
        Err(_) => None,
    };
    match found {
        Some(1..SMALLEST) => repair(path),
        Some(SMALLEST..) => match file::peek(path) {
            Err(Trouble::Newer(version)) => Start::off(Notice::Newer { path: path.to_owned(), version }),
            Err(Trouble::Foreign) => foreign(path),
            _ => open(path, true),
        },
        // SQLite throws away the journal of an empty file; there may be pages in it.
        _ if !salvage::read(path).is_empty() => repair(path),
        Some(0) => open(path, true),
        None => match aside::make_file(path) {
            Ok(made) => open(path, !made),
            Err(error) => Start::closed(Vec::new(), unusable(error.to_string())),
        },
    }
}

/// Links are followed once, so that the file and its side files stay together when they are moved.
fn behind_link(path: &Path) -> Cow<'_, Path> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            fs::canonicalize(path).map_or(Cow::Borrowed(path), Cow::Owned)
        }
        _ => Cow::Borrowed(path),
    }
}

/// Another program's database, unless rows of ours are in it: then only its header is damaged.
fn foreign(path: &Path) -> Start {
    if salvage::read(path).is_empty() {
        Start::off(Notice::Foreign { path: path.to_owned() })
    } else {
        repair(path)
    }
}

/// `found`: the file was there before.
fn open(path: &Path, found: bool) -> Start {
    match file::open(path) {
        Ok(contents) => opened(path, contents, found),
        Err(Trouble::Damaged(_)) => repair(path),
        Err(trouble) => {
            if !found {
                discard_empty(path);
            }
            refused(path, trouble)
        }
    }
}

fn opened(path: &Path, contents: Contents, found: bool) -> Start {
    let Contents { mut connection, records, was_empty, read_only } = contents;
    if read_only {
        return if header_forbids_writing(path) { repair(path) } else { read_only_start(path, records) };
    }
    // Only where the permissions look like it, as the proof costs a journal.
    let suspect =
        fs::metadata(aside::directory(path)).is_ok_and(|metadata| metadata.permissions().readonly());
    if suspect && matches!(file::can_write(&mut connection), Err(trouble) if !trouble.passes()) {
        return read_only_start(path, records);
    }
    let notice = (was_empty && found).then(|| Notice::WasEmpty { path: path.to_owned() });
    Start { state: State::Open(connection), records, notice }
}

fn read_only_start(path: &Path, records: Vec<StoredRecord>) -> Start {
    Start::closed(records, Notice::ReadOnly { path: path.to_owned() })
}

/// The file is there and could not be opened, without being damaged.
fn refused(path: &Path, trouble: Trouble) -> Start {
    let path_owned = path.to_owned();
    match trouble {
        Trouble::Newer(version) => Start::off(Notice::Newer { path: path_owned, version }),
        Trouble::Foreign => Start::off(Notice::Foreign { path: path_owned }),
        Trouble::ReadOnly => read_only_start(path, salvage::read(path)),
        Trouble::Busy => Start::closed(salvage::read(path), Notice::Busy { path: path_owned }),
        Trouble::Full => Start::closed(salvage::read(path), Notice::NoRoom { path: path_owned }),
        Trouble::Damaged(reason) | Trouble::Other(reason) => {
            Start::closed(salvage::read(path), Notice::Unusable { path: path_owned, reason })
        }
    }
}

/// Moves the damaged file aside and puts one with every readable row in its place.
fn repair(path: &Path) -> Start {
    let _one_at_a_time = aside::lock(path);
    // Another instance may have repaired it while this one waited.
    if fs::metadata(path).is_ok_and(|metadata| metadata.len() >= SMALLEST)
        && let Ok(contents) = file::open(path)
        && !contents.read_only
    {
        return opened(path, contents, true);
    }
    let records = salvage::read(path);
    let new = aside::beside(path, &format!(".new-{}", std::process::id()));
    let swapped =
        build(&new, &records).and_then(|()| aside::swap(path, &new).map_err(|error| error.to_string()));
    let kept = match swapped {
        Ok(kept) => kept,
        Err(reason) => {
            remove(&new);
            let notice = Notice::DamagedInPlace { path: path.to_owned(), records: records.len(), reason };
            return Start::closed(records, notice);
        }
    };
    match file::open(path) {
        Ok(Contents { connection, records, .. }) => {
            let notice = Notice::Damaged { path: path.to_owned(), kept, records: records.len() };
            Start { state: State::Open(connection), records, notice: Some(notice) }
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
