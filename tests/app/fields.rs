//! Answers typed as words: one field, and blanks of the stem.

use seodang::{
    app::{Event, Key, Target},
    lang::Lang,
    screen::Caret,
    study::{
        Progress, Response,
        progress::{Answered, Draft, Position},
    },
};

use crate::tester::Tester;

fn question(id: &str, lang: Lang) -> Tester {
    Tester::new(|setup| {
        setup.lang = Some(lang);
        setup.target = Target::QuizOf { lesson: 0, questions: vec![id.to_owned()] };
    })
}

fn typed(lang: Lang) -> Tester {
    question("green-typed", lang)
}

fn blanks(lang: Lang) -> Tester {
    question("green-blanks", lang)
}

#[test]
fn an_answer_is_right_in_either_language_and_keyboard_mode() {
    for lang in Lang::ALL {
        let right = lang.msgs().quiz_right;
        for text in ["찻잎", "차나무잎", "찻잎이에요.", "Leaf", "LEAVES", "tea-leaves", "cktdlv", "ㅣㄷㅁㄹ"]
        {
            typed(lang)
                .keys(&format!("'{text}' Enter"))
                .sees(right)
                .sees(text)
                .sees_not(lang.msgs().quiz_wrong);
        }
        typed(lang).keys("'the' Space 'tea' Space 'leaves' Enter").sees(right);
    }
}

#[test]
fn a_slip_counts_and_its_spelling_is_told() {
    typed(Lang::Ko)
        .keys("'tealeavs' Enter")
        .sees("✓ 맞았어요")
        .sees("✓ 내 답  tealeavs")
        .sees("바른 철자  tea leaves");
    typed(Lang::En).keys("'tealeavs' Enter").sees("✓ Right").sees("Spelling  tea leaves");
    typed(Lang::En).keys("'leaf' Enter").sees("✓ Right").sees_not("Spelling");
}

#[test]
fn a_near_miss_is_named_and_the_answer_explained() {
    let mut tester = typed(Lang::Ko);
    tester.keys("'가루차' Enter").sees("✗ 아쉬워요").sees("✗ 내 답  가루차  (아까운 답)");
    tester.sees("✓ 정답  찻잎").sees("차는 찻잎을 우린 물이에요.").sees("왜 아닌가요  가루차는");
    tester.sees("이렇게 써도 맞아요: tea leaves, 차나무 잎, leaf, leaves").sees("해설  한 잔에");
    tester.keys("F2").sees("✗ Your answer  가루차  (close)").sees("✓ Answer  tea leaves");
    tester
        .sees("Why not  Powdered tea is")
        .sees("Also right: 찻잎, 차나무 잎, leaf, leaves")
        .sees("Explanation  Two grams");
    let mut tester = typed(Lang::Ko);
    tester.keys("'**물**' Enter").sees("✗ 내 답  **물**").sees("차는 찻잎을").sees_not("아까운");
    let mut tester = typed(Lang::Ko);
    tester.keys("Enter").sees("답을 입력하세요.").keys("Tab").sees("말려서 써요.").keys("F6").sees("✗ 모름");
    tester.sees("✓ 정답  찻잎").sees_not("내 답");
}

#[test]
fn blanks_are_filled_one_after_the_other() {
    let mut tester = blanks(Lang::Ko);
    tester.sees("[1 ____]는 [2 ____]도 물에").sees("▸ 1  ____").sees("F7 힌트");
    tester.keys("Enter").sees("빈칸을 모두 채우세요.").sees("▸ 2  ____");
    tester.keys("Up '녹차'").sees("▸ 1  녹차").keys("Enter").sees("▸ 2  ____");
    tester.sees_not("빈칸을 모두").keys("'75' Backspace '0'").sees("▸ 2  70_");
    tester.keys("Tab").sees("▸ 1  녹차").keys("BTab").sees("▸ 2  70").keys("F7").sees("표를 떠올려");
    tester
        .keys("Enter")
        .sees("✓ 맞았어요")
        .sees("[1 녹차]는 [2 70]도")
        .sees("✓ 1  내 답  녹차")
        .sees("✓ 2  내 답  70");
    let answered: Answered = serde_json::from_str(&tester.records.last().unwrap().payload).unwrap();
    let filled = [("tea", "녹차"), ("heat", "70")].map(|(id, text)| (id.to_owned(), text.to_owned()));
    assert_eq!(answered.response, Response::Filled(filled.to_vec()));
    assert!(answered.correct);
}

#[test]
fn each_blank_is_marked_on_its_own() {
    let mut tester = blanks(Lang::En);
    tester.sees("[2 ____] degrees is right for [1 ____]").keys("'홍차' Enter '70도' Enter");
    tester.sees("✗ Not quite").sees("✗ 1  Your answer  홍차  (close)").sees("Why not  Black tea takes 95");
    tester.sees("✓ 2  Your answer  70도").sees("At 70 degrees it is less bitter.");
    let mut tester = blanks(Lang::Ko);
    tester.keys("F6").sees("✗ 모름").sees("✓ 1  정답  녹차").sees("✓ 2  정답  70");
    // What belongs into the other blank is not right here.
    blanks(Lang::Ko).keys("'70' Enter '녹차' Enter").sees("✗ 1  내 답  70").sees("✗ 2  내 답  녹차");
}

#[test]
fn the_language_changes_while_typing_and_nothing_is_lost() {
    for mut tester in [typed(Lang::Ko), blanks(Lang::Ko)] {
        tester.keys("'찻'").sees("찻").keys("F2").sees("찻_").sees("in Korean or in English");
        let before = tester.draw();
        tester.keys("F2 F2");
        assert_eq!(tester.draw(), before);
        tester.keys("'잎' F3").sees("찻잎").sees("English+한국어");
    }
}

#[test]
fn a_draft_is_there_again() {
    let mut tester = Tester::new(|_| {});
    tester.keys("F2 F2 Tab").keys(&"F6 PgDn PgDn Enter ".repeat(7));
    tester.sees("8/8").keys("Tab '70' Up '녹'");
    let before = tester.screen();
    tester.event(Event::Shutdown);
    let mut next = tester.again(|_| {});
    next.keys("Enter");
    assert_eq!(next.screen(), before);
    next.keys("'차' Enter").sees("✓ 맞았어요");
    // By name as well as by going on.
    let mut next = tester.again(|setup| setup.target = Target::Quiz(0));
    assert_eq!(next.screen(), before);
    next.keys("Esc Down Down Down Tab");
    assert_eq!(next.screen(), before);
}

/// What a progress file from before these kinds holds.
#[test]
fn older_records_are_still_read() {
    let draft: Draft = serde_json::from_str(r#"{"cursor":"a","chosen":[],"typed":"12"}"#).unwrap();
    assert_eq!(draft, Draft { cursor: "a".to_owned(), typed: "12".to_owned(), ..Draft::default() });
    let position: Position = serde_json::from_str(r#"{"question":"q","draft":{"typed":"1"}}"#).unwrap();
    assert_eq!((position.draft.typed.as_str(), position.draft.filled.len()), ("1", 0));
    for (json, response) in [
        (r#"{"typed":"12"}"#, Response::Typed("12".to_owned())),
        (r#"{"chosen":["a"]}"#, Response::Chosen(vec!["a".to_owned()])),
        (r#""dont-know""#, Response::DontKnow),
        (r#"{"filled":[["tea","x"]]}"#, Response::Filled(vec![("tea".to_owned(), "x".to_owned())])),
    ] {
        assert_eq!(serde_json::from_str::<Response>(json).unwrap(), response);
        assert_eq!(serde_json::to_string(&response).unwrap(), json);
    }
}

/// An input method lets go of the last syllable after the key that ends it, be it Enter, Tab or an arrow.
#[test]
fn a_late_syllable_goes_where_it_was_typed() {
    for key in ["Enter", "Tab", "Down", "Up"] {
        let mut tester = blanks(Lang::Ko);
        tester.keys("'녹'").press(key).sees("▸ 1  녹");
        tester.now.mono_ms += 40;
        tester.event_now(Event::Key(Key::char('차')));
        tester.sees("  1  녹차").sees("▸ 2  ____");
    }
    // The first syllable, too, and after Latin letters.
    for (begun, late, shown) in [("", '잎', "내 답  잎"), ("'EC2'", '요', "내 답  EC2요")] {
        let mut tester = typed(Lang::Ko);
        tester.keys(begun).press("Enter").sees_not("정답");
        tester.now.mono_ms += 40;
        tester.event_now(Event::Key(Key::char(late)));
        tester.sees(shown);
    }
}

#[test]
fn a_click_goes_to_a_blank() {
    let mut tester = blanks(Lang::Ko);
    let row = |tester: &Tester, text: &str| {
        u16::try_from(tester.screen().lines().position(|line| line.contains(text)).unwrap()).unwrap()
    };
    let y = row(&tester, " 2  ____");
    tester.click(10, y).sees("▸ 2").keys("'7'").sees("▸ 2  7_");
    let Caret::Field(x, at) = tester.draw().1 else { panic!() };
    assert_eq!((x, at), (9, y));
}

#[test]
fn the_field_stays_in_sight_in_small_windows() {
    for id in ["green-typed", "green-blanks"] {
        for (columns, rows) in [(50, 15), (60, 20)] {
            for both in [false, true] {
                let mut tester = Tester::new(|setup| {
                    setup.size = (columns, rows);
                    setup.both = Some(both);
                    setup.target = Target::QuizOf { lesson: 0, questions: vec![id.to_owned()] };
                });
                tester.keys("F7 Tab").keys(&format!("'{}끝'", "가나다라".repeat(14)));
                tester.sees("끝_");
                let Caret::Field(x, y) = tester.draw().1 else { panic!("{id} {columns}") };
                assert!(x < columns && y < rows, "{id} {columns}: {x} {y}");
                assert!(tester.footer().contains("Esc"), "{}", tester.footer());
            }
        }
    }
}

#[test]
fn help_tells_the_keys_of_blanks() {
    let mut tester = blanks(Lang::Ko);
    tester.keys("F1").sees("문제: 빈칸").sees("F7").sees("다음, 제출").keys("Esc").sees("▸ 1");
    typed(Lang::En).keys("F1").sees("Question: typed answer");
}

#[test]
fn a_blank_that_is_gone_from_the_course_is_no_trouble() {
    let mut tester = blanks(Lang::Ko);
    tester.keys("'녹차' Enter '70' Enter").sees("✓ 맞았어요");
    let progress = Progress::from_records(&tester.records);
    let mut sources = crate::course::sources();
    for (_, text) in &mut sources {
        *text = text.replace("{heat}", "{celsius}").replace("(id: \"heat\"", "(id: \"celsius\"");
    }
    let mut next = Tester::new(|setup| {
        setup.course = crate::course::of(&sources);
        setup.progress = progress;
        setup.target = Target::Continue;
    });
    next.sees("✗ 아쉬워요").sees("✓ 1  내 답  녹차").sees("✓ 2  정답  70");
}
