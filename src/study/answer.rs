//! Answers and what they are worth.
//!
//! Options are named by id, so that shuffling, both languages and later edits of the course stay in step.

use serde::{Deserialize, Serialize};

use crate::{
    course::{AnswerOption, Kind, NumberAnswer, Question},
    lang::{Lang, Text, hangul, spelling},
    study::typed,
};

/// What a learner answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// Ids of the chosen options; for an ordering question, in the learner's order.
    Chosen(Vec<String>),
    /// Id of an option and id of the option whose pair it was matched with.
    Matched(Vec<(String, String)>),
    /// What was typed.
    Typed(String),
    /// Id of each blank and what was typed into it.
    Filled(Vec<(String, String)>),
    /// “I don't know”.
    DontKnow,
}

/// Whether `response` answers `question`.
#[must_use]
pub fn grade(question: &Question, response: &Response) -> bool {
    match (&question.kind, response) {
        (Kind::Single | Kind::TrueFalse | Kind::Multiple, Response::Chosen(ids)) => {
            question.options.iter().all(|option| ids.contains(&option.id) == option.correct)
        }
        (Kind::Ordering, Response::Chosen(ids)) => question.options.iter().map(|option| &option.id).eq(ids),
        (Kind::Matching, Response::Matched(pairs)) => {
            pairs.len() == question.options.len() && pairs.iter().all(|(left, right)| left == right)
        }
        (Kind::Number(answer), Response::Typed(typed)) => {
            read_number(answer, typed).is_ok_and(|value| is_right(answer, value))
        }
        (Kind::Typed(_) | Kind::FillIn(_), response) => typed::is_right(question, response),
        _ => false,
    }
}

/// Whether `response` leaves nothing of `question` open, so that it could be graded as an answer.
#[must_use]
pub fn is_complete(question: &Question, response: &Response) -> bool {
    let options = question.options.len();
    match (&question.kind, response) {
        (Kind::Single | Kind::TrueFalse | Kind::Multiple, Response::Chosen(ids)) => !ids.is_empty(),
        (Kind::Ordering, Response::Chosen(ids)) => ids.len() == options,
        (Kind::Matching, Response::Matched(pairs)) => pairs.len() == options,
        (Kind::Number(answer), Response::Typed(typed)) => read_number(answer, typed).is_ok(),
        (Kind::Typed(_), Response::Typed(typed)) => !typed.is_empty(),
        (Kind::FillIn(blanks), Response::Filled(filled)) => filled.len() == blanks.len(),
        _ => false,
    }
}

fn is_right(answer: &NumberAnswer, value: f64) -> bool {
    // Decimal fractions are not exact in binary; a billionth either way is not an error of the learner's.
    (value - answer.value).abs() <= answer.tolerance + 1e-9 * answer.value.abs().max(1e-3)
}

/// Why a typed number cannot be graded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// Nothing was typed.
    Empty,
    /// It does not start with a number.
    NoNumber,
    /// The unit is not known for this question.
    UnknownUnit(String),
}

/// The typed number in the main unit: `1,024`, `.5`, `15 분`, `15min`, `0.134 USD`.
///
/// # Errors
/// When it cannot be read as a number with a unit that `answer` knows.
pub fn read_number(answer: &NumberAnswer, typed: &str) -> Result<f64, NotANumber> {
    let typed = spelling::narrow(typed);
    let typed = typed.trim().trim_start_matches('$').trim_start();
    if typed.is_empty() {
        return Err(NotANumber::Empty);
    }
    let digits = typed.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '_'));
    let len = digits.map(char::len_utf8).sum();
    let (number, unit) = typed.split_at(len);
    let number: f64 = plain_number(number).ok_or(NotANumber::NoNumber)?;
    let unit = unit.trim();
    if unit.is_empty() {
        return Ok(number);
    }
    let known = answer.units.iter().map(|(name, factor)| (name.as_str(), *factor));
    let main = Lang::ALL.map(|lang| (answer.unit.get(lang), 1.0));
    let same = |name: &str| {
        let fold = |text: &str| text.to_lowercase().replace(' ', "");
        // Typed with the input method in the other mode: ㅡㄴ is ms, ch is 초.
        fold(name) == fold(unit) || hangul::keys(&fold(name)) == hangul::keys(&fold(unit))
    };
    let factor = known.chain(main).find(|(name, _)| same(name)).map(|(_, factor)| factor);
    factor.map(|factor| number * factor).ok_or_else(|| NotANumber::UnknownUnit(unit.to_owned()))
}

/// A number with thousands separators where they belong; a single comma before other than three digits is refused
/// rather than guessed.
fn plain_number(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.trim_start_matches(['-', '+']).split([',', '_']).collect();
    let grouped =
        groups.len() == 1 || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    if !grouped || fraction.contains([',', '_']) || text.matches(['-', '+']).count() > 1 {
        return None;
    }
    text.replace([',', '_'], "").parse().ok().filter(|n: &f64| n.is_finite())
}

/// What an option turned out to be once the question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Right, and chosen (or put or matched rightly).
    Right,
    /// Wrong, and chosen (or put or matched wrongly).
    Wrong,
    /// Right, but not chosen.
    Missed,
    /// Wrong, and left alone.
    Unchosen,
}

/// The mark of `option` of `question` under `response`.
#[must_use]
pub fn mark(question: &Question, option: &AnswerOption, response: &Response) -> Mark {
    let chosen = match (&question.kind, response) {
        (Kind::Ordering, Response::Chosen(ids)) => {
            let place = question.options.iter().position(|other| other.id == option.id);
            return if place.is_some() && ids.iter().position(|id| *id == option.id) == place {
                Mark::Right
            } else {
                Mark::Wrong
            };
        }
        (Kind::Matching, Response::Matched(pairs)) => {
            let right = pairs.iter().any(|(left, with)| *left == option.id && left == with);
            return if right { Mark::Right } else { Mark::Wrong };
        }
        (_, Response::Chosen(ids)) => ids.contains(&option.id),
        _ => false,
    };
    match (option.correct, chosen) {
        (true, true) => Mark::Right,
        (true, false) => Mark::Missed,
        (false, true) => Mark::Wrong,
        (false, false) => Mark::Unchosen,
    }
}

/// What to say about a wrong number that was to be expected.
#[must_use]
pub fn near_miss<'q>(question: &'q Question, response: &Response) -> Option<&'q Text> {
    let (Kind::Number(answer), Response::Typed(typed)) = (&question.kind, response) else { return None };
    let value = read_number(answer, typed).ok()?;
    if is_right(answer, value) {
        return None;
    }
    let close = |near: f64| (value - near).abs() <= answer.tolerance.max(1e-9 + near.abs() * 1e-6);
    answer.near.iter().find(|near| close(near.value)).map(|near| &near.why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds() -> NumberAnswer {
        let units = [("초", 1.0), ("s", 1.0), ("ms", 0.001), ("분", 60.0), ("min", 60.0)];
        NumberAnswer {
            value: 900.0,
            tolerance: 0.0,
            unit: Text { ko: "초".into(), en: "s".into() },
            units: units.into_iter().map(|(name, factor)| (name.to_owned(), factor)).collect(),
            near: Vec::new(),
        }
    }

    #[test]
    fn numbers_as_people_type_them() {
        for typed in [
            "900",
            " 900 초",
            "900s",
            "15분",
            "15 min",
            "15 MIN",
            "９００",
            "900,000ms",
            "+900",
            "900.0",
            "15qns",
            "9_00초",
        ] {
            let right = read_number(&seconds(), typed).is_ok_and(|value| is_right(&seconds(), value));
            assert_eq!(right, typed != "9_00초", "{typed}");
        }
        assert_eq!(read_number(&seconds(), "  "), Err(NotANumber::Empty));
        assert_eq!(read_number(&seconds(), "abc"), Err(NotANumber::NoNumber));
        assert_eq!(read_number(&seconds(), "1.2.3"), Err(NotANumber::NoNumber));
        assert_eq!(read_number(&seconds(), "9,00"), Err(NotANumber::NoNumber));
        assert_eq!(read_number(&seconds(), "15 시간"), Err(NotANumber::UnknownUnit("시간".into())));
    }

    #[test]
    fn binary_fractions_do_not_count_against_the_learner() {
        let price = NumberAnswer { value: 0.134, ..seconds() };
        assert!(is_right(&price, 0.09312 + 0.04088));
        assert!(!is_right(&price, 0.135));
    }
}
