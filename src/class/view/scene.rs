//! What is on everybody's screen.

use serde::{Deserialize, Serialize};

use crate::class::{
    Phase, Room,
    sheet::{Sheet, Stage},
    view::{BoardView, Counts, KeyView, QuestionView},
};

/// What is on everybody's screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "kebab-case")]
pub enum Scene {
    /// Waiting for the start.
    Lobby,
    /// A question is open.
    Question {
        /// Its number, from 0.
        number: u32,
        /// How many there are.
        of: usize,
        /// What is asked.
        question: QuestionView,
        /// How long it is open.
        timing: Timing,
    },
    /// A question is closed.
    Locked {
        /// Its number, from 0.
        number: u32,
        /// How many there are.
        of: usize,
        /// What was asked.
        question: QuestionView,
    },
    /// What is right in a question.
    Reveal {
        /// Its number, from 0.
        number: u32,
        /// How many there are.
        of: usize,
        /// The question, with what is right.
        #[serde(flatten)]
        reviewed: Box<Reviewed>,
    },
    /// The scores so far.
    Scoreboard {
        /// The best.
        board: BoardView,
    },
    /// Everybody is at their own question.
    Open {
        /// How many there are.
        of: usize,
        /// How long they are open.
        timing: Timing,
    },
    /// Everybody's questions are closed.
    Collected {
        /// How many there are.
        of: usize,
    },
    /// What is right in all questions.
    Review {
        /// The questions in their order, with what is right.
        questions: Vec<Reviewed>,
    },
    /// The final scores.
    Podium {
        /// The best.
        board: BoardView,
    },
    /// It is over.
    Closed,
}

/// A question with what is right, and how often what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// What was asked.
    pub question: QuestionView,
    /// What is right; `None` for a poll.
    pub key: Option<KeyView>,
    /// How often what was answered.
    pub counts: Counts,
}

/// How long something is open, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// What is left; `None` until the teacher locks it.
    pub left_ms: Option<u64>,
    /// What is allowed at all.
    pub limit_ms: Option<u64>,
    /// Whether the clock stands still.
    pub paused: bool,
}

impl Scene {
    /// What is on everybody's screen at `now`, with at most so many `rows` of scores.
    #[must_use]
    pub fn of(room: &Room, now: u64, rows: usize) -> Scene {
        let of = room.sheets().len();
        let board = || BoardView::of(room, rows);
        match (room.phase(), room.current().zip(room.current_sheet())) {
            (Phase::Lobby, _) => Scene::Lobby,
            (Phase::Question, Some((number, sheet))) => Scene::Question {
                number,
                of,
                question: QuestionView::of(sheet),
                timing: Timing::of(room, now),
            },
            (Phase::Locked, Some((number, sheet))) => {
                Scene::Locked { number, of, question: QuestionView::of(sheet) }
            }
            (Phase::Reveal, Some((number, sheet))) => {
                Scene::Reveal { number, of, reviewed: Box::new(Reviewed::of(sheet)) }
            }
            (Phase::Question, None) => Scene::Open { of, timing: Timing::of(room, now) },
            (Phase::Locked, None) => Scene::Collected { of },
            (Phase::Reveal, None) => {
                let revealed = room.sheets().iter().filter(|sheet| sheet.stage == Stage::Revealed);
                Scene::Review { questions: revealed.map(Reviewed::of).collect() }
            }
            (Phase::Scoreboard, _) => Scene::Scoreboard { board: board() },
            (Phase::Podium, _) => Scene::Podium { board: board() },
            (Phase::Closed, _) => Scene::Closed,
        }
    }
}

impl Reviewed {
    fn of(sheet: &Sheet) -> Reviewed {
        Reviewed { question: QuestionView::of(sheet), key: KeyView::of(sheet), counts: Counts::of(sheet) }
    }
}

impl Timing {
    fn of(room: &Room, now: u64) -> Timing {
        let clock = room.clock();
        Timing { left_ms: clock.left(now), limit_ms: clock.limit(), paused: clock.is_paused() }
    }
}
