//! Texts as the keys that type them: what of a text is compared, a byte for each key.
//!
//! A Latin letter is itself in lower case; a jamo is the letter on its key, in upper case, so that the two never meet by
//! chance: `ECS 클러스터` is `ecsZMFFJTMXJ`. Blanks, punctuation and marks over letters are left out. What a syllable begins with is known
//! without looking it up: a consonant with a vowel behind it begins one.
//!
//! Invariants: a text has the same keys composed (NFC) and decomposed (NFD); [`BREAK`] is never a key.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::lang::hangul;

/// Stands between two texts.
pub const BREAK: u8 = 0;

/// Keys that type another jamo with Shift; they are the bytes 1 to 7.
const SHIFTED: [u8; 7] = *b"QWERTOP";

/// The two dots in the middle that are letters to Unicode; in Korean they are punctuation.
const DOTS: [char; 2] = ['\u{318D}', '\u{119E}'];

/// A text as keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// A byte for each key.
    pub bytes: Vec<u8>,
    /// For each key, whether a word begins with it.
    pub words: Vec<bool>,
}

impl Keys {
    /// The keys of `text`.
    #[must_use]
    pub fn of(text: &str) -> Keys {
        let mut keys = Keys::default();
        keys.extend(text, ' ');
        keys
    }

    /// Adds the keys of `text`, which stands behind the character `last`. Returns the character that decides whether a
    /// word begins behind it.
    pub fn extend(&mut self, text: &str, last: char) -> char {
        let mut last = last;
        for c in text.chars() {
            let before = self.bytes.len();
            fold(c, &mut self.bytes);
            let added = self.bytes.len() - before;
            self.words.extend((0..added).map(|i| i == 0 && begins_word(last, c)));
            if added > 0 || !is_combining_mark(c) {
                last = c;
            }
        }
        last
    }
}

/// A text as keys, and where in the text each of them is.
#[derive(Clone, Debug, Default)]
pub struct Mapped {
    /// The keys.
    pub keys: Keys,
    /// For each key, the bytes of the text that it types a part of: a whole syllable.
    places: Vec<Range<usize>>,
}

impl Mapped {
    /// The keys of `text`.
    #[must_use]
    pub fn of(text: &str) -> Mapped {
        let mut mapped = Mapped::default();
        let mut last = ' ';
        for (at, cluster) in text.grapheme_indices(true) {
            last = mapped.keys.extend(cluster, last);
            mapped.places.resize(mapped.keys.bytes.len(), at..at + cluster.len());
        }
        mapped
    }

    /// The bytes of the text that the keys `range` type.
    #[must_use]
    pub fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.places.get(range.start)?, self.places.get(range.end.checked_sub(1)?)?);
        Some(first.start..last.end)
    }
}

/// Adds the keys of one character.
fn fold(c: char, keys: &mut Vec<u8>) {
    if c.is_ascii() {
        keys.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase() as u8));
    } else if let Some(parts) = hangul::keys_of(c) {
        keys.extend(parts.iter().flat_map(|part| part.bytes()).map(jamo));
    } else if !DOTS.contains(&c) {
        for c in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)) {
            if let Some(parts) = hangul::keys_of(c) {
                keys.extend(parts.iter().flat_map(|part| part.bytes()).map(jamo));
            } else if c.is_alphanumeric() {
                keys.extend(c.to_lowercase().flat_map(|c| c.to_string().into_bytes()));
            }
        }
    }
}

/// The byte of the jamo that the key `key` types in Hangul mode.
#[must_use]
pub fn jamo(key: u8) -> u8 {
    let shifted = (1..).zip(SHIFTED).filter(|_| key.is_ascii_uppercase()).find(|(_, other)| *other == key);
    shifted.map_or(key.to_ascii_uppercase(), |(byte, _)| byte)
}

/// The letter on the key of a jamo; any other byte is itself.
#[must_use]
pub fn letter(key: u8) -> u8 {
    match key {
        1..=7 => SHIFTED[usize::from(key) - 1].to_ascii_lowercase(),
        key => key.to_ascii_lowercase(),
    }
}

/// Whether a key types a jamo.
#[must_use]
pub fn is_jamo(key: u8) -> bool {
    matches!(key, 1..=7 | b'A'..=b'Z')
}

/// Whether a key types a vowel: ㅒ and ㅖ are on O and P with Shift.
fn is_vowel(key: u8) -> bool {
    matches!(key, 6 | 7 | b'B' | b'H'..=b'P' | b'U' | b'Y')
}

/// Whether a key types a consonant.
#[must_use]
pub fn is_consonant(key: u8) -> bool {
    is_jamo(key) && !is_vowel(key)
}

/// A tense consonant as the plain one; who types only what syllables begin with leaves Shift alone.
#[must_use]
pub fn relaxed(key: u8) -> u8 {
    match key {
        1..=5 => SHIFTED[usize::from(key) - 1],
        key => key,
    }
}

/// Whether a syllable or a letter begins at `at`.
#[must_use]
pub fn begins_letter(keys: &[u8], at: usize) -> bool {
    match keys.get(at) {
        Some(key) if is_jamo(*key) => {
            is_consonant(*key) && keys.get(at + 1).is_some_and(|next| is_vowel(*next))
        }
        _ => true,
    }
}

fn begins_word(last: char, c: char) -> bool {
    // Nearly all of a Korean text, without looking anything up.
    if matches!((last, c), ('가'..='힣', '가'..='힣')) {
        return false;
    }
    let is_latin = |c: char| c.is_alphanumeric() && !hangul::is_hangul(c);
    !last.is_alphanumeric()
        || DOTS.contains(&last)
        || hangul::is_hangul(last) && is_latin(c)
        || last.is_lowercase() && is_capital(c)
}

/// Whether it is a capital; what it is composed of decides, as in ᾨ, which by itself is a title letter.
fn is_capital(c: char) -> bool {
    c.is_uppercase() || !c.is_ascii() && std::iter::once(c).nfd().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Keys, with `|` where words begin.
    fn shown(text: &str) -> String {
        let keys = Keys::of(text);
        let each = keys.bytes.iter().zip(&keys.words);
        each.map(|(key, word)| format!("{}{}", if *word { "|" } else { "" }, char::from(*key))).collect()
    }

    #[test]
    fn texts_as_keys() {
        for (text, keys) in [
            ("ECS 클러스터", "|ecs|ZMFFJTMXJ"),
            ("작업 정의 (Task definition)", "|WKRDJQ|WJDDML|task|definition"),
            ("RunTask를 부르면", "|run|taskFMF|QNFMAUS"),
            ("t3.micro, 0.5 vCPU", "|t3|micro|0|5|v|cpu"),
            ("값", "|RKQT"),
            ("\u{1100}\u{1161}\u{11B9}", "|RKQT"),
            ("ＥＣ２", "|ec2"),
            ("café e\u{301}té", "|cafe|ete"),
            ("ㆍ·…", ""),
        ] {
            assert_eq!(shown(text), keys, "{text}");
        }
        assert_eq!(Keys::of("까").bytes, [jamo(b'R'), b'K']);
    }

    #[test]
    fn every_key_has_its_way_back() {
        for key in (b'a'..=b'z').chain(SHIFTED) {
            assert!(is_jamo(jamo(key)), "{}", char::from(key));
            assert_eq!(letter(jamo(key)), key.to_ascii_lowercase());
        }
        let vowels: Vec<char> = ('ㅏ'..='ㅣ').collect();
        for c in 'ㄱ'..='ㅣ' {
            let keys = Keys::of(&c.to_string()).bytes;
            assert_eq!(keys.iter().all(|key| is_vowel(*key)), vowels.contains(&c), "{c}");
            assert_eq!(keys.iter().all(|key| is_consonant(*key)), !vowels.contains(&c), "{c}");
        }
    }

    #[test]
    fn a_composed_title_letter_is_a_capital() {
        assert_eq!(Keys::of("aᾨ"), Keys::of("aΩ\u{345}\u{314}"));
        assert_eq!(Keys::of("aᾨ").words, [true, true, false]);
    }

    #[test]
    fn syllables_begin_with_a_consonant_and_a_vowel() {
        for syllable in '가'..='힣' {
            let keys = Keys::of(&format!("{syllable}나")).bytes;
            let starts: Vec<usize> = (0..keys.len()).filter(|at| begins_letter(&keys, *at)).collect();
            assert_eq!(starts, [0, keys.len() - 2], "{syllable}");
        }
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_texts_have_the_same_keys(text in any::<String>(), near in "[가-힣ㄱ-ㅣᄀ-ᇿ a-zA-Z0-9éßİﾡ\u{300}-\u{345}ㆍ.]{0,16}") {
            for text in [text, near] {
                let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
                prop_assert_eq!(&Keys::of(&nfc), &Keys::of(&nfd));
                let mapped = Mapped::of(&nfd);
                prop_assert_eq!(&mapped.keys, &Keys::of(&nfd));
                prop_assert!(!mapped.keys.bytes.contains(&BREAK));
                for at in 0..mapped.places.len() {
                    let place = mapped.place(&(at..at + 1)).unwrap();
                    prop_assert!(nfd.get(place).is_some_and(|part| !part.is_empty()));
                }
            }
        }
    }
}
