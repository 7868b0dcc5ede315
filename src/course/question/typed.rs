//! Answers that are typed as words: one of them, or one for each blank of the stem.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Kind, Question};
use crate::{
    course::{
        decode::{Decoder, Fields, Seen},
        diagnostic::{Problem, Target},
        doc::{Inlines, plain},
        markdown,
        syntax::{Node, Value},
    },
    lang::{Lang, Text, hangul::is_hangul, spelling},
};

/// The most blanks of a stem: more do not fit a screen together with their fields.
pub const MOST_BLANKS: usize = 4;

/// An answer that is typed as words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedAnswer {
    /// Shown when the answer is told; right in both languages.
    pub answer: Text,
    /// Further spellings that are right, in either language.
    pub accept: Vec<String>,
    /// Why it is right.
    pub why: Text,
    /// Wrong answers that are likely, each with its reason.
    pub near: Vec<NearAnswer>,
}

impl TypedAnswer {
    /// Every spelling that is right: the answer in both languages, then the others.
    pub fn accepted(&self) -> impl Iterator<Item = &str> {
        Lang::ALL.into_iter().map(|lang| self.answer.get(lang)).chain(self.accept.iter().map(String::as_str))
    }
}

/// A likely wrong answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearAnswer {
    /// How it is spelled, in either language.
    pub accept: Vec<String>,
    /// What went wrong.
    pub why: Text,
}

impl NearAnswer {
    /// What it is called: in each language the first spelling in its letters, or else the first.
    #[must_use]
    pub fn name(&self) -> Text {
        let name = |is_korean: bool| {
            let own = self.accept.iter().find(|spelling| spelling.chars().any(is_hangul) == is_korean);
            own.or(self.accept.first()).cloned().unwrap_or_default()
        };
        Text { ko: name(true), en: name(false) }
    }
}

/// A blank of the stem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blank {
    /// Stands as `{id}` in the stem; unique in the question.
    pub id: String,
    /// What belongs there.
    pub answer: TypedAnswer,
}

/// Places of `{name}` in a stem, and the names. Braces around anything but a name are text.
pub fn blanks_in(stem: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    stem.match_indices('{').filter_map(|(start, _)| {
        let rest = &stem[start + 1..];
        let name = &rest[..rest.find('}')?];
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        is_name.then(|| (start..start + name.len() + 2, name))
    })
}

/// The answer of a question of kind `Typed`.
pub(super) fn read<'a>(d: &mut Decoder<'a>, node: &Node<'a>) -> Option<TypedAnswer> {
    let fields = d.fields(node, &["answer", "accept", "why", "near"])?;
    read_answer(d, node, &fields)
}

/// The blanks of a question of kind `FillIn`, which stand in the `stem` of `question`.
pub(super) fn read_blanks<'a>(
    d: &mut Decoder<'a>,
    node: &Node<'a>,
    question: &Fields<'_, 'a>,
) -> Option<Vec<Blank>> {
    let nodes = d.list(node);
    let before = d.diagnostics.len();
    let mut seen = Seen::new();
    let blanks: Vec<Blank> = nodes.iter().filter_map(|node| read_blank(d, node, &mut seen)).collect();
    if !(1..=MOST_BLANKS).contains(&nodes.len()) {
        let problem = Problem::BlankCount { found: nodes.len(), most: MOST_BLANKS };
        d.report(node.span.start..node.span.start + 1, problem);
    }
    // A blank that is not read rightly would look as if the stem were wrong.
    if blanks.len() == nodes.len() && d.diagnostics.len() == before {
        Lang::ALL.into_iter().for_each(|lang| check_stem(d, question, lang, &blanks));
    }
    (blanks.len() == nodes.len() && d.diagnostics.len() == before).then_some(blanks)
}

fn read_blank<'a>(d: &mut Decoder<'a>, node: &Node<'a>, seen: &mut Seen) -> Option<Blank> {
    let fields = d.fields(node, &["id", "answer", "accept", "why", "near"])?;
    let id = d.required(&fields, "id").and_then(|node| {
        let id = d.id(node)?;
        d.unique(Target::Blank, &id, &node.span, seen);
        Some(id)
    });
    let answer = read_answer(d, node, &fields);
    Some(Blank { id: id?, answer: answer? })
}

fn read_answer<'a>(d: &mut Decoder<'a>, node: &Node<'a>, fields: &Fields<'_, 'a>) -> Option<TypedAnswer> {
    let mut spellings = Spellings::default();
    let answer = d.required_text(fields, "answer");
    if let (Some(node), Some(answer)) = (fields.get("answer"), &answer) {
        spellings.answer(d, node, answer);
    }
    let name = answer.as_ref().map(|answer| answer.en.clone()).unwrap_or_default();
    let accept = fields.get("accept").map(|node| spellings.read(d, node, true)).unwrap_or_default();
    let why = read_why(d, node, fields, name);
    let nodes = fields.get("near").map(|node| d.list(node)).unwrap_or_default();
    let near = nodes.iter().filter_map(|node| read_near(d, node, &mut spellings)).collect();
    Some(TypedAnswer { answer: answer?, accept, why: why?, near })
}

fn read_near<'a>(d: &mut Decoder<'a>, node: &Node<'a>, spellings: &mut Spellings) -> Option<NearAnswer> {
    let fields = d.fields(node, &["accept", "why"])?;
    let accept = d.required(&fields, "accept").map(|node| spellings.read(d, node, false));
    let name = accept.iter().flatten().next().cloned().unwrap_or_default();
    let why = read_why(d, node, &fields, name);
    Some(NearAnswer { accept: accept?, why: why? })
}

/// Spellings met so far of one answer, as they are written and folded.
#[derive(Default)]
struct Spellings {
    right: Vec<(String, String)>,
    near: Vec<(String, String)>,
}

impl Spellings {
    /// The answer in both languages, which may well be the same.
    fn answer(&mut self, d: &mut Decoder<'_>, node: &Node<'_>, answer: &Text) {
        for text in Lang::ALL.map(|lang| answer.get(lang)) {
            let folded = spelling::fold(text);
            if folded.is_empty() {
                d.report(node.span.clone(), Problem::NothingToType(text.to_owned()));
            } else {
                self.right.push((text.to_owned(), folded));
            }
        }
    }

    /// A list of further ones: none is empty, none is there twice, none is both right and wrong.
    fn read<'a>(&mut self, d: &mut Decoder<'a>, node: &Node<'a>, is_right: bool) -> Vec<String> {
        let nodes = d.list(node);
        if nodes.is_empty() && !is_right {
            d.report(node.span.clone(), Problem::EmptyText);
        }
        nodes.iter().filter_map(|node| self.read_one(d, node, is_right)).collect()
    }

    fn read_one<'a>(&mut self, d: &mut Decoder<'a>, node: &Node<'a>, is_right: bool) -> Option<String> {
        let text = d.string(node)?;
        let folded = spelling::fold(&text);
        let same = self.right.iter().find(|(_, right)| spelling::same(&folded, right));
        let problem = if folded.is_empty() {
            Some(Problem::NothingToType(text.clone()))
        } else if let (false, Some((right, _))) = (is_right, same) {
            Some(Problem::NearIsRight { near: text.clone(), right: right.clone() })
        } else {
            let list = if is_right { &mut self.right } else { &mut self.near };
            let twice = list.iter().find(|(_, other)| *other == folded).map(|(first, _)| first.clone());
            list.push((text.clone(), folded));
            twice.map(|first| Problem::SameSpelling { text: text.clone(), first })
        };
        if let Some(problem) = problem {
            d.report(node.span.clone(), problem);
        }
        Some(text)
    }
}

fn read_why<'a>(
    d: &mut Decoder<'a>,
    node: &Node<'a>,
    fields: &Fields<'_, 'a>,
    answer: String,
) -> Option<Text> {
    if let Some(node) = fields.get("why") {
        return d.text(node);
    }
    d.report(node.span.start..node.span.start + 1, Problem::AnswerWithoutWhy(answer));
    None
}

/// Every `{name}` of the stem in `lang` is one of `blanks`, and every blank stands there once.
fn check_stem<'a>(d: &mut Decoder<'a>, question: &Fields<'_, 'a>, lang: Lang, blanks: &[Blank]) {
    let Some(Value::Struct(texts)) = question.get("stem").map(|node| &node.value) else { return };
    let Some(node) = texts.iter().find(|text| text.name == lang.code()).map(|text| &text.node) else {
        return;
    };
    let Value::Str(stem) = &node.value else { return };
    // Of what is shown: there is no blank in the address of a link.
    let stem = &plain(&markdown::inline(stem));
    for (_, name) in blanks_in(stem) {
        if !blanks.iter().any(|blank| blank.id == name) {
            d.report(node.span.clone(), Problem::NoSuchBlank { name: name.to_owned(), lang });
        }
    }
    for Blank { id, .. } in blanks {
        let found = blanks_in(stem).filter(|(_, name)| name == id).count();
        if found != 1 {
            d.report(node.span.clone(), Problem::BlankNotOnce { id: id.clone(), lang, found });
        }
    }
}

impl Question {
    /// The stem in `lang`; blanks are numbered as they are listed: `[1 ____]`.
    #[must_use]
    pub fn stem(&self, lang: Lang) -> Inlines {
        self.stem_with(lang, |_| "____".to_owned())
    }

    /// The stem in `lang` with the right answers in its blanks: `[1 task]`.
    #[must_use]
    pub fn filled_stem(&self, lang: Lang) -> Inlines {
        self.stem_with(lang, |blank| blank.answer.answer.get(lang).to_owned())
    }

    fn stem_with(&self, lang: Lang, content: impl Fn(&Blank) -> String) -> Inlines {
        let mut inlines = markdown::inline(self.stem.get(lang));
        let Kind::FillIn(blanks) = &self.kind else { return inlines };
        for inline in &mut inlines {
            let text = std::mem::take(&mut inline.text);
            let mut done = 0;
            for (place, name) in blanks_in(&text) {
                let Some(at) = blanks.iter().position(|blank| blank.id == name) else { continue };
                inline.text.push_str(&text[done..place.start]);
                // No row ends behind the number.
                inline.text.push_str(&format!("[{}\u{a0}{}]", at + 1, content(&blanks[at])));
                done = place.end;
            }
            inline.text.push_str(&text[done..]);
        }
        inlines
    }
}

impl Kind {
    /// The answers that are typed as words, in the order of their fields.
    pub fn typed(&self) -> impl Iterator<Item = &TypedAnswer> {
        let (one, blanks) = match self {
            Kind::Typed(answer) => (Some(answer), &[][..]),
            Kind::FillIn(blanks) => (None, blanks.as_slice()),
            _ => (None, &[][..]),
        };
        one.into_iter().chain(blanks.iter().map(|blank| &blank.answer))
    }
}
