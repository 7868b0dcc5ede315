//! Studying: grading, attempts and progress, as pure folds over records.
//!
//! It must not know terminals, clocks or files.

mod record;

pub use record::Record;
