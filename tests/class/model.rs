//! The room against a plain account of who answered what when: whatever arrives, in whatever order, both come to the same
//! answers, phases and scores.
//!
//! The account keeps no clocks and no events: it counts milliseconds as they pass, and reckons every score from the first
//! question on whenever it is asked.

use std::collections::BTreeMap;

use proptest::prelude::*;
use seodang::class::{
    HostCommand, Item, Join, Phase, PlayerId, Poll, Refusal, Reply, Room, Setup,
    setup::{Basis, Mode, Scoring},
    view::QuestionView,
    wire::Acked,
};

use crate::desk::{Desk, hash, live, place, single};

const SEATS: u32 = 6;

/// Something that arrives.
#[derive(Clone, Debug)]
enum Arrival {
    Wait(u64),
    Tick,
    Join(u32),
    /// Of a seat, to a question so far from the one that is open, with a number, at a place.
    Answer(u32, i64, u32, u8),
    /// The last answer that was sent, once more.
    Again,
    Host(HostCommand),
    /// The next step, as one sees it now or saw it before.
    Next(bool),
    Skip,
    Kick(u32, bool),
    Rename(u32),
    /// The host's program dies and comes back.
    Crash,
}

fn arrival() -> impl Strategy<Value = Arrival> {
    let host = prop::sample::select(vec![
        HostCommand::Lock,
        HostCommand::Reveal,
        HostCommand::Pause,
        HostCommand::Resume,
        HostCommand::Resume,
        HostCommand::Extend { ms: 7_000 },
        HostCommand::Poll(Poll::Going),
        HostCommand::Door { open: false },
        HostCommand::Door { open: true },
        HostCommand::Names { shown: false },
    ]);
    // Mostly what makes sense, so that most lessons get somewhere.
    let offset = prop::sample::select(vec![0, 0, 0, 0, 0, 0, -1, 1, 900]);
    let choice = prop::sample::select(vec![0u8, 0, 1, 1, 2, 2, 3, 255]);
    prop_oneof![
        4 => prop::sample::select(vec![1, 90, 700, 3_000, 9_999, 21_000]).prop_map(Arrival::Wait),
        2 => Just(Arrival::Tick),
        3 => (0..SEATS).prop_map(Arrival::Join),
        12 => (0..SEATS, offset, 0u32..3, choice).prop_map(|(s, o, n, c)| Arrival::Answer(s, o, n, c)),
        1 => Just(Arrival::Again),
        3 => host.prop_map(Arrival::Host),
        6 => any::<bool>().prop_map(Arrival::Next),
        1 => Just(Arrival::Skip),
        1 => (0..SEATS, any::<bool>()).prop_map(|(seat, ban)| Arrival::Kick(seat, ban)),
        1 => (0..SEATS).prop_map(Arrival::Rename),
        1 => Just(Arrival::Crash),
    ]
}

/// A question, as the account has it.
#[derive(Clone, Copy)]
struct Asked {
    limit: Option<u64>,
    weight: u64,
    speed: bool,
    poll: bool,
    /// How many had joined when it was asked, or homework was collected.
    joined: usize,
    counts: bool,
}

struct Pupil {
    seat: u32,
    team: usize,
    gone: bool,
    banned: bool,
    /// In homework, how long it had run when the pupil came to the present question.
    began: u64,
}

struct Account {
    live: bool,
    scoring: Scoring,
    teams: usize,
    phase: Phase,
    current: usize,
    asked: Vec<Asked>,
    ran: u64,
    limit: Option<u64>,
    paused: bool,
    door: bool,
    pupils: Vec<Pupil>,
    /// How many had joined when the scores were made last.
    ranked: usize,
    /// Of each pupil and question: number of the answer, whether it was right, how long it took.
    answers: BTreeMap<(usize, usize), (u32, bool, u64)>,
}

impl Account {
    fn wait(&mut self, ms: u64) {
        if self.phase == Phase::Question && !self.paused {
            self.ran += ms;
        }
    }

    fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.ran > limit + 250)
    }

    fn pupil(&self, seat: u32) -> Option<usize> {
        self.pupils.iter().position(|pupil| pupil.seat == seat)
    }

    fn join(&mut self, seat: u32, team: usize) -> Option<Refusal> {
        if let Some(at) = self.pupil(seat) {
            let pupil = &self.pupils[at];
            return match (pupil.gone, pupil.banned) {
                (false, _) => None,
                (true, true) => Some(Refusal::Banned),
                (true, false) => Some(Refusal::Removed),
            };
        }
        if matches!(self.phase, Phase::Podium | Phase::Closed) {
            return Some(Refusal::Over);
        }
        if !self.door {
            return Some(Refusal::DoorLocked);
        }
        let began = if self.phase == Phase::Question { self.ran } else { 0 };
        self.pupils.push(Pupil { seat, team, gone: false, banned: false, began });
        None
    }

    /// The question that is open to a pupil.
    fn open_to(&self, pupil: usize) -> Option<usize> {
        match (self.phase, self.live) {
            (Phase::Question, true) => Some(self.current),
            (Phase::Question, false) => {
                (0..self.asked.len()).find(|n| !self.answers.contains_key(&(pupil, *n)))
            }
            _ => None,
        }
    }

    fn answer(&mut self, pupil: usize, question: i64, seq: u32, fit: bool, right: bool) -> Option<Refusal> {
        let Some(question) = usize::try_from(question).ok().filter(|n| *n < self.asked.len()) else {
            return Some(Refusal::UnknownQuestion);
        };
        if self.pupils.get(pupil).is_none_or(|pupil| pupil.gone) {
            return Some(Refusal::UnknownPlayer);
        }
        if let Some((first, ..)) = self.answers.get(&(pupil, question)) {
            return (*first != seq).then_some(Refusal::Answered);
        }
        let is_before = match (self.live, self.phase) {
            (_, Phase::Lobby) => true,
            (true, _) => question > self.current,
            (false, Phase::Question) => self.open_to(pupil).is_some_and(|own| question > own),
            (false, _) => false,
        };
        if is_before {
            return Some(Refusal::NotOpen);
        }
        if self.open_to(pupil) != Some(question) || self.is_over() {
            return Some(Refusal::Late);
        }
        if self.paused {
            return Some(Refusal::Paused);
        }
        if !fit {
            return Some(Refusal::Unfit);
        }
        let took = if self.live { self.ran } else { self.ran - self.pupils[pupil].began };
        self.pupils[pupil].began = self.ran;
        self.answers.insert((pupil, question), (seq, right && !self.asked[question].poll, took));
        None
    }

    fn ask(&mut self, question: usize) {
        if question >= self.asked.len() {
            self.phase = Phase::Podium;
            return;
        }
        (self.phase, self.current, self.ran, self.paused) = (Phase::Question, question, 0, false);
        self.limit = self.asked[question].limit;
        self.asked[question].joined = self.pupils.len();
    }

    fn after(&self) -> usize {
        if self.asked.iter().all(|asked| asked.joined == usize::MAX - 1) { 0 } else { self.current + 1 }
    }

    fn lock(&mut self) {
        self.phase = Phase::Locked;
        if self.live {
            self.asked[self.current].limit = self.limit;
        } else {
            let joined = self.pupils.len();
            self.asked.iter_mut().for_each(|asked| asked.joined = joined);
        }
    }

    fn reveal(&mut self) {
        (self.phase, self.ranked) = (Phase::Reveal, self.pupils.len());
        let (live, current) = (self.live, self.current);
        for (n, asked) in self.asked.iter_mut().enumerate() {
            asked.counts |= !live || n == current;
        }
    }

    fn next(&mut self) {
        match self.phase {
            Phase::Lobby if self.live => self.ask(0),
            Phase::Lobby => {
                (self.phase, self.ran) = (Phase::Question, 0);
                self.asked.iter_mut().for_each(|asked| asked.joined = usize::MAX);
                self.limit = Some(60_000);
            }
            Phase::Question => self.lock(),
            Phase::Locked => self.reveal(),
            Phase::Reveal if !self.live => self.phase = Phase::Podium,
            Phase::Reveal if !self.asked[self.current].poll && self.after() < self.asked.len() => {
                self.phase = Phase::Scoreboard;
            }
            Phase::Reveal | Phase::Scoreboard => self.ask(self.after()),
            Phase::Podium => self.phase = Phase::Closed,
            Phase::Closed => unreachable!(),
        }
    }

    fn host(&mut self, command: &HostCommand) -> Option<Refusal> {
        let runs = self.phase == Phase::Question && !self.is_over();
        let can = match command {
            _ if self.phase == Phase::Closed => return Some(Refusal::Over),
            HostCommand::Lock => self.phase == Phase::Question,
            HostCommand::Reveal => matches!(self.phase, Phase::Question | Phase::Locked),
            HostCommand::Pause => runs && !self.paused,
            HostCommand::Resume => runs && self.paused,
            HostCommand::Extend { .. } => runs && self.limit.is_some(),
            HostCommand::Poll(_) => {
                self.live && matches!(self.phase, Phase::Lobby | Phase::Reveal | Phase::Scoreboard)
            }
            _ => true,
        };
        if !can {
            return Some(Refusal::NotNow);
        }
        match command {
            HostCommand::Lock => self.lock(),
            HostCommand::Reveal => {
                if self.phase == Phase::Question {
                    self.lock();
                }
                self.reveal();
            }
            HostCommand::Pause => self.paused = true,
            HostCommand::Resume => self.paused = false,
            HostCommand::Extend { ms } => self.limit = self.limit.map(|limit| limit + ms),
            HostCommand::Poll(_) => {
                let at = self.after();
                let poll =
                    Asked { limit: None, weight: 1, speed: false, poll: true, joined: 0, counts: false };
                self.asked.insert(at, poll);
                self.ask(at);
            }
            HostCommand::Door { open } => self.door = *open,
            _ => {}
        }
        None
    }

    /// What a pupil has of everything that counts, what they could have, and what the last question gave.
    fn worth(&self, pupil: usize, question: usize, row: &mut u64) -> u64 {
        let asked = self.asked[question];
        let (_, right, took) = self.answers.get(&(pupil, question)).copied().unwrap_or_default();
        if !right {
            *row = 0;
            return 0;
        }
        *row += 1;
        let points = match asked.limit.filter(|_| asked.speed) {
            Some(limit) => 500 + 500 * limit.saturating_sub(took) / limit,
            None => 1_000,
        };
        let bonus = if self.scoring.streak { 100 * ((*row).min(5) - 1) } else { 0 };
        points * asked.weight + bonus
    }

    fn counted(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.asked.len()).filter(|n| self.asked[*n].counts && !self.asked[*n].poll)
    }

    fn score(&self, pupil: usize) -> u64 {
        let mut row = 0;
        let points: u64 = self.counted().map(|question| self.worth(pupil, question, &mut row)).sum();
        if !self.scoring.catch_up {
            return points;
        }
        let there = |n: &usize| pupil < self.asked[*n].joined || self.answers.contains_key(&(pupil, *n));
        let all: u64 = self.counted().map(|n| 1_000 * self.asked[n].weight).sum();
        let since: u64 = self.counted().filter(there).map(|n| 1_000 * self.asked[n].weight).sum();
        (points * all).checked_div(since).unwrap_or(0)
    }

    fn team_score(&self, team: usize) -> u64 {
        let mut rows = vec![0; self.pupils.len()];
        let mut score = 0.0;
        for question in self.counted() {
            let mut sum = 0;
            let mut members = 0_u32;
            for (at, pupil) in self.pupils.iter().enumerate() {
                let worth = self.worth(at, question, &mut rows[at]);
                if !pupil.gone && pupil.team == team && at < self.asked[question].joined {
                    sum += worth;
                    members += 1;
                }
            }
            score += if members > 0 { sum as f64 / f64::from(members) } else { 0.0 };
        }
        score.round() as u64
    }
}

/// A room and the account of it.
struct Both {
    desk: Desk,
    account: Account,
    last: Option<(PlayerId, u32, u32, Reply, bool, bool)>,
    stale: HostCommand,
}

impl Both {
    fn open(setup: Setup) -> Both {
        let asked = |item: &Item| Asked {
            limit: item.limit_ms,
            weight: u64::from(item.weight),
            speed: setup.basis(item) == Basis::Speed,
            poll: item.poll,
            // So that nothing has been asked.
            joined: usize::MAX - 1,
            counts: false,
        };
        let account = Account {
            live: setup.mode == Mode::Live,
            scoring: setup.scoring,
            teams: setup.teams.len(),
            phase: Phase::Lobby,
            current: 0,
            asked: setup.items.iter().map(asked).collect(),
            ran: 0,
            limit: None,
            paused: false,
            door: true,
            pupils: Vec::new(),
            ranked: 0,
            answers: BTreeMap::new(),
        };
        let stale = HostCommand::Next { step: 1_000 };
        Both { desk: Desk::open(setup), account, last: None, stale }
    }

    fn arrive(&mut self, arrival: &Arrival) {
        let Both { desk, account, .. } = self;
        match arrival {
            Arrival::Wait(ms) => {
                desk.later(*ms);
                account.wait(*ms);
            }
            Arrival::Tick => {
                desk.tick();
                if account.phase == Phase::Question && !account.paused && account.is_over() {
                    account.lock();
                }
            }
            Arrival::Join(seat) => {
                let team = (account.teams > 0).then_some(seat % 2);
                let join = Join { seat: hash(*seat), name: "민지".into(), student: None, team };
                let found = desk.join_as(join).err();
                assert_eq!(found, account.join(*seat, (seat % 2) as usize));
            }
            Arrival::Answer(seat, offset, seq, choice) => self.answer(*seat, *offset, *seq, *choice),
            Arrival::Again => {
                if let Some((player, question, seq, reply, fit, right)) = self.last.clone() {
                    self.send(player, question, seq, reply, fit, right);
                }
            }
            Arrival::Host(command) => {
                let found = desk.host(command.clone()).err();
                assert_eq!(found, account.host(command), "{command:?}");
            }
            Arrival::Next(fresh) => self.next(*fresh),
            Arrival::Skip => {
                let skip = HostCommand::Skip { step: desk.room.step() };
                let expected = match account.phase {
                    Phase::Closed => Some(Refusal::Over),
                    Phase::Question | Phase::Locked if account.live => None,
                    _ => Some(Refusal::NotNow),
                };
                assert_eq!(desk.host(skip).err(), expected);
                if expected.is_none() {
                    account.ask(account.after());
                }
            }
            Arrival::Kick(seat, ban) => {
                let player = PlayerId::at(account.pupil(*seat).unwrap_or(99));
                let found = desk.host(HostCommand::Kick { player, ban: *ban }).is_ok();
                let is_here = account.pupils.get(player.index()).is_some_and(|pupil| !pupil.gone);
                assert_eq!(found, is_here && account.phase != Phase::Closed);
                if found {
                    let pupil = &mut account.pupils[player.index()];
                    (pupil.gone, pupil.banned) = (true, *ban);
                    account.ranked = account.pupils.len();
                    account.answers.retain(|(at, _), _| *at != player.index());
                }
            }
            Arrival::Rename(seat) => {
                let player = PlayerId::at(account.pupil(*seat).unwrap_or(99));
                let _ = desk.host(HostCommand::Rename { player, name: format!("학생 {seat}") });
            }
            Arrival::Crash => {
                desk.room = desk.after_a_crash();
                desk.room.restart(desk.now);
            }
        }
    }

    fn answer(&mut self, seat: u32, offset: i64, seq: u32, choice: u8) {
        let pupil = self.account.pupil(seat).unwrap_or(99);
        let own = self.account.open_to(pupil).unwrap_or(self.account.current);
        let question = i64::try_from(own).unwrap() + offset;
        let number = u32::try_from(question).unwrap_or(5_000);
        let right = self.desk.room.sheet(number).map(|sheet| QuestionView::of(sheet).options);
        let right = right.filter(|options| options.iter().any(|option| option.en == "a"));
        let is_right = right.is_some_and(|options| place(&options, "a") == choice);
        let is_fit = choice < 3;
        self.send(PlayerId::at(pupil), number, seq, Reply::Chosen(vec![choice]), is_fit, is_right);
    }

    fn send(&mut self, player: PlayerId, question: u32, seq: u32, reply: Reply, fit: bool, right: bool) {
        let found = self.desk.try_answer(player, question, seq, reply.clone());
        let expected = self.account.answer(player.index(), i64::from(question), seq, fit, right);
        assert_eq!(found, expected.map_or(Acked::Accepted, Acked::Refused));
        self.last = Some((player, question, seq, reply, fit, right));
    }

    fn next(&mut self, fresh: bool) {
        let now = self.desk.room.next();
        let command = if fresh { now.clone() } else { self.stale.clone() };
        let expected = match self.account.phase {
            Phase::Closed => Some(Refusal::Over),
            _ if command != now => Some(Refusal::Stale),
            _ => None,
        };
        assert_eq!(self.desk.host(command).err(), expected);
        if expected.is_none() {
            self.account.next();
        }
        self.stale = now;
    }

    fn compare(&self) {
        let (room, account) = (&self.desk.room, &self.account);
        assert_eq!((room.phase(), room.sheets().len()), (account.phase, account.asked.len()));
        if account.live && account.phase != Phase::Lobby {
            assert_eq!(room.current().map(|n| n as usize), Some(account.current));
        }
        if account.phase == Phase::Question {
            let left = account.limit.map(|limit| limit.saturating_sub(account.ran));
            assert_eq!((room.clock().left(self.desk.now), room.clock().is_paused()), (left, account.paused));
        }
        for (at, pupil) in account.pupils.iter().enumerate() {
            let id = PlayerId::at(at);
            assert_eq!(room.players().get(id).is_none(), pupil.gone);
            for (n, sheet) in room.sheets().iter().enumerate() {
                let given = sheet.given(id).map(|given| (given.seq, given.right, given.took_ms));
                assert_eq!(given, account.answers.get(&(at, n)).copied(), "pupil {at}, question {n}");
            }
        }
        self.compare_scores(room);
    }

    fn compare_scores(&self, room: &Room) {
        let account = &self.account;
        // Scores are those of the last reveal.
        let here: Vec<usize> = (0..account.pupils.len()).filter(|at| !account.pupils[*at].gone).collect();
        let scores: Vec<u64> = here.iter().map(|at| account.score(*at)).collect();
        for (at, score) in here.iter().zip(&scores) {
            let standing = room.board().standing(PlayerId::at(*at));
            assert_eq!(standing.rank > 0, *at < account.ranked);
            assert!(
                standing.rank == 0 || u64::from(standing.score) == *score,
                "pupil {at}: {standing:?}, {score}"
            );
        }
        if !matches!(account.phase, Phase::Reveal) {
            return;
        }
        for (at, score) in here.iter().zip(&scores).filter(|(at, _)| **at < account.ranked) {
            let rank = 1 + scores.iter().filter(|other| *other > score).count();
            assert_eq!(room.board().standing(PlayerId::at(*at)).rank as usize, rank);
        }
        for standing in &room.board().teams {
            assert_eq!(u64::from(standing.score), account.team_score(standing.team as usize));
        }
    }
}

fn setup() -> impl Strategy<Value = Setup> {
    let item = (
        prop::sample::select(vec![None, Some(5_000), Some(20_000)]),
        1u32..4,
        prop::sample::select(vec![false, false, false, true]),
        prop::sample::select(vec![None, None, Some(Basis::Speed), Some(Basis::Accuracy)]),
    );
    let items = prop::collection::vec(item, 1..6);
    let scoring = (any::<bool>(), any::<bool>(), any::<bool>());
    (items, scoring, any::<bool>(), prop::sample::select(vec![true, true, false]), any::<u64>()).prop_map(
        |(items, (speed, streak, catch_up), teams, is_live, seed)| {
            let basis = if speed { Basis::Speed } else { Basis::Accuracy };
            let item = |(n, (limit_ms, weight, poll, basis)): (usize, _)| Item {
                question: single(&format!("q{n}")),
                poll,
                limit_ms,
                weight,
                basis,
            };
            Setup {
                mode: if is_live { Mode::Live } else { Mode::SelfPaced { limit_ms: 60_000, at_once: false } },
                scoring: Scoring { basis, streak, catch_up },
                teams: if teams { vec!["청".into(), "홍".into()] } else { Vec::new() },
                seed,
                items: items.into_iter().enumerate().map(item).collect(),
                ..live(Vec::new())
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_room_comes_to_the_same_as_a_plain_account(
        setup in setup(),
        early in prop::collection::vec((0..SEATS).prop_map(Arrival::Join), 0..5),
        arrivals in prop::collection::vec(arrival(), 1..120),
    ) {
        let mut both = Both::open(setup);
        for arrival in early.iter().chain(&arrivals) {
            both.arrive(arrival);
            both.compare();
        }
        prop_assert!(both.desk.after_a_crash() == both.desk.room);
    }
}
