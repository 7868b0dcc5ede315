//! What is known about one question or card: all its answers, and what follows from them.
//!
//! Invariant: what follows is the same whether answers were added one by one or counted anew, so that taking one back is
//! leaving it out.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::study::{
    answer::Response,
    day::Day,
    payload::{Occasion, Reason},
    schedule::{Grade, Memory, Scheduler},
};

/// Responses that are kept in full, newest last.
const KEPT: usize = 16;

/// Right answers on so many different days, and a mistake is none any more.
pub const DAYS_TO_MASTER: u8 = 3;

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// When, in milliseconds since 1970; names the answer.
    pub at: i64,
    /// The learner's day.
    pub day: Day,
    /// Revision of the question; 0 for the card of a term.
    pub revision: u32,
    /// How well it was remembered.
    pub grade: Grade,
    /// Right by luck.
    pub guessed: bool,
    /// On what occasion.
    pub occasion: Occasion,
    /// Milliseconds it took.
    pub took_ms: u32,
}

/// What is known about one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Revision that was answered last.
    pub revision: u32,
    /// Whether the last answer was right.
    pub correct: bool,
    /// Answers in all.
    pub answers: u32,
    /// Wrong ones among them.
    pub wrong: u32,
    /// The last answer.
    pub last: Option<Response>,
}

/// When it comes again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// What the model knows.
    pub memory: Memory,
    /// The day of the last answer that counted.
    pub day: Day,
    /// Revision of the question then.
    revision: u32,
    /// Forgotten, and not remembered since: it is asked again the same day.
    pub relearning: bool,
    /// Answers that counted.
    pub times: u32,
}

/// A mistake that is not mastered, or was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// When it was answered wrongly, or guessed, the last time.
    pub at: i64,
    /// Whether that answer was right, but guessed.
    pub guessed: bool,
    /// Different days after that with a right answer.
    pub days: u8,
    /// The last of them.
    last_day: Day,
    /// How often it was answered wrongly or guessed.
    pub times: u32,
}

impl Mistake {
    /// Whether it is only in the archive.
    #[must_use]
    pub fn is_mastered(&self) -> bool {
        self.days >= DAYS_TO_MASTER
    }
}

/// All that is known about one question or card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    given: Vec<Given>,
    responses: VecDeque<(i64, Response)>,
    reasons: Vec<(i64, Reason)>,
    /// Answers that the learner judged otherwise, perhaps back again.
    overruled: BTreeSet<i64>,
    standing: Standing,
    schedule: Option<Schedule>,
    mistake: Option<Mistake>,
}

impl History {
    /// One more answer.
    pub fn add(&mut self, given: Given, response: Option<Response>, scheduler: &Scheduler) {
        if let Some(response) = response {
            self.responses.push_back((given.at, response));
            if self.responses.len() > KEPT {
                self.responses.pop_front();
            }
        }
        self.given.push(given);
        self.step(given, scheduler);
    }

    /// Takes in the answers of another history of the same question.
    pub fn absorb(&mut self, other: History, scheduler: &Scheduler) {
        self.given.extend(other.given);
        self.given.sort_by_key(|given| given.at);
        let mut responses: Vec<_> = self.responses.drain(..).chain(other.responses).collect();
        responses.sort_by_key(|(at, _)| *at);
        self.responses = responses.split_off(responses.len().saturating_sub(KEPT)).into();
        self.reasons.extend(other.reasons);
        self.overruled.extend(other.overruled);
        self.recount(scheduler);
    }

    /// Takes back the answer given at `at`, and says what it was. Whether what is left is known in full is told by the
    /// second value: of answers long ago the responses are not kept.
    pub fn remove(&mut self, at: i64, scheduler: &Scheduler) -> Option<(Given, bool)> {
        let place = self.given.iter().rposition(|given| given.at == at)?;
        let given = self.given.remove(place);
        let was_full = self.responses.len() == KEPT;
        self.responses.retain(|(other, _)| *other != at);
        self.reasons.retain(|(other, _)| *other != at);
        self.overruled.remove(&at);
        self.recount(scheduler);
        Some((given, !was_full))
    }

    /// The answer given at `at` is to count as `grade`; the one before is told.
    pub fn regrade(&mut self, at: i64, grade: Grade, scheduler: &Scheduler) -> Option<Grade> {
        let given = self.given.iter_mut().rfind(|given| given.at == at)?;
        let before = std::mem::replace(&mut given.grade, grade);
        self.overruled.insert(at);
        self.recount(scheduler);
        Some(before)
    }

    /// Why the answer given at `at` went wrong; `None` takes it back. One that was guessed counts as a mistake even where
    /// it was right.
    pub fn explain(&mut self, at: i64, reason: Option<Reason>, scheduler: &Scheduler) {
        let Some(given) = self.given.iter_mut().rfind(|given| given.at == at) else { return };
        let guessed = reason == Some(Reason::Guess);
        let changed = std::mem::replace(&mut given.guessed, guessed) != guessed;
        self.reasons.retain(|(other, _)| *other != at);
        self.reasons.extend(reason.map(|reason| (at, reason)));
        if changed {
            self.recount(scheduler);
        }
    }

    /// Counts everything anew, as when the parameters of the model have changed.
    pub fn recount(&mut self, scheduler: &Scheduler) {
        self.standing = Standing::default();
        self.schedule = None;
        self.mistake = None;
        for given in std::mem::take(&mut self.given) {
            self.given.push(given);
            self.step(given, scheduler);
        }
    }

    fn step(&mut self, given: Given, scheduler: &Scheduler) {
        if given.revision > self.standing.revision && self.standing.answers > 0 {
            // The question means something else now.
            self.mistake = None;
        }
        let correct = given.grade.is_pass();
        self.standing.revision = given.revision;
        self.standing.correct = correct;
        self.standing.answers += 1;
        self.standing.wrong += u32::from(!correct);
        self.standing.last =
            self.responses.iter().rfind(|(at, _)| *at == given.at).map(|(_, response)| response.clone());
        self.step_mistake(given, correct);
        self.schedule = scheduled(self.schedule, given, scheduler).0;
    }

    fn step_mistake(&mut self, given: Given, correct: bool) {
        if !correct || given.guessed {
            let times = self.mistake.map_or(0, |mistake| mistake.times) + 1;
            self.mistake =
                Some(Mistake { at: given.at, guessed: correct, days: 0, last_day: given.day, times });
        } else if let Some(mistake) = &mut self.mistake
            && given.day > mistake.last_day
        {
            mistake.last_day = given.day;
            mistake.days = mistake.days.saturating_add(1);
        }
    }

    /// All answers, oldest first.
    #[must_use]
    pub fn given(&self) -> &[Given] {
        &self.given
    }

    /// What was answered at `at`, unless it is too long ago.
    #[must_use]
    pub fn response(&self, at: i64) -> Option<&Response> {
        self.responses.iter().rfind(|(other, _)| *other == at).map(|(_, response)| response)
    }

    /// Why the answer given at `at` went wrong, as the learner said.
    #[must_use]
    pub fn reason(&self, at: i64) -> Option<Reason> {
        self.reasons.iter().rfind(|(other, _)| *other == at).map(|(_, reason)| *reason)
    }

    /// Whether the answer given at `at` is right, if the learner has judged it otherwise than the program.
    #[must_use]
    pub fn overruled(&self, at: i64) -> Option<bool> {
        let given = self.given.iter().rfind(|given| given.at == at)?;
        self.overruled.contains(&at).then(|| given.grade.is_pass())
    }

    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The answers that moved the model, with what it had predicted.
    pub fn counted<'h>(&'h self, scheduler: &'h Scheduler) -> impl Iterator<Item = Counted> + 'h {
        let mut schedule: Option<Schedule> = None;
        self.given.iter().filter_map(move |given| {
            let before = schedule;
            let (after, counts) = scheduled(before, *given, scheduler);
            schedule = after;
            let after = after.filter(|_| counts)?;
            let known = before.filter(|before| before.revision >= given.revision);
            let elapsed = known.map_or(0, |known| given.day.since(known.day));
            let predicted = known.map(|known| scheduler.retrievability(known.memory, elapsed));
            Some(Counted { given: *given, elapsed, predicted, after })
        })
    }

    /// When it comes again; `None` when it was only crammed.
    #[must_use]
    pub fn schedule(&self) -> Option<&Schedule> {
        self.schedule.as_ref()
    }

    /// The mistake it is or was.
    #[must_use]
    pub fn mistake(&self) -> Option<&Mistake> {
        self.mistake.as_ref()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }
}

impl Schedule {
    /// The day on which card `name` comes again.
    #[must_use]
    pub fn due(&self, name: &str, scheduler: &Scheduler) -> Day {
        if self.relearning {
            return self.day;
        }
        let times = usize::try_from(self.times).unwrap_or(0);
        self.day.plus(scheduler.fuzzed_interval(self.memory, name, times))
    }
}

/// Days from `today` until card `name` comes again if it is answered with `grade` now.
#[must_use]
pub fn days_after(
    known: Option<&Schedule>,
    name: &str,
    today: Day,
    grade: Grade,
    scheduler: &Scheduler,
) -> u32 {
    let given = Given {
        at: 0,
        day: today,
        revision: known.map_or(0, |known| known.revision),
        grade,
        guessed: false,
        occasion: Occasion::Review,
        took_ms: 0,
    };
    let (after, _) = scheduled(known.copied(), given, scheduler);
    after.map_or(0, |after| after.due(name, scheduler).since(today))
}

/// An answer that moved the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// The answer.
    pub given: Given,
    /// Days since the one before that counted.
    pub elapsed: u32,
    /// How likely it was to be remembered; none for the first.
    pub predicted: Option<f32>,
    /// The schedule that came of it.
    pub after: Schedule,
}

/// The schedule after an answer, and whether the answer moved the model.
///
/// The first answer of a day does. After it, only forgetting does, once: what is repeated the same day says nothing about
/// how long it will be remembered. What is crammed never does, and a question that means something else now begins anew.
fn scheduled(before: Option<Schedule>, given: Given, scheduler: &Scheduler) -> (Option<Schedule>, bool) {
    if given.occasion == Occasion::Cram {
        return (before, false);
    }
    let forgotten = !given.grade.is_pass();
    let Some(before) = before.filter(|before| before.revision >= given.revision) else {
        let memory = scheduler.after(None, 0, given.grade);
        let (day, revision) = (given.day, given.revision);
        return (Some(Schedule { memory, day, revision, relearning: forgotten, times: 1 }), true);
    };
    // A clock that was set back must not make the past come again.
    let day = given.day.max(before.day);
    if day == before.day && (!forgotten || before.relearning) {
        return (Some(Schedule { relearning: forgotten, ..before }), false);
    }
    let memory = scheduler.after(Some(before.memory), day.since(before.day), given.grade);
    (Some(Schedule { memory, day, relearning: forgotten, times: before.times + 1, ..before }), true)
}
