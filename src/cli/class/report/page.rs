//! A report as it is read, whatever it is written as: parts in order.
//!
//! Invariant: nothing in a page can command a terminal; what a name or a typed answer says is text and nothing else.

use crate::{
    course::{doc::Inlines, markdown},
    lang::{Lang, Text, width::sanitize},
};

/// What is right, wrong, left out, or only an opinion.
pub const SIGNS: [&str; 4] = ["✓", "✗", "-", "o"];

/// A report as it is read.
pub struct Page {
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What it consists of.
    pub parts: Vec<Part>,
}

/// A part of a page.
pub enum Part {
    /// Begins a section.
    Heading(String),
    /// Begins an entry of a section: its number, and what it is about.
    Entry(u32, Vec<Passage>),
    /// Something about the section or the entry.
    Line(String),
    /// Something that should make one careful.
    Caution(String),
    /// Answers.
    Points(Vec<Point>),
    /// A command that leads further.
    Command(String),
    /// A table.
    Table(Table),
    /// The answers of all students to all questions.
    Grid(Grid),
}

/// Inline text in one language.
#[derive(Clone)]
pub struct Passage {
    /// Which; `None` where nobody knows it, as of a name.
    pub lang: Option<Lang>,
    /// The text.
    pub text: Inlines,
}

/// An answer that was given.
pub struct Point {
    /// Whether it is a wrong one.
    pub is_wrong: bool,
    /// How often, and how it came about.
    pub count: String,
    /// What was answered.
    pub what: Vec<Passage>,
    /// Why it is wrong; may be empty.
    pub why: Vec<Passage>,
}

/// A table.
pub struct Table {
    /// Its columns: heading, and whether it holds numbers.
    pub head: Vec<(String, bool)>,
    /// The column that names a row.
    pub key: usize,
    /// Its rows, each as long as `head`.
    pub rows: Vec<Vec<String>>,
}

/// The answers of all students to all questions.
pub struct Grid {
    /// Above the names.
    pub corner: String,
    /// Numbers of the questions.
    pub numbers: Vec<u32>,
    /// A row each: the name, and one of [`SIGNS`] for each question.
    pub rows: Vec<(String, Vec<&'static str>)>,
}

impl Passage {
    /// Inline Markdown of the course in each of `langs`, those without words left out.
    pub fn course(text: &Text, langs: &[Lang]) -> Vec<Passage> {
        let passage =
            |lang: &Lang| Passage { lang: Some(*lang), text: clean(markdown::inline(text.get(*lang))) };
        let mut passages: Vec<Passage> = langs.iter().map(passage).collect();
        passages.dedup_by(|a, b| a.text == b.text);
        passages.retain(|passage| !passage.text.is_empty());
        passages
    }

    /// What somebody typed.
    pub fn typed(text: &str) -> Vec<Passage> {
        vec![Passage { lang: None, text: plain(text) }]
    }
}

/// Text that means nothing but itself.
pub fn plain(text: &str) -> Inlines {
    vec![crate::course::doc::Inline { text: sanitize(text).into_owned(), ..Default::default() }]
}

fn clean(mut inlines: Inlines) -> Inlines {
    for inline in &mut inlines {
        inline.text = sanitize(&inline.text).into_owned();
    }
    inlines.retain(|inline| !inline.text.is_empty());
    inlines
}
