//! A teacher's desk: a room, its clock and its journal, and questions of every kind.

use seodang::{
    class::{
        Command, Event, HostCommand, Item, Join, PlayerId, Refusal, Reply, Room, SeatHash, Setup,
        command::Answer,
        seat::Hex,
        view::{PlayerView, ProjectorView, QuestionView, Scene, Yours},
        wire::{Acked, ServerMessage, encode},
    },
    course::{AnswerOption, Kind, NearAnswer, NumberAnswer, Question, TypedAnswer, question::NearMiss},
    lang::Text,
};

pub fn both(text: &str) -> Text {
    Text { ko: format!("{text} 한글"), en: text.to_owned() }
}

/// A question about `id`. What must not be seen before the reveal says SECRET.
pub fn question(id: &str, kind: Kind, options: Vec<AnswerOption>) -> Question {
    Question {
        id: format!("SECRET-{id}"),
        aliases: vec!["SECRET-alias".to_owned()],
        revision: 3,
        kind,
        lesson: "SECRET-lesson".to_owned(),
        page: "SECRET-page".to_owned(),
        difficulty: 2,
        stem: both(&format!("What about {id}?")),
        options,
        explanation: both("SECRET explanation"),
        hints: vec![both("SECRET hint")],
        source: "SECRET-source".to_owned(),
    }
}

pub fn option(id: &str, correct: bool) -> AnswerOption {
    AnswerOption {
        id: format!("SECRET-{id}-{correct}"),
        text: both(id),
        pair: Text::default(),
        correct,
        why: both(&format!("SECRET why of {id}")),
    }
}

/// `a` is right, `b` and `c` are not.
pub fn single(id: &str) -> Question {
    question(id, Kind::Single, vec![option("a", true), option("b", false), option("c", false)])
}

/// `a` and `b` are right, `c` and `d` are not.
pub fn multiple(id: &str) -> Question {
    let options = vec![option("a", true), option("b", true), option("c", false), option("d", false)];
    question(id, Kind::Multiple, options)
}

/// It is false.
pub fn true_false(id: &str) -> Question {
    let option = |id: &str, correct| AnswerOption {
        id: id.to_owned(),
        text: Text::default(),
        ..self::option(id, correct)
    };
    question(id, Kind::TrueFalse, vec![option("true", false), option("false", true)])
}

/// `a`, `b`, `c`, `d`.
pub fn ordering(id: &str) -> Question {
    question(id, Kind::Ordering, ["a", "b", "c", "d"].map(|id| option(id, true)).to_vec())
}

/// `a` with `pair a` and so on.
pub fn matching(id: &str) -> Question {
    let option = |id| AnswerOption { pair: both(&format!("pair {id}")), ..option(id, true) };
    question(id, Kind::Matching, ["a", "b", "c"].map(option).to_vec())
}

/// 320 g; 240 is a likely mistake.
pub fn number(id: &str) -> Question {
    let answer = NumberAnswer {
        value: 320.0,
        tolerance: 0.5,
        unit: both("g"),
        units: [("kg".to_owned(), 1_000.0)].into(),
        near: vec![NearMiss { value: 240.0, why: both("SECRET why of 240") }],
    };
    question(id, Kind::Number(answer), Vec::new())
}

/// `SECRET cluster`; `SECRET service` is a likely mistake.
pub fn typed(id: &str) -> Question {
    let near = NearAnswer { accept: vec!["SECRET service".to_owned()], why: both("SECRET why of service") };
    let answer = TypedAnswer {
        answer: Text { ko: "SECRET 클러스터".to_owned(), en: "SECRET cluster".to_owned() },
        accept: vec!["SECRET clusters".to_owned()],
        why: both("SECRET why of cluster"),
        near: vec![near],
    };
    question(id, Kind::Typed(answer), Vec::new())
}

/// One of each kind.
pub fn every_kind() -> Vec<Question> {
    vec![
        single("single"),
        multiple("multiple"),
        true_false("true-false"),
        ordering("ordering"),
        matching("matching"),
        number("number"),
        typed("typed"),
    ]
}

pub fn items(questions: Vec<Question>) -> Vec<Item> {
    questions.into_iter().map(|question| Item::new(question, Some(20_000))).collect()
}

pub fn live(questions: Vec<Question>) -> Setup {
    Setup { early: false, ..Setup::live(both("A lesson"), items(questions), 7) }
}

pub fn hash(seat: u32) -> SeatHash {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&seat.to_be_bytes());
    SeatHash(Hex(bytes))
}

/// The place where `view` shows an option whose English text is `text`.
pub fn place(options: &[Text], text: &str) -> u8 {
    u8::try_from(options.iter().position(|option| option.en == text).unwrap()).unwrap()
}

/// A room, what time it is, and what its journal would hold.
pub struct Desk {
    pub room: Room,
    pub now: u64,
    pub journal: Vec<String>,
    /// The same room from what the journal holds.
    replayed: Room,
}

impl Desk {
    pub fn open(setup: Setup) -> Desk {
        let (room, event) = Room::open(setup, 1_000).unwrap();
        let line = serde_json::to_string(&event).unwrap();
        let read: Event = serde_json::from_str(&line).unwrap();
        assert_eq!(read, event);
        let replayed = Room::replay([&read]).unwrap();
        Desk { room, now: 1_000, journal: vec![line], replayed }
    }

    /// What happens, after the journal was found to say the same.
    pub fn apply(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        let events = self.room.apply(command, self.now)?;
        for event in &events {
            let line = serde_json::to_string(event).unwrap();
            self.replayed.fold(&serde_json::from_str(&line).unwrap());
            self.journal.push(line);
        }
        assert!(self.replayed == self.room, "the journal says something else after {command:?}");
        Ok(events)
    }

    /// The room that a new process makes of the journal.
    pub fn after_a_crash(&self) -> Room {
        let events: Vec<Event> =
            self.journal.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        Room::replay(&events).unwrap()
    }

    pub fn later(&mut self, ms: u64) -> &mut Desk {
        self.now += ms;
        self
    }

    pub fn join_as(&mut self, join: Join) -> Result<PlayerId, Refusal> {
        let seat = join.seat;
        self.apply(&Command::Join(join))?;
        match self.room.seat(&seat) {
            Some(seodang::class::player::Seat::Taken(player)) => {
                self.room.connect(player);
                Ok(player)
            }
            other => panic!("{other:?}"),
        }
    }

    pub fn try_join(&mut self, seat: u32, name: &str) -> Result<PlayerId, Refusal> {
        self.join_as(Join { seat: hash(seat), name: name.to_owned(), student: None, team: None })
    }

    pub fn join(&mut self, name: &str) -> PlayerId {
        let seat = u32::try_from(self.room.players().len()).unwrap();
        self.try_join(seat, name).unwrap()
    }

    pub fn host(&mut self, command: HostCommand) -> Result<Vec<Event>, Refusal> {
        self.apply(&Command::Host(command))
    }

    pub fn next(&mut self) {
        let next = self.room.next();
        self.host(next).unwrap();
    }

    pub fn tick(&mut self) {
        self.apply(&Command::Tick).unwrap();
    }

    pub fn try_answer(&mut self, player: PlayerId, question: u32, seq: u32, reply: Reply) -> Acked {
        let answer = Answer { player, question, seq, reply };
        match self.apply(&Command::Answer(answer)) {
            Ok(_) => Acked::Accepted,
            Err(refusal) => Acked::Refused(refusal),
        }
    }

    /// Answers what is open to the player by the English texts of options, in order; for matching, `option=pair`; or types.
    pub fn answer(&mut self, player: PlayerId, texts: &[&str]) -> Acked {
        let number = self.room.question_of(player).unwrap();
        let reply = self.reply(number, texts);
        self.try_answer(player, number, 100 + number, reply)
    }

    pub fn reply(&self, number: u32, texts: &[&str]) -> Reply {
        let sheet = self.room.sheet(number).unwrap();
        let view = QuestionView::of(sheet);
        match sheet.item.question.kind {
            Kind::Number(_) | Kind::Typed(_) => Reply::Typed(texts[0].to_owned()),
            Kind::Matching => Reply::Matched(
                texts
                    .iter()
                    .map(|text| text.split_once('=').unwrap())
                    .map(|(option, pair)| (place(&view.options, option), place(&view.pairs, pair)))
                    .collect(),
            ),
            _ => Reply::Chosen(texts.iter().map(|text| place(&view.options, text)).collect()),
        }
    }

    /// The right answer to a question of [`every_kind`], or a wrong one.
    pub fn sample(&self, number: u32, right: bool) -> Reply {
        let texts: &[&str] = match (&self.room.sheet(number).unwrap().item.question.kind, right) {
            (Kind::Single, true) => &["a"],
            (Kind::Single, false) => &["c"],
            (Kind::Multiple, true) => &["b", "a"],
            (Kind::Multiple, false) => &["a"],
            (Kind::TrueFalse, true) => &["False"],
            (Kind::TrueFalse, false) => &["True"],
            (Kind::Ordering, true) => &["a", "b", "c", "d"],
            (Kind::Ordering, false) => &["b", "a", "c", "d"],
            (Kind::Matching, true) => &["b=pair b", "a=pair a", "c=pair c"],
            (Kind::Matching, false) => &["b=pair a", "a=pair b", "c=pair c"],
            (Kind::Number(_), true) => &["0.32 kg"],
            (Kind::Number(_), false) => &["240"],
            (_, true) => &["secret Cluster"],
            (_, false) => &["secret service"],
        };
        self.reply(number, texts)
    }

    pub fn scene(&self) -> Scene {
        PlayerView::of(&self.room, self.now).scene
    }

    pub fn yours(&self, player: PlayerId) -> Yours {
        Yours::of(&self.room, player).unwrap()
    }

    pub fn score(&self, player: PlayerId) -> u32 {
        self.room.board().standing(player).score
    }

    /// Everything that is sent to players and the wall now.
    pub fn sent(&self) -> Vec<String> {
        let mut messages = vec![
            ServerMessage::Door(seodang::class::view::DoorView::of(&self.room)),
            ServerMessage::State(PlayerView::of(&self.room, self.now)),
            ServerMessage::ProjectorState(ProjectorView::of(&self.room, self.now)),
        ];
        messages.extend(self.room.players().iter().map(|(id, _)| ServerMessage::Yours(self.yours(id))));
        messages.iter().map(encode).collect()
    }
}
