//! Questions as CSV: a row each, the columns named in the first row, both languages side by side.
//!
//! | column | what it holds |
//! |---|---|
//! | `id`, `kind`, `page`, `difficulty`, `source`, `revision`, `aliases` | as in a bank; `aliases` with blanks between |
//! | `stem`, `explanation`, `hint1` … | texts |
//! | `correct` | numbers of the right options, or `true` and `false` |
//! | `option1`, `option1.pair`, `option1.why`, `option1.id` … | options |
//! | `value`, `tolerance`, `unit`, `unit1.name`, `unit1.size` … | a number |
//! | `answer`, `accept1` …, `why` | an answer that is typed |
//! | `near1.value` or `near1.accept1` …, `near1.why` … | tempting wrong answers |
//! | `blank1.id`, `blank1.answer`, `blank1.accept1` …, `blank1.why`, `blank1.near1.…` | blanks |
//!
//! A text has a column for each language (`stem.ko`, `stem.en`), or one for both (`stem`). Columns may stand in any order,
//! and those that are not needed may be missing; without `kind` it follows from the others.
//!
//! Invariant: what is written is read again to the same questions. Cells are guarded against formulas ([`super::cell`]).

mod read;
mod write;

pub use self::{
    read::{read, rows},
    write::write,
};
