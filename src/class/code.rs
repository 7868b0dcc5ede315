//! Join codes: what is on the projector, and what people make of it.

use std::{fmt, str::FromStr};

use crate::lang::{hangul, spelling};

/// The signs of a code: digits and capitals without those that look alike (0 O, 1 I L).
pub const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// How many signs a code has: 887,503,681 codes.
pub const LENGTH: usize = 6;

/// A join code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JoinCode([u8; LENGTH]);

/// A text that is no join code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a code has six letters and digits, without 0, 1, I, L, O")]
pub struct NotACode;

impl JoinCode {
    /// The code made from a random number. All are as likely but for one part in ten thousand million.
    #[must_use]
    pub fn from_random(mut number: u64) -> JoinCode {
        let count = ALPHABET.len() as u64;
        JoinCode(std::array::from_fn(|_| {
            let sign = usize::try_from(number % count).unwrap_or(0);
            number /= count;
            ALPHABET[sign]
        }))
    }

    /// The code in two halves, to be read from far away: `ABC DEF`.
    #[must_use]
    pub fn spaced(&self) -> String {
        let code = self.to_string();
        let (first, second) = code.split_at(LENGTH / 2);
        format!("{first} {second}")
    }
}

impl fmt::Display for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{}", char::from(*byte)))
    }
}

/// A code as people type it: in any case and width, with blanks and hyphens, and with the input method in Hangul mode.
impl FromStr for JoinCode {
    type Err = NotACode;

    fn from_str(typed: &str) -> Result<JoinCode, NotACode> {
        let keys = hangul::keys(&spelling::narrow(typed));
        let counts = |c: &char| {
            !(c.is_whitespace() || c.is_control() || matches!(c, '-' | '_' | '.' | '·' | '–' | '—'))
        };
        let mut code = [0; LENGTH];
        let mut signs = keys.chars().filter(counts);
        for place in &mut code {
            let sign = signs.next().map(|c| c.to_ascii_uppercase()).ok_or(NotACode)?;
            *place = u8::try_from(sign).ok().filter(|byte| ALPHABET.contains(byte)).ok_or(NotACode)?;
        }
        if signs.next().is_some() { Err(NotACode) } else { Ok(JoinCode(code)) }
    }
}
