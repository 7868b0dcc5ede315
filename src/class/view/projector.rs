//! What is on the wall.

use serde::{Deserialize, Serialize};

use crate::{
    class::{Room, view::Scene},
    lang::Text,
};

/// How many rows of scores are on the wall.
const ROWS: usize = 10;

/// How many of those who came last are on the wall.
const NEWEST: usize = 48;

/// What is on the wall. How others come in, [`Ways`], is the host's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectorView {
    /// Of two views the one with the higher revision is newer, or they differ in counts only.
    pub revision: u64,
    /// What the room is about.
    pub title: Text,
    /// Whether anybody may join.
    pub open: bool,
    /// How many have a seat.
    pub players: usize,
    /// How many of them are there.
    pub present: usize,
    /// How many answers there are to the question; in a self-paced room, to all of them.
    pub answers: u64,
    /// Who came last, newest first; empty while names are hidden, and after the lobby.
    pub newest: Vec<Text>,
    /// What is on everybody's screen.
    pub scene: Scene,
}

/// How others come to a class: it does not change while the class is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// The join code.
    pub code: String,
    /// The address of the page, to be typed.
    pub web: String,
    /// The command for any terminal, where there is a way in by ssh.
    pub ssh: Option<String>,
    /// What ssh says of the computer when it is new to it.
    pub fingerprint: Option<String>,
    /// The command of Seodang itself.
    pub join: String,
    /// Whether only the computer that holds the class reaches it.
    pub is_local: bool,
}

impl ProjectorView {
    /// What is on the wall of `room` at `now`.
    #[must_use]
    pub fn of(room: &Room, now: u64) -> ProjectorView {
        let scene = Scene::of(room, now, ROWS);
        let has_names = room.shows_names() && scene == Scene::Lobby;
        let newest = room.players().iter().rev().take(if has_names { NEWEST } else { 0 });
        let answers = match room.current_sheet() {
            Some(sheet) => u64::from(sheet.tally().answers),
            None => room.sheets().iter().map(|sheet| u64::from(sheet.tally().answers)).sum(),
        };
        ProjectorView {
            revision: room.revision(),
            title: room.setup().title.clone(),
            open: room.is_open(),
            players: room.players().seated(),
            present: room.presence().present(),
            answers,
            newest: newest.map(|(_, player)| player.name.clone()).collect(),
            scene,
        }
    }
}
