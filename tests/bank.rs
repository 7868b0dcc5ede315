//! The real program with questions of other programs: what `bank` writes, says and ends with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)] // elsewhere no variable leads the program away from the user's own folders

#[path = "support/place.rs"]
mod place;

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use place::Place;
use seodang::lang::hangul::is_hangul;

/// What a run came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// A teacher in a folder of their own, with a new course in `mine` and files of questions beside it.
struct Teacher {
    place: Place,
}

impl Teacher {
    fn new() -> Teacher {
        let teacher = Teacher { place: Place::new() };
        assert_eq!(teacher.run(&["new", "course", "mine"]).code, 0);
        let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bank");
        for entry in fs::read_dir(files).unwrap().map(Result::unwrap) {
            fs::copy(entry.path(), teacher.path(&entry.file_name().to_string_lossy())).unwrap();
        }
        teacher
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.work().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seodang"));
        command.args(args).env_clear().envs(self.place.environment()).current_dir(self.place.work());
        command.stdin(Stdio::null());
        command
    }

    #[track_caller]
    fn run(&self, args: &[&str]) -> Ran {
        ran(args, &self.command(args).output().unwrap())
    }

    /// The same with `input` on standard input.
    #[track_caller]
    fn given(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        ran(args, &child.wait_with_output().unwrap())
    }

    /// Imports into the course in `lang`.
    #[track_caller]
    fn import(&self, lang: &str, args: &[&str]) -> Ran {
        self.run(&[&["--lang", lang, "--course", "mine", "bank", "import"], args].concat())
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// How many errors `check` finds in the course.
    #[track_caller]
    fn errors(&self) -> usize {
        let report = self.run(&["check", "mine", "--format", "json"]).out;
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        usize::try_from(report["errors"].as_u64().unwrap()).unwrap()
    }
}

#[track_caller]
fn ran(args: &[&str], output: &std::process::Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let ran =
        Ran { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) };
    assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
    ran
}

#[test]
fn every_format_adds_questions_that_the_course_takes() {
    let teacher = Teacher::new();
    for (file, count, left_out) in [
        ("tea.gift", 6, "tea.gift:26: left out: an essay"),
        ("tea.txt", 1, "tea.txt:7: left out"),
        ("tea.csv", 1, "tea.csv:3: left out"),
        ("tea.xlsx", 2, "tea.xlsx:7: left out"),
    ] {
        let ran = teacher.import("en", &[file, "--lesson", "first"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.starts_with("added to mine/quizzes/first.ron\n"), "{}", ran.out);
        assert!(ran.out.contains(&format!("{count} question")), "{}", ran.out);
        assert!(ran.err.contains(left_out), "{}", ran.err);
    }
    assert_eq!(teacher.errors(), 0);
    let listed = teacher.run(&["--course", "mine", "quiz", "first", "--list", "--lang", "en"]).out;
    for text in ["How hot is water for green tea?", "What is tea made of?", "Which are teas?"] {
        assert!(listed.contains(text), "no {text} in\n{listed}");
    }
    let bank = teacher.read("mine/quizzes/first.ron");
    assert!(
        bank.contains("stem: (ko: \"물은 얼마나 뜨거워야 할까요?\", en: \"How hot must the water be?\")"),
        "{bank}"
    );
    assert!(bank.contains("tolerance: 0.5") && bank.contains("en: \"=20+0 degrees\""), "{bank}");
}

#[test]
fn what_was_dropped_is_told_in_both_languages() {
    for lang in ["ko", "en"] {
        let ran = Teacher::new().import(lang, &["tea.gift", "--lesson", "first"]);
        let told = Vec::from(match lang {
            "ko" => [
                "tea.gift:26: 뺀 문제: 서술형",
                "tea.gift:28: 뺀 문제",
                "tea.gift:2: 뺀 것: 범주",
                "tea.gift:12: 뺀 것: 그림",
                "   고치는 법: ",
            ],
            _ => [
                "tea.gift:26: left out: an essay",
                "tea.gift:28: left out",
                "tea.gift:2: dropped: the category",
                "tea.gift:12: dropped: pictures",
                "   fix: ",
            ],
        });
        told.iter().for_each(|text| assert!(ran.err.contains(text), "no {text} in\n{}", ran.err));
        assert_eq!(ran.err.chars().any(is_hangul), lang == "ko", "{}", ran.err);
        assert_eq!(ran.out.chars().any(is_hangul), lang == "ko", "{}", ran.out);
    }
}

#[test]
fn a_file_that_is_imported_again_changes_nothing() {
    let teacher = Teacher::new();
    teacher.import("en", &["tea.gift", "--lesson", "first"]);
    let bank =
        teacher.read("mine/quizzes/first.ron").replace("How hot is water for green tea?", "translated");
    fs::write(teacher.path("mine/quizzes/first.ron"), &bank).unwrap();
    let ran = teacher.import("en", &["tea.gift", "--lesson", "first"]);
    assert_eq!(ran.out, "No new questions. 6 were there already and stay as they are.\n");
    assert!(!ran.err.contains("To do"), "{}", ran.err);
    assert_eq!(teacher.read("mine/quizzes/first.ron"), bank);
}

#[test]
fn without_a_lesson_one_is_made_that_can_be_read() {
    let teacher = Teacher::new();
    let ran = teacher.import("ko", &["tea.gift"]);
    assert!(ran.out.contains("새 파일: mine/lessons/tea/lesson.ron"), "{}", ran.out);
    assert!(teacher.read("mine/lessons/course.ron").contains("[\"first\", \"tea\"]"));
    assert!(teacher.read("mine/lessons/tea/en.md").contains("```quiz\ntea-green-heat\n```"));
    assert_eq!(teacher.errors(), 0);
    // What comes later goes to the same lesson.
    fs::write(teacher.path("tea.gift"), "More?{=a#x ~b#y ~c#z}").unwrap();
    let ran = teacher.import("en", &["tea.gift"]);
    assert_eq!((ran.code, ran.out.lines().next().unwrap()), (0, "added to mine/quizzes/tea.ron"), "{ran:?}");
}

#[test]
fn a_bank_can_be_written_without_a_course() {
    let teacher = Teacher::new();
    let ran = teacher.run(&[
        "bank",
        "import",
        "tea.gift",
        "-o",
        "out.ron",
        "--lesson",
        "leaf#green",
        "--lang",
        "en",
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "wrote 6 questions to out.ron\n"));
    let bank = teacher.read("out.ron");
    assert!(bank.starts_with("(\n    lesson: \"leaf\",\n") && bank.contains("page: \"green\""), "{bank}");
    let again = teacher.run(&["bank", "import", "tea.gift", "-o", "out.ron", "--lang", "en"]);
    assert!(again.code == 1 && again.err.contains("this is there already:\n  out.ron"), "{again:?}");
    assert_eq!(teacher.read("out.ron"), bank);
    let bad = teacher.run(&["bank", "import", "tea.gift", "-o", "b.ron", "--lesson", "A b", "--lang", "en"]);
    assert!(bad.code == 2 && bad.err.contains("'A b' cannot be an id"), "{bad:?}");
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let teacher = Teacher::new();
    let utf16: Vec<u8> = "Q{T}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(teacher.path("utf16.gift"), [&[0xFF, 0xFE], &utf16[..]].concat()).unwrap();
    fs::write(teacher.path("korean.csv"), b"stem\n\xb0\xa1").unwrap();
    fs::write(teacher.path("hello.txt"), "hello").unwrap();
    fs::write(teacher.path("columns.csv"), "a,b\n1,2\n").unwrap();
    let sheet = fs::read(teacher.path("tea.xlsx")).unwrap();
    fs::write(teacher.path("cut.xlsx"), &sheet[..900]).unwrap();
    fs::write(teacher.path("sheet.csv"), &sheet).unwrap();
    for (args, expected) in [
        (&["utf16.gift"][..], "utf16.gift is UTF-16: save it as UTF-8"),
        (&["korean.csv"], "korean.csv:2 is not UTF-8"),
        (&["hello.txt"], "cannot tell what hello.txt is: say --format"),
        (&["columns.csv"], "there must be at least stem.ko or stem.en"),
        (&["cut.xlsx"], "cannot read cut.xlsx"),
        (&["sheet.csv"], "use --format kahoot"),
        (&["none.gift"], "cannot read none.gift"),
        (&["mine", "--format", "gift"], "cannot read mine: it is no file"),
        (&["tea.gift", "--lesson", "frist"], "did you mean 'first'?"),
        (&["tea.gift", "--lesson", "first#strat"], "did you mean 'start'?"),
    ] {
        let ran = teacher.import("en", args);
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(expected), "{args:?}: {ran:?}");
    }
    let ran = teacher.run(&["bank", "import", "tea.gift", "--lang", "en"]);
    assert!(ran.code == 2 && ran.err.contains("is not a course"), "{ran:?}");
    assert!(!teacher.path("mine/lessons/tea").exists());
}

#[test]
fn standard_input_and_a_sheet_under_another_name_are_read_when_the_format_is_named() {
    let teacher = Teacher::new();
    let args =
        ["--course", "mine", "bank", "import", "-", "--format", "aiken", "--lesson", "first", "--lang", "en"];
    let ran = teacher.given(&args, "Why?\r\nA. x\r\nB. y\r\nC. z\r\nANSWER: C\r\n".as_bytes());
    assert!(ran.code == 0 && ran.out.contains("1 question imported."), "{ran:?}");
    fs::copy(teacher.path("tea.xlsx"), teacher.path("download")).unwrap();
    let ran = teacher.import("en", &["download", "--format", "kahoot", "--lesson", "first"]);
    assert!(ran.out.contains("2 questions imported."), "{ran:?}");
}

#[test]
fn a_bank_that_cannot_be_read_to_its_end_is_left_alone() {
    let teacher = Teacher::new();
    let broken = teacher.read("mine/quizzes/first.ron").replace("],\n)", "");
    fs::write(teacher.path("mine/quizzes/first.ron"), &broken).unwrap();
    let ran = teacher.import("en", &["tea.gift", "--lesson", "first"]);
    assert!(ran.code == 2 && ran.err.contains("Mend it first: seodang check mine"), "{ran:?}");
    assert_eq!(teacher.read("mine/quizzes/first.ron"), broken);
}

#[test]
fn a_lesson_goes_out_as_csv_and_comes_back_the_same() {
    let teacher = Teacher::new();
    teacher.import("en", &["tea.gift", "--lesson", "first"]);
    let before = teacher.read("mine/quizzes/first.ron");
    let ran = teacher.run(&["--course", "mine", "bank", "export", "first", "-o", "all.csv", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "wrote 7 questions to all.csv\n", ""));
    assert!(teacher.read("all.csv").starts_with("\u{feff}id,kind,stem.ko,stem.en,correct,option1.ko,"));
    fs::write(teacher.path("mine/quizzes/first.ron"), "(lesson: \"first\", questions: [\n])").unwrap();
    let ran = teacher.import("en", &["all.csv", "--lesson", "first"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    let body =
        |bank: &str| bank[bank.find("        (\n").unwrap()..bank.rfind("        ),\n").unwrap()].to_owned();
    assert_eq!(body(&teacher.read("mine/quizzes/first.ron")), body(&before));
}

#[test]
fn gift_goes_out_in_one_language_and_what_it_cannot_hold_is_told() {
    let teacher = Teacher::new();
    let ran = teacher.run(&["bank", "export", "ecs", "-o", "ecs.gift", "--lang", "ko"]);
    assert_eq!(ran.code, 1);
    for text in ["GIFT에는 Ordering 문제가 없어요", "뺀 것: 영어 글", "뺀 것: 숫자의 단위", "CSV로 내보내면"]
    {
        assert!(ran.err.contains(text), "no {text} in\n{}", ran.err);
    }
    let gift = teacher.read("ecs.gift");
    assert!(gift.starts_with("// [id:ecs-") && gift.contains("[markdown]"), "{gift}");
    let printed = teacher.run(&["bank", "export", "ecs", "--format", "gift", "--lang", "ko"]);
    assert_eq!(printed.out, gift);
    let both = teacher.run(&["bank", "export", "ecs", "--format", "gift", "--lang", "both"]);
    assert!(both.code == 2 && both.err.contains("--lang"), "{both:?}");
    let page = teacher.run(&["bank", "export", "ecs#what", "--lang", "en"]);
    assert!(page.code == 2 && page.err.contains("name a lesson"), "{page:?}");
}
