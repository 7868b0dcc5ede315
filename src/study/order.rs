//! The order in which options are shown: shuffled, but the same again for the same seed.
//!
//! A resumed quiz must show the order it had, also after an upgrade, so the generator is fixed here rather than taken
//! from a crate whose streams may change. `SplitMix64` is Sebastiano Vigna's, in the public domain.

use crate::course::{Kind, Question};

/// In which order the options of a question and their pairs are shown: for each place, the number in the course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Of the options.
    pub options: Vec<usize>,
    /// Of the pairs; empty unless they are to be matched.
    pub pairs: Vec<usize>,
}

impl Order {
    /// The order that `seed` gives. It says nothing about what is right.
    #[must_use]
    pub fn of(question: &Question, seed: u64) -> Order {
        let count = question.options.len();
        let seed = seed_for(seed, &question.id);
        let options = match question.kind {
            Kind::TrueFalse => {
                let mut order: Vec<usize> = (0..count).collect();
                order.sort_by_key(|i| question.options[*i].id != "true");
                order
            }
            Kind::Ordering => deranged(count, seed),
            _ => shuffled(count, seed),
        };
        let mut pairs = if question.kind == Kind::Matching { shuffled(count, seed ^ 1) } else { Vec::new() };
        if pairs == options && count > 1 {
            // Pairs that already stand across from each other give the answer away.
            pairs.rotate_left(1);
        }
        Order { options, pairs }
    }

    /// As it is written.
    #[must_use]
    pub fn listed(question: &Question) -> Order {
        let options: Vec<usize> = (0..question.options.len()).collect();
        let pairs = if question.kind == Kind::Matching { options.clone() } else { Vec::new() };
        Order { options, pairs }
    }

    /// The place where option number `option` is shown.
    #[must_use]
    pub fn place(&self, option: usize) -> Option<usize> {
        self.options.iter().position(|other| *other == option)
    }

    /// The place where the pair of option number `option` is shown.
    #[must_use]
    pub fn pair_place(&self, option: usize) -> Option<usize> {
        self.pairs.iter().position(|other| *other == option)
    }
}

/// A stream of numbers fixed by its seed.
#[derive(Clone, Debug)]
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `n`, which is small, so the bias of the remainder is of no account.
    #[expect(clippy::cast_possible_truncation, reason = "the remainder is below n")]
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// Mixes `name` into `seed`, so that each question of an attempt has an order of its own.
#[must_use]
pub fn seed_for(seed: u64, name: &str) -> u64 {
    // FNV-1a.
    name.bytes().fold(seed ^ 0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// The numbers `0..n` in an order fixed by `seed`.
#[must_use]
pub fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut random = SplitMix64(seed);
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        order.swap(i, random.below(i + 1));
    }
    order
}

/// Like [`shuffled`], but never `0..n` itself when there is another order.
#[must_use]
pub fn deranged(n: usize, seed: u64) -> Vec<usize> {
    let mut order = shuffled(n, seed);
    if n > 1 && order.iter().enumerate().all(|(i, o)| i == *o) {
        order.rotate_left(1);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_fixed_forever() {
        assert_eq!(shuffled(6, 42), shuffled(6, 42));
        assert_eq!(shuffled(5, seed_for(7, "ecs-essential")), [2, 4, 1, 0, 3]);
    }

    #[test]
    fn every_place_is_as_likely() {
        let mut counts = [[0u32; 4]; 4];
        for seed in 0..4_000 {
            for (place, option) in shuffled(4, seed_for(seed, "q")).into_iter().enumerate() {
                counts[place][option] += 1;
            }
        }
        assert!(counts.iter().flatten().all(|n| (900..1_100).contains(n)), "{counts:?}");
    }

    #[test]
    fn an_ordering_question_never_starts_solved() {
        for n in 2..6 {
            assert!((0..500).all(|seed| deranged(n, seed) != (0..n).collect::<Vec<_>>()));
        }
        assert_eq!(deranged(1, 0), [0]);
    }
}
