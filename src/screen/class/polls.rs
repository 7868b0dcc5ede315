//! The polls that a teacher chooses from, and one of their own.

use super::lines::Lines;
use crate::{
    app::{
        Ctx,
        keymap::{Action, Context},
    },
    class::{
        HostCommand, OwnPoll, Poll,
        poll::{MOST_ASKED, MOST_OPTION, MOST_OPTIONS},
    },
    lang::{
        class_screen as words, hangul,
        width::{clip_start, sanitize, width},
    },
    screen::question::Rows,
    ui::layout::{Piece, Role},
};

/// The most characters that are typed.
const LONGEST: usize = MOST_ASKED + (MOST_OPTION + 3) * MOST_OPTIONS;

/// The polls, while one is chosen.
#[derive(Clone, Debug, Default)]
pub struct Polls {
    here: usize,
    /// The teacher's own, while it is typed.
    own: Option<String>,
}

/// What becomes of a choice.
pub enum Choice {
    /// There is none yet.
    Open,
    /// None after all.
    None,
    /// This is asked.
    Ask(HostCommand),
}

impl Polls {
    /// Where its keys are looked up.
    pub fn context(&self) -> Context {
        if self.own.is_some() { Context::ClassName } else { Context::ClassPoll }
    }

    /// The text of the field that is typed into.
    pub fn field(&self) -> Option<&str> {
        self.own.as_deref()
    }

    /// The place under the cursor.
    pub fn here(&self) -> usize {
        self.here
    }

    /// Whether `action` would do something now.
    pub fn offers(&self, action: Action) -> bool {
        match (action, &self.own) {
            (Action::Choose(n), _) => n <= Poll::ALL.len(),
            (Action::Erase | Action::Remove, Some(own)) => !own.is_empty(),
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action) -> Choice {
        if let Some(own) = &mut self.own {
            match action {
                Action::Submit => return Choice::Ask(HostCommand::OwnPoll(OwnPoll::read(own))),
                Action::Erase => drop(own.pop()),
                Action::Remove => own.clear(),
                Action::Back => self.own = None,
                _ => {}
            }
            return Choice::Open;
        }
        let places = Poll::ALL.len() + 1;
        match action {
            Action::Up => self.here = (self.here + places - 1) % places,
            Action::Down => self.here = (self.here + 1) % places,
            Action::Submit => return self.choose(self.here),
            Action::Choose(at) => return self.choose(at),
            Action::Back => return Choice::None,
            _ => {}
        }
        Choice::Open
    }

    fn choose(&mut self, at: usize) -> Choice {
        match Poll::ALL.get(at) {
            Some(poll) => Choice::Ask(HostCommand::Poll(*poll)),
            None if at == Poll::ALL.len() => {
                (self.here, self.own) = (at, Some(String::new()));
                Choice::Open
            }
            None => Choice::Open,
        }
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str) {
        if let Some(own) = &mut self.own {
            let typed = hangul::nfc(&format!("{own}{text}")).into_owned();
            *own = sanitize(&typed).chars().take(LONGEST).collect();
        }
    }

    /// It as rows.
    pub fn rows(&self, ctx: &Ctx<'_>, width: u16) -> Rows {
        let mut lines = Lines::new(ctx, width);
        lines.say(words::ASK_POLL, Role::Strong);
        lines.blank();
        let entries = Poll::ALL.map(|poll| {
            let poll = poll.words();
            let options: Vec<&str> = poll.options.iter().map(|option| option.get(ctx.lang)).collect();
            (poll.ask.get(ctx.lang), options.join(" / "))
        });
        let own = (words::OWN_POLL.get(ctx.lang), words::OWN_POLL_FORM.get(ctx.lang).to_owned());
        for (at, (ask, options)) in entries.into_iter().chain([own]).enumerate() {
            let (mark, role) = if at == self.here { ("▸ ", Role::Here) } else { ("  ", Role::Text) };
            lines.push(
                vec![
                    Piece::new(mark, role),
                    Piece::new(format!("{}  ", at + 1), Role::Muted),
                    Piece::new(ask, role),
                ],
                Some(at),
            );
            lines.labelled("     ", &options, Role::Muted);
        }
        if let Some(own) = &self.own {
            field(&mut lines, own);
        }
        lines.out
    }
}

/// The field for the teacher's own words.
fn field(lines: &mut Lines<'_>, own: &str) {
    let label = "     ▸ ";
    let room = usize::from(lines.width).saturating_sub(width(label) + 1);
    let shown = clip_start(own, room);
    let column = u16::try_from(width(label) + width(shown)).unwrap_or(u16::MAX);
    lines.out.caret = Some((lines.out.rows.len(), column));
    let pieces = vec![Piece::new(label, Role::Here), Piece::new(shown, Role::Strong)];
    let place = Some(Poll::ALL.len());
    lines.push(pieces.into_iter().filter(|piece| !piece.text.is_empty()).collect(), place);
}
