//! An answer in words: what was chosen and why it is wrong, what is right and why. For a list, an export, a text.

use crate::{
    course::{Kind, Question},
    lang::{Lang, Text},
    study::{
        answer::{Mark, Response, grade, mark, near_miss},
        typed::{self, Verdict},
    },
};

/// Between the parts of an order, and between a text and its pair.
const ARROW: &str = " → ";

/// A thing that was said or is to be said, and why it is right or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub what: What,
    /// Whether it is right.
    pub is_right: bool,
    /// Why; `None` where nothing is known.
    pub why: Option<Text>,
}

/// What was said: words of the course, or of the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Inline Markdown of the course.
    Course(Text),
    /// As it was typed; nothing in it has a meaning.
    Typed(String),
}

/// What was answered, and what is right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What the learner chose or typed; empty where it is not known.
    pub chosen: Vec<Said>,
    /// What they should have.
    pub right: Vec<Said>,
}

/// Tells of `response` to `question`.
#[must_use]
pub fn told(question: &Question, response: Option<&Response>) -> Told {
    let chosen = match response {
        None => Vec::new(),
        Some(Response::DontKnow) => {
            let what = What::Course(both(|lang| lang.msgs().quiz_dont_know.to_owned()));
            vec![Said { what, is_right: false, why: None }]
        }
        Some(response) => chosen(question, response),
    };
    Told { chosen, right: right(question) }
}

fn both(text: impl Fn(Lang) -> String) -> Text {
    Text { ko: text(Lang::Ko), en: text(Lang::En) }
}

fn chosen(question: &Question, response: &Response) -> Vec<Said> {
    match (&question.kind, response) {
        (Kind::Ordering, Response::Chosen(ids)) => order(question, ids, response),
        (_, Response::Chosen(ids)) => {
            let options = question.options.iter().filter(|option| ids.contains(&option.id));
            options
                .map(|option| Said {
                    what: What::Course(both(|lang| question.option_text(option, lang).to_owned())),
                    is_right: option.correct,
                    why: (!option.correct).then(|| option.why.clone()),
                })
                .collect()
        }
        (_, Response::Matched(pairs)) => pairs.iter().filter_map(|pair| matched(question, pair)).collect(),
        (Kind::Number(_), Response::Typed(text)) => {
            let why = near_miss(question, response).cloned();
            vec![Said { what: What::Typed(text.clone()), is_right: grade(question, response), why }]
        }
        _ => (0..question.kind.typed().count())
            .filter_map(|field| field_said(question, field, response))
            .collect(),
    }
}

/// The learner's order in one line, and of what stands in the wrong place why.
fn order(question: &Question, ids: &[String], response: &Response) -> Vec<Said> {
    let known = || ids.iter().filter_map(|id| question.options.iter().find(|option| option.id == *id));
    let line = both(|lang| known().map(|option| option.text.get(lang)).collect::<Vec<_>>().join(ARROW));
    let first_wrong = known().find(|option| mark(question, option, response) == Mark::Wrong);
    let why = first_wrong.map(|option| option.why.clone());
    vec![Said { what: What::Course(line), is_right: why.is_none(), why }]
}

fn matched(question: &Question, (left, right): &(String, String)) -> Option<Said> {
    let find = |id: &String| question.options.iter().find(|option| option.id == *id);
    let (option, other) = (find(left)?, find(right)?);
    let is_right = left == right;
    Some(Said {
        what: What::Course(both(|lang| format!("{}{ARROW}{}", option.text.get(lang), other.pair.get(lang)))),
        is_right,
        why: (!is_right).then(|| option.why.clone()),
    })
}

fn field_said(question: &Question, field: usize, response: &Response) -> Option<Said> {
    let text = typed::text(question, field, response)?;
    let verdict = typed::verdict(question, field, response)?;
    let why = match verdict {
        Verdict::Near(near) => Some(near.why.clone()),
        _ => None,
    };
    Some(Said { what: What::Typed(text.to_owned()), is_right: verdict.is_right(), why })
}

fn right(question: &Question) -> Vec<Said> {
    let said = |what: Text, why: Option<&Text>| Said {
        what: What::Course(what),
        is_right: true,
        why: why.filter(|why| !why.ko.is_empty() || !why.en.is_empty()).cloned(),
    };
    match &question.kind {
        Kind::Single | Kind::Multiple | Kind::TrueFalse => {
            let right = question.options.iter().filter(|option| option.correct);
            let text = |option| both(|lang| question.option_text(option, lang).to_owned());
            right.map(|option| said(text(option), Some(&option.why))).collect()
        }
        Kind::Ordering => {
            let options = question.options.iter().enumerate();
            let text = |at: usize, text: &Text| both(|lang| format!("{}) {}", at + 1, text.get(lang)));
            options.map(|(at, option)| said(text(at, &option.text), Some(&option.why))).collect()
        }
        Kind::Matching => {
            let pair = |option: &crate::course::AnswerOption| {
                both(|lang| format!("{}{ARROW}{}", option.text.get(lang), option.pair.get(lang)))
            };
            question.options.iter().map(|option| said(pair(option), Some(&option.why))).collect()
        }
        Kind::Number(answer) => {
            let text = both(|lang| format!("{} {}", answer.value, answer.unit.get(lang)).trim().to_owned());
            vec![said(text, None)]
        }
        Kind::Typed(_) | Kind::FillIn(_) => {
            question.kind.typed().map(|answer| said(answer.answer.clone(), Some(&answer.why))).collect()
        }
    }
}
