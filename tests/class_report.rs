//! What comes after a class, by the real program: list, report in every form, export, delete.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)] // elsewhere no variable leads the program away from the user's own folders

#[path = "class/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "support/place.rs"]
mod place;
#[path = "support/pty.rs"]
mod pty;

use std::{
    fs,
    process::{Command, Stdio},
};

use desk::{Desk, both, items, live, multiple, number, single, typed};
use place::Place;
use rusqlite::Connection;
use seodang::{
    class::{
        Event, Happened, HostCommand, Join, JoinCode, PlayerId, Poll, Reply, Setup,
        setup::{Mode, Names, Student},
    },
    course::Question,
    lang::{Text, width::width},
    store::class::{self, Head, Journal},
};

/// Where everything is, from the folder that the program runs in.
const PROGRESS: &str = "mine.db";

/// What a run came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

#[track_caller]
fn run(place: &Place, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seodang"));
    command.args(["--progress", PROGRESS]).args(args).env_clear().envs(place.environment()).env("TZ", "UTC");
    let output = command.current_dir(place.work()).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ran = Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
    let commands =
        |text: &str| text.contains(|c: char| (c.is_control() && !"\r\n".contains(c)) || c == '\u{202e}');
    assert!(!commands(&ran.out) && !commands(&ran.err), "{args:?} commands the terminal: {ran:?}");
    ran
}

/// What `args` print, without a word on the error output.
#[track_caller]
fn printed(place: &Place, args: &[&str]) -> String {
    let ran = run(place, args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

/// What `args` are refused with.
#[track_caller]
fn refused(place: &Place, args: &[&str]) -> String {
    let ran = run(place, args);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
    ran.err
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in:\n{text}");
    }
}

fn code(number: u64) -> JoinCode {
    JoinCode::from_random(number * 7_654_321)
}

/// Keeps what happened as the class with this number.
fn keep(place: &Place, number: u64, events: &[Event]) -> String {
    let opened_ms = 1_795_341_072_000 + i64::try_from(number).unwrap() * 86_400_000;
    let head = Head { code: code(number), opened_ms, host: None, clock: 0 };
    Journal::create(&place.work().join("rooms"), head, events).unwrap();
    code(number).to_string()
}

fn events(desk: &Desk) -> Vec<Event> {
    desk.journal.iter().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// `question`, taught by a page of the shipped course or by none.
fn of(question: Question, lesson: &str, page: &str, stem: (&str, &str)) -> Question {
    Question {
        id: question.id.replace("SECRET-", ""),
        lesson: lesson.to_owned(),
        page: page.to_owned(),
        stem: Text { ko: stem.0.to_owned(), en: stem.1.to_owned() },
        ..question
    }
}

fn questions() -> Vec<Question> {
    vec![
        of(single("easy"), "ecs", "what", ("**ECS**는 무엇을 하나요?", "What does **ECS** do?")),
        of(
            single("restart"),
            "ecs",
            "task-definition",
            (
                "재시작 정책을 켜지 않은 essential 컨테이너가 종료 코드 1로 끝났다. 같은 태스크의 사이드카는?",
                "An essential container without a restart policy ends with exit code 1. What of its sidecar?",
            ),
        ),
        of(
            multiple("parts"),
            "ecs",
            "task-definition",
            ("태스크 정의에 적는 것은?", "What is in a task definition?"),
        ),
        of(number("price"), "", "", ("1 < 2 & `a|b`이면?", "What if 1 < 2 & `a|b`?")),
        of(typed("typed"), "gone", "old", ("무엇이라고 부르나요?", "What is it called?")),
    ]
}

const NAMES: [&str; 8] =
    ["김민지", "Anna Schmidt", "이서준", "José", "박하은", "O'Neil", "Владимир", "최고의이름열글자다"];

/// Names that are allowed, and mean something to a spreadsheet, a browser, Markdown or a shell.
const EVIL: [&str; 8] = [
    "=HYPERLINK(\"x\")",
    "@SUM(A1)",
    "+82 10 1234",
    "-2+3",
    "<b>bold</b>",
    "a|b*c_d`e`[f](g)",
    "\"a\", 'b'; $(rm)",
    "&lt;${x}",
];

/// The same in every run.
struct Dice(u64);

impl Dice {
    fn percent(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % 100
    }
}

/// A lesson to its end, with a poll after the second question, in which the better ones are right more often.
fn lesson(mut desk: Desk, players: &[PlayerId]) -> Desk {
    let mut dice = Dice(42);
    for question in 0..5 {
        desk.next();
        let number = desk.room.current().unwrap();
        for (at, player) in players.iter().enumerate() {
            let skill = 95 - 60 * at as u64 / players.len() as u64;
            let ease = [100, 45, 70, 60, 80][question];
            desk.later(370);
            match dice.percent() {
                0..4 => {}
                4..8 => {
                    desk.try_answer(*player, number, number, Reply::DontKnow);
                }
                roll => {
                    // Of the restart question, nobody knows more than anybody else.
                    let chance = if question == 1 { ease } else { skill * ease / 100 };
                    let reply = match (question, roll % 3) {
                        (0 | 1, 0) if dice.percent() >= chance => desk.reply(number, &["b"]),
                        (3, 1) if dice.percent() >= chance => Reply::Typed("7 **g** <i>".to_owned()),
                        _ => desk.sample(number, dice.percent() < chance),
                    };
                    desk.try_answer(*player, number, number, reply);
                }
            }
        }
        desk.host(HostCommand::Reveal).unwrap();
        if question == 1 {
            desk.host(HostCommand::Poll(Poll::Pace)).unwrap();
            let number = desk.room.current().unwrap();
            for (at, player) in players.iter().enumerate() {
                desk.try_answer(*player, number, 1, Reply::Chosen(vec![u8::try_from(at % 3).unwrap()]));
            }
            desk.host(HostCommand::Reveal).unwrap();
        } else if question < 4 {
            desk.next();
        }
    }
    desk.host(HostCommand::Close).unwrap();
    desk
}

fn titled() -> Setup {
    Setup { title: Text { ko: "ECS 한 바퀴".into(), en: "Once around ECS".into() }, ..live(questions()) }
}

/// A class of forty, in two teams, with Korean and other names.
fn forty() -> Desk {
    let teams = vec!["청룡".to_owned(), "Red | Team".to_owned()];
    let mut desk = Desk::open(Setup { teams, ..titled() });
    let join = |(at, desk): (u32, &mut Desk)| {
        let join = Join {
            seat: desk::hash(at),
            name: NAMES[at as usize % NAMES.len()].to_owned(),
            student: None,
            team: Some(at % 2),
        };
        desk.join_as(join).unwrap()
    };
    let players: Vec<PlayerId> = (0..40).map(|at| join((at, &mut desk))).collect();
    lesson(desk, &players)
}

/// A small class with a list of students and evil names.
fn evil() -> Desk {
    let student =
        |(at, name): (usize, &&str)| Student { id: format!("=2026-{at}"), name: (*name).to_owned() };
    let roster = EVIL.iter().enumerate().map(student).collect();
    let mut desk = Desk::open(Setup { names: Names::Roster(roster), ..titled() });
    let join = |desk: &mut Desk, at: u32| {
        let join = Join {
            seat: desk::hash(at),
            name: String::new(),
            student: Some(format!("=2026-{at}")),
            team: None,
        };
        desk.join_as(join).unwrap()
    };
    let players: Vec<PlayerId> = (0..8).map(|at| join(&mut desk, at)).collect();
    lesson(desk, &players)
}

#[test]
fn a_class_of_forty_in_every_form_and_language() {
    let place = Place::new();
    let room = keep(&place, 1, &events(&forty()));
    for lang in ["ko", "en"] {
        let report =
            |form: &[&str]| printed(&place, &[&["--lang", lang, "class", "report", &room], form].concat());
        let text = report(&[]);
        assert!(text.lines().all(|line| width(line) <= 80), "{text}");
        insta::assert_snapshot!(format!("forty-text-{lang}"), text);
        insta::assert_snapshot!(format!("forty-csv-{lang}"), report(&["--csv"]));
        assert_eq!(report(&["--csv=students"]), report(&["--csv"]));
        insta::assert_snapshot!(format!("forty-questions-{lang}"), report(&["--csv=questions"]));
    }
    let text = printed(&place, &["--lang", "en", "class", "report", &room.to_lowercase()]);
    assert_has(&text, &["ECS › Task definitions and tasks", "seodang learn ecs#task-definition"]);
    // What the course does not have any more leads nowhere.
    for form in [&[][..], &["--markdown"], &["--html"]] {
        let out = printed(&place, &[&["class", "report", &room], form].concat());
        assert!(!out.contains("learn gone") && !out.contains("gone#old"), "{out}");
    }
    // The newest one need not be named, and blanks in a code do not matter.
    assert_eq!(printed(&place, &["class", "report"]), text);
    let (first, second) = room.split_at(3);
    assert_eq!(printed(&place, &["class", "report", &format!("{first} {second}")]), text);
    // Both languages, and narrow.
    let both = printed(&place, &["--lang", "both", "class", "report"]);
    assert_has(&both, &["What does ECS do?", "ECS는 무엇을 하나요?"]);
}

#[test]
fn names_that_would_be_something_else_stay_names() {
    let place = Place::new();
    keep(&place, 2, &events(&evil()));
    for lang in ["ko", "en"] {
        for (form, name) in [("--markdown", "md"), ("--html", "html"), ("--csv", "csv")] {
            let out = printed(&place, &["--lang", lang, "class", "report", form]);
            insta::assert_snapshot!(format!("evil-{name}-{lang}"), out);
        }
    }
    let sheet = printed(&place, &["class", "report", "--csv"]);
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    assert!(rows.iter().any(|row| &row[1] == "'=HYPERLINK(\"x\")" && row[2].starts_with("'=2026-")));
    let sheet = printed(&place, &["class", "report", "--csv=questions"]);
    let mut reader = csv::Reader::from_reader(sheet.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|head| head == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    let polls: Vec<_> = rows.iter().filter(|row| &row[column("poll")] == "1").collect();
    assert!(polls.iter().all(|row| row[column("p")].is_empty() && row[column("choices")].contains(": ")));
    let is_formula = |cell: &str| cell.starts_with(['=', '+', '@']);
    assert!(rows.iter().flatten().all(|cell| !is_formula(cell)), "{sheet}");
    let json: serde_json::Value =
        serde_json::from_str(&printed(&place, &["class", "report", "--json"])).unwrap();
    assert_eq!((&json["version"], &json["phase"]), (&1.into(), &"closed".into()));
    assert_eq!(json["opened"], "2026-11-24T09:51:12Z");
    assert_eq!(json["students"].as_array().unwrap().len(), 8);
    assert_eq!(json["questions"].as_array().unwrap().len(), 6);
    assert_eq!(json["questions"][2]["choices"].as_array().unwrap().len(), 3);
}

#[test]
fn a_file_says_by_its_name_how_it_is_written() {
    let place = Place::new();
    let room = keep(&place, 3, &events(&evil()));
    for (file, begins) in [
        ("a.csv", "\u{feff}rank,"),
        ("a.json", "{\n"),
        ("a.md", "# Once"),
        ("a.html", "<!doctype"),
        ("a", "Once"),
    ] {
        let said = printed(&place, &["class", "report", &room, "-o", file]);
        assert_eq!(said, format!("wrote {file}\n"));
        assert!(fs::read_to_string(place.work().join(file)).unwrap().starts_with(begins), "{file}");
    }
    let ran = run(&place, &["class", "report", &room, "-o", "a.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert_has(&refused(&place, &["class", "report", &room, "--csv", "--html"]), &["cannot be used with"]);
    assert_has(&refused(&place, &["class", "report", &room, "--csv=pages"]), &["students", "questions"]);
    assert_has(&refused(&place, &["--lang", "ko", "class", "report", "--csv=pages"]), &["questions"]);
}

#[test]
fn the_list_says_what_there_is_and_where() {
    let place = Place::new();
    assert_has(&printed(&place, &["class", "list"]), &["There are no classes yet", "rooms"]);
    assert_has(&refused(&place, &["class", "report"]), &["There are no classes yet"]);
    // Nobody came; everybody at their own pace; stopped in mid-question; over.
    keep(&place, 4, &events(&Desk::open(titled())));
    let mode = Mode::SelfPaced { limit_ms: 600_000, at_once: false };
    let mut homework = Desk::open(Setup { mode, ..titled() });
    let player = homework.join("민지");
    homework.next();
    homework.answer(player, &["a"]);
    keep(&place, 5, &events(&homework));
    let mut killed = Desk::open(titled());
    let (anna, _) = (killed.join("Anna"), killed.join("Bo"));
    killed.next();
    killed.answer(anna, &["b"]);
    killed.host(HostCommand::Reveal).unwrap();
    killed.next();
    killed.next();
    killed.later(5_000).answer(anna, &["b"]);
    let killed = keep(&place, 6, &events(&killed));
    keep(&place, 7, &events(&forty()));
    insta::assert_snapshot!("list-en", printed(&place, &["class", "list"]));
    insta::assert_snapshot!("list-ko", printed(&place, &["--lang", "ko", "class", "list"]));
    for (number, lang, name) in
        [(4, "en", "empty"), (5, "ko", "homework"), (6, "en", "killed"), (6, "ko", "killed")]
    {
        let out = printed(&place, &["--lang", lang, "class", "report", &code(number).to_string()]);
        insta::assert_snapshot!(format!("{name}-{lang}"), out);
    }
    // A class that is going on can be looked at, but not deleted.
    let journal = Journal::open(&place.work().join("rooms"), killed.parse().unwrap()).unwrap();
    assert_has(&printed(&place, &["class", "list"]), &["going on"]);
    assert_has(&refused(&place, &["class", "delete", &killed, "--yes"]), &["going on in another window"]);
    drop(journal);
}

#[test]
fn a_damaged_record_is_told_of_and_disturbs_no_other() {
    let place = Place::new();
    let whole = keep(&place, 8, &events(&evil()));
    let damaged = keep(&place, 9, &events(&evil()));
    let file = place.work().join("rooms").join(format!("{damaged}.db"));
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch(
            "DROP TRIGGER events_are_never_changed; UPDATE events SET event = '{}' WHERE number = 5",
        )
        .unwrap();
    drop(connection);
    fs::write(place.work().join("rooms/ABCDEF.db"), "no database").unwrap();
    let ran = run(&place, &["class", "list"]);
    assert_eq!(ran.code, 1);
    assert_has(&ran.out, &[&whole, &damaged, "unreadable", "ABCDEF"]);
    assert_has(&ran.err, &["damaged", "event 5", "ABCDEF.db"]);
    for lang in ["ko", "en"] {
        let said = refused(&place, &["--lang", lang, "class", "report", &damaged]);
        assert_has(&said, &["event 5", &damaged]);
        refused(&place, &["--lang", lang, "class", "export", &damaged]);
    }
    // The newest that can be read.
    assert_has(&printed(&place, &["class", "report"]), &[&whole]);
    assert_has(&printed(&place, &["class", "delete", "abc-def", "--yes"]), &["ABCDEF"]);
    printed(&place, &["class", "delete", &damaged, "--yes"]);
    assert_eq!(run(&place, &["class", "list"]).code, 0);
}

#[test]
fn what_is_in_an_edited_record_commands_no_terminal() {
    let place = Place::new();
    let mut events = events(&evil());
    for event in &mut events {
        if let Happened::Joined { name, .. } = &mut event.what {
            *name = both("\u{1b}[31mred\u{9b}2J\u{202e}\u{7}\r\nnew");
        }
    }
    keep(&place, 10, &events);
    for form in [&[][..], &["--csv"], &["--json"], &["--markdown"], &["--html"]] {
        assert_has(&printed(&place, &[&["class", "report"], form].concat()), &["[31mred"]);
    }
    printed(&place, &["class", "export", &code(10).to_string()]);
    printed(&place, &["class", "list"]);
}

#[test]
fn everything_that_is_kept_can_be_taken_along() {
    let place = Place::new();
    let room = keep(&place, 11, &events(&evil()));
    let text = printed(&place, &["class", "export", &room]);
    let export: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&export["format"], &export["version"]), (&"seodang-class".into(), &1.into()));
    let taken: Vec<Event> = serde_json::from_value(export["events"].clone()).unwrap();
    assert_eq!(taken, class::read(&place.work().join("rooms"), room.parse().unwrap()).unwrap().events);
    assert_eq!(printed(&place, &["class", "export", &room, "-o", "all.json"]), "wrote all.json\n");
    assert_eq!(fs::read_to_string(place.work().join("all.json")).unwrap(), text);
}

#[test]
fn nothing_is_deleted_unasked_and_nothing_stays() {
    let place = Place::new();
    let room = keep(&place, 12, &events(&evil()));
    for lang in ["ko", "en"] {
        assert_has(&refused(&place, &["--lang", lang, "class", "delete", &room]), &["--yes"]);
        for what in ["report", "export", "delete"] {
            let bad = refused(&place, &["--lang", lang, "class", what, "wrong\u{1b}[2J"]);
            assert_has(&bad, &["wrong[2J", "0, 1, I, L, O"]);
            let missing = refused(&place, &["--lang", lang, "class", what, "ABCDEF"]);
            assert_has(&missing, &["ABCDEF", "seodang class list"]);
        }
        assert_has(&refused(&place, &["--lang", lang, "class", "delete", "ABCDEF", "--yes"]), &["ABCDEF"]);
    }
    printed(&place, &["class", "report", &room]);
    assert_has(&printed(&place, &["class", "delete", &room, "--yes"]), &["deleted everything", &room]);
    let left: Vec<String> = place.files().into_iter().filter(|file| file.contains("rooms")).collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn a_terminal_is_asked_before_anything_is_deleted() {
    let place = Place::new();
    let room = keep(&place, 13, &events(&evil()));
    for (typed, code, says) in [("yes", 1, "nothing was changed"), ("삭제", 0, "deleted everything")] {
        let args = ["--progress", PROGRESS, "class", "delete", &room];
        let mut pty = pty::Pty::start(&place, &args, &[("LANG", "en_US.UTF-8")], (100, 24));
        pty.wait_for("This cannot be undone");
        assert_has(&pty.text(), &[&room, "Once around ECS", "8 students"]);
        pty.send(&format!("{typed}\r"));
        pty.wait_for(says);
        assert_eq!(pty.end(), code);
    }
}

#[test]
fn the_help_says_what_is_kept() {
    let place = Place::new();
    for what in ["list", "report", "export", "delete"] {
        let help = |lang| printed(&place, &["--lang", lang, "class", what, "--help"]);
        assert_has(&help("en"), &["on this computer only"]);
        assert_has(&help("ko"), &["이 컴퓨터"]);
    }
    assert!(items(questions()).len() == 5);
}
