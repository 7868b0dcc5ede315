//! What the teacher may do, and when.

use super::State;
use crate::class::{
    Happened, HostCommand, Item, Phase, PlayerId, Refusal, name,
    setup::{MOST_ITEMS, MOST_MS},
};

impl State {
    pub(super) fn host(&self, command: &HostCommand, now: u64) -> Result<Vec<Happened>, Refusal> {
        if self.phase == Phase::Closed {
            return Err(Refusal::Over);
        }
        match command {
            HostCommand::Next { step } | HostCommand::Skip { step } if *step != self.step => {
                Err(Refusal::Stale)
            }
            HostCommand::Next { .. } => Ok(self.next()),
            HostCommand::Skip { .. } => self.skip(),
            HostCommand::Lock if self.phase == Phase::Question => Ok(vec![Happened::Locked]),
            HostCommand::Reveal if self.phase.is_secret() => Ok(self.revealed()),
            HostCommand::Pause if self.runs(now) && !self.clock.is_paused() => Ok(vec![Happened::Paused]),
            HostCommand::Resume if self.runs(now) && self.clock.is_paused() => Ok(vec![Happened::Resumed]),
            HostCommand::Extend { ms } => self.extend(*ms, now),
            HostCommand::Poll(poll) => self.poll(poll.item()),
            HostCommand::OwnPoll(poll) => self.poll(poll.item(self.sheets.len()).ok_or(Refusal::Poll)?),
            HostCommand::Door { open } if *open == self.open => Ok(Vec::new()),
            HostCommand::Door { open } => Ok(vec![Happened::Door { open: *open }]),
            HostCommand::Names { shown } if *shown == self.names_shown => Ok(Vec::new()),
            HostCommand::Names { shown } => Ok(vec![Happened::Names { shown: *shown }]),
            HostCommand::Rename { player, name } => self.rename(*player, name),
            HostCommand::Kick { player, ban } => {
                self.players.get(*player).ok_or(Refusal::UnknownPlayer)?;
                Ok(vec![Happened::Kicked { player: *player, banned: *ban }])
            }
            HostCommand::End if self.phase == Phase::Podium => Err(Refusal::NotNow),
            HostCommand::End => Ok(self.ended()),
            HostCommand::Close => Ok(self.finished(Happened::Closed)),
            HostCommand::Lock | HostCommand::Reveal | HostCommand::Pause | HostCommand::Resume => {
                Err(Refusal::NotNow)
            }
        }
    }

    /// Whether the clock is at work, running or not.
    fn runs(&self, now: u64) -> bool {
        self.phase == Phase::Question && !self.clock.is_over(now)
    }

    fn next(&self) -> Vec<Happened> {
        let is_poll = self.current_sheet().is_some_and(|sheet| sheet.item.poll);
        let step = match self.phase {
            Phase::Lobby if !self.is_live() => Happened::Started,
            Phase::Question => Happened::Locked,
            Phase::Locked => Happened::Revealed,
            // The podium shows the scores after the last question.
            Phase::Reveal if self.is_live() && !is_poll && self.following().is_some() => Happened::Scored,
            Phase::Lobby | Phase::Reveal | Phase::Scoreboard => self.onward(),
            Phase::Podium | Phase::Closed => Happened::Closed,
        };
        vec![step]
    }

    /// Number of the question that comes next.
    fn following(&self) -> Option<u32> {
        let next = self.current.map_or(0, |current| current + 1);
        (self.is_live() && (next as usize) < self.sheets.len()).then_some(next)
    }

    fn onward(&self) -> Happened {
        self.following().map_or(Happened::Ended, |question| Happened::Asked { question })
    }

    fn skip(&self) -> Result<Vec<Happened>, Refusal> {
        let question = self.current.filter(|_| self.phase.is_secret()).ok_or(Refusal::NotNow)?;
        Ok(vec![Happened::Skipped { question }, self.onward()])
    }

    /// What happens when the teacher has had enough. Nobody has seen yet what was right in their homework, so that comes first.
    fn ended(&self) -> Vec<Happened> {
        if self.phase.is_secret() && !self.is_live() {
            self.revealed()
        } else {
            self.finished(Happened::Ended)
        }
    }

    /// What happens until it is shown what was right; nothing where that is no secret.
    fn revealed(&self) -> Vec<Happened> {
        match self.phase {
            Phase::Question => vec![Happened::Locked, Happened::Revealed],
            Phase::Locked => vec![Happened::Revealed],
            _ => Vec::new(),
        }
    }

    /// What happens when the room goes to `last` from wherever it is. A question that was not revealed does not count,
    /// but homework does.
    fn finished(&self, last: Happened) -> Vec<Happened> {
        let mut happened = match self.current {
            Some(question) if self.phase.is_secret() => vec![Happened::Skipped { question }],
            _ => self.revealed(),
        };
        happened.push(last);
        happened
    }

    fn extend(&self, ms: u64, now: u64) -> Result<Vec<Happened>, Refusal> {
        let can = self.runs(now) && self.clock.limit().is_some_and(|limit| limit <= MOST_MS);
        if can && (1..=MOST_MS).contains(&ms) {
            Ok(vec![Happened::Extended { ms }])
        } else {
            Err(Refusal::NotNow)
        }
    }

    fn poll(&self, item: Item) -> Result<Vec<Happened>, Refusal> {
        let can = self.is_live() && matches!(self.phase, Phase::Lobby | Phase::Reveal | Phase::Scoreboard);
        if !can || self.sheets.len() >= MOST_ITEMS {
            return Err(Refusal::NotNow);
        }
        let question = self.current.map_or(0, |current| current + 1);
        Ok(vec![Happened::Inserted { question, item: Box::new(item) }, Happened::Asked { question }])
    }

    fn rename(&self, player: PlayerId, typed: &str) -> Result<Vec<Happened>, Refusal> {
        let known = self.players.get(player).ok_or(Refusal::UnknownPlayer)?;
        let wanted = name::same(name::clean(typed).map_err(Refusal::Name)?);
        let name = self.players.free_name(wanted, Some(player));
        Ok(if known.name == name { Vec::new() } else { vec![Happened::Renamed { player, name }] })
    }
}
