//! Statistics and the plan against a second, slow and obvious calculation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use proptest::prelude::*;
use seodang::{
    course::{Course, Files},
    study::{
        Day, Grade, Progress, Record, Response,
        history::{Given, History},
        payload::{Answered, Occasion, Reviewed, kind},
        plan::{self, Portion},
        schedule::{Memory, Scheduler},
        stats::{BINS, KNOWN, MASTERED, State, Stats, heat_map, last_days, state, weeks},
    },
};

/// 2026-11-22T03:00:00Z: noon on a Sunday in Seoul.
const NOON: i64 = 1_795_316_400_000;
const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;
const SEOUL: i32 = 9 * 3600;

fn record(at: i64, kind: &str, item: &str, payload: String) -> Record {
    Record { utc_ms: at, offset_s: SEOUL, kind: kind.to_owned(), item: item.to_owned(), revision: 1, payload }
}

fn answer(at: i64, item: &str, correct: bool, occasion: Occasion) -> Record {
    let answered = Answered {
        response: Response::DontKnow,
        correct,
        quiz: 0,
        took_ms: 1_000,
        lang: "ko".into(),
        occasion,
        unsure: false,
        aliases: Vec::new(),
    };
    record(at, kind::ANSWERED, item, serde_json::to_string(&answered).unwrap())
}

fn read(at: i64, page: &str) -> Record {
    record(at, kind::PAGE_READ, page, String::new())
}

fn setting(name: &str, value: &str) -> Record {
    record(NOON - 400 * DAY_MS, kind::SETTING, name, serde_json::to_string(value).unwrap())
}

/// Read once: most of what these tests would do otherwise is reading it.
fn shipped() -> &'static Course {
    static COURSE: OnceLock<Course> = OnceLock::new();
    COURSE.get_or_init(|| Course::open(Files::embedded()).0)
}

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

/// What a learner did: item, days ago, hour, how.
fn any_log() -> impl Strategy<Value = Vec<Record>> {
    let act = (0..6usize, 0..80i64, 0..20i64, 0..9u8, 1..3u32);
    prop::collection::vec(act, 0..120).prop_map(|acts| {
        let mut log: Vec<Record> = Vec::new();
        for (n, (item, ago, hour, how, revision)) in acts.into_iter().enumerate() {
            let at = NOON - ago * DAY_MS + (hour - 10) * HOUR_MS + n as i64;
            let item = ["ecs-essential", "x", "y", "z", "term:task:ko-en", "w"][item];
            log.push(match how {
                0 => read(at, &format!("ecs#{ago}")),
                1 => answer(at, item, true, Occasion::Cram),
                2 => {
                    let reviewed = Reviewed { grade: Grade::Hard, took_ms: 1, occasion: Occasion::Review };
                    record(at, kind::REVIEWED, item, serde_json::to_string(&reviewed).unwrap())
                }
                how => Record { revision, ..answer(at, item, how % 3 != 0, Occasion::Practice) },
            });
        }
        log.sort_by_key(|record| record.utc_ms);
        log
    })
}

fn all_given(progress: &Progress) -> Vec<Given> {
    progress.histories().flat_map(|(_, history)| history.given().to_vec()).collect()
}

/// Reviews that count, worked out from the rule alone: predicted probability, and whether it was remembered.
fn reviews(history: &History, scheduler: &Scheduler) -> Vec<(f32, bool)> {
    let mut found = Vec::new();
    let mut known: Option<(Memory, Day, bool)> = None;
    let mut newest = 0;
    for given in history.given() {
        if given.occasion == Occasion::Cram {
            continue;
        }
        if given.revision > newest {
            known = None;
        }
        newest = newest.max(given.revision);
        let pass = given.grade != Grade::Again;
        known = Some(match known {
            None => (scheduler.after(None, 0, given.grade), given.day, !pass),
            Some((memory, day, _)) if given.day > day => {
                let elapsed = given.day.since(day);
                found.push((scheduler.retrievability(memory, elapsed), pass));
                (scheduler.after(Some(memory), elapsed, given.grade), given.day, !pass)
            }
            // The same day: forgetting counts once.
            Some((memory, day, true)) => (memory, day, !pass),
            Some((memory, day, false)) if pass => (memory, day, false),
            Some((memory, day, false)) => (scheduler.after(Some(memory), 0, given.grade), day, true),
        });
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_numbers_are_those_of_a_slow_count(log in any_log(), ago in -3i64..90, offset_h in -12i32..15) {
        let (course, progress) = (shipped(), Progress::from_records(&log));
        let today = Day(today().0 - i32::try_from(ago).unwrap());
        let stats = Stats::count(course, &progress, today, offset_h * 3600);
        let given = all_given(&progress);
        let right = |given: &&Given| given.grade != Grade::Again;
        // In all, and today.
        let number = |n: usize| u32::try_from(n).unwrap();
        prop_assert_eq!(stats.totals.done.answers, number(given.len()));
        prop_assert_eq!(stats.totals.done.right, number(given.iter().filter(right).count()));
        prop_assert_eq!(stats.done.answers, number(given.iter().filter(|given| given.day == today).count()));
        let pages = log.iter().filter(|record| record.kind == kind::PAGE_READ).count();
        prop_assert_eq!(stats.totals.done.pages, number(pages));
        // Days, in a row and the most in a row.
        let days: BTreeSet<i32> = log.iter().map(|record| progress.day_of(record.utc_ms, record.offset_s).0).collect();
        prop_assert_eq!(stats.totals.days, number(days.len()));
        let row = |from: i32| (0..).take_while(|n| days.contains(&(from - n))).count();
        prop_assert_eq!(stats.totals.streak, number(row(today.0).max(row(today.0 - 1))));
        prop_assert_eq!(stats.totals.longest, number(days.iter().map(|day| row(*day)).max().unwrap_or(0)));
        // Hours.
        for (hour, counted) in stats.hours.iter().enumerate() {
            let of = |given: &&Given| {
                let local = given.at + i64::from(offset_h) * HOUR_MS;
                usize::try_from(local.rem_euclid(DAY_MS) / HOUR_MS).unwrap() == hour
            };
            prop_assert_eq!(counted.answers, number(given.iter().filter(of).count()));
            prop_assert_eq!(counted.right, number(given.iter().filter(of).filter(right).count()));
        }
        // Retention.
        let counted: Vec<(f32, bool)> =
            progress.histories().flat_map(|(_, history)| reviews(history, progress.scheduler())).collect();
        prop_assert_eq!(stats.retention.all.reviews, number(counted.len()));
        prop_assert_eq!(stats.retention.all.remembered, number(counted.iter().filter(|(_, pass)| *pass).count()));
        let mean = counted.iter().map(|(p, _)| f64::from(*p)).sum::<f64>() / counted.len().max(1) as f64;
        prop_assert!((stats.retention.all.predicted().unwrap_or(0.0) - mean).abs() < 1e-9);
        let mut from = 0.0;
        for (end, bin) in BINS.iter().zip(&stats.retention.bins) {
            let to = if *end == 100 { f32::INFINITY } else { f32::from(*end) };
            let inside: Vec<_> = counted.iter().filter(|(p, _)| (from..to).contains(&(p * 100.0))).collect();
            prop_assert_eq!(bin.reviews, number(inside.len()));
            prop_assert_eq!(bin.remembered, number(inside.iter().filter(|(_, pass)| *pass).count()));
            from = to;
        }
        // Weeks begin on Monday and hold every day once.
        let week = weeks(progress.journal(), today, 20);
        let last = week.last().unwrap().answers;
        let monday = today.0 - i32::from(today.weekday());
        prop_assert_eq!(last, number(given.iter().filter(|given| (monday..monday + 7).contains(&given.day.0)).count()));
    }

    #[test]
    fn the_map_ranks_days_among_the_learners_own(log in any_log(), weeks in 1u32..60) {
        let progress = Progress::from_records(&log);
        let map = heat_map(progress.journal(), today(), weeks);
        prop_assert_eq!(map.first().unwrap().day.weekday(), 0);
        prop_assert_eq!(map.last().unwrap().day, today());
        prop_assert_eq!(map.len(), 7 * weeks as usize);
        let mut done: BTreeMap<i32, u32> = BTreeMap::new();
        for record in &log {
            *done.entry(progress.day_of(record.utc_ms, record.offset_s).0).or_default() += 1;
        }
        let active: Vec<u32> = map.iter().map(|spot| spot.done).filter(|done| *done > 0).collect();
        for spot in &map {
            prop_assert_eq!(spot.done, done.get(&spot.day.0).copied().unwrap_or(0));
            let no_more = active.iter().filter(|other| **other <= spot.done).count();
            let share = no_more as f64 / active.len().max(1) as f64;
            let level = match share {
                _ if spot.done == 0 => 0,
                share if share <= 0.25 => 1,
                share if share <= 0.5 => 2,
                share if share <= 0.75 => 3,
                _ => 4,
            };
            prop_assert_eq!(spot.level, level);
        }
    }

    #[test]
    fn every_question_is_in_one_state(log in any_log(), ahead in 0u32..200) {
        let (course, progress) = (shipped(), Progress::from_records(&log));
        let today = today().plus(ahead);
        let stats = Stats::count(course, &progress, today, SEOUL);
        for (lesson, mastery) in stats.lessons.iter().enumerate() {
            prop_assert_eq!(mastery.all(), course.keys(lesson).len());
            let states = course.keys(lesson).iter().map(|key| state(&progress, key, today));
            prop_assert_eq!(mastery.new, states.filter(|state| *state == State::New).count());
        }
        prop_assert_eq!(stats.ahead.len(), 30);
    }

    #[test]
    fn portions_of_all_days_together_are_what_is_left(days in 1u32..60, done in prop::collection::vec((0..60usize, any::<bool>()), 0..40)) {
        let course = shipped();
        let all: usize = course.lessons.iter().map(|lesson| lesson.pages.len()).sum();
        let pages: Vec<String> = course.lessons.iter()
            .flat_map(|lesson| lesson.pages.iter().map(move |page| format!("{}#{}", lesson.id, page.id)))
            .collect();
        // Some pages were read yesterday, some today.
        let mut log = vec![setting("exam-day", &today().plus(days).to_string())];
        let mut known = BTreeSet::new();
        for (page, is_today) in done {
            if known.insert(page) {
                log.push(read(NOON - if is_today { 0 } else { DAY_MS } + page as i64, &pages[page]));
            }
        }
        log.sort_by_key(|record| record.utc_ms);
        let mut progress = Progress::from_records(&log);
        let read_today = progress.journal().day(today()).pages as usize;
        let unread = all - known.len();
        let left = plan::of_day(course, &progress, today()).unwrap().portion.unwrap().pages;
        let share = (unread + read_today).div_ceil(days as usize);
        prop_assert_eq!(left, share.saturating_sub(read_today).min(unread));
        // Who reads just what is told each day has read all of it on the day before the exam.
        let mut next = (0..pages.len()).filter(|page| !known.contains(page)).collect::<Vec<_>>().into_iter();
        for day in 0..days {
            let now = NOON + i64::from(day) * DAY_MS + 100;
            while plan::of_day(course, &progress, today().plus(day)).unwrap().portion.unwrap().pages > 0 {
                progress.fold(&read(now, &pages[next.next().unwrap()]));
            }
        }
        prop_assert_eq!(next.next(), None);
    }
}

#[test]
fn a_question_is_new_then_learned_known_mastered_and_fades() {
    let course = shipped();
    let key = &course.keys(0)[0];
    let state_after =
        |log: &[Record], ahead: u32| state(&Progress::from_records(log), key, today().plus(ahead));
    assert_eq!(state_after(&[], 0), State::New);
    let right = |days: i64| Record {
        revision: key.revision,
        ..answer(NOON + days * DAY_MS, &key.id, true, Occasion::Practice)
    };
    let wrong = Record { revision: key.revision, ..answer(NOON, &key.id, false, Occasion::Practice) };
    assert_eq!(state_after(&[wrong], 0), State::Learning);
    assert_eq!(state_after(&[right(0)], 0), State::Known);
    assert_eq!(state_after(&[right(0)], 60), State::Learning);
    let often = [right(0), right(3), right(14), right(60)];
    assert_eq!(state_after(&often, 60), State::Mastered);
    let progress = Progress::from_records(&often);
    let memory = progress.history(&key.id, &[]).unwrap().schedule().unwrap().memory;
    assert!(memory.stability >= MASTERED && progress.scheduler().retrievability(memory, 0) >= KNOWN);
    // An answer to what the question was before is none to what it is now.
    let old = Record { revision: 0, ..right(0) };
    assert_eq!(state_after(&[old], 0), State::New);
    // A lucky guess, and what was only crammed, is still being learned.
    let unsure =
        Record { payload: right(0).payload.replace("\"unsure\":false", "\"unsure\":true"), ..right(0) };
    assert_eq!(state_after(&[unsure], 0), State::Learning);
    let crammed = Record { revision: key.revision, ..answer(NOON, &key.id, true, Occasion::Cram) };
    assert_eq!(state_after(&[crammed], 0), State::Learning);
}

#[test]
fn the_plan_says_what_is_left_of_today() {
    let course = shipped();
    let questions: usize = (0..course.lessons.len()).map(|lesson| course.keys(lesson).len()).sum();
    let mut log = vec![setting("exam-day", "2026-12-15")];
    let plan = |log: &[Record], day: Day| plan::of_day(course, &Progress::from_records(log), day).unwrap();
    let first = plan(&log, today());
    assert_eq!(first.days, 23);
    assert_eq!(first.portion.unwrap().questions, questions.div_ceil(23));
    // Each question answered for the first time today is one less; the same once more changes nothing.
    let key = &course.keys(1)[0];
    log.push(Record { revision: key.revision, ..answer(NOON, &key.id, true, Occasion::Practice) });
    log.push(Record { revision: key.revision, ..answer(NOON + 1, &key.id, true, Occasion::Practice) });
    assert_eq!(plan(&log, today()).portion.unwrap().questions, questions.div_ceil(23) - 1);
    assert_eq!(plan(&log, today()).portion.unwrap().reviews, 0);
    // Tomorrow what is left is spread anew, and the answer comes for review.
    let tomorrow = plan(&log, today().plus(5)).portion.unwrap();
    assert_eq!((tomorrow.questions, tomorrow.reviews), ((questions - 1).div_ceil(18), 1));
    // The day of the exam, and after it.
    assert_eq!((plan(&log, today().plus(23)).days, plan(&log, today().plus(23)).portion), (0, None));
    assert_eq!(plan(&log, today().plus(25)).days, -2);
    assert!(Portion::default().is_done());
    // Begun anew, the lesson is to be answered again.
    log.push(record(NOON + 2, kind::PASS_STARTED, &course.lessons[1].id, String::new()));
    assert_eq!(plan(&log, today()).portion.unwrap().questions, questions.div_ceil(23));
    assert_eq!(plan::of_day(course, &Progress::default(), today()), None);
}

#[test]
fn an_empty_log_has_nothing_to_show() {
    let stats = Stats::count(shipped(), &Progress::default(), today(), 0);
    assert!(stats.is_empty());
    assert_eq!((stats.retention.all.actual(), stats.retention.all.predicted()), (None, None));
    assert_eq!(stats.due_within(30), 0);
    assert_eq!(last_days(Progress::default().journal(), today(), 7).len(), 7);
    for day in [Day(i32::MIN), Day(i32::MAX)] {
        let _ = Stats::count(shipped(), &Progress::default(), day, i32::MIN);
        let _ = heat_map(Progress::default().journal(), day, 53);
    }
}
