//! From a syntax tree to values, reporting everything that does not fit on the way.
//!
//! Each `Decoder` method returns what it could read; what it could not is in `diagnostics`. It must not know the
//! schemas; [`super::lesson`], [`super::question`], [`super::glossary`] and [`super::price`] do.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    course::{
        diagnostic::{Diagnostic, Expected, Place, Problem, Target},
        glyph::is_forbidden,
        syntax::{Field, Node, Value, read},
    },
    lang::{Lang, Text},
};

/// Ids met so far, and the byte where each stands first.
pub type Seen = BTreeMap<String, usize>;

/// Reads values of one file and collects what is wrong with it.
pub struct Decoder<'a> {
    file: &'a str,
    source: &'a str,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// The fields of one struct.
pub struct Fields<'n, 'a> {
    fields: &'n [Field<'a>],
    span: Range<usize>,
}

impl<'n, 'a> Fields<'n, 'a> {
    /// The value of `name`, if given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'n Node<'a>> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.node)
    }

    /// Where the name of field `name` stands, or the struct begins.
    #[must_use]
    pub fn name_span(&self, name: &str) -> Range<usize> {
        let found = self.fields.iter().find(|field| field.name == name);
        found.map_or(self.span.start..self.span.start + 1, |field| field.span.clone())
    }
}

impl<'a> Decoder<'a> {
    /// Reads `source`, the text of `file`, into a tree.
    pub fn open(file: &'a str, source: &'a str) -> (Decoder<'a>, Node<'a>) {
        let (root, errors) = read(source);
        let mut decoder = Decoder { file, source, diagnostics: Vec::new() };
        for error in errors {
            decoder.report(error.span, Problem::Syntax(error.kind));
        }
        (decoder, root)
    }

    /// Adds a problem.
    pub fn report(&mut self, span: Range<usize>, problem: Problem) {
        self.diagnostics.push(Diagnostic { file: self.file.to_owned(), span, problem });
    }

    fn wrong<T>(&mut self, node: &Node<'_>, expected: Expected) -> Option<T> {
        // A bad node has been reported where it was read.
        if node.value != Value::Bad {
            self.report(node.span.clone(), Problem::WrongType(expected));
        }
        None
    }

    /// A struct whose fields are among `known`.
    pub fn fields<'n>(&mut self, node: &'n Node<'a>, known: &[&'static str]) -> Option<Fields<'n, 'a>> {
        let Value::Struct(fields) = &node.value else {
            return self.wrong(node, Expected::Struct);
        };
        for (i, field) in fields.iter().enumerate() {
            if !known.contains(&field.name) {
                let problem = Problem::UnknownField { name: field.name.to_owned(), known: known.to_vec() };
                self.report(field.span.clone(), problem);
            } else if fields[..i].iter().any(|earlier| earlier.name == field.name) {
                self.report(field.span.clone(), Problem::DuplicateField(field.name.to_owned()));
            }
        }
        Some(Fields { fields, span: node.span.clone() })
    }

    /// The value of a field that must be there.
    pub fn required<'n>(&mut self, fields: &Fields<'n, 'a>, name: &'static str) -> Option<&'n Node<'a>> {
        let node = fields.get(name);
        if node.is_none() {
            self.report(fields.span.start..fields.span.start + 1, Problem::MissingField(name));
        }
        node
    }

    /// A list, empty when it is not one.
    pub fn list<'n>(&mut self, node: &'n Node<'a>) -> &'n [Node<'a>] {
        match &node.value {
            Value::List(nodes) => nodes,
            _ => self.wrong(node, Expected::List).unwrap_or(&[]),
        }
    }

    /// A list of texts, empty when left out.
    pub fn strings(&mut self, node: Option<&Node<'a>>) -> Vec<String> {
        let Some(node) = node else { return Vec::new() };
        self.list(node).iter().filter_map(|node| self.string(node)).collect()
    }

    /// `{"a": "b"}`, empty when left out.
    pub fn string_map(&mut self, node: Option<&Node<'a>>) -> BTreeMap<String, String> {
        let Some(node) = node else { return BTreeMap::new() };
        let entries = self.map(node);
        entries.iter().filter_map(|(key, value)| Some((self.string(key)?, self.string(value)?))).collect()
    }

    /// The entries of a map.
    pub fn map<'n>(&mut self, node: &'n Node<'a>) -> &'n [(Node<'a>, Node<'a>)] {
        match &node.value {
            Value::Map(entries) => entries,
            _ => self.wrong(node, Expected::Map).unwrap_or(&[]),
        }
    }

    /// A text that is not blank.
    pub fn string(&mut self, node: &Node<'a>) -> Option<String> {
        match &node.value {
            Value::Str(text) if text.trim().is_empty() => {
                self.report(node.span.clone(), Problem::EmptyText);
                None
            }
            Value::Str(text) => Some(self.shown(text.trim(), node)),
            _ => self.wrong(node, Expected::Text),
        }
    }

    /// `text` without what only a terminal would see: an escape in a text must not command it.
    fn shown(&mut self, text: &str, node: &Node<'a>) -> String {
        let is_hidden = |c: char| (c.is_control() && c != '\n') || is_direction(c);
        if let Some(c) = text.chars().find(|c| is_hidden(*c)) {
            self.report(node.span.clone(), Problem::ControlCharacter(c));
            return text.chars().filter(|c| !is_hidden(*c)).collect();
        }
        // What stands there as it is has been reported by its place; an escape is seen only here.
        let written = self.source.get(node.span.clone()).unwrap_or_default();
        let escaped = |c: &char| is_forbidden(*c) && !written.contains(*c);
        if written.contains('\\')
            && let Some(c) = text.chars().find(escaped)
        {
            self.report(node.span.clone(), Problem::ForbiddenGlyph(c));
        }
        text.to_owned()
    }

    /// A text that may be left out or empty.
    pub fn optional_string(&mut self, node: Option<&Node<'a>>) -> String {
        match node.map(|node| &node.value) {
            Some(Value::Str(text)) => node.map(|node| self.shown(text.trim(), node)).unwrap_or_default(),
            Some(_) => node.and_then(|node| self.wrong(node, Expected::Text)).unwrap_or_default(),
            None => String::new(),
        }
    }

    /// An id.
    pub fn id(&mut self, node: &Node<'a>) -> Option<String> {
        let id = self.string(node)?;
        if is_id(&id) {
            return Some(id);
        }
        self.report(node.span.clone(), Problem::BadId(id));
        None
    }

    /// A number.
    pub fn number(&mut self, node: &Node<'a>) -> Option<f64> {
        match node.value {
            Value::Number(number) => Some(number),
            _ => self.wrong(node, Expected::Number),
        }
    }

    /// A whole number.
    pub fn whole(&mut self, node: &Node<'a>) -> Option<u32> {
        match node.value {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the guard says it fits"
            )]
            Value::Number(n) if n >= 0.0 && n <= f64::from(u32::MAX) && n.fract() == 0.0 => Some(n as u32),
            _ => self.wrong(node, Expected::Whole),
        }
    }

    /// `true` or `false`; `false` when left out.
    pub fn bool(&mut self, node: Option<&Node<'a>>) -> bool {
        match node.map(|node| (&node.value, node)) {
            Some((Value::Bool(on), _)) => *on,
            Some((_, node)) => self.wrong(node, Expected::Bool).unwrap_or(false),
            None => false,
        }
    }

    /// A bare name.
    pub fn name(&mut self, node: &Node<'a>) -> Option<&'a str> {
        match node.value {
            Value::Name(name) => Some(name),
            _ => self.wrong(node, Expected::Name),
        }
    }

    /// `(ko: "…", en: "…")`
    pub fn text(&mut self, node: &Node<'a>) -> Option<Text> {
        if !matches!(node.value, Value::Struct(_) | Value::Bad) {
            return self.wrong(node, Expected::Bilingual);
        }
        let fields = self.fields(node, &["ko", "en"])?;
        let mut one = |lang: Lang| match fields.get(lang.code()) {
            Some(node) => self.string(node),
            None => {
                self.report(node.span.start..node.span.start + 1, Problem::MissingLanguage(lang));
                None
            }
        };
        let (ko, en) = (one(Lang::Ko), one(Lang::En));
        Some(Text { ko: ko?, en: en? })
    }

    /// The text of a field that must be there.
    pub fn required_text(&mut self, fields: &Fields<'_, 'a>, name: &'static str) -> Option<Text> {
        let node = self.required(fields, name)?;
        self.text(node)
    }

    /// `2026-11-22`, or `2026-11` where only the month is known.
    pub fn date(&mut self, node: &Node<'a>) -> Option<String> {
        let date = self.string(node)?;
        if is_date(&date) {
            return Some(date);
        }
        self.report(node.span.clone(), Problem::BadDate(date));
        None
    }

    /// Reports an id that is already in `seen`, and remembers it.
    pub fn unique(&mut self, what: Target, id: &str, span: &Range<usize>, seen: &mut Seen) {
        let Some(first) = seen.insert(id.to_owned(), span.start) else { return };
        seen.insert(id.to_owned(), first);
        let place = Place::of(self.source, first);
        let first = format!("{}:{}:{}", self.file, place.line, place.column);
        self.report(span.clone(), Problem::DuplicateId { what, id: id.to_owned(), first });
    }
}

/// Characters that turn the direction of what follows.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Lower-case ASCII letters, digits and single hyphens inside.
#[must_use]
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 64
        && id.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Days of a month.
fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_date(date: &str) -> bool {
    let parts: Vec<Option<u32>> = date
        .split('-')
        .map(|part| part.parse().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit())))
        .collect();
    match (date.len(), parts.as_slice()) {
        (10, [Some(year @ 1900..), Some(month @ 1..=12), Some(day @ 1..)]) => *day <= days(*year, *month),
        (7, [Some(1900..), Some(1..=12)]) => true,
        _ => false,
    }
}
