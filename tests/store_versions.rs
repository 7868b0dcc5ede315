//! A file of every version that was ever released is brought to this one, and loses nothing.
//!
//! `tests/fixtures/progress-vN.db` was written by the last program whose files had version N. A new migration brings the
//! file of the version before it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rusqlite::Connection;
use seodang::{
    store::{self, Store},
    study::{Record, progress::FOLD_VERSION},
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// What they hold.
fn records() -> Vec<Record> {
    let record = |n: i64, kind: &str, item: &str, revision: u32, payload: &str| Record {
        utc_ms: 1_795_341_072_000 + n * 60_000,
        offset_s: 32_400,
        kind: kind.into(),
        item: item.into(),
        revision,
        payload: payload.into(),
    };
    vec![
        record(0, "setting", "lang", 0, r#""ko""#),
        record(1, "page-read", "ecs#cluster", 0, ""),
        record(1, "position", "ecs", 0, r#"{"page":"roles","block":2}"#),
        record(2, "quiz-started", "ecs", 0, r#"{"seed":18446744073709551615,"questions":["a","b"]}"#),
        record(
            3,
            "answered",
            "a",
            3,
            r#"{"response":{"chosen":["x"]},"correct":true,"quiz":18446744073709551615,"took_ms":900,"lang":"ko"}"#,
        ),
        record(
            4,
            "answered",
            "b",
            1,
            r#"{"response":{"typed":"한글\u0000\n\""},"correct":false,"quiz":18446744073709551615}"#,
        ),
        record(5, "한\0글", "가\u{1F9D1}", u32::MAX, "not JSON, \"quoted\", 한글"),
    ]
}

fn version(path: &Path) -> i32 {
    let connection = Connection::open(path).unwrap();
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

/// A copy of every file, with its version.
fn fixtures() -> Vec<(i32, TempDir, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let copy = |version: i32| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("progress.db");
        fs::copy(folder.join(format!("progress-v{version}.db")), &path).ok()?;
        Some((version, dir, path))
    };
    (1..).map_while(copy).collect()
}

#[test]
fn there_is_one_of_every_older_version() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("progress.db");
    drop(Store::open(&path));
    let versions: Vec<i32> = fixtures().iter().map(|(version, ..)| *version).collect();
    assert_eq!(versions, (1..version(&path)).collect::<Vec<i32>>());
}

#[test]
fn every_older_file_is_upgraded_and_loses_nothing() {
    for (old, dir, path) in fixtures() {
        let original = fs::read(&path).unwrap();
        assert_eq!(version(&path), old);
        let before = store::read(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), original, "read only");
        let mut opened = Store::open_from_snapshot(&path, FOLD_VERSION);
        assert_eq!((opened.notices.len(), opened.snapshot.is_none()), (0, true));
        let found: Vec<Record> = opened.records.iter().map(|stored| stored.record.clone()).collect();
        assert_eq!(found, records());
        assert_eq!(before.records, opened.records);
        assert_eq!(opened.store.keep_snapshot(FOLD_VERSION, b"folded"), Ok(true));
        opened.store.append(&records()[..1]).unwrap();
        drop(opened);
        assert!(version(&path) > old);
        let opened = Store::open_from_snapshot(&path, FOLD_VERSION);
        assert_eq!((opened.snapshot.as_deref(), opened.records.len()), (Some(&b"folded"[..]), 1));
        drop(opened);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}

#[test]
fn an_older_file_that_is_damaged_is_repaired() {
    for (_, _dir, path) in fixtures() {
        let mut bytes = fs::read(&path).unwrap();
        bytes[..100].fill(0xff);
        fs::write(&path, bytes).unwrap();
        let opened = Store::open_from_snapshot(&path, FOLD_VERSION);
        assert_eq!(opened.notices.len(), 1);
        assert_eq!(opened.records.len(), records().len());
    }
}

/// The bytes of a file that may not be written are read as they are.
#[cfg(unix)]
#[test]
fn an_older_file_that_may_only_be_read_is_read() {
    use std::os::unix::fs::PermissionsExt as _;
    for (old, dir, path) in fixtures() {
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o500)).unwrap();
        let opened = Store::open_from_snapshot(&path, FOLD_VERSION);
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(opened.records.len(), records().len());
        // Permissions do not bind everybody.
        if version(&path) == old {
            assert!(matches!(opened.notices[..], [store::Notice::ReadOnly { .. }]), "{:?}", opened.notices);
        }
    }
}
