//! What can go wrong with the journal of a class, for the program and for the teacher.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{class::JoinCode, lang::Lang, store::file::Trouble};

/// A journal could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// There is no room with this code.
    #[error("no room {code} in {folder}")]
    Missing {
        /// Where rooms are.
        folder: PathBuf,
        /// The code that was asked for.
        code: JoinCode,
    },
    /// A room with this code is there already.
    #[error("room {code} is there already")]
    Taken {
        /// Its code.
        code: JoinCode,
    },
    /// Another process has it: its class is going on.
    #[error("room {code} is in use")]
    InUse {
        /// Its code.
        code: JoinCode,
    },
    /// What is in the file is not what was written.
    #[error("{path} is damaged: {reason}")]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// What is wrong in it.
        reason: String,
    },
    /// It was made by a newer version.
    #[error("{path} was made by a newer version")]
    Newer {
        /// The journal.
        path: PathBuf,
    },
    /// It is no journal.
    #[error("{path} is no journal of a class")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("no room left for {path}")]
    Full {
        /// The journal.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot use {path}: {reason}")]
    Refused {
        /// The journal.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: String,
    },
}

impl JournalError {
    pub(super) fn new(trouble: Trouble, path: &Path) -> JournalError {
        let path = path.to_owned();
        match trouble {
            Trouble::Damaged(reason) => JournalError::Damaged { path, reason },
            Trouble::Newer(_) => JournalError::Newer { path },
            Trouble::Foreign => JournalError::Foreign { path },
            Trouble::Full => JournalError::Full { path },
            Trouble::Busy => JournalError::Refused { path, reason: "locked".to_owned() },
            Trouble::ReadOnly => JournalError::Refused { path, reason: "read-only".to_owned() },
            Trouble::Other(reason) => JournalError::Refused { path, reason },
        }
    }

    pub(super) fn refused(path: &Path, error: &io::Error) -> JournalError {
        JournalError::Refused { path: path.to_owned(), reason: error.to_string() }
    }

    /// One or two sentences in `lang`: what happened, where, what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Ko => self.korean(),
            Lang::En => self.english(),
        }
    }

    fn korean(&self) -> String {
        match self {
            JournalError::Missing { folder, code } => {
                format!(
                    "{code} 수업이 {}에 없어요. 있는 수업은 seodang class list로 볼 수 있어요.",
                    folder.display()
                )
            }
            JournalError::Taken { code } => {
                format!("{code} 수업이 이미 있어요. 이어서 하려면: seodang class resume {code}")
            }
            JournalError::InUse { code } => {
                format!("{code} 수업은 다른 창에서 하고 있어요. 그 창을 먼저 끝내 주세요.")
            }
            JournalError::Damaged { path, reason } => format!(
                "수업 기록이 손상됐어요: {} ({reason}) 파일은 그대로 두었어요. 백업이 있으면 바꿔 넣어 주세요.",
                path.display()
            ),
            JournalError::Newer { path } => format!(
                "더 새로운 seodang이 만든 수업 기록이에요: {} seodang을 업데이트해 주세요.",
                path.display()
            ),
            JournalError::Foreign { path } => {
                format!("수업 기록이 아니에요: {} 파일을 건드리지 않았어요.", path.display())
            }
            JournalError::Full { path } => {
                format!("디스크가 가득 찼어요: {} 공간을 비우면 수업이 이어져요.", path.display())
            }
            JournalError::Refused { path, reason } => {
                format!(
                    "수업 기록을 쓸 수 없어요: {} ({reason}) 권한과 디스크를 확인해 주세요.",
                    path.display()
                )
            }
        }
    }

    fn english(&self) -> String {
        match self {
            JournalError::Missing { folder, code } => format!(
                "There is no class {code} in {}. To see those there are: seodang class list",
                folder.display()
            ),
            JournalError::Taken { code } => {
                format!("Class {code} is there already. To go on with it: seodang class resume {code}")
            }
            JournalError::InUse { code } => {
                format!("Class {code} is going on in another window. End it there first.")
            }
            JournalError::Damaged { path, reason } => format!(
                "The record of the class is damaged: {} ({reason}). The file was left as it is; put a copy in its place if you have one.",
                path.display()
            ),
            JournalError::Newer { path } => {
                format!("{} was made by a newer seodang. Update seodang to open it.", path.display())
            }
            JournalError::Foreign { path } => {
                format!("{} is not the record of a class. It was not touched.", path.display())
            }
            JournalError::Full { path } => {
                format!("The disk is full ({}). Make some room; the class goes on then.", path.display())
            }
            JournalError::Refused { path, reason } => format!(
                "The record of the class cannot be used: {} ({reason}). Check the disk and its permissions.",
                path.display()
            ),
        }
    }
}
