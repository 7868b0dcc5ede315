//! The progress file: what is recorded is there again, and every file that is not as it should be is told, kept, and
//! does not stop the learner.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use rusqlite::Connection;
use seodang::{
    store::{Notice, Opened, Store, StoreError},
    study::Record,
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicI64, Ordering},
};
use tempfile::TempDir;

fn home() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("progress.db");
    (dir, path)
}

/// A clock: every record is later than the one before, as ids follow it.
static UTC_MS: AtomicI64 = AtomicI64::new(1_795_341_072_000);

fn record(item: &str) -> Record {
    Record {
        utc_ms: UTC_MS.fetch_add(1, Ordering::Relaxed),
        offset_s: 32_400,
        kind: "answered".into(),
        item: item.into(),
        revision: 3,
        payload: r#"{"option":"b","메모":"사이드카"}"#.into(),
    }
}

fn append(store: &mut Store, items: &[&str]) {
    let records: Vec<Record> = items.iter().map(|item| record(item)).collect();
    store.append(&records).unwrap();
}

fn items(opened: &Opened) -> Vec<&str> {
    opened.records.iter().map(|stored| stored.record.item.as_str()).collect()
}

/// Overwrites the header, in place; gives the new bytes.
fn damage(path: &Path) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    bytes[..100].fill(0xff);
    fs::write(path, &bytes).unwrap();
    bytes
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[cfg(unix)]
fn is_root() -> bool {
    let (dir, _) = home();
    let closed = dir.path().join("closed");
    fs::create_dir(&closed).unwrap();
    set_read_only(&closed, true);
    let root = fs::write(closed.join("file"), "").is_ok();
    set_read_only(&closed, false);
    root
}

#[cfg(unix)]
fn set_read_only(path: &Path, read_only: bool) {
    use std::os::unix::fs::PermissionsExt as _;

    let mut permissions = fs::metadata(path).unwrap().permissions();
    let write = if read_only { 0 } else { 0o200 };
    permissions.set_mode(permissions.mode() & !0o222 | write);
    fs::set_permissions(path, permissions).unwrap();
}

#[test]
fn what_was_appended_is_there_again() {
    let (dir, path) = home();
    let mut opened = Store::open(&path);
    assert_eq!((opened.records.len(), opened.notices.len()), (0, 0));
    append(&mut opened.store, &["a", "b"]);
    append(&mut opened.store, &[]);
    let last = record("c");
    opened.store.append(std::slice::from_ref(&last)).unwrap();
    drop(opened);
    let opened = Store::open(&path);
    assert_eq!(opened.notices, []);
    assert_eq!(items(&opened), ["a", "b", "c"]);
    assert_eq!(opened.records[2].record, last);
    assert!(opened.records.is_sorted_by(|a, b| a.id < b.id));
    drop(opened);
    assert_eq!(names(dir.path()), ["progress.db"]);
}

#[test]
fn any_text_and_number_comes_back() {
    let (_dir, path) = home();
    let odd = Record {
        utc_ms: i64::MIN,
        offset_s: i32::MIN,
        kind: String::new(),
        item: "한\0글\u{1F9D1}".into(),
        revision: u32::MAX,
        payload: "메".repeat(100_000),
    };
    Store::open(&path).store.append(std::slice::from_ref(&odd)).unwrap();
    assert_eq!(Store::open(&path).records[0].record, odd);
}

#[test]
fn a_missing_directory_is_made_for_this_user_only() {
    let (dir, _) = home();
    // A question mark is in no name on Windows.
    let folder = if cfg!(windows) { "새 폴더/100% #1" } else { "새 폴더/100% #1?" };
    let path = dir.path().join(folder).join("progress.db");
    let mut opened = Store::open(&path);
    assert_eq!(opened.notices, []);
    append(&mut opened.store, &["a"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        assert_eq!(mode(&path), 0o600);
    }
    assert_eq!(items(&Store::open(&path)), ["a"]);
}

#[test]
fn two_instances_lose_nothing() {
    let (_dir, path) = home();
    let threads: Vec<_> = (0..2)
        .map(|instance| {
            let path = path.clone();
            std::thread::spawn(move || {
                let mut opened = Store::open(&path);
                for n in 0..100 {
                    opened.store.append(&[record(&format!("{instance}/{n}"))]).unwrap();
                }
                opened.notices
            })
        })
        .collect();
    for thread in threads {
        // Whoever comes second may see the file between its creation and its first page.
        let notices = thread.join().unwrap();
        assert!(notices.iter().all(|notice| matches!(notice, Notice::WasEmpty { .. })), "{notices:?}");
    }
    let opened = Store::open(&path);
    let mut found = items(&opened);
    found.sort_unstable();
    let mut expected: Vec<String> = (0..2).flat_map(|i| (0..100).map(move |n| format!("{i}/{n}"))).collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn garbage_is_kept_aside_and_never_overwritten() {
    let (dir, path) = home();
    for round in 1..=3 {
        let garbage = vec![round; 5000 * usize::from(round)];
        fs::write(&path, &garbage).unwrap();
        let mut opened = Store::open(&path);
        let [Notice::Damaged { kept, records: 0, .. }] = &opened.notices[..] else {
            panic!("{:?}", opened.notices)
        };
        assert_eq!(fs::read(kept).unwrap(), garbage);
        append(&mut opened.store, &["a"]);
        drop(opened);
        assert_eq!(items(&Store::open(&path)), ["a"]);
    }
    let kept = names(dir.path()).iter().filter(|name| name.starts_with("progress.db.damaged-")).count();
    assert_eq!(kept, 3);
}

#[test]
fn rows_of_a_damaged_file_are_saved_with_their_ids() {
    let (_dir, path) = home();
    let mut opened = Store::open(&path);
    append(&mut opened.store, &["a", "b", "c"]);
    drop(opened);
    let before = Store::open(&path).records;
    let bytes = damage(&path);
    let mut opened = Store::open(&path);
    let [Notice::Damaged { kept, records: 3, .. }] = &opened.notices[..] else {
        panic!("{:?}", opened.notices)
    };
    assert_eq!(fs::read(kept).unwrap(), bytes);
    assert_eq!(opened.records, before);
    append(&mut opened.store, &["d"]);
    assert_eq!(items(&Store::open(&path)), ["a", "b", "c", "d"]);
}

#[test]
fn an_empty_file_is_told() {
    let (_dir, path) = home();
    fs::write(&path, "").unwrap();
    let mut opened = Store::open(&path);
    assert_eq!(opened.notices, [Notice::WasEmpty { path: path.clone() }]);
    append(&mut opened.store, &["a"]);
    assert_eq!(items(&Store::open(&path)), ["a"]);
}

#[test]
fn the_journal_of_a_file_cut_to_nothing_is_searched_and_kept() {
    let (_dir, path) = home();
    let mut opened = Store::open(&path);
    append(&mut opened.store, &["a", "b"]);
    drop(opened);
    let pages = fs::read(&path).unwrap();
    let journal = path.with_file_name("progress.db-journal");
    fs::write(&path, "").unwrap();
    fs::write(&journal, &pages).unwrap();
    let opened = Store::open(&path);
    let [Notice::Damaged { kept, records: 2, .. }] = &opened.notices[..] else {
        panic!("{:?}", opened.notices)
    };
    assert_eq!(items(&opened), ["a", "b"]);
    assert_eq!(fs::read(format!("{}-journal", kept.display())).unwrap(), pages);
}

/// Everything in the directory stays as it is, byte for byte, and the session goes on without saving.
fn left_alone(path: &Path) -> Notice {
    let dir = path.parent().unwrap();
    let bytes = || -> Vec<_> {
        names(dir).iter().map(|name| (name.clone(), fs::read(dir.join(name)).unwrap())).collect()
    };
    let before = bytes();
    let mut opened = Store::open(path);
    assert_eq!(opened.records, []);
    assert!(!opened.store.saves());
    for _ in 0..2 {
        assert_eq!(opened.store.append(&[record("a")]), Err(StoreError::NotSaving { path: path.to_owned() }));
        assert_eq!(opened.store.pending(), 0);
    }
    let [notice] = &opened.notices[..] else { panic!("{:?}", opened.notices) };
    let notice = notice.clone();
    drop(opened);
    assert_eq!(bytes(), before);
    notice
}

#[test]
fn a_newer_file_is_left_alone_whatever_its_journal() {
    for mode in ["DELETE", "TRUNCATE", "PERSIST", "WAL"] {
        let (_dir, path) = home();
        append(&mut Store::open(&path).store, &["a"]);
        let newer = Connection::open(&path).unwrap();
        newer.execute_batch(&format!("PRAGMA user_version = 3; PRAGMA journal_mode = {mode}")).unwrap();
        newer.execute_batch("CREATE TABLE photos (n)").unwrap();
        assert_eq!(left_alone(&path), Notice::Newer { path: path.clone(), version: 3 }, "{mode}");
        drop(newer);
        assert_eq!(left_alone(&path), Notice::Newer { path: path.clone(), version: 3 }, "{mode}");
    }
}

#[test]
fn a_newer_file_cut_short_is_left_alone() {
    let (_dir, path) = home();
    append(&mut Store::open(&path).store, &["a"]);
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 7").unwrap();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 1000]).unwrap();
    assert_eq!(left_alone(&path), Notice::Newer { path: path.clone(), version: 7 });
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let (_dir, path) = home();
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE photos (name); INSERT INTO photos VALUES (1)")
        .unwrap();
    assert_eq!(left_alone(&path), Notice::Foreign { path: path.clone() });
}

#[test]
fn a_running_instance_follows_a_repair_by_another() {
    let (_dir, path) = home();
    let mut first = Store::open(&path).store;
    append(&mut first, &["a"]);
    damage(&path);
    let mut second = Store::open(&path);
    assert!(matches!(second.notices[..], [Notice::Damaged { records: 1, .. }]));
    append(&mut second.store, &["b"]);
    append(&mut first, &["c"]);
    assert_eq!(items(&Store::open(&path)), ["a", "b", "c"]);
}

#[test]
fn damage_during_a_session_is_repaired_and_told() {
    let (_dir, path) = home();
    let mut store = Store::open(&path).store;
    append(&mut store, &["a"]);
    damage(&path);
    append(&mut store, &["b"]);
    assert!(matches!(store.take_notices()[..], [Notice::Damaged { records: 1, .. }]));
    assert_eq!(store.take_notices(), []);
    assert_eq!(items(&Store::open(&path)), ["a", "b"]);
}

#[test]
fn what_cannot_be_saved_now_is_saved_when_the_way_is_clear() {
    let (dir, _) = home();
    let way = dir.path().join("way");
    let path = way.join("progress.db");
    fs::write(&way, "a file where the directory should be").unwrap();
    let mut opened = Store::open(&path);
    assert!(matches!(opened.notices[..], [Notice::Unusable { .. }]), "{:?}", opened.notices);
    let error = opened.store.append(&[record("a")]).unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(Notice::Unusable { .. })));
    assert_eq!(opened.store.pending(), 1);
    fs::remove_file(&way).unwrap();
    append(&mut opened.store, &["b"]);
    assert_eq!(opened.store.take_notices(), []);
    assert_eq!(items(&Store::open(&path)), ["a", "b"]);
}

#[test]
fn a_directory_in_place_of_the_file_is_told() {
    let (_dir, path) = home();
    fs::create_dir(&path).unwrap();
    let mut opened = Store::open(&path);
    assert!(matches!(opened.notices[..], [Notice::Unusable { .. }]), "{:?}", opened.notices);
    assert!(opened.store.append(&[record("a")]).is_err());
    fs::remove_dir(&path).unwrap();
    append(&mut opened.store, &[]);
    assert_eq!(items(&Store::open(&path)), ["a"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_directory_in_which_nobody_can_create_is_told() {
    for path in ["/proc/seodang/progress.db", "/proc/progress.db", "/dev/null"] {
        let mut opened = Store::open(Path::new(path));
        assert!(matches!(opened.notices[..], [Notice::Unusable { .. }]), "{path}: {:?}", opened.notices);
        assert!(opened.store.append(&[record("a")]).is_err());
        assert_eq!(opened.store.pending(), 1);
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_file_or_directory_is_read_and_told() {
    if is_root() {
        eprintln!("skipped: permissions do not bind the user who runs this test");
        return;
    }
    let (dir, path) = home();
    append(&mut Store::open(&path).store, &["a"]);
    for closed in [path.as_path(), dir.path()] {
        set_read_only(closed, true);
        let mut opened = Store::open(&path);
        assert_eq!(opened.notices, [Notice::ReadOnly { path: path.clone() }]);
        assert_eq!(opened.records[0].record.item, "a");
        let before = opened.records.len();
        assert!(opened.store.append(&[record("b")]).is_err());
        set_read_only(closed, false);
        append(&mut opened.store, &["c"]);
        assert_eq!(Store::open(&path).records.len(), before + 2);
    }
    damage(&path);
    set_read_only(dir.path(), true);
    let opened = Store::open(&path);
    assert!(
        matches!(opened.notices[..], [Notice::DamagedInPlace { records: 5, .. }]),
        "{:?}",
        opened.notices
    );
    assert_eq!(opened.records.len(), 5);
    set_read_only(dir.path(), false);
}

#[cfg(unix)]
#[test]
fn a_linked_file_stays_where_it_is() {
    let (dir, path) = home();
    let cloud = dir.path().join("cloud");
    fs::create_dir(&cloud).unwrap();
    append(&mut Store::open(&cloud.join("seodang.db")).store, &["a"]);
    std::os::unix::fs::symlink(cloud.join("seodang.db"), &path).unwrap();
    append(&mut Store::open(&path).store, &["b"]);
    damage(&path);
    let opened = Store::open(&path);
    assert!(
        matches!(&opened.notices[..], [Notice::Damaged { kept, .. }] if kept.starts_with(fs::canonicalize(&cloud).unwrap()))
    );
    assert_eq!(items(&opened), ["a", "b"]);
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
}
