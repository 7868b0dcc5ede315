//! Stories: what a learner does from start to end.

use seodang::{app::Target, lang::Lang, study::Progress};

use crate::{course, tester::Tester};

#[test]
fn a_first_evening() {
    let mut tester = Tester::new(|setup| setup.lang = None);
    tester.keys("1").sees("녹차").sees("5분");
    tester.keys("Enter").sees("녹차 › 물").sees("1/3").sees("흔한 오해").sees("확인해 볼까요?");
    // A term under the cursor opens its card; its other terms open from there and lead back.
    tester.keys("Tab Enter").sees("tea leaf").sees("헷갈리는 말").keys("Tab Enter").sees("통째로 마셔요.");
    tester.keys("Esc").sees("차나무에서 딴 잎이에요.").keys("Esc").sees_not("차나무에서 딴 잎이에요.");
    tester.keys("Tab Enter").sees("0.5 USD / 잔").sees("2026-11").sees("세금 별도").keys("Esc");
    // The page flows into its check-in, and that into the next page.
    tester.keys("Space").sees("확인 문제").sees("왜 안 좋을까요?");
    tester.keys("Enter").sees("하나를 고르세요.");
    tester.keys("Tab").sees("맛을 떠올려 보세요.");
    tester.keys("0").sees("모름").sees("70도에서는 떫은맛이 덜 나와요.").sees("찻잔은 끓는 물을 견뎌요.");
    tester.keys("Tab").sees("녹차 › 물").keys("Esc").sees("해설");
    tester.keys("Enter").sees("녹차 › 시간").sees("2/3");
    tester.keys("Space").sees("녹차 › 긴 쪽").keys("Space").sees("여섯째");
    tester.keys("Space").sees("녹차 › 퀴즈").sees("1/8");
    assert_eq!(
        tester.recorded().iter().filter(|line| line.starts_with("page-read")).collect::<Vec<_>>(),
        ["page-read green#water", "page-read green#time", "page-read green#long"]
    );
    // The whole quiz, all wrong, then only the wrong ones.
    for _ in 0..8 {
        tester.keys("F6 PgDn PgDn Enter");
    }
    tester
        .sees("8문제 중 0문제를 맞혔어요.")
        .sees("틀린 문제만 다시")
        .keys("1")
        .sees("녹차 › 퀴즈")
        .sees("1/8");
    tester.keys("Esc").sees("용어집").sees("다 읽음 · 퀴즈 0/8");
    tester.keys("q");
    assert!(tester.quit);
}

#[test]
fn a_perfect_quiz() {
    let mut tester = Tester::new(|setup| setup.target = Target::Quiz(0));
    let pick = |tester: &mut Tester, text: &str| {
        let body = tester.body();
        let line = body.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}\n{body}"));
        let digit = line.trim_start_matches('▸').trim().chars().next().unwrap();
        tester.keys(&digit.to_string());
    };
    for _ in 0..8 {
        let body = tester.body();
        if body.contains("왜 안 좋을까요") {
            pick(&mut tester, "떫은맛이");
        } else if body.contains("모두 골라요.") {
            pick(&mut tester, "] 찻잎");
            pick(&mut tester, "] 물");
            tester.sees("[x] 찻잎").sees("[ ] 우유");
        } else if body.contains("세 번까지") {
            pick(&mut tester, "맞다");
        } else if body.contains("차례대로 놓아요") {
            tester.keys("Enter").sees("모두 차례대로 고르세요.");
            for text in [") 끓이기", ") 식히기", ") 붓기"] {
                pick(&mut tester, text);
            }
            tester.sees("(1) 끓이기").keys("Backspace").sees("( ) 붓기").keys("Space");
            // The cursor is on what was put last.
            tester.sees("(3) 붓기");
        } else if body.contains("온도를 이어요") {
            tester.keys("Enter").sees("모두 짝을 지으세요.");
            for _ in 0..2 {
                let here = tester.body().lines().find(|line| line.starts_with('▸')).unwrap().to_owned();
                let pair = if here.contains("녹차") { "70도" } else { "95도" };
                let body = tester.body();
                let line = body.lines().rfind(|line| line.contains(pair) && !line.contains("->")).unwrap();
                tester.keys(&line.trim().chars().next().unwrap().to_string());
            }
        } else if body.contains("몇 초") {
            tester.keys("'120'");
        } else if body.contains("차나무에서 딴 것은") {
            tester.keys("'차나무잎이에요'");
        } else {
            tester.keys("'녹차' Enter '70'");
        }
        tester.keys("Enter").sees("✓ 맞았어요").keys("PgDn Enter");
    }
    tester.sees("8문제 중 8문제를 맞혔어요.").sees("모두 맞았어요.").sees_not("틀린 문제만");
    let course = course::tea();
    let open = |tester: &Tester| {
        let progress = Progress::from_records(&tester.records);
        (progress.lessons(&course)[0].right, progress.open_quiz(&course.lessons[0]).is_some())
    };
    // The result stays until the learner turns away from it.
    assert_eq!(open(&tester), (8, true));
    tester.keys("1").sees("홍차 › 온도");
    assert_eq!(open(&tester), (8, false));
    // The last lesson has no quiz and nothing after it.
    tester.keys("Space").sees("용어집");
}

#[test]
fn leaving_asks_only_where_a_slip_would_hurt() {
    let mut tester = Tester::new(|_| {});
    tester.keys("Esc").sees("끝낼까요?").keys("Enter");
    assert!(tester.quit);
    for way in ["C-q", "C-c", "1 C-q", "1 Enter C-c", "1 Tab Enter C-q", "/ C-q", "F4 C-q", "F1 C-c"] {
        let mut tester = Tester::new(|_| {});
        tester.keys(way);
        assert!(tester.quit, "{way}");
    }
}

#[test]
fn trouble_with_the_progress_file_is_told_and_learning_goes_on() {
    use seodang::app::Event;
    let mut tester = Tester::new(|setup| {
        setup.notices = vec!["파일이 손상되어 있었어요.".to_owned()];
    });
    tester.sees("알림").sees("손상되어").keys("Enter").sees_not("손상되어");
    tester.event(Event::StoreFailed("디스크가 가득 찼어요: /x".to_owned()));
    tester.sees("디스크가 가득 찼어요").keys("Enter").sees("저장하지 못하고 있어요");
    tester
        .keys("1")
        .sees("녹차 › 물")
        .sees("저장하지 못하고 있어요")
        .keys("Esc Esc")
        .sees("저장하지 못한 기록");
    tester.keys("Esc");
    tester.event(Event::StoreRecovered);
    tester.sees("이제 다시 저장돼요.").sees_not("저장하지 못하고 있어요");
}

#[test]
fn a_window_that_is_too_small_says_so_and_comes_back() {
    let mut tester = Tester::new(|_| {});
    tester.keys("1");
    let before = tester.screen();
    tester.resize(30, 8).sees("창이 작아요").sees("The window is too small").sees("50x15");
    tester.keys("Space Enter 1");
    tester.resize(80, 24);
    assert_eq!(tester.screen(), before);
    for (columns, rows) in [(0, 0), (1, 1), (2, 2), (80, 1), (1, 24), (49, 24), (80, 14)] {
        tester.resize(columns, rows);
        tester.screen();
    }
    tester.keys("C-q");
    assert!(tester.quit);
}

#[test]
fn the_glossary_finds_by_any_name_in_both_languages() {
    for (query, first) in [
        ("찻잎", "찻잎"),
        ("잎", "찻잎"),
        ("tea", "찻잎"),
        ("LEAF", "찻잎"),
        ("pt", "가루차"),
        ("가루차", "가루차"),
        ("갉", ""),
    ] {
        let mut tester = Tester::new(|_| {});
        tester.keys(&format!("F5 '{query}'"));
        if first.is_empty() {
            tester.sees("찾는 용어가 없어요.");
        } else {
            let line = tester.body().lines().find(|line| line.starts_with('▸')).unwrap().to_owned();
            assert!(line.contains(first), "{query}: {line}");
        }
    }
    let mut tester = Tester::new(|_| {});
    tester.keys("F5 '가루' Esc").sees("찻잎").keys("Esc").sees("설정");
}

#[test]
fn settings_change_at_once_and_stay() {
    let mut tester = Tester::new(|setup| {
        setup.depth = seodang::ui::theme::Depth::True;
    });
    tester.keys("F4").sees("/home/learner/progress.db").keys("Enter").sees("Settings").keys("Enter");
    let plain = tester.draw().0;
    tester.keys("Down Down Enter").sees("먹 (어두운 바탕)");
    assert_ne!(plain[(0, 10)].bg, tester.draw().0[(0, 10)].bg);
    tester.keys("Up Enter").sees("켬");
    let next = tester.again(|setup| setup.depth = seodang::ui::theme::Depth::True);
    assert_eq!(next.draw().0[(0, 10)].bg, tester.draw().0[(0, 10)].bg);
    assert!(next.title().contains("한국어+English"));
}

#[test]
fn a_lesson_without_questions_says_so() {
    let mut tester = Tester::new(|setup| setup.target = Target::Quiz(1));
    tester.sees("이 단원에는 문제가 없어요.").sees("홍차").keys("Down").sees_not("문제가 없어요");
}

#[test]
fn a_page_is_read_however_its_check_in_is_entered() {
    for (way, read) in [("1 Enter", true), ("1 Space", true), ("1", false)] {
        let mut tester = Tester::new(|_| {});
        tester.keys(way);
        assert_eq!(tester.recorded().contains(&"page-read green#water".to_owned()), read, "{way}");
    }
    // A page with more below is not read by passing over it: → scrolls like Space.
    let mut tester = Tester::new(|setup| setup.size = (60, 15));
    tester.keys("1 Right").sees("녹차 › 물");
    assert!(!tester.recorded().iter().any(|line| line.starts_with("page-read")));
}

#[test]
fn leaving_a_check_in_leads_back_to_the_same_row() {
    let mut tester = Tester::new(|setup| setup.size = (60, 15));
    tester.keys("1 End");
    let before = tester.screen();
    tester.keys("Enter").sees("확인 문제").keys("Esc");
    assert_eq!(tester.screen(), before);
    tester.keys("Enter C-q");
    let mut next = tester.again(|setup| {
        setup.lang = Some(seodang::lang::Lang::Ko);
        setup.size = (60, 15);
        setup.target = Target::Continue;
    });
    next.sees("확인 문제").keys("Esc");
    assert_eq!(next.screen(), before);
}

#[test]
fn a_quiz_is_one_key_from_home() {
    let mut tester = Tester::new(|_| {});
    tester.keys("Tab").sees("녹차 › 퀴즈").sees("1/8");
}

#[test]
fn a_double_click_is_not_an_answer() {
    let mut tester = Tester::new(|_| {});
    tester.keys("1 Enter");
    let y = tester.body().lines().position(|line| line.contains("2  ")).unwrap();
    let y = u16::try_from(y + 3).unwrap();
    tester.click(12, y);
    tester.now.mono_ms -= 900;
    tester.click(12, y).sees_not("해설");
    tester.click(12, y).sees("해설");
}

#[test]
fn a_message_leaves_the_keys_in_sight() {
    let mut tester = Tester::new(|_| {});
    tester.keys("1 Enter Enter").sees("하나를 고르세요.").sees("Enter 제출").sees("Esc 뒤로");
    let mut tester = Tester::new(|setup| setup.size = (60, 20));
    tester.keys("1 Enter 1 Enter Enter Right").sees("아래로 더 있어요").sees("Space 다음");
}

#[test]
fn a_matching_question_never_starts_solved_and_dont_know_marks_nothing_wrong() {
    for seed in 0..60 {
        let mut tester = Tester::new(|setup| {
            setup.seed = seed;
            setup.target = Target::QuizOf { lesson: 0, questions: vec!["green-match".to_owned()] };
        });
        let body = tester.body();
        let order: Vec<bool> =
            body.lines().filter(|line| line.contains("->")).map(|l| l.contains("녹차")).collect();
        let pairs: Vec<bool> = body
            .lines()
            .filter(|line| line.contains("도") && !line.contains("온도"))
            .map(|l| l.contains("70"))
            .collect();
        assert_eq!((order.len(), pairs.len()), (2, 2), "{body}");
        assert_ne!(order, pairs, "{body}");
        tester.keys("0").sees("✓ 녹차").sees("✓ 홍차");
    }
}

#[test]
fn a_course_without_lessons_says_why() {
    let mut tester = Tester::new(|setup| setup.course = course::of(&[]));
    tester.sees("이 코스에는 읽을 단원이 없어요.").sees("▸ 오답노트");
    tester
        .keys("Down Enter")
        .sees("찾는 용어가 없어요.")
        .keys("Esc Up Enter")
        .sees("아직 틀린 문제가 없어요.");
}

#[test]
fn the_relation_diagram_of_a_term_leads_to_the_others() {
    for (lang, how) in [(Lang::Ko, "잎을 갈아 만든다"), (Lang::En, "ground from the leaf")] {
        let mut tester = Tester::new(|setup| {
            setup.lang = Some(lang);
            setup.target = Target::Term("powder".to_owned());
        });
        let [leaf, powder] = [["찻잎", "가루차"], ["tea leaf", "powdered tea"]][lang as usize];
        tester.sees(&format!("└─ ▸ {powder}  {how}")).sees("가루차 피티");
        // The first way of the card is what the term belongs to; there, this one hangs below.
        tester.keys("Tab Enter").sees(&format!("▸ {leaf}")).sees(&format!("└─ {powder}  {how}"));
        tester.keys("Esc").sees(&format!("└─ ▸ {powder}"));
        // At the narrowest width nothing runs over the edge.
        tester.resize(60, 20).sees("└─ ▸");
    }
}

#[test]
fn a_long_tie_goes_on_below_its_name() {
    let mut sources = course::sources();
    let glossary = &mut sources.iter_mut().find(|(path, _)| *path == "assets/glossary.ron").unwrap().1;
    let long = "made of the finest leaves of the whole year, ground between two stones of granite, slowly";
    *glossary = glossary.replace("ground from the leaf", long);
    let course = course::of(&sources);
    let mut tester = Tester::new(|setup| {
        setup.course = course.clone();
        setup.lang = Some(Lang::En);
        setup.target = Target::Term("leaf".to_owned());
    });
    tester
        .sees("│   └─ powdered tea  made of the finest")
        .sees("│         ground between two stones of granite, slowly");
}

#[test]
fn going_on_in_a_quiz_of_options_does_not_look_for_a_field() {
    // A choice is under the cursor, so its place is past the fields, of which there are none.
    for keys in [
        "j Enter F4 Enter Tab Esc Enter ㅏ Enter",
        "Down Down Tab Enter Tab",
        "End Enter Enter Tab Tab Enter",
    ] {
        let mut tester = Tester::new(|setup| setup.target = Target::Quiz(0));
        tester.keys(keys);
    }
}

#[test]
fn eleven_lessons_are_within_reach() {
    for (columns, rows, is_whole) in [(80, 24, true), (60, 20, false), (50, 15, false)] {
        let mut tester = Tester::new(|setup| {
            setup.course = course::tea_with_lessons(9);
            setup.size = (columns, rows);
        });
        // What is below the window is announced until it is seen.
        assert_eq!(tester.screen().contains("↓ 아래로 더 있어요"), !is_whole, "{}", tester.screen());
        tester.keys("End").sees("▸ 설정").sees_not("아래로 더 있어요");
        // The tenth has a digit, too.
        tester.keys("0").sees("So much for 8.").keys("Esc");
        // The eleventh has the key beside it, and says so.
        tester.keys("-").sees("So much for 9.").keys("Esc");
        assert!(!is_whole || tester.screen().contains("  -  "), "{}", tester.screen());
    }
}
