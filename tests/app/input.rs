//! Keys with a Korean input method on, the mouse, pastes.

use ratatui::layout::Position;
use seodang::{
    app::{Event, Key, Mouse, Target},
    screen::Caret,
};

use crate::{course, tester::Tester};

#[test]
fn letters_work_by_their_place_on_the_keyboard() {
    let mut tester = Tester::new(|_| {});
    tester.keys("ㅓ").sees("▸ 2  홍차").sees("한글 입력 상태예요");
    tester.keys("ㅏ").sees("▸ 1  녹차").sees_not("한글 입력 상태예요");
    tester.keys("ㅣ").sees("녹차 › 물");
}

#[test]
fn a_hangul_letter_never_ends_the_session_at_once() {
    let mut tester = Tester::new(|_| {});
    tester.keys("ㅂ").sees("끝낼까요?");
    assert!(!tester.quit);
    tester.keys("Esc").sees_not("끝낼까요?");
    tester.keys("ㅂ Enter");
    assert!(tester.quit);
    let mut tester = Tester::new(|_| {});
    tester.keys("q");
    assert!(tester.quit);
    let mut tester = Tester::new(|_| {});
    tester.keys("C-ㅊ");
    assert!(tester.quit, "Ctrl+C in Hangul mode");
}

#[test]
fn a_late_syllable_is_not_a_command() {
    // GNOME Terminal: Enter first, the letter that was held back 20 to 70 ms later.
    let mut tester = Tester::new(|_| {});
    tester.keys("1");
    let before = tester.screen();
    for (key, late) in [("Enter", 'ㅂ'), ("Esc", 'ㅓ')] {
        let mut tester = tester.clone();
        tester.keys(key);
        let after = tester.screen();
        tester.now.mono_ms += 60;
        tester.event_now(Event::Key(Key::char(late)));
        assert_eq!(tester.screen(), after);
        assert!(!tester.quit);
    }
    assert_eq!(tester.screen(), before);
}

#[test]
fn a_syllable_stops_at_the_first_change_of_screen() {
    // 일 is d, l, f: `l` opens the lesson, and `f` was typed for home; 극 is r, m, r, which mean nothing here.
    let mut tester = Tester::new(|_| {});
    tester.keys("일").sees("녹차 › 물");
    let mut tester = Tester::new(|_| {});
    tester.keys("극").sees("▸ 1  녹차");
}

#[test]
fn merged_escape_and_control() {
    let mut tester = Tester::new(|_| {});
    tester.keys("1 A-ㅂ").sees("끝낼까요?");
    let mut tester = Tester::new(|_| {});
    tester.keys("/ A-ㅂ");
    // The letter belongs into the field, Esc then clears it.
    tester.sees("찾기").sees_not("ㅂ");
}

#[test]
fn a_field_waits_for_its_last_syllable() {
    // GNOME Terminal sends Enter before the syllable that was being composed.
    let mut tester = Tester::new(|_| {});
    tester.keys("F5 '가루'").press("Enter");
    assert!(tester.wake.is_some());
    tester.sees("용어집").sees_not("통째로 마셔요.");
    tester.now.mono_ms += 40;
    tester.event_now(Event::Key(Key::char('차')));
    tester.sees("통째로 마셔요.");
    let mut tester = Tester::new(|_| {});
    tester.keys("/ '가루' Enter").sees("통째로 마셔요.");
    let mut tester = Tester::new(|_| {});
    tester.keys("/ 'powder'").press("Enter").sees("통째로 마셔요.");
    let mut tester = number();
    tester.keys("2").press("Enter").sees_not("해설");
    tester.now.mono_ms += 40;
    tester.event_now(Event::Key(Key::char('분')));
    tester.sees("맞았어요").sees("2분");
}

fn number() -> Tester {
    Tester::new(|setup| {
        setup.target = Target::QuizOf { lesson: 0, questions: vec!["green-number".to_owned()] };
    })
}

#[test]
fn the_search_field_takes_decomposed_hangul_and_pastes() {
    let mut tester = Tester::new(|_| {});
    tester.keys("/ \u{1100} \u{1161} \u{1105} \u{116E}").sees("가루").sees("가루차");
    let mut tester = Tester::new(|_| {});
    tester.keys("/");
    tester.event(Event::Paste("tea\nleaf".to_owned()));
    tester.sees("tea leaf").sees("찻잎");
}

#[test]
fn the_cursor_is_where_an_input_method_should_draw() {
    let mut tester = Tester::new(|_| {});
    assert_eq!(tester.draw().1, Caret::Parked(79, 23));
    tester.keys("/");
    let Caret::Field(x, y) = tester.draw().1 else { panic!() };
    tester.keys("'찻잎'");
    assert_eq!(tester.draw().1, Caret::Field(x + 4, y));
    let (buffer, _) = tester.draw();
    assert_eq!(buffer.cell(Position::new(x + 2, y)).unwrap().symbol(), "잎");
    tester.keys("F1");
    assert!(matches!(tester.draw().1, Caret::Parked(..)));
}

#[test]
fn a_number_without_a_unit_is_asked_and_told_as_it_is() {
    let mut sources = course::sources();
    for (_, text) in &mut sources {
        *text =
            text.replace(r#"unit: (ko: "초", en: "s"), units: {"초": 1, "s": 1, "분": 60, "min": 60},"#, "");
    }
    let number = || {
        Tester::new(|setup| {
            setup.course = course::of(&sources);
            setup.target = Target::QuizOf { lesson: 0, questions: vec!["green-number".to_owned()] };
        })
    };
    number()
        .sees("몇 초 우리나요?")
        .keys("'120' Enter")
        .sees("맞았어요")
        .sees("정답  120\n")
        .sees_not("120 초");
    number().keys("'2분' Enter").sees("모르는 단위예요: 분. 숫자만 쓰세요.");
}

#[test]
fn digits_type_into_a_number_field_and_choose_elsewhere() {
    let mut tester = number();
    tester.sees("몇 초 우리나요?").keys("'2분'").sees("2분").keys("Enter").sees("맞았어요").sees("120 초");
    tester.keys("Enter").sees("1문제 중 1문제");
    for (typed, says) in [
        ("180", "그건 홍차예요."),
        ("3min", "그건 홍차예요."),
        ("x", "숫자로 읽을 수 없어요."),
        ("3시간", "모르는 단위예요: 시간"),
    ] {
        number().keys(&format!("'{typed}' Enter")).sees(says);
    }
    number().keys("Enter").sees("모르면 F6을 누르세요").keys("F6").sees("모름");
}

#[test]
fn the_mouse_opens_points_and_scrolls() {
    let mut tester = Tester::new(|_| {});
    tester.click(10, 4).sees("홍차 › 온도");
    tester.keys("Esc").click(10, 5).sees("녹차 › 물");
    let screen = tester.screen();
    let y = screen.lines().position(|line| line.contains("찻잎")).unwrap();
    let x =
        unicode_width::UnicodeWidthStr::width(screen.lines().nth(y).unwrap().split("찻잎").next().unwrap());
    tester.click(u16::try_from(x).unwrap(), u16::try_from(y).unwrap()).sees("차나무의 잎");
    tester.click(0, 23).sees_not("차나무의 잎");
    tester.click(76, 0).sees("Green tea › Water").click(76, 0);
    tester.keys("Right");
    let y = tester.screen().lines().position(|line| line.contains(" 2  ")).unwrap();
    tester.click(12, u16::try_from(y).unwrap()).sees("▸ 2");
    tester.click(12, u16::try_from(y).unwrap()).sees("해설");
    let mut tester = Tester::new(|setup| setup.size = (60, 20));
    tester.keys("1 Right 1 Enter Enter Right");
    let before = tester.body();
    tester.event(Event::Mouse { kind: Mouse::WheelDown, x: 5, y: 5 });
    assert_ne!(tester.body(), before);
    tester.event(Event::Mouse { kind: Mouse::WheelUp, x: 5, y: 5 });
    assert_eq!(tester.body(), before);
}
