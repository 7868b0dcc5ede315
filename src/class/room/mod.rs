//! The room: commands to events, events to state.
//!
//! Invariants: [`Room::decide`] changes nothing; [`Room::fold`] needs nothing but the event, so that the events of a room make
//! the same room again. Times of events never go back, whatever the clock that is handed in does. What an answer costs does
//! not depend on how many players there are.

mod fold;
mod host;
mod player;

use std::collections::BTreeMap;

use crate::class::{
    Command, Event, Happened, HostCommand, Join, Phase, PlayerId, Refusal, SeatHash,
    board::Board,
    clock::Clock,
    player::{Players, Presence, Seat},
    setup::{Mode, Names, Setup, SetupFault, Student, student_key},
    sheet::Sheet,
};

/// A live quiz.
#[derive(Clone, Debug)]
pub struct Room {
    state: State,
    presence: Presence,
}

// Who happens to be connected is no part of what happened.
impl PartialEq for Room {
    fn eq(&self, other: &Room) -> bool {
        self.state == other.state
    }
}

/// What the events make.
#[derive(Clone, Debug, PartialEq)]
struct State {
    /// Without its items, which are in the sheets.
    setup: Setup,
    roster: BTreeMap<String, Student>,
    phase: Phase,
    current: Option<u32>,
    sheets: Vec<Sheet>,
    players: Players,
    board: Board,
    clock: Clock,
    open: bool,
    names_shown: bool,
    latest: u64,
    revision: u64,
    step: u32,
}

/// Events that do not begin with [`Happened::Opened`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the events of a room begin with its opening")]
pub struct NotOpened;

impl Room {
    /// Opens a room at `now`, and what is to be kept of that.
    ///
    /// # Errors
    /// When `setup` does not make sense.
    pub fn open(setup: Setup, now: u64) -> Result<(Room, Event), SetupFault> {
        let setup = setup.checked()?;
        let event = Event { at: now, what: Happened::Opened(Box::new(setup.clone())) };
        Ok((Room::new(setup, now), event))
    }

    /// The room that `events` make, with nobody in it.
    ///
    /// # Errors
    /// When they do not begin with the opening of a room.
    pub fn replay<'e>(events: impl IntoIterator<Item = &'e Event>) -> Result<Room, NotOpened> {
        let mut events = events.into_iter();
        let Some(Event { at, what: Happened::Opened(setup) }) = events.next() else { return Err(NotOpened) };
        let mut room = Room::new(Setup::clone(setup), *at);
        events.for_each(|event| room.fold(event));
        Ok(room)
    }

    fn new(mut setup: Setup, now: u64) -> Room {
        let items = std::mem::take(&mut setup.items);
        let sheets = items.into_iter().map(|item| Sheet::new(item, setup.seed)).collect();
        let students = match &setup.names {
            Names::Roster(students) => students.as_slice(),
            Names::Chosen | Names::Anonymous => &[],
        };
        let roster = students.iter().map(|student| (student_key(&student.id), student.clone())).collect();
        let state = State {
            setup,
            roster,
            phase: Phase::Lobby,
            current: None,
            sheets,
            players: Players::default(),
            board: Board::default(),
            clock: Clock::default(),
            open: true,
            names_shown: true,
            latest: now,
            revision: 1,
            step: 0,
        };
        Room { state, presence: Presence::default() }
    }

    /// What happens when `command` arrives at `now` milliseconds of the room's clock. Nothing happens for what has been
    /// done already: an answer that is sent twice, a seat that is taken by the same player.
    ///
    /// # Errors
    /// Why it is refused; then nothing happens.
    pub fn decide(&self, command: &Command, now: u64) -> Result<Vec<Event>, Refusal> {
        let now = now.max(self.state.latest);
        let happened = match command {
            Command::Join(join) => self.join(join, now)?,
            Command::Answer(answer) => self.state.answer(answer, now)?,
            Command::Host(command) => self.state.host(command, now)?,
            Command::Tick => self.due(now),
        };
        Ok(happened.into_iter().map(|what| Event { at: now, what }).collect())
    }

    /// Takes an event into account.
    pub fn fold(&mut self, event: &Event) {
        self.state.fold(event);
        match event.what {
            Happened::Joined { .. } => self.presence.join(event.at),
            Happened::Kicked { player, .. } => self.presence.remove(player),
            _ => {}
        }
    }

    /// Decides, and folds what happens, which is to be kept before anybody sees it.
    ///
    /// # Errors
    /// As [`Room::decide`].
    pub fn apply(&mut self, command: &Command, now: u64) -> Result<Vec<Event>, Refusal> {
        let events = self.decide(command, now)?;
        events.iter().for_each(|event| self.fold(event));
        Ok(events)
    }

    /// A player who has a seat has connected.
    pub fn connect(&mut self, player: PlayerId) {
        if self.state.players.get(player).is_some() {
            self.presence.connect(player);
        }
    }

    /// A connection of a player has ended at `now`.
    pub fn disconnect(&mut self, player: PlayerId, now: u64) {
        self.presence.disconnect(player, now);
    }

    /// Everybody is about to come back: the room goes on at `now` after a crash.
    pub fn restart(&mut self, now: u64) {
        self.presence.restart(now);
    }

    /// When [`Command::Tick`] will do something at the latest, in milliseconds of the room; `None` when it will not unless
    /// something else happens before.
    #[must_use]
    pub fn wake_at(&self) -> Option<u64> {
        let state = &self.state;
        if state.phase != Phase::Question || state.clock.is_paused() {
            return None;
        }
        [state.clock.over_at(), self.early_at()].into_iter().flatten().min()
    }

    /// Somebody wants a seat. Where all are taken, one gives way that nobody uses: so many seats at once want those only who
    /// come, take one, and go.
    fn join(&self, join: &Join, now: u64) -> Result<Vec<Happened>, Refusal> {
        match self.state.join(join, self.state.players.seated()) {
            Err(Refusal::Full) => {}
            joined => return joined,
        }
        let unused = self.unused_seat(now).ok_or(Refusal::Full)?;
        let joined = self.state.join(join, self.state.players.seated().saturating_sub(1))?;
        Ok([vec![Happened::Kicked { player: unused, banned: false }], joined].concat())
    }

    /// Of those who have answered nothing and have been away for long enough, the last who joined.
    fn unused_seat(&self, now: u64) -> Option<PlayerId> {
        let is_away = |id| self.presence.missed_at(id).is_some_and(|at| at <= now);
        let has_answered = |id| self.state.sheets.iter().any(|sheet| sheet.given(id).is_some());
        let ids = self.state.players.iter().rev().map(|(id, _)| id);
        ids.into_iter().find(|id| is_away(*id) && !has_answered(*id))
    }

    /// What is due at `now` without anybody's doing.
    fn due(&self, now: u64) -> Vec<Happened> {
        let is_due = self.wake_at().is_some_and(|at| now >= at);
        if is_due { vec![Happened::Locked] } else { Vec::new() }
    }

    /// From when on nobody is waited for any more: everybody in the room has answered, and whoever has not has been away
    /// for long enough. `None` while somebody in the room has yet to answer.
    fn early_at(&self) -> Option<u64> {
        let state = &self.state;
        let sheet = state.current_sheet().filter(|_| state.setup.early)?;
        let present = self.presence.present();
        // Looking at everybody is left for when there is a chance.
        if present == 0 || (sheet.tally().answers as usize) < present {
            return None;
        }
        let missing = state.players.iter().filter(|(id, _)| sheet.given(*id).is_none());
        missing.map(|(id, _)| self.presence.missed_at(id)).try_fold(0, |latest, at| Some(latest.max(at?)))
    }

    /// What it was opened with; its items are in [`Room::sheets`].
    #[must_use]
    pub fn setup(&self) -> &Setup {
        &self.state.setup
    }

    /// Where it is.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.state.phase
    }

    /// Number of the question that is, or was last, asked; `None` in a self-paced room.
    #[must_use]
    pub fn current(&self) -> Option<u32> {
        self.state.current
    }

    /// The questions, and what was answered to them.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.state.sheets
    }

    /// The sheet of a question.
    #[must_use]
    pub fn sheet(&self, question: u32) -> Option<&Sheet> {
        self.state.sheets.get(question as usize)
    }

    /// The sheet of the question that is, or was last, asked.
    #[must_use]
    pub fn current_sheet(&self) -> Option<&Sheet> {
        self.state.current_sheet()
    }

    /// Those who joined.
    #[must_use]
    pub fn players(&self) -> &Players {
        &self.state.players
    }

    /// Who is there now.
    #[must_use]
    pub fn presence(&self) -> &Presence {
        &self.presence
    }

    /// The scores as they were revealed last.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.state.board
    }

    /// The clock of the question, or of all of them in a self-paced room.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.state.clock
    }

    /// Whether anybody may join.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state.open
    }

    /// Whether names are shown to all.
    #[must_use]
    pub fn shows_names(&self) -> bool {
        self.state.names_shown
    }

    /// Raised by everything that changes what all players see.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.state.revision
    }

    /// Raised whenever the room is somewhere else: see [`HostCommand::Next`].
    #[must_use]
    pub fn step(&self) -> u32 {
        self.state.step
    }

    /// When something happened last, in milliseconds of the room.
    #[must_use]
    pub fn latest(&self) -> u64 {
        self.state.latest
    }

    /// Who sits on a seat.
    #[must_use]
    pub fn seat(&self, hash: &SeatHash) -> Option<Seat> {
        self.state.players.seat(hash)
    }

    /// Number of the question that is open to a player: that of everybody, or their own in a self-paced room.
    #[must_use]
    pub fn question_of(&self, player: PlayerId) -> Option<u32> {
        self.state.question_of(player)
    }

    /// The command that `step` on the host's screen stands for now.
    #[must_use]
    pub fn next(&self) -> HostCommand {
        HostCommand::Next { step: self.state.step }
    }
}

impl State {
    fn is_live(&self) -> bool {
        self.setup.mode == Mode::Live
    }

    fn current_sheet(&self) -> Option<&Sheet> {
        self.sheets.get(self.current? as usize)
    }

    fn question_of(&self, player: PlayerId) -> Option<u32> {
        if self.phase != Phase::Question {
            return None;
        }
        if self.is_live() {
            return self.current;
        }
        (0..).zip(&self.sheets).find(|(_, sheet)| sheet.given(player).is_none()).map(|(number, _)| number)
    }
}
