//! One sitting of an exam: what was asked, what is answered so far, and its clock.
//!
//! Invariants: a sitting is a fold over records, so that a session after a crash goes on with it. Its clock is the
//! learner's, counts while the program is closed, and never goes back: the latest moment on record is the least it can be.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::study::{Record, Response, day::Day, payload::*};

/// Sittings that are kept after they have ended.
const KEPT: usize = 20;

/// What stands on the answer sheet for a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The answer so far, complete or not; `None` is a blank.
    pub response: Option<Response>,
    /// Whether the learner is not sure of it.
    pub unsure: bool,
}

/// One sitting of an exam.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Id of its lesson.
    pub lesson: String,
    /// Fixes the order of options; names the sitting.
    pub seed: u64,
    /// Ids in the order asked.
    pub questions: Vec<String>,
    /// When it began, in milliseconds since 1970.
    pub started_ms: i64,
    /// How long it may take.
    pub limit_ms: u64,
    /// Percent of right answers that passes.
    pub pass: u32,
    /// Id of the question that was shown last; empty before that is known.
    pub at: String,
    /// What is entered, by question.
    pub entered: BTreeMap<String, Entered>,
    /// Questions to come back to.
    pub flagged: BTreeSet<String>,
    /// Milliseconds that each question was looked at.
    pub spent: BTreeMap<String, u64>,
    /// What was right, once it is marked.
    pub marked: BTreeMap<String, bool>,
    /// When it ended, in milliseconds since 1970, and on which day of the learner; `None` while it is open.
    pub ended: Option<(i64, Day)>,
    latest_ms: i64,
}

impl Sitting {
    /// When its time is over, in milliseconds since 1970.
    #[must_use]
    pub fn deadline_ms(&self) -> i64 {
        self.started_ms.saturating_add_unsigned(self.limit_ms)
    }

    /// Milliseconds left at `utc_ms` of a clock that may have been set back; 0 when the time is over.
    #[must_use]
    pub fn left_ms(&self, utc_ms: i64) -> u64 {
        let left = self.deadline_ms().saturating_sub(self.now_ms(utc_ms)).max(0);
        u64::try_from(left).unwrap_or(0).min(self.limit_ms)
    }

    /// What its clock says when the learner's says `utc_ms`.
    #[must_use]
    pub fn now_ms(&self, utc_ms: i64) -> i64 {
        utc_ms.max(self.latest_ms)
    }

    /// Milliseconds that it took.
    #[must_use]
    pub fn took_ms(&self) -> u64 {
        let ended = self.ended.map_or(self.latest_ms, |(ended, _)| ended);
        u64::try_from(ended.saturating_sub(self.started_ms)).unwrap_or(0).min(self.limit_ms)
    }

    /// What is entered for a question, blank or not.
    #[must_use]
    pub fn response(&self, id: &str) -> Option<&Response> {
        self.entered.get(id)?.response.as_ref()
    }

    /// Whether the learner is not sure of a question.
    #[must_use]
    pub fn is_unsure(&self, id: &str) -> bool {
        self.entered.get(id).is_some_and(|entered| entered.unsure)
    }

    /// How many of the marked questions are right.
    #[must_use]
    pub fn right(&self) -> usize {
        self.marked.values().filter(|right| **right).count()
    }

    /// Percent of the marked questions that are right, rounded down.
    #[must_use]
    pub fn percent(&self) -> u32 {
        let percent = (self.right() * 100).checked_div(self.marked.len()).unwrap_or(0);
        u32::try_from(percent).unwrap_or(0)
    }

    /// Whether enough is right.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        !self.marked.is_empty() && self.percent() >= self.pass
    }

    fn asks(&self, id: &str) -> bool {
        self.questions.iter().any(|question| question == id)
    }
}

/// All sittings: those that are open, one of a lesson, and the last that have ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sittings {
    open: BTreeMap<String, Sitting>,
    ended: VecDeque<Sitting>,
}

impl Sittings {
    /// The open one of the lesson with this id.
    #[must_use]
    pub fn open(&self, lesson: &str) -> Option<&Sitting> {
        self.open.get(lesson)
    }

    /// All that are open.
    pub fn all_open(&self) -> impl Iterator<Item = &Sitting> {
        self.open.values()
    }

    /// Those that have ended, newest last.
    pub fn ended(&self) -> impl DoubleEndedIterator<Item = &Sitting> {
        self.ended.iter()
    }

    /// Time goes on, whatever is recorded.
    pub(super) fn tick(&mut self, utc_ms: i64) {
        for sitting in self.open.values_mut() {
            sitting.latest_ms = sitting.latest_ms.max(utc_ms);
        }
    }

    /// Takes a record of an exam into account; `day` is that of the learner. What belongs to no open sitting changes
    /// nothing.
    pub(super) fn fold(&mut self, record: &Record, day: Day) {
        match record.kind.as_str() {
            kind::EXAM_STARTED => self.start(record),
            kind::EXAM_SHOWN => {
                if let Some((shown, sitting)) = self.asked(record, |shown: &ExamShown| shown.seed) {
                    if shown.before_ms > 0 {
                        *sitting.spent.entry(sitting.at.clone()).or_default() += shown.before_ms;
                    }
                    sitting.at.clone_from(&record.item);
                }
            }
            kind::EXAM_ANSWERED => {
                if let Some((answered, sitting)) = self.asked(record, |answered: &ExamAnswered| answered.seed)
                {
                    let entered = Entered { response: answered.response, unsure: answered.unsure };
                    sitting.entered.insert(record.item.clone(), entered);
                }
            }
            kind::EXAM_FLAGGED => {
                if let Some((flagged, sitting)) = self.asked(record, |flagged: &ExamFlagged| flagged.seed) {
                    if flagged.on {
                        sitting.flagged.insert(record.item.clone());
                    } else {
                        sitting.flagged.remove(&record.item);
                    }
                }
            }
            kind::EXAM_SUBMITTED => self.end(record, day),
            _ => {}
        }
    }

    fn start(&mut self, record: &Record) {
        let Ok(started) = serde_json::from_str::<ExamStarted>(&record.payload) else { return };
        let sitting = Sitting {
            lesson: record.item.clone(),
            seed: started.seed,
            at: started.questions.first().cloned().unwrap_or_default(),
            questions: started.questions,
            started_ms: record.utc_ms,
            latest_ms: record.utc_ms,
            limit_ms: started.limit_ms,
            pass: started.pass,
            ..Sitting::default()
        };
        self.open.insert(record.item.clone(), sitting);
    }

    /// The payload of a record about a question, and the open sitting that asks it.
    fn asked<P: for<'d> Deserialize<'d>>(
        &mut self,
        record: &Record,
        seed: impl Fn(&P) -> u64,
    ) -> Option<(P, &mut Sitting)> {
        let payload: P = serde_json::from_str(&record.payload).ok()?;
        let sitting = self.open.values_mut().find(|sitting| sitting.seed == seed(&payload))?;
        sitting.asks(&record.item).then_some((payload, sitting))
    }

    /// A question of a sitting was marked.
    pub(super) fn mark(&mut self, seed: u64, question: &str, is_right: bool) {
        if let Some(sitting) = self.open.values_mut().find(|sitting| sitting.seed == seed) {
            sitting.marked.insert(question.to_owned(), is_right);
        }
    }

    fn end(&mut self, record: &Record, day: Day) {
        let Ok(ExamSubmitted { seed, at }) = serde_json::from_str(&record.payload) else { return };
        if self.open.get(&record.item).is_some_and(|sitting| sitting.seed == seed)
            && let Some(sitting) = self.open.remove(&record.item)
        {
            self.ended.push_back(Sitting { ended: Some((at, day)), ..sitting });
            if self.ended.len() > KEPT {
                self.ended.pop_front();
            }
        }
    }

    /// A lesson begins anew, without its history.
    pub(super) fn forget(&mut self, lesson: &str) {
        self.open.remove(lesson);
        self.ended.retain(|sitting| sitting.lesson != lesson);
    }
}
