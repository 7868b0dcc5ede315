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
    /// Spellings of it that this course does not use.
    pub avoid: Vec<String>,
    /// Whether its name is also a word of everyday language, which then is no use of the term.
    pub everyday: bool,
    /// One line.
    pub short: Text,
    /// A few sentences.
    pub long: Text,
    /// Terms it is mixed up with.
    pub confused_with: Vec<Confusion>,
    /// Ids of terms to look at next.
    pub neighbours: Vec<String>,
    /// The term it belongs to, for the relation diagram.
    pub part_of: Option<Tie>,
}

/// What ties a term to the one it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Id of that term.
    pub term: String,
    /// The tie in a few words.
    pub how: Text,
}

/// A line of a relation diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch<'g> {
    /// What is drawn before the name: `│  ├─ `.
    pub lines: String,
    /// The term that stands there.
    pub term: &'g Term,
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

    /// How the Korean name is read aloud, where its spelling does not say it.
    #[must_use]
    pub fn spoken(&self) -> Option<&str> {
        let is_plain = self.reading.is_empty() || self.reading == self.name.ko;
        (!is_plain).then_some(self.reading.as_str())
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

    /// The relation diagram of `term`: what it belongs to, up to the root, and everything that belongs to it. Empty when
    /// it is tied to nothing.
    #[must_use]
    pub fn relations<'g>(&'g self, term: &'g Term) -> Vec<Branch<'g>> {
        let mut trunk = vec![term];
        while let Some(above) = trunk[trunk.len() - 1].part_of.as_ref().and_then(|tie| self.term(&tie.term)) {
            // A ring is reported by the checker; here it only must end.
            if trunk.iter().any(|known| known.id == above.id) {
                break;
            }
            trunk.push(above);
        }
        let mut out = Vec::new();
        for (depth, term) in trunk.into_iter().rev().enumerate() {
            let lines = if depth == 0 { String::new() } else { "   ".repeat(depth - 1) + "└─ " };
            out.push(Branch { lines, term });
        }
        let indent = "   ".repeat(out.len() - 1);
        self.branches(term, &indent, &mut out);
        if out.len() > 1 { out } else { Vec::new() }
    }

    fn branches<'g>(&'g self, term: &Term, indent: &str, out: &mut Vec<Branch<'g>>) {
        let is_drawn = |out: &[Branch<'_>], term: &Term| out.iter().any(|branch| branch.term.id == term.id);
        let parts: Vec<&Term> = self
            .terms
            .iter()
            .filter(|part| {
                part.part_of.as_ref().is_some_and(|tie| tie.term == term.id) && !is_drawn(out, part)
            })
            .collect();
        for (i, part) in parts.iter().enumerate() {
            let (here, below) = if i + 1 == parts.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            out.push(Branch { lines: format!("{indent}{here}"), term: part });
            self.branches(part, &format!("{indent}{below}"), out);
        }
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
    let (mut refs, mut ties) = (Vec::new(), Vec::new());
    if let Some(fields) = d.fields(&root, &["terms"])
        && let Some(node) = d.required(&fields, "terms")
    {
        let mut seen = Seen::new();
        for node in d.list(node) {
            terms.extend(read(&mut d, node, &mut seen, &mut refs, &mut ties));
        }
    }
    let glossary = Glossary { terms };
    for (id, span) in refs {
        if glossary.term(&id).is_none() {
            let like = glossary.closest(&id).map(str::to_owned);
            d.report(span, Problem::Dangling { what: Target::Term, id, like });
        }
    }
    for (id, span) in ties {
        if is_in_ring(&glossary, &id) {
            d.report(span, Problem::TermRing(id));
        }
    }
    (glossary, d.diagnostics)
}

/// Whether a term belongs, over others, to itself.
fn is_in_ring(glossary: &Glossary, id: &str) -> bool {
    let above =
        |id: &str| glossary.term(id).and_then(|term| term.part_of.as_ref()).map(|tie| tie.term.as_str());
    let mut at = above(id);
    for _ in 0..glossary.terms.len() {
        match at {
            Some(other) if other == id => return true,
            Some(other) => at = above(other),
            None => return false,
        }
    }
    false
}

/// Ids, and where they stand.
type Refs = Vec<(String, std::ops::Range<usize>)>;

/// Reads a term. Where it names others goes to `refs`, and where it says what it belongs to, to `ties`.
fn read<'a>(
    d: &mut Decoder<'a>,
    node: &Node<'a>,
    seen: &mut Seen,
    refs: &mut Refs,
    ties: &mut Refs,
) -> Option<Term> {
    const KNOWN: [&str; 14] = [
        "id",
        "aliases",
        "ko",
        "en",
        "abbr",
        "reading",
        "aka",
        "avoid",
        "everyday",
        "short",
        "long",
        "confused_with",
        "neighbours",
        "part_of",
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
    let part_of = fields.get("part_of").and_then(|node| {
        ties.extend(id.clone().map(|id| (id, node.span.clone())));
        let fields = d.fields(node, &["term", "how"])?;
        let term = d.required(&fields, "term").and_then(|node| reference(d, node, refs));
        let how = d.required_text(&fields, "how");
        Some(Tie { term: term?, how: how? })
    });
    let mut aliases = Vec::new();
    for node in fields.get("aliases").map_or(&[][..], |node| d.list(node)) {
        let Some(alias) = d.id(node) else { continue };
        d.unique(Target::Term, &alias, &node.span, seen);
        aliases.push(alias);
    }
    Some(Term {
        aliases,
        abbr: d.optional_string(fields.get("abbr")),
        reading: d.optional_string(fields.get("reading")),
        aka: d.strings(fields.get("aka")),
        avoid: d.strings(fields.get("avoid")),
        everyday: d.bool(fields.get("everyday")),
        id: id?,
        name: Text { ko: ko?, en: en? },
        short: short?,
        long: long?,
        confused_with,
        neighbours,
        part_of,
    })
}

fn reference<'a>(d: &mut Decoder<'a>, node: &Node<'a>, refs: &mut Refs) -> Option<String> {
    let id = d.id(node)?;
    refs.push((id.clone(), node.span.clone()));
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_reported_where_its_ties_stand() {
        let term = |id: &str, above: &str| {
            let text = r#"(ko: "가", en: "a")"#;
            format!(
                r#"(id: "{id}", ko: "가", en: "a", short: {text}, long: {text}, part_of: (term: "{above}", how: {text})),"#
            )
        };
        let source = format!("(terms: [{}{}{}])", term("a", "b"), term("b", "a"), term("c", "a"));
        let found: Vec<_> =
            decode(&source).1.into_iter().map(|problem| source[problem.span].to_owned()).collect();
        let tie = |above: &str| format!(r#"(term: "{above}", how: (ko: "가", en: "a"))"#);
        assert_eq!(found, [tie("b"), tie("a")]);
    }
}
