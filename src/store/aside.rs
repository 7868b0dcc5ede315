//! Names and moves of files: keeping damaged bytes aside without overwriting anything.

use std::{
    borrow::Cow,
    ffi::OsString,
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// What SQLite may put beside a file: the journal of a transaction, the write-ahead log and its index.
pub(super) const SIDE_FILES: [&str; 3] = ["-journal", "-wal", "-shm"];

/// `path` with `suffix` at the end of its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// The directory a file is in.
pub(super) fn directory(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Links are followed once, so that the file and its side files stay together when they are moved.
pub(super) fn behind_link(path: &Path) -> Cow<'_, Path> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            fs::canonicalize(path).map_or(Cow::Borrowed(path), Cow::Owned)
        }
        _ => Cow::Borrowed(path),
    }
}

/// Creates the directory of `path` if it is missing, for this user only.
pub(super) fn make_directory(path: &Path) -> io::Result<()> {
    let directory = directory(path);
    if directory.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

/// Creates an empty file for this user only. `Ok(false)` if there is one already.
pub(super) fn make_file(path: &Path) -> io::Result<bool> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// One repair at a time: held until dropped. `None` where files cannot be locked; then two instances that find the
/// same damage in the same moment keep two copies.
pub(super) fn lock(path: &Path) -> Option<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(beside(path, ".lock")).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// A lock that says that the file at `path` is in use, held until dropped; `None` when somebody else has it.
pub(super) fn lock_use(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(beside(path, ".lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Whether somebody holds what [`lock_use`] gives. Nothing is made by asking.
pub(super) fn is_in_use(path: &Path) -> bool {
    let lock = File::open(beside(path, ".lock"));
    lock.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Puts the file `new` in the place of `path` and keeps what was there under a name not used before, which is
/// returned. At no moment is there nothing at `path`, and no bytes are overwritten.
pub(super) fn swap(path: &Path, new: &Path) -> io::Result<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "names a file that is kept aside")]
    let stamp = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    let kept = keep(path, &format!(".damaged-{stamp}"))?;
    // A journal left in place would be played back into the new file.
    for suffix in SIDE_FILES {
        match fs::rename(beside(path, suffix), beside(&kept, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::rename(new, path)?;
    flush_directory(path);
    Ok(kept)
}

/// Gives the bytes at `path` a second name, or copies them where a file can have only one.
fn keep(path: &Path, suffix: &str) -> io::Result<PathBuf> {
    for attempt in 1..1000 {
        let number = if attempt == 1 { String::new() } else { format!("-{attempt}") };
        let kept = beside(path, &format!("{suffix}{number}"));
        if SIDE_FILES.iter().any(|side| beside(&kept, side).exists()) {
            continue;
        }
        match fs::hard_link(path, &kept).or_else(|_| copy(path, &kept)) {
            Ok(()) => return Ok(kept),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(kept),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    let mut target = OpenOptions::new().write(true).create_new(true).open(to)?;
    let copied = io::copy(&mut source, &mut target).and_then(|_| target.sync_all());
    if copied.is_err() {
        // Only what this call made a moment ago.
        let _ = fs::remove_file(to);
    }
    copied
}

/// Makes new names last over a power cut, where directories can be flushed.
pub(super) fn flush_directory(path: &Path) {
    if cfg!(unix)
        && let Ok(directory) = File::open(directory(path))
    {
        let _ = directory.sync_all();
    }
}
