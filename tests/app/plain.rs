//! The app as it is read and answered line by line.

use std::{collections::BTreeSet, sync::Arc};

use seodang::{
    app::{
        Event, Setup, Target,
        keymap::{self, Action, Context, TABLE, Trigger},
        line,
    },
    course::{Course, Edition, Files, PriceList, doc::Block},
    lang::{Lang, hangul::is_hangul},
    screen::plain::Told,
};

use crate::{
    course::{of, sources, tea_with_lessons, tea_with_widgets},
    tester::Tester,
};

/// Every kind of question.
const QUESTIONS: [&str; 8] = [
    "green-water",
    "green-all",
    "green-true",
    "green-order",
    "green-match",
    "green-number",
    "green-typed",
    "green-blanks",
];

/// A learner who types lines and reads what is new.
#[derive(Clone)]
struct Reader {
    tester: Tester,
    told: Told,
    out: String,
}

impl Reader {
    fn new(change: impl FnOnce(&mut Setup)) -> Reader {
        Reader::of(Tester::new(|setup| {
            setup.plain = true;
            setup.course = tea_with_widgets();
            change(setup);
        }))
    }

    fn of(tester: Tester) -> Reader {
        let mut reader = Reader { tester, told: Told::default(), out: String::new() };
        reader.tell();
        reader
    }

    /// The review of a term whose card was opened.
    fn of_review(lang: Lang) -> Reader {
        let mut opened = Tester::new(|setup| setup.target = Target::Term("leaf".to_owned()));
        opened.keys("Esc");
        Reader::of(opened.again(|setup| {
            setup.plain = true;
            setup.lang = Some(lang);
            setup.target = Target::Review;
            setup.now = opened.now;
        }))
    }

    /// One question of the small course.
    fn of_question(id: &str, lang: Lang) -> Reader {
        Reader::new(|setup| {
            setup.lang = Some(lang);
            setup.target = Target::QuizOf { lesson: 0, questions: vec![id.to_owned()] };
        })
    }

    fn tell(&mut self) {
        for line in self.told.tell(&self.tester.app) {
            assert!(!line.chars().any(is_drawn), "{line:?}");
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }

    #[track_caller]
    fn types(&mut self, lines: &[&str]) -> &mut Reader {
        for line in lines {
            self.out.push_str(&format!("<<{line}>>\n"));
            match line::read(line, &self.tester.app) {
                Some(events) => events.into_iter().for_each(|event| self.tester.event(event)),
                None => panic!("{line:?} stands for nothing in\n{}", self.out),
            }
            // Whole lines are not waited for; the clock of an exam does not tick, either.
            assert!(self.tester.wake.is_none_or(|ms| ms > 1_000), "{:?}", self.tester.wake);
            self.tell();
        }
        self
    }

    #[track_caller]
    fn hears(&mut self, text: &str) -> &mut Reader {
        assert!(self.out.contains(text), "no {text:?} in\n{}", self.out);
        self.out.clear();
        self
    }

    #[track_caller]
    fn hears_not(&mut self, text: &str) -> &mut Reader {
        assert!(!self.out.contains(text), "{text:?} in\n{}", self.out);
        self
    }
}

/// Whether a character draws rather than says something, or moves something.
fn is_drawn(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2500}'..='\u{25FF}')
}

#[test]
fn a_session_is_told() {
    for lang in Lang::ALL {
        let other = |ko: &'static str, en: &'static str| if lang == Lang::Ko { ko } else { en };
        let mut reader = Reader::new(|setup| setup.lang = Some(lang));
        // A page, a term on it, its check-in, the page after it.
        reader.types(&["1", "tab", "", "tab", "", "esc", "esc", "tab 2", "esc"]);
        reader.types(&["1", other("다음", "next"), "2", "", "", other("뒤로", "back")]);
        reader.types(&[other("아래", "down"), "?", ""]);
        reader.types(&["/", other("가루", "powder"), ":esc", ":esc", other("설정", "settings"), "esc"]);
        reader.types(&["2", "tab 2", "", "+", other("처음 값", "reset"), "esc", "esc", "esc", "2", "q"]);
        insta::assert_snapshot!(format!("plain-session-{}", lang.code()), reader.out);
        assert!(reader.tester.quit);
    }
}

#[test]
fn questions_are_told() {
    for lang in Lang::ALL {
        let mut out = String::new();
        for (id, lines) in [
            ("green-water", &["2", ""][..]),
            ("green-all", &["1 3", ""]),
            ("green-true", &["0"]),
            ("green-order", &["3,1", "backspace", "", "2", "1", ""]),
            ("green-match", &["2", "1", ""]),
            ("green-number", &["x", "3 분"]),
            ("green-typed", &[":tab", "가루차"]),
            ("green-blanks", &[":f7", "홍차", "70"]),
        ] {
            let mut reader = Reader::of_question(id, lang);
            reader.types(lines);
            out.push_str(&format!("--- {id}\n{}", reader.out));
        }
        insta::assert_snapshot!(format!("plain-questions-{}", lang.code()), out);
    }
}

#[test]
fn a_review_is_told() {
    for lang in Lang::ALL {
        let mut reader = Reader::of_review(lang);
        reader.types(&["", "1", "", "", "f9"]);
        insta::assert_snapshot!(format!("plain-review-{}", lang.code()), reader.out);
    }
}

#[test]
fn what_was_learned_is_told() {
    for lang in Lang::ALL {
        let mut asked = Tester::new(|setup| {
            let questions = ["green-true", "green-water"].map(str::to_owned).to_vec();
            setup.target = Target::QuizOf { lesson: 0, questions };
        });
        asked.keys("0 * Enter 1 Enter");
        let mut out = String::new();
        for (target, lines) in [
            (Target::Search(String::new()), &["tea", "down", ":esc"][..]),
            (Target::Mistakes, &["3", "3", "", "esc", "memo", "a note", "tab"]),
            (Target::Stats, &["2", "3", "4", "5", ""]),
            (
                Target::ExamStart { lesson: 0, minutes: None, timed: true },
                &["", "1", "!", "tab", "space", "1"],
            ),
        ] {
            let mut reader = Reader::of(asked.again(|setup| {
                setup.plain = true;
                setup.lang = Some(lang);
                setup.target = target;
                setup.now = asked.now;
            }));
            reader.types(lines);
            out.push_str(&reader.out);
            out.push_str("---\n");
        }
        insta::assert_snapshot!(format!("plain-learned-{}", lang.code()), out);
    }
}

#[test]
fn both_languages_are_told_one_after_the_other() {
    let mut reader = Reader::new(|setup| setup.both = Some(true));
    reader.types(&["1", ""]);
    insta::assert_snapshot!("plain-both", reader.out);
}

#[test]
fn an_answer_is_followed_by_its_feedback_alone() {
    let mut reader = Reader::of_question("green-water", Lang::En);
    reader.hears("Why is boiling water bad").types(&["2"]).hears("> 2  ");
    reader.types(&[""]).hears_not("Why is boiling water bad").hears("Your answer: 2  ");
}

#[test]
fn words_replace_what_was_typed_before() {
    let mut reader = Reader::of_question("green-number", Lang::En);
    reader.types(&["x"]).hears("That is not a number.").types(&["120"]).hears("Right");
    assert!(reader.tester.recorded().iter().any(|record| record == "answered green-number"));
    // What is looked for is seen before it is opened.
    let mut reader = Reader::new(|setup| setup.lang = Some(Lang::En));
    reader.types(&["/", "zzz"]).hears("zzz").types(&["가루차"]).hears("powdered tea");
    assert_eq!(reader.tester.app.context(), Context::Search);
    reader.types(&[""]);
    assert_eq!(reader.tester.app.context(), Context::Card);
}

#[test]
fn what_cannot_be_done_is_not_done() {
    let mut reader = Reader::of_question("green-water", Lang::Ko);
    for line in ["4", "9", "1 2", "12", "xyz", "tab tab", "아래 100", ":", "ㅂㅈ", "f99", "ctrl+", "2분"]
    {
        assert_eq!(line::read(line, &reader.tester.app), None, "{line}");
    }
    for line in [
        "",
        "  ",
        "?",
        "ㅂ",
        "힌트",
        "HINT",
        "don't know",
        "dontknow",
        "모름",
        "탭",
        "ENGLISH",
        ":힌트",
        "아래 2",
    ] {
        assert!(line::read(line, &reader.tester.app).is_some(), "{line}");
    }
    reader.types(&["english"]).hears("Green tea › Quiz");
    assert_eq!(line::read("english", &reader.tester.app), None);
    // Decomposed, as files and clipboards of some systems have it.
    assert!(line::read("\u{1112}\u{1175}\u{11ab}\u{1110}\u{1173}", &reader.tester.app).is_some());
}

#[test]
fn nothing_is_lost_when_the_input_ends() {
    let mut reader = Reader::new(|setup| setup.lang = Some(Lang::Ko));
    reader.types(&["1", "다음"]);
    reader.tester.event(Event::Shutdown);
    assert!(reader.tester.quit);
    let again = reader.tester.again(|setup| {
        setup.plain = true;
        setup.lang = Some(Lang::Ko);
        setup.target = Target::Continue;
    });
    assert_eq!(again.app.context(), Context::Choice);
}

/// Every kind of question in review, before and after its answer.
fn reviewed_questions() -> Vec<(Context, Reader)> {
    let place = |reader: &Reader| (reader.tester.app.context(), reader.clone());
    let mut places = Vec::new();
    for id in QUESTIONS {
        let questions = vec![id.to_owned()];
        let mut asked = Tester::new(|setup| setup.target = Target::QuizOf { lesson: 0, questions });
        asked.keys("F6 Enter");
        let mut reader = Reader::of(asked.again(|setup| {
            setup.plain = true;
            setup.lang = Some(Lang::En);
            setup.target = Target::Review;
            setup.now = asked.now;
        }));
        places.push(place(&reader));
        places.push(place(reader.types(&[":f6"])));
    }
    places
}

/// Where every context is, with as much as possible to do.
fn places() -> Vec<(Context, Reader)> {
    let lang = Lang::En;
    // Hints for kinds of questions that have none.
    let mut hinted = sources();
    for kind in ["Ordering", "Matching", "Number"] {
        let kind = format!("kind: {kind},");
        let bank = &mut hinted.iter_mut().find(|(path, _)| path.starts_with("quizzes/")).unwrap().1;
        *bank = bank.replace(&kind, &format!(r#"{kind} hints: [(ko: "하나", en: "One")],"#));
    }
    let hinted = of(&hinted);
    let at = |lines: &[&str]| {
        let mut reader = Reader::new(|setup| setup.lang = Some(lang));
        reader.types(lines);
        reader
    };
    let asked = |id: &str, lines: &[&str]| {
        let mut reader = Reader::new(|setup| {
            setup.lang = Some(lang);
            setup.course = Arc::clone(&hinted);
            setup.target = Target::QuizOf { lesson: 0, questions: vec![id.to_owned()] };
        });
        reader.types(lines);
        reader
    };
    let reviewed = |lines: &[&str]| {
        let mut reader = Reader::of_review(lang);
        reader.types(lines);
        reader
    };
    // Somebody who was wrong, and has put a mark on it.
    let mut wrong = Tester::new(|setup| {
        let questions = ["green-true", "green-water"].map(str::to_owned).to_vec();
        setup.target = Target::QuizOf { lesson: 0, questions };
    });
    wrong.keys("0 * Enter 0 Enter");
    let past = |target: Target, lines: &[&str]| {
        let mut reader = Reader::of(wrong.again(|setup| {
            setup.plain = true;
            setup.lang = Some(lang);
            setup.target = target;
            setup.now = wrong.now;
        }));
        reader.types(lines);
        reader
    };
    let examined = |lines: &[&str]| past(Target::Exam { lesson: 0, minutes: None }, lines);
    let finished = |lines: &[&str]| {
        let mut whole = Tester::new(|setup| {
            setup.lang = Some(lang);
            setup.course = tea_with_lessons(9);
        });
        whole.keys("1 Space 0 PgDn Enter Space Space Space Space").keys(&"F6 PgDn PgDn Enter ".repeat(8));
        let mut reader = Reader::of(whole.again(|setup| {
            setup.plain = true;
            setup.lang = Some(lang);
            setup.course = tea_with_lessons(9);
            setup.now = whole.now;
        }));
        reader.types(lines);
        reader
    };
    let told = Reader::new(|setup| {
        setup.lang = Some(lang);
        setup.notices = vec!["notice".to_owned()];
    });
    let many = Reader::new(|setup| {
        setup.lang = Some(lang);
        setup.course = tea_with_lessons(9);
    });
    // A line that was begun elsewhere: here whole ones come, and are done with.
    let begun = |mut reader: Reader| {
        reader.tester.event(Event::Paste("1".to_owned()));
        reader
    };
    let unasked = Reader::new(|setup| (setup.lang, setup.guess) = (None, lang));
    let mut files = Files::default();
    for (path, text) in sources() {
        files.insert(path, text.replace("[찻잎](term:leaf)", "[찻잎](term:no-such)").into_bytes());
    }
    let edition = Arc::new(Edition::open(files, &PriceList::default()));
    let mut faulty = Reader::new(|setup| {
        setup.lang = Some(lang);
        setup.course = Arc::clone(&edition.course);
        setup.edition = Some(edition);
    });
    faulty.types(&["f8"]);
    let mut two = Reader::new(|setup| {
        setup.lang = Some(lang);
        let questions = ["green-true", "green-all"].map(str::to_owned).to_vec();
        setup.target = Target::QuizOf { lesson: 0, questions };
    });
    two.types(&["0", "", "0"]);
    let of_class = crate::class::places(|setup| {
        setup.plain = true;
        setup.lang = Some(lang);
    });
    let mut all = vec![
        (Context::Welcome, unasked),
        (Context::Home, many),
        (Context::Lesson, at(&["1", "next", "0", "", "back", "1", "tab"])),
        (Context::Choice, asked("green-all", &["1"])),
        (Context::Choice, asked("green-water", &["1"])),
        (Context::Ordering, asked("green-order", &["1"])),
        (Context::Matching, asked("green-match", &["1", "up"])),
        (Context::Number, asked("green-number", &["x"])),
        (Context::Typed, begun(asked("green-typed", &[]))),
        (Context::FillIn, asked("green-blanks", &["x", ":up"])),
        (Context::Feedback, two),
        (Context::Result, asked("green-true", &["0", ""])),
        (Context::Recall, reviewed(&["", "1"])),
        (Context::Grade, reviewed(&["", "1", ""])),
        (Context::Search, at(&["/", "tea"])),
        (Context::Glossary, at(&["f5", "a"])),
        (Context::Mistakes, past(Target::Mistakes, &[])),
        (Context::Marks, past(Target::Marks, &[])),
        (Context::Memo, begun(past(Target::Mistakes, &["memo"]))),
        (Context::Stats, past(Target::Stats, &[])),
        (Context::Stats, past(Target::Stats, &["5"])),
        (Context::Date, begun(at(&["settings", "down 3", ""]))),
        (Context::Date, at(&["settings", "down 3", "", "", ""])),
        (Context::Settings, at(&["settings", "down 3", "", ""])),
        (Context::Card, at(&["1", "tab", "", "tab"])),
        (Context::Widget, at(&["2", "tab 3", "", "add a request", "5"])),
        (Context::Settings, at(&["settings"])),
        (Context::Help, at(&["?"])),
        (Context::Problems, faulty),
        (Context::Notice, told),
        (Context::Confirm, at(&["esc"])),
        (Context::Exam, examined(&[":right"])),
        (Context::Exam, examined(&[":right", "1"])),
        (Context::ExamField, begun(examined(&[]))),
        (Context::ExamSheet, examined(&[":tab"])),
        (Context::ExamHandIn, examined(&[":tab", "space"])),
        (Context::ExamPage, past(Target::ExamStart { lesson: 0, minutes: None, timed: true }, &[])),
        (Context::NextPass, finished(&["down 3", ">"])),
        (Context::Home, finished(&["down 3"])),
    ];
    all.extend(of_class.into_iter().map(|(context, tester)| (context, Reader::of(tester))));
    all
}

/// What a line does, if it is read as keys.
fn does(line: &str, reader: &Reader) -> Option<Action> {
    match line::read(line, &reader.tester.app)?.last()? {
        Event::Key(key) => keymap::resolve(reader.tester.app.context(), *key),
        _ => None,
    }
}

#[test]
fn every_row_of_the_key_table_can_be_typed() {
    let mut left: BTreeSet<usize> = (0..TABLE.len()).collect();
    let same = |a: Action, b: Action| std::mem::discriminant(&a) == std::mem::discriminant(&b);
    for (context, reader) in places().into_iter().chain(reviewed_questions()) {
        let app = &reader.tester.app;
        assert_eq!(app.context(), context);
        let colon = if app.field().is_some() { ":" } else { "" };
        for (at, row) in TABLE.iter().enumerate() {
            if ![context, Context::Global].contains(&row.context) || !app.offers(row.action) {
                continue;
            }
            // A place may use the key of everywhere for something of its own.
            if let Trigger::Keys([key, ..]) = row.trigger
                && keymap::resolve(context, *key).is_none_or(|action| !same(action, row.action))
            {
                continue;
            }
            let label = (row.label)(Lang::En.msgs());
            let help = line::rows(row.context, Lang::En, |action| same(action, row.action));
            let names: Vec<String> = help
                .iter()
                .flat_map(|line| line.split_once(": ").unwrap().1.split(", "))
                .map(|name| format!("{colon}{}", if name.ends_with("-9") { "1" } else { name }))
                .collect();
            for name in &names {
                let found = does(name, &reader);
                assert!(
                    found.is_some_and(|action| same(action, row.action)),
                    "{context:?}: {name:?} does {found:?}"
                );
            }
            // Its name, too, unless that says two things, such as up and down.
            let found = does(&format!("{colon}{label}"), &reader);
            let keys = matches!(row.trigger, Trigger::Keys(_));
            assert!(!keys || found.is_some(), "{context:?}: {label:?}");
            left.remove(&at);
        }
    }
    // Nothing scrolls line by line, and what a place keeps from everywhere is its own.
    let m = Lang::En.msgs();
    left.retain(|at| ![m.key_scroll, m.key_page_up, m.key_page_down].contains(&(TABLE[*at].label)(m)));
    let left: Vec<_> = left.into_iter().map(|at| (TABLE[at].context, TABLE[at].action)).collect();
    assert_eq!(left, []);
}

#[test]
fn what_a_prompt_names_can_be_typed() {
    for (context, reader) in places() {
        let prompt = line::prompt(&reader.tester.app);
        let parts = prompt.strip_prefix("Type: ").unwrap().split(", ");
        for part in parts.filter(|part| *part != "type a number") {
            let word = part.split(' ').next().unwrap();
            let first = word.split('-').next().unwrap();
            let both: Vec<&str> = if word.len() > 2 { word.split('/').collect() } else { vec![word] };
            let found = [vec![part], vec![first]].into_iter().chain([both]).any(|lines| {
                lines.iter().all(|line| *line == "Enter" || line::read(line, &reader.tester.app).is_some())
            });
            assert!(found, "{context:?}: {part:?} of {prompt:?}");
        }
        assert!(prompt.contains("leave"), "{prompt}");
    }
}

#[test]
fn every_page_is_told_without_a_drawing() {
    let course = Arc::new(Course::open(Files::embedded()).0);
    let mut heard = 0;
    for (lesson, found) in course.lessons.iter().enumerate() {
        for page in 0..found.pages.len() {
            for lang in Lang::ALL {
                let reader = Reader::new(|setup| {
                    setup.course = Arc::clone(&course);
                    setup.lang = Some(lang);
                    setup.target = Target::Lesson { lesson, page: Some(page) };
                });
                heard += reader.out.lines().count();
            }
        }
    }
    assert!(heard > 2_000, "{heard}");
}

#[test]
fn every_diagram_of_the_course_says_what_it_shows() {
    let course = Course::open(Files::embedded()).0;
    let mut missing = Vec::new();
    for (lesson, found) in course.lessons.iter().enumerate() {
        for (page, shown) in found.pages.iter().enumerate() {
            for lang in Lang::ALL {
                for block in course.doc(lesson, page, lang).blocks {
                    let Block::Diagram(picture) = block else { continue };
                    if picture.told.is_empty() || picture.told.chars().any(is_hangul) != (lang == Lang::Ko) {
                        missing.push(format!("{}#{} {}", found.id, shown.id, lang.code()));
                    }
                }
            }
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn a_letter_behind_a_colon_is_a_command_and_not_typed() {
    for target in [Target::Glossary(String::new()), Target::Join(Box::default())] {
        let mut reader = Reader::new(|setup| setup.target = target);
        assert!(reader.out.contains(":q"), "{}", reader.out);
        reader.types(&[":q"]);
        assert_eq!(reader.tester.app.field(), Some(""), "{}", reader.out);
    }
}
