//! `seodang progress doctor`: looks at everything about the file, says what it means, and mends what can be mended.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::ExitCode,
};

use super::{File, complain, local, print};
use crate::{
    course::Course,
    lang::{
        Lang,
        doctor::Weight::{self, Mended, Note, Problem, Sound},
    },
    store::{self, Examination, FILE_VERSION, Notice, Opened, Store},
    study::{
        Card, Progress, Record,
        audit::{Sense, sense},
        payload::kind,
        progress::FOLD_VERSION,
    },
    terminal::Clock,
};

/// 2020-01-01T00:00:00Z; there was no Seodang.
const FIRST_MS: i64 = 1_577_836_800_000;
/// A clock may be a little ahead, and a day elsewhere begins earlier.
const AHEAD_MS: i64 = 24 * 60 * 60 * 1000;
/// Things that are named of many.
const NAMED: usize = 5;

/// What is said, and how it weighs.
type Finding = (Weight, String);

/// Examines `file`, mends it if asked to, and ends with 1 when something is wrong then.
pub(super) fn run(file: &File, course: &Course, mends: bool) -> anyhow::Result<ExitCode> {
    let examine = || store::examine(&file.path).map_err(|error| file.refused(&error));
    let mut found = examine()?;
    let mut findings = Vec::new();
    if mends {
        findings = mend(file, &found);
        found = examine()?;
    }
    findings.extend(of_file(&found, file.lang));
    findings.extend(of_surroundings(&found, file.lang));
    findings.extend(of_records(&found, course, file.lang));
    let problems = findings.iter().filter(|(weight, _)| *weight == Problem).count();
    let lines = findings.iter().map(|(weight, text)| file.lang.finding(*weight, text));
    let head = format!("{}\n", file.path.display());
    print(&(head + &lines.collect::<String>() + &file.lang.verdict(problems)))?;
    Ok(ExitCode::from(u8::from(problems > 0)))
}

/// Mends what can be mended and says so.
fn mend(file: &File, found: &Examination) -> Vec<Finding> {
    let lang = file.lang;
    let mut said = Vec::new();
    if found.open_to.is_some() && store::close_to_others(&file.path).is_ok() {
        said.push((Mended, lang.closed_to_others().to_owned()));
    }
    if !found.leftovers.is_empty() {
        let stayed = store::sweep(&file.path, &found.leftovers);
        said.push((Mended, lang.swept(found.leftovers.len() - stayed.len())));
    }
    // Opening ends what was begun, upgrades, and repairs; damage that it does not see is repaired, too.
    let mut opened = if found.is_damaged() { Store::rebuild(&file.path) } else { Store::open(&file.path) };
    let weight = |notice: &Notice| if matches!(notice, Notice::Damaged { .. }) { Mended } else { Problem };
    said.extend(opened.notices.iter().map(|notice| (weight(notice), notice.text(lang))));
    let Opened { store, records, .. } = &mut opened;
    let progress = Progress::from_records(records.iter().map(|stored| &stored.record));
    if let Some(bytes) = progress.to_snapshot()
        && let Err(error) = store.keep_snapshot(FOLD_VERSION, &bytes)
    {
        complain(&error.text(lang));
    }
    said
}

fn of_file(found: &Examination, lang: Lang) -> Vec<Finding> {
    let mut said = Vec::new();
    if found.is_damaged() {
        said.extend(found.structure.iter().map(|verdict| (Problem, lang.broken_structure(verdict))));
        if let Some(first) = found.bad_rows.first() {
            said.push((Problem, lang.bad_rows(found.bad_rows.len(), first)));
        }
        said.push((Note, lang.can_be_saved(found.records.len())));
    } else if found.bytes == 0 {
        said.push((Problem, lang.empty_file().to_owned()));
    } else if found.version > 0 {
        said.push((Sound, lang.sound(found.records.len(), found.version)));
    }
    if (1..FILE_VERSION).contains(&found.version) {
        said.push((Note, lang.older_version(found.version)));
    }
    if found.is_unfinished {
        said.push((Note, lang.unfinished().to_owned()));
    }
    if !found.is_damaged() && found.version > 0 {
        said.push((Note, lang.covered(found.covered.unwrap_or(0))));
    }
    said
}

fn of_surroundings(found: &Examination, lang: Lang) -> Vec<Finding> {
    let mut said = Vec::new();
    said.extend(found.unwritable.iter().map(|reason| (Problem, lang.unwritable(reason))));
    if let Some(mode) = found.open_to {
        let writable = mode & 0o022 != 0;
        said.push((if writable { Problem } else { Note }, lang.open_to_others(mode, writable)));
    }
    let shown = |path: &std::path::Path| path.display().to_string();
    said.extend(found.leftovers.iter().map(|path| (Note, lang.leftover(&shown(path)))));
    said.extend(found.kept.iter().map(|(path, bytes)| (Note, lang.kept_aside(&shown(path), *bytes))));
    if found.backups.is_empty() {
        said.push((Note, lang.no_copy().to_owned()));
    }
    said.extend(found.backups.iter().map(|backup| (Note, lang.one_copy(&shown(&backup.path), backup.bytes))));
    said
}

/// What the events say that cannot be, or is not understood. None of it can be mended, as events are never changed.
fn of_records(found: &Examination, course: &Course, lang: Lang) -> Vec<Finding> {
    let records: Vec<&Record> = found.records.iter().map(|stored| &stored.record).collect();
    let now = Clock::default().now().utc_ms;
    let mut said = Vec::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for record in records.iter().filter(|record| sense(record) == Sense::UnknownKind) {
        *kinds.entry(&record.kind).or_default() += 1;
    }
    if !kinds.is_empty() {
        said.push((Note, lang.unknown_kinds(kinds.values().sum(), &listed(kinds.keys()))));
    }
    let mut odd = |picked: &dyn Fn(&Record) -> bool, say: &dyn Fn(usize, &str) -> String| {
        let mut picked = records.iter().filter(|record| picked(record));
        if let Some(first) = picked.next() {
            said.push((Note, say(picked.count() + 1, &shown(first))));
        }
    };
    odd(&|record| sense(record) == Sense::BadPayload, &|count, first| lang.bad_payloads(count, first));
    odd(&|record| record.utc_ms > now.saturating_add(AHEAD_MS), &|count, first| {
        lang.odd_times(count, true, first)
    });
    odd(&|record| record.utc_ms < FIRST_MS, &|count, first| lang.odd_times(count, false, first));
    let back = records.windows(2).filter(|pair| pair[0].utc_ms > pair[1].utc_ms).count();
    if back > 0 {
        said.push((Note, lang.back_in_time(back)));
    }
    let unknown = unknown_items(&records, course);
    if !unknown.is_empty() {
        said.push((Note, lang.unknown_items(unknown.len(), &listed(unknown.iter()))));
    }
    said
}

fn listed(names: impl ExactSizeIterator<Item = impl AsRef<str>>) -> String {
    let is_cut = names.len() > NAMED;
    let plain = |name: &str| name.chars().filter(|c| !c.is_control()).collect::<String>();
    let named: Vec<String> = names.take(NAMED).map(|name| plain(name.as_ref())).collect();
    named.join(", ") + if is_cut { ", …" } else { "" }
}

fn shown(record: &Record) -> String {
    let time = local(record).map_or_else(|| record.utc_ms.to_string(), |time| time.to_string());
    listed([format!("{time} {} {}", record.kind, record.item)].iter())
}

/// What the events are about and the course does not have.
fn unknown_items<'r>(records: &[&'r Record], course: &Course) -> BTreeSet<&'r str> {
    let keys = (0..course.lessons.len()).flat_map(|lesson| course.keys(lesson));
    let questions: BTreeSet<&str> =
        keys.flat_map(|key| std::iter::once(&key.id).chain(&key.aliases)).map(String::as_str).collect();
    let knows_page = |item: &str| {
        let (lesson, page) = item.split_once('#')?;
        course.lesson(lesson)?.page_index(page)
    };
    let knows = |record: &&Record| match record.kind.as_str() {
        kind::POSITION | kind::QUIZ_STARTED | kind::QUIZ_FINISHED | kind::PASS_STARTED => {
            course.lesson(&record.item).is_some()
        }
        kind::PAGE_READ => knows_page(&record.item).is_some(),
        kind::TERM_OPENED => course.glossary().term(&record.item).is_some(),
        kind::ANSWERED | kind::REVIEWED | kind::REGRADED | kind::REASONED | kind::MARKED => {
            match Card::parse(&record.item) {
                Card::Question(id) => questions.contains(id.as_str()) || knows_page(&id).is_some(),
                Card::Term { term, .. } => course.glossary().term(&term).is_some(),
            }
        }
        _ => true,
    };
    records.iter().filter(|record| !knows(record)).map(|record| record.item.as_str()).collect()
}
