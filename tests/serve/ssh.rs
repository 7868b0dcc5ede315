//! Learners who come by ssh.

use std::{net::SocketAddr, sync::Arc};

use russh::{
    ChannelMsg,
    client::{Config, connect},
    keys::PrivateKeyWithHashAlg,
};
use seodang::{
    class::{
        HostCommand, Phase, Setup,
        setup::{Names, Student},
    },
    lang::Lang,
    serve::{
        host::Reach,
        patience::Patience,
        ssh::{HostKey, Ssh},
    },
};

use crate::{
    course::tea,
    line::{Class, LONG, lesson},
    shell::{Shell, Trust, Visit},
};

/// A class with a way in by ssh.
pub fn class(setup: Setup, change: impl FnOnce(&mut Ssh)) -> (Class, SocketAddr) {
    class_with(setup, Patience::default(), change)
}

/// A class with a way in by ssh, that waits so long.
pub fn class_with(setup: Setup, patience: Patience, change: impl FnOnce(&mut Ssh)) -> (Class, SocketAddr) {
    let local = "127.0.0.1:0".parse().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let key = HostKey::open(dir.path()).unwrap();
    let mut ssh = Ssh::at(local, key, tea(), Lang::Ko);
    change(&mut ssh);
    let room = Class::reached(setup, Reach { ssh: Some(ssh), patience, ..Reach::at(local) });
    let address = room.host.ssh_address().unwrap();
    assert!(room.host.fingerprint().unwrap().starts_with("SHA256:"));
    (room, address)
}

#[test]
fn a_question_answered_over_ssh_in_both_languages() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let code = room.code.to_string().to_lowercase();
    // The code is the user name; then only the name is asked for.
    let minji = Shell::open(address, &code);
    minji.wait_for("이름");
    minji.type_in("민지\r");
    minji.wait_for("곧 시작해요");
    // The code is typed.
    let bo = Visit::new(address, "join").shell(Some((100, 30)), &[("LC_ALL", "en_GB.UTF-8")]);
    bo.wait_for("Join code");
    bo.type_in(&format!("{code}\r"));
    bo.wait_for("Name");
    bo.type_in("Bo\r");
    bo.wait_for("It starts soon");
    room.until(|| room.host.sight().view.wall.present == 2);
    room.next();
    minji.wait_for("What about one? 한글");
    bo.wait_for("What about one?");
    // The language is flipped in place.
    bo.type_in("\x1bOQ");
    bo.wait_for("What about one? 한글");
    bo.type_in("\x1bOQ");
    for learner in [&minji, &bo] {
        learner.answer("a");
    }
    room.until(|| room.host.sight().view.wall.answers == 2);
    room.next();
    minji.wait_for("SECRET explanation 한글");
    bo.wait_for("SECRET explanation");
    room.next();
    // Nothing of it is kept for them here, and nobody says so.
    minji.wait_for("다음에는 서당으로 들어오세요");
    bo.wait_for("come with Seodang next time");
    minji.type_in("\x03");
    assert_eq!(minji.end(), 0);
    assert!(minji.text().contains("수업에서 나왔어요"), "{}", minji.text());
    bo.type_in("\x04");
    assert_eq!(bo.end(), 0);
    assert!(bo.text().contains("You have left the class"));
    room.until(|| room.host.sight().view.wall.present == 0);
    room.until(|| room.host.sight().players.iter().all(|player| player.standing.score == 1_000));
    room.host.stop();
}

/// Somebody who is in the room.
#[track_caller]
fn joined(room: &Class, address: SocketAddr, name: &str) -> Shell {
    let shell = Shell::open(address, &room.code.to_string());
    shell.wait_for("이름");
    shell.type_in(&format!("{name}\r"));
    shell.wait_for("곧 시작해요");
    shell
}

/// Names and scores of all players.
fn scores(room: &Class) -> Vec<(String, u32)> {
    let sight = room.host.sight();
    sight.players.iter().map(|player| (player.name.ko.clone(), player.standing.score)).collect()
}

#[test]
fn whoever_comes_back_under_the_same_name_has_the_same_seat() {
    let (room, address) = class(lesson(&["one", "two"]), |_| {});
    let minji = joined(&room, address, "민지");
    // Somebody else of that name, at the same time and from the same address.
    let other = joined(&room, address, "민지");
    room.next();
    for learner in [&minji, &other] {
        learner.wait_for("What about one? 한글");
    }
    minji.answer("a");
    room.until(|| room.host.sight().view.wall.answers == 1);
    room.host.command(HostCommand::Lock).unwrap();
    room.until(|| room.host.sight().view.phase == Phase::Locked);
    room.next();
    minji.wait_for("SECRET explanation 한글");
    // The connection is gone, without a word.
    drop(minji);
    room.until(|| room.host.sight().view.wall.present == 1);
    let back = Shell::open(address, &room.code.to_string());
    back.wait_for("이름");
    back.type_in(" 민지\r");
    back.wait_for("SECRET explanation 한글");
    let expected = [("민지".to_owned(), 1_000), ("민지 2".to_owned(), 0)];
    room.until(|| scores(&room) == expected);
    // So it is when the teacher's program has come back, too.
    drop((back, other));
    let room = room.again();
    let back = Shell::open(room.host.ssh_address().unwrap(), &room.code.to_string());
    back.wait_for("이름");
    back.type_in("민지\r");
    back.wait_for("SECRET explanation 한글");
    room.until(|| room.host.sight().view.wall.present == 1);
    room.until(|| scores(&room) == expected);
    room.host.stop();
}

#[test]
fn the_end_of_input_gives_the_terminal_back() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let anna = joined(&room, address, "Anna");
    anna.visit.runtime.block_on(anna.output.eof()).unwrap();
    assert_eq!(anna.end(), 0);
    assert!(!anna.come.lock().unwrap().screen.screen().alternate_screen());
    assert!(anna.text().contains("수업에서 나왔어요"), "{}", anna.text());
    room.until(|| room.host.sight().view.wall.present == 0);
    room.host.stop();
}

#[test]
fn a_connection_that_answers_no_more_gives_its_seat_to_the_next() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let asleep = joined(&room, address, "Anna");
    let (wake, sleep) = std::sync::mpsc::channel::<()>();
    // Nothing runs on its only thread any more, as when a lid is closed.
    asleep.visit.runtime.spawn(async move { sleep.recv() });
    std::thread::sleep(std::time::Duration::from_secs(10));
    joined(&room, address, "Anna");
    // The list is made anew twice a second.
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(scores(&room), [("Anna".to_owned(), 0)]);
    drop(wake);
    asleep.wait_for("다른 곳에서");
    room.host.stop();
}

#[test]
fn whoever_is_banned_or_on_a_list_is_known_when_they_come_back() {
    let students = vec![Student { id: "2026-1".into(), name: "김하나".into() }];
    let setup = Setup { names: Names::Roster(students), ..lesson(&["one"]) };
    let (room, address) = class(setup, |_| {});
    let come = || {
        let shell = Shell::open(address, &room.code.to_string());
        shell.wait_for("학번");
        shell.type_in("2026-1\r");
        shell
    };
    come().wait_for("김하나");
    room.until(|| room.host.sight().view.wall.present == 0);
    let back = come();
    back.wait_for("김하나");
    let player = room.host.sight().players[0].player;
    room.host.command(HostCommand::Kick { player, ban: true }).unwrap();
    back.wait_for("들어올 수 없어요");
    drop(back);
    come().wait_for("들어올 수 없어요");
    room.host.stop();
}

#[test]
fn nothing_but_a_class_is_to_be_had_by_ssh() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    for request in 0..4 {
        let visit = Visit::new(address, "root");
        visit.runtime.block_on(async {
            let mut channel = visit.handle.channel_open_session().await.unwrap();
            match request {
                0 => channel.exec(true, "ls").await.unwrap(),
                1 => channel.request_subsystem(true, "sftp").await.unwrap(),
                2 => channel.agent_forward(true).await.unwrap(),
                _ => channel.request_x11(true, false, "MIT-MAGIC-COOKIE-1", "00", 0).await.unwrap(),
            }
            while let Some(message) = channel.wait().await {
                match message {
                    ChannelMsg::Failure => break,
                    ChannelMsg::WindowAdjusted { .. } => {}
                    other => panic!("{request}: {other:?}"),
                }
            }
            // A second session at the same time.
            visit.handle.channel_open_session().await.unwrap_err();
        });
    }
    let visit = Visit::new(address, "root");
    visit.runtime.block_on(async {
        visit.handle.channel_open_direct_tcpip("127.0.0.1", 80, "127.0.0.1", 1).await.unwrap_err();
        visit.handle.channel_open_direct_streamlocal("/tmp/socket").await.unwrap_err();
        visit.handle.tcpip_forward("127.0.0.1", 0).await.unwrap_err();
        visit.handle.streamlocal_forward("/tmp/socket").await.unwrap_err();
    });
    let shell = visit.shell(Some((80, 24)), &[]);
    shell.wait_for("참여 코드");
    room.host.stop();
}

#[test]
fn whoever_has_no_screen_is_told_so_in_both_languages() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    for (size, term) in [(None, ""), (Some((80, 24)), "dumb")] {
        let shell = Visit::new(address, "join").shell(size, &[("TERM", term)]);
        shell.until("end", |come| come.is_closed);
        let come = shell.come.lock().unwrap();
        assert_eq!((come.status, come.bytes.len()), (Some(1), 0));
        assert!(come.errors.contains("터미널") && come.errors.contains("terminal"), "{}", come.errors);
    }
    room.host.stop();
}

#[test]
fn every_way_to_prove_oneself_is_good_enough() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let open = || connect(Arc::new(Config::default()), address, Trust);
        let mut handle = open().await.unwrap();
        assert!(handle.authenticate_password("join", "whatever").await.unwrap().success());
        let mut handle = open().await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        HostKey::open(dir.path()).unwrap();
        let key = russh::keys::load_secret_key(dir.path().join("ssh_host_ed25519_key"), None).unwrap();
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
        assert!(handle.authenticate_publickey("join", key).await.unwrap().success());
    });
    room.host.stop();
}

#[test]
fn terminals_of_every_size_and_those_that_change_it_all_the_time() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let shell = Visit::new(address, &room.code.to_string()).shell(Some((0, 0)), &[("TERM", "")]);
    shell.resize(80, 24);
    shell.wait_for("이름");
    for n in 0..2_000 {
        shell.visit.runtime.block_on(shell.output.window_change(n % 300, n % 77, 0, 0)).unwrap();
    }
    for (columns, rows) in [(u32::MAX, u32::MAX), (1, 1), (0, 5), (3, 500)] {
        shell.visit.runtime.block_on(shell.output.window_change(columns, rows, 0, 0)).unwrap();
    }
    shell.resize(60, 20);
    shell.wait_for("이름");
    shell.type_in("Bo\r");
    shell.wait_for("곧 시작해요");
    // No frame for every size.
    let bytes = shell.come.lock().unwrap().bytes.len();
    assert!(bytes < 1_000_000, "{bytes}");
    room.host.stop();
}

#[test]
fn keys_that_come_in_parts_and_bytes_that_are_none() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let shell = Shell::open(address, &room.code.to_string());
    shell.wait_for("이름");
    // F2, byte by byte.
    shell.visit.runtime.block_on(async {
        for byte in b"\x1bOQ" {
            shell.output.data_bytes(vec![*byte]).await.unwrap();
        }
    });
    shell.wait_for("Name");
    // A lone Esc goes back to the code, Enter comes again.
    shell.type_in("\x1b");
    shell.wait_for("Join code");
    shell.type_in("\r");
    shell.wait_for("Name");
    let mut noise = 0x9e37_79b9_u32;
    let mut random = || {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        // Neither Ctrl+C nor Ctrl+D nor Ctrl+Q nor Esc, which would leave.
        match (noise >> 8) as u8 {
            3 | 4 | 17 | 27 => b'a',
            byte => byte,
        }
    };
    for _ in 0..40 {
        shell.send(&std::iter::repeat_with(&mut random).take(500).collect::<Vec<u8>>());
        shell.send(b"\x1b[200~\x1b[999999;1");
        shell.send(b"\x1b]52;c;\x1bP\x1b[<0;1\x1b[201~");
    }
    let other = joined(&room, address, "Anna");
    room.next();
    other.wait_for("What about one? 한글");
    shell.type_in("\x03");
    shell.end();
    room.host.stop();
}

#[test]
fn whoever_does_not_read_is_shown_the_newest_and_holds_up_nobody() {
    let (room, address) = class(lesson(&["one"]), |_| {});
    let narrow = Config { window_size: 16 * 1024, channel_buffer_size: 1, ..Config::default() };
    let slow = Visit::with(address, &room.code.to_string(), narrow).unwrap();
    let slow = slow.shell(Some((80, 24)), &[("LANG", "ko_KR.UTF-8")]);
    slow.wait_for("이름");
    slow.type_in("slow\r");
    slow.wait_for("곧 시작해요");
    let other = joined(&room, address, "Anna");
    room.next();
    slow.wait_for("What about one?");
    slow.reads(false);
    let before = slow.come.lock().unwrap().bytes.len();
    for _ in 0..400 {
        room.host.command(HostCommand::Pause).unwrap();
        room.host.command(HostCommand::Resume).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
    other.answer("a");
    room.until(|| room.host.sight().view.wall.answers == 1);
    room.host.command(HostCommand::Lock).unwrap();
    room.until(|| room.host.sight().view.phase == Phase::Locked);
    room.next();
    other.wait_for("SECRET explanation");
    slow.reads(true);
    slow.wait_for("SECRET explanation");
    let (slow, other) =
        (slow.come.lock().unwrap().bytes.len() - before, other.come.lock().unwrap().bytes.len());
    assert!(slow < 64 * 1024, "{slow} of {other}");
    room.host.stop();
}

#[test]
fn a_panic_ends_one_session() {
    let (room, address) = class(lesson(&["one"]), |ssh| ssh.panic_on = Some('§'));
    let anna = joined(&room, address, "Anna");
    let bo = joined(&room, address, "Bo");
    bo.type_in("§");
    assert_eq!(bo.end(), 1);
    assert!(bo.text().contains("수업은 계속되고"), "{}", bo.text());
    room.until(|| room.host.sight().view.wall.present == 1);
    room.next();
    anna.wait_for("What about one?");
    anna.answer("a");
    room.until(|| room.host.sight().view.wall.answers == 1);
    room.host.stop();
    assert_eq!(anna.end(), 0);
    assert!(anna.text().contains("수업을 연 프로그램이 끝나서"), "{}", anna.text());
}

#[test]
fn sessions_too_many_are_refused_and_codes_cannot_be_guessed_by_ssh() {
    let (room, address) = class(lesson(&["one"]), |ssh| ssh.limits.by_address = 2);
    let guesser = Shell::open(address, "join");
    guesser.wait_for("참여 코드");
    let first = Shell::open(address, &room.code.to_string());
    first.wait_for("이름");
    assert!(Visit::with(address, "join", Config::default()).is_none());
    for _ in 0..5 {
        // The field is emptied first.
        guesser.type_in("\x7f\x7f\x7f\x7f\x7f\x7f222222\r");
        guesser.wait_for("그런 코드의 수업은 없어요");
    }
    guesser.type_in(&format!("\x7f\x7f\x7f\x7f\x7f\x7f{}\r", room.code));
    guesser.wait_for("틀린 코드가 너무 많이");
    guesser.type_in("\x03");
    guesser.end();
    drop(guesser);
    let since = std::time::Instant::now();
    while Visit::with(address, "join", Config::default()).is_none() {
        assert!(since.elapsed() < LONG);
    }
    room.host.stop();
}
