//! Moodle's Aiken format: a question, options `A.` or `A)` a line each, and `ANSWER: B`.

use super::{
    Draft, Found, asked, both,
    note::What,
    option,
    text::{escaped, tidy},
};
use crate::{course::question::Kind, lang::Text};

/// The line that ends a question.
const ANSWER: &str = "ANSWER:";

/// Whether `text` says what only this format does.
#[must_use]
pub fn is_one(text: &str) -> bool {
    text.lines().any(|line| answer(line.trim()).is_some())
        && text.lines().any(|line| choice(line.trim()).is_some())
}

/// The questions of `text`.
#[must_use]
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut open = Open::default();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if let Some(right) = answer(line) {
            std::mem::take(&mut open).close(number, Some(right), &mut found);
        } else if let Some((letter, text)) = choice(line).filter(|_| !open.stem.is_empty()) {
            open.options.push((letter, text.to_owned()));
        } else if !line.is_empty() {
            // Text behind options begins another question: this one was never answered.
            if !open.options.is_empty() {
                std::mem::take(&mut open).close(number, None, &mut found);
            }
            if open.stem.is_empty() {
                open.line = number;
            }
            open.stem.push(line.to_owned());
        }
    }
    open.close(text.lines().count(), None, &mut found);
    found.in_one_language()
}

/// A question whose end was not met yet.
#[derive(Default)]
struct Open {
    line: usize,
    stem: Vec<String>,
    options: Vec<(char, String)>,
}

impl Open {
    fn close(self, number: usize, right: Option<&str>, found: &mut Found) {
        if self.stem.is_empty() && self.options.is_empty() && right.is_none() {
            return;
        }
        let line = if self.stem.is_empty() { number } else { self.line };
        let Some(right) = right else {
            let what = if self.options.is_empty() { What::Description } else { What::NoAnswer };
            return found.note(line, what);
        };
        let letter =
            right.chars().next().filter(|_| right.chars().count() == 1).map(|c| c.to_ascii_uppercase());
        if !self.options.iter().any(|(other, _)| Some(*other) == letter) {
            return found.note(line, What::NoSuchOption(tidy(right).0));
        }
        let options = self.options.iter().enumerate();
        let options = options.map(|(at, (other, text))| {
            option(at, both(escaped(text)), Some(*other) == letter, Text::default())
        });
        let question = asked(both(escaped(&self.stem.join(" "))), Kind::Single, options.collect());
        found.drafts.push(Draft { line, name: String::new(), question });
    }
}

/// What stands behind `ANSWER:`.
fn answer(line: &str) -> Option<&str> {
    let start = line.get(..ANSWER.len())?;
    start.eq_ignore_ascii_case(ANSWER).then(|| line[ANSWER.len()..].trim())
}

/// The letter and the text of an option.
fn choice(line: &str) -> Option<(char, &str)> {
    let mut chars = line.chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    chars.next().filter(|c| matches!(c, '.' | ')'))?;
    let text = chars.as_str();
    text.starts_with([' ', '\t']).then(|| (letter, text.trim()))
}
