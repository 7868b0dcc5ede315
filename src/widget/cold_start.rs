//! Lambda environments along a time axis: which call starts cold, and what is billed.
//!
//! AWS promises no time after which an idle environment goes away; the widget assumes one and says so.

use crate::{
    course::doc::{AlertKind, Block},
    lang::Words,
    widget::{
        asked::{Asked, alert, count, diagram, list, paragraph, table},
        draw::Axis,
        field::{Field, Shape, Stops},
        model::{Model, never, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "cold-start",
    title: Words("콜드 스타트", "Cold starts"),
    fields: FIELDS,
    prices: no_prices,
    face,
    doc,
    refuses: never,
};

const FIELDS: &[Field] = &[
    Field {
        name: "arrivals",
        label: Words("요청 도착 시각", "Arrivals"),
        unit: Words(" ms", " ms"),
        shape: Shape::Times {
            most: 600_000,
            step: 50,
            add: Words("요청 더하기", "add a request"),
            remove: Words("요청 빼기", "remove it"),
        },
        default: "0, 50, 500, 900",
    },
    Field {
        name: "init",
        label: Words("INIT", "INIT"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 1, most: 10_000, stops: Stops::Leading },
        default: "300",
    },
    Field {
        name: "run",
        label: Words("처리", "Run"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 1, most: 60_000, stops: Stops::Leading },
        default: "100",
    },
    Field {
        name: "idle",
        label: Words("유휴 유지 시간(가정)", "Idle to shutdown (assumed)"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 0, most: 600_000, stops: Stops::Leading },
        default: "1000",
    },
    Field {
        name: "provisioned",
        label: Words("프로비저닝된 동시성", "Provisioned concurrency"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 0, most: 5, stops: Stops::Each(1) },
        default: "0",
    },
];

/// Cells of a lane's name.
const NAME: usize = 4;

/// A call that an environment answered. Times are in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Call {
    arrival: u64,
    /// Number of the lane.
    lane: usize,
    is_cold: bool,
    /// When it begins to run, and when it is done.
    start: u64,
    end: u64,
}

/// An environment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lane {
    is_provisioned: bool,
    /// When its INIT begins; provisioned ones are ready before the first call.
    init_at: Option<u64>,
    calls: Vec<Call>,
    /// When its last call is done.
    free_at: u64,
    /// When it goes away, if it does.
    gone_at: Option<u64>,
}

/// What happens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Story {
    lanes: Vec<Lane>,
    calls: Vec<Call>,
    init: u64,
    run: u64,
}

impl Story {
    fn of(asked: &Asked<'_>) -> Story {
        let idle = asked.number("idle");
        let mut story = Story { init: asked.number("init"), run: asked.number("run"), ..Story::default() };
        let ready =
            |_| Lane { is_provisioned: true, init_at: None, calls: Vec::new(), free_at: 0, gone_at: None };
        story.lanes.extend((0..asked.number("provisioned")).map(ready));
        let mut arrivals = asked.times("arrivals").to_vec();
        arrivals.sort_unstable();
        for arrival in arrivals {
            story.arrive(arrival, idle);
        }
        story
    }

    /// A call goes to an environment that is free, provisioned ones first, or to a new one.
    fn arrive(&mut self, arrival: u64, idle: u64) {
        let free = |lane: &Lane| lane.free_at <= arrival && lane.gone_at.is_none_or(|gone| arrival < gone);
        let found = self.lanes.iter().position(free);
        let is_cold = found.is_none();
        let lane = found.unwrap_or_else(|| {
            let init_at = Some(arrival);
            let calls = Vec::new();
            self.lanes.push(Lane { is_provisioned: false, init_at, calls, free_at: 0, gone_at: None });
            self.lanes.len() - 1
        });
        let start = arrival + if is_cold { self.init } else { 0 };
        let call = Call { arrival, lane, is_cold, start, end: start + self.run };
        let lane = &mut self.lanes[lane];
        lane.free_at = call.end;
        lane.gone_at = (!lane.is_provisioned).then_some(call.end + idle);
        lane.calls.push(call);
        self.calls.push(call);
    }

    fn cold(&self) -> u64 {
        self.calls.iter().filter(|call| call.is_cold).count() as u64
    }

    fn warm(&self) -> u64 {
        self.calls.len() as u64 - self.cold()
    }

    /// When the last call is done.
    fn end(&self) -> u64 {
        self.calls.iter().map(|call| call.end).max().unwrap_or(0)
    }

    /// Milliseconds of INIT, and of running, that are billed.
    fn billed(&self) -> (u64, u64) {
        (self.cold() * self.init, self.calls.len() as u64 * self.run)
    }

    fn provisioned(&self) -> u64 {
        self.lanes.iter().filter(|lane| lane.is_provisioned).count() as u64
    }
}

fn counted(asked: &Asked<'_>, story: &Story) -> String {
    let (cold, warm, lanes) = (story.cold(), story.warm(), story.lanes.len());
    asked.say(
        format!("요청 {}건: 콜드 스타트 **{cold}** · 재사용 **{warm}** · 환경 {lanes}개", story.calls.len()),
        format!(
            "Requests: {} · cold: **{cold}** · warm: **{warm}** · environments: {lanes}",
            story.calls.len()
        ),
    )
}

fn billed(asked: &Asked<'_>, story: &Story) -> String {
    let (init, run) = story.billed();
    let sum = count(init + run);
    let (init, run) = (count(init), count(run));
    asked.say(
        format!("과금 시간: INIT {init} + 처리 {run} = {sum} ms"),
        format!("Billed: INIT {init} + run {run} = {sum} ms"),
    )
}

fn assumption(asked: &Asked<'_>) -> String {
    let idle = count(asked.number("idle"));
    asked.say(
        format!("유휴 상태로 {idle} ms가 지나면 정리된다는 것은 이 계산기의 가정이에요. AWS는 유지 시간을 약속하지 않아요."),
        format!("That an idle environment goes after {idle} ms is made up: AWS promises no time."),
    )
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let story = Story::of(asked);
    let made_up = asked.say(
        "정리되기까지의 시간은 가정이에요. AWS는 유지 시간을 약속하지 않아요.",
        "The time to shutdown is made up: AWS promises none.",
    );
    vec![counted(asked, &story), billed(asked, &story), made_up]
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let story = Story::of(asked);
    let mut blocks = vec![
        paragraph(&counted(asked, &story)),
        diagram(drawn(&story), told(asked, &story)),
        paragraph(&asked.say(
            "▾ 요청(겹치면 개수), I INIT, █ INVOKE, · 유휴(멈춰 있음), × SHUTDOWN, P 프로비저닝된 환경",
            "▾ request (or how many), I INIT, █ INVOKE, · idle (frozen), × SHUTDOWN, P provisioned",
        )),
        calls(asked, &story),
        paragraph(&billed(asked, &story)),
    ];
    let mut items = vec![asked.say(
        "INIT도 2025-08-01부터 .zip이든 이미지든 과금돼요. 처리 시간은 1 ms 단위로 계산해요.",
        "INIT is billed for all packaging types since 2025-08-01; run time counts in steps of 1 ms.",
    )];
    let provisioned = story.provisioned();
    if provisioned > 0 {
        let span = count(story.end());
        items.push(asked.say(
            format!("프로비저닝된 환경 {provisioned}개는 이 {span} ms 동안 요청이 없어도 과금돼요. 넘친 요청은 콜드 스타트를 겪고, 처리 시간 요금은 따로 내요."),
            format!("The {provisioned} provisioned environments are billed for all {span} ms, idle or not; what overflows starts cold. Run time is billed besides."),
        ));
    }
    items.push(asked.say(
        "환경 하나는 한 번에 요청 하나만 처리해요. 앞 요청이 끝나기 전에 온 요청은 다른 환경이 필요해요.",
        "An environment serves one request at a time: one that comes before the last is done needs another environment.",
    ));
    blocks.push(list(items));
    blocks.push(alert(AlertKind::Important, &assumption(asked)));
    blocks
}

fn calls(asked: &Asked<'_>, story: &Story) -> Block {
    let row = |call: &Call| {
        let kind = if call.is_cold { asked.say("새로", "cold") } else { asked.say("재사용", "warm") };
        vec![
            format!("{} ms", count(call.arrival)),
            format!("{} {kind}", name(story, call.lane)),
            format!("{} ms", count(call.end - call.arrival)),
        ]
    };
    let head = [
        asked.say("요청", "request"),
        asked.say("환경", "environment"),
        asked.say("응답까지", "answered after"),
    ];
    table(&head.each_ref().map(String::as_str), true, story.calls.iter().map(row).collect())
}

/// `1`, `2`; provisioned ones are `P1`.
fn name(story: &Story, lane: usize) -> String {
    let provisioned = usize::try_from(story.provisioned()).unwrap_or(0);
    if lane < provisioned { format!("P{}", lane + 1) } else { (lane - provisioned + 1).to_string() }
}

/// The axis, the requests above it, and a lane for each environment.
fn drawn(story: &Story) -> String {
    let end = story.end();
    // To the last SHUTDOWN, unless idling would push everything else together.
    let gone = story.lanes.iter().filter_map(|lane| lane.gone_at).max().unwrap_or(end).max(end);
    let axis = Axis::new(if gone <= 2 * end { gone } else { end + end / 3 }, NAME);
    let mut arrivals = axis.empty();
    for call in &story.calls {
        axis.count(&mut arrivals, call.arrival, '▾');
    }
    let mut lines = vec![axis.scale(" ms"), axis.lane("", &arrivals)];
    for (at, lane) in story.lanes.iter().enumerate() {
        let mut cells = axis.empty();
        let ready = if lane.is_provisioned { 0 } else { lane.init_at.unwrap_or(0) };
        axis.fill(&mut cells, ready, lane.gone_at.unwrap_or(u64::MAX), '·');
        if let Some(init_at) = lane.init_at {
            axis.fill(&mut cells, init_at, init_at + story.init, 'I');
        }
        for call in &lane.calls {
            axis.fill(&mut cells, call.start, call.end, '█');
        }
        if let Some(gone) = lane.gone_at {
            axis.mark(&mut cells, gone, '×');
        }
        lines.push(axis.lane(&name(story, at), &cells));
    }
    lines.join("\n")
}

/// Each environment with its times.
fn told(asked: &Asked<'_>, story: &Story) -> String {
    let line = |(at, lane): (usize, &Lane)| {
        let starts: Vec<String> = lane.calls.iter().map(|call| count(call.start)).collect();
        let init = lane.init_at.map(|at| format!("INIT {} ms", count(at)));
        let run = (!starts.is_empty()).then(|| format!("INVOKE {} ms", starts.join(", ")));
        let gone = lane.gone_at.map(|at| format!("SHUTDOWN {} ms", count(at)));
        let times: Vec<String> = [init, run, gone].into_iter().flatten().collect();
        format!("{} {}: {}", asked.say("환경", "environment"), name(story, at), times.join(", "))
    };
    story.lanes.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        course::PriceList,
        lang::Lang,
        widget::{Widget, spec},
    };

    fn widget(values: &str) -> Widget {
        spec::read(&format!("cold-start\n{values}")).widget.unwrap()
    }

    fn story(values: &str) -> Story {
        let (widget, prices) = (widget(values), PriceList::default());
        Story::of(&widget.asked(&prices, Lang::En))
    }

    #[test]
    fn a_call_is_cold_when_no_environment_is_free() {
        let counts = |values: &str| {
            let story = story(values);
            (story.cold(), story.warm(), story.lanes.len())
        };
        let rest = "init = 300\nrun = 100\nidle = 1000";
        assert_eq!(counts(&format!("arrivals = 0\n{rest}")), (1, 0, 1));
        // Two at once need two; the third finds one free.
        assert_eq!(counts(&format!("arrivals = 0, 0, 400\n{rest}")), (2, 1, 2));
        // Done at 400: 399 is too early, 400 is not.
        assert_eq!(counts(&format!("arrivals = 0, 399\n{rest}")), (2, 0, 2));
        assert_eq!(counts(&format!("arrivals = 0, 400\n{rest}")), (1, 1, 1));
        // Gone at 1,400.
        assert_eq!(counts(&format!("arrivals = 0, 1399\n{rest}")), (1, 1, 1));
        assert_eq!(counts(&format!("arrivals = 0, 1400\n{rest}")), (2, 0, 2));
        assert_eq!(counts(&format!("arrivals = 0, 0, 0\nprovisioned = 2\n{rest}")), (1, 2, 3));
        assert_eq!(story("arrivals = 0, 0\ninit = 300\nrun = 100").billed(), (600, 200));
    }

    #[test]
    fn lanes_stand_below_each_other() {
        let story = story("arrivals = 0, 50, 500, 900\ninit = 300\nrun = 100\nidle = 1000");
        let expected = "
    0                1,000          2,000 ms
    ├──────────────────┼───────────────────┤
    2        ▾       ▾
1   IIIII██··██······██····················×
2   IIIIII██····················×";
        assert_eq!(drawn(&story), expected.trim_start_matches('\n'));
    }
}
