//! The connection under ssh, which ends by itself: whoever never comes in, or falls silent, or stops reading, is gone.

use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Duration, Instant, Sleep, sleep_until},
};

use crate::serve::client::IDLE;

/// How long a connection may be without a session: a person may be comparing fingerprints.
const OUTSIDE: Duration = Duration::from_secs(120);

/// Whether somebody is inside; shared between a connection and its session.
#[derive(Clone, Debug)]
pub(super) struct Presence(Arc<Mutex<Option<Instant>>>);

impl Presence {
    /// Nobody is inside since now.
    pub fn new() -> Presence {
        Presence(Arc::new(Mutex::new(Some(Instant::now()))))
    }

    pub fn enter(&self) {
        *self.outside_since() = None;
    }

    pub fn leave(&self) {
        *self.outside_since() = Some(Instant::now());
    }

    fn outside_since(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    presence: Presence,
    heard: Instant,
    timer: Pin<Box<Sleep>>,
}

impl Wire {
    pub fn new(stream: TcpStream, presence: Presence) -> Wire {
        let now = Instant::now();
        Wire { stream, presence, heard: now, timer: Box::pin(sleep_until(now + IDLE)) }
    }

    /// An error once its time is over. Whoever waits is woken then.
    fn expire(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        while self.timer.as_mut().poll(cx).is_ready() {
            let outside = *self.presence.outside_since();
            let due = outside.map_or(self.heard + IDLE, |since| since + OUTSIDE);
            if due <= Instant::now() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.timer.as_mut().reset(due);
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
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_ready() {
            self.heard = Instant::now();
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
