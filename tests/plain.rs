//! The real program line by line, through pipes: what it writes is text, what it is told is kept, and it ends well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)] // elsewhere no variable leads the program away from the user's own folders

#[path = "support/place.rs"]
mod place;

use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, Command, Output, Stdio},
};

use place::Place;
use rusqlite::{Connection, OpenFlags};

fn command(place: &Place, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seodang"));
    command.args(["--plain"]).args(args).env_clear().envs(place.environment()).current_dir(place.work());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn start(place: &Place, args: &[&str]) -> Child {
    command(place, args).spawn().unwrap()
}

/// What comes of `input`, which must be text whatever it was.
#[track_caller]
fn told(place: &Place, args: &[&str], input: &[u8]) -> String {
    let mut child = start(place, args);
    // A program that has ended takes no more input.
    let _ = child.stdin.take().unwrap().write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!((status.code(), err.as_str()), (Some(0), ""), "{args:?}\n{out}");
    let other = out.chars().find(|c| c.is_control() && *c != '\n' || matches!(c, '\u{2500}'..='\u{25FF}'));
    assert_eq!(other, None, "{args:?}\n{out}");
    assert!(out.lines().all(|line| line.trim_end() == line), "{args:?}: blanks at the end of a line\n{out}");
    out
}

/// Items of the records of a kind.
fn records(place: &Place, kind: &str) -> Vec<String> {
    let file = place.path("data/seodang/progress.db");
    let file = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut found = file.prepare("SELECT item FROM events WHERE kind = ?1 ORDER BY id").unwrap();
    found.query_map([kind], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn an_answer_through_a_pipe_is_kept() {
    let place = Place::new();
    let out = told(&place, &["--lang", "en", "quiz", "ecs"], b"1\n\n");
    assert!(out.contains("ECS › Quiz, 1/") && out.contains("Type: 1-4 choose, Enter submit"), "{out}");
    assert!(
        out.contains("> 1  ") && out.contains("Your answer: 1  ") && out.contains("Explanation: "),
        "{out}"
    );
    assert_eq!(records(&place, "answered").len(), 1);
    assert!(place.files().contains(&"data/seodang/progress.db".to_owned()), "{:?}", place.files());
    // Where it was left; the question that was answered is not asked again.
    let out = told(&place, &["--lang", "en", "quiz", "ecs"], b"");
    assert!(out.contains("ECS › Quiz, 2/"), "{out}");
}

#[test]
fn every_target_can_be_read_line_by_line() {
    for (args, en, ko) in [
        (&[][..], "Using Seodang: 7 min", "서당 사용법: 7분"),
        (&["learn"], "Using Seodang: 7 min", "서당 사용법: 7분"),
        (&["learn", "ecs#roles"], "Diagram: With the task execution role", "그림: ECS는 태스크 실행 역할로"),
        (&["quiz", "ecs"], "ECS › Quiz, 1/", "ECS › 퀴즈, 1/"),
        (&["glossary"], "164 terms", "164개"),
        (&["glossary", "task"], "Not to be confused with", "헷갈리는 말"),
    ] {
        for (lang, expected) in [("en", en), ("ko", ko)] {
            let place = Place::new();
            let out = told(&place, &[&["--lang", lang], args].concat(), b"");
            assert!(out.contains(expected), "{args:?} {lang}\n{out}");
        }
    }
    // What is printed at once is plain, too.
    let out = told(&Place::new(), &["quiz", "ecs", "--list"], b"");
    assert!(out.contains("ECS ("), "{out}");
}

#[test]
fn a_first_start_asks_for_the_language() {
    let place = Place::new();
    let out = told(&place, &["quiz", "ecs"], b"1\n1\n\n");
    assert!(
        out.contains("Which language?") && out.contains("ECS › 퀴즈, 1/") && out.contains("내 답: 1  "),
        "{out}"
    );
    let out = told(&place, &[], "설정\n위\n\nq\n".as_bytes());
    assert!(out.contains("> 움직임 줄이기: 켬"), "{out}");
    let out = told(&place, &["설정"][..0], b"f4\n");
    assert!(out.contains("움직임 줄이기: 켬"), "{out}");
}

#[test]
fn whatever_is_typed_the_answer_is_text() {
    let long = "가".repeat(50_000);
    for input in [
        &b"\x1b[31m\n\x00\x07\n\xff\xfe\n\r\n\n"[..],
        b"1\r\n\r\n",
        b"\t\n   \n:\n::\n:x\n0\n\n",
        b"no line break at the end",
        long.as_bytes(),
        &b"\n".repeat(200),
        &b"tab\n\n".repeat(50),
        "1\n다음\n다음\n뒤로\n/\n\x1b\n태스크\n\n탭\n\n".as_bytes(),
    ] {
        told(&Place::new(), &["--lang", "ko"], input);
    }
}

#[test]
fn what_a_course_holds_is_text() {
    let place = Place::new();
    let dir = place.work();
    let new = ["new", "course", "mine"];
    let made = Command::new(env!("CARGO_BIN_EXE_seodang"))
        .args(new)
        .env_clear()
        .envs(place.environment())
        .current_dir(&dir)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let lessons = std::fs::read_dir(dir.join("mine/lessons")).unwrap();
    let lesson = lessons.map(Result::unwrap).find(|entry| entry.path().is_dir()).unwrap();
    let prose = "# A\n\n## B {#b}\n\nred \x1b[31mred\x07 \u{9b}31m ─ ┌\n\n```text\n\x1b[2J\t┌──┐\n```\n";
    for lang in ["ko", "en"] {
        std::fs::write(lesson.path().join(format!("{lang}.md")), prose).unwrap();
    }
    let out = told(&place, &["--lang", "en", "--course", "mine"], b"\n1\n");
    assert!(out.contains("red"), "{out}");
}

#[test]
fn who_stops_reading_loses_nothing() {
    let place = Place::new();
    let mut child = start(&place, &["--lang", "en", "quiz", "ecs"]);
    let mut input = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let _ = input.write_all(b"0\n\n0\n");
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
    assert!(!records(&place, "quiz-started").is_empty());
}

#[test]
fn a_signal_ends_it_as_the_end_of_the_input_does() {
    use rustix::process::{Pid, Signal, kill_process};

    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let place = Place::new();
        let mut child = start(&place, &["--lang", "en", "quiz", "ecs"]);
        let mut input = child.stdin.take().unwrap();
        input.write_all(b"3\n").unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().starts_with("> 3  ")));
        let pid = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code));
        // The option that was pointed at is kept.
        let out = told(&place, &["--lang", "en", "learn"], b"");
        assert!(out.contains("> 3  "), "{out}");
    }
}
