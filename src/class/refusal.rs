//! Why a room says no.

use serde::{Deserialize, Serialize};

use crate::{
    class::name::NameFault,
    lang::{Words, class as words},
};

/// Why a room says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The room has ended.
    #[error("over")]
    Over,
    /// The door is locked.
    #[error("door locked")]
    DoorLocked,
    /// All seats are taken.
    #[error("full")]
    Full,
    /// The seat was given up by the teacher; one may join anew.
    #[error("removed")]
    Removed,
    /// The seat was banned.
    #[error("banned")]
    Banned,
    /// A name cannot be used.
    #[error("name: {0}")]
    Name(NameFault),
    /// The student's number is not on the list.
    #[error("unknown student")]
    UnknownStudent,
    /// The student's number is in use.
    #[error("student taken")]
    StudentTaken,
    /// There is no such team, or none was chosen.
    #[error("unknown team")]
    UnknownTeam,
    /// There is no such player.
    #[error("unknown player")]
    UnknownPlayer,
    /// There is no such question.
    #[error("unknown question")]
    UnknownQuestion,
    /// The question is not asked yet.
    #[error("not open")]
    NotOpen,
    /// The question is closed.
    #[error("late")]
    Late,
    /// The clock stands still.
    #[error("paused")]
    Paused,
    /// There is another answer already; the first stands.
    #[error("answered")]
    Answered,
    /// Something is missing.
    #[error("incomplete")]
    Incomplete,
    /// It is no answer to this question.
    #[error("unfit")]
    Unfit,
    /// What was typed is no number with a known unit.
    #[error("not a number")]
    NotANumber,
    /// The command makes no sense in this phase.
    #[error("not now")]
    NotNow,
    /// A poll in the teacher's own words is incomplete, too long, or has something that is not seen.
    #[error("no poll")]
    Poll,
    /// Somebody else has taken the step already.
    #[error("stale")]
    Stale,
    /// There is no room with this code.
    #[error("wrong code")]
    WrongCode,
    /// There were too many wrong codes; after a while one may try again.
    #[error("too often")]
    TooOften,
    /// Only the host may do that, and this is not the host.
    #[error("not the host")]
    NotHost,
    /// The program is not able to keep it now.
    #[error("out of order")]
    OutOfOrder,
}

impl Refusal {
    /// For people.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Refusal::Over => words::OVER,
            Refusal::DoorLocked => words::DOOR_LOCKED,
            Refusal::Full => words::FULL,
            Refusal::Removed => words::REMOVED,
            Refusal::Banned => words::BANNED,
            Refusal::Name(NameFault::Empty) => words::NAME_EMPTY,
            Refusal::Name(NameFault::Long) => words::NAME_LONG,
            Refusal::Name(NameFault::Unseen) => words::NAME_UNSEEN,
            Refusal::UnknownStudent => words::UNKNOWN_STUDENT,
            Refusal::StudentTaken => words::STUDENT_TAKEN,
            Refusal::UnknownTeam => words::UNKNOWN_TEAM,
            Refusal::UnknownPlayer => words::UNKNOWN_PLAYER,
            Refusal::UnknownQuestion => words::UNKNOWN_QUESTION,
            Refusal::NotOpen => words::NOT_OPEN,
            Refusal::Late => words::LATE,
            Refusal::Paused => words::PAUSED,
            Refusal::Answered => words::ANSWERED,
            Refusal::Incomplete => words::INCOMPLETE,
            Refusal::Unfit => words::UNFIT,
            Refusal::NotANumber => words::NOT_A_NUMBER,
            Refusal::NotNow => words::NOT_NOW,
            Refusal::Poll => words::NO_POLL,
            Refusal::Stale => words::STALE,
            Refusal::WrongCode => words::WRONG_CODE,
            Refusal::TooOften => words::TOO_OFTEN,
            Refusal::NotHost => words::NOT_HOST,
            Refusal::OutOfOrder => words::OUT_OF_ORDER,
        }
    }
}
