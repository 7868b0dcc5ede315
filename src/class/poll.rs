//! Polls: those that are always at hand, and those in the teacher's own words.

use serde::{Deserialize, Serialize};

use crate::{
    class::{name, setup::Item},
    course::{AnswerOption, Kind, Question, exchange::text::escaped},
    lang::{
        Text, Words,
        class::{self as words, PollWords},
        hangul,
    },
};

/// The most characters of a question in the teacher's own words.
pub const MOST_ASKED: usize = 300;

/// The most characters of one of its options.
pub const MOST_OPTION: usize = 80;

/// The most options that it offers.
pub const MOST_OPTIONS: usize = 6;

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
        item(self.id().to_owned(), text(ask), options.iter().map(|option| text(*option)).collect())
    }
}

/// A poll in the teacher's own words, which are the same in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPoll {
    /// What is asked.
    pub ask: String,
    /// What there is to choose from.
    pub options: Vec<String>,
}

impl OwnPoll {
    /// What was typed as one line: a question and its options with slashes between them. A slash without blanks around it,
    /// as in TCP/IP, parts nothing where others have them.
    #[must_use]
    pub fn read(line: &str) -> OwnPoll {
        let gap = if line.contains(" / ") { " / " } else { "/" };
        let mut parts = line.split(gap).map(|part| part.trim().to_owned());
        OwnPoll { ask: parts.next().unwrap_or_default(), options: parts.collect() }
    }

    /// Poll number `number` of a room as something to ask, open until the teacher locks it. `None` where a part is missing, too
    /// long, or has something that is not seen, or where there are too few or too many options.
    #[must_use]
    pub fn item(&self, number: usize) -> Option<Item> {
        let is_choice = (2..=MOST_OPTIONS).contains(&self.options.len());
        let clean = |typed: &str, most| {
            let text = hangul::nfc(typed).split_whitespace().collect::<Vec<_>>().join(" ");
            let is_fit =
                !text.is_empty() && text.chars().count() <= most && !text.chars().any(name::is_hidden);
            is_fit.then(|| name::same(escaped(&text)))
        };
        let options: Option<Vec<Text>> =
            self.options.iter().filter(|_| is_choice).map(|option| clean(option, MOST_OPTION)).collect();
        let (ask, options) = clean(&self.ask, MOST_ASKED).zip(options.filter(|_| is_choice))?;
        Some(item(format!("poll-own-{number}"), ask, options))
    }
}

fn item(id: String, stem: Text, options: Vec<Text>) -> Item {
    let option = |(at, text): (usize, Text)| AnswerOption {
        id: format!("choice-{}", at + 1),
        text,
        pair: Text::default(),
        correct: false,
        why: Text::default(),
    };
    let question = Question {
        id,
        aliases: Vec::new(),
        revision: 1,
        kind: Kind::Single,
        lesson: String::new(),
        page: String::new(),
        difficulty: 1,
        stem,
        options: options.into_iter().enumerate().map(option).collect(),
        explanation: Text::default(),
        hints: Vec::new(),
        source: String::new(),
    };
    Item { poll: true, ..Item::new(question, None) }
}

fn text(words: Words) -> Text {
    Text { ko: words.0.to_owned(), en: words.1.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::course::{doc::plain, markdown};

    proptest! {
        #[test]
        fn whatever_is_typed_is_asked_as_it_is_or_not_at_all(
            parts in prop::collection::vec(r"([*_`\[\]()<>&#$\\!|~:.-]|https?://x|<b>|&lt;|한글| |\PC){0,8}", 0..8),
        ) {
            let poll = OwnPoll { ask: parts.first().cloned().unwrap_or_default(), options: parts.iter().skip(1).cloned().collect() };
            if let Some(item) = poll.item(3) {
                prop_assert!(item.poll && (2..=MOST_OPTIONS).contains(&item.question.options.len()));
                let texts = std::iter::once(&item.question.stem).chain(item.question.options.iter().map(|o| &o.text));
                for (typed, text) in parts.iter().zip(texts) {
                    let typed = hangul::nfc(typed).split_whitespace().collect::<Vec<_>>().join(" ");
                    prop_assert_eq!(&text.ko, &text.en);
                    prop_assert_eq!(plain(&markdown::inline(&text.ko)), typed);
                }
            }
        }
    }
}
