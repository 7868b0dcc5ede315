//! A report as a spreadsheet: a row for each student with three columns for each question, or a row for each question.

use csv::{Terminator, WriterBuilder};

use crate::{
    class::report::{Cell, MOST_WRONG, QuestionLine, Report, StudentLine, Wrong},
    course::{doc::plain, exchange::cell::guarded, markdown},
    lang::{Lang, Text, class_report as words, width::sanitize},
};

/// Columns before those of the questions.
const COLUMNS: [&str; 9] =
    ["rank", "name", "student", "team", "score", "asked", "answered", "right", "median_seconds"];

/// Columns of a question before those of wrong answers.
const OF_A_QUESTION: [&str; 17] = [
    "number",
    "id",
    "lesson",
    "page",
    "stem",
    "poll",
    "players",
    "answers",
    "dont_know",
    "right",
    "p",
    "discrimination",
    "upper",
    "lower",
    "caution",
    "median_seconds",
    "choices",
];

/// The students of `report` as CSV after RFC 4180, with the words of `lang`.
pub fn students(report: &Report, lang: Lang) -> String {
    let questions = report.questions.iter().flat_map(|line| {
        let name = format!("{}.{}", line.number + 1, line.id);
        [name.clone(), format!("{name}.answer"), format!("{name}.seconds")]
    });
    let head = COLUMNS.iter().map(ToString::to_string).chain(questions.map(|name| safe(&name))).collect();
    let row = |student: &StudentLine| {
        let answers = student.answers.iter().flat_map(|cell| answer(cell.as_ref(), lang));
        summary(report, student, lang).into_iter().chain(answers).map(|cell| safe(&cell)).collect()
    };
    written(std::iter::once(head).chain(report.students.iter().map(row)))
}

/// The questions of `report` as CSV after RFC 4180, with the words of `lang`.
pub fn questions(report: &Report, lang: Lang) -> String {
    let wrong = (1..=MOST_WRONG)
        .flat_map(|n| [format!("wrong_{n}"), format!("wrong_{n}_why"), format!("wrong_{n}_count")]);
    let head = OF_A_QUESTION.iter().map(ToString::to_string).chain(wrong).collect();
    let row = |line: &QuestionLine| {
        let mut cells: Vec<String> = question(line, lang).into();
        cells.extend(line.wrong.iter().flat_map(|wrong| wrong_answer(wrong, lang)));
        cells.resize(OF_A_QUESTION.len() + 3 * MOST_WRONG, String::new());
        cells
    };
    written(std::iter::once(head).chain(report.questions.iter().map(row)))
}

/// Rows of cells that are safe already: where a number is below 0, it is to stay one.
fn written(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = writer.write_record(row);
    }
    // Without the mark, Excel takes Hangul for the letters of its own code page.
    format!("\u{feff}{}", String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default())
}

fn question(line: &QuestionLine, lang: Lang) -> [String; 17] {
    let flag = |is_so: bool| u8::from(is_so).to_string();
    let share = |share: Option<f64>| share.map(|share| format!("{share:.3}")).unwrap_or_default();
    // Of an opinion nothing is right.
    let scored = |count: u32| if line.poll { String::new() } else { count.to_string() };
    let told_apart = line.discrimination.unwrap_or_default();
    let choices =
        line.choices.iter().map(|choice| format!("{}: {}", shown(&choice.what, lang), choice.count));
    [
        (line.number + 1).to_string(),
        safe(&line.id),
        safe(&line.lesson),
        safe(&line.page),
        safe(&shown(&line.stem, lang)),
        flag(line.poll),
        line.players.to_string(),
        line.answers.to_string(),
        scored(line.dont_know),
        scored(line.right),
        share(line.difficulty),
        share(told_apart.point_biserial),
        share(told_apart.upper),
        share(told_apart.lower),
        flag(line.caution),
        line.median_ms.map(seconds).unwrap_or_default(),
        safe(&choices.collect::<Vec<_>>().join("; ")),
    ]
}

/// What was answered, the misconception behind it, and how often.
fn wrong_answer(wrong: &Wrong, lang: Lang) -> [String; 3] {
    let what = if wrong.typed { wrong.what.get(lang).to_owned() } else { shown(&wrong.what, lang) };
    let missed = words::MISSED.get(lang).trim_end_matches(':');
    let what = if wrong.missed { format!("{what} ({missed})") } else { what };
    let why = wrong.why.as_ref().map(|why| shown(why, lang)).unwrap_or_default();
    [safe(&what), safe(&why), wrong.count.to_string()]
}

/// Text of the course without its marks.
fn shown(text: &Text, lang: Lang) -> String {
    plain(&markdown::inline(text.get(lang)))
}

fn summary(report: &Report, student: &StudentLine, lang: Lang) -> [String; 9] {
    let team = student.team.and_then(|team| report.teams.get(team as usize));
    [
        student.rank.to_string(),
        student.name.get(lang).to_owned(),
        student.student.clone().unwrap_or_default(),
        team.cloned().unwrap_or_default(),
        student.score.to_string(),
        student.asked.to_string(),
        student.answered.to_string(),
        student.right.to_string(),
        student.median_ms.map(seconds).unwrap_or_default(),
    ]
}

/// 1 or 0, what was said, and how long it took; empty where nothing was answered.
fn answer(cell: Option<&Cell>, lang: Lang) -> [String; 3] {
    let Some(cell) = cell else { return Default::default() };
    let right = cell.right.map(|right| u8::from(right).to_string());
    let said = cell.said.iter().map(|text| match cell.typed {
        true => text.get(lang).to_owned(),
        false => shown(text, lang),
    });
    [right.unwrap_or_default(), said.collect::<Vec<_>>().join("; "), seconds(cell.took_ms)]
}

fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1_000, ms % 1_000)
}

/// `cell` without what commands a terminal, and guarded where it would be a formula.
fn safe(cell: &str) -> String {
    guarded(&sanitize(cell)).into_owned()
}
