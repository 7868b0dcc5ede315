//! A rolling update of an ECS service: how many tasks there are at least and at most, and its steps.

use crate::{
    course::doc::{AlertKind, Block},
    lang::Words,
    widget::{
        asked::{Asked, alert, count, diagram, list, paragraph},
        draw::labelled,
        field::{Field, Shape, Stops},
        model::{Model, never, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "rolling",
    title: Words("롤링 업데이트", "Rolling update"),
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
        default: "5",
    },
    Field {
        name: "minimum",
        label: Words("최소 정상 상태 백분율", "Minimum healthy percent"),
        unit: Words("%", "%"),
        shape: Shape::Number { places: 0, least: 0, most: 100, stops: Stops::Each(5) },
        default: "100",
    },
    Field {
        name: "maximum",
        label: Words("최대 백분율", "Maximum percent"),
        unit: Words("%", "%"),
        shape: Shape::Number { places: 0, least: 100, most: 200, stops: Stops::Each(5) },
        default: "200",
    },
];

/// Steps that are drawn from the start; of more, only these and the last.
const DRAWN: usize = 7;

/// Up to so many tasks are drawn one by one.
const ONE_BY_ONE: u64 = 20;

/// A deployment.
#[derive(Clone, Copy, Debug)]
struct Rolling {
    desired: u64,
    minimum: u64,
    maximum: u64,
}

/// Tasks of the old and the new revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tasks {
    old: u64,
    new: u64,
}

/// What led to a number of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Begin,
    Start(u64),
    Stop(u64),
}

impl Rolling {
    fn of(asked: &Asked<'_>) -> Rolling {
        Rolling {
            desired: asked.number("desired"),
            minimum: asked.number("minimum"),
            maximum: asked.number("maximum"),
        }
    }

    /// Tasks that keep running, rounded up.
    fn floor(self) -> u64 {
        (self.desired * self.minimum).div_ceil(100)
    }

    /// Tasks that may exist, rounded down.
    fn ceiling(self) -> u64 {
        self.desired * self.maximum / 100
    }

    /// Tasks that may start before any stops.
    fn may_start(self) -> u64 {
        self.ceiling().saturating_sub(self.desired)
    }

    /// Tasks that may stop before any starts.
    fn may_stop(self) -> u64 {
        self.desired.saturating_sub(self.floor())
    }

    fn is_stuck(self) -> bool {
        self.may_start() == 0 && self.may_stop() == 0
    }

    /// Failed tasks after which the circuit breaker gives up, by default.
    fn failures(self) -> u64 {
        self.desired.div_ceil(2).clamp(3, 200)
    }

    /// One order in which it may go: what may start starts first, and as many old tasks stop.
    fn steps(self) -> Vec<(Step, Tasks)> {
        let mut tasks = Tasks { old: self.desired, new: 0 };
        let mut steps = vec![(Step::Begin, tasks)];
        if self.is_stuck() {
            return steps;
        }
        while tasks.old > 0 || tasks.new < self.desired {
            let all = tasks.old + tasks.new;
            let start = self.ceiling().saturating_sub(all).min(self.desired - tasks.new);
            if start > 0 {
                tasks.new += start;
                steps.push((Step::Start(start), tasks));
            }
            let all = tasks.old + tasks.new;
            let down_to = if self.may_start() > 0 { self.desired } else { self.floor() };
            let stop = all.saturating_sub(down_to).min(tasks.old);
            if stop > 0 {
                tasks.old -= stop;
                steps.push((Step::Stop(stop), tasks));
            }
        }
        steps
    }
}

fn bounds(asked: &Asked<'_>, r: Rolling) -> String {
    let (floor, ceiling) = (count(r.floor()), count(r.ceiling()));
    asked.say(
        format!("배포하는 동안 태스크는 최소 **{floor}개**, 최대 **{ceiling}개**"),
        format!("Tasks during the deployment: at least **{floor}**, at most **{ceiling}**"),
    )
}

/// `1 old task`, `2 old tasks`
fn tasks(number: u64, age: &str) -> String {
    format!("{} {age} task{}", count(number), if number == 1 { "" } else { "s" })
}

fn verdict(asked: &Asked<'_>, r: Rolling) -> String {
    let (start, stop) = (count(r.may_start()), count(r.may_stop()));
    match (r.may_start() > 0, r.may_stop() > 0) {
        (true, true) => asked.say(
            format!("새 태스크 {start}개를 먼저 시작할 수도, 옛 태스크 {stop}개를 먼저 멈출 수도 있어요."),
            format!(
                "It may start {} first or stop {} first.",
                tasks(r.may_start(), "new"),
                tasks(r.may_stop(), "old")
            ),
        ),
        (true, false) => asked.say(
            format!("새 태스크 {start}개를 먼저 시작해요. 먼저 멈출 수는 없어요."),
            format!("It starts {} first; none may stop before.", tasks(r.may_start(), "new")),
        ),
        (false, true) => asked.say(
            format!("옛 태스크 {stop}개를 먼저 멈춰요. 먼저 시작할 수는 없어요."),
            format!("It stops {} first; none may start before.", tasks(r.may_stop(), "old")),
        ),
        (false, false) => asked.say(
            "✗ 멈출 수도 시작할 수도 없어서 배포를 진행할 수 없어요.",
            "✗ None may stop and none may start: the deployment is stuck.",
        ),
    }
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let r = Rolling::of(asked);
    let failures = count(r.failures());
    vec![
        bounds(asked, r),
        verdict(asked, r),
        asked.say(
            format!("배포 회로 차단기 기본 임계값: 실패 {failures}번"),
            format!("Circuit breaker by default: {failures} failures"),
        ),
    ]
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let r = Rolling::of(asked);
    let Rolling { desired, minimum, maximum } = r;
    let (floor, ceiling) = (r.floor(), r.ceiling());
    let mut blocks = vec![
        paragraph(&bounds(asked, r)),
        list(vec![
            asked.say(
                format!("하한: {desired} × {minimum}% 올림 = {floor}"),
                format!("floor: {desired} × {minimum}%, rounded up = {floor}"),
            ),
            asked.say(
                format!("상한: {desired} × {maximum}% 내림 = {ceiling}"),
                format!("ceiling: {desired} × {maximum}%, rounded down = {ceiling}"),
            ),
        ]),
        paragraph(&verdict(asked, r)),
    ];
    if r.is_stuck() {
        blocks.push(alert(
            AlertKind::Warning,
            &asked.say(
                "최소를 낮추거나 최대를 높이세요. 원하는 태스크 수가 적으면 올림과 내림 때문에 한 개의 여유도 없을 수 있어요.",
                "Lower the minimum or raise the maximum. With few tasks, rounding can leave no room for even one.",
            ),
        ));
    } else {
        blocks.push(diagram(
            steps(asked, r, |name, tasks| labelled(name, 12, &drawn(r, tasks))),
            steps(asked, r, |name, tasks| format!("{name}: {}", told(asked, tasks))),
        ));
        blocks.push(paragraph(&asked.say(
            "○ 옛 태스크, ■ 새 태스크. 가능한 순서의 한 예예요. 실제로는 새 태스크가 정상이 되는 대로 겹쳐서 진행돼요.",
            "○ old, ■ new. This is one possible order; in practice the steps overlap as new tasks become healthy.",
        )));
    }
    let failures = count(r.failures());
    blocks.push(alert(
        AlertKind::Note,
        &asked.say(
            format!("배포 회로 차단기의 기본 임계값은 원하는 태스크 수의 50%를 올림한 값이고 3보다 작거나 200보다 클 수 없어요. 여기서는 태스크가 {failures}번 실패하면 배포가 실패로 끝나요. 2026년 7월부터는 임계값을 바꿀 수 있어요."),
            format!("The circuit breaker's default threshold is 50% of the desired count, rounded up, never below 3 or above 200: here the deployment fails after {failures} failed tasks. Since July 2026 the threshold can be set."),
        ),
    ));
    blocks
}

/// The steps, a line each, with the tasks that there are after each as `shown` shows them.
fn steps(asked: &Asked<'_>, r: Rolling, shown: impl Fn(&str, Tasks) -> String) -> String {
    let steps = r.steps();
    let line = |(step, tasks): &(Step, Tasks)| {
        let name = match step {
            Step::Begin => asked.say("시작 전", "before"),
            Step::Start(n) => asked.say(format!("{n}개 시작"), format!("start {n}")),
            Step::Stop(n) => asked.say(format!("{n}개 멈춤"), format!("stop {n}")),
        };
        shown(&name, *tasks)
    };
    let mut lines: Vec<String> = steps.iter().take(DRAWN).map(line).collect();
    if let Some(last) = steps.last().filter(|_| steps.len() > DRAWN) {
        if steps.len() > DRAWN + 1 {
            lines.push(labelled(
                "…",
                12,
                &asked.say(
                    format!("모두 {}단계", steps.len() - 1),
                    format!("{} steps in all", steps.len() - 1),
                ),
            ));
        }
        lines.push(line(last));
    }
    lines.join("\n")
}

/// Tasks one by one if they are not too many.
fn drawn(r: Rolling, tasks: Tasks) -> String {
    let all = tasks.old + tasks.new;
    if r.ceiling() > ONE_BY_ONE {
        return format!("○ {:>4}  ■ {:>4}  = {all}", tasks.old, tasks.new);
    }
    let old = "○".repeat(usize::try_from(tasks.old).unwrap_or(0));
    let new = "■".repeat(usize::try_from(tasks.new).unwrap_or(0));
    labelled(&format!("{old}{new}"), usize::try_from(r.ceiling()).unwrap_or(0) + 1, &format!("= {all}"))
}

fn told(asked: &Asked<'_>, tasks: Tasks) -> String {
    let Tasks { old, new } = tasks;
    asked.say(
        format!("옛 태스크 {old}, 새 태스크 {new}, 모두 {}", old + new),
        format!("{old} old, {new} new, {} in all", old + new),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deployment_keeps_to_its_bounds() {
        for desired in 1..=60 {
            for minimum in (0..=100).step_by(5) {
                for maximum in (100..=200).step_by(5) {
                    let r = Rolling { desired, minimum, maximum };
                    assert!(r.floor() <= desired && desired <= r.ceiling(), "{r:?}");
                    let steps = r.steps();
                    for (_, tasks) in &steps {
                        let all = tasks.old + tasks.new;
                        assert!((r.floor()..=r.ceiling()).contains(&all), "{r:?} {tasks:?}");
                    }
                    if !r.is_stuck() {
                        assert_eq!(steps.last().unwrap().1, Tasks { old: 0, new: desired }, "{r:?}");
                    }
                }
            }
        }
    }
}
