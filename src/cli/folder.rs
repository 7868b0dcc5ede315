//! A course in a folder: reads its text files.

use std::{fs, io, path::Path};

use crate::course::{File, Files};

/// The folders of a course.
const FOLDERS: [&str; 3] = ["lessons", "quizzes", "assets"];

/// Deeper folders are not part of a course, and may be a loop of links.
const MAX_DEPTH: usize = 4;

/// No lesson is bigger; a file that is was not meant.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Reads all files of the course in `dir`. A file that cannot be read is kept as such, for `check` to report.
///
/// # Errors
/// When `dir` is not a folder that can be read.
pub fn read(dir: &Path) -> io::Result<Files> {
    let mut files = Files::default();
    fs::read_dir(dir)?;
    for folder in FOLDERS {
        let path = dir.join(folder);
        if path.is_dir() {
            collect(&path, folder, 0, &mut files);
        }
    }
    Ok(files)
}

fn collect(dir: &Path, prefix: &str, depth: usize, files: &mut Files) {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return files.insert_textless(prefix, File::Unreadable(error.to_string())),
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let relative = format!("{prefix}/{name}");
        if path.is_dir() && depth < MAX_DEPTH && !name.starts_with('.') {
            collect(&path, &relative, depth + 1, files);
        } else if is_content(&name) {
            read_file(&path, &relative, files);
        }
    }
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
