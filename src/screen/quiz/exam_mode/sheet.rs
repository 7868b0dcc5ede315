//! The answer sheet of an exam: a number for each question with its state in marks.
//!
//! ```text
//! ▸ 1●     2○     3●!    4○
//!   5○     6●  ?  7○     8○
//! ```

use crate::{
    app::Ctx,
    course::Question,
    lang::exam,
    study::{Sitting, answer::is_complete},
    ui::{
        draw,
        layout::{Piece, Role, Row},
    },
};

/// Cells of one number with its marks and the blanks behind it.
pub const CELL: u16 = 7;

/// Columns of the sheet beside a question.
pub const BESIDE: u16 = 4;

/// The state of one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether it is answered in full.
    pub is_answered: bool,
    /// Whether it is to be looked at again.
    pub is_flagged: bool,
    /// Whether the learner is not sure.
    pub is_unsure: bool,
}

impl State {
    /// Of a question that `sitting` knows as `id`.
    #[must_use]
    pub fn of(sitting: &Sitting, id: &str, question: &Question) -> State {
        State {
            is_answered: sitting.response(id).is_some_and(|response| is_complete(question, response)),
            is_flagged: sitting.flagged.contains(id),
            is_unsure: sitting.is_unsure(id),
        }
    }

    /// In words alone.
    #[must_use]
    pub fn told(self, ctx: &Ctx<'_>) -> String {
        let word = if self.is_answered { exam::ANSWERED } else { exam::BLANK };
        let flag = self.is_flagged.then_some(exam::FLAGGED);
        let words = [Some(word), flag, self.is_unsure.then_some(exam::UNSURE)];
        words.into_iter().flatten().map(|word| word.get(ctx.lang)).collect::<Vec<_>>().join(", ")
    }

    /// In words: `● 답함  ! 나중에`.
    #[must_use]
    pub fn pieces(self, ctx: &Ctx<'_>) -> Vec<Piece> {
        let word = if self.is_answered { exam::ANSWERED } else { exam::BLANK };
        let mark = if ctx.plain { String::new() } else { format!("{} ", dot(self, ctx)) };
        let mut pieces = vec![Piece::new(format!("{mark}{}", word.get(ctx.lang)), Role::Muted)];
        if self.is_flagged {
            pieces.push(Piece::new(format!("   ! {}", exam::FLAGGED.get(ctx.lang)), Role::Strong));
        }
        if self.is_unsure {
            pieces.push(Piece::new(format!("   ? {}", exam::UNSURE.get(ctx.lang)), Role::Strong));
        }
        pieces
    }
}

/// Filled or empty, also where only ASCII can be drawn.
fn dot(state: State, ctx: &Ctx<'_>) -> char {
    match (state.is_answered, ctx.ascii) {
        (true, false) => '●',
        (false, false) => '○',
        (true, true) => 'o',
        (false, true) => '.',
    }
}

/// The sheet in so many columns, with the mark of place on number `here`. The pieces of a question carry its number as link.
#[must_use]
pub fn rows(ctx: &Ctx<'_>, states: &[State], here: usize, columns: usize) -> Vec<Row> {
    let cell = |(at, state): (usize, &State)| {
        let is_here = at == here;
        let role = match (is_here, state.is_answered) {
            (true, _) => Role::Here,
            (false, true) => Role::Text,
            (false, false) => Role::Muted,
        };
        let place = if is_here { "▸" } else { " " };
        let flag = if state.is_flagged { '!' } else { ' ' };
        let unsure = if state.is_unsure { '?' } else { ' ' };
        let number =
            Piece { link: Some(at), ..Piece::new(format!("{place}{:>2}{}", at + 1, dot(*state, ctx)), role) };
        [
            number,
            Piece { link: Some(at), ..Piece::new(format!("{flag}{unsure}"), Role::Strong) },
            Piece::new(" ", Role::Text),
        ]
    };
    let cells: Vec<_> = states.iter().enumerate().map(cell).collect();
    let row = |cells: &[[Piece; 3]]| Row {
        block: 0,
        pieces: cells.iter().flatten().cloned().collect(),
        fill: None,
    };
    cells.chunks(columns.max(1)).map(row).collect()
}

/// What the marks mean, each with how many there are, so many to a row.
#[must_use]
pub fn legend(ctx: &Ctx<'_>, states: &[State], to_a_row: usize) -> Vec<Row> {
    let count = |is: fn(&State) -> bool| states.iter().filter(|state| is(state)).count();
    let answered = count(|state| state.is_answered);
    let done = State { is_answered: true, ..State::default() };
    let marks = [
        (dot(done, ctx), exam::ANSWERED, answered),
        (dot(State::default(), ctx), exam::BLANK, states.len() - answered),
        ('!', exam::FLAGGED, count(|state| state.is_flagged)),
        ('?', exam::UNSURE, count(|state| state.is_unsure)),
    ];
    let words = marks.map(|(mark, word, n)| format!("{mark} {} {n}", word.get(ctx.lang)));
    words.chunks(to_a_row).map(|words| draw::plain_row(words.join("   "), Role::Muted)).collect()
}
