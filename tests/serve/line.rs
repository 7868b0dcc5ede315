//! A class on loopback, and players who speak the messages of the class over sockets.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use seodang::{
    class::{JoinCode, Setup},
    serve::{
        Host,
        host::{Prepared, Reach},
    },
};
use serde_json::{Value, json};

use crate::desk;
use tokio_tungstenite::tungstenite::{
    Message, WebSocket, client, client::IntoClientRequest as _, protocol::frame::coding::CloseCode,
};

/// How long anything may take.
pub const LONG: Duration = Duration::from_secs(10);

pub struct Class {
    pub host: Host,
    pub code: JoinCode,
    pub address: SocketAddr,
    pub dir: tempfile::TempDir,
    reach: Reach,
}

impl Class {
    pub fn open(setup: Setup) -> Class {
        Class::reached(setup, Reach::at("127.0.0.1:0".parse().unwrap()))
    }

    pub fn reached(setup: Setup, reach: Reach) -> Class {
        let dir = tempfile::tempdir().unwrap();
        let prepared = Prepared::open(dir.path(), setup, 1_795_341_072_000).unwrap();
        let host = Host::start(prepared, reach.clone()).unwrap();
        Class { code: host.code(), address: host.address(), host, dir, reach }
    }

    /// Ends the program and begins it anew.
    pub fn again(self) -> Class {
        let Class { host, code, dir, reach, .. } = self;
        host.stop();
        let prepared = Prepared::resume(dir.path(), code).unwrap();
        let host = Host::start(prepared, reach.clone()).unwrap();
        Class { code, address: host.address(), host, dir, reach }
    }

    pub fn next(&self) {
        let step = self.host.sight().view.step;
        self.host.command(seodang::class::HostCommand::Next { step }).unwrap();
        self.until(|| self.host.sight().view.step != step);
    }

    pub fn until(&self, is_so: impl Fn() -> bool) {
        let since = Instant::now();
        while !is_so() {
            assert!(since.elapsed() < LONG, "{:?}", self.host.sight());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn player(&self, name: &str) -> Line {
        let mut line = Line::open(self.address);
        let welcome = line.come(self.code, json!({ "name": name }));
        line.seat = welcome["seat"].as_str().unwrap().to_owned();
        line
    }

    /// What answers a request of `head`, as text.
    pub fn http(&self, head: &str, body: &str) -> String {
        http(self.address, head, body)
    }
}

/// What answers a request of `head`, whose first line and headers are given.
pub fn http(address: SocketAddr, head: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    let length = body.len();
    let (first, more) = head.split_once('\n').unwrap_or((head, ""));
    let more: String = more.lines().map(|line| format!("{line}\r\n")).collect();
    let request = format!(
        "{first} HTTP/1.1\r\nHost: {address}\r\n{more}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// A lesson in which a question is locked when everybody has answered.
pub fn lesson(questions: &[&str]) -> Setup {
    let questions = questions.iter().map(|id| desk::single(id)).collect();
    Setup { early: true, ..desk::live(questions) }
}

/// A connection of a player.
pub struct Line {
    pub socket: WebSocket<TcpStream>,
    pub seat: String,
    pub heard: Vec<Value>,
}

impl Line {
    pub fn open(address: SocketAddr) -> Line {
        Line::from(address, None).unwrap()
    }

    /// A connection of a page from `origin`.
    pub fn from(address: SocketAddr, origin: Option<&str>) -> Result<Line, String> {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.set_nodelay(true).unwrap();
        let mut request = format!("ws://{address}/ws").into_client_request().unwrap();
        if let Some(origin) = origin {
            request.headers_mut().insert("Origin", origin.parse().unwrap());
        }
        let (socket, _) = client(request, stream).map_err(|error| error.to_string())?;
        Ok(Line { socket, seat: String::new(), heard: Vec::new() })
    }

    pub fn say(&mut self, message: &Value) {
        self.raw(&message.to_string());
    }

    pub fn raw(&mut self, text: &str) {
        let _ = self.socket.send(Message::text(text));
    }

    /// The next message of any type; `None` when the connection has ended.
    pub fn next(&mut self) -> Option<Value> {
        loop {
            match self.socket.read().ok()? {
                Message::Text(text) => {
                    let message: Value = serde_json::from_str(&text).unwrap();
                    self.heard.push(message.clone());
                    return Some(message);
                }
                Message::Close(frame) => {
                    assert!(frame.is_none_or(|frame| frame.code != CloseCode::Error));
                    return None;
                }
                _ => {}
            }
        }
    }

    /// The next message of this type; others are passed over.
    pub fn hear(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().unwrap_or_else(|| panic!("no {kind}: {:#?}", self.heard));
            if message["type"] == kind {
                return message;
            }
        }
    }

    /// The next state in which the scene is `at`.
    pub fn scene(&mut self, at: &str) -> Value {
        loop {
            let state = self.hear("state");
            if state["scene"]["at"] == at {
                return state["scene"].clone();
            }
        }
    }

    pub fn come(&mut self, code: JoinCode, more: Value) -> Value {
        self.hello(code, more);
        self.hear("welcome")
    }

    pub fn hello(&mut self, code: JoinCode, more: Value) {
        let mut hello =
            json!({ "type": "hello", "version": 1, "code": code.to_string().to_lowercase(), "lang": "ko" });
        hello.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.say(&hello);
    }

    /// Answers with the option at a place, and gives what became of it.
    pub fn answer(&mut self, question: u32, seq: u32, place: u8) -> Value {
        self.say(&answer(question, seq, place));
        let ack = self.hear("ack");
        assert_eq!((&ack["question"], &ack["seq"]), (&json!(question), &json!(seq)));
        ack["result"].clone()
    }

    /// Waits until the connection ends, and gives the reason.
    pub fn end(&mut self) -> Option<String> {
        while self.next().is_some() {}
        let last = self.heard.last().filter(|last| last["type"] == "bye")?;
        Some(last["reason"].as_str().unwrap().to_owned())
    }
}

pub fn answer(question: u32, seq: u32, place: u8) -> Value {
    json!({ "type": "answer", "question": question, "seq": seq, "response": { "chosen": [place] } })
}

/// Where an option stands that says `text` in English.
pub fn place(question: &Value, text: &str) -> u8 {
    let options = question["options"].as_array().unwrap();
    let at = options.iter().position(|option| option["en"] == text);
    u8::try_from(at.unwrap_or_else(|| panic!("no {text} in {question}"))).unwrap()
}
