//! Opening a progress file of a million events.
//!
//! `cargo bench --bench store`; what is measured and why is in `benches/README.md`. The file is made first, which takes
//! some seconds and 200 MB in the directory for temporary files.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use seodang::{
    store::Store,
    study::{
        Progress, Record,
        progress::{FOLD_VERSION, kind},
    },
};

const EVENTS: i64 = 1_000_000;

/// Answers to 300 questions over and over, a minute apart.
fn record(n: i64) -> Record {
    let payload = format!(
        r#"{{"response":{{"chosen":["option-{}"]}},"correct":{},"quiz":{},"took_ms":9000,"lang":"ko"}}"#,
        n % 4,
        n % 3 != 0,
        n / 20,
    );
    Record {
        utc_ms: 1_600_000_000_000 + 60_000 * n,
        offset_s: 32_400,
        kind: kind::ANSWERED.into(),
        item: format!("question-{}", n % 300),
        revision: 1,
        payload,
    }
}

fn make(path: &Path) {
    let mut store = Store::open(path).store;
    for first in (0..EVENTS).step_by(100_000) {
        let records: Vec<Record> = (first..first + 100_000).map(record).collect();
        store.append(&records).unwrap();
    }
}

fn open(path: &Path) -> Progress {
    let opened = Store::open_from_snapshot(path, FOLD_VERSION);
    let records: Vec<Record> = opened.records.into_iter().map(|stored| stored.record).collect();
    match opened.snapshot {
        Some(bytes) => Progress::from_snapshot(&bytes, &records).unwrap(),
        None => Progress::from_records(&records),
    }
}

fn million(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("progress.db");
    make(&path);
    let mut group = c.benchmark_group("a million events");
    group.sample_size(10);
    group.bench_function("opened and folded without a snapshot", |b| b.iter(|| open(&path)));
    let mut opened = Store::open(&path);
    let bytes = open(&path).to_snapshot().unwrap();
    eprintln!(
        "file of {} MB, snapshot of {} kB",
        std::fs::metadata(&path).unwrap().len() >> 20,
        bytes.len() >> 10
    );
    assert!(opened.store.keep_snapshot(FOLD_VERSION, &bytes).unwrap());
    group.bench_function("snapshot kept", |b| {
        b.iter(|| assert!(opened.store.keep_snapshot(FOLD_VERSION, &bytes).unwrap()));
    });
    group.sample_size(50);
    group.bench_function("opened and folded from the snapshot", |b| b.iter(|| open(&path)));
    group.sample_size(10);
    let mut number = 0;
    group.bench_function("copy of the day", |b| {
        b.iter(|| {
            number += 1;
            let day = jiff::civil::date(2026, 11, 22).at(21, 0, 0, 0);
            opened.store.back_up_before(&number.to_string(), day).unwrap()
        });
    });
    group.sample_size(50);
    let mut n = EVENTS;
    group.bench_function("one event appended", |b| {
        b.iter(|| {
            n += 1;
            opened.store.append(&[record(n)]).unwrap();
        });
    });
    group.finish();
}

criterion_group!(benches, million);
criterion_main!(benches);
