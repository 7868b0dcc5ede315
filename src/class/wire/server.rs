//! What a room says.

use serde::{Deserialize, Serialize};

use crate::{
    class::{
        PlayerId, Refusal, SeatToken,
        view::{DoorView, HostView, Mine, PlayerLine, PlayerView, ProjectorView, Ways, Yours},
    },
    lang::Text,
};

/// What a room says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ServerMessage {
    /// The class here has the code that was asked for.
    Here,
    /// What has to be said to come in.
    Door(DoorView),
    /// A player has a seat.
    Welcome {
        /// [`VERSION`](crate::class::wire::VERSION) of the room.
        version: u32,
        /// Their number.
        player: PlayerId,
        /// Their seat, to come back to. Nobody else is told.
        seat: SeatToken,
        /// What they are called, which need not be what they wanted.
        name: Text,
        /// Number of their team.
        team: Option<u32>,
    },
    /// What all players see.
    State(PlayerView),
    /// What one player sees besides.
    Yours(Yours),
    /// What one player has answered so far, with what was right, as far as that is revealed.
    Results {
        /// In the order of the questions; without polls.
        answers: Vec<Mine>,
    },
    /// What became of an answer.
    Ack {
        /// Number of the question.
        question: u32,
        /// The client's own number of the answer.
        seq: u32,
        /// What became of it.
        result: Acked,
    },
    /// Something other than an answer was refused.
    Refused {
        /// Why.
        reason: Refusal,
        /// For people.
        message: Text,
    },
    /// A message could not be read.
    Malformed {
        /// What was wrong, for those who write clients.
        message: String,
    },
    /// How others come in, for the wall to show.
    Ways(Ways),
    /// What is on the wall.
    ProjectorState(ProjectorView),
    /// What the host sees.
    HostState {
        /// All but the players.
        view: Box<HostView>,
        /// The players; `None` when nothing has changed about them.
        players: Option<Vec<PlayerLine>>,
    },
    /// The connection will be closed.
    Bye {
        /// Why.
        reason: Goodbye,
    },
    /// The answer to a ping.
    Pong,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Acked {
    /// It counts. Told again when it is sent again.
    Accepted,
    /// It does not.
    Refused(Refusal),
}

/// Why a connection is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Goodbye {
    /// The teacher gave up the seat; one may join again.
    Removed,
    /// The teacher banned the seat.
    Banned,
    /// The room is over.
    Closed,
    /// The same seat was taken from somewhere else.
    Replaced,
    /// Client and room do not speak the same version.
    Version,
    /// Too many messages or connections.
    TooMany,
    /// Nothing was heard for too long.
    Idle,
    /// The host's program ends; the room may go on later.
    Stopping,
}

impl ServerMessage {
    /// Something was refused.
    #[must_use]
    pub fn refused(reason: Refusal) -> ServerMessage {
        let words = reason.words();
        let message = Text { ko: words.0.to_owned(), en: words.1.to_owned() };
        ServerMessage::Refused { reason, message }
    }
}

/// `message` as it travels.
#[must_use]
pub fn encode(message: &ServerMessage) -> String {
    // Nothing in a message can fail to be written: no map has other keys than texts.
    serde_json::to_string(message).unwrap_or_default()
}
