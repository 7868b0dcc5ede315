//! Display width: how many terminal cells a text takes, by grapheme cluster.
//!
//! Purpose: everything that pads, cuts or wraps text measures it here, so that all of it agrees with what ratatui draws.
//! Widths are those of `unicode-width` on whole clusters; adding up characters is wrong for emoji and conjoining jamo.
//!
//! Invariants: a [`Cluster`] is at most two cells wide, or one character with its marks (very few are three cells wide); its
//! width is 0 only if it draws nothing (control characters, lone combining marks, bidi controls, zero-width spaces).
//!
//! It must not know what the text means, nor which colour it has.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What is put where text was cut: two full stops, because `…` is two cells wide in some terminals.
pub const ELLIPSIS: &str = "..";

/// One user-perceived character and the cells it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// A slice of the measured text.
    pub text: &'a str,
    /// Cells: 0, 1 or 2, rarely 3.
    pub width: usize,
}

impl Cluster<'_> {
    /// The character that decides how the cluster behaves at a line end.
    #[must_use]
    pub fn base(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }
}

/// The clusters of a text in order; joined again they are the text.
#[derive(Clone, Debug)]
pub struct Clusters<'a> {
    rest: &'a str,
    /// How many bytes at the start of `rest` belong to a cluster that has to be handed out in parts.
    parts: usize,
}

/// Splits `text` into clusters; one of many wide characters comes in parts.
#[must_use]
pub fn clusters(text: &str) -> Clusters<'_> {
    Clusters { rest: text, parts: 0 }
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        if self.parts == 0 {
            if let Some(width) = simple_width(first)
                && chars.clone().next().is_none_or(|next| next.is_ascii() || simple_width(next).is_some())
            {
                return Some(self.take(first.len_utf8(), width));
            }
            let cluster = self.rest.graphemes(true).next()?;
            let width = grapheme_width(cluster);
            // One that begins with a mark is none after a blank or another character: then its parts are drawn.
            if width <= 2 && !is_skin(first) {
                return Some(self.take(cluster.len(), width));
            }
            self.parts = cluster.len();
        }
        let marks = chars.as_str().chars().take_while(|c| c.width() == Some(0));
        let len = first.len_utf8() + marks.map(char::len_utf8).sum::<usize>();
        let len = len.min(self.parts);
        self.parts -= len;
        Some(self.take(len, grapheme_width(&self.rest[..len])))
    }
}

impl<'a> Clusters<'a> {
    fn take(&mut self, bytes: usize, width: usize) -> Cluster<'a> {
        let (text, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        Cluster { text, width }
    }
}

/// The width of a character that forms a cluster of its own before any other such character. This is the fast path for
/// nearly all of a lesson; everything else goes through the segmentation tables.
fn simple_width(c: char) -> Option<usize> {
    match c {
        ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{257F}' => Some(1),
        '가'..='힣' | '\u{3000}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' => Some(2),
        _ => None,
    }
}

fn grapheme_width(cluster: &str) -> usize {
    if cluster.starts_with(char::is_control) {
        0
    } else {
        cluster.width() + cluster.chars().filter(|&c| is_sound_mark(c)).count()
    }
}

/// The colours of skin: marks of the emoji before them, and drawn by themselves where there is none.
fn is_skin(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// The half-width voiced sound marks of Japanese: ratatui gives each a cell more than the tables do.
fn is_sound_mark(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
}

/// Cells that `text` takes on one row. Control characters take none.
#[must_use]
pub fn width(text: &str) -> usize {
    clusters(text).map(|cluster| cluster.width).sum()
}

/// The longest start of `text` that is at most `cells` wide.
#[must_use]
pub fn clip(text: &str, cells: usize) -> &str {
    let mut end = 0;
    let mut used = 0;
    for cluster in clusters(text) {
        used += cluster.width;
        if used > cells {
            return &text[..end];
        }
        end += cluster.text.len();
    }
    text
}

/// The longest end of `text` that is at most `cells` wide.
#[must_use]
pub fn clip_start(text: &str, cells: usize) -> &str {
    let mut start = 0;
    let mut left = width(text);
    for cluster in clusters(text) {
        if left <= cells {
            break;
        }
        left -= cluster.width;
        start += cluster.text.len();
    }
    &text[start..]
}

/// `text` if it is at most `cells` wide, else its start and [`ELLIPSIS`], together at most `cells` wide.
#[must_use]
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    if text.len() <= cells && text.is_ascii() || clip(text, cells).len() == text.len() {
        return Cow::Borrowed(text);
    }
    match cells.checked_sub(ELLIPSIS.len()) {
        Some(room) => Cow::Owned(format!("{}{ELLIPSIS}", clip(text, room))),
        None => Cow::Borrowed(&ELLIPSIS[..cells]),
    }
}

/// `text` and spaces after it, exactly `cells` wide; a wider text is truncated.
#[must_use]
pub fn pad_right(text: &str, cells: usize) -> String {
    let text = truncate(text, cells);
    let spaces = cells.saturating_sub(width(&text));
    format!("{text}{:spaces$}", "")
}

/// Spaces and `text` after them, exactly `cells` wide; a wider text is truncated.
#[must_use]
pub fn pad_left(text: &str, cells: usize) -> String {
    let text = truncate(text, cells);
    let spaces = cells.saturating_sub(width(&text));
    format!("{:spaces$}{text}", "")
}

/// `text` made safe for one row of a terminal: tabs and line breaks become spaces; other control characters, bidi
/// controls and clusters that draw nothing are left out. What stays is at least one cell wide, cluster by cluster.
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if clusters(text).all(|cluster| cluster.width > 0) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    for cluster in clusters(text) {
        if cluster.width > 0 {
            clean.push_str(cluster.text);
        } else if matches!(cluster.base(), '\t' | '\n' | '\r') {
            clean.push(' ');
        }
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_are_those_of_terminals() {
        let table = [
            ("", 0),
            ("Fargate를", 9),
            ("한글", 4),
            ("\u{1112}\u{1161}\u{11ab}", 2),
            ("ᄒᆞᆫ글", 4),
            ("ㅎㅏ", 4),
            ("\u{FFA1}", 1),
            ("“따옴표”…·—", 11),
            ("ＡＢ", 4),
            ("👩‍💻🇰🇷✅", 6),
            ("⚠\u{fe0f}", 2),
            ("1\u{fe0f}\u{20e3}", 2),
            ("e\u{301}", 1),
            ("ｶ\u{FF9E}", 3),
            ("가\u{FF9E}", 4),
            ("\u{200b}\u{feff}\u{202e}", 0),
            ("\u{301}", 0),
            ("\x1b[31m\t\r\n", 4),
            ("─│┌▸", 4),
        ];
        for (text, cells) in table {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn the_fast_path_agrees_with_the_tables() {
        for c in (0..=0xFFFFu32).filter_map(char::from_u32) {
            if let Some(cells) = simple_width(c) {
                let text = c.to_string();
                assert_eq!(text.width(), cells, "{c:?}");
                for pair in [format!("{c}가"), format!("가{c}"), format!("a{c}{c}")] {
                    assert_eq!(pair.graphemes(true).count(), pair.chars().count());
                }
            }
        }
    }

    #[test]
    fn truncating_and_padding_keep_the_cells() {
        assert_eq!(truncate("한글", 4), "한글");
        assert_eq!(truncate("한글날", 5), "한..");
        assert_eq!(truncate("한글날", 4), "한..");
        assert_eq!(truncate("한글날", 3), "..");
        assert_eq!(truncate("한글날", 1), ".");
        assert_eq!(truncate("한글날", 0), "");
        assert_eq!(pad_right("한글", 7), "한글   ");
        assert_eq!(pad_left("한글", 5), " 한글");
        assert_eq!(pad_right("한글날", 5), "한.. ");
    }

    #[test]
    fn control_and_invisible_characters_are_left_out() {
        assert!(matches!(sanitize("맑은 text"), Cow::Borrowed(_)));
        assert_eq!(sanitize("a\x1b[2J\u{202e}b\tc\r\nd"), "a[2Jb c d");
        assert_eq!(sanitize("\u{301}x\u{200b}y"), "xy");
    }

    #[test]
    fn a_giant_cluster_is_measured_in_linear_time() {
        let marks = format!("a{}", "\u{301}".repeat(300_000));
        assert_eq!(width(&marks), 1);
        let initials = "\u{1112}".repeat(300_000);
        assert_eq!(width(&initials), 600_000);
    }

    proptest! {
        #[test]
        fn clusters_join_to_the_text(text in r"(\PC|[가-힣]|[\u{1100}-\u{11FF}]|[\u{200b}-\u{200f}\u{fe0f}\u{1f3fb}👩❤🇰\t\x07])*") {
            let mut joined = String::new();
            for cluster in clusters(&text) {
                prop_assert!(cluster.width <= 4);
                joined.push_str(cluster.text);
            }
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn padded_is_exact(text in r"(\PC|[가-힣])*", cells in 0usize..40) {
            prop_assert_eq!(width(&pad_right(&text, cells)), cells);
            prop_assert_eq!(width(&pad_left(&text, cells)), cells);
            prop_assert!(width(&truncate(&text, cells)) <= cells);
        }

        #[test]
        fn sanitized_draws_only_visible_clusters(text in r"(\PC|[\u{200b}-\u{200f}\u{fe0f}\t\x07\x1b가])*") {
            let clean = sanitize(&text);
            prop_assert!(!clean.contains(char::is_control));
        }
    }
}
