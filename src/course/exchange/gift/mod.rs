//! Moodle's GIFT format: questions between blank lines, each with its answers in braces.
//!
//! Read as Moodle reads it (its `question/format/gift`), and written so that Moodle reads it. It must not know what a course
//! can hold.

mod answers;
mod read;
mod sign;
mod write;

pub use self::{
    read::{is_one, read},
    write::write,
};
