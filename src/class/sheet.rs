//! The sheet of a question: what was answered to it, and the counts of it.

use std::collections::BTreeMap;

use crate::{
    class::{PlayerId, clock::Clock, setup::Item},
    course::Kind,
    lang::spelling,
    study::{
        Response,
        answer::{Mark, mark},
        order::Order,
    },
};

/// An answer that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The player's own number of it.
    pub seq: u32,
    /// How long the question had been open to them, in milliseconds.
    pub took_ms: u64,
    /// What.
    pub response: Response,
    /// Whether it was right.
    pub right: bool,
}

/// How far a question has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It was not asked.
    Unasked,
    /// It is open or locked.
    Asked,
    /// It does not count.
    Skipped,
    /// What is right was shown.
    Revealed,
}

/// What was answered to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What is asked.
    pub item: Item,
    /// How it is shown.
    pub order: Order,
    /// How far it has come.
    pub stage: Stage,
    /// How many players had joined when it was asked; in a self-paced room, when it was locked.
    pub joined: usize,
    /// Its clock.
    pub clock: Clock,
    answers: Vec<Option<Given>>,
    tally: Tally,
}

/// How often something was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All answers.
    pub answers: u32,
    /// Right ones.
    pub right: u32,
    /// “I don't know”.
    pub dont_know: u32,
    /// For each option in the order of the course: how often it was chosen, put in its place, or matched rightly.
    pub options: Vec<u32>,
    /// What was typed, folded, how it was first written, and how often.
    pub typed: BTreeMap<String, (String, u32)>,
}

impl Sheet {
    /// An empty one, shown in the order of a room with this seed; a poll as it is written, from one end to the other.
    #[must_use]
    pub fn new(item: Item, seed: u64) -> Sheet {
        let order = if item.poll { Order::listed(&item.question) } else { Order::of(&item.question, seed) };
        let tally = Tally { options: vec![0; item.question.options.len()], ..Tally::default() };
        let (stage, clock) = (Stage::Unasked, Clock::default());
        Sheet { item, order, stage, joined: 0, clock, answers: Vec::new(), tally }
    }

    /// The answer of a player.
    #[must_use]
    pub fn given(&self, player: PlayerId) -> Option<&Given> {
        self.answers.get(player.index())?.as_ref()
    }

    /// The counts.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Whether its points count.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.stage == Stage::Revealed && !self.item.poll
    }

    /// Whether the player had joined when it was asked, or has answered it after all.
    #[must_use]
    pub fn is_for(&self, player: PlayerId) -> bool {
        player.index() < self.joined || self.given(player).is_some()
    }

    /// Takes an answer.
    pub fn take(&mut self, player: PlayerId, given: Given) {
        let at = player.index();
        if self.answers.len() <= at {
            self.answers.resize(at + 1, None);
        }
        self.tally.count(&self.item, &given, true);
        self.answers[at] = Some(given);
    }

    /// The answer of a player is void.
    pub fn void(&mut self, player: PlayerId) {
        if let Some(given) = self.answers.get_mut(player.index()).and_then(Option::take) {
            self.tally.count(&self.item, &given, false);
        }
    }
}

impl Tally {
    fn count(&mut self, item: &Item, given: &Given, up: bool) {
        let step = |count: &mut u32, counts: bool| {
            *count = count.saturating_add_signed(if up { 1 } else { -1 } * i32::from(counts));
        };
        step(&mut self.answers, true);
        step(&mut self.right, given.right);
        step(&mut self.dont_know, given.response == Response::DontKnow);
        let question = &item.question;
        let by_place = matches!(question.kind, Kind::Ordering | Kind::Matching);
        for (option, count) in question.options.iter().zip(&mut self.options) {
            let is_counted = match mark(question, option, &given.response) {
                Mark::Right => true,
                Mark::Wrong => !by_place,
                Mark::Missed | Mark::Unchosen => false,
            };
            step(count, is_counted);
        }
        if let Response::Typed(text) = &given.response {
            let key = spelling::fold(text);
            let (_, count) = self.typed.entry(key.clone()).or_insert_with(|| (text.clone(), 0));
            step(count, true);
            if *count == 0 {
                self.typed.remove(&key);
            }
        }
    }

    /// What was typed most often, at most `most` of it.
    #[must_use]
    pub fn most_typed(&self, most: usize) -> Vec<(&str, u32)> {
        let mut typed: Vec<_> = self.typed.values().map(|(text, count)| (text.as_str(), *count)).collect();
        typed.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        typed.truncate(most);
        typed
    }
}
