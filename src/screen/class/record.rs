//! What goes on record of what was answered in a class.
//!
//! Invariants: an answer goes on record once, whatever is told how often, and only where the course knows its question.

use std::collections::{BTreeMap, BTreeSet};

use super::asked;
use crate::{
    app::{Ctx, Entry},
    class::view::{KeyView, Mine},
    course::Question,
    study::payload::{Answered, Occasion, kind},
};

/// What went on record of the answers on one seat.
#[derive(Clone, Debug, Default)]
pub struct Record {
    recorded: BTreeSet<u32>,
    /// Answers in a class since then, in milliseconds since 1970, may have been recorded by an earlier session.
    since_ms: Option<i64>,
    took_ms: BTreeMap<u32, u64>,
    /// The question whose result was seen or asked for last.
    settled: Option<u32>,
}

impl Record {
    /// The seat was taken at this time, in milliseconds since 1970 in UTC.
    pub fn begins_at(&mut self, since_ms: i64) {
        self.since_ms = Some(since_ms);
    }

    /// It took so many milliseconds to answer a question.
    pub fn took(&mut self, number: u32, took_ms: u64) {
        self.took_ms.insert(number, took_ms);
    }

    /// The result of a question is seen or asked for; `false` when that was so before.
    pub fn settle(&mut self, number: u32) -> bool {
        self.settled.replace(number) != Some(number)
    }

    /// What is recorded of an answer, so that the question is asked again: once, and only where the course knows it.
    pub fn entry(&mut self, mine: &Mine, key: &KeyView, ctx: &Ctx<'_>) -> Option<Entry> {
        let (reply, result) = mine.reply.as_ref().zip(mine.result.as_ref())?;
        if self.recorded.contains(&mine.number) {
            return None;
        }
        let (_, question) = ctx.course.question(&key.id)?;
        let is_known = |id: &str| question.options.iter().any(|option| option.id == id);
        if !key.options.iter().all(|option| is_known(&option.id)) {
            return None;
        }
        if self.is_on_record(question, ctx) {
            self.recorded.insert(mine.number);
            return None;
        }
        let answered = Answered {
            response: asked::response(reply, key)?,
            correct: result.right,
            quiz: 0,
            took_ms: self.took_ms.get(&mine.number).copied().unwrap_or(0),
            lang: ctx.lang.code().to_owned(),
            occasion: Occasion::Class,
            unsure: false,
            aliases: ctx.progress.former_names(question),
        };
        self.recorded.insert(mine.number);
        Some(Entry::new(kind::ANSWERED, question.id.clone(), key.revision, &answered))
    }

    /// Whether an earlier session on this seat has recorded an answer to a question.
    fn is_on_record(&self, question: &Question, ctx: &Ctx<'_>) -> bool {
        let Some((since, history)) = self.since_ms.zip(ctx.progress.history_of(question)) else {
            return false;
        };
        let mut given = history.given().iter().rev().take_while(|given| given.at >= since);
        given.any(|given| given.occasion == Occasion::Class)
    }
}
