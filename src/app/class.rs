//! What passes between an app and the class it takes part in. The shell carries it; here are no sockets.

use crate::{
    app::{App, Effect, Outcome},
    class::{
        HostCommand, JoinCode, SeatToken,
        wire::{ClientMessage, ServerMessage},
    },
    lang::Text,
    screen::Screen,
};

/// What an app is told about the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The connection is another now.
    Link(Link),
    /// The room says something.
    Said(Box<ServerMessage>),
    /// The seat that is asked for was taken before this program began: what was answered on it since is on record already.
    Seat {
        /// When it was taken, in milliseconds since 1970 in UTC.
        since_ms: i64,
    },
    /// How others come to the class whose wall this is.
    Held(Box<Venue>),
}

/// The connection to the room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// None was wanted yet.
    #[default]
    Idle,
    /// It is being made.
    Connecting,
    /// It is there.
    Connected,
    /// It broke; the shell makes it anew by itself.
    Lost,
    /// It could not be made, and why.
    Failed(Text),
}

/// Where a connection is wanted to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goal {
    /// The address, as it was typed; `None` for where the class is known to be, or for a look around in the local network.
    pub address: Option<String>,
    /// The join code, by which the class is told from others around.
    pub code: Option<JoinCode>,
}

/// What an app asks of the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Connect.
    Connect(Goal),
    /// Send this to the room.
    Say(ClientMessage),
    /// Send this to the room with the host's token, which the shell keeps.
    Command(HostCommand),
    /// Give up the connection. The seat stays.
    Leave,
}

/// What is known about a class that somebody wants to join.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    /// Whether an address has to be asked for.
    pub asks_address: bool,
    /// The join code, as it was typed.
    pub code: String,
    /// What they want to be called.
    pub name: String,
    /// The seat that they had.
    pub seat: Option<SeatToken>,
    /// Whether there is nothing to go back to: leaving the class ends the session.
    pub is_guest: bool,
    /// Whether nothing that they answer goes on record here.
    pub keeps_nothing: bool,
}

/// Where a class is held, as its host and the wall show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// What players type.
    pub code: JoinCode,
    /// The address of the page, to be typed.
    pub web: Option<String>,
    /// The command for any terminal.
    pub ssh: Option<String>,
    /// What ssh says of the computer when it is new to it.
    pub fingerprint: Option<String>,
    /// The command of Seodang itself.
    pub join: Option<String>,
    /// The address of the page that shows the wall, for the teacher.
    pub wall: Option<String>,
    /// The address of the page, to be photographed.
    pub qr: Option<Qr>,
    /// Whether it is only looked at: no commands, nothing private.
    pub is_wall: bool,
    /// Whether nobody can join from another computer.
    pub is_local: bool,
    /// Whether the wall is shown elsewhere, so that the host begins with what is private.
    pub has_wall: bool,
}

impl Venue {
    /// The wall of the class with this code, of which nothing else is known yet.
    #[must_use]
    pub fn of_wall(code: JoinCode) -> Venue {
        Venue {
            code,
            web: None,
            ssh: None,
            fingerprint: None,
            join: None,
            wall: None,
            qr: None,
            is_wall: true,
            is_local: false,
            has_wall: false,
        }
    }
}

/// The modules of a QR code, without the quiet zone around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qr {
    size: usize,
    dark: Vec<bool>,
}

impl Qr {
    /// A square of modules, row by row, `true` for a dark one; `None` when it is no square.
    #[must_use]
    pub fn new(dark: Vec<bool>) -> Option<Qr> {
        let size = dark.len().isqrt();
        (size > 0 && size * size == dark.len()).then_some(Qr { size, dark })
    }

    /// Modules on a side.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether a module is dark; outside they are light.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && self.dark.get(y * self.size + x).copied().unwrap_or(false)
    }
}

impl App {
    /// Hands news to the screen of the class, wherever it is in the stack.
    pub(super) fn hear(&mut self, news: News, effects: &mut Vec<Effect>) {
        let is_class = |screen: &Screen| matches!(screen, Screen::Player(_) | Screen::Host(_));
        let Some(at) = self.stack.iter().rposition(is_class) else { return };
        let before = self.context();
        let mut screen = self.stack.remove(at);
        let title = screen.header(&self.ctx()).title;
        let outcome = screen.hear(news, &self.ctx());
        screen.refresh(&self.ctx());
        let has_moved_on = screen.header(&self.ctx()).title != title;
        self.stack.insert(at, screen);
        let is_seen = at + 1 == self.stack.len() && self.overlays.is_empty();
        // What is said is about the class, and another place has its own.
        let outcome = if is_seen { outcome } else { Outcome { flash: None, ..outcome } };
        if is_seen && has_moved_on {
            // It was about what was shown until now.
            self.flash = None;
        }
        self.carry_out(outcome, effects);
        if before != self.context() {
            self.ime.quiet(self.now.mono_ms);
        }
    }
}
