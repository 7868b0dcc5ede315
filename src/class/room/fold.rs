//! What an event makes of the state. An event that does not fit changes nothing: a journal is input, too.

use super::State;
use crate::class::{
    Event, Happened, Item, Phase, PlayerId,
    board::Board,
    clock::Clock,
    player::Player,
    setup::Mode,
    sheet::{Given, Sheet, Stage},
};

impl State {
    pub(super) fn fold(&mut self, event: &Event) {
        self.latest = self.latest.max(event.at);
        self.revision +=
            u64::from(!matches!(event.what, Happened::Joined { .. } | Happened::Answered { .. }));
        match &event.what {
            Happened::Opened(_) => {}
            Happened::Joined { player, seat, name, student, team } => {
                if player.index() == self.players.len() {
                    let (name, student) = (name.clone(), student.clone());
                    let began = if self.phase == Phase::Question { self.clock.ran(event.at) } else { 0 };
                    let joined = event.at;
                    let player = Player { name, student, team: *team, joined, removed: false, began };
                    self.players.join(*seat, player);
                }
            }
            Happened::Renamed { player, name } => self.players.rename(*player, name.clone()),
            Happened::Kicked { player, banned } => self.kick(*player, *banned),
            Happened::Door { open } => self.open = *open,
            Happened::Names { shown } => self.names_shown = *shown,
            Happened::Inserted { question, item } => self.insert(*question, item),
            Happened::Asked { question } => self.ask(*question, event.at),
            Happened::Started => self.start(event.at),
            Happened::Answered { player, question, seq, took_ms, response, right } => {
                let given = Given { seq: *seq, took_ms: *took_ms, response: response.clone(), right: *right };
                self.take(*player, *question, given, event.at);
            }
            Happened::Paused => self.clock.pause(event.at),
            Happened::Resumed => self.clock.resume(event.at),
            Happened::Extended { ms } => self.clock.extend(*ms),
            Happened::Locked => self.lock(),
            Happened::Revealed => self.reveal(),
            Happened::Skipped { question } => {
                if let Some(sheet) = self.sheets.get_mut(*question as usize) {
                    sheet.stage = Stage::Skipped;
                }
            }
            Happened::Scored => self.go(Phase::Scoreboard),
            Happened::Ended => self.go(Phase::Podium),
            Happened::Closed => self.go(Phase::Closed),
        }
    }

    fn go(&mut self, phase: Phase) {
        self.phase = phase;
        self.step += 1;
    }

    fn kick(&mut self, player: PlayerId, banned: bool) {
        self.players.remove(player, banned);
        self.sheets.iter_mut().for_each(|sheet| sheet.void(player));
        self.score();
    }

    fn insert(&mut self, question: u32, item: &Item) {
        let at = question as usize;
        if at <= self.sheets.len() && self.current.is_none_or(|current| current < question) {
            self.sheets.insert(at, Sheet::new(item.clone(), self.setup.seed));
        }
    }

    fn ask(&mut self, question: u32, at: u64) {
        let joined = self.players.len();
        let Some(sheet) = self.sheets.get_mut(question as usize) else { return };
        self.clock = Clock::start(at, sheet.item.limit_ms);
        (sheet.stage, sheet.joined, sheet.clock) = (Stage::Asked, joined, self.clock);
        self.current = Some(question);
        self.go(Phase::Question);
    }

    fn start(&mut self, at: u64) {
        let Mode::SelfPaced { limit_ms, .. } = self.setup.mode else { return };
        self.clock = Clock::start(at, Some(limit_ms));
        for sheet in &mut self.sheets {
            // Whoever joins later has the same questions.
            (sheet.stage, sheet.joined) = (Stage::Asked, usize::MAX);
        }
        self.go(Phase::Question);
    }

    fn take(&mut self, player: PlayerId, question: u32, given: Given, at: u64) {
        let is_seated = self.players.get(player).is_some();
        let Some(sheet) = self.sheets.get_mut(question as usize).filter(|_| is_seated) else { return };
        if sheet.given(player).is_none() {
            sheet.take(player, given);
            self.players.began(player, self.clock.ran(at));
        }
    }

    fn lock(&mut self) {
        let joined = self.players.len();
        match self.current {
            // With what it was extended by.
            Some(current) => {
                if let Some(sheet) = self.sheets.get_mut(current as usize) {
                    sheet.clock = self.clock;
                }
            }
            // Whoever joins now is too late for all of them.
            None => self.sheets.iter_mut().for_each(|sheet| sheet.joined = joined),
        }
        self.go(Phase::Locked);
    }

    fn reveal(&mut self) {
        let sheets = match self.current {
            Some(current) => self.sheets.get_mut(current as usize..=current as usize),
            None => Some(self.sheets.as_mut_slice()),
        };
        sheets.into_iter().flatten().for_each(|sheet| sheet.stage = Stage::Revealed);
        self.go(Phase::Reveal);
        self.score();
    }

    fn score(&mut self) {
        self.board = Board::of(&self.setup, &self.sheets, &self.players);
    }
}
