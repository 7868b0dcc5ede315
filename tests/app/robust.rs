//! Nothing a keyboard, a mouse or a window can do stops the app; the same events give the same frames.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use seodang::{
    app::{Code, Event, Key, Mouse, Target},
    course::{Edition, Files, PriceList},
    lang::{Lang, hangul::is_hangul},
    ui::theme::Depth,
};

use crate::{
    course::{sources, tea_with_widgets},
    tester::Tester,
};

fn event() -> impl Strategy<Value = Event> {
    let code = prop_oneof![
        prop::sample::select(vec![
            Code::Enter,
            Code::Esc,
            Code::Tab,
            Code::BackTab,
            Code::Backspace,
            Code::Up,
            Code::Down,
            Code::Left,
            Code::Right,
            Code::PageUp,
            Code::PageDown,
            Code::Home,
            Code::End,
            Code::Delete,
        ]),
        (1u8..13).prop_map(Code::F),
        prop::sample::select(
            "0123456789 /?*+!=>qjkhlgGnpmsㅂㅓㅏ아값ᄇ가\u{1161}é漢👩‍💻\u{200D}".chars().collect::<Vec<_>>()
        )
        .prop_map(Code::Char),
    ];
    let key = (code, prop::bool::weighted(0.05), prop::bool::weighted(0.05))
        .prop_filter("quitting ends the story", |(code, ctrl, _)| {
            !(*ctrl && matches!(code, Code::Char('q' | 'ㅂ')))
        })
        .prop_map(|(code, ctrl, alt)| Event::Key(Key { code, ctrl, alt }));
    prop_oneof![
        12 => key,
        1 => (0u16..130, 0u16..50).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => (0u16..130, 0u16..50, 0..3).prop_map(|(x, y, kind)| {
            let kind = [Mouse::Click, Mouse::WheelUp, Mouse::WheelDown][kind as usize];
            Event::Mouse { kind, x, y }
        }),
        1 => "[가-힣a-z\n\t👩‍💻]{0,12}".prop_map(Event::Paste),
        1 => Just(Event::Wake),
        1 => Just(Event::StoreFailed("x".to_owned())),
        1 => Just(Event::StoreRecovered),
        1 => (0usize..10, 0usize..5).prop_map(|(file, quarters)| Event::Course(half_written(file, quarters))),
    ]
}

/// The small course with so many quarters of a file; the questions and pages come in another order.
fn half_written(file: usize, quarters: usize) -> Arc<Edition> {
    let mut files = Files::default();
    for (at, (path, text)) in sources().into_iter().enumerate() {
        let text = if quarters.is_multiple_of(2) {
            text
        } else {
            text.replace("\"green\", \"black\"", "\"black\", \"green\"")
        };
        let end = if at == file { text.len() * quarters / 4 } else { text.len() };
        files.insert(path, text.into_bytes()[..end].to_vec());
    }
    Arc::new(Edition::read(files, &PriceList::default()))
}

/// Where to start: fields are far from home.
fn place() -> impl Strategy<Value = Target> {
    let of =
        |id: &str| Target::QuizOf { lesson: 0, questions: vec![id.to_owned(), "green-number".to_owned()] };
    prop::sample::select(vec![Target::Home, Target::Quiz(0), of("green-typed"), of("green-blanks")])
}

/// The way from home to the question with blanks, to its fields, and to what became of them.
const BLANKS: &str = "Tab F6 PgDn PgDn Enter F6 PgDn PgDn Enter F6 PgDn PgDn Enter F6 PgDn PgDn Enter \
    F6 PgDn PgDn Enter F6 PgDn PgDn Enter 'leafs' Enter PgDn PgDn Enter '홍' '차' Tab 'x'";
const FILLED: &str = "Tab F6 PgDn PgDn Enter F6 PgDn PgDn Enter F6 PgDn PgDn Enter F6 PgDn PgDn Enter \
    F6 PgDn PgDn Enter F6 PgDn PgDn Enter F6 PgDn PgDn Enter '홍' '차' Tab 'x' Enter";

/// Every row is exactly as wide as the screen: a wide character is followed by its other half.
fn is_sound(buffer: &Buffer) -> bool {
    (buffer.area.top()..buffer.area.bottom()).all(|y| {
        let mut x = 0;
        while x < buffer.area.width {
            let width = unicode_width::UnicodeWidthStr::width(buffer[(x, y)].symbol()).max(1);
            x += u16::try_from(width).unwrap();
        }
        x == buffer.area.width
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_events_at_any_size(events in prop::collection::vec(event(), 1..160), both: bool, ascii: bool, place in place()) {
        let start = || Tester::new(|setup| {
            setup.course = tea_with_widgets();
            setup.both = Some(both);
            setup.ascii = ascii;
            setup.target = place.clone();
        });
        let (mut one, mut two) = (start(), start());
        for event in events {
            one.event(event.clone());
            two.event(event);
            let (frame, caret) = one.draw();
            prop_assert!(is_sound(&frame));
            prop_assert_eq!((frame, caret), two.draw());
        }
        prop_assert_eq!(&one.records, &two.records);
    }
}

#[test]
fn the_ways_lead_to_the_blanks() {
    Tester::new(|_| {}).keys(BLANKS).sees("▸ 2  x");
    Tester::new(|_| {}).keys(FILLED).sees("✗ 2  내 답  x");
}

#[test]
fn ascii_screens_are_ascii_and_hangul() {
    for keys in [
        "",
        "1",
        "1 Tab Enter",
        "1 Enter",
        "1 Enter 1 Enter",
        "F1",
        "/",
        "/ '물'",
        "F5",
        "F4",
        "Esc",
        "1 Space 1 Enter Enter",
        BLANKS,
        FILLED,
    ] {
        let mut tester = Tester::new(|setup| setup.ascii = true);
        let screen = tester.keys(keys).screen();
        let other: Vec<char> = screen.chars().filter(|c| !c.is_ascii() && !is_hangul(*c)).collect();
        assert!(other.is_empty(), "{keys}: {other:?}\n{screen}");
    }
}

#[test]
fn without_colours_nothing_is_coloured_and_nothing_is_lost() {
    for keys in [
        "",
        "1",
        "1 Tab",
        "1 Tab Enter",
        "1 Enter Down",
        "1 Enter 1 Enter",
        "F1",
        "/ '물'",
        "F5 '잎'",
        "Esc",
        BLANKS,
        FILLED,
    ] {
        let mut plain = Tester::new(|setup| setup.depth = Depth::Mono);
        let mut colour = Tester::new(|setup| {
            setup.depth = Depth::True;
            setup.theme = Some("dark".to_owned());
        });
        plain.keys(keys);
        colour.keys(keys);
        let (frame, _) = plain.draw();
        let coloured = frame
            .content
            .iter()
            .any(|cell| cell.fg != ratatui::style::Color::Reset || cell.bg != ratatui::style::Color::Reset);
        assert!(!coloured, "{keys}");
        // What colour shows is also in the text.
        assert_eq!(plain.screen(), colour.screen(), "{keys}");
    }
}

#[test]
fn nothing_is_italic_or_blinks() {
    use ratatui::style::Modifier;
    for keys in ["", "1", "1 Tab Enter", "1 Enter 1 Enter", "F1"] {
        let mut tester = Tester::new(|_| {});
        tester.keys(keys);
        let bad = Modifier::ITALIC | Modifier::SLOW_BLINK | Modifier::RAPID_BLINK | Modifier::DIM;
        assert!(tester.draw().0.content.iter().all(|cell| !cell.modifier.intersects(bad)), "{keys}");
    }
}

#[test]
fn a_footer_shows_only_what_works_now_and_always_the_way_out() {
    for lang in Lang::ALL {
        for (columns, rows) in [(60, 20), (80, 24), (200, 60)] {
            for keys in [
                "",
                "1",
                "1 Enter",
                "1 Enter 1 Enter",
                "1 Tab Enter",
                "/",
                "/ '물'",
                "F5",
                "F4",
                "F1",
                BLANKS,
                FILLED,
            ] {
                let mut tester = Tester::new(|setup| {
                    setup.lang = Some(lang);
                    setup.size = (columns, rows);
                });
                tester.keys(keys);
                let footer = tester.footer();
                assert!(footer.contains("Esc"), "{lang:?} {columns} {keys}: {footer}");
                assert!(unicode_width::UnicodeWidthStr::width(footer.as_str()) < usize::from(columns));
            }
        }
    }
    let mut tester = Tester::new(|setup| setup.target = Target::Lesson { lesson: 0, page: Some(0) });
    tester.sees_not("이전 쪽").keys("Right 1 Enter Enter").sees("이전 쪽");
}
