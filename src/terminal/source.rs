//! Waiting for everything that can happen to a terminal session on Unix: keys, signals, the end of the terminal, time.
//!
//! One thread and one `poll` for all of it: a key is handled without a hand-over between threads, a signal is noticed at
//! once, and a terminal that is gone is told from one that is silent. It must not know what is done about it.

use std::{
    collections::VecDeque,
    io::{self, IsTerminal as _},
    os::{fd::AsFd as _, unix::net::UnixStream},
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read},
    process::{Signal, getpid, getsid, kill_current_process_group},
    stdio::{stdin, stdout},
    termios::tcgetwinsize,
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGSTOP, SIGTSTP, SIGWINCH},
    low_level::raise,
};

use super::{
    input::Decoder,
    signals::{OF_A_SESSION, Signals},
};
use crate::app::Event;

/// Something that happened to the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// A key, a paste, the mouse.
    Event(Event),
    /// The size may have changed.
    Resized,
    /// The process is told to stop for a while.
    Stop,
    /// The process was stopped and goes on.
    Continued,
    /// The process is told to end by this signal.
    End(i32),
}

/// Where everything arrives.
pub(super) struct Source {
    signals: Signals,
    decoder: Decoder,
    arrived: VecDeque<Arrival>,
    buffer: Box<[u8; 4096]>,
}

impl Source {
    /// How long to wait at most where events come from elsewhere, too: the waker is enough.
    pub const LONGEST_WAIT: Option<Duration> = None;

    /// Whether the process has a terminal to read from and to write to.
    pub fn is_terminal() -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Catches signals from now on. The second value wakes whoever waits, when something is written to it.
    pub fn open() -> io::Result<(Source, UnixStream)> {
        let (signals, waker) = Signals::catch(&OF_A_SESSION)?;
        let (decoder, arrived) = (Decoder::default(), VecDeque::new());
        Ok((Source { signals, decoder, arrived, buffer: Box::new([0; 4096]) }, waker))
    }

    /// The oldest thing that has arrived.
    pub fn pop(&mut self) -> Option<Arrival> {
        self.arrived.pop_front()
    }

    /// Waits until something arrives, the waker is used, or the time is over; forever if there is no time. Whether it may
    /// have arrived.
    pub fn wait(&mut self, time: Option<Duration>) -> io::Result<bool> {
        let patience = self.decoder.patience();
        let shortest = match (time, patience) {
            (Some(time), Some(patience)) => Some(time.min(patience)),
            (time, patience) => time.or(patience),
        };
        let timeout = shortest.and_then(|time| Timespec::try_from(time).ok());
        let (terminal, signals) = (stdin(), self.signals.as_fd());
        let mut ready = [PollFd::new(&terminal, PollFlags::IN), PollFd::new(&signals, PollFlags::IN)];
        let count = match poll(&mut ready, timeout.as_ref()) {
            Ok(count) => count,
            // A signal; its descriptor is readable at the next look.
            Err(Errno::INTR) => return Ok(true),
            Err(error) => return Err(error.into()),
        };
        let [terminal_ready, signals_ready] = ready.map(|fd| !fd.revents().is_empty());
        if terminal_ready {
            self.read();
        } else if count == 0 && patience.is_some_and(|patience| time.is_none_or(|time| patience <= time)) {
            self.decoder.give_up();
            self.take_events();
        }
        if signals_ready {
            self.arrived.extend(self.signals.take().map(arrival));
        }
        Ok(count > 0 || !self.arrived.is_empty())
    }

    /// Reads what the terminal has sent.
    fn read(&mut self) {
        match read(stdin(), self.buffer.as_mut_slice()) {
            Err(Errno::INTR | Errno::AGAIN) => {}
            // The terminal is gone: an end of file, or an error that does not pass.
            Ok(0) | Err(_) => self.arrived.push_back(Arrival::End(SIGHUP)),
            Ok(n) => {
                self.decoder.feed(self.buffer.get(..n).unwrap_or_default());
                self.take_events();
            }
        }
    }

    fn take_events(&mut self) {
        self.arrived.extend(std::iter::from_fn(|| self.decoder.pop()).map(Arrival::Event));
    }

    /// Columns and rows of the terminal; none if it does not say.
    pub fn size(&self) -> Option<(u16, u16)> {
        tcgetwinsize(stdout()).ok().map(|size| (size.ws_col, size.ws_row))
    }

    /// Stops the process, with its whole job if `job`, and returns when it goes on. Does nothing where nobody could let it
    /// go on, as in a terminal window that runs nothing else.
    pub fn stop(&mut self, job: bool) -> io::Result<()> {
        if getsid(None).is_ok_and(|leader| leader == getpid()) {
            return Ok(());
        }
        if job {
            // Those that wrap this process, such as `time` or `cargo run`, would go on without noticing. This process
            // catches the signal; it is dropped below.
            let _ = kill_current_process_group(Signal::TSTP);
        }
        raise(SIGSTOP)?;
        let since = self.signals.take().map(arrival);
        self.arrived.extend(since.filter(|arrival| !matches!(arrival, Arrival::Stop | Arrival::Continued)));
        Ok(())
    }
}

/// What a signal means.
fn arrival(signal: i32) -> Arrival {
    match signal {
        SIGWINCH => Arrival::Resized,
        SIGTSTP => Arrival::Stop,
        SIGCONT => Arrival::Continued,
        signal => Arrival::End(signal),
    }
}
