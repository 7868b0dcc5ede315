//! Keys typed while a Korean input method is on.
//!
//! An input method holds a letter back until the next key, and terminals disagree about what arrives first: after `q`
//! and Enter in Hangul mode, most send `ㅂ`, Enter; GNOME Terminal sends Enter, `ㅂ`; xterm merges `ㅂ` and Esc into
//! Alt+`ㅂ`. [`Ime`] turns all of that into the keys that were meant:
//!
//! 1. A letter used as a command is known by its physical key: `ㅂ` is `q`, `아` is `d`, `k`.
//! 2. Hangul that arrives within [`LATE_MS`] after a key that ends a composition is a late commit, not a command.
//! 3. Alt+Hangul is the Hangul, then Esc. Ctrl+jamo is Ctrl+letter.
//! 4. In a text field, Enter waits [`COMMIT_MS`] for the last syllable when the text may still be composing; so do the
//!    keys that move to another field.
//!
//! It must not know what any key does.

use crate::{
    app::key::{Code, Key},
    lang::hangul,
};

/// How long after Enter, Esc, Tab, an arrow, Space or a change of screen Hangul is taken for a late commit.
pub const LATE_MS: u64 = 150;

/// How long Enter in a text field, or a key that leads to another one, waits for the last syllable.
pub const COMMIT_MS: u64 = 100;

/// What the next key would go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Keys are commands.
    Command,
    /// Keys go into a text field; `composing` when its text is empty or ends in Hangul.
    Text {
        /// Whether a syllable may still be on its way.
        composing: bool,
        /// Whether Tab, the arrows and the page keys lead to another field.
        moves: bool,
    },
}

/// A key after the input method has been seen through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The key.
    pub key: Key,
    /// Whether it came as Hangul, so that nobody can be sure it was meant as a command.
    pub from_hangul: bool,
}

/// What became of a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Keys to act on, in order. Stop at the first that changes the screen.
    pub keys: Vec<Meant>,
    /// Ask for a wake-up after this many milliseconds.
    pub wake: Option<u64>,
}

/// Remembers what is needed to tell late commits from commands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ime {
    quiet_until: u64,
    /// The key that waits, and until when.
    waiting: Option<(Key, u64)>,
}

impl Ime {
    /// Takes a key at `now` (monotonic milliseconds).
    pub fn key(&mut self, key: Key, mode: Mode, now: u64) -> Seen {
        match mode {
            Mode::Command => self.command(key, now),
            Mode::Text { composing, moves } => self.text(key, composing, moves, now),
        }
    }

    /// The wake-up has come: a key that waited for a syllable goes through without it.
    pub fn wake(&mut self, now: u64) -> Seen {
        match self.waiting {
            Some((key, until)) if now >= until => {
                self.waiting = None;
                self.quiet(now);
                one(key)
            }
            Some((_, until)) => Seen { wake: Some(until - now), ..Seen::default() },
            None => Seen::default(),
        }
    }

    /// The screen changed: what is still being composed was meant for the old one.
    pub fn quiet(&mut self, now: u64) {
        self.quiet_until = now + LATE_MS;
    }

    fn command(&mut self, key: Key, now: u64) -> Seen {
        self.waiting = None;
        let Code::Char(c) = key.code else {
            self.quiet(now);
            return one(key);
        };
        if !hangul::is_hangul(c) {
            if c == ' ' {
                self.quiet(now);
            }
            return one(key);
        }
        if key.ctrl {
            return one(Key { code: Code::Char(latin(c).to_ascii_lowercase()), ..key });
        }
        if now < self.quiet_until && !key.alt {
            return Seen::default();
        }
        let keys = hangul::keys(&c.to_string());
        let mut keys: Vec<Meant> =
            keys.chars().map(|c| Meant { key: Key::char(c), from_hangul: true }).collect();
        if key.alt {
            keys.push(Meant { key: Key::plain(Code::Esc), from_hangul: false });
            self.quiet(now);
        }
        Seen { keys, wake: None }
    }

    fn text(&mut self, key: Key, composing: bool, moves: bool, now: u64) -> Seen {
        let waiting = self.waiting.take().map(|(key, _)| Meant { key, from_hangul: false });
        let mut seen = Seen::default();
        match key.code {
            Code::Char(c) if hangul::is_hangul(c) && key.ctrl => {
                let code = Code::Char(latin(c).to_ascii_lowercase());
                seen.keys.push(Meant { key: Key { code, ..key }, from_hangul: true });
            }
            Code::Char(c) if hangul::is_hangul(c) => {
                // A late syllable of the last screen does not belong into a field that has just opened.
                if waiting.is_none() && now < self.quiet_until {
                    return seen;
                }
                seen.keys.push(Meant { key: Key::char(c), from_hangul: false });
                if key.alt {
                    seen.keys.push(Meant { key: Key::plain(Code::Esc), from_hangul: false });
                }
                if waiting.is_some() {
                    self.quiet(now);
                }
                // The syllable it was waiting for.
                seen.keys.extend(waiting);
                return seen;
            }
            // Enter once more changes nothing.
            Code::Enter if waiting.is_some_and(|waiting| waiting.key == key) => {}
            code if composing && (code == Code::Enter || moves && is_move(code)) => {
                self.waiting = Some((key, now + COMMIT_MS));
                seen.wake = Some(COMMIT_MS);
            }
            _ => seen.keys.push(Meant { key, from_hangul: false }),
        }
        // Another key while one waits: nothing was being composed after all.
        seen.keys.splice(0..0, waiting);
        seen
    }
}

/// Whether a key leads from one field to another.
fn is_move(code: Code) -> bool {
    matches!(
        code,
        Code::Tab
            | Code::BackTab
            | Code::Up
            | Code::Down
            | Code::Left
            | Code::Right
            | Code::PageUp
            | Code::PageDown
    )
}

fn one(key: Key) -> Seen {
    Seen { keys: vec![Meant { key, from_hangul: false }], wake: None }
}

/// The letter on the key that begins `c`.
fn latin(c: char) -> char {
    hangul::keys(&c.to_string()).chars().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMAND: Mode = Mode::Command;
    const TEXT: Mode = Mode::Text { composing: true, moves: false };
    const FIELDS: Mode = Mode::Text { composing: true, moves: true };

    fn meant(seen: &Seen) -> String {
        let name = |meant: &Meant| match (meant.key.code, meant.key.ctrl) {
            (Code::Char(c), true) => format!("^{c}"),
            (Code::Char(c), false) => c.to_string(),
            (code, _) => format!("<{code:?}>"),
        };
        seen.keys.iter().map(name).collect()
    }

    /// Feeds `(time, key)` and joins what was meant.
    fn run(mode: Mode, keys: &[(u64, Key)]) -> String {
        let mut ime = Ime::default();
        keys.iter().map(|(now, key)| meant(&ime.key(*key, mode, *now))).collect()
    }

    /// What real terminals sent for keys pressed in Hangul mode (ibus-hangul), by terminal.
    #[test]
    fn recorded_sequences_as_commands() {
        let enter = Key::plain(Code::Enter);
        let down = Key::plain(Code::Down);
        let (esc, tab) = (Key::plain(Code::Esc), Key::plain(Code::Tab));
        // q q: the first one arrives when the second is pressed.
        assert_eq!(run(COMMAND, &[(1_000, Key::char('ㅂ'))]), "q");
        // q Enter: xterm, kitty; then GNOME Terminal, where the letter comes 20 to 70 ms late.
        assert_eq!(run(COMMAND, &[(1_000, Key::char('ㅂ')), (1_001, enter)]), "q<Enter>");
        assert_eq!(run(COMMAND, &[(1_000, enter), (1_070, Key::char('ㅂ'))]), "<Enter>");
        assert_eq!(run(COMMAND, &[(1_000, down), (1_020, Key::char('ㅂ'))]), "<Down>");
        // q Esc: xterm merges them; kitty; GNOME Terminal.
        assert_eq!(run(COMMAND, &[(1_000, Key::alt(Code::Char('ㅂ')))]), "q<Esc>");
        assert_eq!(run(COMMAND, &[(1_000, Key::char('ㅂ')), (1_001, esc)]), "q<Esc>");
        assert_eq!(run(COMMAND, &[(1_000, esc), (1_050, Key::char('ㅂ'))]), "<Esc>");
        // g Space.
        assert_eq!(run(COMMAND, &[(1_000, Key::char('ㅎ')), (1_001, Key::char(' '))]), "g ");
        assert_eq!(run(COMMAND, &[(1_000, Key::char(' ')), (1_060, Key::char('ㅎ'))]), " ");
        // d k Tab: one syllable for two keys.
        assert_eq!(run(COMMAND, &[(1_000, Key::char('아')), (1_001, tab)]), "dk<Tab>");
        assert_eq!(run(COMMAND, &[(1_000, tab), (1_030, Key::char('아'))]), "<Tab>");
        // Shift+q /
        assert_eq!(run(COMMAND, &[(1_000, Key::char('ㅃ')), (1_001, Key::char('/'))]), "Q/");
        // Ctrl+c while composing, and with the key reported as a jamo.
        assert_eq!(run(COMMAND, &[(1_000, Key::char('ㅂ')), (1_001, Key::ctrl('c'))]), "q^c");
        assert_eq!(run(COMMAND, &[(1_000, Key::ctrl('ㅊ'))]), "^c");
        assert_eq!(run(COMMAND, &[(1_000, Key::char('값'))]), "rkqt");
        assert_eq!(run(COMMAND, &[(1_000, Key::char('ᄇ'))]), "q");
        // Digits pass at once.
        assert_eq!(run(COMMAND, &[(1_000, enter), (1_010, Key::char('1'))]), "<Enter>1");
    }

    #[test]
    fn a_field_waits_for_its_last_syllable() {
        let enter = Key::plain(Code::Enter);
        assert_eq!(run(TEXT, &[(1_000, Key::char('클')), (1_100, enter)]), "클");
        assert_eq!(
            run(TEXT, &[(1_000, Key::char('클')), (1_100, enter), (1_150, Key::char('터'))]),
            "클터<Enter>"
        );
        assert_eq!(run(TEXT, &[(1_000, Key::alt(Code::Char('터')))]), "터<Esc>");
        assert_eq!(run(TEXT, &[(1_000, enter), (1_040, Key::char('x'))]), "<Enter>x");
        assert_eq!(run(TEXT, &[(1_000, enter), (1_040, enter)]), "<Enter>");
        assert_eq!(run(Mode::Text { composing: false, moves: false }, &[(1_000, enter)]), "<Enter>");
        let mut ime = Ime::default();
        assert_eq!(ime.key(enter, TEXT, 1_000).wake, Some(COMMIT_MS));
        assert_eq!(ime.wake(1_050).wake, Some(50));
        assert_eq!(meant(&ime.wake(1_100)), "<Enter>");
        assert_eq!(ime.wake(1_200), Seen::default());
    }

    #[test]
    fn a_field_is_not_left_before_its_last_syllable() {
        let (tab, down) = (Key::plain(Code::Tab), Key::plain(Code::Down));
        for leave in [tab, down] {
            let late = [(1_000, Key::char('클')), (1_100, leave), (1_150, Key::char('터'))];
            assert_eq!(run(FIELDS, &late), format!("클터<{:?}>", leave.code));
            assert_eq!(run(TEXT, &late[..2]), format!("클<{:?}>", leave.code));
        }
        // Held down, each counts.
        let mut ime = Ime::default();
        assert_eq!(meant(&ime.key(tab, FIELDS, 1_000)), "");
        let again = ime.key(tab, FIELDS, 1_030);
        assert_eq!((meant(&again).as_str(), again.wake), ("<Tab>", Some(COMMIT_MS)));
        assert_eq!(meant(&ime.key(Key::char('x'), FIELDS, 1_060)), "<Tab>x");
        assert_eq!(run(FIELDS, &[(1_000, tab), (1_030, Key::plain(Code::Enter))]), "<Tab>");
    }

    #[test]
    fn what_was_typed_for_the_last_screen_stays_there() {
        let mut ime = Ime::default();
        ime.quiet(1_000);
        assert_eq!(meant(&ime.key(Key::char('터'), TEXT, 1_050)), "");
        assert_eq!(meant(&ime.key(Key::char('ㅂ'), COMMAND, 1_100)), "");
        assert_eq!(meant(&ime.key(Key::char('ㅂ'), COMMAND, 1_151)), "q");
    }
}
