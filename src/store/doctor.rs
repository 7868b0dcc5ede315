//! Everything about a progress file that can be looked at without changing it.

use super::{
    aside::{self, SIDE_FILES, beside},
    backup::{Backup, backups, is_unfinished},
    file::{self, Trouble},
    reading::{ReadError, approach, whose},
    row::StoredRecord,
    salvage, schema, snapshot,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Examination {
    /// Version of the file.
    pub version: i32,
    /// How long it is.
    pub bytes: u64,
    /// Every whole record, in order of id.
    pub records: Vec<StoredRecord>,
    /// What is wrong with rows that are not whole, in technical words.
    pub bad_rows: Vec<String>,
    /// What SQLite says about the structure, in its words; nothing when it is sound.
    pub structure: Vec<String>,
    /// How many of the records the snapshot covers, if there is a whole one.
    pub covered: Option<usize>,
    /// Somebody was stopped in the middle of writing; the next opening ends it.
    pub is_unfinished: bool,
    /// Others than the learner may read or write it, by the permissions that are given here.
    pub open_to: Option<u32>,
    /// Why it cannot be written, in the words of the system.
    pub unwritable: Option<String>,
    /// What a repair or a copy has left that was stopped.
    pub leftovers: Vec<PathBuf>,
    /// Damaged files that were kept, with their lengths.
    pub kept: Vec<(PathBuf, u64)>,
    /// Copies.
    pub backups: Vec<Backup>,
}

impl Examination {
    /// Whether something in it is not as it was written.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        !self.bad_rows.is_empty() || !self.structure.is_empty()
    }
}

/// Looks at the file at `path` and at what lies beside it.
///
/// # Errors
/// When there is no file, it is not ours or newer, or it cannot be read.
pub fn examine(path: &Path) -> Result<Examination, ReadError> {
    let path = &*aside::behind_link(path);
    approach(path)?;
    let salvaged = || Examination { records: salvage::read(path), ..Examination::default() };
    let looked =
        whose(path).and_then(|()| file::connect_read_only(path)).and_then(|connection| look(&connection));
    let mut found = match looked {
        Ok(found) => found,
        Err(Trouble::Newer(version)) => return Err(ReadError::Newer(path.to_owned(), version)),
        Err(Trouble::ReadOnly) => Examination { is_unfinished: true, ..salvaged() },
        Err(Trouble::Damaged(_) | Trouble::Foreign) if salvaged().records.is_empty() => {
            return Err(ReadError::Foreign(path.to_owned()));
        }
        Err(Trouble::Damaged(reason)) => Examination { structure: vec![reason], ..salvaged() },
        Err(Trouble::Foreign) => Examination { structure: vec!["header".into()], ..salvaged() },
        Err(trouble) => return Err(ReadError::refused(path, trouble)),
    };
    if found.is_damaged() {
        // As many as a repair would save.
        found.records = salvage::read(path);
    }
    found.bytes = fs::metadata(path).map_or(0, |metadata| metadata.len());
    found.unwritable = fs::OpenOptions::new().write(true).open(path).err().map(|error| error.to_string());
    found.open_to = open_to(path);
    found.backups = backups(path);
    look_around(path, &mut found);
    Ok(found)
}

/// The permissions of others, if they have any.
fn open_to(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(path).ok()?.permissions().mode() & 0o777;
        (mode & 0o077 != 0).then_some(mode)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

fn look_around(path: &Path, found: &mut Examination) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (damaged, new) = (format!("{name}.damaged-"), format!("{name}.new-"));
    for entry in entries(aside::directory(path)) {
        let other = entry.file_name().to_string_lossy().into_owned();
        if other.starts_with(&new) {
            found.leftovers.push(entry.path());
        } else if other.starts_with(&damaged) && !SIDE_FILES.iter().any(|side| other.ends_with(side)) {
            found.kept.push((entry.path(), entry.metadata().map_or(0, |metadata| metadata.len())));
        }
    }
    let folder = super::backup_folder(path);
    found.leftovers.extend(entries(&folder).map(|entry| entry.path()).filter(|path| is_unfinished(path)));
    found.leftovers.sort();
    found.kept.sort();
    found.is_unfinished |= fs::metadata(beside(path, SIDE_FILES[0])).is_ok_and(|journal| journal.len() > 0);
}

fn entries(directory: &Path) -> impl Iterator<Item = fs::DirEntry> {
    fs::read_dir(directory).into_iter().flatten().flatten()
}

/// What the opened file holds, as far as SQLite can read it.
fn look(connection: &rusqlite::Connection) -> Result<Examination, Trouble> {
    let version = schema::identify(connection)?;
    let mut found = Examination { version, ..Examination::default() };
    if version == 0 {
        return Ok(found);
    }
    let mut statement = connection.prepare("PRAGMA integrity_check(10)")?;
    let verdicts = statement.query_map([], |row| row.get::<_, String>(0))?;
    found.structure = verdicts.collect::<Result<Vec<_>, _>>()?;
    found.structure.retain(|verdict| verdict != "ok");
    if !schema::is_whole(connection, version)? {
        found.structure.push(file::NOT_AS_MADE.into());
    }
    let (records, bad_rows) = (&mut found.records, &mut found.bad_rows);
    file::each_stored(connection, Uuid::nil(), |stored| {
        match stored {
            Ok(stored) => records.push(stored),
            Err(Trouble::Damaged(reason)) => bad_rows.push(reason),
            Err(trouble) => return Err(trouble),
        }
        Ok(())
    })?;
    if version == schema::VERSION
        && let Some(up_to) = snapshot::reach(connection)?
    {
        found.covered = Some(found.records.partition_point(|stored| stored.id <= up_to));
    }
    Ok(found)
}

/// Removes what [`Examination::leftovers`] named, while nobody repairs the file. Gives what could not be removed.
#[must_use]
pub fn sweep(path: &Path, leftovers: &[PathBuf]) -> Vec<PathBuf> {
    let path = &*aside::behind_link(path);
    let _nobody_repairs = aside::lock(path);
    leftovers.iter().filter(|leftover| fs::remove_file(leftover).is_err()).cloned().collect()
}

/// Lets nobody but the learner read or write the file.
///
/// # Errors
/// When the system refuses.
pub fn close_to_others(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(aside::behind_link(path), fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
