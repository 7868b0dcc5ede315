//! The command line: reads arguments and environment, does what was asked, and gives the exit code.
//!
//! Exit codes: 0 done; 1 `check` or `progress doctor` found something wrong, `search` found nothing, `progress undo` has
//! nothing to take back, `progress reset` was not confirmed, files that were merged contradict each other, `bank` had to
//! leave questions out, `class list` could not read a record, `class delete` was not confirmed, or what should be made is there already; 2 it could not be done as asked; 128 + n after signal n; 101 after a
//! panic. Standard output carries what was asked for, standard error what went wrong.

mod args;
mod bank;
mod check;
mod class;
mod env;
mod folder;
mod help;
mod kept;
mod korean;
mod manual;
mod markdown;
mod mistakes;
mod new;
mod plan;
mod prices;
mod print;
mod progress;
mod report;
mod review;
mod search;
mod session;
mod sheet;
mod stats;
mod watch;
mod write;

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use anyhow::Context as _;
use clap::{CommandFactory, FromArgMatches};

use self::{
    args::{Args, Command, DataFormat, LangArg, Options},
    env::Environment,
    print::Style,
    session::Opening,
};
use crate::{
    app::Target,
    course::{Course, Edition, Files, closest_lesson},
    lang::Lang,
};

/// What went wrong with a request, in words for the learner; exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Refused(String);

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let environment = Environment::read();
    let args: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let lang = asked_lang(&args).unwrap_or(environment.lang);
    let mut command = Args::command();
    if lang == Lang::Ko {
        command = korean::translate(command);
    }
    command = help::filled(command);
    let parsed = command.clone().try_get_matches_from(&args).and_then(|found| Args::from_arg_matches(&found));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => return said(&error, lang),
    };
    match run(args, &environment, lang, command) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("seodang: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// What clap has to say: help and version are what was asked for, the rest are mistakes.
fn said(error: &clap::Error, lang: Lang) -> ExitCode {
    if error.use_stderr() {
        match lang {
            Lang::Ko => complain(&korean::mistake(error)),
            Lang::En => complain(error.to_string().trim_end()),
        }
        return ExitCode::from(2);
    }
    match error.print() {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("seodang: {error}"));
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn run(
    args: Args,
    environment: &Environment,
    lang: Lang,
    command: clap::Command,
) -> anyhow::Result<ExitCode> {
    let options = &args.options;
    let style = Style {
        lang,
        both: options.lang == Some(LangArg::Both),
        ascii: options.ascii,
        plain: options.plain || environment.prefers_plain,
        columns: environment.columns,
    };
    // An option asks for a session wherever it is given; without one, a pipe or a file gets text at once.
    let interactive = environment.is_terminal || options.plain;
    let is_session = matches!(
        args.command,
        None | Some(
            Command::Learn { .. }
                | Command::Quiz { list: false, .. }
                | Command::Exam { .. }
                | Command::Review { optimize: false, count: false, .. }
                | Command::Stats { stats_format: None }
                | Command::Glossary { .. }
        )
    ) || matches!(&args.command, Some(Command::Mistakes(args)) if args.asks_for_a_screen());
    let opening = (interactive && is_session).then(|| Opening::begin(options, environment));
    match args.command {
        None => session::run(options, environment, open(options, lang)?, Target::Home, opening),
        Some(Command::Learn { lesson }) => {
            let opened = open(options, lang)?;
            let target =
                lesson.as_deref().map(|lesson| find_lesson(&opened.course, lesson, lang)).transpose()?;
            match target {
                Some((lesson, page)) if !interactive => {
                    opened.own_prices.trouble.iter().for_each(|trouble| complain(&trouble.text(lang)));
                    print(&print::lesson(&opened.course, lesson, page, style))
                }
                None if !interactive => print(&print::lessons(&opened.course, style)),
                Some((lesson, page)) => {
                    session::run(options, environment, opened, Target::Lesson { lesson, page }, opening)
                }
                None => session::run(options, environment, opened, Target::Continue, opening),
            }
        }
        Some(Command::Quiz { lesson, list }) => {
            let opened = open(options, lang)?;
            let lesson =
                lesson.as_deref().map(|lesson| find_lesson(&opened.course, lesson, lang)).transpose()?;
            if lesson.is_some_and(|(_, page)| page.is_some()) {
                return Err(Refused(lang.quiz_takes_a_lesson().to_owned()).into());
            }
            let lesson = lesson.map(|(lesson, _)| lesson);
            if list {
                return print(&print::questions(&opened.course, lesson, style));
            }
            let target = Target::Quiz(lesson.unwrap_or(session::ASK_PROGRESS));
            session::run(options, environment, opened, target, opening)
        }
        Some(Command::Exam { lesson, minutes }) => {
            let opened = open(options, lang)?;
            let lesson = find_exam(&opened.course, lesson.as_deref(), lang)?;
            let target = Target::ExamStart { lesson, minutes, timed: true };
            session::run(options, environment, opened, target, opening)
        }
        Some(Command::Review { optimize: true, .. }) => review::optimize(options, lang),
        Some(Command::Review { count: true, .. }) => {
            review::count(options, &open(options, lang)?.course, lang)
        }
        Some(Command::Review { cram, .. }) => {
            let opened = open(options, lang)?;
            let target = match cram.as_deref() {
                None => Target::Review,
                Some("") => Target::Cram(None),
                Some(lesson) => Target::Cram(Some(find_lesson(&opened.course, lesson, lang)?.0)),
            };
            session::run(options, environment, opened, target, opening)
        }
        Some(Command::Stats { stats_format }) => {
            let opened = open(options, lang)?;
            if interactive && stats_format.is_none() {
                return session::run(options, environment, opened, Target::Stats, opening);
            }
            stats::run(options, &opened.course, stats_format == Some(DataFormat::Json), lang)
        }
        Some(Command::Glossary { term }) => {
            let opened = open(options, lang)?;
            let found = term.as_deref().map(|term| find_term(&opened.course, term, lang)).transpose()?;
            match found {
                Some(id) if !interactive => {
                    let text = opened
                        .course
                        .glossary()
                        .term(&id)
                        .map(|term| print::term(&opened.course, term, style));
                    print(&text.unwrap_or_default())
                }
                None if !interactive => print(&print::terms(&opened.course, style)),
                Some(id) => session::run(options, environment, opened, Target::Term(id), opening),
                None => session::run(options, environment, opened, Target::Glossary(String::new()), opening),
            }
        }
        Some(Command::Search { query, search_format }) => {
            let opened = open(options, lang)?;
            search::run(&opened.course, &query.join(" "), search_format, style)
        }
        Some(Command::Mistakes(args)) if interactive && args.asks_for_a_screen() => {
            session::run(options, environment, open(options, lang)?, Target::Mistakes, opening)
        }
        Some(Command::Mistakes(args)) => {
            let course = open(options, lang)?.course;
            let lesson = args.of.as_deref().map(|lesson| find_lesson(&course, lesson, lang)).transpose()?;
            mistakes::run(&args, options, &course, lesson.map(|(lesson, _)| lesson), style)
        }
        Some(Command::Check(args)) => {
            let dir = args.dir.as_deref().or(options.course.as_deref());
            check::run(&args, dir, lang)
        }
        Some(Command::Progress { what }) => progress::run(&what, options, lang),
        Some(Command::Bank { what }) => bank::run(&what, options, lang),
        Some(Command::Class { what }) => class::run(what, options, environment, style),
        Some(Command::New { what }) => new::run(&what, options.course.as_deref(), lang),
        Some(Command::Completions { shell }) => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut command.clone(), "seodang", &mut out);
            print(&String::from_utf8_lossy(&out))
        }
        Some(Command::Man) => print(&String::from_utf8_lossy(&manual::page(command)?)),
    }
}

/// A course, and what is wrong with its files when they are in a folder.
struct Opened {
    course: Arc<Course>,
    edition: Option<Arc<Edition>>,
    own_prices: prices::Own,
}

fn open(options: &Options, lang: Lang) -> anyhow::Result<Opened> {
    let own_prices = prices::read(options);
    let Some(dir) = &options.course else {
        let course = Course::open(Files::embedded()).0.with_own_prices(own_prices.list.clone());
        return Ok(Opened { course: Arc::new(course), edition: None, own_prices });
    };
    let files = folder::read(dir).with_context(|| no_folder(dir, lang))?;
    let edition = Edition::open(files, &own_prices.list);
    Ok(Opened { course: Arc::clone(&edition.course), edition: Some(Arc::new(edition)), own_prices })
}

fn no_folder(dir: &Path, lang: Lang) -> String {
    match lang {
        Lang::Ko => format!("코스 폴더를 읽지 못했어요: {}. 경로를 확인하세요", dir.display()),
        Lang::En => format!("cannot read the course folder {}: check the path", dir.display()),
    }
}

/// `ecs` or `ecs#task`.
fn find_lesson(course: &Course, asked: &str, lang: Lang) -> anyhow::Result<(usize, Option<usize>)> {
    let (id, page) = asked.split_once('#').map_or((asked, None), |(id, page)| (id, Some(page)));
    let folded = id.to_lowercase();
    let by_title = || {
        let same = |title: &str| title.to_lowercase().replace(' ', "") == folded.replace(' ', "");
        course.lessons.iter().position(|lesson| Lang::ALL.iter().any(|lang| same(lesson.title.get(*lang))))
    };
    let Some(lesson) = course.lesson_index(&folded).or_else(by_title) else {
        let known: Vec<&str> = course.lessons.iter().map(|lesson| lesson.id.as_str()).collect();
        return Err(unknown(
            lang,
            ("그런 단원은 없어요", "there is no lesson"),
            id,
            closest_lesson(course, id),
            Some(&known.join(", ")),
        ));
    };
    let Some(page) = page.filter(|page| !page.is_empty()) else { return Ok((lesson, None)) };
    let pages = &course.lessons[lesson].pages;
    let number = page.parse::<usize>().ok().filter(|n| (1..=pages.len()).contains(n)).map(|n| n - 1);
    match course.lessons[lesson].page_index(page).or(number) {
        Some(page) => Ok((lesson, Some(page))),
        None => {
            let ids: Vec<&str> = pages.iter().map(|page| page.id.as_str()).collect();
            let like = crate::course::diagnostic::closest(page, ids.iter().copied());
            Err(unknown(lang, ("그런 쪽은 없어요", "there is no page"), page, like, Some(&ids.join(", "))))
        }
    }
}

/// The lesson that is asked for, else the first that is an exam.
fn find_exam(course: &Course, asked: Option<&str>, lang: Lang) -> anyhow::Result<usize> {
    let Some(asked) = asked else {
        let exam = (0..course.lessons.len()).find(|lesson| course.is_exam(*lesson));
        return exam.ok_or_else(|| Refused(lang.exam_needs_a_lesson().to_owned()).into());
    };
    match find_lesson(course, asked, lang)? {
        (lesson, None) => Ok(lesson),
        (_, Some(_)) => Err(Refused(lang.exam_takes_a_lesson().to_owned()).into()),
    }
}

/// The id of the term that is called `asked` in any way.
fn find_term(course: &Course, asked: &str, lang: Lang) -> anyhow::Result<String> {
    let fold = |text: &str| crate::lang::hangul::nfc(text).to_lowercase().replace([' ', '-', '_'], "");
    let wanted = fold(asked);
    let terms = course.glossary().terms();
    let names = |term: &'_ crate::course::Term| {
        let own = [
            term.id.clone(),
            term.name.ko.clone(),
            term.name.en.clone(),
            term.abbr.clone(),
            term.reading.clone(),
        ];
        own.into_iter()
            .chain(term.aka.iter().cloned())
            .chain(term.aliases.iter().cloned())
            .collect::<Vec<_>>()
    };
    if let Some(term) = terms.iter().find(|term| names(term).iter().any(|name| fold(name) == wanted)) {
        return Ok(term.id.clone());
    }
    let all: Vec<String> = terms.iter().flat_map(names).filter(|name| !name.is_empty()).collect();
    let like = crate::course::diagnostic::closest(asked, all.iter().map(String::as_str));
    let like = like.or_else(|| all.iter().map(String::as_str).find(|name| fold(name).contains(&wanted)));
    Err(unknown(lang, ("그런 용어는 없어요", "there is no term"), asked, like, None))
}

fn unknown(
    lang: Lang,
    (ko, en): (&str, &str),
    asked: &str,
    like: Option<&str>,
    known: Option<&str>,
) -> anyhow::Error {
    let mut text = match lang {
        Lang::Ko => format!("{ko}: {asked}"),
        Lang::En => format!("{en} '{asked}'"),
    };
    match (like, lang) {
        (Some(like), Lang::Ko) => text.push_str(&format!("\n혹시 '{like}'?")),
        (Some(like), Lang::En) => text.push_str(&format!("\ndid you mean '{like}'?")),
        (None, _) => {}
    }
    match (known, lang) {
        (Some(known), Lang::Ko) => text.push_str(&format!("\n있는 것: {known}")),
        (Some(known), Lang::En) => text.push_str(&format!("\nthere are: {known}")),
        (None, Lang::Ko) => text.push_str("\n모두 보려면: seodang glossary"),
        (None, Lang::En) => text.push_str("\nto see all: seodang glossary"),
    }
    Refused(text).into()
}

/// Why something could not be written, in words for the author.
fn reason(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => lang.is_read_only().to_owned(),
        io::ErrorKind::ResourceBusy => lang.changed_meanwhile().to_owned(),
        _ => error.to_string(),
    }
}

fn print(text: &str) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Writes `text` to a new file and says so, or prints it. Ends with 1 when the file is there already.
fn put(
    lang: Lang,
    output: Option<&Path>,
    text: &str,
    said: impl FnOnce(&str) -> String,
) -> anyhow::Result<ExitCode> {
    let Some(output) = output else { return print(text) };
    let shown = output.display().to_string();
    match write::create(output, text) {
        Ok(()) => print(&format!("{}\n", said(&shown))),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            complain(&format!("seodang: {}", lang.there_already(&[shown])));
            Ok(ExitCode::from(1))
        }
        Err(error) => Err(Refused(lang.not_written(&shown, &reason(&error, lang))).into()),
    }
}

/// To standard error, whose loss changes nothing.
fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The language of `--lang`, before the arguments are parsed: help and mistakes are told in it, too.
fn asked_lang(args: &[std::ffi::OsString]) -> Option<Lang> {
    let args: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = args.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let value = after.or_else(|| args.iter().find_map(|arg| arg.strip_prefix("--lang=")))?;
    Lang::from_code(value)
}
