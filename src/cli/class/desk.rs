//! Holding a class without a screen: what happens is printed, and commands are typed line by line.
//!
//! Invariant: nothing private is printed before it is revealed, as whoever reads it may read it aloud.

use std::{
    collections::BTreeSet,
    io::{self, Write as _},
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use super::{
    Place,
    command::{self, Order},
    reach::Reached,
};
use crate::{
    app::{
        App, Event, Setup, Target,
        class::{News, Qr},
    },
    class::{HostCommand, Phase, PlayerId, view::PlayerLine, wire::ServerMessage},
    course::Course,
    lang::{Lang, Words, class_live as words, class_screen, width},
    screen::plain::shown,
    serve::{Host, Sight},
    study::Progress,
    terminal::{
        Clock,
        lines::{Arrival, Lines},
    },
    ui::{plain::wrapped, theme::Depth},
};

/// Light modules around a QR code.
const QUIET: usize = 2;

/// How often it is looked whether a step was taken, and how many times.
const LOOK: Duration = Duration::from_millis(5);
const LOOKS: u32 = 200;

/// Holds the class until its teacher leaves, the input ends, or the process is told to end.
///
/// # Errors
/// When the input cannot be waited for or the output not be written.
pub fn run(
    host: &Arc<Host>,
    reached: &Reached,
    course: &Arc<Course>,
    place: Place<'_>,
) -> anyhow::Result<ExitCode> {
    let (mut lines, waker) = Lines::open()?;
    let newest: Arc<Mutex<Option<Arc<Sight>>>> = Arc::default();
    let slot = Arc::clone(&newest);
    host.watch(move |sight| {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(sight);
        waker.wake();
        true
    });
    let mut desk = Desk::open(host, reached, course, place);
    desk.welcome(reached)?;
    loop {
        let arrival = lines.next(None)?;
        let sight = newest.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(sight) = sight {
            desk.look(&sight)?;
        }
        match arrival {
            Arrival::Line(line) => {
                if !desk.take(&line)? {
                    return Ok(ExitCode::SUCCESS);
                }
            }
            Arrival::Over => return Ok(ExitCode::SUCCESS),
            Arrival::End(signal) => return Ok(ExitCode::from(u8::try_from(128 + signal).unwrap_or(1))),
            Arrival::Woken | Arrival::Time => {}
        }
    }
}

struct Desk<'a> {
    host: &'a Host,
    lang: Lang,
    columns: u16,
    /// What everybody may see, as the screen of the host would say it.
    app: App,
    clock: Clock,
    told: Option<(u32, Phase)>,
    known: BTreeSet<PlayerId>,
    trouble: String,
    names_shown: bool,
}

impl<'a> Desk<'a> {
    fn open(host: &'a Host, reached: &Reached, course: &Arc<Course>, place: Place<'_>) -> Desk<'a> {
        let (lang, clock) = (place.style.lang, Clock::default());
        let app = App::new(Setup {
            course: Arc::clone(course),
            edition: None,
            progress: Progress::default(),
            lang: Some(lang),
            both: Some(place.style.both),
            guess: lang,
            theme: None,
            default_theme: "mono",
            depth: Depth::Mono,
            ascii: place.style.ascii,
            plain: true,
            reduce_motion: true,
            size: (80, 24),
            now: clock.now(),
            seed: 0,
            target: Target::Host(Box::new(reached.venue())),
            notices: Vec::new(),
            is_saving: true,
            progress_file: None,
        });
        Desk {
            host,
            lang,
            columns: place.environment.columns,
            app,
            clock,
            told: None,
            known: BTreeSet::new(),
            trouble: String::new(),
            names_shown: true,
        }
    }

    /// How to come in, and what can be typed.
    fn welcome(&mut self, reached: &Reached) -> io::Result<()> {
        let lang = self.lang;
        let venue = reached.venue();
        if let Some(qr) = &venue.qr {
            print_qr(qr)?;
        }
        let command = format!("{} --code {}", reached.command("wall"), venue.code);
        let help = words::HELP.iter().find(|(name, _)| name.1 == "next").map(|(name, _)| name.get(lang));
        let more = match lang {
            Lang::Ko => format!("{}: {}, 도움말", words::COMMANDS.get(lang), help.unwrap_or_default()),
            Lang::En => format!("{}: {}, help", words::COMMANDS.get(lang), help.unwrap_or_default()),
        };
        // Before the start it stands on the screen itself.
        if self.host.sight().view.phase != Phase::Lobby {
            self.say([format!("{}: {}", class_screen::CODE.get(lang), venue.code.spaced())])?;
        }
        let others: Vec<String> =
            reached.addresses.iter().skip(1).map(|address| format!("  {}", address.link())).collect();
        if !others.is_empty() {
            self.tell(words::ALSO_AT)?;
        }
        self.say(others)?;
        let fingerprint = venue.fingerprint.iter();
        self.say(fingerprint.map(|print| format!("{}: {print}", class_screen::FINGERPRINT.get(lang))))?;
        self.tell(words::WALL_BY)?;
        self.say(std::iter::once(&command).chain(&venue.wall).map(|way| format!("  {way}")))?;
        self.say([words::KEPT_HERE.get(lang).to_owned(), more])
    }

    /// Says what is new.
    fn look(&mut self, sight: &Sight) -> io::Result<()> {
        let lang = self.lang;
        let message = ServerMessage::HostState {
            view: Box::new(sight.view.clone()),
            players: Some(sight.players.to_vec()),
        };
        self.app.update(Event::Class(News::Said(Box::new(message))), self.clock.now());
        let trouble = sight.trouble.as_ref().map(|error| error.text(lang)).unwrap_or_default();
        if trouble != self.trouble {
            self.trouble = trouble.clone();
            let recovered = words::DONE.get(lang).to_owned();
            self.say([if trouble.is_empty() { recovered } else { trouble }])?;
        }
        self.names_shown = sight.view.names_shown;
        self.greet(&sight.players)?;
        let now = (sight.view.step, sight.view.phase);
        let before = self.told.replace(now);
        if before == Some(now) {
            return Ok(());
        }
        let is_locked = now.1 == Phase::Locked;
        // Everybody may have answered before the question could be told.
        if !is_locked || before.is_none_or(|(_, phase)| phase != Phase::Question) {
            self.status()?;
        }
        let (answers, players) = (sight.view.wall.answers, sight.view.wall.players);
        let closed = format!("{} {}", class_screen::LOCKED.get(lang), lang.answers_in(answers, players));
        self.say(is_locked.then_some(closed))
    }

    /// Says who has come.
    fn greet(&mut self, players: &[PlayerLine]) -> io::Result<()> {
        let (lang, count) = (self.lang, players.len());
        let new = players.iter().filter(|line| !self.known.contains(&line.player));
        let lines: Vec<String> = new
            .map(|line| {
                let name =
                    if self.names_shown { line.name.get(lang) } else { class_screen::HIDDEN.get(lang) };
                lang.has_joined(name, count)
            })
            .collect();
        self.known = players.iter().map(|line| line.player).collect();
        self.say(lines)
    }

    /// Says how things stand.
    fn status(&self) -> io::Result<()> {
        let now = shown(&self.app);
        self.say([String::new(), now.title, String::new()].into_iter().chain(now.lines))
    }

    /// Does what a line asks for; whether it goes on.
    fn take(&mut self, line: &str) -> io::Result<bool> {
        let order = match command::parse(line) {
            Ok(order) => order,
            Err(why) => {
                self.tell(why)?;
                return Ok(true);
            }
        };
        let step = self.host.sight().view.step;
        let command = match order {
            Order::Quit => return Ok(false),
            Order::Help => {
                self.help()?;
                return Ok(true);
            }
            Order::Status => {
                self.status()?;
                return Ok(true);
            }
            Order::Players => {
                self.players()?;
                return Ok(true);
            }
            Order::Next => HostCommand::Next { step },
            Order::Skip => HostCommand::Skip { step },
            Order::Lock => HostCommand::Lock,
            Order::Reveal => HostCommand::Reveal,
            Order::Pause => HostCommand::Pause,
            Order::Resume => HostCommand::Resume,
            Order::Extend(ms) => HostCommand::Extend { ms },
            Order::Poll(poll) => HostCommand::Poll(poll),
            Order::OwnPoll(poll) => HostCommand::OwnPoll(poll),
            Order::Door(open) => HostCommand::Door { open },
            Order::Names(shown) => HostCommand::Names { shown },
            Order::End => HostCommand::End,
            Order::Kick { who, ban } => match self.find(&who) {
                Ok(player) => HostCommand::Kick { player, ban },
                Err(why) => {
                    self.tell(why)?;
                    return Ok(true);
                }
            },
            Order::Rename { who, name } => match self.find(&who) {
                Ok(player) => HostCommand::Rename { player, name },
                Err(why) => {
                    self.tell(why)?;
                    return Ok(true);
                }
            },
        };
        self.order(command, step)?;
        Ok(true)
    }

    /// Has the class do something, and waits until it is seen.
    fn order(&self, command: HostCommand, step: u32) -> io::Result<()> {
        let phase = self.host.sight().view.phase;
        let moves = !matches!(
            command,
            HostCommand::Pause
                | HostCommand::Resume
                | HostCommand::Extend { .. }
                | HostCommand::Door { .. }
                | HostCommand::Names { .. }
                | HostCommand::Rename { .. }
                | HostCommand::Kick { .. }
        );
        if let Err(refusal) = self.host.command(command) {
            return self.tell(refusal.words());
        }
        if !moves {
            return self.tell(words::DONE);
        }
        for _ in 0..LOOKS {
            let sight = self.host.sight();
            if (sight.view.step, sight.view.phase) != (step, phase) {
                break;
            }
            thread::sleep(LOOK);
        }
        Ok(())
    }

    /// The player with this number, or with this name.
    fn find(&self, who: &str) -> Result<PlayerId, Words> {
        let sight = self.host.sight();
        let players = &sight.players;
        let number = who.parse::<u32>().ok().and_then(|number| number.checked_sub(1)).map(PlayerId);
        if let Some(found) = players.iter().find(|line| Some(line.player) == number) {
            return Ok(found.player);
        }
        let is_called = |line: &&PlayerLine| {
            Lang::ALL.iter().any(|lang| line.name.get(*lang).to_lowercase() == who.to_lowercase())
        };
        let mut found = players.iter().filter(is_called);
        match (found.next(), found.next()) {
            (Some(line), None) => Ok(line.player),
            (Some(_), Some(_)) => Err(words::MANY_PLAYERS),
            (None, _) => Err(words::NO_PLAYER),
        }
    }

    fn players(&self) -> io::Result<()> {
        let (lang, sight) = (self.lang, self.host.sight());
        if sight.players.is_empty() {
            return self.tell(class_screen::NOBODY);
        }
        self.say(sight.players.iter().map(|line| {
            let there = if line.present { class_screen::THERE } else { class_screen::AWAY };
            let number = line.player.0.saturating_add(1);
            let score = lang.points(line.standing.score);
            format!("{number:>4}  {} · {} · {score}", line.name.get(lang), there.get(lang))
        }))
    }

    fn help(&self) -> io::Result<()> {
        let lang = self.lang;
        let cells = words::HELP.iter().map(|(name, _)| width::width(name.get(lang))).max().unwrap_or(0);
        let line = |(name, what): &(Words, Words)| {
            format!("  {}  {}", width::pad_right(name.get(lang), cells), what.get(lang))
        };
        self.say(words::HELP.iter().map(line))
    }

    fn tell(&self, what: Words) -> io::Result<()> {
        self.say([what.get(self.lang).to_owned()])
    }

    fn say(&self, lines: impl IntoIterator<Item = String>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        for line in lines {
            for row in wrapped(&width::sanitize(&line), self.columns) {
                writeln!(out, "{}", row.trim_end())?;
            }
        }
        out.flush()
    }
}

/// Prints a QR code in half blocks, light on the dark of most terminals; readers know both.
fn print_qr(qr: &Qr) -> io::Result<()> {
    let side = qr.size() + 2 * QUIET;
    let is_light = |x: usize, y: usize| {
        let inside = x >= QUIET && y >= QUIET;
        y < side && !(inside && qr.is_dark(x - QUIET, y - QUIET))
    };
    let mut out = io::stdout().lock();
    for row in 0..side.div_ceil(2) {
        let line: String = (0..side)
            .map(|x| match (is_light(x, 2 * row), is_light(x, 2 * row + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            })
            .collect();
        writeln!(out, "{line}")?;
    }
    out.flush()
}
