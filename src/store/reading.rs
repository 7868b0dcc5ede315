//! Reading a progress file, this one or another, without changing anything of it.

use super::{
    file::{self, Trouble},
    opening::SMALLEST,
    row::StoredRecord,
    salvage,
};
use crate::lang::Lang;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// All that is in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// In order of id.
    pub records: Vec<StoredRecord>,
    /// What is wrong with the file, in technical words, when only what could still be found in it was read.
    pub damage: Option<String>,
}

/// Why there is nothing to read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("there is no file {0}")]
    Missing(PathBuf),
    /// It was made by this newer version of the program.
    #[error("{0} has version {1}")]
    Newer(PathBuf, i32),
    /// It is something else.
    #[error("{0} is not a progress file")]
    Foreign(PathBuf),
    /// The system refuses.
    #[error("cannot read {0}: {1}")]
    Refused(PathBuf, String),
}

impl ReadError {
    pub(super) fn refused(path: &Path, trouble: Trouble) -> ReadError {
        let reason = match trouble {
            Trouble::Busy => "held by another program".into(),
            Trouble::Other(reason) => reason,
            trouble => format!("{trouble:?}"),
        };
        ReadError::Refused(path.to_owned(), reason)
    }

    /// What happened and what to do, in `lang`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (ReadError::Missing(path), Lang::Ko) => format!("파일이 없어요: {}", path.display()),
            (ReadError::Missing(path), Lang::En) => format!("there is no file {}", path.display()),
            (ReadError::Newer(path, version), Lang::Ko) => format!(
                "더 새로운 서당이 만든 파일이라 읽을 수 없어요: {} (파일 버전 {version}) 서당을 새 버전으로 올려 주세요",
                path.display()
            ),
            (ReadError::Newer(path, version), Lang::En) => format!(
                "{} was made by a newer Seodang (file version {version}): update Seodang to read it",
                path.display()
            ),
            (ReadError::Foreign(path), Lang::Ko) => format!("학습 기록 파일이 아니에요: {}", path.display()),
            (ReadError::Foreign(path), Lang::En) => format!("{} is not a progress file", path.display()),
            (ReadError::Refused(path, reason), Lang::Ko) => {
                format!("파일을 읽지 못했어요: {} ({reason})", path.display())
            }
            (ReadError::Refused(path, reason), Lang::En) => {
                format!("cannot read {} ({reason})", path.display())
            }
        }
    }
}

/// Everything in the progress file at `path`, of this version or an older one. The file and what lies beside it stay as
/// they are, even where a repair or the end of somebody's transaction is due.
///
/// # Errors
/// When there is no such file, it is not ours or newer, or it cannot be read.
pub fn read(path: &Path) -> Result<Reading, ReadError> {
    approach(path)?;
    let damage = match whose(path).and_then(|()| file::read_only(path)) {
        Ok(records) => return Ok(Reading { records, damage: None }),
        Err(Trouble::Newer(version)) => return Err(ReadError::Newer(path.to_owned(), version)),
        Err(trouble) => trouble,
    };
    let records = salvage::read(path);
    match damage {
        // Somebody was stopped in the middle of writing; what they wrote is found beside it.
        Trouble::ReadOnly => Ok(Reading { records, damage: None }),
        Trouble::Damaged(reason) if !records.is_empty() => Ok(Reading { records, damage: Some(reason) }),
        Trouble::Foreign if !records.is_empty() => {
            Ok(Reading { records, damage: Some("another program's header".into()) })
        }
        Trouble::Damaged(_) | Trouble::Foreign => Err(ReadError::Foreign(path.to_owned())),
        trouble => Err(ReadError::refused(path, trouble)),
    }
}

/// Whether it is ours. SQLite takes a file that is cut shorter than its header for a new one.
pub(super) fn whose(path: &Path) -> Result<(), Trouble> {
    match fs::metadata(path) {
        Ok(metadata) if (1..SMALLEST).contains(&metadata.len()) => Err(Trouble::Damaged("cut short".into())),
        _ => file::peek(path),
    }
}

/// Whether there is a file at all.
pub(super) fn approach(path: &Path) -> Result<(), ReadError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => Err(ReadError::Foreign(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(ReadError::Missing(path.to_owned())),
        Err(error) => Err(ReadError::Refused(path.to_owned(), error.to_string())),
    }
}
