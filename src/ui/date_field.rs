//! A date being typed, or changed with arrows: year, month and day, one of which is being changed.
//!
//! Typing goes on to the next part by itself, and at anything that is no digit, so that `2026-12-15`, `20261215`, `26. 1. 5`
//! and `2026년 12월 15일` are all understood. It must not know what the date is for.

use crate::study::Day;

/// Digits of year, month and day.
const DIGITS: [u8; 3] = [4, 2, 2];

/// Where each of them begins in `2026-12-15`.
const STARTS: [u8; 3] = [0, 5, 8];

/// A date being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateField {
    /// Year, month and day; together perhaps no date.
    parts: [u16; 3],
    part: usize,
    /// Digits typed into the part so far; `None` while it is as it was.
    typed: Option<u8>,
    text: String,
}

impl DateField {
    /// With `day`, beginning at the year.
    #[must_use]
    pub fn new(day: Day) -> DateField {
        let mut field = DateField { parts: [0; 3], part: 0, typed: None, text: String::new() };
        field.set(day);
        field
    }

    /// What is seen: `2026-12-15`, with `_` where digits are still to come.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cell of the text at which the next digit stands.
    #[must_use]
    pub fn caret(&self) -> u16 {
        u16::from(STARTS[self.part] + self.typed.unwrap_or(0))
    }

    /// The date; `None` when there is no such date.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        let [year, month, day] = self.parts;
        Day::parse(&format!("{year}-{month}-{day}"))
    }

    /// Takes text, typed or pasted.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            match c.to_digit(10).and_then(|digit| u16::try_from(digit).ok()) {
                Some(digit) => self.digit(digit),
                None if self.typed.is_some_and(|typed| typed > 0) => self.go(1),
                None => {}
            }
        }
        self.show();
    }

    fn digit(&mut self, digit: u16) {
        let typed = self.typed.unwrap_or(0);
        if typed == DIGITS[self.part] {
            return;
        }
        let before = if typed == 0 { 0 } else { self.parts[self.part] };
        self.parts[self.part] = before * 10 + digit;
        self.typed = Some(typed + 1);
        // No month begins with a 2, no day with a 4.
        let most = [u16::MAX, 1, 3][self.part];
        let is_full = typed + 1 == DIGITS[self.part] || typed == 0 && digit > most;
        if is_full && self.part < 2 {
            self.go(1);
        } else if is_full {
            self.typed = Some(DIGITS[2]);
        }
    }

    /// Goes to the next part, or with -1 to the one before.
    pub fn go(&mut self, by: isize) {
        self.settle();
        self.part = self.part.saturating_add_signed(by).min(2);
        self.show();
    }

    /// What was typed into the part is all of it.
    pub fn settle(&mut self) {
        if self.part == 0 && matches!(self.typed, Some(1 | 2)) {
            self.parts[0] += 2000;
        }
        self.typed = None;
        self.show();
    }

    /// Takes back a digit; where none is left, goes to the part before.
    pub fn erase(&mut self) {
        let Some(left) = self.typed.unwrap_or(DIGITS[self.part]).checked_sub(1) else { return self.go(-1) };
        self.parts[self.part] /= 10;
        self.typed = Some(left);
        self.show();
    }

    /// Changes the part by one, carrying over: the day after the 31st of December is the 1st of January.
    pub fn step(&mut self, by: i32) {
        self.settle();
        let [year, month, day] = self.parts.map(i32::from);
        let months = year * 12 + (month - 1).clamp(0, 11);
        let to = match self.part {
            0 => last_of(months + 12 * by, day),
            1 => last_of(months + by, day),
            _ => last_of(months, day).map(|day| Day(day.0.saturating_add(by))),
        };
        if let Some(to) = to.filter(|to| (1..=9_999).contains(&to.date().0)) {
            self.set(to);
        }
    }

    fn set(&mut self, to: Day) {
        let (year, month, day) = to.date();
        self.parts = [u16::try_from(year).unwrap_or(1), u16::from(month), u16::from(day)];
        self.show();
    }

    fn show(&mut self) {
        let part = |part: usize| {
            let (value, digits) = (self.parts[part], usize::from(DIGITS[part]));
            match self.typed.filter(|_| part == self.part).map(usize::from) {
                Some(0) => "_".repeat(digits),
                Some(typed) => format!("{value:0typed$}{}", "_".repeat(digits - typed)),
                None => format!("{value:0digits$}"),
            }
        };
        self.text = format!("{}-{}-{}", part(0), part(1), part(2));
    }
}

/// A day of the month, or the last one if the month is shorter; months are counted from the year 0.
fn last_of(months: i32, day: i32) -> Option<Day> {
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    (1..=day.clamp(1, 31)).rev().find_map(|day| Day::parse(&format!("{year}-{month}-{day}")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn field(text: &str) -> DateField {
        let mut field = DateField::new(Day::parse("2026-11-22").unwrap());
        field.type_text(text);
        field
    }

    #[test]
    fn dates_are_understood_however_they_are_written() {
        for text in ["2026-12-05", "20261205", "26. 12. 5", "2026년 12월 5일", "2026/12/5 ", "26-12-5"] {
            let mut field = field(text);
            field.settle();
            assert_eq!(field.day().map(|day| day.to_string()).as_deref(), Some("2026-12-05"), "{text}");
        }
        assert_eq!(field("2027").text(), "2027-11-22");
        assert_eq!(field("202").text(), "202_-11-22");
        assert_eq!((field("20271").text(), field("20271").caret()), ("2027-1_-22", 6));
        assert_eq!(field("2027 2 30").day(), None);
        assert_eq!(field("가나 다").text(), "2026-11-22");
    }

    #[test]
    fn arrows_carry_over_and_keep_to_the_month() {
        let mut field = field("2027-12-31");
        field.step(1);
        assert_eq!(field.text(), "2028-01-01");
        field.step(-1);
        field.go(-1);
        field.step(2);
        assert_eq!(field.text(), "2028-02-29");
        field.go(-1);
        field.step(1);
        assert_eq!(field.text(), "2029-02-28");
        let mut wrong = super::tests::field("2027-02-31");
        wrong.step(1);
        assert_eq!(wrong.text(), "2027-03-01");
    }

    #[test]
    fn digits_are_taken_back() {
        let mut field = field("2027-1");
        field.erase();
        assert_eq!((field.text(), field.caret()), ("2027-__-22", 5));
        field.erase();
        field.erase();
        assert_eq!((field.text(), field.caret()), ("202_-00-22", 3));
        field.type_text("8-12");
        assert_eq!(field.text(), "2028-12-22");
    }

    proptest! {
        #[test]
        fn the_text_keeps_its_shape(text in "[0-9년월일 ./가a-]{0,20}", steps in prop::collection::vec(-1i32..2, 0..20)) {
            let mut field = field(&text);
            for step in steps {
                match step {
                    0 => field.erase(),
                    by if by > 0 => field.step(by),
                    _ => field.go(1),
                }
                prop_assert!(field.text().len() == 10 && usize::from(field.caret()) <= 10, "{}", field.text());
            }
        }
    }
}
