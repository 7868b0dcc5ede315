//! The ssh that learners have: OpenSSH's, in a real pseudo-terminal. Where it is not installed nothing is tested, unless
//! `SEODANG_OPENSSH` says that it has to be there.

use std::net::SocketAddr;

use crate::{
    line::{Class, lesson},
    place::Place,
    pty::{PATH, Pty},
    ssh::class,
};

/// Runs a program of OpenSSH against `address`; `None` when it is not installed.
fn run(place: &Place, address: SocketAddr, line: &[&str]) -> Option<Pty> {
    let port = format!("Port={}", address.port());
    let known = format!("UserKnownHostsFile={}", place.path("home/known_hosts").display());
    let options = ["-F", "/dev/null", "-o", &port, "-o", &known, "-o", "SendEnv=LANG"];
    let line = [&line[..1], &options[..], &line[1..]].concat();
    let variables = [("PATH", PATH), ("LANG", "ko_KR.UTF-8")];
    let pty = Pty::run(&line, place, &variables, (80, 24));
    assert!(pty.is_some() || std::env::var_os("SEODANG_OPENSSH").is_none(), "{line:?} is not installed");
    pty
}

#[test]
fn the_ssh_of_openssh_joins_answers_and_leaves() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let place = Place::new();
    let guest = format!("{}@127.0.0.1", room.code);
    let Some(mut pty) = run(&place, address, &["ssh", &guest]) else { return };
    // What the teacher's screen shows is what ssh asks about.
    pty.wait_for_words(room.host.fingerprint().unwrap());
    pty.send("yes\r");
    pty.wait_for("이름");
    pty.send("민지\r");
    pty.wait_for("곧 시작해요");
    room.next();
    pty.wait_for("What about one? 한글");
    pty.resize((100, 30));
    pty.press("\x1bOQ");
    let digit = |text: &str| {
        let line = text.lines().find(|line| line.trim_end().ends_with(" a"))?;
        line.chars().find(char::is_ascii_digit)
    };
    let text = pty.wait_until("options", |text| digit(text).is_some());
    let digit = digit(&text).unwrap();
    pty.send(&format!("{digit}\r"));
    room.until(|| room.host.sight().view.wall.answers == 1);
    room.next();
    pty.wait_for("SECRET explanation");
    pty.send("\x03");
    assert_eq!(pty.end(), 0);
    assert!(pty.last_words().contains("You have left the class"), "{}", pty.last_words());
    room.host.stop();
}

#[test]
fn openssh_gets_no_command_no_files_and_no_way_through() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let place = Place::new();
    let trust = ["-o", "StrictHostKeyChecking=no", "-o", "BatchMode=yes"];
    let here = "join@127.0.0.1";
    let forward = ["ssh", "-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"];
    for (line, said) in [
        (&["ssh"][..], "exec request failed"),
        (&["sftp"], "subsystem request failed"),
        (&["ssh", "-W", "127.0.0.1:1"], "administratively prohibited"),
        (&forward, "remote port forwarding failed"),
        (&["ssh", "-T"], "A class needs a terminal"),
    ] {
        let command: &[&str] = if line == ["ssh"] { &["ls"] } else { &[] };
        let line = [&line[..1], &trust, &line[1..], &[here], command].concat();
        let Some(mut pty) = run(&place, address, &line) else { return };
        pty.wait_for_words(said);
        assert_ne!(pty.end(), 0, "{line:?}");
    }
    still_works(&room, address, &place);
    room.host.stop();
}

/// An agent that is offered changes nothing.
fn still_works(room: &Class, address: SocketAddr, place: &Place) {
    let guest = format!("{}@127.0.0.1", room.code);
    let mut pty = run(place, address, &["ssh", "-A", &guest]).unwrap();
    pty.wait_for("이름");
    pty.send("\x04");
    assert_eq!(pty.end(), 0);
}
