//! Between what is entered on the answer sheet and an answer being made.
//!
//! Invariant: [`entered`] after [`open`] is what was entered, for every kind of question.

use crate::{
    course::{Kind, Question},
    screen::question::Answering,
    study::{Response, progress::Draft},
};

/// The answer to `question` with what was entered for it.
#[must_use]
pub fn open(question: &Question, seed: u64, entered: Option<&Response>) -> Answering {
    let draft = match entered {
        Some(Response::Chosen(ids)) => {
            let cursor = match question.kind {
                Kind::Single | Kind::TrueFalse => ids.first().cloned().unwrap_or_default(),
                _ => String::new(),
            };
            Draft { cursor, chosen: ids.clone(), ..Draft::default() }
        }
        Some(Response::Matched(pairs)) => {
            let right =
                |id: &String| pairs.iter().find(|(left, _)| left == id).map(|(_, right)| right.clone());
            let chosen =
                question.options.iter().map(|option| right(&option.id).unwrap_or_default()).collect();
            Draft { chosen, ..Draft::default() }
        }
        Some(Response::Typed(typed)) => Draft { typed: typed.clone(), ..Draft::default() },
        Some(Response::Filled(filled)) => Draft { filled: filled.clone(), ..Draft::default() },
        Some(Response::DontKnow) | None => Draft::default(),
    };
    Answering { is_sheet: true, ..Answering::restore(question, seed, &draft) }
}

/// What stands there, complete or not; `None` when nothing does.
#[must_use]
pub fn entered(question: &Question, answering: &Answering) -> Option<Response> {
    let id = |option: usize| question.options.get(option).map(|option| option.id.clone());
    let ids = |options: &[usize]| options.iter().filter_map(|option| id(*option)).collect::<Vec<_>>();
    match &question.kind {
        Kind::Single | Kind::TrueFalse | Kind::Ordering => some(ids(&answering.chosen)).map(Response::Chosen),
        Kind::Multiple => {
            let mut chosen = answering.chosen.clone();
            chosen.sort_unstable();
            some(ids(&chosen)).map(Response::Chosen)
        }
        Kind::Matching => {
            let pairs = answering.matched.iter().enumerate();
            some(pairs.filter_map(|(left, right)| Some((id(left)?, id((*right)?)?))).collect())
                .map(Response::Matched)
        }
        Kind::Number(_) | Kind::Typed(_) => {
            let typed = answering.fields.first().map_or("", |text| text.trim());
            (!typed.is_empty()).then(|| Response::Typed(typed.to_owned()))
        }
        Kind::FillIn(blanks) => {
            let texts = blanks.iter().zip(&answering.fields).map(|(blank, text)| (&blank.id, text.trim()));
            some(
                texts
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(id, text)| (id.clone(), text.to_owned()))
                    .collect(),
            )
            .map(Response::Filled)
        }
    }
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}
