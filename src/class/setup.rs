//! What a room is opened with.
//!
//! Invariant: it holds the questions themselves, so that a room that is taken up again, or reported on, does not depend on
//! what the course has become.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    class::name,
    course::{Kind, Question},
    lang::{Text, Words, class as words, spelling},
};

/// The form of rooms that this program writes.
pub const FORMAT: u32 = 1;

/// The most questions of a room.
pub const MOST_ITEMS: usize = 200;

/// The most seats of a room.
pub const MOST_SEATS: u32 = 10_000;

/// The most that a question can weigh.
pub const MOST_WEIGHT: u32 = 10;

/// The longest that anything may take: 90 days.
pub const MOST_MS: u64 = 90 * 24 * 3_600_000;

/// What a room is opened with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// [`FORMAT`] of the program that opened it.
    pub format: u32,
    /// What it is about.
    pub title: Text,
    /// Who sets the pace.
    pub mode: Mode,
    /// What an answer is worth.
    pub scoring: Scoring,
    /// How players are named.
    pub names: Names,
    /// Names of the teams; empty when everybody plays alone.
    pub teams: Vec<String>,
    /// How many players there may be.
    pub seats: u32,
    /// Whether a question is locked as soon as everybody in the room has answered it.
    pub early: bool,
    /// Fixes the order of options and the names that the room gives.
    pub seed: u64,
    /// In the order asked.
    pub items: Vec<Item>,
}

/// Who sets the pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The teacher: one question at a time for all.
    Live,
    /// Everybody at their own question, until the time of all of it is over.
    SelfPaced {
        /// How long it may take from the start, in milliseconds.
        limit_ms: u64,
        /// Whether a player sees what was right as soon as they have answered, rather than when it is over.
        at_once: bool,
    },
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scoring {
    /// What points are given for, unless a question says otherwise.
    pub basis: Basis,
    /// Whether right answers in a row earn more.
    pub streak: bool,
    /// Whether those who came late are scored by their share of what was asked since.
    pub catch_up: bool,
}

/// What points are given for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A right answer.
    #[default]
    Accuracy,
    /// Half for a right answer, half for the share of the time that was left.
    Speed,
}

/// How players are named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    /// As they like.
    Chosen,
    /// By the room.
    Anonymous,
    /// By their number in a list.
    Roster(Vec<Student>),
}

/// An entry of a list of students.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// What they type to join: a number, an address.
    pub id: String,
    /// What they are called.
    pub name: String,
}

/// A question as a room asks it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What is asked.
    pub question: Question,
    /// Whether it is asked for an opinion: nothing is right, and nothing is scored.
    pub poll: bool,
    /// How long it is open, in milliseconds; `None` until the teacher locks it.
    pub limit_ms: Option<u64>,
    /// How many times the usual points it is worth.
    pub weight: u32,
    /// What points are given for, where it differs from the room.
    pub basis: Option<Basis>,
}

/// What keeps a room from being opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupFault {
    /// There is nothing to ask.
    #[error("no questions")]
    NoQuestions,
    /// There is more than [`MOST_ITEMS`].
    #[error("too many questions")]
    ManyQuestions,
    /// A class cannot ask this kind of question; its id.
    #[error("{0}: not a question for a class")]
    NotAskable(String),
    /// A question has no options, or an answer that is no number; its id.
    #[error("{0}: broken question")]
    BrokenQuestion(String),
    /// A time, a weight or the number of seats is out of range.
    #[error("limit out of range")]
    BadLimit,
    /// A name of a team or a student cannot be used or is there twice: that name.
    #[error("{0}: name cannot be used, or is there twice")]
    BadList(String),
}

impl SetupFault {
    /// What went wrong, for people.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            SetupFault::NoQuestions => words::NO_QUESTIONS,
            SetupFault::ManyQuestions => words::MANY_QUESTIONS,
            SetupFault::NotAskable(_) => words::NOT_ASKABLE,
            SetupFault::BrokenQuestion(_) => words::BROKEN_QUESTION,
            SetupFault::BadLimit => words::BAD_LIMIT,
            SetupFault::BadList(_) => words::BAD_LIST,
        }
    }

    /// The question, team or student that is at fault.
    #[must_use]
    pub fn culprit(&self) -> Option<&str> {
        match self {
            SetupFault::NotAskable(id) | SetupFault::BrokenQuestion(id) | SetupFault::BadList(id) => Some(id),
            SetupFault::NoQuestions | SetupFault::ManyQuestions | SetupFault::BadLimit => None,
        }
    }
}

impl Item {
    /// `question` with the usual weight, to be answered within `limit_ms`.
    #[must_use]
    pub fn new(question: Question, limit_ms: Option<u64>) -> Item {
        Item { question, poll: false, limit_ms, weight: 1, basis: None }
    }

    /// Whether a room can ask it.
    ///
    /// # Errors
    /// When its kind, its options or its limits do not allow that.
    pub fn check(&self) -> Result<(), SetupFault> {
        let question = &self.question;
        let is_sound = match &question.kind {
            Kind::FillIn(_) => return Err(SetupFault::NotAskable(question.id.clone())),
            Kind::Typed(_) => true,
            Kind::Number(answer) => {
                let near = answer.near.iter().map(|near| near.value);
                near.chain(answer.units.values().copied())
                    .chain([answer.value, answer.tolerance])
                    .all(f64::is_finite)
            }
            _ => {
                let ids: BTreeSet<&str> = question.options.iter().map(|option| option.id.as_str()).collect();
                (2..=9).contains(&question.options.len()) && ids.len() == question.options.len()
            }
        };
        if !is_sound {
            return Err(SetupFault::BrokenQuestion(question.id.clone()));
        }
        let has_limits = self.limit_ms.is_none_or(|limit| (1_000..=MOST_MS).contains(&limit));
        if has_limits && (1..=MOST_WEIGHT).contains(&self.weight) {
            Ok(())
        } else {
            Err(SetupFault::BadLimit)
        }
    }
}

impl Setup {
    /// A live room about `title` with everything else as most classes want it.
    #[must_use]
    pub fn live(title: Text, items: Vec<Item>, seed: u64) -> Setup {
        Setup {
            format: FORMAT,
            title,
            mode: Mode::Live,
            scoring: Scoring::default(),
            names: Names::Chosen,
            teams: Vec::new(),
            seats: MOST_SEATS,
            early: true,
            seed,
            items,
        }
    }

    /// Whether a room can be opened with it. Names of teams and students are brought into form.
    ///
    /// # Errors
    /// The first thing that does not allow it.
    pub fn checked(mut self) -> Result<Setup, SetupFault> {
        match self.items.len() {
            0 => return Err(SetupFault::NoQuestions),
            1..=MOST_ITEMS => {}
            _ => return Err(SetupFault::ManyQuestions),
        }
        self.items.iter().try_for_each(Item::check)?;
        let limit = match self.mode {
            Mode::Live => 1_000,
            Mode::SelfPaced { limit_ms, .. } => limit_ms,
        };
        if !(1_000..=MOST_MS).contains(&limit) || !(1..=MOST_SEATS).contains(&self.seats) {
            return Err(SetupFault::BadLimit);
        }
        let mut seen = BTreeSet::new();
        for team in &mut self.teams {
            let bad = SetupFault::BadList(team.clone());
            *team = name::clean(team).map_err(|_| bad.clone())?;
            if !seen.insert(name::skeleton(team)) {
                return Err(bad);
            }
        }
        if let Names::Roster(students) = &mut self.names {
            let mut seen = BTreeSet::new();
            for student in students {
                let bad = SetupFault::BadList(student.id.clone());
                student.name = name::clean(&student.name).map_err(|_| bad.clone())?;
                let key = student_key(&student.id);
                if key.is_empty() || !seen.insert(key) {
                    return Err(bad);
                }
            }
        }
        Ok(self)
    }

    /// What points are given for in `item`.
    #[must_use]
    pub fn basis(&self, item: &Item) -> Basis {
        item.basis.unwrap_or(self.scoring.basis)
    }
}

/// What of a student's number counts: letters and digits, in any case and width.
#[must_use]
pub fn student_key(id: &str) -> String {
    let narrow = spelling::narrow(id).to_lowercase();
    narrow.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}
