//! The part of a text that shows what was found in it, in the room there is.

use std::ops::Range;

use crate::lang::width::{ELLIPSIS, clip, clip_start, width};

/// A part of a text with marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// At most as wide as was asked for; cut with `..` on either side.
    pub text: String,
    /// Bytes of it that are marked, in order.
    pub marks: Vec<Range<usize>>,
}

impl Excerpt {
    /// `text` around the first of `marks`, at most `cells` wide.
    #[must_use]
    pub fn of(text: &str, marks: &[Range<usize>], cells: usize) -> Excerpt {
        let first = marks.first().map_or(0..0, Clone::clone);
        let start = match width(text) {
            all if all <= cells => 0,
            _ => start(text, &first, cells),
        };
        let cut = if start > 0 { ELLIPSIS } else { "" };
        let room = cells.saturating_sub(cut.len());
        let mut shown = clip(&text[start..], room);
        let mut end = "";
        if shown.len() < text.len() - start {
            shown = clip(shown, room.saturating_sub(ELLIPSIS.len()));
            end = ELLIPSIS;
        }
        let stop = start + shown.len();
        let marks = marks.iter().filter(|mark| mark.start < stop && mark.end > start);
        let moved = |at: usize| at.clamp(start, stop) - start + cut.len();
        let marks = marks.map(|mark| moved(mark.start)..moved(mark.end)).collect();
        let text = format!("{cut}{shown}{end}");
        // So narrow that not even the dots fit.
        if width(&text) > cells { Excerpt::default() } else { Excerpt { text, marks } }
    }

    /// The text in runs, each with whether it is marked.
    pub fn runs(&self) -> impl Iterator<Item = (&str, bool)> {
        let ends = self.marks.iter().flat_map(|mark| [(mark.start, false), (mark.end, true)]);
        let mut done = 0;
        ends.chain([(self.text.len(), false)])
            .map(move |(end, is_marked)| (&self.text[std::mem::replace(&mut done, end)..end], is_marked))
            .filter(|(run, _)| !run.is_empty())
    }
}

/// Where to begin so that `first` is seen with something before it and what is behind it fills the rest.
fn start(text: &str, first: &Range<usize>, cells: usize) -> usize {
    let before = &text[..first.start];
    let lead = width(before);
    let wanted = cells.saturating_sub(width(&text[first.clone()])).min(cells / 3);
    // Nearly at the start, nothing is cut; nearly at the end, no room is left empty.
    if lead <= wanted {
        return 0;
    }
    let tail = width(&text[first.start..]);
    let wanted = wanted.max(cells.saturating_sub(tail + ELLIPSIS.len()));
    let start = first.start - clip_start(before, wanted.saturating_sub(ELLIPSIS.len())).len();
    // A word is not cut if the next one is close.
    let rest = &text[start..first.start];
    match rest.find(' ') {
        Some(blank) if width(&rest[..blank]) <= wanted / 2 => start + blank + 1,
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, word: &str, cells: usize) -> String {
        let at = text.find(word).unwrap();
        let excerpt = Excerpt::of(text, std::slice::from_ref(&(at..at + word.len())), cells);
        excerpt.runs().map(|(run, mark)| if mark { format!("[{run}]") } else { run.to_owned() }).collect()
    }

    #[test]
    fn the_hit_is_seen() {
        let text = "용량 공급자는 클러스터에 붙여서 태스크를 어디에 띄울지 정해요.";
        for (word, cells, expected) in [
            ("클러스터", 80, "용량 공급자는 [클러스터]에 붙여서 태스크를 어디에 띄울지 정해요."),
            ("용량", 20, "[용량] 공급자는 클러.."),
            ("클러스터", 24, "..[클러스터]에 붙여서 태.."),
            ("정해요", 24, "..띄울지 [정해요]."),
        ] {
            assert_eq!(shown(text, word, cells), expected, "{word}");
        }
    }

    proptest! {
        #[test]
        fn no_excerpt_is_too_wide(text in "[가-힣a-z é\u{301}👩‍💻]{0,60}", from in 0usize..60, length in 0usize..20, cells in 0usize..50) {
            let at = |wanted: usize| (0..=wanted.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let mark = at(from)..at(from + length);
            let excerpt = Excerpt::of(&text, std::slice::from_ref(&mark), cells);
            prop_assert!(width(&excerpt.text) <= cells, "{:?}", excerpt);
            prop_assert_eq!(excerpt.runs().map(|(run, _)| run).collect::<String>(), excerpt.text.clone());
            if !mark.is_empty() && cells >= 2 * width(&text[mark.clone()]) + 8 {
                prop_assert!(!excerpt.marks.is_empty(), "{:?}", excerpt);
            }
        }
    }
}
