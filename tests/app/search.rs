//! The search, from a key to the very spot.

use std::sync::Arc;

use ratatui::{buffer::Buffer, style::Modifier};
use seodang::{
    app::{Event, Key, Target},
    course::{Edition, Files, PriceList},
    lang::Lang,
    ui::theme::Depth,
};

use crate::{
    course::{of, sources},
    tester::{Tester, text},
};

/// What the cursor is on.
fn here(tester: &Tester) -> String {
    let body = tester.body();
    body.lines().find(|line| line.starts_with('▸')).unwrap_or_default().to_owned()
}

/// What is drawn reversed, a row each.
fn marked(buffer: &Buffer) -> Vec<String> {
    let mut plain = buffer.clone();
    for cell in &mut plain.content {
        if !cell.modifier.contains(Modifier::REVERSED) && cell.symbol() != "" {
            cell.set_symbol(" ");
        }
    }
    text(&plain).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn everything_is_found_however_it_is_typed() {
    for (query, lang, expected) in [
        ("찻잎", Lang::Ko, "용어  찻잎"),
        ("tealeaf", Lang::Ko, "용어  찻잎"),
        ("ㄱㄹㅊ", Lang::Ko, "용어  가루차"),
        ("가룿", Lang::En, "term      powdered tea"),
        ("rkfnck", Lang::Ko, "용어  가루차"),
        ("ㅔㅐㅈㅇㄷㄱㄷㅇ", Lang::En, "term      powdered tea"),
        ("powderd", Lang::En, "term      powdered tea"),
        ("pwdrd", Lang::Ko, "용어  가루차"),
        ("pt", Lang::Ko, "용어  가루차"),
        ("녹차", Lang::Ko, "단원  녹차"),
        ("긴쪽", Lang::Ko, "쪽    녹차 › 긴 쪽"),
        ("화분", Lang::Ko, "쪽    녹차 › 긴 쪽"),
        ("화분", Lang::En, "page      Green tea › A long"),
        ("홍차 온도", Lang::Ko, "쪽    홍차 › 온도"),
        ("몇 초", Lang::Ko, "문제  녹차"),
        ("how many seconds", Lang::Ko, "문제  녹차"),
    ] {
        let mut tester = Tester::new(|setup| setup.lang = Some(lang));
        tester.keys("/");
        for c in query.chars() {
            tester.event(Event::Key(Key::char(c)));
        }
        tester.wait();
        let here = here(&tester);
        assert!(here.trim_start_matches('▸').trim().starts_with(expected), "{query}: {here}");
    }
    for query in ["'커피'", "'zzz'"] {
        Tester::new(|_| {})
            .keys(&format!("/ {query}"))
            .sees("찾은 것이 없어요.")
            .keys("Enter Down PgDn End")
            .sees("찾기");
    }
}

#[test]
fn search_opens_from_everywhere_and_leads_back() {
    for way in ["", "1", "1 Enter", "1 Enter 1 Enter", "1 Tab Enter", "F4", "F5", "F1", "1 Space F6 Enter"] {
        let mut tester = Tester::new(|_| {});
        tester.keys(way);
        let title = tester.title();
        tester.keys("C-f").sees("ㅋㄹㅅㅌ").keys("Esc");
        assert_eq!(tester.title(), title, "{way}");
    }
    for id in ["green-number", "green-typed", "green-blanks"] {
        let mut tester = Tester::new(|setup| {
            setup.target = Target::QuizOf { lesson: 0, questions: vec![id.to_owned()] };
        });
        // What is typed stays while one looks something up.
        tester.keys("'7/' C-ㄹ '찻잎' Enter").sees("차나무에서 딴 잎").keys("Esc Esc Esc").sees("7");
    }
    // In the first choice there is nothing to look for yet.
    Tester::new(|setup| setup.lang = None).keys("/ C-f").sees("어느 언어로");
    // Esc first clears the field; searching again from a hit does not pile up searches.
    let mut tester = Tester::new(|_| {});
    tester
        .keys("/ '화분' Enter / '찻잎' Esc")
        .sees("ㅋㄹㅅㅌ")
        .keys("Esc")
        .sees("녹차 › 긴 쪽")
        .keys("Esc")
        .sees("설정");
}

#[test]
fn a_hit_on_a_page_is_in_sight_and_marked() {
    for (columns, rows) in [(80, 24), (60, 20), (50, 15), (200, 60)] {
        for both in [false, true] {
            let mut tester = Tester::new(|setup| {
                setup.size = (columns, rows);
                setup.both = Some(both);
            });
            tester.keys("/ '남은' Space '잎은' Enter").sees("녹차 › 긴 쪽").sees("남은 잎은");
            let (buffer, _) = tester.draw();
            assert_eq!(marked(&buffer), ["남은 잎은"], "{columns}x{rows} {both}");
            // In the other language the block is the same one, and nothing is marked that was not looked for.
            tester.keys("F2").sees("sixth paragraph").keys("F2").sees("남은 잎은");
            assert_eq!(marked(&tester.draw().0), ["남은 잎은"]);
            // Another page has no marks.
            tester.keys("Left");
            assert_eq!(marked(&tester.draw().0), [""; 0]);
        }
    }
}

#[test]
fn a_page_is_not_scrolled_further_than_it_takes() {
    let mut tester = Tester::new(|_| {});
    tester.keys("/ '떫어지고' Enter").sees("녹차 › 물").sees("녹차는 찻잎에");
    assert_eq!(marked(&tester.draw().0), ["떫어지고"]);
    // In a table, in a list, in code.
    for (query, shown) in [("'95도'", "95도"), ("'뚜껑'", "뚜껑"), ("'--temperature'", "temperature")] {
        let mut tester = Tester::new(|_| {});
        tester.keys(&format!("/ {query} Enter")).sees("녹차 › 시간");
        assert_eq!(marked(&tester.draw().0), [shown], "{query}");
    }
    // What is wrapped is marked on both rows.
    let mut tester = Tester::new(|setup| setup.size = (50, 15));
    tester.keys("/ '물이뜨거우면떫어지고미지근하면향이나지않아요' Enter");
    let marks = marked(&tester.draw().0);
    assert_eq!(marks.join(" "), "물이 뜨거우면 떫어지고, 미지근하면 향이 나지 않아요", "{marks:?}");
    assert!(marks.len() > 1);
}

#[test]
fn the_place_that_was_found_is_where_one_comes_back_to() {
    let mut tester = Tester::new(|setup| setup.size = (60, 15));
    tester.keys("/ '화분' Enter");
    let body = tester.body();
    tester.keys("C-q");
    let mut next = tester.again(|setup| {
        setup.lang = Some(Lang::Ko);
        setup.size = (60, 15);
        setup.target = Target::Continue;
    });
    assert_eq!(next.body(), body);
    assert_eq!(marked(&next.sees("화분").draw().0), [""; 0]);
}

#[test]
fn a_question_is_asked_by_itself_and_leaves_the_quiz_alone() {
    let mut tester = Tester::new(|_| {});
    tester.keys("Tab").sees("1/8").keys("F6 PgDn PgDn Enter").sees("2/8");
    let before = tester.body();
    // The list asks and tells nothing.
    tester.keys("C-f '끓는물' ").sees("왜 안").sees_not("떫은맛이 우러나서").sees_not("정답");
    tester
        .keys("End")
        .sees("▸ 문제  녹차")
        .keys("Enter")
        .sees("1/1")
        .sees("떫은맛이 우러나서")
        .sees_not("해설");
    let started = tester.recorded().iter().filter(|line| line.starts_with("quiz-started")).count();
    tester.keys("F6").sees("해설").keys("PgDn PgDn Enter").sees("찾기").sees("▸ 문제  녹차");
    assert_eq!(tester.recorded().last().unwrap(), "answered green-water");
    assert_eq!(tester.recorded().iter().filter(|line| line.starts_with("quiz-started")).count(), started);
    tester.keys("Esc Esc");
    assert_eq!(tester.body(), before);
    // The next session continues with the quiz, even if this one ends in the question.
    tester.keys("C-f '끓는물' End Enter C-q");
    let mut next = tester.again(|setup| {
        setup.lang = Some(Lang::Ko);
        setup.target = Target::Continue;
    });
    next.sees("2/8");
    assert_eq!(next.body(), before);
}

#[test]
fn a_term_opens_its_card() {
    let mut tester = Tester::new(|_| {});
    tester.keys("/ '찻잎' Enter").sees("차나무에서 딴 잎이에요.").keys("Esc").sees("찾기  찻잎");
    assert_eq!(tester.recorded(), ["term-opened leaf"]);
}

#[test]
fn the_list_is_gone_through() {
    let mut tester = Tester::new(|setup| setup.size = (60, 15));
    tester.keys("/ '차'").sees("개");
    let first = here(&tester);
    tester.keys("Up");
    let last = here(&tester);
    assert_ne!(first, last);
    for (keys, expected) in
        [("Down", &first), ("End", &last), ("Home", &first), ("PgDn PgDn PgDn PgDn", &last)]
    {
        tester.keys(keys);
        assert_eq!(here(&tester), *expected, "{keys}");
    }
    // Another letter begins at the best hit again; one taken away, too.
    tester.keys("'나'").sees("찾기  차나");
    assert_eq!(here(&tester), tester.body().lines().nth(2).unwrap());
    tester.keys("Backspace Home").sees("찾기  차");
    assert_eq!(here(&tester), first);
    // A click opens; one elsewhere does nothing.
    let y = u16::try_from(tester.screen().lines().position(|line| line.contains("▸")).unwrap()).unwrap();
    tester.click(5, 13).sees("찾기  차").click(5, y).sees_not("찾기  차");
}

#[test]
fn a_field_waits_for_its_last_syllable() {
    let mut tester = Tester::new(|_| {});
    tester.keys("/ '가루'").press("Enter");
    tester.now.mono_ms += 40;
    tester.event_now(Event::Key(Key::char('차')));
    tester.sees("통째로 마셔요.");
    // Decomposed, as some terminals send it, and pasted.
    let mut tester = Tester::new(|_| {});
    tester.keys("/ \u{1100} \u{1161} \u{1105} \u{116E}").sees("찾기  가루").sees("▸ 용어  가루차");
    tester.event(Event::Paste("차\n\t긴 글".repeat(40)));
    tester.sees("찾기  가루차  긴 글차");
}

#[test]
fn the_language_changes_in_place() {
    let mut tester = Tester::new(|_| {});
    tester.keys("/ '물' Down Down");
    let row = here(&tester);
    tester.keys("F2").sees("Search  물").keys("F2");
    assert_eq!(here(&tester), row);
}

#[test]
fn marks_are_seen_without_colours() {
    let mut tester = Tester::new(|setup| setup.depth = Depth::Mono);
    tester.keys("/ '화분'");
    assert!(marked(&tester.draw().0).iter().all(|line| line == "화분"));
}

#[test]
fn a_new_edition_is_searched_at_once() {
    let edition = |sources: &[(&str, String)]| {
        let mut files = Files::default();
        for (path, text) in sources {
            files.insert(path, text.clone().into_bytes());
        }
        Arc::new(Edition::open(files, &PriceList::default()))
    };
    let mut files = sources();
    let first = edition(&files);
    let mut tester = Tester::new(|setup| {
        setup.course = Arc::clone(&first.course);
        setup.edition = Some(first);
    });
    tester.keys("/ '보리차'").sees("찾은 것이 없어요.").keys("Esc '찻잎' Down");
    let row = here(&tester);
    files
        .iter_mut()
        .find(|(path, _)| *path == "lessons/black/ko.md")
        .unwrap()
        .1
        .push_str("\n보리차도 있어요.\n");
    tester.event(Event::Course(edition(&files)));
    assert_eq!(here(&tester), row);
    tester.keys("Esc '보리차' Enter").sees("홍차 › 온도").sees("보리차도");
    assert_eq!(marked(&tester.draw().0), ["보리차"]);
    // An open hit stays marked when the page is written on.
    files.iter_mut().find(|(path, _)| *path == "lessons/black/ko.md").unwrap().1.push_str("\n끝이에요.\n");
    tester.event(Event::Course(edition(&files)));
    tester.sees("끝이에요.");
    assert_eq!(marked(&tester.draw().0), ["보리차"]);
    Tester::new(|setup| setup.course = of(&[])).keys("/ '물'").sees("찾은 것이 없어요.");
}
