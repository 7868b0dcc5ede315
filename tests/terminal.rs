//! The terminal driver in a real pseudo-terminal: what the terminal shows, and the state in which it is left.
//!
//! The program under test is `child`, run by this very test binary inside the pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]
#![cfg(unix)]

#[path = "terminal/child.rs"]
mod child;
#[path = "terminal/pty.rs"]
mod pty;

use std::{fs, process::Stdio};

use pty::Pty;
use rustix::process::Signal;

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let mut pty = Pty::start();
    let screen = pty.screen();
    assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::PressRelease);
    assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
    pty.send("rq");
    assert_eq!(pty.end(), 0);
    assert_eq!(pty.log(), ["appended 1: r1"]);
}

#[test]
fn nothing_is_asked_and_every_frame_is_closed() {
    let mut pty = Pty::start();
    pty.send("aaa");
    pty.wait_for("n=3");
    pty.send("q");
    pty.end();
    let bytes = pty.bytes();
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(
        text.matches("\x1b[?2026h").count(),
        text.matches("\x1b[?2026l").count() - 1,
        "one more on leaving"
    );
    for (start, _) in text.match_indices('\x1b') {
        let rest = text[start..].strip_prefix("\x1b[").expect("only CSI sequences");
        let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        assert!("HJKmhlCDG".contains(&rest[end..=end]), "CSI {}", &rest[..=end]);
    }
}

#[test]
fn keys_pastes_and_the_mouse_arrive() {
    let mut pty = Pty::start();
    for (sent, seen) in [
        ("한", "Key(Key { code: Char('한'), ctrl: false, alt: false })"),
        ("\x1b", "Key(Key { code: Esc, ctrl: false, alt: false })"),
        ("\x1b[Z", "Key(Key { code: BackTab, ctrl: false, alt: false })"),
        ("\x03", "Key(Key { code: Char('c'), ctrl: true, alt: false })"),
        ("\x1b[200~\u{1112}\u{1161}\u{11ab}글\x1b[201~", "Paste(\"한글\")"),
        ("\x1b[<0;5;2M", "Mouse { kind: Click, x: 4, y: 1 }"),
    ] {
        pty.send(sent);
        pty.wait_for(seen);
    }
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn the_cursor_is_shown_in_fields_only() {
    let mut pty = Pty::start();
    assert_eq!(pty.screen().cursor_position(), (23, 79));
    pty.send("c");
    pty.wait_until("the cursor in the field", |screen| {
        !screen.hide_cursor() && screen.cursor_position() == (2, 5)
    });
    pty.send("c");
    pty.wait_until("the parked cursor", |screen| {
        screen.hide_cursor() && screen.cursor_position() == (23, 79)
    });
    pty.send("q");
    pty.end();
}

#[test]
fn signals_end_it_cleanly_with_their_number() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::INT, 2), (Signal::HUP, 1), (Signal::QUIT, 3)] {
        let mut pty = Pty::start();
        pty.send("r");
        pty.wait_for("n=1");
        pty.signal(signal);
        assert_eq!(pty.end(), 128 + number, "{signal:?}");
        assert_eq!(pty.log(), ["appended 1: r1", "appended 1: shutdown"], "{signal:?}");
    }
}

#[test]
fn a_terminal_that_is_gone_ends_it_without_a_word() {
    let mut pty = Pty::start();
    let log = pty.hang_up();
    assert_eq!(log.exit_code, 129);
    assert_eq!(log.lines, ["appended 1: shutdown"]);
}

#[test]
fn a_terminal_that_is_gone_is_noticed_without_sighup() {
    // Under a shell that ignores the signal, as nohup does, and that is the session's leader.
    let mut pty = Pty::start_under("trap '' HUP; $CHILD; echo ended >>$LOG");
    let log = pty.hang_up();
    assert_eq!(log.lines, ["appended 1: shutdown", "ended"]);
}

#[test]
fn a_panic_is_told_on_the_restored_screen() {
    for (key, message) in [("p", "panic in update"), ("v", "panic in view"), ("!", "asked to panic")] {
        let mut pty = Pty::start();
        pty.send("r");
        pty.wait_for("n=1");
        pty.send(key);
        assert_eq!(pty.end(), 101, "{message}");
        let screen = pty.screen().contents();
        assert!(screen.contains(message), "{screen}");
        assert_eq!(pty.log().first().unwrap(), "appended 1: r1");
    }
}

#[test]
fn a_panic_on_another_thread_ends_it_too() {
    let mut pty = Pty::start();
    pty.send("t");
    assert_eq!(pty.end(), 1);
    let screen = pty.screen().contents();
    assert!(
        screen.contains("panic on a thread") && screen.contains("a part of the program failed"),
        "{screen}"
    );
    assert_eq!(pty.log(), ["appended 1: shutdown"]);
}

#[test]
fn a_panic_on_a_thread_that_serves_others_is_none_of_its_business() {
    let mut pty = Pty::start();
    pty.send("s");
    pty.wait_for("n=1");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert!(!pty.screen().contents().contains("somebody else"));
}

#[test]
fn a_record_is_written_before_the_next_event() {
    let mut pty = Pty::start();
    pty.send("rar");
    pty.wait_for("n=3");
    pty.send("q");
    pty.end();
    assert_eq!(pty.log(), ["appended 1: r1", "appended 1: r3"]);
}

#[test]
fn records_that_fail_are_kept_told_and_tried_again() {
    let mut pty = Pty::start();
    pty.fill_disk(true);
    pty.send("r");
    pty.wait_for("StoreFailed(\"disk full\")");
    pty.fill_disk(false);
    pty.send("r");
    pty.wait_for("StoreRecovered");
    pty.fill_disk(true);
    pty.send("r");
    pty.wait_for("StoreFailed(\"disk full\")");
    pty.fill_disk(false);
    pty.send("q");
    assert_eq!(pty.end(), 0);
    assert_eq!(pty.log(), ["failed 1", "appended 2: r1 r2", "failed 1", "appended 1: r3"]);
}

#[test]
fn records_that_fail_to_the_end_are_handed_back() {
    let mut pty = Pty::start();
    pty.fill_disk(true);
    pty.send("rrq");
    assert_eq!(pty.end(), 0);
    assert!(pty.screen().contents().contains("unsaved 2: disk full"));
}

#[test]
fn any_size_is_survived() {
    let mut pty = Pty::start();
    for (columns, rows) in [(1, 1), (0, 0), (2, 2), (80, 1), (1, 24), (600, 3), (20, 5)] {
        pty.resize(columns, rows);
        pty.send("a");
    }
    for i in 0..30 {
        pty.resize(10 + i, 30 - i);
    }
    pty.resize(60, 20);
    pty.wait_for("size=60x20");
    pty.wait_for("n=7");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn keys_in_one_write_are_drawn_together() {
    let mut pty = Pty::start();
    let frames = |pty: &Pty| String::from_utf8_lossy(&pty.bytes()).matches("\x1b[?2026h").count();
    let before = frames(&pty);
    pty.send(&"a".repeat(50));
    pty.wait_for("n=50");
    assert!(frames(&pty) - before < 10, "{} frames", frames(&pty) - before);
    pty.send("q");
    pty.end();
}

#[test]
fn it_wakes_when_asked() {
    let mut pty = Pty::start();
    pty.send("w");
    pty.wait_for("last=Wake");
    pty.send("q");
    pty.end();
}

#[cfg(target_os = "linux")]
#[test]
fn with_nothing_to_do_it_sleeps() {
    let mut pty = Pty::start();
    let pid = pty.process_id();
    let switches = || {
        let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
        let statuses = tasks.map(|task| fs::read_to_string(task.unwrap().path().join("status")).unwrap());
        let count = |status: String| -> u64 {
            let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches")).unwrap();
            line.split_whitespace().last().unwrap().parse().unwrap()
        };
        statuses.map(count).sum::<u64>()
    };
    pty.wait_for_silence();
    let (before, bytes) = (switches(), pty.bytes().len());
    // The one thing that only time can show.
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!((switches(), pty.bytes().len()), (before, bytes));
    pty.send("q");
    pty.end();
}

/// Runs the child, says when it is stopped and brings it back.
const SHELL: &str = "set -m; $CHILD; echo stopped; stty -a; read line; fg >/dev/null; echo ended $?";

#[test]
fn it_stops_and_comes_back() {
    for signal in [None, Some(Signal::TSTP)] {
        let mut pty = Pty::start_under(SHELL);
        pty.send("a");
        pty.wait_for("n=1");
        match signal {
            None => pty.send("\x1a"),
            // To the whole job, which the shell is not part of.
            Some(signal) => pty.signal_foreground(signal),
        }
        pty.wait_for("stopped");
        pty.wait_until("a cooked terminal", |screen| screen.contents().contains(" icanon"));
        assert!(
            !pty.screen().alternate_screen()
                && !pty.screen().hide_cursor()
                && !pty.screen().bracketed_paste()
        );
        pty.resize(70, 20);
        pty.send("\n");
        pty.wait_until("the program again", |screen| {
            screen.alternate_screen() && screen.contents().contains("size=70x20")
        });
        pty.send("a");
        pty.wait_for("n=2");
        assert!(pty.screen().hide_cursor() && pty.screen().bracketed_paste());
        pty.send("q");
        pty.wait_for("ended 0");
        pty.end();
    }
}

#[test]
fn where_nobody_could_bring_it_back_it_does_not_stop() {
    // It leads its session here, as in a terminal window that runs nothing else.
    let mut pty = Pty::start();
    pty.send("\x1aa");
    pty.wait_for("n=1");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn stopped_by_force_it_takes_the_terminal_back() {
    let mut pty = Pty::start();
    pty.signal(Signal::STOP);
    pty.scribble("\x1b[2J\x1b[?1049l\x1b[?25h$ fg");
    pty.signal(Signal::CONT);
    pty.wait_until("the program again", |screen| {
        screen.alternate_screen() && screen.contents().starts_with("n=0")
    });
    assert!(pty.screen().hide_cursor());
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn without_a_terminal_it_says_so() {
    let output = pty::child_command().stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("needs a terminal"), "{message}");
    assert!(!output.stdout.contains(&0x1b));
}
