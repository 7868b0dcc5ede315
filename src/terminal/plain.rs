//! The local terminal, or a pipe, line by line: a line in, then what is new as lines of text.
//!
//! Invariants: nothing but text and line breaks is written, whatever the course or the input holds. A record is in the store
//! before the line after it is read. It must not know what a line means.

#![expect(clippy::disallowed_methods, reason = "waits for the time the app asked for")]

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    Exit, Options, Recorder,
    feed::{Feed, Wake},
    journal::{Journal, Outcome},
    lines::{Arrival, Lines},
};
use crate::{
    app::{App, Effect, Event, line},
    lang::width::truncate,
    screen::plain::Told,
    ui::plain::wrapped,
};

/// The most cells of a line that are repeated when it was not understood.
const REPEATED: usize = 60;

struct Session<'a> {
    app: &'a mut App,
    recorder: &'a mut dyn Recorder,
    options: Options,
    /// Columns where the output does not say.
    columns: u16,
    journal: Journal,
    told: Told,
    wake_at: Option<Instant>,
    has_ended: bool,
}

/// Runs `app`, which was made plain, until it quits, the input ends or the process is told to end. Lines are at most
/// `columns` cells long where the output is no terminal that says how wide it is.
///
/// # Errors
///
/// When the input cannot be waited for, or the output cannot be written; what was answered is kept.
pub fn run(
    app: &mut App,
    recorder: &mut dyn Recorder,
    options: Options,
    columns: u16,
) -> anyhow::Result<Exit> {
    let (lines, waker) = Lines::open()?;
    if let Some(feed) = &options.feed {
        let wake: Wake = Arc::new(move || waker.wake());
        feed.begin(&wake);
    }
    let (journal, told) = (Journal::default(), Told::default());
    let mut session =
        Session { app, recorder, options, columns, journal, told, wake_at: None, has_ended: false };
    let signal = session.go_on(lines);
    if !session.has_ended {
        session.send(Event::Shutdown);
    }
    session.journal.write_all(session.recorder);
    Ok(Exit { signal: signal?, unsaved: session.journal.into_unsaved() })
}

impl Session<'_> {
    /// Runs until the end; the signal that asked for it, if one did.
    fn go_on(&mut self, mut lines: Lines) -> io::Result<Option<i32>> {
        // What opening the first screen had to record goes out with the first event.
        self.send(Event::Resize(0, 0));
        let first = self.told.tell(self.app);
        self.write(first)?;
        loop {
            let wait = self.wake_at.map(|at| at.saturating_duration_since(Instant::now()));
            let arrival = lines.next(wait)?;
            self.catch_up();
            let unasked = self.told.tell_unasked(self.app);
            self.write(unasked)?;
            match arrival {
                Arrival::Line(line) => self.take(&line)?,
                Arrival::Over => return Ok(None),
                Arrival::End(signal) => return Ok(Some(signal)),
                Arrival::Time | Arrival::Woken => {}
            }
            if self.has_ended {
                return Ok(None);
            }
        }
    }

    /// Gives the app what has happened while a line was waited for.
    fn catch_up(&mut self) {
        while let Some(event) = self.options.feed.as_ref().and_then(Feed::take) {
            self.send(event);
        }
        if self.wake_at.is_some_and(|at| at <= Instant::now()) {
            self.wake_at = None;
            self.send(Event::Wake);
        }
    }

    fn take(&mut self, line: &str) -> io::Result<()> {
        let Some(events) = line::read(line, self.app) else {
            let m = self.app.lang().msgs();
            let what = format!("{}: {}", m.plain_unknown, truncate(line.trim(), REPEATED));
            let prompt = self.told.prompt().to_owned();
            return self.write([what, prompt]);
        };
        for event in events {
            if !self.has_ended {
                self.send(event);
            }
        }
        // Silence would leave open whether the line was taken.
        let lines = self.told.tell(self.app);
        let same = lines.is_empty() && !self.has_ended;
        self.write(lines.into_iter().chain(same.then(|| self.app.lang().msgs().plain_same.to_owned())))
    }

    /// Gives the app an event, does what it asks for, and writes its records.
    fn send(&mut self, event: Event) {
        for effect in self.app.update(event, self.options.clock.now()) {
            match effect {
                Effect::Record(record) | Effect::Remember(record) => self.journal.add(record),
                Effect::Wake(ms) => self.wake_at = Instant::now().checked_add(Duration::from_millis(ms)),
                Effect::Suspend => Lines::stop(),
                Effect::Class(ask) => {
                    self.options.uplink.iter_mut().for_each(|uplink| uplink.ask(ask.clone()))
                }
                Effect::Redraw => self.told = Told::default(),
                Effect::Quit => self.has_ended = true,
            }
        }
        match self.journal.write(self.recorder) {
            Outcome::Fine => {}
            Outcome::Failed(message) => self.send(Event::StoreFailed(message)),
            Outcome::Recovered => self.send(Event::StoreRecovered),
        }
    }

    fn write(&mut self, lines: impl IntoIterator<Item = String>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let columns = Some(&out).filter(|out| out.is_terminal()).and_then(|_| Lines::columns());
        for line in lines {
            let text: String =
                line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
            for row in wrapped(text.trim_end(), columns.unwrap_or(self.columns)) {
                writeln!(out, "{row}")?;
            }
        }
        out.flush()
    }
}
