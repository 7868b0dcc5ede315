//! A course made ready for searching, and the search.
//!
//! Invariants: an index never changes; the same query in the same language has the same hits in the same order; each place is hit once,
//! where it is hit best.

use crate::{
    course::Course,
    lang::Lang,
    search::{
        How, Kind, Passage, Place, Query,
        keys::Keys,
        query::{MOST_WORDS, Phrase, initials},
        rank::{Board, Tier},
        store::{Fit, Next, Store},
        weak,
    },
};

/// Keys that a phrase must have to be looked for in what things say, not only in their names.
const LEAST_BODY: usize = 2;

/// Keys it must have to be found there within a word.
const LEAST_BODY_INNER: usize = 3;

/// Initials it must have to be looked for there.
const LEAST_BODY_INITIALS: usize = 3;

/// A course made ready for searching.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) entries: Vec<Entry>,
    /// Names of everything, in both languages.
    pub(super) names: Store,
    /// What it says: Korean, English.
    pub(super) bodies: [Store; 2],
    /// Of each name, which keys are in it.
    name_sets: Vec<u64>,
    /// What the syllables of both begin with.
    name_initials: Store,
    body_initials: Store,
}

/// Something that can be found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) place: Place,
    /// Number of the entry of the lesson that it is a part of.
    lesson: Option<usize>,
}

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub place: Place,
    /// How the query is in it.
    pub how: How,
    /// Where in it.
    pub spot: Spot,
    /// In which language.
    pub lang: Lang,
}

/// Which of the texts of a place was hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// One of its [`names`](Place::names), by number.
    Name(usize),
    /// One of its [`passages`](Place::passages) in the language of the hit, by number.
    Passage(usize),
}

impl Hit {
    /// The text that was hit; `None` if the course is another.
    #[must_use]
    pub fn passage(&self, course: &Course) -> Option<Passage> {
        match self.spot {
            Spot::Name(number) => {
                let (_, text) = self.place.names(course).into_iter().nth(number)?;
                Some(Passage { block: 0, text })
            }
            Spot::Passage(number) => self.place.passages(course, self.lang).into_iter().nth(number),
        }
    }
}

impl Index {
    /// Makes a course ready.
    #[must_use]
    pub fn of(course: &Course) -> Index {
        let mut index = Index::default();
        let mut lessons = Vec::new();
        for place in Place::all(course) {
            let entry = index.entries.len();
            if let Place::Lesson(_) = place {
                lessons.push(entry);
            }
            let lesson = place.lesson().and_then(|lesson| lessons.get(lesson)).copied();
            index.entries.push(Entry { place, lesson });
            for (number, (lang, name)) in place.names(course).into_iter().enumerate() {
                let keys = Keys::of(&name);
                let text = (entry, number, lang, number < Lang::ALL.len());
                index.name_initials.add(&initials(&keys).0, text);
                index.names.add(&keys, text);
                index.name_sets.resize(index.names.texts().len(), weak::set(&keys.bytes));
            }
            for (lang, store) in Lang::ALL.into_iter().zip(&mut index.bodies) {
                for (number, passage) in place.passages(course, lang).into_iter().enumerate() {
                    let keys = Keys::of(&passage.text);
                    let text = (entry, number, lang, false);
                    index.body_initials.add(&initials(&keys).0, text);
                    store.add(&keys, text);
                }
            }
        }
        index
    }

    /// How many things can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What `query` finds, best first, for someone who reads `lang`: everything, or `only` things of one sort.
    ///
    /// What is there as it was typed comes alone; failing that, what was meant if the keyboard was in the other mode; and where
    /// nothing is called so, what is called nearly so.
    #[must_use]
    pub fn find(&self, query: &Query, lang: Lang, only: Option<Kind>) -> Vec<Hit> {
        let mut board = Board::new(self, lang, only);
        if query.is_empty() {
            return Vec::new();
        }
        self.phrase(&query.whole().keys, &mut board);
        let initials = &query.whole().initials;
        if !query.words().is_empty() && initials.is_empty() {
            self.words(query.words(), &mut board);
        }
        if board.is_empty() || !initials.is_empty() {
            query.whole().mistyped.iter().for_each(|phrase| self.phrase(phrase, &mut board));
        }
        self.initials(initials, &mut board);
        if !board.has_names() {
            self.weak(&query.whole().keys, &mut board);
        }
        board.hits()
    }

    fn phrase(&self, phrase: &[u8], board: &mut Board<'_>) {
        self.names.each(phrase, |found| {
            let tier = match found.fit {
                Fit::Exact => Tier::Exact,
                Fit::Prefix => Tier::Prefix,
                Fit::Word => Tier::Word,
                Fit::Inner => Tier::Inner,
            };
            board.name(tier, found.text, usize::from(found.is_partial));
            // Further on only a word that begins there is better.
            if found.fit == Fit::Inner { Next::Here } else { Next::Text }
        });
        for store in self.bodies.iter().filter(|_| phrase.len() >= LEAST_BODY) {
            store.each(phrase, |found| {
                let is_inner = found.fit == Fit::Inner;
                if !is_inner || phrase.len() >= LEAST_BODY_INNER {
                    let tier = if is_inner { Tier::BodyInner } else { Tier::BodyWord };
                    board.passage(tier, store.texts()[found.text], usize::from(found.is_partial));
                }
                if is_inner { Next::Here } else { Next::Text }
            });
        }
    }

    fn initials(&self, phrase: &[u8], board: &mut Board<'_>) {
        self.name_initials.each(phrase, |found| {
            let text = self.name_initials.texts()[found.text];
            board.put(Tier::Initials, text, found.fit as usize, self.name_initials.keys(found.text).len());
            if found.fit == Fit::Inner { Next::Here } else { Next::Text }
        });
        if phrase.len() >= LEAST_BODY_INITIALS {
            self.body_initials.each(phrase, |found| {
                if found.fit == Fit::Inner {
                    return Next::Here;
                }
                board.passage(Tier::BodyInitials, self.body_initials.texts()[found.text], found.fit as usize);
                Next::Text
            });
        }
    }

    /// What has all of several words somewhere: in its names, those of its lesson, or what it says.
    fn words(&self, words: &[Phrase], board: &mut Board<'_>) {
        // A bit for each word.
        let mut names = vec![0_u8; self.entries.len()];
        let mut bodies = names.clone();
        let mut passages = self.bodies.each_ref().map(|store| vec![0_u8; store.texts().len()]);
        for (bit, word) in words.iter().take(MOST_WORDS).enumerate() {
            self.word(word, 1 << bit, &mut names, &mut bodies, &mut passages);
        }
        let all = u8::MAX >> (MOST_WORDS - words.len().min(MOST_WORDS));
        let around = |entry: usize| self.entries[entry].lesson.map_or(0, |lesson| names[lesson]);
        let has_all = |entry: usize| names[entry] | bodies[entry] | around(entry) == all;
        for (text, found) in self.names.texts().iter().enumerate().filter(|(_, text)| text.is_title) {
            let entry = found.entry as usize;
            if names[entry] != 0 && names[entry] | around(entry) == all {
                board.name(Tier::Words, text, 0);
            }
        }
        for (store, passages) in self.bodies.iter().zip(&passages) {
            for (text, found) in store.texts().iter().zip(passages).filter(|(_, found)| **found != 0) {
                if has_all(text.entry as usize) {
                    board.passage(Tier::BodyWords, *text, words.len() - found.count_ones() as usize);
                }
            }
        }
    }

    /// Sets `bit` where a word is, in what things say only where a word begins: as typed, or if it is nowhere, as meant in the other keyboard mode.
    fn word(&self, word: &Phrase, bit: u8, names: &mut [u8], bodies: &mut [u8], passages: &mut [Vec<u8>; 2]) {
        let mut is_found = false;
        self.name_initials.each(&word.initials, |found| {
            names[self.name_initials.texts()[found.text].entry as usize] |= bit;
            is_found = true;
            Next::Text
        });
        for phrase in std::iter::once(&word.keys).chain(&word.mistyped) {
            self.names.each(phrase, |found| {
                names[self.names.texts()[found.text].entry as usize] |= bit;
                is_found = true;
                Next::Text
            });
            for (store, passages) in self.bodies.iter().zip(passages.iter_mut()) {
                store.each(phrase, |found| {
                    if found.fit == Fit::Inner {
                        return Next::Here;
                    }
                    bodies[store.texts()[found.text].entry as usize] |= bit;
                    passages[found.text] |= bit;
                    is_found = true;
                    Next::Text
                });
            }
            if is_found {
                break;
            }
        }
    }

    /// What is called nearly as `phrase` says.
    fn weak(&self, phrase: &[u8], board: &mut Board<'_>) {
        // A slip changes one key: most names lack more keys than that, and need not be looked at.
        let (wanted, most) = (weak::set(phrase), weak::most_slips(phrase).unwrap_or(0));
        let is_near = |(_, set): &(usize, &u64)| (wanted & !**set).count_ones() as usize <= most;
        for (text, _) in self.name_sets.iter().enumerate().filter(is_near) {
            let keys = self.names.keys(text);
            let begins_word = |at: usize| self.names.begins_word(text, at);
            if let Some((slips, _)) = weak::slip(phrase, keys, begins_word) {
                board.name(Tier::Slip, text, slips);
            } else if let Some((left_out, _)) = weak::shortened(phrase, keys, begins_word) {
                board.name(Tier::Shortened, text, left_out);
            }
        }
    }
}
