//! `seodang check`: the course that ships is clean, and what cannot be read as it was meant is found, each fault at its place.
//! What a course says is the matter of `rules.rs`.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use seodang::{
    course::{
        Files, Severity,
        check::{check, faults},
        diagnostic::Place,
    },
    lang::Lang,
};

#[test]
fn the_course_that_ships_is_clean() {
    let files = Files::embedded();
    let found = check(&files);
    let report: String = found.iter().map(|d| d.render(files.text(&d.file), Lang::En)).collect();
    assert!(found.is_empty(), "{report}");
}

const COURSE: &str = r#"(format: 1, id: "tea", title: (ko: "차", en: "Tea"), lessons: ["green"])"#;
const LESSON: &str = r#"(
    id: "green",
    title: (ko: "녹차", en: "Green tea"),
    summary: (ko: "한 줄", en: "One line"),
    minutes: 3,
    objectives: [(ko: "우린다", en: "Brew")],
    sources: [(id: "book", title: "A book", url: "https://example.com/", verified: "2026-11-22")],
)"#;
const KO: &str = "# 녹차\n\n## 물 {#water}\n\n물은 [70도](price:cup)예요. [찻잎](term:leaf)을 넣어요.\n\n```quiz\ngreen-water\n```\n\n## 잔 {#cup}\n\n따라요.\n";
const EN: &str = "# Green tea\n\n## Water {#water}\n\nWater at [70](price:cup). Add the [leaf](term:leaf).\n\n```quiz\ngreen-water\n```\n\n## Cup {#cup}\n\nPour.\n";
const BANK: &str = r#"(
    lesson: "green",
    questions: [
        (
            id: "green-water",
            kind: Single,
            page: "water",
            stem: (ko: "몇 도?", en: "How hot?"),
            options: [
                (id: "hot", correct: true, text: (ko: "70도", en: "70"), why: (ko: "맞는 까닭", en: "Why right")),
                (id: "cold", text: (ko: "7도", en: "7"), why: (ko: "틀린 까닭", en: "Why wrong")),
            ],
            explanation: (ko: "뜨거우면 써요.", en: "Too hot is bitter."),
            source: "book",
        ),
        (
            id: "green-number",
            kind: Number,
            page: "cup",
            stem: (ko: "몇 잔?", en: "How many?"),
            number: (value: 3, unit: (ko: "잔", en: "cups"), units: {"잔": 1}, near: [(value: 2, why: (ko: "적어요", en: "Few"))]),
        ),
        (
            id: "green-typed",
            kind: Typed,
            page: "water",
            stem: (ko: "무엇에 따를까요?", en: "What is it poured into?"),
            typed: (answer: (ko: "찻잔", en: "teacup"), accept: ["잔", "cup"], why: (ko: "차를 담아요", en: "It holds tea"),
                near: [(accept: ["주전자", "pot"], why: (ko: "물을 끓여요", en: "It boils water"))]),
        ),
        (
            id: "green-blanks",
            kind: FillIn,
            page: "water",
            stem: (ko: "{what}을 {heat}도 물에 넣어요.", en: "At {heat} degrees, add the {what}."),
            blanks: [
                (id: "heat", answer: (ko: "70", en: "70"), accept: ["70도"], why: (ko: "덜 써요", en: "Less bitter")),
                (id: "what", answer: (ko: "찻잎", en: "leaves"), why: (ko: "차예요", en: "It is tea")),
            ],
        ),
    ],
)"#;
const GLOSSARY: &str = r#"(terms: [(id: "leaf", ko: "찻잎", en: "leaf", short: (ko: "잎", en: "Leaf"), long: (ko: "잎이에요.", en: "A leaf."))])"#;
const PRICES: &str = r#"(prices: [(id: "cup", value: "70", currency: "USD", unit: (ko: "잔", en: "cup"), region: "all", seen: "2026-11", source: "https://example.com/")])"#;

const LESSON_PATH: &str = "lessons/green/lesson.ron";
const KO_PATH: &str = "lessons/green/ko.md";
const EN_PATH: &str = "lessons/green/en.md";
const BANK_PATH: &str = "quizzes/green.ron";

fn course() -> Vec<(&'static str, String)> {
    [
        ("lessons/course.ron", COURSE),
        (LESSON_PATH, LESSON),
        (KO_PATH, KO.replace("70도](price", "70](price").leak()),
        (EN_PATH, EN),
        (BANK_PATH, BANK),
        ("assets/glossary.ron", GLOSSARY),
        ("assets/prices.ron", PRICES),
    ]
    .map(|(path, text)| (path, text.to_owned()))
    .to_vec()
}

fn files(course: &[(&'static str, String)]) -> Files {
    let mut files = Files::default();
    for (path, text) in course {
        files.insert(path, text.clone().into_bytes());
    }
    files
}

/// `file:line:column message` of every fault.
fn report(files: &Files) -> Vec<String> {
    let line = |d: &seodang::course::Diagnostic| {
        let place = Place::of(files.text(&d.file), d.span.start);
        format!("{}:{}:{} {}", d.file, place.line, place.column, d.problem.message(Lang::En))
    };
    faults(files).iter().map(line).collect()
}

/// Replaces `from` by `to` in `path` of the clean course and expects exactly `expected`.
#[track_caller]
fn broken(path: &str, from: &str, to: &str, expected: &[&str]) {
    let mut course = course();
    let (_, text) = course.iter_mut().find(|(other, _)| *other == path).unwrap();
    assert!(text.contains(from), "{from} is not in {path}");
    *text = text.replacen(from, to, 1);
    assert_eq!(report(&files(&course)), expected);
}

#[test]
fn the_small_course_is_clean() {
    assert_eq!(report(&files(&course())), [""; 0]);
}

#[test]
fn fields() {
    broken(
        LESSON_PATH,
        "minutes:",
        "minuts:",
        &[
            "lessons/green/lesson.ron:1:1 field `minutes` is missing",
            "lessons/green/lesson.ron:5:5 unknown field `minuts`",
        ],
    );
}

#[test]
fn everything_is_reported_in_one_run() {
    let mut course = course();
    course[1].1 = LESSON
        .replace("summary: (ko: \"한 줄\", en: \"One line\")", "summary: (ko: \"한 줄\")")
        .replace("3,", "\"3\",");
    course[4].1 = BANK
        .replace(", why: (ko: \"틀린 까닭\", en: \"Why wrong\")", "")
        .replace("page: \"cup\"", "page: \"cap\"")
        .replace("source: \"book\"", "sorce: \"book\"");
    assert_eq!(
        report(&files(&course)),
        [
            "lessons/green/lesson.ron:4:14 Korean is here"
                .replace("Korean is here", "English (`en`) is missing")
                .as_str(),
            "lessons/green/lesson.ron:5:14 expected a whole number, 0 or more here",
            "quizzes/green.ron:11:17 option `cold` has no `why`",
            "quizzes/green.ron:14:13 unknown field `sorce`",
            "quizzes/green.ron:19:19 there is no page `cap`",
        ]
    );
}

#[test]
fn languages_ids_and_links() {
    broken(
        KO_PATH,
        "{#cup}",
        "{#mug}",
        &[
            "lessons/green/en.md:11:1 page `cup` exists only in English",
            "lessons/green/ko.md:11:1 page `mug` exists only in Korean",
        ],
    );
    broken(
        EN_PATH,
        "## Cup {#cup}",
        "## Cup",
        &[
            "lessons/green/en.md:11:1 the page heading has no id",
            "lessons/green/ko.md:11:1 page `cup` exists only in Korean",
        ],
    );
    broken(
        EN_PATH,
        "{#cup}",
        "{#water}",
        &[
            "lessons/green/en.md:11:1 page id `water` is used twice (first: lessons/green/en.md:3:1)",
            "lessons/green/ko.md:11:1 page `cup` exists only in Korean",
        ],
    );
    broken(EN_PATH, "term:leaf", "term:leef", &["lessons/green/en.md:5:35 there is no term `leef`"]);
    broken(EN_PATH, "70", "75", &["lessons/green/en.md:5:10 price `cup` is 70, but 75 is written here"]);
    broken(EN_PATH, "price:cup", "price:mug", &["lessons/green/en.md:5:10 there is no price `mug`"]);
    broken(EN_PATH, "Pour.", "[x](lesson:black)", &["lessons/green/en.md:13:1 there is no lesson `black`"]);
    broken(EN_PATH, "Pour.", "[x](lesson:green#pot)", &["lessons/green/en.md:13:1 there is no page `pot`"]);
    broken(EN_PATH, "Pour.", "[x](file.txt)", &["lessons/green/en.md:13:1 unknown kind of link `file.txt`"]);
    broken(
        EN_PATH,
        "green-water",
        "green-watre",
        &["lessons/green/en.md:8:1 there is no question `green-watre`"],
    );
    broken(
        BANK_PATH,
        "source: \"book\"",
        "source: \"boo\"",
        &["quizzes/green.ron:14:21 there is no source `boo`"],
    );
    broken(
        BANK_PATH,
        "\"green-number\"",
        "\"green-water\"",
        &["quizzes/green.ron:17:17 question id `green-water` is used twice (first: quizzes/green.ron:5:17)"],
    );
    broken(
        "assets/glossary.ron",
        "id: \"leaf\"",
        "id: \"Leaf\"",
        &[
            "assets/glossary.ron:1:15 `Leaf` cannot be an id",
            "lessons/green/en.md:5:35 there is no term `leaf`",
            "lessons/green/ko.md:5:23 there is no term `leaf`",
        ],
    );
}

#[test]
fn questions() {
    broken(
        BANK_PATH,
        "kind: Single",
        "kind: Singel",
        &["quizzes/green.ron:6:19 unknown kind of question `Singel`"],
    );
    let with = |problem: &'static str| [problem];
    broken(
        BANK_PATH,
        "correct: true, ",
        "",
        &with("quizzes/green.ron:9:22 0 correct options, but there must be exactly one"),
    );
    broken(
        BANK_PATH,
        "(id: \"cold\"",
        "(id: \"hot\"",
        &with("quizzes/green.ron:11:22 option id `hot` is used twice (first: quizzes/green.ron:10:22)"),
    );
    broken(
        BANK_PATH,
        "kind: Single",
        "kind: TrueFalse",
        &with("quizzes/green.ron:9:22 the options of TrueFalse are \"true\" and \"false\""),
    );
    broken(
        BANK_PATH,
        "kind: Single",
        "kind: Matching",
        &[
            "quizzes/green.ron:10:17 option `hot` of a matching question has no `pair`",
            "quizzes/green.ron:11:17 option `cold` of a matching question has no `pair`",
        ],
    );
    broken(BANK_PATH, "value: 2", "value: 3", &["quizzes/green.ron:21:85 the number answer is not usable"]);
}

#[test]
fn answers_typed_as_words() {
    let typed = "why: (ko: \"차를 담아요\", en: \"It holds tea\"),";
    broken(BANK_PATH, typed, "", &["quizzes/green.ron:28:20 answer `teacup` has no `why`"]);
    let near = ", why: (ko: \"물을 끓여요\", en: \"It boils water\")";
    broken(BANK_PATH, near, "", &["quizzes/green.ron:29:24 answer `주전자` has no `why`"]);
    broken(
        BANK_PATH,
        "            typed: (",
        "            options: [], typed: (",
        &["quizzes/green.ron:28:13 `options` does not belong in a Typed question"],
    );
    broken(
        BANK_PATH,
        "kind: FillIn",
        "kind: Typed",
        &[
            "quizzes/green.ron:31:9 field `typed` is missing",
            "quizzes/green.ron:36:13 `blanks` does not belong in a Typed question",
        ],
    );
}

#[test]
fn the_examples_in_the_readme_are_right() {
    let readme = include_str!("../lessons/README.md");
    let examples = readme.split("```ron\n").filter(|text| text.starts_with("kind:"));
    let examples: Vec<_> = examples.filter_map(|text| text.split("```").next()).collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        let mut course = course();
        let question = format!("questions: [(id: \"example\", page: \"water\", {example}),");
        course[4].1 = BANK.replace("questions: [", &question);
        assert_eq!(report(&files(&course)), [""; 0], "{example}");
    }
}

#[test]
fn spellings() {
    broken(
        BANK_PATH,
        "accept: [\"잔\", \"cup\"]",
        "accept: [\"잔\", \"?!\"]",
        &["quizzes/green.ron:28:69 answer `?!` has neither letters nor digits to type"],
    );
    broken(
        BANK_PATH,
        "en: \"teacup\"",
        "en: \"...\"",
        &["quizzes/green.ron:28:29 answer `...` has neither letters nor digits to type"],
    );
    broken(
        BANK_PATH,
        "accept: [\"잔\", \"cup\"]",
        "accept: [\"Tea-Cup\", \"cup\"]",
        &["quizzes/green.ron:28:64 `Tea-Cup` differs from `teacup` only in case, spaces or punctuation"],
    );
    broken(
        BANK_PATH,
        "\"pot\"",
        "\"주 전자\"",
        &["quizzes/green.ron:29:41 `주 전자` differs from `주전자` only in case, spaces or punctuation"],
    );
    broken(
        BANK_PATH,
        "accept: [\"주전자\", \"pot\"]",
        "accept: []",
        &["quizzes/green.ron:29:33 the text is empty"],
    );
    for (near, right) in [("CUP", "cup"), ("wks", "잔"), ("찻잔!", "찻잔")] {
        let problem =
            format!("quizzes/green.ron:29:41 `{near}` is in `near`, but counts as `{right}`, which is right");
        broken(BANK_PATH, "\"pot\"", &format!("\"{near}\""), &[&problem]);
    }
}

#[test]
fn blanks() {
    broken(
        BANK_PATH,
        "{what}을",
        "찻잎을",
        &["quizzes/green.ron:35:24 blank `{what}` stands 0 times in the Korean stem"],
    );
    broken(
        BANK_PATH,
        "add the {what}.",
        "add the {what} and {what}.",
        &["quizzes/green.ron:35:55 blank `{what}` stands 2 times in the English stem"],
    );
    broken(
        BANK_PATH,
        "At {heat} degrees",
        "At [70](https://example.com/{heat})",
        &["quizzes/green.ron:35:55 blank `{heat}` stands 0 times in the English stem"],
    );
    broken(
        BANK_PATH,
        "At {heat} degrees",
        "At {heat} {Degrees}, {\\\"a\\\": 1}",
        &["quizzes/green.ron:35:55 `{Degrees}` of the English stem is not in `blanks`"],
    );
    broken(
        BANK_PATH,
        "(id: \"what\"",
        "(id: \"heat\"",
        &["quizzes/green.ron:38:22 blank id `heat` is used twice (first: quizzes/green.ron:37:22)"],
    );
}

#[test]
fn broken_text() {
    broken(BANK_PATH, "\"How hot?\"", "\"How hot?", &["quizzes/green.ron:8:36 the quote is never closed"]);
    broken(LESSON_PATH, "minutes: 3,", "minutes: 3", &["lessons/green/lesson.ron:5:14 a comma is missing"]);
    broken(
        KO_PATH,
        "따라요",
        "따라요 \u{26A0}\u{FE0F}",
        &[
            "lessons/green/ko.md:13:5 terminals disagree on the width of ⚠ (U+26A0)",
            "lessons/green/ko.md:13:6 terminals disagree on the width of \u{FE0F} (U+FE0F)",
        ],
    );
    broken(
        KO_PATH,
        "따라요",
        "\u{1104}\u{1161}라요",
        &["lessons/green/ko.md:13:1 Hangul is stored decomposed (NFD)"],
    );
}

#[test]
fn files_that_are_not_there_or_not_text() {
    for (path, expected) in [
        ("lessons/course.ron", vec!["lessons/course.ron:1:1 the file is missing"]),
        (EN_PATH, vec!["lessons/green/en.md:1:1 the file is missing"]),
    ] {
        let mut course = course();
        course.retain(|(other, _)| *other != path);
        let found = report(&files(&course));
        for line in &expected {
            assert!(found.iter().any(|other| other == line), "{path}: {found:?}");
        }
    }
    let mut binary = files(&course());
    binary.insert(BANK_PATH, vec![0xFF, 0xFE, 0x00]);
    assert!(report(&binary).contains(&"quizzes/green.ron:1:1 the file is not UTF-8".to_owned()));
    assert_eq!(report(&Files::default()), ["lessons/course.ron:1:1 the file is missing"]);
}

#[test]
fn a_report_shows_the_line_and_the_fix_in_both_languages() {
    let mut course = course();
    course[4].1 = BANK.replace("stem:", "steem:");
    let files = files(&course);
    let found = check(&files);
    let one = found
        .iter()
        .find(|d| d.file == BANK_PATH && d.severity() == Severity::Error && d.span.len() > 1)
        .unwrap();
    insta::assert_snapshot!(one.render(files.text(BANK_PATH), Lang::En), @r#"
    quizzes/green.ron:8:13: error: unknown field `steem` [unknown-field]
     8 |             steem: (ko: "몇 도?", en: "How hot?"),
       |             ^^^^^
       fix: did you mean `stem`? Known fields: id, aliases, revision, kind, page, difficulty, stem, options, number, typed, blanks, explanation, hints, source
    "#);
    insta::assert_snapshot!(one.render(files.text(BANK_PATH), Lang::Ko), @r#"
    quizzes/green.ron:8:13: 오류: 모르는 항목: `steem` [unknown-field]
     8 |             steem: (ko: "몇 도?", en: "How hot?"),
       |             ^^^^^
       고치는 법: 혹시 `stem`? 쓸 수 있는 항목: id, aliases, revision, kind, page, difficulty, stem, options, number, typed, blanks, explanation, hints, source
    "#);
}

#[test]
fn a_hidden_command_to_the_terminal_is_found_and_taken_out() {
    let (from, to) = ("\"How hot?\"", "\"\\u{1b}[2JHow hot?\"");
    broken(
        BANK_PATH,
        from,
        to,
        &["quizzes/green.ron:8:36 there is a control character that cannot be seen: U+001B"],
    );
    let mut course = course();
    course[4].1 = BANK.replace(from, to);
    let (course, _) = seodang::course::Course::open(files(&course));
    assert_eq!(course.questions(0)[0].stem.en, "[2JHow hot?");
    broken(
        KO_PATH,
        "따라요",
        "\u{202E}따라요",
        &["lessons/green/ko.md:13:1 terminals disagree on the width of \u{202E} (U+202E)"],
    );
}

#[test]
fn a_missing_file_is_reported_instead_of_what_follows_from_it() {
    for (path, expected) in [
        ("assets/glossary.ron", vec!["assets/glossary.ron:1:1 the file is missing"]),
        ("assets/prices.ron", vec!["assets/prices.ron:1:1 the file is missing"]),
        (BANK_PATH, vec!["quizzes/green.ron:1:1 the file is missing"]),
        (KO_PATH, vec!["lessons/green/ko.md:1:1 the file is missing"]),
    ] {
        let mut course = course();
        course.retain(|(other, _)| *other != path);
        assert_eq!(report(&files(&course)), expected);
    }
}

#[test]
fn a_mistake_repeated_without_end_is_told_briefly() {
    let mut course = course();
    course[2].1 =
        format!("{}\n{}{}\n", KO.replace("70도](price", "70](price"), "[".repeat(20_000), "*".repeat(20_000));
    let files = files(&course);
    let found = check(&files);
    let here = found.iter().filter(|d| d.file == KO_PATH).count();
    assert_eq!(here, 1_000);
    assert!(found.iter().all(|d| d.render(files.text(&d.file), Lang::Ko).len() < 1_500));
}

#[test]
fn terms_belong_to_others_without_going_round() {
    let leaf = r#"long: (ko: "잎이에요.", en: "A leaf.")"#;
    broken(
        "assets/glossary.ron",
        leaf,
        &format!(r#"{leaf}, part_of: (term: "leav", how: (ko: "잎", en: "leaf"))"#),
        &["assets/glossary.ron:1:127 there is no term `leav`"],
    );
    broken(
        "assets/glossary.ron",
        leaf,
        &format!(r#"{leaf}, part_of: (term: "leaf", how: (ko: "잎", en: "leaf"))"#),
        &["assets/glossary.ron:1:120 following `part_of` of the term `leaf` leads back to itself"],
    );
}

/// Puts a widget after the last page: `ko` and `en` are the lines of its fence.
#[track_caller]
fn widgets(ko: &str, en: &str, expected: &[&str]) {
    let mut course = course();
    for (at, text) in [(2, ko), (3, en)] {
        course[at].1.push_str(&format!("\n```widget\n{text}\n```\n"));
    }
    assert_eq!(report(&files(&course)), expected);
}

#[test]
fn widgets_in_lessons() {
    widgets("rolling\ndesired = 5\nminimum = 60", "rolling\nminimum = 60\n\ndesired=5", &[]);
    widgets("rolling", "rolling\ndesired = 5", &[]);
    widgets(
        "rolling\ndesired = 5",
        "rolling\ndesired = 4",
        &["lessons/green/en.md:15:1 the widget differs between the two languages"],
    );
    widgets(
        "roling",
        "roling",
        &[
            "lessons/green/en.md:16:1 unknown widget `roling`",
            "lessons/green/ko.md:16:1 unknown widget `roling`",
        ],
    );
    let bad = "rolling\ndesird = 5\nminimum = 101\nmaximum";
    let at = |file: &str| {
        [
            format!("lessons/green/{file}:17:1 unknown field `desird` of widget rolling"),
            format!("lessons/green/{file}:18:11 `101` cannot be `minimum`"),
            format!("lessons/green/{file}:19:1 a line without a value: `maximum`"),
        ]
    };
    let expected = [at("en.md"), at("ko.md")].concat();
    widgets(bad, bad, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    widgets(
        "",
        "",
        &[
            "lessons/green/en.md:16:1 the widget has no kind",
            "lessons/green/ko.md:16:1 the widget has no kind",
        ],
    );
}

#[test]
fn prices_that_a_widget_needs() {
    let mut course = course();
    let price = |id: &str| {
        format!(
            r#"(id: "{id}", value: "1", currency: "USD", unit: (ko: "시간", en: "hour"), region: "all", seen: "2026-11", source: "x"), "#
        )
    };
    let needed =
        ["public-ipv4-hour", "fargate-seoul-vcpu", "fargate-seoul-gb", "ec2-seoul-t3-large"].map(price);
    course[6].1 = PRICES.replace("(prices: [", &format!("(prices: [{}", needed.concat()));
    let fence = "\n```widget\nfargate-ec2\ninstance = t3-lrge\n```\n";
    course[2].1.push_str(&fence.replace("lrge", "large"));
    course[3].1.push_str(fence);
    let found = faults(&files(&course));
    let shown: Vec<String> = found.iter().map(|d| d.problem.message(Lang::En)).collect();
    let missing = "this widget needs price `ec2-seoul-t3-lrge`, which is missing";
    assert_eq!(shown, ["the widget differs between the two languages", missing]);
    assert!(found[1].problem.fix(Lang::En).starts_with("did you mean `ec2-seoul-t3-large`?"));
}

#[test]
fn a_widget_in_a_list_is_reported() {
    let mut course = course();
    for at in [2, 3] {
        course[at].1.push_str("\n- a\n\n  ```widget\n  rolling\n  ```\n");
    }
    let expected = ["en", "ko"]
        .map(|lang| format!("lessons/green/{lang}.md:15:1 a widget inside a list or a quote is not shown"));
    assert_eq!(report(&files(&course)), expected);
}
