//! A course in a folder: finds and reads its text files.

use std::{collections::BTreeMap, fs, io, path::Path, time::SystemTime};

use crate::course::{File, Files};

/// The folders of a course.
const FOLDERS: [&str; 3] = ["lessons", "quizzes", "assets"];

/// Deeper folders are not part of a course, and may be a loop of links.
const MAX_DEPTH: usize = 4;

/// No lesson is bigger; a file that is was not meant.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// What the file system says about a file without reading it: when its content changes, so does this, as a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// When anything about the file changed, even its name, and which file it is.
    #[cfg(unix)]
    changed: (i64, i64, u64),
}

/// Reads all files of the course in `dir`. A file that cannot be read is kept as such, for `check` to report.
///
/// # Errors
/// When `dir` is not a folder that can be read.
pub fn read(dir: &Path) -> io::Result<Files> {
    let mut files = Files::default();
    visit(dir, &mut |relative, found| match found {
        Ok(path) => read_file(path, relative, &mut files),
        Err(error) => files.insert_textless(relative, File::Unreadable(error.to_string())),
    })?;
    Ok(files)
}

/// The stamps of the same files, by path; `None` for those that the file system says nothing about.
///
/// # Errors
/// When `dir` is not a folder that can be read.
pub fn stamps(dir: &Path) -> io::Result<BTreeMap<String, Option<Stamp>>> {
    let mut stamps = BTreeMap::new();
    visit(dir, &mut |relative, found| {
        let stamp = found.and_then(fs::metadata).ok().map(|metadata| stamp(&metadata));
        stamps.insert(relative.to_owned(), stamp);
    })?;
    Ok(stamps)
}

fn stamp(metadata: &fs::Metadata) -> Stamp {
    #[cfg(unix)]
    use std::os::unix::fs::MetadataExt as _;
    Stamp {
        bytes: metadata.len(),
        modified: metadata.modified().ok(),
        #[cfg(unix)]
        changed: (metadata.ctime(), metadata.ctime_nsec(), metadata.ino()),
    }
}

/// Shows every file of the course in `dir` with its path from there, and every folder that cannot be read.
fn visit(dir: &Path, show: &mut impl FnMut(&str, io::Result<&Path>)) -> io::Result<()> {
    fs::read_dir(dir)?;
    for folder in FOLDERS {
        let path = dir.join(folder);
        if path.is_dir() {
            visit_folder(&path, folder, 0, show);
        }
    }
    Ok(())
}

fn visit_folder(dir: &Path, prefix: &str, depth: usize, show: &mut impl FnMut(&str, io::Result<&Path>)) {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return show(prefix, Err(error)),
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let relative = format!("{prefix}/{name}");
        if is_content(&name) {
            show(&relative, Ok(&path));
        } else if path.is_dir() && depth < MAX_DEPTH && !name.starts_with('.') {
            visit_folder(&path, &relative, depth + 1, show);
        }
    }
}

/// Whether `bytes`, the content of the file `path`, say `text`, however they are stored.
#[must_use]
pub fn says(path: &str, bytes: Vec<u8>, text: &str) -> bool {
    let mut files = Files::default();
    files.insert(path, bytes);
    matches!(files.get(path), Some(File::Text(found)) if found == text)
}

/// Reads one file into `files` as `relative`.
pub fn read_file(path: &Path, relative: &str, files: &mut Files) {
    // Asked first: reading a pipe or a device may never end.
    let bytes = match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => return files.insert_textless(relative, File::NotAFile),
        Ok(metadata) if metadata.len() > MAX_BYTES => return files.insert_textless(relative, File::TooBig),
        Ok(_) => fs::read(path),
        Err(error) => Err(error),
    };
    match bytes {
        Ok(bytes) => files.insert(relative, bytes),
        Err(error) => files.insert_textless(relative, File::Unreadable(error.to_string())),
    }
}

fn is_content(name: &str) -> bool {
    (name.ends_with(".ron") || name.ends_with(".md")) && name != "README.md" && !name.starts_with('.')
}
