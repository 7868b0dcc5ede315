//! Whether a record says something that this version understands.

use serde::de::DeserializeOwned;

use crate::study::{Record, payload::*};

/// How much of a record is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// All of it.
    Clear,
    /// Its kind is that of a later version, which keeps it.
    UnknownKind,
    /// Its payload is not of the shape its kind has.
    BadPayload,
}

/// How much of `record` is understood.
#[must_use]
pub fn sense(record: &Record) -> Sense {
    let is_clear = match record.kind.as_str() {
        kind::ANSWERED => has::<Answered>(record),
        kind::POSITION => has::<Position>(record),
        kind::QUIZ_STARTED => has::<QuizStarted>(record),
        kind::QUIZ_FINISHED => has::<QuizFinished>(record),
        kind::SETTING => has::<String>(record),
        kind::REVIEWED => has::<Reviewed>(record),
        kind::REGRADED => has::<Regraded>(record),
        kind::REASONED => has::<Reasoned>(record),
        kind::UNDONE => has::<Undone>(record),
        kind::RESET => has::<Reset>(record),
        kind::MARKED => has::<Marked>(record),
        kind::EXAM_STARTED => has::<ExamStarted>(record),
        kind::EXAM_SHOWN => has::<ExamShown>(record),
        kind::EXAM_ANSWERED => has::<ExamAnswered>(record),
        kind::EXAM_FLAGGED => has::<ExamFlagged>(record),
        kind::EXAM_SUBMITTED => has::<ExamSubmitted>(record),
        kind::PAGE_READ | kind::TERM_OPENED | kind::PASS_STARTED => true,
        _ => return Sense::UnknownKind,
    };
    if is_clear { Sense::Clear } else { Sense::BadPayload }
}

fn has<T: DeserializeOwned>(record: &Record) -> bool {
    serde_json::from_str::<T>(&record.payload).is_ok()
}
