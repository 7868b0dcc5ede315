//! The way into a class: where it is, its code, and who one is.

use super::lines::Lines;
use crate::{
    app::{
        Ctx,
        class::{Goal, Joining},
        keymap::Action,
    },
    class::{
        Address, JoinCode,
        view::{DoorView, NamesView},
        wire::{Hello, VERSION},
    },
    lang::{
        Text, Words, class_screen as words, hangul,
        width::{clip_start, sanitize, width},
    },
    ui::layout::{Piece, Role},
};

/// The most characters of a field.
const LONGEST: usize = 60;

/// Cells of an empty field.
const EMPTY: usize = 20;

/// Cells of the widest label.
const LABEL: usize = 16;

/// Something that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Address,
    Code,
    Name,
    Student,
    Team,
}

/// The way into a class.
#[derive(Clone, Debug)]
pub struct Door {
    joining: Joining,
    address: String,
    student: String,
    /// Number of the team, once one was chosen.
    team: Option<usize>,
    /// What the room wants to know.
    view: Option<DoorView>,
    cursor: usize,
    /// Why one could not come in.
    pub fault: Option<Text>,
}

impl Door {
    /// With what is known already.
    pub fn open(joining: Joining) -> Door {
        let mut door = Door {
            joining,
            address: String::new(),
            student: String::new(),
            team: None,
            view: None,
            cursor: 0,
            fault: None,
        };
        door.point_at_empty();
        door
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        match &self.view {
            None => {
                fields.extend(self.joining.asks_address.then_some(Field::Address));
                fields.push(Field::Code);
            }
            Some(view) => {
                match view.names {
                    NamesView::Chosen => fields.push(Field::Name),
                    NamesView::Roster => fields.push(Field::Student),
                    NamesView::Anonymous => {}
                }
                fields.extend((!view.teams.is_empty()).then_some(Field::Team));
            }
        }
        fields
    }

    fn here(&self) -> Option<Field> {
        self.fields().get(self.cursor).copied()
    }

    fn text_of(&self, field: Field) -> Option<&str> {
        match field {
            Field::Address => Some(&self.address),
            Field::Code => Some(&self.joining.code),
            Field::Name => Some(&self.joining.name),
            Field::Student => Some(&self.student),
            Field::Team => None,
        }
    }

    fn text_mut(&mut self) -> Option<&mut String> {
        match self.here()? {
            Field::Address => Some(&mut self.address),
            Field::Code => Some(&mut self.joining.code),
            Field::Name => Some(&mut self.joining.name),
            Field::Student => Some(&mut self.student),
            Field::Team => None,
        }
    }

    fn point_at_empty(&mut self) {
        let fields = self.fields();
        let is_empty = |field: &Field| *field != Field::Address && self.text_of(*field) == Some("");
        self.cursor = fields.iter().position(is_empty).unwrap_or(fields.len().saturating_sub(1));
    }

    /// The text of the field under the cursor.
    pub fn field(&self) -> Option<&str> {
        self.text_of(self.here()?)
    }

    /// The room wants to know something; what was said before could not be used for it.
    pub fn ask(&mut self, view: DoorView) {
        let is_new = self.view.is_none();
        self.view = Some(view);
        if is_new {
            self.fault = None;
            self.point_at_empty();
        }
    }

    /// Begins with the code again.
    pub fn reset(&mut self) {
        self.view = None;
        self.point_at_empty();
    }

    /// Whether there is a step back to the code.
    pub fn can_step_back(&self) -> bool {
        self.view.is_some()
    }

    /// Whether `action` would do something now.
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Up | Action::Down => self.fields().len() > 1,
            Action::Less | Action::More => self.here() == Some(Field::Team),
            Action::Erase | Action::Remove => self.field().is_some_and(|text| !text.is_empty()),
            Action::Help => self.field().is_none(),
            _ => true,
        }
    }

    /// Takes an action that moves or edits.
    pub fn update(&mut self, action: Action) {
        let count = self.fields().len().max(1);
        let teams = self.view.as_ref().map_or(0, |view| view.teams.len()).max(1);
        match action {
            Action::Up => self.cursor = (self.cursor + count - 1) % count,
            Action::Down => self.cursor = (self.cursor + 1) % count,
            Action::Less if self.here() == Some(Field::Team) => {
                self.team = Some(self.team.map_or(teams - 1, |team| (team + teams - 1) % teams));
            }
            Action::More if self.here() == Some(Field::Team) => {
                self.team = Some(self.team.map_or(0, |team| (team + 1) % teams));
            }
            Action::Erase => {
                self.text_mut().and_then(String::pop);
            }
            Action::Remove => self.text_mut().into_iter().for_each(String::clear),
            _ => {}
        }
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str) {
        let Some(field) = self.text_mut() else { return };
        let typed = hangul::nfc(&format!("{field}{text}")).into_owned();
        *field = sanitize(&typed).chars().take(LONGEST).collect();
    }

    /// A whole link was typed into one of the fields: it says both where the class is and its code.
    pub fn take_link(&mut self) {
        if !self.joining.asks_address || self.view.is_some() {
            return;
        }
        for text in [self.address.clone(), self.joining.code.clone()] {
            if let Ok(address @ Address { code: Some(code), .. }) = text.parse() {
                self.address = address.to_string();
                self.joining.code = code.to_string();
            }
        }
    }

    /// Moves to the next field that is to be filled in. Whether there was one.
    pub fn go_to_empty(&mut self) -> bool {
        let fields = self.fields();
        let is_empty = |field: Field| match field {
            Field::Address => false,
            Field::Team => self.team.is_none(),
            field => self.text_of(field) == Some(""),
        };
        let open = (self.cursor + 1..fields.len()).find(|at| is_empty(fields[*at]));
        self.cursor = open.unwrap_or(self.cursor);
        open.is_some()
    }

    /// Whether it may be said here where the class is.
    pub fn asks_address(&self) -> bool {
        self.joining.asks_address
    }

    /// Where to connect to.
    pub fn goal(&self) -> Goal {
        let address = Some(self.address.trim().to_owned()).filter(|address| !address.is_empty());
        Goal { address, code: self.joining.code.parse().ok() }
    }

    /// The first message, if what is typed can be meant as a code.
    pub fn hello(&self, ctx: &Ctx<'_>) -> Option<Hello> {
        let code: JoinCode = self.joining.code.parse().ok()?;
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let team = self.view.as_ref().filter(|view| !view.teams.is_empty());
        Some(Hello {
            version: VERSION,
            code: code.to_string(),
            seat: self.joining.seat,
            name: given(&self.joining.name),
            student: given(&self.student),
            team: team.and(self.team).and_then(|team| u32::try_from(team).ok()),
            lang: ctx.lang,
        })
    }

    /// The seat that the room gave, to come back to; `None` when it is gone.
    pub fn keep_seat(&mut self, seat: Option<crate::class::SeatToken>) {
        self.joining.seat = seat;
    }

    /// Whether leaving ends the session.
    pub fn is_guest(&self) -> bool {
        self.joining.is_guest
    }

    /// Whether nothing that is answered goes on record here.
    pub fn keeps_nothing(&self) -> bool {
        self.joining.keeps_nothing
    }

    /// What is said at the end about what was missed.
    pub fn farewell(&self) -> Words {
        if self.keeps_nothing() { words::OVER_NOT_KEPT } else { words::OVER_NOTE }
    }

    /// It as rows.
    pub fn lines<'a>(&self, ctx: &'a Ctx<'a>, width: u16) -> Lines<'a> {
        let mut lines = Lines::new(ctx, width);
        if let Some(view) = &self.view {
            lines.text(view.title.get(ctx.lang), Role::Strong);
            if !view.open {
                lines.say(words::DOOR_SHUT, Role::Error);
            }
            lines.blank();
            if view.names == NamesView::Anonymous {
                lines.say(words::ANONYMOUS, Role::Text);
            }
        }
        for (at, field) in self.fields().into_iter().enumerate() {
            self.field_row(&mut lines, field, at);
        }
        if self.fields().contains(&Field::Address) {
            lines.blank();
            lines.say(words::ADDRESS_HINT, Role::Muted);
        }
        if let Some(fault) = &self.fault {
            lines.blank();
            let sign = if ctx.plain { "" } else { "✗ " };
            lines.labelled(sign, fault.get(ctx.lang), Role::Error);
        }
        lines
    }

    fn field_row(&self, lines: &mut Lines<'_>, field: Field, at: usize) {
        let ctx = lines.ctx;
        let is_here = self.cursor == at;
        let (cursor, role) = if is_here { ("▸ ", Role::Here) } else { ("  ", Role::Text) };
        let name = label(field).get(ctx.lang);
        let label = if ctx.plain { format!("{name}: ") } else { crate::lang::width::pad_right(name, LABEL) };
        let before = width(cursor) + width(&label);
        let mut pieces = vec![Piece::new(cursor, role), Piece::new(label, Role::Muted)];
        match self.text_of(field) {
            Some(text) => {
                let room = usize::from(lines.width).saturating_sub(before + 1);
                let shown = clip_start(text, room);
                let typed = width(shown);
                if is_here {
                    let column = u16::try_from(before + typed).unwrap_or(u16::MAX);
                    lines.out.caret = Some((lines.out.rows.len(), column));
                }
                pieces.push(Piece::new(shown, Role::Strong));
                let rest = match ctx.plain {
                    true if typed == 0 => ctx.msgs().plain_empty.to_owned(),
                    true => String::new(),
                    false => "_".repeat(EMPTY.saturating_sub(typed).max(1)),
                };
                pieces.push(Piece::new(rest, Role::Muted));
            }
            None => {
                let teams = self.view.as_ref().map_or(&[][..], |view| &view.teams);
                let team = self.team.and_then(|team| teams.get(team));
                let team = team.map_or(words::CHOOSE.get(ctx.lang), String::as_str);
                pieces.push(Piece::new(format!("‹ {team} ›"), Role::Strong));
            }
        }
        pieces.retain(|piece| !piece.text.is_empty());
        lines.push(pieces, Some(at));
    }

    /// A click on the field at `place`.
    pub fn point_at(&mut self, place: usize) {
        self.cursor = place.min(self.fields().len().saturating_sub(1));
    }
}

fn label(field: Field) -> Words {
    match field {
        Field::Address => words::ADDRESS,
        Field::Code => words::CODE,
        Field::Name => words::NAME,
        Field::Student => words::STUDENT,
        Field::Team => words::TEAM,
    }
}
