//! Questions to GIFT.

use std::fmt::Write as _;

use crate::{
    course::{
        doc::Link,
        exchange::{
            Format,
            note::{At, Note, What, not_for},
        },
        markdown,
        question::{AnswerOption, Blank, Kind, NumberAnswer, Question, TypedAnswer, blanks_in},
    },
    lang::Lang,
};

/// `questions` in `lang`, and what of them the format cannot hold.
#[must_use]
pub fn write(questions: &[Question], lang: Lang) -> (String, Vec<Note>) {
    let mut out = String::new();
    let mut notes = Vec::new();
    if !questions.is_empty() {
        notes.push(Note { at: At::File, what: What::Bookkeeping });
    }
    if questions.iter().any(|question| question.stem.ko != question.stem.en) {
        notes.push(Note { at: At::File, what: What::OtherLanguage(lang.other()) });
    }
    for question in questions {
        let mut writer = Writer { lang, notes: Vec::new() };
        match writer.question(question) {
            Ok(text) => out.push_str(&text),
            Err(what) => writer.notes = vec![what],
        }
        let at = At::Question(question.id.clone());
        notes.extend(writer.notes.into_iter().map(|what| Note { at: at.clone(), what }));
    }
    (out, notes)
}

/// Writes one question, and keeps what was dropped on the way.
struct Writer {
    lang: Lang,
    notes: Vec<What>,
}

impl Writer {
    /// A question, or why it is left out.
    fn question(&mut self, question: &Question) -> Result<String, What> {
        let lang = self.lang;
        let stem = question.stem.get(lang);
        let (before, answers, after) = match &question.kind {
            Kind::Single => (stem, self.options(question, None), ""),
            Kind::Multiple => {
                let right = question.options.iter().filter(|option| option.correct).count();
                (stem, self.options(question, Some(right)), "")
            }
            Kind::TrueFalse => (stem, self.statement(&question.options), ""),
            Kind::Matching => (stem, self.pairs(&question.options), ""),
            Kind::Number(number) => (stem, self.number(number), ""),
            Kind::Typed(typed) => (stem, self.typed(typed), ""),
            Kind::FillIn(blanks) => {
                let (blank, before, after) = only_blank(blanks, stem)?;
                if after.trim().is_empty() {
                    self.note(What::BlankAtEnd);
                }
                (before, self.typed(&blank.answer), after)
            }
            Kind::Ordering => return Err(not_for(Format::Gift, &question.kind)),
        };
        if !question.hints.is_empty() {
            self.note(What::Hints);
        }
        let id = &question.id;
        let mut out = format!("// [id:{id}]\n::{id}::[markdown]{}{{{answers}", self.inner(before));
        if !question.explanation.get(lang).is_empty() {
            let _ = writeln!(out, "\t####{}", self.text(question.explanation.get(lang)));
        }
        let _ = write!(out, "}}{}\n\n", self.inner(after));
        Ok(out)
    }

    /// The options; where several may be `right`, each is worth its share and a wrong one takes all.
    fn options(&mut self, question: &Question, right: Option<usize>) -> String {
        let mut out = String::from("\n");
        for option in &question.options {
            let text = self.text(option.text.get(self.lang));
            let mark = match (option.correct, right) {
                (true, None) => "=".to_owned(),
                (true, Some(right)) => format!("~%{}%", share(right)),
                (false, Some(_)) => "~%-100%".to_owned(),
                // What looks like a weight would be taken for one.
                (false, None) if text.starts_with('%') => "~%0%".to_owned(),
                (false, None) => "~".to_owned(),
            };
            let _ = writeln!(out, "\t{mark}{text}#{}", self.text(option.why.get(self.lang)));
        }
        out
    }

    fn statement(&mut self, options: &[AnswerOption]) -> String {
        let is_true = options.iter().any(|option| option.id == "true" && option.correct);
        let why =
            |correct: bool| options.iter().find(|option| option.correct == correct).map(|option| &option.why);
        let [wrong, right] = [false, true].map(|correct| {
            let why = why(correct).map_or("", |why| why.get(self.lang));
            self.text(why)
        });
        format!("{}#{wrong}#{right}\n", if is_true { "TRUE" } else { "FALSE" })
    }

    fn pairs(&mut self, options: &[AnswerOption]) -> String {
        if options.iter().any(|option| !option.why.get(self.lang).is_empty()) {
            self.note(What::PairReasons);
        }
        let mut out = String::from("\n");
        for option in options {
            let (left, right) =
                (self.text(option.text.get(self.lang)), self.text(option.pair.get(self.lang)));
            let _ = writeln!(out, "\t={} -> {right}", self.arrowless(left));
        }
        out
    }

    fn number(&mut self, number: &NumberAnswer) -> String {
        if !number.unit.get(self.lang).is_empty() {
            self.note(What::Unit);
        }
        let mut out = format!("#\n\t=%100%{}:{}#\n", number.value, number.tolerance);
        for near in &number.near {
            let _ = writeln!(out, "\t=%0%{}:0#{}", near.value, self.text(near.why.get(self.lang)));
        }
        out
    }

    fn typed(&mut self, typed: &TypedAnswer) -> String {
        let first = typed.answer.get(self.lang);
        let right = std::iter::once(first).chain(typed.accepted().filter(|text| *text != first));
        let mut out = String::from("\n");
        for (at, text) in right.enumerate() {
            let why = if at == 0 { typed.why.get(self.lang) } else { "" };
            self.spelling(&mut out, 100, text, why);
        }
        for near in &typed.near {
            for text in &near.accept {
                self.spelling(&mut out, 0, text, near.why.get(self.lang));
            }
        }
        out
    }

    /// An answer that is typed. A star would stand for any text.
    fn spelling(&mut self, out: &mut String, weight: u32, text: &str, why: &str) {
        let prefix = if text.starts_with('[') { "[plain]" } else { "" };
        let text = self.arrowless(gift(&text.replace('*', "\\*")));
        let why = self.text(why);
        let _ = writeln!(out, "\t=%{weight}%{prefix}{text}#{}", self.arrowless(why));
    }

    /// `text` without the `->` that makes a pair.
    fn arrowless(&mut self, text: String) -> String {
        if !text.contains("->") {
            return text;
        }
        self.note(What::Arrow);
        text.replace("->", "→")
    }

    /// A text that stands alone.
    fn text(&mut self, text: &str) -> String {
        let inner = self.inner(text);
        // What looks like a name of a markup would be taken for one.
        if inner.starts_with('[') { format!("[markdown]{inner}") } else { inner }
    }

    /// A part of a text, without links that lead nowhere outside of the course.
    fn inner(&mut self, text: &str) -> String {
        let mut out = text.to_owned();
        let links = markdown::parse_inline(text).links;
        for link in links.iter().rev().filter(|link| !matches!(link.link, Link::Url(_))) {
            let shown = text.get(link.range.clone()).and_then(|all| all.get(1..all.rfind("](")?));
            if let Some(shown) = shown {
                out.replace_range(link.range.clone(), shown);
                self.note(What::Links);
            }
        }
        gift(&out)
    }

    fn note(&mut self, what: What) {
        if !self.notes.contains(&what) {
            self.notes.push(what);
        }
    }
}

/// The blank of a question that has one, and the stem before and behind it.
fn only_blank<'q>(blanks: &'q [Blank], stem: &'q str) -> Result<(&'q Blank, &'q str, &'q str), What> {
    let [blank] = blanks else { return Err(What::SeveralBlanks) };
    let mut places = blanks_in(stem).filter(|(_, name)| *name == blank.id).map(|(place, _)| place);
    match (places.next(), places.next()) {
        (Some(place), None) => Ok((blank, &stem[..place.start], &stem[place.end..])),
        _ => Err(What::SeveralBlanks),
    }
}

/// What one of so many right options is worth in percent, as Moodle's list of weights has it.
fn share(right: usize) -> String {
    let share = format!("{:.5}", 100.0 / f64::from(u32::try_from(right.max(1)).unwrap_or(u32::MAX)));
    share.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `text` with the signs of the format escaped.
fn gift(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' | '#' | '=' | '~' | '{' | '}' | ':' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
