//! Progress as bytes, so that a long past need not be folded again at every start.
//!
//! Invariant: what a snapshot and the records after it come to is what all records come to, or nothing.

use super::{Progress, kind};
use crate::study::Record;

/// Version of the fold: of what it makes of records, and of the shape of its bytes. Raise it when either changes.
pub const FOLD_VERSION: u32 = 4;

impl Progress {
    /// The past that a snapshot and the records after it tell. `None` where only all records can tell it: the bytes are not
    /// of this version, or something was taken back, which may be among what the snapshot covers.
    pub fn from_snapshot<'r>(
        bytes: &[u8],
        records: impl IntoIterator<Item = &'r Record>,
    ) -> Option<Progress> {
        let (mut progress, rest) = postcard::take_from_bytes::<Progress>(bytes).ok()?;
        if !rest.is_empty() {
            return None;
        }
        for record in records {
            if record.kind == kind::UNDONE {
                return None;
            }
            progress.fold(record);
        }
        Some(progress)
    }

    /// Bytes from which [`from_snapshot`](Progress::from_snapshot) goes on; `None` where they would not tell everything.
    #[must_use]
    pub fn to_snapshot(&self) -> Option<Vec<u8>> {
        if self.is_stale() { None } else { postcard::to_allocvec(self).ok() }
    }
}
