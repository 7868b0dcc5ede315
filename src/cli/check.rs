//! `seodang check`: once, again whenever something changes, or mending what needs no thought.

use std::{
    io::{IsTerminal as _, Write as _},
    path::Path,
    process::ExitCode,
};

use anyhow::Context as _;

use super::{
    Refused,
    args::{CheckArgs, Format},
    complain, folder, no_folder, print, reason,
    report::{self, Report},
    watch::{EVERY, Watch},
    write,
};
use crate::{
    course::{Course, Diagnostic, Files, check, lint, mend},
    lang::Lang,
    terminal::{Clock, interrupt::Interrupt},
    ui::fit,
};

/// What clears a terminal and what has scrolled out of it.
const CLEAR: &str = "\x1b[H\x1b[2J\x1b[3J";

/// Runs `check` on the course in `dir`, or on the built-in one.
///
/// # Errors
/// When there is no such folder, or the built-in course is to be changed or watched.
pub fn run(args: &CheckArgs, dir: Option<&Path>, lang: Lang) -> anyhow::Result<ExitCode> {
    let Some(dir) = dir else {
        if args.fix || args.watch {
            return Err(Refused(lang.check_needs_a_folder().to_owned()).into());
        }
        return tell(args, &report(args, None, &Files::embedded(), lang));
    };
    let mut files = folder::read(dir).with_context(|| no_folder(dir, lang))?;
    if args.watch {
        if args.format == Format::Github {
            return Err(Refused(lang.watch_is_not_for_github().to_owned()).into());
        }
        return watch(args, dir, files, lang);
    }
    let mut is_mended = true;
    if args.fix {
        is_mended = fix(args, dir, &files, lang)?;
        files = folder::read(dir).with_context(|| no_folder(dir, lang))?;
    }
    let code = tell(args, &report(args, Some(dir), &files, lang))?;
    Ok(if is_mended { code } else { ExitCode::from(2) })
}

fn report<'a>(args: &CheckArgs, dir: Option<&'a Path>, files: &'a Files, lang: Lang) -> Report<'a> {
    Report { dir, files, problems: examine(files, args.max_age), lang }
}

/// Every problem of the course in `files`, also those that take the layout of a page or today's date.
fn examine(files: &Files, max_age: Option<u32>) -> Vec<Diagnostic> {
    let mut found = check::check(files);
    found.extend(fit::check(files));
    if let Some(days) = max_age {
        let today = Clock::default().today();
        let (course, _) = Course::open(files.clone());
        found.extend(lint::outdated(files, &course, &today, days.into()));
    }
    check::ordered(found)
}

/// Prints a report and gives the exit code that goes with it.
fn tell(args: &CheckArgs, report: &Report<'_>) -> anyhow::Result<ExitCode> {
    print(&shown(args, report))?;
    let counted = if args.deny_warnings { report.problems.len() } else { report.errors() };
    Ok(ExitCode::from(u8::from(counted > 0)))
}

fn shown(args: &CheckArgs, report: &Report<'_>) -> String {
    match args.format {
        Format::Text => report.text(),
        Format::Json => report.json(),
        Format::Github => report.github(),
    }
}

/// Mends what needs no thought, and says so. Whether all of it could be written.
fn fix(args: &CheckArgs, dir: &Path, files: &Files, lang: Lang) -> anyhow::Result<bool> {
    let mut is_written = true;
    let mut said = String::new();
    for mended in mend::mend(files) {
        // The file must still say what was mended; how it is stored does not matter.
        let is_known = |bytes: Vec<u8>| folder::says(&mended.file, bytes, files.text(&mended.file));
        match write::replace(&dir.join(&mended.file), &mended.text, is_known) {
            Ok(()) => said.push_str(&report::mended(dir, &mended, lang)),
            Err(error) => {
                is_written = false;
                let file = report::path_shown(Some(dir), &mended.file);
                complain(&format!("seodang: {}", lang.not_mended(&file, &reason(&error, lang))));
            }
        }
    }
    if args.format == Format::Text {
        print(&said)?;
    } else if !said.is_empty() {
        // Programs read the output: people read this.
        complain(said.trim_end());
    }
    Ok(is_written)
}

/// Checks again whenever something changes, until the process is told to end. Programs get a document a line.
fn watch(args: &CheckArgs, dir: &Path, files: Files, lang: Lang) -> anyhow::Result<ExitCode> {
    let clock = Clock::default();
    let mut interrupt = Interrupt::catch()?;
    let clears = std::io::stdout().is_terminal() && args.format == Format::Text;
    let mut watch = Watch::new(dir.to_owned(), files);
    let mut is_new = true;
    loop {
        if is_new {
            let mut out = if clears { CLEAR.to_owned() } else { String::new() };
            match watch.files() {
                Some(files) => {
                    let report = report(args, Some(dir), files, lang);
                    let is_stream = args.format == Format::Json;
                    out.push_str(&if is_stream { report.json_line() } else { report.text() });
                }
                None if args.format == Format::Text => {
                    out.push_str(&format!("{}\n", lang.folder_is_gone(&dir.display().to_string())));
                }
                None => complain(&format!("seodang: {}", lang.folder_is_gone(&dir.display().to_string()))),
            }
            if args.format == Format::Text {
                let now = clock.now();
                out.push_str(&format!("{}\n", lang.watching(now.utc_ms / 1000 + i64::from(now.offset_s))));
            }
            print(&out)?;
        }
        if let Some(signal) = interrupt.wait(EVERY)? {
            if clears {
                // Below the `^C` that the terminal has written.
                let _ = writeln!(std::io::stdout());
            }
            return Ok(ExitCode::from(u8::try_from(128 + signal).unwrap_or(2)));
        }
        is_new = watch.look();
    }
}
