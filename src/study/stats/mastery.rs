//! Mastery: how well the questions of a lesson are known today.

use crate::{
    course::{Course, skim::Key},
    study::{day::Day, progress::Progress},
};

/// From this probability of being remembered today on, a question is known.
pub const KNOWN: f32 = 0.9;

/// A known question is mastered when it will be remembered with nine chances of ten for so many days from its last answer.
pub const MASTERED: f32 = 21.0;

/// How well a question is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Never answered as it is now.
    New,
    /// Answered, and neither known nor mastered.
    Learning,
    /// Answered rightly the last time, and not by luck; the probability of remembering it today is at least [`KNOWN`].
    Known,
    /// Known, and its stability is at least [`MASTERED`] days.
    Mastered,
}

/// How many questions of a lesson are in each [`State`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mastery {
    /// [`State::New`]
    pub new: usize,
    /// [`State::Learning`]
    pub learning: usize,
    /// [`State::Known`]
    pub known: usize,
    /// [`State::Mastered`]
    pub mastered: usize,
}

impl Mastery {
    /// All questions.
    #[must_use]
    pub fn all(&self) -> usize {
        self.new + self.learning + self.known + self.mastered
    }

    /// This and another lesson together.
    #[must_use]
    pub fn plus(&self, other: &Mastery) -> Mastery {
        Mastery {
            new: self.new + other.new,
            learning: self.learning + other.learning,
            known: self.known + other.known,
            mastered: self.mastered + other.mastered,
        }
    }

    /// Known and mastered ones.
    #[must_use]
    pub fn remembered(&self) -> usize {
        self.known + self.mastered
    }
}

/// How well the question with this key is known on `today`.
#[must_use]
pub fn state(progress: &Progress, key: &Key, today: Day) -> State {
    let known = progress.history(&key.id, &key.aliases);
    let Some(history) = known.filter(|history| history.standing().revision >= key.revision) else {
        return State::New;
    };
    let by_luck = history.given().last().is_some_and(|given| given.guessed);
    let Some(schedule) = history.schedule().filter(|_| history.standing().correct && !by_luck) else {
        return State::Learning;
    };
    let elapsed = today.since(schedule.day);
    if schedule.relearning || progress.scheduler().retrievability(schedule.memory, elapsed) < KNOWN {
        State::Learning
    } else if schedule.memory.stability < MASTERED {
        State::Known
    } else {
        State::Mastered
    }
}

/// How lesson number `lesson` is known on `today`.
#[must_use]
pub fn mastery(course: &Course, progress: &Progress, lesson: usize, today: Day) -> Mastery {
    let mut mastery = Mastery::default();
    for key in course.keys(lesson) {
        match state(progress, key, today) {
            State::New => mastery.new += 1,
            State::Learning => mastery.learning += 1,
            State::Known => mastery.known += 1,
            State::Mastered => mastery.mastered += 1,
        }
    }
    mastery
}
