//! A snapshot spares reading what it covers, and changes nothing else: whatever happens to it, progress is what all
//! records together say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use rusqlite::Connection;
use seodang::{
    store::{Notice, Opened, Store, StoredRecord},
    study::{
        Progress, Record,
        progress::{FOLD_VERSION, kind},
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// In memory where there is a place for it: nothing here depends on the disk, and there are thousands of files.
fn home() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let path = dir.path().join("progress.db");
    (dir, path)
}

fn record(n: i64) -> Record {
    Record {
        utc_ms: 1_795_341_072_000 + n,
        offset_s: 32_400,
        kind: kind::ANSWERED.into(),
        item: format!("ecs/{}", n % 7),
        revision: 3,
        payload: format!(r#"{{"response":{{"typed":"{n}"}},"correct":{}}}"#, n % 3 == 0),
    }
}

fn records(numbers: std::ops::Range<i64>) -> Vec<Record> {
    numbers.map(record).collect()
}

fn plain(stored: &[StoredRecord]) -> Vec<Record> {
    stored.iter().map(|stored| stored.record.clone()).collect()
}

/// Folds what an opening gave, as a session does.
fn folded(opened: &Opened) -> Progress {
    let records = plain(&opened.records);
    let from_snapshot = opened.snapshot.as_ref().and_then(|bytes| Progress::from_snapshot(bytes, &records));
    from_snapshot.unwrap_or_else(|| {
        let all = opened.store.read_all().unwrap();
        Progress::from_records(all.iter().map(|stored| &stored.record))
    })
}

/// A session that appends `records` and keeps a snapshot of what it had read.
fn session(path: &Path, records: &[Record]) {
    let mut opened = Store::open_from_snapshot(path, FOLD_VERSION);
    let bytes = folded(&opened).to_snapshot();
    opened.store.append(records).unwrap();
    // There is none while something is taken back that is not there.
    if let Some(bytes) = bytes {
        opened.store.keep_snapshot(FOLD_VERSION, &bytes).unwrap();
    }
}

/// The file opened with its snapshot says what the whole file says; gives how many records were read.
#[track_caller]
fn sound(path: &Path) -> usize {
    let opened = Store::open_from_snapshot(path, FOLD_VERSION);
    assert_eq!(opened.notices, []);
    let all = Store::open(path);
    assert_eq!(all.snapshot, None);
    assert_eq!(folded(&opened), folded(&all));
    assert!(all.records.ends_with(&opened.records));
    opened.records.len()
}

/// A file of ten records of which seven are covered.
fn covered() -> (TempDir, PathBuf) {
    let (dir, path) = home();
    session(&path, &records(0..7));
    session(&path, &records(7..10));
    assert_eq!(sound(&path), 3);
    (dir, path)
}

fn sql(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn only_what_comes_after_it_is_read() {
    let (_dir, path) = covered();
    session(&path, &records(10..11));
    assert_eq!(sound(&path), 1);
    let all = Store::open(&path).records;
    assert_eq!(plain(&all), records(0..11));
    assert_eq!(Store::open_from_snapshot(&path, FOLD_VERSION).store.read_all().unwrap(), all);
}

#[test]
fn an_empty_file_has_none() {
    let (_dir, path) = home();
    let mut opened = Store::open_from_snapshot(&path, FOLD_VERSION);
    assert!(!opened.is_worth_a_snapshot());
    assert_eq!(opened.store.keep_snapshot(FOLD_VERSION, b"nothing"), Ok(false));
    assert_eq!(sound(&path), 0);
}

#[test]
fn another_version_of_the_fold_reads_everything() {
    let (_dir, path) = covered();
    let opened = Store::open_from_snapshot(&path, FOLD_VERSION + 1);
    assert_eq!((opened.snapshot.is_none(), opened.records.len()), (true, 10));
    drop(opened);
    assert_eq!(sound(&path), 3);
}

#[test]
fn one_that_is_not_whole_is_ignored() {
    for change in [
        "UPDATE snapshot SET payload = zeroblob(3)",
        "UPDATE snapshot SET checksum = checksum + 1",
        "UPDATE snapshot SET up_to = (SELECT min(id) FROM events)",
        "UPDATE snapshot SET up_to = x'ff'",
        "DELETE FROM snapshot",
    ] {
        let (_dir, path) = covered();
        sql(&path, change);
        // An id of another length cannot be read at all.
        let opened = Store::open_from_snapshot(&path, FOLD_VERSION);
        assert_eq!((opened.snapshot.is_none(), plain(&opened.records)), (true, records(0..10)), "{change}");
    }
}

#[test]
fn bytes_that_are_no_snapshot_are_refused() {
    let bytes = Progress::from_records(&records(0..9)).to_snapshot().unwrap();
    assert!(Progress::from_snapshot(&bytes, []).is_some());
    assert!(Progress::from_snapshot(&bytes[..bytes.len() - 1], []).is_none());
    assert!(Progress::from_snapshot(&[&bytes[..], b"x"].concat(), []).is_none());
}

#[test]
fn a_record_that_comes_in_before_its_end_removes_it() {
    let (_dir, path) = covered();
    sql(
        &path,
        "INSERT INTO events SELECT x'00000000000070008000000000000001', utc_ms, offset_s, kind, item, revision, payload,
         checksum FROM events LIMIT 1",
    );
    let kept: i64 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT count(*) FROM snapshot", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 0);
}

#[test]
fn a_clock_that_went_back_leaves_it_alone() {
    let (_dir, path) = covered();
    session(&path, &[record(-1_000_000)]);
    assert_eq!(sound(&path), 1);
    let all = Store::open(&path).records;
    assert_eq!(all.last().unwrap().record, record(-1_000_000));
}

#[test]
fn it_is_not_kept_when_another_instance_has_written() {
    let (_dir, path) = covered();
    let mut opened = Store::open_from_snapshot(&path, FOLD_VERSION);
    let bytes = folded(&opened).to_snapshot().unwrap();
    Store::open(&path).store.append(&records(20..21)).unwrap();
    assert_eq!(opened.store.keep_snapshot(FOLD_VERSION, &bytes), Ok(false));
    assert_eq!(sound(&path), 4);
}

#[test]
fn it_is_not_kept_after_the_file_was_opened_anew() {
    let (_dir, path) = covered();
    let mut opened = Store::open_from_snapshot(&path, FOLD_VERSION);
    let bytes = folded(&opened).to_snapshot().unwrap();
    let mut damaged = fs::read(&path).unwrap();
    damaged[..100].fill(0xff);
    fs::write(&path, damaged).unwrap();
    opened.store.append(&records(10..11)).unwrap();
    assert!(matches!(opened.store.take_notices()[..], [Notice::Damaged { records: 10, .. }]));
    assert_eq!(opened.store.keep_snapshot(FOLD_VERSION, &bytes), Ok(false));
    assert_eq!(sound(&path), 11);
}

#[test]
fn many_records_are_worth_one() {
    let (_dir, path) = home();
    Store::open(&path).store.append(&records(0..5000)).unwrap();
    let mut opened = Store::open_from_snapshot(&path, FOLD_VERSION);
    assert!(opened.is_worth_a_snapshot());
    let bytes = folded(&opened).to_snapshot().unwrap();
    assert_eq!(opened.store.keep_snapshot(FOLD_VERSION, &bytes), Ok(true));
    assert!(!Store::open_from_snapshot(&path, FOLD_VERSION).is_worth_a_snapshot());
    assert_eq!(sound(&path), 0);
}

/// A file with a snapshot, every byte of it changed: the learner is told, or loses nothing that is not covered.
#[test]
fn every_byte_changed() {
    let (dir, path) = covered();
    sql(&path, "PRAGMA page_size = 512; VACUUM");
    let originals = Store::open(&path).records;
    let expected = folded(&Store::open(&path));
    let bytes = fs::read(&path).unwrap();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        fs::write(&path, &changed).unwrap();
        let opened = Store::open_from_snapshot(&path, FOLD_VERSION);
        assert!(opened.records.iter().all(|found| originals.contains(found)), "byte {at}");
        match &opened.notices[..] {
            [] => assert_eq!(folded(&opened), expected, "byte {at}: lost without a word"),
            [Notice::Damaged { kept, records, .. }] => {
                assert!(fs::read(kept).unwrap() == changed, "byte {at}");
                assert!((9..=10).contains(records), "byte {at}: {records}");
            }
            [Notice::Newer { .. } | Notice::Foreign { .. }] => {}
            other => panic!("byte {at}: {other:?}"),
        }
        drop(opened);
        for entry in fs::read_dir(dir.path()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
}

fn any_record() -> impl Strategy<Value = Record> {
    let kinds = prop::sample::select(vec![
        kind::ANSWERED,
        kind::PAGE_READ,
        kind::POSITION,
        kind::QUIZ_STARTED,
        kind::QUIZ_FINISHED,
        kind::SETTING,
        kind::TERM_OPENED,
        kind::REVIEWED,
        kind::REGRADED,
        kind::REASONED,
        kind::MARKED,
        kind::PASS_STARTED,
        kind::RESET,
        kind::UNDONE,
        "of a later version",
    ]);
    let items = prop::sample::select(vec![
        "a",
        "b",
        "ecs",
        "fargate",
        "ecs#page",
        "lang",
        "both",
        "theme",
        "retention",
        "rollover",
    ]);
    let payloads = prop::sample::select(vec![
        "",
        "on",
        r#""ko""#,
        r#""on""#,
        r#""0.8""#,
        r#"{"seed":1,"questions":["a","b"]}"#,
        r#"{"seed":1}"#,
        r#"{"response":{"chosen":["x"]},"correct":true,"quiz":1}"#,
        r#"{"response":"dont-know","correct":false}"#,
        r#"{"response":{"typed":"x"},"correct":true,"quiz":1,"occasion":"review","unsure":true}"#,
        r#"{"grade":"hard","at":1795341072001}"#,
        r#"{"reason":"guess","at":1795341072001}"#,
        r#"{"memo":"메모"}"#,
        r#"{"bookmark":true}"#,
        r#"{"scope":"all"}"#,
        r#"{"scope":"lesson","items":["a"]}"#,
        r#"{"scope":"item"}"#,
        r#"{"kind":"answered","at":1795341072001}"#,
        r#"{"kind":"reset","at":1795341072002}"#,
        r#"{"page":"p","question":"a","draft":{"chosen":["y"],"filled":[["b","c"]]}}"#,
    ]);
    (kinds, items, payloads, 0i64..4, 0u32..3).prop_map(|(kind, item, payload, ms, revision)| Record {
        utc_ms: 1_795_341_072_000 + ms,
        offset_s: 32_400,
        kind: kind.into(),
        item: item.into(),
        revision,
        payload: payload.into(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fold_goes_on_from_a_snapshot_anywhere(
        records in prop::collection::vec(any_record(), 0..60),
        place in any::<prop::sample::Index>(),
    ) {
        let (before, after) = records.split_at(place.index(records.len() + 1));
        let Some(bytes) = Progress::from_records(before).to_snapshot() else {
            prop_assert!(before.iter().any(|record| record.kind == kind::UNDONE));
            return Ok(());
        };
        let is_undone = after.iter().any(|record| record.kind == kind::UNDONE);
        match Progress::from_snapshot(&bytes, after) {
            Some(progress) => prop_assert_eq!(progress, Progress::from_records(&records)),
            None => prop_assert!(is_undone),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Sessions of any length, with or without a snapshot at their end, and a clock that jumps.
    #[test]
    fn sessions_with_snapshots_say_what_the_whole_file_says(
        sessions in prop::collection::vec((prop::collection::vec(any_record(), 0..8), any::<bool>()), 1..8),
    ) {
        let (_dir, path) = home();
        for (records, keeps) in &sessions {
            if *keeps {
                session(&path, records);
            } else {
                Store::open(&path).store.append(records).unwrap();
            }
            sound(&path);
        }
        let all: Vec<Record> = sessions.into_iter().flat_map(|(records, _)| records).collect();
        prop_assert_eq!(plain(&Store::open(&path).records), all);
    }
}
