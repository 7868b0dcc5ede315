//! A sitting of an exam as a fold over records: its clock, its answers, its end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use proptest::prelude::*;
use seodang::{
    course::{Course, Files},
    study::{
        Progress, Record, Response, exam,
        payload::{
            Answered, ExamAnswered, ExamFlagged, ExamShown, ExamStarted, ExamSubmitted, Occasion, Reset,
            ResetScope, kind,
        },
        sitting::Sittings,
    },
};
use serde::Serialize;

const MINUTE: i64 = 60_000;

fn record(at: i64, kind: &str, item: &str, payload: &impl Serialize) -> Record {
    Record {
        utc_ms: at,
        offset_s: 0,
        kind: kind.to_owned(),
        item: item.to_owned(),
        revision: 1,
        payload: serde_json::to_string(payload).unwrap(),
    }
}

fn started(at: i64, seed: u64) -> Record {
    let questions = ["a", "b", "c"].map(str::to_owned).to_vec();
    let started = ExamStarted { seed, questions, limit_ms: 600_000, pass: 72 };
    record(at, kind::EXAM_STARTED, "tea", &started)
}

fn chosen(at: i64, seed: u64, item: &str, option: &str) -> Record {
    let response = Some(Response::Chosen(vec![option.to_owned()]));
    record(at, kind::EXAM_ANSWERED, item, &ExamAnswered { seed, response, unsure: false })
}

fn marked(at: i64, seed: u64, item: &str, correct: bool) -> Record {
    let answered = Answered {
        response: Response::DontKnow,
        correct,
        quiz: seed,
        took_ms: 0,
        lang: "ko".into(),
        occasion: Occasion::Exam,
        unsure: false,
        aliases: Vec::new(),
    };
    record(at, kind::ANSWERED, item, &answered)
}

fn submitted(at: i64, seed: u64) -> Record {
    record(at, kind::EXAM_SUBMITTED, "tea", &ExamSubmitted { seed, at })
}

fn of(log: &[Record]) -> Sittings {
    Progress::from_records(log).sittings().clone()
}

#[test]
fn the_clock_never_goes_back() {
    let sittings = of(&[started(0, 7), chosen(8 * MINUTE, 7, "a", "x")]);
    let sitting = sittings.open("tea").unwrap();
    assert_eq!(sitting.left_ms(9 * MINUTE), 60_000);
    assert_eq!(sitting.left_ms(0), 120_000, "set back to the start");
    assert_eq!(sitting.left_ms(i64::MAX), 0);
    assert_eq!(sitting.left_ms(i64::MIN), 120_000);
    // Whatever else is recorded counts, too.
    let other = record(9 * MINUTE, kind::PAGE_READ, "tea#water", &());
    assert_eq!(of(&[started(0, 7), other]).open("tea").unwrap().left_ms(0), 60_000);
}

#[test]
fn what_belongs_to_no_open_exam_changes_nothing() {
    let before = of(&[started(0, 7)]);
    for stray in [
        chosen(0, 8, "a", "x"),
        chosen(0, 7, "z", "x"),
        record(0, kind::EXAM_FLAGGED, "z", &ExamFlagged { seed: 7, on: true }),
        record(0, kind::EXAM_SHOWN, "a", &ExamShown { seed: 9, before_ms: 5 }),
        record(0, kind::EXAM_SUBMITTED, "coffee", &ExamSubmitted { seed: 7, at: 1 }),
        record(0, kind::EXAM_SUBMITTED, "tea", &ExamSubmitted { seed: 8, at: 1 }),
        record(0, kind::EXAM_ANSWERED, "a", &"nonsense"),
    ] {
        assert_eq!(of(&[started(0, 7), stray.clone()]), before, "{stray:?}");
    }
}

#[test]
fn an_exam_ends_once_and_the_last_twenty_are_kept() {
    let mut log = Vec::new();
    for seed in 1..=21 {
        let at = i64::try_from(seed).unwrap() * 1_000;
        log.extend([started(at, seed), marked(at, seed, "a", true), marked(at, seed, "b", false)]);
        log.extend([submitted(at + 500, seed), submitted(at + 600, seed), chosen(at + 700, seed, "a", "x")]);
    }
    let sittings = of(&log);
    assert_eq!(sittings.open("tea"), None);
    let seeds: Vec<u64> = sittings.ended().map(|sitting| sitting.seed).collect();
    assert_eq!(seeds, (2..=21).collect::<Vec<_>>());
    let last = sittings.ended().next_back().unwrap();
    assert_eq!((last.right(), last.marked.len(), last.percent(), last.took_ms()), (1, 2, 50, 500));
    assert!(!last.is_passed() && last.entered.is_empty());
    // A lesson that is reset has none.
    let reset = Reset { scope: ResetScope::Lesson, items: Vec::new() };
    log.extend([started(99_000, 99), record(99_001, kind::RESET, "tea", &reset)]);
    assert_eq!(of(&log), Sittings::default());
}

#[test]
fn the_shipped_exam_asks_what_its_page_says() {
    let (course, _) = Course::open(Files::embedded());
    let lesson = course.lesson_index("final-exam").unwrap();
    let paper = exam::paper(&course, lesson, None).unwrap();
    assert_eq!((paper.questions, paper.minutes, paper.pass), (40, 60, 72));
    assert_eq!(exam::paper(&course, lesson, Some(5)).unwrap().minutes, 5);
    let ecs = course.lesson_index("ecs").unwrap();
    let paper = exam::paper(&course, ecs, None).unwrap();
    assert_eq!((paper.questions, paper.minutes, paper.pass), (20, 30, 72));
    let drawn = exam::questions(&course, ecs, 1);
    assert_ne!(drawn, exam::questions(&course, ecs, 2));
    assert_eq!(drawn.iter().collect::<std::collections::BTreeSet<_>>().len(), 20);
}

proptest! {
    #[test]
    fn nothing_in_a_payload_stops_the_fold(payloads in prop::collection::vec((0usize..5, ".{0,40}", any::<i64>()), 0..20)) {
        let kinds = [kind::EXAM_STARTED, kind::EXAM_SHOWN, kind::EXAM_ANSWERED, kind::EXAM_FLAGGED, kind::EXAM_SUBMITTED];
        let strange = payloads.into_iter().map(|(kind, payload, at)| Record { payload, ..record(at, kinds[kind], "tea", &()) });
        let log: Vec<Record> = std::iter::once(started(0, 7)).chain(strange).collect();
        let sittings = of(&log);
        let sitting = sittings.open("tea").unwrap();
        prop_assert!(sitting.left_ms(0) <= sitting.limit_ms);
        let _ = (sitting.took_ms(), sitting.deadline_ms());
    }

    #[test]
    fn a_limit_of_any_length_is_counted(limit_ms: u64, at: i64, now: i64) {
        let started = ExamStarted { seed: 1, questions: vec!["a".into()], limit_ms, pass: 0 };
        let sittings = of(&[record(at, kind::EXAM_STARTED, "tea", &started)]);
        let sitting = sittings.open("tea").unwrap();
        prop_assert!(sitting.left_ms(now) <= limit_ms);
        prop_assert!(sitting.left_ms(sitting.deadline_ms()) == 0);
    }
}
