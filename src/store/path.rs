//! Where the progress file is.

use super::StoreError;
use std::path::PathBuf;

/// `progress.db` in the platform's data directory, such as `~/.local/share/seodang` on Linux.
///
/// # Errors
/// [`StoreError::NoDataDirectory`] when the user has no home directory.
pub fn default_path() -> Result<PathBuf, StoreError> {
    directories::ProjectDirs::from("", "", "seodang")
        .map(|dirs| dirs.data_dir().join("progress.db"))
        .ok_or(StoreError::NoDataDirectory)
}
