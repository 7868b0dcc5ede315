//! Waiting, on Windows, for everything that can happen to a session line by line: a line, the end of the input.
//!
//! Ctrl+C ends the process at once; everything up to the last line has been written by then. It must not know what is done
//! about it.

use std::{
    io::{self, BufRead as _},
    time::Duration,
};

use crossterm::terminal;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// A line, without its end.
    Line(String),
    /// The input is over.
    Over,
    /// Never here.
    #[expect(dead_code, reason = "the console has no signals that concern us")]
    End(i32),
    /// Never here: what is due is seen at the next line.
    #[expect(dead_code, reason = "reading a line cannot be interrupted")]
    Time,
}

/// Where lines arrive.
pub(super) struct Lines;

impl Lines {
    /// Nothing has to be set up.
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub fn open() -> io::Result<Lines> {
        Ok(Lines)
    }

    /// Waits for the next line.
    pub fn next(&mut self, _time: Option<Duration>) -> io::Result<Arrival> {
        let mut line = Vec::new();
        let count = io::stdin().lock().read_until(b'\n', &mut line)?;
        let text = String::from_utf8_lossy(&line).into_owned();
        Ok(if count == 0 { Arrival::Over } else { Arrival::Line(text) })
    }

    /// Does nothing: there is no job control.
    pub fn stop() {}

    /// Columns of the terminal that is written to, if it is one that says.
    #[expect(clippy::disallowed_methods, reason = "asks the terminal of the process")]
    pub fn columns() -> Option<u16> {
        terminal::size().ok().map(|(columns, _)| columns)
    }
}
