//! Those who connect and say nothing, say half of something, or fall silent.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use seodang::{
    class::HostCommand,
    serve::{host::Reach, patience::Patience},
};
use serde_json::json;

use crate::{
    line::{Class, LONG, Line, lesson},
    shell::{Shell, Visit},
    ssh::class_with,
};

const SOON: Duration = Duration::from_millis(400);
const NEVER: Duration = Duration::from_secs(3_600);
const ENDLESS: Patience =
    Patience { introduction: NEVER, silence: NEVER, fetching: NEVER, outside: NEVER, doorstep: NEVER };

fn reach(patience: Patience) -> Reach {
    Reach { patience, ..Reach::at("127.0.0.1:0".parse().unwrap()) }
}

/// Waits until the other side ends a connection in which only `said` was said, and gives for how long it did not.
fn end_of(address: SocketAddr, said: &str) -> Duration {
    let since = Instant::now();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream.write_all(said.as_bytes()).unwrap();
    let ended = stream.read_to_end(&mut Vec::new());
    assert!(ended.is_ok() || since.elapsed() < LONG, "{said:?}: {ended:?}");
    since.elapsed()
}

#[test]
fn whoever_does_not_say_who_they_are_is_not_waited_for() {
    let patience = Patience { introduction: SOON, ..ENDLESS };
    let room = Class::reached(lesson(&["one"]), reach(patience));
    let mut anna = room.player("Anna");
    let head = format!("POST /talk HTTP/1.1\r\nHost: {}\r\n", room.address);
    for said in
        ["", "GET /", "GET / HTTP/1.1\r\nHost:", &head, &format!("{head}Content-Length: 90\r\n\r\n{{\"ty")]
    {
        assert!(end_of(room.address, said) >= SOON, "{said:?}");
    }
    // A page was fetched, and then nothing.
    end_of(room.address, &format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", room.address));
    let mut mute = Line::open(room.address);
    assert_eq!(mute.end().as_deref(), Some("idle"));
    // What shows nothing of who it is does not count.
    let since = Instant::now();
    let mut chatty = Line::open(room.address);
    loop {
        chatty.say(&json!({ "type": "ping" }));
        assert!(since.elapsed() < LONG);
        if chatty.next().is_none_or(|heard| heard["type"] != "pong") {
            break;
        }
        std::thread::sleep(SOON / 8);
    }
    assert_eq!(chatty.end().as_deref(), Some("idle"));
    // Whoever is in has more time.
    anna.say(&json!({ "type": "ping" }));
    anna.hear("pong");
    room.host.stop();
}

#[test]
fn whoever_falls_silent_loses_the_connection_and_not_the_seat() {
    let patience = Patience { introduction: 2 * SOON, silence: 3 * SOON, ..ENDLESS };
    let room = Class::reached(lesson(&["one"]), reach(patience));
    let (mut anna, mut bo) = (room.player("Anna"), room.player("Bo"));
    let since = Instant::now();
    while since.elapsed() < 5 * SOON {
        bo.say(&json!({ "type": "ping" }));
        bo.hear("pong");
        std::thread::sleep(SOON / 4);
    }
    assert_eq!(anna.end().as_deref(), Some("idle"));
    room.until(|| room.host.sight().view.wall.present == 1);
    let seat = anna.seat.clone();
    let welcome = Line::open(room.address).come(room.code, json!({ "name": "Anna", "seat": seat }));
    assert_eq!(welcome["player"], 0);
    room.host.stop();
}

#[test]
fn whoever_stays_at_the_door_of_ssh_is_not_waited_for() {
    let patience = Patience { outside: 2 * SOON, doorstep: 3 * SOON, ..ENDLESS };
    let (room, address) = class_with(lesson(&["one"]), patience, |_| {});
    let code = room.code.to_string();
    let seated = Shell::open(address, &code);
    seated.wait_for("이름");
    seated.type_in("민지\r");
    seated.wait_for("곧 시작해요");
    std::thread::scope(|scope| {
        for said in ["", "SSH-2.0-x", "SSH-2.0-x\r\n", "GET / HTTP/1.1\r\n\r\n"] {
            scope.spawn(move || end_of(address, said));
        }
    });
    let without_a_session = Visit::new(address, &code);
    without_a_session.runtime.block_on(async {
        let since = Instant::now();
        while !without_a_session.handle.is_closed() {
            assert!(since.elapsed() < LONG);
            tokio::time::sleep(SOON / 8).await;
        }
    });
    // A key gives more time, and it is said why it has ended.
    let idle = Shell::open(address, "join");
    for _ in 0..4 {
        std::thread::sleep(SOON);
        idle.type_in("A");
    }
    assert_eq!(idle.end(), 0);
    assert!(idle.text().contains("오랫동안 아무것도 누르지 않아서"), "{}", idle.text());
    // Whoever has a seat may look on for as long as the lesson lasts.
    room.next();
    seated.wait_for("What about one? 한글");
    room.host.stop();
}

#[test]
fn a_dead_connection_over_ssh_is_not_waited_for() {
    let (room, address) = class_with(lesson(&["one"]), Patience { silence: 4 * SOON, ..ENDLESS }, |_| {});
    let asleep = Shell::open(address, &room.code.to_string());
    asleep.wait_for("이름");
    asleep.type_in("민지\r");
    asleep.wait_for("곧 시작해요");
    room.until(|| room.host.sight().view.wall.present == 1);
    let (wake, sleep) = std::sync::mpsc::channel::<()>();
    // Nothing runs on its only thread any more, as when a lid is closed.
    asleep.visit.runtime.spawn(async move { sleep.recv() });
    room.until(|| room.host.sight().view.wall.present == 0);
    assert_eq!(room.host.sight().view.wall.players, 1);
    drop(wake);
    room.host.stop();
}

fn is_reset(ended: &std::io::Result<usize>) -> bool {
    ended.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset)
}

#[test]
fn whoever_does_not_read_what_they_asked_for_is_not_waited_for() {
    let mut setup = lesson(&["one"]);
    setup.items[0].question.stem = crate::desk::both(&"long ".repeat(200_000));
    let room = Class::reached(setup, reach(Patience { fetching: SOON, ..ENDLESS }));
    let anna = room.player("Anna");
    let hello =
        json!({ "type": "hello", "version": 1, "code": room.code.to_string(), "lang": "en", "name": "Bo" });
    let answer = room.http("POST /talk", &hello.to_string());
    let session = answer.split('"').nth(3).unwrap();
    room.until(|| room.host.sight().view.wall.present == 2);
    let mut slow = TcpStream::connect(room.address).unwrap();
    slow.set_read_timeout(Some(LONG)).unwrap();
    let head = format!("GET /hear?session={session} HTTP/1.1\r\nHost: {}\r\n\r\n", room.address);
    slow.write_all(head.as_bytes()).unwrap();
    room.next();
    // So much fits into no buffer of a system.
    for n in 0..15 {
        room.host.command(HostCommand::Names { shown: n % 2 == 1 }).unwrap();
        std::thread::sleep(SOON / 4);
    }
    std::thread::sleep(2 * SOON);
    let ended = slow.read_to_end(&mut Vec::new());
    assert!(ended.as_ref().is_ok_and(|bytes| *bytes > 1_000_000) || is_reset(&ended), "{ended:?}");
    drop(anna);
    room.host.stop();
}
