//! Where a room is.

use serde::{Deserialize, Serialize};

/// Where a room is. In a self-paced room [`Phase::Question`] is all of its questions at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Players come in.
    Lobby,
    /// Answers are taken, unless the clock stands still.
    Question,
    /// No more answers.
    Locked,
    /// What is right is shown.
    Reveal,
    /// The scores are shown.
    Scoreboard,
    /// The final scores are shown.
    Podium,
    /// It is over.
    Closed,
}

impl Phase {
    /// Whether a question was asked that is not revealed yet.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(self, Phase::Question | Phase::Locked)
    }

    /// Whether there will be no further questions.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Phase::Podium | Phase::Closed)
    }
}
