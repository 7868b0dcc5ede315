//! Hangul: composition, and the keys of the two-set (두벌식) keyboard that type it.
//!
//! Spelling a text as the keys that type it (`한글` is `gksrmf`) makes text typed in the wrong input mode
//! comparable. It must not know what the keys are used for.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Keys of the 19 initial consonants, in Unicode order.
const INITIAL: [&str; 19] =
    ["r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"];

/// Keys of the 21 vowels.
const VOWEL: [&str; 21] = [
    "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m",
    "ml", "l",
];

/// Keys of the 28 finals; the first is none.
const FINAL: [&str; 28] = [
    "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt",
    "t", "T", "d", "w", "c", "z", "x", "v", "g",
];

/// Keys of the consonants among the compatibility letters, U+3131 to U+314E; the vowels follow in the order of [`VOWEL`].
const COMPATIBILITY: [&str; 30] = [
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "Q",
    "qt", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
];

/// `text` with syllables composed (NFC).
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Whether `c` is a Hangul syllable or letter of any block.
#[must_use]
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97C}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{D7B0}'..='\u{D7FB}' | '\u{FFA1}'..='\u{FFDC}')
}

/// The keys that type the Hangul `c` on a two-set keyboard, in order; `None` for anything else.
#[must_use]
pub fn keys_of(c: char) -> Option<[&'static str; 3]> {
    let code = u32::from(c) as usize;
    let one = |table: &[&'static str], index: usize| table.get(index).map(|keys| [*keys, "", ""]);
    match code {
        0xAC00..=0xD7A3 => {
            let index = code - 0xAC00;
            Some([INITIAL[index / 588], VOWEL[index % 588 / 28], FINAL[index % 28]])
        }
        0x3131..=0x314E => one(&COMPATIBILITY, code - 0x3131),
        0x314F..=0x3163 => one(&VOWEL, code - 0x314F),
        0x1100..=0x1112 => one(&INITIAL, code - 0x1100),
        0x1161..=0x1175 => one(&VOWEL, code - 0x1161),
        0x11A8..=0x11C2 => one(&FINAL, code - 0x11A7),
        _ => None,
    }
}

/// `text` as the keys that type it; what is not Hangul stays.
#[must_use]
pub fn keys(text: &str) -> String {
    let mut keys = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match keys_of(c) {
            Some(parts) => keys.extend(parts),
            None => keys.push(c),
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_words_as_keys() {
        for (text, expected) in [
            ("한글", "gksrmf"),
            ("클러스터", "zmffjtmxj"),
            ("값", "rkqt"),
            ("ㄷㅊㄴ", "ecs"),
            ("ㅃ", "Q"),
            ("왜", "dho"),
            ("ECS 태스크", "ECS xotmzm"),
            ("\u{1112}\u{1161}\u{11AB}", "gks"),
        ] {
            assert_eq!(keys(text), expected, "{text}");
        }
    }

    #[test]
    fn every_syllable_is_spelled_differently() {
        let all: std::collections::HashSet<String> = ('가'..='힣').map(|c| keys(&c.to_string())).collect();
        assert_eq!(all.len(), 11_172);
    }

    #[test]
    fn composes() {
        assert_eq!(nfc("\u{1112}\u{1161}\u{11AB}"), "한");
        assert!(matches!(nfc("한글 abc"), Cow::Borrowed(_)));
    }
}
