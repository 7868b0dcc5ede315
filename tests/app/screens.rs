//! Pictures of every screen with their styles, in both languages and several sizes.

use seodang::{app::Target, lang::Lang};

use crate::tester::{Tester, styled};

/// Screens by name: where to start and what to press.
const SCREENS: [(&str, &str); 16] = [
    ("welcome", ""),
    ("home", ""),
    ("home-read", "1 Space 1 Enter Enter Esc"),
    ("lesson", "1"),
    ("lesson-table", "1 Space 1 Enter Enter"),
    ("lesson-focus", "1 Tab"),
    ("card", "1 Tab Enter"),
    ("choice", "1 Enter Down"),
    ("feedback", "1 Enter 2 Enter"),
    (
        "quiz-end",
        "1 Space F6 Enter Right Right Right F6 Enter F6 PgDn Enter F6 Enter F6 PgDn Enter F6 Enter F6 Enter F6 Enter F6 PgDn Enter",
    ),
    ("search", "/ '물' Down Down"),
    ("search-empty", "/"),
    ("glossary", "F5 '잎'"),
    ("settings", "F4"),
    ("help", "1 F1"),
    ("leave", "Esc"),
];

#[test]
fn pictures() {
    for (name, keys) in SCREENS {
        for lang in Lang::ALL {
            for (columns, rows) in [(80, 24), (60, 20), (200, 60)] {
                let mut tester = Tester::new(|setup| {
                    setup.lang = (name != "welcome").then_some(lang);
                    setup.guess = lang;
                    setup.size = (columns, rows);
                });
                tester.keys(keys);
                let (buffer, _) = tester.draw();
                insta::assert_snapshot!(format!("{name}-{}-{columns}x{rows}", lang.code()), styled(&buffer));
            }
        }
    }
}

#[test]
fn pictures_of_questions() {
    for question in ["green-all", "green-true", "green-order", "green-match", "green-number"] {
        for lang in Lang::ALL {
            let mut tester = Tester::new(|setup| {
                setup.lang = Some(lang);
                setup.target = Target::QuizOf { lesson: 0, questions: vec![question.to_owned()] };
            });
            tester.keys("1 2");
            insta::assert_snapshot!(format!("{question}-{}", lang.code()), styled(&tester.draw().0));
            tester.keys("3 Enter");
            insta::assert_snapshot!(format!("{question}-{}-feedback", lang.code()), styled(&tester.draw().0));
        }
    }
}

#[test]
fn pictures_of_fields() {
    let scripts = [
        ("typed", "green-typed", "'가루차'", "Enter"),
        ("typed-misspelled", "green-typed", "'tealeavs'", "Enter"),
        ("blanks", "green-blanks", "'홍차' Enter '70'", "Enter"),
        ("blanks-wrong", "green-blanks", "Tab '80'", "Enter 'grean' Space 'tea' Enter"),
    ];
    for (name, question, begun, submitted) in scripts {
        for (lang, both, columns, rows) in [
            (Lang::Ko, false, 80, 24),
            (Lang::En, false, 80, 24),
            (Lang::Ko, false, 60, 20),
            (Lang::Ko, true, 120, 30),
        ] {
            let mut tester = Tester::new(|setup| {
                setup.lang = Some(lang);
                setup.both = Some(both);
                setup.size = (columns, rows);
                setup.target = Target::QuizOf { lesson: 0, questions: vec![question.to_owned()] };
            });
            let name = format!("{name}-{}-{columns}x{rows}", lang.code());
            tester.keys(begun);
            insta::assert_snapshot!(name.as_str(), styled(&tester.draw().0));
            tester.keys(submitted);
            insta::assert_snapshot!(format!("{name}-feedback"), styled(&tester.draw().0));
        }
    }
}

#[test]
fn pictures_of_both_languages() {
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut tester = Tester::new(|setup| {
            setup.size = (columns, rows);
            setup.both = Some(true);
        });
        tester.keys("1");
        insta::assert_snapshot!(format!("both-{columns}x{rows}"), styled(&tester.draw().0));
    }
}
