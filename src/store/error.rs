//! Why records could not be written, for the program and for the learner.

use super::{file::Trouble, notice::Notice};
use crate::lang::Lang;
use std::path::{Path, PathBuf};

/// Records could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk is full or the file has reached its limit.
    #[error("no room left for {path}")]
    Full {
        /// The progress file.
        path: PathBuf,
    },
    /// Another program is holding the file.
    #[error("{path} is held by another program")]
    Busy {
        /// The progress file.
        path: PathBuf,
    },
    /// The system refused to write: a quota, a failing disk, a permission that changed.
    #[error("cannot write {path}: {reason}")]
    Refused {
        /// The progress file.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: String,
    },
    /// The file still cannot be opened for writing.
    #[error("{}", .0.text(Lang::En))]
    Unavailable(Notice),
    /// The file is not ours to write, and nothing is saved in this session; the opening said why.
    #[error("nothing is saved to {path} in this session")]
    NotSaving {
        /// The progress file.
        path: PathBuf,
    },
    /// The platform knows no data directory for this user.
    #[error("no home directory, so there is no place for the progress file")]
    NoDataDirectory,
}

impl StoreError {
    pub(super) fn new(trouble: Trouble, path: &Path) -> StoreError {
        let path = path.to_owned();
        match trouble {
            Trouble::Full => StoreError::Full { path },
            Trouble::Busy => StoreError::Busy { path },
            Trouble::ReadOnly => StoreError::Unavailable(Notice::ReadOnly { path }),
            Trouble::Newer(version) => StoreError::Unavailable(Notice::Newer { path, version }),
            Trouble::Foreign => StoreError::Unavailable(Notice::Foreign { path }),
            Trouble::Damaged(reason) | Trouble::Other(reason) => StoreError::Refused { path, reason },
        }
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
            StoreError::Full { path } => format!(
                "디스크가 가득 차서 저장하지 못했어요: {} 공간을 비우면 다음 답과 함께 저장해요.",
                path.display()
            ),
            StoreError::Busy { path } => format!(
                "다른 프로그램이 학습 기록 파일을 붙잡고 있어 저장하지 못했어요: {} 다음 답과 함께 다시 저장해 볼게요.",
                path.display()
            ),
            StoreError::Refused { path, reason } => format!(
                "저장하지 못했어요: {} ({reason}) 디스크 할당량과 상태를 확인해 주세요. 다음 답과 함께 다시 저장해 볼게요.",
                path.display()
            ),
            StoreError::Unavailable(notice) => notice.text(Lang::Ko),
            StoreError::NotSaving { path } => {
                format!("이번에 공부한 것은 저장되지 않아요: {}", path.display())
            }
            StoreError::NoDataDirectory => {
                "홈 디렉터리를 찾지 못해 진도를 저장할 곳이 없어요. HOME 환경 변수를 확인해 주세요.".into()
            }
        }
    }

    fn english(&self) -> String {
        match self {
            StoreError::Full { path } => format!(
                "Not saved: the disk is full ({}). Make some room; it is saved with your next answer.",
                path.display()
            ),
            StoreError::Busy { path } => format!(
                "Not saved: another program is holding {}. It is tried again with your next answer.",
                path.display()
            ),
            StoreError::Refused { path, reason } => format!(
                "Not saved: {} ({reason}). Check the disk and its quota; it is tried again with your next answer.",
                path.display()
            ),
            StoreError::Unavailable(notice) => notice.text(Lang::En),
            StoreError::NotSaving { path } => {
                format!("What you do in this session is not saved: {}", path.display())
            }
            StoreError::NoDataDirectory => {
                "There is no home directory, so progress has nowhere to go. Check the HOME variable.".into()
            }
        }
    }
}
