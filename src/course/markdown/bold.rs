//! `**bold**` next to Hangul.
//!
//! CommonMark looks at the characters around `**` to tell an opening one from a closing one, on the assumption that words
//! are set apart by spaces. Korean particles are not, so `**강조(bold)**와` and `은**"따옴표"**` stay literal there.
//! Where punctuation on the bold side meets Hangul on the other side, [`relax`] hides that syllable behind a punctuation
//! mark of the same length in bytes. The parser then lets the `**` open *or* close, and pairs it by its own rules. The caller
//! takes the text back from the original, at the same offsets.
//!
//! Invariants: offsets and line breaks do not move; nothing but running text is touched (no code, address or HTML); a page
//! without such a place is not touched at all.
//!
//! It must not know what the pairs become.

use std::borrow::Cow;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::OPTIONS;

/// Punctuation to the parser, and three bytes like every Hangul character.
const MASK: &str = "。";

/// `source` with the syllables masked that keep a `**` from opening or closing; see the module.
pub(super) fn relax(source: &str) -> Cow<'_, str> {
    let wanted = candidates(source);
    if wanted.is_empty() {
        return Cow::Borrowed(source);
    }
    let wanted = in_running_text(source, &wanted);
    if wanted.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut relaxed = String::with_capacity(source.len());
    let mut from = 0;
    for at in wanted {
        relaxed.push_str(&source[from..at]);
        relaxed.push_str(MASK);
        from = at + MASK.len();
    }
    relaxed.push_str(&source[from..]);
    Cow::Owned(relaxed)
}

/// Ascending offsets of syllables to mask, wherever they are.
fn candidates(source: &str) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut from = 0;
    while let Some(start) = source[from..].find("**").map(|at| from + at) {
        let (before, after) = source.split_at(start);
        let rest = after.trim_start_matches('*');
        let end = source.len() - rest.len();
        from = end;
        let (Some(left), Some(right)) = (before.chars().next_back(), rest.chars().next()) else {
            continue;
        };
        if end - start > 3 {
            continue;
        }
        let left_start = start - left.len_utf8();
        let left_masked = found.last() == Some(&left_start);
        if is_hangul(right) && (left_masked || can_end_bold(left)) {
            if !belongs_to_next(left, &rest[right.len_utf8()..]) {
                found.push(end);
            }
        } else if is_hangul(left)
            && can_start_bold(right)
            && !left_masked
            && !before[..left_start].ends_with('*')
        {
            found.push(left_start);
        }
    }
    found
}

/// Whether the syllable after a `**` is alone between it and another one that would suffer from the mask.
fn belongs_to_next(left: char, after: &str) -> bool {
    if !after.starts_with('*') {
        return false;
    }
    let beyond = after.trim_start_matches('*').chars().next();
    matches!(left, '"' | '\'') || beyond.is_some_and(|c| c.is_alphanumeric() && !is_hangul(c))
}

/// Keeps the offsets that lie in running text.
fn in_running_text(source: &str, offsets: &[usize]) -> Vec<usize> {
    let mut kept = Vec::with_capacity(offsets.len());
    let mut next = 0;
    let mut verbatim = false;
    for (event, range) in Parser::new_ext(source, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(
                Tag::CodeBlock(_) | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. },
            ) => verbatim = true,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => verbatim = false,
            Event::Text(text) if !verbatim => {
                while offsets.get(next).is_some_and(|&at| at < range.start) {
                    next += 1;
                }
                let at_home = source.get(range.clone()) == Some(&*text);
                while let Some(&at) = offsets.get(next).filter(|&&at| at < range.end) {
                    if at_home {
                        kept.push(at);
                    }
                    next += 1;
                }
            }
            _ => {}
        }
    }
    kept
}

/// All of these take three bytes in UTF-8.
fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣' | '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}'
        | '\u{A960}'..='\u{A97F}' | '\u{D7B0}'..='\u{D7FB}')
}

/// Punctuation that may be the last character inside bold text.
fn can_end_bold(c: char) -> bool {
    match c {
        '(' | '[' | '{' | '<' | '*' | '\\' | ',' => false,
        '”' | '’' | '」' | '』' | '》' | '〉' | '】' | '…' | '）' | '％' | '！' | '？' => true,
        _ => c.is_ascii_punctuation(),
    }
}

/// Punctuation that may be the first character inside bold text.
fn can_start_bold(c: char) -> bool {
    match c {
        ')' | ']' | '}' | '>' | '*' | '\\' | ',' | '.' | '!' | '?' | ':' | ';' | '%' | '|' => false,
        '“' | '‘' | '「' | '『' | '《' | '〈' | '【' | '（' => true,
        _ => c.is_ascii_punctuation(),
    }
}
