//! F2 changes the language in place, on every screen; F3 shows both.

use crate::tester::Tester;

/// On each screen: flipping shows the other language at the same place, and flipping back shows the same again.
#[test]
fn every_screen_flips_in_place() {
    for (way, korean, english) in [
        ("", "녹차", "Green tea"),
        ("Down", "▸ 2  홍차", "▸ 2  Black tea"),
        ("1", "녹차 › 물", "Green tea › Water"),
        ("1 Right 2 Enter Enter", "녹차 › 시간", "Green tea › Time"),
        ("1 Tab", "찻잎", "leaves"),
        ("1 Tab Enter", "차나무의 잎", "Leaf of the tea plant"),
        ("1 Enter", "하나를 골라요", "Choose one"),
        ("1 Enter Down Down", "하나를 골라요", "Choose one"),
        ("1 Enter 1 Enter", "해설", "Explanation"),
        ("/ '잎'", "찻잎", "tea leaf"),
        ("F4", "두 언어 함께 보기", "Both languages"),
        ("F1", "한 화면 아래", "a screen down"),
    ] {
        let mut tester = Tester::new(|_| {});
        tester.keys(way).sees(korean);
        let before = tester.draw();
        tester.keys("F2").sees(english).sees_not("한국어 F2");
        tester.keys("F2").sees(korean);
        assert_eq!(tester.draw(), before, "{way}");
    }
}

#[test]
fn the_same_block_stays_at_the_top() {
    let mut tester = Tester::new(|setup| setup.size = (60, 20));
    tester.keys("1 Right 1 Enter Enter Right Down Down Down Down Down Down Down Down");
    let top = tester.body().lines().find(|line| !line.is_empty()).unwrap().to_owned();
    tester.keys("F2");
    let english = tester.body().lines().find(|line| !line.is_empty()).unwrap().to_owned();
    tester.keys("F2");
    assert_eq!(tester.body().lines().find(|line| !line.is_empty()).unwrap(), top);
    assert_eq!((top.as_str(), english.as_str()), ("둘", "Two"));
}

#[test]
fn the_same_option_stays_highlighted() {
    let mut tester = Tester::new(|_| {});
    tester.keys("1 Enter Down Down");
    let at = |tester: &Tester| tester.body().lines().position(|line| line.starts_with('▸')).unwrap();
    let before = at(&tester);
    tester.keys("F2");
    assert_eq!(at(&tester), before);
    tester.keys("F2 Enter");
    let answered = tester.records.last().unwrap().payload.clone();
    let mut english = Tester::new(|_| {});
    english.keys("F2 1 Enter Down Down Enter");
    let chosen = |payload: &str| payload.split(']').next().unwrap().to_owned();
    assert_eq!(chosen(&english.records.last().unwrap().payload), chosen(&answered));
}

#[test]
fn both_languages_beside_each_other_or_below() {
    let mut tester = Tester::new(|setup| setup.size = (120, 30));
    tester.keys("1 F3").sees("한국어+English");
    let beside =
        tester.screen().lines().any(|line| line.contains("녹차는") && line.contains("Green tea is made"));
    assert!(beside, "{}", tester.screen());
    tester.resize(80, 24);
    let screen = tester.screen();
    let (ko, en) = (screen.find("녹차는").unwrap(), screen.find("Green tea is made").unwrap());
    assert!(ko < en);
    let first_alert = screen.find("주전자").unwrap();
    assert!(en < first_alert, "paired block by block:\n{screen}");
    tester.keys("F2");
    let screen = tester.screen();
    assert!(screen.find("Green tea is made").unwrap() < screen.find("녹차는").unwrap());
    tester.keys("F3").sees_not("녹차는");
}

#[test]
fn both_languages_in_a_question() {
    let mut tester = Tester::new(|setup| setup.both = Some(true));
    tester.keys("1 Enter").sees("왜 안 좋을까요?").sees("Why is boiling water bad");
    tester.sees("차가 빨리 식어서").sees("The tea cools too fast");
    tester.keys("0").sees("오히려 더 천천히 식어요.").sees("It cools more slowly.");
}

#[test]
fn the_choice_of_language_is_remembered_and_an_option_is_not() {
    let mut tester = Tester::new(|setup| setup.lang = None);
    tester.sees("어느 언어로 볼까요?").sees("Which language?").keys("2").sees("Settings");
    let next = tester.again(|_| {});
    assert!(next.screen().contains("Glossary"));
    let once = tester.again(|setup| setup.lang = Some(seodang::lang::Lang::Ko));
    assert!(once.screen().contains("용어집"));
    assert!(once.again(|_| {}).screen().contains("Glossary"));
}

#[test]
fn two_apps_in_one_process_share_nothing() {
    let mut korean = Tester::new(|_| {});
    let mut english = Tester::new(|setup| {
        setup.lang = Some(seodang::lang::Lang::En);
        setup.size = (120, 40);
        setup.theme = Some("dark".to_owned());
        setup.depth = seodang::ui::theme::Depth::True;
        setup.ascii = true;
    });
    let before = korean.draw();
    english.keys("1 Tab Enter Esc F3 F2 F4 Down Down Enter");
    assert_eq!(korean.draw(), before);
    let other = english.draw();
    korean.keys("1 Space Space F2 Esc");
    assert_eq!(english.draw(), other);
}

#[test]
fn both_languages_of_a_question_stand_beside_each_other() {
    let mut tester = Tester::new(|setup| {
        setup.both = Some(true);
        setup.size = (120, 30);
    });
    tester.keys("1 Enter Down");
    let beside = |tester: &Tester, ko: &str, en: &str| {
        let screen = tester.screen();
        assert!(screen.lines().any(|line| line.contains(ko) && line.contains(en)), "{ko} {en}\n{screen}");
    };
    beside(&tester, "왜 안 좋을까요?", "Why is boiling water bad");
    beside(&tester, "하나를 골라요", "Choose one");
    beside(&tester, "차가 빨리 식어서", "The tea cools too fast");
    tester.keys("0");
    beside(&tester, "오히려 더 천천히", "It cools more slowly.");
    // Options still answer to clicks and the cursor, and a number field keeps its caret.
    let mut tester = Tester::new(|setup| {
        setup.both = Some(true);
        setup.size = (120, 30);
        setup.target = seodang::app::Target::QuizOf { lesson: 0, questions: vec!["green-number".to_owned()] };
    });
    tester.keys("7");
    assert!(matches!(tester.draw().1, seodang::screen::Caret::Field(x, _) if x < 60));
}
