//! The course.
pub mod doc;
