//! What clients say.

use serde::{Deserialize, Serialize};

use crate::{
    class::{HostCommand, HostToken, Reply, SeatToken, reply::MOST_TYPED},
    lang::Lang,
};

/// The longest message of a client, in bytes.
pub const MOST_BYTES: usize = 8 * 1024;

/// The longest name, code, or number of a student, in bytes, before it is looked at.
const MOST_TEXT: usize = 160;

/// The most options that an answer names.
const MOST_PLACES: usize = 64;

/// What a client says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ClientMessage {
    /// The first message of a player.
    Hello(Hello),
    /// A player answers.
    Answer(AnswerMessage),
    /// The host wants something; without a command, to be the host.
    Host(HostMessage),
    /// To see what is on the wall.
    Projector {
        /// The join code, as it was typed; whoever has the host's token needs none.
        #[serde(default)]
        code: String,
        /// The host's token, where the room demands it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        token: Option<HostToken>,
    },
    /// Whether the class here has this code; the answer is [`ServerMessage::Here`] or a refusal.
    ///
    /// [`ServerMessage::Here`]: crate::class::wire::ServerMessage::Here
    Knock {
        /// The join code, as it was typed.
        code: String,
    },
    /// A player wants to know what was right in what they have answered, as far as that is revealed; the answer is
    /// [`ServerMessage::Results`].
    ///
    /// [`ServerMessage::Results`]: crate::class::wire::ServerMessage::Results
    Results,
    /// To keep the connection alive.
    Ping,
}

/// The first message of a player. Where something is missing, the answer is [`ServerMessage::Door`].
///
/// [`ServerMessage::Door`]: crate::class::wire::ServerMessage::Door
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// [`VERSION`](crate::class::wire::VERSION) of the client.
    pub version: u32,
    /// The join code, as it was typed.
    pub code: String,
    /// The seat that the player had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<SeatToken>,
    /// What they want to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their number in the list of students.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student: Option<String>,
    /// Number of the team, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<u32>,
    /// The language of the screen.
    #[serde(with = "code")]
    pub lang: Lang,
}

/// A player answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerMessage {
    /// Number of the question, from 0.
    pub question: u32,
    /// The client's own number of this answer: the same when it is sent again.
    pub seq: u32,
    /// What.
    pub response: Reply,
}

/// The host wants something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostMessage {
    /// Proof of being the host.
    pub token: HostToken,
    /// What they want; `None` to be told what the host sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<HostCommand>,
}

/// Why a message cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireFault {
    /// It is longer than [`MOST_BYTES`].
    #[error("message of {0} bytes, the most is {MOST_BYTES}")]
    TooLong(usize),
    /// It is no message that is known: what is wrong, and where.
    #[error("{0}")]
    Malformed(String),
    /// A text or a list in it is too long: its name.
    #[error("`{0}` is too long")]
    TooMuch(&'static str),
}

/// Reads a message of a client.
///
/// # Errors
/// When it is too long, or no message.
pub fn decode(bytes: &[u8]) -> Result<ClientMessage, WireFault> {
    if bytes.len() > MOST_BYTES {
        return Err(WireFault::TooLong(bytes.len()));
    }
    let message = serde_json::from_slice(bytes).map_err(|error| WireFault::Malformed(error.to_string()))?;
    match &message {
        ClientMessage::Hello(hello) => {
            bounded("code", &hello.code)?;
            hello.name.iter().try_for_each(|name| bounded("name", name))?;
            hello.student.iter().try_for_each(|student| bounded("student", student))?;
        }
        ClientMessage::Knock { code } => bounded("code", code)?,
        ClientMessage::Answer(answer) => {
            let (size, most) = match &answer.response {
                Reply::Chosen(places) => (places.len(), MOST_PLACES),
                Reply::Matched(places) => (places.len(), MOST_PLACES),
                Reply::Typed(text) => (text.len(), MOST_TYPED),
                Reply::DontKnow => (0, 0),
            };
            if size > most {
                return Err(WireFault::TooMuch("response"));
            }
        }
        ClientMessage::Host(host) => {
            if let Some(HostCommand::Rename { name, .. }) = &host.command {
                bounded("name", name)?;
            }
        }
        ClientMessage::Projector { code, .. } => bounded("code", code)?,
        ClientMessage::Results | ClientMessage::Ping => {}
    }
    Ok(message)
}

fn bounded(field: &'static str, text: &str) -> Result<(), WireFault> {
    if text.len() > MOST_TEXT { Err(WireFault::TooMuch(field)) } else { Ok(()) }
}

/// A language by its code.
mod code {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::lang::Lang;

    pub fn serialize<S: Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(lang.code())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Lang, D::Error> {
        let code = String::deserialize(deserializer)?;
        Lang::from_code(&code).ok_or_else(|| D::Error::custom("the language is ko or en"))
    }
}
