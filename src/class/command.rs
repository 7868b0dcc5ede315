//! What is asked of a room.

use serde::{Deserialize, Serialize};

use crate::class::{OwnPoll, PlayerId, Poll, Reply, SeatHash};

/// What is asked of a room.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Somebody wants a seat.
    Join(Join),
    /// A player answers.
    Answer(Answer),
    /// The teacher wants something. Whether it is the teacher is for the hub to know.
    Host(HostCommand),
    /// Time goes on: whatever is due happens.
    Tick,
}

/// Somebody wants a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// What their token hashes to. One who sits there already changes nothing.
    pub seat: SeatHash,
    /// What they want to be called; of no account where the room gives names.
    pub name: String,
    /// Their number in the list of students.
    pub student: Option<String>,
    /// Number of the team, from 0.
    pub team: Option<u32>,
}

/// A player answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Who.
    pub player: PlayerId,
    /// Number of the question, from 0.
    pub question: u32,
    /// The player's own number of this answer: the same again is the same answer, sent twice.
    pub seq: u32,
    /// What.
    pub reply: Reply,
}

/// What the teacher wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HostCommand {
    /// The step that comes next, whatever it is. Of two that were sent at the same step only the first is taken.
    Next {
        /// [`Room::step`](crate::class::Room::step) when it was wanted.
        step: u32,
    },
    /// The question that is open, or just was, is not to count; the next one.
    Skip {
        /// [`Room::step`](crate::class::Room::step) when it was wanted.
        step: u32,
    },
    /// No more answers.
    Lock,
    /// What is right is shown.
    Reveal,
    /// The clock stands still.
    Pause,
    /// It goes on.
    Resume,
    /// More time.
    Extend {
        /// In milliseconds.
        ms: u64,
    },
    /// A poll is asked in between.
    Poll(Poll),
    /// A poll in the teacher's own words is.
    OwnPoll(OwnPoll),
    /// Whether anybody may still join.
    Door {
        /// `false` locks it.
        open: bool,
    },
    /// Whether names are shown to all.
    Names {
        /// `false` hides them.
        shown: bool,
    },
    /// A player is called something else.
    Rename {
        /// Who.
        player: PlayerId,
        /// How.
        name: String,
    },
    /// A player is removed, with all their answers.
    Kick {
        /// Who.
        player: PlayerId,
        /// Whether they may not come back.
        ban: bool,
    },
    /// No further questions: the podium. What was right in homework comes first.
    End,
    /// The room is over.
    Close,
}
