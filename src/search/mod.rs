//! Search: everything a course teaches, in both languages at once, however it was typed.
//!
//! 1. [`keys`] turns every text into the keys that type it, so that half a syllable is the start of a whole one and a word
//!    typed in the other keyboard mode is the same word.
//! 2. [`Index`] holds the keys of a course: the names of things and what they say. It is made once, when something is first looked
//!    for, and never changes; sessions share it with the course.
//! 3. [`Query`] is what is looked for in all the ways it may have been meant, and says where it is in a text.
//! 4. [`Index::find`] ranks: exact, start, start of a word, within a word, all words; in names, then in what things say; then initials
//!    (초성), slips, and shortened words. Titles come before other names, the language that is read before the other,
//!    short names before long ones, and what is taught earlier before what is taught later.
//!
//! Slips and shortened words are looked for in names alone. It must not know terminals, clocks or files.

mod excerpt;
mod index;
pub mod keys;
mod place;
mod query;
mod rank;
mod store;
mod weak;

pub use self::{
    excerpt::Excerpt,
    index::{Hit, Index, Spot},
    place::{Kind, Passage, Place},
    query::{Phrase, Query},
};

/// How a query is in what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// It is all of a name.
    Exact,
    /// A name begins with it.
    Prefix,
    /// It begins where a word begins.
    Word,
    /// It begins within a word.
    Inner,
    /// Its words are there, apart from each other.
    Words,
    /// The syllables begin with it: ㅋㄹㅅㅌ in 클러스터.
    Initials,
    /// It is there but for a slip.
    Slip,
    /// Its letters are there, in order: `tskdef` in task definition.
    Shortened,
}

impl How {
    /// All ways.
    pub const ALL: [How; 8] = [
        How::Exact,
        How::Prefix,
        How::Word,
        How::Inner,
        How::Words,
        How::Initials,
        How::Slip,
        How::Shortened,
    ];

    /// Its name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            How::Exact => "exact",
            How::Prefix => "prefix",
            How::Word => "word",
            How::Inner => "inner",
            How::Words => "words",
            How::Initials => "initials",
            How::Slip => "typo",
            How::Shortened => "shortened",
        }
    }
}
