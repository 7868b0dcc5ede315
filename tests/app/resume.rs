//! Starting again is being exactly where one was.

use seodang::{app::Target, course::Course, study::Progress};

use crate::{
    course::{of, sources},
    tester::Tester,
};

/// Leaves after `keys` and starts again with Enter on “Continue”: the screen must be the same, down to the last cell.
#[track_caller]
fn same_after_restart(size: (u16, u16), keys: &str) {
    let mut tester = Tester::new(|setup| setup.size = size);
    tester.keys("F2 F2").keys(keys);
    let before = tester.screen();
    tester.keys("C-q");
    assert!(tester.quit);
    let mut next = tester.again(|setup| setup.size = size);
    assert!(next.screen().contains("이어서"), "{}", next.screen());
    next.keys("Enter");
    assert_eq!(next.screen(), before, "{keys}");
    let direct = tester.again(|setup| {
        setup.size = size;
        setup.target = Target::Continue;
    });
    assert_eq!(direct.screen(), before);
}

#[test]
fn on_a_page() {
    same_after_restart((80, 24), "1");
    same_after_restart((80, 24), "1 Enter 1 Enter Enter");
    same_after_restart((60, 20), "1 Enter 1 Enter Enter Right Down Down Down Down Down Down Down");
    same_after_restart((60, 20), "1 Enter 1 Enter Enter Right End");
    same_after_restart((120, 30), "1 F3");
}

#[test]
fn in_a_check_in() {
    same_after_restart((80, 24), "1 Enter");
    same_after_restart((80, 24), "1 Enter Down Down");
    same_after_restart((80, 24), "1 Enter 2 Enter");
}

#[test]
fn in_a_quiz() {
    let quiz = "1 Enter 1 Enter Enter Right Right Right";
    same_after_restart((80, 24), quiz);
    for rest in ["Down", "F6", "F6 Enter", "F6 Enter F6 PgDn Enter", "F6 PgDn Enter F6 PgDn Enter F6"] {
        same_after_restart((80, 24), &format!("{quiz} {rest}"));
    }
    // Half-made answers of every kind: go to each question and begin.
    for n in 0..8 {
        let skip = "F6 PgDn PgDn Enter ".repeat(n);
        for begun in ["1", "2 1", "Down Space", "Right", "'12'"] {
            same_after_restart((80, 24), &format!("{quiz} {skip} {begun}"));
        }
    }
}

#[test]
fn at_the_end_of_a_quiz() {
    let quiz = "1 Enter 1 Enter Enter Right Right Right";
    let skip = |n| "F6 PgDn PgDn Enter ".repeat(n);
    same_after_restart((80, 24), &format!("{quiz} {} F6", skip(7)));
    same_after_restart((80, 24), &format!("{quiz} {}", skip(8)));
}

#[test]
fn home_opens_without_reading_the_questions() {
    let (embedded, _) = Course::open(seodang::course::Files::embedded());
    let exam = (0..embedded.lessons.len()).find(|lesson| embedded.is_exam(*lesson)).unwrap();
    let has_read = |course: &Course| (0..course.lessons.len()).any(|lesson| course.has_read(lesson));
    let course = std::sync::Arc::new(embedded);
    let new = Tester::new(|setup| setup.course = course.clone());
    new.draw();
    assert!(!has_read(&course));

    let mut learner = Tester::new(|setup| {
        setup.course = course.clone();
        setup.target = Target::Quiz(0);
    });
    learner.keys("Enter 1 Enter Enter C-q");
    assert!(has_read(&course) && !learner.recorded().is_empty());
    let again = std::sync::Arc::new(Course::open(course.files().clone()).0);
    let next = learner.again(|setup| {
        setup.course = again.clone();
        setup.lang = Some(seodang::lang::Lang::Ko);
        setup.size = (80, 60);
    });
    assert!(next.screen().contains(&again.lessons[exam].title.ko), "{}", next.screen());
    assert!(!has_read(&again), "{}", next.screen());
}

#[test]
fn a_larger_window_and_back_is_the_same_place() {
    let mut tester = Tester::new(|setup| setup.size = (60, 20));
    tester.keys("1 Enter 1 Enter Enter Right Down Down Down");
    let before = tester.screen();
    tester.resize(200, 60).resize(60, 20);
    assert_eq!(tester.screen(), before);
    tester.resize(30, 8).resize(200, 60).resize(20, 5).resize(60, 20);
    assert_eq!(tester.screen(), before);
}

/// Killed at any moment: whatever was recorded so far is enough to come back to that question.
#[test]
fn a_killed_session_comes_back_to_the_last_answer() {
    let mut tester = Tester::new(|_| {});
    tester.keys("F2 F2 1 Enter 1 Enter Enter Right Right Right F6 PgDn Enter F6");
    let before = tester.screen();
    let mut next = tester.again(|_| {});
    next.keys("Enter");
    assert_eq!(next.screen(), before);
}

fn changed(path: &str, from: &str, to: &str) -> std::sync::Arc<Course> {
    let mut sources = sources();
    let (_, text) = sources.iter_mut().find(|(other, _)| *other == path).unwrap();
    assert!(text.contains(from));
    *text = text.replace(from, to);
    of(&sources)
}

#[test]
fn renamed_ids_keep_progress() {
    let mut tester = Tester::new(|_| {});
    tester.keys("F2 F2 1 Space 1 Enter Enter Right Right Right F6 PgDn Enter F6 C-q");
    let progress = Progress::from_records(&tester.records);
    let old = of(&sources());
    let before = progress.lessons(&old)[0];
    assert_eq!((before.pages_read, before.answered), (3, 2));

    let mut files = sources();
    for (_, text) in &mut files {
        *text = text
            .replace("\"green-water\"", "\"green-heat\"")
            .replace("green-water\n", "green-heat\n")
            .replace("{#time}", "{#minutes}")
            .replace("page: \"time\"", "page: \"minutes\"")
            .replace("{\"heat\": \"water\"}", "{\"heat\": \"water\", \"time\": \"minutes\"}")
            .replace("id: \"green-heat\",", "id: \"green-heat\", aliases: [\"green-water\"],");
    }
    let renamed = of(&files);
    assert_eq!(progress.lessons(&renamed)[0], before);
    assert!(progress.standing(renamed.question("green-heat").unwrap().1).is_some());
    // Also in the middle of a quiz.
    let mut next = tester.again(|setup| setup.course = renamed.clone());
    next.keys("Enter").sees("퀴즈").sees("2/8");
    // An answer under the new id hides none under the former one.
    let known = |tester: &Tester| {
        let (_, question) = renamed.question("green-heat").unwrap();
        let history = tester.app.progress().history_of(question).unwrap();
        (history.given().len(), history.mistake().map(|mistake| mistake.times))
    };
    assert_eq!(known(&next), (2, Some(2)));
    let mut again = next.again(|setup| {
        setup.course = renamed.clone();
        setup.target = Target::QuizOf { lesson: 0, questions: vec!["green-heat".to_owned()] };
    });
    again.keys("F6");
    assert_eq!(known(&again), (3, Some(3)));
    assert_eq!(known(&again.again(|setup| setup.course = renamed.clone())), (3, Some(3)));

    // The lesson itself: its old name becomes an alias.
    let mut files = sources();
    for (path, text) in &mut files {
        *path = path.replace("green", "jade").leak();
        *text = text
            .replace("lessons: [\"green\"", "lessons: [\"jade\"")
            .replace("lesson: \"green\"", "lesson: \"jade\"")
            .replace("lesson:green", "lesson:jade")
            .replace("id: \"green\",\n    aliases: [\"verdant\"]", "id: \"jade\",\n    aliases: [\"green\"]");
    }
    let renamed = of(&files);
    assert_eq!(progress.lessons(&renamed)[0], before);
    tester.again(|setup| setup.course = renamed).keys("Enter").sees("퀴즈").sees("2/8");
}

#[test]
fn a_raised_revision_asks_once_more() {
    let mut tester = Tester::new(|_| {});
    tester.keys("F2 F2 1 Enter 1 Enter C-q");
    let course = changed("quizzes/green.ron", "id: \"green-water\",", "id: \"green-water\", revision: 2,");
    let progress = Progress::from_records(&tester.records);
    assert!(progress.standing(course.question("green-water").unwrap().1).is_none());
    let mut next = tester.again(|setup| setup.course = course.clone());
    next.keys("1")
        .sees("확인해 볼까요?")
        .keys("Enter")
        .sees("문제가 바뀌어 다시 물어요.")
        .keys("1 Enter")
        .sees("해설")
        .keys("Esc")
        .sees("풀었어요");
    let progress = Progress::from_records(&next.records);
    assert!(progress.standing(course.question("green-water").unwrap().1).is_some());
    // A typo mended without a new revision changes nothing.
    let typo = changed("quizzes/green.ron", "왜 안 좋을까요?", "왜 좋지 않을까요?");
    assert!(
        Progress::from_records(&tester.records).standing(typo.question("green-water").unwrap().1).is_some()
    );
}

#[test]
fn a_question_that_is_gone_is_no_trouble() {
    let mut tester = Tester::new(|_| {});
    tester.keys("F2 F2 1 Enter 1 Enter Enter Right Right Right F6 C-q");
    let gone = changed("quizzes/green.ron", "id: \"green-water\"", "id: \"green-other\"");
    let mut next = tester.again(|setup| setup.course = gone);
    next.keys("Enter").keys("1 Enter Space Space").screen();
}

/// Left by Esc and opened again: what was begun is still there, also after a restart.
#[test]
fn an_answer_begun_in_a_check_in_waits() {
    let mut tester = Tester::new(|_| {});
    tester.keys("F2 F2 1 Enter Down Down");
    let begun = tester.body();
    tester.keys("Esc").sees("확인해 볼까요?").keys("Enter");
    assert_eq!(tester.body(), begun);
    tester.keys("Esc Esc C-q");
    let mut next = tester.again(|_| {});
    next.keys("1 Enter");
    assert_eq!(next.body(), begun);
    // Once it is answered there is nothing to wait.
    next.keys("1 Enter").sees("해설");
    let course = of(&sources());
    assert!(next.app.progress().draft(course.question("green-water").unwrap().1).is_none());
}

#[test]
fn words_typed_in_a_check_in_wait() {
    let mut sources = sources();
    for (path, text) in &mut sources {
        if path.ends_with(".md") {
            *text = text.replace("```quiz\ngreen-water\n```", "```quiz\ngreen-typed\n```");
        }
    }
    let mut tester = Tester::new(|setup| setup.course = of(&sources));
    tester.keys("1 Enter 'te'").sees("te_").keys("Esc Enter").sees("te_");
    tester.keys("'a' Esc").keys("Enter").sees("tea_");
}
