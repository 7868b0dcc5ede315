//! Where a client without a memory of its own comes from: whoever comes from there again, under the same name, gets the same
//! seat, as a browser does by the token that it keeps.
//!
//! Invariants: a seat of somebody who is still there is given to nobody else. Nobody can foresee a token from here without
//! the secret of this machine.

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use sha2::{Digest as _, Sha256};
use tokio::time::{Duration, Instant};

use super::secret;
use crate::class::{
    JoinCode, PlayerId, Room, SeatToken, name, player::Seat, seat::Hex, setup::student_key, wire::Hello,
};

/// The most seats from one address under one name.
const MOST: u32 = 1_000;

/// Whoever was not heard for so long may be gone: their connection says something at least every [`ALIVE`].
const SILENCE: Duration = Duration::from_secs(8);

/// So often a client is asked whether it is still there.
pub(super) const ALIVE: Duration = Duration::from_secs(5);

/// A room and an address, as a secret.
#[derive(Clone, Debug)]
pub(super) struct Origin(Hex<32>);

impl Origin {
    /// The `address` from which somebody comes to the room with this code, known by `secret`.
    pub fn of(secret: &[u8; 32], code: JoinCode, address: IpAddr) -> Origin {
        let code = code.to_string();
        let address = address.to_canonical().to_string();
        Origin(digest(secret, &[code.as_bytes(), address.as_bytes()]))
    }

    /// The seat of whoever comes from here with `hello`: the first that is nobody's yet, or of somebody who is away; or one
    /// whose player may not come back.
    pub fn seat(&self, room: &Room, hello: &Hello, is_away: impl Fn(PlayerId) -> bool) -> Option<SeatToken> {
        let who = who(hello)?;
        let tokens = (0..MOST).map(|number| self.token(&who, number));
        let mut tokens = tokens.map(|token| (token, room.seat(&secret::seat_hash(&token))));
        let found = tokens.find(|(_, seat)| match seat {
            None | Some(Seat::Dead { banned: true }) => true,
            Some(Seat::Dead { banned: false }) => false,
            Some(Seat::Taken(player)) => is_away(*player),
        });
        found.map(|(token, _)| token)
    }

    fn token(&self, who: &str, number: u32) -> SeatToken {
        let Hex(bytes) = digest(&self.0.0, &[&number.to_le_bytes(), who.as_bytes()]);
        let mut token = [0; 16];
        token.copy_from_slice(&bytes[..16]);
        SeatToken(Hex(token))
    }
}

/// Who somebody says that they are, as it is compared; `None` when it is no name.
fn who(hello: &Hello) -> Option<String> {
    match (&hello.student, &hello.name) {
        (Some(student), _) => Some(student_key(student)),
        (None, Some(typed)) => Some(name::skeleton(&name::clean(typed).ok()?)),
        (None, None) => Some(String::new()),
    }
}

/// A hash of `parts` that nobody can make without `secret`; each part is told from the next by its length.
fn digest(secret: &[u8; 32], parts: &[&[u8]]) -> Hex<32> {
    let mut hash = Sha256::new_with_prefix(secret);
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    Hex(hash.finalize().into())
}

/// When a connection was heard last; shared between it and what has to know.
#[derive(Clone, Debug)]
pub(super) struct Heard(Arc<Mutex<Instant>>);

impl Heard {
    /// It was heard now.
    pub fn new() -> Heard {
        Heard(Arc::new(Mutex::new(Instant::now())))
    }

    /// It is heard at `now`.
    pub fn at(&self, now: Instant) {
        *self.last() = now;
    }

    /// Whether it may be gone by `now`.
    pub fn is_silent(&self, now: Instant) -> bool {
        now.duration_since(*self.last()) > SILENCE
    }

    fn last(&self) -> std::sync::MutexGuard<'_, Instant> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{class::wire::VERSION, lang::Lang};

    #[test]
    fn a_seat_depends_on_the_machine_the_room_the_address_and_the_name() {
        let code: JoinCode = "ABC234".parse().unwrap();
        let other: JoinCode = "ABC235".parse().unwrap();
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let of = |secret, code, from| Origin::of(&[secret; 32], code, address(from)).token("mina", 0);
        let seat = of(1, code, "10.0.0.1");
        assert_eq!(seat, of(1, code, "10.0.0.1"));
        assert_eq!(seat, of(1, code, "::ffff:10.0.0.1"));
        for different in [of(2, code, "10.0.0.1"), of(1, other, "10.0.0.1"), of(1, code, "10.0.0.2")] {
            assert_ne!(seat, different);
        }
        let origin = Origin::of(&[1; 32], code, address("10.0.0.1"));
        assert_ne!(origin.token("mina", 0), origin.token("mina", 1));
        assert_ne!(origin.token("mina", 0), origin.token("minb", 0));
    }

    #[test]
    fn whoever_says_nothing_for_long_may_be_gone() {
        let heard = Heard::new();
        let now = *heard.last();
        // One answer may be late, not two.
        assert!(!heard.is_silent(now + ALIVE + ALIVE / 2));
        assert!(heard.is_silent(now + 2 * ALIVE));
        heard.at(now + 2 * ALIVE);
        assert!(!heard.is_silent(now + 2 * ALIVE));
    }

    #[test]
    fn a_name_that_is_none_has_no_seat() {
        let hello = |name: &str| Hello {
            version: VERSION,
            code: String::new(),
            seat: None,
            lang: Lang::Ko,
            name: Some(name.to_owned()),
            student: None,
            team: None,
        };
        assert_eq!(who(&hello("\u{202e}")), None);
        assert_eq!(who(&hello(" Mina ")), who(&hello("mina")));
    }
}
