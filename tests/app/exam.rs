//! An exam: drawn by its blueprint from several lessons, mixed, told by lesson at the end.

use seodang::{
    app::Target,
    course::{Course, check::check, diagnostic::Problem},
    lang::Lang,
    study::{Progress, exam::draw},
};

use crate::{
    course::{of, sources},
    tester::Tester,
};

const EXAM: &str = r#"(
    id: "exam",
    title: (ko: "마지막 시험", en: "Final exam"),
    summary: (ko: "배운 것을 한꺼번에", en: "Everything at once"),
    minutes: 5,
    objectives: [(ko: "가늠한다", en: "See where you stand")],
    sources: [(id: "own", title: "Own", url: "https://example.com/", verified: "2026-11-22")],
)"#;

fn question(id: &str, page: &str) -> String {
    format!(
        r#"(id: "{id}", kind: TrueFalse, page: "{page}", stem: (ko: "{id} 맞을까요?", en: "{id} true?"),
            options: [(id: "true", correct: true, why: (ko: "맞아요.", en: "It is.")), (id: "false", why: (ko: "아니에요.", en: "It is not."))],
            explanation: (ko: "끝.", en: "End.")),"#
    )
}

pub fn with_exam(draw: &str) -> Vec<(&'static str, String)> {
    let mut all = sources();
    all[0].1 = all[0].1.replace(r#""black"]"#, r#""black", "exam"]"#);
    let questions: String = (1..=3)
        .map(|n| question(&format!("exam-green-{n}"), "green#time"))
        .chain((1..=2).map(|n| question(&format!("exam-black-{n}"), "black#heat")))
        .collect();
    all.extend([
        ("lessons/exam/lesson.ron", EXAM.to_owned()),
        ("lessons/exam/ko.md", "# 시험\n\n## 안내 {#how}\n\n풀어 봐요.\n".to_owned()),
        ("lessons/exam/en.md", "# Exam\n\n## How {#how}\n\nTry it.\n".to_owned()),
        ("quizzes/exam.ron", format!(r#"(lesson: "exam", exam: (draw: {draw}), questions: [{questions}])"#)),
    ]);
    all
}

fn problems(all: &[(&'static str, String)]) -> Vec<Problem> {
    let mut files = seodang::course::Files::default();
    for (path, text) in all {
        files.insert(path, text.clone().into_bytes());
    }
    let found = check(&files).into_iter().map(|diagnostic| diagnostic.problem);
    found.filter(|problem| !matches!(problem, Problem::Flaw(_))).collect()
}

#[test]
fn as_many_of_each_lesson_as_the_blueprint_says_its_own_first() {
    let course = of(&with_exam(r#"{"green": 4, "black": 1}"#));
    let ids = |seed| draw(&course, 2, seed);
    for seed in 0..50 {
        let drawn = ids(seed);
        let of = |prefix: &str| drawn.iter().filter(|id| id.starts_with(prefix)).count();
        assert_eq!(
            (drawn.len(), of("exam-green"), of("exam-black"), of("green-")),
            (5, 3, 1, 1),
            "{drawn:?}"
        );
    }
    assert_eq!(ids(3), ids(3));
    assert_ne!(ids(3), ids(4));
    assert!(draw(&course, 0, 1).is_empty());
}

#[test]
fn a_blueprint_that_asks_too_much_or_of_nobody_is_reported() {
    assert_eq!(problems(&with_exam(r#"{"green": 4, "black": 1}"#)), []);
    let found = problems(&with_exam(r#"{"green": 40, "black": 1}"#));
    assert!(matches!(&found[..], [Problem::ExamTooBig { asked: 40, .. }]), "{found:?}");
    let found = problems(&with_exam(r#"{"green": 4, "blak": 1}"#));
    assert!(
        matches!(&found[..], [Problem::Dangling { like: Some(like), .. }] if like == "black"),
        "{found:?}"
    );
    let found = problems(
        &with_exam(r#"{"green": 4}"#)
            .into_iter()
            .map(|(path, text)| (path, text.replacen("green#time", "green#tim", 1)))
            .collect::<Vec<_>>(),
    );
    assert!(
        matches!(&found[..], [Problem::Dangling { like: Some(like), .. }] if like == "time"),
        "{found:?}"
    );
}

#[test]
fn the_end_tells_how_each_lesson_went_and_a_new_try_is_another_exam() {
    for lang in Lang::ALL {
        let course = of(&with_exam(r#"{"green": 3, "black": 2}"#));
        let mut tester = Tester::new(|setup| {
            setup.course = course.clone();
            setup.lang = Some(lang);
            setup.target = Target::Quiz(2);
        });
        let first = started(&tester);
        for id in &first {
            // “True” is option 1; of the black ones one is answered wrongly.
            tester.keys(if id == "exam-black-1" { "0 Enter" } else { "1 Enter Enter" });
        }
        let screen = tester.screen();
        let row =
            |title: &str| screen.lines().find(|l| l.contains(title) && l.contains('/')).unwrap().to_owned();
        assert!(row(["녹차", "Green tea"][lang as usize]).contains("3/3"), "{screen}");
        assert!(row(["홍차", "Black tea"][lang as usize]).contains("1/2"), "{screen}");
        // All again: drawn anew.
        let all_again = ["처음부터", "Start over"][lang as usize];
        assert!(screen.contains(all_again), "{screen}");
        tester.keys("2");
        assert_ne!(started(&tester), first);
        // And a session after this one goes on with it.
        let progress = Progress::from_records(&tester.records);
        let again = Tester::new(|setup| {
            setup.course = course.clone();
            setup.progress = progress;
            setup.target = Target::Continue;
        });
        assert!(again.title().contains("1/5"), "{}", again.title());
    }
}

#[test]
fn home_tells_how_the_last_exam_went() {
    let course = of(&with_exam(r#"{"green": 3, "black": 2}"#));
    let mut tester = Tester::new(|setup| setup.course = course.clone());
    tester
        .keys("Down Down Tab")
        .sees("연습")
        .keys("Enter")
        .sees("1/5")
        .keys("1 Enter Enter Esc")
        .sees("퀴즈 1/5");
    // To the end, and what was wrong once more.
    tester.keys("Home Enter 0 Enter 0 Enter 1 Enter Enter 1 Enter Enter 1").sees("1/2");
    tester.keys("Esc").sees("0/1쪽 · 퀴즈 3/5");
    tester.keys("Home Enter 1 Enter Enter 1 Enter Enter Esc").sees("0/1쪽 · 퀴즈 5/5");
    tester.again(|setup| setup.course = course.clone()).keys("1").sees("0/1쪽 · 퀴즈 5/5");
}

#[test]
fn the_page_that_teaches_it_is_in_the_other_lesson() {
    let course: std::sync::Arc<Course> = of(&with_exam(r#"{"black": 1}"#));
    let mut tester = Tester::new(|setup| {
        setup.course = course;
        setup.target = Target::Quiz(2);
    });
    tester.keys("1 Enter Tab").sees("홍차는 더 뜨거워요");
}

/// The questions of the last quiz that was begun.
fn started(tester: &Tester) -> Vec<String> {
    let record = tester.records.iter().rev().find(|record| record.kind == "quiz-started").unwrap();
    let payload: serde_json::Value = serde_json::from_str(&record.payload).unwrap();
    payload["questions"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}
