//! Polls that are always at hand.

use serde::{Deserialize, Serialize};

use crate::{
    class::setup::Item,
    course::{AnswerOption, Kind, Question},
    lang::{
        Text, Words,
        class::{self as words, PollWords},
    },
};

/// A poll that is always at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Poll {
    /// How well it is understood.
    Going,
    /// How fast it goes.
    Pace,
    /// Whether a break is due.
    Break,
    /// Yes, no, or not sure, about what is asked aloud.
    ShowOfHands,
}

impl Poll {
    /// In the order in which they are offered.
    pub const ALL: [Poll; 4] = [Poll::Going, Poll::Pace, Poll::Break, Poll::ShowOfHands];

    /// What it asks and offers.
    #[must_use]
    pub fn words(self) -> PollWords {
        match self {
            Poll::Going => words::GOING,
            Poll::Pace => words::PACE,
            Poll::Break => words::BREAK,
            Poll::ShowOfHands => words::SHOW_OF_HANDS,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Poll::Going => "poll-going",
            Poll::Pace => "poll-pace",
            Poll::Break => "poll-break",
            Poll::ShowOfHands => "poll-hands",
        }
    }

    /// It as something to ask, open until the teacher locks it.
    #[must_use]
    pub fn item(self) -> Item {
        let PollWords { ask, options } = self.words();
        let option = |(at, words): (usize, &Words)| AnswerOption {
            id: format!("choice-{}", at + 1),
            text: text(*words),
            pair: Text::default(),
            correct: false,
            why: Text::default(),
        };
        let question = Question {
            id: self.id().to_owned(),
            aliases: Vec::new(),
            revision: 1,
            kind: Kind::Single,
            lesson: String::new(),
            page: String::new(),
            difficulty: 1,
            stem: text(ask),
            options: options.iter().enumerate().map(option).collect(),
            explanation: Text::default(),
            hints: Vec::new(),
            source: String::new(),
        };
        Item { poll: true, ..Item::new(question, None) }
    }
}

fn text(words: Words) -> Text {
    Text { ko: words.0.to_owned(), en: words.1.to_owned() }
}
