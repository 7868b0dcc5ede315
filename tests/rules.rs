//! Every rule of `seodang check` has a course that breaks it, and no other rule: a checker that passes everything fails here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use seodang::{
    course::{Course, Diagnostic, File, Files, Rule, Severity, check, lint},
    lang::{Lang, hangul::is_hangul},
    ui::fit,
};

const TODAY: &str = "2026-11-22";

const LIST: &str = r#"(format: 1, id: "tea", title: (ko: "차", en: "Tea"), lessons: ["green"])"#;

const LESSON: &str = r#"(
    id: "green",
    title: (ko: "녹차", en: "Green tea"),
    summary: (ko: "한 줄", en: "One line"),
    minutes: 3,
    objectives: [(ko: "차를 우릴 수 있어요.", en: "Brew tea.")],
    requires: [],
    sources: [
        (id: "book", title: "A book", url: "https://example.com/", verified: "2026-11-22"),
        (id: "web", title: "A page", url: "https://example.com/web", verified: "2026-10-30"),
    ],
)"#;

const KO: &str = "# 녹차

## 물 {#water}

물은 70도로 부어요. [찻잎](term:leaf)은 $[0.5](price:cup)예요. 찻잎은 3분 우려요.

```sh
brew 70
```

```diagram
┌──────┐
│ 찻잎 │
└──────┘
```

```quiz
green-0
```

## 오해 {#belief}

> [!CAUTION]
> **“끓는 물이 가장 좋다”**
> 너무 뜨거우면 써요.

```widget
rolling
desired = 5
minimum = 60
maximum = 150
```

## 잔 {#cup}

따라서 마셔요.

- 큰 잔이 좋아요.
- 작은 잔도 좋아요.

| 잔 | 양 |
|---|---|
| 큰 것 | 200 |
";

const EN: &str = "# Green tea

## Water {#water}

Pour at 70 degrees. The [leaf](term:leaf) is $[0.5](price:cup). Leaf steeps for three minutes.

```sh
brew 70
```

```diagram
┌──────┐
│ leaf │
└──────┘
```

```quiz
green-0
```

## Belief {#belief}

> [!CAUTION]
> **“Boiling water is best”**
> Too hot is bitter.

```widget
rolling
desired = 5
minimum = 60
maximum = 150
```

## Cup {#cup}

Pour and drink.

- A big cup is good.
- So is a small one.

| cup | holds |
|---|---|
| big | 200 |
";

const SINGLE: &str = r#"        (
            id: "ID", kind: Single, page: "water", difficulty: 1, source: "book",
            stem: (ko: "어떻게 우릴까요?", en: "How do you brew it?"),
            options: [
                (id: "a", A text: (ko: "따뜻하게", en: "warm up"), why: (ko: "식으면 밍밍해요.", en: "Cold tea is thin.")),
                (id: "b", B text: (ko: "뜨끈하게", en: "hot now"), why: (ko: "뜨거우면 써요.", en: "Hot tea is bitter.")),
                (id: "c", C text: (ko: "차갑게만", en: "cool it"), why: (ko: "오래 걸려요.", en: "It takes long.")),
            ],
            explanation: (ko: "온도가 맛을 정해요.", en: "Heat makes the taste."),
            hints: [(ko: "혀를 생각해 보세요.", en: "Think of your tongue.")],
        ),
"#;

const OTHERS: &str = r#"        (
            id: "green-many", kind: Multiple, page: "cup", source: "book",
            stem: (ko: "좋은 잔을 모두 고르세요.", en: "Choose every good cup."),
            options: [
                (id: "big", correct: true, text: (ko: "큰 잔", en: "big"), why: (ko: "넉넉해요.", en: "Roomy.")),
                (id: "small", correct: true, text: (ko: "작은 잔", en: "small"), why: (ko: "아담해요.", en: "Neat.")),
                (id: "holed", text: (ko: "구멍 난 잔", en: "holed"), why: (ko: "새요.", en: "It leaks.")),
            ],
        ),
        (
            id: "green-true", kind: TrueFalse, page: "belief", source: "book",
            stem: (ko: "끓는 물이 가장 좋아요.", en: "Boiling water is best."),
            options: [
                (id: "true", why: (ko: "뜨거우면 써요.", en: "It turns bitter.")),
                (id: "false", correct: true, why: (ko: "식혀야 달아요.", en: "Cooler is sweeter.")),
            ],
        ),
        (
            id: "green-pairs", kind: Matching, page: "cup", source: "book",
            stem: (ko: "짝을 지어 보세요.", en: "Match them."),
            options: [
                (id: "pot", text: (ko: "주전자", en: "pot"), pair: (ko: "물", en: "water"), why: (ko: "물을 끓여요.", en: "It boils water.")),
                (id: "cup", text: (ko: "잔", en: "cup"), pair: (ko: "차", en: "tea"), why: (ko: "차를 담아요.", en: "It holds tea.")),
            ],
        ),
        (
            id: "green-number", kind: Number, page: "cup", source: "book",
            stem: (ko: "몇 잔일까요?", en: "How many cups?"),
            number: (value: 3, unit: (ko: "잔", en: "cups"), near: [(value: 2, why: (ko: "모자라요.", en: "Too few."))]),
        ),
        (
            id: "green-typed", kind: Typed, page: "cup", source: "book",
            stem: (ko: "무엇에 따를까요?", en: "What do you pour into?"),
            typed: (answer: (ko: "찻잔", en: "teacup"), accept: ["다완"], why: (ko: "차를 담아요.", en: "It holds tea."),
                near: [(accept: ["주전자"], why: (ko: "물을 끓여요.", en: "It boils water."))]),
        ),
        (
            id: "green-blank", kind: FillIn, page: "cup", source: "book",
            stem: (ko: "차는 {vessel}에 따라요.", en: "Tea goes into a {vessel}."),
            blanks: [(id: "vessel", answer: (ko: "찻잔", en: "teacup"), why: (ko: "차를 담아요.", en: "It holds tea."))],
        ),
"#;

const GLOSSARY: &str = r#"(terms: [
    (id: "leaf", ko: "찻잎", en: "leaf", reading: "찻잎", aka: ["잎사귀"], avoid: ["차이파리"],
     short: (ko: "우리는 잎", en: "What is steeped"), long: (ko: "차나무의 잎이에요.", en: "A leaf of the tea plant.")),
    (id: "tng", ko: "TNG", en: "TNG", reading: "탱", everyday: true,
     short: (ko: "체", en: "A sieve"), long: (ko: "찻잎을 걸러요.", en: "It holds back leaves.")),
])"#;

const PRICES: &str = r#"(prices: [
    (id: "cup", value: "0.5", currency: "USD", unit: (ko: "잔", en: "cup"), region: "all", seen: "2026-11", source: "https://example.com/"),
    (id: "pot", value: "2.5", currency: "USD", unit: (ko: "주전자", en: "pot"), region: "all", seen: "2026-10-31", source: "https://example.com/"),
])"#;

const COVERAGE: &str = r#"(claims: [
    (id: "A1", verdict: Wrong, says: "boiling water is best", taught: ["green#belief"], asked: ["green-true"]),
    (id: "A2", verdict: Fact, says: "tea is a plant", left_out: "everybody knows"),
])"#;

const LIST_PATH: &str = "lessons/course.ron";
const LESSON_PATH: &str = "lessons/green/lesson.ron";
const KO_PATH: &str = "lessons/green/ko.md";
const EN_PATH: &str = "lessons/green/en.md";
const BANK_PATH: &str = "quizzes/green.ron";
const GLOSSARY_PATH: &str = "assets/glossary.ron";
const PRICES_PATH: &str = "assets/prices.ron";
const COVERAGE_PATH: &str = "lessons/coverage.ron";

/// Six questions with one right option each, at `place(number)`, and one of every other kind.
fn bank(place: fn(usize) -> usize) -> String {
    let single = |number: usize| {
        let mut text = SINGLE.replace("ID", &format!("green-{number}"));
        for (i, mark) in [", A ", ", B ", ", C "].into_iter().enumerate() {
            text = text.replace(mark, if place(number) == i { ", correct: true, " } else { ", " });
        }
        text
    };
    let singles: String = (0..6).map(single).collect();
    format!("(\n    lesson: \"green\",\n    questions: [\n{singles}{OTHERS}    ],\n)")
}

type Texts = BTreeMap<&'static str, String>;

fn course() -> Texts {
    BTreeMap::from([
        (LIST_PATH, LIST.to_owned()),
        (LESSON_PATH, LESSON.to_owned()),
        (KO_PATH, KO.to_owned()),
        (EN_PATH, EN.to_owned()),
        (BANK_PATH, bank(|number| number % 3)),
        (GLOSSARY_PATH, GLOSSARY.to_owned()),
        (PRICES_PATH, PRICES.to_owned()),
        (COVERAGE_PATH, COVERAGE.to_owned()),
    ])
}

fn files(texts: &Texts) -> Files {
    let mut files = Files::default();
    for (path, text) in texts {
        files.insert(path, text.clone().into_bytes());
    }
    files
}

/// Everything that any rule has to say.
fn examine(files: &Files) -> Vec<Diagnostic> {
    let mut found = check::check(files);
    found.extend(fit::check(files));
    let (course, _) = Course::open(files.clone());
    found.extend(lint::outdated(files, &course, TODAY, 365));
    check::ordered(found)
}

fn told(files: &Files, found: &[Diagnostic]) -> String {
    found.iter().map(|d| d.render(files.text(&d.file), Lang::En)).collect()
}

/// How a course is broken.
enum Break {
    /// In these files, the first of these texts becomes that one.
    Edit(&'static [(&'static str, &'static str, &'static str)]),
    /// The same change of the Korean and the English prose: Korean from and to, English from and to.
    Both([&'static str; 2], [&'static str; 2]),
    /// Anything else.
    Make(fn() -> Files),
}

use Break::{Both, Edit, Make};

fn broken(how: &Break) -> Files {
    let mut texts = course();
    let mut edit = |path: &str, from: &str, to: &str| {
        let text = texts.get_mut(path).unwrap();
        assert!(text.contains(from), "{from:?} is not in {path}");
        *text = text.replacen(from, to, 1);
    };
    match how {
        Edit(edits) => edits.iter().for_each(|(path, from, to)| edit(path, from, to)),
        Both(ko, en) => {
            edit(KO_PATH, ko[0], ko[1]);
            edit(EN_PATH, en[0], en[1]);
        }
        Make(make) => return make(),
    }
    files(&texts)
}

/// The clean course and one file more.
fn with_file(path: &str, file: File) -> Files {
    let mut files = files(&course());
    files.insert_textless(path, file);
    files
}

const POUR: &str = "따라서 마셔요.";
const DRINK: &str = "Pour and drink.";

/// For each rule, a course that breaks it and nothing else.
#[rustfmt::skip]
fn fixtures() -> Vec<(Rule, Break)> {
    vec![
        // Files.
        (Rule::MissingFile, Make(|| { let mut texts = course(); texts.remove(PRICES_PATH); files(&texts) })),
        (Rule::NotUtf8, Make(|| { let mut files = files(&course()); files.insert("lessons/a.md", vec![0xFF, 0xFE]); files })),
        (Rule::Unreadable, Make(|| with_file("lessons/a.md", File::Unreadable("denied".into())))),
        (Rule::NotAFile, Make(|| with_file("lessons/a.md", File::NotAFile))),
        (Rule::TooBig, Make(|| with_file("lessons/a.md", File::TooBig))),
        (Rule::NotNfc, Edit(&[(KO_PATH, "따라서", "\u{1104}\u{1161}라서")])),
        (Rule::ForbiddenGlyph, Edit(&[(KO_PATH, POUR, "따라서 마셔요. ★⚠")])),
        (Rule::ControlCharacter, Edit(&[(KO_PATH, POUR, "따라서\u{1b} 마셔요.")])),
        // Values.
        (Rule::Syntax, Edit(&[(LESSON_PATH, "minutes: 3,", "minutes: 3")])),
        (Rule::UnknownField, Edit(&[(LESSON_PATH, "minutes: 3,", "minutes: 3, colour: 1,")])),
        (Rule::DuplicateField, Edit(&[(LESSON_PATH, "minutes: 3,", "minutes: 3, minutes: 3,")])),
        (Rule::MissingField, Edit(&[(LESSON_PATH, "minutes: 3,", "")])),
        (Rule::WrongType, Edit(&[(LESSON_PATH, "minutes: 3,", "minutes: \"3\",")])),
        (Rule::MissingLanguage, Edit(&[(LESSON_PATH, ", en: \"One line\"", "")])),
        (Rule::EmptyText, Edit(&[(LESSON_PATH, "\"One line\"", "\" \"")])),
        (Rule::BadId, Edit(&[(LESSON_PATH, "minutes: 3,", "minutes: 3, renamed_pages: {\"Old page\": \"cup\"},")])),
        (Rule::BadDate, Edit(&[(LESSON_PATH, "\"2026-10-30\"", "\"soon\"")])),
        (Rule::DuplicateId, Edit(&[(LESSON_PATH, "id: \"web\"", "id: \"book\"")])),
        (Rule::Dangling, Edit(&[(LESSON_PATH, "requires: []", "requires: [\"black\"]")])),
        (Rule::IdNotFolder, Edit(&[(LESSON_PATH, "id: \"green\"", "id: \"gren\"")])),
        (Rule::FormatNewer, Edit(&[(LIST_PATH, "format: 1", "format: 99")])),
        // Lessons.
        (Rule::NoLessons, Make(|| files(&BTreeMap::from([(LIST_PATH, LIST.replace("\"green\"", ""))])))),
        (Rule::UnlistedLesson, Make(|| {
            let mut texts = course();
            texts.insert("lessons/black/lesson.ron", LESSON.replace("\"green\"", "\"black\""));
            files(&texts)
        })),
        (Rule::NoPages, Make(|| {
            let mut texts = course();
            texts.insert(LIST_PATH, LIST.replace("\"green\"", "\"green\", \"black\""));
            texts.insert("lessons/black/lesson.ron", LESSON.replace("\"green\"", "\"black\""));
            texts.insert("lessons/black/ko.md", "# 홍차\n".into());
            texts.insert("lessons/black/en.md", "# Black tea\n".into());
            files(&texts)
        })),
        (Rule::TextBeforePage, Edit(&[(KO_PATH, "# 녹차\n", "# 녹차\n\n차 이야기예요.\n")])),
        (Rule::HeadingWithoutId, Edit(&[(KO_PATH, "## 잔 {#cup}", "## 집\n\n## 잔 {#cup}")])),
        (Rule::PageOnlyIn, Edit(&[(KO_PATH, "## 잔 {#cup}", "## 집 {#house}\n\n## 잔 {#cup}")])),
        (Rule::PageOrder, Edit(&[
            (KO_PATH, "## 잔 {#cup}", "## 가 {#x}\n\n좋아요.\n\n## 나 {#y}\n\n좋아요.\n\n## 잔 {#cup}"),
            (EN_PATH, "## Cup {#cup}", "## B {#y}\n\nGood.\n\n## A {#x}\n\nGood.\n\n## Cup {#cup}"),
        ])),
        (Rule::BlocksDiffer, Edit(&[(EN_PATH, DRINK, "Pour.\n\nDrink.")])),
        // Markdown.
        (Rule::Html, Edit(&[(EN_PATH, DRINK, "Pour<br>and drink.")])),
        (Rule::Image, Edit(&[(EN_PATH, DRINK, "Pour ![and](cup.png) drink.")])),
        (Rule::Footnote, Both([POUR, "따라서[^a] 마셔요.\n\n[^a]: 천천히요."], [DRINK, "Pour[^a] and drink.\n\n[^a]: Slowly."])),
        (Rule::Italics, Edit(&[(EN_PATH, DRINK, "Pour *and* drink.")])),
        (Rule::Strikethrough, Edit(&[(EN_PATH, DRINK, "Pour ~~and~~ drink.")])),
        (Rule::LooseBold, Edit(&[(EN_PATH, DRINK, "**Pour and drink.")])),
        (Rule::TopHeading, Both([POUR, "따라서 마셔요.\n\n# 끝"], [DRINK, "Pour and drink.\n\n# End"])),
        (Rule::EmptyLink, Edit(&[(EN_PATH, DRINK, "Pour and [](https://example.com) drink.")])),
        (Rule::UnknownAlert, Both([POUR, "따라서 마셔요.\n\n> [!HINT]\n> 천천히요."], [DRINK, "Pour and drink.\n\n> [!HINT]\n> Slowly."])),
        (Rule::TooDeep, Both([POUR, "> > > > > > > > > > > > > > > > > > 따라요."], [DRINK, "> > > > > > > > > > > > > > > > > > Pour."])),
        (Rule::BrokenLink, Edit(&[(EN_PATH, DRINK, "Pour and [drink](file.txt).")])),
        (Rule::WideDiagram, Edit(&[(EN_PATH, "┌──────┐\n", "────────────────────────────────────────────────────\n┌──────┐\n")])),
        // Questions.
        (Rule::UnknownKind, Edit(&[(BANK_PATH, "kind: Multiple", "kind: Multipel")])),
        (Rule::OptionCount, Edit(&[(BANK_PATH, r#"                (id: "cup", text: (ko: "잔", en: "cup"), pair: (ko: "차", en: "tea"), why: (ko: "차를 담아요.", en: "It holds tea.")),
"#, "")])),
        (Rule::CorrectCount, Edit(&[(BANK_PATH, "\"false\", correct: true,", "\"false\",")])),
        (Rule::TrueFalseOptions, Edit(&[(BANK_PATH, "(id: \"true\",", "(id: \"yes\",")])),
        (Rule::MissingOptionText, Edit(&[(BANK_PATH, " text: (ko: \"큰 잔\", en: \"big\"),", "")])),
        (Rule::MissingPair, Edit(&[(BANK_PATH, " pair: (ko: \"차\", en: \"tea\"),", "")])),
        (Rule::MissingWhy, Edit(&[(BANK_PATH, ", why: (ko: \"새요.\", en: \"It leaks.\")", "")])),
        (Rule::NotForKind, Edit(&[(BANK_PATH, "(id: \"big\",", "(id: \"big\", pair: (ko: \"물\", en: \"water\"),")])),
        (Rule::BadNumberAnswer, Edit(&[(BANK_PATH, "value: 2,", "value: 3,")])),
        (Rule::BadDifficulty, Edit(&[(BANK_PATH, "difficulty: 1", "difficulty: 7")])),
        (Rule::AnswerWithoutWhy, Edit(&[(BANK_PATH, "(accept: [\"주전자\"], why: (ko: \"물을 끓여요.\", en: \"It boils water.\"))", "(accept: [\"주전자\"])")])),
        (Rule::NothingToType, Edit(&[(BANK_PATH, "accept: [\"다완\"]", "accept: [\"!?\"]")])),
        (Rule::SameSpelling, Edit(&[(BANK_PATH, "accept: [\"다완\"]", "accept: [\"tea cup\"]")])),
        (Rule::NearIsRight, Edit(&[(BANK_PATH, "accept: [\"주전자\"]", "accept: [\"teacup\"]")])),
        (Rule::BlankCount, Edit(&[
            (BANK_PATH, "{vessel}에 따라요", "찻잔에 따라요"),
            (BANK_PATH, "a {vessel}.", "a cup."),
            (BANK_PATH, "(id: \"vessel\", answer: (ko: \"찻잔\", en: \"teacup\"), why: (ko: \"차를 담아요.\", en: \"It holds tea.\"))", ""),
        ])),
        (Rule::BlankNotOnce, Edit(&[(BANK_PATH, "a {vessel}.", "a {vessel}, a {vessel}.")])),
        (Rule::NoSuchBlank, Edit(&[(BANK_PATH, "a {vessel}.", "a {vessel} or a {pot}.")])),
        (Rule::ExamTooBig, Edit(&[(BANK_PATH, "lesson: \"green\",", "lesson: \"green\", exam: (draw: {\"green\": 99}),")])),
        (Rule::ExamBounds, Edit(&[(BANK_PATH, "lesson: \"green\",", "lesson: \"green\", exam: (draw: {\"green\": 1}, pass: 101),")])),
        (Rule::TermRing, Edit(&[(GLOSSARY_PATH, "reading: \"찻잎\",", "reading: \"찻잎\", part_of: (term: \"leaf\", how: (ko: \"자신\", en: \"itself\")),")])),
        // Structure and parity.
        (Rule::CodeDiffers, Edit(&[(EN_PATH, "brew 70", "brew --hot 70")])),
        (Rule::WidgetNoKind, Both(["rolling\ndesired = 5\nminimum = 60\nmaximum = 150\n", ""], ["rolling\ndesired = 5\nminimum = 60\nmaximum = 150\n", ""])),
        (Rule::WidgetUnknownKind, Both(["rolling", "roling"], ["rolling", "roling"])),
        (Rule::WidgetUnknownField, Both(["desired = 5", "wanted = 5"], ["desired = 5", "wanted = 5"])),
        (Rule::WidgetDuplicateField, Both(["minimum = 60", "desired = 5"], ["minimum = 60", "desired = 5"])),
        (Rule::WidgetNoValue, Both(["desired = 5", "desired"], ["desired = 5", "desired"])),
        (Rule::WidgetBadValue, Both(["desired = 5", "desired = many"], ["desired = 5", "desired = many"])),
        (Rule::WidgetNoPrice, Both(["rolling\ndesired = 5\nminimum = 60\nmaximum = 150\n", "fargate-ec2\n"], ["rolling\ndesired = 5\nminimum = 60\nmaximum = 150\n", "fargate-ec2\n"])),
        (Rule::WidgetNested, Both(["- 작은 잔도 좋아요.", "- 작은 잔도 좋아요.\n\n  ```widget\n  rolling\n  ```"], ["- So is a small one.", "- So is a small one.\n\n  ```widget\n  rolling\n  ```"])),
        (Rule::WidgetDiffers, Edit(&[(EN_PATH, "desired = 5", "desired = 4")])),
        (Rule::CheckInsDiffer, Edit(&[(EN_PATH, "```quiz\ngreen-0", "```quiz\ngreen-1")])),
        (Rule::PartsDiffer, Edit(&[(EN_PATH, "- So is a small one.", "- So is a small one.\n- And so is a bowl.")])),
        (Rule::NoObjectives, Edit(&[(LESSON_PATH, "[(ko: \"차를 우릴 수 있어요.\", en: \"Brew tea.\")]", "[]")])),
        (Rule::NoSources, Make(|| {
            let mut texts = course();
            let source = texts.get_mut(LESSON_PATH).unwrap();
            source.truncate(source.find("    sources").unwrap());
            source.push(')');
            let bank = texts.get_mut(BANK_PATH).unwrap();
            *bank = bank.replace(", source: \"book\"", "");
            files(&texts)
        })),
        (Rule::NoCheckIn, Both(["```quiz\ngreen-0\n```\n", ""], ["```quiz\ngreen-0\n```\n", ""])),
        (Rule::LongPage, Make(|| {
            let mut texts = course();
            for path in [KO_PATH, EN_PATH] {
                let text = texts.get_mut(path).unwrap();
                text.push_str(&"\n- -\n\n---\n".repeat(9));
            }
            files(&texts)
        })),
        (Rule::BrokenBox, Edit(&[(KO_PATH, "│ 찻잎 │", "│ 찻잎│")])),
        (Rule::RequiresRing, Edit(&[(LESSON_PATH, "requires: []", "requires: [\"green\"]")])),
        (Rule::EmptyPage, Both(["## 잔 {#cup}", "## 집 {#house}\n\n## 잔 {#cup}"], ["## Cup {#cup}", "## House {#house}\n\n## Cup {#cup}"])),
        (Rule::UnclosedFence, Both(["| 큰 것 | 200 |\n", "| 큰 것 | 200 |\n\n```text\n끝\n"], ["| big | 200 |\n", "| big | 200 |\n\n```text\nend\n"])),
        (Rule::UnknownFence, Both(["```sh", "```quizz"], ["```sh", "```quizz"])),
        (Rule::LinksDiffer, Edit(&[(EN_PATH, DRINK, "[Pour](lesson:green#water) and drink.")])),
        (Rule::UnquotedClaim, Edit(&[(KO_PATH, "**“끓는 물이 가장 좋다”**", "끓는 물이 가장 좋다고 해요.")])),
        // Words.
        (Rule::NumbersDiffer, Edit(&[(EN_PATH, "Pour at 70", "Pour at 75")])),
        (Rule::TermsDiffer, Edit(&[(EN_PATH, "- A big cup", "- With a [leaf](term:leaf), a big cup")])),
        (Rule::UnlinkedTerm, Edit(&[(KO_PATH, POUR, "찻잎을 건져요.")])),
        (Rule::Untranslated, Edit(&[(BANK_PATH, "ko: \"온도가 맛을 정해요.\"", "ko: \"Heat makes the taste.\"")])),
        (Rule::Avoided, Edit(&[(KO_PATH, POUR, "차이파리를 건져요.")])),
        (Rule::WrongParticle, Edit(&[(KO_PATH, POUR, "ECS을 마셔요.")])),
        (Rule::DoubleParticle, Edit(&[(KO_PATH, POUR, "ECS은(는) 달아요.")])),
        (Rule::PlainEnding, Edit(&[(KO_PATH, POUR, "따라서 마십니다.")])),
        // Flaws of questions.
        (Rule::NegativeStem, Edit(&[(BANK_PATH, "How do you brew it?", "Which of these is not tea?")])),
        (Rule::AllOrNone, Edit(&[(BANK_PATH, "en: \"holed\"", "en: \"none of the above\"")])),
        (Rule::SameOptions, Edit(&[(BANK_PATH, "ko: \"작은 잔\"", "ko: \"큰  잔\"")])),
        (Rule::NestedOptions, Edit(&[(BANK_PATH, "ko: \"구멍 난 잔\"", "ko: \"아주 작은 잔\"")])),
        (Rule::LongestIsCorrect, Make(|| {
            let mut texts = course();
            let bank = texts.get_mut(BANK_PATH).unwrap();
            *bank = bank.replace("correct: true, text: (ko: \"", "correct: true, text: (ko: \"아주 ");
            files(&texts)
        })),
        (Rule::CorrectPlace, Make(|| { let mut texts = course(); texts.insert(BANK_PATH, bank(|_| 1)); files(&texts) })),
        (Rule::AnswerInStem, Edit(&[
            (BANK_PATH, "How do you brew it?", "How do you brew a samovar?"),
            (BANK_PATH, "en: \"warm up\"", "en: \"samovar\""),
        ])),
        (Rule::EmptyWhy, Edit(&[(BANK_PATH, "en: \"It leaks.\"", "en: \"Wrong.\"")])),
        (Rule::SameWhy, Edit(&[(BANK_PATH, "ko: \"새요.\"", "ko: \"아담해요.\"")])),
        (Rule::HowMany, Edit(&[(BANK_PATH, "Choose every good cup.", "Choose three good cups.")])),
        (Rule::AllCorrect, Edit(&[(BANK_PATH, "(id: \"holed\",", "(id: \"holed\", correct: true,")])),
        (Rule::HintTells, Edit(&[(BANK_PATH, "Think of your tongue.", "You warm up the pot.")])),
        (Rule::NoSource, Edit(&[(BANK_PATH, ", source: \"book\"", "")])),
        // Facts.
        (Rule::UnlinkedPrice, Both([POUR, "주전자는 2.5달러예요."], [DRINK, "A pot is $2.5."])),
        (Rule::Undated, Both([POUR, "주전자는 4.2달러예요."], [DRINK, "A pot is $4.2."])),
        (Rule::OldSource, Edit(&[(LESSON_PATH, "2026-10-30", "2024-10-30")])),
        (Rule::OldPrice, Edit(&[(PRICES_PATH, "2026-10-31", "2024-10")])),
        (Rule::UnknownVerdict, Edit(&[(COVERAGE_PATH, "Wrong", "Wrnog")])),
        (Rule::NotTaught, Edit(&[(COVERAGE_PATH, ", left_out: \"everybody knows\"", "")])),
        (Rule::NotAsked, Edit(&[(COVERAGE_PATH, "asked: [\"green-true\"]", "asked: []")])),
        (Rule::NoCaution, Edit(&[(COVERAGE_PATH, "green#belief", "green#water")])),
        // Prices.
        (Rule::BadPrice, Edit(&[(PRICES_PATH, "\"2.5\"", "\"cheap\"")])),
        (Rule::PriceDiffers, Both(["[0.5]", "[0.4]"], ["[0.5]", "[0.4]"])),
    ]
}

#[test]
fn the_course_that_breaks_nothing_is_clean() {
    let files = files(&course());
    let found = examine(&files);
    assert!(found.is_empty(), "{}", told(&files, &found));
}

#[test]
fn every_page_that_ships_fits_the_screen() {
    let files = Files::embedded();
    let found = fit::check(&files);
    assert!(found.is_empty(), "{}", told(&files, &found));
}

#[test]
fn every_rule_has_a_course_that_breaks_it_and_no_other() {
    let mut wrong = String::new();
    for (rule, how) in fixtures() {
        let files = broken(&how);
        let found = examine(&files);
        let rules: BTreeSet<&str> = found.iter().map(|diagnostic| diagnostic.problem.name()).collect();
        if rules != BTreeSet::from([rule.name()]) {
            wrong.push_str(&format!("== {} gives {rules:?}\n{}", rule.name(), told(&files, &found)));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let covered: BTreeSet<Rule> = fixtures().into_iter().map(|(rule, _)| rule).collect();
    let without: Vec<&str> =
        Rule::ALL.iter().filter(|rule| !covered.contains(rule)).map(|rule| rule.name()).collect();
    assert!(without.is_empty(), "rules without a course that breaks them: {without:?}");
}

#[test]
fn every_rule_says_what_is_wrong_and_how_to_mend_it_in_both_languages() {
    for (rule, how) in fixtures() {
        for diagnostic in examine(&broken(&how)) {
            let problem = &diagnostic.problem;
            let texts = |lang| [problem.message(lang), problem.fix(lang)];
            for (ko, en) in texts(Lang::Ko).into_iter().zip(texts(Lang::En)) {
                assert!(ko.chars().any(is_hangul), "{}: {ko}", rule.name());
                assert!(en.chars().any(|c| c.is_ascii_lowercase()), "{}: {en}", rule.name());
                for text in [ko, en] {
                    assert!(!text.trim().is_empty() && !text.ends_with('.'), "{}: {text}", rule.name());
                    assert!(
                        !text.contains("은(는)") || rule == Rule::DoubleParticle,
                        "{}: {text}",
                        rule.name()
                    );
                }
            }
        }
    }
}

#[test]
fn names_are_stable_words() {
    let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    for name in names {
        assert!(
            name.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric())),
            "{name}"
        );
        assert!(name.len() <= 24, "{name}");
    }
}

#[test]
fn the_readme_lists_every_rule() {
    let readme = include_str!("../lessons/README.md");
    let rows = Rule::ALL.iter().map(|rule| {
        let severity = match rule.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        format!("| `{}` | {severity} | {} |\n", rule.name(), rule.says().replace('|', "\\|"))
    });
    let table: String = rows.collect();
    let start = readme
        .find("| rule | severity | what it complains about |\n|---|---|---|\n")
        .expect("no table of rules");
    let found: String =
        readme[start..].split_inclusive('\n').skip(2).take_while(|line| line.starts_with('|')).collect();
    assert!(found == table, "lessons/README.md should list these rules:\n{table}");
}

#[test]
fn places_of_the_coverage_list_are_held_against_the_course() {
    let report = |from: &str, to: &str| -> Vec<String> {
        let mut texts = course();
        let list = texts.get_mut(COVERAGE_PATH).unwrap();
        assert!(list.contains(from), "{from}");
        *list = list.replacen(from, to, 1);
        examine(&files(&texts)).iter().map(|found| found.problem.message(Lang::En)).collect()
    };
    assert_eq!(report("green#belief", "green#beleif"), ["there is no page `green#beleif`"]);
    assert_eq!(report("green#belief", "gren#belief"), ["there is no lesson `gren`"]);
    assert_eq!(report("\"green-true\"", "\"green-treu\""), ["there is no question `green-treu`"]);
    assert_eq!(
        report("\"A2\"", "\"A1\""),
        ["claim id `A1` is used twice (first: lessons/coverage.ron:2:10)"]
    );
    assert_eq!(report("says: \"tea is a plant\", ", ""), ["field `says` is missing"]);
}

#[test]
fn a_course_without_a_coverage_list_is_clean() {
    let mut texts = course();
    texts.remove(COVERAGE_PATH);
    assert!(examine(&files(&texts)).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn nothing_makes_a_rule_panic(pieces in prop::collection::vec(prop::sample::select(vec![
        "찻잎을 ", "[leaf](term:leaf)", "은", "는(은)", "ECS", "EC2", "`code", "`", "**", "“", "”", "(", ")", "[", "](", "1,000", "0.", "100만", ".",
        "?", "다", "\n", "\n\n", "- ", "> ", "> [!CAUTION]\n", "```diagram\n", "```\n", "```quiz\ngreen-0\n", "| a | b |\n|---|---|\n|", "│", "┌─┐", "└",
        "### ", "1. ", "\\", "$0.5", "달러", "ㅂ", "\u{1F600}", "é", "the", " not ", "which ", "## x {#x}\n", "%",
    ]), 0..40), bank in any::<bool>()) {
        let text = pieces.concat();
        let mut texts = course();
        if bank {
            let source = texts.get_mut(BANK_PATH).unwrap();
            *source = source.replace("뜨끈하게", &text).replace("How do you", &text.replace('\n', "\\n"));
        } else {
            texts.get_mut(KO_PATH).unwrap().push_str(&text);
            texts.get_mut(EN_PATH).unwrap().push_str(&pieces.iter().rev().copied().collect::<String>());
        }
        let files = files(&texts);
        for found in examine(&files) {
            prop_assert!(found.render(files.text(&found.file), Lang::Ko).contains(found.problem.name()));
        }
    }
}
