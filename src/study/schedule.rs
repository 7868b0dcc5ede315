//! When something is forgotten: the FSRS model, with the parameters of the learner.
//!
//! The formulas are the `fsrs` crate's; what is ours is the day as the unit of time, and that a day moves the model once.
//! It must not know what is remembered, only when it was asked and how that went.

use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState};
use serde::{Deserialize, Serialize};

use crate::study::order::seed_for;

/// The share of cards that should be remembered on the day they come, unless the learner chose another.
pub const RETENTION: f32 = 0.9;

/// No interval is longer, in days: a hundred years, as in Anki.
pub const LONGEST: u32 = 36_500;

/// How well something was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Not at all.
    Again,
    /// With trouble, or by luck.
    Hard,
    /// As it should be.
    Good,
    /// Without thinking.
    Easy,
}

impl Grade {
    /// From worst to best.
    pub const ALL: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

    /// 1 to 4.
    #[must_use]
    pub fn number(self) -> u32 {
        self as u32 + 1
    }

    /// Whether it was remembered.
    #[must_use]
    pub fn is_pass(self) -> bool {
        self != Grade::Again
    }
}

/// What the model knows of one card.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Days after which nine of ten such cards are still remembered.
    pub stability: f32,
    /// 1 (easy) to 10.
    pub difficulty: f32,
}

/// The model with its parameters.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "(Vec<f32>, f32)", into = "(Vec<f32>, f32)")]
pub struct Scheduler {
    fsrs: FSRS,
    parameters: Vec<f32>,
    /// The share of cards that should be remembered on the day they come: 0.7 to 0.97.
    retention: f32,
}

impl Default for Scheduler {
    fn default() -> Scheduler {
        Scheduler::new(&[], RETENTION)
    }
}

impl From<(Vec<f32>, f32)> for Scheduler {
    fn from((parameters, retention): (Vec<f32>, f32)) -> Scheduler {
        Scheduler::new(&parameters, retention)
    }
}

impl From<Scheduler> for (Vec<f32>, f32) {
    fn from(scheduler: Scheduler) -> (Vec<f32>, f32) {
        (scheduler.parameters, scheduler.retention)
    }
}

impl PartialEq for Scheduler {
    fn eq(&self, other: &Scheduler) -> bool {
        (&self.parameters, self.retention) == (&other.parameters, other.retention)
    }
}

impl Scheduler {
    /// With these parameters; the default ones where they are none or not possible.
    #[must_use]
    pub fn new(parameters: &[f32], retention: f32) -> Scheduler {
        let (fsrs, parameters) = match FSRS::new(parameters) {
            Ok(fsrs) if parameters.iter().all(|value| value.is_finite()) => (fsrs, parameters.to_vec()),
            _ => (FSRS::default(), Vec::new()),
        };
        let retention = if retention.is_finite() { retention.clamp(0.7, 0.97) } else { RETENTION };
        Scheduler { fsrs, parameters, retention }
    }

    /// Its parameters; none where they are the default ones.
    #[must_use]
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// The share of cards that should be remembered on the day they come.
    #[must_use]
    pub fn retention(&self) -> f32 {
        self.retention
    }

    /// What is known after an answer, `elapsed` days after the one before; that of a new card has none before.
    #[must_use]
    pub fn after(&self, memory: Option<Memory>, elapsed: u32, grade: Grade) -> Memory {
        let state = memory.map(|Memory { stability, difficulty }| MemoryState { stability, difficulty });
        let review =
            FSRSReview { rating: grade.number(), delta_t: if state.is_none() { 0 } else { elapsed } };
        match self.fsrs.memory_state(FSRSItem { reviews: vec![review] }, state) {
            Ok(MemoryState { stability, difficulty }) => Memory { stability, difficulty },
            // Only impossible states are refused, and those come from a file that was tampered with.
            Err(_) => memory.unwrap_or(Memory { stability: 0.1, difficulty: 5.0 }),
        }
    }

    /// How likely it is to be remembered `elapsed` days after the last answer: 0 to 1.
    #[must_use]
    pub fn retrievability(&self, memory: Memory, elapsed: u32) -> f32 {
        let decay = self.parameters.get(20).copied().unwrap_or(fsrs::FSRS6_DEFAULT_DECAY);
        let state = MemoryState { stability: memory.stability, difficulty: memory.difficulty };
        #[expect(clippy::cast_precision_loss, reason = "days are far fewer")]
        fsrs::current_retrievability(state, elapsed as f32, decay)
    }

    /// Days until the next time, at least 1, as the model says.
    #[must_use]
    pub fn interval(&self, memory: Memory) -> u32 {
        whole_days(self.days(memory))
    }

    /// The same, moved a little by the name of the card and how often it came, so that cards learned together do not come
    /// together forever.
    #[must_use]
    pub fn fuzzed_interval(&self, memory: Memory, card: &str, times: usize) -> u32 {
        let (least, most) = self.interval_range(memory);
        let step = (seed_for(times as u64, card) >> 16) % u64::from(most - least + 1);
        least + u32::try_from(step).unwrap_or(0)
    }

    /// The least and the most that [`fuzzed_interval`](Scheduler::fuzzed_interval) can be.
    #[must_use]
    pub fn interval_range(&self, memory: Memory) -> (u32, u32) {
        fuzz_range(self.days(memory))
    }

    fn days(&self, memory: Memory) -> f32 {
        let days = self.fsrs.next_interval(Some(memory.stability), self.retention, 0);
        if days.is_finite() { days.clamp(1.0, LONGEST as f32) } else { 1.0 }
    }
}

fn whole_days(days: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and LONGEST")]
    let whole = days.round() as u32;
    whole.clamp(1, LONGEST)
}

/// The days among which one is picked for an interval of `days`; Anki's rule: nothing below 2.5 days; else a day, and 15 %
/// of what lies between 2.5 and 7 days, 10 % up to 20, and 5 % of the rest, either way.
#[must_use]
pub fn fuzz_range(days: f32) -> (u32, u32) {
    let days = days.clamp(1.0, LONGEST as f32);
    if days < 2.5 {
        return (whole_days(days), whole_days(days));
    }
    let part = |from: f32, to: f32, share: f32| share * (days.min(to) - from).max(0.0);
    let delta = 1.0 + part(2.5, 7.0, 0.15) + part(7.0, 20.0, 0.10) + part(20.0, f32::MAX, 0.05);
    let (least, most) = (whole_days(days - delta).max(2), whole_days(days + delta));
    (least.min(most), most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_is_known_comes_later_and_later() {
        let scheduler = Scheduler::default();
        let mut memory = scheduler.after(None, 0, Grade::Good);
        let mut last = scheduler.interval(memory);
        for _ in 0..6 {
            memory = scheduler.after(Some(memory), last, Grade::Good);
            let next = scheduler.interval(memory);
            assert!(next > last, "{last} {next}");
            last = next;
        }
        let lapsed = scheduler.after(Some(memory), last, Grade::Again);
        assert!(scheduler.interval(lapsed) < last / 4);
    }

    #[test]
    fn on_its_day_a_card_is_remembered_as_often_as_wanted() {
        for retention in [0.8, 0.9, 0.95] {
            let scheduler = Scheduler::new(&[], retention);
            let memory = Memory { stability: 40.0, difficulty: 5.0 };
            let on_day = scheduler.retrievability(memory, scheduler.interval(memory));
            assert!((on_day - retention).abs() < 0.01, "{on_day} {retention}");
        }
    }

    #[test]
    fn impossible_parameters_are_not_taken() {
        for wrong in [vec![f32::NAN; 21], vec![1.0; 3], vec![f32::INFINITY; 21]] {
            assert_eq!(Scheduler::new(&wrong, f32::NAN), Scheduler::default());
        }
        let memory = Memory { stability: f32::NAN, difficulty: f32::NAN };
        assert!(Scheduler::default().fuzzed_interval(memory, "x", 1) >= 1);
    }

    #[test]
    fn the_fuzz_is_ankis() {
        // From the tests of Anki's own scheduler.
        for (days, range) in [
            (1.0, (1, 1)),
            (2.49, (2, 2)),
            (2.5, (2, 4)),
            (5.0, (4, 6)),
            (7.0, (5, 9)),
            (17.0, (14, 20)),
            (37.0, (33, 41)),
        ] {
            assert_eq!(fuzz_range(days), range, "{days}");
        }
        let scheduler = Scheduler::default();
        let memory = Memory { stability: 17.0, difficulty: 5.0 };
        let picked: std::collections::BTreeSet<u32> =
            (0..200).map(|n| scheduler.fuzzed_interval(memory, "card", n)).collect();
        assert_eq!((picked.first(), picked.last()), (Some(&14), Some(&20)));
    }
}
