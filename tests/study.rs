//! Review as a fold over records: schedule, mistakes, days and what is taken back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use proptest::prelude::*;
use seodang::{
    course::{Course, Files},
    study::{
        Card, Day, Grade, Progress, Record, Response,
        card::{Face, term_key},
        deck,
        history::History,
        mistakes::{self, Filter},
        payload::{
            Answered, Marked, Occasion, PassStarted, Reason, Reasoned, Regraded, Reset, ResetScope, Reviewed,
            Undone, kind,
        },
    },
};
use serde::Serialize;

/// 2026-11-22T03:00:00Z, noon in Seoul.
const NOON: i64 = 1_795_316_400_000;
const DAY_MS: i64 = 86_400_000;
const SEOUL: i32 = 9 * 3600;

fn record(at: i64, kind: &str, item: &str, payload: &impl Serialize) -> Record {
    Record {
        utc_ms: at,
        offset_s: SEOUL,
        kind: kind.to_owned(),
        item: item.to_owned(),
        revision: 1,
        payload: serde_json::to_string(payload).unwrap(),
    }
}

fn answer(at: i64, item: &str, correct: bool) -> Record {
    occasion(at, item, correct, Occasion::Review)
}

fn occasion(at: i64, item: &str, correct: bool, occasion: Occasion) -> Record {
    let response = Response::Chosen(vec![if correct { "a" } else { "b" }.to_owned()]);
    let answered = Answered {
        response,
        correct,
        quiz: 0,
        took_ms: 9_000,
        lang: "ko".into(),
        occasion,
        unsure: false,
        aliases: Vec::new(),
    };
    record(at, kind::ANSWERED, item, &answered)
}

fn undo(at: i64, of: &Record) -> Record {
    record(at, kind::UNDONE, &of.item, &Undone { kind: of.kind.clone(), at: of.utc_ms })
}

fn history<'p>(progress: &'p Progress, item: &str) -> &'p History {
    progress.history(item, &[]).unwrap()
}

fn due(progress: &Progress, item: &str) -> u32 {
    let due = history(progress, item).schedule().unwrap().due(item, progress.scheduler());
    due.since(progress.day_of(NOON, SEOUL))
}

#[test]
fn a_wrong_answer_comes_again_the_same_day_until_it_is_right_and_then_tomorrow() {
    let mut log = vec![answer(NOON, "q", false)];
    assert_eq!(due(&Progress::from_records(&log), "q"), 0);
    log.push(answer(NOON + 1, "q", false));
    assert_eq!(due(&Progress::from_records(&log), "q"), 0);
    log.push(answer(NOON + 2, "q", true));
    assert_eq!(due(&Progress::from_records(&log), "q"), 1);
}

#[test]
fn what_is_repeated_the_same_day_does_not_put_it_off() {
    let once = Progress::from_records(&[answer(NOON, "q", true)]);
    let log: Vec<Record> = (0..20).map(|n| answer(NOON + n, "q", true)).collect();
    let often = Progress::from_records(&log);
    assert_eq!(history(&once, "q").schedule(), history(&often, "q").schedule());
    assert_eq!(history(&often, "q").standing().answers, 20);
    // Forgetting it later the same day does count, once.
    let lapse = Progress::from_records(&[answer(NOON, "q", true), answer(NOON + 1, "q", false)]);
    assert!(history(&lapse, "q").schedule().unwrap().memory.stability < 2.0);
    assert_eq!(due(&lapse, "q"), 0);
}

#[test]
fn cramming_leaves_the_schedule_alone() {
    let log = [answer(NOON, "q", true), occasion(NOON + 5 * DAY_MS, "q", false, Occasion::Cram)];
    let (before, after) = (Progress::from_records(&log[..1]), Progress::from_records(&log));
    assert_eq!(history(&before, "q").schedule(), history(&after, "q").schedule());
    assert!(!history(&after, "q").standing().correct);
    assert_eq!(Progress::from_records(&log[1..]).history("q", &[]).unwrap().schedule(), None);
}

#[test]
fn a_clock_set_back_does_not_shorten_what_is_known() {
    let log = [answer(NOON + 10 * DAY_MS, "q", true), answer(NOON, "q", true)];
    let progress = Progress::from_records(&log);
    let schedule = history(&progress, "q").schedule().unwrap();
    assert_eq!(schedule.day, progress.day_of(NOON + 10 * DAY_MS, SEOUL));
    assert_eq!(schedule.times, 1);
}

#[test]
fn a_mistake_leaves_after_right_answers_on_three_days() {
    let mut log = vec![answer(NOON, "q", false)];
    let days = |log: &[Record]| {
        let progress = Progress::from_records(log);
        let mistake = *history(&progress, "q").mistake().unwrap();
        (mistake.days, mistake.is_mastered())
    };
    // The same day does not count: it was just read.
    log.push(answer(NOON + 1, "q", true));
    assert_eq!(days(&log), (0, false));
    for day in 1..=2 {
        log.push(answer(NOON + day * DAY_MS, "q", true));
        log.push(answer(NOON + day * DAY_MS + 1, "q", true));
        assert_eq!(days(&log), (u8::try_from(day).unwrap(), false));
    }
    log.push(answer(NOON + 3 * DAY_MS, "q", true));
    assert_eq!(days(&log), (3, true));
    log.push(answer(NOON + 4 * DAY_MS, "q", false));
    assert_eq!(days(&log), (0, false));
    assert_eq!(history(&Progress::from_records(&log), "q").mistake().unwrap().times, 2);
}

#[test]
fn a_right_answer_that_was_guessed_is_a_mistake() {
    let right = answer(NOON, "q", true);
    let guessed = record(NOON + 1, kind::REASONED, "q", &Reasoned { at: NOON, reason: Some(Reason::Guess) });
    let misread =
        record(NOON + 2, kind::REASONED, "q", &Reasoned { at: NOON, reason: Some(Reason::Misread) });
    let progress = Progress::from_records(&[right.clone(), guessed.clone()]);
    assert!(history(&progress, "q").mistake().unwrap().guessed);
    assert_eq!(history(&progress, "q").reason(NOON), Some(Reason::Guess));
    let progress = Progress::from_records(&[right, guessed, misread]);
    assert_eq!(history(&progress, "q").mistake(), None);
}

#[test]
fn the_learner_may_overrule() {
    let wrong = answer(NOON, "q", false);
    let regraded = record(NOON + 1, kind::REGRADED, "q", &Regraded { at: NOON, grade: Grade::Good });
    let progress = Progress::from_records(&[wrong, regraded]);
    assert_eq!(
        progress.history("q", &[]),
        Progress::from_records(&[answer(NOON, "q", true)]).history("q", &[]).map(|_| history(&progress, "q"))
    );
    assert!(history(&progress, "q").standing().correct);
    assert_eq!(history(&progress, "q").mistake(), None);
    assert_eq!(progress.journal().day(progress.day_of(NOON, SEOUL)).right, 1);
}

#[test]
fn what_was_overruled_is_known_and_can_be_overruled_again() {
    let wrong = answer(NOON, "q", false);
    let regrade = |n: i64, grade| record(NOON + n, kind::REGRADED, "q", &Regraded { at: NOON, grade });
    let overruled = |log: &[Record]| history(&Progress::from_records(log), "q").overruled(NOON);
    assert_eq!(overruled(std::slice::from_ref(&wrong)), None);
    let right = regrade(1, Grade::Good);
    assert_eq!(overruled(&[wrong.clone(), right.clone()]), Some(true));
    assert_eq!(overruled(&[wrong.clone(), right, regrade(2, Grade::Again)]), Some(false));
    assert_eq!(history(&Progress::from_records(&[wrong]), "q").overruled(NOON + 1), None);
}

#[test]
fn a_reason_can_be_taken_back() {
    let said = |n: i64, reason| record(NOON + n, kind::REASONED, "q", &Reasoned { at: NOON, reason });
    let right = answer(NOON, "q", true);
    let progress = Progress::from_records(&[right, said(1, Some(Reason::Guess)), said(2, None)]);
    assert_eq!((history(&progress, "q").reason(NOON), history(&progress, "q").mistake()), (None, None));
    // As it was written before it could be.
    let old = serde_json::from_str::<Reasoned>(r#"{"at":1,"reason":"guess"}"#).unwrap();
    assert_eq!(old, Reasoned { at: 1, reason: Some(Reason::Guess) });
}

#[test]
fn the_next_pass_counts_anew_and_forgets_nothing() {
    let course = shipped();
    let lesson = &course.lessons[1];
    let keys: Vec<String> = course.keys(1).iter().map(|key| key.id.clone()).collect();
    let mut log: Vec<Record> = (0..).zip(&keys).map(|(n, id)| answer(NOON + n, id, true)).collect();
    let read = |lesson: &str| lesson_pages(&course, lesson);
    log.extend(read(&lesson.id));
    let before = Progress::from_records(&log);
    assert!(before.is_finished(&course, 1) && before.knows_all(&course, 1));
    let started = PassStarted { aliases: vec!["former".to_owned()] };
    log.push(record(NOON + 900, kind::PASS_STARTED, "former", &PassStarted::default()));
    log.push(record(NOON + 1_000, kind::PASS_STARTED, &lesson.id, &started));
    let progress = Progress::from_records(&log);
    assert_eq!(progress.pass(lesson), 3);
    assert!(!progress.is_finished(&course, 1) && !progress.knows_all(&course, 1));
    let far = progress.lessons(&course)[1];
    assert_eq!((far.pages_read, far.answered), (0, 0));
    assert_eq!(progress.histories().count(), keys.len());
    let question = course.question(&keys[0]).unwrap().1;
    assert!(!progress.answered_in_pass(lesson, question));
    log.push(answer(NOON + 2_000, &keys[0], true));
    assert!(Progress::from_records(&log).answered_in_pass(lesson, question));
}

/// Every page of a lesson, read.
fn lesson_pages(course: &Course, lesson: &str) -> Vec<Record> {
    let pages = course.lesson(lesson).unwrap().pages.iter();
    pages.map(|page| record(NOON, kind::PAGE_READ, &format!("{lesson}#{}", page.id), &"")).collect()
}

#[test]
fn the_note_in_one_line_is_that_of_the_whole_note() {
    let course = shipped();
    let ids = ids(&course, 60);
    let mut log: Vec<Record> = (0..).zip(&ids).map(|(n, id)| answer(NOON + n, id, n % 3 == 0)).collect();
    log.push(answer(NOON + 99, "gone", false));
    for day in 1..=3 {
        log.push(answer(NOON + day * DAY_MS, &ids[1], true));
    }
    let progress = Progress::from_records(&log);
    let all = mistakes::all(&course, &progress);
    let active: Vec<_> = all.iter().filter(|noted| Filter::default().admits(noted)).collect();
    let summary = mistakes::summary(&course, &progress);
    assert_eq!((summary.active, all.len()), (active.len(), active.len() + 1));
    let count = |place| {
        let page = |noted: &&&mistakes::Noted<'_>| {
            Some((noted.lesson, course.lessons[noted.lesson].page_index(&noted.question.page).unwrap()))
                == place
        };
        active.iter().filter(page).count()
    };
    let places = (0..course.lessons.len())
        .flat_map(|lesson| (0..course.lessons[lesson].pages.len()).map(move |page| Some((lesson, page))));
    assert_eq!(count(summary.most), places.map(count).max().unwrap());
    assert_eq!(mistakes::summary(&course, &Progress::default()), mistakes::Summary::default());
}

#[test]
fn a_question_that_means_something_else_starts_anew() {
    let mut log = vec![answer(NOON, "q", true), answer(NOON + 3 * DAY_MS, "q", true)];
    let mut newer = answer(NOON + 9 * DAY_MS, "q", true);
    newer.revision = 2;
    log.push(newer.clone());
    let fresh = Progress::from_records(&[newer]);
    let (fresh, all) = (history(&fresh, "q").schedule(), Progress::from_records(&log));
    assert_eq!(history(&all, "q").schedule(), fresh);
}

#[test]
fn what_is_taken_back_was_never_there() {
    let first = answer(NOON, "q", true);
    let second = answer(NOON + 4 * DAY_MS, "q", false);
    let mut progress = Progress::from_records(&[first.clone(), second.clone()]);
    progress.fold(&undo(NOON + 4 * DAY_MS + 1, &second));
    let alone = Progress::from_records(std::slice::from_ref(&first));
    assert_eq!(progress.history("q", &[]), alone.history("q", &[]));
    assert!(!progress.is_stale());
    progress.fold(&undo(NOON + 4 * DAY_MS + 2, &first));
    assert_eq!(progress.history("q", &[]), None);
    assert_eq!(progress.journal().day(progress.day_of(NOON, SEOUL)).answers, 0);
}

#[test]
fn what_was_taken_back_before_it_came_stays_so_after_a_snapshot() {
    let first = answer(NOON, "q", true);
    let late = answer(NOON + 1_000, "q", false);
    // Another device took it back; its file was merged before that of the device where it was answered.
    for before in
        [vec![first.clone(), undo(NOON + 2_000, &late)], vec![undo(NOON + 2_000, &late), late.clone()]]
    {
        let bytes = Progress::from_records(&before).to_snapshot().unwrap();
        let all: Vec<Record> = before.into_iter().chain([late.clone()]).collect();
        let whole = Progress::from_records(&all);
        assert_eq!(Progress::from_snapshot(&bytes, [&late]), Some(whole));
    }
}

#[test]
fn a_reset_forgets_what_it_names_and_can_be_taken_back() {
    let log = [answer(NOON, "q", false), answer(NOON + 1, "r", true), {
        let mut read = answer(NOON + 2, "ecs#what", true);
        read.kind = kind::PAGE_READ.to_owned();
        read
    }];
    let after = |item: &str, scope, items: &[&str]| {
        let items = items.iter().map(|item| (*item).to_owned()).collect();
        let reset = record(NOON + 9, kind::RESET, item, &Reset { scope, items });
        let log = log.iter().cloned().chain([reset.clone()]).collect::<Vec<_>>();
        let progress = Progress::from_records(&log);
        let back = log.iter().cloned().chain([undo(NOON + 10, &reset)]).collect::<Vec<_>>();
        assert_eq!(
            Progress::from_records(&back).history("q", &[]),
            Progress::from_records(&log[..3]).history("q", &[])
        );
        (progress.history("q", &[]).is_some(), progress.history("r", &[]).is_some())
    };
    assert_eq!(after("q", ResetScope::Item, &[]), (false, true));
    assert_eq!(after("ecs", ResetScope::Lesson, &["r"]), (true, false));
    assert_eq!(after("", ResetScope::All, &[]), (false, false));
}

fn shipped() -> Course {
    Course::open(Files::embedded()).0
}

/// Ids of the first questions of the course.
fn ids(course: &Course, count: usize) -> Vec<String> {
    (0..course.lessons.len())
        .flat_map(|lesson| course.keys(lesson))
        .take(count)
        .map(|key| key.id.clone())
        .collect()
}

#[test]
fn the_deck_of_a_day_begins_with_what_is_nearly_forgotten() {
    let course = shipped();
    let ids = ids(&course, 3);
    let log = [
        answer(NOON, &ids[0], true),
        answer(NOON - 30 * DAY_MS, &ids[1], true),
        answer(NOON, &ids[2], false),
    ];
    let mut progress = Progress::from_records(&log);
    let today = progress.day_of(NOON, SEOUL);
    let question = |n: usize| Card::Question(ids[n].clone());
    assert_eq!(deck::of_day(&course, &progress, today).cards, [question(1), question(2)]);
    let later = deck::of_day(&course, &progress, today.plus(60));
    assert_eq!((later.cards.len(), later.cards[0].clone()), (3, question(2)));
    progress.fold(&record(NOON, kind::SETTING, "reviews-per-day", &"1"));
    let limited = deck::of_day(&course, &progress, today.plus(60));
    assert_eq!((limited.cards.len(), limited.held_back), (1, 2));
    progress.fold(&record(NOON + 1, kind::MARKED, &ids[2], &Marked::Suspended(true)));
    assert_eq!(deck::of_day(&course, &progress, today.plus(60)).cards, [question(1)]);
    assert_eq!(deck::forecast(&course, &progress, today, 60).iter().sum::<u32>(), 2);
}

#[test]
fn terms_that_were_opened_come_one_side_a_day_and_no_more_than_wanted() {
    let course = shipped();
    let mut progress = Progress::default();
    let terms: Vec<String> = course.term_keys().iter().take(12).map(|key| key.id.clone()).collect();
    for term in &terms {
        progress.fold(&record(NOON, kind::TERM_OPENED, term, &""));
    }
    let today = progress.day_of(NOON, SEOUL);
    let deck = deck::of_day(&course, &progress, today);
    assert_eq!((deck.cards.len(), deck.new), (9, 9));
    let Card::Term { term, face } = deck.cards[0].clone() else { panic!() };
    let reviewed = Reviewed { grade: Grade::Easy, took_ms: 2_000, occasion: Occasion::Review };
    progress.fold(&record(NOON + 1, kind::REVIEWED, &term_key(&term, face), &reviewed));
    let deck = deck::of_day(&course, &progress, today);
    assert_eq!(deck.new, 8);
    assert!(!deck.cards.iter().any(|card| matches!(card, Card::Term { term: other, .. } if *other == term)));
    // Tomorrow another side of it.
    let tomorrow = deck::of_day(&course, &progress, today.plus(1));
    let sides =
        tomorrow.cards.iter().filter(|card| matches!(card, Card::Term { term: other, .. } if *other == term));
    assert_eq!(sides.count(), 1);
    assert!(Face::ALL.len() == 3);
}

#[test]
fn a_day_of_seoul_is_one_day_whatever_utc_says() {
    // 08:59 and 09:01 in Seoul: the hour at which the day of UTC turns.
    let log = [answer(NOON - 181 * 60_000, "q", true), answer(NOON - 179 * 60_000, "r", true)];
    let progress = Progress::from_records(&log);
    let days: Vec<Day> = progress.journal().days().map(|(day, _)| day).collect();
    assert_eq!(days, [progress.day_of(NOON, SEOUL)]);
    assert_eq!(progress.journal().streak(days[0]), 1);
    assert_eq!(progress.journal().streak(days[0].plus(1)), 1);
    assert_eq!(progress.journal().streak(days[0].plus(2)), 0);
}

/// Things a learner does: item, day, minute, what.
fn any_log() -> impl Strategy<Value = Vec<Record>> {
    let act = (0..4usize, 0..40i64, 0..3i64, 0..12u8);
    prop::collection::vec(act, 0..40).prop_map(|acts| {
        let mut log: Vec<Record> = Vec::new();
        for (n, (item, day, hour, what)) in acts.into_iter().enumerate() {
            let at = NOON + day * DAY_MS + hour * 3_600_000 + n as i64;
            let item = ["q", "r", "term:task:ko-en", "s"][item];
            let answers: Vec<&Record> =
                log.iter().filter(|record| record.kind == kind::ANSWERED && record.item == item).collect();
            let last = answers.last().map(|record| record.utc_ms);
            log.push(match (what, last) {
                (0, Some(at_)) => record(at, kind::REGRADED, item, &Regraded { at: at_, grade: Grade::Hard }),
                (1, Some(at_)) => {
                    record(at, kind::REASONED, item, &Reasoned { at: at_, reason: Some(Reason::Guess) })
                }
                (2 | 3, Some(at_)) => {
                    record(at, kind::UNDONE, item, &Undone { kind: kind::ANSWERED.into(), at: at_ })
                }
                (4, _) => occasion(at, item, n % 2 == 0, Occasion::Cram),
                (5, _) => record(at, kind::SETTING, "fsrs-parameters", &["", "0.3 1.3 2.3 8.3 6.4 0.8 3.0 0.001 1.87 0.17 0.8 1.48 0.06 0.26 1.65 0.6 1.87 0.54 0.09 0.07 0.15"][n % 2]),
                (6, _) => record(at, kind::SETTING, "retention", &"0.85"),
                _ => answer(at, item, what % 2 == 0),
            });
        }
        log
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_by_one_or_all_at_once_is_the_same(log in any_log()) {
        let at_once = Progress::from_records(&log);
        let mut one_by_one = Progress::default();
        log.iter().for_each(|record| one_by_one.fold(record));
        for (key, history) in at_once.histories() {
            prop_assert_eq!(Some(history), one_by_one.history(key, &[]));
        }
        prop_assert_eq!(at_once.histories().count(), one_by_one.histories().count());
        let days = |progress: &Progress| progress.journal().days().map(|(day, daily)| (day, daily.answers, daily.right)).collect::<Vec<_>>();
        prop_assert_eq!(days(&at_once), days(&one_by_one));
    }

    #[test]
    fn nothing_in_a_log_stops_the_fold(kinds in prop::collection::vec((0..14usize, ".{0,12}", ".{0,60}", any::<i64>(), any::<i32>()), 0..30)) {
        let all = [kind::ANSWERED, kind::PAGE_READ, kind::POSITION, kind::SETTING, kind::TERM_OPENED, kind::REVIEWED,
            kind::REGRADED, kind::REASONED, kind::UNDONE, kind::RESET, kind::MARKED, kind::PASS_STARTED, kind::QUIZ_STARTED, "new"];
        let log: Vec<Record> = kinds.into_iter().map(|(kind, item, payload, utc_ms, offset_s)| {
            Record { utc_ms, offset_s, kind: all[kind].to_owned(), item, revision: 0, payload }
        }).collect();
        let _ = Progress::from_records(&log);
    }
}

#[test]
fn notes_for_anki_hold_what_was_met_or_everything() {
    use seodang::{
        lang::Lang,
        study::anki::{Scope, export},
    };
    let course = shipped();
    let ids = ids(&course, 1);
    let mut progress = Progress::from_records(&[answer(NOON, &ids[0], true)]);
    let term = course.term_keys()[0].id.clone();
    progress.fold(&record(NOON, kind::TERM_OPENED, &term, &""));
    let notes = |scope, langs: &[Lang]| {
        let text = export(&course, &progress, scope, langs);
        let notes: Vec<String> =
            text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
        for note in &notes {
            assert_eq!(note.matches('\t').count(), 5, "{note}");
        }
        notes
    };
    let met = notes(Scope::Met, &[Lang::Ko]);
    assert_eq!(met.len(), 2);
    assert!(met[0].starts_with(&format!("\"seodang:{}\"\t\"Basic\"", ids[0])), "{}", met[0]);
    assert!(met[1].contains("Basic (and reversed card)"));
    let questions: usize = (0..course.lessons.len()).map(|lesson| course.keys(lesson).len()).sum();
    assert_eq!(notes(Scope::All, &Lang::ALL).len(), questions + course.term_count());
    // A newer export updates the same notes, whatever its language.
    let guid = |note: &String| note.split('\t').next().map(str::to_owned);
    assert_eq!(
        notes(Scope::Met, &[Lang::En]).iter().map(guid).collect::<Vec<_>>(),
        met.iter().map(guid).collect::<Vec<_>>()
    );
}
