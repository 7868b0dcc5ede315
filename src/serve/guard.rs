//! Limits by address: how many connections, how many who are new, and how many wrong codes.
//!
//! Invariant: what it remembers is bounded by a number of addresses, and by the seats that were given. A school is behind one address, so what one may have
//! is counted for a school; guessing codes is not what a school does.

use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::time::{Duration, Instant};

use super::secret;
use crate::class::{SeatHash, SeatToken};

/// So many wrong codes may come from an address within [`WINDOW`].
pub const WRONG_CODES: u32 = 5;

/// So many may come from all of them.
pub const ALL_WRONG_CODES: u32 = 300;

/// How long a wrong code is remembered.
pub const WINDOW: Duration = Duration::from_secs(10);

/// The longest that an address has to wait.
const LONGEST: Duration = Duration::from_secs(300);

/// The most addresses that are remembered for a wrong code.
const MOST_KNOWN: usize = 4_096;

/// So many times as many as there may be connections may ask for a seat at once: each asks once before it knows what the room
/// wants to be told, and once with that.
const ASKED_BY_CONNECTION: usize = 2;

/// So many more of one address may ask for a seat in each second, and so many of all addresses.
const NEW_BY_SECOND: f64 = 20.0;
const ALL_NEW_BY_SECOND: f64 = 100.0;

/// How many connections there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From one address.
    pub by_address: usize,
    /// In total.
    pub in_total: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { by_address: 6_000, in_total: 12_000 }
    }
}

/// Limits by address.
#[derive(Debug)]
pub(super) struct Guard {
    limits: Limits,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    connections: HashMap<IpAddr, usize>,
    total: usize,
    wrong: HashMap<IpAddr, Wrong>,
    all_wrong: u32,
    all_since: Option<Instant>,
    new: HashMap<IpAddr, Allowance>,
    all_new: Option<Allowance>,
    seats: HashSet<SeatHash>,
}

/// How many may still ask for a seat.
#[derive(Clone, Copy, Debug)]
struct Allowance {
    left: f64,
    since: Instant,
}

impl Allowance {
    fn refill(&mut self, most: f64, by_second: f64, now: Instant) {
        let since = now.duration_since(self.since).as_secs_f64();
        *self = Allowance { left: (self.left + since * by_second).min(most), since: now };
    }
}

/// The wrong codes of one address.
#[derive(Clone, Copy, Debug)]
struct Wrong {
    count: u32,
    since: Instant,
    until: Option<Instant>,
    wait: Duration,
}

/// A place for one connection, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Permit {
    guard: Arc<Guard>,
    address: IpAddr,
}

impl Guard {
    pub(super) fn new(limits: Limits) -> Guard {
        Guard { limits, state: Mutex::default() }
    }

    /// A place for a connection from `address`, while there is one.
    pub(super) fn admit(self: &Arc<Guard>, address: IpAddr) -> Option<Permit> {
        let address = network(address);
        let mut state = self.state();
        let count = state.connections.get(&address).copied().unwrap_or(0);
        if count >= self.limits.by_address || state.total >= self.limits.in_total {
            return None;
        }
        state.connections.insert(address, count + 1);
        state.total += 1;
        Some(Permit { guard: Arc::clone(self), address })
    }

    /// Whether `address` may try a code at `now`.
    pub(super) fn may_try(&self, address: IpAddr, now: Instant) -> bool {
        let state = self.state();
        let waits = state.wrong.get(&network(address)).and_then(|wrong| wrong.until);
        let is_siege = state.all_wrong >= ALL_WRONG_CODES
            && state.all_since.is_some_and(|since| now.duration_since(since) < WINDOW);
        !is_siege && waits.is_none_or(|until| now >= until)
    }

    /// Whether one more from `address` may ask for a seat at `now`; if so, that is counted.
    pub(super) fn may_ask(&self, address: IpAddr, now: Instant) -> bool {
        let most = |connections: usize| (ASKED_BY_CONNECTION * connections) as f64;
        let (by_address, in_total) = (most(self.limits.by_address), most(self.limits.in_total));
        let mut state = self.state();
        let address = network(address);
        if state.new.len() >= MOST_KNOWN && !state.new.contains_key(&address) {
            // Whoever has all of their allowance is as if they had never come.
            state.new.retain(|_, asked| {
                asked.refill(by_address, NEW_BY_SECOND, now);
                asked.left < by_address
            });
        }
        let all = state.all_new.get_or_insert(Allowance { left: in_total, since: now });
        all.refill(in_total, ALL_NEW_BY_SECOND, now);
        if all.left < 1.0 {
            return false;
        }
        if state.new.len() < MOST_KNOWN || state.new.contains_key(&address) {
            let asked = state.new.entry(address).or_insert(Allowance { left: by_address, since: now });
            asked.refill(by_address, NEW_BY_SECOND, now);
            if asked.left < 1.0 {
                return false;
            }
            asked.left -= 1.0;
        }
        state.all_new.iter_mut().for_each(|all| all.left -= 1.0);
        true
    }

    /// Somebody has this seat: whoever proves it is no guesser, whatever else comes from their address.
    pub(super) fn learn(&self, seat: SeatHash) {
        self.state().seats.insert(seat);
    }

    /// Whether somebody was given the seat of `token`.
    pub(super) fn knows(&self, token: &SeatToken) -> bool {
        self.state().seats.contains(&secret::seat_hash(token))
    }

    /// A wrong code came from `address` at `now`. After too many it has to wait, each time twice as long.
    pub(super) fn was_wrong(&self, address: IpAddr, now: Instant) {
        let mut state = self.state();
        if state.all_since.is_none_or(|since| now.duration_since(since) >= WINDOW) {
            (state.all_since, state.all_wrong) = (Some(now), 0);
        }
        state.all_wrong = state.all_wrong.saturating_add(1);
        if state.wrong.len() >= MOST_KNOWN {
            state.wrong.retain(|_, wrong| now.duration_since(wrong.since) < LONGEST);
        }
        let address = network(address);
        if state.wrong.len() >= MOST_KNOWN && !state.wrong.contains_key(&address) {
            return;
        }
        let fresh = Wrong { count: 0, since: now, until: None, wait: WINDOW };
        let wrong = state.wrong.entry(address).or_insert(fresh);
        let quiet = now.duration_since(wrong.until.map_or(wrong.since, |until| until.max(wrong.since)));
        if quiet >= LONGEST {
            *wrong = fresh;
        } else if quiet >= WINDOW && wrong.count < WRONG_CODES {
            (wrong.count, wrong.since) = (0, now);
        }
        wrong.count += 1;
        if wrong.count >= WRONG_CODES {
            (wrong.until, wrong.count, wrong.since) = (Some(now + wrong.wait), 0, now);
            wrong.wait = (wrong.wait * 2).min(LONGEST);
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut state = self.guard.state();
        state.total = state.total.saturating_sub(1);
        if let Some(count) = state.connections.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                state.connections.remove(&self.address);
            }
        }
    }
}

/// Whoever has one IPv6 address has 2⁶⁴ of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6((u128::from(six) >> 64 << 64).into()),
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));

    fn there(n: u32) -> IpAddr {
        IpAddr::V4((0x0b00_0000 + n).into())
    }

    #[test]
    fn connections_are_counted_by_address_and_in_total() {
        let guard = Arc::new(Guard::new(Limits { by_address: 2, in_total: 3 }));
        let places: Vec<_> = (0..3).map(|_| guard.admit(HERE)).collect();
        assert_eq!(places.iter().flatten().count(), 2);
        let other = guard.admit("::ffff:11.0.0.1".parse().unwrap());
        assert!(other.is_some() && guard.admit(there(2)).is_none());
        drop(places);
        assert!(guard.admit(HERE).is_some());
        drop(other);
        assert_eq!(guard.state().connections.len(), 0);
        let near = ["2001:db8::1", "2001:db8::2:1"].map(|address| network(address.parse().unwrap()));
        assert_eq!(near[0], near[1]);
    }

    #[test]
    fn who_is_new_is_counted_by_address_and_in_total() {
        let guard = Guard::new(Limits { by_address: 2, in_total: 3 });
        let mut now = Instant::now();
        let asked = |address, now| (0..20).filter(|_| guard.may_ask(address, now)).count();
        assert_eq!((asked(HERE, now), asked(there(1), now), asked(there(2), now)), (4, 2, 0));
        now += Duration::from_millis(100);
        assert_eq!((asked(HERE, now), asked(HERE, now)), (2, 0));
        now += Duration::from_secs(3_600);
        assert_eq!((asked(HERE, now), asked(there(1), now)), (4, 2));
        let guard = Guard::new(Limits::default());
        assert!((0..2 * MOST_KNOWN as u32).all(|n| guard.may_ask(there(n), now)));
        assert!(guard.state().new.len() <= MOST_KNOWN);
        // As if they had never come.
        assert!(guard.may_ask(HERE, now + Duration::from_secs(1)) && guard.state().new.len() == 1);
    }

    #[test]
    fn whoever_guesses_waits_longer_and_longer() {
        let guard = Guard::new(Limits::default());
        let mut now = Instant::now();
        for wait in [10, 20, 40, 80, 160, 300, 300] {
            for _ in 0..WRONG_CODES {
                assert!(guard.may_try(HERE, now));
                guard.was_wrong(HERE, now);
            }
            assert!(!guard.may_try(HERE, now + Duration::from_secs(wait - 1)), "{wait}");
            assert!(guard.may_try(there(1), now));
            now += Duration::from_secs(wait);
        }
        // Typing it wrong now and then is no guessing.
        let guard = Guard::new(Limits::default());
        for _ in 0..50 {
            guard.was_wrong(HERE, now);
            now += WINDOW;
            assert!(guard.may_try(HERE, now));
        }
    }

    #[test]
    fn many_who_guess_together_wait_together() {
        let guard = Guard::new(Limits::default());
        let now = Instant::now();
        for n in 0..ALL_WRONG_CODES {
            assert!(guard.may_try(HERE, now));
            guard.was_wrong(there(n), now);
        }
        assert!(!guard.may_try(HERE, now));
        assert!(guard.may_try(HERE, now + WINDOW));
        for n in 0..2 * MOST_KNOWN as u32 {
            guard.was_wrong(there(n), now);
        }
        assert!(guard.state().wrong.len() <= MOST_KNOWN);
    }
}
