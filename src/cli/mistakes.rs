//! `seodang mistakes`: the wrong-answer note for reading, for programs, and for a blog.

use std::{fs, path::Path, process::ExitCode};

use serde::Serialize;

use super::{
    Refused,
    args::{MistakesArgs, NoteFormat, Options, ReasonArg},
    markdown::{self, escaped},
    print,
    print::Style,
    reason, write,
};
use crate::{
    course::{
        Course,
        doc::{Inline, plain},
        markdown as course_markdown,
    },
    lang::{Lang, Text},
    store::{self, ReadError},
    study::{
        Progress,
        history::DAYS_TO_MASTER,
        mistakes::{self, Filter, Noted},
        payload::Reason,
        told::{Said, Told, What, told},
    },
};

/// Prints or writes the note.
///
/// # Errors
/// When there is no place for a progress file, or what was asked for cannot be written.
pub fn run(
    args: &MistakesArgs,
    options: &Options,
    course: &Course,
    lesson: Option<usize>,
    style: Style,
) -> anyhow::Result<ExitCode> {
    let path = options.progress.clone().map_or_else(store::default_path, Ok);
    let path = path.map_err(|error| Refused(error.text(style.lang)))?;
    let progress = read(&path, style.lang)?;
    let reason = args.reason.map(|reason| Some(reason_of(reason)));
    let filter = Filter { lesson, reason, often: false, archived: args.archived };
    let mut found = mistakes::all(course, &progress);
    found.retain(|noted| noted.mistake.is_mastered() == args.archived);
    let nothing = nothing(args.archived, found.is_empty(), style.lang);
    found.retain(|noted| filter.admits(noted));
    let text = match args.note_format.unwrap_or(NoteFormat::Text) {
        NoteFormat::Text => text(course, &found, nothing, style),
        NoteFormat::Json => json(&found)?,
        NoteFormat::Markdown => blog(course, &found, args.archived, nothing, style),
    };
    match &args.output {
        None => print(&text),
        Some(output) => save(output, &path, &text, style.lang),
    }
}

/// What the file says. It stays as it is, and where it is missing none is made.
fn read(path: &Path, lang: Lang) -> anyhow::Result<Progress> {
    match store::read(path) {
        Ok(reading) => Ok(Progress::from_records(reading.records.iter().map(|stored| &stored.record))),
        Err(ReadError::Missing(_)) => Ok(Progress::default()),
        Err(error) => Err(Refused(error.text(lang)).into()),
    }
}

fn save(output: &Path, progress: &Path, text: &str, lang: Lang) -> anyhow::Result<ExitCode> {
    let is_progress =
        fs::canonicalize(output).ok().is_some_and(|output| fs::canonicalize(progress).ok() == Some(output));
    if is_progress {
        return Err(Refused(lang.note_over_progress(&output.display().to_string())).into());
    }
    let written = match fs::metadata(output) {
        Ok(metadata) if metadata.is_file() => write::replace(output, text, |_| true),
        // A pipe or a device takes what is written, but its place must not be taken.
        Ok(_) => fs::write(output, text),
        Err(_) => write::create(output, text),
    };
    let failed = |error: std::io::Error| {
        let why = reason(&error, lang);
        Refused(lang.note_not_written(&output.display().to_string(), &why))
    };
    written.map_err(failed)?;
    Ok(ExitCode::SUCCESS)
}

fn reason_of(reason: ReasonArg) -> Reason {
    match reason {
        ReasonArg::Slip => Reason::Slip,
        ReasonArg::Concept => Reason::Concept,
        ReasonArg::Misread => Reason::Misread,
        ReasonArg::Time => Reason::Time,
        ReasonArg::Guess => Reason::Guess,
    }
}

fn title(archived: bool, lang: Lang) -> String {
    let m = lang.msgs();
    if archived { format!("{} · {}", m.mistakes, m.mistakes_archived) } else { m.mistakes.to_owned() }
}

/// Why it is empty.
fn nothing(archived: bool, is_empty: bool, lang: Lang) -> [&'static str; 2] {
    let m = lang.msgs();
    match (is_empty, archived) {
        (false, _) => [m.mistakes_none_filtered, ""],
        (true, true) => [m.mistakes_none_archived, m.mistakes_none_why],
        (true, false) => [m.mistakes_none, m.mistakes_none_why],
    }
}

/// Reason, how often, how far it is mastered, and when.
fn facts(noted: &Noted<'_>, lang: Lang) -> String {
    let mistake = noted.mistake;
    let facts = [
        noted.reason.map(|reason| reason.words().get(lang).to_owned()),
        (mistake.times > 1 || !mistake.guessed).then(|| lang.times_wrong(mistake.times)),
        Some(lang.right_days(mistake.days, DAYS_TO_MASTER)),
        Some(noted.day.to_string()),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The lessons of `found`, each with what is of it.
fn by_lesson<'n, 'a>(found: &'n [Noted<'a>]) -> impl Iterator<Item = &'n [Noted<'a>]> {
    found.chunk_by(|a, b| a.lesson == b.lesson)
}

fn lesson_title<'c>(course: &'c Course, of: &[Noted<'_>], lang: Lang) -> &'c str {
    let lesson = of.first().and_then(|noted| course.lessons.get(noted.lesson));
    lesson.map(|lesson| lesson.title.get(lang)).unwrap_or_default()
}

/// For reading.
fn text(course: &Course, found: &[Noted<'_>], nothing: [&str; 2], style: Style) -> String {
    let mut out = String::new();
    if found.is_empty() {
        nothing.into_iter().for_each(|line| out.push_str(&style.wrapped(line, 0)));
        return style.drawn(&out);
    }
    for of_lesson in by_lesson(found) {
        out.push_str(&format!("{} ({})\n", lesson_title(course, of_lesson, style.lang), of_lesson.len()));
        for noted in of_lesson {
            out.push('\n');
            for lang in style.langs() {
                out.push_str(&style.wrapped_inlines(&noted.question.stem(lang), 2));
                let Told { chosen, right } = told(noted.question, noted.response);
                chosen.iter().for_each(|said| out.push_str(&said_in_text(said, lang, style)));
                right.iter().for_each(|said| out.push_str(&said_in_text(said, lang, style)));
            }
            out.push_str(&style.wrapped(&facts(noted, style.lang), 4));
            if !noted.memo().is_empty() {
                let memo = format!("{}: {}", style.lang.msgs().memo, noted.memo());
                let inline = Inline { text: memo, ..Default::default() };
                out.push_str(&style.wrapped_inlines(&[inline], 4));
            }
        }
        out.push('\n');
    }
    style.drawn(&out)
}

fn said_in_text(said: &Said, lang: Lang, style: Style) -> String {
    let sign = if said.is_right { "✓" } else { "✗" };
    let mut inlines = vec![Inline { text: format!("{sign} "), ..Default::default() }];
    match &said.what {
        What::Course(text) => inlines.extend(course_markdown::inline(text.get(lang))),
        What::Typed(text) => inlines.push(Inline { text: text.clone(), ..Default::default() }),
    }
    let why = said.why.as_ref().map(|why| style.wrapped(why.get(lang), 6)).unwrap_or_default();
    style.wrapped_inlines(&inlines, 4) + &why
}

/// For a blog: a heading for each lesson and question.
fn blog(course: &Course, found: &[Noted<'_>], archived: bool, nothing: [&str; 2], style: Style) -> String {
    let lang = style.lang;
    let mut out = format!("# {}\n", title(archived, lang));
    if found.is_empty() {
        let said = nothing.into_iter().filter(|line| !line.is_empty());
        said.for_each(|line| out.push_str(&format!("\n{line}\n")));
    }
    for of_lesson in by_lesson(found) {
        let mut names: Vec<String> =
            style.langs().into_iter().map(|lang| escaped(lesson_title(course, of_lesson, lang))).collect();
        names.dedup();
        out.push_str(&format!("\n## {}\n", names.join(" · ")));
        for noted in of_lesson {
            out.push_str(&entry(noted, style));
        }
    }
    out
}

fn entry(noted: &Noted<'_>, style: Style) -> String {
    let mut out = String::new();
    for (at, lang) in style.langs().into_iter().enumerate() {
        let m = lang.msgs();
        let stem = markdown::inlines(&noted.question.stem(lang));
        // In the second language the question is a paragraph: one heading leads to it.
        out.push_str(&if at == 0 {
            format!("\n### {stem}\n\n")
        } else {
            format!("\n**{}:** {stem}\n\n", m.note_question)
        });
        let Told { chosen, right } = told(noted.question, noted.response);
        let mine = if noted.mistake.guessed { m.mistakes_guessed } else { m.quiz_your_answer };
        chosen.iter().for_each(|said| out.push_str(&said_in_blog(said, mine, lang)));
        right.iter().for_each(|said| out.push_str(&said_in_blog(said, m.quiz_answer, lang)));
        let explanation = noted.question.explanation.get(lang);
        if !explanation.is_empty() {
            let text = markdown::inlines(&course_markdown::inline(explanation));
            out.push_str(&format!("- **{}:** {text}\n", m.quiz_explanation));
        }
    }
    let m = style.lang.msgs();
    if let Some(reason) = noted.reason {
        out.push_str(&format!("- **{}:** {}\n", m.mistakes_reason, reason.words().get(style.lang)));
    }
    if !noted.memo().is_empty() {
        out.push_str(&format!("- **{}:** {}\n", m.memo, escaped(noted.memo())));
    }
    let facts = facts(&Noted { reason: None, ..*noted }, style.lang);
    out + &format!("- {facts}\n")
}

fn said_in_blog(said: &Said, label: &str, lang: Lang) -> String {
    let what = match &said.what {
        What::Course(text) => markdown::inlines(&course_markdown::inline(text.get(lang))),
        What::Typed(text) => escaped(text),
    };
    let sign = if said.is_right { "✓" } else { "✗" };
    let why = said.why.as_ref().map(|why| {
        let why = markdown::inlines(&course_markdown::inline(why.get(lang)));
        format!("  - {}: {why}\n", lang.msgs().note_why)
    });
    format!("- **{label}:** {sign} {what}\n{}", why.unwrap_or_default())
}

/// The JSON document. Fields may be added to it, but none is taken away or changes its meaning while `version` is 1.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    mistakes: Vec<Entry<'a>>,
}

/// A mistake. Texts of the course are inline Markdown.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    lesson: &'a str,
    page: &'a str,
    kind: &'static str,
    question: Both,
    chosen: Vec<Answer>,
    answer: Vec<Answer>,
    explanation: Option<Both>,
    reason: Option<Reason>,
    memo: Option<&'a str>,
    /// Right, but by luck.
    guessed: bool,
    times: u32,
    /// Different days with a right answer, of `days_needed`.
    right_days: u8,
    days_needed: u8,
    archived: bool,
    /// The learner's day, `2026-11-22`.
    day: String,
    /// Milliseconds since 1970.
    at: i64,
}

#[derive(Serialize)]
struct Both {
    ko: String,
    en: String,
}

/// Something that was answered or is right.
#[derive(Serialize)]
struct Answer {
    text: Both,
    right: bool,
    why: Option<Both>,
}

impl From<&Text> for Both {
    fn from(text: &Text) -> Both {
        Both { ko: text.ko.clone(), en: text.en.clone() }
    }
}

impl From<&Said> for Answer {
    fn from(said: &Said) -> Answer {
        let text = match &said.what {
            What::Course(text) => Both::from(text),
            What::Typed(text) => Both { ko: text.clone(), en: text.clone() },
        };
        Answer { text, right: said.is_right, why: said.why.as_ref().map(Both::from) }
    }
}

impl<'a> From<&Noted<'a>> for Entry<'a> {
    fn from(noted: &Noted<'a>) -> Entry<'a> {
        let question = noted.question;
        let Told { chosen, right } = told(question, noted.response);
        let stem = |lang| plain(&question.stem(lang));
        let explanation = Some(&question.explanation).filter(|text| !text.ko.is_empty());
        let memo = noted.marks.map(|marks| marks.memo.as_str());
        Entry {
            id: &question.id,
            lesson: &question.lesson,
            page: &question.page,
            kind: question.kind.name(),
            question: Both { ko: stem(Lang::Ko), en: stem(Lang::En) },
            chosen: chosen.iter().map(Answer::from).collect(),
            answer: right.iter().map(Answer::from).collect(),
            explanation: explanation.map(Both::from),
            reason: noted.reason,
            memo: memo.filter(|memo| !memo.is_empty()),
            guessed: noted.mistake.guessed,
            times: noted.mistake.times,
            right_days: noted.mistake.days,
            days_needed: DAYS_TO_MASTER,
            archived: noted.mistake.is_mastered(),
            day: noted.day.to_string(),
            at: noted.mistake.at,
        }
    }
}

/// For programs.
fn json(found: &[Noted<'_>]) -> anyhow::Result<String> {
    let document = Document { version: 1, mistakes: found.iter().map(Entry::from).collect() };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
