//! Messages between a room and its players, projectors and host: JSON texts, each with its `type`.
//!
//! Invariants: a message of a client is at most [`MOST_BYTES`] long and its texts are bounded; reading one never panics and says
//! what is wrong. Fields that are not known are passed over, so that older and newer clients get along;
//! [`VERSION`] rises when they do not. Both languages travel together; times travel as what is left.

mod client;
mod server;

pub use self::{
    client::{AnswerMessage, ClientMessage, Hello, HostMessage, MOST_BYTES, WireFault, decode},
    server::{Acked, Goodbye, ServerMessage, encode},
};

/// The version of the messages.
pub const VERSION: u32 = 1;
