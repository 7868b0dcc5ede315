//! The upper end of the scores.

use serde::{Deserialize, Serialize};

use crate::{
    class::{PlayerId, Room},
    lang::Text,
};

/// The upper end of the scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// How many players have a seat.
    pub players: usize,
    /// The best of them, best first.
    pub rows: Vec<Row>,
    /// All teams, best first.
    pub teams: Vec<TeamRow>,
}

/// How one player stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// From 1; equal scores share the better rank.
    pub rank: u32,
    /// What they are called; `None` while names are hidden.
    pub name: Option<Text>,
    /// All points.
    pub score: u32,
    /// Points for the question that was revealed last.
    pub gained: u32,
}

/// How one team stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamRow {
    /// From 1; equal scores share the better rank.
    pub rank: u32,
    /// What it is called.
    pub name: String,
    /// What its members have on average.
    pub score: u32,
    /// How many they are.
    pub members: u32,
}

impl BoardView {
    /// The best `most` of `room`.
    #[must_use]
    pub fn of(room: &Room, most: usize) -> BoardView {
        let board = room.board();
        let row = |id: &PlayerId| {
            let (player, standing) = (room.players().get(*id)?, board.standing(*id));
            let name = room.shows_names().then(|| player.name.clone());
            Some(Row { rank: standing.rank, name, score: standing.score, gained: standing.gained })
        };
        let teams = board.teams.iter().filter_map(|team| {
            let name = room.setup().teams.get(team.team as usize)?.clone();
            Some(TeamRow { rank: team.rank, name, score: team.score, members: team.members })
        });
        BoardView {
            players: room.players().seated(),
            rows: board.ranked.iter().filter_map(row).take(most).collect(),
            teams: teams.collect(),
        }
    }
}
