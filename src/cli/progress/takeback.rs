//! `seodang progress undo` and `reset`: taking back and beginning anew, by events that say so.

use std::{
    io::{self, IsTerminal as _, Write as _},
    process::ExitCode,
};

use super::{File, Refused, complain, local, print, unknown};
use crate::{
    course::{Course, Lesson, Term, diagnostic::closest},
    lang::hangul::nfc,
    store::Opened,
    study::{
        Card, Record,
        card::Face,
        payload::{Reset, ResetScope, kind},
        undo,
    },
    terminal::Clock,
};

/// How many things are listed.
const LISTED: usize = 10;

/// Takes back the last thing that can be, or lists the last ones.
pub(super) fn undo(file: &File, list: bool) -> anyhow::Result<ExitCode> {
    if list {
        let records: Vec<Record> = file.read()?.into_iter().map(|stored| stored.record).collect();
        let lines = undo::undoable(&records).into_iter().take(LISTED);
        let text: String = lines.map(|record| format!("{}\n", shown(file, record))).collect();
        return if text.is_empty() { nothing(file) } else { print(&text) };
    }
    // A file that is not there has nothing to take back, and none is made for it.
    file.read()?;
    let Opened { mut store, records, .. } = file.open()?;
    let records: Vec<Record> = records.into_iter().map(|stored| stored.record).collect();
    let found = undo::undoable(&records);
    let Some(last) = found.first() else { return nothing(file) };
    let payload = serde_json::to_string(&undo::taking_back(last))?;
    let record = record(kind::UNDONE, &last.item, payload);
    store.append(&[record]).map_err(|error| Refused(error.text(file.lang)))?;
    print(&format!("{}\n", file.lang.undone(&shown(file, last))))
}

fn nothing(file: &File) -> anyhow::Result<ExitCode> {
    complain(file.lang.nothing_to_undo());
    Ok(ExitCode::from(1))
}

/// `2026-11-22 18:51  답  ecs-essential`
fn shown(file: &File, record: &Record) -> String {
    let time =
        local(record).map_or_else(|| "-".to_owned(), |time| time.strftime("%Y-%m-%d %H:%M").to_string());
    let item = if record.item.is_empty() { file.lang.everything() } else { &record.item };
    let item: String = item.chars().filter(|c| !c.is_control()).collect();
    format!("{time}  {}  {item}", file.lang.event_name(&record.kind))
}

/// Begins what is called `asked`, or everything, anew.
pub(super) fn reset(
    file: &File,
    course: &Course,
    asked: Option<&str>,
    yes: bool,
) -> anyhow::Result<ExitCode> {
    let lang = file.lang;
    let known: Vec<Record> = file.read()?.into_iter().map(|stored| stored.record).collect();
    let (item, reset) = match asked {
        None => (String::new(), Reset { scope: ResetScope::All, items: Vec::new() }),
        Some(asked) => meant(course, &known, &nfc(asked)).ok_or_else(|| {
            let names = names(course);
            let like = closest(asked, names.iter().map(String::as_str));
            unknown(lang, lang.no_such_item(), asked, like, Some(&lessons(course)))
        })?,
    };
    let what = if item.is_empty() { lang.everything().to_owned() } else { item.clone() };
    if !yes && !confirmed(file, &what)? {
        complain(lang.left_as_it_was());
        return Ok(ExitCode::from(1));
    }
    let mut store = file.open()?.store;
    let copy = store.back_up_before("reset", Clock::default().local());
    let copy = copy.map_err(|error| Refused(error.text(lang)))?.display().to_string();
    let record = record(kind::RESET, &item, serde_json::to_string(&reset)?);
    store.append(&[record]).map_err(|error| Refused(error.text(lang)))?;
    print(&format!("{}\n{}\n", lang.was_reset(&what), lang.copy_before(&copy)))
}

fn record(kind: &str, item: &str, payload: String) -> Record {
    let now = Clock::default().now();
    Record {
        utc_ms: now.utc_ms,
        offset_s: now.offset_s,
        kind: kind.to_owned(),
        item: item.to_owned(),
        revision: 0,
        payload,
    }
}

/// Asks for a word that nobody types by accident.
fn confirmed(file: &File, what: &str) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Refused(file.lang.reset_needs_yes().to_owned()).into());
    }
    let mut out = io::stderr();
    write!(out, "{}", file.lang.ask_reset(what))?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let answer = nfc(answer.trim()).to_lowercase();
    Ok(crate::lang::Lang::ALL.iter().any(|lang| answer == lang.reset_word()))
}

/// The item that is meant and what begins anew with it. `term:ecs` is a term even where a lesson has its name.
fn meant(course: &Course, known: &[Record], asked: &str) -> Option<(String, Reset)> {
    if let Some(term) = asked.strip_prefix("term:").and_then(|id| course.glossary().term(id)) {
        return Some(all_of_term(term));
    }
    let lesson = |id: &str| course.lesson_index(id).map(|index| (index, &course.lessons[index]));
    if let Some((id, page)) = asked.split_once('#')
        && let Some((_, lesson)) = lesson(id)
        && let Some(page) = lesson.page_index(page)
    {
        let mut names = page_names(lesson, &lesson.pages[page].id);
        return Some((names.remove(0), Reset { scope: ResetScope::Item, items: names }));
    }
    if let Some((index, lesson)) = lesson(asked) {
        let keys = course.keys(index).iter();
        let questions = keys.flat_map(|key| std::iter::once(&key.id).chain(&key.aliases).cloned());
        let pages = lesson.pages.iter().flat_map(|page| page_names(lesson, &page.id));
        let former = pages.filter(|page| page.split_once('#').is_some_and(|(of, _)| of != lesson.id));
        let items = questions.chain(former).collect();
        return Some((lesson.id.clone(), Reset { scope: ResetScope::Lesson, items }));
    }
    let keys = || (0..course.lessons.len()).flat_map(|lesson| course.keys(lesson));
    if let Some(key) = keys().find(|key| key.id == asked || key.aliases.iter().any(|alias| alias == asked)) {
        return Some((key.id.clone(), Reset { scope: ResetScope::Item, items: key.aliases.clone() }));
    }
    if let Some(term) = course.glossary().term(asked) {
        return Some(all_of_term(term));
    }
    // A question that the course has no more.
    let is_known = !asked.is_empty() && known.iter().any(|record| record.item == asked);
    is_known.then(|| (asked.to_owned(), Reset { scope: ResetScope::Item, items: Vec::new() }))
}

fn all_of_term(term: &Term) -> (String, Reset) {
    let ids = std::iter::once(&term.id).chain(&term.aliases);
    let cards = ids.flat_map(|id| Face::ALL.map(|face| Card::Term { term: id.clone(), face }.key()));
    let items = cards.chain(term.aliases.iter().cloned()).collect();
    (term.id.clone(), Reset { scope: ResetScope::Item, items })
}

/// The present name of a page, then its former ones, as events have them.
fn page_names(lesson: &Lesson, page: &str) -> Vec<String> {
    let former = lesson.renamed_pages.iter().filter(|(_, now)| *now == page).map(|(old, _)| old.as_str());
    let pages: Vec<&str> = std::iter::once(page).chain(former).collect();
    let lessons = std::iter::once(&lesson.id).chain(&lesson.aliases);
    lessons.flat_map(|lesson| pages.iter().map(move |page| format!("{lesson}#{page}"))).collect()
}

fn names(course: &Course) -> Vec<String> {
    let lessons = course.lessons.iter().map(|lesson| lesson.id.clone());
    let keys = (0..course.lessons.len()).flat_map(|lesson| course.keys(lesson)).map(|key| key.id.clone());
    let terms = course.glossary().terms().iter().map(|term| term.id.clone());
    lessons.chain(keys).chain(terms).collect()
}

fn lessons(course: &Course) -> String {
    let ids: Vec<&str> = course.lessons.iter().map(|lesson| lesson.id.as_str()).collect();
    ids.join(", ")
}
