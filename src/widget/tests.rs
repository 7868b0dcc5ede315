//! The worked examples of the lessons, to the digit, and what holds for every widget.

use proptest::prelude::*;

use super::*;
use crate::{
    course::{Files, doc::plain, glyph::is_forbidden, price},
    lang::{hangul::is_hangul, width::width},
    widget::model::MODELS,
};

fn prices() -> PriceList {
    price::decode(Files::embedded().text(price::PATH)).0
}

fn text(blocks: &[Block]) -> String {
    let cells = |cells: &[crate::course::doc::Inlines]| {
        cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | ")
    };
    let one = |block: &Block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => plain(text),
        Block::List { items, .. } => items.iter().map(|item| text(item)).collect::<Vec<_>>().join("\n"),
        Block::Table { head, rows, .. } => {
            let rows = rows.iter().map(|row| cells(row));
            std::iter::once(cells(head)).chain(rows).collect::<Vec<_>>().join("\n")
        }
        Block::Alert { blocks, .. } | Block::Quote(blocks) => text(blocks),
        Block::Diagram(picture) => format!("{}\n{}", picture.drawn, picture.told),
        _ => String::new(),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn widget(fence: &str) -> Widget {
    let parsed = spec::read(fence);
    assert_eq!(parsed.faults, [], "{fence}");
    parsed.widget.unwrap()
}

/// Face and answer of a fence, in English.
fn answer(fence: &str) -> String {
    let widget = widget(fence);
    let prices = prices();
    let face = (widget.model.face)(&widget.asked(&prices, Lang::En)).join("\n").replace("**", "");
    format!("{face}\n{}", text(&widget.doc(&prices, Lang::En)))
}

#[track_caller]
fn says(fence: &str, expected: &[&str]) {
    let answer = answer(fence);
    for part in expected {
        assert!(answer.contains(part), "no {part:?} in\n{answer}");
    }
}

#[test]
fn fargate_next_to_ec2() {
    says(
        "fargate-ec2\nvcpu = 2\nmemory = 8",
        &[
            "2 × 0.04656 + 8 × 0.00511 = 0.09312 + 0.04088 = 0.1340",
            "| 0.1340 | 97.82 | +28.8%",
            "| 0.1040 | 75.92 |",
            "0.005 × 730 = 3.65 USD",
            "Seoul (ap-northeast-2) · checked 2023-06",
            "Seoul (ap-northeast-2) · checked 2025-04-04",
        ],
    );
    says("fargate-ec2\ninstance = m5-large", &["| 0.1180 | 86.14 |", "+13.6%"]);
    says("fargate-ec2\nvcpu = 4\nmemory = 8", &["= 0.18624 + 0.04088 = 0.22712"]);
    says("fargate-ec2\nregion = virginia", &["= 0.08096 + 0.03556 = 0.11652", "+40.0%", "| 0.0832 |"]);
    says("fargate-ec2\nregion = virginia\ninstance = m5-large", &["+21.4%", "| 0.0960 |"]);
    says("fargate-ec2\nregion = virginia\narch = arm", &["= 0.06476 + 0.02848 = 0.09324"]);
    says("fargate-ec2\nvcpu = 0.25\nmemory = 0.5", &["0.014195", "| 10.36 |"]);
    says("fargate-ec2\nregion = virginia\nvcpu = 0.25\nmemory = 0.5", &["| 9.01 |"]);
    says("fargate-ec2\nregion = virginia\nvcpu = 1\nmemory = 2", &["0.04937"]);
}

#[test]
fn a_price_that_is_not_known_is_not_estimated() {
    let answer = answer("fargate-ec2\narch = arm");
    assert!(answer.contains("could not be checked") && answer.contains("price not known"), "{answer}");
    assert!(!answer.contains("0.1072") && !answer.contains("fargate-seoul-arm"), "{answer}");
}

#[test]
fn discounts_are_bounds_and_no_prices() {
    says(
        "fargate-ec2\npurchase = savings-plan",
        &["Fargate: up to about 50% off", "no less than 48.91", "EC2 t3.large: up to 66% off", "| 97.82 |"],
    );
    says(
        "fargate-ec2\npurchase = spot",
        &["up to 70% off", "up to 90% off", "In 2021-01", "0.04095124", "-69.4%", "checked 2021-01"],
    );
    let answer = answer("fargate-ec2\npurchase = spot\nregion = virginia");
    assert!(!answer.contains("2021-01"), "{answer}");
}

#[test]
fn lambda_bills() {
    says(
        "lambda-cost\nrequests = 300000\nduration = 200\nmemory = 512",
        &[
            "30,000 GB-seconds: duration 0.50 + requests 0.06 = 0.56 USD",
            "1.86667 USD for a million",
            "is 10.36 USD for 730 hours",
            "5,550,000 requests a month",
            "185,000 a day",
        ],
    );
    says(
        "lambda-cost\nrequests = 300000\nduration = 200\nmemory = 512\nfree-tier = on",
        &["= 0.00 USD a month"],
    );
    says(
        "lambda-cost\nrequests = 3000000\nduration = 120\nmemory = 1536\nfree-tier = on",
        &["540,000 GB-s | 140,000 GB-s", "duration 2.33 + requests 0.40 = 2.73 USD"],
    );
    let million = "lambda-cost\nrequests = 1000000\nmemory = 1024";
    says(&format!("{million}\nduration = 28"), &["28,000 GB-s | 0.467"]);
    says(&format!("{million}\nduration = 100"), &["100,000 GB-s | 1.667"]);
    says("lambda-cost\nmemory = 1769", &["never idle: 0.1037 USD"]);
    says("lambda-cost\nmemory = 1769\narch = arm", &["never idle: 0.0829 USD", "so this is an x86 task"]);
    says("lambda-cost\nregion = virginia\narch = arm", &["fargate-virginia-arm-vcpu"]);
}

#[test]
fn tasks_are_divided() {
    let split =
        |desired| format!("capacity-split\ndesired = {desired}\nbase = 2\nweight = 1\nspot-weight = 3");
    says(&split(10), &["4 on FARGATE + 6 on FARGATE_SPOT", "the rest, 8, is divided 1:3"]);
    says(&split(6), &["3 on FARGATE + 3 on FARGATE_SPOT"]);
    says("capacity-split\nweight = 0\nspot-weight = 0", &["there is no strategy"]);
}

#[test]
fn deployments_have_bounds() {
    let rolling = |desired, minimum, maximum| {
        format!("rolling\ndesired = {desired}\nminimum = {minimum}\nmaximum = {maximum}")
    };
    says(
        &rolling(5, 60, 150),
        &["at least 3, at most 7", "start 2 new tasks first or stop 2 old tasks first"],
    );
    says(&rolling(4, 50, 200), &["at least 2, at most 8"]);
    says(&rolling(2, 75, 100), &["at least 2, at most 2", "stuck"]);
    says(&rolling(3, 60, 125), &["at most 3", "stops 1 old task first; none may start before"]);
    for (desired, failures) in [(1, 3), (25, 13), (400, 200), (800, 200)] {
        says(&rolling(desired, 100, 200), &[&format!("by default: {failures} failures")]);
    }
}

#[test]
fn concurrency_has_two_limits() {
    let load =
        |rate, duration, limit| format!("concurrency\nrate = {rate}\nduration = {duration}\nlimit = {limit}");
    says(&load(250, 400, 1000), &["= concurrency 100", "Within both limits"]);
    says(&load(100, 500, 1000), &["= concurrency 50"]);
    says(
        &load(1000, 50, 50),
        &["= concurrency 50", "Throttled at 500 requests a second", "up to 500 requests a second go through"],
    );
    says(&load(3000, 500, 1000), &["Throttled by the concurrency limit of 1,000", "up to 2,000 requests"]);
    says(&load(3000, 500, 100), &["Throttled by both"]);
}

#[test]
fn sizes_that_fargate_has() {
    says(
        "fargate-sizes\nvcpu = 1\nmemory = 8",
        &["1 vCPU + 8 GB is a valid size", "32 vCPU (60, 120 or 244 GB) is new"],
    );
    says(
        "fargate-sizes\nvcpu = 1\nmemory = 9",
        &["is not a valid size", "may be 2 to 8 GB in steps of 1 GB", "1 vCPU + 8 GB · 2 vCPU + 9 GB"],
    );
    says("fargate-sizes\nvcpu = 3\nmemory = 8", &["no task with 3 vCPU"]);
    says("fargate-sizes\nvcpu = 32\nmemory = 64", &["60, 120 or 244 GB"]);
}

#[test]
fn spot_tasks_end() {
    let spot = |timeout, drain, work| {
        format!("spot-interruption\nstop-timeout = {timeout}\ndrain = {drain}\nwork = {work}")
    };
    says(&spot(30, 10, 20), &["Finished", "with 0 s to spare"]);
    says(&spot(30, 10, 60), &["Not finished", "40 s too early", "A stopTimeout of 70 s or more"]);
    says(&spot(120, 10, 111), &["1 s too early", "is too short"]);
}

#[test]
fn instances_go_through_states() {
    let mut w = widget("instance-states\naction = stop");
    let prices = prices();
    let slot = Slot::default();
    let shown = |w: &mut Widget, action: &str| {
        while w.shown(0, Lang::En)[0] != action {
            w.change(slot, true, &prices);
        }
        w.act(slot);
        text(&w.doc(&prices, Lang::En))
    };
    let stopped = text(&w.doc(&prices, Lang::En));
    assert!(
        stopped.contains("running ─stop→ stopping → stopped") && stopped.contains("instance store | lost")
    );
    assert!(stopped.contains("EBS and the Elastic IP, no instance usage"));
    assert!(shown(&mut w, "reboot").contains("it cannot reboot"));
    let started = shown(&mut w, "start");
    assert!(
        started.contains("─start→ pending → running")
            && started.contains("public IPv4 (automatic) | changed")
    );
    assert!(started.contains("Elastic IP | kept") && started.contains("1 more so far"));
    assert!(shown(&mut w, "hibernate").contains("saved on EBS"));
    let gone = shown(&mut w, "terminate");
    assert!(gone.contains("root volume deleted") && gone.contains("detached, still yours"));
    assert!(shown(&mut w, "start").contains("nothing to start"));
    let reboot = answer("instance-states\naction = reboot");
    assert!(reboot.contains("running ─reboot→ running") && reboot.contains("public IPv4 (automatic) | kept"));
    assert!(reboot.contains("instance store | kept") && reboot.contains("0 more so far"));
    assert!(answer("instance-states\naction = start").starts_with("stopped ─start→ pending → running"));
}

#[test]
fn an_action_that_was_refused_leaves_no_trace() {
    let mut w = widget("instance-states\naction = none");
    let prices = prices();
    let slot = Slot::default();
    // It runs, so it cannot start, however often that is tried.
    w.change(slot, true, &prices);
    for _ in 0..MOST_TAKEN + 3 {
        w.act(slot);
        let refused = text(&w.doc(&prices, Lang::En));
        assert!(refused.starts_with("running\n") && refused.contains("it cannot start"), "{refused}");
    }
    w.change(slot, false, &prices);
    w.act(slot);
    assert!(text(&w.doc(&prices, Lang::En)).starts_with("running ─stop→ stopping → stopped\n"));
    w.remove(slot);
    assert!(!w.removes(slot) && text(&w.doc(&prices, Lang::En)).starts_with("running\n"));
}

#[test]
fn own_prices_are_shown_as_such() {
    let own = r#"(prices: [(id: "fargate-seoul-arm-vcpu", value: "0.04", currency: "USD", unit: (ko: "vCPU-시간", en: "vCPU-hour"), region: "ap-northeast-2", seen: "2026-11-22", source: "x"),
        (id: "fargate-seoul-arm-gb", value: "0.004", currency: "USD", unit: (ko: "GB-시간", en: "GB-hour"), region: "ap-northeast-2", seen: "2026-11-22", source: "x")])"#;
    let prices = prices().with_own(price::decode(own).0);
    let doc = text(&widget("fargate-ec2\narch = arm").doc(&prices, Lang::En));
    assert!(doc.contains("= 0.08 + 0.032 = 0.1120") && doc.contains("your prices"), "{doc}");
}

#[test]
fn an_hourly_price_has_all_its_places() {
    let own = r#"(prices: [(id: "ec2-seoul-t3-large", value: "0.10400012", currency: "USD", unit: (ko: "시간", en: "hour"), region: "ap-northeast-2", seen: "2026-11-22", source: "x")])"#;
    let prices = prices().with_own(price::decode(own).0);
    let doc = text(&widget("fargate-ec2").doc(&prices, Lang::En));
    assert!(doc.contains("EC2 t3.large | 0.10400012 | "), "{doc}");
    // 2 × 0.01422902 + 8 × 0.00156165
    says("fargate-ec2\npurchase = spot", &["Fargate Spot was 0.04095124 USD an hour"]);
}

#[derive(Clone, Debug)]
enum Touch {
    Change(usize, bool),
    Write(usize, String),
    Act(usize),
    Remove(usize),
    Reset,
}

fn touch() -> impl Strategy<Value = Touch> {
    prop_oneof![
        6 => (0..16usize, any::<bool>()).prop_map(|(at, up)| Touch::Change(at, up)),
        4 => (0..16usize, "[0-9.]{0,12}").prop_map(|(at, text)| Touch::Write(at, text)),
        2 => (0..16usize).prop_map(Touch::Act),
        1 => (0..16usize).prop_map(Touch::Remove),
        1 => Just(Touch::Reset),
    ]
}

/// What is wrong with what a widget says, if anything.
fn flaw(widget: &Widget, prices: &PriceList) -> Option<String> {
    let [ko, en] = Lang::ALL.map(|lang| {
        let face = (widget.model.face)(&widget.asked(prices, lang));
        assert!((1..=3).contains(&face.len()));
        (widget.doc(prices, lang), format!("{}\n{}", face.join("\n"), text(&widget.doc(prices, lang))))
    });
    let all = format!("{}{}", ko.1, en.1);
    let bad = all.chars().find(|c| is_forbidden(*c));
    let double = ["은(는)", "이(가)", "을(를)", "(으)로", "**"]
        .into_iter()
        .find(|text| ko.1.contains(text) && *text != "**");
    let wide = [&ko.0, &en.0].into_iter().flatten().find_map(|block| match block {
        Block::Diagram(picture) => {
            picture.drawn.lines().map(width).max().filter(|cells| *cells > draw::CELLS)
        }
        _ => None,
    });
    let english = en.1.chars().find(|c| is_hangul(*c));
    let shapes = ko.0.len() == en.0.len();
    (bad.is_some() || double.is_some() || wide.is_some() || english.is_some() || !shapes)
        .then(|| format!("{bad:?} {double:?} {wide:?} {english:?} {shapes}\n{all}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_touch_leaves_a_widget_sound(kind in 0..MODELS.len(), touches in prop::collection::vec(touch(), 0..40), with_prices: bool) {
        let prices = if with_prices { prices() } else { PriceList::default() };
        let mut widget = Widget::new(MODELS[kind]);
        for touch in touches {
            let slots = widget.slots();
            let slot = |at: usize| slots[at % slots.len()];
            match touch {
                Touch::Change(at, up) => widget.change(slot(at), up, &prices),
                Touch::Write(at, text) => { widget.write(slot(at), &text); }
                Touch::Act(at) => { let slot = widget.act(slot(at)); prop_assert!(widget.slots().contains(&slot)); }
                Touch::Remove(at) => { let slot = widget.remove(slot(at)); prop_assert!(widget.slots().contains(&slot)); }
                Touch::Reset => widget.reset(),
            }
            prop_assert_eq!(flaw(&widget, &prices), None);
        }
        widget.reset();
        prop_assert!(!widget.is_changed());
    }

    #[test]
    fn more_hours_are_never_cheaper(vcpu in 0..8usize, pick in 0..60usize, hours in 1u64..730) {
        let vcpu = fargate::VCPU[vcpu];
        let memories = fargate::memories(vcpu);
        let memory = memories[pick % memories.len()];
        let month = |hours: u64| {
            let fence = format!("fargate-ec2\nvcpu = {}\nmemory = {}\nhours = {hours}", written(vcpu, 2), written(memory, 1));
            let prices = prices();
            let Block::Table { rows, .. } = &widget(&fence).doc(&prices, Lang::En)[0] else { panic!() };
            plain(&rows[0][2]).replace(',', "").parse::<f64>().unwrap()
        };
        prop_assert!(month(hours) <= month(hours + 1));
    }
}
