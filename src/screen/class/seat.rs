//! What a player sees: where they are in the class, as rows.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    asked,
    lines::Lines,
    player::Player,
    reveal::{self, Eye},
};
use crate::{
    app::{
        Ctx, Outcome,
        class::Link,
        keymap::{Action, Context},
    },
    class::{
        view::{Mine, QuestionView, Scene},
        wire::{AnswerMessage, Goodbye},
    },
    course::Question,
    lang::{Words, class_screen as words},
    screen::{
        Caret,
        question::{Answering, Rows},
    },
    ui::{
        draw,
        frame::{self, Header},
        layout::{Role, Row},
        plain,
    },
};

/// A question that is, or was last, open.
#[derive(Clone, Debug)]
pub struct Asked {
    pub number: u32,
    pub view: QuestionView,
    pub question: Question,
    pub answering: Answering,
    /// When it was shown, on the monotonic clock.
    pub shown_ms: u64,
}

impl Asked {
    pub fn new(number: u32, view: QuestionView, shown_ms: u64) -> Asked {
        let question = asked::question(&view);
        let answering = Answering::as_listed(&question);
        Asked { number, view, question, answering, shown_ms }
    }

    /// Whether it is this question.
    pub fn is(&self, number: u32, view: &QuestionView) -> bool {
        self.number == number && self.view == *view
    }
}

/// An answer that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub message: AnswerMessage,
    /// Whether the room has taken it.
    pub is_acked: bool,
}

/// Where a player is in the class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not in it yet.
    Door,
    /// Before the start.
    Lobby,
    /// A question is to be answered.
    Ask,
    /// It was answered.
    Sent,
    /// It is closed.
    Locked,
    /// What is right is shown to all.
    Reveal,
    /// What is right is shown to this player.
    Told,
    /// Nothing is left to answer.
    AllDone,
    /// What is right in all questions is shown.
    Review,
    /// The scores so far.
    Scoreboard,
    /// The final scores.
    Podium,
    /// The class has ended.
    Over,
    /// The room has closed the connection.
    Farewell,
}

impl Player {
    /// Where the player is in the class.
    pub(super) fn stage(&self) -> Stage {
        match self.farewell {
            Some(Goodbye::Closed) => return Stage::Over,
            // The room may come back, and what it said last can be read meanwhile.
            Some(Goodbye::Stopping) if self.has_something_to_read() => {}
            Some(_) => return Stage::Farewell,
            None => {}
        }
        if self.seated.is_none() {
            return Stage::Door;
        }
        let Some(view) = &self.view else {
            // Just back: what was there goes on until the room speaks.
            return if self.asked.is_some() && self.sent.is_none() { Stage::Ask } else { Stage::Lobby };
        };
        match &view.scene {
            Scene::Lobby => Stage::Lobby,
            Scene::Open { .. } if self.told().is_some() => Stage::Told,
            Scene::Question { .. } | Scene::Open { .. } => match self.open_question() {
                Some((number, _)) if self.has_answered(number) => Stage::Sent,
                Some(_) => Stage::Ask,
                None => Stage::AllDone,
            },
            Scene::Locked { .. } | Scene::Collected { .. } => Stage::Locked,
            Scene::Reveal { .. } => Stage::Reveal,
            Scene::Review { .. } => Stage::Review,
            Scene::Scoreboard { .. } => Stage::Scoreboard,
            Scene::Podium { .. } => Stage::Podium,
            Scene::Closed => Stage::Over,
        }
    }

    fn has_something_to_read(&self) -> bool {
        let scene = self.view.as_ref().filter(|_| self.seated.is_some()).map(|view| &view.scene);
        matches!(
            scene,
            Some(
                Scene::Reveal { .. } | Scene::Review { .. } | Scene::Scoreboard { .. } | Scene::Podium { .. }
            )
        )
    }

    /// The question that is open to this player.
    pub(super) fn open_question(&self) -> Option<(u32, &QuestionView)> {
        match &self.view.as_ref()?.scene {
            Scene::Question { number, question, .. } => Some((*number, question)),
            Scene::Open { .. } => {
                let own = self.yours.as_ref()?.question.as_ref()?;
                Some((own.number, &own.question))
            }
            _ => None,
        }
    }

    /// The question that is closed and not revealed yet.
    pub(super) fn closed_question(&self) -> Option<(u32, &QuestionView)> {
        match &self.view.as_ref()?.scene {
            Scene::Locked { number, question, .. } => Some((*number, question)),
            _ => None,
        }
    }

    fn has_answered(&self, number: u32) -> bool {
        let is_sent = self.sent.as_ref().is_some_and(|sent| sent.message.question == number);
        is_sent || self.mine(number).is_some_and(|mine| mine.reply.is_some())
    }

    fn mine(&self, number: u32) -> Option<&Mine> {
        self.yours.as_ref()?.answers.iter().find(|mine| mine.number == number)
    }

    /// The answer of a self-paced class whose result is shown at once, until it was looked at.
    pub(super) fn told(&self) -> Option<&Mine> {
        let last = self.yours.as_ref()?.answers.last()?;
        Some(last).filter(|mine| mine.seen.is_some() && self.looked_at.is_none_or(|seen| seen < mine.number))
    }

    /// Above the rows: that the connection is lost, or the time that is left.
    fn head(&self, ctx: &Ctx<'_>) -> Option<Row> {
        if self.farewell == Some(Goodbye::Stopping) && self.has_something_to_read() {
            return Some(draw::plain_row(words::STOPPING_BRIEF.get(ctx.lang), Role::Error));
        }
        match &self.link {
            Link::Lost | Link::Connecting if self.seated.is_some() && self.farewell.is_none() => {
                Some(draw::plain_row(words::LOST.get(ctx.lang), Role::Error))
            }
            Link::Connecting => Some(draw::plain_row(words::CONNECTING.get(ctx.lang), Role::Muted)),
            _ if matches!(self.stage(), Stage::Ask | Stage::Sent | Stage::Told | Stage::AllDone) => {
                self.countdown.as_ref()?.row(ctx)
            }
            _ => None,
        }
    }

    /// Milliseconds until it shows something else by itself.
    #[must_use]
    pub fn due(&self, ctx: &Ctx<'_>) -> Option<u64> {
        self.head(ctx)?;
        self.countdown.as_ref()?.due(ctx)
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        let head = if self.head(ctx).is_some() { 2 } else { 0 };
        self.height = usize::from(body.height).saturating_sub(head).max(1);
        self.rows = self.lay_out(ctx, body.width);
        self.scroll.clamp(self.rows.rows.len(), self.height);
        let cursor = self.asked.as_ref().and_then(|asked| asked.answering.cursor);
        if let (Stage::Ask, Some(place)) = (self.stage(), cursor)
            && let Some((start, end)) = self.rows.of_option(place)
        {
            self.scroll.show(start, end, self.height);
        }
        if let Some((row, _)) = self.rows.caret {
            self.scroll.show(row, row + 1, self.height);
        }
    }

    fn lay_out(&self, ctx: &Ctx<'_>, width: u16) -> Rows {
        let mut lines = Lines::new(ctx, width);
        match self.stage() {
            Stage::Door => return self.door.lines(ctx, width).out,
            Stage::Farewell => lines.say(self.farewell.map_or(words::OVER, farewell), Role::Text),
            Stage::Lobby => self.lobby(&mut lines),
            Stage::Ask => {
                if let Some(asked) = &self.asked {
                    self.notes(&mut lines, &asked.view);
                    lines.append(reveal::asked(ctx, &asked.question, &asked.answering, width));
                }
            }
            Stage::Sent => self.sent_rows(&mut lines),
            Stage::AllDone => lines.say(words::ALL_DONE, Role::Strong),
            Stage::Locked => self.locked(&mut lines),
            Stage::Reveal | Stage::Told | Stage::Review => self.results_rows(&mut lines),
            Stage::Scoreboard | Stage::Podium => self.scores(&mut lines),
            Stage::Over => {
                lines.say(words::OVER, Role::Strong);
                lines.blank();
                lines.say(self.door.farewell(), Role::Text);
                self.own_standing(&mut lines);
            }
        }
        lines.out
    }

    fn lobby(&self, lines: &mut Lines<'_>) {
        let lang = lines.ctx.lang;
        if let Some(view) = &self.view {
            lines.text(view.title.get(lang), Role::Strong);
            lines.blank();
        }
        if let Some((_, name)) = &self.seated {
            let sign = if lines.ctx.plain { "" } else { "✓ " };
            lines.text(&format!("{sign}{}: {}", words::SEATED.get(lang), name.get(lang)), Role::Right);
        }
        let team = self.yours.as_ref().and_then(|yours| yours.team).zip(self.view.as_ref());
        if let Some(team) = team.and_then(|(team, view)| view.teams.get(team as usize)) {
            lines.text(&format!("{}: {team}", words::TEAM.get(lang)), Role::Text);
        }
        lines.blank();
        lines.say(words::WAIT_START, Role::Text);
    }

    /// What is special about a question.
    fn notes(&self, lines: &mut Lines<'_>, view: &QuestionView) {
        if view.poll {
            lines.say(words::POLL, Role::Muted);
        } else if view.weight > 1 {
            lines.text(&lines.ctx.lang.weight(view.weight), Role::Muted);
        }
    }

    fn sent_rows(&self, lines: &mut Lines<'_>) {
        let is_acked = self.sent.as_ref().is_none_or(|sent| sent.is_acked);
        let sign = if lines.ctx.plain { "" } else { "✓ " };
        match is_acked {
            true => lines.labelled(sign, words::WAIT_OTHERS.get(lines.ctx.lang), Role::Right),
            false => lines.say(words::SENDING, Role::Muted),
        }
        lines.blank();
        self.own_answer(lines);
    }

    /// The question with what was answered.
    fn own_answer(&self, lines: &mut Lines<'_>) {
        let Some(asked) = &self.asked else { return };
        let mine = self.mine(asked.number).and_then(|mine| mine.reply.as_ref());
        let sent = self
            .sent
            .as_ref()
            .filter(|sent| sent.message.question == asked.number)
            .map(|s| &s.message.response);
        let answering = match mine.or(sent) {
            Some(reply) => asked::answered(&asked.question, reply),
            None => Answering::as_listed(&asked.question),
        };
        let mut rows = reveal::asked(lines.ctx, &asked.question, &answering, lines.width);
        // Nothing is typed any more.
        rows.caret = None;
        lines.append(rows);
    }

    fn locked(&self, lines: &mut Lines<'_>) {
        let is_homework =
            self.view.as_ref().is_some_and(|view| matches!(view.scene, Scene::Collected { .. }));
        if is_homework {
            return lines.say(words::COLLECTED, Role::Strong);
        }
        lines.say(words::CLOSED_QUESTION, Role::Strong);
        let number = self.closed_question().map(|(number, _)| number);
        if !number.is_some_and(|number| self.has_answered(number)) {
            lines.say(words::NOT_ANSWERED, Role::Muted);
        }
        lines.blank();
        self.own_answer(lines);
    }

    fn results_rows(&self, lines: &mut Lines<'_>) {
        let (ctx, width) = (lines.ctx, lines.width);
        let none = |number| Mine { number, seq: None, reply: None, result: None, seen: None };
        match self.view.as_ref().map(|view| &view.scene) {
            Some(Scene::Reveal { number, reviewed, .. }) => {
                let nothing = none(*number);
                let mine = self.mine(*number).unwrap_or(&nothing);
                lines.append(reveal::reviewed(ctx, reviewed, Eye::Player(mine), width));
                self.own_standing(lines);
            }
            Some(Scene::Review { questions }) => {
                for (number, reviewed) in (0..).zip(questions) {
                    let nothing = none(number);
                    let mine = self.mine(number).unwrap_or(&nothing);
                    lines.text(&question_of(ctx, number, questions.len()), Role::Muted);
                    lines.append(reveal::reviewed(ctx, reviewed, Eye::Player(mine), width));
                    lines.blank();
                }
                self.own_standing(lines);
            }
            _ => {
                if let Some((mine, seen)) = self.told().and_then(|mine| Some((mine, mine.seen.as_ref()?))) {
                    let (question, key) = (&seen.question, seen.key.as_ref());
                    lines.append(reveal::explained(ctx, question, key, None, Eye::Player(mine), width));
                }
            }
        }
    }

    fn own_standing(&self, lines: &mut Lines<'_>) {
        if let Some(standing) = self.yours.as_ref().and_then(|yours| yours.standing) {
            lines.blank();
            lines.standing(&standing);
        }
    }

    fn scores(&self, lines: &mut Lines<'_>) {
        let board = match self.view.as_ref().map(|view| &view.scene) {
            Some(Scene::Scoreboard { board }) => board,
            Some(Scene::Podium { board }) => {
                lines.say(words::PODIUM, Role::Strong);
                board
            }
            _ => return,
        };
        self.own_standing(lines);
        lines.blank();
        lines.board(board);
        if self.stage() == Stage::Podium {
            lines.blank();
            lines.say(self.door.farewell(), Role::Muted);
        }
    }

    /// Where in the class.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        let title = self.view.as_ref().map_or(words::CLASS.get(ctx.lang), |view| view.title.get(ctx.lang));
        let (at, progress) = match self.view.as_ref().map(|view| &view.scene) {
            _ if self.stage() == Stage::Door => (words::CLASS, None),
            Some(Scene::Open { of, .. }) if self.stage() != Stage::AllDone => {
                let number = match self.stage() {
                    Stage::Told => self.told().map(|mine| mine.number),
                    _ => self.open_question().map(|(number, _)| number),
                };
                let at = if self.stage() == Stage::Told { words::RESULT } else { words::QUESTION };
                (at, number.map(|number| (number, *of)))
            }
            Some(scene) => place(scene),
            None => (words::LOBBY, None),
        };
        header(title, at, progress, ctx)
    }

    /// Who one is, or that there is more to read.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        if self.scroll.top + self.height < self.rows.rows.len() {
            return format!("↓ {}", ctx.msgs().lesson_more);
        }
        let name = self.seated.as_ref().map(|(_, name)| name.get(ctx.lang)).unwrap_or_default();
        match self.yours.as_ref().and_then(|yours| yours.standing) {
            Some(standing) => format!("{name} · {}", ctx.lang.points(standing.score)),
            None => name.to_owned(),
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

    /// A click on an option, a field, or the next thing to read.
    pub fn click(&mut self, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        let top = if self.head(ctx).is_some() { body.y + 2 } else { body.y };
        let Some(row) = y.checked_sub(top).filter(|_| y < body.bottom()) else { return Outcome::none() };
        let place = self.rows.options.get(self.scroll.top + usize::from(row)).copied().flatten();
        match (self.context(), place) {
            (Context::ClassWait, _) => return self.update(Action::Next, ctx),
            (Context::ClassDoor, Some(place)) => self.door.point_at(place),
            (Context::Choice | Context::Ordering, Some(place)) => {
                return self.update(Action::Choose(place), ctx);
            }
            (Context::Matching, Some(place)) => {
                if let Some(asked) = &mut self.asked {
                    asked.answering.cursor = Some(place);
                }
            }
            _ => {}
        }
        Outcome::none()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        let below = draw_head(ctx, self.head(ctx).as_ref(), body, buf);
        draw::rows(buf, below, &self.rows.rows, self.scroll.top, ctx.theme, None);
        let (row, column) = self.rows.caret?;
        let y = row.checked_sub(self.scroll.top).and_then(|y| u16::try_from(y).ok())?;
        (y < below.height)
            .then(|| Caret::Field((below.x + column).min(below.right().saturating_sub(1)), below.y + y))
    }
}

/// Draws what stands above the rows, and says where these go.
pub fn draw_head(ctx: &Ctx<'_>, head: Option<&Row>, body: Rect, buf: &mut Buffer) -> Rect {
    let Some(head) = head else { return body };
    draw::row(buf, Rect { height: 1, ..body }, head, ctx.theme, None);
    let used = body.height.min(2);
    Rect { y: body.y + used, height: body.height - used, ..body }
}

/// What a scene is called, and which question of how many it is about.
pub fn place(scene: &Scene) -> (Words, Option<(u32, usize)>) {
    match scene {
        Scene::Lobby => (words::LOBBY, None),
        Scene::Question { number, of, .. } | Scene::Locked { number, of, .. } => {
            (words::QUESTION, Some((*number, *of)))
        }
        Scene::Reveal { number, of, reviewed } => {
            let at = if reviewed.key.is_some() { words::RESULT } else { words::POLL_RESULT };
            (at, Some((*number, *of)))
        }
        Scene::Scoreboard { .. } => (words::SCOREBOARD, None),
        Scene::Open { .. } | Scene::Collected { .. } => (words::QUESTION, None),
        Scene::Review { .. } => (words::RESULT, None),
        Scene::Podium { .. } | Scene::Closed => (words::PODIUM, None),
    }
}

/// The header of a class.
pub fn header(title: &str, at: Words, progress: Option<(u32, usize)>, ctx: &Ctx<'_>) -> Header {
    let progress = progress.map(|(number, of)| {
        let number = number as usize + 1;
        (format!("{number}/{of}"), number, of)
    });
    let at = at.get(ctx.lang);
    Header { title: if title == at { title.to_owned() } else { format!("{title} › {at}") }, progress }
}

/// `문제 3/10`
pub fn question_of(ctx: &Ctx<'_>, number: u32, of: usize) -> String {
    format!("{} {}/{of}", words::QUESTION.get(ctx.lang), number + 1)
}

fn farewell(reason: Goodbye) -> Words {
    match reason {
        Goodbye::Removed => words::BYE_REMOVED,
        Goodbye::Banned => words::BYE_BANNED,
        Goodbye::Closed => words::OVER,
        Goodbye::Replaced => words::BYE_REPLACED,
        Goodbye::Version => words::BYE_VERSION,
        Goodbye::TooMany => words::BYE_TOO_MANY,
        Goodbye::Idle => words::BYE_IDLE,
        Goodbye::Stopping => words::BYE_STOPPING,
    }
}
