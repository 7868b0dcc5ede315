//! A learner made of keys: drives an app and reads its screen.

use std::sync::Arc;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use seodang::{
    app::{App, Code, Effect, Event, Key, Mouse, Now, Setup, Target, class::Ask, ime::COMMIT_MS},
    course::Course,
    lang::Lang,
    screen::{Caret, view},
    study::{
        Progress, Record,
        audit::{self, Sense},
    },
    ui::theme::Depth,
};

use crate::course::tea;

/// How an app starts.
pub fn setup(course: Arc<Course>) -> Setup {
    Setup {
        course,
        edition: None,
        progress: Progress::default(),
        lang: Some(Lang::Ko),
        both: None,
        guess: Lang::Ko,
        theme: None,
        default_theme: "auto",
        depth: Depth::Ansi,
        ascii: false,
        plain: false,
        reduce_motion: false,
        size: (80, 24),
        now: Now::default(),
        seed: 7,
        target: Target::Home,
        notices: Vec::new(),
        is_saving: true,
        progress_file: Some("/home/learner/progress.db".to_owned()),
    }
}

/// An app and what it has recorded.
#[derive(Clone)]
pub struct Tester {
    pub app: App,
    pub now: Now,
    pub records: Vec<Record>,
    pub quit: bool,
    pub wake: Option<u64>,
    /// What was asked of the class.
    pub asks: Vec<Ask>,
    size: (u16, u16),
}

impl Tester {
    /// The small course, in Korean at 80x24, unless `change` says otherwise.
    pub fn new(change: impl FnOnce(&mut Setup)) -> Tester {
        let mut setup = setup(tea());
        change(&mut setup);
        let size = setup.size;
        let mut tester = Tester {
            app: App::new(setup),
            now: Now::default(),
            records: Vec::new(),
            quit: false,
            wake: None,
            asks: Vec::new(),
            size,
        };
        tester.event(Event::Resize(size.0, size.1));
        tester
    }

    /// A session after this one, with the same progress.
    pub fn again(&self, change: impl FnOnce(&mut Setup)) -> Tester {
        let progress = Progress::from_records(&self.records);
        let mut next = Tester::new(|setup| {
            setup.progress = progress;
            setup.lang = None;
            setup.seed = 99;
            change(setup);
        });
        next.records = self.records.iter().cloned().chain(next.records).collect();
        next
    }

    pub fn event(&mut self, event: Event) {
        if let Event::Resize(columns, rows) = event {
            self.size = (columns, rows);
        }
        self.now.mono_ms += 1_000;
        self.now.utc_ms += 1_000;
        self.event_now(event);
    }

    /// Without letting time pass.
    pub fn event_now(&mut self, event: Event) {
        for effect in self.app.update(event, self.now) {
            match effect {
                Effect::Record(record) | Effect::Remember(record) => {
                    // What is written can be read, and `progress doctor` knows it.
                    assert_eq!(audit::sense(&record), Sense::Clear, "{record:?}");
                    self.records.push(record);
                }
                Effect::Quit => self.quit = true,
                Effect::Wake(ms) => self.wake = Some(ms),
                Effect::Class(ask) => self.asks.push(ask),
                Effect::Suspend | Effect::Redraw => {}
            }
        }
    }

    /// Presses keys: `Enter F2 j ㅂ Space C-q 'text'`.
    #[track_caller]
    pub fn keys(&mut self, script: &str) -> &mut Tester {
        for name in script.split_whitespace() {
            if let Some(text) = name.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
                for c in text.chars() {
                    self.event(Event::Key(Key::char(c)));
                }
            } else {
                self.event(Event::Key(key(name)));
            }
            self.wait();
        }
        self
    }

    /// Lets the time pass that a key may wait for a syllable, with every wake-up that the app asks for meanwhile.
    pub fn wait(&mut self) {
        let mut left = COMMIT_MS;
        while let Some(ms) = self.wake.take().filter(|ms| *ms <= left) {
            left -= ms;
            self.now.mono_ms += ms;
            self.event_now(Event::Wake);
        }
    }

    /// Presses one key and lets no time pass after it.
    pub fn press(&mut self, name: &str) -> &mut Tester {
        self.event(Event::Key(key(name)));
        self
    }

    pub fn click(&mut self, x: u16, y: u16) -> &mut Tester {
        self.event(Event::Mouse { kind: Mouse::Click, x, y });
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Tester {
        self.event(Event::Resize(columns, rows));
        self
    }

    pub fn draw(&self) -> (Buffer, Caret) {
        let area = Rect::new(0, 0, self.size.0.max(1), self.size.1.max(1));
        let mut buffer = Buffer::empty(area);
        let caret = view(&self.app, area, &mut buffer);
        (buffer, caret)
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        text(&self.draw().0)
    }

    /// The screen without its frame, blanks trimmed.
    pub fn body(&self) -> String {
        let screen = self.screen();
        let lines: Vec<&str> = screen.lines().collect();
        lines[2..lines.len() - 2]
            .iter()
            .map(|line| line.trim())
            .collect::<Vec<_>>()
            .join("\n")
            .trim()
            .to_owned()
    }

    /// Where we are, as the header says it.
    pub fn title(&self) -> String {
        self.screen().lines().next().unwrap_or_default().trim().to_owned()
    }

    pub fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }

    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Tester {
        let screen = self.screen();
        assert!(screen.contains(text), "no {text:?} in\n{screen}");
        self
    }

    #[track_caller]
    pub fn sees_not(&mut self, text: &str) -> &mut Tester {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} in\n{screen}");
        self
    }

    /// Kinds and items of what was recorded.
    pub fn recorded(&self) -> Vec<String> {
        self.records.iter().map(|record| format!("{} {}", record.kind, record.item)).collect()
    }
}

#[track_caller]
fn key(name: &str) -> Key {
    let code = match name {
        "Enter" => Code::Enter,
        "Esc" => Code::Esc,
        "Tab" => Code::Tab,
        "BTab" => Code::BackTab,
        "Backspace" => Code::Backspace,
        "Delete" => Code::Delete,
        "Up" => Code::Up,
        "Down" => Code::Down,
        "Left" => Code::Left,
        "Right" => Code::Right,
        "PgUp" => Code::PageUp,
        "PgDn" => Code::PageDown,
        "Home" => Code::Home,
        "End" => Code::End,
        "Space" => Code::Char(' '),
        _ => {
            let mut chars = name.chars();
            match (chars.next(), chars.as_str()) {
                (Some('F'), n) if !n.is_empty() => Code::F(n.parse().unwrap()),
                (Some('C'), rest) if rest.starts_with('-') => return Key::ctrl(rest.chars().nth(1).unwrap()),
                (Some('A'), rest) if rest.starts_with('-') => {
                    return Key::alt(Code::Char(rest.chars().nth(1).unwrap()));
                }
                (Some(c), "") => Code::Char(c),
                _ => panic!("unknown key {name}"),
            }
        }
    };
    Key::plain(code)
}

/// Rows of a buffer; the second half of a wide character is nothing.
pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap().max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Text, then a letter for the style of each cell, then what the letters mean.
pub fn styled(buffer: &Buffer) -> String {
    let mut styles: Vec<Style> = Vec::new();
    let mut map = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        for x in buffer.area.left()..buffer.area.right() {
            let style = buffer[(x, y)].style();
            let index = styles.iter().position(|other| *other == style).unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            line.push(char::from(b"._abcdefghijklmnopqrstuvwxyz"[index]));
        }
        map.push_str(line.trim_end_matches('.'));
        map.push('\n');
    }
    let names: Vec<String> = styles
        .iter()
        .enumerate()
        .map(|(i, style)| {
            let letter = char::from(b"._abcdefghijklmnopqrstuvwxyz"[i]);
            format!("{letter} {:?} on {:?} {:?}", style.fg.unwrap(), style.bg.unwrap(), style.add_modifier)
        })
        .collect();
    format!("{}\n{map}\n{}", text(buffer), names.join("\n"))
}
