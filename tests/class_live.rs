//! The real program as host, player and wall of a class, on loopback: in terminals, through pipes, and killed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)]

#[path = "support/place.rs"]
mod place;
#[path = "support/pty.rs"]
mod pty;

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Output, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use place::Place;
use pty::Pty;
use rusqlite::{Connection, OpenFlags};
use rustix::process::Signal;
use seodang::lang::hangul::is_hangul;

const SIZE: (u16, u16) = (80, 24);

/// Far more than anything takes, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

fn command(place: &Place, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seodang"));
    command.args(args).env_clear().envs(place.environment()).current_dir(place.work());
    command
}

/// A host without a screen.
struct Host {
    child: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
    code: String,
    port: u16,
}

impl Host {
    /// Opens a class, with its port chosen by the system.
    fn open(place: &Place, args: &[&str]) -> Host {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Host::start(place, &[&["class", "host", "--lang", "en"], args].concat(), free)
    }

    fn start(place: &Place, args: &[&str], port: u16) -> Host {
        let number = port.to_string();
        let mut command = command(place, &[args, &["--port", &number, "--ssh-port", "0"]].concat());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || out.lines().map_while(Result::ok).all(|line| sender.send(line).is_ok()));
        let mut host = Host { child, lines, heard: Vec::new(), code: String::new(), port };
        let code = host.hears("Join code: ");
        host.code = code.trim_start_matches("Join code: ").replace(' ', "");
        host
    }

    /// Begins the class anew after its program has ended.
    fn again(mut self, place: &Place) -> Host {
        let _ = self.child.wait();
        let (code, port) = (self.code.clone(), self.port);
        // The port is free again at once.
        Host::start(place, &["class", "resume", &code, "--lang", "en"], port)
    }

    /// Waits for a line with `text`.
    #[track_caller]
    fn hears(&mut self, text: &str) -> String {
        loop {
            match self.lines.recv_timeout(DEADLINE) {
                Ok(line) => {
                    self.heard.push(line.clone());
                    if line.contains(text) {
                        return line;
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no {text:?} in:\n{}", self.heard.join("\n"))
                }
            }
        }
    }

    fn says(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Through the answer of the question that is open, to what comes after it.
    fn reveals(&mut self) {
        self.says("reveal");
        self.hears("Answer");
    }

    fn at(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn joins(&self, place: &Place, args: &[&str]) -> Pty {
        let at = self.at();
        Pty::start(place, &[&["class", "join", &at, "--code", &self.code], args].concat(), &[], SIZE)
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The payloads of the answers in a learner's own progress.
fn answers(place: &Place) -> Vec<String> {
    let file = place.path("data/seodang/progress.db");
    let file = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut found = file.prepare("SELECT payload FROM events WHERE kind = 'answered' ORDER BY id").unwrap();
    found.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn printed(place: &Place, args: &[&str]) -> String {
    let Output { status, stdout, .. } = command(place, args).stdin(Stdio::null()).output().unwrap();
    assert!(status.success(), "{args:?}");
    String::from_utf8(stdout).unwrap()
}

#[test]
fn two_players_in_two_languages_and_what_they_keep_of_it() {
    let (teacher, mina, bo) = (Place::new(), Place::new(), Place::new());
    // The questions of a page, so that none is typed.
    let mut host = Host::open(&teacher, &["ecs#what", "--questions", "1", "--seed", "1", "--seconds", "0"]);
    let mut korean = host.joins(&mina, &["--name", "민지", "--lang", "ko"]);
    korean.wait_for("들어왔어요: 민지");
    // Another one types the code, as it is on the wall, and a name.
    let at = host.at();
    let mut english = Pty::start(&bo, &["class", "join", &at, "--lang", "en"], &[], SIZE);
    english.wait_for("Join code");
    english.send(&format!("{}\r", host.code.to_lowercase()));
    english.wait_for("Name");
    english.send("Bo\r");
    english.wait_for("You are in: Bo");
    host.hears("joined: Bo · 2 players");

    host.says("next");
    host.hears("Question, 1/1");
    korean.wait_for("하나를 골라요");
    english.wait_for("Choose one");
    // “I don't know” is an answer, too; the other one is what it is.
    korean.send("\x1b[17~");
    korean.wait_for("답을");
    english.send("1\r");
    // Both have answered: the question closes by itself.
    host.hears("Answers are closed. 2/2 answered");
    host.says("next");
    host.hears("Answer, 1/1");
    korean.wait_for("› 정답");
    english.wait_for("› Answer");
    host.says("next");
    korean.wait_for("최종 결과");
    host.says("next");
    host.hears("Thank you");
    korean.wait_for("수업이 끝났어요");
    // Nothing is left to leave.
    for player in [&mut korean, &mut english] {
        player.send("\x1b");
        assert_eq!(player.end(), 0);
    }
    assert!(host.child.stdin.take().is_some());
    assert!(host.child.wait().unwrap().success());

    for place in [&mina, &bo] {
        let answers = answers(place);
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert!(answers[0].contains("\"class\""), "{answers:?}");
    }
    assert!(printed(&mina, &["--lang", "ko", "mistakes", "--format", "text"]).contains("ECS (1)"));
    assert_eq!(printed(&mina, &["review", "--count"]).trim(), "1");
    // The seat of a class that is over is kept by nobody.
    assert!(!mina.path("data/seodang/seats").join(&host.code).exists());
}

#[test]
fn whoever_is_killed_comes_back() {
    let (teacher, mina) = (Place::new(), Place::new());
    let mut host =
        Host::open(&teacher, &["ecs#essential", "--questions", "2", "--seed", "1", "--seconds", "0"]);
    let mut player = host.joins(&mina, &["--name", "Mina", "--lang", "en"]);
    player.wait_for("You are in: Mina");
    let seat = mina.path("data/seodang/seats").join(&host.code);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&seat), mode(seat.parent().unwrap())), (0o600, 0o700));
    host.says("next");
    player.wait_for("Choose one");
    player.send("\x1b[17~");
    host.hears("Answers are closed. 1/1 answered");
    host.says("next");
    host.hears("Answer, 1/2");
    player.wait_for("› Answer");
    assert_eq!(answers(&mina).len(), 1);

    // The player, while the answer is shown: the same seat, and nothing is recorded twice.
    player.kill();
    let mut player = host.joins(&mina, &["--lang", "en"]);
    player.wait_for("› Answer");
    assert_eq!(answers(&mina).len(), 1);
    host.says("players");
    host.hears("1  Mina · here");

    // The host, while a question is open.
    host.says("next");
    host.hears("Scoreboard");
    host.says("next");
    host.hears("Question, 2/2");
    player.wait_for("2/2");
    player.wait_for("Choose one");
    host.kill();
    player.wait_for("Connection lost");
    let mut host = host.again(&teacher);
    host.hears("Question, 2/2");
    player.wait_until("the connection", |seen| !seen.contains("Connection lost"));
    player.send("\x1b[17~");
    host.hears("Answers are closed. 1/1 answered");
    host.reveals();
    player.wait_for("› Answer");
    host.says("end");
    player.wait_for("Final result");
    assert_eq!(answers(&mina).len(), 2);
    host.says("quit");
    player.wait_for("has stopped");
    player.send("\x1b");
    assert_eq!(player.end(), 0);
}

#[test]
fn a_host_with_a_screen_and_what_is_on_the_wall() {
    let (teacher, other) = (Place::new(), Place::new());
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let args = [
        "class",
        "host",
        "ecs#what",
        "--questions",
        "1",
        "--seed",
        "1",
        "--lang",
        "en",
        "--port",
        &port,
        "--ssh-port",
        "0",
    ];
    let mut host = Pty::start(&teacher, &args, &[], SIZE);
    host.wait_for("Only this computer can join");
    let rooms =
        fs::read_dir(teacher.path("data/seodang/rooms")).unwrap().map(|entry| entry.unwrap().file_name());
    let code = rooms.filter_map(|name| name.to_str()?.strip_suffix(".db").map(str::to_owned)).next().unwrap();
    let link = format!("http://127.0.0.1:{port}/#{code}");
    let mut wall = Pty::start(&other, &["class", "wall", &link, "--lang", "ko"], &[], SIZE);
    wall.wait_for("0명 (0명 접속)");
    let mut player = Pty::start(&other, &["class", "join", &link, "--name", "Bo", "--lang", "en"], &[], SIZE);
    host.wait_for("1 player (1 here)");
    host.send(" ");
    wall.wait_for("› 문제");
    player.wait_for("Choose one");
    host.wait_for("0/1 answered");
    // The answer is on the private side alone.
    host.send("\t");
    host.wait_for("Only for the teacher");
    host.send("\t");
    host.wait_for("0/1 answered");
    player.send("1\r");
    host.wait_for("1/1 answered");
    host.send(" ");
    wall.wait_for("› 정답");
    // A signal, as when the terminal is closed, leaves a class that can go on.
    host.signal(Signal::TERM);
    assert_eq!(host.end(), 143);
    assert!(host.last_words().contains(&format!("seodang class resume {code}")), "{}", host.last_words());
    wall.wait_for("끊겼어요");
    // It is the newest that was interrupted, and is found where it was.
    let mut host = Pty::start(&teacher, &["class", "resume", "--lang", "en"], &[], SIZE);
    host.wait_for("› Answer");
    wall.wait_until("the answer", |seen| seen.contains("› 정답") && !seen.contains("끊겼어요"));
    player.wait_until("the answer", |seen| seen.contains("› Answer") && !seen.contains("lost"));
    // Leaving is asked for twice, whatever the key.
    host.send("\x03");
    host.wait_for("Press again to close");
    host.send("\x03");
    assert_eq!(host.end(), 0);
    wall.send("\x1b");
    assert_eq!(wall.end(), 0);
    player.wait_for("has stopped");
    player.signal(Signal::HUP);
    player.end();
}

#[test]
fn a_player_without_a_screen_hears_of_everything_at_once() {
    let (teacher, mina) = (Place::new(), Place::new());
    let mut host = Host::open(&teacher, &["ecs#what", "--questions", "1", "--seed", "1", "--seconds", "0"]);
    let at = host.at();
    let args = ["--plain", "class", "join", &at, "--code", &host.code, "--name", "Mina", "--lang", "en"];
    let mut child = command(&mina, &args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    host.hears("joined: Mina");
    host.says("next");
    host.hears("Question, 1/1");
    // It is told without being asked.
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut told = String::new();
    while !told.contains("submit") {
        assert!(out.read_line(&mut told).unwrap() > 0, "{told}");
    }
    assert!(told.contains("Question, 1/1"), "{told}");
    writeln!(child.stdin.as_mut().unwrap(), "1\n").unwrap();
    host.hears("Answers are closed. 1/1 answered");
    host.says("next");
    while !told.contains("Answer, 1/1") {
        assert!(out.read_line(&mut told).unwrap() > 0, "{told}");
    }
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn an_encrypted_class_is_joined_where_its_certificate_is_trusted() {
    let (teacher, mina, bo) = (Place::new(), Place::new(), Place::new());
    let file = |name: &str| format!("{}/tests/fixtures/tls/{name}", env!("CARGO_MANIFEST_DIR"));
    let (cert, key) = (file("cert.pem"), file("key.pem"));
    let host =
        Host::open(&teacher, &["ecs#what", "--tls-cert", &cert, "--tls-key", &key, "--show-as", "localhost"]);
    let link = format!("https://localhost:{}/#{}", host.port, host.code);
    assert!(
        host.heard.join("\n").contains(&format!("wall https://localhost:{}", host.port)),
        "{:?}",
        host.heard
    );
    let args = ["class", "join", &link, "--name", "Mina", "--lang", "en"];
    let trusting = Pty::start(&mina, &args, &[("SSL_CERT_FILE", &cert)], SIZE);
    trusting.wait_for("You are in: Mina");
    let other = Pty::start(&bo, &args, &[], SIZE);
    other.wait_for("its certificate cannot be trusted");
}

#[test]
#[cfg(target_os = "linux")]
fn a_class_listens_on_loopback_unless_told_otherwise() {
    // Every number of 127/8 is this computer, but only a socket for all numbers answers at each of them.
    let answers = |at: &str, port: u16| TcpStream::connect((at, port)).is_ok();
    let place = Place::new();
    let mut alone = Host::open(&place, &["ecs#what"]);
    assert!(answers("127.0.0.1", alone.port));
    assert!(!answers("127.0.0.2", alone.port));
    alone.hears("Only this computer can join");
    let open = Host::open(&place, &["ecs#what", "--bind", "0.0.0.0"]);
    assert!(answers("127.0.0.2", open.port));
}

#[test]
fn what_goes_wrong_says_what_to_do_in_both_languages() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    fs::write(place.work().join("bad.csv"), "id,name\n1,Kim\n2\n").unwrap();
    fs::write(place.work().join("empty.csv"), "id,name\n").unwrap();
    fs::write(place.work().join("twice.csv"), "1,Kim\n1,Lee\n").unwrap();
    for (args, english) in [
        (&["host", "nosuch"][..], "there is no lesson 'nosuch'"),
        (&["host", "ecs", "--port", &port], "--port"),
        (&["host", "ecs", "--bind", "192.0.2.77"], "--lan finds one"),
        (&["host", "ecs", "--roster", "none.csv"], "cannot read none.csv"),
        (&["host", "ecs", "--roster", "bad.csv"], "bad.csv:3: each row"),
        (&["host", "ecs", "--roster", "empty.csv"], "no students"),
        (&["host", "ecs", "--roster", "twice.csv"], "1: "),
        (&["host", "ecs", "--teams", "A,a"], "a: "),
        (&["host", "ecs", "--homework", "soon"], "soon"),
        (&["host", "ecs", "--tls-cert", "none.pem", "--tls-key", "none.pem"], "none.pem"),
        (&["resume"], "no class was interrupted"),
        (&["resume", "ABC234"], "no class ABC234"),
        (&["resume", "ABC"], "no join code"),
        (&["join", "two words"], "This is no address"),
        (&["join", "host:0"], "from 1 to 65535"),
        (&["join", "host", "--code", "123"], "no join code"),
        (&["join", "http://host/#123"], "Copy the link again"),
        (&["join"], "needs a terminal"),
        (&["wall"], "--code ABC234"),
    ] {
        for lang in ["en", "ko"] {
            let ran =
                command(&place, &[&["--lang", lang, "class"], args].concat()).stdin(Stdio::null()).output();
            let Output { status, stdout, stderr } = ran.unwrap();
            let said = String::from_utf8(stderr).unwrap();
            assert_eq!((status.code(), stdout.len()), (Some(2), 0), "{args:?}: {said}");
            match lang {
                "en" => assert!(said.contains(english), "{args:?}: {said}"),
                _ => assert!(said.chars().any(is_hangul), "{args:?}: {said}"),
            }
        }
    }
    // No room was left behind by any of them.
    let left: Vec<String> = place.files().into_iter().filter(|file| file.contains("rooms")).collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn who_cannot_come_in_is_told_why() {
    let (teacher, mina) = (Place::new(), Place::new());
    let host = Host::open(&teacher, &["ecs#what"]);
    let at = host.at();
    let wrong = if host.code == "ABC234" { "ABC235" } else { "ABC234" };
    let mut player = Pty::start(&mina, &["class", "join", &at, "--code", wrong, "--lang", "en"], &[], SIZE);
    player.wait_for("There is no class with that code");
    player.send(&format!("\x1b[3~{}\r", host.code));
    player.wait_for("Name");
    player.send("\x1b\x1b");
    // Something else listens, or nobody does.
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let foreign = other.local_addr().unwrap().to_string();
    thread::spawn(move || other.accept().map(|(mut stream, _)| stream.write_all(b"SSH-2.0-x\r\n")));
    for (address, ko) in [(foreign.as_str(), "서당 수업이 아니에요"), ("127.0.0.1:1", "열린 수업이 없어요")]
    {
        let args = ["class", "join", address, "--code", wrong, "--lang", "ko"];
        let mut player = Pty::start(&mina, &args, &[], (60, 20));
        player.wait_for(ko);
        player.send("\x1b");
        assert_eq!(player.end(), 0);
    }
}
