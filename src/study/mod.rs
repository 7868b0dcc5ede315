//! Studying: grading, the order of options, and progress, as pure folds over records.
//!
//! It must not know terminals, clocks or files.

pub mod answer;
pub mod exam;
pub mod order;
pub mod progress;
mod record;
pub mod typed;

pub use answer::Response;
pub use progress::Progress;
pub use record::Record;
