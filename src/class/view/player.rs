//! What players see: the same for all of them, and what is one's own.

use serde::{Deserialize, Serialize};

use crate::{
    class::{
        Phase, PlayerId, Reply, Room,
        board::Standing,
        reply::shown,
        score::points,
        setup::{Mode, Names},
        sheet::{Sheet, Stage},
        view::{KeyView, QuestionView, Scene},
    },
    lang::Text,
    study::told::told,
};

/// How many rows of scores players see.
const ROWS: usize = 5;

/// What somebody has to say to come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorView {
    /// What the room is about.
    pub title: Text,
    /// Whether anybody may join.
    pub open: bool,
    /// How players are named.
    pub names: NamesView,
    /// Names of the teams, one of which has to be chosen.
    pub teams: Vec<String>,
}

/// What has to be said about oneself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamesView {
    /// A name.
    Chosen,
    /// Nothing.
    Anonymous,
    /// One's number in the list of students.
    Roster,
}

/// What all players see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerView {
    /// Of two views the one with the higher revision is newer.
    pub revision: u64,
    /// What the room is about.
    pub title: Text,
    /// Names of the teams.
    pub teams: Vec<String>,
    /// What is on everybody's screen.
    pub scene: Scene,
}

/// What one player sees besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yours {
    /// Their number.
    pub player: PlayerId,
    /// What they are called.
    pub name: Text,
    /// Number of their team.
    pub team: Option<u32>,
    /// How many questions they have answered.
    pub answered: usize,
    /// In a self-paced room, the question that is open to them.
    pub question: Option<OwnQuestion>,
    /// What they answered to what is on the screen; after the reveal of a self-paced room, to everything.
    pub answers: Vec<Mine>,
    /// How they stood at the last reveal; `None` before there was one.
    pub standing: Option<Standing>,
}

/// A question that is open to one player.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnQuestion {
    /// Its number, from 0.
    pub number: u32,
    /// What is asked.
    pub question: QuestionView,
}

/// What somebody answered to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// Its number, from 0.
    pub number: u32,
    /// The player's own number of the answer.
    pub seq: Option<u32>,
    /// What they answered, if anything.
    pub reply: Option<Reply>,
    /// What it was worth, once that is revealed; `None` for a poll.
    pub result: Option<Result>,
    /// What is right, where that is not on everybody's screen.
    pub seen: Option<Seen>,
}

/// What an answer was worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Result {
    /// Whether it was right.
    pub right: bool,
    /// What it was worth, without a bonus.
    pub points: u32,
    /// Why it was wrong, where that is known.
    pub why: Option<Text>,
}

/// What is right in a question that one player has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// What was asked.
    pub question: QuestionView,
    /// What is right; `None` for a poll.
    pub key: Option<KeyView>,
}

impl DoorView {
    /// What somebody has to say to come into `room`.
    #[must_use]
    pub fn of(room: &Room) -> DoorView {
        let setup = room.setup();
        DoorView {
            title: setup.title.clone(),
            open: room.is_open() && !room.phase().is_over(),
            names: match setup.names {
                Names::Chosen => NamesView::Chosen,
                Names::Anonymous => NamesView::Anonymous,
                Names::Roster(_) => NamesView::Roster,
            },
            teams: setup.teams.clone(),
        }
    }
}

impl PlayerView {
    /// What all players of `room` see at `now`.
    #[must_use]
    pub fn of(room: &Room, now: u64) -> PlayerView {
        PlayerView {
            revision: room.revision(),
            title: room.setup().title.clone(),
            teams: room.setup().teams.clone(),
            scene: Scene::of(room, now, ROWS),
        }
    }
}

impl Yours {
    /// What `player` sees of `room`; `None` for one without a seat.
    #[must_use]
    pub fn of(room: &Room, player: PlayerId) -> Option<Yours> {
        let known = room.players().get(player)?;
        let answered = room.sheets().iter().filter(|sheet| sheet.given(player).is_some()).count();
        let is_own = room.setup().mode != Mode::Live;
        let own = room.question_of(player).filter(|_| is_own);
        let question = own
            .and_then(|number| Some(OwnQuestion { number, question: QuestionView::of(room.sheet(number)?) }));
        let standing = room.board().standing(player);
        Some(Yours {
            player,
            name: known.name.clone(),
            team: known.team,
            answered,
            question,
            answers: answers(room, player),
            standing: (standing.rank > 0).then_some(standing),
        })
    }
}

/// What a player answered to what is on the screen.
fn answers(room: &Room, player: PlayerId) -> Vec<Mine> {
    let mine = |number: u32| Some(Mine::of(room, player, number, room.sheet(number)?));
    let all = (0..).take(room.sheets().len());
    match (room.setup().mode, room.phase()) {
        (_, Phase::Lobby | Phase::Closed) => Vec::new(),
        (Mode::Live, _) => room.current().and_then(mine).into_iter().collect(),
        (Mode::SelfPaced { .. }, Phase::Question | Phase::Locked) => {
            let has_answered = |number: &u32| room.sheet(*number).is_some_and(|s| s.given(player).is_some());
            all.filter(has_answered).last().and_then(mine).into_iter().collect()
        }
        (Mode::SelfPaced { .. }, _) => all.filter_map(mine).collect(),
    }
}

impl Mine {
    /// What `player` has answered in `room`, with what was right, as far as that is revealed: for a record of their own. Without
    /// polls.
    #[must_use]
    pub fn revealed(room: &Room, player: PlayerId) -> Vec<Mine> {
        let revealed = (0..).zip(room.sheets()).filter(|(_, sheet)| sheet.stage == Stage::Revealed);
        let answered = revealed.filter(|(_, sheet)| !sheet.item.poll && sheet.given(player).is_some());
        let with_key = |(number, sheet): (u32, &Sheet)| Mine {
            seen: Some(Seen { question: QuestionView::of(sheet), key: KeyView::of(sheet) }),
            ..Mine::of(room, player, number, sheet)
        };
        answered.map(with_key).collect()
    }

    fn of(room: &Room, player: PlayerId, number: u32, sheet: &Sheet) -> Mine {
        let given = sheet.given(player);
        let question = &sheet.item.question;
        let at_once = matches!(room.setup().mode, Mode::SelfPaced { at_once: true, .. });
        let is_revealed = sheet.stage == Stage::Revealed;
        let is_told = given.is_some() && (is_revealed || at_once);
        let result = given.filter(|_| is_told && !sheet.item.poll).map(|given| Result {
            right: given.right,
            points: points(room.setup(), sheet, given),
            why: told(question, Some(&given.response)).chosen.into_iter().find_map(|said| said.why),
        });
        let seen = (is_told && !is_revealed)
            .then(|| Seen { question: QuestionView::of(sheet), key: KeyView::of(sheet) });
        Mine {
            number,
            seq: given.map(|given| given.seq),
            reply: given.and_then(|given| shown(question, &sheet.order, &given.response)),
            result,
            seen,
        }
    }
}
