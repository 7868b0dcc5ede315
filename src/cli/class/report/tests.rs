//! Whatever a name, a question or an answer says, it stays what it is in every form of the report.

use proptest::prelude::*;
use pulldown_cmark::{Event as Mark, Options, Parser, Tag};

use super::{super::record::Record, *};
use crate::{
    class::{
        Command, Event, Happened, HostCommand, Item, JoinCode, PlayerId, Room, SeatHash, Setup,
        report::Report, seat::Hex,
    },
    course::{AnswerOption, Files, Kind, Question, TypedAnswer},
    lang::{Lang, Text, width::width},
    study::Response,
};

fn same(text: &str) -> Text {
    Text { ko: text.to_owned(), en: text.to_owned() }
}

fn question(text: &str, kind: Kind) -> Question {
    let option = |id: &str, correct| AnswerOption {
        id: id.to_owned(),
        text: same(&format!("{id} {text}")),
        pair: Text::default(),
        correct,
        why: same(text),
    };
    let is_typed = matches!(kind, Kind::Typed(_));
    Question {
        id: text.to_owned(),
        aliases: Vec::new(),
        revision: 1,
        kind,
        lesson: text.to_owned(),
        page: "what".to_owned(),
        difficulty: 2,
        stem: same(text),
        options: if is_typed { Vec::new() } else { vec![option("a", true), option("b", false)] },
        explanation: Text::default(),
        hints: Vec::new(),
        source: String::new(),
    }
}

/// A class of two in which everything says `text`, as only a journal that somebody has edited could have it.
fn edited(text: &str) -> Record {
    let typed = TypedAnswer { answer: same("x"), accept: Vec::new(), why: same("x"), near: Vec::new() };
    let items = [Kind::Single, Kind::Typed(typed)].map(|kind| Item::new(question(text, kind), None));
    let setup = Setup { teams: vec![text.to_owned()], ..Setup::live(same(text), items.to_vec(), 1) };
    let (_, mut opened) = Room::open(Setup::live(same("x"), setup.items.clone(), 1), 0).unwrap();
    opened.what = Happened::Opened(Box::new(setup));
    let mut room = Room::replay([&opened]).unwrap();
    for player in 0..2 {
        let joined = Happened::Joined {
            player: PlayerId(player),
            seat: SeatHash(Hex([u8::try_from(player).unwrap(); 32])),
            name: same(text),
            student: Some(text.to_owned()),
            team: Some(0),
        };
        room.fold(&Event { at: 1, what: joined });
    }
    for (question, response) in
        [(0, Response::Chosen(vec!["b".to_owned()])), (1, Response::Typed(text.to_owned()))]
    {
        room.apply(&Command::Host(room.next()), 2).unwrap();
        let answered = Happened::Answered {
            player: PlayerId(1),
            question,
            seq: 1,
            took_ms: 9,
            response: response.clone(),
            right: false,
        };
        room.fold(&Event { at: 3, what: answered });
        room.apply(&Command::Host(HostCommand::Reveal), 4).unwrap();
        room.apply(&Command::Host(room.next()), 5).unwrap();
    }
    let folder = "/rooms".into();
    Record { code: JoinCode::from_random(7), opened_ms: 0, folder, room, is_going_on: false }
}

fn style(columns: u16, both: bool) -> Style {
    Style { lang: Lang::En, both, ascii: false, plain: false, columns }
}

fn forms(text: &str) -> (Report, page::Page) {
    let record = edited(text);
    let report = record.report();
    let course = Course::open(Files::default()).0;
    let page = content::page(&record, &report, &course, style(80, true));
    (report, page)
}

/// Whether `text` would do something to a terminal.
fn commands(text: &str) -> bool {
    text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}')
}

/// Of each text, whether nothing in it is more than a character.
fn is_escaped(text: &str) -> bool {
    !text.contains(['<', '>', '"'])
        && text
            .split('&')
            .skip(1)
            .all(|rest| ["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|entity| rest.starts_with(entity)))
}

/// The tags of `html`, and the texts between them.
fn parts(html: &str) -> (Vec<&str>, Vec<&str>) {
    let mut tags = Vec::new();
    let mut texts = Vec::new();
    for part in html.split_inclusive('>') {
        let (text, tag) = part.split_once('<').unwrap_or((part, ""));
        texts.push(text);
        tags.push(tag);
    }
    (tags, texts)
}

fn body(html: &str) -> &str {
    html.split_once("<body>").unwrap().1
}

fn shape(markdown: &str) -> Vec<String> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH | Options::ENABLE_GFM;
    let inline = |mark: &Mark| {
        matches!(mark, Mark::Text(_) | Mark::Code(_) | Mark::SoftBreak)
            || matches!(mark, Mark::Start(Tag::Strong) | Mark::End(pulldown_cmark::TagEnd::Strong))
    };
    Parser::new_ext(markdown, options).filter(|mark| !inline(mark)).map(|mark| format!("{mark:?}")).collect()
}

#[test]
fn a_name_of_any_length_leaves_room_for_the_answers() {
    for columns in [40, 60, 80] {
        for length in 1..100 {
            let (_, page) = forms(&"이".repeat(length));
            let shown = text::write(&page, style(columns, false));
            let signs = shown.lines().skip_while(|line| !line.starts_with("  Name"));
            for line in signs.take_while(|line| !line.is_empty()) {
                assert!(width(line) <= usize::from(columns), "{line:?}");
            }
        }
    }
}

/// A correlation below 0 is a number, and is to stay one.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix("-0.").unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_out_of_its_place(
        text in "([=+@\t\r\n\"',;|<>&*_`\\[\\](){}#!~$\\\\:/\\-]|<script>|&lt;|x|한글|\u{1b}\\[31m|\u{9b}|\u{202e}|＝|\\PC){1,12}",
    ) {
        let (report, page) = forms(&text);
        let (_, plain) = forms("x");
        // No cell begins a formula, and there are as many as there should be.
        for (sheet, columns) in [(csv::students(&report, Lang::Ko), 15), (csv::questions(&report, Lang::Ko), 32)] {
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(
                sheet.strip_prefix('\u{feff}').unwrap().as_bytes());
            let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(rows.iter().map(::csv::StringRecord::len).collect::<Vec<_>>(), [columns; 3]);
            for cell in rows.iter().flatten() {
                let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
                prop_assert!(!is_formula || is_number(cell), "{cell:?}");
                prop_assert!(!commands(cell), "{cell:?}");
            }
            prop_assert!(sheet.lines().all(|line| !line.ends_with('\n')) && sheet.ends_with("\r\n"));
        }
        // Every tag of the page is one of ours, and every text is nothing but text.
        let html = html::write(&page);
        let known = html::write(&plain);
        let (mut tags, texts) = parts(body(&html));
        let (ours, _) = parts(body(&known));
        tags.retain(|tag| !matches!(*tag, "code>" | "/code>" | "b>" | "/b>" | "bdi>" | "/bdi>"));
        prop_assert!(tags.iter().all(|tag| ours.contains(tag) || *tag == "br>"), "{tags:?}");
        prop_assert!(texts.iter().all(|text| is_escaped(text)), "{texts:?}");
        prop_assert!(!commands(&html) && !html.contains("<script"));
        // A reader of Markdown finds the same blocks.
        prop_assert_eq!(shape(&markdown::write(&page)).iter().filter(|mark| mark.contains("Html")).count(), 0);
        let table = |text: &str| shape(text).into_iter().filter(|mark| mark.contains("Table")).count();
        prop_assert_eq!(table(&markdown::write(&page)), table(&markdown::write(&plain)));
        // No row of the terminal is too wide, and nothing commands it.
        for columns in [80, 60] {
            let shown = text::write(&page, style(columns, true));
            prop_assert!(!commands(&shown));
            for line in shown.lines() {
                prop_assert!(width(line) <= usize::from(columns) || line.contains("seodang"), "{line:?}");
            }
        }
        // JSON holds what was said without commanding the terminal that shows it.
        let record = edited(&text);
        let json = json::report(&record, &report).unwrap();
        prop_assert!(!commands(&json));
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read["students"][0]["name"]["ko"].as_str(), Some(text.as_str()));
    }
}
