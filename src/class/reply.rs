//! What a player sends as an answer, and what it means in the course.
//!
//! Options have ids, and some say too much: that of a pair is that of its option. So players see options by the place where
//! they are shown, and only a room knows what stands there.

use serde::{Deserialize, Serialize};

use crate::{
    class::{Refusal, setup::Item},
    course::{Kind, Question},
    lang::width::sanitize,
    study::{
        Response,
        answer::{is_complete, read_number},
        order::Order,
    },
};

/// The longest text that is typed as an answer, in bytes.
pub const MOST_TYPED: usize = 400;

/// What a player sends as an answer. Options and pairs go by the place where they are shown, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Options; for an ordering question all of them, in the player's order.
    Chosen(Vec<u8>),
    /// An option and the pair it is matched with.
    Matched(Vec<(u8, u8)>),
    /// What was typed.
    Typed(String),
    /// “I don't know”.
    DontKnow,
}

/// What `reply` to `item`, shown in `order`, is in the words of the course. An option that is there twice counts once.
///
/// # Errors
/// When it is no complete answer to the question.
pub fn read(item: &Item, order: &Order, reply: &Reply) -> Result<Response, Refusal> {
    let question = &item.question;
    let id = |order: &[usize], at: u8| {
        let number = order.get(usize::from(at)).ok_or(Refusal::Unfit)?;
        question.options.get(*number).map(|option| option.id.clone()).ok_or(Refusal::Unfit)
    };
    let response = match (&question.kind, reply) {
        (_, Reply::DontKnow) => return Ok(Response::DontKnow),
        (Kind::Single | Kind::TrueFalse | Kind::Multiple | Kind::Ordering, Reply::Chosen(places)) => {
            let mut ids = Vec::new();
            for at in places {
                let id = id(&order.options, *at)?;
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            let one = matches!(question.kind, Kind::Single | Kind::TrueFalse);
            if one && ids.len() > 1 {
                return Err(Refusal::Unfit);
            }
            Response::Chosen(ids)
        }
        (Kind::Matching, Reply::Matched(places)) => {
            let mut pairs: Vec<(String, String)> = Vec::new();
            for (left, right) in places {
                let pair = (id(&order.options, *left)?, id(&order.pairs, *right)?);
                if pairs.iter().any(|other| other.0 == pair.0 && other.1 != pair.1) {
                    return Err(Refusal::Unfit);
                }
                if !pairs.contains(&pair) {
                    pairs.push(pair);
                }
            }
            Response::Matched(pairs)
        }
        (Kind::Number(_) | Kind::Typed(_), Reply::Typed(text)) => {
            let text = sanitize(text).trim().to_owned();
            if text.len() > MOST_TYPED {
                return Err(Refusal::Unfit);
            }
            Response::Typed(text)
        }
        _ => return Err(Refusal::Unfit),
    };
    match (&question.kind, &response) {
        _ if is_complete(question, &response) => Ok(response),
        (Kind::Number(answer), Response::Typed(text))
            if read_number(answer, text).is_err() && !text.is_empty() =>
        {
            Err(Refusal::NotANumber)
        }
        _ => Err(Refusal::Incomplete),
    }
}

/// What `response` is in the places of `order`: the other way round.
#[must_use]
pub fn shown(question: &Question, order: &Order, response: &Response) -> Option<Reply> {
    let number = |id: &String| question.options.iter().position(|option| option.id == *id);
    Some(match response {
        Response::Chosen(ids) => {
            let places: Option<_> = ids.iter().map(|id| small(order.place(number(id)?)?)).collect();
            Reply::Chosen(places?)
        }
        Response::Matched(pairs) => {
            let place = |(left, right): &(String, String)| {
                Some((small(order.place(number(left)?)?)?, small(order.pair_place(number(right)?)?)?))
            };
            Reply::Matched(pairs.iter().map(place).collect::<Option<_>>()?)
        }
        Response::Typed(text) => Reply::Typed(text.clone()),
        Response::DontKnow => Reply::DontKnow,
        Response::Filled(_) => return None,
    })
}

/// A place as it travels.
#[must_use]
pub fn small(place: usize) -> Option<u8> {
    u8::try_from(place).ok()
}
