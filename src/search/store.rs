//! Many texts as keys, one behind the other, so that a phrase is looked for in all of them in one pass.
//!
//! Invariants: texts are numbered in the order in which they were added, and those of an entry lie together. It must not
//! know what an entry is.

use std::ops::Range;

use memchr::memmem;

use crate::{
    lang::Lang,
    search::keys::{self, BREAK, Keys},
};

/// Jamo that a phrase must have to be found within a word; a syllable has two or three.
const LEAST_JAMO: usize = 2;

/// Letters that a phrase must have to be found within a word.
const LEAST_LETTERS: usize = 3;

/// Texts of one sort.
#[derive(Clone, Debug, Default)]
pub struct Store {
    keys: Vec<u8>,
    /// A bit for each key: whether a word begins with it.
    words: Vec<u64>,
    texts: Vec<Text>,
}

/// A text in a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    start: u32,
    /// Number of the entry whose text it is.
    pub entry: u32,
    /// Its number among those of the entry in its language.
    pub number: u16,
    /// Its language.
    pub lang: Lang,
    /// Whether it is the first of them, by which the entry is called.
    pub is_title: bool,
}

/// How much of a text a phrase is, from the best to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// All of it.
    Exact,
    /// Its start.
    Prefix,
    /// It begins where a word begins.
    Word,
    /// It begins within a word.
    Inner,
}

/// A phrase in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Number of the text in its store.
    pub text: usize,
    /// Number of the key in that text with which it begins.
    pub at: usize,
    /// How much of it the phrase is.
    pub fit: Fit,
    /// Whether it ends within a syllable, as what is being typed does.
    pub is_partial: bool,
}

/// Where to look on after a phrase was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// In the same text.
    Here,
    /// In the next text.
    Text,
}

impl Store {
    /// Adds the keys of a text, if there are any.
    pub fn add(&mut self, keys: &Keys, (entry, number, lang, is_title): (usize, usize, Lang, bool)) {
        let start = self.keys.len();
        let ids = (u32::try_from(start), u32::try_from(entry), u16::try_from(number));
        // More than that is no course.
        let (false, (Ok(start), Ok(entry), Ok(number))) = (keys.bytes.is_empty(), ids) else { return };
        self.texts.push(Text { start, entry, number, lang, is_title });
        for (key, is_word) in keys.bytes.iter().zip(&keys.words) {
            self.push(*key, *is_word);
        }
        self.push(BREAK, false);
    }

    fn push(&mut self, key: u8, is_word: bool) {
        let at = self.keys.len();
        if at.is_multiple_of(64) {
            self.words.push(0);
        }
        self.words[at / 64] |= u64::from(is_word) << (at % 64);
        self.keys.push(key);
    }

    /// The texts, in order.
    #[must_use]
    pub fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// The keys of text number `text`.
    #[must_use]
    pub fn keys(&self, text: usize) -> &[u8] {
        &self.keys[self.range(text)]
    }

    fn range(&self, text: usize) -> Range<usize> {
        let start = |text: usize| self.texts.get(text).map(|text| text.start as usize);
        start(text).unwrap_or(self.keys.len())..start(text + 1).unwrap_or(self.keys.len()).saturating_sub(1)
    }

    /// Whether a word begins with key number `at` of text number `text`.
    #[must_use]
    pub fn begins_word(&self, text: usize, at: usize) -> bool {
        self.is_word(self.range(text).start + at)
    }

    fn is_word(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    /// Goes through all places of `phrase`, in order; `visit` says where to look on.
    pub fn each(&self, phrase: &[u8], mut visit: impl FnMut(Found) -> Next) {
        if phrase.is_empty() {
            return;
        }
        let finder = memmem::Finder::new(phrase);
        let is_short = is_short(phrase);
        let (mut at, mut text) = (0, 0);
        while let Some(offset) = self.keys.get(at..).and_then(|rest| finder.find(rest)) {
            let start = at + offset;
            at = start + 1;
            while self.texts.get(text + 1).is_some_and(|next| next.start as usize <= start) {
                text += 1;
            }
            let whole = self.range(text);
            let Some(fit) = self.fit(start..start + phrase.len(), &whole, is_short) else { continue };
            let is_partial = !keys::begins_letter(&self.keys, start + phrase.len());
            if visit(Found { text, at: start - whole.start, fit, is_partial }) == Next::Text {
                at = whole.end + 1;
            }
        }
    }

    fn fit(&self, place: Range<usize>, whole: &Range<usize>, is_short: bool) -> Option<Fit> {
        if !keys::begins_letter(&self.keys, place.start) {
            return None;
        }
        match (place.start == whole.start, place.end == whole.end) {
            (true, true) => Some(Fit::Exact),
            (true, false) => Some(Fit::Prefix),
            _ if self.is_word(place.start) => Some(Fit::Word),
            // What begins within a word also ends in it: `first step` has no `tst`.
            _ => {
                let is_one_word = (place.start + 1..place.end).all(|at| !self.is_word(at));
                (!is_short && is_one_word).then_some(Fit::Inner)
            }
        }
    }
}

/// Whether a phrase is too short to be meant where it stands within a word.
fn is_short(phrase: &[u8]) -> bool {
    let least = if phrase.iter().any(|key| keys::is_jamo(*key)) { LEAST_JAMO } else { LEAST_LETTERS };
    phrase.len() < least
}
