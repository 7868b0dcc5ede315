//! The numbers of item analysis.

/// `part / all`; `None` of nothing.
#[must_use]
pub fn share(part: u32, all: u32) -> Option<f64> {
    (all > 0).then(|| f64::from(part) / f64::from(all))
}

/// The middle one, or the mean of the two in the middle, rounded down.
#[must_use]
pub fn median(values: &mut [u64]) -> Option<u64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(middle.checked_sub(1)?)?;
    Some(lower + (upper - lower) / 2)
}

/// The point-biserial correlation between being right and a score: from -1 to 1. With the score of the *other* questions it
/// is the corrected item-total correlation. `None` when all were right or wrong, or all scores are the same: then nothing is
/// told apart.
#[must_use]
pub fn point_biserial(answers: &[(bool, f64)]) -> Option<f64> {
    let mean =
        |scores: &[f64]| (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / count(scores.len()));
    let scores: Vec<f64> = answers.iter().map(|(_, score)| *score).collect();
    let of = |right: bool| -> Vec<f64> {
        answers.iter().filter(|answer| answer.0 == right).map(|(_, score)| *score).collect()
    };
    let (right, wrong) = (of(true), of(false));
    let (all, upper, lower) = (mean(&scores)?, mean(&right)?, mean(&wrong)?);
    let squares: Vec<f64> = scores.iter().map(|score| (score - all).powi(2)).collect();
    let deviation = mean(&squares)?.sqrt();
    let p = count(right.len()) / count(scores.len());
    let is_spread = deviation > 1e-9;
    is_spread.then(|| ((upper - lower) / deviation * (p * (1.0 - p)).sqrt()).clamp(-1.0, 1.0))
}

/// How many of the upper and of the lower 27 % by score were right, as shares. Where the border goes through equals, each of
/// them counts by the part that fits, so that nothing depends on an order among them. `None` of fewer than two.
#[must_use]
pub fn upper_lower(answers: &[(bool, f64)]) -> Option<(f64, f64)> {
    if answers.len() < 2 {
        return None;
    }
    let size = (answers.len() * 27 + 50) / 100;
    let mut sorted = answers.to_vec();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let lower = right_of_first(&sorted, size.max(1));
    sorted.reverse();
    Some((right_of_first(&sorted, size.max(1)), lower))
}

/// The share of right ones among the first `size` of `sorted`, equals counted by the part that fits.
fn right_of_first(sorted: &[(bool, f64)], size: usize) -> f64 {
    let mut right = 0.0;
    let mut room = size;
    for equals in sorted.chunk_by(|a, b| a.1.total_cmp(&b.1).is_eq()) {
        let taken = room.min(equals.len());
        let rights = equals.iter().filter(|answer| answer.0).count();
        right += count(rights) * count(taken) / count(equals.len());
        room -= taken;
    }
    right / count(size)
}

#[expect(clippy::cast_precision_loss, reason = "a class has fewer than 2^52 answers")]
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn medians() {
        for (mut values, expected) in [
            (vec![], None),
            (vec![7], Some(7)),
            (vec![9, 1], Some(5)),
            (vec![3, 1, 2], Some(2)),
            (vec![4, 1, 2, 3], Some(2)),
            (vec![u64::MAX, u64::MAX], Some(u64::MAX)),
        ] {
            assert_eq!(median(&mut values), expected);
        }
    }

    /// Reckoned with pencil and paper.
    #[test]
    fn the_point_biserial_is_that_of_the_textbook() {
        // Right: 9, 8, 7 (mean 8). Wrong: 6, 5 (mean 5.5). All: mean 7, deviation √2. p = 0.6.
        // (8 - 5.5) / 1.41421 × √0.24 = 0.86603
        let answers = [(true, 9.0), (true, 8.0), (true, 7.0), (false, 6.0), (false, 5.0)];
        assert!((point_biserial(&answers).unwrap() - 0.866_03).abs() < 1e-5);
        // Whoever is better at the rest is worse here: right 1, 2; wrong 3, 4. (1.5 - 3.5) / √1.25 × 0.5 = -0.89443
        let turned = [(true, 1.0), (true, 2.0), (false, 3.0), (false, 4.0)];
        assert!((point_biserial(&turned).unwrap() + 0.894_43).abs() < 1e-5);
        // Right and wrong have the same mean.
        let none = [(true, 1.0), (true, 3.0), (false, 2.0), (false, 2.0)];
        assert_eq!(point_biserial(&none), Some(0.0));
        for nothing in [&[][..], &[(true, 1.0)], &[(true, 1.0), (true, 2.0)], &[(true, 1.0), (false, 1.0)]] {
            assert_eq!(point_biserial(nothing), None);
        }
    }

    #[test]
    fn upper_and_lower_groups_share_what_is_on_the_border() {
        // 27 % of eleven are three.
        let clear: Vec<(bool, f64)> = (0..11).map(|n| (n >= 5, f64::from(n))).collect();
        assert_eq!(upper_lower(&clear), Some((1.0, 0.0)));
        // Two of the upper three are clear (both right); of three equals, one of them right, one third goes in.
        let tied = [
            (true, 9.0),
            (true, 8.0),
            (true, 7.0),
            (false, 7.0),
            (false, 7.0),
            (false, 5.0),
            (false, 4.0),
            (false, 3.0),
            (true, 2.0),
            (false, 1.0),
            (false, 0.0),
        ];
        let (upper, lower) = upper_lower(&tied).unwrap();
        assert!((upper - (2.0 + 1.0 / 3.0) / 3.0).abs() < 1e-12);
        assert!((lower - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(upper_lower(&[(true, 1.0)]), None);
    }

    proptest! {
        #[test]
        fn no_statistic_depends_on_the_order(
            answers in prop::collection::vec((any::<bool>(), (0u32..9).prop_map(|n| f64::from(n) / 8.0)), 2..60),
            turn in 0usize..60,
        ) {
            let mut turned = answers.clone();
            turned.rotate_left(turn % answers.len());
            turned.reverse();
            let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                (a, b) => a == b,
            };
            let r = point_biserial(&answers);
            prop_assert!(near(r, point_biserial(&turned)));
            prop_assert!(r.is_none_or(|r| (-1.0..=1.0).contains(&r)));
            let ((u, l), (v, m)) = (upper_lower(&answers).unwrap(), upper_lower(&turned).unwrap());
            prop_assert!((u - v).abs() < 1e-9 && (l - m).abs() < 1e-9);
            // Turned round, the item tells apart the other way.
            let opposite: Vec<_> = answers.iter().map(|(right, score)| (!right, *score)).collect();
            prop_assert!(near(r.map(|r| -r), point_biserial(&opposite)));
        }
    }
}
