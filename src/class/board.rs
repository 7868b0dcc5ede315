//! The scores: a pure function of everything that was answered, made anew whenever something is revealed.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::class::{
    PlayerId,
    player::Players,
    score::{bonus, most, points},
    setup::Setup,
    sheet::Sheet,
};

/// How a player stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// All points; for those who came late, what they would have at the same rate, where the room is so kind.
    pub score: u32,
    /// Points for the question that was revealed last.
    pub gained: u32,
    /// Right answers.
    pub right: u32,
    /// Right answers in a row.
    pub row: u32,
    /// From 1; equal scores share the better rank. 0 for one who was not there at the last reveal.
    pub rank: u32,
}

/// How a team stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamStanding {
    /// Number of the team.
    pub team: u32,
    /// The sum over the questions of what its members got on average, of those who had joined before; rounded at the end.
    pub score: u32,
    /// Members.
    pub members: u32,
    /// From 1; equal scores share the better rank.
    pub rank: u32,
}

/// The scores as they were revealed last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// Players, best first; of equals, who joined first.
    pub ranked: Vec<PlayerId>,
    /// Teams, best first.
    pub teams: Vec<TeamStanding>,
    standings: Vec<Standing>,
}

impl Board {
    /// The scores of everybody who has a seat. O(players × questions + players × log players).
    #[must_use]
    pub fn of(setup: &Setup, sheets: &[Sheet], players: &Players) -> Board {
        let mut standings = vec![Standing::default(); players.len()];
        // Earned points, and the most that could be earned since they came.
        let mut earned = vec![(0_u32, 0_u32); players.len()];
        let mut means = vec![0.0; setup.teams.len()];
        let scored: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.is_scored()).collect();
        for sheet in &scored {
            let mut sums = vec![(0_u64, 0_u64); setup.teams.len()];
            for (id, player) in players.iter() {
                let at = id.index();
                let standing = &mut standings[at];
                let given = sheet.given(id);
                let worth = given.map_or(0, |given| points(setup, sheet, given));
                let right = given.is_some_and(|given| given.right);
                standing.right += u32::from(right);
                standing.row = if right { standing.row + 1 } else { 0 };
                let bonus = if setup.scoring.streak { bonus(standing.row) } else { 0 };
                standing.gained = worth + bonus;
                earned[at].0 += worth + bonus;
                earned[at].1 += if sheet.is_for(id) { most(sheet) } else { 0 };
                let is_member = at < sheet.joined;
                if let Some(sum) =
                    player.team.and_then(|team| sums.get_mut(team as usize)).filter(|_| is_member)
                {
                    *sum = (sum.0 + u64::from(worth + bonus), sum.1 + 1);
                }
            }
            for (mean, (sum, members)) in means.iter_mut().zip(sums) {
                *mean += if members > 0 { sum as f64 / members as f64 } else { 0.0 };
            }
        }
        let all: u32 = scored.iter().map(|sheet| most(sheet)).sum();
        for (standing, (points, possible)) in standings.iter_mut().zip(earned) {
            standing.score = if setup.scoring.catch_up { caught_up(points, possible, all) } else { points };
        }
        Board::ranked(standings, teams(&means, players), players)
    }

    fn ranked(mut standings: Vec<Standing>, mut teams: Vec<TeamStanding>, players: &Players) -> Board {
        let mut ranked: Vec<PlayerId> = players.iter().map(|(id, _)| id).collect();
        ranked.sort_by_key(|id| (Reverse(standings[id.index()].score), *id));
        let ranks = ranks(ranked.iter().map(|id| standings[id.index()].score));
        for (id, rank) in ranked.iter().zip(ranks) {
            standings[id.index()].rank = rank;
        }
        teams.sort_by_key(|team| (Reverse(team.score), team.team));
        let ranks = ranks_of_teams(&teams);
        for (team, rank) in teams.iter_mut().zip(ranks) {
            team.rank = rank;
        }
        Board { ranked, teams, standings }
    }

    /// How a player stands; one who came after it was made has nothing yet.
    #[must_use]
    pub fn standing(&self, id: PlayerId) -> Standing {
        self.standings.get(id.index()).copied().unwrap_or_default()
    }
}

fn teams(means: &[f64], players: &Players) -> Vec<TeamStanding> {
    // At most 200 questions of 10 times the usual points, which fits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below 0")]
    let standing = |(team, mean): (u32, &f64)| TeamStanding {
        team,
        score: mean.round() as u32,
        ..TeamStanding::default()
    };
    let mut teams: Vec<TeamStanding> = (0..).zip(means).map(standing).collect();
    for (_, player) in players.iter() {
        if let Some(team) = player.team.and_then(|team| teams.get_mut(team as usize)) {
            team.members += 1;
        }
    }
    teams
}

fn ranks_of_teams(teams: &[TeamStanding]) -> Vec<u32> {
    ranks(teams.iter().map(|team| team.score))
}

/// The ranks of scores that are sorted, best first.
fn ranks(scores: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut ranks: Vec<u32> = Vec::new();
    let mut last = None;
    for (place, score) in (1..).zip(scores) {
        let rank = match (last, ranks.last()) {
            (Some(other), Some(rank)) if other == score => *rank,
            _ => place,
        };
        ranks.push(rank);
        last = Some(score);
    }
    ranks
}

/// What somebody who got `points` of the `possible` would have of `all`.
fn caught_up(points: u32, possible: u32, all: u32) -> u32 {
    let scaled = (u64::from(points) * u64::from(all)).checked_div(u64::from(possible)).unwrap_or(0);
    u32::try_from(scaled).unwrap_or(u32::MAX)
}
