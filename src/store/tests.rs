//! What only the inside of the store can provoke: limits of a connection, the schema, rows found without SQLite.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{file::Trouble, opening::State, *};
use proptest::prelude::*;
use rusqlite::Connection;
use std::fs;

fn record(n: usize) -> Record {
    Record {
        utc_ms: 1_795_341_072_000 + n as i64,
        offset_s: 32_400,
        kind: "answered".into(),
        item: format!("ecs/{n}"),
        revision: 3,
        payload: r#"{"option":"b"}"#.into(),
    }
}

fn connection(store: &Store) -> &Connection {
    match &store.state {
        State::Open(connection) => connection,
        other => panic!("{other:?}"),
    }
}

fn items(opened: &Opened) -> Vec<&str> {
    opened.records.iter().map(|stored| stored.record.item.as_str()).collect()
}

#[test]
fn connections_are_durable() {
    let dir = tempfile::tempdir().unwrap();
    let opened = Store::open(&dir.path().join("progress.db"));
    let connection = connection(&opened.store);
    let text = |name| connection.pragma_query_value(None, name, |row| row.get::<_, String>(0)).unwrap();
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(text("journal_mode"), "truncate");
    assert_eq!(number("synchronous"), 2);
    assert_eq!(number("fullfsync"), 1);
    assert_eq!(number("user_version"), 2);
    assert_eq!(number("application_id"), i64::from(u32::from_be_bytes(*b"Seod")));
}

#[test]
fn rows_cannot_be_changed_or_removed() {
    let dir = tempfile::tempdir().unwrap();
    let mut opened = Store::open(&dir.path().join("progress.db"));
    opened.store.append(&[record(1)]).unwrap();
    for sql in ["UPDATE events SET item = ''", "DELETE FROM events"] {
        let error = connection(&opened.store).execute(sql, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
}

#[test]
fn a_full_file_is_told_and_written_later_exactly_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("progress.db");
    let mut opened = Store::open(&path);
    let store = &mut opened.store;
    let limit = |store: &Store, pages: i64| {
        connection(store).pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    };
    limit(store, 3);
    let mut n = 0;
    while store.append(&[record(n)]).is_ok() {
        n += 1;
        assert!(n < 1000);
    }
    let failed = n + 1;
    assert_eq!(store.append(&[record(failed)]), Err(StoreError::Full { path: path.clone() }));
    assert_eq!(store.pending(), 2);
    assert!(!store.saves());
    limit(store, 1000);
    store.append(&[]).unwrap();
    assert!(store.saves());
    store.append(&[record(failed + 1)]).unwrap();
    let expected: Vec<String> = (0..=failed + 1).map(|n| record(n).item).collect();
    assert_eq!(items(&Store::open(&path)), expected);
}

#[test]
fn a_held_file_is_told_and_written_later_exactly_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("progress.db");
    let mut opened = Store::open(&path);
    connection(&opened.store).busy_timeout(std::time::Duration::from_millis(5)).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_eq!(opened.store.append(&[record(1)]), Err(StoreError::Busy { path: path.clone() }));
    assert_eq!(opened.store.append(&[record(2)]), Err(StoreError::Busy { path: path.clone() }));
    other.execute_batch("ROLLBACK").unwrap();
    opened.store.append(&[record(3)]).unwrap();
    assert_eq!(items(&Store::open(&path)), ["ecs/1", "ecs/2", "ecs/3"]);
}

/// A commit may reach the disk and still report an error.
#[test]
fn rows_written_twice_are_there_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("progress.db");
    let mut opened = Store::open(&path);
    opened.store.append(&[record(1)]).unwrap();
    let Opened { mut store, records, .. } = Store::open(&path);
    let State::Open(connection) = &mut store.state else { panic!() };
    file::insert(connection, &records).unwrap();
    assert_eq!(Store::open(&path).records, records);
}

#[test]
fn ids_go_up_even_when_the_clock_goes_back() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("progress.db")).store;
    // A store may move to a thread that writes.
    fn movable<T: Send>(value: T) -> T {
        value
    }
    let store = movable(store);
    let times =
        [5, 5, 1_795_341_072_123, 1_795_341_072_123, 1_000, -7, i64::MIN, 1_795_341_072_124, i64::MAX, 0];
    let ids: Vec<Uuid> = times.into_iter().map(|ms| store.next_id(ms)).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    assert!(ids.iter().all(|id| id.get_version_num() == 7));
}

#[test]
fn every_trouble_of_reading_counts_as_damage_unless_it_may_pass() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("progress.db");
    drop(Store::open(&path));
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("DROP TABLE events").unwrap();
    assert!(matches!(file::open(&path, None), Err(Trouble::Damaged(_))));
}

#[test]
fn notices_and_errors_speak_both_languages_and_name_the_file() {
    use crate::lang::Lang;
    let path = PathBuf::from("/home/민지/progress.db");
    let notices = [
        Notice::Damaged { path: path.clone(), kept: path.clone(), records: 3 },
        Notice::DamagedInPlace { path: path.clone(), records: 3, reason: "EIO".into() },
        Notice::WasEmpty { path: path.clone() },
        Notice::Newer { path: path.clone(), version: 9 },
        Notice::Foreign { path: path.clone() },
        Notice::ReadOnly { path: path.clone() },
        Notice::Busy { path: path.clone() },
        Notice::NoRoom { path: path.clone() },
        Notice::Unusable { path: path.clone(), reason: "EIO".into() },
    ];
    let errors = [
        StoreError::Full { path: path.clone() },
        StoreError::Busy { path: path.clone() },
        StoreError::Refused { path: path.clone(), reason: "EIO".into() },
        StoreError::NotSaving { path },
    ];
    for lang in Lang::ALL {
        let texts =
            notices.iter().map(|notice| notice.text(lang)).chain(errors.iter().map(|error| error.text(lang)));
        for text in texts {
            assert!(text.contains("/home/민지/progress.db"), "{text}");
            assert!(!text.contains("  ") && !text.contains('\n'), "{text}");
            assert_eq!(lang == Lang::Ko, text.contains("요"), "{text}");
        }
    }
}

fn any_record() -> impl Strategy<Value = Record> {
    let long = prop_oneof![".{0,40}", "[가-힣 ]{300,3000}", "[a-z]{900,1200}"];
    (any::<i64>(), any::<i32>(), "[a-z]{0,9}", ".{0,9}", any::<u32>(), long).prop_map(
        |(utc_ms, offset_s, kind, item, revision, payload)| Record {
            utc_ms,
            offset_s,
            kind,
            item,
            revision,
            payload,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_found_without_sqlite(records in prop::collection::vec(any_record(), 0..60), small in any::<bool>()) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("progress.db");
        Store::open(&path).store.append(&records).unwrap();
        if small {
            Connection::open(&path).unwrap().execute_batch("PRAGMA page_size = 512; VACUUM").unwrap();
        }
        let read = Store::open(&path).records;
        let read_back: Vec<_> = read.iter().map(|stored| stored.record.clone()).collect();
        prop_assert!(read_back == records);
        prop_assert!(salvage::read(&path) == read);
    }

    #[test]
    fn no_bytes_make_the_search_panic(
        bytes in prop::collection::vec(prop_oneof![Just(44u8), Just(9), Just(13), 0u8..32, any::<u8>()], 0..4000)
    ) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("progress.db");
        fs::write(&path, bytes).unwrap();
        prop_assert_eq!(salvage::read(&path), []);
    }
}
