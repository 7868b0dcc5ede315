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
#[allow(dead_code, reason = "the session handles what only other systems send")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// A line, without its end.
    Line(String),
    /// The input is over.
    Over,
    /// The process is told to end by this signal.
    End(i32),
    /// The time has come. What is due is seen at the next line: reading one cannot be interrupted.
    Time,
}

/// Where lines arrive.
pub(super) struct Lines;

impl Lines {
    /// Nothing has to be set up.
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
    pub fn columns() -> Option<u16> {
        terminal::size().ok().map(|(columns, _)| columns)
    }
}
