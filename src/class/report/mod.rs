//! What a class has understood: by student, by question, and what to teach again.
//!
//! Invariants: it depends on the room alone, and not on the order in which players joined except where they are listed; polls,
//! skipped questions and removed players do not count. It must not know how a report is printed.

mod again;
mod question;
pub mod statistics;

use serde::Serialize;

pub use self::{
    again::{AGAIN, Topic},
    question::{Choice, Discrimination, LEAST_ANSWERS, MOST_WRONG, QuestionLine, Wrong},
};
use crate::{
    class::{
        PlayerId, Room,
        board::{Board, TeamStanding},
        player::Player,
        sheet::{Given, Sheet, Stage},
    },
    lang::Text,
    study::told::told,
};

/// What a class has understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What the room was about.
    pub title: Text,
    /// Names of the teams.
    pub teams: Vec<String>,
    /// How the teams stand, best first.
    pub team_standings: Vec<TeamStanding>,
    /// Everybody who has a seat, best first.
    pub students: Vec<StudentLine>,
    /// Every question that was revealed, in the order asked.
    pub questions: Vec<QuestionLine>,
    /// What to teach again, worst first.
    pub again: Vec<Topic>,
}

/// How one student did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StudentLine {
    /// Who.
    pub player: PlayerId,
    /// What they were called.
    pub name: Text,
    /// Their number in the list of students.
    pub student: Option<String>,
    /// Number of their team.
    pub team: Option<u32>,
    /// From 1; equal scores share the better rank.
    pub rank: u32,
    /// All points.
    pub score: u32,
    /// How many questions there were since they came, polls left out.
    pub asked: usize,
    /// How many of these they answered.
    pub answered: usize,
    /// How many of these they answered rightly.
    pub right: usize,
    /// How long they took, in milliseconds: the median of their answers.
    pub median_ms: Option<u64>,
    /// What became of each of the questions of the report.
    pub answers: Vec<Option<Cell>>,
}

/// One student's answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Whether it was right; `None` for a poll.
    pub right: Option<bool>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// What was chosen, matched or typed. Inline Markdown, unless it was typed.
    pub said: Vec<Text>,
    /// Whether it was typed, so that nothing in it has a meaning.
    pub typed: bool,
}

impl Report {
    /// What the class of `room` has understood of what was revealed so far.
    #[must_use]
    pub fn of(room: &Room) -> Report {
        let numbered = (0..).zip(room.sheets());
        let revealed: Vec<(u32, &Sheet)> =
            numbered.filter(|(_, sheet)| sheet.stage == Stage::Revealed).collect();
        let marks = Marks::of(room);
        let questions: Vec<QuestionLine> =
            revealed.iter().map(|(number, sheet)| QuestionLine::of(room, *number, sheet, &marks)).collect();
        let sheets: Vec<&Sheet> = revealed.iter().map(|(_, sheet)| *sheet).collect();
        let mut students: Vec<StudentLine> = room
            .players()
            .iter()
            .map(|(id, player)| StudentLine::of(room.board(), &sheets, id, player))
            .collect();
        students.sort_by_key(|student| (std::cmp::Reverse(student.score), student.player));
        Report {
            title: room.setup().title.clone(),
            teams: room.setup().teams.clone(),
            team_standings: room.board().teams.clone(),
            students,
            again: again::topics(&questions),
            questions,
        }
    }
}

impl StudentLine {
    fn of(board: &Board, sheets: &[&Sheet], id: PlayerId, player: &Player) -> StudentLine {
        let standing = board.standing(id);
        let scored: Vec<&&Sheet> =
            sheets.iter().filter(|sheet| sheet.is_scored() && sheet.is_for(id)).collect();
        let given: Vec<_> = scored.iter().filter_map(|sheet| sheet.given(id)).collect();
        let mut times: Vec<u64> = given.iter().map(|given| given.took_ms).collect();
        let cell = |sheet: &&Sheet| Some(Cell::of(sheet, sheet.given(id)?));
        StudentLine {
            player: id,
            name: player.name.clone(),
            student: player.student.clone(),
            team: player.team,
            rank: standing.rank,
            score: standing.score,
            asked: scored.len(),
            answered: given.len(),
            right: given.iter().filter(|given| given.right).count(),
            median_ms: statistics::median(&mut times),
            answers: sheets.iter().map(cell).collect(),
        }
    }
}

impl Cell {
    fn of(sheet: &Sheet, given: &Given) -> Cell {
        let chosen = told(&sheet.item.question, Some(&given.response)).chosen;
        let (said, typed): (Vec<Text>, Vec<bool>) =
            chosen.into_iter().map(|said| question::text(said.what)).unzip();
        Cell {
            right: (!sheet.item.poll).then_some(given.right),
            took_ms: given.took_ms,
            said,
            typed: typed.contains(&true),
        }
    }
}

/// Of each player, how many questions there were since they came, and how many of these they answered rightly.
pub(crate) struct Marks(Vec<(u32, u32)>);

impl Marks {
    fn of(room: &Room) -> Marks {
        let mut marks = vec![(0, 0); room.players().len()];
        for sheet in room.sheets().iter().filter(|sheet| sheet.is_scored()) {
            for (id, _) in room.players().iter().filter(|(id, _)| sheet.is_for(*id)) {
                let mark = &mut marks[id.index()];
                mark.0 += 1;
                mark.1 += u32::from(sheet.given(id).is_some_and(|given| given.right));
            }
        }
        Marks(marks)
    }

    /// The share of all questions that the player answered rightly.
    fn total(&self, id: PlayerId) -> Option<f64> {
        let (asked, right) = self.0.get(id.index())?;
        statistics::share(*right, *asked)
    }

    /// The same without one question, which they answered rightly or not.
    fn rest(&self, id: PlayerId, was_right: bool) -> Option<f64> {
        let (asked, right) = self.0.get(id.index())?;
        statistics::share(right.checked_sub(u32::from(was_right))?, asked.checked_sub(1)?)
    }
}
