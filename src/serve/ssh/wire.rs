//! The connection under ssh. It ends by itself: whoever never comes in, falls silent, or stops reading, is gone. And it is
//! slow enough that nobody who sends without end, of whatever kind, takes more than a small share of the machine.

use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Duration, Instant, Sleep, sleep_until},
};

use crate::serve::{origin::Heard, patience::Patience};

/// So many bytes may come at once, and so many more in each second; whatever comes faster waits. A key is about fifty.
const BURST: f64 = 64.0 * 1024.0;
const BY_SECOND: f64 = 16.0 * 1024.0;

/// Whether somebody is inside, and when they were heard; shared between a connection and its session.
#[derive(Clone, Debug)]
pub(super) struct Presence {
    outside_since: Arc<Mutex<Option<Instant>>>,
    /// When anything came from the client last.
    pub heard: Heard,
}

impl Presence {
    /// Nobody is inside since now.
    pub fn new() -> Presence {
        Presence { outside_since: Arc::new(Mutex::new(Some(Instant::now()))), heard: Heard::new() }
    }

    /// Somebody is inside, as long as what this gives is kept.
    pub fn enter(&self) -> Inside {
        *self.outside_since() = None;
        Inside(self.clone())
    }

    fn outside_since(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.outside_since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody is inside.
#[must_use]
pub(super) struct Inside(Presence);

impl Drop for Inside {
    fn drop(&mut self) {
        *self.0.outside_since() = Some(Instant::now());
    }
}

/// A connection.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    presence: Presence,
    patience: Patience,
    heard: Instant,
    timer: Pin<Box<Sleep>>,
    /// How many bytes may still come, as it was when the last ones came.
    allowance: f64,
    /// Until when nothing is read.
    pause: Option<Pin<Box<Sleep>>>,
}

impl Wire {
    pub fn new(stream: TcpStream, presence: Presence, patience: Patience) -> Wire {
        let now = Instant::now();
        let timer = Box::pin(sleep_until(now + patience.silence.min(patience.outside)));
        Wire { stream, presence, patience, heard: now, timer, allowance: BURST, pause: None }
    }

    /// Counts bytes that have come.
    fn count(&mut self, bytes: usize) {
        let now = Instant::now();
        let refill = now.duration_since(self.heard).as_secs_f64() * BY_SECOND;
        self.allowance = (self.allowance + refill).min(BURST) - bytes as f64;
        self.heard = now;
        self.presence.heard.at(now);
        if self.allowance < 0.0 {
            let wait = Duration::from_secs_f64(-self.allowance / BY_SECOND);
            self.pause = Some(Box::pin(sleep_until(now + wait)));
        }
    }

    /// An error once its time is over. Whoever waits is woken then.
    fn expire(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        while self.timer.as_mut().poll(cx).is_ready() {
            let outside = *self.presence.outside_since();
            let Patience { silence, outside: without, .. } = self.patience;
            let due = outside.map_or(self.heard + silence, |since| since + without);
            let now = Instant::now();
            if due <= now {
                return Err(io::ErrorKind::TimedOut.into());
            }
            // Whoever comes in or goes out meanwhile is due at another time.
            self.timer.as_mut().reset(due.min(now + silence.min(without)));
        }
        Ok(())
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.expire(cx)?;
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(cx));
            self.pause = None;
        }
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_ready() {
            self.count(buf.filled().len() - before);
        }
        read
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.expire(cx)?;
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
