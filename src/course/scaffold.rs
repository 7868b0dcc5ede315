//! New courses, lessons, questions and terms to begin from, in the style of `lessons/README.md`.
//!
//! Invariants: what is made passes [`super::check`]; a file that is added to keeps all it had, comments and layout included.
//! It must not know where files are kept.

use std::ops::Range;

use crate::{
    course::{
        mend::{Edit, apply},
        syntax::{Node, Value, read},
    },
    lang::Text,
};

/// A file of a course: its path, and all of its text.
pub type Made = (String, String);

/// A course of one lesson, one page, one question and one term.
#[must_use]
pub fn course(id: &str) -> Vec<Made> {
    let list = format!(
        r#"(
    format: 1,
    id: "{id}",
    title: (ko: "나의 코스", en: "My course"),
    lessons: ["first"],
)
"#
    );
    [
        ("lessons/course.ron", list),
        ("lessons/first/lesson.ron", FIRST_LESSON.to_owned()),
        ("lessons/first/ko.md", FIRST_KO.to_owned()),
        ("lessons/first/en.md", FIRST_EN.to_owned()),
        ("quizzes/first.ron", bank("first", FIRST_QUESTION)),
        ("assets/glossary.ron", glossary(FIRST_TERM)),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .to_vec()
}

const FIRST_LESSON: &str = r#"(
    id: "first",
    title: (ko: "첫 단원", en: "First lesson"),
    summary: (ko: "고쳐 쓰면서 시작하는 단원", en: "A lesson to rewrite as your own"),
    minutes: 3,
    objectives: [
        (ko: "쪽과 문제를 하나씩 고쳐 쓸 수 있어요.", en: "Rewrite a page and a question."),
    ],
    sources: [],
)
"#;

const FIRST_KO: &str = "# 첫 단원

## 첫 쪽 {#start}

이 글은 `lessons/first/ko.md`에 있어요. 여기에 새 글을 쓰고, `en.md`에도 같은 내용을 영어로 쓰세요.

[쪽](term:page)처럼 용어를 링크로 걸면 뜻을 바로 펼쳐 볼 수 있어요. 뜻은 `assets/glossary.ron`에 있어요.

```quiz
first-1
```
";

const FIRST_EN: &str = "# First lesson

## First page {#start}

This text is in `lessons/first/en.md`. Put your own in its place, and say the same in Korean in `ko.md`.

A link to a term, such as [page](term:page), opens what the term means. That is in `assets/glossary.ron`.

```quiz
first-1
```
";

const FIRST_QUESTION: &str = r#"        (
            id: "first-1",
            kind: Single,
            page: "start",
            difficulty: 1,
            stem: (ko: "영어로 읽는 사람에게 보일 글은 어디에 쓸까요?", en: "Where do you write what readers of English see?"),
            options: [
                (id: "en", correct: true, text: (ko: "en.md", en: "en.md"), why: (ko: "영어 글은 모두 여기에 있어요.", en: "All the English prose is there.")),
                (id: "ko", text: (ko: "ko.md", en: "ko.md"), why: (ko: "여기는 한국어로 읽는 사람에게 보여요.", en: "That is what readers of Korean see.")),
                (id: "lesson", text: (ko: "lesson.ron", en: "lesson.ron"), why: (ko: "여기에는 단원 이름과 목표만 있어요.", en: "That holds only the name and the objectives of the lesson.")),
            ],
            explanation: (ko: "두 파일에는 같은 id의 쪽이 같은 차례로 있어야 해요.", en: "Both files have the same pages with the same ids in the same order."),
        ),
"#;

const FIRST_TERM: &str = r#"        (
            id: "page",
            ko: "쪽",
            en: "page",
            short: (ko: "한 번에 읽는 글 한 토막", en: "A piece of a lesson that is read at once"),
            long: (ko: "`##` 제목에서 시작해서 다음 제목 앞에서 끝나요. 제목에는 두 언어에서 같은 id를 붙여요.", en: "It begins at a `##` heading and ends before the next one. The heading has the same id in both languages."),
        ),
"#;

/// A lesson of one page and one question that wait to be written.
#[must_use]
pub fn lesson(id: &str) -> Vec<Made> {
    let first = format!("{id}-1");
    lesson_of(id, &first, &question(&first, "Single", "start"))
}

/// A lesson of one page that waits to be written, which asks question `first` of `questions`.
#[must_use]
pub fn lesson_of(id: &str, first: &str, questions: &str) -> Vec<Made> {
    let about = format!(
        r#"(
    id: "{id}",
    title: (ko: "할 일: {id}", en: "To do: {id}"),
    summary: (ko: "할 일: 무엇을 배우는 단원인지 한 줄로", en: "To do: one line about what the lesson teaches"),
    minutes: 10,
    objectives: [
        (ko: "할 일: 읽고 나면 무엇을 할 수 있는지 써요.", en: "To do: say what a reader can do afterwards."),
    ],
    sources: [],
)
"#
    );
    let check_in = format!("```quiz\n{first}\n```");
    let ko = format!(
        "# 할 일: {id}\n\n## 할 일: 첫 쪽 {{#start}}\n\n할 일: 여기에 한국어로 써요.\n\n{check_in}\n"
    );
    let en = format!(
        "# To do: {id}\n\n## To do: first page {{#start}}\n\nTo do: write here in English.\n\n{check_in}\n"
    );
    let bank = bank(id, questions);
    vec![
        (format!("lessons/{id}/lesson.ron"), about),
        (format!("lessons/{id}/ko.md"), ko),
        (format!("lessons/{id}/en.md"), en),
        (format!("quizzes/{id}.ron"), bank),
    ]
}

/// A bank of these questions.
#[must_use]
pub fn bank(lesson: &str, questions: &str) -> String {
    format!("(\n    lesson: \"{lesson}\",\n    questions: [\n{questions}    ],\n)\n")
}

/// A glossary of these terms.
#[must_use]
pub fn glossary(terms: &str) -> String {
    format!("(\n    terms: [\n{terms}    ],\n)\n")
}

/// A term that waits to be written.
#[must_use]
pub fn term(id: &str) -> String {
    let name = id.replace('-', " ");
    format!(
        r#"        (
            id: "{id}",
            ko: "할 일: {name}",
            en: "{name}",
            short: (ko: "할 일: 한 줄로 쓴 뜻", en: "To do: what it means in one line"),
            long: (ko: "할 일: 두 문장에서 네 문장으로 풀어 써요.", en: "To do: explain it in two to four sentences."),
        ),
"#
    )
}

/// A question that waits to be written.
#[must_use]
pub fn question(id: &str, kind: &str, page: &str) -> String {
    let (stem, answer) = match kind {
        "Multiple" => (STEM_ALL, choices(&[("one", true), ("two", true), ("wrong", false)])),
        "TrueFalse" => (STEM_TRUE, TRUE_FALSE.to_owned()),
        "Ordering" => (STEM_ORDER, ORDERING.to_owned()),
        "Matching" => (STEM_MATCH, MATCHING.to_owned()),
        "Number" => (STEM_NUMBER, NUMBER.to_owned()),
        "Typed" => (STEM_TYPED, TYPED.to_owned()),
        "FillIn" => (STEM_BLANK, BLANKS.to_owned()),
        _ => (STEM_ONE, choices(&[("right", true), ("wrong", false), ("other", false)])),
    };
    format!(
        r#"        (
            id: "{id}",
            kind: {kind},
            page: "{page}",
            difficulty: 2,
            stem: {stem},
{answer}            explanation: (ko: "할 일: 무엇을 골랐든 알아 둘 것을 써요.", en: "To do: say what is worth knowing after any answer."),
        ),
"#
    )
}

const STEM_ONE: &str = r#"(ko: "할 일: 왜 그럴까요?", en: "To do: why is it so?")"#;
const STEM_ALL: &str = r#"(ko: "할 일: 맞는 것을 모두 고르세요.", en: "To do: choose all that apply.")"#;
const STEM_TRUE: &str =
    r#"(ko: "할 일: 맞거나 틀린 말을 하나 써요.", en: "To do: make a statement that is true or false.")"#;
const STEM_ORDER: &str = r#"(ko: "할 일: 차례대로 놓으세요.", en: "To do: put these in order.")"#;
const STEM_MATCH: &str =
    r#"(ko: "할 일: 어울리는 것끼리 이으세요.", en: "To do: match what belongs together.")"#;
const STEM_NUMBER: &str = r#"(ko: "할 일: 몇 분일까요?", en: "To do: how many minutes is it?")"#;

const STEM_TYPED: &str = r#"(ko: "할 일: 무엇이라고 할까요?", en: "To do: what is it called?")"#;
const STEM_BLANK: &str =
    r#"(ko: "할 일: 빈칸 {one} 앞뒤에 글을 써요.", en: "To do: write a sentence around the blank {one}.")"#;

/// Options to choose from: right ones and wrong ones.
fn choices(options: &[(&str, bool)]) -> String {
    let mut out = String::from("            options: [\n");
    for (number, (id, correct)) in (1..).zip(options) {
        let (mark, ko, en) = if *correct {
            ("correct: true, ", "맞는 보기", "a right option")
        } else {
            ("", "그럴듯하지만 틀린 보기", "a wrong option that sounds right")
        };
        let why = reason(number, *correct);
        out.push_str(&format!(
            "                (id: \"{id}\", {mark}text: (ko: \"할 일: {ko} {number}\", en: \"To do: {en} {number}\"), why: (ko: \"{}\", en: \"{}\")),\n",
            why.ko, why.en
        ));
    }
    out.push_str("            ],\n");
    out
}

const TRUE_FALSE: &str = r#"            options: [
                (id: "true", correct: true, why: (ko: "할 일: 왜 맞는지 써요.", en: "To do: say why it is true.")),
                (id: "false", why: (ko: "할 일: 왜 틀렸다고 생각하기 쉬운지 써요.", en: "To do: say why it is easy to think it false.")),
            ],
"#;

const ORDERING: &str = r#"            options: [
                (id: "first", text: (ko: "할 일: 처음에 오는 것", en: "To do: what comes first"), why: (ko: "할 일: 왜 처음인지 써요.", en: "To do: say why it is first.")),
                (id: "second", text: (ko: "할 일: 다음에 오는 것", en: "To do: what comes next"), why: (ko: "할 일: 왜 그다음인지 써요.", en: "To do: say why it is next.")),
                (id: "third", text: (ko: "할 일: 끝에 오는 것", en: "To do: what comes last"), why: (ko: "할 일: 왜 끝인지 써요.", en: "To do: say why it is last.")),
            ],
"#;

const MATCHING: &str = r#"            options: [
                (id: "one", text: (ko: "할 일: 왼쪽 1", en: "To do: left 1"), pair: (ko: "할 일: 오른쪽 1", en: "To do: right 1"), why: (ko: "할 일: 왜 1끼리 짝인지 써요.", en: "To do: say why left and right 1 belong together.")),
                (id: "two", text: (ko: "할 일: 왼쪽 2", en: "To do: left 2"), pair: (ko: "할 일: 오른쪽 2", en: "To do: right 2"), why: (ko: "할 일: 왜 2끼리 짝인지 써요.", en: "To do: say why left and right 2 belong together.")),
                (id: "three", text: (ko: "할 일: 왼쪽 3", en: "To do: left 3"), pair: (ko: "할 일: 오른쪽 3", en: "To do: right 3"), why: (ko: "할 일: 왜 3끼리 짝인지 써요.", en: "To do: say why left and right 3 belong together.")),
            ],
"#;

const NUMBER: &str = r#"            number: (
                value: 15,
                tolerance: 0,
                unit: (ko: "분", en: "min"),
                units: {"분": 1, "min": 1, "시간": 60, "h": 60},
                near: [(value: 60, why: (ko: "할 일: 왜 60이라고 생각하기 쉬운지 써요.", en: "To do: say why it is easy to think of 60."))],
            ),
"#;

const TYPED: &str = r#"            typed: (
                answer: (ko: "할 일: 맞는 말", en: "To do: the right word"),
                accept: [],
                why: (ko: "할 일: 왜 맞는지 써요.", en: "To do: say why it is right."),
                near: [(accept: ["할 일: 헷갈리는 말"], why: (ko: "할 일: 왜 그 말이 아닌지 써요.", en: "To do: say why it is not that one."))],
            ),
"#;

const BLANKS: &str = r#"            blanks: [
                (id: "one", answer: (ko: "할 일: 맞는 말", en: "To do: the right word"), accept: [], why: (ko: "할 일: 왜 맞는지 써요.", en: "To do: say why it is right.")),
            ],
"#;

/// Where it waits to be written why option number `number` is right or wrong.
#[must_use]
pub fn reason(number: usize, correct: bool) -> Text {
    let (ko, en) = if correct { ("맞는지", "right") } else { ("틀린지", "wrong") };
    Text {
        ko: format!("할 일: 보기 {number}, 왜 {ko} 써요."),
        en: format!("To do: say why option {number} is {en}."),
    }
}

/// Where it waits to be written why an answer that is typed is right.
#[must_use]
pub fn answer_reason(answer: &Text) -> Text {
    Text {
        ko: format!("할 일: 왜 맞는지 써요. ({})", answer.ko),
        en: format!("To do: say why it is right. ({})", answer.en),
    }
}

/// Where it waits to be written why `near` is tempting and wrong.
#[must_use]
pub fn near_reason(near: &str) -> Text {
    Text {
        ko: format!("할 일: 왜 이 답이 아닌지 써요. ({near})"),
        en: format!("To do: say why it is not this one. ({near})"),
    }
}

/// The names in the list in field `field` of the outermost struct: its texts, or the ids and former ids of its structs.
#[must_use]
pub fn names(source: &str, field: &str) -> Vec<String> {
    let (root, _) = read(source);
    let mut names = Vec::new();
    for element in elements(&root, field).map(|(_, nodes)| nodes).unwrap_or_default() {
        texts(element, &mut names);
        let Value::Struct(fields) = &element.value else { continue };
        let named = fields.iter().filter(|field| ["id", "aliases"].contains(&field.name));
        named.for_each(|field| texts(&field.node, &mut names));
    }
    names
}

/// A text, or the texts of a list.
fn texts(node: &Node<'_>, out: &mut Vec<String>) {
    match &node.value {
        Value::Str(text) => out.push(text.trim().to_owned()),
        Value::List(nodes) => nodes.iter().for_each(|node| texts(node, out)),
        _ => {}
    }
}

/// The list in field `field` of the outermost struct: where it stands, and its elements.
fn elements<'n, 'a>(root: &'n Node<'a>, field: &str) -> Option<(Range<usize>, &'n [Node<'a>])> {
    let Value::Struct(fields) = &root.value else { return None };
    let list = &fields.iter().find(|found| found.name == field)?.node;
    let Value::List(nodes) = &list.value else { return None };
    Some((list.span.clone(), nodes))
}

/// `source` with `element` at the end of the list in field `field` of the outermost struct. `None` when there is no such
/// list or the file cannot be read to its end: such a file has to be mended first.
#[must_use]
pub fn append(source: &str, field: &str, element: &str) -> Option<String> {
    let (root, errors) = read(source);
    let (span, nodes) = elements(&root, field).filter(|_| errors.is_empty())?;
    let close = span.end - 1;
    let last = nodes.last();
    let comma = last.filter(|last| !has_comma(source, last.span.end..close)).map_or("", |_| ",");
    let line = source[..close].rfind('\n').map_or(0, |at| at + 1);
    let mut edits = Vec::new();
    if line > span.start && source[line..close].trim().is_empty() {
        // The bracket stands on a line of its own: so does the element, before it.
        edits.extend(
            last.filter(|_| !comma.is_empty()).map(|last| Edit::new(last.span.end..last.span.end, comma)),
        );
        let element = element.trim_matches('\n').trim_end_matches(',');
        let indent = if element.starts_with(' ') { "" } else { indent_of(source, last) };
        edits.push(Edit::new(line..line, format!("{indent}{element},\n")));
    } else {
        let end = source[..close].trim_end_matches(' ').len();
        let gap = if nodes.is_empty() { "" } else { " " };
        edits.push(Edit::new(end..close, format!("{comma}{gap}{}", element.trim().trim_end_matches(','))));
    }
    Some(apply(source, edits))
}

/// The blanks before `node` on its line; a usual number of them where there are none.
fn indent_of<'s>(source: &'s str, node: Option<&Node<'_>>) -> &'s str {
    let indent = node.and_then(|node| {
        let line = source[..node.span.start].rfind('\n')? + 1;
        let blanks = &source[line..node.span.start];
        blanks.trim().is_empty().then_some(blanks)
    });
    indent.unwrap_or("        ")
}

/// Whether a `,` stands in `range` outside comments.
fn has_comma(source: &str, range: Range<usize>) -> bool {
    let mut rest = &source[range];
    loop {
        rest = rest.trim_start();
        if rest.starts_with(',') {
            return true;
        }
        let comment = if rest.starts_with("//") {
            rest.find('\n')
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|at| at + 2)
        } else {
            None
        };
        match comment {
            Some(end) => rest = &rest[end..],
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::{Course, Files, check::check, diagnostic::KINDS};

    fn files(made: &[Made]) -> Files {
        let mut files = Files::default();
        for (path, text) in made {
            files.insert(path, text.clone().into_bytes());
        }
        files
    }

    #[test]
    fn everything_made_passes_the_check() {
        let mut made = course("mine");
        assert_eq!(check(&files(&made)), []);
        let list = made.iter().position(|(path, _)| path == "lessons/course.ron").unwrap();
        made[list].1 = append(&made[list].1, "lessons", "\"next-one\"").unwrap();
        made.extend(lesson("next-one"));
        let terms = made.iter().position(|(path, _)| path == "assets/glossary.ron").unwrap();
        made[terms].1 = append(&made[terms].1, "terms", &term("pour-over")).unwrap();
        let bank = made.iter().position(|(path, _)| path == "quizzes/next-one.ron").unwrap();
        for kind in KINDS {
            let id = format!("next-{}", kind.to_lowercase());
            made[bank].1 = append(&made[bank].1, "questions", &question(&id, kind, "start")).unwrap();
        }
        let files = files(&made);
        assert_eq!(check(&files), []);
        let (course, _) = Course::open(files);
        let kinds: Vec<&str> = course.questions(1).iter().map(|question| question.kind.name()).collect();
        assert_eq!(kinds, [&["Single"], &KINDS[..]].concat());
        assert_eq!(course.glossary().terms().len(), 2);
    }

    #[test]
    fn a_list_grows_and_the_rest_of_the_file_stays() {
        for (source, expected) in [
            (r#"(lessons: [])"#, r#"(lessons: ["c"])"#),
            (r#"(lessons: ["a"], x: 1) // end"#, r#"(lessons: ["a", "c"], x: 1) // end"#),
            (r#"(lessons: ["a", ])"#, r#"(lessons: ["a", "c"])"#),
            (r#"(lessons: ["a" /* , */])"#, r#"(lessons: ["a" /* , */, "c"])"#),
            (
                "(lessons: [\n  \"a\", // first,\n  // last\n])",
                "(lessons: [\n  \"a\", // first,\n  // last\n  \"c\",\n])",
            ),
            ("(lessons: [\n  \"a\" // first,\n])", "(lessons: [\n  \"a\", // first,\n  \"c\",\n])"),
            ("(lessons: [\n])", "(lessons: [\n        \"c\",\n])"),
        ] {
            assert_eq!(append(source, "lessons", "\"c\"").as_deref(), Some(expected), "{source}");
        }
        for broken in
            ["", "(lessons: [", "(lessons: \"a\")", "(other: [])", "[\"a\"]", "(lessons: [\"a\" \"b\"])"]
        {
            assert_eq!(append(broken, "lessons", "\"c\""), None, "{broken}");
        }
    }
}
