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
        aliases: Vec::new(),
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

#[test]
fn the_exam_day_is_set_and_home_counts_down() {
    let mut tester = opened(Lang::Ko, (80, 24), &[], Target::Home);
    tester.keys("F4 Down Down Down Enter").sees("2026-12-22  D-30 · 숫자로도 써요");
    // Half of it typed, half of it with arrows.
    tester.keys("'2026-12-1' Right Up Down '15' Enter").sees("2026-12-15 · D-23");
    tester.keys("Esc");
    assert_eq!(tester.footer().rsplit("  ").next(), Some("D-23 · 오늘 1쪽 1문제"));
    tester.keys("F2");
    assert!(tester.footer().ends_with("D-23 · today 1 page, 1 question"), "{}", tester.footer());
    // It is still there the next time, and what was done today is part of today's portion.
    let mut next = tester.again(|setup| {
        setup.now = Now { utc_ms: NOON + 60_000, offset_s: SEOUL, ..Now::default() };
        setup.lang = Some(Lang::Ko);
    });
    next.now = Now { utc_ms: NOON + 60_000, offset_s: SEOUL, ..Now::default() };
    next.keys("1 Space 1 Enter Enter Esc");
    assert!(next.footer().ends_with("D-23 · 오늘 복습 1개 · 1일 연속"), "{}", next.footer());
}

#[test]
fn the_exam_day_and_the_days_after_it_are_told_without_a_portion() {
    for (date, told) in [("20261122", "D-DAY"), ("20261120", "D+2"), ("20261123", "D-1 · 오늘 4쪽 8문제")]
    {
        let mut tester = opened(Lang::Ko, (80, 24), &[], Target::Settings);
        tester.keys(&format!("Down Down Down Space '{date}' Enter")).sees(told.split(' ').next().unwrap());
        tester.keys("Esc");
        assert!(tester.footer().ends_with(told), "{}", tester.footer());
    }
}

#[test]
fn the_exam_day_is_removed() {
    let mut tester = opened(Lang::En, (80, 24), &[], Target::Settings);
    tester.keys("Down Down Down Right Enter").sees("2026-12-22 · D-30").sees("remove the date");
    tester.keys("Delete").sees("not set").sees_not("remove the date");
    tester
        .keys("Right Delete")
        .sees("not set")
        .keys("Right Enter")
        .sees("D-30")
        .keys("Right Delete")
        .sees("not set");
    assert_eq!(tester.app.progress().settings.exam_day, None);
    tester.keys("Right Esc Esc").sees_not("D-");
}

#[test]
fn a_date_that_does_not_exist_is_not_taken() {
    let mut tester = opened(Lang::Ko, (60, 20), &[], Target::Settings);
    tester.keys("Down Down Down Enter '20270230' Enter").sees("없는 날짜예요: 2027-02-30");
    assert_eq!(tester.app.progress().settings.exam_day, None);
    tester.keys("Backspace Backspace '28' Enter").sees("2027-02-28");
}

#[test]
fn a_date_is_typed_in_hangul_mode_and_pasted() {
    let mut tester = opened(Lang::Ko, (80, 24), &[], Target::Settings);
    // The syllables that an input method leaves behind are separators.
    tester.keys("Down Down Down Enter '2026년' '12월' '5일' Enter").sees("2026-12-05");
    tester.keys("Enter");
    tester.event(seodang::app::Event::Paste("2027. 1. 5.\n".to_owned()));
    tester.keys("Enter").sees("2027-01-05");
}

#[test]
fn how_much_a_day_is_set_with_arrows() {
    let mut tester = opened(Lang::En, (80, 24), &[], Target::Settings);
    tester.keys("Up Up Right Right").sees("92%").keys("Left Left Left").sees("89%");
    tester.keys("Up Right").sees("110").keys("Left Left Left").sees(" 80");
    tester.keys("Up Left").sees("  8").keys("Up Left").sees("03:00").keys("Up Up Left").sees("No colour");
    let progress = tester.app.progress();
    assert_eq!((progress.settings.rollover, progress.settings.new_per_day), (3, 8));
    assert_eq!(progress.settings.reviews_per_day, 80);
    assert!((progress.scheduler().retention() - 0.89).abs() < 1e-6);
    let kept = tester.again(|_| {});
    assert_eq!(kept.app.progress().settings, tester.app.progress().settings);
    for _ in 0..40 {
        tester.keys("Down Down Down Down Down Right");
    }
}

#[test]
fn limits_of_the_settings_hold() {
    let mut tester = opened(Lang::En, (80, 24), &[], Target::Settings);
    tester.keys("Up Up");
    tester.keys(&"Right ".repeat(20)).sees("97%").keys(&"Left ".repeat(40)).sees("70%");
    tester.keys("Up").keys(&"Left ".repeat(20));
    assert_eq!(tester.app.progress().settings.reviews_per_day, 0);
    tester.keys("Up Up").keys(&"Left ".repeat(5)).sees("23:00");
}

#[test]
fn statistics_are_opened_from_home_and_lead_to_questions_and_pages() {
    let mut tester = opened(Lang::Ko, (80, 24), &log(), Target::Home);
    tester.sees("통계  1일 연속").keys("End Up Enter").sees("[1 오늘과 잔디]");
    tester.keys("Left").sees("[5 문제별]").keys("Tab Tab Tab").sees("[3 단원별]");
    tester.keys("Enter").sees("[5 문제별]").sees("▸ ✓ 녹차에 끓는 물").keys("Down Enter");
    tester
        .sees("녹차에 필요한 것을 모두 골라요.")
        .sees("오늘 기억할 확률")
        .keys("Esc")
        .sees("▸ ✓ 녹차에 필요한");
    tester.keys("Enter Enter");
    assert!(tester.title().starts_with("녹차 › 시간"), "{}", tester.title());
    tester.keys("Esc").sees("녹차에 필요한 것을 모두 골라요.").keys("Esc Esc");
    assert!(tester.title().starts_with("서당"));
}

#[test]
fn what_is_answered_meanwhile_is_counted() {
    let mut tester = opened(Lang::Ko, (80, 24), &[], Target::Stats);
    tester
        .sees("아직 기록이 없어요")
        .keys("2")
        .sees("아직 기록이 없어요")
        .keys("3")
        .sees("새것")
        .keys("4 5 Enter");
    tester.sees("아직 답하지 않은 문제예요").keys("Enter Enter 1 Enter").keys("Esc Esc Esc 1");
    tester.sees("답 1번 · 맞힘 0% · 1쪽");
}

#[test]
fn pages_and_rows_are_clicked() {
    let mut tester = opened(Lang::Ko, (80, 24), &log(), Target::Stats);
    tester.click(22, 3).sees("[2 기억]").click(28, 3).sees("[3 단원별]");
    tester.click(8, 6).sees("[5 문제별]").click(8, 7).sees("답 72번").click(8, 7).sees("답 72번");
}

#[test]
fn nothing_but_ascii_is_drawn_where_nothing_else_can_be() {
    let log = log();
    for keys in ["1", "2", "3", "4", "5", "5 Enter"] {
        let progress = Progress::from_records(&log);
        let now = Now { utc_ms: NOON, offset_s: SEOUL, ..Now::default() };
        let mut tester = Tester::new(|setup| {
            setup.lang = Some(Lang::En);
            setup.ascii = true;
            setup.progress = progress;
            setup.now = now;
            setup.target = Target::Stats;
        });
        tester.now = now;
        tester.keys(keys).keys("End PgUp");
        let odd: String = tester.screen().chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(odd, "", "{}", tester.screen());
    }
}

#[test]
fn the_day_of_the_statistics_ends_at_four() {
    // Half past three in the night after the 22nd in Seoul.
    let night = NOON + 15 * 3_600_000 + 1_800_000;
    let log = [answer(night, "green-water", "bitter", true)];
    for (utc_ms, offset_s, today) in [
        (night + 60_000, SEOUL, "답 1번"),
        (night + 1_800_000, SEOUL, "답 0번"),
        // On another clock, after a flight, it is still the 22nd.
        (night + 1_800_000, 0, "답 1번"),
        // A clock that was set back by a day.
        (night - DAY_MS, SEOUL, "답 0번"),
    ] {
        let progress = Progress::from_records(&log);
        let now = Now { utc_ms, offset_s, ..Now::default() };
        let mut tester = Tester::new(|setup| {
            setup.progress = progress;
            setup.now = now;
            setup.target = Target::Stats;
        });
        tester.now = now;
        tester.resize(80, 24);
        let first = tester.body();
        assert!(first.contains(&format!("오늘        {today}")), "{utc_ms} {offset_s}\n{first}");
        tester.keys("2 3 4 5");
    }
}

#[test]
fn statistics_are_told_in_words() {
    let told = |keys: &str| {
        let progress = Progress::from_records(&log());
        let now = Now { utc_ms: NOON, offset_s: SEOUL, ..Now::default() };
        let mut tester = Tester::new(|setup| {
            setup.lang = Some(Lang::En);
            setup.plain = true;
            setup.progress = progress;
            setup.now = now;
            setup.target = Target::Stats;
        });
        tester.now = now;
        tester.keys(keys);
        seodang::screen::plain::shown(&tester.app).lines.join("\n")
    };
    for (keys, text) in [
        ("1", "In all        364 answers · 85% right"),
        ("1", "Mon 3 · Tue 0 · Wed 0"),
        ("2", "90-95%: predicted 93%, remembered 77%, reviews 74"),
        ("3", "> Green tea: new 3, learning 1, known 3, mastered 1"),
        ("4", "Mon 23 Nov: 2"),
        ("5 Down", "> Choose all that green tea needs.: known, right/all 62/72"),
        ("5 Enter", "known · 72 answers · next: tomorrow · recall today 94%"),
    ] {
        let told = told(keys);
        assert!(told.contains(text), "no {text:?} in\n{told}");
        assert!(!told.chars().any(|c| ('\u{2500}'..='\u{259F}').contains(&c)), "{told}");
    }
}
