//! What a widget asks for: its fields, what they may hold, and how keys change them.
//!
//! Invariant: a [`Value`] always lies within the [`Shape`] of its field, whatever was typed.
//!
//! It must not know what the values mean.

use crate::{course::decode::is_id, lang::Words};

/// The most entries of a list of times.
pub const MOST_TIMES: usize = 9;

/// The most actions that are taken one after another.
pub const MOST_TAKEN: usize = 9;

/// Something a learner can change.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// As the fence writes it.
    pub name: &'static str,
    /// As it is shown.
    pub label: Words,
    /// Behind the value; may be empty.
    pub unit: Words,
    /// What it may hold.
    pub shape: Shape,
    /// What it holds if the fence does not say, as a fence would write it.
    pub default: &'static str,
}

/// What a field may hold.
#[derive(Debug, PartialEq, Eq)]
pub enum Shape {
    /// A number of so many decimal places. The bounds are in units of the last place.
    Number {
        /// Decimal places.
        places: u32,
        /// The least.
        least: u64,
        /// The most.
        most: u64,
        /// Where an arrow key stops.
        stops: Stops,
    },
    /// One of these.
    Choice(&'static [Choice]),
    /// An EC2 instance type that has a price in the region of field `region`.
    Instance,
    /// Moments in milliseconds, at least one of them.
    Times {
        /// The latest.
        most: u64,
        /// How far an arrow key moves one.
        step: u64,
        /// What adding one is called.
        add: Words,
        /// What taking one away is called.
        remove: Words,
    },
    /// Actions taken one after another, out of these; the first one is none.
    Actions(&'static [Choice]),
}

/// Where an arrow key stops on its way through the numbers.
#[derive(Debug, PartialEq, Eq)]
pub enum Stops {
    /// At multiples of this.
    Each(u64),
    /// At these.
    At(&'static [u64]),
    /// At numbers with one digit that is not zero: 90, 100, 200.
    Leading,
}

/// One of the values of a choice.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the fence writes it.
    pub id: &'static str,
    /// As it is shown.
    pub label: Words,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// In units of the last decimal place of its field.
    Number(u64),
    /// The id that was chosen.
    Choice(String),
    /// In the order in which they were given.
    Times(Vec<u64>),
    /// The action that is chosen next, and those that were taken: numbers in the list of the field.
    Actions {
        /// Chosen next.
        next: usize,
        /// Taken, the first one first.
        taken: Vec<usize>,
    },
}

impl Stops {
    /// The next stop above `from`.
    fn above(&self, from: u64) -> Option<u64> {
        match self {
            Stops::Each(step) => (from / step + 1).checked_mul(*step),
            Stops::At(stops) => stops.iter().copied().find(|stop| *stop > from),
            Stops::Leading => {
                let unit = leading_unit(from);
                (from / unit + 1).checked_mul(unit)
            }
        }
    }

    /// The next stop below `from`.
    fn below(&self, from: u64) -> Option<u64> {
        let before = from.checked_sub(1)?;
        match self {
            Stops::Each(step) => Some(before / step * step),
            Stops::At(stops) => stops.iter().rev().copied().find(|stop| *stop < from),
            Stops::Leading => {
                let unit = leading_unit(before);
                Some(before / unit * unit)
            }
        }
    }
}

/// 1, 10, 100: the place of the first digit.
fn leading_unit(number: u64) -> u64 {
    10_u64.pow(number.checked_ilog10().unwrap_or(0))
}

impl Shape {
    /// The value that `text` writes, if it is one: `0.25`, `1,000`, `arm`, `0, 250, 900`.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<Value> {
        match self {
            Shape::Number { places, least, most, .. } => {
                let number = number(text, *places)?;
                (*least..=*most).contains(&number).then_some(Value::Number(number))
            }
            Shape::Choice(choices) => {
                let found = choices.iter().find(|choice| choice.id == text)?;
                Some(Value::Choice(found.id.to_owned()))
            }
            Shape::Instance => is_id(text).then(|| Value::Choice(text.to_owned())),
            Shape::Times { most, .. } => {
                let times: Option<Vec<u64>> = text
                    .split([',', ' '])
                    .filter(|time| !time.is_empty())
                    .map(|time| number(time, 0))
                    .collect();
                let times = times?;
                let fits = !times.is_empty() && times.len() <= MOST_TIMES;
                (fits && times.iter().all(|time| time <= most)).then_some(Value::Times(times))
            }
            Shape::Actions(choices) => {
                let next = choices.iter().position(|choice| choice.id == text)?;
                let taken = if next == 0 { Vec::new() } else { vec![next] };
                Some(Value::Actions { next: next.max(1), taken })
            }
        }
    }

    /// `value` one stop further up or down; the same at the end. `instances` are the types that have a price.
    #[must_use]
    pub fn step(&self, value: &Value, item: usize, up: bool, instances: &[String]) -> Value {
        match (self, value) {
            (Shape::Number { least, most, stops, .. }, Value::Number(number)) => {
                let next = if up { stops.above(*number) } else { stops.below(*number) };
                Value::Number(next.unwrap_or(*number).clamp(*least, *most))
            }
            (Shape::Choice(choices), Value::Choice(id)) => {
                let ids: Vec<&str> = choices.iter().map(|choice| choice.id).collect();
                Value::Choice(around(&ids, id, up))
            }
            (Shape::Instance, Value::Choice(id)) => {
                let ids: Vec<&str> = instances.iter().map(String::as_str).collect();
                Value::Choice(around(&ids, id, up))
            }
            (Shape::Times { most, step, .. }, Value::Times(times)) => {
                let stops = Stops::Each(*step);
                let mut times = times.clone();
                if let Some(time) = times.get_mut(item) {
                    let next = if up { stops.above(*time) } else { stops.below(*time) };
                    *time = next.unwrap_or(*time).min(*most);
                }
                Value::Times(times)
            }
            (Shape::Actions(choices), Value::Actions { next, taken }) => {
                let last = choices.len().saturating_sub(1).max(1);
                let next = match (up, *next) {
                    (true, next) if next >= last => 1,
                    (true, next) => next + 1,
                    (false, 0 | 1) => last,
                    (false, next) => next - 1,
                };
                Value::Actions { next, taken: taken.clone() }
            }
            (_, other) => other.clone(),
        }
    }
}

/// The one after or before `id`, going round.
fn around(ids: &[&str], id: &str, up: bool) -> String {
    let count = ids.len();
    let next = match ids.iter().position(|other| *other == id) {
        Some(at) if up => (at + 1) % count,
        Some(at) => (at + count - 1) % count,
        None => 0,
    };
    ids.get(next).map_or_else(|| id.to_owned(), |id| (*id).to_owned())
}

/// `0.25` with two places is 25. Separators of thousands are let through.
#[must_use]
pub fn number(text: &str, places: u32) -> Option<u64> {
    let text: String = text.chars().filter(|c| *c != ',' && *c != '_').collect();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_number = !whole.is_empty() || !part.is_empty();
    if !is_number || !digits(whole) || !digits(part) || part.len() > places as usize {
        return None;
    }
    format!("{whole}{part:0<width$}", width = places as usize).parse().ok()
}

/// 25 with two places is `0.25`; 800 is `8`.
#[must_use]
pub fn written(number: u64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    let part = format!("{:0>width$}", number % unit, width = places as usize);
    match part.trim_end_matches('0') {
        "" => (number / unit).to_string(),
        part => format!("{}.{part}", number / unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, places, expected) in [
            ("0.25", 2, Some(25)),
            (".5", 1, Some(5)),
            ("5.", 1, Some(50)),
            ("300,000", 0, Some(300_000)),
            ("0.125", 2, None),
            ("-1", 0, None),
            (".", 2, None),
            ("", 0, None),
            ("1e3", 0, None),
            ("99999999999999999999", 0, None),
        ] {
            assert_eq!(number(text, places), expected, "{text}");
        }
        let times = Shape::Times {
            most: 1_000,
            step: 50,
            add: Words("더하기", "add"),
            remove: Words("빼기", "remove"),
        };
        for text in ["0, 250, 900", "0 250 900", "0,250,900"] {
            assert_eq!(times.read(text), Some(Value::Times(vec![0, 250, 900])), "{text}");
        }
        assert_eq!((times.read(","), times.read("0, 1001"), times.read("0; 5")), (None, None, None));
        assert_eq!(written(25, 2), "0.25");
        assert_eq!(written(800, 2), "8");
        assert_eq!(written(5, 1), "0.5");
        assert_eq!(written(730, 0), "730");
    }

    #[test]
    fn arrow_keys_stop_at_round_numbers() {
        let stops = Stops::Leading;
        assert_eq!((stops.above(1), stops.above(9), stops.above(10)), (Some(2), Some(10), Some(20)));
        assert_eq!((stops.below(20), stops.below(10), stops.below(1)), (Some(10), Some(9), Some(0)));
        assert_eq!((stops.above(1_769), stops.below(1_769)), (Some(2_000), Some(1_000)));
        let stops = Stops::Each(10);
        assert_eq!(
            (stops.above(5), stops.above(10), stops.below(5), stops.below(0)),
            (Some(10), Some(20), Some(0), None)
        );
        let stops = Stops::At(&[25, 50, 100]);
        assert_eq!((stops.above(30), stops.below(30), stops.above(100)), (Some(50), Some(25), None));
    }
}
