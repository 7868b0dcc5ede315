//! The local terminal: brings its keys to the app and the app's screens to it.
//!
//! | file | what |
//! |---|---|
//! | `session` | the loop: wait, handle, draw, write records |
//! | `source` | waits for keys and signals at once; `signals` catches them |
//! | `input` | bytes to events; terminals at the far end of a connection use it, too |
//! | [`painter`] | screens to bytes; `ink` chooses the shortest ones |
//! | `guard` | enters the terminal's modes and leaves them on every way out |
//! | `journal` | records on their way to the store |
//! | `feed` | events that another thread hands in |
//! | [`plain`] | the loop of a session line by line, for pipes and screen readers; [`lines`] waits for them |
//! | [`interrupt`] | waiting without a screen |
//! | [`clock`] | the time |
//! | [`capabilities`] | what a terminal can show |
//!
//! Invariants: whatever was turned on is turned off, however the program ends, short of SIGKILL. A record is in the store
//! before the event after it is handled. Nothing is asked of the terminal, so one that never answers is no slower. With
//! nothing to do the process sleeps.
//!
//! It must not know screens, courses or what a record means.

pub mod capabilities;
pub mod clock;
pub mod interrupt;
pub mod painter;
pub mod plain;

mod feed;
mod guard;
mod ink;
pub(crate) mod input;
mod journal;
#[cfg_attr(windows, path = "lines_windows.rs")]
pub mod lines;
mod session;
#[cfg(unix)]
mod signals;
#[cfg_attr(windows, path = "source_windows.rs")]
mod source;

use std::{fmt, io};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{App, Effect, Event, Now, class::Ask},
    screen::{self, Caret},
    study::Record,
};
pub use clock::Clock;
pub use feed::{Feed, Sender, feed};
pub use guard::SERVING;
pub(crate) use guard::{ENTER, LEAVE};

/// What a terminal can show and drive: the app, or a stand-in for it in tests.
pub trait Program {
    /// Takes in what happened and says what to do about it.
    fn update(&mut self, event: Event, now: Now) -> Vec<Effect>;
    /// Draws the whole screen and says where the cursor goes.
    fn view(&self, area: Rect, buffer: &mut Buffer) -> Caret;
}

impl Program for App {
    fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        App::update(self, event, now)
    }

    fn view(&self, area: Rect, buffer: &mut Buffer) -> Caret {
        screen::view(self, area, buffer)
    }
}

/// Keeps records for good.
pub trait Recorder {
    /// Writes all of `records`, in order, or none of them; they are durable when it returns.
    ///
    /// # Errors
    ///
    /// Why they could not be written, in words for the learner.
    fn append(&mut self, records: &[Record]) -> Result<(), String>;
}

/// Carries what is asked of a class. What the class says comes back by the [`Feed`].
pub trait Uplink: fmt::Debug {
    /// Does what is asked, or sees to it; nothing is waited for.
    fn ask(&mut self, ask: Ask);
}

/// How to run.
#[derive(Debug, Default)]
pub struct Options {
    /// The time that events carry.
    pub clock: Clock,
    /// Panic when this character is typed: to test that the terminal survives it.
    pub panic_on: Option<char>,
    /// Where events come from besides the terminal.
    pub feed: Option<Feed>,
    /// Where a class is, if the session can take part in one.
    pub uplink: Option<Box<dyn Uplink>>,
}

/// How a run ended, the terminal being as it was before.
#[derive(Debug, PartialEq)]
pub struct Exit {
    /// The signal that asked for it; the process ends with 128 + this. `None` if the learner quit.
    pub signal: Option<i32>,
    /// What could not be written to the very end.
    pub unsaved: Option<Unsaved>,
}

/// Records that no attempt could write.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved {
    /// The records, oldest first.
    pub records: Vec<Record>,
    /// Why, in words for the learner.
    pub message: String,
}

/// Why a terminal could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Standard input or output is a file, a pipe or closed.
    #[error("seodang needs a terminal: standard input and output must not be redirected")]
    NotATerminal,
    /// Another thread panicked. Its message has been shown.
    #[error("a part of the program failed")]
    Panicked,
    /// The terminal refused.
    #[error("the terminal cannot be used")]
    Io(#[from] io::Error),
}

/// Runs `program` in the terminal of the process until it quits or the process is told to end.
///
/// The program gets the size as [`Event::Resize`] before it is drawn first. A panic of any thread restores the terminal
/// before its message is printed, and ends the run, even if it is caught; one in `program` goes on to the caller after the
/// records have been written.
///
/// # Errors
///
/// [`Error`], as the root of the error, if there is no terminal or it cannot be set up.
pub fn run<P: Program>(
    program: &mut P,
    recorder: &mut dyn Recorder,
    options: Options,
) -> anyhow::Result<Exit> {
    Ok(session::run(program, recorder, options)?)
}
