//! Studying: grading, the order of options, progress and the schedule of reviews, as pure folds over records.
//!
//! It must not know terminals, clocks or files.

pub mod anki;
pub mod answer;
pub mod audit;
pub mod card;
pub mod day;
pub mod deck;
pub mod exam;
pub mod fit;
pub mod history;
pub mod journal;
pub mod mistakes;
pub mod order;
pub mod payload;
pub mod plan;
pub mod progress;
mod record;
pub mod schedule;
pub mod sitting;
pub mod stats;
pub mod told;
pub mod typed;
pub mod undo;

pub use answer::Response;
pub use card::Card;
pub use day::Day;
pub use progress::Progress;
pub use record::Record;
pub use schedule::Grade;
pub use sitting::Sitting;
