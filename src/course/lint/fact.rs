//! Facts: prices that are written out, and sources and prices that were last looked at long ago.

use super::{
    Flaw,
    amount::{Amount, amounts},
    flaw,
    passage::{self, PageText},
    shown::Kind,
};
use crate::course::{Course, Diagnostic, Files, Price, lesson, price};

/// Amounts on a page that are a price of the list and do not link to it.
pub(super) fn prices(course: &Course, page: &PageText<'_>) -> Vec<Diagnostic> {
    let prices = course.prices();
    let mut found = Vec::new();
    for passage in passage::of_page(page) {
        for half in [&passage.ko, &passage.en] {
            for shown in &half.shown {
                let plain = amounts(shown).into_iter().filter(|amount| shown.kind(amount.at) == Kind::Plain);
                found.extend(plain.filter_map(|Amount { at, digits, value }| {
                    let price = prices.prices.iter().find(|price| is_worth(price, value))?;
                    let problem = Flaw::UnlinkedPrice { id: price.id.clone(), shown: digits.to_owned() };
                    Some(flaw(&half.file, shown.span(at..at + digits.len()), problem))
                }));
            }
        }
    }
    found
}

/// Whether `value` is that of the price. Round amounts say nothing: a sum may well be 1 or 20.
fn is_worth(price: &Price, value: f64) -> bool {
    value.fract() != 0.0 && price.value.parse().ok() == Some(value)
}

/// Whether an amount is a price of the list.
pub(super) fn is_listed(course: &Course, amount: &Amount<'_>) -> bool {
    course.prices().prices.iter().any(|price| is_worth(price, amount.value))
}

/// Sources and prices last looked at more than `most` days before `today`.
pub(super) fn outdated(files: &Files, course: &Course, today: &str, most: i64) -> Vec<Diagnostic> {
    let Some(today) = day(today) else { return Vec::new() };
    let age = |date: &str| day(date).map(|then| today - then).filter(|days| *days > most);
    // The date of an entry stands after its id.
    let span = |source: &str, id: &str, date: &str| {
        let id = source.find(&format!("id: \"{id}\"")).unwrap_or(0);
        source[id..].find(&format!("\"{date}\"")).map_or(0..1, |at| id + at..id + at + date.len() + 2)
    };
    let mut found = Vec::new();
    for lesson in &course.lessons {
        let path = lesson::path(&lesson.id);
        for source in &lesson.sources {
            let Some(days) = age(&source.verified) else { continue };
            let place = span(files.text(&path), &source.id, &source.verified);
            found.push(flaw(&path, place, Flaw::OldSource { date: source.verified.clone(), days }));
        }
    }
    for price in &course.prices().prices {
        let Some(days) = age(&price.seen) else { continue };
        let place = span(files.text(price::PATH), &price.id, &price.seen);
        found.push(flaw(price::PATH, place, Flaw::OldPrice { date: price.seen.clone(), days }));
    }
    found
}

/// The number of a day, counted in a row; the first of the month where only that is known.
fn day(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(1))?);
    // Years begin in March, so that a leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + day,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        let between = |a, b| day(b).unwrap() - day(a).unwrap();
        for (a, b, days) in [
            ("2026-11-22", "2026-11-22", 0),
            ("2026-11", "2026-11-22", 21),
            ("2023-12-31", "2024-03-01", 61),
            ("2024-02-28", "2024-02-29", 1),
            ("2000-02-28", "2000-03-01", 2),
            ("1999-11-22", "2026-11-22", 9_862),
        ] {
            assert_eq!(between(a, b), days, "{a} {b}");
        }
        assert_eq!(day("soon"), None);
    }
}
