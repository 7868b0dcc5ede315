//! What stands in the braces of GIFT: options, pairs, words, numbers, true or false.

use super::{
    read::Reader,
    sign::{self, Sign},
};
use crate::{
    course::{
        exchange::{both, note::What, option, option_id, text::tidy, truth},
        question::{AnswerOption, Kind, NearAnswer, NearMiss, NumberAnswer, TypedAnswer},
    },
    lang::{Text, spelling},
};

/// A weight of all the points.
const ALL: f64 = 100.0;

/// The answers of a question.
pub(super) struct Answers {
    pub kind: Kind,
    pub options: Vec<AnswerOption>,
    /// What is said to a right answer that has no place of its own.
    pub explanation: String,
}

impl Answers {
    fn of(kind: Kind, options: Vec<AnswerOption>) -> Answers {
        Answers { kind, options, explanation: String::new() }
    }
}

/// An answer, its weight if it has one, and its feedback.
struct Part {
    mark: Option<char>,
    weight: Option<f64>,
    answer: Vec<Sign>,
    feedback: Vec<Sign>,
}

/// Reads `signs`, which are not empty, in the order in which Moodle tries the kinds.
pub(super) fn read(reader: &mut Reader, signs: &[Sign]) -> Result<Answers, What> {
    if sign::starts_with(signs, "#") {
        return number(reader, &signs[1..]);
    }
    if sign::has(signs, '~') {
        return Ok(choice(reader, signs));
    }
    if sign::has(signs, '=') && sign::find_text(signs, "->").is_some() {
        return matching(reader, signs);
    }
    let statement = sign::text(sign::trimmed(&signs[..sign::find(signs, '#').unwrap_or(signs.len())]));
    match statement.as_str() {
        "T" | "TRUE" => Ok(statement_that_is(true, reader, signs)),
        "F" | "FALSE" => Ok(statement_that_is(false, reader, signs)),
        _ => Ok(typed(reader, signs)),
    }
}

/// The parts behind each of `marks`; only behind `weighed` a weight is one.
fn parts(signs: &[Sign], marks: &[char], weighed: char) -> Vec<Part> {
    let parts = sign::split(signs, marks).into_iter();
    parts
        .map(|(mark, signs)| {
            let signs = sign::trimmed(&signs);
            let (weight, signs) = if mark == Some(weighed) { weight(signs) } else { (None, signs) };
            let end = sign::find(signs, '#');
            let feedback = end.map_or(&[][..], |at| &signs[at + 1..]);
            let answer = &signs[..end.unwrap_or(signs.len())];
            Part { mark, weight, answer: answer.to_vec(), feedback: feedback.to_vec() }
        })
        .collect()
}

/// `%50%` at the start, and the rest.
fn weight(signs: &[Sign]) -> (Option<f64>, &[Sign]) {
    let weight = || {
        let rest = signs.get(1..).filter(|_| sign::starts_with(signs, "%"))?;
        let end = sign::find(rest, '%')?;
        let number = sign::text(&rest[..end]);
        let plain = number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
        Some((number.parse::<f64>().ok().filter(|_| plain)?, &rest[end + 1..]))
    };
    weight().map_or((None, signs), |(weight, rest)| (Some(weight), rest))
}

fn choice(reader: &mut Reader, signs: &[Sign]) -> Answers {
    let parts = parts(signs, &['=', '~'], '~');
    let one = parts.iter().any(|part| part.mark == Some('='));
    let is_right = |part: &Part| match one {
        true => part.mark == Some('=') || part.weight.is_some_and(|weight| weight >= ALL),
        false => part.weight.is_some_and(|weight| weight > 0.0),
    };
    let right = parts.iter().filter(|part| is_right(part)).count();
    let in_part = |part: &Part| part.weight.is_some_and(|weight| weight != 0.0 && weight < ALL);
    if parts.iter().any(in_part) {
        reader.note(What::Weights);
    }
    if one && right > 1 {
        reader.note(What::SeveralRight);
    }
    let kind = if one && right == 1 { Kind::Single } else { Kind::Multiple };
    let options = parts.iter().enumerate().map(|(at, part)| {
        let (text, why) = (reader.text(&part.answer), reader.text(&part.feedback));
        option(at, both(text), is_right(part), both(why))
    });
    let options = options.collect();
    Answers::of(kind, options)
}

fn matching(reader: &mut Reader, signs: &[Sign]) -> Result<Answers, What> {
    let mut options = Vec::new();
    for (at, (_, part)) in sign::split(signs, &['=']).into_iter().enumerate() {
        let arrow = sign::find_text(&part, "->").ok_or(What::NoPair)?;
        let (left, right) = (reader.text(&part[..arrow]), reader.text(&part[arrow + 2..]));
        options.push(AnswerOption {
            id: option_id(at),
            text: both(left),
            pair: both(right),
            correct: true,
            why: Text::default(),
        });
    }
    Ok(Answers::of(Kind::Matching, options))
}

fn statement_that_is(true_: bool, reader: &mut Reader, signs: &[Sign]) -> Answers {
    let mut parts = sign::split(signs, &['#']).into_iter().skip(1).map(|(_, signs)| signs);
    let wrong = both(reader.text(&parts.next().unwrap_or_default()));
    let right = both(reader.text(&parts.next().unwrap_or_default()));
    let whys = if true_ { [right, wrong] } else { [wrong, right] };
    Answers::of(Kind::TrueFalse, truth(true_, whys))
}

fn typed(reader: &mut Reader, signs: &[Sign]) -> Answers {
    let mut answer =
        TypedAnswer { answer: Text::default(), accept: Vec::new(), why: Text::default(), near: Vec::new() };
    let mut right: Vec<String> = Vec::new();
    for part in parts(signs, &['='], '=') {
        let (text, why) = (reader.bare(&part.answer), both(reader.text(&part.feedback)));
        // A star is one behind a backslash.
        if text.replace("\\*", "").contains('*') {
            reader.note(What::Wildcard);
            continue;
        }
        let text = text.replace("\\*", "*");
        let weight = part.weight.unwrap_or(ALL);
        if weight >= ALL {
            right.push(text);
            if answer.why == Text::default() {
                answer.why = why;
            } else if why != Text::default() && why != answer.why {
                reader.note(What::Feedback);
            }
            continue;
        }
        if weight != 0.0 {
            reader.note(What::Weights);
        }
        near(&mut answer.near, text, why);
    }
    // Spellings that are graded alike are one.
    let mut folded: Vec<String> = Vec::new();
    right.retain(|text| {
        let is_new = !folded.contains(&spelling::fold(text));
        folded.push(spelling::fold(text));
        is_new
    });
    // What is graded as right is no near miss.
    let is_right = |text: &String| folded.iter().any(|right| spelling::same(&spelling::fold(text), right));
    answer.near.iter_mut().for_each(|near| near.accept.retain(|text| !is_right(text)));
    answer.near.retain(|near| !near.accept.is_empty());
    let mut right = right.into_iter();
    answer.answer = both(right.next().unwrap_or_default());
    answer.accept = right.collect();
    Answers::of(Kind::Typed(answer), Vec::new())
}

/// Adds a wrong answer: to the one before if the same is said to both.
fn near(list: &mut Vec<NearAnswer>, text: String, why: Text) {
    match list.last_mut() {
        Some(last) if last.why == why && why != Text::default() => last.accept.push(text),
        _ => list.push(NearAnswer { accept: vec![text], why }),
    }
}

fn number(reader: &mut Reader, signs: &[Sign]) -> Result<Answers, What> {
    // Behind `~` stands what is said to every wrong number.
    let end = sign::find(signs, '~');
    if end.is_some() {
        reader.note(What::Wildcard);
    }
    let mut right: Option<(f64, f64)> = None;
    let mut near = Vec::new();
    let mut explanation = String::new();
    for part in parts(&signs[..end.unwrap_or(signs.len())], &['='], '=') {
        let text = tidy(&sign::text(&part.answer)).0;
        let feedback = reader.text(&part.feedback);
        if text == "*" {
            reader.note(What::Wildcard);
            continue;
        }
        let (value, tolerance) = range(&text).ok_or_else(|| What::NotANumber(text.clone()))?;
        let weight = part.weight.unwrap_or(ALL);
        if weight < ALL {
            let is_within = right.is_some_and(|(right, tolerance)| (value - right).abs() <= tolerance);
            if weight != 0.0 || is_within || tolerance != 0.0 {
                reader.note(What::Weights);
            }
            if !is_within {
                near.push(NearMiss { value, why: both(feedback) });
            }
        } else if right.is_none() {
            right = Some((value, tolerance));
            explanation = feedback;
        } else {
            reader.note(What::SeveralNumbers);
        }
    }
    let (value, tolerance) = right.ok_or(What::NothingRight)?;
    let kind = Kind::Number(NumberAnswer {
        value,
        tolerance,
        unit: Text::default(),
        units: std::collections::BTreeMap::new(),
        near,
    });
    Ok(Answers { kind, options: Vec::new(), explanation })
}

/// `1822`, `3.14:0.01` and `1..5` as a number and how far off is right.
fn range(text: &str) -> Option<(f64, f64)> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    if let Some((least, most)) = text.split_once("..") {
        let (least, most) = (number(least)?, number(most)?);
        // The middle of decimal numbers is one: 0.1..0.3 is 0.2, and not something near it.
        let rounded = |number: f64| format!("{number:.12}").parse::<f64>().unwrap_or(number);
        return Some((rounded((least + most) / 2.0), rounded((most - least) / 2.0)));
    }
    match text.split_once(':') {
        Some((value, tolerance)) => Some((number(value)?, number(tolerance)?)),
        None => Some((number(text)?, 0.0)),
    }
}
