//! How many Lambda environments work at once, and which limit is met first.

use crate::{
    course::{
        decimal::Decimal,
        doc::{AlertKind, Block},
    },
    lang::Words,
    widget::{
        asked::{Asked, alert, count, diagram, list, paragraph},
        draw::{bar, labelled},
        field::{Field, Shape, Stops},
        model::{Model, never, no_prices},
    },
};

/// Requests a second for each unit of concurrency, at most.
const RATE_RULE: u64 = 10;

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "concurrency",
    title: Words("Lambda 동시성", "Lambda concurrency"),
    fields: FIELDS,
    prices: no_prices,
    face,
    doc,
    refuses: never,
};

const FIELDS: &[Field] = &[
    Field {
        name: "rate",
        label: Words("초당 요청", "Requests a second"),
        unit: Words("건", ""),
        shape: Shape::Number { places: 0, least: 1, most: 1_000_000, stops: Stops::Leading },
        default: "250",
    },
    Field {
        name: "duration",
        label: Words("요청당 처리 시간", "Duration of one"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 1, most: 900_000, stops: Stops::Leading },
        default: "400",
    },
    Field {
        name: "limit",
        label: Words("계정 동시성 한도", "Account concurrency"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 1, most: 100_000, stops: Stops::Leading },
        default: "1000",
    },
];

/// Load against limits.
#[derive(Clone, Copy, Debug)]
struct Load {
    rate: u64,
    duration: u64,
    limit: u64,
}

impl Load {
    fn of(asked: &Asked<'_>) -> Load {
        Load { rate: asked.number("rate"), duration: asked.number("duration"), limit: asked.number("limit") }
    }

    /// Environments at work at once.
    fn needed(self) -> u64 {
        (Decimal::from(self.rate) * Decimal::new(self.duration, 3)).ceil()
    }

    /// Requests a second that the account may make.
    fn most_rate(self) -> u64 {
        self.limit.saturating_mul(RATE_RULE)
    }

    /// Requests a second that go through, whichever limit is lower.
    fn sustained(self) -> u64 {
        let by_concurrency = self.limit.saturating_mul(1_000) / self.duration.max(1);
        by_concurrency.min(self.most_rate())
    }

    fn is_over_concurrency(self) -> bool {
        self.needed() > self.limit
    }

    fn is_over_rate(self) -> bool {
        self.rate > self.most_rate()
    }
}

fn product(asked: &Asked<'_>, load: Load) -> String {
    let (rate, needed) = (count(load.rate), count(load.needed()));
    let seconds = Decimal::new(load.duration, 3).exact(0);
    asked.say(
        format!("초당 {rate}건 × {seconds}초 = 동시성 **{needed}**"),
        format!("{rate} a second × {seconds} s = concurrency **{needed}**"),
    )
}

fn verdict(asked: &Asked<'_>, load: Load) -> String {
    let (most, limit) = (count(load.most_rate()), count(load.limit));
    match (load.is_over_concurrency(), load.is_over_rate()) {
        (false, false) => {
            asked.say("✓ 두 한도 안이에요. 스로틀링이 없어요.", "✓ Within both limits: nothing is throttled.")
        }
        (true, false) => asked.say(
            format!("✗ 스로틀링: 동시성 한도 {limit}에 걸려요."),
            format!("✗ Throttled by the concurrency limit of {limit}."),
        ),
        (false, true) => asked.say(
            format!("✗ 스로틀링: 동시성 한도 안이지만 초당 {most}건 한도(동시성 한도의 10배)에 걸려요."),
            format!("✗ Throttled at {most} requests a second (10 × the limit), though within the concurrency limit."),
        ),
        (true, true) => asked.say(
            format!("✗ 스로틀링: 동시성 한도({limit})와 초당 {most}건 한도에 모두 걸려요."),
            format!("✗ Throttled by both: the concurrency limit of {limit} and {most} requests a second."),
        ),
    }
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let load = Load::of(asked);
    vec![product(asked, load), verdict(asked, load)]
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let load = Load::of(asked);
    let (concurrency, rate) = (asked.say("동시성", "concurrency"), asked.say("초당 요청", "requests/s"));
    let gauge = |name: &str, part: u64, whole: u64| {
        labelled(name, 11, &format!("{} {} / {}", bar(part, whole, 12), count(part), count(whole)))
    };
    let gauges = [(concurrency, load.needed(), load.limit), (rate, load.rate, load.most_rate())];
    let drawn = gauges.each_ref().map(|(name, part, whole)| gauge(name, *part, *whole)).join("\n");
    let told =
        gauges.map(|(name, part, whole)| format!("{name} {} / {}", count(part), count(whole))).join(", ");
    let mut blocks =
        vec![paragraph(&product(asked, load)), paragraph(&verdict(asked, load)), diagram(drawn, told)];
    blocks.push(list(explained(asked, load)));
    blocks.push(alert(
        AlertKind::Note,
        &asked.say(
            "한도는 계정마다, 리전마다 따로이고 기본 1,000이에요(새 계정은 더 낮을 수 있어요). 한도 안이어도 함수 하나의 환경은 10초에 1,000개까지만 늘어요.",
            "The limit is per account and Region, 1,000 by default (new accounts may start lower). Even within it one function grows by at most 1,000 environments every 10 seconds.",
        ),
    ));
    blocks
}

fn explained(asked: &Asked<'_>, load: Load) -> Vec<String> {
    let (sustained, most) = (count(load.sustained()), count(load.most_rate()));
    let mut items = vec![
        asked.say(
            format!("이 한도로 꾸준히 처리할 수 있는 것은 초당 {sustained}건까지예요."),
            format!("With this limit up to {sustained} requests a second go through steadily."),
        ),
        asked.say(
            format!("초당 요청 한도는 동시성 한도 × 10 = {most}건이라, 100 ms보다 짧은 함수는 이쪽에 먼저 걸려요."),
            format!("Requests a second are limited to 10 × concurrency = {most}, so functions below 100 ms meet that first."),
        ),
    ];
    if load.is_over_concurrency() || load.is_over_rate() {
        items.push(asked.say(
            "한도를 넘은 동기 호출은 429 오류를 받고, 비동기 이벤트는 기다렸다가 다시 시도돼요.",
            "Synchronous calls above the limit get error 429; asynchronous events wait and are retried.",
        ));
    }
    items
}
