//! A question of a class as one of the course, so that it is asked and explained like any other.
//!
//! Before the reveal its options are known by their places alone, and nothing in it says what is right.

use std::collections::BTreeMap;

use crate::{
    class::{
        Reply,
        view::{AnswerKind, KeyView, QuestionView},
    },
    course::{AnswerOption, Kind, NumberAnswer, Question, TypedAnswer},
    lang::Text,
    screen::question::Answering,
    study::Response,
};

/// What is asked, with the places of options for their ids.
pub fn question(view: &QuestionView) -> Question {
    let option = |(place, text): (usize, &Text)| AnswerOption {
        id: place.to_string(),
        text: text.clone(),
        pair: view.pairs.get(place).cloned().unwrap_or_default(),
        correct: false,
        why: Text::default(),
    };
    Question {
        id: String::new(),
        aliases: Vec::new(),
        revision: 0,
        kind: kind(view),
        lesson: String::new(),
        page: String::new(),
        difficulty: 1,
        stem: view.stem.clone(),
        options: view.options.iter().enumerate().map(option).collect(),
        explanation: Text::default(),
        hints: Vec::new(),
        source: String::new(),
    }
}

fn kind(view: &QuestionView) -> Kind {
    match view.kind {
        // Its options bring their own words along.
        AnswerKind::Single | AnswerKind::TrueFalse => Kind::Single,
        AnswerKind::Multiple => Kind::Multiple,
        AnswerKind::Ordering => Kind::Ordering,
        AnswerKind::Matching => Kind::Matching,
        AnswerKind::Number => Kind::Number(NumberAnswer {
            value: 0.0,
            tolerance: 0.0,
            unit: view.unit.clone().unwrap_or_default(),
            units: BTreeMap::new(),
            near: Vec::new(),
        }),
        AnswerKind::Typed => Kind::Typed(TypedAnswer {
            answer: Text::default(),
            accept: Vec::new(),
            why: Text::default(),
            near: Vec::new(),
        }),
    }
}

/// What was asked with what is right, under the ids of the course. Options to be put in order are in the right one.
pub fn revealed(view: &QuestionView, key: &KeyView) -> Question {
    let place = |place: usize| {
        let (known, text) = (key.options.get(place)?, view.options.get(place)?);
        let pair = key.pairs.get(place).and_then(|pair| view.pairs.get(usize::from(*pair)));
        Some(AnswerOption {
            id: known.id.clone(),
            text: text.clone(),
            pair: pair.cloned().unwrap_or_default(),
            correct: known.correct,
            why: known.why.clone(),
        })
    };
    let options = match view.kind {
        AnswerKind::Ordering => key.order.iter().filter_map(|at| place(usize::from(*at))).collect(),
        _ => (0..view.options.len()).filter_map(place).collect(),
    };
    Question { id: key.id.clone(), revision: key.revision, options, ..question(view) }
}

/// An answer of [`question`] as it is sent.
pub fn reply(response: &Response) -> Option<Reply> {
    let place = |id: &String| id.parse::<u8>().ok();
    Some(match response {
        Response::Chosen(ids) => Reply::Chosen(ids.iter().map(place).collect::<Option<_>>()?),
        Response::Matched(pairs) => {
            let pair = |(left, right): &(String, String)| Some((place(left)?, place(right)?));
            Reply::Matched(pairs.iter().map(pair).collect::<Option<_>>()?)
        }
        Response::Typed(text) => Reply::Typed(text.clone()),
        Response::DontKnow => Reply::DontKnow,
        Response::Filled(_) => return None,
    })
}

/// What was answered, under the ids of the course.
pub fn response(reply: &Reply, key: &KeyView) -> Option<Response> {
    let id = |place: u8| key.options.get(usize::from(place)).map(|option| option.id.clone());
    // A pair is known by the option that it belongs to.
    let pair_id = |place: u8| id(u8::try_from(key.pairs.iter().position(|pair| *pair == place)?).ok()?);
    Some(match reply {
        Reply::Chosen(places) => Response::Chosen(places.iter().map(|at| id(*at)).collect::<Option<_>>()?),
        Reply::Matched(places) => {
            let pair = |(left, right): &(u8, u8)| Some((id(*left)?, pair_id(*right)?));
            Response::Matched(places.iter().map(pair).collect::<Option<_>>()?)
        }
        Reply::Typed(text) => Response::Typed(text.clone()),
        Reply::DontKnow => Response::DontKnow,
    })
}

/// How the answer to [`question`] looks that was `reply`.
pub fn answered(question: &Question, reply: &Reply) -> Answering {
    let mut answering = Answering::as_listed(question);
    let count = question.options.len();
    match reply {
        Reply::Chosen(places) => {
            answering.chosen = places.iter().map(|at| usize::from(*at)).filter(|at| *at < count).collect();
            answering.cursor = answering.chosen.first().copied();
        }
        Reply::Matched(places) => {
            for (left, right) in places {
                if let Some(matched) = answering.matched.get_mut(usize::from(*left)) {
                    *matched = Some(usize::from(*right)).filter(|right| *right < count);
                }
            }
        }
        Reply::Typed(text) => answering.fields.iter_mut().for_each(|field| field.clone_from(text)),
        Reply::DontKnow => {}
    }
    answering
}
