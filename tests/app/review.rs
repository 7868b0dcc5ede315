//! Review: what was answered comes back when it is about to be forgotten.

use seodang::{
    app::{Effect, Target},
    lang::Lang,
    study::payload::kind,
};

use crate::tester::{Tester, styled};

const DAY_MS: i64 = 86_400_000;

/// A learner who answered the quiz of the first lesson with “I don't know”, `days` ago.
fn after_quiz(lang: Lang, days: i64) -> Tester {
    let mut tester = Tester::new(|setup| {
        setup.lang = Some(lang);
        setup.target =
            Target::QuizOf { lesson: 0, questions: vec!["green-water".to_owned(), "green-typed".to_owned()] };
    });
    tester.keys("F6 Enter F6 Enter");
    later(&tester, lang, days)
}

/// A learner who opened the card of a term.
fn opened_leaf() -> Tester {
    Tester::new(|setup| setup.target = Target::Term("leaf".to_owned()))
}

/// The next session, so many days later.
fn later(tester: &Tester, lang: Lang, days: i64) -> Tester {
    let now = seodang::app::Now { utc_ms: tester.now.utc_ms + days * DAY_MS, ..tester.now };
    let mut next = tester.again(|setup| {
        setup.lang = Some(lang);
        setup.target = Target::Review;
        setup.now = now;
    });
    next.now = now;
    next
}

#[test]
fn what_was_wrong_comes_back_the_same_day_and_after_it_was_right_tomorrow() {
    let mut tester = after_quiz(Lang::Ko, 0);
    tester.sees("복습 ›").sees("0/2").sees("기억할 확률").sees("오늘 틀림");
    // One is answered rightly, the other not: it comes again.
    let first = tester.title();
    tester.keys("F6 Enter");
    assert_eq!(tester.records.iter().filter(|record| record.kind == kind::ANSWERED).count(), 3);
    tester.sees("1/3");
    assert!(tester.title() != first);
}

#[test]
fn an_answer_is_taken_back_at_any_depth_also_at_the_end() {
    let mut tester = opened_leaf();
    tester.keys("Esc");
    let mut tester = later(&tester, Lang::Ko, 0);
    tester.sees("복습 › 용어집").sees("처음 나온 카드예요").sees("한국어로 무엇이라고 하나요?");
    tester.keys("Space").sees("얼마나 잘 떠올랐나요?").sees("▸ 3  알맞음").keys("4");
    tester.sees("오늘 복습을 마쳤어요").sees("1번 답했고 1번 맞혔어요");
    tester.keys("F9").sees("한국어로 무엇이라고 하나요?").sees("답을 되돌렸어요");
    assert_eq!(tester.app.progress().histories().count(), 0);
    tester.keys("Space 1").sees("1/2").keys("Space 3").sees("오늘 복습을 마쳤어요");
    tester.keys("F9 F9 F9").sees("되돌릴 답이 없어요").sees("처음 나온 카드예요");
    assert_eq!(tester.app.progress().histories().count(), 0);
    let next = tester.again(|_| {});
    assert_eq!(next.app.progress().histories().count(), 0);
}

#[test]
fn sides_of_a_term_come_on_different_days() {
    let mut tester = opened_leaf();
    tester.keys("Esc");
    let mut day0 = later(&tester, Lang::En, 0);
    day0.sees("What is it in Korean?").keys("Space Enter").sees("Today's review is done.");
    let mut day1 = later(&day0, Lang::En, 1);
    day1.sees("What is it in English?").keys("Enter 4");
    let mut day2 = later(&day1, Lang::En, 2);
    // The first side is due again and comes first; the third waits for its own day.
    day2.sees("What is it in Korean?").keys("Space 4");
    let mut day3 = later(&day2, Lang::En, 3);
    day3.sees("What is this?").sees("Leaf of").keys("'leef' Enter").sees("How well");
}

#[test]
fn a_typed_term_is_judged_and_the_learner_has_the_last_word() {
    for (typed, mark, grade) in [("찻잎", "✓", "▸ 3"), ("잎", "✓", "▸ 3"), ("물", "✗", "▸ 1")]
    {
        let mut tester = opened_leaf();
        tester.keys("Esc");
        for day in 0..2 {
            tester = later(&tester, Lang::Ko, day);
            tester.keys("Space 4");
        }
        let mut tester = later(&tester, Lang::Ko, 1);
        tester.sees("이것은 무엇인가요?").sees_not("찻잎").keys(&format!("'{typed}' Enter"));
        tester.sees(mark).sees(grade).sees("찻잎").keys("2").sees("오늘 복습을 마쳤어요");
    }
}

#[test]
fn a_card_is_asked_no_more_when_the_learner_says_so() {
    let mut tester = after_quiz(Lang::En, 3);
    tester.keys("Delete").sees("will not come up again");
    assert!(tester.app.progress().marked().any(|(_, marks)| marks.suspended));
    tester.keys("F9").sees("taken back");
    assert!(!tester.app.progress().marked().any(|(_, marks)| marks.suspended));
}

#[test]
fn extra_practice_leaves_the_schedule_alone() {
    let tester = after_quiz(Lang::Ko, 0);
    let due = |tester: &Tester| {
        tester
            .app
            .progress()
            .histories()
            .map(|(key, history)| (key.to_owned(), history.schedule().copied()))
            .collect::<Vec<_>>()
    };
    let before = due(&tester);
    let mut cram = tester.again(|setup| {
        setup.lang = Some(Lang::Ko);
        setup.target = Target::Cram(None);
    });
    cram.sees("더 연습하기 ›").sees("일정은 바뀌지 않아요").keys("F6 Enter F6 Enter F6 Enter");
    assert_eq!(due(&cram), before);
    assert!(cram.records.iter().filter(|record| record.kind == kind::ANSWERED).count() >= 4);
}

#[test]
fn home_says_what_is_due_and_how_long_it_takes() {
    let tester = after_quiz(Lang::Ko, 0);
    let mut home = tester.again(|setup| {
        setup.target = Target::Home;
        setup.lang = Some(Lang::Ko);
    });
    home.sees("복습  2개 · 약 1분").keys("Down Enter").sees("복습 ›");
    let mut home = tester.again(|setup| {
        setup.target = Target::Home;
        setup.lang = Some(Lang::En);
    });
    home.sees("Review  2 cards · about 1 min").keys("Down Enter Esc").sees("Review  2 cards");
    // Nothing is due before anything was answered.
    Tester::new(|_| {}).sees_not("복습");
}

#[test]
fn the_language_flips_in_the_middle_of_a_card() {
    let mut tester = opened_leaf();
    tester.keys("Esc");
    let mut tester = later(&tester, Lang::Ko, 0);
    tester.keys("Space Right").sees("▸ 4  쉬움").keys("F2").sees("▸ 4  Easy").sees("How well");
    tester.keys("F2 Enter").sees("오늘 복습을 마쳤어요");
    let last = tester.records.iter().rfind(|record| record.kind == kind::REVIEWED).unwrap();
    assert!(last.payload.contains("easy"), "{}", last.payload);
}

#[test]
fn nothing_to_review_is_said_kindly() {
    Tester::new(|setup| setup.target = Target::Review)
        .sees("지금 복습할 것이 없어요")
        .sees("잊을 때쯤 여기에서 다시 물어요")
        .keys("Esc")
        .sees("녹차");
    let effects = Tester::new(|setup| setup.target = Target::Cram(Some(0)))
        .app
        .update(seodang::app::Event::Wake, seodang::app::Now::default());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Record(_))));
}

#[test]
fn pictures_of_reviews() {
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (60, 20), (120, 40)] {
            let mut tester = opened_leaf();
            tester.keys("Esc");
            let mut tester = later(&tester, lang, 0);
            tester.resize(columns, rows);
            let name = |what: &str| format!("review_{what}_{}_{columns}x{rows}", lang.code());
            insta::assert_snapshot!(name("front"), styled(&tester.draw().0));
            tester.keys("Space");
            insta::assert_snapshot!(name("back"), styled(&tester.draw().0));
            tester.keys("Enter");
            insta::assert_snapshot!(name("end"), styled(&tester.draw().0));
        }
    }
}
