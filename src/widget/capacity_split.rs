//! How a capacity provider strategy divides tasks between FARGATE and FARGATE_SPOT.

use crate::{
    course::doc::{AlertKind, Block},
    lang::Words,
    widget::{
        asked::{Asked, alert, count, diagram, list, paragraph},
        draw::{labelled, share},
        field::{Field, Shape, Stops},
        model::{Model, never, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "capacity-split",
    title: Words("용량 공급자 전략", "Capacity provider strategy"),
    fields: FIELDS,
    prices: no_prices,
    face,
    doc,
    refuses: never,
};

const FIELDS: &[Field] = &[
    Field {
        name: "desired",
        label: Words("원하는 태스크 수", "Desired count"),
        unit: Words("개", ""),
        shape: Shape::Number { places: 0, least: 1, most: 1_000, stops: Stops::Each(1) },
        default: "6",
    },
    Field {
        name: "base",
        label: Words("FARGATE base", "FARGATE base"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 0, most: 1_000, stops: Stops::Each(1) },
        default: "2",
    },
    Field {
        name: "weight",
        label: Words("FARGATE weight", "FARGATE weight"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 0, most: 1_000, stops: Stops::Each(1) },
        default: "1",
    },
    Field {
        name: "spot-weight",
        label: Words("FARGATE_SPOT weight", "FARGATE_SPOT weight"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 0, most: 1_000, stops: Stops::Each(1) },
        default: "3",
    },
];

/// Tasks that are drawn one by one; more are drawn as a share of as many.
const DRAWN: u64 = 20;

/// A strategy.
#[derive(Clone, Copy, Debug)]
struct Strategy {
    desired: u64,
    base: u64,
    weight: u64,
    spot_weight: u64,
}

/// Where tasks run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Split {
    /// Of FARGATE, those of its base.
    base: u64,
    /// Of FARGATE, those that its weight gives it.
    weighed: u64,
    spot: u64,
}

impl Strategy {
    fn of(asked: &Asked<'_>) -> Strategy {
        Strategy {
            desired: asked.number("desired"),
            base: asked.number("base"),
            weight: asked.number("weight"),
            spot_weight: asked.number("spot-weight"),
        }
    }

    /// `None` when neither has a weight: there is no such strategy.
    fn split(self) -> Option<Split> {
        let base = self.base.min(self.desired);
        let rest = self.desired - base;
        let weights = self.weight + self.spot_weight;
        if weights == 0 {
            return None;
        }
        // The nearest whole number; a half goes to FARGATE.
        let weighed = (2 * rest * self.weight + weights) / (2 * weights);
        Some(Split { base, weighed, spot: rest - weighed })
    }

    /// Whether the ratio comes out in whole tasks.
    fn is_even(self) -> bool {
        let rest = self.desired.saturating_sub(self.base);
        let weights = self.weight + self.spot_weight;
        weights == 0 || (rest * self.weight).is_multiple_of(weights)
    }
}

fn no_strategy(asked: &Asked<'_>) -> String {
    asked.say(
        "✗ weight가 모두 0이면 전략을 만들 수 없어요. 하나는 0보다 커야 해요.",
        "✗ With both weights 0 there is no strategy: one must be above 0.",
    )
}

fn result(asked: &Asked<'_>, split: Split) -> String {
    let (fargate, spot) = (count(split.base + split.weighed), count(split.spot));
    asked.say(
        format!("FARGATE **{fargate}개** + FARGATE_SPOT **{spot}개**"),
        format!("**{fargate}** on FARGATE + **{spot}** on FARGATE_SPOT"),
    )
}

fn calculation(asked: &Asked<'_>, s: Strategy, split: Split) -> String {
    let (base, rest) = (split.base, split.weighed + split.spot);
    let (weight, spot_weight) = (s.weight, s.spot_weight);
    asked.say(
        format!(
            "base {base}개를 먼저 FARGATE에, 나머지 {rest}개는 weight 비율 {weight}:{spot_weight}대로 나눠요"
        ),
        format!("The base of {base} goes to FARGATE; the rest, {rest}, is divided {weight}:{spot_weight}"),
    )
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let s = Strategy::of(asked);
    match s.split() {
        Some(split) => vec![result(asked, split), calculation(asked, s, split)],
        None => vec![no_strategy(asked)],
    }
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let s = Strategy::of(asked);
    let Some(split) = s.split() else { return vec![alert(AlertKind::Warning, &no_strategy(asked))] };
    let mut blocks =
        vec![paragraph(&result(asked, split)), paragraph(&calculation(asked, s, split)), drawn(s, split)];
    let mut items = vec![
        asked.say(
            "base는 공급자 하나에만 줄 수 있고, weight보다 먼저 채워져요.",
            "Only one provider may have a base, and it is filled before any weight counts.",
        ),
        asked.say(
            "weight는 개수가 아니라 비율이에요. 1:3과 2:6은 같아요.",
            "Weights are a ratio, not counts: 1:3 and 2:6 are the same.",
        ),
    ];
    if s.weight == 0 {
        items.push(asked.say(
            "FARGATE의 weight가 0이라 base 말고는 모두 Spot이에요.",
            "FARGATE has weight 0: all but the base is Spot.",
        ));
    }
    if !s.is_even() {
        items.push(asked.say(
            "비율이 나누어떨어지지 않아서 가장 가까운 개수로 맞췄어요. 실제 배치는 하나쯤 다를 수 있어요.",
            "The ratio does not come out even, so the nearest whole numbers are shown; real placement may differ by one.",
        ));
    }
    blocks.push(list(items));
    if let Some(discount) = asked.prices.discount("spot-fargate").filter(|_| split.spot > 0) {
        let (up_to, seen) = (asked.up_to(discount), asked.seen_on(&discount.seen, discount.is_own));
        let (left, all) = (count(split.base + split.weighed), count(s.desired));
        blocks.push(alert(
            AlertKind::Note,
            &asked.say(
                format!("FARGATE_SPOT은 {up_to} 싸지만({seen}) 2분 전 경고 뒤 회수될 수 있어요. Spot이 모두 회수되면 {all}개 가운데 {left}개가 남아요."),
                format!("FARGATE_SPOT is {up_to} cheaper ({seen}), but may be taken back with two minutes' notice. If all of it is, {left} of {all} tasks remain."),
            ),
        ));
    }
    blocks
}

fn drawn(s: Strategy, split: Split) -> Block {
    let cells = s.desired.min(DRAWN);
    let line = |name: &str, mark: &str, tasks: u64| {
        let shown = mark.repeat(usize::try_from(share(tasks, s.desired, cells)).unwrap_or(0));
        labelled(name, 14, &format!("{shown} {}", count(tasks)))
    };
    let parts = [
        ("FARGATE base", "■", split.base),
        ("FARGATE", "■", split.weighed),
        ("FARGATE_SPOT", "○", split.spot),
    ];
    let told = parts.map(|(name, _, tasks)| format!("{name} {}", count(tasks)));
    diagram(parts.map(|(name, mark, tasks)| line(name, mark, tasks)).join("\n"), told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_the_whole() {
        for desired in 1..=40 {
            for base in 0..=12 {
                for weight in 0..=5 {
                    for spot_weight in 0..=5 {
                        let s = Strategy { desired, base, weight, spot_weight };
                        let Some(split) = s.split() else {
                            assert_eq!((weight, spot_weight), (0, 0));
                            continue;
                        };
                        assert_eq!(split.base + split.weighed + split.spot, desired, "{s:?}");
                        assert!(split.base <= base && (weight > 0 || split.weighed == 0), "{s:?}");
                        assert!(spot_weight > 0 || split.spot == 0, "{s:?}");
                    }
                }
            }
        }
    }
}
