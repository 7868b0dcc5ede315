//! What players may do.

use super::State;
use crate::{
    class::{
        Happened, Phase, PlayerId, Refusal,
        command::{Answer, Join},
        name,
        player::Seat,
        reply,
        setup::{Names, student_key},
        sheet::{Sheet, Stage},
    },
    lang::Text,
    study::answer::grade,
};

impl State {
    /// Somebody wants a seat, of which `taken` are taken.
    pub(super) fn join(&self, join: &Join, taken: usize) -> Result<Vec<Happened>, Refusal> {
        match self.players.seat(&join.seat) {
            Some(Seat::Taken(_)) => return Ok(Vec::new()),
            Some(Seat::Dead { banned: true }) => return Err(Refusal::Banned),
            Some(Seat::Dead { banned: false }) => return Err(Refusal::Removed),
            None if self.phase.is_over() => return Err(Refusal::Over),
            None if !self.open => return Err(Refusal::DoorLocked),
            None if taken >= self.setup.seats as usize => return Err(Refusal::Full),
            None => {}
        }
        let (wanted, student) = self.name(join)?;
        let team = self.team(join.team)?;
        let player = PlayerId::at(self.players.len());
        let name = self.players.free_name(wanted, None);
        Ok(vec![Happened::Joined { player, seat: join.seat, name, student, team }])
    }

    /// What somebody is to be called, and their number in the list of students.
    fn name(&self, join: &Join) -> Result<(Text, Option<String>), Refusal> {
        match &self.setup.names {
            Names::Chosen => Ok((name::same(name::clean(&join.name).map_err(Refusal::Name)?), None)),
            Names::Anonymous => Ok((name::made(self.setup.seed, self.players.len()), None)),
            Names::Roster(_) => {
                let typed = join.student.as_deref().unwrap_or_default();
                let student = self.roster.get(&student_key(typed)).ok_or(Refusal::UnknownStudent)?;
                if self.players.has_student(&student.id) {
                    return Err(Refusal::StudentTaken);
                }
                Ok((name::same(student.name.clone()), Some(student.id.clone())))
            }
        }
    }

    fn team(&self, wanted: Option<u32>) -> Result<Option<u32>, Refusal> {
        if self.setup.teams.is_empty() {
            return Ok(None);
        }
        let is_team = |team: &u32| (*team as usize) < self.setup.teams.len();
        wanted.filter(is_team).map(Some).ok_or(Refusal::UnknownTeam)
    }

    pub(super) fn answer(&self, answer: &Answer, now: u64) -> Result<Vec<Happened>, Refusal> {
        let Answer { player, question, seq, reply } = answer;
        let sheet = self.sheets.get(*question as usize).ok_or(Refusal::UnknownQuestion)?;
        let began = self.players.get(*player).ok_or(Refusal::UnknownPlayer)?.began;
        match sheet.given(*player) {
            // It was taken, but the player has not heard of it.
            Some(given) if given.seq == *seq => return Ok(Vec::new()),
            Some(_) => return Err(Refusal::Answered),
            None => {}
        }
        self.check_open(*player, *question, sheet, now)?;
        let response = reply::read(&sheet.item, &sheet.order, reply)?;
        let right = !sheet.item.poll && grade(&sheet.item.question, &response);
        let ran = self.clock.ran(now);
        let took_ms = if self.is_live() { ran } else { ran.saturating_sub(began) };
        let (player, question, seq) = (*player, *question, *seq);
        Ok(vec![Happened::Answered { player, question, seq, took_ms, response, right }])
    }

    /// Whether a player may answer a question now.
    fn check_open(&self, player: PlayerId, question: u32, sheet: &Sheet, now: u64) -> Result<(), Refusal> {
        if self.phase != Phase::Question || self.question_of(player) != Some(question) {
            // In a self-paced room all questions are asked, but those behind a player's own are not open to them.
            let is_ahead = self.question_of(player).is_some_and(|own| question > own);
            return Err(if sheet.stage == Stage::Unasked || is_ahead {
                Refusal::NotOpen
            } else {
                Refusal::Late
            });
        }
        match () {
            () if self.clock.is_over(now) => Err(Refusal::Late),
            () if self.clock.is_paused() => Err(Refusal::Paused),
            () => Ok(()),
        }
    }
}
