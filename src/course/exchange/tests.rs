use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::course::{
    Course, Files,
    check::check,
    question::{Blank, NearAnswer, NearMiss, NumberAnswer, TypedAnswer},
    scaffold,
};

/// A course with a lesson that has no questions.
fn course() -> Course {
    let mut files = Files::default();
    for (path, text) in scaffold::course("mine") {
        if !path.starts_with("quizzes/") {
            files.insert(&path, text.into_bytes());
        }
    }
    Course::open(files).0
}

fn settled(format: Format, text: &str) -> Settled {
    settle(read(format, text).unwrap(), &course(), 0, "start")
}

fn whats(settled: &Settled) -> Vec<(usize, &What)> {
    let note = |note: &'_ Note| if let At::Line(line) = note.at { Some(line) } else { None };
    settled.notes.iter().filter_map(|found| Some((note(found)?, &found.what))).collect()
}

/// What a question asks, and its options: `+` and `-`, text, reason.
fn options(question: &Question) -> Vec<String> {
    let one = |option: &AnswerOption| {
        format!("{}{}|{}", if option.correct { '+' } else { '-' }, option.text.en, option.why.en)
    };
    question.options.iter().map(one).collect()
}

#[test]
fn gift_choices_keep_their_feedback() {
    let settled = settled(
        Format::Gift,
        "// a comment\n$CATEGORY: tom/dick/harry\n\n::Grant::Who is buried in Grant's tomb?{\n  =Grant#Yes, he is.\n  ~no one#Somebody is.\n  ~Napoleon\n  ####He and his wife.\n}\n\n\
         Where\\: here \\{or\\} there \\= \\~ \\# ?{~%50%a#one ~%50%b#two ~%-100%c#three}\n\n// [id:our-own] [tag:x]\nTwo right{=a#x =b#y ~c#z}",
    );
    let [one, two, three] = settled.questions.as_slice() else { panic!("{settled:?}") };
    assert!(one.id.starts_with("grant-"), "{}", one.id);
    assert_eq!(one.kind, Kind::Single);
    assert_eq!(one.explanation.ko, "He and his wife.");
    assert_eq!(
        options(one),
        ["+Grant|Yes, he is.", "-no one|Somebody is.", "-Napoleon|To do: say why option 3 is wrong."]
    );
    assert_eq!((two.stem.en.as_str(), &two.kind), ("Where: here {or} there = ~ # ?", &Kind::Multiple));
    assert_eq!(options(two), ["+a|one", "+b|two", "-c|three"]);
    assert_eq!((three.id.as_str(), &three.kind), ("our-own", &Kind::Multiple));
    assert_eq!(
        whats(&settled),
        [
            (2, &What::Category("tom/dick/harry".into())),
            (4, &What::NoReason),
            (11, &What::Weights),
            (14, &What::SeveralRight),
            (14, &What::Tags),
        ]
    );
}

#[test]
fn gift_statements_words_numbers_and_pairs() {
    let settled = settled(
        Format::Gift,
        "Grant is buried.{F#wrong#right}\n\nSun is a star{TRUE}\n\nTwo plus two?{=four#yes =4 =%0%five#too many =%0%six#too many =%50%4.0 =%0%*#no}\n\n\
         When?{#1822:5#good =%0%1812#before}\n\nAbout?{#2.5..2.6}\n\nBetween{#0.1..0.3}\n\nMatch.{=Canada -> Ottawa =Italy -> Rome}\n\nTwo plus {=two} equals four.\n\n\
         Grant is {~buried =entombed ~living} in it.\n\n[markdown]**Bold** `code` [x](y){T}\n\n[html]<p>a <b>b</b> &amp; <img src=x></p>{F}\n\n[plain]a*b*c <b>{F}",
    );
    let found = &settled.questions;
    assert_eq!(found.len(), 12, "{:?}", settled.notes);
    assert_eq!(options(&found[0]), ["-|wrong", "+|right"]);
    assert_eq!(options(&found[1])[0], "+|To do: say why option 1 is right.");
    let Kind::Typed(typed) = &found[2].kind else { panic!() };
    assert_eq!(
        (typed.answer.en.as_str(), &typed.accept[..], typed.why.en.as_str()),
        ("four", &["4".to_owned()][..], "yes")
    );
    let near: Vec<&[String]> = typed.near.iter().map(|near| &near.accept[..]).collect();
    assert_eq!(near, [&["five".to_owned(), "six".to_owned()][..]]);
    let number = |question: &Question| match &question.kind {
        Kind::Number(number) => (number.value, number.tolerance, number.near.len()),
        other => panic!("{other:?}"),
    };
    assert_eq!(number(&found[3]), (1822.0, 5.0, 1));
    assert_eq!(found[3].explanation.en, "good");
    assert_eq!(number(&found[4]), (2.55, 0.05, 0));
    assert_eq!(number(&found[5]), (0.2, 0.1, 0));
    assert_eq!(
        (found[6].options[1].text.en.as_str(), found[6].options[1].pair.en.as_str()),
        ("Italy", "Rome")
    );
    assert_eq!(
        (found[7].stem.en.as_str(), found[7].kind.name()),
        ("Two plus {blank} equals four.", "FillIn")
    );
    assert_eq!((found[8].stem.en.as_str(), found[8].kind.name()), ("Grant is ____ in it.", "Single"));
    assert_eq!(found[9].stem.en, "**Bold** `code` [x](y)");
    assert_eq!(found[10].stem.en, "a **b** &");
    assert_eq!(found[11].stem.en, "a\\*b\\*c \\<b>");
}

#[test]
fn what_gift_says_and_a_course_cannot_hold_is_told_with_its_line() {
    let settled = settled(
        Format::Gift,
        "Write about it.{}\n\nJust text.\n\nOpen {=a\n\nTwo {=a} and {=b}.\n\nNumber{#abc}\n\nPair{=a -> b =c}\n\nNone right{~a ~b}\n\nMany{=1 ~2 ~3 ~4 ~5 ~6 ~7 ~8 ~9 ~10}\n\nSame{T}\n\nSame{T}",
    );
    assert_eq!(settled.questions.len(), 1);
    let whats: Vec<(usize, String)> =
        whats(&settled).into_iter().map(|(line, what)| (line, what.message(Lang::En))).collect();
    let expected = [
        (1, "left out: an essay"),
        (3, "left out: a text without an answer"),
        (5, "left out: `{` and `}` do not come as one pair"),
        (7, "left out: `{` and `}` do not come as one pair"),
        (9, "left out: not a number: `abc`"),
        (11, "left out: a pair without `->`"),
        (13, "left out: no option is correct"),
        (15, "left out: 10 options, but there must be 2 to 9"),
        (17, "an option or answer has no reason (`why`), so “To do” waits there"),
        (19, "left out: the same question stands in line 17"),
    ];
    assert_eq!(whats.iter().map(|(line, text)| (*line, text.as_str())).collect::<Vec<_>>(), expected);
}

#[test]
fn aiken_is_read_with_either_sign_and_its_slips_are_told() {
    let settled = settled(
        Format::Aiken,
        "\nWhat is a task?\nA. A blueprint\nB) A running copy *now*\nANSWER: b\n\nNo answer\nA. x\nB. y\n\nOdd\nA. x\nB. y\nANSWER: C\n\nOne of\ntwo lines\nA. x\nB. y\nANSWER: A\nleft over",
    );
    let [one, two] = settled.questions.as_slice() else { panic!("{settled:?}") };
    assert_eq!(options(one)[1], "+A running copy \\*now\\*|To do: say why option 2 is right.");
    assert_eq!(two.stem.ko, "One of two lines");
    let left_out: Vec<_> = whats(&settled).into_iter().filter(|(_, what)| what.leaves_out()).collect();
    assert_eq!(
        left_out,
        [(7, &What::NoAnswer), (11, &What::NoSuchOption("C".into())), (21, &What::Description)]
    );
}

#[test]
fn the_template_of_kahoot_is_read_below_its_instructions() {
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let rows = [
        row(&["Quiz template"]),
        row(&[]),
        row(&[
            "",
            "Question - max 120 characters",
            "Answer 1 - max 75 characters",
            "Answer 2 - max 75 characters",
            "Answer 3 - max 75 characters",
            "Answer 4 - max 75 characters",
            "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
            "Correct answer(s) - choose at least one",
        ]),
        row(&["1", "One?", "a", "b", "", "", "20", "2.0"]),
        row(&["2", "Two?", "a", "b", "c", "d", "5", "1,3"]),
        row(&["3", "Three?", "a", "b", "", "", "", "4"]),
        row(&["4", "Four?", "a", "b", "", "", "", ""]),
        row(&["5", "", "", "", "", "", "", ""]),
    ];
    let rows: Vec<(usize, Vec<String>)> = (1..).zip(rows).collect();
    let settled = settle(kahoot::read(&rows).unwrap(), &course(), 0, "start");
    let [one, two] = settled.questions.as_slice() else { panic!("{settled:?}") };
    assert!(options(one)[1].starts_with("+b|"));
    assert_eq!((&two.kind, two.options.len()), (&Kind::Multiple, 4));
    let expected = [
        (4, &What::TimeLimit),
        (4, &What::NoReason),
        (5, &What::TimeLimit),
        (5, &What::SeveralRight),
        (5, &What::NoReason),
        (6, &What::NoSuchOption("4".into())),
        (7, &What::NothingRight),
    ];
    assert_eq!(whats(&settled), expected);
    assert_eq!(kahoot::read(&rows[..2]).unwrap_err(), Unreadable::NoHeading(Format::Kahoot));
}

#[test]
fn a_spreadsheet_of_a_teacher_needs_few_columns() {
    let settled = settled(
        Format::Csv,
        "Stem;Option1;Option2;Option3;Correct;Option1.why;Remark\n\"What, then?\";=SUM;'tis;c;1;because;x\nAll?;a;b;c;1 3;;\nIt is so.;;;;true;;\nbad;a;b;c;z;;\n",
    );
    let [one, two, three] = settled.questions.as_slice() else { panic!("{settled:?}") };
    assert_eq!(options(one)[..2], ["+=SUM|because", "-'tis|To do: say why option 2 is wrong."]);
    assert_eq!((two.kind.name(), three.kind.name()), ("Multiple", "TrueFalse"));
    let notes = whats(&settled);
    assert!(notes.contains(&(1, &What::UnknownColumn("remark".into()))), "{notes:?}");
    assert!(
        notes.contains(&(5, &What::BadCell { column: "correct".into(), value: "z".into() })),
        "{notes:?}"
    );
    assert!(notes.contains(&(2, &What::OneLanguage)), "{notes:?}");
    assert_eq!(read(Format::Csv, "a,b\n1,2").unwrap_err(), Unreadable::NoHeading(Format::Csv));
}

#[test]
fn only_utf_8_is_read_and_others_are_told_how() {
    assert_eq!(decode("\u{feff}a\r\nb\rc".as_bytes()).unwrap(), "a\nb\nc");
    assert_eq!(decode("\u{1100}\u{1161}".as_bytes()).unwrap(), "가");
    let utf16: Vec<u8> = "Q{T}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&[&[0xFF, 0xFE], &utf16[..]].concat()), Err(Unreadable::Utf16));
    assert_eq!(
        decode("a question".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>().as_slice()),
        Err(Unreadable::Utf16)
    );
    assert_eq!(decode(b"a\n\xb0\xa1"), Err(Unreadable::NotUtf8(2)));
    assert_eq!(decode(b"PK\x03\x04..."), Err(Unreadable::Archive));
}

#[test]
fn a_format_is_known_by_name_or_content() {
    for (name, text, format) in [
        ("a.gift", "", Some(Format::Gift)),
        ("a.CSV", "stem,correct", Some(Format::Csv)),
        (
            "a.csv",
            "Question - max 120 characters,Answer 1,Answer 2,Time limit,Correct answer(s)",
            Some(Format::Kahoot),
        ),
        ("a.xlsx", "", Some(Format::Kahoot)),
        ("a.txt", "Q\nA. x\nB. y\nANSWER: A", Some(Format::Aiken)),
        ("a.txt", "Q{T}", Some(Format::Gift)),
        ("a.txt", "hello", None),
    ] {
        assert_eq!(format_of(name, Some(text)), format, "{name}");
    }
}

#[test]
fn an_id_stays_when_the_file_is_read_again_in_another_order() {
    let ids = |text: &str| -> Vec<String> {
        settled(Format::Gift, text).questions.into_iter().map(|question| question.id).collect()
    };
    let (a, b, c) = ("Which is it?{=a ~b ~c}", "Which is it?{=d ~e ~f}", "무엇일까요?{=가 ~나 ~다}");
    let first = ids(&[a, b, c].join("\n\n"));
    let mut again = ids(&[c, b, a].join("\n\n"));
    again.reverse();
    assert_eq!(first, again);
    assert!(first[0].starts_with("which-is-it-") && first[2].starts_with("q-"), "{first:?}");
    // The answer was mended: what it asks is the same.
    assert_eq!(ids("무엇일까요?{=라 ~나 ~다}")[0], first[2]);
}

#[test]
fn what_the_course_has_already_is_left_to_it() {
    let text = "One?{=a#x ~b#y ~c#z}\n\nTwo?{=a#x ~b#y ~c#z}";
    let course = course();
    let new = settle(gift::read("One?{=a#x ~b#y ~c#z}"), &course, 0, "start");
    let mut files = course.files().clone();
    files.insert("quizzes/first.ron", scaffold::bank("first", &new.written("first")).into_bytes());
    let settled = settle(gift::read(text), &Course::open(files).0, 0, "start");
    assert_eq!((settled.known, settled.questions.len()), (1, 1));
    assert_eq!(settled.questions[0].stem.en, "Two?");
}

/// Every question of the built-in course, from a spreadsheet into a course without any.
#[test]
fn the_whole_course_goes_through_csv_unchanged() {
    let embedded = Files::embedded();
    let (full, _) = Course::open(embedded.clone());
    let mut files = Files::default();
    for path in embedded.paths().filter(|path| !path.starts_with("quizzes/")) {
        files.insert(path, embedded.text(path).as_bytes().to_vec());
    }
    let (empty, _) = Course::open(files);
    for (index, lesson) in full.lessons.iter().enumerate() {
        let text = decode(csv::write(full.questions(index), &lesson.id).as_bytes()).unwrap();
        let settled = settle(csv::read(&text).unwrap(), &empty, index, "nowhere");
        assert_eq!(settled.notes, []);
        assert_eq!(settled.questions, full.questions(index));
    }
}

/// What GIFT can hold of the built-in course comes back; the rest is in the notes.
#[test]
fn the_whole_course_goes_through_gift_and_what_is_lost_is_told() {
    let (full, _) = Course::open(Files::embedded());
    for lang in Lang::ALL {
        for index in 0..full.lessons.len() {
            let questions = full.questions(index);
            let (text, notes) = gift::write(questions, lang);
            let left_out = |question: &Question| {
                notes
                    .iter()
                    .any(|note| note.what.leaves_out() && note.at == At::Question(question.id.clone()))
            };
            let kept: Vec<&Question> = questions.iter().filter(|question| !left_out(question)).collect();
            let read = gift::read(&text);
            let ids = |found: &Found| {
                found.drafts.iter().map(|draft| draft.question.id.clone()).collect::<Vec<_>>()
            };
            assert_eq!(
                ids(&read),
                kept.iter().map(|question| question.id.clone()).collect::<Vec<_>>(),
                "{:?}",
                read.notes
            );
            for (draft, question) in read.drafts.iter().zip(kept) {
                let linked = notes
                    .iter()
                    .any(|note| note.what == What::Links && note.at == At::Question(question.id.clone()));
                if !linked {
                    assert_eq!(draft.question.explanation.ko, question.explanation.get(lang));
                }
                for (read, option) in draft.question.options.iter().zip(&question.options) {
                    assert_eq!(read.correct, option.correct);
                    if !linked && question.kind != Kind::Matching {
                        assert_eq!(
                            (&read.text.ko, &read.why.ko),
                            (&option.text.get(lang).to_owned(), &option.why.get(lang).to_owned())
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_imported_passes_the_check() {
    let new = settle(
        gift::read(
            "Which runs?{=a task ~a blueprint ~a cluster}\n\nIt runs.{T}\n\nMany?{#3}\n\nName?{=task =%0%job}\n\nMatch.{=one thing -> left =two things -> right}",
        ),
        &course(),
        0,
        "start",
    );
    assert_eq!(new.questions.len(), 5, "{:?}", new.notes);
    let mut files = course().files().clone();
    let first = scaffold::course("mine").into_iter().find(|(path, _)| path == "quizzes/first.ron").unwrap().1;
    let text = scaffold::append(&first, "questions", &new.written("first")).unwrap();
    files.insert("quizzes/first.ron", text.into_bytes());
    let rules: Vec<&str> = check(&files).iter().map(|problem| problem.problem.rule().name()).collect();
    // What has to be translated is all that is found.
    assert!(rules.iter().all(|rule| *rule == "untranslated"), "{rules:?}");
    assert_eq!(Course::open(files).0.questions(0).len(), 6);
}

/// Texts with everything that any of the formats takes for a sign.
fn text() -> impl Strategy<Value = String> {
    "[A-Za-z가-힣0-9]([A-Za-z가-힣0-9 .,:;!?#*`()<>&/\\\\~|$%{}'\"+=@^-]|\n){0,20}[a-z가-힣]"
        .prop_union("[=+@'%\\[-]{0,2}[a-z가-힣]{1,6}\\]?")
        .prop_map(|text| text.trim().to_owned())
}

fn bilingual() -> impl Strategy<Value = Text> {
    (text(), text()).prop_map(|(ko, en)| Text { ko, en })
}

fn decimal() -> impl Strategy<Value = f64> {
    (-1_000_000i32..1_000_000, 0u32..4)
        .prop_map(|(units, places)| f64::from(units) / 10f64.powi(places as i32))
}

/// Words of which no two are graded alike.
fn words(start: &'static str) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[=@'*]?", 0..3).prop_map(move |signs| {
        (0..).zip(signs).map(|(n, sign)| format!("{sign}{start}{}", ["kim", "lee", "park"][n])).collect()
    })
}

fn typed() -> impl Strategy<Value = TypedAnswer> {
    let near = (words("wrong"), bilingual()).prop_map(|(accept, why)| NearAnswer { accept, why });
    (words("right"), bilingual(), near).prop_map(|(accept, why, near)| TypedAnswer {
        answer: Text { ko: "정답".into(), en: "answer".into() },
        accept,
        why,
        near: if near.accept.is_empty() { Vec::new() } else { vec![near] },
    })
}

fn kind() -> impl Strategy<Value = (Kind, Vec<AnswerOption>)> {
    let plain = |ids: usize, pair: bool| {
        prop::collection::vec((bilingual(), bilingual(), bilingual()), 2..=ids).prop_map(move |texts| {
            let one = |(at, (text, other, why)): (usize, (Text, Text, Text))| {
                let mut option = option(at, text, pair, why);
                option.pair = if pair { other } else { Text::default() };
                option
            };
            texts.into_iter().enumerate().map(one).collect::<Vec<_>>()
        })
    };
    let chosen = (plain(9, false), any::<prop::sample::Index>(), any::<[bool; 9]>(), any::<bool>()).prop_map(
        |(mut options, right, rights, many)| {
            let right = right.index(options.len());
            for (at, option) in options.iter_mut().enumerate() {
                option.correct = at == right || many && rights[at];
            }
            (if many { Kind::Multiple } else { Kind::Single }, options)
        },
    );
    let statement = (any::<bool>(), bilingual(), bilingual())
        .prop_map(|(is, yes, no)| (Kind::TrueFalse, truth(is, [yes, no])));
    let number = (decimal(), 0u32..100, bilingual(), any::<bool>(), bilingual(), 1u32..500).prop_map(
        |(value, tolerance, unit, has_unit, why, off)| {
            let tolerance = f64::from(tolerance) / 8.0;
            let near = vec![NearMiss { value: value + tolerance + f64::from(off), why }];
            let units = if has_unit {
                BTreeMap::from([(unit.ko.clone(), 1.0), (unit.en.clone() + "x", 0.001)])
            } else {
                BTreeMap::new()
            };
            let unit = if has_unit { unit } else { Text::default() };
            (Kind::Number(NumberAnswer { value, tolerance, unit, units, near }), Vec::new())
        },
    );
    prop_oneof![
        chosen,
        statement,
        number,
        (plain(9, true)).prop_map(|options| (Kind::Matching, options)),
        (plain(9, true)).prop_map(|mut options| {
            options.iter_mut().for_each(|option| option.pair = Text::default());
            (Kind::Ordering, options)
        }),
        typed().prop_map(|typed| (Kind::Typed(typed), Vec::new())),
        prop::collection::vec(typed(), 1..=4).prop_map(|typed| {
            let blanks =
                (1..).zip(typed).map(|(n, answer): (usize, _)| Blank { id: format!("blank-{n}"), answer });
            (Kind::FillIn(blanks.collect()), Vec::new())
        }),
    ]
}

fn question() -> impl Strategy<Value = Question> {
    let rest = (
        prop::collection::vec(bilingual(), 0..3),
        1u32..4,
        1u32..9,
        prop::collection::vec("[a-z]{1,5}", 0..3),
    );
    ("[a-z]{1,8}-[0-9]{1,3}", bilingual(), kind(), proptest::option::of(bilingual()), rest).prop_map(
        |(id, mut stem, (kind, options), explanation, (hints, difficulty, revision, aliases))| {
            if let Kind::FillIn(blanks) = &kind {
                // Braces around names would be further blanks.
                for text in [&mut stem.ko, &mut stem.en] {
                    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
                    let blanks: String = blanks.iter().map(|blank| format!("{{{}}} 또 ", blank.id)).collect();
                    *text = format!("{plain} {blanks}end");
                }
            }
            Question {
                hints,
                difficulty,
                revision,
                aliases,
                id,
                page: "start".into(),
                lesson: "first".into(),
                explanation: explanation.unwrap_or_default(),
                ..asked(stem, kind, options)
            }
        },
    )
}

/// What GIFT can hold of a question in one language.
fn held(question: &Question) -> Question {
    let mut held = question.clone();
    (held.hints, held.difficulty, held.revision, held.aliases) = (Vec::new(), 2, 1, Vec::new());
    (held.page, held.lesson) = (String::new(), String::new());
    match &mut held.kind {
        Kind::Number(number) => (number.unit, number.units) = (Text::default(), BTreeMap::new()),
        Kind::FillIn(blanks) => {
            for text in [&mut held.stem.ko, &mut held.stem.en] {
                *text = text.replace(&format!("{{{}}}", blanks[0].id), "{blank}");
            }
            blanks[0].id = "blank".into();
        }
        Kind::Matching => held.options.iter_mut().for_each(|option| option.why = Text::default()),
        _ => {}
    }
    held
}

/// The question in Korean, as both languages.
fn korean(question: &Question) -> Question {
    let mut question = question.clone();
    let one = |text: &mut Text| *text = both(text.ko.clone());
    one(&mut question.stem);
    one(&mut question.explanation);
    for option in &mut question.options {
        [&mut option.text, &mut option.pair, &mut option.why].into_iter().for_each(one);
    }
    let typed = |typed: &mut TypedAnswer| {
        typed.accept = typed.accepted().skip(1).map(str::to_owned).collect();
        one(&mut typed.answer);
        one(&mut typed.why);
        typed.near.iter_mut().for_each(|near| one(&mut near.why));
    };
    match &mut question.kind {
        Kind::Number(number) => {
            one(&mut number.unit);
            number.near.iter_mut().for_each(|near| one(&mut near.why));
        }
        Kind::Typed(answer) => typed(answer),
        Kind::FillIn(blanks) => blanks.iter_mut().for_each(|blank| typed(&mut blank.answer)),
        _ => {}
    }
    question
}

proptest! {
    #[test]
    fn csv_gives_back_what_it_was_given(questions in prop::collection::vec(question(), 0..4)) {
        let text = decode(csv::write(&questions, "first").as_bytes()).unwrap();
        let read = csv::read(&text);
        let Ok(found) = read else { return Ok(()) }; // of no questions
        prop_assert_eq!(&found.notes, &[]);
        let drafts: Vec<Question> = found.drafts.into_iter().map(|draft| Question { lesson: "first".into(), ..draft.question }).collect();
        prop_assert_eq!(drafts, questions);
    }

    #[test]
    fn gift_gives_back_what_it_can_hold(question in question()) {
        let (text, notes) = gift::write(std::slice::from_ref(&question), Lang::Ko);
        let found = gift::read(&text);
        if notes.iter().any(|note| note.what.leaves_out()) {
            prop_assert!(matches!(&question.kind, Kind::Ordering | Kind::FillIn(_)));
            prop_assert_eq!(found.drafts, []);
        } else if !notes.iter().any(|note| note.what == What::Arrow) {
            let [draft] = found.drafts.as_slice() else { panic!("{found:?}\n{text}") };
            prop_assert_eq!(&draft.question, &held(&korean(&question)), "{}", text);
        }
    }

    #[test]
    fn a_question_is_written_as_a_course_reads_it(question in question()) {
        let course = course();
        let source = scaffold::bank("first", &question.written("first"));
        let (bank, problems) = crate::course::question::decode(&course.lessons, 0, &source);
        prop_assert!(problems.iter().all(|problem| problem.problem.rule().name() != "syntax"), "{:?}\n{}", problems, source);
        if problems.is_empty() {
            prop_assert_eq!(bank.questions, [question]);
        }
    }

    #[test]
    fn anything_is_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = decode(&bytes) {
            for format in [Format::Gift, Format::Aiken, Format::Csv, Format::Kahoot] {
                if let Ok(found) = read(format, &text) {
                    let _ = settle(found, &course(), 0, "start");
                }
            }
        }
    }

    #[test]
    fn anything_that_looks_like_a_format_is_read(
        text in "(\\{|\\}|=|~|#|%|->|::|\\\\|\n|\n\n|//|\\[html\\]|\\[id:|ANSWER: A|A\\. |stem|option1|,|\"|correct|T|1|\\.\\.|:|<b>|&#|가| |\\$CATEGORY:|\\*|_|\t){0,40}",
        head in "(stem|stem\\.ko|kind|correct|option1|option2|option1\\.why|value|answer|blank1\\.answer|near1\\.accept1|,){1,12}\n",
    ) {
        for format in [Format::Gift, Format::Aiken, Format::Csv, Format::Kahoot] {
            for text in [text.clone(), head.clone() + &text] {
                if let Ok(found) = read(format, &text) {
                    let settled = settle(found, &course(), 0, "start");
                    let ids: std::collections::BTreeSet<&str> = settled.questions.iter().map(|question| question.id.as_str()).collect();
                    prop_assert_eq!(ids.len(), settled.questions.len());
                    // Nothing is imported that the course would not show.
                    let mut files = course().files().clone();
                    files.insert("quizzes/first.ron", scaffold::bank("first", &settled.written("first")).into_bytes());
                    prop_assert_eq!(Course::open(files).0.questions(0).len(), settled.questions.len());
                }
            }
        }
    }
}
