//! Where the progress file and the journals of classes are.

use super::StoreError;
use std::path::{Path, PathBuf};

/// `progress.db` in the platform's data directory, such as `~/.local/share/seodang` on Linux.
///
/// # Errors
/// [`StoreError::NoDataDirectory`] when the user has no home directory.
pub fn default_path() -> Result<PathBuf, StoreError> {
    directories::ProjectDirs::from("", "", "seodang")
        .map(|dirs| dirs.data_dir().join("progress.db"))
        .ok_or(StoreError::NoDataDirectory)
}

/// The folder of the journals of classes, beside the progress file `progress`, or in the platform's data directory.
///
/// # Errors
/// As [`default_path`].
pub fn rooms_folder(progress: Option<&Path>) -> Result<PathBuf, StoreError> {
    let progress = progress.map(Path::to_path_buf).map_or_else(default_path, Ok)?;
    Ok(progress.with_file_name("rooms"))
}

/// The folder of the seats in classes elsewhere, beside the progress file `progress`, or in the platform's data directory.
///
/// # Errors
/// As [`default_path`].
pub fn seats_folder(progress: Option<&Path>) -> Result<PathBuf, StoreError> {
    rooms_folder(progress).map(|rooms| rooms.with_file_name("seats"))
}
