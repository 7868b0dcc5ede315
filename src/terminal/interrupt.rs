//! Waiting, without a screen, for time to pass or for the word to end.
//!
//! It must not know what is done in between.

use std::{io, time::Duration};

#[cfg(unix)]
use super::signals::{ENDING, Signals};

/// Catches the signals by which a process is told to end, so that it can end in good order.
pub struct Interrupt {
    #[cfg(unix)]
    signals: Signals,
}

#[cfg(unix)]
impl Interrupt {
    /// Catches them from now on.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn catch() -> io::Result<Interrupt> {
        Ok(Interrupt { signals: Signals::catch(&ENDING)?.0 })
    }

    /// Waits for `time`, or less if a signal comes, and gives its number.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn wait(&mut self, time: Duration) -> io::Result<Option<i32>> {
        use std::os::fd::AsFd as _;

        use rustix::{
            event::{PollFd, PollFlags, Timespec, poll},
            io::Errno,
        };
        let fd = self.signals.as_fd();
        match poll(&mut [PollFd::new(&fd, PollFlags::IN)], Timespec::try_from(time).ok().as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(self.signals.take().next())
    }
}

#[cfg(not(unix))]
impl Interrupt {
    /// Does nothing: Ctrl+C ends the process at once.
    ///
    /// # Errors
    /// None.
    pub fn catch() -> io::Result<Interrupt> {
        Ok(Interrupt {})
    }

    /// Waits for `time`.
    ///
    /// # Errors
    /// None.
    pub fn wait(&mut self, time: Duration) -> io::Result<Option<i32>> {
        std::thread::sleep(time);
        Ok(None)
    }
}
