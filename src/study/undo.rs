//! What can be taken back.

use std::collections::BTreeSet;

use crate::study::{
    Record,
    payload::{Undone, kind},
};

/// Kinds that can be taken back: what the learner meant to do, not where they were or what they set.
pub const KINDS: [&str; 7] = [
    kind::ANSWERED,
    kind::REVIEWED,
    kind::REGRADED,
    kind::REASONED,
    kind::MARKED,
    kind::RESET,
    kind::PASS_STARTED,
];

/// What of `records` can be taken back, the last first, without what was taken back already.
#[must_use]
pub fn undoable(records: &[Record]) -> Vec<&Record> {
    let undone: BTreeSet<(String, &str, i64)> = records
        .iter()
        .filter(|record| record.kind == kind::UNDONE)
        .filter_map(|record| {
            let Undone { kind, at } = serde_json::from_str(&record.payload).ok()?;
            Some((kind, record.item.as_str(), at))
        })
        .collect();
    let stands =
        |record: &&Record| !undone.contains(&(record.kind.clone(), record.item.as_str(), record.utc_ms));
    records.iter().rev().filter(|record| KINDS.contains(&record.kind.as_str())).filter(stands).collect()
}

/// The payload of a record that takes `record` back. Its item is the same.
#[must_use]
pub fn taking_back(record: &Record) -> Undone {
    Undone { kind: record.kind.clone(), at: record.utc_ms }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(utc_ms: i64, kind: &str, item: &str, payload: &str) -> Record {
        Record {
            utc_ms,
            offset_s: 0,
            kind: kind.into(),
            item: item.into(),
            revision: 0,
            payload: payload.into(),
        }
    }

    #[test]
    fn the_last_comes_first_and_nothing_twice() {
        let mut records = vec![
            record(1, kind::ANSWERED, "a", ""),
            record(2, kind::PAGE_READ, "ecs#page", ""),
            record(3, kind::ANSWERED, "b", ""),
            record(4, kind::MARKED, "b", ""),
        ];
        let mut order = Vec::new();
        while let Some(last) = undoable(&records).first() {
            order.push(last.item.clone() + &last.kind);
            let payload = serde_json::to_string(&taking_back(last)).unwrap();
            let undone = record(9, kind::UNDONE, &last.item, &payload);
            records.push(undone);
        }
        assert_eq!(order, ["bmarked", "banswered", "aanswered"]);
    }
}
