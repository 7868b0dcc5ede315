//! The real program in a real pseudo-terminal: a learner's sessions from the first start to the next day.
//!
//! What a learner sees is compared as a whole: a screen that comes back is the same text in the same cells.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)]

#[path = "support/place.rs"]
mod place;
#[path = "support/pty.rs"]
mod pty;

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::PathBuf,
};

use place::Place;
use pty::Pty;
use rusqlite::{Connection, OpenFlags};
use rustix::process::Signal;
use seodang::course::{Course, Files, Kind};

const ENTER: &str = "\r";
const SPACE: &str = " ";
const TAB: &str = "\t";
const ESC: &str = "\x1b";
const DOWN: &str = "\x1b[B";
const LEFT: &str = "\x1b[D";
const HOME: &str = "\x1b[H";
const END: &str = "\x1b[F";
const F1: &str = "\x1bOP";
const F2: &str = "\x1bOQ";
/// “I don't know”: an answer that every kind of question takes at once.
const F6: &str = "\x1b[17~";
const CTRL_C: &str = "\x03";
const CTRL_Q: &str = "\x11";

const NORMAL: (u16, u16) = (80, 24);
const SMALL: (u16, u16) = (60, 20);
const LARGE: (u16, u16) = (200, 60);
/// So low that every page has to be scrolled.
const LOW: (u16, u16) = (80, 16);

/// More keys than it takes to get through any page or feedback.
const ENOUGH: usize = 40;

fn progress(place: &Place) -> PathBuf {
    place.path("data/progress.db")
}

fn start_with(place: &Place, args: &[&str], size: (u16, u16)) -> Pty {
    let file = progress(place).display().to_string();
    Pty::start(place, &[&["--progress", &file], args].concat(), &[], size)
}

/// Starts at home, which is in Korean by now.
fn start(place: &Place, size: (u16, u16)) -> Pty {
    let pty = start_with(place, &[], size);
    pty.wait_for("서당 사용법");
    pty
}

/// A learner who has just chosen Korean.
fn first_start(place: &Place, size: (u16, u16)) -> Pty {
    let mut pty = start_with(place, &[], size);
    pty.wait_for("어느 언어로 볼까요?  Which language?");
    pty.press("1");
    pty.wait_for("서당 사용법");
    pty
}

/// A place whose learner has chosen Korean.
fn korean() -> Place {
    let place = Place::new();
    quit(first_start(&place, NORMAL));
    place
}

#[track_caller]
fn quit(mut pty: Pty) {
    pty.send(CTRL_Q);
    assert_eq!(pty.end(), 0);
}

/// What opens the lesson of this title at home.
#[track_caller]
fn digit_of(pty: &Pty, title: &str) -> String {
    let text = pty.text();
    let found = text.lines().find_map(|line| {
        let mut words = line.trim_start_matches([' ', '▸']).split_whitespace();
        let digit = words.next().filter(|word| word.parse::<u8>().is_ok())?;
        (words.next() == Some(title)).then(|| digit.to_owned())
    });
    found.unwrap_or_else(|| panic!("no {title} at home:\n{text}"))
}

/// Presses `key` until the screen says `text`, and gives it.
#[track_caller]
fn press_until(pty: &mut Pty, key: &str, text: &str) -> String {
    for _ in 0..ENOUGH {
        if pty.text().contains(text) {
            return pty.text();
        }
        pty.press(key);
    }
    panic!("no {text:?} after {ENOUGH} times {key:?} on:\n{}", pty.text());
}

/// Leaves, comes back, and goes on from home.
#[track_caller]
fn come_back(place: &Place, pty: Pty, size: (u16, u16)) -> Pty {
    quit(pty);
    go_on(place, size)
}

/// Starts and goes on where home offers to.
#[track_caller]
fn go_on(place: &Place, size: (u16, u16)) -> Pty {
    let mut pty = start(place, size);
    pty.wait_until("offer to go on under the cursor", |text| {
        text.lines().any(|line| line.trim_start().starts_with("▸ 이어서"))
    });
    pty.press(ENTER);
    pty
}

/// F2 shows `english` instead, and another F2 the very screen that was there before.
#[track_caller]
fn flips(pty: &mut Pty, english: &str) {
    let korean = pty.text();
    assert!(!korean.contains(english), "{english:?} is there in Korean:\n{korean}");
    pty.send(F2);
    pty.wait_for(english);
    pty.send(F2);
    pty.wait_for_screen(&korean);
}

/// Kind, item and payload of everything in the progress file.
fn records(place: &Place) -> Vec<(String, String, String)> {
    // Not read-only: after a kill, what was half written has to be taken back first.
    let file = Connection::open_with_flags(progress(place), OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let mut statement = file.prepare("SELECT kind, item, payload FROM events ORDER BY id").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// How many answers there are to each question.
fn answers(place: &Place) -> BTreeMap<String, usize> {
    let mut answers = BTreeMap::new();
    for (_, item, _) in records(place).into_iter().filter(|(kind, ..)| kind == "answered") {
        *answers.entry(item).or_default() += 1;
    }
    answers
}

/// Ids and kinds of the questions of a lesson, in the order of its quiz.
fn questions(lesson: &str) -> Vec<(String, Kind)> {
    let course = Course::open(Files::embedded()).0;
    let questions = course.questions(course.lesson_index(lesson).unwrap()).iter();
    questions.map(|question| (question.id.clone(), question.kind.clone())).collect()
}

/// `2/14`, as the header says where a page of ECS is.
fn at(page: &str) -> String {
    let course = Course::open(Files::embedded()).0;
    let lesson = course.lesson("ecs").unwrap();
    format!("{}/{}", lesson.page_index(page).unwrap() + 1, lesson.pages.len())
}

#[test]
fn from_the_first_start_to_coming_back() {
    for size in [NORMAL, SMALL, LARGE] {
        let place = Place::new();
        let mut pty = first_start(&place, size);
        let screen = pty.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste() && screen.hide_cursor());
        assert!(!pty.text().contains("이어서"), "nothing to go on with yet");

        // The first page to its end, and its question.
        let ecs = digit_of(&pty, "ECS");
        pty.press(&ecs);
        pty.wait_for("ECS › ECS가 하는 일");
        pty.wait_for(&at("what"));
        let question = press_until(&mut pty, SPACE, "하나를 골라요");
        assert!(question.contains("ECS › 확인 문제") && question.contains("1/1"), "{question}");
        pty.send(ENTER);
        pty.wait_for("하나를 고르세요.");
        assert_eq!(answers(&place), BTreeMap::new(), "a hasty Enter answers nothing");
        let chosen = pty.press("2");
        assert!(chosen.contains("▸ 2  "), "{chosen}");
        flips(&mut pty, "Choose one");
        pty.press(ENTER);
        let feedback = pty.wait_until("feedback", |text| {
            ["맞았어요", "아쉬워요"].iter().any(|verdict| text.contains(verdict))
        });
        flips(&mut pty, if feedback.contains("맞았어요") { "✓ Right" } else { "✗ Not quite" });

        // The next page, the card of its first term.
        press_until(&mut pty, ENTER, &at("task-definition"));
        let page = pty.text();
        assert!(page.contains("ECS › 태스크 정의와 태스크"), "{page}");
        let marked = pty.press(TAB);
        pty.press(ENTER);
        pty.wait_for("─ 태스크 정의 ─");
        flips(&mut pty, "─ task definition ─");
        pty.send(ESC);
        pty.wait_for_screen(&marked);
        flips(&mut pty, "ECS › Task definitions and tasks");

        // Turning the page leaves the term alone.
        pty.send(LEFT);
        pty.wait_for(&at("what"));
        press_until(&mut pty, SPACE, &at("task-definition"));
        pty.wait_for_screen(&page);

        // Leaving and coming back, on a screen that is scrolled where it can be.
        let page = if size == LARGE { page } else { pty.press(DOWN) };
        let pty = come_back(&place, pty, size);
        pty.wait_for_screen(&page);
        quit(pty);

        assert_eq!(answers(&place), BTreeMap::from([("ecs-not-ec2".to_owned(), 1)]));
        let has = |kind: &str, item: &str| records(&place).iter().any(|r| r.0 == kind && r.1 == item);
        assert!(has("page-read", "ecs#what") && !has("page-read", "ecs#task-definition"));
        assert_eq!(place.files_but_backups(), ["data/progress.db"], "one file, and nothing beside it");
    }
}

#[test]
fn the_first_start_leads_where_it_was_asked_to() {
    for (args, seen) in [
        (&["learn", "ecs#service"][..], "ECS › 서비스와 태스크의 일생"),
        (&["quiz", "ecs"], "ECS › 퀴즈"),
        (&["glossary", "태스크"], "─ 태스크 ─"),
        (&["glossary"], "찾기"),
    ] {
        let place = Place::new();
        let mut pty = start_with(&place, args, NORMAL);
        pty.wait_for("어느 언어로 볼까요?");
        pty.press("1");
        pty.wait_for(seen);
        quit(pty);
        // And later goes there at once.
        let pty = start_with(&place, args, NORMAL);
        pty.wait_for(seen);
        quit(pty);
    }
    // With the language given nothing is asked.
    let place = Place::new();
    let pty = start_with(&place, &["--lang", "en"], NORMAL);
    pty.wait_for("Glossary");
    quit(pty);
}

#[test]
fn f2_keeps_the_place_however_far_a_page_is_scrolled() {
    for (size, page) in [(LOW, "cluster"), (LOW, "deployments"), (SMALL, "service")] {
        let place = korean();
        let mut pty = start_with(&place, &["learn", &format!("ecs#{page}")], size);
        pty.wait_for(&at(page));
        let top = pty.text();
        let bottom = pty.press(END);
        pty.send(HOME);
        pty.wait_for_screen(&top);
        for _ in 0..2 * ENOUGH {
            flips(&mut pty, "English");
            if pty.text() == bottom {
                break;
            }
            pty.press(DOWN);
        }
        assert_eq!(pty.text(), bottom);
        quit(pty);
    }
}

#[test]
fn a_page_comes_back_at_the_row_where_it_was_left() {
    for size in [LOW, SMALL] {
        let place = korean();
        let mut pty = start_with(&place, &["learn", "ecs#networking"], size);
        pty.wait_for(&at("networking"));
        for downs in [0, 1, 1, 0] {
            for _ in 0..downs {
                pty.press(DOWN);
            }
            let page = pty.text();
            pty = come_back(&place, pty, size);
            pty.wait_for_screen(&page);
        }
        let bottom = pty.press(END);
        let pty = come_back(&place, pty, size);
        pty.wait_for_screen(&bottom);
        quit(pty);
    }
}

#[test]
fn a_page_comes_back_in_the_language_it_was_left_in() {
    let place = korean();
    let mut pty = start_with(&place, &["learn", "ecs#roles"], LOW);
    pty.wait_for(&at("roles"));
    pty.press(DOWN);
    pty.send(F2);
    pty.wait_for("Two roles");
    let english = pty.text();
    quit(pty);
    let mut pty = start_with(&place, &[], LOW);
    pty.wait_for("Continue");
    pty.press(ENTER);
    pty.wait_for_screen(&english);
    quit(pty);
}

/// What to press to begin an answer of this kind.
fn draft(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Single | Kind::TrueFalse => &["2"],
        Kind::Multiple => &["1", "3"],
        Kind::Ordering => &["2", "1"],
        Kind::Matching => &["2"],
        Kind::Number(_) => &["4", "2"],
        Kind::Typed(_) => &["a", "b"],
        Kind::FillIn(_) => &["a", DOWN, "b"],
    }
}

/// Same question, same order of options, same cursor, same marks; after the answer, its feedback.
#[test]
fn every_question_of_a_quiz_comes_back_as_it_was_left() {
    let place = korean();
    let questions = questions("ecs");
    let count = questions.len();
    let mut pty = start_with(&place, &["quiz", "ecs"], NORMAL);
    for (n, (id, kind)) in questions.iter().enumerate() {
        pty.wait_for(&format!("{}/{count}", n + 1));
        for key in draft(kind) {
            pty.press(key);
        }
        let begun = pty.text();
        // Leaving by the key and by a signal come to the same.
        if n % 2 == 0 {
            pty.send(CTRL_Q);
            assert_eq!(pty.end(), 0);
        } else {
            pty.signal(Signal::TERM);
            assert_eq!(pty.end(), 143);
        }
        pty = go_on(&place, NORMAL);
        pty.wait_for_screen(&begun);
        assert!(!answers(&place).contains_key(id), "{id} was only begun");

        let feedback = pty.press(F6);
        assert!(feedback.contains("✗ 모름"), "{feedback}");
        if n + 1 == count {
            break;
        }
        pty = come_back(&place, pty, NORMAL);
        pty.wait_for_screen(&feedback);
        assert_eq!(answers(&place).get(id), Some(&1), "{id}");
        press_until(&mut pty, ENTER, &format!("{}/{count}", n + 2));
    }
    press_until(&mut pty, ENTER, &format!("{count}문제 중 0문제"));
    quit(pty);
    assert_eq!(answers(&place).len(), count);
}

/// The answer that ends a quiz is an answer like the others.
#[test]
fn the_last_answer_of_a_quiz_comes_back_too() {
    let place = korean();
    let mut pty = start_with(&place, &["quiz", "ecs"], NORMAL);
    let count = questions("ecs").len();
    pty.wait_for(&format!("1/{count}"));
    for n in 2..=count {
        pty.press(F6);
        press_until(&mut pty, ENTER, &format!("{n}/{count}"));
    }
    let feedback = pty.press(F6);
    let mut pty = come_back(&place, pty, NORMAL);
    pty.wait_for_screen(&feedback);
    let result = press_until(&mut pty, ENTER, &format!("{count}문제 중 0문제"));
    let pty = come_back(&place, pty, NORMAL);
    pty.wait_for_screen(&result);
    quit(pty);
}

#[test]
fn questions_flip_in_place() {
    for size in [NORMAL, SMALL] {
        let place = korean();
        let questions = questions("ecs");
        let count = questions.len();
        let mut pty = start_with(&place, &["quiz", "ecs"], size);
        for (n, (_, kind)) in questions.iter().enumerate() {
            pty.wait_for(&format!("{}/{count}", n + 1));
            flips(&mut pty, "English");
            for key in draft(kind) {
                pty.press(key);
            }
            flips(&mut pty, "English");
            pty.press(F6);
            flips(&mut pty, "✗ I don't know");
            let next =
                if n + 1 < count { format!("{}/{count}", n + 2) } else { format!("{count}문제 중") };
            press_until(&mut pty, ENTER, &next);
        }
        quit(pty);
    }
}

#[test]
fn a_check_in_comes_back_as_it_was_left() {
    let place = korean();
    let mut pty = start_with(&place, &["learn", "ecs#task-definition"], NORMAL);
    pty.wait_for(&at("task-definition"));
    press_until(&mut pty, SPACE, "ECS › 확인 문제");
    let begun = pty.press("3");
    let mut pty = come_back(&place, pty, NORMAL);
    pty.wait_for_screen(&begun);
    let feedback = pty.press(ENTER);
    let mut pty = come_back(&place, pty, NORMAL);
    pty.wait_for_screen(&feedback);
    // On to the second question of the page, and the page after it.
    press_until(&mut pty, ENTER, "2/2");
    pty.press("1");
    pty.press(ENTER);
    press_until(&mut pty, ENTER, "ECS › 필수 컨테이너와 사이드카");
    quit(pty);
    assert_eq!(answers(&place).into_values().collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn ways_out_restore_the_terminal() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let place = korean();
        let mut pty = start_with(&place, &["learn", "ecs#service"], LOW);
        pty.wait_for(&at("service"));
        let page = pty.press(DOWN);
        pty.signal(signal);
        assert_eq!(pty.end(), code, "{signal:?}");
        assert_eq!(pty.last_words(), "", "{signal:?}");
        let pty = go_on(&place, LOW);
        pty.wait_for_screen(&page);
        quit(pty);
    }
    // Keys: at once, or after a question.
    for keys in [&[CTRL_Q][..], &[CTRL_C], &["q"], &[ESC, ENTER], &[ESC, "1"]] {
        let place = korean();
        let mut pty = start(&place, NORMAL);
        let (last, before) = keys.split_last().unwrap();
        for key in before {
            pty.press(key);
        }
        pty.send(last);
        assert_eq!(pty.end(), 0, "{keys:?}");
    }
}

#[test]
fn a_panic_restores_the_terminal_and_loses_nothing() {
    let place = korean();
    for (at, args) in [(at("service"), ["learn", "ecs#service"]), ("ECS › 퀴즈".to_owned(), ["quiz", "ecs"])]
    {
        let file = progress(&place).display().to_string();
        let args: Vec<&str> = args.iter().copied().chain(["--progress", &file]).collect();
        let mut pty = Pty::start(&place, &args, &[("SEODANG_PANIC_ON", "@")], NORMAL);
        pty.wait_for(&at);
        if args[0] == "quiz" {
            pty.press(F6);
        }
        pty.send("@");
        assert_eq!(pty.end(), 101);
        let words = pty.last_words();
        assert!(words.contains("panicked") && words.contains("asked to panic"), "{words}");
    }
    assert_eq!(answers(&place).len(), 1);
}

#[test]
fn a_window_too_small_says_so_and_gives_the_page_back() {
    let place = korean();
    let mut pty = start_with(&place, &["learn", "ecs#cluster"], LOW);
    pty.wait_for(&at("cluster"));
    pty.press(DOWN);
    pty.press(DOWN);
    let page = pty.press(DOWN);
    for size in [(30, 8), (49, 24), (80, 14)] {
        pty.resize(size);
        pty.wait_for("창이 작아요");
        pty.wait_for(&format!("{}x{} (최소 50x15)", size.0, size.1));
        // Keys do nothing that is not seen, but the language changes even here.
        for key in [SPACE, ENTER, "2", TAB] {
            pty.send(key);
        }
        for first in ["The window is too small", "창이 작아요"] {
            pty.send(F2);
            pty.wait_until(first, |text| text.starts_with(first));
        }
        pty.resize(LOW);
        pty.wait_for_screen(&page);
    }
    for size in [(10, 3), (1, 1)] {
        pty.resize(size);
        pty.resize(LOW);
        pty.wait_for_screen(&page);
    }
    // Leaving works where nothing else does.
    pty.resize((30, 8));
    pty.wait_for("창이 작아요");
    quit(pty);
    let pty = go_on(&place, LOW);
    pty.wait_for_screen(&page);
    quit(pty);
}

#[test]
fn a_smaller_window_and_back_is_the_same_place() {
    for (size, key) in [(SMALL, DOWN), (SMALL, END), ((50, 15), DOWN), ((50, 15), END), ((80, 15), DOWN)] {
        resized_and_back(size, key);
    }
}

#[test]
fn a_larger_window_and_back_is_the_same_place() {
    for (size, key) in [(LARGE, DOWN), (LARGE, END), ((80, 30), DOWN), ((120, 16), DOWN)] {
        resized_and_back(size, key);
    }
}

#[track_caller]
fn resized_and_back(size: (u16, u16), key: &str) {
    let place = korean();
    let mut pty = start_with(&place, &["learn", "ecs#cluster"], LOW);
    pty.wait_for(&at("cluster"));
    let page = pty.press(key);
    pty.resize(size);
    pty.wait_until("other screen", |text| text != page && text.lines().count() == usize::from(size.1));
    pty.resize(LOW);
    pty.wait_for_screen(&page);
    quit(pty);
}

#[test]
fn what_was_answered_before_a_kill_is_there_after_it() {
    let place = korean();
    let mut pty = start_with(&place, &["quiz", "ecs"], NORMAL);
    pty.wait_for("ECS › 퀴즈");
    pty.press("2");
    let feedback = pty.press(ENTER);
    open_help(&mut pty);
    pty.kill();
    let pty = go_on(&place, NORMAL);
    pty.wait_for_screen(&feedback);
    quit(pty);
    assert_eq!(answers(&place), BTreeMap::from([(questions("ecs")[0].0.clone(), 1)]));
}

/// A key that leads to nothing that is recorded.
#[track_caller]
fn open_help(pty: &mut Pty) {
    pty.send(F1);
    pty.wait_for("─ 도움말 ─");
}

#[test]
fn killed_again_and_again_after_the_key_that_followed_an_answer() {
    killed_again_and_again(open_help);
}

#[test]
fn killed_again_and_again_as_soon_as_the_feedback_is_seen() {
    killed_again_and_again(|_| ());
}

/// Every answer whose feedback was seen, and after it what `then` does, is there, once; the others are there once or
/// not at all.
#[track_caller]
fn killed_again_and_again(then: impl Fn(&mut Pty)) {
    const ROUNDS: usize = 24;
    let place = korean();
    let lessons = ["ecs", "ec2", "lambda"].map(|lesson| (lesson, questions(lesson)));
    let (mut seen, mut lost) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (lesson, questions) = &lessons[round % lessons.len()];
        let mut pty = start_with(&place, &["--lang", "ko", "quiz", lesson], NORMAL);
        let count = format!("/{} ", questions.len());
        let text = pty.wait_until("question", |text| text.contains(&count) && text.contains("› 퀴즈"));
        let at = text.split(&count).next().unwrap();
        let number: usize = at.split_whitespace().last().unwrap().parse().unwrap();
        let id = &questions[number - 1].0;
        if seen.contains(id) {
            lost.push(format!("round {round}: {id} is asked again"));
        }
        pty.send(F6);
        // Every fourth round dies anywhere between the key and the answer.
        let dies_early = round % 4 == 3;
        if !dies_early {
            pty.wait_for("✗ 모름");
            then(&mut pty);
            seen.push(id.clone());
        }
        pty.kill();
        if !dies_early && !answers(&place).contains_key(id) {
            lost.push(format!("round {round}: {id} is not in the file"));
        }
    }
    assert!(lost.is_empty(), "of {} answers:\n{}", seen.len(), lost.join("\n"));
    let answers = answers(&place);
    assert!(answers.values().all(|times| *times == 1), "{answers:?}");
    assert!(answers.len() <= ROUNDS && answers.len() >= seen.len());
    // Nothing was judged damaged on the way, and the next session is told nothing.
    let pty = start_with(&place, &["--lang", "ko"], NORMAL);
    pty.wait_for("▸ 이어서");
    quit(pty);
    assert_eq!(place.files_but_backups(), ["data/progress.db"]);
}

#[test]
fn two_sessions_on_one_file_keep_both_answers() {
    let place = korean();
    let mut first = start_with(&place, &["quiz", "ecs"], NORMAL);
    let mut second = start_with(&place, &["quiz", "ec2"], NORMAL);
    for (pty, title) in [(&first, "ECS › 퀴즈"), (&second, "EC2 › 퀴즈")] {
        pty.wait_for(title);
    }
    for n in 1..=4 {
        for pty in [&mut first, &mut second] {
            pty.press(F6);
            pty.wait_for("✗ 모름");
            press_until(pty, ENTER, &format!("{}/", n + 1));
        }
    }
    quit(first);
    quit(second);
    let answers = answers(&place);
    for lesson in ["ecs", "ec2"] {
        for (id, _) in &questions(lesson)[..4] {
            assert_eq!(answers.get(id), Some(&1), "{id}");
        }
    }
    assert_eq!(answers.len(), 8);
    let mut pty = start(&place, NORMAL);
    let home = pty.text();
    let told = |title: &str| home.lines().any(|line| line.contains(title) && line.contains("퀴즈 0/"));
    assert!(told("ECS") && told("EC2"), "{home}");
    // Each quiz goes on by itself.
    pty.send(CTRL_Q);
    assert_eq!(pty.end(), 0);
    for lesson in ["ecs", "ec2"] {
        let pty = start_with(&place, &["quiz", lesson], NORMAL);
        pty.wait_for(&format!("5/{}", questions(lesson).len()));
        quit(pty);
    }
}

#[test]
fn a_file_of_a_newer_version_is_told_and_left_alone() {
    let place = korean();
    let pty = start_with(&place, &["quiz", "ecs"], NORMAL);
    pty.wait_for("ECS › 퀴즈");
    quit(pty);
    Connection::open(progress(&place)).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(progress(&place)).unwrap();

    let mut pty = start_with(&place, &["--lang", "ko", "learn", "ecs#what"], NORMAL);
    pty.wait_for("더 새로운 서당이 만든 학습 기록 파일");
    pty.send(ENTER);
    pty.wait_for("ECS › ECS가 하는 일");
    pty.wait_for("저장하지 못하고 있어요");
    press_until(&mut pty, SPACE, "ECS › 확인 문제");
    pty.press("2");
    pty.press(ENTER);
    press_until(&mut pty, ENTER, &at("task-definition"));
    pty.wait_for("저장하지 못하고 있어요");
    pty.send(ESC);
    pty.wait_for("용어집");
    // What was done in this session is known in this session.
    assert!(pty.text().contains(&format!("{}쪽", at("what"))), "{}", pty.text());
    quit_unsaved(pty, "저장하지 못한 기록이");
    assert_eq!(fs::read(progress(&place)).unwrap(), before);
    assert_eq!(place.files_but_backups(), ["data/progress.db"]);

    // Without a language, it is asked for behind the message.
    let mut pty = start_with(&place, &[], NORMAL);
    pty.wait_for("newer Seodang");
    pty.send(ENTER);
    pty.wait_for("Which language?");
    pty.press("2");
    pty.wait_for("Cannot save");
    quit_unsaved(pty, "could not be saved");
    assert_eq!(fs::read(progress(&place)).unwrap(), before);
}

#[track_caller]
fn quit_unsaved(mut pty: Pty, told: &str) {
    pty.send(CTRL_Q);
    assert_eq!(pty.end(), 0);
    assert!(pty.last_words().contains(told), "{}", pty.last_words());
}

/// Permissions do not bind root, so root becomes somebody else for this.
const NOBODY: [&str; 4] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

#[test]
fn a_file_that_may_only_be_read_is_told_and_left_alone() {
    let place = korean();
    let data = place.path("data");
    let is_root = fs::metadata(&data).unwrap().uid() == 0;
    let root = data.parent().unwrap();
    for folder in [root, &data, &place.path("home"), &place.path("tmp"), &place.path("work")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    }
    fs::set_permissions(progress(&place), fs::Permissions::from_mode(0o444)).unwrap();
    let before = fs::read(progress(&place)).unwrap();

    let file = progress(&place).display().to_string();
    let args = ["--progress", &file, "learn", "ecs#what"];
    let Some(mut pty) = Pty::start_by(is_root.then_some(&NOBODY[..]), &place, &args, NORMAL) else {
        eprintln!("skipped: permissions do not bind the user who runs this test");
        return;
    };
    pty.wait_for("학습 기록 파일에 쓸 권한이 없어요");
    pty.send(ENTER);
    pty.wait_for("ECS › ECS가 하는 일");
    pty.wait_for("저장하지 못하고 있어요");
    press_until(&mut pty, SPACE, "ECS › 확인 문제");
    pty.press("2");
    pty.press(ENTER);
    press_until(&mut pty, ENTER, &at("task-definition"));
    quit_unsaved(pty, "저장하지 못한 기록이");
    assert_eq!(fs::read(progress(&place)).unwrap(), before);

    // Once it may be written again, what was answered in between is saved with the next answer.
    let mut pty = Pty::start_by(is_root.then_some(&NOBODY[..]), &place, &args, NORMAL).unwrap();
    pty.wait_for("학습 기록 파일에 쓸 권한이 없어요");
    pty.press(ENTER);
    press_until(&mut pty, SPACE, "ECS › 확인 문제");
    pty.press("2");
    pty.press(ENTER);
    press_until(&mut pty, ENTER, &at("task-definition"));
    fs::set_permissions(&data, fs::Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(progress(&place), fs::Permissions::from_mode(0o666)).unwrap();
    press_until(&mut pty, SPACE, "ECS › 확인 문제");
    pty.press("1");
    pty.press(ENTER);
    pty.wait_until("no more warning", |text| !text.contains("저장하지 못하고 있어요"));
    quit(pty);
    assert_eq!(answers(&place).into_values().collect::<Vec<_>>(), [1, 1]);
    fs::set_permissions(root, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn line_by_line_a_terminal_gets_nothing_but_text() {
    for (args, variables) in [
        (&["--plain"][..], &[][..]),
        (&[], &[("SEODANG_PLAIN", "1")]),
        (&["--theme", "dark"], &[("TERM", "dumb"), ("COLORTERM", "truecolor")]),
    ] {
        let place = Place::new();
        let file = progress(&place).display().to_string();
        let start = |size| Pty::start(&place, &[&["--progress", &file], args].concat(), variables, size);
        let mut pty = start(SMALL);
        pty.wait_for_words("Which language?");
        for (line, heard) in
            [("1", "컴퓨팅이란"), ("6", "입력: 다음"), ("다음", "하나를 골라요"), ("2", "> 2  ")]
        {
            pty.send(&format!("{line}\n"));
            pty.wait_for_words(heard);
        }
        pty.send("q\n");
        assert_eq!(pty.end(), 0);
        assert!(!pty.bytes().contains(&b'\x1b'), "{}", pty.last_words());
        // A line is at most as wide as the terminal, so that no word is torn.
        let text = String::from_utf8(pty.bytes()).unwrap();
        let widest = text.lines().map(seodang::lang::width::width).max();
        assert!(widest.is_some_and(|widest| widest <= usize::from(SMALL.0)), "{text}");
        // Where it was left, in whatever way it is read next.
        let pty = start_with(&place, &["learn"], NORMAL);
        pty.wait_for("▸ 2  ");
        quit(pty);
    }
}

#[test]
fn without_a_home_nothing_is_saved_and_it_is_told() {
    let place = Place::new();
    let nowhere = [("HOME", "/dev/null/nowhere"), ("XDG_DATA_HOME", "")];
    let mut pty = Pty::start(&place, &["--lang", "ko"], &nowhere, NORMAL);
    pty.wait_for("저장되지 않아요");
    pty.send(ENTER);
    pty.wait_for("용어집");
    quit(pty);
    assert_eq!(place.files(), [""; 0]);
}

#[test]
fn the_first_session_of_a_day_leaves_a_copy() {
    let place = korean();
    let folder = place.path("data/backups");
    let copies =
        || -> Vec<PathBuf> { fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect() };
    let first = copies();
    assert_eq!(first.len(), 1);
    let copy = seodang::store::read(&first[0]).unwrap();
    assert_eq!((copy.damage, copy.records.len()), (None, records(&place).len()));
    quit(start(&place, NORMAL));
    // Unless midnight came between.
    assert!(copies().len() <= 2 && copies().contains(&first[0]));
}

#[test]
fn a_copy_that_cannot_be_made_is_told_and_the_session_is_saved() {
    let place = Place::new();
    fs::create_dir_all(place.path("data")).unwrap();
    fs::write(place.path("data/backups"), "a file where the folder should be").unwrap();
    let mut pty = first_start(&place, NORMAL);
    pty.send(CTRL_Q);
    assert_eq!(pty.end(), 0);
    assert!(pty.last_words().contains("백업은 만들지 못했어요"), "{}", pty.last_words());
    assert!(!records(&place).is_empty());
}

#[test]
fn beginning_anew_is_asked_about() {
    let place = korean();
    let before = records(&place).len();
    let reset = |word: &str, lang: &str| {
        let mut pty = start_with(&place, &["--lang", lang, "progress", "reset", "ecs"], NORMAL);
        pty.wait_for_words(if lang == "ko" { "Enter를 누르세요" } else { "press Enter to go on" });
        pty.send(&format!("{word}\r"));
        pty.end()
    };
    for (word, lang) in [("", "ko"), ("y", "en"), ("ecs", "ko"), ("resett", "en")] {
        assert_eq!((reset(word, lang), records(&place).len()), (1, before), "{word}");
    }
    // Either word will do, composed or not.
    for (n, word) in
        ["reset", "초기화", "\u{110e}\u{1169}\u{1100}\u{1175}\u{1112}\u{116a}"].into_iter().enumerate()
    {
        assert_eq!((reset(word, "ko"), records(&place).len()), (0, before + n + 1), "{word}");
    }
}

#[test]
fn the_progress_file_is_in_the_data_folder() {
    let place = Place::new();
    let mut pty = Pty::start(&place, &[], &[], NORMAL);
    pty.wait_for("Which language?");
    pty.press("2");
    pty.wait_for("Glossary");
    quit(pty);
    if cfg!(target_os = "linux") {
        assert_eq!(place.files_but_backups(), ["data/seodang/progress.db"]);
    }
}

#[test]
fn own_prices_that_are_broken_are_told_first() {
    let place = korean();
    let prices = place.path("prices.ron");
    fs::write(&prices, "(prices: [(id: \"a\")])").unwrap();
    let mut pty = start_with(&place, &["--prices", prices.to_str().unwrap()], (100, 30));
    pty.wait_for("내 가격표를 읽지 못해서 코스의 가격을 써요");
    pty.wait_for("오류: 빠진 항목: `value`");
    pty.send(ENTER);
    pty.wait_for("용어집");
    quit(pty);
}
