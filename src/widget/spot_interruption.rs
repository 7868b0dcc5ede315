//! A Fargate Spot task that is taken back: notice, SIGTERM, SIGKILL, and whether the work gets done.

use crate::{
    course::doc::{AlertKind, Block},
    lang::Words,
    widget::{
        asked::{Asked, alert, diagram, list, paragraph},
        draw::Axis,
        field::{Field, Shape, Stops},
        model::{Model, never, no_prices},
    },
};

/// Seconds between the notice and the end of the capacity; `stopTimeout` is at most as long.
const NOTICE: u64 = 120;

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "spot-interruption",
    title: Words("Fargate Spot 중단", "Fargate Spot interruption"),
    fields: FIELDS,
    prices: no_prices,
    face,
    doc,
    refuses: never,
};

const FIELDS: &[Field] = &[
    Field {
        name: "stop-timeout",
        label: Words("stopTimeout", "stopTimeout"),
        unit: Words("초", " s"),
        shape: Shape::Number { places: 0, least: 1, most: NOTICE, stops: Stops::Each(10) },
        default: "30",
    },
    Field {
        name: "drain",
        label: Words("연결 정리", "Draining connections"),
        unit: Words("초", " s"),
        shape: Shape::Number { places: 0, least: 0, most: 300, stops: Stops::Each(5) },
        default: "10",
    },
    Field {
        name: "work",
        label: Words("남은 작업", "Work left"),
        unit: Words("초", " s"),
        shape: Shape::Number { places: 0, least: 0, most: 600, stops: Stops::Each(10) },
        default: "60",
    },
];

/// Cells of a lane's name.
const NAME: usize = 8;

/// Seconds from the notice.
#[derive(Clone, Copy, Debug)]
struct End {
    timeout: u64,
    drain: u64,
    work: u64,
}

impl End {
    fn of(asked: &Asked<'_>) -> End {
        End {
            timeout: asked.number("stop-timeout"),
            drain: asked.number("drain"),
            work: asked.number("work"),
        }
    }

    /// When connections are drained and the work is done, one after the other.
    fn needed(self) -> u64 {
        self.drain + self.work
    }

    /// Seconds that are missing when SIGKILL comes.
    fn missing(self) -> u64 {
        self.needed().saturating_sub(self.timeout)
    }
}

fn verdict(asked: &Asked<'_>, end: End) -> String {
    let (needed, timeout, missing) = (end.needed(), end.timeout, end.missing());
    if missing == 0 {
        let left = timeout - needed;
        return asked.say(
            format!("✓ 끝나요: {needed}초가 필요하고 SIGKILL까지 {timeout}초예요. **{left}초**가 남아요."),
            format!("✓ Finished: it needs {needed} s of the {timeout} s before SIGKILL, with **{left} s** to spare."),
        );
    }
    asked.say(
        format!("✗ 못 끝내요: {needed}초가 필요한데 {timeout}초에 SIGKILL이 와서 **{missing}초**가 모자라요."),
        format!("✗ Not finished: it needs {needed} s, but SIGKILL comes after {timeout} s, **{missing} s** too early."),
    )
}

/// What would help.
fn advice(asked: &Asked<'_>, end: End) -> Option<String> {
    let needed = end.needed();
    if end.missing() == 0 {
        return None;
    }
    Some(if needed <= NOTICE {
        asked.say(
            format!("`stopTimeout`을 {needed}초 이상으로 늘리면 끝낼 수 있어요(최대 120초)."),
            format!("A `stopTimeout` of {needed} s or more would do (at most 120 s)."),
        )
    } else {
        asked.say(
            "`stopTimeout`은 120초가 끝이라 늘려도 모자라요. 작업을 잘게 나누고 중간 결과를 저장해 다른 태스크가 이어받게 하세요.",
            "Even the longest `stopTimeout`, 120 s, is too short: split the work and save what is done, so that another task can go on.",
        )
    })
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let end = End::of(asked);
    let mut lines = vec![verdict(asked, end)];
    lines.extend(advice(asked, end));
    lines
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let end = End::of(asked);
    let timeout = end.timeout;
    let mut blocks = vec![paragraph(&verdict(asked, end)), diagram(drawn(asked, end), told(asked, end))];
    blocks.push(list(vec![
        asked.say(
            "0초: 회수 경고와 함께 컨테이너가 SIGTERM을 받아요.",
            "0 s: the notice, and SIGTERM to the containers.",
        ),
        asked.say(
            format!("{timeout}초: SIGTERM 뒤 `stopTimeout`이 지나면 아직 도는 컨테이너는 SIGKILL로 끝나요."),
            format!("{timeout} s: `stopTimeout` after SIGTERM, what still runs is ended by SIGKILL."),
        ),
        asked.say(
            "120초: 경고 2분 뒤. Spot 용량이 회수돼요.",
            "120 s: two minutes after the notice the Spot capacity is gone.",
        ),
    ]));
    blocks.extend(advice(asked, end).map(|text| alert(AlertKind::Tip, &text)));
    blocks.push(alert(
        AlertKind::Note,
        &asked.say(
            "연결을 정리한 다음 남은 작업을 한다고 가정해요. 경고가 2분 전에 와도 `stopTimeout` 기본값은 30초라, 그대로 두면 2분을 다 쓰지 못해요.",
            "Connections are assumed to drain before the rest of the work. The notice is two minutes, but `stopTimeout` is 30 s by default: left alone, most of it goes unused.",
        ),
    ));
    blocks
}

fn told(asked: &Asked<'_>, end: End) -> String {
    let End { drain, timeout, .. } = end;
    let (needed, longest) = (end.needed(), NOTICE);
    asked.say(
        format!("0초 SIGTERM, {drain}초까지 정리, {needed}초까지 작업, {timeout}초 SIGKILL, {longest}초 회수"),
        format!("SIGTERM at 0 s, draining to {drain} s, work to {needed} s, SIGKILL at {timeout} s, taken back at {longest} s"),
    )
}

fn drawn(asked: &Asked<'_>, end: End) -> String {
    let axis = Axis::new(NOTICE.max(end.needed().min(2 * NOTICE)), NAME);
    let mut signals = axis.empty();
    axis.mark(&mut signals, NOTICE, '▾');
    axis.mark(&mut signals, end.timeout, 'K');
    axis.mark(&mut signals, 0, 'T');
    let (mut drain, mut work) = (axis.empty(), axis.empty());
    let killed = |to: u64| to.min(end.timeout);
    if end.drain > 0 {
        axis.fill(&mut drain, 0, killed(end.drain), '█');
    }
    if end.work > 0 {
        // What SIGKILL leaves undone.
        axis.fill(&mut work, end.drain, end.needed(), '·');
        if end.drain < end.timeout {
            axis.fill(&mut work, end.drain, killed(end.needed()), '█');
        }
    }
    if end.missing() > 0 {
        let lane = if end.drain < end.timeout { &mut work } else { &mut drain };
        axis.mark(lane, end.timeout, '×');
    }
    let (drain_name, work_name) = (asked.say("정리", "drain"), asked.say("작업", "work"));
    let key = asked.say("T SIGTERM, K SIGKILL, ▾ 회수", "T SIGTERM, K SIGKILL, ▾ taken back");
    [
        axis.scale(&asked.say("초", " s")),
        axis.lane("", &signals),
        axis.lane(&drain_name, &drain),
        axis.lane(&work_name, &work),
        String::new(),
        key,
    ]
    .join("\n")
}
