//! A class: the live quiz as a state machine, who is in it, what everybody may see, the messages, and the report.
//!
//! | module | what lives there |
//! |---|---|
//! | [`setup`], [`poll`] | what a room is opened with: questions, mode, scoring, names |
//! | [`command`], [`reply`], [`refusal`] | what is asked of a room, and why it says no |
//! | [`event`] | what happened: the only thing that is ever kept |
//! | [`room`] | the room: commands to events, events to state |
//! | [`clock`], [`phase`], [`name`], [`player`], [`sheet`], [`score`], [`board`] | what the state is made of |
//! | [`view`] | what players, the projector and the host may see of it |
//! | [`seat`], [`code`], [`wire`] | secrets, join codes, messages |
//! | [`report`] | what the class has understood |
//!
//! Invariants: a room is a fold over its events, which hold everything it needs, so that it can be taken up again after a
//! crash. Time is that of the room, in milliseconds, and handed in. What is right, why, and the scores leave a room only when
//! they are revealed.
//!
//! It must not know sockets, clocks, files or randomness.

pub mod address;
pub mod board;
pub mod clock;
pub mod code;
pub mod command;
pub mod event;
pub mod name;
pub mod phase;
pub mod player;
pub mod poll;
pub mod refusal;
pub mod reply;
pub mod report;
pub mod room;
pub mod score;
pub mod seat;
pub mod setup;
pub mod sheet;
pub mod view;
pub mod wire;

pub use self::{
    address::Address,
    code::JoinCode,
    command::{Command, HostCommand, Join},
    event::{Event, Happened},
    phase::Phase,
    player::PlayerId,
    poll::{OwnPoll, Poll},
    refusal::Refusal,
    reply::Reply,
    room::Room,
    seat::{HostToken, SeatHash, SeatToken},
    setup::{Item, Setup},
};
