//! Limits by address: how many connections, how many new seats, and how many wrong codes.
//!
//! Invariant: what it remembers is bounded by a number of addresses, and by the seats that were given. A school is behind one
//! address, so what one may have is counted for a school, and comes back in seconds: nobody can lock a class out of its own
//! lesson for longer than they go on.

use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::time::Instant;

use super::{
    allowance::{Allowances, Rate},
    secret,
};
use crate::class::{SeatHash, SeatToken};

/// So many wrong codes may come over a connection at once; whoever types them one after another waits some seconds then, and
/// nobody else does.
pub const WRONG_CODES: u32 = 5;

/// What a connection may have of wrong codes.
pub(super) const OWN_GUESSES: Rate = Rate { most: WRONG_CODES as f64, by_second: 0.2 };

/// So many wrong codes may come from an address at once, and so many more in each second. At that rate it takes years to find
/// one of 31⁶ codes; a class that types its code for the first time does not come near it.
const GUESSES: Rate = Rate { most: 30.0, by_second: 2.0 };

/// So many may come from all of them.
const ALL_GUESSES: Rate = Rate { most: 300.0, by_second: 20.0 };

/// So many times as many as there may be connections may take a new seat at once: whoever has lost theirs may begin again.
const SEATS_BY_CONNECTION: usize = 2;

/// So many more of one address may take a seat in each second, and so many of all addresses.
const SEATS_BY_SECOND: f64 = 20.0;
const ALL_SEATS_BY_SECOND: f64 = 100.0;

/// How many connections there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From one address.
    pub by_address: usize,
    /// In total.
    pub in_total: usize,
}

/// So many files a class has open besides its connections, with room to spare.
const OTHER_FILES: u64 = 128;

impl Limits {
    /// As many as there can be where no more than `files` may be open, connections among them: the journal must not go short
    /// of one because somebody opens connections.
    #[must_use]
    pub(super) fn within(self, files: Option<u64>) -> Limits {
        let left = files.map_or(usize::MAX, |files| {
            usize::try_from(files.saturating_sub(OTHER_FILES).max(files / 2)).unwrap_or(usize::MAX)
        });
        Limits { by_address: self.by_address.min(left), in_total: self.in_total.min(left) }
    }
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

#[derive(Debug)]
struct State {
    connections: HashMap<IpAddr, usize>,
    total: usize,
    guesses: Allowances,
    newcomers: Allowances,
    seats: HashSet<SeatHash>,
}

/// A place for one connection, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Permit {
    guard: Arc<Guard>,
    address: IpAddr,
}

impl Guard {
    pub(super) fn new(limits: Limits) -> Guard {
        let seats = |connections: usize, by_second| {
            let most = (SEATS_BY_CONNECTION * connections) as f64;
            Rate { most, by_second }
        };
        let now = Instant::now();
        let state = State {
            connections: HashMap::new(),
            total: 0,
            guesses: Allowances::new(GUESSES, ALL_GUESSES, now),
            newcomers: Allowances::new(
                seats(limits.by_address, SEATS_BY_SECOND),
                seats(limits.in_total, ALL_SEATS_BY_SECOND),
                now,
            ),
            seats: HashSet::new(),
        };
        Guard { limits, state: Mutex::new(state) }
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
        self.state().guesses.has_left(network(address), now)
    }

    /// A wrong code came from `address` at `now`.
    pub(super) fn was_wrong(&self, address: IpAddr, now: Instant) {
        self.state().guesses.spend(network(address), now);
    }

    /// Whether one more from `address` may take a new seat at `now`.
    pub(super) fn may_sit(&self, address: IpAddr, now: Instant) -> bool {
        self.state().newcomers.has_left(network(address), now)
    }

    /// One more from `address` has taken a new seat at `now`.
    pub(super) fn has_sat(&self, address: IpAddr, now: Instant) {
        self.state().newcomers.spend(network(address), now);
    }

    /// Somebody has this seat: whoever proves it is no guesser, whatever else comes from their address.
    pub(super) fn learn(&self, seat: SeatHash) {
        self.state().seats.insert(seat);
    }

    /// Whether somebody was given the seat of `token`.
    pub(super) fn knows(&self, token: &SeatToken) -> bool {
        self.state().seats.contains(&secret::seat_hash(token))
    }

    fn state(&self) -> MutexGuard<'_, State> {
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
    use tokio::time::Duration;

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
    fn no_more_connections_are_taken_than_there_are_files() {
        let limits = Limits::default();
        assert_eq!((limits.within(None), limits.within(Some(1 << 20))), (limits, limits));
        assert_eq!(limits.within(Some(1_024)), Limits { by_address: 896, in_total: 896 });
        assert_eq!(
            Limits { by_address: 5, in_total: 6 }.within(Some(100)),
            Limits { by_address: 5, in_total: 6 }
        );
        assert_eq!(limits.within(Some(100)), Limits { by_address: 50, in_total: 50 });
    }

    #[test]
    fn who_is_new_is_counted_by_address_and_in_total() {
        let guard = Guard::new(Limits { by_address: 2, in_total: 3 });
        let mut now = Instant::now();
        let seated = |address, now| {
            let sits = |_: &i32| {
                let may = guard.may_sit(address, now);
                if may {
                    guard.has_sat(address, now);
                }
                may
            };
            (0..20).filter(sits).count()
        };
        assert_eq!((seated(HERE, now), seated(there(1), now), seated(there(2), now)), (4, 2, 0));
        now += Duration::from_millis(100);
        assert_eq!((seated(HERE, now), seated(HERE, now)), (2, 0));
        now += Duration::from_secs(3_600);
        assert_eq!((seated(HERE, now), seated(there(1), now)), (4, 2));
    }

    #[test]
    fn whoever_guesses_goes_no_faster_than_it_comes_back_and_a_class_waits_for_seconds() {
        let guard = Guard::new(Limits::default());
        let now = Instant::now();
        let guess_for = |seconds: u64| {
            let wrong = |moment: &u64| {
                let at = now + Duration::from_millis(10 * moment);
                let may = guard.may_try(HERE, at);
                if may {
                    guard.was_wrong(HERE, at);
                }
                may
            };
            (0..100 * seconds).filter(wrong).count()
        };
        let (most, by_second) = (GUESSES.most as usize, GUESSES.by_second as usize);
        let guessed = guess_for(3_600);
        assert!(guessed <= most + 3_600 * by_second, "{guessed}");
        let end = now + Duration::from_secs(3_600);
        while guard.may_try(HERE, end) {
            guard.was_wrong(HERE, end);
        }
        assert!(guard.may_try(there(1), end));
        assert!(guard.may_try(HERE, end + Duration::from_secs(1)));
    }

    #[test]
    fn many_who_guess_together_wait_together() {
        let guard = Guard::new(Limits::default());
        let now = Instant::now();
        let guess = |n| {
            let may = guard.may_try(there(n), now);
            guard.was_wrong(there(n), now);
            may
        };
        let guessed = (0..10_000).filter(|n| guess(*n)).count();
        assert_eq!(guessed, ALL_GUESSES.most as usize);
        assert!(!guard.may_try(HERE, now));
        assert!(guard.may_try(HERE, now + Duration::from_secs(1)));
    }
}
