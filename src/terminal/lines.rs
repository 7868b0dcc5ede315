//! Waiting, on Unix, for everything that can happen to a session line by line: a line, the end of the input, a signal, news
//! from elsewhere, time.
//!
//! It must not know what is done about it.

use std::{
    io::{self, Write as _},
    os::unix::net::UnixStream,
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read},
    process::{Signal, getpid, getsid, kill_current_process_group},
    stdio::{stdin, stdout},
    termios::tcgetwinsize,
};
use std::os::fd::AsFd as _;

use super::signals::{ENDING, Signals};

/// A line that is longer, in bytes, is taken for several.
const LONGEST: usize = 1 << 16;

/// Something that happened.
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
pub struct Waker(UnixStream);

impl Waker {
    /// Wakes them now, or as soon as they wait.
    pub fn wake(&self) {
        // If the pipe is full somebody is being woken already.
        let _ = (&self.0).write(&[0]);
    }
}

/// Where lines arrive.
pub struct Lines {
    signals: Signals,
    bytes: Vec<u8>,
    is_over: bool,
}

impl Lines {
    /// Catches signals from now on.
    pub fn open() -> io::Result<(Lines, Waker)> {
        let (signals, waker) = Signals::catch(&ENDING)?;
        Ok((Lines { signals, bytes: Vec::new(), is_over: false }, Waker(waker)))
    }

    /// Waits for the next thing to happen; for so long at most, if there is a time.
    pub fn next(&mut self, time: Option<Duration>) -> io::Result<Arrival> {
        loop {
            if let Some(arrival) = self.called()? {
                return Ok(arrival);
            }
            if let Some(line) = self.line() {
                return Ok(Arrival::Line(line));
            }
            if self.is_over {
                return Ok(Arrival::Over);
            }
            let timeout = time.and_then(|time| Timespec::try_from(time).ok());
            let (input, signals) = (stdin(), self.signals.as_fd());
            let mut ready = [PollFd::new(&input, PollFlags::IN), PollFd::new(&signals, PollFlags::IN)];
            match poll(&mut ready, timeout.as_ref()) {
                Ok(0) => return Ok(Arrival::Time),
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            if !ready[0].revents().is_empty() {
                self.read();
            }
        }
    }

    /// The signal that has come, or that the waker was used: both make the same descriptor readable.
    fn called(&mut self) -> io::Result<Option<Arrival>> {
        let signals = self.signals.as_fd();
        match poll(&mut [PollFd::new(&signals, PollFlags::IN)], Some(&Timespec::default())) {
            Ok(0) | Err(Errno::INTR) => Ok(None),
            Ok(_) => Ok(Some(self.signals.take().next().map_or(Arrival::Woken, Arrival::End))),
            Err(error) => Err(error.into()),
        }
    }

    /// The first line of what has been read; at the end, what is left.
    fn line(&mut self) -> Option<String> {
        let end = self.bytes.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        let is_all = self.bytes.len() > LONGEST || self.is_over && !self.bytes.is_empty();
        let end = end.or(is_all.then_some(self.bytes.len()))?;
        let line: Vec<u8> = self.bytes.drain(..end).collect();
        Some(String::from_utf8_lossy(&line).into_owned())
    }

    fn read(&mut self) {
        let mut buffer = [0; 4096];
        match read(stdin(), &mut buffer) {
            Err(Errno::INTR | Errno::AGAIN) => {}
            // Closed, or an error that does not pass.
            Ok(0) | Err(_) => self.is_over = true,
            Ok(n) => self.bytes.extend(buffer.iter().take(n)),
        }
    }

    /// Stops the process and its job, as Ctrl+Z does; does nothing where nobody could let it go on.
    pub fn stop() {
        if !getsid(None).is_ok_and(|leader| leader == getpid()) {
            let _ = kill_current_process_group(Signal::TSTP);
        }
    }

    /// Columns of the terminal that is written to, if it is one that says.
    pub fn columns() -> Option<u16> {
        tcgetwinsize(stdout()).ok().map(|size| size.ws_col).filter(|columns| *columns > 0)
    }
}
