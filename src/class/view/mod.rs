//! What may be seen of a room: one type for each audience.
//!
//! | who | view | made |
//! |---|---|---|
//! | somebody at the door | [`DoorView`] | when they ask |
//! | all players, the same | [`PlayerView`] | once for all, when [`Room::revision`](crate::class::Room::revision) rises |
//! | one player | [`Yours`] | when they answer, and when something is revealed |
//! | the projector | [`ProjectorView`] | as often as the hub likes |
//! | the host | [`HostView`], [`PlayerLine`]s | the same |
//!
//! Invariants: before something is revealed, nothing but [`HostView`] depends on what is right or why. Nothing that players see
//! grows with their number. Times are what is left, never moments of a clock. Texts are inline Markdown of the course in both
//! languages, so that a client can switch by itself.

mod board;
mod host;
mod key;
mod player;
mod projector;
mod question;
mod scene;

pub use self::{
    board::{BoardView, Row, TeamRow},
    host::{HostView, PlayerLine, Upcoming},
    key::{Counts, KeyOption, KeyView, Told},
    player::{DoorView, Mine, NamesView, OwnQuestion, PlayerView, Result, Seen, Yours},
    projector::{ProjectorView, Ways},
    question::{AnswerKind, QuestionView},
    scene::{Reviewed, Scene, Timing},
};
