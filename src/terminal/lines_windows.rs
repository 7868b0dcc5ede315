//! Waiting, on Windows, for everything that can happen to a session line by line: a line, the end of the input, time.
//!
//! Reading a line cannot be interrupted, so a thread reads them. Ctrl+C ends the process at once; everything up to the last
//! line has been written by then. It must not know what is done about it.

use std::{
    io::{self, BufRead as _},
    sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender},
    thread,
    time::Duration,
};

use crossterm::terminal;

/// Something that happened.
#[allow(dead_code, reason = "the session handles what only other systems send")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// A line, without its end.
    Line(String),
    /// The input is over.
    Over,
    /// The process is told to end by this signal.
    End(i32),
    /// The time has come.
    Time,
    /// The waker was used.
    Woken,
}

/// Wakes whoever waits for lines.
pub struct Waker(SyncSender<Arrival>);

impl Waker {
    /// Wakes them now, or as soon as they wait.
    pub fn wake(&self) {
        // If there is something already they are being woken.
        let _ = self.0.try_send(Arrival::Woken);
    }
}

/// Where lines arrive.
pub struct Lines {
    arrived: Receiver<Arrival>,
}

impl Lines {
    /// Reads from now on.
    pub fn open() -> io::Result<(Lines, Waker)> {
        let (sender, arrived) = mpsc::sync_channel(1);
        let waker = Waker(sender.clone());
        thread::Builder::new().name("lines".to_owned()).spawn(move || {
            let is_last = |arrival: &Arrival| *arrival == Arrival::Over;
            loop {
                let arrival = read();
                let ends = is_last(&arrival);
                if sender.send(arrival).is_err() || ends {
                    return;
                }
            }
        })?;
        Ok((Lines { arrived }, waker))
    }

    /// Waits for the next thing to happen; for so long at most, if there is a time.
    pub fn next(&mut self, time: Option<Duration>) -> io::Result<Arrival> {
        Ok(match time {
            None => self.arrived.recv().unwrap_or(Arrival::Over),
            Some(time) => match self.arrived.recv_timeout(time) {
                Ok(arrival) => arrival,
                Err(RecvTimeoutError::Timeout) => Arrival::Time,
                Err(RecvTimeoutError::Disconnected) => Arrival::Over,
            },
        })
    }

    /// Does nothing: there is no job control.
    pub fn stop() {}

    /// Columns of the terminal that is written to, if it is one that says.
    #[expect(clippy::disallowed_methods, reason = "the place where the terminal is asked")]
    pub fn columns() -> Option<u16> {
        terminal::size().ok().map(|(columns, _)| columns)
    }
}

/// The next line, or the end.
fn read() -> Arrival {
    let mut line = Vec::new();
    match io::stdin().lock().read_until(b'\n', &mut line) {
        Ok(0) | Err(_) => Arrival::Over,
        Ok(_) => Arrival::Line(String::from_utf8_lossy(&line).into_owned()),
    }
}
