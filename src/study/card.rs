//! Cards: what comes in a review. Every question is one, and every term is three.

use crate::course::Term;

/// Before the name of a term's card in the progress file; no id of a question begins so.
pub(super) const TERM: &str = "term:";

/// Something that is asked again and again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Card {
    /// A question of the course, by id.
    Question(String),
    /// A side of a term.
    Term {
        /// Id of the term.
        term: String,
        /// Which side is shown.
        face: Face,
    },
}

/// What is shown of a term, and what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// The Korean name is shown, the English one is recalled.
    KoEn,
    /// The English name is shown, the Korean one is recalled.
    EnKo,
    /// What it is is shown, the name is typed.
    Fill,
}

impl Face {
    /// In the order in which they are met.
    pub const ALL: [Face; 3] = [Face::EnKo, Face::KoEn, Face::Fill];

    fn name(self) -> &'static str {
        match self {
            Face::KoEn => "ko-en",
            Face::EnKo => "en-ko",
            Face::Fill => "fill",
        }
    }

    /// Whether it makes sense for `term`: a name that is the same in both languages cannot be asked for in the other.
    #[must_use]
    pub fn is_of(self, term: &Term) -> bool {
        self == Face::Fill || !term.name.ko.eq_ignore_ascii_case(&term.name.en)
    }
}

impl Card {
    /// Its name in the progress file.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Card::Question(id) => id.clone(),
            Card::Term { term, face } => term_key(term, *face),
        }
    }

    /// The card with this name.
    #[must_use]
    pub fn parse(key: &str) -> Card {
        let term = key.strip_prefix(TERM).and_then(|rest| rest.rsplit_once(':')).and_then(|(term, face)| {
            let face = Face::ALL.into_iter().find(|known| known.name() == face)?;
            Some(Card::Term { term: term.to_owned(), face })
        });
        term.unwrap_or_else(|| Card::Question(key.to_owned()))
    }
}

/// The name of a term's card in the progress file.
#[must_use]
pub fn term_key(term: &str, face: Face) -> String {
    format!("{TERM}{term}:{}", face.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_cards() {
        let mut cards: Vec<Card> =
            Face::ALL.into_iter().map(|face| Card::Term { term: "task".to_owned(), face }).collect();
        cards.push(Card::Question("ecs-essential".to_owned()));
        for card in cards {
            assert_eq!(Card::parse(&card.key()), card);
        }
        assert_eq!(Card::parse("term:task:sideways"), Card::Question("term:task:sideways".to_owned()));
    }
}
