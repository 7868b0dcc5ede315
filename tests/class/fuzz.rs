//! Whatever is sent, it is read or refused, and the room goes on.
//!
//! A few frames with every test; for a long run, as of ten million:
//!
//! ```sh
//! SEODANG_FRAMES=10000000 cargo test --test class fuzz -- --nocapture
//! ```
#![allow(clippy::disallowed_methods, reason = "a test may read its own arguments")]

use seodang::{
    class::{
        Command, Event, HostCommand, Join, PlayerId, Room, Setup,
        command::Answer,
        report::Report,
        view::{HostView, Mine, PlayerLine, PlayerView, ProjectorView, Yours},
        wire::{ClientMessage, MOST_BYTES, ServerMessage, decode, encode},
    },
    lang::Text,
};

use crate::desk::{every_kind, hash, live};

/// After so many frames, or when a room is over, its journal must say the same as the room, and another one is opened.
const ONE_ROOM: u64 = 5_000;

/// The most players of one room; others are turned away.
const PLAYERS: u32 = 60;

fn frames() -> u64 {
    std::env::var("SEODANG_FRAMES").ok().and_then(|count| count.parse().ok()).unwrap_or(60_000)
}

/// Messages that mean something, to begin with.
const SEEDS: [&str; 24] = [
    r#"{"type":"hello","version":1,"code":"ABCDEF","lang":"ko","name":"민지"}"#,
    r#"{"type":"hello","version":1,"code":"abc def","lang":"en","name":"O'Neil <b>","team":1}"#,
    r#"{"type":"hello","version":4294967295,"code":"","lang":"ko","student":"2026-1","seat":"00000000000000000000000000000000"}"#,
    r#"{"type":"answer","question":0,"seq":1,"response":{"chosen":[0]}}"#,
    r#"{"type":"answer","question":1,"seq":2,"response":{"chosen":[0,1,1]}}"#,
    r#"{"type":"answer","question":3,"seq":3,"response":{"chosen":[3,2,1,0]}}"#,
    r#"{"type":"answer","question":4,"seq":4,"response":{"matched":[[0,1],[1,0],[2,2]]}}"#,
    r#"{"type":"answer","question":5,"seq":5,"response":{"typed":"0.32 kg"}}"#,
    r#"{"type":"answer","question":6,"seq":4294967295,"response":{"typed":"SECRET cluster"}}"#,
    r#"{"type":"answer","question":2,"seq":0,"response":"dont-know"}"#,
    r#"{"type":"projector"}"#,
    r#"{"type":"ping"}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":{"next":{"step":0}}}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":{"skip":{"step":1}}}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":"lock"}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":"reveal"}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":"pause"}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":"resume"}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":{"extend":{"ms":5000}}}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":{"poll":"going"}}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":{"own-poll":{"ask":"점심은?","options":["밥","면"]}}}"#,
    r#"{"type":"results"}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":{"rename":{"player":1,"name":"다른 이름"}}}"#,
    r#"{"type":"host","token":"0000000000000000000000000000000000000000000000000000000000000000","command":{"kick":{"player":2,"ban":true}}}"#,
];

/// What is put into a message in the place of something else.
const PIECES: [&str; 24] = [
    "0",
    "-1",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "1e999",
    "1.5",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "[[[[[[[[[[[[[[[[",
    "{\"type\":",
    ",",
    "\u{202e}",
    "ᄀ\u{1160}\u{11a8}",
    "👩‍👩‍👧",
    "\u{1b}[31m",
    "\"chosen\":[255,254,0]",
    "\"typed\":\"1,2,3 kg kg\"",
    "\"dont-know\"",
];

/// The same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

/// Something to send: a message, one that was changed here and there, or bytes.
fn frame(dice: &mut Dice, room: &Room) -> Vec<u8> {
    let mut bytes = match dice.roll(8) {
        0 => (0..dice.roll(80)).map(|_| u8::try_from(dice.roll(256)).unwrap()).collect(),
        // What fits the room as it is.
        1..3 => format!(
            r#"{{"type":"answer","question":{},"seq":{},"response":{{"chosen":[{}]}}}}"#,
            room.current().unwrap_or(0),
            dice.roll(3),
            dice.roll(4)
        )
        .into_bytes(),
        3 => SEEDS[12].replace("\"step\":0", &format!("\"step\":{}", room.step())).into_bytes(),
        _ => dice.pick(&SEEDS).as_bytes().to_vec(),
    };
    for _ in 0..[0, 0, 1, 1, 2, 4][dice.roll(6)] {
        mutate(dice, &mut bytes);
    }
    bytes
}

fn mutate(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let at = dice.roll(bytes.len() + 1);
    let end = (at + dice.roll(12)).min(bytes.len());
    match dice.roll(6) {
        0 => drop(bytes.splice(at..end, dice.pick(&PIECES).bytes())),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let again = bytes[at..end].to_vec();
            drop(bytes.splice(at..at, again));
        }
        3 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
        4 => {
            // A number becomes another.
            if let Some(digit) = bytes.iter().skip(at).position(u8::is_ascii_digit) {
                let piece = dice.pick(&PIECES[..6]);
                drop(bytes.splice(at + digit..=at + digit, piece.bytes()));
            }
        }
        _ => {
            let long = dice.pick(&PIECES).repeat(dice.roll(40));
            drop(bytes.splice(at..at, long.into_bytes()));
        }
    }
}

/// A room, what it is told, and how many frames did something.
struct Fuzz {
    dice: Dice,
    room: Room,
    events: Vec<Event>,
    now: u64,
    read: u64,
    happened: u64,
    rooms: u64,
}

impl Fuzz {
    fn new(seed: u64) -> Fuzz {
        let mut fuzz = Fuzz {
            dice: Dice(seed | 1),
            room: Room::open(live(every_kind()), 0).unwrap().0,
            events: Vec::new(),
            now: 0,
            read: 0,
            happened: 0,
            rooms: 0,
        };
        fuzz.reopen();
        fuzz
    }

    fn reopen(&mut self) {
        let mode = match self.rooms % 3 {
            2 => seodang::class::setup::Mode::SelfPaced {
                limit_ms: 60_000,
                at_once: self.rooms.is_multiple_of(2),
            },
            _ => seodang::class::setup::Mode::Live,
        };
        let teams =
            if self.rooms.is_multiple_of(2) { vec!["가".to_owned(), "b".to_owned()] } else { Vec::new() };
        let early = self.rooms.is_multiple_of(5);
        let setup = Setup { mode, teams, early, seats: PLAYERS, ..live(every_kind()) };
        let (room, opened) = Room::open(setup, self.now).unwrap();
        (self.room, self.events) = (room, vec![opened]);
        self.rooms += 1;
    }

    fn step(&mut self) {
        let bytes = frame(&mut self.dice, &self.room);
        let Ok(message) = decode(&bytes) else { return };
        assert!(bytes.len() <= MOST_BYTES);
        self.read += 1;
        // Sometimes the clock that is handed in goes back.
        self.now = (self.now + self.dice.roll(900) as u64).saturating_sub(self.dice.roll(50) as u64);
        let player = PlayerId(u32::try_from(self.dice.roll(PLAYERS as usize + 2)).unwrap());
        let command = match message {
            ClientMessage::Hello(hello) => {
                let seat = hash(u32::try_from(self.dice.roll(200)).unwrap());
                let name = hello.name.unwrap_or_default();
                Command::Join(Join { seat, name, student: hello.student, team: hello.team })
            }
            ClientMessage::Answer(answer) => Command::Answer(Answer {
                player,
                question: answer.question,
                seq: answer.seq,
                reply: answer.response,
            }),
            ClientMessage::Host(host) => match host.command {
                // An end comes rarely, so that there is something before it.
                Some(HostCommand::End | HostCommand::Close) if self.dice.roll(300) > 0 => Command::Tick,
                Some(command) => Command::Host(command),
                None => Command::Tick,
            },
            ClientMessage::Projector { .. }
            | ClientMessage::Knock { .. }
            | ClientMessage::Results
            | ClientMessage::Ping => Command::Tick,
        };
        if let Ok(events) = self.room.apply(&command, self.now) {
            self.happened += u64::from(!events.is_empty());
            self.events.extend(events);
        }
        match self.dice.roll(40) {
            0 => self.room.connect(player),
            1 => self.room.disconnect(player, self.now),
            2 => self.look(player),
            _ => {}
        }
    }

    /// Makes whatever can be seen.
    fn look(&self, player: PlayerId) {
        let (room, now) = (&self.room, self.now);
        let mut seen = vec![
            ServerMessage::State(PlayerView::of(room, now)),
            ServerMessage::ProjectorState(ProjectorView::of(room, now)),
            ServerMessage::Results { answers: Mine::revealed(room, player) },
            ServerMessage::HostState {
                view: Box::new(HostView::of(room, now)),
                players: Some(PlayerLine::all(room)),
            },
        ];
        seen.extend(Yours::of(room, player).map(ServerMessage::Yours));
        assert!(seen.iter().all(|message| encode(message).len() > 2));
    }

    /// The journal makes the same room again, on which there can be a report.
    fn compare(&self) {
        let lines: Vec<String> =
            self.events.iter().map(|event| serde_json::to_string(event).unwrap()).collect();
        let read: Vec<Event> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(Room::replay(&read).unwrap() == self.room);
        let Text { ko, .. } = Report::of(&self.room).title;
        assert!(!ko.is_empty());
    }
}

#[test]
fn no_frame_stops_a_room() {
    let frames = frames();
    let mut fuzz = Fuzz::new(0x5eed);
    for number in 1..=frames {
        fuzz.step();
        let is_over = fuzz.room.phase().is_over() && fuzz.dice.roll(40) == 0;
        if is_over || number % ONE_ROOM == 0 {
            fuzz.compare();
            fuzz.reopen();
        }
    }
    println!("{frames} frames, {} read, {} did something, {} rooms", fuzz.read, fuzz.happened, fuzz.rooms);
    assert!(fuzz.read > frames / 5 && fuzz.happened > frames / 50);
}
