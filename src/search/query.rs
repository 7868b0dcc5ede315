//! What is searched for, in all the ways in which it may have been meant, and where in a text that is.

use std::ops::Range;

use crate::search::{
    How,
    keys::{self, Keys, Mapped},
    store::{Next, Store},
    weak,
};

/// Words of a query that are looked for one by one; a text has a bit for each.
pub const MOST_WORDS: usize = 8;

/// Keys that are looked for as if typed in the other keyboard mode: fewer are too often something else.
const LEAST_MISTYPED: usize = 3;

/// Consonants that are looked for as what syllables begin with.
const LEAST_INITIALS: usize = 2;

/// Stands between the initials of two runs of syllables.
const GAP: u8 = b' ';

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    whole: Phrase,
    words: Vec<Phrase>,
}

/// A word or several in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// As typed.
    pub keys: Vec<u8>,
    /// As meant if the keyboard was in the other mode, first with Shift and then without.
    pub mistyped: Vec<Vec<u8>>,
    /// What the syllables of what is meant begin with, if it can be that.
    pub initials: Vec<u8>,
}

impl Phrase {
    fn of(text: &str) -> Phrase {
        let keys = Keys::of(text).bytes;
        let is_initials = keys.len() >= LEAST_INITIALS && keys.iter().all(|key| keys::is_consonant(*key));
        let initials = if is_initials { keys.iter().map(|key| initial(*key)).collect() } else { Vec::new() };
        let mut mistyped: Vec<Vec<u8>> = Vec::new();
        if keys.len() >= LEAST_MISTYPED {
            let latin = |key: &u8| keys::letter(*key);
            let hangul = |key: u8| if key.is_ascii_alphabetic() { keys::jamo(key) } else { key };
            let is_shifted = |c: &char| c.is_ascii_uppercase();
            if keys.iter().any(|key| keys::is_jamo(*key)) {
                mistyped.push(keys.iter().map(latin).collect());
            } else if text.chars().any(|c| is_shifted(&c)) && text.is_ascii() {
                let typed = text.bytes().filter(u8::is_ascii_alphanumeric);
                mistyped.push(typed.map(hangul).collect());
            }
            if keys.iter().any(u8::is_ascii_lowercase) {
                mistyped.push(keys.iter().map(|key| hangul(*key)).collect());
            }
        }
        Phrase { keys, mistyped, initials }
    }
}

impl Query {
    /// What `text` may mean.
    #[must_use]
    pub fn new(text: &str) -> Query {
        let words = text.split_whitespace().map(Phrase::of).filter(|word| !word.keys.is_empty());
        let mut words: Vec<Phrase> = words.take(MOST_WORDS).collect();
        if words.len() < 2 {
            words.clear();
        }
        Query { text: text.to_owned(), whole: Phrase::of(text), words }
    }

    /// As it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing to search for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.keys.is_empty()
    }

    /// All of it.
    #[must_use]
    pub fn whole(&self) -> &Phrase {
        &self.whole
    }

    /// Its words, if there are several.
    #[must_use]
    pub fn words(&self) -> &[Phrase] {
        &self.words
    }

    /// Where it is in `text`, found so: ranges of bytes, in order and apart from each other, of whole syllables.
    #[must_use]
    pub fn marks(&self, text: &str, how: How) -> Vec<Range<usize>> {
        let mapped = Mapped::of(text);
        let keys = &mapped.keys;
        let places = match how {
            How::Exact | How::Prefix | How::Word | How::Inner | How::Words => self.strong(keys),
            How::Initials => initial_places(&self.whole.initials, keys),
            How::Slip => weak::slip(&self.whole.keys, &keys.bytes, |at| keys.words[at])
                .map(|(_, place)| vec![place])
                .unwrap_or_default(),
            How::Shortened => weak::shortened(&self.whole.keys, &keys.bytes, |at| keys.words[at])
                .map(|(_, places)| places.into_iter().map(|at| at..at + 1).collect())
                .unwrap_or_default(),
        };
        joined(places.iter().filter_map(|place| mapped.place(place)).collect())
    }

    /// The whole, or else its words.
    fn strong(&self, keys: &Keys) -> Vec<Range<usize>> {
        let whole = phrase_places(&self.whole, keys);
        if !whole.is_empty() {
            return whole;
        }
        self.words
            .iter()
            .flat_map(|word| {
                let found = phrase_places(word, keys);
                if found.is_empty() { initial_places(&word.initials, keys) } else { found }
            })
            .collect()
    }
}

/// What a syllable begins with that begins with `key`.
fn initial(key: u8) -> u8 {
    keys::letter(keys::relaxed(key))
}

/// What the syllables of a text begin with, and which of its keys these are. Empty without Hangul.
#[must_use]
pub fn initials(keys: &Keys) -> (Keys, Vec<usize>) {
    let (mut initials, mut places) = (Keys::default(), Vec::new());
    let mut has_syllables = false;
    for (at, key) in keys.bytes.iter().enumerate() {
        let is_syllable = keys::is_consonant(*key) && keys::begins_letter(&keys.bytes, at);
        has_syllables |= is_syllable;
        if is_syllable || !keys::is_jamo(*key) && initials.bytes.last() != Some(&GAP) {
            initials.bytes.push(if is_syllable { initial(*key) } else { GAP });
            initials.words.push(keys.words[at]);
            places.push(at);
        }
    }
    if has_syllables { (initials, places) } else { Default::default() }
}

/// Where a phrase is in a text, as typed or else in the other keyboard mode.
fn phrase_places(phrase: &Phrase, keys: &Keys) -> Vec<Range<usize>> {
    let all = std::iter::once(&phrase.keys).chain(&phrase.mistyped);
    all.map(|phrase| places(phrase, keys)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn places(phrase: &[u8], keys: &Keys) -> Vec<Range<usize>> {
    let mut store = Store::default();
    store.add(keys, (0, 0, crate::lang::Lang::Ko, true));
    let mut found = Vec::new();
    store.each(phrase, |place| {
        found.push(place.at..place.at + phrase.len());
        Next::Here
    });
    found
}

fn initial_places(phrase: &[u8], keys: &Keys) -> Vec<Range<usize>> {
    let (initials, at) = initials(keys);
    let found = places(phrase, &initials).into_iter();
    found.map(|place| at[place.start]..at[place.end - 1] + 1).collect()
}

/// Ranges in order, those that touch or overlap as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `text` with brackets around what is marked.
    fn marked(query: &str, text: &str, how: How) -> String {
        let mut out = String::new();
        let mut done = 0;
        for mark in Query::new(query).marks(text, how) {
            out.push_str(&format!("{}[{}]", &text[done..mark.start], &text[mark.clone()]));
            done = mark.end;
        }
        out + &text[done..]
    }

    #[test]
    fn marks_are_whole_syllables() {
        use How::{Initials, Shortened, Slip, Word, Words};
        for (query, text, how, expected) in [
            ("클러스터", "ECS 클러스터의 클러스터", Word, "ECS [클러스터]의 [클러스터]"),
            ("클럿", "ECS 클러스터", Word, "ECS [클러스]터"),
            ("클러ㅅ", "ECS 클러스터", Word, "ECS [클러스]터"),
            ("zmffj", "ECS 클러스터", Word, "ECS [클러]스터"),
            ("ㅅㅁ나", "Run a task", Word, "Run a [task]"),
            ("태스크정의", "태스크 정의는", Word, "[태스크 정의]는"),
            ("ec2 요금", "EC2의 요금표", Words, "[EC2]의 [요금]표"),
            ("ㅋㄹㅅㅌ", "ECS 클러스터란", Initials, "ECS [클러스터]란"),
            ("클래스터", "ECS 클러스터란", Slip, "ECS [클러스터]란"),
            ("tskdef", "task definition", Shortened, "[t]a[sk] [def]inition"),
            ("RhcRlak", "꽃끼마", Word, "[꽃끼마]"),
            ("한", "\u{1112}\u{1161}\u{11AB}글", Word, "[\u{1112}\u{1161}\u{11AB}]글"),
            ("\u{1112}\u{1161}\u{11AB}", "한글", Word, "[한]글"),
            ("cafe", "Cafe\u{301} X", Word, "[Cafe\u{301}] X"),
            ("a", "task a", Word, "task [a]"),
            ("없음", "클러스터", Word, "클러스터"),
        ] {
            assert_eq!(marked(query, text, how), expected, "{query}");
        }
    }

    proptest! {
        #[test]
        fn marks_are_texts_in_order(
            query in prop_oneof![any::<String>(), "[가-힣ㄱ-ㅣᄀ-ᇿ a-zA-Z0-9é\u{301}]{0,6}"],
            text in prop_oneof![any::<String>(), "[가-힣ㄱ-ㅣᄀ-ᇿ a-zA-Z0-9é\u{301}]{0,24}"],
        ) {
            let query = Query::new(&query);
            for how in How::ALL {
                let mut last = 0;
                for mark in query.marks(&text, how) {
                    prop_assert!(last <= mark.start && text.get(mark.clone()).is_some_and(|part| !part.is_empty()));
                    last = mark.end;
                }
            }
        }

        #[test]
        fn a_text_is_in_itself(text in "[가-힣a-z][가-힣 a-z0-9]{0,12}", around in "[가-힣 a-z]{0,4}") {
            let marks = Query::new(&text).marks(&format!("{around} {text}"), How::Word);
            prop_assert!(!marks.is_empty());
        }
    }
}
