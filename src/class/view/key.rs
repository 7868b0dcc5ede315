//! What is right and why, and how often what was answered: for everybody at the reveal, and for the host always.

use serde::{Deserialize, Serialize};

use crate::{
    class::{reply::small, sheet::Sheet},
    course::{Kind, Question},
    lang::Text,
    study::told::{Said, What, told},
};

/// What is right, and why. Options and pairs go by their places, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyView {
    /// Id of the question in the course.
    pub id: String,
    /// Its revision.
    pub revision: u32,
    /// Id of the lesson that teaches it; may be empty.
    pub lesson: String,
    /// Id of the page that teaches it; may be empty.
    pub page: String,
    /// The options, as they are shown.
    pub options: Vec<KeyOption>,
    /// The right order, for an ordering question.
    pub order: Vec<u8>,
    /// The right pair of each option as they are shown, for a matching question.
    pub pairs: Vec<u8>,
    /// What should have been typed.
    pub answers: Vec<Told>,
    /// What is typed instead.
    pub near: Vec<Told>,
    /// What there is to say after any answer; may be empty.
    pub explanation: Text,
}

/// What is to be known of an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyOption {
    /// Its id in the course.
    pub id: String,
    /// Whether it is right.
    pub correct: bool,
    /// Why.
    pub why: Text,
}

/// Something that is typed, and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What is typed.
    pub what: Text,
    /// Why it is right or wrong; may be empty.
    pub why: Text,
}

/// How often what was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// All answers.
    pub answers: u32,
    /// Right ones.
    pub right: u32,
    /// “I don't know”.
    pub dont_know: u32,
    /// For each option as they are shown: how often it was chosen, put in its place, or matched rightly.
    pub options: Vec<u32>,
}

impl KeyView {
    /// What is right in the question of `sheet`; `None` for a poll.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Option<KeyView> {
        if sheet.item.poll {
            return None;
        }
        let (question, order) = (&sheet.item.question, &sheet.order);
        let options = order.options.iter().filter_map(|number| question.options.get(*number));
        let all = 0..question.options.len();
        let is = |kind: &Kind| question.kind == *kind;
        Some(KeyView {
            id: question.id.clone(),
            revision: question.revision,
            lesson: question.lesson.clone(),
            page: question.page.clone(),
            options: options
                .map(|o| KeyOption { id: o.id.clone(), correct: o.correct, why: o.why.clone() })
                .collect(),
            order: all
                .filter(|_| is(&Kind::Ordering))
                .filter_map(|number| small(order.place(number)?))
                .collect(),
            pairs: order
                .options
                .iter()
                .filter(|_| is(&Kind::Matching))
                .filter_map(|number| small(order.pair_place(*number)?))
                .collect(),
            answers: answers(question),
            near: near(question),
            explanation: question.explanation.clone(),
        })
    }
}

/// What should have been typed.
fn answers(question: &Question) -> Vec<Told> {
    if !question.options.is_empty() {
        return Vec::new();
    }
    let answer = |said: Said| match said.what {
        What::Course(what) => Some(Told { what, why: said.why.unwrap_or_default() }),
        What::Typed(_) => None,
    };
    told(question, None).right.into_iter().filter_map(answer).collect()
}

fn near(question: &Question) -> Vec<Told> {
    match &question.kind {
        Kind::Number(answer) => {
            let same = |text: String| Text { ko: text.clone(), en: text };
            let near = answer.near.iter();
            near.map(|near| Told { what: same(near.value.to_string()), why: near.why.clone() }).collect()
        }
        kind => {
            let near = kind.typed().flat_map(|answer| &answer.near);
            near.map(|near| Told { what: near.name(), why: near.why.clone() }).collect()
        }
    }
}

impl Counts {
    /// The counts of `sheet`.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Counts {
        let tally = sheet.tally();
        let count = |number: &usize| tally.options.get(*number).copied().unwrap_or(0);
        Counts {
            answers: tally.answers,
            right: tally.right,
            dont_know: tally.dont_know,
            options: sheet.order.options.iter().map(count).collect(),
        }
    }
}
