//! The glossary: terms in both languages and how they relate.

use crate::{
    course::{
        decode::{Decoder, Seen},
        diagnostic::{Diagnostic, Problem, Target, closest},
        syntax::Node,
    },
    lang::{Lang, Text},
};

/// Where it is.
pub const PATH: &str = "assets/glossary.ron";

/// A term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Unique.
    pub id: String,
    /// Former ids.
    pub aliases: Vec<String>,
    /// Its name in both languages.
    pub name: Text,
    /// `ENI`; may be empty.
    pub abbr: String,
    /// How a Korean reads the Korean name aloud; may be empty.
    pub reading: String,
    /// Other names, in either language.
    pub aka: Vec<String>,
    /// One line.
    pub short: Text,
    /// A few sentences.
    pub long: Text,
    /// Terms it is mixed up with.
    pub confused_with: Vec<Confusion>,
    /// Ids of terms drawn next to it.
    pub neighbours: Vec<String>,
}

/// A term that another is mixed up with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    /// Its id.
    pub term: String,
    /// How to tell them apart.
    pub how: Text,
}

impl Term {
    /// The name, with the abbreviation where there is one.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        let name = self.name.get(lang);
        if self.abbr.is_empty() || name.contains(&self.abbr) {
            name.to_owned()
        } else {
            format!("{name} ({})", self.abbr)
        }
    }
}

/// The terms in the order of their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    terms: Vec<Term>,
}

impl Glossary {
    /// In the order of the file.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term with this id or former id.
    #[must_use]
    pub fn term(&self, id: &str) -> Option<&Term> {
        let found = self.terms.iter().find(|term| term.id == id);
        found.or_else(|| self.terms.iter().find(|term| term.aliases.iter().any(|alias| alias == id)))
    }

    /// The id most like `id`.
    #[must_use]
    pub fn closest(&self, id: &str) -> Option<&str> {
        closest(id, self.terms.iter().map(|term| term.id.as_str()))
    }
}

/// Reads the glossary.
#[must_use]
pub fn decode(source: &str) -> (Glossary, Vec<Diagnostic>) {
    let (mut d, root) = Decoder::open(PATH, source);
    let mut terms = Vec::new();
    let mut refs = Vec::new();
    if let Some(fields) = d.fields(&root, &["terms"])
        && let Some(node) = d.required(&fields, "terms")
    {
        let mut seen = Seen::new();
        for node in d.list(node) {
            terms.extend(read(&mut d, node, &mut seen, &mut refs));
        }
    }
    let glossary = Glossary { terms };
    for (id, span) in refs {
        if glossary.term(&id).is_none() {
            let like = glossary.closest(&id).map(str::to_owned);
            d.report(span, Problem::Dangling { what: Target::Term, id, like });
        }
    }
    (glossary, d.diagnostics)
}

type Refs = Vec<(String, std::ops::Range<usize>)>;

fn read<'a>(d: &mut Decoder<'a>, node: &Node<'a>, seen: &mut Seen, refs: &mut Refs) -> Option<Term> {
    const KNOWN: [&str; 11] = [
        "id",
        "aliases",
        "ko",
        "en",
        "abbr",
        "reading",
        "aka",
        "short",
        "long",
        "confused_with",
        "neighbours",
    ];
    let fields = d.fields(node, &KNOWN)?;
    let id = d.required(&fields, "id").and_then(|node| {
        let id = d.id(node)?;
        d.unique(Target::Term, &id, &node.span, seen);
        Some(id)
    });
    let mut name = |lang: Lang| match fields.get(lang.code()) {
        Some(node) => d.string(node),
        None => {
            d.report(node.span.start..node.span.start + 1, Problem::MissingLanguage(lang));
            None
        }
    };
    let (ko, en) = (name(Lang::Ko), name(Lang::En));
    let short = d.required_text(&fields, "short");
    let long = d.required_text(&fields, "long");
    let mut confused_with = Vec::new();
    if let Some(node) = fields.get("confused_with") {
        for node in d.list(node) {
            let Some(fields) = d.fields(node, &["term", "how"]) else { continue };
            let term = d.required(&fields, "term").and_then(|node| reference(d, node, refs));
            let how = d.required_text(&fields, "how");
            confused_with.extend(term.zip(how).map(|(term, how)| Confusion { term, how }));
        }
    }
    let mut neighbours = Vec::new();
    if let Some(node) = fields.get("neighbours") {
        neighbours = d.list(node).iter().filter_map(|node| reference(d, node, refs)).collect();
    }
    Some(Term {
        aliases: d.strings(fields.get("aliases")),
        abbr: d.optional_string(fields.get("abbr")),
        reading: d.optional_string(fields.get("reading")),
        aka: d.strings(fields.get("aka")),
        id: id?,
        name: Text { ko: ko?, en: en? },
        short: short?,
        long: long?,
        confused_with,
        neighbours,
    })
}

fn reference<'a>(d: &mut Decoder<'a>, node: &Node<'a>, refs: &mut Refs) -> Option<String> {
    let id = d.id(node)?;
    refs.push((id.clone(), node.span.clone()));
    Some(id)
}
