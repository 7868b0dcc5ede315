//! Copies of the progress file: one a day, whole, few, and never in the way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::{
    ToSpan as _,
    civil::{DateTime, date},
};
use rusqlite::Connection;
use seodang::{
    lang::Lang,
    store::{BackupError, Notice, Store, backup_folder, backups},
    study::Record,
};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};
use tempfile::TempDir;

fn home() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let path = dir.path().join("progress.db");
    (dir, path)
}

fn record(n: i64) -> Record {
    Record {
        utc_ms: 1_795_341_072_000 + n,
        offset_s: 32_400,
        kind: "answered".into(),
        item: format!("ecs/{n}"),
        revision: 3,
        payload: r#"{"response":"dont-know","correct":false}"#.into(),
    }
}

/// Nine in the evening of the `n`th day.
fn evening(n: i32) -> DateTime {
    date(2026, 11, 22).at(21, 0, 0, 0) + n.days()
}

/// A session on the `n`th day, in which something is learned.
fn day(path: &Path, n: i32) -> Option<PathBuf> {
    let mut store = Store::open(path).store;
    store.append(&[record(n.into())]).unwrap();
    // The copy of the day before is older than what was just written, whatever the clock of the file system can tell.
    for backup in backups(path) {
        let file = File::options().write(true).open(&backup.path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(n as u64)).unwrap();
    }
    store.back_up(evening(n)).unwrap()
}

fn names(path: &Path) -> Vec<String> {
    let names = backups(path).into_iter().map(|backup| backup.path.file_name().unwrap().to_owned());
    names.map(|name| name.into_string().unwrap()).collect()
}

#[test]
fn each_day_has_a_copy_that_opens() {
    let (_dir, path) = home();
    assert_eq!(Store::open(&path).store.back_up(evening(0)), Ok(None), "nothing to keep yet");
    let copy = day(&path, 0).unwrap();
    assert_eq!(copy, backup_folder(&path).join("progress-2026-11-22.db"));
    assert_eq!(Store::open(&path).store.back_up(evening(0)), Ok(None), "once a day");
    assert_eq!(Store::open(&path).store.back_up(evening(1)), Ok(None), "nothing new");
    day(&path, 2).unwrap();
    assert_eq!(names(&path), ["progress-2026-11-22.db", "progress-2026-11-24.db"]);
    let all = Store::open(&path).records;
    // As the README says it.
    fs::copy(backup_folder(&path).join("progress-2026-11-24.db"), &path).unwrap();
    let opened = Store::open(&path);
    assert_eq!((opened.records, opened.notices), (all, vec![]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&copy), mode(copy.parent().unwrap())), (0o600, 0o700));
    }
}

#[test]
fn there_are_never_many() {
    let (_dir, path) = home();
    for n in 0..60 {
        day(&path, n).unwrap();
    }
    assert_eq!(names(&path).len(), 11);
    assert_eq!(fs::read_dir(backup_folder(&path)).unwrap().count(), 11);
    assert_eq!(names(&path).last().unwrap(), "progress-2027-01-20.db");
}

#[test]
fn copies_of_other_files_are_their_own() {
    let (dir, path) = home();
    let other = dir.path().join("work.db");
    day(&other, 0).unwrap();
    day(&path, 0).unwrap();
    fs::write(backup_folder(&path).join("progress-of-mine.db"), "").unwrap();
    assert_eq!(names(&path), ["progress-2026-11-22.db"]);
    assert_eq!(names(&other), ["work-2026-11-22.db"]);
}

#[test]
fn a_copy_before_a_change_stays() {
    let (_dir, path) = home();
    let mut store = Store::open(&path).store;
    store.append(&[record(0)]).unwrap();
    let first = store.back_up_before("reset", evening(0)).unwrap();
    let second = store.back_up_before("reset", evening(0)).unwrap();
    for n in 0..60 {
        day(&path, n);
    }
    assert!(first.is_file() && second.is_file() && first != second);
    assert_eq!(names(&path)[0], "progress-before-reset-20261122T210000-2.db");
    assert_eq!(Store::open(&second).records.len(), 1);
}

#[cfg(unix)]
#[test]
fn copies_are_beside_the_file_that_a_link_leads_to() {
    let (dir, path) = home();
    let cloud = dir.path().join("cloud");
    fs::create_dir(&cloud).unwrap();
    std::os::unix::fs::symlink(cloud.join("mine.db"), &path).unwrap();
    fs::write(cloud.join("mine.db"), "").unwrap();
    let copy = day(&path, 0).unwrap();
    assert_eq!(copy, fs::canonicalize(cloud).unwrap().join("backups/mine-2026-11-22.db"));
}

#[test]
fn damage_that_a_snapshot_hides_is_found_and_the_copies_stay() {
    let (_dir, path) = home();
    let mut store = Store::open(&path).store;
    store.append(&(0..100).map(record).collect::<Vec<_>>()).unwrap();
    drop(store);
    let mut opened = Store::open(&path);
    opened.store.keep_snapshot(1, b"folded").unwrap();
    let copy = opened.store.back_up(evening(0)).unwrap().unwrap();
    let good = fs::read(&copy).unwrap();
    drop(opened);
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(6).position(|window| window == b"ecs/42").unwrap();
    bytes[at] = b'x';
    fs::write(&path, bytes).unwrap();
    let mut opened = Store::open_from_snapshot(&path, 1);
    assert_eq!((opened.notices.len(), opened.records.len()), (0, 0));
    opened.store.append(&[record(100)]).unwrap();
    let error = opened.store.back_up(evening(1)).unwrap_err();
    assert!(matches!(error, BackupError::Damaged { .. }), "{error:?}");
    drop(opened);
    assert_eq!(fs::read_dir(backup_folder(&path)).unwrap().count(), 1);
    assert_eq!(fs::read(&copy).unwrap(), good);
    let opened = Store::open_from_snapshot(&path, 1);
    assert!(matches!(opened.notices[..], [Notice::Damaged { records: 100, .. }]), "{:?}", opened.notices);
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let (dir, path) = home();
    fs::write(dir.path().join("backups"), "a file where the folder should be").unwrap();
    let mut store = Store::open(&path).store;
    store.append(&[record(0)]).unwrap();
    let error = store.back_up(evening(0)).unwrap_err();
    let BackupError::NotWritten { folder, .. } = &error else { panic!("{error:?}") };
    assert_eq!(*folder, dir.path().join("backups"));
    for lang in Lang::ALL {
        let text = error.text(lang);
        assert!(text.contains("backups") && !text.contains("  ") && !text.contains('\n'), "{text}");
        assert_eq!(lang == Lang::Ko, text.contains("요"), "{text}");
    }
    store.append(&[record(1)]).unwrap();
    assert!(store.back_up_before("reset", evening(0)).is_err());
}

#[test]
fn what_was_begun_long_ago_and_not_finished_goes() {
    let (_dir, path) = home();
    day(&path, 0).unwrap();
    let folder = backup_folder(&path);
    for (name, age) in [("old", 7200), ("new", 60)] {
        let path = folder.join(format!(".{name}.db.unfinished-1"));
        let file = File::create(path).unwrap();
        file.set_modified(fs::metadata(&folder).unwrap().modified().unwrap() - Duration::from_secs(age))
            .unwrap();
    }
    day(&path, 1).unwrap();
    let hidden: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(hidden, [".new.db.unfinished-1"]);
}

#[test]
fn a_copy_is_made_while_another_instance_has_the_file_open() {
    let (_dir, path) = home();
    day(&path, 0).unwrap();
    let mut other = Store::open(&path).store;
    assert!(day(&path, 1).is_some());
    other.append(&[record(5)]).unwrap();
    // Held by a writer for too long, it is tried another day.
    let mut held = Store::open(&path).store;
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert!(!matches!(held.back_up(evening(2)), Ok(Some(_))));
    writer.execute_batch("ROLLBACK").unwrap();
}
