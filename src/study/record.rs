//! A record: one thing the learner did, the only thing that is ever stored.
//!
//! Everything shown about progress is a fold over records. The store adds an id and keeps them in order.

/// One thing that happened, as it goes into the progress file.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_ms: i64,
    /// Seconds east of UTC on the learner's clock then.
    pub offset_s: i32,
    /// What kind of thing, such as `answered`.
    pub kind: String,
    /// Id of the question, page, term or setting it is about; may be empty.
    pub item: String,
    /// Revision of that item then; 0 where there is none.
    pub revision: u32,
    /// The rest, as JSON; its shape depends on `kind`.
    pub payload: String,
}
