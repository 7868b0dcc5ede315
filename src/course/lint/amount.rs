//! Amounts of money in a text, as people write them: `$0.5`, `1,000원`, `3만 원`, `0.04 USD`.

use super::{
    number,
    shown::{Kind, Shown},
};
use crate::lang::{Lang, hangul::is_hangul, josa};

/// What says before a number that it is money.
const BEFORE: [&str; 5] = ["$", "₩", "€", "USD", "KRW"];

/// What says so after it.
const AFTER: [&str; 8] = ["$", "USD", "KRW", "달러", "dollar", "cents", "유로", "euro"];

/// An amount of money.
#[derive(Debug, PartialEq)]
pub(super) struct Amount<'t> {
    /// Byte at which its digits begin.
    pub(super) at: usize,
    /// Its digits as they are written.
    pub(super) digits: &'t str,
    /// What they say, without the 만 or million that may follow.
    pub(super) value: f64,
}

/// The amounts of money in `shown`, outside code and links to prices.
pub(super) fn amounts(shown: &Shown) -> Vec<Amount<'_>> {
    let text = shown.text.as_str();
    let mut found = Vec::new();
    let mut end = 0;
    while let Some(at) = text[end..].find(|c: char| c.is_ascii_digit()).map(|i| end + i) {
        end = number::digits(text, at);
        let digits = &text[at..end];
        let is_said = matches!(shown.kind(at), Kind::Plain | Kind::Link);
        let Ok(value) = digits.replace(',', "").parse() else { continue };
        if is_said && is_money(text[..at].trim_end(), &text[end..]) {
            found.push(Amount { at, digits, value });
        }
    }
    found
}

fn is_money(before: &str, rest: &str) -> bool {
    let many = Lang::ALL.map(|lang| number::factor(rest, 0, lang).1).into_iter().max().unwrap_or_default();
    let after = rest[many..].trim_start();
    let close = rest[many..].strip_prefix(if many > 0 { " " } else { "" }).unwrap_or(&rest[many..]);
    BEFORE.iter().any(|sign| before.ends_with(sign))
        || AFTER.iter().any(|sign| after.starts_with(sign))
        || close.strip_prefix('원').is_some_and(ends_word)
}

/// Whether a Korean word ends before `rest`: 1,000원쯤, but not 3원칙.
fn ends_word(rest: &str) -> bool {
    const SUFFIXES: [&str; 5] = ["쯤", "씩", "짜리", "어치", "대"];
    let run = rest.find(|c| !is_hangul(c)).map_or(rest, |end| &rest[..end]);
    run.is_empty() || josa::is_particle(run) || SUFFIXES.iter().any(|suffix| run.starts_with(suffix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_as_they_are_written() {
        for (text, expected) in [
            ("$0.5와 ₩1,000", &["0.5", "1,000"][..]),
            ("0.04 USD, 2달러, 3 dollars, 50 cents", &["0.04", "2", "3", "50"]),
            ("1,000원, 3만 원이에요, 20만원쯤, 1 million dollars", &["1,000", "3", "20", "1"]),
            ("3원칙, 2 원, 5 percent, 10번, EC2", &[]),
            ("`$1`은 [0.5](price:x) USD", &[]),
            ("[0.5 USD](https://example.com)", &["0.5"]),
        ] {
            let shown = Shown::inline(text, 0);
            let found: Vec<&str> = amounts(&shown).iter().map(|amount| amount.digits).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
