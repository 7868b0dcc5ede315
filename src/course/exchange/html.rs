//! HTML of Moodle as the Markdown of a course: bold and code stay, everything else becomes its text.
//!
//! Only names of HTML count as tags, so that `a<b` and `<vpc-id>` stay text. It must not know where the text stands.

use super::{
    note::What,
    text::{escaped, squeezed},
};

/// Elements between which a blank belongs.
const BLOCKS: [&str; 17] = [
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "tr",
    "td",
    "th",
];

/// Elements whose content is no text.
const UNSEEN: [&str; 2] = ["script", "style"];

/// Elements that show something other than text.
const MEDIA: [&str; 10] =
    ["img", "video", "audio", "iframe", "object", "embed", "svg", "math", "table", "canvas"];

/// Elements whose look stays.
const KEPT: [&str; 6] = ["b", "strong", "code", "tt", "kbd", "samp"];

/// Elements that say something by how their text looks, or lead somewhere.
const STYLES: [&str; 8] = ["a", "i", "em", "u", "s", "sub", "sup", "small"];

/// Elements that nobody misses.
const SILENT: [&str; 6] = ["span", "font", "tbody", "thead", "hr", "center"];

/// The entities that Moodle's editor writes.
const ENTITIES: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("middot", '·'),
    ("times", '×'),
    ("divide", '÷'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("micro", 'µ'),
    ("le", '≤'),
    ("ge", '≥'),
    ("rarr", '→'),
];

/// The longest entity worth looking for, without `&` and `;`.
const LONGEST_ENTITY: usize = 8;

/// A piece of a text.
enum Piece<'a> {
    Text(&'a str),
    Tag { name: String, closes: bool },
}

/// How a run of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Plain,
    Bold,
    Code,
}

/// `html` as Markdown, and what of it was dropped.
pub(super) fn markdown(html: &str) -> (String, Vec<What>) {
    let mut notes = Vec::new();
    let mut runs: Vec<(Look, String)> = Vec::new();
    let (mut bold, mut code) = (0usize, 0usize);
    let mut unseen: Option<String> = None;
    for piece in pieces(html) {
        match piece {
            Piece::Tag { name, closes } if unseen.is_some() => {
                unseen = unseen.filter(|open| !closes || *open != name);
            }
            Piece::Text(_) if unseen.is_some() => {}
            Piece::Text(text) => {
                let look = match (code, bold) {
                    (1.., _) => Look::Code,
                    (_, 1..) => Look::Bold,
                    _ => Look::Plain,
                };
                add(&mut runs, look, &decoded(text));
            }
            Piece::Tag { name, closes } => {
                let count = |open: usize| if closes { open.saturating_sub(1) } else { open + 1 };
                match name.as_str() {
                    "b" | "strong" => bold = count(bold),
                    "code" | "tt" | "kbd" | "samp" => code = count(code),
                    name if UNSEEN.contains(&name) => unseen = (!closes).then(|| name.to_owned()),
                    name if MEDIA.contains(&name) => note(&mut notes, What::Media),
                    name if STYLES.contains(&name) => note(&mut notes, What::Markup),
                    _ => {}
                }
                if BLOCKS.contains(&name.as_str()) || MEDIA.contains(&name.as_str()) {
                    add(&mut runs, Look::Plain, " ");
                }
            }
        }
    }
    let text: String = runs.iter().map(|(look, text)| dressed(*look, text)).collect();
    (squeezed(&text), notes)
}

fn note(notes: &mut Vec<What>, what: What) {
    if !notes.contains(&what) {
        notes.push(what);
    }
}

fn add(runs: &mut Vec<(Look, String)>, look: Look, text: &str) {
    match runs.last_mut() {
        Some((last, run)) if *last == look => run.push_str(text),
        _ => runs.push((look, text.to_owned())),
    }
}

/// A run as Markdown, with its blanks outside of the signs.
fn dressed(look: Look, run: &str) -> String {
    let text = run.trim();
    let start = &run[..run.len() - run.trim_start().len()];
    let end = if text.is_empty() { "" } else { &run[run.trim_end().len()..] };
    match look {
        _ if text.is_empty() => start.to_owned(),
        Look::Plain => format!("{start}{}{end}", escaped(text)),
        Look::Bold => format!("{start}**{}**{end}", escaped(text)),
        Look::Code => {
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest + 1);
            let gap = if longest > 0 { " " } else { "" };
            format!("{start}{fence}{gap}{}{gap}{fence}{end}", squeezed(text))
        }
    }
}

/// Text and tags by turns. Comments are dropped.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        match tag(&html[open..]) {
            Some((len, tag)) => {
                pieces.push(Piece::Text(&html[start..open]));
                pieces.extend(tag);
                (start, at) = (open + len, open + len);
            }
            None => at = open + 1,
        }
    }
    pieces.push(Piece::Text(&html[start..]));
    pieces
}

/// The tag or comment at the start of `text`, and how long it is.
fn tag(text: &str) -> Option<(usize, Option<Piece<'static>>)> {
    if text.starts_with("<!--") {
        return Some((text.find("-->")? + 3, None));
    }
    let closes = text.starts_with("</");
    let inner = &text[if closes { 2 } else { 1 }..];
    let len = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inner[..len].to_ascii_lowercase();
    let is_one = [&BLOCKS[..], &UNSEEN, &MEDIA, &KEPT, &STYLES, &SILENT]
        .iter()
        .any(|set| set.contains(&name.as_str()));
    let end = text.find('>')?;
    let within = text.get(text.len() - inner.len() + len..end)?.trim_end_matches('/');
    // `a<b and c>d` compares.
    let is_whole =
        within.trim().is_empty() || within.starts_with(char::is_whitespace) && within.contains('=');
    (is_one && is_whole && !within.contains('<')).then(|| (end + 1, Some(Piece::Tag { name, closes })))
}

/// `text` with its entities as the characters they stand for.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((len, c)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

/// The entity at the start of `text`, and how long it is.
fn entity(text: &str) -> Option<(usize, char)> {
    let end = text.bytes().take(LONGEST_ENTITY + 2).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(code) => {
            let hex = code.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code)?
        }
        None => ENTITIES.iter().find(|(other, _)| *other == name)?.1,
    };
    Some((end + 1, c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::{doc::plain, markdown::inline};
    use proptest::prelude::*;

    #[test]
    fn bold_and_code_stay_and_the_rest_is_text() {
        for (html, expected) in [
            ("<p>Which <b>one</b>?</p>", "Which **one**?"),
            ("<p>one<br>two</p>\n<p>three</p>", "one two three"),
            ("run <code>aws ecs</code> now", "run `aws ecs` now"),
            ("<code>a`b</code>", "`` a`b ``"),
            ("<b> bold </b>text", "**bold** text"),
            ("if a<b and c>d", "if a\\<b and c>d"),
            ("the <vpc-id> of it", "the \\<vpc-id> of it"),
            ("a &lt;b&gt; &amp; c&nbsp;d &#44032; &unknown; &", "a \\<b> & c d 가 \\&unknown; &"),
            ("2 * 3 * 4, *not*, a_b, _c_", "2 * 3 * 4, \\*not\\*, a_b, \\_c\\_"),
            ("<!-- no --><style>p{}</style>x<script>1<b>2</script>y", "xy"),
            ("<p", "\\<p"),
            ("<b>open", "**open**"),
        ] {
            assert_eq!(markdown(html).0, expected, "{html}");
        }
    }

    #[test]
    fn what_is_dropped_is_told() {
        assert_eq!(markdown("<p>plain <b>bold</b></p>").1, []);
        assert_eq!(markdown("<img src=x> and <IMG src=y>").1, [What::Media]);
        assert_eq!(markdown("<em>a</em><a href=x>b</a>").1, [What::Markup]);
    }

    proptest! {
        #[test]
        fn plain_text_reads_as_it_is(text in "[a-z가-힣0-9 .,:;!?#*_`\\[\\]()<>&/\\\\~^|$%{}'\"+=-]{0,40}") {
            let read = plain(&inline(&escaped(&text)));
            prop_assert_eq!(squeezed(&read), squeezed(&text), "{}", escaped(&text));
        }

        #[test]
        fn any_html_is_read(html in "(<|>|/|&|;|#|b|p|code|img|--|!|`| |가|x){0,30}") {
            markdown(&html);
        }
    }
}
