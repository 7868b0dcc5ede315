//! Copies of the progress file, in the folder `backups` beside it.
//!
//! One a day, of which the newest seven stay and of the weeks before them four; and one before each change that a learner
//! may regret, which stays until they remove it. A copy has its name only once it is whole: every row of it has been read
//! and the disk has it. So a copy never takes the place of a better one because the file was damaged meanwhile.

use super::{
    aside,
    file::{self, Trouble},
};
use crate::lang::Lang;
use jiff::civil::{Date, DateTime};
use rusqlite::Connection;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
    time::Duration,
};

/// The newest copies that stay.
const DAYS: usize = 7;
/// The weeks before them of which the newest copy stays.
const WEEKS: usize = 4;
/// The folder.
const FOLDER: &str = "backups";
/// What a copy that is being made has at the end of its name, and when it is taken for forgotten.
const UNFINISHED: (&str, Duration) = (".unfinished-", Duration::from_secs(60 * 60));

/// A copy of the progress file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// The day of the learner's clock of which it is; `None` for one made before a change.
    pub day: Option<Date>,
    /// Where it is.
    pub path: PathBuf,
    /// How long it is.
    pub bytes: u64,
}

/// Why there is no copy. The progress file is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// The progress file is damaged; the next opening repairs it.
    #[error("{path} is damaged: {reason}")]
    Damaged {
        /// The progress file.
        path: PathBuf,
        /// How, in technical words.
        reason: String,
    },
    /// It could not be written.
    #[error("no copy in {folder}: {reason}")]
    NotWritten {
        /// The folder of the copies.
        folder: PathBuf,
        /// Why, in the words of the system.
        reason: String,
    },
}

impl BackupError {
    /// What happened, where, and what to do.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (BackupError::Damaged { path, reason }, Lang::Ko) => format!(
                "백업하다가 학습 기록 파일이 손상된 것을 찾았어요: {} ({reason}) 지금까지의 백업은 그대로예요. 서당을 다시 \
                 열면 읽을 수 있는 기록을 새 파일로 옮겨요.",
                path.display()
            ),
            (BackupError::Damaged { path, reason }, Lang::En) => format!(
                "While backing up, damage was found in the progress file {} ({reason}). The backups made so far are \
                 untouched. The next start moves every readable record to a new file.",
                path.display()
            ),
            (BackupError::NotWritten { folder, reason }, Lang::Ko) => format!(
                "학습 기록은 저장했지만 백업은 만들지 못했어요: {} ({reason}) 디스크 공간과 폴더 권한을 확인해 주세요. 다음에 \
                 다시 해 볼게요.",
                folder.display()
            ),
            (BackupError::NotWritten { folder, reason }, Lang::En) => format!(
                "Your progress is saved, but no backup could be made in {} ({reason}). Check the free space and the \
                 permissions of the folder; it is tried again next time.",
                folder.display()
            ),
        }
    }
}

/// The folder in which the copies of the progress file at `path` are.
#[must_use]
pub fn backup_folder(path: &Path) -> PathBuf {
    aside::directory(&aside::behind_link(path)).join(FOLDER)
}

/// The copies of the progress file at `path`: those made before a change, then those of days, each from the oldest.
#[must_use]
pub fn backups(path: &Path) -> Vec<Backup> {
    let (start, end) = name(path);
    let (start, before) = (format!("{start}-"), format!("{start}-before-"));
    let entries = fs::read_dir(backup_folder(path)).into_iter().flatten().flatten();
    let backup = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let day = name.strip_prefix(&start)?.strip_suffix(&end)?.parse().ok();
        let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        (day.is_some() || name.starts_with(&before) && name.ends_with(&end)).then(|| Backup {
            day,
            path: entry.path(),
            bytes: metadata.len(),
        })
    };
    let mut found: Vec<Backup> = entries.filter_map(backup).collect();
    found.sort();
    found
}

/// The name of a file, without its ending, and the ending with its dot.
fn name(path: &Path) -> (String, String) {
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let path = aside::behind_link(path);
    let ending = path.extension().map(|_| format!(".{}", text(path.extension())));
    (text(path.file_stem()), ending.unwrap_or_default())
}

/// Makes the copy of a day if there is none yet and something is new, and removes those that are no longer needed.
pub(super) fn daily(
    connection: &Connection,
    path: &Path,
    today: Date,
) -> Result<Option<PathBuf>, BackupError> {
    let copies: Vec<(Date, Backup)> =
        backups(path).into_iter().filter_map(|backup| Some((backup.day?, backup))).collect();
    if copies.iter().any(|(day, _)| *day == today) || !has_news(connection, path, &copies) {
        return Ok(None);
    }
    let (start, end) = name(path);
    let copy = make(connection, path, &format!("{start}-{today}{end}"))?;
    let days: Vec<Date> = copies.iter().map(|(day, _)| *day).chain([today]).collect();
    let gone = superseded(days, today);
    for (_, backup) in copies.iter().filter(|(day, _)| gone.contains(day)) {
        let _ = fs::remove_file(&backup.path);
    }
    Ok(Some(copy))
}

/// Makes a copy before `what` is done.
pub(super) fn before(
    connection: &Connection,
    path: &Path,
    what: &str,
    now: DateTime,
) -> Result<PathBuf, BackupError> {
    let (start, end) = name(path);
    let stamp = now.strftime("%Y%m%dT%H%M%S");
    let mut names = (1..).map(|n: u32| match n {
        1 => format!("{start}-before-{what}-{stamp}{end}"),
        n => format!("{start}-before-{what}-{stamp}-{n}{end}"),
    });
    let folder = backup_folder(path);
    let free = names.find(|name| fs::symlink_metadata(folder.join(name)).is_err()).unwrap_or_default();
    make(connection, path, &free)
}

/// Whether something was recorded since the newest copy was made.
fn has_news(connection: &Connection, path: &Path, copies: &[(Date, Backup)]) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let newest = copies.iter().filter_map(|(_, backup)| modified(&backup.path)).max();
    let is_newer = newest.is_none_or(|newest| modified(path).is_none_or(|file| file > newest));
    is_newer && !file::is_empty(connection)
}

/// Of the days that have a copy those whose copies go. Days to come, of a clock that was wrong, are left alone.
fn superseded(mut days: Vec<Date>, today: Date) -> Vec<Date> {
    days.retain(|day| *day <= today);
    days.sort_unstable_by(|a, b| b.cmp(a));
    let mut weeks = Vec::new();
    let goes = |day: &Date| {
        let week = day.iso_week_date();
        let week = (week.year(), week.week());
        let is_kept = weeks.len() < WEEKS && !weeks.contains(&week);
        weeks.push(week);
        weeks.dedup();
        !is_kept
    };
    days.into_iter().skip(DAYS).filter(goes).collect()
}

fn make(connection: &Connection, path: &Path, name: &str) -> Result<PathBuf, BackupError> {
    let folder = backup_folder(path);
    let not_written = |reason: String| BackupError::NotWritten { folder: folder.clone(), reason };
    let copy = folder.join(name);
    let new = folder.join(format!(".{name}{}{}", UNFINISHED.0, process::id()));
    let made = aside::make_directory(&copy)
        .and_then(|()| {
            let _ = fs::remove_file(&new);
            aside::make_file(&new)
        })
        .map_err(|error| not_written(error.to_string()))
        .and_then(|_| {
            remove_forgotten(&folder, &new);
            file::copy(connection, &new).map_err(|trouble| match trouble {
                Trouble::Damaged(reason) => BackupError::Damaged { path: path.to_owned(), reason },
                Trouble::Other(reason) => not_written(reason),
                trouble => not_written(format!("{trouble:?}")),
            })
        })
        .and_then(|()| finish(&new, &copy).map_err(|error| not_written(error.to_string())));
    if made.is_err() {
        let _ = fs::remove_file(&new);
    }
    made.map(|()| copy)
}

/// Gives a copy its name once the disk has it.
fn finish(new: &Path, copy: &Path) -> io::Result<()> {
    File::options().write(true).open(new)?.sync_all()?;
    fs::rename(new, copy)?;
    aside::flush_directory(copy);
    Ok(())
}

/// Whether it is a copy that was begun.
pub(super) fn is_unfinished(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(UNFINISHED.0))
}

/// Removes copies that a process began and did not finish, long before `new` was begun.
fn remove_forgotten(folder: &Path, new: &Path) {
    let modified = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let Some(now) = modified(new) else { return };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = modified(&entry.path()).and_then(|then| now.duration_since(then).ok());
        if is_unfinished(&entry.path()) && age.is_some_and(|age| age > UNFINISHED.1) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan as _;
    use proptest::prelude::*;

    /// The days kept when a copy was made on each of `days`.
    fn kept(days: &[Date]) -> Vec<Date> {
        let mut kept: Vec<Date> = Vec::new();
        for day in days {
            kept.push(*day);
            let gone = superseded(kept.clone(), *day);
            kept.retain(|day| !gone.contains(day));
        }
        kept
    }

    fn day(n: i32) -> Date {
        Date::constant(2026, 1, 1) + n.days()
    }

    #[test]
    fn seven_days_and_four_weeks_stay() {
        let days: Vec<Date> = (0..100).map(day).collect();
        let kept: Vec<String> = kept(&days).iter().map(ToString::to_string).collect();
        // 2026-04-10 is a Friday; the weeks end on Sundays.
        assert_eq!(
            kept,
            [
                "2026-03-15",
                "2026-03-22",
                "2026-03-29",
                "2026-04-03",
                "2026-04-04",
                "2026-04-05",
                "2026-04-06",
                "2026-04-07",
                "2026-04-08",
                "2026-04-09",
                "2026-04-10"
            ]
        );
    }

    #[test]
    fn days_to_come_are_left_alone() {
        let mut days: Vec<Date> = (0..10).map(day).collect();
        days.extend((0..20).map(|n| day(1000 + n)));
        let gone = superseded(days, day(9));
        assert!(gone.iter().all(|gone| *gone < day(9)), "{gone:?}");
    }

    proptest! {
        #[test]
        fn the_newest_stay_and_there_are_never_many(steps in prop::collection::vec(1i32..20, 1..80)) {
            let days: Vec<Date> = steps.iter().scan(0, |n, step| { *n += step; Some(day(*n)) }).collect();
            let kept = kept(&days);
            prop_assert!(kept.len() <= DAYS + WEEKS);
            prop_assert!(kept.ends_with(&days[days.len().saturating_sub(DAYS)..]));
            let full = days.len() >= (DAYS + 7 * WEEKS);
            prop_assert!(!full || kept.len() >= DAYS + WEEKS - 1, "{kept:?}");
        }
    }
}
