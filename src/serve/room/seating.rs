//! Who gets which seat: those who come back theirs, those who are new a new one.

use std::{net::IpAddr, sync::Arc};

use tokio::time::Instant;

use super::{Reply, RoomTask};
use crate::{
    class::{
        Command, Join, PlayerId, Refusal, SeatToken,
        player::Seat,
        setup::Names,
        view::DoorView,
        wire::{Hello, ServerMessage, VERSION},
    },
    serve::{audience::Role, client::frame, hub::ClientId, origin::Origin, outbox::Outbox, secret},
};

/// From where and when somebody came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival<'a> {
    /// The address.
    pub(super) address: IpAddr,
    /// What a client without a memory is known by.
    pub(super) origin: Option<&'a Origin>,
    /// When.
    pub(super) at: Instant,
}

impl RoomTask {
    /// Somebody says who they are.
    pub(super) fn hello(&mut self, from: ClientId, outbox: Arc<Outbox>, hello: &Hello, arrival: Arrival<'_>) {
        let own =
            arrival.origin.filter(|_| hello.seat.is_none()).and_then(|origin| self.own_seat(origin, hello));
        let seat = hello.seat.or(own).map(|token| (token, secret::seat_hash(&token)));
        let known = seat.and_then(|(token, hash)| Some((token, self.room.seat(&hash)?)));
        match (known, self.audience.role(from)) {
            (Some((token, Seat::Taken(player))), None)
                if self.about_to_sit(from).is_none_or(|own| own == player) =>
            {
                self.replies.push(Reply::Seated(from, outbox, player, token));
            }
            (Some((token, Seat::Taken(player))), Some(Role::Player(own))) if own == player => {
                self.replies.push(Reply::Seated(from, outbox, player, token));
            }
            // One connection is for one player.
            (_, Some(_)) | (Some((_, Seat::Taken(_))), None) => self.refuse(outbox, Refusal::NotNow),
            (None, None) if self.about_to_sit(from).is_some() => self.refuse(outbox, Refusal::NotNow),
            (Some((_, Seat::Dead { banned: true })), None) => self.refuse(outbox, Refusal::Banned),
            (Some((_, Seat::Dead { banned: false })), None) => self.refuse(outbox, Refusal::Removed),
            (None, None) if self.lacks(hello) => {
                self.say(outbox, ServerMessage::Door(DoorView::of(&self.room)));
            }
            (None, None) => self.seat(from, outbox, hello, own, arrival),
        }
    }

    /// Whether the room wants to know more.
    fn lacks(&self, hello: &Hello) -> bool {
        let setup = self.room.setup();
        let lacks_name = match setup.names {
            Names::Chosen => hello.name.is_none(),
            Names::Roster(_) => hello.student.is_none(),
            Names::Anonymous => false,
        };
        lacks_name || (!setup.teams.is_empty() && hello.team.is_none())
    }

    /// The seat of somebody who keeps no token.
    fn own_seat(&self, origin: &Origin, hello: &Hello) -> Option<SeatToken> {
        let sits_down = |who| {
            self.replies.iter().any(|reply| matches!(reply, Reply::Seated(_, _, player, _) if *player == who))
        };
        let is_away = |player| self.audience.is_away(player) && !sits_down(player);
        if self.lacks(hello) { None } else { origin.seat(&self.room, hello, is_away) }
    }

    fn seat(
        &mut self,
        from: ClientId,
        outbox: Arc<Outbox>,
        hello: &Hello,
        own: Option<SeatToken>,
        Arrival { address, at, .. }: Arrival<'_>,
    ) {
        if !self.guard.may_sit(address, at) {
            return self.refuse(outbox, Refusal::TooOften);
        }
        let token = own.map_or_else(secret::random_seat, Ok);
        let Ok(token) = token else { return self.refuse(outbox, Refusal::OutOfOrder) };
        let join = Join {
            seat: secret::seat_hash(&token),
            name: hello.name.clone().unwrap_or_default(),
            student: hello.student.clone(),
            team: hello.team,
        };
        if let Err(reason) = self.happen(&Command::Join(join), self.clock.at(at)) {
            return self.refuse(outbox, reason);
        }
        self.guard.has_sat(address, at);
        if let Some(Seat::Taken(player)) = self.room.seat(&secret::seat_hash(&token)) {
            self.replies.push(Reply::Seated(from, outbox, player, token));
        }
    }

    /// The player whose seat is in the same batch as what they say next.
    pub(super) fn about_to_sit(&self, from: ClientId) -> Option<PlayerId> {
        self.replies.iter().find_map(|reply| match reply {
            Reply::Seated(id, _, player, _) if *id == from => Some(*player),
            _ => None,
        })
    }

    /// A player has their seat, and the disk knows.
    pub(super) fn welcome(
        &mut self,
        id: ClientId,
        outbox: Arc<Outbox>,
        player: PlayerId,
        seat: SeatToken,
        now: u64,
    ) {
        let Some(known) = self.room.players().get(player) else { return };
        if outbox.is_abandoned() {
            return;
        }
        let (name, team) = (known.name.clone(), known.team);
        self.guard.learn(secret::seat_hash(&seat));
        outbox.push(frame(&ServerMessage::Welcome { version: VERSION, player, seat, name, team }));
        let is_back = self.audience.role(id) == Some(Role::Player(player));
        if !is_back {
            self.room.connect(player);
        }
        if self.audience.admit(id, outbox, Role::Player(player)).is_some() {
            self.room.disconnect(player, now);
        }
        self.audience.tell_newcomer(&self.room, player, now);
        self.is_dirty = true;
    }
}
