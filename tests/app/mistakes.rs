//! The note of mistakes, marks and passes: from a wrong answer to the archive.

use seodang::{
    app::{Event, Key, Setup, Target},
    lang::Lang,
    screen::Caret,
    study::Progress,
};

use crate::{
    course,
    tester::{Tester, styled},
};

const DAY_MS: i64 = 86_400_000;

/// 2026-11-22T12:00:00Z.
const NOON: i64 = 1_795_348_800_000;

/// A session that begins at noon.
fn tester(change: impl FnOnce(&mut Setup)) -> Tester {
    let mut tester = Tester::new(change);
    tester.now.utc_ms = NOON;
    tester
}

/// A quiz of these questions.
fn quiz(lang: Lang, questions: &[&str]) -> Tester {
    tester(|setup| {
        setup.lang = Some(lang);
        let questions = questions.iter().map(|id| (*id).to_owned()).collect();
        setup.target = Target::QuizOf { lesson: 0, questions };
    })
}

/// Presses the digit of the option that says `text`.
#[track_caller]
fn pick(tester: &mut Tester, text: &str) {
    let body = tester.body();
    let line = body.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}\n{body}"));
    let digit = line.trim_start_matches('▸').trim().chars().next().unwrap();
    tester.keys(&digit.to_string());
}

/// Puts the cursor of home on the row that begins with `text`.
#[track_caller]
fn point_at<'t>(tester: &'t mut Tester, text: &str) -> &'t mut Tester {
    tester.keys("Home");
    for _ in 0..9 {
        if tester.body().lines().any(|line| line.starts_with(&format!("▸ {text}"))) {
            return tester;
        }
        tester.keys("Down");
    }
    panic!("no {text:?} in\n{}", tester.screen());
}

/// A session some days later.
fn later(tester: &Tester, days: i64, target: Target) -> Tester {
    let mut next = tester.again(|setup| {
        setup.lang = Some(tester.app.lang());
        setup.target = target;
    });
    next.now.utc_ms = tester.now.utc_ms + days * DAY_MS;
    next
}

#[test]
fn from_a_wrong_answer_to_the_archive() {
    for lang in Lang::ALL {
        let m = lang.msgs();
        let ko = lang == Lang::Ko;
        let say = |ko_text: &'static str, en_text: &'static str| if ko { ko_text } else { en_text };
        let mut tester = quiz(lang, &["green-water"]);
        pick(&mut tester, say("빨리 식어서", "cools too fast"));
        // Why it went wrong, in the learner's own words, and what to remember.
        tester.keys("Enter").sees(m.reason_ask).sees(m.mistakes_in_note).sees_not("[2");
        tester
            .keys("2")
            .sees(say("[2 개념 부족]", "[2 concept]"))
            .keys("3")
            .sees(say("[3 지문 오독]", "[3 misread]"));
        tester.keys("3").sees_not("[").keys("2 + '70도!'").sees("70도!").keys("Enter").sees(m.memo_saved);
        tester.sees(&format!("{}: 70도!", m.memo)).keys("PgDn Enter Esc");
        // It stands on home, and in the note with all of it.
        tester.sees(say(
            "오답노트  1문제 · 가장 많이 틀린 곳: 녹차 › 물",
            "Mistakes  1 question · most missed: Green tea › Water",
        ));
        point_at(&mut tester, m.home_mistakes)
            .keys("Enter")
            .sees(m.mistakes)
            .sees(say("왜 안 좋을까요?", "bad for green tea?"));
        tester.sees(say(
            "개념 부족 · 1번 틀림 · 3일 중 0일 맞힘",
            "concept · missed once · right on 0 of 3 days",
        ));
        tester.sees(&format!("{}: 70도!", m.memo));
        tester
            .keys("Enter")
            .sees(m.mistakes_look)
            .sees(say("✗ ▸", "✗ ▸"))
            .sees(say("더 천천히 식어요.", "cools more slowly."));
        tester.sees(say(
            "1번 틀림 · 3일 중 0일 맞힘 · 2026-11-22",
            "missed once · right on 0 of 3 days · 2026-11-22",
        ));
        tester.keys("F2").sees(lang.other().msgs().mistakes_look).keys("F2 Esc").sees(m.mistakes);
        // Only these again; the same day does not count.
        tester.keys("Space").sees(m.mistakes_retry);
        pick(&mut tester, say("떫은맛이", "bitterness"));
        tester.keys("Enter").sees(m.quiz_right).keys("PgDn Enter").sees(m.quiz_to_mistakes);
        tester.keys("1").sees(say("3일 중 0일", "0 of 3 days"));
        for day in 1..=3 {
            tester = later(&tester, 1, Target::Mistakes);
            tester.sees(&lang.right_days(day - 1, 3)).keys("Space");
            pick(&mut tester, say("떫은맛이", "bitterness"));
            tester.keys("Enter PgDn Enter 1");
        }
        tester.sees(m.mistakes_none).sees_not("70도!");
        tester
            .keys("4")
            .sees(say("3일 중 3일 맞힘", "right on 3 of 3 days"))
            .sees("70도!")
            .sees(m.mistakes_archived);
        tester.keys("Esc").sees(m.home_mistakes_none);
    }
}

#[test]
fn a_right_answer_that_was_guessed_is_put_in_and_taken_out() {
    for lang in Lang::ALL {
        let m = lang.msgs();
        let mut tester = quiz(lang, &["green-true"]);
        pick(&mut tester, m.quiz_true);
        tester.keys("Enter").sees(m.quiz_right).sees(m.reason_guess);
        // Of a right answer there is no other reason.
        let before = tester.records.len();
        tester.keys("1 2 3 4");
        assert_eq!(tester.records.len(), before);
        tester.keys("5").sees(m.reason_guessed).sees(m.mistakes_in_note);
        let mut note = later(&tester, 0, Target::Mistakes);
        note.sees(m.mistakes_guessed);
        tester.keys("5").sees(m.reason_guess).sees_not(m.reason_guessed);
        later(&tester, 0, Target::Mistakes).sees(m.mistakes_none);
    }
}

#[test]
fn the_learner_overrules_and_the_result_follows() {
    for lang in Lang::ALL {
        let m = lang.msgs();
        let mut tester = quiz(lang, &["green-typed", "green-true"]);
        tester.keys("'물' Enter").sees(m.quiz_wrong);
        tester.keys("=").sees(m.quiz_right).sees(&format!("= {}", m.overruled_right)).sees(m.reason_guess);
        tester.keys("=").sees(m.quiz_wrong).sees(m.reason_ask).sees_not(&format!("= {}", m.overruled_right));
        tester.keys("= PgDn Enter");
        pick(&mut tester, m.quiz_true);
        tester.keys("Enter PgDn Enter").sees(&lang.result(2, 2)).sees(m.quiz_all_right);
        // It is still so when the result is come back to, and in what progress says.
        let next = &mut later(&tester, 0, Target::Continue);
        next.sees(&lang.result(2, 2));
        let progress = Progress::from_records(&tester.records);
        assert_eq!(progress.lessons(&course::tea())[0].right, 2);
        later(&tester, 0, Target::Mistakes).sees(m.mistakes_none);
    }
}

#[test]
fn the_note_is_filtered() {
    let mut tester = quiz(Lang::Ko, &["green-water", "green-all", "green-true"]);
    tester.keys("0 2 PgDn Enter 0 4 PgDn Enter 0 PgDn Enter 1 0 PgDn Enter");
    let mut note = later(&tester, 0, Target::Mistakes);
    note.sees("3문제").sees("2번 틀림");
    note.keys("3").sees("1문제").sees("왜 안 좋을까요?").keys("3").sees("3문제");
    note.keys("2").sees("이유: 시간 부족").sees("1문제").sees("모두 골라요.");
    note.keys("2").sees("이유: 표시 안 함").sees("2문제").keys("2").sees("이유: 모두");
    note.keys("1").sees("단원: 녹차").sees("3문제").keys("2 3").sees("이 조건에 맞는 문제가 없어요.");
    // Nothing to open or to ask.
    note.keys("Enter Space").sees("오답노트").keys("1 3").sees("1문제");
    note.keys("Space").sees("오답 다시 풀기").sees("1/1");
}

#[test]
fn only_these_again_is_mixed_and_can_be_gone_on_with() {
    let mut tester = quiz(Lang::Ko, &["green-water", "green-all", "green-true"]);
    tester.keys(&"0 PgDn Enter ".repeat(3)).keys("Esc");
    let mut note = later(&tester, 0, Target::Mistakes);
    note.keys("Space").sees("오답 다시 풀기").sees("1/3").keys("0 PgDn Enter").sees("2/3");
    let before = note.screen();
    note.event(Event::Shutdown);
    let mut next = later(&note, 0, Target::Home);
    next.sees("이어서  오답 다시 풀기 2/3").keys("Enter");
    assert_eq!(next.screen(), before);
    // The quiz of the lesson is another one, and both stay.
    next.keys(&"0 PgDn Enter ".repeat(2)).sees("3문제 중 0문제").keys("1").sees("1/3").keys("Esc");
    let progress = Progress::from_records(&next.records);
    assert_eq!(progress.open_quizzes.keys().collect::<Vec<_>>(), ["~mistakes"]);
}

#[test]
fn marks_are_made_anywhere_and_found_again() {
    for lang in Lang::ALL {
        let m = lang.msgs();
        let mut tester = tester(|setup| setup.lang = Some(lang));
        // A page, a question before its answer, a question after it.
        tester
            .keys("1 *")
            .sees(m.bookmark_set)
            .sees("★ ")
            .keys("+ '식혀서' Enter")
            .sees(&format!("{}: 식혀서", m.memo));
        tester.keys("Enter *").sees("★ ").keys("0 !").sees(m.flag_set).sees(&format!("! {}", m.flagged));
        tester.keys("+ '미지근한' Space '물' Esc").sees_not(m.memo_saved).sees_not("미지근한");
        tester.keys("+ '미지근한' Space '물' Enter").sees("미지근한 물");
        let mut marks = later(&tester, 0, Target::Home);
        point_at(&mut marks, m.home_mistakes).keys("Enter Tab").sees(m.marks).sees(&lang.marks(5));
        marks.sees(m.marks_bookmark).sees(m.marks_flag).sees("식혀서 · ").sees("미지근한 물 · ");
        // Each opens where it is.
        marks.keys("Enter").sees("1/3").sees(&format!("{}: 식혀서", m.memo)).keys("Esc");
        marks.keys("Down Enter").sees(m.mistakes_look).sees(&format!("! {}", m.flagged)).keys("Esc");
        // And goes, and comes back.
        marks
            .keys("Home Delete")
            .sees(m.marks_gone_mark)
            .sees(&lang.marks(4))
            .keys("Delete")
            .sees(&lang.marks(5));
        marks.keys("Down Down Delete Esc").sees(m.home_continue);
        point_at(&mut marks, m.home_mistakes)
            .keys("Enter Tab")
            .sees(&lang.marks(4))
            .sees_not("식혀서")
            .keys("Tab")
            .sees(m.mistakes_part);
    }
    Tester::new(|setup| setup.ascii = true).keys("1 *").sees("* 녹차 > 물").sees_not("★");
    let mut empty = Tester::new(|setup| setup.target = Target::Marks);
    empty.sees("아직 표시한 것이 없어요.").keys("Enter Delete + Tab").sees("아직 틀린 문제가 없어요.");
}

#[test]
fn a_memo_is_written_with_an_input_method() {
    let mut tester = Tester::new(|_| {});
    tester.keys("1 +");
    let Caret::Field(x, _) = tester.draw().1 else { panic!("{:?}", tester.draw().1) };
    // The last syllable comes after Enter.
    tester.press("찻").press("Enter");
    tester.event_now(Event::Key(Key::char('잎')));
    tester.sees("메모: 찻잎").sees("메모를 남겼어요.");
    tester.keys("m");
    assert!(matches!(tester.draw().1, Caret::Field(now, _) if now == x + 4));
    // Keys that are commands elsewhere are text here; what would lead away does not.
    tester.keys("'/?*+!=q1' F4 F5").sees("찻잎/?*+!=q1");
    tester.keys("F2").sees("찻잎/?*+!=q1").keys("F2 Backspace Enter").sees("메모: 찻잎/?*+!=q");
    tester.keys("+ Delete Enter").sees("메모를 지웠어요.").sees_not("찻잎/?");
    tester.keys("+");
    tester.event(Event::Paste("한 줄\n두 줄\u{202E}\t".to_owned() + &"길".repeat(300)));
    tester.keys("Enter").sees("메모: 한 줄 두 줄");
}

#[test]
fn the_next_pass_keeps_what_was_learned() {
    for lang in Lang::ALL {
        let m = lang.msgs();
        let mut tester = tester(|setup| setup.lang = Some(lang));
        tester.keys(">").sees_not(&lang.pass_ask(course::tea().lessons[0].title.get(lang), 2));
        tester.keys("1 Space 0 PgDn Enter Space Space Space Space");
        tester.keys(&"F6 PgDn PgDn Enter ".repeat(8)).sees(&lang.result(0, 8)).sees(m.quiz_next_pass);
        pick(&mut tester, m.quiz_next_pass);
        tester
            .sees(&lang.pass_ask(course::tea().lessons[0].title.get(lang), 2))
            .keys("Esc")
            .sees(&lang.result(0, 8));
        point_at(tester.keys("Esc"), "1")
            .sees(&lang.quiz_score(0, 8))
            .keys(">")
            .sees(&lang.pass_ask(course::tea().lessons[0].title.get(lang), 2));
        tester.keys("Enter").sees("1/3").sees(&lang.pass_begun(2));
        // Its check-in is asked again, and its quiz.
        tester.keys("Space").sees(m.check_in).keys("Esc Esc").sees(&format!(
            "{} · {}",
            lang.pages(1, 3),
            lang.pass(2)
        ));
        let progress = Progress::from_records(&tester.records);
        let course = course::tea();
        assert_eq!(progress.pass(&course.lessons[0]), 2);
        assert_eq!((progress.lessons(&course)[0].answered, progress.answered_questions()), (0, 8));
        tester.sees(&lang.mistakes_line(8, None));
    }
}

/// Screens by name: what is pressed after two questions were answered wrongly and one was guessed.
const SCREENS: [(&str, &str); 8] = [
    ("note", "Enter"),
    ("note-filtered", "Enter 2 3"),
    ("note-archive", "Enter 4"),
    ("note-detail", "Enter Down Enter"),
    ("note-memo", "Enter + '새'"),
    ("note-home", ""),
    ("marks", "Enter Tab Down Delete"),
    ("next-pass", "Down >"),
];

#[test]
fn pictures_of_the_note() {
    for (name, keys) in SCREENS {
        for lang in Lang::ALL {
            for (columns, rows, both) in [(80, 24, false), (120, 36, true), (60, 20, false), (50, 15, false)]
            {
                let mut tester = tester(|setup| {
                    setup.lang = Some(lang);
                    setup.size = (columns, rows);
                    setup.both = Some(both);
                });
                tester.keys("1 * Space 0 2 + '끓는' Space '물은' Space '떫어요' Enter ! End PgDn Enter Space Space Space Space");
                for _ in 0..8 {
                    tester.keys("F6 4 PgDn PgDn PgDn PgDn Enter");
                }
                point_at(tester.keys("Esc"), lang.msgs().home_mistakes).keys(keys);
                let (buffer, _) = tester.draw();
                if columns >= 80 {
                    insta::assert_snapshot!(
                        format!("{name}-{}-{columns}x{rows}", lang.code()),
                        styled(&buffer)
                    );
                }
            }
        }
    }
}
