//! Where WebSocket is blocked, and what the server says to browsers.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
};

use seodang::{class::HostCommand, serve::web::HEADERS};
use serde_json::{Value, json};

use crate::line::{Class, LONG, Line, answer, http, lesson, place};

/// A player without WebSocket.
struct Talker {
    address: std::net::SocketAddr,
    session: String,
}

impl Talker {
    fn open(room: &Class, name: &str) -> Talker {
        let hello = json!({ "type": "hello", "version": 1, "code": room.code.to_string(), "lang": "en", "name": name });
        let mut talker = Talker { address: room.address, session: String::new() };
        talker.session = talker.say(&hello)["session"].as_str().unwrap().to_owned();
        assert_eq!(talker.session.len(), 32);
        talker
    }

    fn say(&self, message: &Value) -> Value {
        let named = match self.session.as_str() {
            "" => String::new(),
            session => format!("\nX-Seodang-Session: {session}"),
        };
        let answer = http(self.address, &format!("POST /talk{named}"), &message.to_string());
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
        serde_json::from_str(body).unwrap()
    }

    /// Asks until a message comes for which `is_it` holds.
    fn poll(&self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let answer = http(self.address, &format!("GET /hear?session={}&wait=1", self.session), "");
            let body = answer.split_once("\r\n\r\n").unwrap().1;
            let messages: Vec<Value> = serde_json::from_str(body).unwrap_or_else(|_| panic!("{answer}"));
            if let Some(found) = messages.into_iter().find(|message| is_it(message)) {
                return found;
            }
        }
    }
}

#[test]
fn a_player_who_asks_again_and_again() {
    let room = Class::open(lesson(&["one"]));
    let anna = Talker::open(&room, "Anna");
    assert_eq!(anna.poll(|message| message["type"] == "welcome")["player"], 0);
    room.next();
    let state = anna.poll(|message| message["scene"]["at"] == "question");
    anna.say(&answer(0, 1, place(&state["scene"]["question"], "a")));
    assert_eq!(anna.poll(|message| message["type"] == "ack")["result"], "accepted");
    room.host.stop();
}

#[test]
fn a_player_who_listens() {
    let room = Class::open(lesson(&["one"]));
    let anna = Talker::open(&room, "Anna");
    let mut stream = TcpStream::connect(room.address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    let request = format!("GET /hear?session={} HTTP/1.1\r\nHost: {}\r\n\r\n", anna.session, room.address);
    stream.write_all(request.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(
        lines.by_ref().take_while(|line| !line.is_empty()).any(|line| line.ends_with("text/event-stream"))
    );
    let mut hear = |is_it: &dyn Fn(&Value) -> bool| loop {
        let line = lines.next().unwrap();
        let message = line.strip_prefix("data: ").map(|text| serde_json::from_str::<Value>(text).unwrap());
        if let Some(message) = message.filter(|message| is_it(message)) {
            break message;
        }
    };
    hear(&|message| message["type"] == "welcome");
    room.next();
    let state = hear(&|message| message["scene"]["at"] == "question");
    anna.say(&answer(0, 1, place(&state["scene"]["question"], "a")));
    assert_eq!(hear(&|message| message["type"] == "ack")["result"], "accepted");
    room.until(|| room.host.command(HostCommand::Reveal).is_ok());
    hear(&|message| message["scene"]["at"] == "reveal");
    room.host.command(HostCommand::Close).unwrap();
    assert_eq!(hear(&|message| message["type"] == "bye")["reason"], "closed");
    room.host.stop();
}

#[test]
fn every_answer_has_the_headers() {
    let room = Class::open(lesson(&["one"]));
    for request in [
        "GET /",
        "GET /wall",
        "GET /nothing",
        "GET /../Cargo.toml",
        "POST /",
        "GET /ws",
        "GET /hear?session=x",
        "GET /hear",
        "POST /talk\nX-Seodang-Session: 00",
        "POST /talk\nOrigin: http://evil.example",
    ] {
        let answer = room.http(request, "").to_lowercase();
        let head = answer.split("\r\n\r\n").next().unwrap();
        for (name, value) in HEADERS {
            assert!(head.contains(&format!("{name}: {}", value.to_lowercase())), "{request}: {head}");
        }
        assert!(!head.contains("set-cookie"), "{head}");
    }
    room.host.stop();
}

#[test]
fn pages_of_others_are_refused() {
    let room = Class::open(lesson(&["one"]));
    let own = format!("http://{}", room.address);
    assert!(Line::from(room.address, Some(&own)).is_ok());
    for origin in ["http://evil.example", "null", "http://127.0.0.1"] {
        assert!(Line::from(room.address, Some(origin)).is_err_and(|error| error.contains("403")), "{origin}");
        for request in ["POST /talk", "GET /hear?session=x"] {
            let answer = room.http(&format!("{request}\nOrigin: {origin}"), "{}");
            assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
        }
    }
    room.host.stop();
}
