//! Exam mode: against the clock, in any order, explained only at the end; and nothing of it is lost or won by a crash.

use proptest::prelude::*;
use seodang::{
    app::{Code, Event, Key, Target, keymap::Context},
    lang::Lang,
    screen::plain,
    study::{
        Progress, Response,
        payload::{Answered, Occasion},
    },
};

use crate::{
    course::{of, tea},
    exam::with_exam,
    tester::{Tester, styled},
};

const MINUTE: i64 = 60_000;

/// An exam of five questions that are true, three about green tea and two about black tea.
const PAPER: &str = r#"{"green": 3, "black": 2}, minutes: 20, pass: 60"#;

fn start(lang: Lang) -> Tester {
    Tester::new(|setup| {
        setup.course = of(&with_exam(PAPER));
        setup.lang = Some(lang);
        setup.target = Target::ExamStart { lesson: 2, minutes: None, timed: true };
    })
}

/// A session after one that was killed, with the exam still open, `ms` after its last event.
fn after_a_crash(tester: &Tester, ms: i64) -> Tester {
    let mut next = tester.again(|setup| {
        setup.course = of(&with_exam(PAPER));
        setup.lang = Some(Lang::Ko);
    });
    next.now.utc_ms = tester.now.utc_ms + ms;
    next
}

/// Lets time pass, as a terminal does in which nothing is pressed.
fn pass(tester: &mut Tester, ms: i64) {
    tester.now.utc_ms += ms;
    tester.now.mono_ms += u64::try_from(ms).unwrap();
    tester.wake = None;
    tester.event_now(Event::Wake);
}

fn answers(tester: &Tester) -> Vec<(String, Answered)> {
    let is_answer = |kind: &str| kind == "answered";
    let all = tester.records.iter().filter(|record| is_answer(&record.kind));
    all.map(|record| (record.item.clone(), serde_json::from_str(&record.payload).unwrap())).collect()
}

#[test]
fn a_whole_exam() {
    let mut tester = start(Lang::Ko);
    tester.sees("5문제 · 20분 · 합격선 60%").sees("연습").sees("과락으로 표시해요").keys("Enter");
    tester.sees("남은 시간").sees("1/5").sees("○ 답 없음").sees_not("힌트");
    // An answer says nothing about itself; the glossary stays closed.
    tester.keys("1").sees("● 답함").sees("(o) 맞다").sees_not("✓").sees_not("해설");
    tester.keys("F5").sees("시험 중에는 용어집을 열 수 없어요.");
    tester.keys("! - Enter").sees("2/5");
    tester.keys("Left").sees("! 나중에").sees("? 확신 없음").keys("Right 2 Enter 0").sees("4/5");
    tester.keys("1 Enter 1 Enter").sees("답안지  4/5 답함").sees("1●!?").sees("3○").sees("▸ 5●");
    tester.keys("Tab").sees("▸ 3○").keys("Tab").sees("▸ 3○").keys("*").sees("▸ 1●!?");
    tester.keys("*").sees("▸ 1●!?").keys("Enter").sees("1/5").keys("Tab Space").sees("제출할까요?");
    tester.sees("안 푼 문제 1개 · 나중에 볼 문제 1개").keys("Esc").sees("답안지").keys("Space Enter");
    tester.sees("합격이에요").sees("60% · 합격선 60%").sees("5문제 중 3문제를 맞혔어요.").sees("걸린 시간");
    // Everything was asked once, on this occasion, and is scheduled.
    let given = answers(&tester);
    assert_eq!(given.len(), 5);
    assert!(given.iter().all(|(_, answered)| answered.occasion == Occasion::Exam && answered.took_ms > 0));
    assert!(given[0].1.unsure && given[0].1.correct);
    assert_eq!(given[2].1.response, Response::DontKnow);
    let progress = tester.app.progress();
    assert_eq!(progress.histories().filter(|(_, history)| history.mistake().is_some()).count(), 3);
    let times: Vec<i64> = tester.records.iter().map(|record| record.utc_ms).collect();
    assert!(times.is_sorted_by(|a, b| a < b), "{times:?}");
    // The answers, all of them, then the wrong ones, then those that were flagged or unsure.
    tester
        .keys("1")
        .sees("1/5")
        .sees("✓ 맞았어요")
        .keys("Right")
        .sees("✗ 아쉬워요")
        .keys("Enter")
        .sees("모름");
    tester.keys("Left").sees("2/5").keys("Esc").sees("합격이에요");
    tester.keys("2").sees("1/2").keys("Enter Enter").sees("합격이에요").keys("4").sees("1/1").keys("Esc");
    // What was wrong is practised, and the exam is in the list.
    tester.keys("3").sees("퀴즈").sees("1/2").keys("Esc").sees("시험 3/5");
    tester.keys("End Up Up Up F7").sees("지난 시험").sees("3/5   60%   ✓ 합격").keys("3").sees("합격이에요");
    assert_eq!(Progress::from_records(&tester.records), *tester.app.progress());
}

#[test]
fn both_languages_beside_each_other_and_in_place() {
    let mut tester = start(Lang::Ko);
    tester.keys("Enter 1 Right 2 !").sees("나중에").keys("F2").sees("2/5").sees("flagged").sees("left");
    tester
        .sees("(o) False")
        .keys("Tab")
        .sees("Answer sheet  2/5 answered")
        .keys("F2")
        .sees("답안지  2/5 답함");
    tester.keys("Esc").resize(120, 30).keys("F3").sees("맞을까요?").sees("true?").sees("답안지  2/5 답함");
    tester.keys("F3 F2 Tab Space").sees("Hand in?").keys("F2").sees("제출할까요?");
    tester.keys("Enter F2").sees("pass at 60%").sees("Green tea").keys("F2").sees("녹차");
}

#[test]
fn the_last_answer_counts() {
    let mut tester = start(Lang::Ko);
    tester.keys("Enter 2 1 2 1 Right 1 Left").sees("(o) 맞다").keys("Down Space").sees("(o) 틀리다");
    tester.keys("Up").sees("(o) 틀리다").keys("Enter Left").sees("(o) 맞다");
    // Pointing alone answers nothing; blank again is blank.
    tester.keys("Down Right Left").sees("(o) 맞다").keys("0 Left").sees("○ 답 없음").sees_not("(o)");
    tester.keys("1 Backspace").sees("○ 답 없음").keys("1 Tab Space Enter");
    let given = answers(&tester);
    assert!(given[0].1.correct && given[1].1.correct);
    assert_eq!(given[2].1.response, Response::DontKnow);
}

#[test]
fn killed_in_the_middle_it_goes_on_with_the_same_clock() {
    let mut tester = start(Lang::Ko);
    tester.keys("Enter 1 ! Enter 2 - Enter Right").sees("4/5");
    let before = tester.screen();
    let mut next = after_a_crash(&tester, 3 * MINUTE);
    next.sees("마지막 시험 · 시험 · 2/5 답함").keys("Enter").sees("4/5");
    let body = |screen: &str| screen.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&next.screen()), body(&before));
    next.keys("Tab").sees("1●!").sees("2● ?").sees("남은 시간 16:").keys("Space Enter").sees("1문제를");
    // A shell that goes on where one was finds it, too.
    let next = tester.again(|setup| {
        setup.course = of(&with_exam(PAPER));
        setup.lang = Some(Lang::Ko);
        setup.target = Target::Continue;
    });
    assert!(next.title().contains("4/5"), "{}", next.title());
}

#[test]
fn what_is_typed_is_kept_when_the_question_is_left_however() {
    for leave in ["Right", "Tab", "Esc", "C-q", "F4 C-q", "PgDn", "Enter"] {
        let mut tester = Tester::new(|setup| setup.target = Target::Exam { lesson: 0, minutes: None });
        let mut found = false;
        for _ in 0..8 {
            if tester.body().contains("차나무에서 딴 것은") {
                found = true;
                break;
            }
            tester.keys("Right");
        }
        assert!(found);
        tester.keys("'찻잎'").keys(leave);
        let progress = Progress::from_records(&tester.records);
        let sitting = progress.open_exam(&tea().lessons[0]).unwrap();
        assert_eq!(sitting.response("green-typed"), Some(&Response::Typed("찻잎".to_owned())), "{leave}");
    }
}

#[test]
fn half_an_answer_is_kept_but_is_a_blank() {
    let mut tester = Tester::new(|setup| setup.target = Target::Exam { lesson: 0, minutes: None });
    for _ in 0..8 {
        let number = tester.body().contains("몇 초");
        tester.keys(if number { "'x'" } else { "2 Right Left" });
        let before = tester.body();
        tester.keys("Right Left");
        if tester.title().contains("8/8") {
            tester.keys("Left Right");
        }
        assert_eq!(tester.body().replace("▸ ", "  "), before.replace("▸ ", "  "));
        tester.keys("Right");
    }
    // One of two: the true one, the single one and the word are answers; the rest are begun.
    tester.keys("Tab").sees("답안지  4/8 답함");
    tester.keys("Space Enter");
    assert_eq!(answers(&tester).len(), 8);
}

#[test]
fn a_number_that_cannot_be_read_is_told() {
    let mut tester = Tester::new(|setup| setup.target = Target::Exam { lesson: 0, minutes: None });
    while !tester.body().contains("몇 초") {
        tester.keys("Right");
    }
    tester.keys("'zz' Enter").sees("숫자로 읽을 수 없어요.").keys("Backspace Backspace '120' Enter");
    tester.sees_not("몇 초").keys("9").keys("Esc").sees("시험 시간은 계속 가요.");
}

#[test]
fn the_time_is_over_while_it_is_open() {
    let mut tester = start(Lang::Ko);
    tester.keys("Enter 1 Enter 2");
    pass(&mut tester, 9 * MINUTE);
    tester.sees_not("분 남았어요");
    pass(&mut tester, MINUTE);
    tester.sees("10분 남았어요.").keys("1").sees_not("10분 남았어요.");
    pass(&mut tester, 9 * MINUTE);
    tester.sees("1분 남았어요.");
    let left = tester.title();
    assert!(left.contains("남은 시간 00:"), "{left}");
    // The key comes too late, and does nothing here or there.
    tester.now.utc_ms += MINUTE;
    tester.press("2").sees("시간이 다 되어 제출됐어요").sees("걸린 시간 20분 0초 / 20분").sees("2문제를");
    assert!(answers(&tester)[1].1.correct);
    assert_eq!(tester.app.progress().open_exam(&of(&with_exam(PAPER)).lessons[2]), None);
}

#[test]
fn the_time_is_over_while_it_is_closed() {
    let mut tester = start(Lang::Ko);
    tester.keys("Enter 1 Enter 1 Enter 1");
    let mut next = after_a_crash(&tester, 100 * MINUTE);
    next.event(Event::Wake);
    next.keys("Down Up")
        .sees("시간이 다 됐어요")
        .keys("Home Enter")
        .sees("합격이에요")
        .sees("시간이 다 되어 제출됐어요");
    assert_eq!(answers(&next).len(), 5);
    // It ended when its time was over, not when somebody looked.
    let course = of(&with_exam(PAPER));
    let progress = Progress::from_records(&next.records);
    let ended = progress.sittings().ended().next().unwrap();
    assert_eq!(ended.ended.unwrap().0, ended.deadline_ms());
    assert_eq!(progress.open_exam(&course.lessons[2]), None);
    // And also where one begins with it.
    let mut next = after_a_crash(&tester, 100 * MINUTE);
    next.keys("End Up Up Up Up F7")
        .sees("시험 이어서 보기   시간이 다 됐어요")
        .keys("Enter")
        .sees("합격이에요");
}

#[test]
fn a_clock_that_is_set_back_gives_no_time() {
    let mut tester = start(Lang::Ko);
    tester.keys("Enter");
    pass(&mut tester, 15 * MINUTE);
    tester.keys("1").sees("남은 시간 04:5");
    tester.now.utc_ms -= 60 * MINUTE;
    tester.keys("Right").sees("남은 시간 04:5");
    pass(&mut tester, MINUTE);
    tester.sees("남은 시간 03:5");
    // Nor after a crash: the latest time on record counts.
    let mut next = after_a_crash(&tester, 0);
    next.keys("Enter").sees("남은 시간 04:5");
    pass(&mut next, 5 * MINUTE);
    next.sees("시간이 다 되어 제출됐어요");
}

#[test]
fn the_clock_is_drawn_each_second_and_a_syllable_is_waited_for() {
    let mut tester = Tester::new(|setup| setup.target = Target::Exam { lesson: 0, minutes: Some(30) });
    while !tester.body().contains("차나무에서 딴 것은") {
        tester.keys("Right");
    }
    tester.wake = None;
    tester.event_now(Event::Wake);
    let asked = tester.wake.unwrap();
    assert!((1..=1_000).contains(&asked), "{asked}");
    // A key that waits is woken first, and the clock is not forgotten for it.
    tester.now.mono_ms += 200;
    tester.now.utc_ms += 200;
    for c in "찻".chars() {
        tester.event_now(Event::Key(Key::char(c)));
    }
    tester.wake = None;
    tester.event_now(Event::Key(Key::plain(Code::Enter)));
    tester.sees("찻_");
    assert!(tester.wake.unwrap_or(asked) <= 100);
    tester.now.mono_ms += 40;
    tester.event_now(Event::Key(Key::char('잎')));
    tester.sees_not("찻잎_");
    assert_eq!(
        Progress::from_records(&tester.records).open_exam(&tea().lessons[0]).unwrap().response("green-typed"),
        Some(&Response::Typed("찻잎".to_owned()))
    );
    tester.event_now(Event::Wake);
    assert!(tester.wake.unwrap() <= 1_000);
    // Elsewhere nothing is asked for.
    tester.keys("Esc").wake = None;
    tester.event(Event::Wake);
    assert_eq!(tester.wake, None);
}

#[test]
fn with_reduced_motion_the_clock_goes_by_minutes() {
    let mut tester = Tester::new(|setup| {
        setup.course = of(&with_exam(PAPER));
        setup.reduce_motion = true;
        setup.target = Target::Exam { lesson: 2, minutes: None };
    });
    tester.sees("남은 시간 20분");
    assert!((50_000..=60_000).contains(&tester.wake.unwrap()), "{:?}", tester.wake);
    pass(&mut tester, 61_000);
    tester.sees("남은 시간 19분");
}

#[test]
fn line_by_line_only_what_must_be_told_interrupts() {
    let mut tester = Tester::new(|setup| {
        setup.course = of(&with_exam(PAPER));
        setup.plain = true;
        setup.target = Target::ExamStart { lesson: 2, minutes: None, timed: true };
    });
    let lines = |tester: &Tester| plain::shown(&tester.app).lines.join("\n");
    let has = |tester: &Tester, text: &str| assert!(lines(tester).contains(text), "{}", lines(tester));
    has(&tester, "> 2  시험   5문제 · 20분 · 합격선 60%");
    tester.press("Enter");
    has(&tester, "남은 시간 20분\n1  답 없음");
    assert!(tester.wake.unwrap() > 9 * 60_000, "{:?}", tester.wake);
    tester.keys("1 ! Tab");
    has(&tester, "> 1: 답함, 나중에\n  2: 답 없음\n  3: 답 없음");
    assert_eq!(plain::shown(&tester.app).title, "마지막 시험 › 시험 › 답안지");
    tester.keys("Down Down Enter 2 Tab Space");
    has(&tester, "안 푼 문제 3개 · 나중에 볼 문제 1개");
    tester.keys("Enter");
    has(&tester, "  녹차  0/3  ✗ 과락");
}

#[test]
fn an_exam_of_any_lesson_and_none_where_nothing_is_asked() {
    let mut tester = Tester::new(|_| {});
    tester.keys("F7").sees("8문제 · 12분 · 합격선 72%").sees_not("과락").keys("1").sees("녹차 › 퀴즈");
    tester
        .keys("Esc Home Down F7")
        .sees("연습 이어서 하기   0/8 답함")
        .keys("2")
        .sees("녹차 › 시험")
        .sees("1/8");
    tester.keys("Esc").sees("녹차 · 시험 · 0/8 답함");
    // The quiz key is for practice.
    tester.keys("Home Down Tab").sees("녹차 › 퀴즈");
    let mut tester = Tester::new(|setup| {
        setup.target = Target::ExamStart { lesson: 1, minutes: None, timed: true };
    });
    tester.sees("이 단원에는 문제가 없어요.");
    let empty: Vec<_> = with_exam("{}").into_iter().collect();
    let mut tester = Tester::new(|setup| {
        setup.course = of(&empty);
        setup.target = Target::Exam { lesson: 2, minutes: Some(5) };
    });
    tester.sees("이 단원에는 문제가 없어요.").keys("End Up Up Up Up Tab").sees("이 단원에는 문제가 없어요.");
}

#[test]
fn a_question_that_is_gone_is_left_out() {
    let mut tester = start(Lang::Ko);
    tester.keys("Enter 1 Enter 1 Enter 1 Enter 1 Enter 1 Esc");
    let gone = with_exam(PAPER)
        .into_iter()
        .map(|(path, text)| (path, text.replace("exam-black-1\"", "exam-black-new\"")))
        .collect::<Vec<_>>();
    let mut next = tester.again(|setup| {
        setup.course = of(&gone);
        setup.lang = Some(Lang::Ko);
    });
    next.sees("4/4 답함")
        .keys("Enter Tab Space Enter")
        .sees("4문제 중 4문제를 맞혔어요.")
        .keys("1")
        .sees("1/4");
}

#[test]
fn a_click_enters_an_answer_and_goes_to_a_number() {
    let mut tester = start(Lang::Ko);
    tester.keys("Enter").resize(120, 30);
    let row = |tester: &Tester, text: &str| {
        u16::try_from(tester.screen().lines().position(|line| line.contains(text)).unwrap()).unwrap()
    };
    let y = row(&tester, "틀리다");
    tester.click(12, y).sees("(o) 틀리다").sees("● 답함");
    let y = row(&tester, "4○");
    tester.click(112, y).sees("4/5");
    tester.keys("Tab Space").click(3, 3).sees_not("제출할까요?");
}

#[test]
fn pictures_of_an_exam() {
    let course = with_exam(PAPER);
    for lang in Lang::ALL {
        for (columns, rows) in [(80, 24), (60, 20), (120, 32)] {
            let mut tester = Tester::new(|setup| {
                setup.course = of(&course);
                setup.lang = Some(lang);
                setup.size = (columns, rows);
                setup.target = Target::ExamStart { lesson: 2, minutes: None, timed: true };
            });
            let mut picture = |name: &str, keys: &str| {
                tester.keys(keys);
                let name = format!("exam-{name}-{}-{columns}x{rows}", lang.code());
                insta::assert_snapshot!(name, styled(&tester.draw().0));
            };
            picture("start", "");
            picture("question", "Enter 1 ! - Right 2 Right");
            picture("sheet", "Tab");
            picture("hand-in", "Space");
            picture("result", "Enter");
            picture("answer", "2");
            picture("past", "Esc 5");
        }
    }
}

#[test]
fn pictures_of_an_exam_in_ascii_and_both_languages() {
    let mut tester = Tester::new(|setup| {
        setup.course = of(&with_exam(PAPER));
        setup.ascii = true;
        setup.target = Target::Exam { lesson: 2, minutes: None };
    });
    tester.keys("1 ! Tab").sees("1o!").sees("2.");
    assert!(tester.screen().chars().all(|c| c.is_ascii() || seodang::lang::hangul::is_hangul(c)));
    tester.resize(120, 32).keys("Esc F3");
    insta::assert_snapshot!("exam-both-120x32", styled(&tester.draw().0));
}

fn key() -> impl Strategy<Value = Event> {
    let code = prop_oneof![
        prop::sample::select(vec![
            Code::Enter,
            Code::Tab,
            Code::Backspace,
            Code::Up,
            Code::Down,
            Code::Left,
            Code::Right,
            Code::PageUp,
            Code::PageDown,
            Code::Home,
            Code::End,
            Code::Esc,
        ]),
        prop::sample::select(vec![Code::F(2), Code::F(3), Code::F(6), Code::F(7), Code::F(9)]),
        prop::sample::select("0123456789!*- xㅂ차잎".chars().collect::<Vec<_>>()).prop_map(Code::Char),
    ];
    prop_oneof![
        20 => code.prop_map(|code| Event::Key(Key::plain(code))),
        1 => Just(Event::Wake),
        1 => Just(Event::Resize(120, 30)),
        1 => Just(Event::Resize(60, 20)),
        1 => Just(Event::Paste("70".to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Whatever is pressed, and whenever the program is killed: the records say what the screen does.
    #[test]
    fn the_records_say_what_is_shown(events in prop::collection::vec((key(), 0i64..20_000), 1..120)) {
        let mut tester = Tester::new(|setup| setup.target = Target::Exam { lesson: 0, minutes: None });
        for (event, ms) in events {
            tester.now.utc_ms += ms;
            tester.event(event);
            let _ = tester.draw();
        }
        let folded = Progress::from_records(&tester.records);
        prop_assert_eq!(folded.sittings(), tester.app.progress().sittings());
        // What is being typed is recorded when it is left; a session after that shows the same sheet.
        let is_open = |tester: &Tester| matches!(
            tester.app.context(),
            Context::Exam | Context::ExamField | Context::ExamSheet | Context::ExamHandIn
        );
        let left = folded.open_exam(&tea().lessons[0]).map_or(0, |sitting| sitting.left_ms(tester.now.utc_ms));
        if is_open(&tester) && left > 60_000 {
            tester.keys("C-q");
            let mut next = tester.again(|setup| {
                setup.lang = Some(tester.app.lang());
                setup.target = Target::Exam { lesson: 0, minutes: None };
            });
            let sheet = |tester: &mut Tester| {
                tester.keys(match tester.app.context() {
                    Context::ExamSheet => "Home",
                    Context::ExamHandIn => "Space Home",
                    _ => "Tab Home",
                });
                tester.resize(80, 24).body()
            };
            prop_assert_eq!(sheet(&mut tester), sheet(&mut next));
        }
    }
}

#[test]
fn half_a_word_survives_a_crash() {
    let begin = |reduce_motion| {
        let mut tester = Tester::new(|setup| {
            setup.reduce_motion = reduce_motion;
            setup.target = Target::Exam { lesson: 0, minutes: None };
        });
        while tester.app.context() != Context::ExamField {
            tester.keys("Right");
        }
        // Between two seconds of the clock.
        tester.now.mono_ms += 300;
        tester.press("찻");
        tester
    };
    for reduce_motion in [false, true] {
        let mut tester = begin(reduce_motion);
        assert!(tester.wake.is_some_and(|ms| ms <= 1_000), "{:?}", tester.wake);
        let before = tester.records.len();
        pass(&mut tester, 1_000);
        let typed = tester.records[before..].iter().filter(|record| record.kind == "exam-answered");
        assert!(typed.clone().any(|record| record.payload.contains("찻")), "{:?}", tester.recorded());
        // Once it is on record, time alone writes nothing.
        let before = tester.records.len();
        pass(&mut tester, 1_000);
        assert_eq!(tester.records.len(), before);
        let mut next = tester.again(|_| {});
        next.keys("Enter Enter").sees("찻_");
    }
}
