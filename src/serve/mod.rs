//! A class on the network: the hub that owns a room, the ways in, and the way out to a room elsewhere.
//!
//! | module | what lives there |
//! |---|---|
//! | [`host`] | the whole of it for a program without tasks: start, command, watch, stop |
//! | [`hub`] | the door of a room: who may talk to it |
//! | `room` | the task that owns a room: decides, keeps, tells |
//! | `audience` | who is connected, and what each of them was told last |
//! | `outbox` | what waits to be sent to one client: bounded, the newest state wins |
//! | [`guard`] | limits by address |
//! | `allowance` | what somebody may have of something that comes back with time |
//! | [`patience`] | how long is waited for those who say nothing |
//! | `client` | one connection, whatever carries it |
//! | `origin` | where a client without a memory comes from, and the seat it had |
//! | [`ssh`] | terminals, each with an app in this process |
//! | [`web`] | pages, WebSocket, server-sent events, polling |
//! | [`guest`] | the other end: a seat in a class elsewhere, or a look at its wall |
//! | [`local`] | finding classes in the local network, and telling it about one |
//! | `clock`, `secret` | the room's clock; tokens |
//!
//! Invariants: one task owns a room, so nothing is ever locked while something is decided. Nobody sees an effect before the
//! events behind it are on the disk. No queue is without bound. A client that panics, floods or falls asleep ends alone.
//!
//! It must not know what is right or wrong, how a score comes about, or what a screen looks like.

mod allowance;
mod audience;
mod client;
mod clock;
pub mod guard;
pub mod guest;
pub mod host;
pub mod hub;
pub mod local;
mod origin;
mod outbox;
pub mod patience;
mod room;
mod secret;
pub mod ssh;
pub mod web;

pub use self::{
    host::{Host, HostError, Sight},
    secret::{random_code, random_seed},
};
