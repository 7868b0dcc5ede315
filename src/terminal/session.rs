//! The loop of a session: wait, handle, draw, write records, wait.
//!
//! Invariants: no event is handled before the records of those before it were handed to the store. Everything that has
//! arrived is handled before a frame is drawn, so keys held down cost one frame, not one each.

#![expect(
    clippy::disallowed_methods,
    reason = "waits for the time the app asked for; asks which terminal it is"
)]

use std::{
    env,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    Error, Exit, Options, Program, Recorder,
    capabilities::Capabilities,
    feed::{Feed, Wake},
    guard::Guard,
    journal::{Journal, Outcome},
    painter::Painter,
    source::{Arrival, Source},
};
use crate::app::{Code, Effect, Event};

/// Keys that keep coming may put off a frame this long.
const LONGEST_DRAIN: Duration = Duration::from_millis(50);

/// The size of a terminal that does not say.
const FALLBACK_SIZE: (u16, u16) = (80, 24);

/// SIGHUP, by which a terminal that is gone is told.
const HANG_UP: i32 = 1;

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The learner quit.
    Quit,
    /// By this signal.
    Signal(i32),
    /// Another thread panicked.
    Panicked,
}

struct Session<'a, P> {
    program: &'a mut P,
    recorder: &'a mut dyn Recorder,
    options: Options,
    source: Source,
    guard: Guard,
    painter: Painter,
    journal: Journal,
    wake_at: Option<Instant>,
    /// Something has happened since the last frame.
    undrawn: bool,
    /// Whether a record waits that must be written before anything is shown or handled.
    urgent: bool,
    /// The program has asked to be stopped.
    suspend: bool,
    end: Option<End>,
}

/// See [`super::run`].
pub(super) fn run<P: Program>(
    program: &mut P,
    recorder: &mut dyn Recorder,
    options: Options,
) -> Result<Exit, Error> {
    if !Source::is_terminal() {
        return Err(Error::NotATerminal);
    }
    let (source, waker) = Source::open()?;
    let size = source.size().unwrap_or(FALLBACK_SIZE);
    let wake: Wake = Arc::new(move || {
        // If the pipe is full somebody is being woken already.
        let _ = (&waker).write(&[0]);
    });
    if let Some(feed) = &options.feed {
        feed.begin(&wake);
    }
    let guard = Guard::enter(move || wake())?;
    let painter = Painter::new(size.0, size.1, Capabilities::of(|name| env::var(name).ok()).erases_in_colour);
    let mut session = Session {
        program,
        recorder,
        options,
        source,
        guard,
        painter,
        journal: Journal::default(),
        wake_at: None,
        undrawn: true,
        urgent: false,
        suspend: false,
        end: None,
    };
    // The hook of the guard has restored the terminal by the time a panic is caught here.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        session.send(Event::Resize(size.0, size.1));
        session.go_on()
    }));
    match outcome {
        Ok(end) => session.finish(end),
        Err(panic) => {
            // What was answered before the panic is safe to keep; a second panic, in the store, is not worth more.
            let _ = catch_unwind(AssertUnwindSafe(|| session.journal.write_all(session.recorder)));
            resume_unwind(panic)
        }
    }
}

impl<P: Program> Session<'_, P> {
    /// Runs until the end.
    fn go_on(&mut self) -> Result<End, Error> {
        loop {
            self.drain()?;
            if let Some(end) = self.end {
                return Ok(end);
            }
            if self.urgent {
                // Writing may fail, which is seen in the frame that follows.
                self.write_records();
            }
            if self.undrawn {
                self.draw();
                self.write_records();
                continue;
            }
            let wake = self.wake_at.map(|at| at.saturating_duration_since(Instant::now()));
            let look = self.options.feed.as_ref().and(Source::LONGEST_WAIT);
            self.source.wait(wake.into_iter().chain(look).min())?;
        }
    }

    /// Handles everything that has arrived.
    fn drain(&mut self) -> Result<(), Error> {
        let start = Instant::now();
        while self.end.is_none() {
            if self.guard.panicked() {
                self.send(Event::Shutdown);
                self.end = Some(End::Panicked);
            } else if std::mem::take(&mut self.suspend) {
                self.stop(true)?;
            } else if let Some(arrival) = self.source.pop() {
                self.handle(arrival)?;
            } else if let Some(event) = self.options.feed.as_ref().and_then(Feed::take) {
                self.send(event);
            } else if !self.undrawn
                || start.elapsed() > LONGEST_DRAIN
                || !self.source.wait(Some(Duration::ZERO))?
            {
                break;
            }
        }
        // Once only: a program that is woken at once again and again is drawn in between.
        if self.end.is_none() && self.wake_at.is_some_and(|at| at <= Instant::now()) {
            self.wake_at = None;
            self.send(Event::Wake);
        }
        Ok(())
    }

    fn handle(&mut self, arrival: Arrival) -> Result<(), Error> {
        match arrival {
            Arrival::Event(event) => {
                self.panic_if_asked(&event);
                self.send(event);
            }
            Arrival::Resized => self.resize(),
            Arrival::Stop => self.stop(false)?,
            Arrival::Continued => {
                // Left first, as a terminal that enters twice may forget where its cursor was.
                self.guard.leave();
                self.come_back()?;
            }
            Arrival::End(signal) => {
                self.send(Event::Shutdown);
                self.end = Some(End::Signal(signal));
            }
        }
        Ok(())
    }

    /// Gives the program an event, after the urgent records of those before it are written, and does what it asks for.
    fn send(&mut self, event: Event) {
        if self.urgent {
            self.write_records();
        }
        self.update(event);
    }

    fn update(&mut self, event: Event) {
        self.undrawn = true;
        for effect in self.program.update(event, self.options.clock.now()) {
            match effect {
                Effect::Record(record) => {
                    self.urgent = true;
                    self.journal.add(record);
                }
                Effect::Remember(record) => self.journal.add(record),
                Effect::Wake(ms) => self.wake_at = Instant::now().checked_add(Duration::from_millis(ms)),
                Effect::Suspend => self.suspend = true,
                Effect::Class(ask) => {
                    self.options.uplink.iter_mut().for_each(|uplink| uplink.ask(ask.clone()))
                }
                Effect::Redraw => self.painter.forget(),
                Effect::Quit => self.end = self.end.or(Some(End::Quit)),
            }
        }
    }

    /// Hands new records to the store, and tells the program if that fails or works again.
    fn write_records(&mut self) {
        self.urgent = false;
        match self.journal.write(self.recorder) {
            Outcome::Fine => {}
            Outcome::Failed(message) => self.update(Event::StoreFailed(message)),
            Outcome::Recovered => self.update(Event::StoreRecovered),
        }
    }

    fn draw(&mut self) {
        self.undrawn = false;
        let program = &*self.program;
        let frame = self.painter.paint(|area, buffer| program.view(area, buffer));
        if !frame.is_empty() && self.guard.write(frame).is_err() {
            self.update(Event::Shutdown);
            self.end = Some(End::Signal(HANG_UP));
        }
    }

    fn resize(&mut self) {
        let (columns, rows) = self.source.size().unwrap_or(FALLBACK_SIZE);
        self.painter.resize(columns, rows);
        self.send(Event::Resize(columns, rows));
    }

    /// Gives the terminal back, stops and returns when the process goes on.
    fn stop(&mut self, job: bool) -> Result<(), Error> {
        self.write_records();
        self.guard.leave();
        self.source.stop(job)?;
        self.come_back()
    }

    /// Takes the terminal again, in whatever state and size it is.
    fn come_back(&mut self) -> Result<(), Error> {
        self.guard.enter_again()?;
        self.painter.forget();
        self.resize();
        Ok(())
    }

    /// Leaves the terminal and writes what is left.
    fn finish(mut self, end: Result<End, Error>) -> Result<Exit, Error> {
        if end.is_err() {
            self.send(Event::Shutdown);
        }
        self.guard.leave();
        self.journal.write_all(self.recorder);
        let signal = match end? {
            End::Quit => None,
            End::Signal(signal) => Some(signal),
            End::Panicked => return Err(Error::Panicked),
        };
        Ok(Exit { signal, unsaved: self.journal.into_unsaved() })
    }

    #[expect(clippy::panic, reason = "a test asks for it")]
    fn panic_if_asked(&self, event: &Event) {
        if let (Event::Key(key), Some(asked)) = (event, self.options.panic_on)
            && key.code == Code::Char(asked)
        {
            panic!("asked to panic");
        }
    }
}
