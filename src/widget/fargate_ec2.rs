//! Fargate and EC2 side by side: what an hour and a month cost.

use crate::{
    course::{
        decimal::Decimal,
        doc::{AlertKind, Block},
        price::Discount,
    },
    lang::Words,
    widget::{
        asked::{Asked, alert, heading, hourly, list, monthly, more, paragraph, table},
        choices::{ARCHS, REGIONS},
        fargate::Size,
        fargate_sizes::{MEMORY_FIELD, VCPU_FIELD, refusal, size},
        field::{Choice, Field, Shape, Stops},
        model::{Model, never},
    },
};

const PURCHASES: &[Choice] = &[
    Choice { id: "on-demand", label: Words("온디맨드", "On-Demand") },
    Choice { id: "savings-plan", label: Words("Savings Plans", "Savings Plans") },
    Choice { id: "spot", label: Words("스팟", "Spot") },
];

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "fargate-ec2",
    title: Words("Fargate와 EC2 요금", "Fargate and EC2 prices"),
    fields: FIELDS,
    prices,
    face,
    doc,
    refuses: never,
};

const FIELDS: &[Field] = &[
    Field {
        name: "region",
        label: Words("리전", "Region"),
        unit: Words("", ""),
        shape: Shape::Choice(REGIONS),
        default: "seoul",
    },
    Field {
        name: "arch",
        label: Words("Fargate 아키텍처", "Fargate architecture"),
        unit: Words("", ""),
        shape: Shape::Choice(ARCHS),
        default: "x86",
    },
    Field { default: "2", ..VCPU_FIELD },
    Field { default: "8", ..MEMORY_FIELD },
    Field {
        name: "instance",
        label: Words("EC2 인스턴스", "EC2 instance"),
        unit: Words("", ""),
        shape: Shape::Instance,
        default: "t3-large",
    },
    Field {
        name: "hours",
        label: Words("한 달 가동 시간", "Hours a month"),
        unit: Words("시간", " h"),
        shape: Shape::Number { places: 0, least: 1, most: 730, stops: Stops::Each(10) },
        default: "730",
    },
    Field {
        name: "purchase",
        label: Words("구매 방식", "Purchase"),
        unit: Words("", ""),
        shape: Shape::Choice(PURCHASES),
        default: "on-demand",
    },
];

fn prices(asked: &Asked<'_>) -> Vec<String> {
    let region = asked.choice("region");
    // What an ARM task costs in Seoul is not known; the widget says so, and x86 is always there to compare.
    let mut ids = ["vcpu", "gb"].map(|part| format!("fargate-{region}-{part}")).to_vec();
    ids.extend([instance_id(asked), "public-ipv4-hour".to_owned()]);
    ids
}

fn instance_id(asked: &Asked<'_>) -> String {
    format!("ec2-{}-{}", asked.choice("region"), asked.choice("instance"))
}

/// Ids of the prices of a vCPU and of a GB for an hour.
pub(super) fn task_ids(asked: &Asked<'_>, arch: &str) -> [String; 2] {
    let region = asked.choice("region");
    let arch = if arch == "arm" { "-arm" } else { "" };
    ["vcpu", "gb"].map(|part| format!("fargate-{region}{arch}-{part}"))
}

/// An hour of a task.
pub(super) fn task_hour(asked: &Asked<'_>, [vcpu, gb]: &[String; 2], size: Size) -> Option<Decimal> {
    Some(vcpu_part(size) * asked.amount(vcpu)? + gb_part(size) * asked.amount(gb)?)
}

fn vcpu_part(size: Size) -> Decimal {
    Decimal::new(size.vcpu, 2)
}

fn gb_part(size: Size) -> Decimal {
    Decimal::new(size.memory, 1)
}

/// What is compared.
struct Comparison {
    /// The task that is priced: the one asked for, or the smallest that covers it.
    size: Size,
    ids: [String; 2],
    hours: Decimal,
    /// An hour of it, unless its price is not known.
    task: Option<Decimal>,
    /// An hour of the instance, unless its price is not known.
    instance: Option<Decimal>,
    name: String,
}

impl Comparison {
    fn of(asked: &Asked<'_>) -> Comparison {
        let asked_for = size(asked);
        let size = if asked_for.exists() { asked_for } else { asked_for.covering().unwrap_or(asked_for) };
        let ids = task_ids(asked, asked.choice("arch"));
        Comparison {
            size,
            task: task_hour(asked, &ids, size),
            ids,
            hours: asked.decimal("hours"),
            instance: asked.amount(&instance_id(asked)),
            name: asked.choice("instance").replacen('-', ".", 1),
        }
    }

    fn difference(&self) -> Option<String> {
        more(self.task?, self.instance?)
    }
}

fn unknown(asked: &Asked<'_>) -> String {
    asked.say("가격을 모름", "price not known")
}

/// `0.1340 USD/시간 = 97.82 USD/월`
fn rates(asked: &Asked<'_>, hour: Option<Decimal>, hours: Decimal) -> String {
    let Some(hour) = hour else { return unknown(asked) };
    let (hour, month) = (hourly(hour), monthly(hour * hours));
    asked.say(
        format!("시간당 {hour} USD, 한 달 {month} USD"),
        format!("{hour} USD an hour, {month} USD a month"),
    )
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let c = Comparison::of(asked);
    let mut task = format!("Fargate {}: {}", c.size.name(), rates(asked, c.task, c.hours));
    if let Some(difference) = c.difference() {
        task.push_str(
            &asked.say(format!(" (EC2 대비 **{difference}**)"), format!(" (**{difference}** vs EC2)")),
        );
    }
    let instance = format!("EC2 {}: {}", c.name, rates(asked, c.instance, c.hours));
    let used = [c.ids.as_slice(), &[instance_id(asked)]].concat();
    let seen = format!("{} · {}", asked.label("region"), asked.seen(&used));
    vec![task, instance, seen]
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let c = Comparison::of(asked);
    let mut blocks = Vec::new();
    if !size(asked).exists() {
        let text = refusal(size(asked), asked);
        let used = c.size.name();
        blocks.push(alert(
            AlertKind::Warning,
            &asked
                .say(format!("{text} 그래서 {used}로 계산해요."), format!("{text} So {used} is calculated.")),
        ));
    }
    blocks.push(compared(asked, &c));
    blocks.extend(calculation(asked, &c));
    blocks.extend(discounts(asked, &c));
    blocks.extend(extras(asked, &c));
    blocks.push(heading(asked.lang.msgs().widget_prices));
    let mut used = c.ids.to_vec();
    used.extend([instance_id(asked), "public-ipv4-hour".to_owned()]);
    if asked.choice("purchase") == "spot" && asked.choice("arch") == "x86" {
        used.extend(spot_ids(asked));
    }
    blocks.push(asked.price_notes(&used));
    blocks
}

fn compared(asked: &Asked<'_>, c: &Comparison) -> Block {
    let row = |name: String, hour: Option<Decimal>, difference: String| match hour {
        Some(hour) => vec![name, hourly(hour), monthly(hour * c.hours), difference],
        None => vec![name, unknown(asked), unknown(asked), difference],
    };
    let task = format!("Fargate {} {}", asked.label("arch"), c.size.name());
    let rows = vec![
        row(task, c.task, c.difference().unwrap_or_default()),
        row(format!("EC2 {}", c.name), c.instance, String::new()),
    ];
    let hours = c.hours.fixed(0);
    let head = [
        asked.say("온디맨드, USD", "On-Demand, USD"),
        asked.say("한 시간", "an hour"),
        asked.say(format!("{hours}시간"), format!("{hours} hours")),
        asked.say("차이", "difference"),
    ];
    table(&head.each_ref().map(String::as_str), true, rows)
}

/// How the price of the task comes about, or why there is none.
fn calculation(asked: &Asked<'_>, c: &Comparison) -> Vec<Block> {
    let [vcpu, gb] = c.ids.each_ref().map(|id| asked.amount(id));
    let (Some(vcpu), Some(gb), Some(hour)) = (vcpu, gb, c.task) else {
        let text = asked.say(
            "이 리전의 ARM Fargate 가격은 확인하지 못해서 계산하지 않아요. 어림한 값을 실제 가격처럼 보이지 않으려는 거예요. AWS 요금 페이지에서 확인했다면 내 가격표에 적어 보세요.",
            "The price of Fargate on ARM in this Region could not be checked, so nothing is calculated: an estimate must not look like a price. If you have seen it on the AWS pricing page, put it into your own price list.",
        );
        return vec![alert(AlertKind::Warning, &text)];
    };
    let (cores, memory) = (vcpu_part(c.size), gb_part(c.size));
    let line = format!(
        "{}: {} × {} + {} × {} = {} + {} = **{}** USD",
        asked.say("Fargate 한 시간", "An hour of Fargate"),
        cores.exact(0),
        vcpu.exact(0),
        memory.exact(0),
        gb.exact(0),
        (cores * vcpu).exact(0),
        (memory * gb).exact(0),
        hourly(hour),
    );
    vec![paragraph(&line)]
}

/// What may come off: never as a price, only as how low it can get.
fn discounts(asked: &Asked<'_>, c: &Comparison) -> Vec<Block> {
    let purchase = asked.choice("purchase");
    let ids = match purchase {
        "savings-plan" => ["savings-plan-fargate", "savings-plan-ec2"],
        "spot" => ["spot-fargate", "spot-ec2"],
        _ => return Vec::new(),
    };
    let names = ["Fargate".to_owned(), format!("EC2 {}", c.name)];
    let hours = [c.task, c.instance];
    let mut items = Vec::new();
    for ((id, name), hour) in ids.into_iter().zip(names).zip(hours) {
        if let Some(discount) = asked.prices.discount(id) {
            items.push(lowest(asked, discount, &name, hour.map(|hour| hour * c.hours)));
        }
    }
    let intro = match purchase {
        "spot" => asked.say(
            "**스팟**은 가격이 계속 바뀌고 2분 전 통지로 회수될 수 있어요. 공표된 할인 상한만 보여 줘요.",
            "**Spot** prices float, and capacity can be taken back with two minutes' notice. Only the published maximum discount is shown.",
        ),
        _ => asked.say(
            "**Compute Savings Plans**는 1년이나 3년 동안 쓸 금액을 약정해요. 할인율은 약정 기간, 결제 방식, 리전에 따라 달라요. 공표된 상한만 보여 줘요.",
            "**Compute Savings Plans** commit to an amount for one or three years. The rate depends on term, payment and Region. Only the published maximum is shown.",
        ),
    };
    let mut blocks = vec![paragraph(&intro), list(items)];
    blocks.extend(snapshot(asked, c).filter(|_| purchase == "spot"));
    blocks
}

fn lowest(asked: &Asked<'_>, discount: &Discount, name: &str, month: Option<Decimal>) -> String {
    let (up_to, seen) = (asked.up_to(discount), asked.seen_on(&discount.seen, discount.is_own));
    let Some(month) = month else {
        return asked.say(format!("{name}: {up_to} 할인 ({seen})"), format!("{name}: {up_to} off ({seen})"));
    };
    let least = monthly(month * Decimal::new(u64::from(100_u32.saturating_sub(discount.most)), 2));
    let month = monthly(month);
    asked.say(
        format!("{name}: {up_to} 할인. 한 달 {month} USD에서 최대로 할인받아도 {least} USD ({seen})"),
        format!("{name}: {up_to} off, from {month} USD a month to no less than {least} USD ({seen})"),
    )
}

fn spot_ids(asked: &Asked<'_>) -> [String; 2] {
    ["vcpu", "gb"].map(|part| format!("fargate-spot-{}-{part}", asked.choice("region")))
}

/// What Fargate Spot on x86 was on a day for which that is known.
fn snapshot(asked: &Asked<'_>, c: &Comparison) -> Option<Block> {
    if asked.choice("arch") != "x86" {
        return None;
    }
    let ids = spot_ids(asked);
    let then = task_hour(asked, &ids, c.size)?;
    let seen = &asked.prices.price(&ids[0])?.seen;
    let (hour, less) = (hourly(then), more(then, c.task?)?);
    Some(paragraph(&asked.say(
        format!("{seen}에 Fargate Spot은 시간당 {hour} USD였어요({less}). 지금 가격은 아니에요."),
        format!("In {seen} Fargate Spot was {hour} USD an hour ({less}). That is not today's price."),
    )))
}

fn extras(asked: &Asked<'_>, c: &Comparison) -> Option<Block> {
    let address = asked.amount("public-ipv4-hour")?;
    let (hours, month) = (c.hours.fixed(0), monthly(address * c.hours));
    let address = address.exact(0);
    Some(list(vec![
        asked.say(
            format!("퍼블릭 IPv4를 쓰면 어느 쪽이든 {address} × {hours} = {month} USD가 더 나와요."),
            format!("A public IPv4 address adds {address} × {hours} = {month} USD to either."),
        ),
        asked.say(
            "EBS, 로드 밸런서, 데이터 전송, 세금과 무료 한도는 넣지 않았어요.",
            "EBS, load balancers, data transfer, tax and free tiers are left out.",
        ),
        asked.say(
            "한 달 요금과 비율은 마지막 자리에서 반올림해요.",
            "Monthly amounts and percentages are rounded to the last place shown.",
        ),
    ]))
}
