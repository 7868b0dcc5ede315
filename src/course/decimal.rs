//! Exact decimal numbers, for money.
//!
//! A binary fraction cannot hold 0.04656, so sums of such prices print as 0.13399999. A [`Decimal`] is a whole number of
//! units of its last place. Sums and products are exact up to 38 digits; beyond that the last places are given up, never
//! the first. Rounding happens only where a number is shown or divided, half up.

use std::{
    cmp::Ordering,
    ops::{Add, Mul, Sub},
};

use crate::lang::grouped;

/// The most places that are read after the point.
const MOST_PLACES: usize = 12;

/// The most places that a product keeps: more than any price times any amount needs.
const MOST_KEPT: u32 = 30;

/// The most digits that are read before the point.
const MOST_WHOLE: usize = 9;

/// `units / 10^places`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    units: i128,
    places: u32,
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal { units: 0, places: 0 };

    /// `units` of the last of so many decimal places: `(25, 2)` is 0.25.
    #[must_use]
    pub fn new(units: u64, places: u32) -> Decimal {
        Decimal { units: i128::from(units), places }.shortened()
    }

    /// The number that `text` writes: digits, and at most one point between them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Decimal> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits =
            |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole, MOST_WHOLE) || !digits(part, MOST_PLACES) {
            return None;
        }
        let units = format!("{whole}{part}").parse().ok()?;
        Some(Decimal { units, places: u32::try_from(part.len()).ok()? }.shortened())
    }

    /// The same number without zeros at its end.
    fn shortened(mut self) -> Decimal {
        while self.places > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.places -= 1;
        }
        self
    }

    /// The same number with one place less, cut off.
    fn cut(self) -> Decimal {
        Decimal { units: self.units / 10, places: self.places.saturating_sub(1) }
    }

    /// Both in units of the same place.
    fn aligned(self, other: Decimal) -> (i128, i128, u32) {
        let (mut a, mut b) = (self, other);
        loop {
            let places = a.places.max(b.places);
            let scaled = |n: Decimal| n.units.checked_mul(10_i128.checked_pow(places - n.places)?);
            match (scaled(a), scaled(b)) {
                (Some(a), Some(b)) => return (a, b, places),
                _ if places == 0 => return (a.units, b.units, 0),
                _ if a.places == places => a = a.cut(),
                _ => b = b.cut(),
            }
        }
    }

    /// `self / other` with so many decimal places; `None` when `other` is 0.
    #[must_use]
    pub fn over(self, other: Decimal, places: u32) -> Option<Decimal> {
        let (mut a, mut b, _) = self.aligned(other);
        if b == 0 {
            return None;
        }
        let unit = 10_i128.checked_pow(places)?;
        while a.checked_mul(unit).is_none() {
            // More digits than fit: the last ones change nothing that is shown.
            (a, b) = (a / 10, (b / 10).max(1));
        }
        Some(Decimal { units: divided(a.saturating_mul(unit), b), places }.shortened())
    }

    /// The same number with at most so many decimal places.
    #[must_use]
    pub fn rounded(self, places: u32) -> Decimal {
        match self.places.checked_sub(places).map(|spare| 10_i128.checked_pow(spare)) {
            None | Some(Some(1)) => self,
            Some(Some(unit)) => Decimal { units: divided(self.units, unit), places }.shortened(),
            Some(None) => Decimal::ZERO,
        }
    }

    /// The same number with at most so many digits that are not the zeros at its end: 5,551,249 with 3 is 5,550,000.
    #[must_use]
    pub fn significant(self, digits: u32) -> Decimal {
        let whole = self.rounded(0);
        let spare = (whole.units.unsigned_abs().checked_ilog10().unwrap_or(0) + 1).saturating_sub(digits);
        let unit = 10_i128.pow(spare);
        Decimal { units: divided(whole.units, unit).saturating_mul(unit), places: 0 }
    }

    /// The whole number at or above it; 0 when it is negative.
    #[must_use]
    pub fn ceil(self) -> u64 {
        let unit = 10_i128.pow(self.places);
        let whole = self.units / unit + i128::from(self.units > 0 && self.units % unit != 0);
        u64::try_from(whole.max(0)).unwrap_or(u64::MAX)
    }

    /// Decimal places that it needs.
    #[must_use]
    pub fn places(self) -> u32 {
        self.places
    }

    /// Rounded to `places`, all of them shown, thousands apart: `1,234.50`.
    #[must_use]
    pub fn fixed(self, places: u32) -> String {
        let rounded = self.rounded(places);
        let unit = 10_u128.pow(rounded.places);
        let digits = rounded.units.unsigned_abs();
        let sign = if rounded.units < 0 { "-" } else { "" };
        let whole = grouped(digits / unit);
        if places == 0 {
            return format!("{sign}{whole}");
        }
        let part = format!("{:0>width$}", digits % unit, width = rounded.places as usize);
        let part = if rounded.places == 0 { String::new() } else { part };
        format!("{sign}{whole}.{part:0<width$}", width = places as usize)
    }

    /// All of its places, at least `least` of them.
    #[must_use]
    pub fn exact(self, least: u32) -> String {
        self.fixed(self.places.max(least))
    }
}

/// `a / b`, rounded half away from zero.
fn divided(a: i128, b: i128) -> i128 {
    let (whole, rest) = (a / b, a % b);
    let is_half = rest.unsigned_abs() >= b.unsigned_abs().div_ceil(2);
    let sign = if (a < 0) == (b < 0) { 1 } else { -1 };
    if is_half { whole + sign } else { whole }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Decimal {
        Decimal::new(number, 0)
    }
}

impl Add for Decimal {
    type Output = Decimal;

    fn add(self, other: Decimal) -> Decimal {
        let (a, b, places) = self.aligned(other);
        Decimal { units: a.saturating_add(b), places }.shortened()
    }
}

impl Sub for Decimal {
    type Output = Decimal;

    fn sub(self, other: Decimal) -> Decimal {
        let (a, b, places) = self.aligned(other);
        Decimal { units: a.saturating_sub(b), places }.shortened()
    }
}

impl Mul for Decimal {
    type Output = Decimal;

    fn mul(self, other: Decimal) -> Decimal {
        let (mut a, mut b) = (self.shortened(), other.shortened());
        loop {
            match a.units.checked_mul(b.units) {
                Some(units) => {
                    let mut product = Decimal { units, places: a.places + b.places }.shortened();
                    while product.places > MOST_KEPT {
                        product = product.cut();
                    }
                    return product;
                }
                None if a.places == 0 && b.places == 0 => {
                    return Decimal { units: a.units.saturating_mul(b.units), places: 0 };
                }
                None if a.places >= b.places => a = a.cut(),
                None => b = b.cut(),
            }
        }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let (a, b, _) = self.aligned(*other);
        a.cmp(&b)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn money_is_exact() {
        let sum = d("2") * d("0.04656") + d("8") * d("0.00511");
        assert_eq!(sum.exact(4), "0.1340");
        assert_eq!((sum * d("730")).fixed(2), "97.82");
        assert_eq!((d("0.1") + d("0.2")).exact(0), "0.3");
        assert_eq!(d("1234567.5").fixed(2), "1,234,567.50");
        assert_eq!((d("1") - d("1.25")).fixed(1), "-0.3");
        assert_eq!(d("5551249").significant(3).fixed(0), "5,550,000");
        assert_eq!(d("0.4").significant(3).fixed(0), "0");
        assert_eq!((d("2.0001").ceil(), d("2").ceil()), (3, 2));
    }

    #[test]
    fn halves_are_rounded_up() {
        for (text, places, expected) in [
            ("0.005", 2, "0.01"),
            ("0.0049", 2, "0.00"),
            ("2.5", 0, "3"),
            ("99.999", 2, "100.00"),
            ("0.0000166667", 4, "0.0000"),
        ] {
            assert_eq!(d(text).fixed(places), expected);
        }
        assert_eq!(d("1").over(d("3"), 4).unwrap().exact(0), "0.3333");
        assert_eq!(d("2").over(d("3"), 0).unwrap().exact(0), "1");
        assert_eq!(d("1").over(Decimal::ZERO, 2), None);
    }

    #[test]
    fn only_plain_numbers_are_read() {
        for bad in ["", ".", "1.", ".5", "-1", "1e3", "inf", "NaN", "1,0", "1234567890", "0.1234567890123"] {
            assert_eq!(Decimal::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn very_small_products_are_nothing() {
        let tiny = d("0.000000000001");
        let product = tiny * tiny * tiny * tiny;
        assert_eq!((product.exact(2).as_str(), product.ceil()), ("0.00", 0));
    }

    proptest! {
        #[test]
        fn arithmetic_holds(a in 0u64..1_000_000_000, b in 0u64..1_000_000_000, p in 0u32..6, q in 0u32..6) {
            let (x, y) = (Decimal::new(a, p), Decimal::new(b, q));
            prop_assert_eq!(x + y, y + x);
            prop_assert_eq!(x + y - y, x);
            prop_assert_eq!(x * y, y * x);
            let float = |n: u64, places: u32| n as f64 / 10f64.powi(places as i32);
            let expected = float(a, p) * float(b, q);
            let product: f64 = (x * y).exact(0).replace(',', "").parse().unwrap();
            prop_assert!((product - expected).abs() <= expected * 1e-12);
            prop_assert_eq!(Decimal::parse(&x.exact(1).replace(',', "")), Some(x));
        }

        #[test]
        fn nothing_is_too_big(a: u64, b: u64, p in 0u32..13, q in 0u32..13) {
            let (x, y) = (Decimal::new(a, p), Decimal::new(b, q));
            let z = (x * y) * (x * y) + x - y;
            let _ = (z.fixed(2), z.over(y, 5), z.significant(3), z.ceil(), z < x, z.exact(3));
        }
    }
}
