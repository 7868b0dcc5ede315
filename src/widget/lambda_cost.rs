//! What a month of a Lambda function costs, and where the smallest Fargate task becomes cheaper.

use crate::{
    course::{
        decimal::Decimal,
        doc::{AlertKind, Block},
    },
    lang::Words,
    widget::{
        asked::{Asked, alert, heading, list, monthly, paragraph, table},
        choices::{ARCHS, REGIONS, SWITCH},
        fargate::SMALLEST,
        fargate_ec2::{task_hour, task_ids},
        field::{Field, Shape, Stops},
        model::{Model, never},
    },
};

/// Hours of a month, as every price here counts it.
const MONTH_HOURS: u64 = 730;

/// Days of a month, for a number a day.
const MONTH_DAYS: u64 = 30;

/// Requests and GB-seconds that are free in every month.
const FREE: (u64, u64) = (1_000_000, 400_000);

const MILLION: u64 = 1_000_000;

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "lambda-cost",
    title: Words("Lambda 요금", "Lambda price"),
    fields: FIELDS,
    prices,
    face,
    doc,
    refuses: never,
};

const FIELDS: &[Field] = &[
    Field {
        name: "requests",
        label: Words("한 달 요청", "Requests a month"),
        unit: Words("건", ""),
        shape: Shape::Number { places: 0, least: 1, most: 10_000_000_000, stops: Stops::Leading },
        default: "300000",
    },
    Field {
        name: "duration",
        label: Words("요청당 처리 시간", "Duration of one"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 1, most: 900_000, stops: Stops::Leading },
        default: "200",
    },
    Field {
        name: "memory",
        label: Words("메모리", "Memory"),
        unit: Words(" MB", " MB"),
        shape: Shape::Number {
            places: 0,
            least: 128,
            most: 10_240,
            stops: Stops::At(&[
                128, 256, 512, 1_024, 1_536, 1_769, 2_048, 3_072, 4_096, 6_144, 8_192, 10_240,
            ]),
        },
        default: "512",
    },
    Field {
        name: "arch",
        label: Words("아키텍처", "Architecture"),
        unit: Words("", ""),
        shape: Shape::Choice(ARCHS),
        default: "x86",
    },
    Field {
        name: "free-tier",
        label: Words("무료 한도", "Free tier"),
        unit: Words("", ""),
        shape: Shape::Choice(SWITCH),
        default: "off",
    },
    Field {
        name: "region",
        label: Words("비교할 Fargate 리전", "Region of Fargate"),
        unit: Words("", ""),
        shape: Shape::Choice(REGIONS),
        default: "seoul",
    },
];

fn prices(asked: &Asked<'_>) -> Vec<String> {
    let [vcpu, gb] = task_ids(asked, "x86");
    vec!["lambda-requests-million".to_owned(), duration_id(asked), vcpu, gb]
}

fn duration_id(asked: &Asked<'_>) -> String {
    format!("lambda-gbs-{}", asked.choice("arch"))
}

/// A month.
#[derive(Clone, Copy, Debug)]
struct Bill {
    requests: Decimal,
    /// GB-seconds.
    used: Decimal,
    /// What is billed of both, after the free tier if it counts.
    billed: (Decimal, Decimal),
    for_requests: Decimal,
    for_duration: Decimal,
    /// A million requests and their GB-seconds, without a free tier.
    per_million: Decimal,
    /// One environment that is busy all the time, for an hour.
    busy_hour: Decimal,
}

impl Bill {
    /// `None` when a price is not known.
    fn of(asked: &Asked<'_>) -> Option<Bill> {
        let million = asked.amount("lambda-requests-million")?;
        let gbs = asked.amount(&duration_id(asked))?;
        let requests = asked.decimal("requests");
        // 1 / 1024, exactly.
        let memory = asked.decimal("memory") * Decimal::new(9_765_625, 10);
        let each = memory * Decimal::new(asked.number("duration"), 3);
        let used = requests * each;
        let charge = |requests: Decimal| requests * Decimal::new(1, 6) * million;
        let over = |used: Decimal, free: u64| (used - Decimal::from(free)).max(Decimal::ZERO);
        let billed = match asked.choice("free-tier") {
            "on" => (over(requests, FREE.0), over(used, FREE.1)),
            _ => (requests, used),
        };
        Some(Bill {
            requests,
            used,
            billed,
            for_requests: charge(billed.0),
            for_duration: billed.1 * gbs,
            per_million: million + each * Decimal::from(MILLION) * gbs,
            busy_hour: memory * Decimal::from(3_600) * gbs,
        })
    }

    fn total(&self) -> Decimal {
        self.for_requests + self.for_duration
    }
}

/// Where Lambda and the smallest Fargate task cost the same.
struct BreakEven {
    /// A month of the task.
    task: Decimal,
    /// Requests a month and a day, to three digits.
    month: Decimal,
    day: Decimal,
    ids: [String; 2],
    /// Whether the task is x86 although the function is not.
    is_other_arch: bool,
}

impl BreakEven {
    fn of(asked: &Asked<'_>, bill: &Bill) -> Option<BreakEven> {
        let arch = asked.choice("arch");
        let own = task_ids(asked, arch);
        let (ids, hour) = match task_hour(asked, &own, SMALLEST) {
            Some(hour) => (own, hour),
            None => {
                let x86 = task_ids(asked, "x86");
                let hour = task_hour(asked, &x86, SMALLEST)?;
                (x86, hour)
            }
        };
        let task = hour * Decimal::from(MONTH_HOURS);
        let month = (task * Decimal::from(MILLION)).over(bill.per_million, 0)?;
        let day = month.over(Decimal::from(MONTH_DAYS), 0)?;
        let is_other_arch = ids != task_ids(asked, arch);
        Some(BreakEven { task, month: month.significant(3), day: day.significant(3), ids, is_other_arch })
    }
}

fn used_ids(asked: &Asked<'_>, even: Option<&BreakEven>) -> Vec<String> {
    let mut ids = vec!["lambda-requests-million".to_owned(), duration_id(asked)];
    ids.extend(even.iter().flat_map(|even| even.ids.iter().cloned()));
    ids
}

fn unknown(asked: &Asked<'_>) -> String {
    asked.say(
        "가격표에 이 값이 없어서 계산하지 못했어요.",
        "The price list lacks a price, so nothing is calculated.",
    )
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let Some(bill) = Bill::of(asked) else { return vec![unknown(asked)] };
    let (duration, requests, total) =
        (monthly(bill.for_duration), monthly(bill.for_requests), monthly(bill.total()));
    let used = bill.used.fixed(0);
    let mut lines = vec![asked.say(
        format!("{used} GB-초: 실행 {duration} + 요청 {requests} = 한 달 **{total}** USD"),
        format!("{used} GB-seconds: duration {duration} + requests {requests} = **{total}** USD a month"),
    )];
    let even = BreakEven::of(asked, &bill);
    lines.extend(even.iter().map(|even| {
        let day = even.day.fixed(0);
        asked.say(
            format!("하루 약 {day}건을 넘으면 가장 작은 Fargate 태스크가 더 싸요"),
            format!("above about {day} requests a day the smallest Fargate task is cheaper"),
        )
    }));
    lines.push(asked.seen(&used_ids(asked, even.as_ref())));
    lines
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let Some(bill) = Bill::of(asked) else { return vec![alert(AlertKind::Warning, &unknown(asked))] };
    let mut blocks = vec![charges(asked, &bill)];
    blocks.extend(steps(asked, &bill));
    let even = BreakEven::of(asked, &bill);
    if let Some(even) = &even {
        blocks.push(heading(&asked.say("Fargate와 비교하면", "Next to Fargate")));
        blocks.push(list(break_even(asked, &bill, even)));
    }
    blocks.push(heading(&asked.say("넣지 않은 것", "What is left out")));
    blocks.push(list(left_out(asked, &bill)));
    blocks.push(heading(asked.lang.msgs().widget_prices));
    blocks.push(asked.price_notes(&used_ids(asked, even.as_ref())));
    blocks
}

fn charges(asked: &Asked<'_>, bill: &Bill) -> Block {
    let names = [asked.say("실행", "duration"), asked.say("요청", "requests"), asked.say("한 달", "a month")];
    let (gbs, count) = (asked.say(" GB-초", " GB-s"), asked.say("건", ""));
    let [duration, requests, total] = names;
    let rows = vec![
        vec![
            duration,
            format!("{}{gbs}", bill.used.fixed(0)),
            format!("{}{gbs}", bill.billed.1.fixed(0)),
            bill.for_duration.fixed(3),
        ],
        vec![
            requests,
            format!("{}{count}", bill.requests.fixed(0)),
            format!("{}{count}", bill.billed.0.fixed(0)),
            bill.for_requests.fixed(3),
        ],
        vec![format!("**{total}**"), String::new(), String::new(), format!("**{}**", bill.total().fixed(3))],
    ];
    let head = [asked.say("사용량", "used"), asked.say("과금되는 양", "billed")];
    table(&["", &head[0], &head[1], "USD"], true, rows)
}

fn steps(asked: &Asked<'_>, bill: &Bill) -> Vec<Block> {
    let (requests, memory) = (bill.requests.fixed(0), asked.decimal("memory").fixed(0));
    let (seconds, used) = (Decimal::new(asked.number("duration"), 3).exact(0), bill.used.fixed(0));
    let line = asked.say(
        format!("{requests}건 × {seconds}초 × {memory} MB ÷ 1,024 = {used} GB-초. 시간은 1 ms 단위로 계산해요."),
        format!("{requests} × {seconds} s × {memory} MB ÷ 1,024 = {used} GB-seconds. Duration counts in steps of 1 ms."),
    );
    let per_million = bill.per_million.rounded(5).exact(2);
    // No price of the list, but a product with a dozen places.
    let busy = bill.busy_hour.fixed(4);
    let facts = list(vec![
        asked.say(
            format!("100만 건에 {per_million} USD(무료 한도를 빼기 전)"),
            format!("{per_million} USD for a million requests (before the free tier)"),
        ),
        asked.say(
            format!("환경 하나가 쉬지 않고 돌면 시간당 {busy} USD"),
            format!("One environment that is never idle: {busy} USD an hour"),
        ),
    ]);
    vec![paragraph(&line), facts]
}

fn break_even(asked: &Asked<'_>, bill: &Bill, even: &BreakEven) -> Vec<String> {
    let (task, per_million) = (monthly(even.task), bill.per_million.rounded(5).exact(2));
    let (month, day) = (even.month.fixed(0), even.day.fixed(0));
    let region = asked.label("region");
    let mut items = vec![
        asked.say(
            format!("가장 작은 Fargate 태스크(0.25 vCPU + 0.5 GB, {region})는 730시간에 {task} USD"),
            format!("The smallest Fargate task (0.25 vCPU + 0.5 GB, {region}) is {task} USD for 730 hours"),
        ),
        asked.say(
            format!("{task} ÷ {per_million} × 100만 = 한 달 약 **{month}건**, 30일로 나눠 하루 약 **{day}건**에서 같아져요"),
            format!("{task} ÷ {per_million} × 1 million: both cost the same at about **{month} requests a month**, **{day} a day** over 30 days"),
        ),
        asked.say(
            "건수는 앞 세 자리로 반올림했고, 무료 한도, ALB, API Gateway, 퍼블릭 IPv4는 무시했어요. 태스크 하나가 그만큼 처리할 수 있는지는 따로 재 봐야 해요.",
            "Rounded to three digits; free tier, ALB, API Gateway and public IPv4 are ignored. Whether one task can serve that much must be measured.",
        ),
    ];
    if even.is_other_arch {
        items.push(asked.say(
            "이 리전의 ARM Fargate 가격은 확인하지 못해 x86 태스크와 비교했어요.",
            "The price of Fargate on ARM in this Region could not be checked, so this is an x86 task.",
        ));
    }
    items
}

fn left_out(asked: &Asked<'_>, bill: &Bill) -> Vec<String> {
    let mut items = vec![asked.say(
        "콜드 스타트의 INIT 시간(2025-08-01부터 과금), 데이터 전송, 로그, API Gateway, 세금",
        "INIT time of cold starts (billed since 2025-08-01), data transfer, logs, API Gateway, tax",
    )];
    let (tier, name) = match asked.choice("arch") {
        "arm" => (7_500_000_000, asked.say("75억", "7.5 billion")),
        _ => (6_000_000_000, asked.say("60억", "6 billion")),
    };
    if bill.used > Decimal::from(tier) {
        items.push(asked.say(
            format!("한 달 {name} GB-초를 넘는 부분은 10% 또는 20% 더 싸요. 여기서는 모두 첫 구간 단가로 계산해요."),
            format!("What is above {name} GB-seconds a month is 10% or 20% cheaper; here all of it counts at the first rate."),
        ));
    }
    if asked.choice("free-tier") == "off" {
        items.push(asked.say(
            "상시 무료 한도: 한 달 100만 건과 400,000 GB-초",
            "The always-free tier: a million requests and 400,000 GB-seconds a month",
        ));
    }
    items
}
