//! Everything a learner reads, passage by passage, in both languages.
//!
//! A passage is a block of a page, or a `(ko: "…", en: "…")` of a RON file. Rules about words need not know from which
//! kind of file they come, only which [`Role`] they play.

use std::{borrow::Cow, ops::Range};

use super::shown::{self, Shown};
use crate::{
    course::{
        Course, Files,
        doc::Block,
        glossary, lesson,
        markdown::{self, Parsed},
        price, question,
        syntax::{Node, Value, read},
    },
    lang::Lang,
};

/// What a text is for; it decides how Korean ends its sentences and where terms are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A paragraph or a list of a page.
    Prose,
    /// An alert or a quote of a page.
    Aside,
    /// Table cells of a page.
    Table,
    /// `stem`
    Stem,
    /// `why`, `explanation`, `hints`, `how`, `long`: told to the learner in sentences.
    Told,
    /// Titles, options, `short` and the like: phrases.
    Phrase,
    /// The name of a term.
    Name,
}

/// One language of a passage.
#[derive(Clone, Debug, Default)]
pub struct Half {
    /// Its file.
    pub file: String,
    /// Its paragraphs; none when the other language has no such block.
    pub shown: Vec<Shown>,
}

/// The same text in both languages.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is for.
    pub role: Role,
    /// Korean.
    pub ko: Half,
    /// English.
    pub en: Half,
}

impl Passage {
    /// The half in `lang`.
    #[must_use]
    pub fn half(&self, lang: Lang) -> &Half {
        match lang {
            Lang::Ko => &self.ko,
            Lang::En => &self.en,
        }
    }

    /// Whether both languages have it.
    #[must_use]
    pub fn is_pair(&self) -> bool {
        !self.ko.shown.is_empty() && !self.en.shown.is_empty()
    }
}

/// A page of prose in one language.
#[derive(Clone, Debug)]
pub struct Side<'c> {
    /// Its file.
    pub file: String,
    /// Its Markdown, below the heading.
    pub source: &'c str,
    /// Where that begins in the file.
    pub base: usize,
    /// The Markdown read.
    pub parsed: Parsed,
}

/// A page in both languages.
#[derive(Clone, Debug)]
pub struct PageText<'c> {
    /// Number of its lesson.
    pub lesson: usize,
    /// Its id.
    pub id: String,
    /// Korean and English.
    pub sides: [Side<'c>; 2],
}

/// The pages of the course.
#[must_use]
pub fn pages<'c>(files: &'c Files, course: &Course) -> Vec<PageText<'c>> {
    let mut pages = Vec::new();
    for (number, lesson) in course.lessons.iter().enumerate() {
        for page in &lesson.pages {
            let sides = Lang::ALL.map(|lang| {
                let file = lesson::prose_path(&lesson.id, lang);
                let body = page.body(lang);
                let source = files.text(&file).get(body.clone()).unwrap_or_default();
                Side { parsed: markdown::parse(source), file, source, base: body.start }
            });
            pages.push(PageText { lesson: number, id: page.id.clone(), sides });
        }
    }
    pages
}

/// The passages of a page: block by block where both languages are built the same, else each language by itself.
#[must_use]
pub fn of_page(page: &PageText<'_>) -> Vec<Passage> {
    let [ko, en] = page.sides.each_ref().map(blocks);
    let same = ko.len() == en.len() && ko.iter().zip(&en).all(|(a, b)| a.0 == b.0);
    if same {
        let pairs = ko.into_iter().zip(en);
        return pairs.map(|((role, ko), (_, en))| Passage { role, ko, en }).collect();
    }
    let ko = ko.into_iter().map(|(role, ko)| Passage { role, ko, en: Half::default() });
    let en = en.into_iter().map(|(role, en)| Passage { role, ko: Half::default(), en });
    ko.chain(en).collect()
}

/// The headings of the pages.
#[must_use]
pub fn of_headings(files: &Files, course: &Course) -> Vec<Passage> {
    let mut passages = Vec::new();
    for lesson in &course.lessons {
        for page in &lesson.pages {
            let half = |lang: Lang| {
                let file = lesson::prose_path(&lesson.id, lang);
                let title = page.title.get(lang);
                let above = files.text(&file).get(..page.body(lang).start).unwrap_or_default();
                let start = above.rfind(title).unwrap_or_default();
                Half { shown: vec![Shown::inline(title, start)], file }
            };
            passages.push(Passage { role: Role::Phrase, ko: half(Lang::Ko), en: half(Lang::En) });
        }
    }
    passages
}

fn blocks(side: &Side<'_>) -> Vec<(Role, Half)> {
    let mut halves = Vec::new();
    for (block, range) in side.parsed.doc.blocks.iter().zip(&side.parsed.blocks) {
        let role = match block {
            Block::Paragraph(_) | Block::List { .. } => Role::Prose,
            Block::Alert { .. } | Block::Quote(_) => Role::Aside,
            Block::Table { .. } => Role::Table,
            Block::Heading { .. } => Role::Phrase,
            _ => continue,
        };
        let text = side.source.get(range.clone()).unwrap_or_default();
        let shown = shown::paragraphs(text, side.base + range.start);
        halves.push((role, Half { file: side.file.clone(), shown }));
    }
    halves
}

/// The passages of every RON file.
#[must_use]
pub fn of_values(files: &Files, course: &Course) -> Vec<Passage> {
    let mut paths = vec![super::super::PATH.to_owned(), glossary::PATH.to_owned(), price::PATH.to_owned()];
    for lesson in &course.lessons {
        paths.extend([lesson::path(&lesson.id), question::path(&lesson.id)]);
    }
    let mut passages = Vec::new();
    for path in paths {
        let source = files.text(&path);
        if !source.is_empty() {
            collect(&read(source).0, "", &path, source, &mut passages);
        }
    }
    passages
}

fn collect(node: &Node<'_>, name: &str, path: &str, source: &str, passages: &mut Vec<Passage>) {
    match &node.value {
        Value::Struct(fields) => {
            let half = |lang: Lang| {
                let field = fields.iter().find(|field| field.name == lang.code())?;
                let shown = text(&field.node, source)?;
                Some(Half { file: path.to_owned(), shown: vec![shown] })
            };
            if let (Some(ko), Some(en)) = (half(Lang::Ko), half(Lang::En)) {
                let is_name = fields.iter().any(|field| field.name == "id");
                let role = if is_name { Role::Name } else { role(name) };
                passages.push(Passage { role, ko, en });
            }
            for field in fields.iter().filter(|field| !["ko", "en"].contains(&field.name)) {
                collect(&field.node, field.name, path, source, passages);
            }
        }
        Value::List(nodes) | Value::Tuple(nodes) => {
            nodes.iter().for_each(|node| collect(node, name, path, source, passages));
        }
        Value::Map(entries) => {
            entries.iter().for_each(|(_, node)| collect(node, name, path, source, passages));
        }
        _ => {}
    }
}

fn role(field: &str) -> Role {
    match field {
        "stem" => Role::Stem,
        "why" | "explanation" | "hints" | "how" | "long" => Role::Told,
        _ => Role::Phrase,
    }
}

/// The text of a node; its places are exact unless it has escapes.
#[must_use]
pub fn text(node: &Node<'_>, source: &str) -> Option<Shown> {
    let Value::Str(text) = &node.value else { return None };
    Some(match text {
        Cow::Borrowed(text) if is_verbatim(text, &node.span, source) => {
            Shown::inline(text, node.span.start + 1)
        }
        text => Shown::somewhere(text, node.span.clone()),
    })
}

fn is_verbatim(text: &str, span: &Range<usize>, source: &str) -> bool {
    source.get(span.start + 1..span.start + 1 + text.len()) == Some(text)
}
