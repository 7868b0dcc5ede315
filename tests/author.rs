//! The real program in the hands of an author: what `check` and `new` print and change, and the codes they end with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)] // elsewhere no variable leads the program away from the user's own folders

#[path = "support/place.rs"]
mod place;
#[path = "support/pty.rs"]
mod pty;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use place::Place;
use serde_json::Value;

/// What a run came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// An author in a folder of their own, with the small course in `coffee`.
struct Author {
    place: Place,
}

impl Author {
    fn new() -> Author {
        let author = Author { place: Place::new() };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/courses/coffee"), &author.path("coffee"));
        author
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.work().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seodang"));
        command.args(args).env_clear().envs(self.place.environment());
        command.current_dir(self.place.work()).stdin(Stdio::null());
        command
    }

    #[track_caller]
    fn run(&self, args: &[&str]) -> Ran {
        let output = self.command(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let ran =
            Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
        ran
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    #[track_caller]
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{from} is not in {file}");
        fs::write(self.path(file), text.replacen(from, to, 1)).unwrap();
    }

    /// Everything in the folder, by name.
    fn all(&self) -> BTreeMap<String, Vec<u8>> {
        let names = self.place.files();
        names.into_iter().map(|name| (name.clone(), fs::read(self.place.path(&name)).unwrap())).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to)
        } else {
            fs::write(&to, fs::read(entry.path()).unwrap()).unwrap()
        }
    }
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in:\n{text}");
    }
}

const KO: &str = "coffee/lessons/grind/ko.md";
const EN: &str = "coffee/lessons/grind/en.md";
const BANK: &str = "coffee/quizzes/grind.ron";
const TERMS: &str = "coffee/assets/glossary.ron";

#[test]
fn exit_codes_of_check() {
    let author = Author::new();
    let codes = |author: &Author| {
        ["text", "json", "github"].map(|format| {
            let one = author.run(&["check", "coffee", "--format", format]);
            let two = author.run(&["check", "coffee", "--format", format, "--deny-warnings"]);
            assert_eq!((one.err.as_str(), &one.out), ("", &two.out), "{format}");
            (one.code, two.code)
        })
    };
    assert_eq!(codes(&author), [(0, 0); 3]);
    author.edit(KO, "물에 닿는", "물에 ☕ 닿는");
    assert_eq!(codes(&author), [(0, 1); 3], "a warning alone");
    author.edit(BANK, "kind: Single", "kind: Singel");
    assert_eq!(codes(&author), [(1, 1); 3]);
    for args in [
        &["check", "nowhere"][..],
        &["check", "coffee", "--format", "xml"],
        &["check", "coffee", "--fix", "--watch"],
        &["check", "coffee", "--watch", "--format", "github"],
        &["check", "--fix"],
        &["check", "--watch"],
        &["check", "coffee/lessons/course.ron"],
        &["check", "a", "b"],
    ] {
        let ran = author.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(!ran.err.is_empty(), "{args:?}");
        let korean = author.run(&[args, &["--lang", "ko"]].concat());
        assert_eq!(korean.code, 2);
        assert!(korean.err.chars().any(seodang::lang::hangul::is_hangul), "{args:?}: {}", korean.err);
    }
}

#[test]
fn a_report_for_people() {
    let author = Author::new();
    assert_eq!(author.run(&["check", "coffee"]).out, "10 files: 0 errors, 0 warnings\n");
    author.edit(BANK, "kind: Single", "kind: Singel");
    author.edit(KO, "물에 닿는", "물에\u{200B} 닿는");
    let ran = author.run(&["check", "./coffee"]);
    assert_has(
        &ran.out,
        &[
            "coffee/quizzes/grind.ron:6:19: error: unknown kind of question `Singel` [unknown-kind]\n",
            "   fix: did you mean `Single`?",
            "\n10 files: 1 error, 1 warning\n--fix can fix 1 of them\n",
        ],
    );
    assert!(ran.out.starts_with("coffee/"), "a path that opens from here: {}", ran.out);
    let ran = author.run(&["check", "coffee", "--lang", "ko"]);
    assert!(
        ran.out.ends_with("파일 10개: 오류 1개, 경고 1개\n1개는 --fix로 바로 고칠 수 있어요\n"),
        "{}",
        ran.out
    );
}

#[test]
fn a_report_for_programs() {
    let author = Author::new();
    let json = |args: &[&str]| -> Value {
        serde_json::from_str(&author.run(&[&["check", "coffee", "--format", "json"], args].concat()).out)
            .unwrap()
    };
    assert_eq!(
        json(&[]),
        serde_json::json!({"version": 1, "files": 10, "errors": 0, "warnings": 0, "problems": []})
    );
    author.edit(BANK, "kind: Single", "kind: Singel");
    author.edit(KO, "물에 닿는", "물에\u{200B} 닿는");
    let found = json(&["--lang", "ko"]);
    assert_eq!((&found["errors"], &found["warnings"]), (&1.into(), &1.into()));
    assert_eq!(
        found["problems"][1],
        serde_json::json!({
            "file": "coffee/quizzes/grind.ron",
            "line": 6, "column": 19, "end_line": 6, "end_column": 25,
            "severity": "error", "rule": "unknown-kind",
            "message": "모르는 문제 종류: `Singel`",
            "fix": found["problems"][1]["fix"],
            "fixable": false,
        })
    );
    assert!(found["problems"][1]["fix"].as_str().unwrap().starts_with("혹시 `Single`?"));
    let invisible = &found["problems"][0];
    assert_eq!((&invisible["rule"], &invisible["severity"]), (&"forbidden-glyph".into(), &"warning".into()));
    assert_eq!(
        (&invisible["column"], &invisible["fixable"]),
        (&Value::from(64), &true.into()),
        "in characters"
    );
    // The built-in course has paths, too.
    let own: Value = serde_json::from_str(&author.run(&["check", "--format", "json"]).out).unwrap();
    assert_eq!(own["problems"], serde_json::json!([]));
}

#[test]
fn a_report_for_github() {
    let author = Author::new();
    assert_eq!(author.run(&["check", "coffee", "--format", "github"]).out, "");
    author.edit(BANK, "id: \"grind-sour\"", "id: \"100%, sure:\"");
    author.edit(KO, "물에 닿는", "물에 ☕ 닿는");
    let ran = author.run(&["check", "coffee", "--format", "github"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines.contains(
            &"::error file=coffee/quizzes/grind.ron,line=5,endLine=5,col=17,endColumn=30,title=bad-id::`100%25, sure:` cannot be an id%0Afix: use lower-case ASCII letters, digits and hyphens"
        ),
        "{}",
        ran.out
    );
    assert!(
        lines.iter().any(|line| line.starts_with("::warning file=coffee/lessons/grind/ko.md,line=5,")),
        "{}",
        ran.out
    );
    assert!(lines.iter().all(|line| line.starts_with("::")));
}

/// One of everything that can be mended.
fn damaged() -> Author {
    let author = Author::new();
    fs::create_dir_all(author.path("coffee/assets")).unwrap();
    fs::write(
        author.path("coffee/assets/prices.ron"),
        "(prices: [(id: \"cup\", value: \"0.5\", currency: \"USD\", unit: (ko: \"잔\", en: \"cup\"), region: \"all\", seen: \"2026-11\", source: \"https://example.com/\")])\n",
    )
    .unwrap();
    author.edit(KO, "물에 닿는", "물에\u{200B} 닿는");
    author.edit(KO, "## 갈기 좋은 때 {#when}", "## 갈기 좋은 때");
    author.edit(KO, "마실 만큼만 가세요.", "마실 만큼만 가세요. 한 잔에 [0.4](price:cup) 달러예요.");
    author.edit(EN, "only what you drink.", "only what you drink. A cup is [0.5](price:cup) dollars.");
    let nfd: String = author.read(EN).replace("Grind just", "Caf\u{65}\u{301}s grind just");
    fs::write(author.path(EN), format!("\u{FEFF}{}", nfd.replace('\n', "\r\n"))).unwrap();
    author.edit(TERMS, "terms: [", "terms: [  ");
    author
}

#[test]
fn fix_mends_what_it_can_and_says_so() {
    let author = damaged();
    let before = author.all();
    assert_eq!(author.run(&["check", "coffee"]).code, 1);
    assert_eq!(author.all(), before, "without --fix nothing is changed");
    let ran = author.run(&["check", "coffee", "--fix"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_has(
        &ran.out,
        &[
            "coffee/assets/glossary.ron: fixed: removed blanks at the end of 1 line\n",
            "coffee/lessons/grind/en.md: fixed: removed the byte-order mark\n",
            "coffee/lessons/grind/en.md: fixed: changed CRLF line breaks to LF\n",
            "coffee/lessons/grind/en.md: fixed: composed characters (NFD to NFC)\n",
            "coffee/lessons/grind/ko.md: fixed: removed 1 invisible character\n",
            "coffee/lessons/grind/ko.md:21: fixed: gave the page its id `{#when}`\n",
            "coffee/lessons/grind/ko.md:23: fixed: price `cup`: 0.5 from the list instead of 0.4\n",
            "\n11 files: 0 errors, 0 warnings\n",
        ],
    );
    let mended = author.all();
    assert_eq!(
        mended.keys().collect::<Vec<_>>(),
        before.keys().collect::<Vec<_>>(),
        "nothing is left behind"
    );
    assert!(
        author.read(KO).contains("## 갈기 좋은 때 {#when}") && author.read(KO).contains("[0.5](price:cup)")
    );
    assert!(!author.read(EN).contains('\r') && author.read(EN).starts_with("# Grinding"));
    // A second time there is nothing to do.
    let again = author.run(&["check", "coffee", "--fix"]);
    assert_eq!((again.code, again.out.as_str()), (0, "11 files: 0 errors, 0 warnings\n"));
    assert_eq!(author.all(), mended);
    // What is beyond mending stays, and counts.
    author.edit(BANK, "kind: Single", "kind: Singel");
    author.edit(KO, "물에 닿는", "물에\u{200B} 닿는");
    let ran = author.run(&["check", "coffee", "--fix", "--lang", "ko"]);
    assert_eq!(ran.code, 1);
    assert_has(&ran.out, &["ko.md: 고침: 보이지 않는 글자 1개를 지웠어요\n", "오류: 모르는 문제 종류"]);
}

#[test]
fn fix_leaves_the_output_to_programs() {
    let author = damaged();
    let ran = author.run(&["check", "coffee", "--fix", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["errors"], 0);
    assert_has(&ran.err, &["ko.md:21: fixed: gave the page its id"]);
    assert_eq!(ran.code, 0);
}

#[test]
fn a_file_that_may_not_be_written_stays_as_it_is_and_is_told() {
    let author = damaged();
    let file = author.path(KO);
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let before = author.all();
    for (lang, told) in [
        ("en", "could not fix coffee/lessons/grind/ko.md: it is read-only"),
        ("ko", "고치지 못했어요: coffee/lessons/grind/ko.md: 읽기 전용"),
    ] {
        let ran = author.run(&["check", "coffee", "--fix", "--lang", lang]);
        assert_eq!(ran.code, 2);
        assert_has(&ran.err, &[told]);
    }
    let after = author.all();
    let changed: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(changed, ["work/coffee/assets/glossary.ron", "work/coffee/lessons/grind/en.md"]);
    assert_eq!(before.len(), after.len(), "no temporary file is left");
}

#[test]
fn new_things_pass_the_check() {
    let author = Author::new();
    for args in [
        &["new", "lesson", "cold-brew", "--course", "coffee"][..],
        &["new", "question", "cold-brew", "--course", "coffee"],
        &["new", "question", "cold-brew", "--course", "coffee", "--kind", "TrueFalse"],
        &["new", "question", "cold-brew", "mine", "--course", "coffee", "--kind", "Matching"],
        &["new", "question", "grind", "--course", "coffee", "--kind", "number"],
        &["new", "term", "crema", "--course", "coffee"],
        &["new", "course", "My Tea"],
    ] {
        let ran = author.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    }
    assert_eq!(author.run(&["check", "coffee", "--deny-warnings"]).out, "14 files: 0 errors, 0 warnings\n");
    assert_eq!(author.run(&["check", "My Tea", "--deny-warnings"]).out, "6 files: 0 errors, 0 warnings\n");
    assert!(author.read("My Tea/lessons/course.ron").contains("id: \"my-tea\""));
    let list = author.run(&["--course", "coffee", "quiz", "--list"]).out;
    assert_has(&list, &["  cold-brew-1\n", "  cold-brew-2\n", "  cold-brew-3\n", "  mine\n", "  grind-1\n"]);
    assert_has(&author.run(&["--course", "coffee", "glossary", "crema"]).out, &["crema · 할 일: crema"]);
    assert!(
        author
            .read("coffee/lessons/course.ron")
            .contains("lessons: [\"grind\", \"pour-over\", \"cold-brew\"],")
    );
    // In the folder itself no option is needed.
    let ran =
        author.command(&["new", "lesson", "espresso"]).current_dir(author.path("coffee")).output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert_has(
        &String::from_utf8(ran.stdout).unwrap(),
        &["made lessons/espresso/ko.md\n", "added to lessons/course.ron\n"],
    );
}

#[test]
fn nothing_is_written_over() {
    let author = Author::new();
    // A folder that is in the way, and a lesson by its former id.
    author.edit(
        "coffee/lessons/grind/lesson.ron",
        "id: \"grind\",",
        "id: \"grind\",\n    aliases: [\"mill\"],",
    );
    fs::create_dir(author.path("coffee/lessons/latte")).unwrap();
    fs::write(author.path("coffee/lessons/latte/en.md"), "notes").unwrap();
    let before = author.all();
    for (args, told) in [
        (&["new", "lesson", "grind"][..], "coffee/lessons/grind/lesson.ron"),
        (&["new", "lesson", "mill"], "coffee/lessons/grind/lesson.ron"),
        (&["new", "lesson", "latte"], "coffee/lessons/latte/en.md"),
        (&["new", "question", "grind", "drip-water"], "drip-water (coffee/quizzes/pour-over.ron)"),
        (&["new", "term", "bloom"], "bloom (coffee/assets/glossary.ron)"),
        (&["new", "course", "coffee"], "coffee/lessons"),
    ] {
        for (lang, words) in [("en", "nothing was made"), ("ko", "아무것도 만들지 않았어요")] {
            let ran = author.run(&[args, &["--course", "coffee", "--lang", lang]].concat());
            assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args:?}: {}", ran.err);
            assert_has(&ran.err, &[words, told]);
        }
    }
    assert_eq!(author.all(), before);
}

#[test]
fn new_is_refused_with_what_to_do() {
    let author = Author::new();
    author.edit("coffee/lessons/course.ron", "\"pour-over\"]", "\"pour-over\"");
    let before = author.all();
    for (args, en, ko) in [
        (&["new", "lesson", "a"][..], "has no lessons/course.ron", "코스 폴더가 아니에요"),
        (
            &["new", "lesson", "a", "--course", "nowhere"],
            "cannot read the course folder",
            "코스 폴더를 읽지 못했어요",
        ),
        (&["new", "lesson", "Cold Brew", "--course", "coffee"], "cannot be an id", "쓸 수 없는 id"),
        (&["new", "term", "-", "--course", "coffee"], "cannot be an id", "쓸 수 없는 id"),
        (&["new", "lesson", "latte", "--course", "coffee"], "Mend it first", "먼저 고치세요"),
        (&["new", "question", "grnd", "--course", "coffee"], "did you mean 'grind'?", "혹시 'grind'?"),
        (&["new", "question", "grind", "--kind", "essay", "--course", "coffee"], "true-false", "true-false"),
        (&["new", "question", "--course", "coffee"], "LESSON", "LESSON"),
        (&["new"], "Usage", "무엇을 할지 쓰세요"),
    ] {
        for (lang, told) in [("en", en), ("ko", ko)] {
            let ran = author.run(&[args, &["--lang", lang]].concat());
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
            assert_has(&ran.err, &[told]);
        }
    }
    assert_eq!(author.all(), before);
}

/// Fenced blocks: what stands before each, its info word, its text.
fn blocks(section: &str) -> Vec<(String, String, String)> {
    let mut blocks = Vec::new();
    let mut before = String::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        let marks = line.len() - line.trim_start_matches('`').len();
        if marks < 3 {
            before.push_str(line);
            before.push('\n');
            continue;
        }
        let fence = "`".repeat(marks);
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        blocks.push((std::mem::take(&mut before), line[marks..].to_owned(), text.join("\n") + "\n"));
    }
    blocks
}

/// The steps of lessons/README.md, exactly as they stand there.
#[test]
fn the_ten_minutes_of_the_guide() {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons/README.md")).unwrap();
    let (_, section) = guide.split_once("## Your own course in ten minutes").unwrap();
    let author = Author { place: Place::new() };
    let mut printed = String::new();
    let (mut commands, mut pages, mut shown) = (0, 0, 0);
    for (before, kind, text) in blocks(section.split("\n## Checking").next().unwrap()) {
        match kind.as_str() {
            "sh" => {
                for line in text.lines() {
                    let args: Vec<&str> = line.split_whitespace().collect();
                    assert_eq!(args[0], "seodang", "{line}");
                    // A session needs a terminal; it is tested below.
                    if args[1..] != ["--course", "mine"] {
                        let ran = author.run(&args[1..]);
                        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
                        printed = ran.out;
                        commands += 1;
                    }
                }
            }
            "text" => {
                assert_eq!(printed, text);
                shown += 1;
            }
            "markdown" => {
                let file = before.trim().rsplit('`').nth(1).unwrap();
                assert!(author.path(file).exists(), "{file}");
                fs::write(author.path(file), text).unwrap();
                pages += 1;
            }
            other => panic!("a block of {other:?}"),
        }
    }
    assert_eq!((commands, pages, shown), (5, 2, 2));
    assert_eq!(author.run(&["check", "mine", "--deny-warnings"]).code, 0);
}

mod live {
    use std::{
        io::{BufRead as _, BufReader},
        sync::mpsc::{self, Receiver},
        thread,
        time::Duration,
    };

    use rustix::process::{Pid, Signal, kill_process};

    use super::{pty::Pty, *};

    const DEADLINE: Duration = Duration::from_secs(20);

    /// A running `check --watch`.
    struct Watching {
        child: std::process::Child,
        lines: Receiver<String>,
    }

    impl Watching {
        fn start(author: &Author, args: &[&str]) -> Watching {
            let args = [&["check", "coffee", "--watch"], args].concat();
            let mut child =
                author.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let out = BufReader::new(child.stdout.take().unwrap());
            let (sender, lines) = mpsc::channel();
            thread::spawn(move || out.lines().map_while(Result::ok).all(|line| sender.send(line).is_ok()));
            Watching { child, lines }
        }

        /// Lines up to one that has `part`.
        #[track_caller]
        fn until(&self, part: &str) -> String {
            let mut seen = String::new();
            loop {
                let line = self
                    .lines
                    .recv_timeout(DEADLINE)
                    .unwrap_or_else(|_| panic!("no {part:?} after:\n{seen}"));
                seen.push_str(&line);
                seen.push('\n');
                if line.contains(part) {
                    return seen;
                }
            }
        }

        fn end(mut self, signal: Signal) -> i32 {
            let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
            kill_process(pid, signal).unwrap();
            self.child.wait().unwrap().code().unwrap()
        }
    }

    #[test]
    fn watch_checks_again_after_every_change() {
        let author = Author::new();
        let watching = Watching::start(&author, &[]);
        let seen = watching.until("Checked at ");
        assert!(seen.starts_with("10 files: 0 errors, 0 warnings\nChecked at "), "{seen}");
        assert!(!seen.contains('\x1b'), "nothing is cleared where there is no terminal");
        author.edit(BANK, "kind: Single", "kind: Singel");
        let seen = watching.until("Checked at ");
        assert_has(&seen, &["unknown kind of question `Singel`", "10 files: 1 error, 0 warnings"]);
        // As many editors write: another file takes the name.
        let text = author.read(BANK).replace("Singel", "Single");
        fs::write(author.path("coffee/quizzes/.new"), text).unwrap();
        fs::rename(author.path("coffee/quizzes/.new"), author.path(BANK)).unwrap();
        assert_has(&watching.until("Checked at "), &["10 files: 0 errors"]);
        // The folder goes away and comes back.
        fs::rename(author.path("coffee"), author.path("away")).unwrap();
        assert_has(&watching.until("Checked at "), &["the course folder is gone: coffee"]);
        fs::rename(author.path("away"), author.path("coffee")).unwrap();
        assert_has(&watching.until("Checked at "), &["10 files: 0 errors"]);
        assert_eq!(watching.end(Signal::INT), 130);
    }

    #[test]
    fn watch_in_korean_and_for_programs() {
        let author = Author::new();
        let watching = Watching::start(&author, &["--lang", "ko"]);
        assert_has(&watching.until("에 검사했어요"), &["파일 10개: 오류 0개, 경고 0개\n"]);
        assert_eq!(watching.end(Signal::TERM), 143);
        let watching = Watching::start(&author, &["--format", "json"]);
        let document = |end: &str| -> Value { serde_json::from_str(&watching.until(end)).unwrap() };
        assert_eq!(document("\"problems\":[]")["files"], 10);
        // Each check is a line of its own.
        author.edit(BANK, "kind: Single", "kind: Singel");
        assert_eq!(document("\"rule\"")["problems"][0]["rule"], "unknown-kind");
        assert_eq!(watching.end(Signal::INT), 130);
    }

    #[test]
    fn watch_in_a_terminal_clears_and_ends_with_ctrl_c() {
        let author = Author::new();
        let mut pty = Pty::start(&author.place, &["check", "coffee", "--watch"], &[], (80, 24));
        pty.wait_for_words("10 files: 0 errors, 0 warnings");
        author.edit(BANK, "kind: Single", "kind: Singel");
        pty.wait_for_words("unknown kind of question `Singel`");
        pty.wait_for_words("10 files: 1 error");
        assert!(!pty.last_words().contains("0 errors"), "{}", pty.last_words());
        pty.send("\x03");
        assert_eq!(pty.end(), 130);
    }

    #[test]
    fn a_running_session_shows_what_is_saved() {
        let author = Author::new();
        let file = author.place.path("data/progress.db").display().to_string();
        let args = ["--course", "coffee", "--progress", &file, "--lang", "ko", "learn", "grind"];
        let mut pty = Pty::start(&author.place, &args, &[], (80, 24));
        pty.wait_for("물에 닿는 면이");
        author.edit(KO, "맛을 녹여 내는", "맛을 천천히 녹여 내는");
        pty.wait_for("맛을 천천히 녹여 내는");
        // Something wrong is told, and how to mend it.
        author.edit(KO, "(term:grind-size)", "(term:grind-sise)");
        pty.wait_for("개 · F8");
        pty.send("\x1b[19~");
        pty.wait_for("lessons/grind/ko.md:5:");
        pty.wait_for("혹시 `grind-size`?");
        author.edit(KO, "(term:grind-sise)", "(term:grind-size)");
        pty.wait_for("고칠 곳이 없어요.");
        pty.send("\x1b[19~");
        pty.wait_until("no box", |text| !text.contains("고칠 곳이 없어요."));
        // Half a file, by the name of the whole one, and no file at all: what is read stays.
        let whole = author.read(KO);
        fs::write(author.path(KO), &whole[..whole.find("## ").unwrap()]).unwrap();
        pty.wait_for("이전 내용");
        pty.wait_for("맛을 천천히 녹여 내는");
        fs::rename(author.path("coffee"), author.path("away")).unwrap();
        pty.wait_for("이전 내용 · 고칠 곳 1개 · F8");
        pty.wait_for("맛을 천천히 녹여 내는");
        fs::rename(author.path("away"), author.path("coffee")).unwrap();
        fs::write(author.path(KO), whole.replace("천천히 ", "")).unwrap();
        pty.wait_until("the page", |text| text.contains("맛을 녹여 내는") && !text.contains("F8"));
        pty.send("\x11");
        assert_eq!(pty.end(), 0);
    }
}
