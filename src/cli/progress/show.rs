//! `seodang progress show`: what the file holds.

use std::{fs, process::ExitCode};

use serde::Serialize;

use super::{File, local, print};
use crate::{
    course::Course,
    lang::{percent, width::pad_right},
    store,
    study::{Progress, Record},
};

/// The JSON document. Fields may be added to it, but none is taken away or changes its meaning while `version` is 1.
#[derive(Serialize)]
struct Document {
    version: u32,
    path: String,
    bytes: u64,
    events: usize,
    /// First and last day of the learner's clock, `2026-11-22`.
    first: Option<String>,
    last: Option<String>,
    lessons: usize,
    lessons_read: usize,
    pages_read: usize,
    answers: usize,
    right: usize,
    backups: Vec<String>,
}

/// Says what `file` holds.
pub(super) fn run(file: &File, course: &Course, is_json: bool) -> anyhow::Result<ExitCode> {
    let document = document(file, course)?;
    if is_json {
        return print(&(serde_json::to_string_pretty(&document)? + "\n"));
    }
    let lang = file.lang;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let share = percent(number(document.right), number(document.answers));
    let days =
        document.first.iter().zip(&document.last).map(|(first, last)| lang.from_to(first, last)).next();
    let newest = store::backups(&file.path).last().and_then(|backup| backup.day).map(|day| day.to_string());
    let folder = store::backup_folder(&file.path).display().to_string();
    let texts = [
        document.path,
        lang.size_and_events(document.bytes, document.events),
        days.unwrap_or_else(|| "-".to_owned()),
        lang.lessons_read(document.lessons_read, document.lessons, document.pages_read),
        lang.answers_and_share(document.answers, share),
        lang.copies(document.backups.len(), &folder, newest.as_deref()),
    ];
    let line = |(label, text): (&str, &String)| format!("{}  {text}\n", pad_right(label, 8));
    print(&lang.show_labels().into_iter().zip(&texts).map(line).collect::<String>())
}

fn document(file: &File, course: &Course) -> anyhow::Result<Document> {
    let records: Vec<Record> = file.read()?.into_iter().map(|stored| stored.record).collect();
    let progress = Progress::from_records(&records);
    let days = || records.iter().filter_map(local).map(|time| time.date());
    let lessons = progress.lessons(course);
    let sums = progress.journal().days().fold((0, 0), |(answers, right), (_, day)| {
        (answers + day.answers as usize, right + day.right as usize)
    });
    Ok(Document {
        version: 1,
        path: file.shown(),
        bytes: fs::metadata(&file.path).map_or(0, |metadata| metadata.len()),
        events: records.len(),
        first: days().min().map(|day| day.to_string()),
        last: days().max().map(|day| day.to_string()),
        lessons: lessons.len(),
        lessons_read: lessons.iter().filter(|far| far.pages > 0 && far.pages_read == far.pages).count(),
        pages_read: lessons.iter().map(|far| far.pages_read).sum(),
        answers: sums.0,
        right: sums.1,
        backups: store::backups(&file.path).iter().map(|backup| backup.path.display().to_string()).collect(),
    })
}
