//! GIFT to drafts.

use super::{
    answers::{self, Answers},
    sign::{self, Block, Sign},
};
use crate::course::{
    doc::plain,
    exchange::{
        Draft, Found, asked, both, html,
        note::What,
        text::{escaped, tidy},
    },
    markdown,
    question::{Blank, Kind, Question, blanks_in},
};

/// What stands in the place of answers in the middle of a text.
const GAP: &str = "____";

/// The name of the blank of a sentence with a missing word.
const BLANK: &str = "blank";

/// How a text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// HTML; so is Moodle's own format, which only adds line breaks.
    Html,
    Markdown,
    Plain,
}

/// Reads the parts of one question, and keeps what was dropped on the way.
pub(super) struct Reader {
    /// That of the stem, which the other texts have unless they say otherwise.
    markup: Markup,
    pub notes: Vec<What>,
}

/// Whether `text` has answers in braces.
#[must_use]
pub fn is_one(text: &str) -> bool {
    sign::blocks(text).iter().any(|block| sign::has(&block.signs, '{') && sign::has(&block.signs, '}'))
}

/// The questions of `text`.
#[must_use]
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    for block in sign::blocks(text) {
        let mut reader = Reader { markup: Markup::Html, notes: Vec::new() };
        match reader.block(&block) {
            Ok(draft) => found.drafts.extend(draft),
            Err(what) => reader.notes = vec![what],
        }
        reader.notes.into_iter().for_each(|what| found.note(block.line, what));
    }
    found.in_one_language()
}

impl Reader {
    /// The question of a block, if it is one, or why it is left out.
    fn block(&mut self, block: &Block) -> Result<Option<Draft>, What> {
        let signs = sign::trimmed(&block.signs);
        if sign::starts_with(signs, "$CATEGORY:") {
            self.note(What::Category(tidy(&sign::text(&signs["$CATEGORY:".len()..])).0));
            return Ok(None);
        }
        let (title, signs) = title(signs);
        let [before, answer, after] = parts(signs)?;
        let answer = sign::trimmed(answer);
        let (markup, before) = markup(sign::trimmed_start(before)).unwrap_or((Markup::Html, before));
        self.markup = markup;
        let (answer, general) = match sign::find_last(answer, "####") {
            Some(at) => (sign::trimmed(&answer[..at]), &answer[at + 4..]),
            None => (answer, &[][..]),
        };
        if answer.is_empty() {
            return Err(What::Essay);
        }
        let answers = answers::read(self, answer)?;
        let mut question = self.question(before, answers, after);
        let explanation = self.text(general);
        if !explanation.is_empty() {
            let feedback = std::mem::replace(&mut question.explanation, both(explanation));
            if !feedback.ko.is_empty() {
                self.note(What::Feedback);
            }
        }
        let id = tag(&block.comments, "id").unwrap_or_default();
        if tag(&block.comments, "tag").is_some() {
            self.note(What::Tags);
        }
        let name = if id.is_empty() { tidy(&sign::text(title)).0 } else { id.clone() };
        question.id = id;
        Ok(Some(Draft { line: block.line, name, question }))
    }

    /// The question with its answers between two pieces of its stem.
    fn question(&mut self, before: &[Sign], answers: Answers, after: &[Sign]) -> Question {
        let Answers { kind, options, explanation } = answers;
        let mut question = asked(both(String::new()), kind, options);
        question.explanation = both(explanation);
        if sign::trimmed(after).is_empty() {
            question.stem = both(self.text(before));
            return question;
        }
        let gap = format!("{{{BLANK}}}");
        let whole: Vec<Sign> =
            before.iter().copied().chain(sign::literal(&gap)).chain(after.iter().copied()).collect();
        let stem = self.text(&whole);
        // Braces that would be taken for other blanks leave only a gap to be seen.
        let is_alone = blanks_in(&plain(&markdown::inline(&stem))).map(|(_, name)| name).eq([BLANK]);
        match question.kind {
            Kind::Typed(answer) if is_alone => {
                question.kind = Kind::FillIn(vec![Blank { id: BLANK.to_owned(), answer }]);
                question.stem = both(stem);
            }
            kind => {
                question.kind = kind;
                question.stem = both(stem.replacen(&gap, GAP, 1));
            }
        }
        question
    }

    /// What `signs` say, as Markdown.
    pub(super) fn text(&mut self, signs: &[Sign]) -> String {
        let signs = sign::trimmed(signs);
        let (markup, signs) = markup(signs).unwrap_or((self.markup, signs));
        let raw = sign::text(sign::trimmed(signs));
        match markup {
            Markup::Markdown => raw,
            Markup::Plain => escaped(&raw),
            Markup::Html => {
                let (text, dropped) = html::markdown(&raw);
                dropped.into_iter().for_each(|what| self.note(what));
                text
            }
        }
    }

    /// What `signs` say where Moodle knows no markup.
    pub(super) fn bare(&mut self, signs: &[Sign]) -> String {
        let signs = sign::trimmed(signs);
        let (_, signs) = markup(signs).unwrap_or((self.markup, signs));
        tidy(&sign::text(sign::trimmed(signs))).0
    }

    pub(super) fn note(&mut self, what: What) {
        if !self.notes.contains(&what) {
            self.notes.push(what);
        }
    }
}

/// `::title::` at the start, and the rest.
fn title(signs: &[Sign]) -> (&[Sign], &[Sign]) {
    if !sign::starts_with(signs, "::") {
        return (&[], signs);
    }
    let rest = &signs[2..];
    match sign::find_text(rest, "::") {
        Some(end) => (&rest[..end], &rest[end + 2..]),
        None => (&[], rest),
    }
}

/// What stands before, in and behind the braces.
fn parts(signs: &[Sign]) -> Result<[&[Sign]; 3], What> {
    match (sign::find(signs, '{'), sign::find(signs, '}')) {
        (None, None) => Err(What::Description),
        (Some(open), Some(close)) if open < close => {
            let parts = [&signs[..open], &signs[open + 1..close], &signs[close + 1..]];
            let more = sign::has(parts[1], '{') || sign::has(parts[2], '{') || sign::has(parts[2], '}');
            if more { Err(What::Braces) } else { Ok(parts) }
        }
        _ => Err(What::Braces),
    }
}

/// `[html]` and the like at the start, and the rest.
fn markup(signs: &[Sign]) -> Option<(Markup, &[Sign])> {
    let names = [
        ("[html]", Markup::Html),
        ("[moodle]", Markup::Html),
        ("[markdown]", Markup::Markdown),
        ("[plain]", Markup::Plain),
    ];
    let (name, markup) = names.into_iter().find(|(name, _)| sign::starts_with(signs, name))?;
    Some((markup, &signs[name.len()..]))
}

/// What `[name:…]` says in the comments of a question.
fn tag(comments: &[String], name: &str) -> Option<String> {
    let start = format!("[{name}:");
    comments.iter().find_map(|comment| {
        let rest = &comment[comment.find(&start)? + start.len()..];
        Some(rest[..rest.find(']')?].trim().to_owned())
    })
}
