//! Questions, and how `quizzes/LESSON.ron` says them.

mod typed;
mod written;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::typed::{Blank, NearAnswer, TypedAnswer, blanks_in};
use crate::{
    course::{
        decode::{Decoder, Fields, Seen, is_id},
        diagnostic::{Diagnostic, Problem, Target, closest},
        exam::{self, Exam},
        lesson::Lesson,
        syntax::Node,
    },
    lang::{Lang, Text},
};

/// What a bank file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    /// Its questions.
    pub questions: Vec<Question>,
    /// What is drawn when the lesson is an exam.
    pub exam: Option<Exam>,
}

/// A question of the bank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Unique in the course; progress is kept by it.
    pub id: String,
    /// Former ids.
    pub aliases: Vec<String>,
    /// Raised when the question means something else; answers to an older revision do not count.
    pub revision: u32,
    /// How it is answered.
    pub kind: Kind,
    /// Id of the lesson that teaches it: that of the bank, or in an exam any other.
    pub lesson: String,
    /// Id of the page of that lesson that teaches it.
    pub page: String,
    /// 1 easy, 2 middle, 3 hard.
    pub difficulty: u32,
    /// What is asked, as inline Markdown.
    pub stem: Text,
    /// What can be chosen; empty where the answer is typed.
    pub options: Vec<AnswerOption>,
    /// What there is to say after any answer; may be empty.
    pub explanation: Text,
    /// From vague to plain.
    pub hints: Vec<Text>,
    /// Id of the lesson's source it rests on; may be empty.
    pub source: String,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// One option is right.
    Single,
    /// Any number of options is right.
    Multiple,
    /// The stem is true or false.
    TrueFalse,
    /// Options are put in order; they are listed in the right one.
    Ordering,
    /// Each option is matched with its pair.
    Matching,
    /// A number is typed.
    Number(NumberAnswer),
    /// Words are typed.
    Typed(TypedAnswer),
    /// Words are typed into blanks of the stem.
    FillIn(Vec<Blank>),
}

impl Question {
    /// What `option` says in `lang`; true and false have their words from the program.
    #[must_use]
    pub fn option_text<'q>(&self, option: &'q AnswerOption, lang: Lang) -> &'q str {
        match (&self.kind, option.id.as_str()) {
            (Kind::TrueFalse, "true") => lang.msgs().quiz_true,
            (Kind::TrueFalse, _) => lang.msgs().quiz_false,
            _ => option.text.get(lang),
        }
    }
}

impl Kind {
    /// As course files write it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Single => "Single",
            Kind::Multiple => "Multiple",
            Kind::TrueFalse => "TrueFalse",
            Kind::Ordering => "Ordering",
            Kind::Matching => "Matching",
            Kind::Number(_) => "Number",
            Kind::Typed(_) => "Typed",
            Kind::FillIn(_) => "FillIn",
        }
    }
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Unique in the question.
    pub id: String,
    /// What it says; empty for true/false, where the screen says it.
    pub text: Text,
    /// What it is matched with, for matching questions; else empty.
    pub pair: Text,
    /// Whether it is right; always so for ordering and matching.
    pub correct: bool,
    /// Why it is right or wrong.
    pub why: Text,
}

/// The answer of a number question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberAnswer {
    /// In the main unit.
    pub value: f64,
    /// How far off is still right, in the main unit.
    pub tolerance: f64,
    /// Shown behind the field; empty for a number of no unit.
    pub unit: Text,
    /// Units that may be typed, and what one of each is in the main unit.
    pub units: BTreeMap<String, f64>,
    /// Wrong values that are likely, each with its reason.
    pub near: Vec<NearMiss>,
}

/// A likely wrong number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearMiss {
    /// In the main unit.
    pub value: f64,
    /// What went wrong.
    pub why: Text,
}

/// Path of the bank of lesson `id`.
#[must_use]
pub fn path(id: &str) -> String {
    format!("quizzes/{id}.ron")
}

/// Reads the bank of lesson number `index` of `lessons`. A question that cannot be asked is left out and reported.
#[must_use]
pub fn decode(lessons: &[Lesson], index: usize, source: &str) -> (Bank, Vec<Diagnostic>) {
    let Some(lesson) = lessons.get(index) else { return (Bank::default(), Vec::new()) };
    let file = path(&lesson.id);
    let (mut d, root) = Decoder::open(&file, source);
    let mut bank = Bank::default();
    let mut seen = Seen::new();
    if let Some(fields) = d.fields(&root, &["lesson", "exam", "questions"]) {
        if let Some(node) = d.required(&fields, "lesson")
            && let Some(id) = d.id(node)
            && id != lesson.id
        {
            d.report(node.span.clone(), Problem::IdNotFolder { id, folder: lesson.id.clone() });
        }
        bank.exam = fields.get("exam").map(|node| exam::read(&mut d, node, lessons));
        if let Some(node) = d.required(&fields, "questions") {
            for node in d.list(node) {
                bank.questions.extend(read(&mut d, node, lessons, index, &mut seen));
            }
        }
    }
    (bank, d.diagnostics)
}

fn read<'a>(
    d: &mut Decoder<'a>,
    node: &Node<'a>,
    lessons: &[Lesson],
    index: usize,
    seen: &mut Seen,
) -> Option<Question> {
    const KNOWN: [&str; 14] = [
        "id",
        "aliases",
        "revision",
        "kind",
        "page",
        "difficulty",
        "stem",
        "options",
        "number",
        "typed",
        "blanks",
        "explanation",
        "hints",
        "source",
    ];
    let fields = d.fields(node, &KNOWN)?;
    let id = d.required(&fields, "id").and_then(|node| {
        let id = d.id(node)?;
        d.unique(Target::Question, &id, &node.span, seen);
        Some(id)
    });
    let aliases = d.strings(fields.get("aliases"));
    let revision = fields.get("revision").and_then(|node| d.whole(node)).unwrap_or(1);
    let page = d.required(&fields, "page").and_then(|node| read_page(d, node, lessons, index));
    let difficulty = fields.get("difficulty").map_or(Some(2), |node| {
        let found = d.whole(node)?;
        if !(1..=3).contains(&found) {
            d.report(node.span.clone(), Problem::BadDifficulty);
        }
        Some(found)
    });
    let stem = d.required_text(&fields, "stem");
    let explanation = fields.get("explanation").map_or(Some(Text::default()), |node| d.text(node));
    let hints = fields.get("hints").map(|node| d.list(node).iter().filter_map(|node| d.text(node)).collect());
    let source = fields
        .get("source")
        .and_then(|node| {
            let lesson = page.as_ref().map_or(index, |(lesson, _)| *lesson);
            read_source(d, node, &lessons[lesson])
        })
        .unwrap_or_default();
    let (kind, options) = read_answer(d, &fields)?;
    let (lesson, page) = page?;
    Some(Question {
        id: id?,
        aliases,
        revision,
        kind,
        lesson: lessons[lesson].id.clone(),
        page,
        difficulty: difficulty?,
        stem: stem?,
        options,
        explanation: explanation?,
        hints: hints.unwrap_or_default(),
        source,
    })
}

/// The page that teaches a question: `PAGE` of its own lesson, or `LESSON#PAGE`. Number of the lesson, id of the page.
fn read_page<'a>(
    d: &mut Decoder<'a>,
    node: &Node<'a>,
    lessons: &[Lesson],
    own: usize,
) -> Option<(usize, String)> {
    let written = d.string(node)?;
    let (lesson, page) = match written.split_once('#') {
        None => (own, written.as_str()),
        Some((id, page)) => (exam::read_lesson(d, node, id, lessons)?, page),
    };
    let pages = &lessons[lesson].pages;
    if let Some(index) = lessons[lesson].page_index(page) {
        return Some((lesson, pages[index].id.clone()));
    }
    if !is_id(page) {
        d.report(node.span.clone(), Problem::BadId(page.to_owned()));
        return None;
    }
    let like = closest(page, pages.iter().map(|page| page.id.as_str())).map(str::to_owned);
    d.report(node.span.clone(), Problem::Dangling { what: Target::Page, id: page.to_owned(), like });
    None
}

fn read_source<'a>(d: &mut Decoder<'a>, node: &Node<'a>, lesson: &Lesson) -> Option<String> {
    let id = d.id(node)?;
    if lesson.sources.iter().any(|source| source.id == id) {
        return Some(id);
    }
    let like = closest(&id, lesson.sources.iter().map(|source| source.id.as_str())).map(str::to_owned);
    d.report(node.span.clone(), Problem::Dangling { what: Target::Source, id, like });
    None
}

/// The kind and what goes with it.
fn read_answer<'a>(d: &mut Decoder<'a>, fields: &Fields<'_, 'a>) -> Option<(Kind, Vec<AnswerOption>)> {
    let kind_node = d.required(fields, "kind")?;
    let name = d.name(kind_node)?;
    let kind = match name {
        "Single" => Kind::Single,
        "Multiple" => Kind::Multiple,
        "TrueFalse" => Kind::TrueFalse,
        "Ordering" => Kind::Ordering,
        "Matching" => Kind::Matching,
        "Number" => {
            only(d, fields, "number", "Number");
            let node = d.required(fields, "number")?;
            return Some((Kind::Number(read_number(d, node)?), Vec::new()));
        }
        "Typed" => {
            only(d, fields, "typed", "Typed");
            let node = d.required(fields, "typed")?;
            return Some((Kind::Typed(typed::read(d, node)?), Vec::new()));
        }
        "FillIn" => {
            only(d, fields, "blanks", "FillIn");
            let node = d.required(fields, "blanks")?;
            return Some((Kind::FillIn(typed::read_blanks(d, node, fields)?), Vec::new()));
        }
        _ => {
            d.report(kind_node.span.clone(), Problem::UnknownKind(name.to_owned()));
            return None;
        }
    };
    only(d, fields, "options", kind.name());
    let node = d.required(fields, "options")?;
    let nodes = d.list(node);
    let before = d.diagnostics.len();
    let mut seen = Seen::new();
    let options: Vec<_> = nodes.iter().filter_map(|node| read_option(d, node, &kind, &mut seen)).collect();
    let whole = options.len() == nodes.len() && d.diagnostics.len() == before;
    if whole {
        check_options(d, node, &kind, &options);
    }
    (whole && d.diagnostics.len() == before).then_some((kind, options))
}

/// Reports fields that give the answer of another kind; `field` is that of `kind`.
fn only<'a>(d: &mut Decoder<'a>, fields: &Fields<'_, 'a>, field: &str, kind: &'static str) {
    for other in ["options", "number", "typed", "blanks"] {
        if other != field && fields.get(other).is_some() {
            d.report(fields.name_span(other), Problem::NotForKind { field: other, kind });
        }
    }
}

fn read_option<'a>(
    d: &mut Decoder<'a>,
    node: &Node<'a>,
    kind: &Kind,
    seen: &mut Seen,
) -> Option<AnswerOption> {
    let fields = d.fields(node, &["id", "text", "pair", "correct", "why"])?;
    let id = d.required(&fields, "id").and_then(|node| {
        let id = d.id(node)?;
        d.unique(Target::Option, &id, &node.span, seen);
        Some(id)
    });
    let name = id.clone().unwrap_or_default();
    let start = node.span.start..node.span.start + 1;
    let text = match fields.get("text") {
        Some(node) => d.text(node),
        None if *kind == Kind::TrueFalse => Some(Text::default()),
        None => {
            d.report(start.clone(), Problem::MissingOptionText(name.clone()));
            None
        }
    };
    let pair = match (fields.get("pair"), kind) {
        (Some(node), Kind::Matching) => d.text(node),
        (Some(_), _) => {
            d.report(fields.name_span("pair"), Problem::NotForKind { field: "pair", kind: kind.name() });
            None
        }
        (None, Kind::Matching) => {
            d.report(start.clone(), Problem::MissingPair(name.clone()));
            None
        }
        (None, _) => Some(Text::default()),
    };
    let why = match fields.get("why") {
        Some(node) => d.text(node),
        None => {
            d.report(start, Problem::MissingWhy(name));
            None
        }
    };
    let correct = d.bool(fields.get("correct")) || matches!(kind, Kind::Ordering | Kind::Matching);
    Some(AnswerOption { id: id?, text: text?, pair: pair?, correct, why: why? })
}

fn check_options<'a>(d: &mut Decoder<'a>, node: &Node<'a>, kind: &Kind, options: &[AnswerOption]) {
    let start = node.span.start..node.span.start + 1;
    let (least, most) = if *kind == Kind::TrueFalse { (2, 2) } else { (2, 9) };
    let found = options.len();
    if !(least..=most).contains(&found) {
        d.report(start.clone(), Problem::OptionCount { found, least, most });
    }
    if *kind == Kind::TrueFalse && !["true", "false"].iter().all(|id| options.iter().any(|o| o.id == *id)) {
        d.report(start.clone(), Problem::TrueFalseOptions);
    }
    let correct = options.iter().filter(|option| option.correct).count();
    match kind {
        Kind::Single | Kind::TrueFalse if correct != 1 => {
            d.report(start, Problem::CorrectCount { found: correct, exactly_one: true });
        }
        Kind::Multiple if correct == 0 => {
            d.report(start, Problem::CorrectCount { found: 0, exactly_one: false });
        }
        _ => {}
    }
}

fn read_number<'a>(d: &mut Decoder<'a>, node: &Node<'a>) -> Option<NumberAnswer> {
    let fields = d.fields(node, &["value", "tolerance", "unit", "units", "near"])?;
    let value = d.required(&fields, "value").and_then(|node| d.number(node));
    let tolerance = fields.get("tolerance").map_or(Some(0.0), |node| d.number(node));
    let unit = fields.get("unit").map_or(Some(Text::default()), |node| d.text(node));
    let mut units = BTreeMap::new();
    if let Some(node) = fields.get("units") {
        for (key, factor_node) in d.map(node) {
            let (Some(name), Some(factor)) = (d.string(key), d.number(factor_node)) else { continue };
            if factor <= 0.0 {
                d.report(factor_node.span.clone(), Problem::BadNumberAnswer);
            }
            units.insert(name, factor);
        }
    }
    let (value, tolerance) = (value?, tolerance?);
    let mut near = Vec::new();
    if let Some(node) = fields.get("near") {
        for node in d.list(node) {
            let Some(fields) = d.fields(node, &["value", "why"]) else { continue };
            let wrong = d.required(&fields, "value").and_then(|node| d.number(node));
            let why = match fields.get("why") {
                Some(node) => d.text(node),
                None => {
                    d.report(
                        node.span.start..node.span.start + 1,
                        Problem::MissingWhy(wrong.unwrap_or(0.0).to_string()),
                    );
                    None
                }
            };
            let (Some(wrong), Some(why)) = (wrong, why) else { continue };
            let is_twice = near.iter().any(|other: &NearMiss| other.value.total_cmp(&wrong).is_eq());
            if (wrong - value).abs() <= tolerance || is_twice {
                d.report(node.span.clone(), Problem::BadNumberAnswer);
            }
            near.push(NearMiss { value: wrong, why });
        }
    }
    if tolerance < 0.0 {
        d.report(fields.name_span("tolerance"), Problem::BadNumberAnswer);
    }
    Some(NumberAnswer { value, tolerance, unit: unit?, units, near })
}
