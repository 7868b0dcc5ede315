//! Widgets on a page and opened: pictures, keys, and what stays.

use seodang::lang::Lang;

use crate::{
    course::tea_with_widgets,
    tester::{Tester, styled},
};

/// The page of widgets, with widget number `n` focused.
fn page(n: usize, change: impl FnOnce(&mut seodang::app::Setup)) -> Tester {
    let mut tester = Tester::new(|setup| {
        setup.course = tea_with_widgets();
        change(setup);
    });
    tester.keys("2");
    (0..n).for_each(|_| {
        tester.keys("Tab");
    });
    tester
}

#[test]
fn pictures_of_widgets() {
    for (name, number, keys) in [
        ("page", 2, ""),
        ("rolling", 2, "Enter Down Left"),
        ("fargate-ec2", 1, "Enter Down Down Down Down Right"),
        ("cold-start", 3, "Enter Space 7"),
        ("instance-states", 4, "Enter Right Space"),
    ] {
        for lang in Lang::ALL {
            for (columns, rows) in [(80, 24), (60, 20), (120, 40)] {
                let mut tester = page(number, |setup| {
                    setup.lang = Some(lang);
                    setup.size = (columns, rows);
                });
                tester.keys(keys);
                let name = format!("widget-{name}-{}-{columns}x{rows}", lang.code());
                insta::assert_snapshot!(name, styled(&tester.draw().0));
            }
        }
    }
}

#[test]
fn a_widget_says_which_keys_open_it() {
    // Before one is chosen, Enter leads to what comes after the page.
    let mut tester = page(0, |_| {});
    tester.sees("롤링 업데이트 · Tab, Enter: 직접 해 보기").keys("Tab Tab Enter").sees("◂ 5개 ▸");
}

#[test]
fn fields_that_gave_way_are_announced() {
    let mut tester = page(1, |setup| setup.size = (50, 15));
    tester
        .keys("Enter")
        .sees("─ ▾ ─")
        .keys("Down Down Down")
        .sees("─ ▴ ▾ ─")
        .keys("Up Up Up Up")
        .sees("─ ▴ ─");
    tester.resize(80, 24).sees_not("▴ ─");
}

#[test]
fn a_widget_answers_while_it_is_changed() {
    let mut tester = page(2, |_| {});
    tester.sees("최소 3개, 최대 7개").keys("Enter").sees("롤링 업데이트").sees("◂ 5개 ▸");
    // Arrow keys, typed numbers, and both ways of erasing.
    tester.keys("Right").sees("최소 4개, 최대 9개");
    tester.keys("1 0").sees("10_").sees("최소 6개, 최대 15개");
    tester.keys("Backspace").sees("1_").sees("최소 1개, 최대 1개");
    tester.keys("Backspace").sees("✗ 쓸 수 있는 값 1~1,000").keys("8 Down").sees("최소 5개, 최대 12개");
    tester.keys("-").sees("◂ 55% ▸").keys("+ +").sees("◂ 65% ▸");
    // The other language, values kept.
    tester.keys("F2").sees("Rolling update").sees("◂ 65% ▸").sees("at most 12").keys("F2");
    // Closed and opened again on the same page.
    tester.keys("Esc").sees("최소 3개").keys("Enter").sees("최대 12개");
    tester.keys("Home").sees("최소 3개, 최대 7개").keys("Esc");
    assert!(tester.title().contains("홍차"), "{}", tester.title());
}

#[test]
fn values_stay_when_another_screen_is_opened_from_a_widget() {
    let mut tester = page(2, |_| {});
    tester.keys("Enter 9 F4").sees("설정").keys("Esc Enter").sees("◂ 9개 ▸");
    tester.keys("Esc Esc 1 Esc 2 Tab Tab Enter").sees("◂ 9개 ▸");
}

#[test]
fn arrivals_are_added_moved_and_removed() {
    let mut tester = page(3, |_| {});
    tester.keys("Enter").sees("요청 4건: 콜드 스타트 2 · 재사용 2");
    tester.keys("Space").sees("요청 5건").keys("Delete").sees("요청 4건");
    // Onto the same moment as the first one: both need an environment of their own.
    tester.keys("Home Up Left").sees("◂ 0 ms ▸").sees("콜드 스타트 2");
    tester.keys("Backspace Backspace").sees("요청 3건");
    tester.keys("Home").sees("요청 4건");
}

#[test]
fn actions_are_taken_one_after_another() {
    let mut tester = page(4, |_| {});
    tester.keys("Enter").sees("running ─stop→ stopping → stopped").sees("EBS와 탄력적 IP");
    tester.keys("Right Space").sees("─start→ pending → running");
    tester.keys("Right Enter").sees("─reboot→");
    tester.keys("Backspace").sees_not("reboot→").keys("Delete").sees_not("start→");
}

#[test]
fn a_click_opens_points_and_closes() {
    let mut tester = page(0, |_| {});
    let find = |tester: &Tester, text: &str| {
        let screen = tester.screen();
        let row = screen.lines().position(|line| line.contains(text)).unwrap();
        let line = screen.lines().nth(row).unwrap();
        let column = seodang::lang::width::width(line.split(text).next().unwrap());
        (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    };
    let (x, y) = find(&tester, "롤링 업데이트");
    tester.click(x, y).sees("◂ 5개 ▸");
    let (x, y) = find(&tester, "150%");
    tester.click(x, y).sees("◂ 150% ▸");
    tester.click(0, 0).sees_not("◂");
}

#[test]
fn both_languages_are_answered() {
    let mut tester = page(2, |setup| {
        setup.both = Some(true);
        setup.size = (80, 40);
    });
    tester.keys("Enter").sees("최소 3개").sees("at least 3");
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut tester = page(1, |setup| {
            setup.both = Some(true);
            setup.size = (columns, rows);
        });
        insta::assert_snapshot!(format!("widget-both-{columns}x{rows}"), styled(&tester.draw().0));
        tester.keys("Enter").sees("◂ 서울 ▸");
    }
}

#[test]
fn small_plain_and_colourless_windows_show_widgets() {
    use seodang::{lang::hangul::is_hangul, ui::theme::Depth};

    for (number, keys) in [(1, "Enter"), (2, "Enter"), (3, "Enter Down Down"), (4, "Enter Right")] {
        let mut tester = page(number, |setup| {
            setup.size = (50, 15);
            setup.ascii = true;
            setup.depth = Depth::Mono;
        });
        tester.keys(keys);
        let screen = tester.screen();
        let other: Vec<char> = screen.chars().filter(|c| !c.is_ascii() && !is_hangul(*c)).collect();
        assert!(other.is_empty(), "{other:?}\n{screen}");
        // The field that keys change is in sight, and so is something that follows from it.
        assert!(screen.contains("> ") && screen.contains("< "), "{screen}");
        assert!(screen.lines().filter(|line| line.starts_with('|')).count() > 8, "{screen}");
    }
}

#[test]
fn keys_of_an_input_method_do_all() {
    let mut tester = page(3, |_| {});
    tester.keys("Enter").sees("Space 요청 더하기").sees("←→ 바꾸기").keys("F1").sees("0-9 .");
}

#[test]
fn keys_are_called_what_they_do() {
    // The page has widgets alone, the first one links, too.
    page(0, |_| {}).sees("Tab 해 보기");
    page(0, |setup| setup.lang = Some(Lang::En)).sees("Tab try it");
    let mut tester = page(0, |_| {});
    tester.keys("Esc 1").sees("Tab 링크 ");
    let mut cold_start = page(3, |setup| setup.lang = Some(Lang::En));
    cold_start.keys("Enter").sees("Space add a request").keys("Space");
    cold_start.resize(120, 30);
    cold_start.sees("Delete remove it");
    let mut states = page(4, |setup| setup.lang = Some(Lang::En));
    states.keys("Enter").sees("Space do it").keys("Right Space").sees("Delete undo");
}

#[test]
fn any_keys_in_any_widget() {
    use proptest::{prelude::*, sample::select, test_runner::TestRunner};

    let keys =
        "Up Down Left Right Space Enter Home End PgUp PgDn Delete Backspace Tab BTab F2 0 1 5 9 . - + F3";
    let keys: Vec<&str> = keys.split(' ').collect();
    let script = (1..5usize, proptest::collection::vec(select(keys), 1..60), any::<bool>());
    let mut runner = TestRunner::new(ProptestConfig { cases: 60, ..ProptestConfig::default() });
    let outcome = runner.run(&script, |(number, keys, ascii)| {
        let mut tester = page(number, |setup| {
            setup.size = (60, 20);
            setup.ascii = ascii;
        });
        tester.keys("Enter").keys(&keys.join(" ")).keys("Esc");
        prop_assert!(!tester.screen().contains("◂"));
        Ok(())
    });
    outcome.unwrap();
}
