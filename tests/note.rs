//! `seodang mistakes`: the note as text, as JSON and as Markdown, from a real progress file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)] // elsewhere no variable leads the program away from the user's own folders

#[path = "app/course.rs"]
#[allow(dead_code)]
mod course;
#[path = "support/place.rs"]
#[allow(dead_code)]
mod place;

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use place::Place;
use seodang::{
    store::Store,
    study::{
        Record, Response,
        payload::{Answered, Marked, Occasion, Reason, Reasoned, kind},
    },
};
use serde::Serialize;

/// 2026-11-22T12:00:00Z.
const NOON: i64 = 1_795_348_800_000;
const DAY_MS: i64 = 86_400_000;

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

fn answer(at: i64, item: &str, correct: bool, response: Response) -> Record {
    let occasion = Occasion::Practice;
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

fn chosen(ids: &[&str]) -> Response {
    Response::Chosen(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn reasoned(at: i64, item: &str, reason: Reason) -> Record {
    record(at + 1, kind::REASONED, item, &Reasoned { at, reason: Some(reason) })
}

/// Something of every kind, and a memo that would be Markdown.
fn log() -> Vec<Record> {
    let pairs = [("green", "black"), ("black", "green")];
    let pairs = pairs.map(|(left, right)| (left.to_owned(), right.to_owned())).to_vec();
    let blanks = [("tea", "grean tea"), ("heat", "80")];
    let blanks = blanks.map(|(id, text)| (id.to_owned(), text.to_owned())).to_vec();
    vec![
        answer(NOON - DAY_MS, "green-water", false, Response::DontKnow),
        answer(NOON, "green-water", false, chosen(&["cold"])),
        reasoned(NOON, "green-water", Reason::Concept),
        record(NOON + 5, kind::MARKED, "green-water", &Marked::Memo("70도! *끓이면* <b>안 돼요 #1".into())),
        answer(NOON + 10, "green-all", false, chosen(&["leaf", "milk"])),
        answer(NOON + 20, "green-true", true, chosen(&["true"])),
        reasoned(NOON + 20, "green-true", Reason::Guess),
        answer(NOON + 30, "green-order", false, chosen(&["cool", "boil", "pour"])),
        answer(NOON + 40, "green-match", false, Response::Matched(pairs)),
        answer(NOON + 50, "green-number", false, Response::Typed("60".into())),
        answer(NOON + 60, "green-typed", false, Response::Typed("가루차".into())),
        answer(NOON + 70, "green-blanks", false, Response::Filled(blanks)),
    ]
}

/// A learner with this log, and the small course.
struct Learner {
    place: Place,
    progress: PathBuf,
    course: PathBuf,
}

impl Learner {
    fn new(log: &[Record]) -> Learner {
        let place = Place::new();
        let (progress, course) = (place.path("home/progress.db"), place.path("home/course"));
        if !log.is_empty() {
            Store::open(&progress).store.append(log).unwrap();
        }
        for (path, text) in course::sources() {
            let file = course.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Learner { place, progress, course }
    }

    /// Exit code, output and complaints of `seodang mistakes` with `args`.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seodang"));
        command.arg("mistakes").arg("--course").arg(&self.course).arg("--progress").arg(&self.progress);
        command.args(args).env_clear().envs(self.place.environment());
        command.current_dir(self.place.work()).stdin(Stdio::null());
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    #[track_caller]
    fn printed(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
        out
    }
}

#[test]
fn as_markdown_for_a_blog() {
    let learner = Learner::new(&log());
    for lang in ["ko", "en", "both"] {
        let out = learner.printed(&["--lang", lang, "--format", "markdown"]);
        insta::assert_snapshot!(format!("markdown-{lang}"), out);
    }
}

#[test]
fn as_text_and_as_json() {
    let learner = Learner::new(&log());
    for lang in ["ko", "en"] {
        insta::assert_snapshot!(format!("text-{lang}"), learner.printed(&["--lang", lang]));
    }
    let json: serde_json::Value = serde_json::from_str(&learner.printed(&["--format", "json"])).unwrap();
    assert_eq!(json["version"], 1);
    let first = &json["mistakes"][0];
    assert_eq!(
        (&first["id"], &first["lesson"], &first["page"]),
        (&"green-water".into(), &"green".into(), &"water".into())
    );
    assert_eq!(
        (&first["reason"], &first["times"], &first["right_days"]),
        (&"concept".into(), &2.into(), &0.into())
    );
    assert_eq!(first["chosen"][0]["why"]["ko"], "오히려 더 천천히 식어요.");
    assert_eq!(first["memo"], "70도! *끓이면* <b>안 돼요 #1");
    assert_eq!(json["mistakes"].as_array().unwrap().len(), 8);
}

#[test]
fn a_part_of_it_is_asked_for() {
    let mut log = log();
    for day in 1..=3 {
        log.push(answer(NOON + day * DAY_MS, "green-water", true, chosen(&["bitter"])));
    }
    let learner = Learner::new(&log);
    let archive = learner.printed(&["--archived", "--format", "markdown"]);
    assert!(
        archive.starts_with("# Mistakes · archive\n") && archive.contains("right on 3 of 3 days"),
        "{archive}"
    );
    assert_eq!(archive.matches("### ").count(), 1);
    let guessed = learner.printed(&["--reason", "guess", "--format", "markdown"]);
    assert!(guessed.contains("brewed three times") && guessed.matches("### ").count() == 1, "{guessed}");
    assert_eq!(learner.printed(&["--reason", "찍음", "--format", "markdown"]), guessed);
    assert_eq!(learner.printed(&["--lesson", "black"]), "No question fits these filters.\n");
    assert_eq!(learner.printed(&["--lesson", "black", "--format", "markdown"]).lines().count(), 3);
    assert!(learner.printed(&["--lesson", "녹차", "--lang", "ko"]).starts_with("녹차 (7)\n"));
    let (code, out, err) = learner.run(&["--lesson", "gren"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("did you mean 'green'?"), "{err}");
    let (code, _, err) = learner.run(&["--lang", "ko", "--reason", "x"]);
    assert!(code == 2 && err.contains("쓸 수 없는 값이에요") && err.contains("slip"), "{err}");
}

#[test]
fn it_is_written_to_a_file_and_over_nothing_else() {
    let learner = Learner::new(&log());
    let file = learner.place.path("work/blog/note.md");
    let args = ["--format", "markdown", "-o", "blog/note.md"];
    let expected = learner.printed(&args[..2]);
    for _ in 0..2 {
        assert_eq!(learner.printed(&args), "");
        assert_eq!(fs::read_to_string(&file).unwrap(), expected);
        fs::write(&file, "older").unwrap();
    }
    let before = fs::read(&learner.progress).unwrap();
    let (code, _, err) = learner.run(&["-o", learner.progress.to_str().unwrap()]);
    assert!(code == 2 && err.contains("is your progress file"), "{err}");
    assert_eq!(fs::read(&learner.progress).unwrap(), before);
    let (code, _, err) = learner.run(&["--lang", "ko", "-o", "."]);
    assert!(code == 2 && err.contains("쓰지 못했어요"), "{err}");
}

#[test]
fn without_a_progress_file_it_says_what_will_be_there_and_makes_none() {
    let learner = Learner::new(&[]);
    assert!(learner.printed(&["--lang", "ko"]).starts_with("아직 틀린 문제가 없어요.\n"));
    let blog = learner.printed(&["--format", "markdown"]);
    assert!(blog.starts_with("# Mistakes\n\nNothing has gone wrong yet.\n"), "{blog}");
    assert!(!learner.progress.exists());
}
