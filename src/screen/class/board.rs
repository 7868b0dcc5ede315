//! The scores: the best players, the teams, and where one stands oneself.

use super::lines::Lines;
use crate::{
    class::{board::Standing, view::BoardView},
    lang::{
        class_screen as words,
        width::{pad_left, pad_right, truncate, width},
    },
    ui::{
        chart,
        layout::{Piece, Role},
    },
};

/// Cells of a name.
const NAME: usize = 24;

/// Cells of a bar.
const BAR: usize = 16;

/// A row of the board: rank, name, points, and what is said behind them.
struct Place {
    rank: u32,
    name: String,
    score: u32,
    more: String,
}

impl Lines<'_> {
    /// Where the player stands.
    pub fn standing(&mut self, standing: &Standing) {
        let lang = self.ctx.lang;
        let gained = if standing.gained > 0 { format!("  +{}", standing.gained) } else { String::new() };
        let text = format!("{} · {}{gained}", lang.rank(standing.rank), lang.points(standing.score));
        self.text(&text, Role::Here);
    }

    /// The best players, and the teams.
    pub fn board(&mut self, board: &BoardView) {
        let lang = self.ctx.lang;
        let teams = board.teams.iter().map(|team| Place {
            rank: team.rank,
            name: team.name.clone(),
            score: team.score,
            more: lang.people(team.members as usize),
        });
        self.places(teams.collect());
        if !board.teams.is_empty() {
            self.blank();
        }
        let players = board.rows.iter().map(|row| Place {
            rank: row.rank,
            name: row.name.as_ref().map_or(words::HIDDEN.get(lang), |name| name.get(lang)).to_owned(),
            score: row.score,
            more: if row.gained > 0 { format!("+{}", row.gained) } else { String::new() },
        });
        self.places(players.collect());
        if board.rows.is_empty() {
            self.say(words::NOBODY, Role::Muted);
        }
    }

    fn places(&mut self, places: Vec<Place>) {
        let lang = self.ctx.lang;
        let most = places.iter().map(|place| place.score).max().unwrap_or(0);
        let score = |place: &Place| lang.points(place.score);
        let cells = places.iter().map(|place| width(&score(place))).max().unwrap_or(0);
        for place in &places {
            let role = if place.rank == 1 { Role::Strong } else { Role::Text };
            let name = truncate(&place.name, NAME).into_owned();
            let mut pieces = vec![
                Piece::new(format!("{}  ", pad_left(&lang.rank(place.rank), 5)), Role::Muted),
                Piece::new(pad_right(&name, NAME), role),
            ];
            if self.width >= 70 {
                pieces.extend(chart::bar(BAR, place.score.into(), most.max(1).into()));
            }
            pieces.push(Piece::new(format!("  {}", pad_left(&score(place), cells)), role));
            pieces.push(Piece::new(format!("  {}", place.more), Role::Muted));
            pieces.retain(|piece| !piece.text.is_empty());
            self.push(pieces, None);
        }
    }
}
