//! The program that runs in the pseudo-terminal: a page of text that says what happened.
//!
//! Keys: `r` record, `c` caret into a field and back, `w` wake soon, Ctrl+Z suspend, `q` quit; `p`, `v`, `!`, `t` and `s`
//! panic in update, in view, in the loop, on another thread and on one that serves others. Everything else only counts.

use std::{env, fs, io::Write as _, process, thread};

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Style},
};
use seodang::{
    app::{Effect, Event, Key, Now},
    screen::Caret,
    study::Record,
    terminal::{self, Options, Program, Recorder},
};

/// Set in the process that is to be the program, to the path of its log.
pub const LOG: &str = "SEODANG_TEST_CHILD_LOG";

#[test]
fn child() {
    let Ok(log) = env::var(LOG) else { return };
    let options = Options { panic_on: Some('!'), ..Options::default() };
    let code = match terminal::run(&mut Page::default(), &mut Log(log), options) {
        Ok(exit) => {
            if let Some(unsaved) = exit.unsaved {
                println!("unsaved {}: {}", unsaved.records.len(), unsaved.message);
            }
            exit.signal.map_or(0, |signal| 128 + signal)
        }
        Err(error) => {
            eprintln!("{error}");
            1
        }
    };
    process::exit(code);
}

#[derive(Default)]
struct Page {
    keys: usize,
    size: (u16, u16),
    last: String,
    in_field: bool,
    panic_in_view: bool,
}

impl Page {
    fn record(item: String, now: Now) -> Effect {
        let (kind, payload) = ("answered".into(), "{}".into());
        Effect::Record(Record {
            utc_ms: now.utc_ms,
            offset_s: now.offset_s,
            kind,
            item,
            revision: 1,
            payload,
        })
    }
}

impl Program for Page {
    fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        self.last = format!("{event:?}");
        let key = match event {
            Event::Key(key) => key,
            Event::Resize(columns, rows) => {
                self.size = (columns, rows);
                return vec![];
            }
            Event::Shutdown => return vec![Page::record("shutdown".into(), now)],
            _ => return vec![],
        };
        self.keys += 1;
        match key {
            key if key == Key::ctrl('z') => {
                self.keys -= 1;
                vec![Effect::Suspend]
            }
            key if key == Key::char('q') => vec![Effect::Quit],
            key if key == Key::char('r') => vec![Page::record(format!("r{}", self.keys), now)],
            key if key == Key::char('w') => vec![Effect::Wake(20)],
            key if key == Key::char('p') => panic!("panic in update"),
            key if key == Key::char('t') => {
                thread::spawn(|| panic!("panic on a thread"));
                vec![]
            }
            key if key == Key::char('s') => {
                let thread = thread::Builder::new().name(terminal::SERVING.to_owned());
                let _ = thread.spawn(|| panic!("panic of somebody else")).unwrap().join();
                vec![]
            }
            key => {
                self.in_field ^= key == Key::char('c');
                self.panic_in_view = key == Key::char('v');
                vec![]
            }
        }
    }

    fn view(&self, area: Rect, buffer: &mut Buffer) -> Caret {
        assert!(!self.panic_in_view, "panic in view");
        buffer.set_style(area, Style::new().bg(Color::Rgb(24, 26, 27)));
        let (columns, rows) = self.size;
        let lines = [
            format!("n={} size={columns}x{rows}", self.keys),
            format!("last={}", self.last),
            "태스크 정의는 “무엇을 어떻게 띄울지” 적은 설계도이고".into(),
        ];
        for (y, line) in (area.top()..area.bottom()).zip(lines) {
            buffer.set_stringn(area.x, y, line, usize::from(area.width), Style::new());
        }
        if self.in_field { Caret::Field(5, 2) } else { Caret::Parked(area.right() - 1, area.bottom() - 1) }
    }
}

/// Writes what it is handed to a file, and fails while there is a file of the same name with `.full` added.
struct Log(String);

impl Recorder for Log {
    fn append(&mut self, records: &[Record]) -> Result<(), String> {
        let full = fs::exists(format!("{}.full", self.0)).unwrap();
        let mut file = fs::OpenOptions::new().append(true).create(true).open(&self.0).unwrap();
        if full {
            writeln!(file, "failed {}", records.len()).unwrap();
            return Err("disk full".into());
        }
        let items: Vec<_> = records.iter().map(|record| record.item.as_str()).collect();
        writeln!(file, "appended {}: {}", items.len(), items.join(" ")).unwrap();
        Ok(())
    }
}
