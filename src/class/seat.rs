//! Secrets: who sits where, and who may command. Making and hashing them is the hub's.
//!
//! Invariant: a token is never shown by `Debug`, so that it does not get into a log.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// `N` bytes, written as lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<const N: usize>(pub [u8; N]);

/// Whoever has it sits on the seat: 128 bits, known to the player alone.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeatToken(pub Hex<16>);

/// The SHA-256 of a [`SeatToken`]: what a room and its journal know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeatHash(pub Hex<32>);

/// Whoever has it is the host: 256 bits. To be compared in constant time.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HostToken(pub Hex<32>);

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Debug for SeatToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SeatToken(..)")
    }
}

impl fmt::Debug for HostToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HostToken(..)")
    }
}

/// A text that is not as many hexadecimal digits as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{expected} hexadecimal digits are needed")]
pub struct NotHex {
    /// How many digits it should be.
    pub expected: usize,
}

impl<const N: usize> FromStr for Hex<N> {
    type Err = NotHex;

    fn from_str(text: &str) -> Result<Hex<N>, NotHex> {
        let fault = NotHex { expected: 2 * N };
        if text.len() != 2 * N {
            return Err(fault);
        }
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let mut bytes = [0; N];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let (high, low) = digit(pair[0]).zip(digit(pair[1])).ok_or(fault)?;
            *byte = high << 4 | low;
        }
        Ok(Hex(bytes))
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Hex<N>, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_written_and_read_but_not_shown() {
        let token = SeatToken(Hex([0xAB; 16]));
        let text = serde_json::to_string(&token).unwrap();
        assert_eq!(text, format!("{:?}", "ab".repeat(16)));
        assert_eq!(serde_json::from_str::<SeatToken>(&text).unwrap(), token);
        assert!(!format!("{token:?} {:?}", HostToken(Hex([7; 32]))).contains("07"));
        for bad in ["", "ab", &"g".repeat(32), &"한".repeat(11), &"ab".repeat(17)] {
            assert!(bad.parse::<Hex<16>>().is_err(), "{bad}");
        }
    }
}
