//! The task that owns a room: takes requests by the batch, decides them, keeps what happened, and only then tells.
//!
//! Invariants: what leaves the task depends on nothing that is not in the journal. While the journal cannot be written the room
//! stands still, and the teacher is told why. A request at which the room panics is dropped with its sender, and the room is
//! made anew from its events.

mod seating;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use tokio::{
    sync::{oneshot, watch},
    task::{spawn_blocking, yield_now},
    time::{Duration, Instant, sleep, sleep_until},
};

use self::seating::Arrival;
use super::{
    audience::{Audience, Role},
    client::frame,
    clock::RoomClock,
    guard::Guard,
    host::Sight,
    hub::{ClientId, Inbox, Request},
    outbox::{Frame, Outbox},
    secret,
};
use crate::{
    class::{
        Command, Event, Happened, HostCommand, Phase, PlayerId, Refusal, Room, SeatToken,
        command::Answer,
        view::{HostView, PlayerLine},
        wire::{Acked, AnswerMessage, ClientMessage, Goodbye, HostMessage, ServerMessage},
    },
    store::class::Journal,
};

/// The most requests that are kept in one transaction.
const BATCH: usize = 512;

/// Between two views of the host and the wall.
const PROGRESS: Duration = Duration::from_millis(100);

/// Between two lists of all players.
const LISTS: Duration = Duration::from_millis(500);

/// Between two looks at what nobody has told: that a clock goes on, that connections have ended.
const PULSE: Duration = Duration::from_secs(1);

/// How much later players hear that a question is locked. Whoever has answered it has nothing to do meanwhile; and where it
/// is revealed at once, as when everybody has answered, each is told one thing instead of two.
const LOCKED: Duration = Duration::from_millis(40);

/// So many may look at the wall: those of a teacher, and of some classrooms that listen in. It is told again and again.
const WALLS: usize = 32;

/// Before a journal that could not be written is tried again.
const RETRY: Duration = Duration::from_millis(300);

/// What is to be said once everything is kept.
#[derive(Debug)]
enum Reply {
    Say(Arc<Outbox>, Frame),
    Seated(ClientId, Arc<Outbox>, PlayerId, SeatToken),
    Yours(PlayerId),
    Results(PlayerId),
    Dismiss(PlayerId, Goodbye),
    Local(oneshot::Sender<Result<(), Refusal>>, Result<(), Refusal>),
}

/// The journal is lost: a write to it has panicked.
#[derive(Debug)]
struct JournalLost;

/// A room and everything about it.
#[derive(Debug)]
pub(super) struct RoomTask {
    room: Room,
    journal: Option<Journal>,
    clock: RoomClock,
    audience: Audience,
    inbox: Inbox,
    stop: watch::Receiver<bool>,
    sight: watch::Sender<Arc<Sight>>,
    public_wall: bool,
    guard: Arc<Guard>,
    ways: Option<Frame>,
    unwritten: Vec<Event>,
    replies: Vec<Reply>,
    told: u64,
    tell_at: Option<Instant>,
    is_dirty: bool,
    next_progress: Instant,
    next_list: Instant,
    next_pulse: Instant,
}

impl RoomTask {
    /// A room that goes on where `journal` ends.
    pub(super) fn new(
        room: Room,
        journal: Journal,
        clock: RoomClock,
        inbox: Inbox,
        stop: watch::Receiver<bool>,
        public_wall: bool,
        guard: Arc<Guard>,
    ) -> (RoomTask, watch::Receiver<Arc<Sight>>) {
        let now = Instant::now();
        let first = Sight {
            view: HostView::of(&room, clock.now()),
            players: Arc::new(PlayerLine::all(&room)),
            trouble: None,
        };
        let (sight, seen) = watch::channel(Arc::new(first));
        room.players().hashes().for_each(|seat| guard.learn(*seat));
        let task = RoomTask {
            told: room.revision(),
            tell_at: None,
            room,
            journal: Some(journal),
            clock,
            audience: Audience::default(),
            inbox,
            stop,
            sight,
            public_wall,
            guard,
            ways: None,
            unwritten: Vec::new(),
            replies: Vec::new(),
            is_dirty: false,
            next_progress: now,
            next_list: now,
            next_pulse: now + PULSE,
        };
        (task, seen)
    }

    /// Runs until the room is over or everything is stopped. Gives what still has to be sent.
    pub(super) async fn run(mut self) -> Vec<Arc<Outbox>> {
        let reason = loop {
            let wake = self.wake();
            let first = tokio::select! {
                biased;
                _ = self.stop.wait_for(|stop| *stop) => break Goodbye::Stopping,
                request = self.inbox.next() => match request {
                    Some(request) => Some(request),
                    None => break Goodbye::Stopping,
                },
                () = sleep_until(wake) => None,
            };
            if let Some(request) = first {
                self.take(request);
                self.take_waiting();
            }
            // Whoever came before the deadline is heard first.
            if self.inbox.is_empty() {
                self.happen(&Command::Tick, self.clock.now()).ok();
            }
            match self.write().await {
                Ok(true) => {
                    self.tell();
                    self.show().await;
                }
                Ok(false) | Err(JournalLost) => break Goodbye::Stopping,
            }
            if self.room.phase() == Phase::Closed {
                self.show().await;
                break Goodbye::Closed;
            }
        };
        let unheard = self.inbox.close(reason);
        let last_words = self.audience.dismiss_all(reason, unheard);
        if let Some(mut journal) = self.journal.take() {
            let now = self.clock.now();
            // A heartbeat that is lost costs a second of the clock at most.
            let _ = spawn_blocking(move || journal.append(&[], now)).await;
        }
        last_words
    }

    fn take_waiting(&mut self) {
        for _ in 1..BATCH {
            match self.inbox.take() {
                Some(request) => self.take(request),
                None => break,
            }
        }
    }

    /// When something is to be done although nobody asks for it.
    fn wake(&self) -> Instant {
        let tick = self.room.wake_at().and_then(|at| self.clock.when(at));
        let progress = self.is_dirty.then_some(self.next_progress);
        [tick, progress, self.tell_at].into_iter().flatten().fold(self.next_pulse, Instant::min)
    }

    /// Whether a second that is lost would be one of a question.
    fn is_ticking(&self) -> bool {
        self.room.phase() == Phase::Question && !self.room.clock().is_paused()
    }

    /// Takes a request. Whatever it makes the room do to itself, the room is whole afterwards.
    fn take(&mut self, request: Request) {
        let outbox = match &request {
            Request::Said { outbox, .. } => Some(Arc::clone(outbox)),
            _ => None,
        };
        let (events, replies) = (self.unwritten.len(), self.replies.len());
        if catch_unwind(AssertUnwindSafe(|| self.decide(request))).is_err() {
            self.unwritten.truncate(events);
            self.replies.truncate(replies);
            if let Some(outbox) = outbox {
                outbox.end(Some(frame(&ServerMessage::refused(Refusal::OutOfOrder))));
            }
            self.make_anew();
        }
    }

    fn make_anew(&mut self) {
        let kept = self.journal.as_ref().and_then(|journal| journal.read().ok());
        let Some(kept) = kept else { return };
        if let Ok(mut room) = Room::replay(kept.events.iter().chain(&self.unwritten)) {
            room.restart(self.clock.now());
            self.audience.players().for_each(|player| room.connect(player));
            self.room = room;
        }
    }

    fn decide(&mut self, request: Request) {
        match request {
            Request::Said { from, address, outbox, message, origin, at } => match message {
                ClientMessage::Hello(hello) => {
                    self.hello(from, outbox, &hello, Arrival { address, origin: origin.as_ref(), at });
                }
                ClientMessage::Answer(answer) => self.answer(from, outbox, answer, at),
                ClientMessage::Host(message) => self.host(from, outbox, message, at),
                ClientMessage::Projector { token, .. } => self.wall(from, outbox, token.as_ref()),
                ClientMessage::Results => self.results(from, outbox),
                // A client answers these by itself.
                ClientMessage::Knock { .. } | ClientMessage::Ping => {}
            },
            Request::Left(id) => self.left(id),
            Request::Command(command, at, answer) => {
                let done = self.command(command, at);
                self.replies.push(Reply::Local(answer, done));
            }
            Request::Ways(ways) => {
                let ways = frame(&ServerMessage::Ways(ways));
                self.audience.tell_ways(&ways);
                self.ways = Some(ways);
            }
            Request::Token(answer) => {
                let _ = answer.send(self.new_token());
            }
        }
    }

    /// Somebody wants to see the wall, with a token or with the code of the room.
    fn wall(&mut self, from: ClientId, outbox: Arc<Outbox>, token: Option<&crate::class::HostToken>) {
        let may_look = token.map_or(self.public_wall, |token| self.is_host(token));
        if !may_look {
            return self.refuse(outbox, Refusal::NotHost);
        }
        // Whoever has the token is the teacher, for whom there is always room.
        let is_new = token.is_none() && self.audience.role(from) != Some(Role::Wall);
        if is_new && self.audience.count(Role::Wall) >= WALLS {
            return self.refuse(outbox, Refusal::Full);
        }
        if let Some(ways) = &self.ways {
            outbox.push(ways.clone());
        }
        // It sees what is kept, once that is: as the others do, a moment later.
        self.join(from, outbox, Role::Wall);
    }

    fn answer(&mut self, from: ClientId, outbox: Arc<Outbox>, message: AnswerMessage, at: Instant) {
        let AnswerMessage { question, seq, response } = message;
        let Some(player) = self.player(from) else { return self.refuse(outbox, Refusal::UnknownPlayer) };
        let answer = Command::Answer(Answer { player, question, seq, reply: response });
        let result = match self.happen(&answer, self.clock.at(at)) {
            Ok(()) => Acked::Accepted,
            Err(reason) => Acked::Refused(reason),
        };
        self.say(outbox, ServerMessage::Ack { question, seq, result });
        self.replies.push(Reply::Yours(player));
    }

    fn results(&mut self, from: ClientId, outbox: Arc<Outbox>) {
        match self.player(from) {
            Some(player) => self.replies.push(Reply::Results(player)),
            None => self.refuse(outbox, Refusal::UnknownPlayer),
        }
    }

    /// The player who says something over a connection.
    fn player(&self, from: ClientId) -> Option<PlayerId> {
        match self.audience.role(from) {
            Some(Role::Player(player)) => Some(player),
            _ => self.about_to_sit(from),
        }
    }

    fn host(&mut self, from: ClientId, outbox: Arc<Outbox>, message: HostMessage, at: Instant) {
        if !self.is_host(&message.token) {
            return self.refuse(outbox, Refusal::NotHost);
        }
        self.join(from, Arc::clone(&outbox), Role::Host);
        if let Some(command) = message.command
            && let Err(reason) = self.command(command, at)
        {
            self.refuse(outbox, reason);
        }
    }

    /// It counts from when it came, like all that comes: after a stall of the disk it must not make what came later late.
    fn command(&mut self, command: HostCommand, at: Instant) -> Result<(), Refusal> {
        self.happen(&Command::Host(command), self.clock.at(at))
    }

    fn is_host(&self, token: &crate::class::HostToken) -> bool {
        let known = self.journal.as_ref().and_then(|journal| journal.head().host);
        secret::is_host(token, known)
    }

    fn new_token(&mut self) -> Option<crate::class::HostToken> {
        let token = secret::random_host().ok()?;
        self.journal.as_mut()?.set_host(secret::host_hash(&token)).ok()?;
        Some(token)
    }

    /// A connection looks on.
    fn join(&mut self, id: ClientId, outbox: Arc<Outbox>, role: Role) {
        if self.audience.role(id) != Some(role) {
            self.left(id);
            self.audience.admit(id, outbox, role);
        }
        self.is_dirty = true;
        self.next_list = Instant::now();
    }

    fn left(&mut self, id: ClientId) {
        if let Some(player) = self.audience.leave(id) {
            self.room.disconnect(player, self.clock.now());
            self.is_dirty = true;
        }
    }

    /// Decides a command and takes into account what happens.
    fn happen(&mut self, command: &Command, now: u64) -> Result<(), Refusal> {
        let events = self.room.apply(command, now)?;
        for event in &events {
            if let Happened::Kicked { player, banned } = event.what {
                let reason = if banned { Goodbye::Banned } else { Goodbye::Removed };
                self.replies.push(Reply::Dismiss(player, reason));
            }
        }
        self.unwritten.extend(events);
        Ok(())
    }

    fn say(&mut self, outbox: Arc<Outbox>, message: ServerMessage) {
        self.replies.push(Reply::Say(outbox, frame(&message)));
    }

    fn refuse(&mut self, outbox: Arc<Outbox>, reason: Refusal) {
        self.say(outbox, ServerMessage::refused(reason));
    }

    /// Writes what happened, however long that takes. `false` when everything was stopped before it was written.
    async fn write(&mut self) -> Result<bool, JournalLost> {
        let pulse = Instant::now() >= self.next_pulse;
        if pulse {
            self.next_pulse = Instant::now() + PULSE;
            self.audience.lost().into_iter().for_each(|id| self.left(id));
        }
        while !self.unwritten.is_empty() || (pulse && self.is_ticking()) {
            let mut journal = self.journal.take().ok_or(JournalLost)?;
            let (events, clock) = (std::mem::take(&mut self.unwritten), self.clock.now());
            let written = spawn_blocking(move || {
                let result = journal.append(&events, clock);
                (journal, events, result)
            });
            let (journal, events, result) = written.await.map_err(|_| JournalLost)?;
            self.journal = Some(journal);
            self.is_dirty |= !events.is_empty();
            let trouble = result.err();
            let has_failed = trouble.is_some();
            self.sight.send_if_modified(|sight| {
                let is_new = sight.trouble != trouble;
                if is_new {
                    *sight = Arc::new(Sight { trouble, ..Sight::clone(sight) });
                }
                is_new
            });
            if !has_failed {
                return Ok(true);
            }
            self.unwritten = events;
            tokio::select! {
                _ = self.stop.wait_for(|stop| *stop) => return Ok(false),
                () = sleep(RETRY) => {}
            }
        }
        Ok(true)
    }

    /// Tells players what has changed for them, and everybody what they asked for.
    fn tell(&mut self) {
        let now = self.clock.now();
        without_panic(|| {
            for reply in std::mem::take(&mut self.replies) {
                self.reply(reply, now);
            }
            self.tell_players(now);
        });
    }

    fn tell_players(&mut self, now: u64) {
        if self.told == self.room.revision() {
            return;
        }
        let moment = Instant::now();
        let due = match self.room.phase() {
            Phase::Locked => *self.tell_at.get_or_insert(moment + LOCKED),
            _ => moment,
        };
        if moment >= due {
            (self.told, self.tell_at) = (self.room.revision(), None);
            self.audience.tell_players(&self.room, now);
        }
    }

    fn reply(&mut self, reply: Reply, now: u64) {
        match reply {
            Reply::Say(outbox, frame) => {
                outbox.push(frame);
            }
            Reply::Seated(id, outbox, player, seat) => self.welcome(id, outbox, player, seat, now),
            Reply::Yours(player) => self.audience.tell_yours(&self.room, player),
            Reply::Results(player) => self.audience.tell_results(&self.room, player),
            Reply::Dismiss(player, reason) => self.audience.dismiss(player, reason),
            Reply::Local(answer, done) => {
                // Whoever does not wait for it does not want to know.
                let _ = answer.send(done);
            }
        }
    }

    /// Shows the host and the wall how far it is, not too often.
    async fn show(&mut self) {
        let moment = Instant::now();
        if self.is_dirty && (moment >= self.next_progress || self.room.phase() == Phase::Closed) {
            // What players are told goes out first: a list of thousands takes a while.
            yield_now().await;
            without_panic(|| self.show_at(moment));
        }
    }

    fn show_at(&mut self, moment: Instant) {
        let now = self.clock.now();
        self.is_dirty = false;
        self.next_progress = moment + PROGRESS;
        self.audience.tell_walls(&self.room, now);
        let has_list = moment >= self.next_list || self.room.phase() == Phase::Closed;
        let players = match has_list {
            true => Arc::new(PlayerLine::all(&self.room)),
            false => {
                // It is made a little later.
                self.is_dirty = true;
                Arc::clone(&self.sight.borrow().players)
            }
        };
        if has_list {
            self.next_list = moment + LISTS;
        }
        let view = HostView::of(&self.room, now);
        self.audience.tell_hosts(&view, &players, !has_list);
        self.sight.send_modify(|sight| {
            *sight = Arc::new(Sight { view, players, trouble: sight.trouble.clone() });
        });
    }
}

/// Does `work`. A view that cannot be made is missing; the class goes on without it.
fn without_panic(work: impl FnOnce()) {
    drop(catch_unwind(AssertUnwindSafe(work)));
}
