//! Players: who sits where, what they are called, and who is in the room.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    class::{SeatHash, name},
    lang::{Lang, Text},
};

/// How long somebody who has dropped out is waited for, in milliseconds, before a question is locked early.
pub const AWAY_MS: u64 = 30_000;

/// Number of a player, from 0, in the order of joining.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlayerId(pub u32);

impl PlayerId {
    /// Their place in any list of all players.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The player at `index` of the list of all.
    #[must_use]
    pub fn at(index: usize) -> PlayerId {
        PlayerId(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// A player.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    /// What they are called.
    pub name: Text,
    /// Their number in the list of students.
    pub student: Option<String>,
    /// Number of their team.
    pub team: Option<u32>,
    /// When they joined, in milliseconds of the room.
    pub joined: u64,
    /// Whether they were removed.
    pub removed: bool,
    /// In a self-paced room, how long its clock had run when they came to their present question, in milliseconds.
    pub began: u64,
}

/// Who sits on a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// This player.
    Taken(PlayerId),
    /// Nobody any more, and nobody will.
    Dead {
        /// Whether whoever sat there may not come back.
        banned: bool,
    },
}

/// All players that ever joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Players {
    all: Vec<Player>,
    seats: BTreeMap<SeatHash, Seat>,
    hashes: Vec<SeatHash>,
    names: BTreeMap<String, PlayerId>,
    // Where the search for a free number behind a name goes on, so that a thousand of the same name are no square of it.
    numbers: BTreeMap<String, u32>,
    students: BTreeMap<String, PlayerId>,
    left: usize,
}

impl Players {
    /// How many ever joined.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether nobody ever joined.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many have a seat.
    #[must_use]
    pub fn seated(&self) -> usize {
        self.all.len() - self.left
    }

    /// One who has a seat.
    #[must_use]
    pub fn get(&self, id: PlayerId) -> Option<&Player> {
        self.all.get(id.index()).filter(|player| !player.removed)
    }

    /// All who have a seat, in the order of joining.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (PlayerId, &Player)> {
        let numbered = self.all.iter().enumerate().map(|(at, player)| (PlayerId::at(at), player));
        numbered.filter(|(_, player)| !player.removed)
    }

    /// Who sits on a seat.
    #[must_use]
    pub fn seat(&self, hash: &SeatHash) -> Option<Seat> {
        self.seats.get(hash).copied()
    }

    /// What all seats hash to that were ever taken.
    pub fn hashes(&self) -> impl Iterator<Item = &SeatHash> {
        self.hashes.iter()
    }

    /// Whether a student has a seat.
    #[must_use]
    pub fn has_student(&self, id: &str) -> bool {
        self.students.contains_key(id)
    }

    /// `wanted`, or with the least number behind it that nobody else but `who` has.
    #[must_use]
    pub fn free_name(&self, wanted: Text, who: Option<PlayerId>) -> Text {
        let is_free = |name: &Text| {
            keys(name).iter().all(|key| self.names.get(key).is_none_or(|other| Some(*other) == who))
        };
        if is_free(&wanted) {
            return wanted;
        }
        let from = self.first_number(&wanted);
        // Every player has two names at most, so one of so many numbers is free.
        let numbers = from..=from.saturating_add(self.most_number());
        numbers.map(|number| name::numbered(&wanted, number)).find(is_free).unwrap_or(wanted)
    }

    /// The number from which on one behind `wanted` may be free.
    fn first_number(&self, wanted: &Text) -> u32 {
        // The longer the number, the less of a long name stands before it.
        let starts = [1, 10, 100, 1_000, 10_000].map(|number| name::numbered(wanted, number));
        let known = starts.iter().flat_map(bases).filter_map(|(base, _)| self.numbers.get(&base));
        known.max().copied().unwrap_or(2)
    }

    fn most_number(&self) -> u32 {
        u32::try_from(2 * self.all.len() + 2).unwrap_or(u32::MAX)
    }

    /// Takes a seat under a name of [`Players::free_name`].
    pub fn join(&mut self, hash: SeatHash, player: Player) {
        let id = PlayerId::at(self.all.len());
        self.seats.insert(hash, Seat::Taken(id));
        self.hashes.push(hash);
        if let Some(student) = &player.student {
            self.students.insert(student.clone(), id);
        }
        let name = player.name.clone();
        self.all.push(player);
        self.take_name(id, &name);
    }

    /// Calls a player something else.
    pub fn rename(&mut self, id: PlayerId, name: Text) {
        self.names.retain(|_, other| *other != id);
        if let Some(player) = self.all.get_mut(id.index()) {
            player.name = name.clone();
            self.take_name(id, &name);
        }
    }

    fn take_name(&mut self, id: PlayerId, name: &Text) {
        for key in keys(name) {
            self.names.insert(key, id);
        }
        for (base, number) in bases(name) {
            // Somebody may well call themselves “Kim 4000000000”.
            if number <= self.most_number() {
                let next = self.numbers.entry(base).or_default();
                *next = (*next).max(number + 1);
            }
        }
    }

    /// Removes a player: the seat is dead, the name and the number on the list are free again.
    pub fn remove(&mut self, id: PlayerId, banned: bool) {
        let Some(player) = self.all.get_mut(id.index()).filter(|player| !player.removed) else { return };
        player.removed = true;
        self.left += 1;
        self.names.retain(|_, other| *other != id);
        self.students.retain(|_, other| *other != id);
        if let Some(hash) = self.hashes.get(id.index()) {
            self.seats.insert(*hash, Seat::Dead { banned });
        }
    }

    /// A player has come to the next question when the clock had run for `ran` milliseconds.
    pub fn began(&mut self, id: PlayerId, ran: u64) {
        if let Some(player) = self.all.get_mut(id.index()) {
            player.began = ran;
        }
    }
}

fn keys(name: &Text) -> [String; 2] {
    Lang::ALL.map(|lang| name::skeleton(name.get(lang)))
}

/// What stands before the number of a name, as it is compared, and the number.
fn bases(name: &Text) -> impl Iterator<Item = (String, u32)> + use<'_> {
    Lang::ALL.into_iter().filter_map(|lang| {
        let (base, number) = name.get(lang).rsplit_once(' ')?;
        Some((name::skeleton(base), number.parse().ok()?))
    })
}

/// Who is in the room now. It is not kept: after a crash everybody has to come back first.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    lines: Vec<Line>,
    present: usize,
}

/// The connections of one player.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    count: u32,
    away_since: u64,
}

impl Presence {
    /// How many players are there.
    #[must_use]
    pub fn present(&self) -> usize {
        self.present
    }

    /// Whether a player is there.
    #[must_use]
    pub fn is_present(&self, id: PlayerId) -> bool {
        self.lines.get(id.index()).is_some_and(|line| line.count > 0)
    }

    /// From when on a player who is not there is not waited for; `None` for one who is there.
    #[must_use]
    pub fn missed_at(&self, id: PlayerId) -> Option<u64> {
        let line = self.lines.get(id.index()).copied().unwrap_or_default();
        (line.count == 0).then(|| line.away_since.saturating_add(AWAY_MS))
    }

    /// A player has connected once more.
    pub fn connect(&mut self, id: PlayerId) {
        if let Some(line) = self.lines.get_mut(id.index()) {
            line.count += 1;
            self.present += usize::from(line.count == 1);
        }
    }

    /// A connection of a player has ended at `now`.
    pub fn disconnect(&mut self, id: PlayerId, now: u64) {
        if let Some(line) = self.lines.get_mut(id.index()).filter(|line| line.count > 0) {
            line.count -= 1;
            if line.count == 0 {
                line.away_since = now;
                self.present -= 1;
            }
        }
    }

    /// A player has joined at `now` and is about to connect.
    pub fn join(&mut self, now: u64) {
        self.lines.push(Line { count: 0, away_since: now });
    }

    /// A player is gone for good.
    pub fn remove(&mut self, id: PlayerId) {
        if let Some(line) = self.lines.get_mut(id.index()) {
            self.present -= usize::from(line.count > 0);
            *line = Line::default();
        }
    }

    /// Nobody is there, but everybody is about to come back: the room goes on at `now` after a crash.
    pub fn restart(&mut self, now: u64) {
        self.lines.iter_mut().for_each(|line| *line = Line { count: 0, away_since: now });
        self.present = 0;
    }
}
