//! Bytes from a terminal to events.
//!
//! The parser is termina's. What is added here: a lone Esc is told from the start of a sequence by a short silence, a
//! sequence that never ends does not swallow the keys after it, and Esc before a sequence does not break it.
//!
//! It must not know where the bytes come from.

use std::{collections::VecDeque, time::Duration};

use termina::{
    Parser,
    event::{Event as Parsed, KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEventKind},
};
use unicode_normalization::UnicodeNormalization;

use crate::app::{Code, Event, Key, Mouse};

const ESC: u8 = 0x1b;
const PASTE: &[u8] = b"\x1b[200~";

/// A silence this long after Esc means that the key was Esc. The parts of a sequence arrive closer together.
const ESC_SILENCE: Duration = Duration::from_millis(25);

/// A silence this long inside a paste means that its end was lost.
const PASTE_SILENCE: Duration = Duration::from_secs(2);

/// The longest sequence, or paste, that is waited for at the learner's own terminal.
const MAX_UNFINISHED: usize = 4 << 20;

/// Decodes what one terminal sends.
#[derive(Debug)]
pub(crate) struct Decoder {
    parser: Parser,
    /// The bytes that the parser holds, waiting for more.
    unfinished: Vec<u8>,
    events: VecDeque<Event>,
    most: usize,
}

impl Default for Decoder {
    fn default() -> Decoder {
        Decoder::holding(MAX_UNFINISHED)
    }
}

impl Decoder {
    /// One that holds at most this many bytes of a sequence or paste. A longer paste comes in parts.
    pub fn holding(most: usize) -> Decoder {
        Decoder { parser: Parser::default(), unfinished: Vec::new(), events: VecDeque::new(), most }
    }

    /// Takes bytes as they were read.
    pub fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            // The parser would take two Esc for one and the rest of a sequence after them for text.
            if byte == ESC && self.unfinished == [ESC] {
                self.give_up();
            }
            self.unfinished.push(byte);
            self.parser.parse(&[byte], true);
            if self.take_parsed() {
                self.unfinished.clear();
            }
            if self.unfinished.len() > self.most {
                let is_paste = self.unfinished.starts_with(PASTE);
                self.give_up();
                if is_paste {
                    // What follows is none of the keys it looks like.
                    self.feed(PASTE);
                }
            }
        }
    }

    /// The oldest event that is ready.
    pub fn pop(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// How long to wait for more bytes before [`give_up`](Decoder::give_up); `None` if nothing is unfinished.
    pub fn patience(&self) -> Option<Duration> {
        if self.unfinished.is_empty() {
            None
        } else if self.unfinished.starts_with(PASTE) {
            Some(PASTE_SILENCE)
        } else {
            Some(ESC_SILENCE)
        }
    }

    /// No more bytes came: what is unfinished is taken for what it can be.
    pub fn give_up(&mut self) {
        self.parser.parse(&[], false);
        if !self.take_parsed() {
            match self.unfinished.as_slice() {
                // Alt with a character that starts sequences, such as `[` and `O`.
                [ESC, byte @ b'!'..=b'~'] => {
                    self.events.push_back(Event::Key(Key::alt(Code::Char(char::from(*byte)))));
                }
                paste if paste.starts_with(PASTE) => {
                    let text = String::from_utf8_lossy(paste.get(PASTE.len()..).unwrap_or_default());
                    self.events.push_back(Event::Paste(pasted(&text)));
                }
                _ => {}
            }
        }
        *self = Decoder { events: std::mem::take(&mut self.events), ..Decoder::holding(self.most) };
    }

    /// Moves what the parser has finished to the events; whether there was anything.
    fn take_parsed(&mut self) -> bool {
        let mut any = false;
        while let Some(parsed) = self.parser.pop() {
            any = true;
            self.events.extend(event(parsed));
        }
        any
    }
}

/// The event that the app knows, if any.
fn event(parsed: Parsed) -> Option<Event> {
    match parsed {
        Parsed::Key(event) => key(event).map(Event::Key),
        Parsed::Paste(text) => Some(Event::Paste(pasted(&text))),
        Parsed::Mouse(event) => {
            let kind = match event.kind {
                MouseEventKind::Down(MouseButton::Left) => Mouse::Click,
                MouseEventKind::ScrollUp => Mouse::WheelUp,
                MouseEventKind::ScrollDown => Mouse::WheelDown,
                _ => return None,
            };
            Some(Event::Mouse { kind, x: event.column, y: event.row })
        }
        _ => None,
    }
}

/// The key that the app knows, if any.
fn key(event: KeyEvent) -> Option<Key> {
    let KeyEvent { code, kind, modifiers, .. } = event;
    if kind == KeyEventKind::Release
        || modifiers.intersects(Modifiers::SUPER | Modifiers::HYPER | Modifiers::META)
    {
        return None;
    }
    let ctrl = modifiers.contains(Modifiers::CONTROL);
    let code = match code {
        // What Backspace sends on some terminals.
        KeyCode::Char('h') if ctrl => {
            return Some(Key { alt: modifiers.contains(Modifiers::ALT), ..BACKSPACE });
        }
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Escape => Code::Esc,
        KeyCode::Tab if modifiers.contains(Modifiers::SHIFT) => Code::BackTab,
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
        KeyCode::Function(n) => Code::F(n),
        _ => return None,
    };
    Some(Key { code, ctrl, alt: modifiers.contains(Modifiers::ALT) })
}

const BACKSPACE: Key = Key::plain(Code::Backspace);

/// Pasted text: in NFC, lines ended by `\n`, without other controls.
fn pasted(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.nfc().filter(|&c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

#[cfg(test)]
mod tests;
