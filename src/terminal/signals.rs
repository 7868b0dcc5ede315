//! Signals, as a descriptor to wait on.
//!
//! It must not know what is done about them.

use std::{
    io,
    os::{
        fd::{AsFd, BorrowedFd},
        unix::net::UnixStream,
    },
};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::{backend::SignalDelivery, exfiltrator::SignalOnly},
};

/// Those that matter to a session.
pub(super) const OF_A_SESSION: [i32; 7] = [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

/// Those by which a process is told to end.
pub(super) const ENDING: [i32; 4] = [SIGTERM, SIGINT, SIGHUP, SIGQUIT];

/// Signals that the process takes instead of dying or stopping of them. They are caught until this is dropped and ignored
/// afterwards.
pub(super) struct Signals {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
}

impl Signals {
    /// Catches `signals` from now on. The second value wakes whoever waits, when something is written to it.
    pub fn catch(signals: &[i32]) -> io::Result<(Signals, UnixStream)> {
        let (read, write) = UnixStream::pair()?;
        let waker = write.try_clone()?;
        // A panic hook must never wait, not even if nobody reads.
        waker.set_nonblocking(true)?;
        let delivery = SignalDelivery::with_pipe(read, write, SignalOnly, signals)?;
        Ok((Signals { delivery }, waker))
    }

    /// The numbers of those that came, each once, since the last time.
    pub fn take(&mut self) -> impl Iterator<Item = i32> {
        self.delivery.pending()
    }
}

impl AsFd for Signals {
    /// Readable when signals have come.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }
}
