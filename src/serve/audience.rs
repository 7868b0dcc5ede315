//! Who is connected, and what each of them was told last.
//!
//! Invariants: a player has one connection at most, the last one that came with their seat. What all of them see is encoded
//! once; what is one player's own is sent only when it is another than before.

use std::{collections::HashMap, sync::Arc};

use tokio::time::{Duration, Instant};

use super::{
    client::frame,
    hub::ClientId,
    outbox::{Frame, Latest, Outbox},
};
use crate::class::{
    PlayerId, Room,
    view::{HostView, Mine, PlayerLine, PlayerView, ProjectorView, Yours},
    wire::{Goodbye, ServerMessage},
};

/// For so long what all players see may be told again as it was encoded: what is left of the time is a little less by then.
const FRESH: Duration = Duration::from_millis(25);

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A player answers.
    Player(PlayerId),
    /// The wall looks on.
    Wall,
    /// The host commands from another device.
    Host,
}

#[derive(Debug)]
struct Member {
    outbox: Arc<Outbox>,
    role: Role,
    yours: Option<Frame>,
}

impl Member {
    fn tell_yours(&mut self, room: &Room, player: PlayerId) {
        let Some(yours) = Yours::of(room, player) else { return };
        let yours = frame(&ServerMessage::Yours(yours));
        if self.yours.as_ref() != Some(&yours) {
            self.outbox.put(Latest::Yours, yours.clone());
            self.yours = Some(yours);
        }
    }
}

/// Who is connected.
#[derive(Debug, Default)]
pub(super) struct Audience {
    members: HashMap<ClientId, Member>,
    players: HashMap<PlayerId, ClientId>,
    state: Option<(u64, Instant, Frame)>,
}

impl Audience {
    /// What a connection is for.
    pub(super) fn role(&self, id: ClientId) -> Option<Role> {
        self.members.get(&id).map(|member| member.role)
    }

    /// A connection is for `role` now. Gives the one that the player had before, which is told to end.
    pub(super) fn admit(&mut self, id: ClientId, outbox: Arc<Outbox>, role: Role) -> Option<ClientId> {
        outbox.admit();
        self.members.insert(id, Member { outbox, role, yours: None });
        let Role::Player(player) = role else { return None };
        let before = self.players.insert(player, id).filter(|before| *before != id)?;
        let replaced = self.members.remove(&before)?;
        replaced.outbox.end(Some(bye(Goodbye::Replaced)));
        Some(before)
    }

    /// A connection has ended. Gives the player whose it was.
    pub(super) fn leave(&mut self, id: ClientId) -> Option<PlayerId> {
        let Role::Player(player) = self.members.remove(&id)?.role else { return None };
        self.players.remove(&player).map(|_| player)
    }

    /// Whether a player has no connection, or one that may be gone.
    pub(super) fn is_away(&self, player: PlayerId) -> bool {
        let member = self.players.get(&player).and_then(|id| self.members.get(id));
        member.is_none_or(|member| member.outbox.is_silent())
    }

    /// Connections that have ended without a word.
    pub(super) fn lost(&self) -> Vec<ClientId> {
        self.members.iter().filter(|(_, member)| member.outbox.is_abandoned()).map(|(id, _)| *id).collect()
    }

    /// The players who are connected.
    pub(super) fn players(&self) -> impl Iterator<Item = PlayerId> {
        self.players.keys().copied()
    }

    /// A player has to go.
    pub(super) fn dismiss(&mut self, player: PlayerId, reason: Goodbye) {
        let member = self.players.remove(&player).and_then(|id| self.members.remove(&id));
        if let Some(member) = member {
            member.outbox.end(Some(bye(reason)));
        }
    }

    /// Everybody has to go, and so have those who are not in yet. Gives what still has to be sent.
    pub(super) fn dismiss_all(&mut self, reason: Goodbye, outside: Vec<Arc<Outbox>>) -> Vec<Arc<Outbox>> {
        let last = bye(reason);
        self.players.clear();
        let outboxes = self.members.drain().map(|(_, member)| member.outbox).chain(outside);
        outboxes.inspect(|outbox| outbox.end(Some(last.clone()))).collect()
    }

    /// Tells all players what they see.
    pub(super) fn tell_players(&mut self, room: &Room, now: u64) {
        self.state = None;
        let state = self.state(room, now);
        for member in self.members.values_mut() {
            if let Role::Player(player) = member.role {
                member.outbox.put(Latest::State, state.clone());
                member.tell_yours(room, player);
            }
        }
    }

    /// Tells a player who has just come what they see.
    pub(super) fn tell_newcomer(&mut self, room: &Room, player: PlayerId, now: u64) {
        let state = self.state(room, now);
        if let Some(member) = self.member(player) {
            member.outbox.put(Latest::State, state);
            member.tell_yours(room, player);
        }
    }

    /// Tells a player what is their own, if it is another than before.
    pub(super) fn tell_yours(&mut self, room: &Room, player: PlayerId) {
        if let Some(member) = self.member(player) {
            member.tell_yours(room, player);
        }
    }

    /// Tells a player what was right in what they have answered.
    pub(super) fn tell_results(&mut self, room: &Room, player: PlayerId) {
        if let Some(member) = self.member(player) {
            let results = ServerMessage::Results { answers: Mine::revealed(room, player) };
            member.outbox.put(Latest::Results, frame(&results));
        }
    }

    /// Whether there is somebody besides the players.
    pub(super) fn has(&self, role: Role) -> bool {
        self.with(role).next().is_some()
    }

    /// How many there are of a role.
    pub(super) fn count(&self, role: Role) -> usize {
        self.with(role).count()
    }

    /// Tells the walls how others come in.
    pub(super) fn tell_ways(&self, ways: &Frame) {
        self.with(Role::Wall).for_each(|member| {
            member.outbox.push(ways.clone());
        });
    }

    /// Shows the wall what is on it.
    pub(super) fn tell_walls(&self, room: &Room, now: u64) {
        if self.has(Role::Wall) {
            let wall = frame(&ServerMessage::ProjectorState(ProjectorView::of(room, now)));
            self.with(Role::Wall).for_each(|member| member.outbox.put(Latest::Wall, wall.clone()));
        }
    }

    /// Shows hosts on other devices what they see; `players` is left out where nothing has changed about them.
    pub(super) fn tell_hosts(&self, view: &HostView, players: &[PlayerLine], is_same: bool) {
        if !self.has(Role::Host) {
            return;
        }
        let encoded = |players: Option<Vec<PlayerLine>>| {
            frame(&ServerMessage::HostState { view: Box::new(view.clone()), players })
        };
        let (mut whole, mut brief) = (None, None);
        for member in self.with(Role::Host) {
            // What still waits may hold the players, and must not be replaced by a message without them.
            let told = match is_same && !member.outbox.has(Latest::Host) {
                true => brief.get_or_insert_with(|| encoded(None)),
                false => whole.get_or_insert_with(|| encoded(Some(players.to_vec()))),
            };
            member.outbox.put(Latest::Host, told.clone());
        }
    }

    fn with(&self, role: Role) -> impl Iterator<Item = &Member> {
        self.members.values().filter(move |member| member.role == role)
    }

    fn member(&mut self, player: PlayerId) -> Option<&mut Member> {
        self.members.get_mut(self.players.get(&player)?)
    }

    fn state(&mut self, room: &Room, now: u64) -> Frame {
        let moment = Instant::now();
        match &self.state {
            Some((revision, made, frame))
                if *revision == room.revision() && moment.duration_since(*made) < FRESH =>
            {
                frame.clone()
            }
            _ => {
                let state = frame(&ServerMessage::State(PlayerView::of(room, now)));
                self.state = Some((room.revision(), moment, state.clone()));
                state
            }
        }
    }
}

fn bye(reason: Goodbye) -> Frame {
    frame(&ServerMessage::Bye { reason })
}
