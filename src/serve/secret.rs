//! Randomness of the system, and what a token hashes to.

use std::io;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::class::{HostToken, JoinCode, SeatHash, SeatToken, seat::Hex};

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

/// A join code that nobody can foresee.
///
/// # Errors
/// When the system has no randomness.
pub fn random_code() -> io::Result<JoinCode> {
    Ok(JoinCode::from_random(u64::from_le_bytes(random()?)))
}

/// A seed of a room that nobody can foresee.
///
/// # Errors
/// When the system has no randomness.
pub fn random_seed() -> io::Result<u64> {
    Ok(u64::from_le_bytes(random()?))
}

/// A seat that nobody has.
pub(super) fn random_seat() -> io::Result<SeatToken> {
    Ok(SeatToken(Hex(random()?)))
}

/// A token for a host.
pub(super) fn random_host() -> io::Result<HostToken> {
    Ok(HostToken(Hex(random()?)))
}

/// A name for a connection without one of its own.
pub(super) fn random_session() -> io::Result<Hex<16>> {
    Ok(Hex(random()?))
}

/// What a room knows of a seat. The token has 128 random bits, so that it needs no salt; and finding its hash in a table
/// tells nothing about the token.
pub(super) fn seat_hash(token: &SeatToken) -> SeatHash {
    SeatHash(hash(&token.0.0))
}

/// What a journal knows of its host.
pub(super) fn host_hash(token: &HostToken) -> Hex<32> {
    hash(&token.0.0)
}

/// Whether `token` is what `known` was made from, found out in the same time whatever is wrong with it.
pub(super) fn is_host(token: &HostToken, known: Option<Hex<32>>) -> bool {
    known.is_some_and(|known| host_hash(token).0.ct_eq(&known.0).into())
}

fn hash(bytes: &[u8]) -> Hex<32> {
    Hex(Sha256::digest(bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_proves_itself_and_nothing_else_does() {
        let token = random_host().unwrap();
        let known = host_hash(&token);
        assert!(is_host(&token, Some(known)));
        assert!(!is_host(&token, None));
        assert!(!is_host(&random_host().unwrap(), Some(known)));
        assert!(!is_host(&HostToken(known), Some(known)));
        assert_ne!(random_seat().unwrap(), random_seat().unwrap());
        assert_ne!(random_code().unwrap(), random_code().unwrap());
    }
}
