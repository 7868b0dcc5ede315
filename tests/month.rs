//! A month of study by a learner made of a seed, and what comes when.
//!
//! `cargo test --test month -- --nocapture` prints the days. With `SEODANG_MONTH=FILE` the reviews and what the schedule makes
//! of them are written to that file as JSON; `.ci/compare_with_anki.py` compares them with Anki's own scheduler.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]
#![allow(
    clippy::disallowed_methods,
    reason = "where to write to is asked of the environment by this test alone"
)]

use std::fmt::Write as _;

use seodang::{
    course::{Course, Files},
    study::{
        Card, Day, Grade, Progress, Record, Response, deck,
        order::seed_for,
        payload::{Answered, Occasion, Reviewed, kind},
    },
};
use serde::Serialize;

/// 2026-11-01T00:00:00Z, nine in the morning in Seoul.
const START: i64 = 1_793_491_200_000;
const DAY_MS: i64 = 86_400_000;
const SEOUL: i32 = 9 * 3600;
const DAYS: i64 = 35;
/// Questions met for the first time on each of the first days.
const NEW_QUESTIONS: usize = 12;

/// A learner whose memory follows the model.
struct Learner {
    course: Course,
    progress: Progress,
    now: i64,
    seed: u64,
    log: usize,
}

impl Learner {
    fn today(&self) -> Day {
        self.progress.day_of(self.now, SEOUL)
    }

    fn record(&mut self, kind: &str, item: &str, payload: &impl Serialize) {
        self.now += 20_000;
        self.log += 1;
        let payload = serde_json::to_string(payload).unwrap();
        let record = Record {
            utc_ms: self.now,
            offset_s: SEOUL,
            kind: kind.into(),
            item: item.into(),
            revision: self.revision(item),
            payload,
        };
        self.progress.fold(&record);
    }

    fn revision(&self, item: &str) -> u32 {
        let mut keys = (0..self.course.lessons.len()).flat_map(|lesson| self.course.keys(lesson));
        keys.find(|key| key.id == item).map_or(0, |key| key.revision)
    }

    /// Between 0 and 1, from the seed and the place in the log.
    fn chance(&self, what: &str) -> f32 {
        (seed_for(self.seed.wrapping_add(self.log as u64), what) >> 40) as f32 / (1u64 << 24) as f32
    }

    fn grade(&self, key: &str) -> Grade {
        let known = self.progress.history(key, &[]).and_then(|history| history.schedule());
        let recall = known.map_or(0.6, |known| {
            self.progress.scheduler().retrievability(known.memory, self.today().since(known.day))
        });
        let chance = self.chance(key);
        match () {
            () if chance > recall => Grade::Again,
            () if chance > recall * 0.9 => Grade::Hard,
            () if chance > recall * 0.1 => Grade::Good,
            () => Grade::Easy,
        }
    }

    /// Answers what is left of the day, and says how often, and how often rightly.
    fn finish(&mut self) -> (usize, usize) {
        let (mut answers, mut right) = (0, 0);
        while let Some(card) = deck::of_day(&self.course, &self.progress, self.today()).cards.first().cloned()
        {
            answers += 1;
            right += usize::from(self.answer(&card, Occasion::Review));
            assert!(answers < 1_000, "{card:?} comes again and again");
        }
        (answers, right)
    }

    fn answer(&mut self, card: &Card, occasion: Occasion) -> bool {
        let key = card.key();
        let grade = self.grade(&key);
        match card {
            Card::Question(_) => {
                let answered = Answered {
                    response: Response::DontKnow,
                    correct: grade.is_pass(),
                    quiz: 0,
                    took_ms: 15_000,
                    lang: "ko".into(),
                    occasion,
                    unsure: grade == Grade::Hard,
                    aliases: Vec::new(),
                };
                self.record(kind::ANSWERED, &key, &answered);
            }
            Card::Term { .. } => {
                let reviewed = Reviewed { grade, took_ms: 6_000, occasion };
                self.record(kind::REVIEWED, &key, &reviewed);
            }
        }
        grade.is_pass()
    }
}

#[test]
fn a_month() {
    let course = Course::open(Files::embedded()).0;
    let questions: Vec<String> = (0..course.lessons.len())
        .flat_map(|lesson| course.keys(lesson).iter().map(|key| key.id.clone()))
        .collect();
    let terms: Vec<String> = course.term_keys().iter().map(|key| key.id.clone()).collect();
    let mut learner = Learner { course, progress: Progress::default(), now: START, seed: 7, log: 0 };
    let mut new_questions = questions.chunks(NEW_QUESTIONS);
    let mut new_terms = terms.chunks(4);
    println!("day         due  new  answers  right  foretold");
    let mut foretold = 0;
    for day in 0..DAYS {
        learner.now = START + day * DAY_MS;
        let today = learner.today();
        let deck = deck::of_day(&learner.course, &learner.progress, today);
        let due = deck.cards.len() - deck.new;
        // Overdue cards and tomorrow's are all there; of a term only one side comes.
        assert!(due + deck.held_back <= foretold as usize, "{today}: {due} due, {foretold} foretold");
        let (answers, right) = learner.finish();
        for term in new_terms.next().into_iter().flatten() {
            learner.record(kind::TERM_OPENED, term, &"");
        }
        for id in new_questions.next().into_iter().flatten() {
            learner.answer(&Card::Question(id.clone()), Occasion::Practice);
        }
        // What was answered wrongly is asked until it is right, the same day.
        learner.finish();
        let ahead = deck::forecast(&learner.course, &learner.progress, today, 2);
        // What is left of today are other sides of terms.
        foretold = ahead[0] + ahead[1];
        println!("{today}  {due:>3}  {:>3}  {answers:>7}  {right:>5}  {foretold:>8}", deck.new);
    }
    if let Ok(path) = std::env::var("SEODANG_MONTH") {
        std::fs::write(path, written(&learner)).unwrap();
    }
}

/// Every card with the reviews that counted, and what the schedule makes of them.
fn written(learner: &Learner) -> String {
    let scheduler = learner.progress.scheduler();
    let mut out = String::from("[\n");
    for (at, (key, history)) in learner.progress.histories().enumerate() {
        let schedule = history.schedule().unwrap();
        let reviews: Vec<String> = history
            .counted(scheduler)
            .map(|counted| format!("[{}, {}]", counted.given.at, counted.given.grade.number()))
            .collect();
        let (least, most) = scheduler.interval_range(schedule.memory);
        let comma = if at == 0 { "" } else { ",\n" };
        let _ = write!(
            out,
            "{comma}{{\"card\": \"{key}\", \"reviews\": [{}], \"stability\": {}, \"difficulty\": {}, \"interval\": {}, \"least\": {least}, \"most\": {most}, \"due\": {}}}",
            reviews.join(", "),
            schedule.memory.stability,
            schedule.memory.difficulty,
            scheduler.interval(schedule.memory),
            schedule.due(key, scheduler).since(schedule.day)
        );
    }
    out.push_str("\n]\n");
    out
}
