//! What the host sees: everything.

use serde::{Deserialize, Serialize};

use crate::{
    class::{
        Phase, PlayerId, Room,
        board::Standing,
        setup::Mode,
        sheet::Sheet,
        view::{Counts, KeyView, ProjectorView, QuestionView},
    },
    lang::Text,
};

/// How many of the typed answers the host sees.
const TYPED: usize = 12;

/// What the host sees; the players are [`PlayerLine`]s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostView {
    /// For [`HostCommand::Next`](crate::class::HostCommand::Next).
    pub step: u32,
    /// Where the room is.
    pub phase: Phase,
    /// Who sets the pace.
    pub mode: Mode,
    /// Whether names are shown to all.
    pub names_shown: bool,
    /// What is on the wall.
    pub wall: ProjectorView,
    /// What is right in the question that is, or was last, asked.
    pub key: Option<KeyView>,
    /// How often what was answered to it so far.
    pub counts: Option<Counts>,
    /// What was typed most often, and how often.
    pub typed: Vec<(String, u32)>,
    /// What comes next.
    pub next: Option<Upcoming>,
}

/// A question that was not asked yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upcoming {
    /// Its number, from 0.
    pub number: u32,
    /// What will be asked.
    pub question: QuestionView,
    /// What is right; `None` for a poll.
    pub key: Option<KeyView>,
}

/// A player, as the host sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerLine {
    /// Who.
    pub player: PlayerId,
    /// What they are called.
    pub name: Text,
    /// Their number in the list of students.
    pub student: Option<String>,
    /// Number of their team.
    pub team: Option<u32>,
    /// Whether they are there.
    pub present: bool,
    /// How many questions they have answered: 0 or 1, of the one that is asked, or of all in a self-paced room.
    pub answered: usize,
    /// How they stand.
    pub standing: Standing,
}

impl HostView {
    /// What the host of `room` sees at `now`.
    #[must_use]
    pub fn of(room: &Room, now: u64) -> HostView {
        let sheet = room.current_sheet();
        let typed = sheet.map(|sheet| sheet.tally().most_typed(TYPED)).unwrap_or_default();
        HostView {
            step: room.step(),
            phase: room.phase(),
            mode: room.setup().mode,
            names_shown: room.shows_names(),
            wall: ProjectorView::of(room, now),
            key: sheet.and_then(KeyView::of),
            counts: sheet.map(Counts::of),
            typed: typed.into_iter().map(|(text, count)| (text.to_owned(), count)).collect(),
            next: Upcoming::of(room),
        }
    }
}

impl Upcoming {
    fn of(room: &Room) -> Option<Upcoming> {
        let is_live = room.setup().mode == Mode::Live && !room.phase().is_over();
        let number = room.current().map_or(0, |current| current + 1);
        let sheet = room.sheet(number).filter(|_| is_live)?;
        Some(Upcoming { number, question: QuestionView::of(sheet), key: KeyView::of(sheet) })
    }
}

impl PlayerLine {
    /// All players of `room` who have a seat, in the order of joining.
    #[must_use]
    pub fn all(room: &Room) -> Vec<PlayerLine> {
        let sheets: Vec<&Sheet> = match room.current_sheet() {
            Some(sheet) => vec![sheet],
            None => room.sheets().iter().collect(),
        };
        let line = |(player, known): (PlayerId, &crate::class::player::Player)| PlayerLine {
            player,
            name: known.name.clone(),
            student: known.student.clone(),
            team: known.team,
            present: room.presence().is_present(player),
            answered: sheets.iter().filter(|sheet| sheet.given(player).is_some()).count(),
            standing: room.board().standing(player),
        };
        room.players().iter().map(line).collect()
    }
}
