//! A very long page in parts, so that its first screen does not wait for its last line.

/// A page up to twice this long is parsed at once.
const CHUNK: usize = 16 * 1024;

/// Bytes of the first part of `source`: all of it, or up to a place where a new block surely begins, so that the parts
/// parsed one after another are the page. Links defined elsewhere (`[a]: …`), which lessons do not use, would be lost.
#[must_use]
pub fn head(source: &str) -> usize {
    if source.len() <= 2 * CHUNK {
        return source.len();
    }
    let mut fence: Option<&str> = None;
    let mut after_blank = false;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let text = line.trim_start_matches(' ').trim_end();
        match fence {
            Some(open) if text.starts_with(open) && text.trim_start_matches(&open[..1]).is_empty() => {
                fence = None
            }
            Some(_) => {}
            None if text.starts_with("```") || text.starts_with("~~~") => {
                let mark = &text[..1];
                fence = Some(&text[..text.len() - text.trim_start_matches(mark).len()]);
            }
            None if at >= CHUNK && after_blank && begins_block(line) => return at,
            None => {}
        }
        after_blank = text.is_empty();
        at += line.len();
    }
    source.len()
}

/// Whether a line after a blank one begins a block of its own: not one that may go on a list, HTML or a definition.
fn begins_block(line: &str) -> bool {
    let first = line.chars().next();
    first.is_some_and(|c| c.is_alphabetic() || c == '#' || c == '>' || c == '|')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::markdown::parse;
    use proptest::prelude::*;

    fn whole_equals_parts(source: &str) -> usize {
        let mut blocks = Vec::new();
        let (mut rest, mut parts) = (source, 0);
        while !rest.is_empty() {
            let (head, tail) = rest.split_at(head(rest));
            blocks.extend(parse(head).doc.blocks);
            (rest, parts) = (tail, parts + 1);
        }
        assert_eq!(blocks, parse(source).doc.blocks);
        parts
    }

    #[test]
    fn a_short_page_is_one_part() {
        assert_eq!(head(&"가나다\n\n".repeat(1_000)), "가나다\n\n".len() * 1_000);
        assert_eq!(head(""), 0);
    }

    #[test]
    fn a_fence_is_never_cut() {
        let code = format!("```sh\n{}```\n\n끝\n\n", "echo\n\n".repeat(20_000));
        assert_eq!(whole_equals_parts(&code), 2);
        assert!(whole_equals_parts(&code.repeat(3)) > 2);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
        #[test]
        fn parts_are_the_page(pieces in prop::collection::vec(prop::sample::select(vec![
            "둘째 **굵은(bold)**와 [태스크](term:task) 단락이에요. ", "\n", "\n\n", "### 소제목\n\n", "- 항목\n", "- 항목\n\n", "  - 안쪽\n",
            "1. 하나\n", "> 인용\n", "> [!NOTE]\n> 알림\n\n", "```sh\ncode\n\n", "```\n", "~~~\n", "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
            "    들여쓴 줄\n", "---\n", "plain english text ", "\n\n\n",
        ]), 1..12)) {
            whole_equals_parts(&format!("{}\n\n", pieces.concat()).repeat(3_000));
        }
    }
}
