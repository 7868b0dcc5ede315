//! What happened to the progress file, for the learner: what, where, and what to do.

use super::schema::VERSION;
use crate::lang::Lang;
use std::path::PathBuf;

/// Something about the progress file that the learner should know. Learning goes on after each of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file was damaged. A new one with every readable record has taken its place.
    Damaged {
        /// The progress file.
        path: PathBuf,
        /// Where its old bytes are now; side files are there under the same name with their endings.
        kept: PathBuf,
        /// How many records were saved from it.
        records: usize,
    },
    /// The file is damaged and could not be replaced; it is left as it is. Nothing is saved for now.
    DamagedInPlace {
        /// The progress file.
        path: PathBuf,
        /// How many records could be read.
        records: usize,
        /// Why it could not be replaced, in the words of the system.
        reason: String,
    },
    /// The file was there, without a single byte.
    WasEmpty {
        /// The progress file.
        path: PathBuf,
    },
    /// The file was made by a newer version of the program and is left alone. Nothing is saved.
    Newer {
        /// The progress file.
        path: PathBuf,
        /// Version of the file.
        version: i32,
    },
    /// The file is the database of another program and is left alone. Nothing is saved.
    Foreign {
        /// The progress file.
        path: PathBuf,
    },
    /// The file, or its directory, may only be read. Nothing is saved for now.
    ReadOnly {
        /// The progress file.
        path: PathBuf,
    },
    /// Another program has held the file too long. Nothing is saved for now.
    Busy {
        /// The progress file.
        path: PathBuf,
    },
    /// There is no room on the disk for the file. Nothing is saved for now.
    NoRoom {
        /// The progress file.
        path: PathBuf,
    },
    /// The file can neither be opened nor made. Nothing is saved for now.
    Unusable {
        /// The progress file.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: String,
    },
}

impl Notice {
    /// Two or three sentences in `lang`: what happened, where, what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Ko => self.korean(),
            Lang::En => self.english(),
        }
    }

    fn korean(&self) -> String {
        match self {
            Notice::Damaged { path, kept, records } => format!(
                "학습 기록 파일이 손상되어 있어서 기록 {records}개를 살려 새 파일에 옮겼어요. 손상된 파일은 지우지 않고 \
                 남겨 두었어요: {} 그대로 공부하면 돼요. 빠진 기록이 있으면 백업해 둔 파일을 {} 자리에 넣어 주세요.",
                kept.display(),
                path.display()
            ),
            Notice::DamagedInPlace { path, records, reason } => format!(
                "학습 기록 파일이 손상되었는데 새 파일로 바꾸지 못했어요: {} ({reason}) 읽을 수 있는 기록 {records}개로 \
                 이어 가지만 지금은 저장되지 않아요. 디스크 공간과 폴더 권한을 확인해 주세요. 고쳐지면 바로 저장해요.",
                path.display()
            ),
            Notice::WasEmpty { path } => format!(
                "학습 기록 파일이 비어 있어서 처음부터 시작해요: {} 전에 공부한 기록이 있었다면 백업해 둔 파일을 이 자리에 \
                 넣어 주세요.",
                path.display()
            ),
            Notice::Newer { path, version } => format!(
                "더 새로운 서당이 만든 학습 기록 파일이라 열지 않고 그대로 두었어요: {} (파일 버전 {version}, 이 서당은 \
                 {VERSION}까지) 이번에 공부한 것은 저장되지 않아요. 서당을 새 버전으로 올려 주세요.",
                path.display()
            ),
            Notice::Foreign { path } => format!(
                "학습 기록 파일 자리에 다른 프로그램의 데이터베이스가 있어서 그대로 두었어요: {} 이번에 공부한 것은 저장되지 \
                 않아요. 그 파일을 다른 곳으로 옮긴 뒤 서당을 다시 열어 주세요.",
                path.display()
            ),
            Notice::ReadOnly { path } => format!(
                "학습 기록 파일에 쓸 권한이 없어요: {} 지난 기록은 읽었지만 지금 공부하는 것은 저장되지 않아요. 파일과 폴더의 \
                 쓰기 권한을 확인해 주세요. 고쳐지면 바로 저장해요.",
                path.display()
            ),
            Notice::Busy { path } => format!(
                "다른 프로그램이 학습 기록 파일을 붙잡고 있어요: {} 지금은 저장되지 않아요. 그 프로그램을 닫으면 다음 답부터 \
                 모두 저장해요.",
                path.display()
            ),
            Notice::NoRoom { path } => format!(
                "디스크가 가득 차서 학습 기록 파일을 만들지 못했어요: {} 지금은 저장되지 않아요. 공간을 비우면 다음 답부터 모두 \
                 저장해요.",
                path.display()
            ),
            Notice::Unusable { path, reason } => format!(
                "학습 기록 파일을 쓸 수 없어요: {} ({reason}) 지금은 저장되지 않아요. 그 자리와 권한을 확인해 주세요. 고쳐지면 \
                 바로 저장해요.",
                path.display()
            ),
        }
    }

    fn english(&self) -> String {
        match self {
            Notice::Damaged { path, kept, records } => format!(
                "The progress file was damaged. Records saved into a new file: {records}. The damaged file is kept at \
                 {}. You can simply go on; if something is missing, put a backup in place of {}.",
                kept.display(),
                path.display()
            ),
            Notice::DamagedInPlace { path, records, reason } => format!(
                "The progress file {} is damaged and could not be replaced ({reason}). You go on with the records that \
                 could be read ({records}), but nothing is saved for now. Check the free space and the permissions of \
                 the folder; saving resumes by itself.",
                path.display()
            ),
            Notice::WasEmpty { path } => format!(
                "The progress file {} was empty, so you start from the beginning. If you had progress, put a backup in \
                 its place.",
                path.display()
            ),
            Notice::Newer { path, version } => format!(
                "The progress file {} was made by a newer Seodang (file version {version}, this one knows up to \
                 {VERSION}) and is left untouched. Nothing is saved in this session. Please update Seodang.",
                path.display()
            ),
            Notice::Foreign { path } => format!(
                "{} is the database of another program and is left untouched. Nothing is saved in this session. Move \
                 that file elsewhere and start Seodang again.",
                path.display()
            ),
            Notice::ReadOnly { path } => format!(
                "The progress file {} cannot be written. What you did before was read, but nothing is saved for \
                 now. Check that you may write to the file and its folder; saving resumes by itself.",
                path.display()
            ),
            Notice::Busy { path } => format!(
                "Another program is holding the progress file {}. Nothing is saved for now. Once it lets go, \
                 everything is saved with your next answer.",
                path.display()
            ),
            Notice::NoRoom { path } => format!(
                "The disk is full, so the progress file {} could not be made. Nothing is saved for now. Once there is \
                 room, everything is saved with your next answer.",
                path.display()
            ),
            Notice::Unusable { path, reason } => format!(
                "The progress file {} cannot be used ({reason}). Nothing is saved for now. Check what is there and its \
                 permissions; saving resumes by itself.",
                path.display()
            ),
        }
    }
}
