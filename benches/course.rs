//! What happens before the first frame: opening the course and folding the progress file; and counting statistics.
//!
//! `cargo bench --bench course`; what is measured and why is in `benches/README.md`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use seodang::{
    course::{Course, Files, Question, check::check},
    study::{
        Progress, Record, Response,
        progress::{Answered, Occasion, Position, QuizFinished, QuizStarted, kind},
        stats::Stats,
    },
};

/// Years of daily use.
const RECORDS: usize = 10_000;

/// More than anyone answers in years of daily use.
const ANSWERS: usize = 100_000;

fn opening(c: &mut Criterion) {
    let mut group = c.benchmark_group("open");
    group.bench_function("embedded course", |b| b.iter(|| Course::open(Files::embedded())));
    group.bench_function("first question of ECS", |b| {
        b.iter_batched_ref(
            || Course::open(Files::embedded()).0,
            |course| course.questions(course.lesson_index("ecs").unwrap()).len(),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("questions counted", |b| {
        b.iter_batched(
            || Course::open(Files::embedded()).0,
            |course| (0..course.lessons.len()).map(|lesson| course.keys(lesson).len()).sum::<usize>(),
            BatchSize::SmallInput,
        );
    });
    group.bench_function("first term", |b| {
        b.iter_batched_ref(
            || Course::open(Files::embedded()).0,
            |course| course.glossary().terms().len(),
            BatchSize::SmallInput,
        );
    });
    let files = Files::embedded();
    group.sample_size(20).bench_function("check all of it", |b| b.iter(|| check(black_box(&files))));
    group.finish();
}

/// Quizzes through all lessons again and again, with the reading between them.
fn records(course: &Course) -> Vec<Record> {
    let mut records = Vec::with_capacity(RECORDS);
    let mut add = |kind: &str, item: &str, revision: u32, payload: String| {
        let utc_ms = 1_795_000_000_000 + 60_000 * i64::try_from(records.len()).unwrap();
        let item = item.to_owned();
        records.push(Record { utc_ms, offset_s: 32_400, kind: kind.to_owned(), item, revision, payload });
        records.len() < RECORDS
    };
    for seed in 1.. {
        for (i, lesson) in course.lessons.iter().enumerate() {
            for page in &lesson.pages {
                let position = Position { page: page.id.clone(), ..Position::default() };
                let read = format!("{}#{}", lesson.id, page.id);
                add(kind::POSITION, &lesson.id, 0, serde_json::to_string(&position).unwrap());
                if !add(kind::PAGE_READ, &read, 0, String::new()) {
                    return records;
                }
            }
            let questions = course.questions(i);
            let asked = questions.iter().map(|question| question.id.clone()).collect();
            let started = QuizStarted { seed, questions: asked };
            add(kind::QUIZ_STARTED, &lesson.id, 0, serde_json::to_string(&started).unwrap());
            for question in questions {
                let answered = serde_json::to_string(&answer(question, seed)).unwrap();
                if !add(kind::ANSWERED, &question.id, question.revision, answered) {
                    return records;
                }
            }
            let finished = QuizFinished { seed };
            add(kind::QUIZ_FINISHED, &lesson.id, 0, serde_json::to_string(&finished).unwrap());
        }
    }
    records
}

fn answer(question: &Question, quiz: u64) -> Answered {
    let chosen = question.options.iter().filter(|option| option.correct).map(|option| option.id.clone());
    let response = Response::Chosen(chosen.collect());
    Answered {
        response,
        correct: !quiz.is_multiple_of(3),
        quiz,
        took_ms: 9_000,
        lang: "ko".to_owned(),
        occasion: Occasion::Practice,
        unsure: false,
        aliases: Vec::new(),
    }
}

/// Every question of the course again and again, 96 a day, so that nearly all answers count.
fn answers(course: &Course) -> Vec<Record> {
    let lessons = 0..course.lessons.len();
    let questions: Vec<&Question> = lessons.flat_map(|lesson| course.questions(lesson)).collect();
    let record = |n: usize| {
        let question = questions[n % questions.len()];
        Record {
            utc_ms: 1_700_000_000_000 + 900_000 * i64::try_from(n).unwrap(),
            offset_s: 32_400,
            kind: kind::ANSWERED.to_owned(),
            item: question.id.clone(),
            revision: question.revision,
            payload: serde_json::to_string(&answer(question, (n % 7) as u64)).unwrap(),
        }
    };
    (0..ANSWERS).map(record).collect()
}

fn folding(c: &mut Criterion) {
    let course = Course::open(Files::embedded()).0;
    let mut records = records(&course);
    records.truncate(RECORDS);
    let mut group = c.benchmark_group("progress");
    group.throughput(Throughput::Elements(RECORDS as u64));
    group.bench_function("fold 10,000 records", |b| b.iter(|| Progress::from_records(black_box(&records))));
    let progress = Progress::from_records(&answers(&course));
    let today = progress.journal().days().next_back().unwrap().0;
    group.throughput(Throughput::Elements(ANSWERS as u64)).sample_size(20);
    group.bench_function("statistics of 100,000 answers", |b| {
        b.iter(|| Stats::count(&course, black_box(&progress), today, 32_400));
    });
    group.finish();
}

criterion_group!(benches, opening, folding);
criterion_main!(benches);
