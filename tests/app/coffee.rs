//! A second course, about something else altogether: nothing in the program is about AWS.

use std::{fs, path::Path, sync::Arc};

use seodang::{
    course::{Course, Edition, Files, PriceList, diagnostic::KINDS},
    lang::{Lang, hangul::is_hangul},
};

use crate::tester::Tester;

/// `tests/courses/coffee`
fn coffee() -> Edition {
    fn collect(dir: &Path, prefix: &str, files: &mut Files) {
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(&name, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut files = Files::default();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/courses/coffee"), "", &mut files);
    Edition::read(files, &PriceList::default())
}

#[test]
fn it_is_clean_and_whole() {
    let Edition { course, problems } = coffee();
    assert_eq!(problems, []);
    let questions: usize = (0..course.lessons.len()).map(|lesson| course.questions(lesson).len()).sum();
    assert_eq!((course.lessons.len(), questions, course.glossary().terms().len()), (2, 6, 5));
    let used = |course: &Course, kind: &str| {
        (0..2).any(|lesson| course.questions(lesson).iter().any(|question| question.kind.name() == kind))
    };
    assert!(KINDS[..6].iter().all(|kind| used(&course, kind)));
}

/// From the first page to the last result, flipping at every step.
#[test]
fn it_is_read_and_answered_in_both_languages() {
    let edition = Arc::new(coffee());
    let course = Arc::clone(&edition.course);
    let mut tester = Tester::new(|setup| {
        setup.course = Arc::clone(&course);
        setup.edition = Some(edition);
    });
    tester.sees("원두 갈기").sees("핸드드립").keys("F2").sees("Grinding").keys("F2 1");
    let mut seen = Vec::new();
    for _ in 0..80 {
        let korean = tester.body();
        assert!(korean.chars().any(is_hangul), "{korean}");
        tester.keys("F2");
        let english = tester.body();
        assert!(!english.chars().any(is_hangul), "{english}");
        tester.keys("F2");
        assert_eq!(tester.body(), korean);
        seen.push(tester.title());
        let is_question =
            ["고르", "놓으세요", "이으세요", "입력해요", "골라요"].iter().any(|word| korean.contains(word))
                && korean.contains('1')
                && tester.footer().contains("모름");
        if korean.contains("문제 중") {
            break;
        }
        tester.keys(if is_question { "F6" } else { "Space" });
    }
    assert!(tester.body().contains("3문제 중 0문제를 맞혔어요."), "{}\n{seen:?}", tester.screen());
    let progress = tester.app.progress().lessons(&course)[0];
    assert_eq!((progress.pages_read, progress.answered), (2, 3));
    // The terms, each in both languages.
    for term in course.glossary().terms() {
        let name = &term.name;
        let mut tester = Tester::new(|setup| {
            setup.course = Arc::clone(&course);
            setup.target = seodang::app::Target::Term(term.id.clone());
        });
        tester.sees(name.get(Lang::Ko)).sees(&term.short.ko).keys("F2").sees(&term.short.en);
    }
}
