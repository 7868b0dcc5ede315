//! What only the teacher sees: the answer key, what comes next, and who is in the room.

use super::{
    host::Host,
    lines::Lines,
    reveal::{self, Eye},
};
use crate::{
    app::{
        Ctx, Outcome,
        class::Ask,
        keymap::{Action, Context},
    },
    class::{
        HostCommand, Phase,
        setup::Mode,
        view::{HostView, PlayerLine, Scene},
    },
    lang::{
        Words, class_screen as words, hangul,
        width::{clip_start, pad_left, pad_right, sanitize, truncate, width},
    },
    screen::question::Rows,
    ui::layout::{Piece, Role},
};

/// The most characters of a name that is typed.
const LONGEST: usize = 40;

/// Cells of a name.
const NAME: usize = 22;

/// What only the teacher sees.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    shows_players: bool,
    cursor: usize,
    /// The new name of the player under the cursor, while it is typed.
    name: Option<String>,
    /// What is done to the player with this number when it is asked for again.
    asked_for: Option<(Action, u32)>,
}

impl Desk {
    /// Where its keys are looked up.
    pub fn context(&self) -> Context {
        if self.name.is_some() { Context::ClassName } else { Context::ClassDesk }
    }

    /// The text of the field that is typed into.
    pub fn field(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The place of the cursor; `None` in the notes, which are scrolled.
    pub fn here(&self) -> Option<usize> {
        self.shows_players.then_some(self.cursor)
    }

    /// Whether `action` would do something now.
    pub fn offers(&self, action: Action, players: &[PlayerLine]) -> bool {
        match (action, &self.name) {
            (Action::Erase | Action::Remove, Some(name)) => !name.is_empty(),
            (Action::Help, Some(_)) => false,
            (Action::Change | Action::Remove | Action::Ban, None) => {
                self.shows_players && !players.is_empty()
            }
            _ => true,
        }
    }

    /// Takes a step back. Whether the desk itself is to be left.
    pub fn close(&mut self) -> bool {
        self.name.take().is_none()
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, players: &[PlayerLine], ctx: &Ctx<'_>) -> Outcome {
        let Some(player) = players.get(self.cursor.min(players.len().saturating_sub(1))) else {
            self.look_around(action, 0);
            return Outcome::none();
        };
        let asked_for = self.asked_for.take();
        let is_again = asked_for == Some((action, player.player.0));
        match (&mut self.name, action) {
            (Some(name), Action::Erase) => {
                name.pop();
            }
            (Some(name), Action::Remove) => name.clear(),
            (Some(_), Action::Submit) => {
                let name = self.name.take().unwrap_or_default();
                return Outcome::ask(Ask::Command(HostCommand::Rename { player: player.player, name }));
            }
            (Some(_), _) => {}
            (None, Action::Change) if self.shows_players => {
                self.name = Some(player.name.get(ctx.lang).to_owned());
            }
            (None, Action::Remove | Action::Ban) if self.shows_players => {
                let ban = action == Action::Ban;
                if is_again {
                    let command = HostCommand::Kick { player: player.player, ban };
                    return Outcome::ask(Ask::Command(command));
                }
                self.asked_for = Some((action, player.player.0));
                let said = if ban { words::BAN_AGAIN } else { words::KICK_AGAIN };
                return Outcome::say(format!("{}: {}", player.name.get(ctx.lang), said.get(ctx.lang)));
            }
            (None, action) => self.look_around(action, players.len()),
        }
        Outcome::none()
    }

    fn look_around(&mut self, action: Action, players: usize) {
        let last = players.saturating_sub(1);
        match action {
            Action::Less | Action::More => {
                self.shows_players = !self.shows_players;
                self.cursor = 0;
            }
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor += 1,
            Action::PageUp => self.cursor = self.cursor.saturating_sub(10),
            Action::PageDown => self.cursor += 10,
            Action::Top => self.cursor = 0,
            Action::Bottom => self.cursor = usize::MAX / 2,
            _ => {}
        }
        self.cursor = self.cursor.min(last);
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str) {
        if let Some(name) = &mut self.name {
            let typed = hangul::nfc(&format!("{name}{text}")).into_owned();
            *name = sanitize(&typed).chars().take(LONGEST).collect();
        }
    }

    /// Lays it out.
    pub fn lay_out(&mut self, ctx: &Ctx<'_>, host: &Host, width: u16) -> Rows {
        let mut lines = Lines::new(ctx, width);
        self.parts(&mut lines);
        lines.blank();
        if self.shows_players {
            self.cursor = self.cursor.min(host.players.len().saturating_sub(1));
            self.list(&mut lines, host);
        } else {
            notes(&mut lines, host);
        }
        lines.out
    }

    /// The names of both parts, the one that is shown in brackets.
    fn parts(&self, lines: &mut Lines<'_>) {
        let part = |name: crate::lang::Words, is_here: bool| {
            let name = name.get(lines.ctx.lang);
            let (text, role) =
                if is_here { (format!("[{name}]"), Role::Here) } else { (format!(" {name} "), Role::Muted) };
            Piece::new(text, role)
        };
        let pieces = vec![
            part(words::DESK_NOTES, !self.shows_players),
            Piece::new("  ", Role::Text),
            part(words::DESK_PLAYERS, self.shows_players),
        ];
        lines.push(pieces, None);
    }

    fn list(&self, lines: &mut Lines<'_>, host: &Host) {
        let lang = lines.ctx.lang;
        if host.players.is_empty() {
            return lines.say(words::NOBODY, Role::Muted);
        }
        for (at, player) in host.players.iter().enumerate() {
            let is_here = at == self.cursor;
            let (mark, role) = if is_here { ("▸ ", Role::Here) } else { ("  ", Role::Text) };
            if let (true, Some(name)) = (is_here, &self.name) {
                field(lines, name, at);
                continue;
            }
            let there = if player.present { words::THERE } else { words::AWAY };
            let name = truncate(player.name.get(lang), NAME).into_owned();
            let score = pad_left(&lang.points(player.standing.score), 12);
            let mut more = vec![there.get(lang).to_owned()];
            more.extend(player.student.clone());
            more.push(format!("{} {}", words::ANSWERS.get(lang), player.answered));
            lines.push(
                vec![
                    Piece::new(mark, role),
                    Piece::new(pad_right(&name, NAME), role),
                    Piece::new(score, Role::Text),
                    Piece::new(format!("  {}", more.join(" · ")), Role::Muted),
                ],
                Some(at),
            );
        }
    }
}

/// The field for a new name.
fn field(lines: &mut Lines<'_>, name: &str, at: usize) {
    let label = format!("▸ {}: ", words::NEW_NAME.get(lines.ctx.lang));
    let room = usize::from(lines.width).saturating_sub(width(&label) + 1);
    let shown = clip_start(name, room);
    let column = u16::try_from(width(&label) + width(shown)).unwrap_or(u16::MAX);
    lines.out.caret = Some((lines.out.rows.len(), column));
    let pieces = vec![Piece::new(label, Role::Here), Piece::new(shown, Role::Strong)];
    lines.push(pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect(), Some(at));
}

/// What is right in the question that is asked, and what comes next.
fn notes(lines: &mut Lines<'_>, host: &Host) {
    let (ctx, width) = (lines.ctx, lines.width);
    let Some(view) = &host.view else { return };
    let asked = match &view.wall.scene {
        Scene::Question { question, .. } | Scene::Locked { question, .. } => Some(question),
        _ => None,
    };
    if let Some(question) = asked {
        lines.say(words::NOW, Role::Muted);
        let (key, counts) = (view.key.as_ref(), view.counts.as_ref());
        lines.append(reveal::explained(ctx, question, key, counts, Eye::All, width));
        if !view.typed.is_empty() {
            let typed: Vec<String> =
                view.typed.iter().map(|(text, count)| format!("{text} ({count})")).collect();
            lines.labelled(&format!("{}: ", words::TYPED.get(ctx.lang)), &typed.join(", "), Role::Text);
        }
        lines.blank();
    }
    match &view.next {
        Some(next) => {
            lines.say(words::NEXT, Role::Muted);
            let key = next.key.as_ref();
            lines.append(reveal::explained(ctx, &next.question, key, None, Eye::All, width));
        }
        None => lines.say(nothing_next(view), Role::Muted),
    }
    if let Some(fingerprint) = &host.venue.fingerprint {
        lines.blank();
        lines.labelled(&format!("{}: ", words::FINGERPRINT.get(ctx.lang)), fingerprint, Role::Muted);
    }
    if let Some(wall) = &host.venue.wall {
        lines.blank();
        lines.labelled(&format!("{}: ", words::WALL.get(ctx.lang)), wall, Role::Muted);
    }
}

/// What comes next where that is no question.
fn nothing_next(view: &HostView) -> Words {
    match view.phase {
        Phase::Lobby if view.mode != Mode::Live => words::HAND_OUT_NEXT,
        Phase::Question if view.mode != Mode::Live => words::COLLECT_NEXT,
        Phase::Locked if view.mode != Mode::Live => words::REVIEW_NEXT,
        _ => words::NOTHING_NEXT,
    }
}
