//! The real program without a terminal: what it prints, where, and the code it ends with.
//!
//! Every run is in a place of its own and must leave no file there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)] // elsewhere no variable leads the program away from the user's own folders

#[path = "support/place.rs"]
mod place;

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use place::Place;
use seodang::lang::{hangul::is_hangul, width::width};

/// What a run came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn command(place: &Place, args: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seodang"));
    command.args(args).env_clear().envs(place.environment()).envs(variables.iter().copied());
    command.current_dir(place.work()).stdin(Stdio::null());
    command
}

#[track_caller]
fn run_with(args: &[&str], variables: &[(&str, &str)]) -> Ran {
    let place = Place::new();
    let output = command(&place, args, variables).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ran = Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
    assert!(!ran.out.contains('\x1b') && !ran.err.contains('\x1b'), "{args:?} sends escapes: {ran:?}");
    assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
    assert_eq!(place.files(), [""; 0], "{args:?} left files");
    ran
}

#[track_caller]
fn run(args: &[&str]) -> Ran {
    run_with(args, &[])
}

/// What `args` print, without a word on the error output.
#[track_caller]
fn printed(args: &[&str]) -> String {
    let ran = run(args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

/// What `args` are refused with, without a word on the output.
#[track_caller]
fn refused(args: &[&str], variables: &[(&str, &str)]) -> String {
    let ran = run_with(args, variables);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
    ran.err
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part:?} in:\n{text}");
    }
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(is_hangul)
}

const KOREAN: [(&str, &str); 1] = [("LANG", "ko_KR.UTF-8")];

/// A course that is small and clean.
const TEA: [(&str, &str); 6] = [
    ("lessons/course.ron", r#"(format: 1, id: "tea", title: (ko: "차", en: "Tea"), lessons: ["green"])"#),
    (
        "lessons/green/lesson.ron",
        r#"(
    id: "green",
    title: (ko: "녹차", en: "Green tea"),
    summary: (ko: "한 줄", en: "One line"),
    minutes: 3,
    objectives: [(ko: "우린다", en: "Brew")],
    sources: [(id: "book", title: "A book", url: "https://example.com/", verified: "2026-11-22")],
)"#,
    ),
    ("lessons/green/ko.md", "# 녹차\n\n## 물 {#water}\n\n[찻잎](term:leaf)을 넣어요.\n\n```quiz\nhot\n```\n"),
    (
        "lessons/green/en.md",
        "# Green tea\n\n## Water {#water}\n\nAdd a [leaf](term:leaf).\n\n```quiz\nhot\n```\n",
    ),
    (
        "quizzes/green.ron",
        r#"(
    lesson: "green",
    questions: [
        (
            id: "hot",
            kind: Single,
            page: "water",
            stem: (ko: "몇 도?", en: "How hot?"),
            options: [
                (id: "warm", correct: true, text: (ko: "70도", en: "70"), why: (ko: "쓰지 않아요", en: "Not bitter")),
                (id: "cold", text: (ko: "7도", en: "7"), why: (ko: "차가워요", en: "Too cold")),
                (id: "hot", text: (ko: "100도", en: "100"), why: (ko: "떫어져요", en: "It turns bitter")),
            ],
            source: "book",
        ),
    ],
)"#,
    ),
    (
        "assets/glossary.ron",
        r#"(terms: [(id: "leaf", ko: "찻잎", en: "leaf", short: (ko: "잎", en: "Leaf"), long: (ko: "잎이에요.", en: "A leaf."))])"#,
    ),
];

/// A question with blanks, before the others.
const BLANKS: &str = r#"    questions: [
        (
            id: "filled",
            kind: FillIn,
            page: "water",
            stem: (ko: "{heat}도에 {what}을 넣어요.", en: "Add the **{what}** at {heat} degrees."),
            blanks: [
                (id: "heat", answer: (ko: "70", en: "70"), why: (ko: "덜 써요", en: "Less bitter")),
                (id: "what", answer: (ko: "찻잎", en: "leaf"), why: (ko: "차예요", en: "It is tea")),
            ],
        ),"#;

/// The course on the disk, with `from` in the file `path` replaced by `to`.
fn tea(path: &str, from: &str, to: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in TEA {
        let file = dir.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let text = if name == path { text.replacen(from, to, 1) } else { text.to_owned() };
        fs::write(file, text).unwrap();
    }
    dir
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The course on the disk with a widget, and prices that differ from those of the real course.
fn tea_with_a_widget() -> tempfile::TempDir {
    let dir = tea("", "", "");
    for lang in ["ko", "en"] {
        let file = dir.path().join(format!("lessons/green/{lang}.md"));
        let prose = fs::read_to_string(&file).unwrap();
        fs::write(file, format!("{prose}\n```widget\nfargate-ec2\nvcpu = 1\n```\n")).unwrap();
    }
    fs::write(dir.path().join("assets/prices.ron"), price_list("1.5")).unwrap();
    dir
}

/// Prices for a widget, of which a vCPU costs `vcpu` an hour.
fn price_list(vcpu: &str) -> String {
    let price = |id: &str, value: &str| {
        format!(
            r#"(id: "{id}", value: "{value}", currency: "USD", unit: (ko: "시간", en: "hour"), region: "all", seen: "2026-11", source: "https://example.com/"),"#
        )
    };
    let prices = [
        price("fargate-seoul-vcpu", vcpu),
        price("fargate-seoul-gb", "0.25"),
        price("ec2-seoul-t3-large", "2"),
        price("public-ipv4-hour", "0.005"),
    ];
    format!("(prices: [\n{}\n])", prices.join("\n"))
}

#[test]
fn a_widget_is_printed_with_its_values_and_results() {
    let dir = tea_with_a_widget();
    let args = ["--course", text(dir.path()), "learn", "green"];
    let out = printed(&args);
    assert_has(
        &out,
        &["Fargate and EC2 prices\n", "vCPU 1 · Memory 8 GB", "1 × 1.5 + 8 × 0.25", "= 3.5000 USD"],
    );
    assert!(!out.contains("Enter") && !out.contains("your prices"), "{out}");
    let korean = printed(&["--lang", "ko", args[0], args[1], args[2], args[3]]);
    assert_has(&korean, &["Fargate와 EC2 요금\n", "한 달 가동 시간 730시간", "2,555.00"]);
    assert_eq!(printed(&["check", text(dir.path())]), "7 files: 0 errors, 0 warnings\n");
}

#[test]
fn own_prices_replace_those_of_the_course() {
    let dir = tea_with_a_widget();
    let own = tempfile::tempdir().unwrap();
    let file = own.path().join("prices.ron");
    fs::write(&file, price_list("3")).unwrap();
    let lesson = ["--course", text(dir.path()), "learn", "green"];
    let expected = ["1 × 3 + 8 × 0.25", "your prices"];
    assert_has(&printed(&[&lesson[..], &["--prices", text(&file)]].concat()), &expected);
    // The file beside the progress file is found by itself.
    let progress = own.path().join("progress.db");
    assert_has(&printed(&[&lesson[..], &["--progress", text(&progress)]].concat()), &expected);
}

#[test]
fn own_prices_that_are_broken_are_reported_and_not_used() {
    let dir = tea_with_a_widget();
    let own = tempfile::tempdir().unwrap();
    let file = own.path().join("prices.ron");
    let lesson = ["--course", text(dir.path()), "learn", "green", "--prices", text(&file)];
    for (bytes, problem) in [
        (price_list("cheap").into_bytes(), "prices.ron:2:35: error: price `cheap` is not a number"),
        (b"(prices: [".to_vec(), "is never closed"),
        (b"\xFF".to_vec(), "the file is not UTF-8"),
    ] {
        fs::write(&file, bytes).unwrap();
        let ran = run(&lesson);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_has(&ran.err, &["Your price list could not be read", problem, "fix: "]);
        assert_has(&ran.out, &["1 × 1.5 + 8 × 0.25"]);
    }
    fs::remove_file(&file).unwrap();
    assert_has(&run(&lesson).err, &["Your price list could not be read", "could not be read:"]);
}

#[test]
fn version_and_help() {
    assert_eq!(printed(&["--version"]), format!("seodang {}\n", env!("CARGO_PKG_VERSION")));
    for args in [&["--help"][..], &["-h"], &["--lang", "en", "--help"]] {
        assert_has(&printed(args), &["Usage: seodang", "learn", "--progress <FILE>", "Korean and English"]);
    }
    for command in [
        "learn",
        "quiz",
        "review",
        "exam",
        "mistakes",
        "stats",
        "glossary",
        "search",
        "check",
        "new",
        "completions",
        "man",
    ] {
        assert_has(&printed(&[command, "--help"]), &["Usage: seodang", command, "--lang"]);
    }
}

#[test]
fn help_in_korean_is_korean_throughout() {
    let english = printed(&["--help"]);
    for (args, variables) in [
        (&["--lang", "ko", "--help"][..], &[][..]),
        (&["--lang=ko", "-h"], &[]),
        (&["--help"], &KOREAN),
        (&["--help"], &[("LC_ALL", "ko_KR.UTF-8"), ("LANG", "C")]),
    ] {
        let ran = run_with(args, variables);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?} {variables:?}");
        assert_has(&ran.out, &["사용법: seodang", "명령:", "옵션:", "learn", "--progress"]);
        assert!(!ran.out.contains("Usage") && !ran.out.contains("Options:"), "{}", ran.out);
        // Nothing was lost on the way.
        let options = |text: &str| text.matches("--").count();
        assert_eq!(options(&ran.out), options(&english));
    }
    for command in [
        "learn",
        "quiz",
        "review",
        "exam",
        "mistakes",
        "stats",
        "glossary",
        "search",
        "check",
        "new",
        "completions",
        "man",
    ] {
        let help = printed(&[command, "--lang", "ko", "--help"]);
        assert!(help.lines().next().is_some_and(has_hangul), "{help}");
        assert!(!help.contains("Usage"), "{help}");
    }
    // The language that was asked for holds, not the one of the system.
    assert!(!has_hangul(&run_with(&["--lang", "en", "--help"], &KOREAN).out));
}

#[test]
fn an_exam_is_of_a_lesson_and_takes_a_while() {
    for (args, said) in [
        (&["exam", "ecs#what"][..], "an exam covers a whole lesson"),
        (&["exam", "esc"], "there is no lesson"),
        (&["exam", "--minutes", "0"], "--minutes"),
        (&["exam", "--minutes", "601"], "--minutes"),
        (&["exam"], "this needs a terminal"),
        (&["exam", "ecs", "--minutes", "20"], "this needs a terminal"),
    ] {
        let english: Vec<&str> = args.iter().copied().chain(["--lang", "en"]).collect();
        let err = refused(&english, &[]);
        assert!(err.contains(said), "{args:?}: {err}");
        let korean: Vec<&str> = args.iter().copied().chain(["--lang", "ko"]).collect();
        assert!(has_hangul(&refused(&korean, &[])), "{args:?}");
    }
}

#[test]
fn learn_lists_the_lessons() {
    let english = printed(&["learn"]);
    assert_has(&english, &["ec2  EC2 (", "ecs  ECS (", "lambda  Lambda (", " min)"]);
    assert!(!has_hangul(&english), "{english}");
    let korean = run_with(&["learn"], &KOREAN).out;
    assert_has(&korean, &["ec2  EC2 (", "ecs  ECS (", "분)"]);
    assert_eq!(korean.lines().count(), english.lines().count());
    assert_eq!(printed(&["--lang", "ko", "learn"]), korean);
}

#[test]
fn learn_prints_a_lesson() {
    let english = printed(&["learn", "ecs"]);
    assert_has(
        &english,
        &["ECS › What ECS does  (1/", "ECS › One-page summary (cheat sheet)  (", "task definition"],
    );
    let korean = printed(&["learn", "ecs", "--lang", "ko"]);
    assert_has(&korean, &["ECS › ECS가 하는 일  (1/", "ECS › 한 장 요약 (암기장)  (", "태스크 정의"]);
    for text in [&english, &korean] {
        for line in text.lines() {
            assert!(width(line) <= 80 && line.trim_end() == line, "{line:?}");
        }
        for mark in ["](", "{#", "> [!", "```quiz", "term:"] {
            assert!(!text.contains(mark), "{mark} is Markdown");
        }
    }
    for other in ["ECS", "Ecs"] {
        assert_eq!(printed(&["learn", other]), english);
    }
}

#[test]
fn learn_prints_a_page_in_one_language_or_both() {
    let english = printed(&["learn", "ecs#task-definition"]);
    assert!(english.starts_with("ECS › Task definitions and tasks  (2/"), "{english}");
    assert!(!has_hangul(&english), "{english}");
    assert_eq!(printed(&["learn", "ecs#2"]), english);
    let korean = printed(&["learn", "ecs#task-definition", "--lang", "ko"]);
    assert!(korean.starts_with("ECS › 태스크 정의와 태스크  (2/"), "{korean}");
    let both = printed(&["learn", "ecs#task-definition", "--lang", "both"]);
    assert_eq!(both, format!("{english}{korean}"));
    // Both are printed with the one of the system first.
    assert_eq!(
        run_with(&["--lang", "both", "learn", "ecs#task-definition"], &KOREAN).out,
        format!("{korean}{english}")
    );
    assert_has(&printed(&["learn", "ecs"]), &[&english]);
}

#[test]
fn as_wide_as_the_columns() {
    for (columns, most) in [("40", 40), ("120", 120), ("0", 80), ("x", 80)] {
        let text = run_with(&["learn", "ecs#service", "--lang", "both"], &[("COLUMNS", columns)]).out;
        let widest = text.lines().skip(1).map(width).max().unwrap();
        assert!(widest <= most, "{widest} of {columns}:\n{text}");
    }
}

/// `--ascii` promises ASCII and Hangul only.
#[test]
fn ascii_is_ascii_and_hangul() {
    let mut wrong = Vec::new();
    for args in [
        &["learn"][..],
        &["learn", "ecs"],
        &["learn", "ec2"],
        &["learn", "lambda"],
        &["learn", "ecs#task-definition"],
        &["glossary"],
        &["glossary", "task"],
        &["search", "태스크"],
        &["search", "fargate", "요금"],
        &["quiz", "--list"],
    ] {
        let plain = printed(&[args, &["--lang", "both"]].concat());
        let ascii = printed(&[args, &["--lang", "both", "--ascii"]].concat());
        let other: BTreeSet<char> = ascii.chars().filter(|c| !c.is_ascii() && !is_hangul(*c)).collect();
        if !other.is_empty() {
            wrong.push(format!("{args:?}: {other:?}"));
        }
        assert!(args != ["learn", "ecs"] || plain.contains('┌'), "there are boxes to replace");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_that_do_not_exist() {
    for (args, en, ko) in [
        (
            ["learn", "ecss"],
            &["no lesson 'ecss'", "did you mean 'ecs'?", "compute, ec2, beanstalk"][..],
            "혹시 'ecs'?",
        ),
        (
            ["learn", "ecs#servise"],
            &["no page 'servise'", "did you mean 'service'?", "cluster"],
            "혹시 'service'?",
        ),
        (["learn", "ecs#99"], &["no page '99'", "there are: what,"], "그런 쪽은 없어요: 99"),
        (["learn", "zzzzzzzz"], &["no lesson 'zzzzzzzz'", "there are: "], "그런 단원은 없어요"),
        (["quiz", "ecss"], &["did you mean 'ecs'?"], "혹시 'ecs'?"),
        (
            ["glossary", "taks"],
            &["no term 'taks'", "did you mean 'task'?", "seodang glossary"],
            "혹시 'task'?",
        ),
        (["glossary", "zzzzzzzz"], &["no term 'zzzzzzzz'", "seodang glossary"], "그런 용어는 없어요"),
        (["glossary", "테스크"], &["no term '테스크'", "did you mean '태스크'?"], "혹시 '태스크'?"),
    ] {
        let english = refused(&args, &[]);
        assert!(english.starts_with("seodang: "), "{english}");
        assert_has(&english, en);
        assert_has(&refused(&args, &KOREAN), &[ko]);
        assert_has(&refused(&[&["--lang", "ko"], &args[..]].concat(), &[]), &[ko]);
    }
}

#[test]
fn search_prints_what_commands_can_open() {
    let english = printed(&["search", "cluster"]);
    assert!(english.starts_with("term      cluster  cluster\n"), "{english}");
    assert_has(&english, &["page      ecs#cluster  ECS › Clusters and capacity\n", "question  "]);
    let korean = run_with(&["search", "zmffjtmxj"], &KOREAN).out;
    assert!(korean.starts_with("용어  cluster  클러스터\n"), "{korean}");
    assert_has(&korean, &["쪽    ecs#cluster  ECS › 클러스터와 용량\n", "\n    ..", "문제  "]);
    // Words may come apart or together; no line is wider than the terminal.
    assert_eq!(printed(&["search", "fargate", "요금"]), printed(&["search", "fargate 요금"]));
    let narrow = run_with(&["search", "태스크"], &[("COLUMNS", "40")]).out;
    assert!(narrow.lines().filter(|line| line.starts_with("    ")).all(|line| width(line) <= 40), "{narrow}");
    for (args, id) in [(["learn", "ecs#cluster"], "ecs#cluster"), (["glossary", "cluster"], "cluster")] {
        assert!(english.contains(id) && !printed(&args).is_empty());
    }
}

#[test]
fn search_tells_programs_where() {
    let found = |args: &[&str]| -> serde_json::Value {
        serde_json::from_str(&printed(&[&["search", "--format", "json"], args].concat())).unwrap()
    };
    let json = found(&["클럿", "--lang", "ko"]);
    assert_eq!((&json["version"], &json["query"], &json["lang"]), (&1.into(), &"클럿".into(), &"ko".into()));
    let hits = json["hits"].as_array().unwrap();
    assert_eq!(json["count"], hits.len());
    let first = &hits[0];
    let expected = [("kind", "term"), ("id", "cluster"), ("match", "prefix"), ("in", "name"), ("lang", "ko")];
    assert!(expected.iter().all(|(field, value)| first[field] == *value), "{first}");
    assert_eq!(first["title"], serde_json::json!({"ko": "클러스터", "en": "cluster"}));
    assert_eq!((&first["text"], &first["block"]), (&"클러스터".into(), &serde_json::Value::Null));
    assert_eq!(first["highlights"], serde_json::json!([[0, 3]]));
    // What a page says: the block, and characters of the text.
    let json = found(&["식당에 빗대면", "--lang", "ko"]);
    let hit = &json["hits"][0];
    assert_eq!((&hit["id"], &hit["in"], hit["block"].is_u64()), (&"ecs#what".into(), &"text".into(), true));
    let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
    let place = |n: usize| usize::try_from(hit["highlights"][0][n].as_u64().unwrap()).unwrap();
    assert_eq!(text[place(0)..place(1)].iter().collect::<String>(), "식당에 빗대면");
    // A question is what it asks, and no more.
    let json = found(&["태스크"]);
    let question = json["hits"].as_array().unwrap().iter().find(|hit| hit["kind"] == "question").unwrap();
    assert!(question.get("answer").is_none() && !question["text"].as_str().unwrap().is_empty());
}

#[test]
fn search_ends_as_grep_does() {
    for format in ["text", "json"] {
        let ran = run(&["search", "김치찌개", "--format", format]);
        // People are told so; a program reads it.
        let told = if format == "text" { "'김치찌개': Nothing found.\n" } else { "" };
        assert_eq!((ran.code, ran.err.as_str()), (1, told), "{ran:?}");
        assert_eq!(ran.out.is_empty(), format == "text", "{ran:?}");
    }
    assert_has(&refused(&["search", "?!"], &[]), &["seodang: ", "'?!'", "seodang search cluster"]);
    assert_has(
        &refused(&["search", "?!"], &KOREAN),
        &["찾을 글자가 없어요: '?!'", "seodang search ㅋㄹㅅㅌ"],
    );
    for args in
        [&["search"][..], &["search", "x", "--format", "github"], &["search", "x", "--course", "none"]]
    {
        assert!(refused(args, &[]).starts_with("seodang: ") || !refused(args, &[]).is_empty());
    }
    let dir = tea("lessons/green/ko.md", "넣어요.", "넣어요. 물은 천천히 부어요.");
    let ran = run(&["search", "천천히", "--lang", "ko", "--course", dir.path().to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.lines().next()), (0, Some("쪽  green#water  녹차 › 물")), "{ran:?}");
    for (variables, word) in [(&[][..], "fields may be added"), (&KOREAN, "필드는 늘어날")] {
        for args in [&["search", "--help"][..], &["man"]] {
            assert_has(&run_with(args, variables).out, &[word, "highlights", "block"]);
        }
    }
}

#[test]
fn glossary() {
    let all = printed(&["glossary"]);
    assert_has(&all, &["task · 태스크: ", "service · 서비스: ", "cluster · 클러스터: "]);
    assert!(all.lines().count() > 50);
    let korean = printed(&["glossary", "--lang", "ko"]);
    assert_has(&korean, &["태스크 · task: "]);
    assert_eq!(korean.lines().count(), all.lines().count());

    let task = printed(&["glossary", "task"]);
    assert!(task.starts_with("task · 태스크\n"), "{task}");
    assert_has(&task, &["Also called: ", "작업", "Not to be confused with: service"]);
    // However it is called.
    for name in
        ["태스크", "작업", "TASK", "ECS task", "ecs-task", "\u{1110}\u{1162}\u{1109}\u{1173}\u{110f}\u{1173}"]
    {
        assert_eq!(printed(&["glossary", name]), task, "{name}");
    }
    assert_has(
        &printed(&["glossary", "task definition", "--lang", "ko"]),
        &["태스크 정의 · task definition\n"],
    );
    let both = printed(&["glossary", "task", "--lang", "both"]);
    assert_has(&both, &["A group of containers", "헷갈", "컨테이너 묶음"][..1]);
    assert!(
        both.lines().any(|line| has_hangul(line) && !line.contains("Also called") && !line.contains('·'))
    );
}

#[test]
fn quiz_list() {
    let ecs = printed(&["quiz", "--list", "ecs"]);
    assert!(ecs.starts_with("ECS ("), "{ecs}");
    assert_has(&ecs, &["\n  ecs-not-ec2\n    A colleague says", "\n  ecs-base-weight\n"]);
    // What is asked, not what the answer is.
    let count: usize = ecs.split(['(', ')']).nth(1).unwrap().parse().unwrap();
    assert_eq!(ecs.matches("\n\n  ecs-").count(), count);
    let all = printed(&["quiz", "--list"]);
    assert_has(&all, &[&ecs, "EC2 (", "Lambda ("]);
    assert_has(&printed(&["quiz", "ecs", "--list", "--lang", "ko"]), &["\n  ecs-not-ec2\n    동료가"]);
}

#[test]
fn without_a_terminal_screens_are_refused() {
    for args in [&[][..], &["quiz", "ecs"], &["quiz"], &["--lang", "both"]] {
        let english = refused(args, &[]);
        assert_has(&english, &["seodang: this needs a terminal", "seodang learn ecs"]);
        assert_has(&refused(args, &KOREAN), &["터미널에서 실행하세요", "seodang learn ecs"]);
    }
    assert_has(&refused(&["quiz", "ecs", "--lang", "ko"], &[]), &["터미널에서 실행하세요"]);
    assert_has(&refused(&["quiz", "ecs", "--lang", "en"], &KOREAN), &["this needs a terminal"]);
}

#[test]
fn a_terminal_without_screens_changes_nothing_for_pipes() {
    let dumb = [("TERM", "dumb")];
    assert_has(&refused(&[], &dumb), &["seodang learn ecs", "--plain"]);
    assert_has(&refused(&["quiz", "ecs", "--lang", "ko"], &dumb), &["seodang learn ecs", "--plain"]);
    assert_eq!(run_with(&["learn", "ecs"], &dumb).out, printed(&["learn", "ecs"]));
    // Who reads line by line gets text without drawings from pipes, too, and at once.
    let plain = run_with(&["learn", "ecs"], &[("SEODANG_PLAIN", "1")]).out;
    assert_has(&plain, &["Diagram: A cluster holds the service web"]);
    assert!(!plain.contains(['│', '┌', '─']), "{plain}");
}

#[test]
fn arguments_that_cannot_be() {
    for (args, part) in [
        (&["--lang", "xx"][..], "possible values: ko, en, both"),
        (&["--lang", "xx", "learn"], "'xx'"),
        (&["--lang"], "--lang"),
        (&["--theme", "pink"], "possible values: auto, dark, light, mono"),
        (&["lern"], "'learn'"),
        (&["learn", "a", "b"], "'b'"),
        (&["completions", "cmd"], "bash"),
        (&["--panic-on", "a"], "--panic-on"),
    ] {
        assert_has(&refused(args, &[]), &[part]);
    }
}

#[test]
fn mistakes_are_told_in_the_language_asked_for() {
    for args in [
        &["--lang", "ko", "lern"][..],
        &["--lang", "ko", "--theme", "pink"],
        &["learn", "a", "b", "--lang=ko"],
    ] {
        let err = refused(args, &[]);
        assert!(err.lines().next().is_some_and(has_hangul) && !err.contains("Usage"), "{args:?}: {err}");
    }
}

#[test]
fn check_of_the_built_in_course() {
    let english = printed(&["check"]);
    let last = english.lines().last().unwrap();
    let numbers: Vec<usize> = last.split(' ').filter_map(|word| word.parse().ok()).collect();
    let [files, 0, warnings] = numbers[..] else { panic!("{english}") };
    assert!(files > 10);
    let korean = run_with(&["check"], &KOREAN).out;
    assert_eq!(korean.lines().last(), Some(&*format!("파일 {files}개: 오류 0개, 경고 {warnings}개")));
}

#[test]
fn check_of_a_folder() {
    let clean = tea("", "", "");
    let count = format!("{} files: 0 errors, 0 warnings\n", TEA.len());
    assert_eq!(printed(&["check", text(clean.path())]), count);
    assert_eq!(printed(&["--course", text(clean.path()), "check"]), count);

    let broken = tea("quizzes/green.ron", "stem:", "steem:");
    let bank = broken.path().join("quizzes/green.ron");
    let ran = run(&["check", text(broken.path())]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    assert_has(
        &ran.out,
        &[
            &format!("{}:8:13: error: unknown field `steem` [unknown-field]\n", text(&bank)),
            "fix: did you mean `stem`?",
        ],
    );
    let korean = run_with(&["check", text(broken.path())], &KOREAN);
    assert_eq!(korean.code, 1);
    assert_has(&korean.out, &[&format!("{}:8:13: 오류: ", text(&bank)), "고치는 법: 혹시 `stem`?"]);

    for (path, from, to, place) in [
        ("lessons/green/en.md", "term:leaf", "term:leef", "en.md:5:7: error: "),
        ("lessons/green/lesson.ron", "minutes: 3,", "minutes: 3", "lesson.ron:5:14: error: "),
        ("lessons/green/ko.md", "(term:leaf)", "(tern:leaf)", "ko.md:5:"),
    ] {
        let broken = tea(path, from, to);
        let ran = run(&["check", text(broken.path())]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
        assert_has(&ran.out, &[place]);
    }
}

#[test]
fn check_of_what_was_looked_up_long_ago() {
    let old = tea("lessons/green/lesson.ron", "2026-11-22", "2020-01-31");
    assert!(printed(&["check", text(old.path())]).ends_with(" 0 warnings\n"));
    let english = printed(&["check", text(old.path()), "--max-age", "365"]);
    assert_has(
        &english,
        &["lesson.ron:7:84: warning: the source was last read ", " days ago (2020-01-31) [old-source]"],
    );
    let ran = run_with(&["check", text(old.path()), "--max-age", "365"], &KOREAN);
    assert_has(&ran.out, &["경고: 출처를 확인한 지 ", "고치는 법: 다시 읽고"]);
    assert!(printed(&["check", text(old.path()), "--max-age", "99999"]).ends_with(" 0 warnings\n"));
    assert_has(&refused(&["check", "--max-age", "soon"], &[]), &["--max-age"]);
}

#[test]
fn check_of_nothing() {
    let empty = tempfile::tempdir().unwrap();
    let ran = run(&["check", text(empty.path())]);
    assert_eq!(ran.code, 1);
    assert_has(&ran.out, &["lessons/course.ron:1:1: error: the file is missing"]);

    let file = empty.path().join("file");
    fs::write(&file, "text").unwrap();
    for dir in [text(&empty.path().join("no/such/dir")), text(&file)] {
        for args in [&["check", dir][..], &["--course", dir, "learn"], &["--course", dir]] {
            assert_has(&refused(args, &[]), &["seodang: cannot read the course folder", dir]);
            assert_has(&refused(args, &KOREAN), &["코스 폴더를 읽지 못했어요", dir]);
        }
    }
}

#[test]
fn a_course_of_ones_own() {
    let clean = tea("", "", "");
    let course = ["--course", text(clean.path())];
    assert_eq!(printed(&[&course[..], &["learn"]].concat()), "green  Green tea (3 min)\n    One line\n");
    assert_eq!(
        printed(&[&course[..], &["learn", "green", "--lang", "ko"]].concat()),
        "녹차 › 물  (1/1)\n\n찻잎을 넣어요.\n\n"
    );
    assert_eq!(
        printed(&[&course[..], &["learn", "Green tea"]].concat()),
        printed(&[&course[..], &["learn", "녹차"]].concat())
    );
    assert_has(
        &printed(&[&course[..], &["quiz", "--list"]].concat()),
        &["Green tea (1)\n\n  hot\n    How hot?\n"],
    );
    let blanks = tea("quizzes/green.ron", "    questions: [", BLANKS);
    let list = |lang| printed(&["--course", text(blanks.path()), "quiz", "--list", "--lang", lang]);
    assert_has(&list("en"), &["  filled\n    Add the [2 ____] at [1 ____] degrees.\n"]);
    assert_has(&list("ko"), &["  filled\n    [1 ____]도에 [2 ____]을 넣어요.\n"]);
    assert_has(&refused(&[&course[..], &["learn", "ecs"]].concat(), &[]), &["there are: green"]);

    // What can be read of a broken one is shown.
    let broken = tea("quizzes/green.ron", "stem:", "steem:");
    let ran = run(&["--course", text(broken.path()), "learn", "green"]);
    assert_eq!(ran.code, 0);
    assert_has(&ran.out, &["Add a leaf."]);
}

#[test]
fn completions_and_manual() {
    for (shell, part) in [
        ("bash", "complete -F _seodang"),
        ("zsh", "#compdef seodang"),
        ("fish", "complete -c seodang"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let script = printed(&["completions", shell]);
        assert_has(&script, &[part, "glossary", "progress", "deny-warnings", "question"]);
    }
    assert_has(&printed(&["man"]), &[".TH seodang 1", "learn", "\\-\\-progress"]);
    // Every command with all that it takes.
    let man = printed(&["man"]);
    assert_has(
        &man,
        &[
            "\\fBseodang check\\fR [DIR]\n",
            "\\-\\-deny\\-warnings\n",
            "seodang new question\\fR <LESSON> [ID]\n",
        ],
    );
    assert!(!man.contains("seodang\\-check(1)"), "there is one page");
}

#[test]
fn what_is_hidden_is_hidden_everywhere() {
    let scripts = ["bash", "zsh", "fish", "powershell", "elvish"].map(|shell| ["completions", shell]);
    let scripts = scripts.iter().map(|args| &args[..]);
    let others = [&["--help"][..], &["learn", "--help"], &["--lang", "ko", "--help"], &["man"]];
    let shown: Vec<_> = scripts.chain(others).filter(|args| printed(args).contains("panic")).collect();
    assert!(shown.is_empty(), "what only tests use is shown by {shown:?}");
}

/// Commands that print something.
const PRINTING: [&[&str]; 12] = [
    &["--help"],
    &["--version"],
    &["learn"],
    &["learn", "ecs"],
    &["learn", "--lang", "both", "lambda"],
    &["glossary"],
    &["glossary", "task"],
    &["quiz", "--list"],
    &["check"],
    &["completions", "bash"],
    &["completions", "zsh"],
    &["man"],
];

#[test]
fn a_reader_who_has_left_is_no_error() {
    for args in PRINTING {
        let place = Place::new();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command(&place, args, &[]).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*err), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let mut wrong = Vec::new();
    for args in PRINTING {
        let place = Place::new();
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = command(&place, args, &[]).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        if output.status.code() != Some(2) || !err.starts_with("seodang: ") || err.contains("panicked") {
            wrong.push(format!("{args:?} ends with {:?}: {err}", output.status.code()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn mistakes_are_mistakes_even_if_nobody_reads_of_them() {
    let mut wrong = Vec::new();
    for args in
        [&["learn", "ecss"][..], &["quiz", "ecs"], &["check", "/no/such/dir"], &["--lang", "xx"], &["lern"]]
    {
        let place = Place::new();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let status = command(&place, args, &[]).stdout(Stdio::null()).stderr(writer).status().unwrap();
        if status.code() != Some(2) {
            wrong.push(format!("{args:?} ends with {status}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn colours_and_locale_change_nothing_that_is_printed() {
    for args in PRINTING {
        let expected = printed(args);
        for variables in [
            &[("NO_COLOR", "1")][..],
            &[("LC_ALL", "C")],
            &[("LC_ALL", "POSIX"), ("NO_COLOR", "")],
            &[("TERM", "xterm-kitty"), ("COLORTERM", "truecolor")],
            &[("LANG", "")],
        ] {
            let ran = run_with(args, variables);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?} {variables:?}");
            assert_eq!(ran.out, expected, "{args:?} {variables:?}");
        }
    }
}

#[test]
fn a_progress_file_that_is_named_is_not_made_by_printing() {
    let place = Place::new();
    let file = place.path("data/mine.db");
    for args in [
        &["learn"][..],
        &["learn", "ecs"],
        &["glossary", "task"],
        &["search", "태스크"],
        &["search", "fargate", "요금"],
        &["quiz", "--list"],
        &["quiz", "ecs"],
        &["check"],
    ] {
        command(&place, &[&["--progress", text(&file)], args].concat(), &[]).output().unwrap();
        assert_eq!(place.files(), [""; 0], "{args:?}");
    }
}

#[test]
fn statistics_are_printed_in_words_and_as_json() {
    let empty = printed(&["stats"]);
    assert_has(
        &empty,
        &["Today", "0 answers · 0 pages · 0 min", "predicted", "mastered", "within 30 days 0"],
    );
    assert_has(&run_with(&["stats"], &KOREAN).out, &["오늘", "답 0번", "익힌 것", "30일 동안 0"]);
    assert_eq!(printed(&["stats", "--format", "text"]), empty);
    for line in empty.lines() {
        assert!(width(line) <= 80 && line.trim_end() == line, "{line:?}");
    }
    let json: serde_json::Value = serde_json::from_str(&printed(&["stats", "--format", "json"])).unwrap();
    assert_eq!((json["version"].as_u64(), json["exam"].is_null()), (Some(1), true));
    assert_eq!(json["hours"].as_array().map(Vec::len), Some(24));
    assert_eq!(json["due"].as_array().map(Vec::len), Some(30));
    assert_eq!(json["lessons"][0]["id"], "using-seodang");
    assert_eq!(json["retention"]["all"], serde_json::Value::Null);
    assert_has(&refused(&["stats", "--format", "github"], &[]), &["github"]);
}

#[test]
fn statistics_are_those_of_the_progress_file() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("progress.db");
    let record = |utc_ms: i64, kind: &str, item: &str, payload: &str| seodang::study::Record {
        utc_ms,
        offset_s: 0,
        kind: kind.to_owned(),
        item: item.to_owned(),
        revision: 1,
        payload: payload.to_owned(),
    };
    let answered = |right: bool| format!(r#"{{"response":"dont-know","correct":{right}}}"#);
    let day = 86_400_000;
    let start = 1_795_316_400_000;
    let mut opened = seodang::store::Store::open(&file);
    opened
        .store
        .append(&[
            record(start, "answered", "ecs-essential", &answered(true)),
            record(start + day, "answered", "ecs-essential", &answered(false)),
            record(start + day + 1, "page-read", "ecs#what", ""),
            record(start + day + 2, "setting", "exam-day", "\"2027-01-01\""),
        ])
        .unwrap();
    drop(opened);
    let json = printed(&["--progress", text(&file), "stats", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["total"]["answers"], &json["total"]["right"]), (&2.into(), &1.into()));
    assert_eq!((&json["days_active"], &json["longest_streak"]), (&2.into(), &2.into()));
    assert_eq!(json["days"][1]["pages"], 1);
    assert_eq!((&json["retention"]["reviews"], &json["retention"]["remembered"]), (&1.into(), &0.into()));
    assert_eq!(json["exam"]["day"], "2027-01-01");
    assert_has(
        &printed(&["--progress", text(&file), "stats"]),
        &["In all       2 answers · 50% right · 1 page"],
    );
}
