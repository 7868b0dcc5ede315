//! Which hit comes before which: the best of each entry, in order.

use crate::{
    lang::Lang,
    search::{
        How, Kind,
        index::{Hit, Index, Spot},
        store::Text,
    },
};

/// How good a hit is, from the best to the least: names before what things say, what is there before what is nearly there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// All of a name.
    Exact,
    /// The start of a name.
    Prefix,
    /// The start of a word in a name.
    Word,
    /// Within a word of a name.
    Inner,
    /// All words, in names.
    Words,
    /// The start of a word in what is said.
    BodyWord,
    /// Within a word of it.
    BodyInner,
    /// All words, in what is said and in names.
    BodyWords,
    /// What syllables of a name begin with.
    Initials,
    /// What syllables of what is said begin with.
    BodyInitials,
    /// A name, but for a slip.
    Slip,
    /// A name, shortened.
    Shortened,
}

impl Tier {
    fn how(self) -> How {
        match self {
            Tier::Exact => How::Exact,
            Tier::Prefix => How::Prefix,
            Tier::Word | Tier::BodyWord => How::Word,
            Tier::Inner | Tier::BodyInner => How::Inner,
            Tier::Words | Tier::BodyWords => How::Words,
            Tier::Initials | Tier::BodyInitials => How::Initials,
            Tier::Slip => How::Slip,
            Tier::Shortened => How::Shortened,
        }
    }

    fn is_body(self) -> bool {
        matches!(self, Tier::BodyWord | Tier::BodyInner | Tier::BodyWords | Tier::BodyInitials)
    }
}

/// The rank of a hit; its fields are compared one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    tier: Tier,
    /// By another name than its title.
    is_alias: bool,
    /// In the language that is not read.
    is_other: bool,
    /// How far off it is in its tier.
    off: usize,
    /// Keys of the name; 0 for what is not a name.
    length: usize,
    kind: Kind,
    entry: u32,
    number: u16,
}

/// The best hit of each entry so far.
pub struct Board<'i> {
    index: &'i Index,
    lang: Lang,
    only: Option<Kind>,
    best: Vec<Option<Rank>>,
}

impl<'i> Board<'i> {
    /// Nothing found so far.
    pub fn new(index: &'i Index, lang: Lang, only: Option<Kind>) -> Board<'i> {
        Board { index, lang, only, best: vec![None; index.len()] }
    }

    /// Text number `text` of the names was hit.
    pub fn name(&mut self, tier: Tier, text: usize, off: usize) {
        self.put(tier, self.index.names.texts()[text], off, self.index.names.keys(text).len());
    }

    /// A passage was hit.
    pub fn passage(&mut self, tier: Tier, text: Text, off: usize) {
        self.put(tier, text, off, 0);
    }

    /// A text of `length` keys was hit.
    pub fn put(&mut self, tier: Tier, text: Text, off: usize, length: usize) {
        let kind = self.index.entries[text.entry as usize].place.kind();
        if self.only.is_some_and(|only| only != kind) {
            return;
        }
        let rank = Rank {
            tier,
            is_alias: !text.is_title && !tier.is_body(),
            is_other: text.lang != self.lang,
            off,
            length,
            kind,
            entry: text.entry,
            number: text.number,
        };
        let best = &mut self.best[text.entry as usize];
        if best.is_none_or(|best| rank < best) {
            *best = Some(rank);
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.best.iter().all(Option::is_none)
    }

    /// Whether something was found by its name.
    pub fn has_names(&self) -> bool {
        self.best.iter().flatten().any(|rank| !rank.tier.is_body())
    }

    /// The hits, best first.
    pub fn hits(self) -> Vec<Hit> {
        let mut ranks: Vec<Rank> = self.best.into_iter().flatten().collect();
        ranks.sort_unstable();
        let hit = |rank: Rank| {
            let number = usize::from(rank.number);
            Hit {
                place: self.index.entries[rank.entry as usize].place,
                how: rank.tier.how(),
                spot: if rank.tier.is_body() { Spot::Passage(number) } else { Spot::Name(number) },
                lang: if rank.is_other { self.lang.other() } else { self.lang },
            }
        };
        ranks.into_iter().map(hit).collect()
    }
}
