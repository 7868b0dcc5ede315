//! A seat in a class elsewhere, or a look at its wall: the other end of [`super::web`].
//!
//! Invariants: one thread, which ends with [`Guest`]; until there is one, nothing of all this runs. Once a connection was
//! there, a lost one is made again until somebody leaves or the room says goodbye; the first one is not tried again by
//! itself, so that a wrong address is told at once. A seat that the room has given is kept at once.
//!
//! It must not know what is shown, nor what is right.

mod backoff;
mod line;
mod nearby;
mod seating;

use std::{fmt, io, thread};

use tokio::{
    runtime::Builder,
    sync::mpsc,
    time::{Duration, Instant, sleep, sleep_until},
};

use self::{
    backoff::Backoff,
    line::{Heard, Line},
};
pub use self::{line::Trouble, nearby::Home, seating::Seating};
use crate::{
    app::class::{Ask, Goal, Link, News},
    class::{
        Address,
        wire::{ClientMessage, Goodbye, ServerMessage},
    },
};

/// So much that is asked waits while the thread is busy.
const WAITING: usize = 256;

/// Between two signs of life.
const PING: Duration = Duration::from_secs(15);

/// A room that has said nothing for so long is gone: two pings were not answered.
const SILENCE: Duration = Duration::from_secs(35);

/// How long the last words may take.
const FAREWELL: Duration = Duration::from_millis(500);

/// Takes what the class says; `false` when nobody wants to know any more.
pub type Tell = Box<dyn FnMut(News) -> bool + Send>;

/// What one is in a class.
pub enum Role {
    /// A player, with the seats of earlier times.
    Player(Seating),
    /// Somebody who looks at the wall.
    Wall,
}

/// The connection to a class elsewhere.
pub struct Guest {
    asks: mpsc::Sender<Ask>,
}

impl Guest {
    /// A connection to the class at `home`, or to whatever is asked for, to be made when that is asked; `tell` is told what
    /// comes of it.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn start(home: Home, role: Role, tell: Tell) -> io::Result<Guest> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (asks, asked) = mpsc::channel(WAITING);
        thread::Builder::new().name("guest".to_owned()).spawn(move || {
            runtime.block_on(Task { home, role, tell, asked }.run());
            runtime.shutdown_background();
        })?;
        Ok(Guest { asks })
    }

    /// Asks for something; it is seen to as soon as there is time.
    pub fn ask(&mut self, ask: Ask) {
        // Nobody types so fast that all of it waits. What is lost is asked again after a reconnect.
        let _ = self.asks.try_send(ask);
    }
}

impl fmt::Debug for Guest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guest").finish_non_exhaustive()
    }
}

struct Task {
    home: Home,
    role: Role,
    tell: Tell,
    asked: mpsc::Receiver<Ask>,
}

/// Why a stay in a class has ended.
enum Stay {
    /// One has left, or was sent away.
    Over,
    /// Another connection is wanted.
    Elsewhere(Goal),
    /// Nobody wants to know any more.
    Unwanted,
}

/// Why a connection has ended.
enum Parting {
    /// It broke, or the room will be back.
    Lost,
    Stay(Stay),
}

impl Task {
    async fn run(mut self) {
        let mut next: Option<Goal> = None;
        loop {
            let goal = match next.take() {
                Some(goal) => goal,
                None => match self.asked.recv().await {
                    Some(Ask::Connect(goal)) => goal,
                    Some(Ask::Say(_) | Ask::Command(_) | Ask::Leave) => continue,
                    None => return,
                },
            };
            match self.stay(goal).await {
                Stay::Over => {}
                Stay::Elsewhere(goal) => next = Some(goal),
                Stay::Unwanted => return,
            }
        }
    }

    /// Stays in the class that is wanted until it is over.
    async fn stay(&mut self, goal: Goal) -> Stay {
        if !self.link(Link::Connecting) {
            return Stay::Unwanted;
        }
        let mut backoff = Backoff::default();
        let mut known: Option<Address> = None;
        loop {
            let opening = open(known.clone(), &self.home, &goal);
            let opened = tokio::select! {
                opened = opening => opened,
                stay = leaving(&mut self.asked) => return self.leave(stay),
            };
            let parting = match opened {
                Ok((address, line)) => {
                    known = Some(address);
                    backoff.reset();
                    self.talk(line, &goal).await
                }
                Err(_) if known.is_some() => Parting::Lost,
                Err(trouble) => {
                    let is_told = self.link(Link::Failed(trouble.text()));
                    return if is_told { Stay::Over } else { Stay::Unwanted };
                }
            };
            match parting {
                Parting::Stay(stay) => return self.leave(stay),
                Parting::Lost if !self.link(Link::Lost) => return Stay::Unwanted,
                Parting::Lost => {}
            }
            tokio::select! {
                () = sleep(backoff.next()) => {}
                stay = leaving(&mut self.asked) => return self.leave(stay),
            }
        }
    }

    /// Talks until the connection ends.
    async fn talk(&mut self, mut line: Line, goal: &Goal) -> Parting {
        if !self.link(Link::Connected) {
            return Parting::Stay(Stay::Unwanted);
        }
        if matches!(self.role, Role::Wall) {
            let code = goal.code.map(|code| code.to_string()).unwrap_or_default();
            if line.say(&ClientMessage::Projector { code, token: None }).await.is_err() {
                return Parting::Lost;
            }
        }
        let (mut heard_at, mut ping_at) = (Instant::now(), Instant::now() + PING);
        loop {
            tokio::select! {
                heard = line.hear() => {
                    heard_at = Instant::now();
                    match heard {
                        Heard::Said(message) => {
                            if let Some(parting) = self.hear(message) {
                                return parting;
                            }
                        }
                        Heard::Nothing => {}
                        Heard::End => return Parting::Lost,
                    }
                }
                ask = self.asked.recv() => match ask {
                    Some(Ask::Say(message)) => {
                        let message = self.seated(message);
                        if line.say(&message).await.is_err() {
                            return Parting::Lost;
                        }
                    }
                    Some(Ask::Connect(goal)) => return Parting::Stay(Stay::Elsewhere(goal)),
                    Some(Ask::Command(_)) => {}
                    Some(Ask::Leave) => {
                        line.close(FAREWELL).await;
                        return Parting::Stay(Stay::Over);
                    }
                    None => {
                        line.close(FAREWELL).await;
                        return Parting::Stay(Stay::Unwanted);
                    }
                },
                () = sleep_until(ping_at) => {
                    ping_at = Instant::now() + PING;
                    if line.say(&ClientMessage::Ping).await.is_err() {
                        return Parting::Lost;
                    }
                }
                () = sleep_until(heard_at + SILENCE) => return Parting::Lost,
            }
        }
    }

    /// Passes on what the room says; whether the connection ends with it.
    fn hear(&mut self, message: Box<ServerMessage>) -> Option<Parting> {
        if let Role::Player(seating) = &mut self.role {
            seating.hear(&message);
        }
        let bye = match *message {
            ServerMessage::Bye { reason } => Some(reason),
            _ => None,
        };
        if !(self.tell)(News::Said(message)) {
            return Some(Parting::Stay(Stay::Unwanted));
        }
        bye.map(|reason| match reason {
            Goodbye::Stopping => Parting::Lost,
            // The wall belongs to nobody who could be sent away for good.
            Goodbye::Idle | Goodbye::TooMany if matches!(self.role, Role::Wall) => Parting::Lost,
            _ => Parting::Stay(Stay::Over),
        })
    }

    /// `message` with the seat of earlier times.
    fn seated(&mut self, message: ClientMessage) -> ClientMessage {
        match (message, &mut self.role) {
            (ClientMessage::Hello(mut hello), Role::Player(seating)) => {
                if let Some(since_ms) = seating.seat(&mut hello) {
                    let _ = (self.tell)(News::Seat { since_ms });
                }
                ClientMessage::Hello(hello)
            }
            (message, _) => message,
        }
    }

    fn link(&mut self, link: Link) -> bool {
        (self.tell)(News::Link(link))
    }

    /// Says that there is no connection any more, unless another one follows.
    fn leave(&mut self, stay: Stay) -> Stay {
        match stay {
            Stay::Over if !self.link(Link::Idle) => Stay::Unwanted,
            stay => stay,
        }
    }
}

/// Waits until somebody leaves or wants to be elsewhere; what is said meanwhile is said again when there is a connection.
async fn leaving(asked: &mut mpsc::Receiver<Ask>) -> Stay {
    loop {
        match asked.recv().await {
            Some(Ask::Leave) => return Stay::Over,
            Some(Ask::Connect(goal)) => return Stay::Elsewhere(goal),
            Some(Ask::Say(_) | Ask::Command(_)) => {}
            None => return Stay::Unwanted,
        }
    }
}

/// Connects to the class that is known, that is asked for, or that is at home.
async fn open(known: Option<Address>, home: &Home, goal: &Goal) -> Result<(Address, Line), Trouble> {
    let typed = goal.address.as_ref().map(|typed| typed.parse().map_err(Trouble::Address)).transpose()?;
    match known.or(typed) {
        Some(address) => {
            let line = Line::open(&address).await?;
            Ok((address, line))
        }
        None => home.open(goal.code).await,
    }
}
