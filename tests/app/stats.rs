//! Statistics, the day of the exam, and the settings of how much a day.

use seodang::{
    app::{Now, Target},
    lang::Lang,
    study::{
        Progress, Record, Response,
        payload::{Answered, Occasion, kind},
    },
};

use crate::tester::{Tester, styled};

/// 2026-11-22T03:00:00Z: noon on a Sunday in Seoul.
const NOON: i64 = 1_795_316_400_000;
const DAY_MS: i64 = 86_400_000;
const SEOUL: i32 = 9 * 3600;

fn record(utc_ms: i64, kind: &str, item: &str, payload: String) -> Record {
    Record { utc_ms, offset_s: SEOUL, kind: kind.to_owned(), item: item.to_owned(), revision: 1, payload }
}

fn answer(at: i64, item: &str, chosen: &str, correct: bool) -> Record {
    let response =
        if chosen.is_empty() { Response::DontKnow } else { Response::Chosen(vec![chosen.to_owned()]) };
    let answered = Answered {
        response,
        correct,
        quiz: 0,
        took_ms: 9_000,
        lang: "ko".to_owned(),
        occasion: Occasion::Review,
        unsure: false,
    };
    record(at, kind::ANSWERED, item, serde_json::to_string(&answered).unwrap())
}

/// Half a year of it: more on some days than on others, sometimes none.
fn log() -> Vec<Record> {
    let questions = ["green-water", "green-all", "green-true", "green-order", "green-typed"];
    let mut log = vec![
        record(NOON - 200 * DAY_MS, kind::PAGE_READ, "green#water", String::new()),
        record(NOON - 199 * DAY_MS, kind::PAGE_READ, "green#time", String::new()),
    ];
    for day in (0..190i64).rev() {
        let busy = (day * day * 7 + day * 3) % 11;
        for n in 0..busy.saturating_sub(3) {
            let at = NOON - day * DAY_MS + (n - 2) * 110_000 + (day % 5) * 3_600_000 / 2;
            let question = usize::try_from(day + n).unwrap() % questions.len();
            let right = (day * 5 + n * 3) % 7 != 0;
            let chosen = match (questions[question], right) {
                ("green-water", true) => "bitter",
                ("green-water", false) => "cold",
                _ => "",
            };
            log.push(answer(at, questions[question], chosen, right));
        }
    }
    log.sort_by_key(|record| record.utc_ms);
    log
}

fn opened(lang: Lang, size: (u16, u16), log: &[Record], target: Target) -> Tester {
    let progress = Progress::from_records(log);
    let now = Now { utc_ms: NOON, offset_s: SEOUL, ..Now::default() };
    let mut tester = Tester::new(|setup| {
        setup.lang = Some(lang);
        setup.size = size;
        setup.progress = progress;
        setup.now = now;
        setup.target = target;
    });
    tester.now = now;
    tester.records = log.to_vec();
    tester.resize(size.0, size.1);
    tester
}

#[test]
fn pictures() {
    let log = log();
    for lang in Lang::ALL {
        for size in [(80, 24), (60, 20), (160, 50)] {
            for (name, keys) in [
                ("days", ""),
                ("memory", "2"),
                ("lessons", "3"),
                ("ahead", "4"),
                ("questions", "5 Down"),
                ("question", "5 Enter"),
            ] {
                let mut tester = opened(lang, size, &log, Target::Stats);
                tester.keys(keys);
                let name = format!("stats-{name}-{}-{}x{}", lang.code(), size.0, size.1);
                insta::assert_snapshot!(name, styled(&tester.draw().0));
            }
        }
    }
}
