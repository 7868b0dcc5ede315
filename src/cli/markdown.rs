//! Writing Markdown: text that means nothing but itself, and inline text of the course with its styles.
//!
//! Invariant: whatever the text is, it stays within the paragraph, heading or list item it is put into, and a reader of
//! Markdown gets it back as it was, but for runs of blanks.

use crate::course::doc::Inline;

/// `text` so that nothing in it is Markdown, HTML, a formula or a template. It has to stand behind other text of its line.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~' | '$' | '{' | '}' | '|'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Inline text of the course: bold and code as such, links as their text.
#[must_use]
pub fn inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for (at, inline) in inlines.iter().enumerate() {
        let next = inlines.get(at + 1).and_then(|next| next.text.chars().next());
        let Inline { text, bold, code: is_code, .. } = inline;
        // Blanks at the ends part it from its neighbours, and stand outside of its stars or backticks.
        let blank = |is: bool| if is { " " } else { "" };
        out.push_str(blank(text.starts_with(char::is_whitespace) && !out.ends_with(' ')));
        if *is_code {
            out.push_str(&code(text));
        } else if *bold && can_be_bold(out.chars().next_back(), text, next) {
            out.push_str(&format!("**{}**", escaped(text)));
        } else {
            out.push_str(&escaped(text));
        }
        out.push_str(blank(text.ends_with(char::is_whitespace) && !text.trim().is_empty()));
    }
    out.trim().to_owned()
}

/// Without line breaks, control characters and what turns the direction of text, and with single blanks.
fn one_line(text: &str) -> String {
    crate::lang::width::sanitize(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Stars open and close bold text only where letters stand inside of them and something that is no star outside.
fn can_be_bold(before: Option<char>, text: &str, after: Option<char>) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let outside = |c: Option<char>| c.is_none_or(|c| c != '*');
    let text = one_line(text);
    inside(text.chars().next()) && inside(text.chars().next_back()) && outside(before) && outside(after)
}

/// A code span, with more backticks around it than there are in it.
fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    if text.is_empty() { String::new() } else { format!("{fence}{pad}{text}{pad}{fence}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;
    use crate::course::{doc::plain, markdown::inline};

    /// What a blog makes of Markdown: its shape, and the text of each leaf of it.
    fn read(source: &str) -> (Vec<String>, Vec<String>) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM
            | Options::ENABLE_HEADING_ATTRIBUTES;
        let (mut shape, mut texts, mut is_open) = (Vec::new(), Vec::new(), false);
        for event in Parser::new_ext(source, options) {
            match event {
                Event::Text(text) | Event::Code(text) => {
                    if !std::mem::replace(&mut is_open, true) {
                        texts.push(String::new());
                    }
                    texts.last_mut().unwrap().push_str(&text);
                }
                Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => {}
                event => {
                    is_open = false;
                    shape.push(format!("{event:?}"));
                }
            }
        }
        (shape, texts)
    }

    fn page(stem: &str, memo: &str) -> String {
        format!("# A\n\n## B\n\n### {stem}\n\n- **C:** ✗ {memo}\n  - D: {memo}\n- **E:** F\n")
    }

    fn assert_reads(stem: &str, memo: &str, written: &str, typed: &str) {
        let source = page(written, &escaped(typed));
        let (shape, texts) = read(&source);
        let (plain_shape, _) = read(&page("x", "y"));
        assert_eq!(shape, plain_shape, "{source}");
        let stem = one_line(stem);
        let memo = one_line(memo);
        let expected = [stem.as_str(), &format!("C: ✗ {memo}"), &format!("D: {memo}"), "E: F"];
        let expected: Vec<&str> = ["A", "B"].into_iter().chain(expected).collect();
        assert_eq!(texts, expected, "{source}");
    }

    #[test]
    fn what_would_be_markdown_is_text() {
        for text in [
            "**bold** _em_ `code` ~~gone~~",
            "[a](https://example.com) ![b](c) [^1] <b>html</b> <!-- -->",
            "# no heading #",
            "- no list",
            "1. no list",
            "> no quote",
            "| no | table |",
            "```",
            "---",
            "$0.04 and $0.08",
            "{{ template }} {% raw %} {#id}",
            "&amp; \\ \\* back\\",
            "line\nbreak\r\n\n## and heading",
            "[ ] task",
            "태스크*를* 띄워요_",
        ] {
            assert_reads(text, text, &escaped(text), text);
        }
    }

    #[test]
    fn styles_of_the_course_stay() {
        let written = |source: &str| inlines(&inline(source));
        assert_eq!(written("**리전**을 `a*b` 골라요"), "**리전**을 `a*b` 골라요");
        // Stars beside a bracket would not open in every reader.
        assert_eq!(written("**(가)**를"), "(가)를");
        assert_eq!(written("``a`b``"), "``a`b``");
        assert_eq!(written("a`b\n`**"), "a`b` \\*\\*");
        assert_eq!(written("[태스크](term:task)는 *한* 번"), "태스크는 **한** 번");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_text_breaks_out(
            stem in "(\\*\\*|[a가 *_`#>\\-+=|~$&<\\[\\](){}!\\\\\n1.]|한글|https://a.b){1,24}",
            memo in "(\\*\\*|[a가 *_`#>\\-+=|~$&<\\[\\](){}!\\\\\n1.]|[ \\t]|\\PC){1,24}",
        ) {
            let read = inline(&stem);
            prop_assume!(!one_line(&plain(&read)).is_empty() && !one_line(&memo).is_empty());
            assert_reads(&plain(&read), &memo, &inlines(&read), &memo);
        }
    }
}
