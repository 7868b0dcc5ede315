//! Characters that no text of a course may have: terminals and fonts disagree on their width, or nobody can see them.
//!
//! It must not know what a file means.

use crate::course::{Diagnostic, diagnostic::Problem};

/// At most this many complaints about characters per file; one is enough to find the habit.
const MOST: usize = 20;

/// Characters whose width terminals and fonts disagree on.
#[must_use]
pub fn characters(path: &str, text: &str) -> Vec<Diagnostic> {
    let forbidden = text.char_indices().filter(|(_, c)| is_forbidden(*c)).take(MOST);
    let diagnostic = |(at, c): (usize, char)| {
        let problem = if c.is_control() { Problem::ControlCharacter(c) } else { Problem::ForbiddenGlyph(c) };
        Diagnostic { file: path.to_owned(), span: at..at + c.len_utf8(), problem }
    };
    forbidden.map(diagnostic).collect()
}

/// Whether terminals or fonts disagree on the width of `c`, or it is invisible.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    match c {
        // Nearly every character, so that it is asked first.
        ' '..='~' | '가'..='힣' => false,
        '\n' | '\t' | '✓' | '✗' => false,
        c if c.is_control() => true,
        '\u{0300}'..='\u{036F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' => true, // combining, selectors
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => true, // invisible
        '\u{00AD}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => true, // soft hyphen, fillers
        '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => true, // blanks that look like others
        '\u{2028}' | '\u{2029}' | '\u{FFFD}' | '\u{E0000}'..='\u{E0FFF}' => true, // line ends, broken text, tags
        '\u{2460}'..='\u{24FF}' | '\u{2600}'..='\u{27BF}' | '\u{203B}' => true, // circled, symbols, reference mark
        '\u{2160}'..='\u{2188}' | '\u{2194}'..='\u{21FF}' => true,              // Roman numerals, arrows
        '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{E000}'..='\u{F8FF}' => true, // emoji, private use
        _ => false,
    }
}
