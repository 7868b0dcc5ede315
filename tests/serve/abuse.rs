//! What is done to a class by mistake and by malice.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

use seodang::{
    class::{HostCommand, JoinCode, Phase, view::Ways},
    serve::{
        guard::{Limits, WRONG_CODES},
        host::Reach,
    },
};
use serde_json::json;

use tokio_tungstenite::tungstenite::Message;

use crate::line::{Class, LONG, Line, lesson, place};

/// Guesses wrong codes over one connection after another until the address has none left.
fn guess_until_refused(room: &Class) -> usize {
    let mut guesses = 0;
    while guesses < 1_000 {
        let mut line = Line::open(room.address);
        for own in 0..=WRONG_CODES {
            line.hello(JoinCode::from_random(7), json!({ "name": "x" }));
            let reason = line.hear("refused")["reason"].clone();
            if reason == "wrong-code" {
                guesses += 1;
            } else if own < WRONG_CODES {
                return guesses;
            }
        }
    }
    panic!("{guesses} guesses");
}

#[test]
fn codes_cannot_be_guessed() {
    let room = Class::open(lesson(&["one"]));
    let mut anna = room.player("Anna");
    let mut guesser = Line::open(room.address);
    for n in 0..WRONG_CODES {
        let code = ["ABCDEF", "", "한글", "ABC-DE", "0O1IL0"][n as usize % 5];
        let hello = json!({ "type": "hello", "version": 1, "code": code, "lang": "en", "name": "x" });
        guesser.say(&hello);
        assert_eq!(guesser.hear("refused")["reason"], "wrong-code");
    }
    // Now not even the right one over this connection; the rest of the class at the same address comes in as before.
    guesser.hello(room.code, json!({ "name": "x" }));
    assert_eq!(guesser.hear("refused")["reason"], "too-often");
    room.player("Bo");
    // Nor over any other, once there were too many; and soon the class can come in again.
    assert!(guess_until_refused(&room) < 200);
    let late = (0..100).find(|_| {
        let mut late = Line::open(room.address);
        late.hello(room.code, json!({ "name": "Chan" }));
        std::thread::sleep(std::time::Duration::from_millis(20));
        late.next().unwrap()["type"] == "welcome"
    });
    assert!(late.is_some());
    room.next();
    let scene = anna.scene("question");
    assert_eq!(anna.answer(0, 1, place(&scene["question"], "a")), "accepted");
    room.host.stop();
}

#[test]
fn whoever_has_a_seat_comes_back_whatever_others_at_their_address_guess() {
    let room = Class::open(lesson(&["one"]));
    let mut anna = room.player("Anna");
    let seat = anna.seat.clone();
    let other = JoinCode::from_random(7);
    guess_until_refused(&room);
    let mut again = Line::open(room.address);
    assert_eq!(again.come(room.code, json!({ "seat": seat }))["name"]["en"], "Anna");
    // A seat that nobody has is no way around, nor says one that somebody has anything about another code.
    let is_refused = (0..100).any(|_| {
        guess_until_refused(&room);
        let mut guesser = Line::open(room.address);
        guesser.hello(room.code, json!({ "seat": "00".repeat(16), "name": "x" }));
        guesser.next().unwrap()["reason"] == "too-often"
    });
    assert!(is_refused);
    let mut guesser = Line::open(room.address);
    guesser.hello(other, json!({ "seat": seat, "name": "x" }));
    assert_eq!(guesser.hear("refused")["reason"], "wrong-code");
    assert_eq!(anna.end().as_deref(), Some("replaced"));
    // So it is when the teacher's program has been away.
    let room = room.again();
    guess_until_refused(&room);
    let welcome = Line::open(room.address).come(room.code, json!({ "seat": anna.seat }));
    assert_eq!(welcome["name"]["en"], "Anna");
    room.host.stop();
}

#[test]
fn whoever_comes_when_it_is_over_is_told_so_and_nobody_asks_for_ever() {
    let room = Class::open(lesson(&["one"]));
    let hello =
        json!({ "type": "hello", "version": 1, "code": room.code.to_string(), "lang": "en", "name": "Bo" });
    let answer = room.http("POST /talk", &hello.to_string());
    let session = answer.split('"').nth(3).unwrap().to_owned();
    room.until(|| room.host.sight().view.wall.present == 1);
    room.host.command(HostCommand::End).unwrap();
    room.until(|| room.host.sight().view.phase == Phase::Podium);
    room.host.command(HostCommand::Next { step: room.host.sight().view.step }).unwrap();
    room.until(|| room.host.is_over());
    let mut late = Line::open(room.address);
    late.hello(room.code, json!({ "name": "Late" }));
    assert_eq!(late.end().as_deref(), Some("closed"));
    let hear = || room.http(&format!("GET /hear?session={session}&wait=1"), "");
    assert!(hear().contains("\"reason\":\"closed\""));
    assert!(hear().starts_with("HTTP/1.1 410"));
    assert!(hear().starts_with("HTTP/1.1 404"));
    let late = room.http("POST /talk", &hello.to_string());
    let session = late.split('"').nth(3).unwrap().to_owned();
    let heard = room.http(&format!("GET /hear?session={session}&wait=1"), "");
    assert!(heard.contains("\"reason\":\"closed\""), "{heard}");
    room.host.stop();
}

#[test]
fn those_who_take_seats_and_go_do_not_go_on_for_ever() {
    let limits = Limits { by_address: 8, in_total: 8 };
    let room =
        Class::reached(lesson(&["one"]), Reach { limits, ..Reach::at("127.0.0.1:0".parse().unwrap()) });
    let mut anna = room.player("Anna");
    let mut taken = 0;
    let refused = (0..100).find_map(|_| {
        // The place of the one before is free a moment after it has gone.
        let mut line = (0..1_000).find_map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(2));
            Line::from(room.address, None).ok()
        })?;
        line.hello(room.code, json!({ "name": "x" }));
        let heard = line.next()?;
        taken += 1;
        (heard["type"] == "refused").then(|| heard["reason"].clone())
    });
    assert_eq!(refused.unwrap(), "too-often");
    assert!(taken < 60, "{taken}");
    room.next();
    let scene = anna.scene("question");
    assert_eq!(anna.answer(0, 1, place(&scene["question"], "a")), "accepted");
    room.host.stop();
}

#[test]
fn the_wall_is_for_those_who_have_the_code() {
    let room = Class::open(lesson(&["one"]));
    let code = room.code.to_string();
    let wall = |code: &str| {
        let mut line = Line::open(room.address);
        line.say(&json!({ "type": "projector", "code": code }));
        line
    };
    for code in ["", "ABCDEF"] {
        assert_eq!(wall(code).hear("refused")["reason"], "wrong-code");
    }
    let ways = Ways {
        code: room.code.to_string(),
        web: "http://192.168.0.12:7070/".to_owned(),
        ssh: Some("ssh -p 2222 x@192.168.0.12".to_owned()),
        fingerprint: None,
        join: "seodang class join 192.168.0.12:7070".to_owned(),
        is_local: false,
    };
    let mut first = wall(&code);
    first.hear("projector-state");
    room.host.tell_ways(ways.clone());
    let told = serde_json::to_value(&ways).unwrap();
    let is_told =
        |heard: serde_json::Value| told.as_object().unwrap().iter().all(|(key, value)| heard[key] == *value);
    assert!(is_told(first.hear("ways")));
    let mut walls: Vec<Line> = (1..32).map(|_| wall(&code)).collect();
    for wall in &mut walls {
        assert!(is_told(wall.hear("ways")));
        wall.hear("projector-state");
    }
    assert_eq!(wall(&code).hear("refused")["reason"], "full");
    drop(walls);
    room.host.stop();
}

#[test]
fn garbage_ends_nobody_but_its_sender() {
    let room = Class::open(lesson(&["one"]));
    let mut anna = room.player("Anna");
    let mut fool = Line::open(room.address);
    for garbage in ["", "{", "[]", "{\"type\":\"answer\"}", "{\"type\":\"host\",\"token\":\"x\"}", "\u{0}"] {
        fool.raw(garbage);
        fool.hear("malformed");
    }
    // An answer of somebody without a seat, and a hello of another version.
    fool.say(&crate::line::answer(0, 1, 0));
    assert_eq!(fool.hear("refused")["reason"], "unknown-player");
    fool.raw("{");
    fool.raw("{");
    assert_eq!(fool.end().as_deref(), Some("too-many"));
    let mut old = Line::open(room.address);
    old.hello(room.code, json!({ "version": 99 }));
    assert_eq!(old.end().as_deref(), Some("version"));
    let mut big = Line::open(room.address);
    big.raw(&format!("{{\"type\":\"ping\",\"x\":\"{}\"}}", "x".repeat(9_000)));
    assert_eq!(big.end(), None);
    let answer = room.http("POST /talk", &"x".repeat(9_000));
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let mut noise = TcpStream::connect(room.address).unwrap();
    noise.write_all(&[0xff; 3_000]).unwrap();
    let mut flood = Line::open(room.address);
    (0..100).for_each(|_| flood.raw("{\"type\":\"ping\"}"));
    assert_eq!(flood.end().as_deref(), Some("too-many"));
    // What WebSocket says for itself counts as well.
    let mut flood = Line::open(room.address);
    (0..100).for_each(|_| drop(flood.socket.send(Message::Ping(Vec::new().into()))));
    assert_eq!(flood.end().as_deref(), Some("too-many"));
    // One connection is one player.
    anna.hello(room.code, json!({ "name": "Second" }));
    assert_eq!(anna.hear("refused")["reason"], "not-now");
    room.next();
    let scene = anna.scene("question");
    assert_eq!(anna.answer(0, 1, place(&scene["question"], "a")), "accepted");
    assert_eq!(room.host.sight().view.wall.players, 1);
    room.host.stop();
}

#[test]
fn a_connection_too_many_is_closed() {
    let reach =
        Reach { limits: Limits { by_address: 2, in_total: 2 }, ..Reach::at("127.0.0.1:0".parse().unwrap()) };
    let room = Class::reached(lesson(&["one"]), reach);
    let (_anna, bo) = (room.player("Anna"), room.player("Bo"));
    let refused = |address| {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.read(&mut [0; 1]).unwrap_or(0) == 0
    };
    assert!(refused(room.address));
    drop(bo);
    // The place is free a moment later than the seat.
    let free = (0..1_000).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(5));
        Line::from(room.address, None).ok()
    });
    free.unwrap().come(room.code, json!({ "name": "Bo" }));
    room.host.stop();
}

#[test]
fn whoever_does_not_read_gets_the_newest_state() {
    let room = Class::open(lesson(&["one"]));
    let mut slow = room.player("Slow");
    let mut anna = room.player("Anna");
    for n in 0..300 {
        room.host.command(HostCommand::Names { shown: n % 2 == 1 }).unwrap();
    }
    room.next();
    let scene = anna.scene("question");
    assert_eq!(anna.answer(0, 1, place(&scene["question"], "a")), "accepted");
    let scene = slow.scene("question");
    assert_eq!(slow.answer(0, 1, place(&scene["question"], "a")), "accepted");
    room.host.stop();
}

#[test]
fn a_message_may_be_longer_than_what_a_client_may_say() {
    let mut setup = lesson(&["one"]);
    setup.items[0].question.stem = crate::desk::both(&"long ".repeat(40_000));
    let room = Class::open(setup);
    let mut anna = room.player("Anna");
    let mut wall = Line::open(room.address);
    wall.say(&json!({ "type": "projector", "code": room.code.to_string() }));
    wall.hear("projector-state");
    room.next();
    let scene = anna.scene("question");
    assert!(scene["question"]["stem"]["en"].as_str().unwrap().len() >= 200_000);
    assert_eq!(anna.answer(0, 1, place(&scene["question"], "a")), "accepted");
    while wall.hear("projector-state")["scene"]["at"] == "lobby" {}
    room.host.stop();
}
