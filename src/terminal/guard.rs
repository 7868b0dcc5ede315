//! Entering the terminal's modes, and leaving them on every way out.
//!
//! Invariant: whatever is turned on here is turned off by [`Guard::leave`], by dropping the guard, and before the message
//! of a panic of any thread but those that serve others; after that, [`Guard::write`] writes nothing. It must not know what is drawn.

use std::{
    io, panic,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Alternate screen, hidden cursor, bracketed paste, clicks and wheel in SGR coding. No motion, no key protocol.
pub(crate) const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1000h\x1b[?1006h";

/// The reverse, after whatever a frame may have left open.
pub(crate) const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?1049l\x1b[?25h";

/// Name of the threads that serve others: a panic there ends what it was about, not what this terminal shows.
pub const SERVING: &str = "class";

type Hook = dyn Fn(&panic::PanicHookInfo<'_>) + Send + Sync;

/// The terminal's modes.
pub(super) struct Guard {
    modes: Arc<Modes>,
    previous_hook: Arc<Hook>,
}

/// What the loop and the panic hook share.
#[derive(Default)]
struct Modes {
    /// Whether they are entered. Held while anything is written, so that nothing is written after leaving.
    entered: Mutex<bool>,
    panicked: AtomicBool,
}

impl Guard {
    /// Enters. `wake` is called after a panic of any thread.
    pub fn enter(wake: impl Fn() + Send + Sync + 'static) -> io::Result<Guard> {
        let modes = Arc::new(Modes::default());
        let previous_hook: Arc<Hook> = Arc::from(panic::take_hook());
        let guard = Guard { modes: Arc::clone(&modes), previous_hook: Arc::clone(&previous_hook) };
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() == Some(SERVING) && *modes.lock() {
                return;
            }
            modes.leave();
            previous_hook(info);
            modes.panicked.store(true, Ordering::SeqCst);
            wake();
        }));
        guard.modes.enter()?;
        Ok(guard)
    }

    /// Enters again after [`leave`](Guard::leave).
    pub fn enter_again(&self) -> io::Result<()> {
        self.modes.enter()
    }

    /// Leaves, if entered.
    pub fn leave(&self) {
        self.modes.leave();
    }

    /// Writes to the terminal at once; nothing if its modes have been left.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let entered = self.modes.lock();
        if *entered { device::write_all(bytes) } else { Ok(()) }
    }

    /// Whether a thread has panicked since the guard was made.
    pub fn panicked(&self) -> bool {
        self.modes.panicked.load(Ordering::SeqCst)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.modes.leave();
        // The hook cannot be changed by a thread that panics.
        if !thread::panicking() {
            let previous = Arc::clone(&self.previous_hook);
            panic::set_hook(Box::new(move |info| previous(info)));
        }
    }
}

impl Modes {
    fn lock(&self) -> MutexGuard<'_, bool> {
        // Nothing panics while it is held; and if it did, leaving would matter more.
        self.entered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self) -> io::Result<()> {
        let mut entered = self.lock();
        // First, so that what fails half-way is taken back too.
        *entered = true;
        enable_raw_mode()?;
        device::write_all(ENTER)
    }

    fn leave(&self) {
        let mut entered = self.lock();
        if *entered {
            *entered = false;
            // A terminal that is gone needs nothing put back.
            let _ = device::write_all(LEAVE);
            let _ = disable_raw_mode();
        }
    }
}

#[cfg(unix)]
mod device {
    use rustix::{
        event::{PollFd, PollFlags, poll},
        io::{Errno, write},
        stdio::stdout,
    };
    use std::io;

    /// Writes without a buffer in between: a frame is one write.
    pub fn write_all(mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match write(stdout(), bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                // Some other program has made the terminal non-blocking.
                Err(Errno::AGAIN) => {
                    poll(&mut [PollFd::new(&stdout(), PollFlags::OUT)], None)?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

#[cfg(windows)]
mod device {
    use std::io::{self, Write};

    pub fn write_all(bytes: &[u8]) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        stdout.flush()
    }
}
