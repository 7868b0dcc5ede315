//! The seats that a player had, so that a program that was ended comes back into its seat.

use std::path::PathBuf;

use crate::{
    class::{
        JoinCode, Refusal, SeatToken,
        view::Scene,
        wire::{Goodbye, Hello, ServerMessage},
    },
    store::seat::{KEPT_MS, Seat, Seats},
};

/// The seats that a player had, and the one that they have.
pub struct Seating {
    seats: Seats,
    utc_ms: fn() -> i64,
    /// The class that was asked for.
    code: Option<JoinCode>,
    token: Option<SeatToken>,
    /// Until when the seat is kept.
    until_ms: i64,
}

impl Seating {
    /// Those in `folder`; `utc_ms` tells the time, in milliseconds since 1970.
    #[must_use]
    pub fn open(folder: PathBuf, utc_ms: fn() -> i64) -> Seating {
        let seats = Seats::open(folder, utc_ms());
        Seating { seats, utc_ms, code: None, token: None, until_ms: 0 }
    }

    /// Puts the seat of earlier times into a first message that has none. Gives when it was taken.
    pub(super) fn seat(&mut self, hello: &mut Hello) -> Option<i64> {
        self.code = hello.code.parse().ok();
        if hello.seat.is_some() {
            return None;
        }
        let seat = self.seats.find(self.code?)?;
        hello.seat = Some(seat.token);
        Some(seat.since_ms)
    }

    /// Takes note of what the room says about the seat.
    pub(super) fn hear(&mut self, message: &ServerMessage) {
        match message {
            ServerMessage::Welcome { seat, .. } => {
                self.token = Some(*seat);
                self.until_ms = 0;
                self.keep((self.utc_ms)() + KEPT_MS);
            }
            ServerMessage::State(view) => {
                // Homework is come back to as long as it is open.
                if let Scene::Open { timing, .. } = &view.scene
                    && let Some(left) = timing.left_ms.and_then(|left| i64::try_from(left).ok())
                {
                    self.keep((self.utc_ms)().saturating_add(left).saturating_add(KEPT_MS));
                }
            }
            ServerMessage::Bye { reason: Goodbye::Removed | Goodbye::Banned | Goodbye::Closed }
            | ServerMessage::Refused { reason: Refusal::Removed | Refusal::Banned, .. } => self.forget(),
            _ => {}
        }
    }

    /// Keeps the seat until then, unless it is kept for about as long already.
    fn keep(&mut self, until_ms: i64) {
        if until_ms < self.until_ms.saturating_add(KEPT_MS / 24) {
            return;
        }
        if let Some((code, token)) = self.code.zip(self.token) {
            self.until_ms = until_ms;
            self.seats.keep(code, Seat { token, since_ms: (self.utc_ms)(), until_ms });
        }
    }

    fn forget(&mut self) {
        self.token = None;
        if let Some(code) = self.code {
            self.seats.forget(code);
        }
    }
}
