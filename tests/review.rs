//! `seodang review --count` and `--optimize`, the real program on a real file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)] // elsewhere no variable leads the program away from the user's own folders

#[path = "support/place.rs"]
mod place;

use std::process::Command;

use place::Place;
use seodang::{
    store::Store,
    study::{Progress, Record},
};

const DAY_MS: i64 = 86_400_000;
const START_MS: i64 = 1_700_000_000_000;

/// Exit code, standard output and standard error of `seodang review ARGS`.
fn review(place: &Place, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_seodang"))
        .args(["--progress", "mine.db", "--lang", "en", "review"])
        .args(args)
        .env_clear()
        .envs(place.environment())
        .current_dir(place.work())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn reviewed(utc_ms: i64, card: usize, grade: &str) -> Record {
    Record {
        utc_ms,
        offset_s: 0,
        kind: "reviewed".to_owned(),
        item: format!("term:t{card}:ko-en"),
        revision: 0,
        payload: format!(r#"{{"grade":"{grade}"}}"#),
    }
}

/// Somebody who forgets two of five after nine days, again and again: much faster than the usual learner.
fn forgetful(cards: usize, times: i64) -> Vec<Record> {
    let mut records = Vec::new();
    for n in 0..times {
        for card in 0..cards {
            let at = START_MS + n * 9 * DAY_MS + i64::try_from(card).unwrap() * 1_000;
            let is_forgotten = n == 0 || (card * 7 + usize::try_from(n).unwrap() * 3) % 5 < 2;
            records.push(reviewed(at, card, if is_forgotten { "again" } else { "good" }));
        }
    }
    records
}

fn write(place: &Place, records: &[Record]) {
    Store::open(&place.work().join("mine.db")).store.append(records).unwrap();
}

fn parameters(place: &Place) -> Vec<f32> {
    let opened = Store::open(&place.work().join("mine.db"));
    let progress = Progress::from_records(opened.records.iter().map(|stored| &stored.record));
    progress.scheduler().parameters().to_vec()
}

#[test]
fn asking_makes_no_file() {
    let place = Place::new();
    for args in [["--count"], ["--optimize"]] {
        let (code, out, err) = review(&place, &args);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains("mine.db"), "{err}");
        assert_eq!(place.files(), Vec::<String>::new());
    }
}

#[test]
fn too_few_reviews_are_not_fitted() {
    let place = Place::new();
    write(&place, &forgetful(20, 6));
    let (code, out, err) = review(&place, &["--optimize"]);
    assert_eq!((code, out.as_str()), (2, ""), "{err}");
    assert!(err.contains("100 answers on a later day, and it takes 400"), "{err}");
}

#[test]
fn the_model_is_fitted_to_the_learner() {
    let place = Place::new();
    write(&place, &forgetful(60, 9));
    let before = parameters(&place);
    let (code, out, err) = review(&place, &["--optimize"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("Fitted to 480 reviews."), "{out}");
    assert_ne!(parameters(&place), before);
    // The second time there is nothing to gain.
    let (code, out, _) = review(&place, &["--optimize"]);
    assert_eq!(code, 0);
    assert!(out.contains("already fit best"), "{out}");
}
