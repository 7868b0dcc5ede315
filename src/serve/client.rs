//! One connection, whatever carries it: reads what it says and keeps it within bounds.
//!
//! Invariants: nothing that a client sends can do more than end its own connection. What it says reaches the room one message
//! at a time, in order.

use std::{net::IpAddr, sync::Arc};

use tokio::time::Instant;

use super::{
    allowance::{Allowance, Rate},
    guard::OWN_GUESSES,
    hub::{ClientId, Hub, Request},
    origin::{Heard, Origin},
    outbox::{Frame, Outbox},
    patience::Patience,
};
use crate::class::{
    JoinCode, Refusal,
    wire::{ClientMessage, Goodbye, Hello, ServerMessage, VERSION, decode, encode},
};

/// So many messages may come at once, and so many more in each second.
const MESSAGES: Rate = Rate { most: 60.0, by_second: 20.0 };

/// So many messages may be none.
const MOST_FAULTS: u32 = 8;

/// One connection.
#[derive(Debug)]
pub(super) struct Client {
    id: ClientId,
    hub: Hub,
    address: IpAddr,
    origin: Option<Origin>,
    outbox: Arc<Outbox>,
    messages: Allowance,
    guesses: Allowance,
    since: Instant,
    heard: Instant,
    faults: u32,
    has_code: bool,
}

impl Client {
    pub(super) fn new(hub: &Hub, address: IpAddr) -> Client {
        Client::with(hub, address, None, Arc::default())
    }

    /// One that keeps no token and gets its seat back by where it comes from.
    pub(super) fn without_memory(hub: &Hub, address: IpAddr, origin: Origin, heard: Heard) -> Client {
        Client::with(hub, address, Some(origin), Arc::new(Outbox::heard(heard)))
    }

    fn with(hub: &Hub, address: IpAddr, origin: Option<Origin>, outbox: Arc<Outbox>) -> Client {
        let now = Instant::now();
        Client {
            id: hub.next_client(),
            hub: hub.clone(),
            address,
            origin,
            outbox,
            messages: Allowance::new(MESSAGES, now),
            guesses: Allowance::new(OWN_GUESSES, now),
            since: now,
            heard: now,
            faults: 0,
            has_code: false,
        }
    }

    /// What it is to be sent.
    pub(super) fn outbox(&self) -> &Arc<Outbox> {
        &self.outbox
    }

    /// Until when it has to say something; before it has shown that it belongs here, whatever else it says changes nothing.
    pub(super) fn deadline(&self) -> Instant {
        let Patience { introduction, silence, .. } = self.hub.patience;
        if self.has_code || self.outbox.is_admitted() {
            self.heard + silence
        } else {
            self.since + introduction
        }
    }

    /// It has been silent for too long.
    pub(super) fn expire(&self) {
        self.bye(Goodbye::Idle);
    }

    /// It has sent something, even if that says nothing. `false` when that is too often, and the end of it.
    pub(super) fn stir(&mut self) -> bool {
        self.heard = Instant::now();
        let may_speak = self.messages.has_left(self.heard);
        self.messages.spend(self.heard);
        if !may_speak {
            self.bye(Goodbye::TooMany);
        }
        may_speak
    }

    /// It says `bytes`. Whatever comes of that is in its outbox.
    pub(super) async fn take(&mut self, bytes: &[u8]) {
        if !self.stir() {
            return;
        }
        let now = self.heard;
        match decode(bytes) {
            Ok(ClientMessage::Ping) => self.say(&ServerMessage::Pong),
            Ok(ClientMessage::Projector { code, token }) => {
                // A token is for the room to judge; no guess leads to one.
                if token.is_some() || self.is_right(&code, now) {
                    self.ask(ClientMessage::Projector { code, token }, now).await;
                }
            }
            Ok(ClientMessage::Knock { code }) => {
                if self.is_right(&code, now) {
                    self.say(&ServerMessage::Here);
                }
            }
            Ok(ClientMessage::Hello(hello)) => {
                if self.may_come_in(&hello, now) {
                    self.ask(ClientMessage::Hello(hello), now).await;
                }
            }
            Ok(message) => self.ask(message, now).await,
            Err(fault) => {
                self.say(&ServerMessage::Malformed { message: fault.to_string() });
                self.faults += 1;
                if self.faults >= MOST_FAULTS {
                    self.bye(Goodbye::TooMany);
                }
            }
        }
    }

    async fn ask(&mut self, message: ClientMessage, at: Instant) {
        let (from, address) = (self.id, self.address);
        let (outbox, origin) = (Arc::clone(&self.outbox), self.origin.clone());
        if !self.hub.ask(Request::Said { from, address, outbox, message, origin, at }).await {
            self.bye(self.hub.farewell());
        }
    }

    fn may_come_in(&mut self, hello: &Hello, now: Instant) -> bool {
        if hello.version != VERSION {
            self.bye(Goodbye::Version);
            return false;
        }
        // Others at their address may be guessing: that is nothing to whoever has a seat already.
        if hello.seat.is_some_and(|seat| self.hub.guard.knows(&seat)) {
            let is_right = self.is_code(&hello.code);
            self.has_code |= is_right;
            if !is_right {
                self.say(&ServerMessage::refused(Refusal::WrongCode));
            }
            return is_right;
        }
        self.is_right(&hello.code, now)
    }

    fn is_code(&self, typed: &str) -> bool {
        typed.parse::<JoinCode>().is_ok_and(|code| code == self.hub.code())
    }

    /// Whether `code` is the code of the room; if not, that is said, and counted.
    fn is_right(&mut self, code: &str, now: Instant) -> bool {
        if !self.guesses.has_left(now) || !self.hub.guard.may_try(self.address, now) {
            self.say(&ServerMessage::refused(Refusal::TooOften));
            return false;
        }
        let is_right = self.is_code(code);
        self.has_code |= is_right;
        if !is_right {
            self.guesses.spend(now);
            // What cannot be a code is a slip and no guess: it takes nothing from others at their address.
            if code.parse::<JoinCode>().is_ok() {
                self.hub.guard.was_wrong(self.address, now);
            }
            self.say(&ServerMessage::refused(Refusal::WrongCode));
        }
        is_right
    }

    fn say(&self, message: &ServerMessage) {
        self.outbox.push(frame(message));
    }

    fn bye(&self, reason: Goodbye) {
        self.outbox.end(Some(frame(&ServerMessage::Bye { reason })));
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.outbox.abandon();
        self.hub.leave(self.id);
    }
}

/// `message` as it travels.
pub(super) fn frame(message: &ServerMessage) -> Frame {
    encode(message).into()
}
