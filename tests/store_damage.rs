//! A progress file cut at every byte, with every byte changed, and with a journal cut at every byte: never a panic,
//! never a byte overwritten, never a record that was not there, and learning goes on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "whether every byte is tried is asked for in the environment")]

use seodang::{
    store::{Notice, Opened, Store, StoredRecord},
    study::Record,
};
use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

fn record(n: i64) -> Record {
    Record {
        utc_ms: 1_795_341_072_000 + n,
        offset_s: 32_400,
        kind: "answered".into(),
        item: format!("ecs/essential-{n}"),
        revision: 3,
        payload: format!(r#"{{"option":"{n}","이유":"사이드카"}}"#),
    }
}

/// How far apart the places are that are tried: every one of them where the time is there for it, as before each landing,
/// else some that fall on all parts of a page in turn.
fn stride() -> usize {
    if std::env::var_os("SEODANG_EVERY_BYTE").is_some() { 1 } else { 7 }
}

/// In memory where there is a place for it: nothing here depends on the disk, and there are thousands of repairs.
fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Twenty records. Small pages make a tree of many pages out of few bytes.
fn original(page_size: u32) -> (Vec<u8>, Vec<StoredRecord>) {
    let dir = scratch();
    let path = dir.path().join("progress.db");
    let mut store = Store::open(&path).store;
    for n in 0..20 {
        store.append(&[record(n)]).unwrap();
    }
    drop(store);
    let shrink = format!("PRAGMA page_size = {page_size}; VACUUM");
    rusqlite::Connection::open(&path).unwrap().execute_batch(&shrink).unwrap();
    (fs::read(&path).unwrap(), Store::open(&path).records)
}

/// Runs `check` for every number below `end`, each with a directory of its own.
fn each(end: usize, check: impl Fn(usize, &Path) + Sync) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for first in 0..threads {
            let check = &check;
            scope.spawn(move || {
                let dir = scratch();
                for n in (first..end).step_by(threads) {
                    let path = dir.path().join("progress.db");
                    check(n, &path);
                    for entry in fs::read_dir(dir.path()).unwrap() {
                        fs::remove_file(entry.unwrap().path()).unwrap();
                    }
                }
            });
        }
    });
}

/// Opens `bytes`, checks all promises, and says what was told.
fn open(bytes: &[u8], path: &Path, originals: &[StoredRecord], case: &str) -> Option<Notice> {
    fs::write(path, bytes).unwrap();
    let Opened { mut store, records, notices, .. } = Store::open(path);
    assert!(notices.len() <= 1, "{case}: {notices:?}");
    assert!(records.iter().all(|found| originals.contains(found)), "{case}: not what was written");
    assert!(records.is_sorted_by(|a, b| a.id < b.id), "{case}");
    let notice = notices.into_iter().next();
    match &notice {
        None => assert_eq!(records, originals, "{case}: lost without a word"),
        Some(Notice::WasEmpty { .. }) => assert!(bytes.is_empty(), "{case}"),
        Some(Notice::Damaged { kept, records: saved, .. }) => {
            assert!(fs::read(kept).unwrap() == bytes, "{case}: the kept bytes are not the original ones");
            assert_eq!(*saved, records.len(), "{case}");
        }
        Some(Notice::Newer { .. } | Notice::Foreign { .. }) => {
            assert!(store.append(&[record(20)]).is_err());
            drop(store);
            assert!(fs::read(path).unwrap() == bytes, "{case}: touched");
            return notice;
        }
        Some(other) => panic!("{case}: {other:?}"),
    }
    store.append(&[record(20)]).unwrap();
    drop(store);
    let after = Store::open(path);
    assert_eq!(after.notices, [], "{case}");
    assert_eq!(after.records.len(), records.len() + 1, "{case}");
    assert!(after.records.starts_with(&records), "{case}");
    notice
}

/// A row counts as lost only if some of its own bytes are.
fn whole_rows(bytes: &[u8], originals: &[StoredRecord]) -> usize {
    let is_whole = |stored: &&StoredRecord| {
        let end = stored.record.payload.as_bytes();
        bytes.windows(end.len() + 8).any(|window| window.starts_with(end))
    };
    originals.iter().filter(is_whole).count()
}

fn cut(page_size: u32, step: usize) {
    let (bytes, originals) = original(page_size);
    each(bytes.len() / step, |n, path| {
        let end = n * step;
        let case = format!("cut at {end} of {}", bytes.len());
        let notice = open(&bytes[..end], path, &originals, &case);
        match notice {
            Some(Notice::WasEmpty { .. }) if end == 0 => {}
            Some(Notice::Damaged { records, .. }) if end > 0 => {
                assert_eq!(records, whole_rows(&bytes[..end], &originals), "{case}");
            }
            other => panic!("{case}: {other:?}"),
        }
    });
}

#[test]
fn cut_at_any_byte() {
    cut(1024, stride());
}

#[test]
fn cut_with_pages_of_the_usual_size() {
    cut(4096, 29);
}

fn change(page_size: u32, step: usize) {
    let (bytes, originals) = original(page_size);
    each(bytes.len() * 2 / step, |n, path| {
        let (at, flip) = (n * step / 2, if n % 2 == 0 { 0xff } else { 1 << (n / 2 % 8) });
        let mut changed = bytes.clone();
        changed[at] ^= flip;
        let case = format!("byte {at} xor {flip:#x}");
        // One byte is in one row: the others are all saved.
        if let Some(Notice::Damaged { records, .. }) = open(&changed, path, &originals, &case) {
            assert!(records >= 19, "{case}: {records}");
        }
    });
}

#[test]
fn any_byte_changed() {
    change(1024, stride());
}

/// Every row goes on in an overflow page.
#[test]
fn bytes_changed_where_rows_span_pages() {
    change(512, 11);
}

/// The file and its hot journal as a process killed in the middle of writing leaves them.
fn torn() -> (Vec<u8>, Vec<u8>, Vec<StoredRecord>) {
    let (bytes, originals) = original(512);
    let dir = scratch();
    let path = dir.path().join("progress.db");
    fs::write(&path, &bytes).unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    // With no room in the cache, pages go to the file before the commit.
    connection.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN").unwrap();
    for n in 0u8..60 {
        let id = [&[0xff; 15][..], &[n]].concat();
        let text = "x".repeat(300);
        connection.execute("INSERT INTO events VALUES (?, 1, 1, ?, '', 1, '', 1)", (id, text)).unwrap();
    }
    let torn = fs::read(&path).unwrap();
    let journal = fs::read(journal_of(&path)).unwrap();
    assert_ne!(torn, bytes);
    assert!(journal.len() > 1024);
    (torn, journal, originals)
}

fn journal_of(path: &Path) -> PathBuf {
    path.with_file_name("progress.db-journal")
}

#[test]
fn a_torn_transaction_is_rolled_back() {
    let (torn, journal, originals) = torn();
    let dir = scratch();
    let path = dir.path().join("progress.db");
    fs::write(&path, &torn).unwrap();
    fs::write(journal_of(&path), &journal).unwrap();
    let opened = Store::open(&path);
    assert_eq!(opened.notices, []);
    assert_eq!(opened.records, originals);
}

#[test]
fn a_journal_cut_at_any_byte() {
    let (torn, journal, originals) = torn();
    each(journal.len() / stride(), |n, path| {
        let end = n * stride();
        fs::write(path, &torn).unwrap();
        fs::write(journal_of(path), &journal[..end]).unwrap();
        let Opened { mut store, records, notices, .. } = Store::open(path);
        assert!(records.iter().all(|found| originals.contains(found)), "cut at {end}");
        if notices.is_empty() {
            assert_eq!(records, originals, "cut at {end}");
        } else {
            assert!(matches!(notices[..], [Notice::Damaged { .. }]), "cut at {end}: {notices:?}");
        }
        store.append(&[record(20)]).unwrap();
        drop(store);
        assert_eq!(Store::open(path).records.len(), records.len() + 1, "cut at {end}");
    });
}
