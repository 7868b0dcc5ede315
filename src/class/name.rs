//! What players may be called.
//!
//! Invariant: a name is in NFC, 1 to [`MOST_CELLS`] cells wide, and draws nothing but what it says: nothing in it can command a
//! terminal, turn the text around it, or be there unseen.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{
    lang::{
        Lang, Text,
        class::{ANIMALS, TRAITS},
        hangul::nfc,
        width::{clip, clusters, width},
    },
    study::order::shuffled,
};

/// The widest name, in terminal cells.
pub const MOST_CELLS: usize = 20;

/// The most characters of one cluster: a letter with its marks, not a tower of them.
const MOST_MARKS: usize = 4;

/// Why a name cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum NameFault {
    /// There is nothing to see.
    #[error("empty")]
    Empty,
    /// It is wider than [`MOST_CELLS`].
    #[error("too long")]
    Long,
    /// It has a character that is not seen, or that no text should have.
    #[error("unseen characters")]
    Unseen,
}

/// `typed` as a name: composed, with single blanks between its words.
///
/// # Errors
/// When it is empty, too wide, or has something that must not be shown.
pub fn clean(typed: &str) -> Result<String, NameFault> {
    // Phones put selectors behind hearts and stars. Terminals disagree on what these do to the width.
    let selected = |c: &char| matches!(c, '\u{FE00}'..='\u{FE0F}');
    let text: String = typed.trim().chars().filter(|c| !selected(c)).collect();
    let text = nfc(&text);
    if text.chars().any(|c| c != ' ' && is_hidden(c)) {
        return Err(NameFault::Unseen);
    }
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_whole = |text: &str, width: usize| width > 0 && text.chars().count() <= MOST_MARKS;
    match width(&name) {
        _ if name.is_empty() => Err(NameFault::Empty),
        _ if !clusters(&name).all(|cluster| is_whole(cluster.text, cluster.width)) => Err(NameFault::Unseen),
        0..=MOST_CELLS => Ok(name),
        _ => Err(NameFault::Long),
    }
}

/// Whether `c` is not seen, turns text around, or means something else everywhere.
pub(super) fn is_hidden(c: char) -> bool {
    match c {
        c if c.is_control() => true,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => true, // fillers
        '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' => true, // invisible vowels, selectors
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => true, // bidi, zero width
        '\u{2800}' | '\u{FFF0}'..='\u{FFFF}' | '\u{1D173}'..='\u{1D17A}' => true, // blank, specials
        '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}' => true, // tags, selectors, private use
        _ => false,
    }
}

/// What of a name is compared: two that a class could not tell apart have the same.
#[must_use]
pub fn skeleton(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfkc().filter(|c| !c.is_whitespace()) {
        if c.is_uppercase() && !c.is_ascii() {
            // A capital may look like one of another alphabet whose small letter it does not look like: М is no м.
            plain.extend(unicode_security::skeleton(c.encode_utf8(&mut [0; 4])).flat_map(char::to_lowercase));
        } else {
            plain.extend(c.to_lowercase());
        }
    }
    unicode_security::skeleton(&plain).flat_map(char::to_lowercase).collect()
}

/// `name` with a number behind it, as wide as a name may be.
#[must_use]
pub fn numbered(name: &Text, number: u32) -> Text {
    let number = format!(" {number}");
    let with = |lang| {
        let start = clip(name.get(lang), MOST_CELLS - number.len());
        format!("{}{number}", start.trim_end())
    };
    Text { ko: with(Lang::Ko), en: with(Lang::En) }
}

/// The name that a room with this seed gives to its player number `index`.
#[must_use]
pub fn made(seed: u64, index: usize) -> Text {
    let all = TRAITS.len() * ANIMALS.len();
    let at = shuffled(all, seed)[index % all];
    let (first, second) = (TRAITS[at / ANIMALS.len()], ANIMALS[at % ANIMALS.len()]);
    let both = |lang| format!("{} {}", first.get(lang), second.get(lang));
    Text { ko: both(Lang::Ko), en: both(Lang::En) }
}

/// The same `name` in both languages.
#[must_use]
pub fn same(name: String) -> Text {
    Text { ko: name.clone(), en: name }
}
