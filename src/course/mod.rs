//! The course.
pub mod doc;
pub mod markdown;
