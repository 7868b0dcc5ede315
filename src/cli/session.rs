//! A learner at the local terminal: puts together app, progress file and terminal.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    io,
    process::ExitCode,
    thread::{self, JoinHandle},
};

use super::{
    Opened, Refused,
    args::{LangArg, Options, ThemeArg},
    complain,
    env::Environment,
    kept::Kept,
    watch,
};
use crate::{
    app::{App, Setup, Target},
    lang::Lang,
    study::Progress,
    terminal::{self, Sender, Uplink, clock::Clock},
};

/// Number of a lesson that stands for “the one the progress file says”.
pub const ASK_PROGRESS: usize = usize::MAX;

/// Makes the connection to a class, whose news go to the session by the sender.
pub type Dial = Box<dyn FnOnce(Sender) -> io::Result<Box<dyn Uplink>>>;

/// The progress file, being opened while the course is read: together they are most of what a learner waits for.
pub struct Opening(JoinHandle<(Kept, Progress)>);

impl Opening {
    /// Begins to open the progress file.
    #[must_use]
    pub fn begin(options: &Options, environment: &Environment) -> Opening {
        let (path, lang) = (options.progress.clone(), environment.lang);
        Opening(thread::spawn(move || Kept::open(path.as_deref(), lang)))
    }
}

/// Runs a session that begins at `target`.
///
/// # Errors
/// When there is no terminal and nobody asked for lines, or when input or output fails.
pub fn run(
    options: &Options,
    environment: &Environment,
    opened: Opened,
    target: Target,
    opening: Option<Opening>,
) -> anyhow::Result<ExitCode> {
    in_class(options, environment, opened, target, opening, None)
}

/// The same, with a class that it takes part in.
///
/// # Errors
/// As [`run`], and when the connection cannot be prepared.
pub fn in_class(
    options: &Options,
    environment: &Environment,
    opened: Opened,
    target: Target,
    opening: Option<Opening>,
    dial: Option<Dial>,
) -> anyhow::Result<ExitCode> {
    let asked = match options.lang {
        Some(LangArg::Ko) => Some(Lang::Ko),
        Some(LangArg::En) => Some(Lang::En),
        Some(LangArg::Both) | None => None,
    };
    let is_plain = options.plain || environment.prefers_plain || environment.is_dumb;
    let Some(opening) = opening else {
        return Err(Refused(no_terminal(asked.unwrap_or(environment.lang)).to_owned()).into());
    };
    // Read here, while the progress file is still being opened, what the first screen will ask for.
    if let Target::Lesson { lesson, .. } | Target::Quiz(lesson) = target {
        let _ = opened.course.questions(lesson);
    }
    let clock = Clock::default();
    let Ok((mut kept, progress)) = opening.0.join() else {
        anyhow::bail!("the progress file could not be opened")
    };
    let lang = asked.or(progress.settings.lang).unwrap_or(environment.lang);
    kept.lang = lang;
    let mut notices = kept.notices();
    let own_prices = opened.own_prices;
    notices.extend(own_prices.trouble.iter().flat_map(|trouble| trouble.paragraphs(lang)));
    let errors = opened.edition.as_ref().map_or(0, |edition| edition.errors());
    if let Some(dir) = options.course.as_ref().filter(|_| errors > 0) {
        notices.push(lang.course_problems(errors, &dir.display().to_string()));
    }
    if environment.is_console && environment.is_terminal && lang == Lang::Ko {
        notices.push(
            "The Linux console cannot show Hangul. F2 switches to English; for Korean use a graphical terminal.".into(),
        );
    }
    let target = match target {
        Target::Quiz(ASK_PROGRESS) => {
            let last = progress.position.as_ref().and_then(|(id, _)| opened.course.lesson_index(id));
            Target::Quiz(last.unwrap_or(0))
        }
        target => target,
    };
    let (sender, feed) = terminal::feed();
    let has_news = dial.is_some() || options.course.is_some();
    if let Some(dir) = options.course.clone() {
        watch::tell(dir, opened.course.files().clone(), own_prices.list, sender.clone());
    }
    // Nobody is asked for their language at the door of a class, where others wait.
    let chosen = asked.or(dial.as_ref().map(|_| lang));
    let uplink = dial.map(|dial| dial(sender)).transpose()?;
    let mut app = App::new(Setup {
        course: opened.course,
        edition: opened.edition,
        lang: chosen,
        both: match options.lang {
            Some(LangArg::Both) => Some(true),
            Some(LangArg::Ko | LangArg::En) => Some(false),
            None => None,
        },
        guess: environment.lang,
        theme: options.theme.map(theme_id),
        default_theme: environment.theme,
        depth: environment.depth,
        ascii: options.ascii,
        plain: is_plain,
        reduce_motion: options.reduce_motion,
        size: (80, 24),
        now: clock.now(),
        seed: seed(),
        target,
        notices,
        is_saving: kept.is_saving(),
        progress_file: kept.path.as_ref().map(|path| path.display().to_string()),
        progress,
    });
    let how = terminal::Options {
        clock: clock.clone(),
        panic_on: environment.panic_on,
        feed: has_news.then_some(feed),
        uplink,
    };
    let exit = if is_plain {
        terminal::plain::run(&mut app, &mut kept, how, environment.columns)?
    } else {
        terminal::run(&mut app, &mut kept, how)?
    };
    // The file was mended while it was in use: told on the main screen, where it can be read in peace.
    kept.lang = app.lang();
    for notice in kept.close(clock.local()) {
        complain(&notice);
    }
    if let Some(unsaved) = exit.unsaved {
        let text = match app.lang() {
            Lang::Ko => {
                format!("저장하지 못한 기록이 {}개 있어요. {}", unsaved.records.len(), unsaved.message)
            }
            Lang::En if unsaved.records.len() == 1 => {
                format!("1 event could not be saved. {}", unsaved.message)
            }
            Lang::En => format!("{} events could not be saved. {}", unsaved.records.len(), unsaved.message),
        };
        complain(&text);
    }
    let code = exit.signal.and_then(|signal| u8::try_from(128 + signal).ok()).unwrap_or(0);
    Ok(ExitCode::from(code))
}

fn theme_id(theme: ThemeArg) -> String {
    match theme {
        ThemeArg::Auto => "auto",
        ThemeArg::Dark => "dark",
        ThemeArg::Light => "light",
        ThemeArg::Mono => "mono",
    }
    .to_owned()
}

fn no_terminal(lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => {
            "터미널에서 실행하세요. 입출력이 파이프나 파일로 이어져 있어요. 글로 보려면: seodang learn ecs, seodang quiz --list, seodang glossary. 한 줄씩 읽고 답하려면: --plain"
        }
        Lang::En => {
            "this needs a terminal, but input or output is a pipe or a file. To read as text: seodang learn ecs, seodang quiz --list, seodang glossary. To read and answer line by line: --plain"
        }
    }
}

/// A seed that differs from session to session: only the order of options depends on it.
fn seed() -> u64 {
    RandomState::new().build_hasher().finish()
}
