//! One question: how hard it was, whether it told those who know from those who do not, and what went wrong.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Marks,
    statistics::{median, point_biserial, share, upper_lower},
};
use crate::{
    class::{
        PlayerId, Room,
        sheet::{Given, Sheet},
    },
    course::{AnswerOption, Kind, Question},
    lang::{Lang, Text, spelling},
    study::{
        Response,
        answer::{Mark, mark},
        told::{Said, What, told},
    },
};

/// With fewer answers the numbers are chance more than anything else.
pub const LEAST_ANSWERS: u32 = 30;

/// The most wrong answers that are listed.
pub const MOST_WRONG: usize = 5;

/// How one question went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionLine {
    /// Its number, from 0.
    pub number: u32,
    /// Its id in the course.
    pub id: String,
    /// Id of the lesson that teaches it; may be empty.
    pub lesson: String,
    /// Id of the page that teaches it; may be empty.
    pub page: String,
    /// What was asked, as inline Markdown.
    pub stem: Text,
    /// Whether it was asked for an opinion.
    pub poll: bool,
    /// How many players it was for: those who had joined, or answered it after all.
    pub players: u32,
    /// How many answered, “I don't know” among them.
    pub answers: u32,
    /// How many said “I don't know”.
    pub dont_know: u32,
    /// How many were right.
    pub right: u32,
    /// Difficulty p: the share of the answers that is right. `None` for a poll, or without answers.
    pub difficulty: Option<f64>,
    /// Whether it told those who know from those who do not; `None` for a poll.
    pub discrimination: Option<Discrimination>,
    /// Whether there were fewer answers than [`LEAST_ANSWERS`], so that the numbers say little.
    pub caution: bool,
    /// How long it took, in milliseconds: the median of the answers.
    pub median_ms: Option<u64>,
    /// What was answered wrongly, most frequent first.
    pub wrong: Vec<Wrong>,
    /// What was chosen in a poll, in the order of the course.
    pub choices: Vec<Choice>,
}

/// Whether a question told those who know from those who do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Discrimination {
    /// Corrected item-total point-biserial correlation: between being right here and the share of the other questions that
    /// was right. Below 0.2 the question deserves a look, below 0 its key does.
    pub point_biserial: Option<f64>,
    /// Share of the upper 27 % of the class that was right.
    pub upper: Option<f64>,
    /// Share of the lower 27 %.
    pub lower: Option<f64>,
}

/// A wrong answer, and the misconception it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// What was chosen or typed; or what should have been chosen. Inline Markdown, unless it was typed.
    pub what: Text,
    /// Whether it was typed, so that nothing in it has a meaning.
    pub typed: bool,
    /// Whether it should have been chosen and was not.
    pub missed: bool,
    /// Why that is wrong, where it is known.
    pub why: Option<Text>,
    /// How often.
    pub count: u32,
}

/// An option of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What it says.
    pub what: Text,
    /// How often it was chosen.
    pub count: u32,
}

impl QuestionLine {
    pub(super) fn of(room: &Room, number: u32, sheet: &Sheet, marks: &Marks) -> QuestionLine {
        let (question, tally) = (&sheet.item.question, sheet.tally());
        let players = room.players().iter().filter(|(id, _)| sheet.is_for(*id)).count();
        let given: Vec<(PlayerId, &Given)> =
            room.players().iter().filter_map(|(id, _)| Some((id, sheet.given(id)?))).collect();
        let mut times: Vec<u64> = given.iter().map(|(_, given)| given.took_ms).collect();
        let is_poll = sheet.item.poll;
        QuestionLine {
            number,
            id: question.id.clone(),
            lesson: question.lesson.clone(),
            page: question.page.clone(),
            stem: question.stem.clone(),
            poll: is_poll,
            players: u32::try_from(players).unwrap_or(u32::MAX),
            answers: tally.answers,
            dont_know: tally.dont_know,
            right: tally.right,
            difficulty: share(tally.right, tally.answers).filter(|_| !is_poll),
            discrimination: (!is_poll).then(|| Discrimination::of(&given, marks)),
            caution: tally.answers < LEAST_ANSWERS,
            median_ms: median(&mut times),
            wrong: if is_poll { Vec::new() } else { wrong(sheet, &given) },
            choices: if is_poll { choices(sheet) } else { Vec::new() },
        }
    }
}

impl Discrimination {
    fn of(given: &[(PlayerId, &Given)], marks: &Marks) -> Discrimination {
        let rest = |(id, given): &(PlayerId, &Given)| Some((given.right, marks.rest(*id, given.right)?));
        let total = |(id, given): &(PlayerId, &Given)| Some((given.right, marks.total(*id)?));
        let rest: Vec<(bool, f64)> = given.iter().filter_map(rest).collect();
        let total: Vec<(bool, f64)> = given.iter().filter_map(total).collect();
        let groups = upper_lower(&total);
        Discrimination {
            point_biserial: point_biserial(&rest),
            upper: groups.map(|(upper, _)| upper),
            lower: groups.map(|(_, lower)| lower),
        }
    }
}

/// What was answered wrongly, most frequent first.
fn wrong(sheet: &Sheet, given: &[(PlayerId, &Given)]) -> Vec<Wrong> {
    let question = &sheet.item.question;
    let mut found: BTreeMap<String, Wrong> = BTreeMap::new();
    let mut count = |key: String, wrong: Wrong| found.entry(key).or_insert(wrong).count += 1;
    for (_, given) in given.iter().filter(|(_, given)| given.response != Response::DontKnow) {
        for said in told(question, Some(&given.response)).chosen {
            if !said.is_right {
                let (key, (what, typed)) = (key(&said), text(said.what));
                count(key, Wrong { what, typed, missed: false, why: said.why, count: 0 });
            }
        }
        let options = question.options.iter().filter(|_| question.kind == Kind::Multiple);
        for option in options.filter(|option| mark(question, option, &given.response) == Mark::Missed) {
            let (what, why) = (option_text(question, option), Some(option.why.clone()));
            let key = format!("\n{}", option.id);
            count(key, Wrong { what, typed: false, missed: true, why, count: 0 });
        }
    }
    let mut found: Vec<Wrong> = found.into_values().collect();
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.what.en.cmp(&b.what.en)));
    found.truncate(MOST_WRONG);
    found
}

/// Answers with the same key are the same mistake: `240` and `240 g` are, where both have the same reason.
fn key(said: &Said) -> String {
    match (&said.what, &said.why) {
        (What::Course(what), _) => format!("{}\n{}", what.ko, what.en),
        (What::Typed(_), Some(why)) => format!("{}\n{}", why.ko, why.en),
        (What::Typed(typed), None) => spelling::fold(typed),
    }
}

/// In both languages, and whether it was typed.
pub(super) fn text(what: What) -> (Text, bool) {
    match what {
        What::Course(text) => (text, false),
        What::Typed(typed) => (Text { ko: typed.clone(), en: typed }, true),
    }
}

fn choices(sheet: &Sheet) -> Vec<Choice> {
    let question = &sheet.item.question;
    let counted = question.options.iter().zip(&sheet.tally().options);
    counted.map(|(option, count)| Choice { what: option_text(question, option), count: *count }).collect()
}

fn option_text(question: &Question, option: &AnswerOption) -> Text {
    let text = |lang| question.option_text(option, lang).to_owned();
    Text { ko: text(Lang::Ko), en: text(Lang::En) }
}
