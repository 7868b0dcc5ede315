//! Records on their way to the store.
//!
//! Invariant: a record leaves the journal only when the store has it. It must not know where that is.

use super::{Recorder, Unsaved};
use crate::study::Record;

/// Records that are not in the store yet.
#[derive(Debug, Default)]
pub(super) struct Journal {
    waiting: Vec<Record>,
    /// How many of them have been tried.
    tried: usize,
    /// Why the last attempt failed.
    failure: Option<String>,
}

/// What an attempt to write has changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing that the learner should know.
    Fine,
    /// It failed, for this reason.
    Failed(String),
    /// Records that had failed are written.
    Recovered,
}

impl Journal {
    /// Takes a record.
    pub fn add(&mut self, record: Record) {
        self.waiting.push(record);
    }

    /// Writes what has come since the last attempt, and with it all that had failed.
    pub fn write(&mut self, recorder: &mut dyn Recorder) -> Outcome {
        if self.tried == self.waiting.len() { Outcome::Fine } else { self.write_all(recorder) }
    }

    /// Writes all that is left, even if it was tried before.
    pub fn write_all(&mut self, recorder: &mut dyn Recorder) -> Outcome {
        if self.waiting.is_empty() {
            return Outcome::Fine;
        }
        match recorder.append(&self.waiting) {
            Ok(()) => {
                self.waiting.clear();
                self.tried = 0;
                if self.failure.take().is_some() { Outcome::Recovered } else { Outcome::Fine }
            }
            Err(message) => {
                self.tried = self.waiting.len();
                self.failure = Some(message.clone());
                Outcome::Failed(message)
            }
        }
    }

    /// What is left at the end.
    pub fn into_unsaved(self) -> Option<Unsaved> {
        let message = self.failure.unwrap_or_default();
        (!self.waiting.is_empty()).then_some(Unsaved { records: self.waiting, message })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A store that fails while it is told to.
    #[derive(Default)]
    struct Store {
        full: bool,
        items: Vec<String>,
        attempts: usize,
    }

    impl Recorder for Store {
        fn append(&mut self, records: &[Record]) -> Result<(), String> {
            self.attempts += 1;
            if self.full {
                return Err("disk full".into());
            }
            self.items.extend(records.iter().map(|record| record.item.clone()));
            Ok(())
        }
    }

    fn record(item: &str) -> Record {
        let (kind, payload) = (String::new(), String::new());
        Record { utc_ms: 0, offset_s: 0, kind, item: item.into(), revision: 0, payload }
    }

    #[test]
    fn failed_records_are_kept_and_written_in_order() {
        let (mut journal, mut store) = (Journal::default(), Store::default());
        journal.add(record("a"));
        assert_eq!(journal.write(&mut store), Outcome::Fine);
        store.full = true;
        journal.add(record("b"));
        assert_eq!(journal.write(&mut store), Outcome::Failed("disk full".into()));
        assert_eq!(journal.write(&mut store), Outcome::Fine, "not tried again without a reason");
        assert_eq!(store.attempts, 2);
        journal.add(record("c"));
        assert_eq!(journal.write(&mut store), Outcome::Failed("disk full".into()));
        store.full = false;
        journal.add(record("d"));
        assert_eq!(journal.write(&mut store), Outcome::Recovered);
        assert_eq!(store.items, ["a", "b", "c", "d"]);
        assert_eq!(journal.into_unsaved(), None);
    }

    #[test]
    fn the_end_is_a_reason_to_try_again() {
        let (mut journal, mut store) = (Journal::default(), Store { full: true, ..Store::default() });
        journal.add(record("a"));
        journal.write(&mut store);
        assert_eq!(journal.write_all(&mut store), Outcome::Failed("disk full".into()));
        let unsaved = journal.into_unsaved().unwrap();
        assert_eq!((unsaved.records.len(), unsaved.message.as_str()), (1, "disk full"));
    }
}
