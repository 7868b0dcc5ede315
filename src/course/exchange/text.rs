//! Texts of other programs as the Markdown of a course.

use crate::lang::hangul;

/// `text` so that it reads as it is: what Markdown would take for a sign is escaped, and blanks are single.
#[must_use]
pub fn escaped(text: &str) -> String {
    let text = squeezed(text);
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if is_sign(before, c, &text[at + c.len_utf8()..]) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Whether Markdown may take `c`, with this before and behind it, for more than itself.
fn is_sign(before: char, c: char, rest: &str) -> bool {
    let after = rest.chars().next().unwrap_or(' ');
    match c {
        '`' => true,
        '\\' => after.is_ascii_punctuation(),
        '*' => !(before.is_whitespace() && after.is_whitespace()),
        // Inside a word it is no emphasis.
        '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
        '[' => after == '^' || rest.contains("]("),
        '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
        '&' => rest.split(char::is_whitespace).next().is_some_and(|word| word.contains(';')),
        _ => false,
    }
}

/// `text` with single blanks and none at its ends.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` as a course holds it: composed, trimmed, no tabs, nothing that only a terminal would see. Whether something of
/// that sort was there.
pub(super) fn tidy(text: &str) -> (String, bool) {
    let is_hidden = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let plain = |c: char| match c {
        '\t' | '\r' | '\u{00A0}' => ' ',
        c => c,
    };
    let shown: String = text.chars().filter(|c| !is_hidden(*c)).map(plain).collect();
    (hangul::nfc(shown.trim()).into_owned(), text.chars().any(is_hidden))
}
