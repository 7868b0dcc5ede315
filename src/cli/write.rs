//! Writing files of a course so that no half of one is ever seen, and nothing is lost that somebody else wrote.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Makes a file that is not there yet, with its folders.
///
/// # Errors
/// When it is there, or cannot be made.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

/// Puts `text` in the place of what the file holds, all at once, with the permissions it had. `is_known` says of the bytes that
/// are there just before whether they are those that `text` was made from.
///
/// # Errors
/// When the file is read-only, holds something else by now, or cannot be written; then it is as it was.
pub fn replace(path: &Path, text: &str, is_known: impl Fn(Vec<u8>) -> bool) -> io::Result<()> {
    // Where a link leads, not the link.
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let (temporary, mut file) = beside(&path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all())
        .and_then(|()| match is_known(fs::read(&path)?) {
            true => fs::rename(&temporary, &path),
            false => Err(io::ErrorKind::ResourceBusy.into()),
        });
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A new file in the same folder, under a name that nobody takes for content.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let id = std::process::id();
    let mut number = 0;
    loop {
        let temporary = path.with_file_name(format!(".{name}.{id}-{number}"));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_there_is_not_made_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/c.md");
        create(&path, "one").unwrap();
        assert_eq!(create(&path, "two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "one").unwrap();
        assert_eq!(
            replace(&path, "two", |bytes| bytes == b"other").unwrap_err().kind(),
            io::ErrorKind::ResourceBusy
        );
        assert_eq!(
            (fs::read_to_string(&path).unwrap(), names(dir.path())),
            ("one".into(), vec!["a.md".into()])
        );
        replace(&path, "two", |bytes| bytes == b"one").unwrap();
        assert_eq!(
            (fs::read_to_string(&path).unwrap(), names(dir.path())),
            ("two".into(), vec!["a.md".into()])
        );
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(replace(&path, "three", |_| true).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(
            (fs::read_to_string(&path).unwrap(), names(dir.path())),
            ("two".into(), vec!["a.md".into()])
        );
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("a.md"), dir.path().join("b.md"));
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        replace(&link, "two", |_| true).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
