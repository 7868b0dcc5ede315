//! Merging files is the union of their events: in any order, as often as one likes, with the same result.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use seodang::{
    store::{Store, StoredRecord},
    study::{
        Progress, Record,
        progress::{FOLD_VERSION, kind},
    },
};
use std::path::{Path, PathBuf};
use uuid::Uuid;

fn any_record() -> impl Strategy<Value = Record> {
    let kinds = prop::sample::select(vec![
        kind::ANSWERED,
        kind::PAGE_READ,
        kind::REVIEWED,
        kind::MARKED,
        kind::RESET,
        kind::UNDONE,
        kind::SETTING,
    ]);
    let items = prop::sample::select(vec!["a", "b", "ecs", "ecs#page", "theme", ""]);
    let payloads = prop::sample::select(vec![
        r#"{"response":{"chosen":["x"]},"correct":true}"#,
        r#"{"grade":"again"}"#,
        r#"{"bookmark":true}"#,
        r#"{"scope":"all"}"#,
        r#"{"kind":"answered","at":1795341072002}"#,
        r#""dark""#,
    ]);
    (kinds, items, payloads, 0i64..6).prop_map(|(kind, item, payload, ms)| Record {
        utc_ms: 1_795_341_072_000 + ms,
        offset_s: 32_400,
        kind: kind.into(),
        item: item.into(),
        revision: 1,
        payload: payload.into(),
    })
}

/// Sets of events that overlap, as those of computers that were merged before.
fn any_sets() -> impl Strategy<Value = [Vec<StoredRecord>; 3]> {
    let event = (any_record(), 0u8..8);
    prop::collection::vec(event, 0..20).prop_map(|events| {
        let mut sets: [Vec<StoredRecord>; 3] = Default::default();
        for (n, (record, members)) in events.into_iter().enumerate() {
            let ms = u128::try_from(record.utc_ms).unwrap();
            let id = Uuid::from_u128(
                ms << 80 | 0x7000_8000_0000_0000_0000 | ((n as u128 * 7919) % 101) << 8 | n as u128,
            );
            for (set, events) in sets.iter_mut().enumerate() {
                if members & (1 << set) != 0 {
                    events.push(StoredRecord { id, record: record.clone() });
                }
            }
        }
        sets
    })
}

fn merge(path: &Path, sets: &[&[StoredRecord]]) -> Vec<StoredRecord> {
    let mut store = Store::open(path).store;
    for set in sets {
        assert!(store.merge(set).unwrap().conflicts.is_empty());
    }
    drop(store);
    Store::open(path).records
}

fn fold(records: &[StoredRecord]) -> Progress {
    Progress::from_records(records.iter().map(|stored| &stored.record))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_does_not_matter_and_neither_does_repetition([a, b, c] in any_sets()) {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let path = |name: &str| -> PathBuf { dir.path().join(name) };
        let abc = merge(&path("abc"), &[&a, &b, &c]);
        let cab = merge(&path("cab"), &[&c, &a, &b]);
        prop_assert_eq!(&abc, &cab);
        // In groups.
        let bc = merge(&path("bc"), &[&b, &c]);
        let a_bc = merge(&path("a(bc)"), &[&a, &bc]);
        prop_assert_eq!(&a_bc, &abc);
        prop_assert_eq!(&merge(&path("abc"), &[&a, &bc, &abc]), &abc);
        prop_assert_eq!(fold(&abc), fold(&cab));
        prop_assert!(abc.is_sorted_by(|one, other| one.id < other.id));
        prop_assert!([&a, &b, &c].into_iter().flatten().all(|event| abc.contains(event)));
        prop_assert!(abc.iter().all(|event| a.contains(event) || b.contains(event) || c.contains(event)));
    }

    /// A snapshot made before does not hide what came in.
    #[test]
    fn what_is_merged_counts_whatever_a_snapshot_covered([a, b, _] in any_sets()) {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let path = dir.path().join("progress.db");
        merge(&path, &[&a]);
        let mut opened = Store::open(&path);
        if let Some(bytes) = fold(&opened.records).to_snapshot() {
            opened.store.keep_snapshot(FOLD_VERSION, &bytes).unwrap();
        }
        let merged = opened.store.merge(&b).unwrap();
        drop(opened);
        let all = Store::open(&path).records;
        prop_assert_eq!(merged.new, all.len() - a.len());
        let opened = Store::open_from_snapshot(&path, FOLD_VERSION);
        let rest: Vec<&Record> = opened.records.iter().map(|stored| &stored.record).collect();
        let from_snapshot = opened.snapshot.as_ref().and_then(|bytes| Progress::from_snapshot(bytes, rest));
        if let Some(progress) = from_snapshot {
            prop_assert_eq!(progress, fold(&all));
        } else if opened.snapshot.is_none() {
            prop_assert_eq!(&opened.records, &all);
        }
    }
}
