//! A question of GIFT as characters that know whether they were escaped, and where they stand.

/// What `\` may stand before to make it mean itself.
const ESCAPABLE: [char; 7] = ['~', '=', '#', '{', '}', ':', '\\'];

/// A character of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub c: char,
    /// It was escaped: it means itself.
    literal: bool,
}

/// A question, or something else between blank lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The line where it begins, from 1.
    pub line: usize,
    /// What its comments say.
    pub comments: Vec<String>,
    /// All but the comments.
    pub signs: Vec<Sign>,
}

/// The blocks of `text`.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    let mut lines: Vec<&str> = Vec::new();
    let mut close = |block: &mut Block, lines: &mut Vec<&str>| {
        let mut block = std::mem::take(block);
        block.signs = signs(&std::mem::take(lines).join("\n"));
        blocks.push(block);
    };
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if let Some(comment) = line.strip_prefix("//") {
            block.comments.push(comment.trim().to_owned());
        } else if line.is_empty() || line.starts_with("$CATEGORY:") {
            // A category is a line of its own even where no blank line says so.
            if !lines.is_empty() {
                close(&mut block, &mut lines);
            }
            if !line.is_empty() {
                block.line = number;
                lines.push(line);
                close(&mut block, &mut lines);
            }
        } else {
            if lines.is_empty() {
                block.line = number;
            }
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        close(&mut block, &mut lines);
    }
    blocks
}

/// `text` without its escapes.
fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let escaped = rest.peek().copied().filter(|_| c == '\\');
        let (c, literal) = match escaped {
            Some('n') => ('\n', true),
            Some(next) if ESCAPABLE.contains(&next) => (next, true),
            _ => (c, false),
        };
        if literal {
            rest.next();
        }
        signs.push(Sign { c, literal });
    }
    signs
}

/// Whether `sign` is `c` and means what `c` means in the format.
fn is(sign: Sign, c: char) -> bool {
    sign.c == c && !sign.literal
}

/// Where the first `c` stands.
pub(super) fn find(signs: &[Sign], c: char) -> Option<usize> {
    signs.iter().position(|sign| is(*sign, c))
}

/// Where the first `text` stands.
pub(super) fn find_text(signs: &[Sign], text: &str) -> Option<usize> {
    (0..signs.len()).find(|at| starts_with(&signs[*at..], text))
}

/// Where the last `text` stands.
pub(super) fn find_last(signs: &[Sign], text: &str) -> Option<usize> {
    (0..signs.len()).rev().find(|at| starts_with(&signs[*at..], text))
}

/// Whether `text` stands at the start.
pub(super) fn starts_with(signs: &[Sign], text: &str) -> bool {
    let mut rest = signs.iter();
    text.chars().all(|c| rest.next().is_some_and(|sign| is(*sign, c)))
}

/// `signs` without blanks at the start.
pub(super) fn trimmed_start(signs: &[Sign]) -> &[Sign] {
    let start = signs.iter().position(|sign| !sign.c.is_whitespace());
    &signs[start.unwrap_or(signs.len())..]
}

/// `signs` without blanks at the ends.
pub(super) fn trimmed(signs: &[Sign]) -> &[Sign] {
    let end = signs.iter().rposition(|sign| !sign.c.is_whitespace());
    trimmed_start(&signs[..end.map_or(0, |at| at + 1)])
}

/// What `signs` say.
pub(super) fn text(signs: &[Sign]) -> String {
    signs.iter().map(|sign| sign.c).collect()
}

/// `text` as signs that mean themselves.
pub(super) fn literal(text: &str) -> impl Iterator<Item = Sign> {
    text.chars().map(|c| Sign { c, literal: true })
}

/// Whether there is a `c` that stands for more than itself.
pub(super) fn has(signs: &[Sign], c: char) -> bool {
    find(signs, c).is_some()
}

/// The parts of `signs` and the mark before each; one that stands before the first mark has none.
pub(super) fn split(signs: &[Sign], marks: &[char]) -> Vec<(Option<char>, Vec<Sign>)> {
    let mut parts: Vec<(Option<char>, Vec<Sign>)> = vec![(None, Vec::new())];
    for sign in signs {
        match marks.iter().find(|mark| is(*sign, **mark)) {
            Some(mark) => parts.push((Some(*mark), Vec::new())),
            None => {
                if let Some((_, part)) = parts.last_mut() {
                    part.push(*sign);
                }
            }
        }
    }
    parts.retain(|(mark, part)| mark.is_some() || !trimmed(part).is_empty());
    parts
}
