//! A keystroke in the search: the course that is part of the program, and one of 10,000 entries made from it.
//!
//! `cargo bench --bench search`; what is measured and why is in `benches/README.md`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::BTreeMap, hint::black_box};

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use seodang::{
    course::{Course, Files},
    lang::Lang,
    search::{Index, Query},
};

/// Lessons, pages, questions and terms.
const ENTRIES: usize = 10_000;

/// What is typed, by what it has to do.
const QUERIES: [(&str, &str); 13] = [
    ("one letter", "t"),
    ("one consonant", "ㅋ"),
    ("one syllable", "태"),
    ("a common word", "태스크"),
    ("a common word, English", "task"),
    ("a common ending", "니다"),
    ("a rare word", "멱등"),
    ("initials", "ㅋㄹㅅㅌ"),
    ("the other keyboard mode", "zmffjtmxj"),
    ("four words", "fargate 태스크 요금 리전"),
    ("a slip", "클래스터"),
    ("a slip, English", "idempotant"),
    ("shortened", "tskdef"),
];

/// The shipped course again and again, each time with other ids and other titles.
fn grown() -> Course {
    let files = Files::embedded();
    let one = Course::open(files.clone()).0.index().len();
    let times = ENTRIES.div_ceil(one);
    let mut all = Files::default();
    let ids: Vec<String> =
        Course::open(files.clone()).0.lessons.iter().map(|lesson| lesson.id.clone()).collect();
    let mut terms = String::new();
    for time in 0..times {
        let own = |id: &str| format!("{id}-{time}");
        for id in &ids {
            for (path, own_path) in [
                (format!("lessons/{id}/lesson.ron"), format!("lessons/{}/lesson.ron", own(id))),
                (format!("quizzes/{id}.ron"), format!("quizzes/{}.ron", own(id))),
            ] {
                let mut text = files.text(&path).to_owned();
                for field in ["id", "lesson"] {
                    let (from, to) = (format!("{field}: \"{id}\""), format!("{field}: \"{}\"", own(id)));
                    text = text.replacen(&from, &to, 1);
                }
                // An exam names the lessons of its questions.
                for id in &ids {
                    text = text.replace(&format!("\"{id}#"), &format!("\"{}#", own(id)));
                }
                let text = text.replace("\n            id: \"", &format!("\n            id: \"n{time}-"));
                all.insert(&own_path, text.into_bytes());
            }
            for lang in Lang::ALL {
                let text = files.text(&format!("lessons/{id}/{}.md", lang.code()));
                let text = text.replace("\n## ", &format!("\n## {} ", word(time)));
                all.insert(&format!("lessons/{}/{}.md", own(id), lang.code()), text.into_bytes());
            }
        }
        let glossary = files.text("assets/glossary.ron");
        let inner = &glossary[glossary.find("terms: [").unwrap() + 8..glossary.rfind(']').unwrap()];
        terms.push_str(&inner.replace("\n            id: \"", &format!("\n            id: \"n{time}-")));
    }
    let list: Vec<String> =
        (0..times).flat_map(|time| ids.iter().map(move |id| format!("\"{id}-{time}\""))).collect();
    let list = format!(
        "(format: 1, id: \"grown\", title: (ko: \"큰 코스\", en: \"Grown\"), lessons: [{}])",
        list.join(", ")
    );
    all.insert("lessons/course.ron", list.into_bytes());
    all.insert("assets/glossary.ron", format!("(terms: [{terms}])").into_bytes());
    Course::open(all).0
}

/// A word for the titles of one time.
fn word(time: usize) -> String {
    let syllables: Vec<char> = "가나다라마바사아자차카타파하".chars().collect();
    format!("{}{}", syllables[time % syllables.len()], syllables[(time * 5 + 3) % syllables.len()])
}

fn building(c: &mut Criterion) {
    let mut group = c.benchmark_group("index");
    group.sample_size(20);
    group.bench_function("shipped course, all of it parsed", |b| {
        b.iter_batched(
            || Course::open(Files::embedded()).0,
            |course| course.index().len(),
            BatchSize::SmallInput,
        );
    });
    let course = grown();
    group.sample_size(10);
    group.bench_function("10,000 entries", |b| b.iter(|| Index::of(black_box(&course)).len()));
    group.finish();
}

fn finding(c: &mut Criterion) {
    let courses =
        BTreeMap::from([("shipped", Course::open(Files::embedded()).0), ("10,000 entries", grown())]);
    for (name, course) in &courses {
        let index = course.index();
        let mut group = c.benchmark_group(format!("find/{name}"));
        for (what, query) in QUERIES {
            group.bench_function(what, |b| {
                b.iter(|| index.find(&Query::new(black_box(query)), Lang::Ko, None).len());
            });
        }
        group.finish();
    }
    assert!(
        courses["10,000 entries"].index().len() >= ENTRIES,
        "{}",
        courses["10,000 entries"].index().len()
    );
}

criterion_group!(benches, building, finding);
criterion_main!(benches);
