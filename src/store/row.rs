//! A row of the progress file and the checksum that proves it is whole.

use crate::study::Record;
use uuid::Uuid;

/// A record with the id it has in the file; the same in every copy of the file, so that copies can be merged.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRecord {
    /// UUID version 7: sorts by time.
    pub id: Uuid,
    /// What happened.
    pub record: Record,
}

/// FNV-1a, 64 bits, over id, times, revision and the three texts, numbers little-endian, texts after their length.
///
/// SQLite keeps no checksums, so this is what tells a damaged row from a whole one. It is not a protection against
/// somebody who wants to cheat.
pub(super) fn checksum(stored: &StoredRecord) -> i64 {
    let record = &stored.record;
    let mut sum = Fnv::default();
    sum.add(stored.id.as_bytes());
    sum.add(&record.utc_ms.to_le_bytes());
    sum.add(&record.offset_s.to_le_bytes());
    sum.add(&record.revision.to_le_bytes());
    for text in [&record.kind, &record.item, &record.payload] {
        sum.add(&(text.len() as u64).to_le_bytes());
        sum.add(text.as_bytes());
    }
    sum.finish()
}

/// FNV-1a, 64 bits.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    pub(super) fn finish(&self) -> i64 {
        self.0.cast_signed()
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_never_changes_between_versions() {
        let record = Record {
            utc_ms: 1_795_341_072_000,
            offset_s: 32_400,
            kind: "answered".into(),
            item: "ecs/essential".into(),
            revision: 3,
            payload: r#"{"고른":"b"}"#.into(),
        };
        let id = Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0001);
        assert_eq!(checksum(&StoredRecord { id, record }), EXPECTED);
    }

    /// Files out there hold sums like this one.
    const EXPECTED: i64 = 1_059_187_272_750_728_800;
}
