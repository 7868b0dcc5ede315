//! What happened in a room: the only thing that is ever kept of it.
//!
//! These are the words of the journal. An event or a field is never given another meaning; fields may be added with a default.

use serde::{Deserialize, Serialize};

use crate::{
    class::{
        PlayerId, SeatHash,
        setup::{Item, Setup},
    },
    lang::Text,
    study::Response,
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When, in milliseconds of the room's clock. It never goes back.
    pub at: u64,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// The room was opened; always the first, and never again.
    Opened(Box<Setup>),
    /// Somebody took a seat. Players are numbered in this order.
    Joined {
        /// Their number.
        player: PlayerId,
        /// What their token hashes to.
        seat: SeatHash,
        /// What they are called; the same in both languages unless the room made it.
        name: Text,
        /// Their number in the list of students, as the list has it.
        student: Option<String>,
        /// Number of the team, from 0.
        team: Option<u32>,
    },
    /// A player is called something else.
    Renamed {
        /// Who.
        player: PlayerId,
        /// How.
        name: Text,
    },
    /// A player was removed: their seat is dead, their answers void.
    Kicked {
        /// Who.
        player: PlayerId,
        /// Whether they may not come back.
        banned: bool,
    },
    /// The door was opened or locked.
    Door {
        /// Whether anybody may join.
        open: bool,
    },
    /// Names were shown or hidden.
    Names {
        /// Whether they are shown to all.
        shown: bool,
    },
    /// Something is to be asked in between.
    Inserted {
        /// Its number; those behind it move on by one. None of these was asked yet.
        question: u32,
        /// What is asked.
        item: Box<Item>,
    },
    /// A question was asked.
    Asked {
        /// Its number, from 0.
        question: u32,
    },
    /// All questions of a self-paced room were asked.
    Started,
    /// An answer was taken.
    Answered {
        /// Who.
        player: PlayerId,
        /// Number of the question.
        question: u32,
        /// The player's own number of this answer.
        seq: u32,
        /// How long the question had been open to them, in milliseconds, without pauses.
        took_ms: u64,
        /// What.
        response: Response,
        /// Whether it was right when it was graded.
        right: bool,
    },
    /// The clock stands still.
    Paused,
    /// It goes on.
    Resumed,
    /// There is more time.
    Extended {
        /// In milliseconds.
        ms: u64,
    },
    /// No more answers.
    Locked,
    /// What is right was shown, and the points were given.
    Revealed,
    /// The scores were shown.
    Scored,
    /// A question is not to count.
    Skipped {
        /// Its number.
        question: u32,
    },
    /// There are no further questions.
    Ended,
    /// The room is over.
    Closed,
}
