//! Waiting for everything that can happen to a terminal session on Windows: keys, the size, time.
//!
//! The console has no signals that concern us: Ctrl+C is a key in raw mode. It must not know what is done about it.

use std::{
    collections::VecDeque,
    io::{self, IsTerminal as _},
    time::Duration,
};

use crossterm::{
    ansi_support::supports_ansi,
    event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind},
    terminal,
};
use unicode_normalization::UnicodeNormalization;

use crate::app::{Code, Event, Key, Mouse};

/// Something that happened to the session.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "the session handles what only other systems send")]
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
    arrived: VecDeque<Arrival>,
}

impl Source {
    /// How long to wait at most where events come from elsewhere, too: nothing can wake a wait for the console.
    pub const LONGEST_WAIT: Option<Duration> = Some(Duration::from_millis(400));

    /// Whether the process has a terminal to read from and to write to.
    pub fn is_terminal() -> bool {
        io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Switches the console to escape sequences. Nothing can wake it.
    pub fn open() -> io::Result<(Source, io::Sink)> {
        if !supports_ansi() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        Ok((Source { arrived: VecDeque::new() }, io::sink()))
    }

    /// The oldest thing that has arrived.
    pub fn pop(&mut self) -> Option<Arrival> {
        self.arrived.pop_front()
    }

    /// Waits until something arrives or the time is over; forever if there is no time. Whether it has arrived.
    pub fn wait(&mut self, time: Option<Duration>) -> io::Result<bool> {
        if time.is_some_and(|time| !event::poll(time).unwrap_or(false)) {
            return Ok(false);
        }
        self.arrived.extend(arrival(event::read()?));
        Ok(!self.arrived.is_empty())
    }

    /// Columns and rows of the terminal; none if it does not say.
    #[expect(clippy::disallowed_methods, reason = "the place where the terminal is asked")]
    pub fn size(&self) -> Option<(u16, u16)> {
        terminal::size().ok()
    }

    /// Does nothing: there is no job control.
    pub fn stop(&mut self, _job: bool) -> io::Result<()> {
        Ok(())
    }
}

fn arrival(event: event::Event) -> Option<Arrival> {
    match event {
        event::Event::Key(event) => key(event).map(|key| Arrival::Event(Event::Key(key))),
        event::Event::Paste(text) => Some(Arrival::Event(Event::Paste(text.nfc().collect()))),
        event::Event::Resize(..) => Some(Arrival::Resized),
        event::Event::Mouse(event) => {
            let kind = match event.kind {
                MouseEventKind::Down(MouseButton::Left) => Mouse::Click,
                MouseEventKind::ScrollUp => Mouse::WheelUp,
                MouseEventKind::ScrollDown => Mouse::WheelDown,
                _ => return None,
            };
            Some(Arrival::Event(Event::Mouse { kind, x: event.column, y: event.row }))
        }
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let KeyEvent { code, kind, modifiers, .. } = event;
    if kind == KeyEventKind::Release {
        return None;
    }
    let (mut ctrl, mut alt) =
        (modifiers.contains(KeyModifiers::CONTROL), modifiers.contains(KeyModifiers::ALT));
    if ctrl && alt && matches!(code, KeyCode::Char(_)) {
        // AltGr, which types a character.
        (ctrl, alt) = (false, false);
    }
    let code = match code {
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}
