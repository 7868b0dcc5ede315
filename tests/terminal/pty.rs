//! A pseudo-terminal with an emulator behind it. Everything waits for what it expects, up to a deadline.

use std::{
    env, fs,
    io::{Read as _, Write},
    path::PathBuf,
    process::Command,
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use super::child::LOG;

/// Far more than anything takes, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// Arguments that make this test binary the program under test, in its main thread and without a word of its own.
const CHILD: [&str; 5] = ["--exact", "child::child", "--nocapture", "--test-threads=1", "--quiet"];

/// The program under test, outside of a terminal.
pub fn child_command() -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(CHILD).env(LOG, env::temp_dir().join("seodang-no-terminal"));
    command
}

/// What the emulator has seen.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
    /// The reader is to let go of the terminal after the next bytes.
    letting_go: bool,
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// The program under test in its terminal, 80 by 24.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    seen: Shared,
    /// The terminal's settings before, as text: their type is of a crate that is not a dependency.
    termios: String,
    directory: tempfile::TempDir,
}

/// What is left of a program whose terminal is gone.
pub struct Remains {
    pub exit_code: i32,
    pub lines: Vec<String>,
}

impl Pty {
    /// Starts the program and waits for its first frame.
    pub fn start() -> Pty {
        let mut command = CommandBuilder::new(env::current_exe().unwrap());
        command.args(CHILD);
        Pty::launch(command)
    }

    /// Starts it from a line for the shell, as `$CHILD`; `$LOG` is its log.
    pub fn start_under(line: &str) -> Pty {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        command.env("CHILD", format!("{} {}", env::current_exe().unwrap().display(), CHILD.join(" ")));
        Pty::launch(command)
    }

    fn launch(mut command: CommandBuilder) -> Pty {
        let directory = tempfile::tempdir().unwrap();
        let log = directory.path().join("log");
        command.env(LOG, &log);
        command.env("LOG", &log);
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        command.cwd(directory.path());
        let pair = native_pty_system()
            .openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })
            .unwrap();
        let termios = format!("{:?}", pair.master.get_termios().unwrap());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Seen {
            parser: vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0),
            bytes: Vec::new(),
            closed: false,
            letting_go: false,
        };
        let seen: Shared = Arc::new((Mutex::new(seen), Condvar::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            let mut buffer = [0; 65536];
            loop {
                let count = reader.read(&mut buffer).unwrap_or(0);
                let mut seen = shared.0.lock().unwrap();
                seen.parser.process(&buffer[..count]);
                seen.bytes.extend_from_slice(&buffer[..count]);
                seen.closed = count == 0;
                shared.1.notify_all();
                if count == 0 || seen.letting_go {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let pty = Pty { master: Some(pair.master), writer: Some(writer), child, seen, termios, directory };
        pty.wait_for("n=0");
        pty
    }

    /// What the terminal shows now.
    pub fn screen(&self) -> vt100::Screen {
        self.seen.0.lock().unwrap().parser.screen().clone()
    }

    /// All that the program has written.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    /// Types.
    pub fn send(&mut self, text: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(text.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Has the terminal show what somebody else has written.
    pub fn scribble(&self, text: &str) {
        self.seen.0.lock().unwrap().parser.process(text.as_bytes());
    }

    /// Waits until the screen says `text`.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is as `expected` says.
    #[track_caller]
    pub fn wait_until(&self, what: &str, expected: impl Fn(&vt100::Screen) -> bool) {
        let late = |seen: &mut Seen| !expected(seen.parser.screen());
        let seen = self.seen.0.lock().unwrap();
        let (seen, timeout) = self.seen.1.wait_timeout_while(seen, DEADLINE, late).unwrap();
        assert!(!timeout.timed_out(), "no {what} on:\n{}", seen.parser.screen().contents());
    }

    /// Waits until nothing was written for a while.
    pub fn wait_for_silence(&self) {
        let mut before = usize::MAX;
        while self.bytes().len() != before {
            before = self.bytes().len();
            thread::sleep(Duration::from_millis(100));
        }
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        // The emulator has no screen without cells.
        self.seen
            .0
            .lock()
            .unwrap()
            .parser
            .screen_mut()
            .set_size(rows.max(1).try_into().unwrap(), columns.max(1).try_into().unwrap());
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub fn process_id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.process_id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Sends a signal to the job in the foreground.
    pub fn signal_foreground(&self, signal: Signal) {
        let group = self.master.as_ref().unwrap().process_group_leader().unwrap();
        kill_process_group(Pid::from_raw(group).unwrap(), signal).unwrap();
    }

    /// Makes writing to the log fail, or work.
    pub fn fill_disk(&self, full: bool) {
        let path = self.directory.path().join("log.full");
        if full { fs::write(path, "").unwrap() } else { fs::remove_file(path).unwrap() }
    }

    /// The lines of the program's log.
    pub fn log(&self) -> Vec<String> {
        let text = fs::read_to_string(self.log_path()).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    fn log_path(&self) -> PathBuf {
        self.directory.path().join("log")
    }

    /// Waits for the end of the program, checks that the terminal is as it was before, and returns the exit status.
    #[track_caller]
    pub fn end(&mut self) -> i32 {
        let code = self.wait_for_exit();
        let seen = self.seen.0.lock().unwrap();
        let (seen, _) = self.seen.1.wait_timeout_while(seen, DEADLINE, |seen| !seen.closed).unwrap();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "alternate screen");
        assert!(!screen.hide_cursor(), "hidden cursor");
        assert!(!screen.bracketed_paste(), "bracketed paste");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default);
        assert_eq!((screen.bgcolor(), screen.fgcolor()), (vt100::Color::Default, vt100::Color::Default));
        let termios = self.master.as_ref().unwrap().get_termios().unwrap();
        assert_eq!(format!("{termios:?}"), self.termios);
        code
    }

    /// Takes the terminal away.
    pub fn hang_up(&mut self) -> Remains {
        // The reader holds the terminal open, too. Dropping the writer types Ctrl+D, whose frame lets the reader go.
        self.seen.0.lock().unwrap().letting_go = true;
        self.master = None;
        self.writer = None;
        let exit_code = self.wait_for_exit();
        Remains { exit_code, lines: self.log() }
    }

    #[track_caller]
    fn wait_for_exit(&mut self) -> i32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert_eq!(status.signal(), None, "ended by a signal");
                return i32::try_from(status.exit_code()).unwrap();
            }
            assert!(start.elapsed() < DEADLINE, "still alive:\n{}", self.screen().contents());
            thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Only after a failed test is there anything to end.
        let _ = self.child.kill();
    }
}
