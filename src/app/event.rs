//! What goes in and what comes out: [`Event`], [`Now`], [`Effect`].

use std::sync::Arc;

use crate::{
    app::{
        class::{Ask, News},
        key::Key,
    },
    course::Edition,
    study::Record,
};

/// The time of an event, read by the shell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds of a clock that never goes back; its start means nothing.
    pub mono_ms: u64,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_ms: i64,
    /// Seconds east of UTC on the learner's clock.
    pub offset_s: i32,
}

/// Something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed (or repeats).
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something at a cell counted from 0.
    Mouse {
        /// What.
        kind: Mouse,
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The terminal has this many columns and rows; 0 is possible.
    Resize(u16, u16),
    /// The time asked for by [`Effect::Wake`] has come.
    Wake,
    /// Records could not be written; they are kept and tried again with the next ones.
    StoreFailed(String),
    /// Records that had failed are written now.
    StoreRecovered,
    /// The files of the course have changed, and this is what they say now.
    Course(Arc<Edition>),
    /// The class that is open has news.
    Class(News),
    /// The program is told to end (signal, hang-up): save and leave.
    Shutdown,
}

/// What a mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Click,
    /// The wheel, towards the start.
    WheelUp,
    /// The wheel, towards the end.
    WheelDown,
}

/// Something the app asks of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Append to the progress file, durable before what came of it is shown and before the next event is handled.
    Record(Record),
    /// Append to the progress file soon, after what came of it is shown: where the learner is, what they have read.
    Remember(Record),
    /// Send [`Event::Wake`] after this many milliseconds; a later one replaces it.
    Wake(u64),
    /// Something is wanted of the class.
    Class(Ask),
    /// Stop the process as Ctrl+Z does and redraw when it continues.
    Suspend,
    /// Forget what the terminal shows and draw all of it again.
    Redraw,
    /// End the session.
    Quit,
}
