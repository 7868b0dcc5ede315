//! A seat in a class: coming in, answering, and what came of it.
//!
//! Invariants: an answer is sent until the room has acknowledged it, always under the same number; it is recorded once, when
//! the room has told what was right.

use super::{
    asked,
    countdown::Countdown,
    door::Door,
    record::Record,
    seat::{Asked, Sent, Stage},
};
use crate::{
    app::{
        Ctx, Nav, Outcome,
        class::{Ask, Goal, Joining, Link, News},
        keymap::{Action, Context},
    },
    class::{
        PlayerId, Refusal, Reply,
        view::{KeyView, Mine, PlayerView, Scene, Yours},
        wire::{Acked, AnswerMessage, ClientMessage, Goodbye, ServerMessage},
    },
    course::Kind,
    lang::{Text, Words, class_screen as words},
    screen::{
        Scroll,
        question::{Rows, answering},
    },
    study::Response,
};

/// A seat in a class.
#[derive(Clone, Debug)]
pub struct Player {
    pub(super) door: Door,
    pub(super) link: Link,
    /// Where the connection is to.
    goal: Goal,
    /// Whether the first message is to be sent as soon as there is a connection.
    wants_in: bool,
    pub(super) seated: Option<(PlayerId, Text)>,
    pub(super) view: Option<PlayerView>,
    pub(super) yours: Option<Yours>,
    pub(super) countdown: Option<Countdown>,
    pub(super) asked: Option<Asked>,
    pub(super) sent: Option<Sent>,
    answers: u32,
    /// The question of a self-paced class whose result was looked at.
    pub(super) looked_at: Option<u32>,
    record: Record,
    pub(super) farewell: Option<Goodbye>,
    /// Whether leaving was asked for once.
    is_leaving: bool,
    pub(super) rows: Rows,
    pub(super) scroll: Scroll,
    pub(super) height: usize,
}

impl Player {
    /// At the door, with what is known already.
    #[must_use]
    pub fn open(joining: Joining) -> Player {
        let wants_in = !joining.code.is_empty();
        let door = Door::open(joining);
        Player {
            goal: door.goal(),
            door,
            link: Link::Idle,
            wants_in,
            seated: None,
            view: None,
            yours: None,
            countdown: None,
            asked: None,
            sent: None,
            answers: 0,
            looked_at: None,
            record: Record::default(),
            farewell: None,
            is_leaving: false,
            rows: Rows::default(),
            scroll: Scroll::default(),
            height: 1,
        }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match (self.stage(), &self.asked) {
            (Stage::Door, _) => Context::ClassDoor,
            (Stage::Ask, Some(asked)) => asked.answering.context,
            _ => Context::ClassWait,
        }
    }

    /// The text of the field that is typed into.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match (self.stage(), &self.asked) {
            (Stage::Door, _) => self.door.field(),
            (Stage::Ask, Some(asked)) => asked.answering.field(),
            _ => None,
        }
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        let has_more = self.rows.rows.len() > self.height;
        match (self.stage(), &self.asked) {
            (Stage::Door, _) => self.door.offers(action),
            (Stage::Ask, Some(asked)) => match action {
                Action::Toggle => matches!(asked.question.kind, Kind::Multiple | Kind::Ordering),
                Action::Choose(n) => n < asked.question.options.len(),
                Action::Undo => asked.answering.can_undo(),
                Action::Erase => self.field().is_some_and(|typed| !typed.is_empty()),
                // Whoever has no opinion leaves a poll as it is.
                Action::DontKnow => !asked.view.poll,
                Action::Hint | Action::Bookmark | Action::Memo | Action::Flag | Action::SuspendCard => false,
                _ => true,
            },
            (stage, _) => match action {
                Action::Next => {
                    stage == Stage::Told
                        || self.can_return()
                        || self.scroll.top + self.height < self.rows.rows.len()
                }
                Action::Up | Action::Down => has_more,
                _ => true,
            },
        }
    }

    /// Whether one who was sent away can come back.
    fn can_return(&self) -> bool {
        !matches!(
            self.farewell,
            None | Some(Goodbye::Banned | Goodbye::Closed | Goodbye::Version | Goodbye::Stopping)
        )
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        if action == Action::Back {
            return self.back(ctx);
        }
        self.is_leaving = false;
        match self.stage() {
            Stage::Door if action == Action::Submit => self.knock(ctx),
            Stage::Door => {
                self.door.update(action);
                Outcome::none()
            }
            Stage::Ask => self.update_question(action, ctx),
            stage => self.update_waiting(stage, action, ctx),
        }
    }

    fn back(&mut self, ctx: &Ctx<'_>) -> Outcome {
        let stage = self.stage();
        if stage == Stage::Door && self.door.can_step_back() {
            self.door.reset();
            return Outcome::none();
        }
        let asks = self.farewell.is_none() && !matches!(stage, Stage::Door | Stage::Over | Stage::Farewell);
        if asks && !self.is_leaving {
            self.is_leaving = true;
            return Outcome::say(words::LEAVE_AGAIN.get(ctx.lang));
        }
        let nav = if self.door.is_guest() { Nav::Leave } else { Nav::Back };
        Outcome { nav: Some(nav), ..Outcome::ask(Ask::Leave) }
    }

    /// Wants to come in with what is typed at the door.
    fn knock(&mut self, ctx: &Ctx<'_>) -> Outcome {
        self.door.take_link();
        let is_filled = self.door.field().is_none_or(|text| !text.trim().is_empty());
        if is_filled && self.door.go_to_empty() {
            return Outcome::none();
        }
        let Some(hello) = self.door.hello(ctx) else {
            return Outcome::say(words::NOT_A_CODE.get(ctx.lang));
        };
        self.door.fault = None;
        // With another code it may be another of the classes around.
        let is_there = !self.door.asks_address() || self.goal == self.door.goal();
        if self.link == Link::Connected && is_there {
            self.wants_in = true;
            return Outcome::ask(Ask::Say(ClientMessage::Hello(hello)));
        }
        self.connect()
    }

    /// Wants to come in where the class is.
    fn connect(&mut self) -> Outcome {
        self.wants_in = true;
        self.goal = self.door.goal();
        Outcome::ask(Ask::Connect(self.goal.clone()))
    }

    fn update_waiting(&mut self, stage: Stage, action: Action, ctx: &Ctx<'_>) -> Outcome {
        if action != Action::Next {
            self.scroll.update(action, self.rows.rows.len(), self.height);
            return Outcome::none();
        }
        if self.scroll.top + self.height < self.rows.rows.len() {
            // There is more to read first.
            self.scroll.update(Action::PageDown, self.rows.rows.len(), self.height);
        } else if stage == Stage::Told {
            self.looked_at = self.told().map(|mine| mine.number);
            self.follow(ctx);
        } else if self.can_return() {
            self.farewell = None;
            return self.connect();
        }
        Outcome::none()
    }

    fn update_question(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let Some(Asked { view, question, answering, .. }) = &mut self.asked else { return Outcome::none() };
        match action {
            // A field alone leaves the arrows to the text above it.
            Action::Up | Action::Down if answering.fields.is_empty() => {
                answering.step(action == Action::Down);
            }
            Action::Choose(n) => answering.choose(question, n),
            Action::Toggle => answering.toggle(question),
            Action::Undo => answering.undo(),
            Action::MatchNext | Action::MatchPrev => answering.rematch(action == Action::MatchNext),
            Action::Erase => answering.erase(),
            Action::DontKnow if view.poll => {}
            Action::DontKnow => return self.answer(Reply::DontKnow, ctx),
            Action::Submit => {
                return match answering.response(question) {
                    Ok(response) => self.submit(&response, ctx),
                    Err(incomplete) => {
                        Outcome::say(answering::Incomplete::message(incomplete, question, ctx))
                    }
                };
            }
            action => {
                self.scroll.update(action, self.rows.rows.len(), self.height);
            }
        }
        Outcome::none()
    }

    fn submit(&mut self, response: &Response, ctx: &Ctx<'_>) -> Outcome {
        asked::reply(response).map_or_else(Outcome::none, |reply| self.answer(reply, ctx))
    }

    fn answer(&mut self, reply: Reply, ctx: &Ctx<'_>) -> Outcome {
        let Some(asked) = &self.asked else { return Outcome::none() };
        self.answers += 1;
        self.record.took(asked.number, ctx.now.mono_ms.saturating_sub(asked.shown_ms));
        let message = AnswerMessage { question: asked.number, seq: self.answers, response: reply };
        self.sent = Some(Sent { message: message.clone(), is_acked: false });
        self.scroll = Scroll::default();
        Outcome::ask(Ask::Say(ClientMessage::Answer(message)))
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str) -> Outcome {
        self.is_leaving = false;
        match (self.stage(), &mut self.asked) {
            (Stage::Door, _) => self.door.type_text(text),
            (Stage::Ask, Some(asked)) => asked.answering.type_text(text),
            _ => {}
        }
        Outcome::none()
    }

    /// Takes news of the class.
    pub fn hear(&mut self, news: News, ctx: &Ctx<'_>) -> Outcome {
        match news {
            News::Link(link) => self.linked(link, ctx),
            News::Said(message) => self.told_by_room(*message, ctx),
            News::Seat { since_ms } => {
                self.record.begins_at(since_ms);
                Outcome::none()
            }
            News::Held(_) => Outcome::none(),
        }
    }

    fn linked(&mut self, link: Link, ctx: &Ctx<'_>) -> Outcome {
        let was_lost = std::mem::replace(&mut self.link, link) == Link::Lost;
        if let Link::Failed(why) = &self.link {
            self.wants_in = false;
            self.door.fault = Some(why.clone());
        }
        if self.link == Link::Connected && self.farewell == Some(Goodbye::Stopping) {
            // It goes on.
            self.farewell = None;
        }
        let has_to_say = self.link == Link::Connected && (self.wants_in || self.seated.is_some());
        let mut outcome = Outcome::none();
        if let Some(hello) = self.door.hello(ctx).filter(|_| has_to_say && self.farewell.is_none()) {
            outcome.asks.push(Ask::Say(ClientMessage::Hello(hello)));
        }
        if was_lost && self.link == Link::Connected {
            outcome.flash = Some(words::BACK_AGAIN.get(ctx.lang).to_owned());
        }
        outcome
    }

    fn told_by_room(&mut self, message: ServerMessage, ctx: &Ctx<'_>) -> Outcome {
        match message {
            ServerMessage::Door(door) => {
                self.seated = None;
                self.wants_in = false;
                self.door.ask(door);
            }
            ServerMessage::Welcome { player, seat, name, .. } => return self.welcome(player, seat, name),
            ServerMessage::State(view) => {
                if self.view.as_ref().is_none_or(|known| known.revision <= view.revision) {
                    self.countdown = Countdown::of(&view.scene, ctx);
                    self.view = Some(view);
                    return self.follow(ctx);
                }
            }
            ServerMessage::Yours(yours) => {
                self.seated = Some((yours.player, yours.name.clone()));
                self.yours = Some(yours);
                return self.follow(ctx);
            }
            ServerMessage::Results { answers } => {
                let keys = answers.iter().filter_map(|mine| Some((mine, mine.seen.as_ref()?.key.as_ref()?)));
                let entries = keys.filter_map(|(mine, key)| self.record.entry(mine, key, ctx)).collect();
                return Outcome { entries, ..Outcome::none() };
            }
            ServerMessage::Ack { seq, result, .. } => return self.acked(seq, result, ctx),
            ServerMessage::Refused { reason, message } => return self.refused(reason, message, ctx),
            ServerMessage::Malformed { message } => return Outcome::say(message),
            ServerMessage::Bye { reason } => self.sent_away(reason),
            ServerMessage::Here
            | ServerMessage::Ways(_)
            | ServerMessage::ProjectorState(_)
            | ServerMessage::HostState { .. }
            | ServerMessage::Pong => {}
        }
        Outcome::none()
    }

    fn welcome(&mut self, player: PlayerId, seat: crate::class::SeatToken, name: Text) -> Outcome {
        self.door.keep_seat(Some(seat));
        self.wants_in = false;
        self.farewell = None;
        if self.seated.as_ref().is_some_and(|(other, _)| *other != player) {
            // Another seat knows nothing of what was answered on this one.
            (self.sent, self.looked_at, self.record) = (None, None, Record::default());
        }
        self.seated = Some((player, name));
        // The room may have been taken up again: whatever it says next is the newest.
        self.view = None;
        let unacked = self.sent.iter().filter(|sent| !sent.is_acked);
        let mut asks: Vec<Ask> =
            unacked.map(|sent| Ask::Say(ClientMessage::Answer(sent.message.clone()))).collect();
        // Something may have been revealed meanwhile.
        asks.extend(self.recall());
        Outcome { asks, ..Outcome::none() }
    }

    fn acked(&mut self, seq: u32, result: Acked, ctx: &Ctx<'_>) -> Outcome {
        let Some(sent) = self.sent.as_mut().filter(|sent| sent.message.seq == seq) else {
            return Outcome::none();
        };
        let said: Words = match result {
            Acked::Accepted => {
                sent.is_acked = true;
                words::ACCEPTED
            }
            Acked::Refused(reason) => {
                self.sent = None;
                reason.words()
            }
        };
        Outcome::say(said.get(ctx.lang))
    }

    fn refused(&mut self, reason: Refusal, message: Text, ctx: &Ctx<'_>) -> Outcome {
        if self.seated.is_some() {
            return Outcome::say(message.get(ctx.lang));
        }
        self.wants_in = false;
        if matches!(reason, Refusal::Removed | Refusal::Banned) {
            self.door.keep_seat(None);
        }
        self.door.fault = Some(message);
        Outcome::none()
    }

    fn sent_away(&mut self, reason: Goodbye) {
        self.farewell = Some(reason);
        self.wants_in = false;
        self.countdown = None;
        if matches!(reason, Goodbye::Removed | Goodbye::Banned) {
            self.door.keep_seat(None);
            self.seated = None;
        }
    }

    /// Goes along with the room: the question that is open, and what was right in those that are not.
    fn follow(&mut self, ctx: &Ctx<'_>) -> Outcome {
        let before = self.asked.as_ref().map(|asked| asked.number);
        // Whoever comes back to a question that is closed meanwhile sees what they answered, too.
        let shown = self.open_question().or_else(|| self.closed_question());
        if let Some((number, view)) = shown.map(|(number, view)| (number, view.clone())) {
            let is_same = self.asked.as_ref().is_some_and(|asked| asked.is(number, &view));
            if !is_same {
                self.asked = Some(Asked::new(number, view, ctx.now.mono_ms));
            }
        }
        if before != self.asked.as_ref().map(|asked| asked.number) {
            self.scroll = Scroll::default();
        }
        let results: Vec<(Mine, KeyView)> = self.results();
        let record = &mut self.record;
        let entries = results.iter().filter_map(|(mine, key)| record.entry(mine, key, ctx)).collect();
        let asks = if self.has_missed_a_result() { self.recall() } else { None };
        Outcome { entries, asks: asks.into_iter().collect(), ..Outcome::none() }
    }

    /// Asks what was right in what was answered, where that goes on record.
    fn recall(&self) -> Option<Ask> {
        (!self.door.keeps_nothing()).then_some(Ask::Say(ClientMessage::Results))
    }

    /// Whether the class has gone on from a question that was answered, and what was right was never seen: where a connection
    /// is slow, only the newest of what is shown comes.
    fn has_missed_a_result(&mut self) -> bool {
        let answered = self.sent.as_ref().filter(|sent| sent.is_acked).map(|sent| sent.message.question);
        let Some((answered, view)) = answered.zip(self.view.as_ref()) else { return false };
        match &view.scene {
            Scene::Reveal { number, .. } if *number == answered => {
                self.record.settle(answered);
                false
            }
            Scene::Question { number, .. } | Scene::Locked { number, .. } if *number == answered => false,
            Scene::Question { .. }
            | Scene::Locked { .. }
            | Scene::Reveal { .. }
            | Scene::Scoreboard { .. }
            | Scene::Podium { .. } => self.record.settle(answered),
            _ => false,
        }
    }

    /// What was answered, beside what is right, where both are known.
    fn results(&self) -> Vec<(Mine, KeyView)> {
        let Some((view, yours)) = self.view.as_ref().zip(self.yours.as_ref()) else { return Vec::new() };
        let key_of = |mine: &Mine| {
            let seen = mine.seen.as_ref().and_then(|seen| seen.key.as_ref());
            let shown = match &view.scene {
                Scene::Reveal { number, reviewed, .. } if *number == mine.number => reviewed.key.as_ref(),
                Scene::Review { questions } => {
                    questions.get(mine.number as usize).and_then(|reviewed| reviewed.key.as_ref())
                }
                _ => None,
            };
            seen.or(shown).cloned()
        };
        yours.answers.iter().filter_map(|mine| Some((mine.clone(), key_of(mine)?))).collect()
    }
}
