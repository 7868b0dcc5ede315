//! A course as a folder held it at one moment: what an author changes while somebody reads it.

use std::sync::Arc;

use crate::course::{Course, Diagnostic, Files, check::check};

/// A course up to this many bytes is checked whenever it is read.
const CHECKED_BYTES: usize = 1024 * 1024;

/// A course and what is wrong with its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What can be read of it.
    pub course: Arc<Course>,
    /// By file and place.
    pub problems: Vec<Diagnostic>,
}

impl Edition {
    /// Reads `files`.
    #[must_use]
    pub fn read(files: Files) -> Edition {
        // Checking a course of ordinary size takes a few milliseconds; a huge one opens first and is checked by `check`.
        let checked = (files.size() <= CHECKED_BYTES).then(|| check(&files));
        let (course, problems) = Course::open(files);
        Edition { course: Arc::new(course), problems: checked.unwrap_or(problems) }
    }
}
