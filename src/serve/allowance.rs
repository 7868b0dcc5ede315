//! What somebody may have of something that comes back with time: a connection, an address, all addresses together.
//!
//! Invariant: a bounded number of addresses is remembered. Whoever is not remembered is bound by what all may have.

use std::{collections::HashMap, net::IpAddr};

use tokio::time::Instant;

/// The most addresses that are remembered.
const MOST_KNOWN: usize = 4_096;

/// How much there may be at once, and how much comes back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    /// At once, and at first.
    pub(super) most: f64,
    /// In each second.
    pub(super) by_second: f64,
}

/// What is left at a moment for one who may have as much as a [`Rate`] says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    rate: Rate,
    left: f64,
    at: Instant,
}

impl Allowance {
    /// All of it, at `now`.
    pub(super) fn new(rate: Rate, now: Instant) -> Allowance {
        Allowance { rate, left: rate.most, at: now }
    }

    /// Whether one is left at `now`.
    pub(super) fn has_left(&mut self, now: Instant) -> bool {
        self.refill(now);
        self.left >= 1.0
    }

    /// One was had at `now`, whether or not it was left.
    pub(super) fn spend(&mut self, now: Instant) {
        self.refill(now);
        self.left = (self.left - 1.0).max(0.0);
    }

    fn is_whole(&mut self, now: Instant) -> bool {
        self.refill(now);
        self.left >= self.rate.most
    }

    fn refill(&mut self, now: Instant) {
        let since = now.duration_since(self.at).as_secs_f64();
        self.left = (self.left + since * self.rate.by_second).min(self.rate.most);
        self.at = now.max(self.at);
    }
}

/// What addresses may have.
#[derive(Debug)]
pub(super) struct Allowances {
    each: Rate,
    known: HashMap<IpAddr, Allowance>,
    all: Allowance,
}

impl Allowances {
    /// All that `each` address and `all` of them may have, from `now` on.
    pub(super) fn new(each: Rate, all: Rate, now: Instant) -> Allowances {
        Allowances { each, known: HashMap::new(), all: Allowance::new(all, now) }
    }

    /// Whether one is left for `address` at `now`.
    pub(super) fn has_left(&mut self, address: IpAddr, now: Instant) -> bool {
        let own = self.known.get_mut(&address).is_none_or(|own| own.has_left(now));
        own && self.all.has_left(now)
    }

    /// `address` has had one at `now`.
    pub(super) fn spend(&mut self, address: IpAddr, now: Instant) {
        self.all.spend(now);
        if self.known.len() >= MOST_KNOWN && !self.known.contains_key(&address) {
            // Whoever has all of it again is as if they had never come.
            self.known.retain(|_, own| !own.is_whole(now));
        }
        if self.known.len() < MOST_KNOWN || self.known.contains_key(&address) {
            self.known.entry(address).or_insert(Allowance::new(self.each, now)).spend(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Duration;

    use super::*;

    fn at(n: u32) -> IpAddr {
        IpAddr::V4((0x0b00_0000 + n).into())
    }

    #[test]
    fn what_is_remembered_is_bounded_and_forgotten_in_time() {
        let rate = Rate { most: 1.0, by_second: 1.0 };
        let now = Instant::now();
        let mut allowances = Allowances::new(rate, Rate { most: 1e9, ..rate }, now);
        for n in 0..2 * MOST_KNOWN as u32 {
            assert!(allowances.has_left(at(n), now));
            allowances.spend(at(n), now);
            assert_eq!(allowances.has_left(at(n), now), n as usize >= MOST_KNOWN);
        }
        assert_eq!(allowances.known.len(), MOST_KNOWN);
        allowances.spend(at(u32::MAX / 2), now + Duration::from_secs(1));
        assert_eq!(allowances.known.len(), 1);
    }

    #[test]
    fn a_clock_that_stands_still_gives_nothing_back() {
        let rate = Rate { most: 2.0, by_second: 1_000.0 };
        let now = Instant::now() + Duration::from_secs(60);
        let mut allowances = Allowances::new(rate, rate, now);
        (0..2).for_each(|_| allowances.spend(at(1), now));
        assert!(!allowances.has_left(at(1), now - Duration::from_secs(1)));
        assert!(!allowances.has_left(at(1), now));
    }
}
