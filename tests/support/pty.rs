//! The real program in a pseudo-terminal with an emulator behind it. Everything waits for what it expects, up to a
//! deadline.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::{
    io::{Read as _, Write},
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::Duration,
};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use super::place::Place;

/// Far more than anything takes, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_seodang");

/// Where other programs are.
pub const PATH: &str = "/usr/bin:/bin:/usr/sbin:/sbin";

/// What ends a frame.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";
/// What begins one.
const START_OF_FRAME: &[u8] = b"\x1b[?2026h";

/// What the emulator has seen.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// The screen after the last whole frame.
    shown: vt100::Screen,
    closed: bool,
    ended: Option<ExitStatus>,
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// A running program and its terminal.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    process: u32,
    seen: Shared,
    /// The terminal's settings before, as text: their type is of a crate that is not a dependency.
    termios: String,
}

impl Pty {
    /// Starts the program in `place`; `size` is columns and rows.
    pub fn start(place: &Place, args: &[&str], variables: &[(&str, &str)], size: (u16, u16)) -> Pty {
        Pty::run(&[&[PROGRAM], args].concat(), place, variables, size).unwrap()
    }

    /// Starts it by another program, such as one that gives up rights; `None` if there is no such program.
    pub fn start_by(by: Option<&[&str]>, place: &Place, args: &[&str], size: (u16, u16)) -> Option<Pty> {
        let line = [by.unwrap_or_default(), &[PROGRAM], args].concat();
        Pty::run(&line, place, &[("PATH", PATH)], size)
    }

    /// Starts another program, with its arguments; `None` if there is no such program.
    pub fn run(line: &[&str], place: &Place, variables: &[(&str, &str)], size: (u16, u16)) -> Option<Pty> {
        let mut command = CommandBuilder::new(line[0]);
        command.args(&line[1..]);
        command.env_clear();
        for (name, value) in place.environment() {
            command.env(name, value);
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(place.work());
        let pair = native_pty_system().openpty(cells(size)).unwrap();
        let termios = format!("{:?}", pair.master.get_termios().unwrap());
        let mut child = pair.slave.spawn_command(command).ok()?;
        drop(pair.slave);
        let parser = vt100::Parser::new(size.1.try_into().unwrap(), size.0.try_into().unwrap(), 0);
        let shown = parser.screen().clone();
        let seen = Seen { parser, bytes: Vec::new(), shown, closed: false, ended: None };
        let seen: Shared = Arc::new((Mutex::new(seen), Condvar::new()));
        let process = child.process_id().unwrap();
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            let status = child.wait().unwrap();
            shared.0.lock().unwrap().ended = Some(status);
            shared.1.notify_all();
        });
        let mut reader = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            let mut buffer = [0; 65536];
            loop {
                let mut count = reader.read(&mut buffer).unwrap_or(0);
                if count == 0 {
                    // The end of the terminal can be told before its last words are.
                    thread::sleep(Duration::from_millis(20));
                    count = reader.read(&mut buffer).unwrap_or(0);
                }
                shared.0.lock().unwrap().take(&buffer[..count]);
                shared.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Some(Pty { master: pair.master, writer, process, seen, termios })
    }

    /// What the terminal shows after the last whole frame.
    pub fn screen(&self) -> vt100::Screen {
        self.seen.0.lock().unwrap().shown.clone()
    }

    /// The same as text.
    pub fn text(&self) -> String {
        text_of(&self.screen())
    }

    /// Types.
    pub fn send(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen says `text`.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?}"), |seen| seen.contains(text));
    }

    /// Waits until a program without frames has said `text`.
    #[track_caller]
    pub fn wait_for_words(&self, text: &str) {
        let (seen, late) = self.wait(|seen| seen.parser.screen().contents().contains(text));
        assert!(!late, "no {text:?} on:\n{}", seen.parser.screen().contents());
    }

    /// Waits until the text of the screen is as `expected` says, and gives it.
    #[track_caller]
    pub fn wait_until(&self, what: &str, expected: impl Fn(&str) -> bool) -> String {
        let (seen, late) = self.wait(|seen| expected(&text_of(&seen.shown)));
        let text = text_of(&seen.shown);
        assert!(!late, "no {what} on:\n{text}");
        text
    }

    /// Types, waits until the screen is another, and gives its text.
    #[track_caller]
    pub fn press(&mut self, key: &str) -> String {
        let before = self.text();
        self.send(key);
        self.wait_until(&format!("change after {key:?}"), |seen| seen != before)
    }

    /// Waits until the screen shows exactly `expected`.
    #[track_caller]
    pub fn wait_for_screen(&self, expected: &str) {
        let (seen, late) = self.wait(|seen| text_of(&seen.shown) == expected);
        assert!(!late, "expected:\n{expected}\nseen:\n{}", text_of(&seen.shown));
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        let mut seen = self.seen.0.lock().unwrap();
        seen.parser.screen_mut().set_size(size.1.try_into().unwrap(), size.0.try_into().unwrap());
        drop(seen);
        self.master.resize(cells(size)).unwrap();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.process).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Ends the program as nothing can be ended worse.
    pub fn kill(&mut self) {
        self.signal(Signal::KILL);
        let late = self.wait(|seen| seen.ended.is_some()).1;
        assert!(!late, "it survived SIGKILL");
    }

    /// Waits for the end of the program, checks that the terminal is as it was before, and returns the exit code.
    #[track_caller]
    pub fn end(&mut self) -> i32 {
        let (seen, late) = self.wait(|seen| seen.closed && seen.ended.is_some());
        let screen = seen.parser.screen();
        assert!(!late, "still alive:\n{}", screen.contents());
        let status = seen.ended.as_ref().unwrap();
        assert_eq!(status.signal(), None, "ended by a signal:\n{}", screen.contents());
        assert!(!screen.alternate_screen(), "alternate screen");
        assert!(!screen.hide_cursor(), "hidden cursor");
        assert!(!screen.bracketed_paste(), "bracketed paste");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default);
        assert_eq!((screen.bgcolor(), screen.fgcolor()), (vt100::Color::Default, vt100::Color::Default));
        let termios = self.master.get_termios().unwrap();
        assert_eq!(format!("{termios:?}"), self.termios, "the terminal's settings");
        i32::try_from(status.exit_code()).unwrap()
    }

    /// What the terminal shows after the end.
    pub fn last_words(&self) -> String {
        self.seen.0.lock().unwrap().parser.screen().contents()
    }

    /// All that the program has written.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    /// Waits until `expected`, or the deadline; whether it was that.
    fn wait(&self, expected: impl Fn(&Seen) -> bool) -> (MutexGuard<'_, Seen>, bool) {
        let seen = self.seen.0.lock().unwrap();
        let (seen, timeout) = self.seen.1.wait_timeout_while(seen, DEADLINE, |seen| !expected(seen)).unwrap();
        (seen, timeout.timed_out())
    }
}

impl Seen {
    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.bytes.extend_from_slice(bytes);
        self.closed = bytes.is_empty();
        let last = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|window| window == mark);
        if last(END_OF_FRAME) >= last(START_OF_FRAME) {
            self.shown = self.parser.screen().clone();
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Only after a failed test is there anything to end.
        if self.seen.0.lock().is_ok_and(|seen| seen.ended.is_none()) {
            self.signal(Signal::KILL);
        }
    }
}

/// What a screen says; cells with nothing and cells with a blank look the same.
fn text_of(screen: &vt100::Screen) -> String {
    let lines: Vec<String> = screen.contents().lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n").trim_end().to_owned()
}

fn cells((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
