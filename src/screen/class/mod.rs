//! A class on the screen: the seat of a player, the side of the teacher, and what is on the wall.
//!
//! What is shown is what the room said last; the app decides nothing about it. Time goes on from what was left when it was
//! said. It must not know how messages travel.

mod asked;
mod board;
mod countdown;
mod desk;
mod door;
mod host;
mod letters;
mod lines;
mod lobby;
mod player;
mod polls;
mod record;
mod reveal;
mod seat;

pub use self::{host::Host, player::Player};
