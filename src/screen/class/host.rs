//! A class for its teacher, and what is on its wall.
//!
//! Invariant: what everybody may see and what only the teacher may see are two sides, and only one key leads from one to the
//! other: a projector shows nothing private by accident.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    asked,
    countdown::Countdown,
    desk::Desk,
    lines::Lines,
    lobby,
    polls::{Choice, Polls},
    reveal::{self, Eye},
    seat::{draw_head, header, place, question_of},
};
use crate::{
    app::{
        Ctx, Nav, Outcome,
        class::{Ask, Link, News, Venue},
        keymap::{Action, Context},
    },
    class::{
        HostCommand, Phase, Refusal,
        view::{HostView, PlayerLine, ProjectorView, Scene},
        wire::{Goodbye, ServerMessage},
    },
    lang::{Text, class_screen as words},
    screen::{
        Caret, Scroll,
        question::{Answering, Rows},
    },
    ui::{
        draw,
        frame::{self, Header},
        layout::{Role, Row},
        plain,
    },
};

/// How much more time there is at a key, in milliseconds.
const MORE_MS: u64 = 30_000;

/// A class for its teacher, or what is on its wall.
#[derive(Clone, Debug)]
pub struct Host {
    pub(super) venue: Venue,
    link: Link,
    wall: Option<ProjectorView>,
    /// All but the wall; `None` where it is only looked at.
    pub(super) view: Option<HostView>,
    pub(super) players: Vec<PlayerLine>,
    countdown: Option<Countdown>,
    desk: Option<Desk>,
    /// The polls, while one is chosen.
    polls: Option<Polls>,
    /// What was asked for once and is done when it is asked for again.
    asked_for: Option<Action>,
    /// Why the class does not let this wall look on.
    refused: Option<Text>,
    is_over: bool,
    rows: Rows,
    scroll: Scroll,
    height: usize,
}

impl Host {
    /// Of a class that is held at `venue`; it has said nothing yet.
    #[must_use]
    pub fn open(venue: Venue) -> Host {
        let desk = venue.has_wall.then(Desk::default);
        Host {
            venue,
            link: Link::Idle,
            wall: None,
            view: None,
            players: Vec::new(),
            countdown: None,
            desk,
            polls: None,
            asked_for: None,
            refused: None,
            is_over: false,
            rows: Rows::default(),
            scroll: Scroll::default(),
            height: 1,
        }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.desk, &self.polls) {
            (_, Some(polls)) => polls.context(),
            (Some(desk), None) => desk.context(),
            (None, None) if self.venue.is_wall => Context::ClassWait,
            (None, None) => Context::ClassHost,
        }
    }

    /// The text of the field that is typed into.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match &self.polls {
            Some(polls) => polls.field(),
            None => self.desk.as_ref()?.field(),
        }
    }

    fn phase(&self) -> Phase {
        self.view.as_ref().map_or(Phase::Lobby, |view| view.phase)
    }

    fn is_live(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.mode == crate::class::setup::Mode::Live)
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match (&self.polls, &self.desk) {
            (Some(polls), _) => polls.offers(action),
            (None, Some(desk)) if !leads(action) => desk.offers(action, &self.players),
            _ => self.allows(action),
        }
    }

    /// Whether `action` would do something now, wherever the teacher looks.
    fn allows(&self, action: Action) -> bool {
        let phase = self.phase();
        let has_limit = self.wall.as_ref().is_some_and(|wall| match &wall.scene {
            Scene::Question { timing, .. } | Scene::Open { timing, .. } => timing.left_ms.is_some(),
            _ => false,
        });
        match action {
            Action::Up | Action::Down => self.rows.rows.len() > self.height,
            Action::Next if self.venue.is_wall => self.scroll.top + self.height < self.rows.rows.len(),
            Action::Pause => phase == Phase::Question,
            Action::Extend => phase == Phase::Question && has_limit,
            Action::Lock => phase.is_secret(),
            Action::Skip => phase.is_secret() && self.is_live(),
            Action::Poll => {
                self.is_live() && matches!(phase, Phase::Lobby | Phase::Reveal | Phase::Scoreboard)
            }
            Action::End => !phase.is_over(),
            Action::Next | Action::Desk | Action::Door | Action::Names => {
                self.view.is_some() && !self.is_over
            }
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        if let Some(polls) = &mut self.polls {
            return match polls.update(action) {
                Choice::Open => Outcome::none(),
                Choice::None => {
                    self.polls = None;
                    Outcome::none()
                }
                Choice::Ask(command) => {
                    // What the class refuses can be mended.
                    self.polls = self.polls.take().filter(|polls| polls.field().is_some());
                    Outcome::ask(Ask::Command(command))
                }
            };
        }
        let is_again = self.asked_for.take() == Some(action);
        if let Some(desk) = self.desk.as_mut().filter(|_| !leads(action)) {
            return match action {
                Action::Next => self.next(),
                Action::Back if desk.close() => {
                    self.scroll = Scroll::default();
                    self.desk = None;
                    Outcome::none()
                }
                Action::Less | Action::More => {
                    self.scroll = Scroll::default();
                    desk.update(action, &self.players, ctx)
                }
                action
                    if desk.here().is_none()
                        && self.scroll.update(action, self.rows.rows.len(), self.height) =>
                {
                    Outcome::none()
                }
                action => desk.update(action, &self.players, ctx),
            };
        }
        match action {
            Action::Back if is_again || self.venue.is_wall || self.is_over || self.view.is_none() => {
                Outcome { nav: Some(Nav::Leave), ..Outcome::ask(Ask::Leave) }
            }
            Action::Back => self.ask_again(action, words::HOST_LEAVE_AGAIN.get(ctx.lang)),
            action if !self.offers(action) => Outcome::none(),
            Action::End if !is_again => {
                let collects = !self.is_live() && self.phase().is_secret();
                let said = if collects { words::COLLECT_AGAIN } else { words::END_AGAIN };
                self.ask_again(action, said.get(ctx.lang))
            }
            Action::Next if !self.venue.is_wall => self.next(),
            Action::Next => {
                self.scroll.update(Action::PageDown, self.rows.rows.len(), self.height);
                Outcome::none()
            }
            Action::Desk => {
                self.scroll = Scroll::default();
                self.desk = Some(Desk::default());
                Outcome::none()
            }
            Action::Poll => {
                self.polls = Some(Polls::default());
                Outcome::none()
            }
            action => match self.command(action) {
                Some(command) => Outcome::ask(Ask::Command(command)),
                None => {
                    self.scroll.update(action, self.rows.rows.len(), self.height);
                    Outcome::none()
                }
            },
        }
    }

    fn ask_again(&mut self, action: Action, said: &str) -> Outcome {
        self.asked_for = Some(action);
        Outcome::say(said)
    }

    /// The next step; of two hasty ones the room takes the first.
    fn next(&mut self) -> Outcome {
        match &self.view {
            Some(view) if !self.is_over => Outcome::ask(Ask::Command(HostCommand::Next { step: view.step })),
            _ => Outcome::none(),
        }
    }

    fn command(&self, action: Action) -> Option<HostCommand> {
        let (view, wall) = (self.view.as_ref()?, self.wall.as_ref()?);
        let is_paused = matches!(
            &wall.scene,
            Scene::Question { timing, .. } | Scene::Open { timing, .. } if timing.paused
        );
        Some(match action {
            Action::Pause if is_paused => HostCommand::Resume,
            Action::Pause => HostCommand::Pause,
            Action::Extend => HostCommand::Extend { ms: MORE_MS },
            Action::Lock => HostCommand::Reveal,
            Action::Skip => HostCommand::Skip { step: view.step },
            Action::Door => HostCommand::Door { open: !wall.open },
            Action::Names => HostCommand::Names { shown: !view.names_shown },
            Action::End => HostCommand::End,
            _ => return None,
        })
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str) -> Outcome {
        match (&mut self.polls, &mut self.desk) {
            (Some(polls), _) => polls.type_text(text),
            (None, Some(desk)) => desk.type_text(text),
            (None, None) => {}
        }
        Outcome::none()
    }

    /// Takes news of the class.
    pub fn hear(&mut self, news: News, ctx: &Ctx<'_>) -> Outcome {
        let message = match news {
            News::Link(link) => {
                self.link = link;
                return Outcome::none();
            }
            News::Seat { .. } => return Outcome::none(),
            News::Held(venue) => {
                self.venue = *venue;
                return Outcome::none();
            }
            News::Said(message) => *message,
        };
        match message {
            ServerMessage::HostState { view, players } => {
                let step = self.view.as_ref().map(|known| known.step);
                if step != Some(view.step) {
                    (self.scroll, self.polls, self.asked_for) = (Scroll::default(), None, None);
                }
                self.see(view.wall.clone(), ctx);
                self.players = players.unwrap_or_else(|| std::mem::take(&mut self.players));
                self.view = Some(*view);
            }
            ServerMessage::ProjectorState(wall) => self.see(wall, ctx),
            ServerMessage::Refused { reason, message } if self.venue.is_wall => {
                self.refused = Some(message);
                // Others may guess codes where it comes from: it asks again. Nothing else would change by that.
                let is_over = reason != Refusal::TooOften;
                return if is_over { Outcome::ask(Ask::Leave) } else { Outcome::none() };
            }
            ServerMessage::Refused { message, .. } => return Outcome::say(message.get(ctx.lang)),
            ServerMessage::Malformed { message } => return Outcome::say(message),
            ServerMessage::Bye { reason } => {
                self.countdown = None;
                let said = match reason {
                    // The connection is made again by itself.
                    Goodbye::Stopping | Goodbye::Idle | Goodbye::TooMany => {
                        self.link = Link::Lost;
                        return Outcome::none();
                    }
                    Goodbye::Closed => words::OVER,
                    Goodbye::Version => words::BYE_VERSION,
                    Goodbye::Removed | Goodbye::Banned | Goodbye::Replaced => words::HOST_LOST,
                };
                self.is_over = true;
                return Outcome::say(said.get(ctx.lang));
            }
            ServerMessage::Ways(_)
            | ServerMessage::Here
            | ServerMessage::Door(_)
            | ServerMessage::Welcome { .. }
            | ServerMessage::State(_)
            | ServerMessage::Yours(_)
            | ServerMessage::Results { .. }
            | ServerMessage::Ack { .. }
            | ServerMessage::Pong => {}
        }
        Outcome::none()
    }

    fn see(&mut self, wall: ProjectorView, ctx: &Ctx<'_>) {
        let at = |wall: &ProjectorView| place(&wall.scene);
        if self.wall.as_ref().is_some_and(|known| at(known) != at(&wall)) {
            self.scroll = Scroll::default();
        }
        self.countdown = Countdown::of(&wall.scene, ctx);
        self.is_over = wall.scene == Scene::Closed;
        (self.wall, self.refused) = (Some(wall), None);
    }

    /// Milliseconds until it shows something else by itself.
    #[must_use]
    pub fn due(&self, ctx: &Ctx<'_>) -> Option<u64> {
        self.countdown.as_ref()?.due(ctx)
    }

    /// Above the rows: that the connection is lost, or the time that is left, and how many have answered.
    fn head(&self, ctx: &Ctx<'_>) -> Option<Row> {
        // Where there is nothing else, there is room for all of it below.
        match (self.refused.as_ref().filter(|_| self.wall.is_some()), &self.link) {
            (Some(why), _) | (None, Link::Failed(why)) => {
                return Some(draw::plain_row(why.get(ctx.lang), Role::Error));
            }
            (None, Link::Lost) => return Some(draw::plain_row(words::HOST_LOST.get(ctx.lang), Role::Error)),
            (None, Link::Idle | Link::Connecting | Link::Connected) => {}
        }
        let wall = self.wall.as_ref()?;
        let in_all = ctx.lang.answers_in(wall.answers, wall.players);
        let answers = match &wall.scene {
            Scene::Question { .. } => in_all,
            Scene::Locked { .. } => format!("{in_all}   {}", words::LOCKED.get(ctx.lang)),
            Scene::Open { of, .. } | Scene::Collected { of } => ctx.lang.homework(wall.answers, *of),
            _ => return None,
        };
        let mut row = draw::plain_row(format!("{answers}   "), Role::Here);
        row.pieces.extend(self.countdown.and_then(|countdown| countdown.row(ctx)).unwrap_or_default().pieces);
        Some(row)
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        let head = if self.head(ctx).is_some() { 2 } else { 0 };
        self.height = usize::from(body.height).saturating_sub(head).max(1);
        let mut desk = self.desk.take();
        self.rows = match (&mut desk, &self.polls) {
            (_, Some(polls)) => polls.rows(ctx, body.width),
            (Some(desk), None) => desk.lay_out(ctx, self, body.width),
            (None, None) => self.lay_out(ctx, body),
        };
        self.scroll.clamp(self.rows.rows.len(), self.height);
        let here = self.polls.as_ref().map(Polls::here).or(desk.as_ref().and_then(Desk::here));
        if let Some((start, end)) = here.and_then(|place| self.rows.of_option(place)) {
            self.scroll.show(start, end, self.height);
        }
        self.desk = desk;
    }

    fn lay_out(&self, ctx: &Ctx<'_>, body: Rect) -> Rows {
        let width = body.width;
        let mut lines = Lines::new(ctx, width);
        let Some(wall) = &self.wall else {
            match &self.refused {
                Some(why) => lines.text(why.get(ctx.lang), Role::Error),
                None => lines.say(words::NOT_IN_WALL, Role::Muted),
            }
            return lines.out;
        };
        match &wall.scene {
            Scene::Lobby => return lobby::lines(ctx, &self.venue, wall, body).out,
            Scene::Question { question, .. } | Scene::Locked { question, .. } => {
                if question.weight > 1 {
                    lines.text(&ctx.lang.weight(question.weight), Role::Muted);
                }
                let shown = asked::question(question);
                let mut rows = reveal::asked(ctx, &shown, &unanswered(&shown), width);
                rows.caret = None;
                lines.append(rows);
            }
            Scene::Reveal { reviewed, .. } => {
                lines.append(reveal::reviewed(ctx, reviewed, Eye::All, width));
            }
            Scene::Open { .. } => {
                let label = if ctx.plain { ": " } else { "  " };
                let label = format!("{}{label}", words::CODE.get(ctx.lang));
                lines.labelled(&label, &self.venue.code.spaced(), Role::Strong);
                lines.text(&ctx.lang.headcount(wall.players, wall.present), Role::Text);
            }
            Scene::Collected { .. } => lines.say(words::COLLECTED, Role::Strong),
            Scene::Review { questions } => {
                for (number, reviewed) in (0..).zip(questions) {
                    lines.text(&question_of(ctx, number, questions.len()), Role::Muted);
                    lines.append(reveal::reviewed(ctx, reviewed, Eye::All, width));
                    lines.blank();
                }
            }
            Scene::Scoreboard { board } => lines.board(board),
            Scene::Podium { board } => {
                lines.say(words::PODIUM, Role::Strong);
                lines.blank();
                lines.board(board);
            }
            Scene::Closed => {
                lines.say(words::OVER, Role::Strong);
                lines.say(words::EVERYBODY_ELSE, Role::Text);
            }
        }
        lines.out
    }

    /// Where in the class.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        let title = self.wall.as_ref().map_or(words::CLASS.get(ctx.lang), |wall| wall.title.get(ctx.lang));
        let (at, progress) = self.wall.as_ref().map_or((words::LOBBY, None), |wall| place(&wall.scene));
        match (&self.desk, &self.polls) {
            (_, Some(_)) => header(title, words::ASK_POLL, None, ctx),
            (Some(_), None) => header(title, words::DESK, progress, ctx),
            (None, None) => header(title, at, progress, ctx),
        }
    }

    /// The code for those who come late, or that there is more to read.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        if self.scroll.top + self.height < self.rows.rows.len() {
            return format!("↓ {}", ctx.msgs().lesson_more);
        }
        match &self.wall {
            Some(wall) if wall.scene != Scene::Lobby && wall.open => self.venue.code.spaced(),
            _ => String::new(),
        }
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let head = self.head(ctx);
        plain::lines(head.as_slice(), ctx.glyphs(), None)
            .into_iter()
            .chain(plain::lines(&self.rows.rows, ctx.glyphs(), None))
            .collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        let below = draw_head(ctx, self.head(ctx).as_ref(), body, buf);
        draw::rows(buf, below, &self.rows.rows, self.scroll.top, ctx.theme, None);
        let is_lobby = self.wall.as_ref().is_some_and(|wall| wall.scene == Scene::Lobby);
        if is_lobby
            && self.desk.is_none()
            && self.polls.is_none()
            && let Some(qr) = lobby::qr(ctx, &self.venue, body)
        {
            lobby::draw_qr(ctx, qr, body, buf);
        }
        let (row, column) = self.rows.caret?;
        let y = row.checked_sub(self.scroll.top).and_then(|y| u16::try_from(y).ok())?;
        (y < below.height)
            .then(|| Caret::Field((below.x + column).min(below.right().saturating_sub(1)), below.y + y))
    }
}

/// A question that nobody answers here: no cursor, no field.
fn unanswered(question: &crate::course::Question) -> Answering {
    Answering { cursor: None, ..Answering::as_listed(question) }
}

/// Whether `action` leads the class, which a teacher does from the desk, too.
fn leads(action: Action) -> bool {
    use Action::{Door, End, Extend, Lock, Names, Pause, Poll, Skip};
    matches!(action, Pause | Extend | Lock | Skip | Poll | Door | Names | End)
}
