//! Colour is never the only signal: what two pictures differ in can be read.

use std::collections::HashMap;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Modifier, Style},
};
use seodang::{
    app::{Setup, Target},
    lang::Lang,
    ui::theme::Depth,
};

use crate::{
    course::tea_with_widgets,
    tester::{Tester, text},
};

/// Keys that lead everywhere and back, by how often they are pressed.
const KEYS: [&str; 24] = [
    "Enter",
    "Enter",
    "Space",
    "Down",
    "Down",
    "Up",
    "Tab",
    "Tab",
    "Tab",
    "BTab",
    "Right",
    "Left",
    "Esc",
    "1",
    "2",
    "3",
    "0",
    "F6",
    "F7",
    "/",
    "F4",
    "F1",
    "PgDn",
    "Backspace",
];

/// Pictures by what can be read on them.
#[derive(Default)]
struct Seen(HashMap<String, Buffer>);

impl Seen {
    /// Takes a picture; where another one reads the same and looks different, says how.
    fn take(&mut self, tester: &Tester) -> Option<String> {
        let (buffer, _) = tester.draw();
        // A theme paints everything anew, and says its name where it is chosen.
        let words = format!("{}\n{}", tester.app.ctx().theme.id(), text(&buffer));
        let before = self.0.entry(words.clone()).or_insert_with(|| buffer.clone());
        let at = before.content.iter().zip(&buffer.content).position(|(a, b)| looks(a) != looks(b))?;
        let (x, y) = buffer.pos_of(at);
        Some(format!("{x},{y}: {:?} or {:?}\n{words}", before[(x, y)].style(), buffer[(x, y)].style()))
    }
}

/// What is seen of a cell: of a blank, its ground and lines.
fn looks(cell: &Cell) -> Style {
    match (cell.symbol(), cell.style()) {
        (" ", style) => Style { fg: None, ..style.remove_modifier(Modifier::BOLD) },
        (_, style) => style,
    }
}

fn tester(change: impl FnOnce(&mut Setup)) -> Tester {
    Tester::new(|setup| {
        setup.course = tea_with_widgets();
        setup.theme = Some("dark".to_owned());
        setup.depth = Depth::True;
        change(setup);
    })
}

#[test]
fn what_looks_different_reads_different() {
    let targets = [
        Target::Home,
        Target::Lesson { lesson: 0, page: Some(0) },
        Target::Lesson { lesson: 1, page: Some(0) },
        Target::Glossary(String::new()),
        Target::Term("leaf".to_owned()),
        quiz("green-water"),
        quiz("green-all"),
        quiz("green-order"),
        quiz("green-match"),
        quiz("green-number"),
        quiz("green-typed"),
        quiz("green-blanks"),
    ];
    let mut seen = Seen::default();
    let mut pictures = 0;
    for (number, target) in targets.iter().enumerate() {
        for walk in 0..6u64 {
            let mut tester = tester(|setup| {
                setup.target = target.clone();
                setup.lang = Some(Lang::ALL[usize::try_from(walk).unwrap() % 2]);
                setup.size = if walk < 4 { (80, 24) } else { (60, 20) };
            });
            // Any walk will do, as long as it is the same every time.
            let mut state = walk * 1_000 + number as u64 + 1;
            for _ in 0..80 {
                if let Some(found) = seen.take(&tester) {
                    panic!("the same words look different at {found}");
                }
                pictures += 1;
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                tester.keys(KEYS[usize::try_from(state >> 33).unwrap() % KEYS.len()]);
            }
        }
    }
    assert!(pictures > 5_000 && seen.0.len() > 1_000, "{pictures} {}", seen.0.len());
}

#[test]
fn what_only_colour_tells_is_found() {
    let mut seen = Seen::default();
    assert_eq!(seen.take(&tester(|_| {})), None);
    assert_eq!(seen.take(&tester(|_| {})), None);
    let found = seen.take(&tester(|setup| setup.depth = Depth::Indexed));
    assert!(found.is_some_and(|found| found.contains("Indexed(")));
}

/// The very states that colours show, without any colour.
#[test]
fn without_colour_every_state_can_be_read() {
    for (target, before, key, marks) in [
        // The row that Enter opens.
        (Target::Home, "", "Down", &["▸ 2  홍차"][..]),
        (Target::Settings, "", "Down", &["▸ 두 언어 함께 보기"]),
        (Target::Glossary(String::new()), "", "Down", &["▸ 가루차"]),
        // The link that Enter opens.
        (Target::Lesson { lesson: 0, page: Some(0) }, "", "Tab", &["▸찻잎", "▸ 1/2 찻잎"]),
        (Target::Lesson { lesson: 0, page: Some(0) }, "Tab", "Tab", &["▸0.5", "▸ 2/2 가격"]),
        (Target::Term("leaf".to_owned()), "", "Tab", &["▸가루차"]),
        // Chosen, and then right, wrong and missed.
        (quiz("green-all"), "1", "2", &["▸ 2  [x]"]),
        (quiz("green-all"), "1 2", "Enter", &["✗ 아쉬워요", "✓ ▸ ", "✗ ▸ ", "(정답)"]),
        (quiz("green-water"), "3", "Enter", &["✓ 맞았어요", "✓ ▸ 3"]),
        (quiz("green-order"), "", "2", &["(1) 끓이기"]),
        (quiz("green-match"), "", "2", &["녹차  ->  2 70도"]),
        // What can be done: a hint is offered until there is none.
        (quiz("green-water"), "", "Tab", &["힌트 1"]),
        // How far.
        (Target::Lesson { lesson: 0, page: Some(1) }, "", "Space", &["3/3"]),
        // A value that cannot be.
        (Target::Lesson { lesson: 1, page: Some(0) }, "Tab Tab Enter 9 9 9", "9", &["✗ 쓸 수 있는 값"]),
    ] {
        let mut tester = Tester::new(|setup| {
            setup.course = tea_with_widgets();
            setup.depth = Depth::Mono;
            setup.target = target;
        });
        tester.keys(before);
        let first = tester.screen();
        tester.keys(key);
        let second = tester.screen();
        assert_ne!(first, second);
        for mark in marks {
            assert!(!first.contains(mark) && second.contains(mark), "{mark}:\n{first}\n{second}");
        }
    }
}

fn quiz(id: &str) -> Target {
    Target::QuizOf { lesson: 0, questions: vec![id.to_owned()] }
}
