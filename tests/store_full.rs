//! A full disk: told, nothing lost, and saving resumes when there is room.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use seodang::{
    lang::Lang,
    store::{BackupError, Notice, Store, StoreError, backup_folder},
    study::Record,
};
use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
    process::Command,
};

fn record(n: usize) -> Record {
    Record {
        utc_ms: 1_795_341_072_000 + n as i64,
        offset_s: 32_400,
        kind: "noted".into(),
        item: format!("ecs/{n}"),
        revision: 3,
        payload: "메모".repeat(40),
    }
}

/// A disk of 96 KiB in memory, gone when dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None` where this user may not mount.
    fn mount() -> Option<SmallDisk> {
        let dir = tempfile::tempdir().unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=96k", "seodang"]).arg(dir.path()).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(SmallDisk(dir))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes what room is left. The kernel counts it per processor and may refuse the last of it for a while, so on all of
    /// them, and until nothing fits many times in a row.
    fn fill(&self) {
        let open = || File::options().append(true).create(true).open(self.path().join("ballast")).unwrap();
        let take = || {
            let mut ballast = open();
            let mut refused = 0;
            while refused < 200 {
                refused = if ballast.write(&[1; 4096]).is_ok() { 0 } else { refused + 1 };
            }
        };
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| (0..2 * processors).for_each(|_| drop(scope.spawn(take))));
    }

    fn free(&self) {
        let ballast = self.path().join("ballast");
        // Emptied first: a process that another test is just starting may hold it open for a moment.
        fs::write(&ballast, []).unwrap();
        fs::remove_file(ballast).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, for the same reason.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

/// Saves what is pending. The kernel may take a moment to see that there is room again.
#[track_caller]
fn saved(store: &mut Store) {
    let is_saved = (0..100).any(|_| {
        let is_saved = store.append(&[]).is_ok();
        if !is_saved {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        is_saved
    });
    assert!(is_saved && store.pending() == 0);
}

fn items(records: &[seodang::store::StoredRecord]) -> Vec<String> {
    records.iter().map(|stored| stored.record.item.clone()).collect()
}

fn expected(end: usize) -> Vec<String> {
    (0..end).map(|n| format!("ecs/{n}")).collect()
}

#[test]
fn a_disk_that_fills_up_loses_nothing() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    };
    let path = disk.path().join("progress.db");
    let mut store = Store::open(&path).store;
    let mut n = 0;
    let error = loop {
        let result = store.append(&[record(n)]);
        n += 1;
        assert!(n < 10_000);
        if let Err(error) = result {
            break error;
        }
    };
    assert_eq!(error, StoreError::Full { path: path.clone() });
    assert!(error.text(Lang::Ko).contains("가득") && error.text(Lang::En).contains("full"));
    // Another instance reads what is there meanwhile.
    assert_eq!(items(&Store::open(&path).records), expected(n - 1));
    disk.fill();
    assert!(store.append(&[record(n)]).is_err());
    assert_eq!(store.pending(), 2);
    drop(store);

    // The same with a file that is far from full.
    fs::remove_file(&path).unwrap();
    disk.free();
    let mut store = Store::open(&path).store;
    store.append(&[record(0)]).unwrap();
    for n in 1..30 {
        // On another processor there may be room again.
        disk.fill();
        let _ = store.append(&[record(n)]);
    }
    assert!(store.pending() > 0);
    disk.free();
    saved(&mut store);
    drop(store);
    let opened = Store::open(&path);
    assert_eq!(opened.notices, []);
    assert_eq!(items(&opened.records), expected(30));
}

#[test]
fn a_disk_full_from_the_start_is_told_and_used_when_there_is_room() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    };
    disk.fill();
    let path = disk.path().join("progress.db");
    let mut opened = Store::open(&path);
    assert_eq!(opened.notices, [Notice::NoRoom { path: path.clone() }]);
    let error = opened.store.append(&[record(0)]).unwrap_err();
    assert_eq!(error, StoreError::Unavailable(Notice::NoRoom { path: path.clone() }));
    disk.free();
    let _ = opened.store.append(&[record(1)]);
    saved(&mut opened.store);
    assert_eq!(opened.store.take_notices(), []);
    assert_eq!(items(&Store::open(&path).records), expected(2));
}

#[test]
fn a_damaged_file_on_a_full_disk_stays_in_place_until_there_is_room() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    };
    let path = disk.path().join("progress.db");
    Store::open(&path).store.append(&[record(0), record(1)]).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[..100].fill(0xff);
    fs::write(&path, &bytes).unwrap();
    disk.fill();
    let mut opened = Store::open(&path);
    assert!(
        matches!(opened.notices[..], [Notice::DamagedInPlace { records: 2, .. }]),
        "{:?}",
        opened.notices
    );
    assert_eq!(items(&opened.records), expected(2));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    disk.fill();
    assert!(opened.store.append(&[record(2)]).is_err());
    assert_eq!(fs::read(&path).unwrap(), bytes);
    disk.free();
    let _ = opened.store.append(&[record(3)]);
    saved(&mut opened.store);
    let notices = opened.store.take_notices();
    let [Notice::Damaged { kept, records: 2, .. }] = &notices[..] else { panic!("{notices:?}") };
    assert_eq!(fs::read(kept).unwrap(), bytes);
    assert_eq!(items(&Store::open(&path).records), expected(4));
}

#[test]
fn a_snapshot_and_a_copy_for_which_there_is_no_room_take_nothing_away() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    };
    let path = disk.path().join("progress.db");
    let evening = jiff::civil::date(2026, 11, 22).at(21, 0, 0, 0);
    let mut store = Store::open(&path).store;
    store.append(&[record(0), record(1)]).unwrap();
    let copy = store.back_up(evening).unwrap().unwrap();
    drop(store);
    let mut opened = Store::open_from_snapshot(&path, 1);
    assert_eq!(opened.store.keep_snapshot(1, b"two"), Ok(true));
    disk.fill();
    let mut opened = Store::open_from_snapshot(&path, 1);
    assert!(opened.store.keep_snapshot(1, &[7; 50_000]).is_err());
    let tomorrow = jiff::civil::date(2026, 11, 23).at(21, 0, 0, 0);
    fs::File::options().write(true).open(&path).unwrap().set_modified(later(&copy)).unwrap();
    let error = opened.store.back_up(tomorrow).unwrap_err();
    assert!(matches!(error, BackupError::NotWritten { .. }), "{error:?}");
    drop(opened);
    let names = fs::read_dir(backup_folder(&path)).unwrap().count();
    assert_eq!(names, 1, "nothing half-written is left");
    disk.free();
    let mut opened = Store::open_from_snapshot(&path, 1);
    assert_eq!((opened.snapshot.as_deref(), opened.records.len()), (Some(&b"two"[..]), 0));
    let made = (0..100).any(|_| opened.store.back_up(tomorrow).is_ok());
    assert!(made);
    assert_eq!(items(&Store::open(&path).records), expected(2));
}

/// A minute after `path` was written.
fn later(path: &Path) -> std::time::SystemTime {
    fs::metadata(path).unwrap().modified().unwrap() + std::time::Duration::from_secs(60)
}
