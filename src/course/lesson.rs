//! A lesson: what `lesson.ron` says, and where its pages begin and end in `ko.md` and `en.md`.
//!
//! Pages are found by a scan for `## ` lines, without parsing Markdown, so that a lesson of any length opens at once;
//! a page is parsed when it is shown ([`super::Course::doc`]).

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use crate::{
    course::{
        decode::{Decoder, Seen, is_id},
        diagnostic::{Diagnostic, Problem, Target},
        syntax::Node,
    },
    lang::{Lang, Text},
};

/// A lesson without its prose and questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    /// Also the name of its folder.
    pub id: String,
    /// Former ids.
    pub aliases: Vec<String>,
    /// Its name.
    pub title: Text,
    /// One line about it.
    pub summary: Text,
    /// Reading time in minutes.
    pub minutes: u32,
    /// What the learner can do afterwards.
    pub objectives: Vec<Text>,
    /// Ids of lessons to read first.
    pub requires: Vec<String>,
    /// Former page ids and what they are now.
    pub renamed_pages: BTreeMap<String, String>,
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// Pages that exist in both languages, in Korean order.
    pub pages: Vec<Page>,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Unique in the lesson.
    pub id: String,
    /// Name of the document.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Day on which it was last read, `2026-11-22`.
    pub verified: String,
}

/// A page: its heading, and where its text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Unique in the lesson.
    pub id: String,
    /// Its heading.
    pub title: Text,
    ko: Range<usize>,
    en: Range<usize>,
}

impl Page {
    /// The bytes of the page below its heading in the file of `lang`.
    #[must_use]
    pub fn body(&self, lang: Lang) -> Range<usize> {
        match lang {
            Lang::Ko => self.ko.clone(),
            Lang::En => self.en.clone(),
        }
    }
}

impl Lesson {
    /// Index of the page with this id or former id.
    #[must_use]
    pub fn page_index(&self, id: &str) -> Option<usize> {
        let find = |id: &str| self.pages.iter().position(|page| page.id == id);
        find(id).or_else(|| find(self.renamed_pages.get(id)?))
    }

    /// The day on which the oldest of its sources was last read, empty without sources.
    #[must_use]
    pub fn verified(&self) -> &str {
        self.sources.iter().map(|source| source.verified.as_str()).min().unwrap_or_default()
    }
}

/// Path of `lesson.ron`.
#[must_use]
pub fn path(id: &str) -> String {
    format!("lessons/{id}/lesson.ron")
}

/// Path of the prose in `lang`.
#[must_use]
pub fn prose_path(id: &str, lang: Lang) -> String {
    format!("lessons/{id}/{}.md", lang.code())
}

/// Reads `lesson.ron` of the lesson in folder `folder`, without its pages.
#[must_use]
pub fn decode(folder: &str, source: &str) -> (Lesson, Vec<Diagnostic>) {
    let file = path(folder);
    let (mut d, root) = Decoder::open(&file, source);
    let mut lesson = Lesson { id: folder.to_owned(), ..Lesson::default() };
    lesson.title = Text { ko: folder.to_owned(), en: folder.to_owned() };
    read(&mut d, &root, &mut lesson, folder);
    (lesson, d.diagnostics)
}

fn read<'a>(d: &mut Decoder<'a>, root: &Node<'a>, lesson: &mut Lesson, folder: &str) {
    const KNOWN: [&str; 9] = [
        "id",
        "aliases",
        "title",
        "summary",
        "minutes",
        "objectives",
        "requires",
        "renamed_pages",
        "sources",
    ];
    let Some(fields) = d.fields(root, &KNOWN) else { return };
    if let Some(node) = d.required(&fields, "id")
        && let Some(id) = d.id(node)
        && id != folder
    {
        d.report(node.span.clone(), Problem::IdNotFolder { id, folder: folder.to_owned() });
    }
    lesson.aliases = d.strings(fields.get("aliases"));
    if let Some(title) = d.required_text(&fields, "title") {
        lesson.title = title;
    }
    if let Some(summary) = d.required_text(&fields, "summary") {
        lesson.summary = summary;
    }
    if let Some(node) = d.required(&fields, "minutes") {
        lesson.minutes = d.whole(node).unwrap_or_default();
    }
    if let Some(node) = fields.get("objectives") {
        lesson.objectives = d.list(node).iter().filter_map(|node| d.text(node)).collect();
    }
    lesson.requires = d.strings(fields.get("requires"));
    lesson.renamed_pages = d.string_map(fields.get("renamed_pages"));
    let mut seen = Seen::new();
    if let Some(node) = fields.get("sources") {
        for node in d.list(node) {
            lesson.sources.extend(read_source(d, node, &mut seen));
        }
    }
}

fn read_source<'a>(d: &mut Decoder<'a>, node: &Node<'a>, seen: &mut Seen) -> Option<Source> {
    let fields = d.fields(node, &["id", "title", "url", "verified"])?;
    let id = d.required(&fields, "id").and_then(|node| {
        let id = d.id(node)?;
        d.unique(Target::Source, &id, &node.span, seen);
        Some(id)
    });
    let title = d.required(&fields, "title").and_then(|node| d.string(node));
    let url = d.required(&fields, "url").and_then(|node| {
        let url = d.string(node)?;
        if !url.starts_with("https://") && !url.starts_with("http://") {
            d.report(node.span.clone(), Problem::BrokenLink(url.clone()));
        }
        Some(url)
    });
    let verified = d.required(&fields, "verified").and_then(|node| d.date(node));
    Some(Source { id: id?, title: title?, url: url?, verified: verified? })
}

/// A `## ` section of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// What stands in `{#…}`, if anything.
    pub id: Option<&'a str>,
    /// The heading without its id.
    pub title: &'a str,
    /// Bytes of the heading line.
    pub heading: Range<usize>,
    /// Bytes from after the heading to the next one.
    pub body: Range<usize>,
}

/// The sections of a file, and the text between `# Title` and the first of them.
#[must_use]
pub fn sections(source: &str) -> (Vec<Section<'_>>, Range<usize>) {
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    let mut preface = 0..source.len();
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        // Nearly every line is none of these: a long lesson is scanned at the speed of looking for line breaks.
        if !matches!(line.as_bytes().first(), Some(b'#' | b'`' | b'~' | b' ')) {
            continue;
        }
        let trimmed = line.trim_start_matches(' ');
        if line.len() - trimmed.len() > 3 {
            continue;
        }
        match fence {
            Some(open) => {
                let text = trimmed.trim_end();
                if text.starts_with(open) && text.bytes().all(|b| b == open.as_bytes()[0]) {
                    fence = None;
                }
            }
            None if trimmed.starts_with("```") || trimmed.starts_with("~~~") => {
                let marks = trimmed.len() - trimmed.trim_start_matches(&trimmed[..1]).len();
                fence = Some(&trimmed[..marks]);
            }
            None if trimmed.starts_with("# ") && sections.is_empty() => preface.start = at,
            None if trimmed.starts_with("## ") => {
                match sections.last_mut() {
                    Some(last) => last.body.end = start,
                    None => preface.end = start,
                }
                let text = trimmed[3..].trim();
                let (title, id) = heading(text);
                sections.push(Section {
                    id,
                    title,
                    heading: start..start + line.trim_end().len(),
                    body: at..source.len(),
                });
            }
            None => {}
        }
    }
    preface.end = preface.end.max(preface.start);
    (sections, preface)
}

/// `Tasks {#tasks}` is `Tasks` with id `tasks`.
fn heading(text: &str) -> (&str, Option<&str>) {
    let Some(open) = text.rfind("{#").filter(|_| text.ends_with('}')) else {
        return (text, None);
    };
    (text[..open].trim_end(), Some(text[open + 2..text.len() - 1].trim()))
}

/// Pairs the sections of both files into pages, reporting ids that are missing, repeated or in another order.
#[must_use]
pub fn pages(lesson: &str, ko: &str, en: &str) -> (Vec<Page>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let ko_sections = identified(&prose_path(lesson, Lang::Ko), ko, &mut diagnostics);
    let en_sections = identified(&prose_path(lesson, Lang::En), en, &mut diagnostics);
    let place = |sections: &[(&'_ str, Section<'_>)]| -> HashMap<String, usize> {
        sections.iter().enumerate().map(|(at, (id, _))| ((*id).to_owned(), at)).collect()
    };
    let (in_ko, in_en) = (place(&ko_sections), place(&en_sections));
    for (lang, here, there) in [(Lang::Ko, &ko_sections, &in_en), (Lang::En, &en_sections, &in_ko)] {
        for (id, section) in here.iter().filter(|(id, _)| !there.contains_key(*id)) {
            diagnostics.push(Diagnostic {
                file: prose_path(lesson, lang),
                span: section.heading.clone(),
                problem: Problem::PageOnlyIn { id: (*id).to_owned(), lang },
            });
        }
    }
    let common: Vec<_> = ko_sections
        .iter()
        .filter_map(|(id, section)| Some((*id, section, &en_sections[*in_en.get(*id)?])))
        .collect();
    let en_order = en_sections.iter().filter(|(id, _)| in_ko.contains_key(*id));
    if let Some(((expected, ..), (id, section))) = common.iter().zip(en_order).find(|(a, b)| a.0 != b.0) {
        diagnostics.push(Diagnostic {
            file: prose_path(lesson, Lang::En),
            span: section.heading.clone(),
            problem: Problem::PageOrder { id: (*id).to_owned(), expected: (*expected).to_owned() },
        });
    }
    let pages = common
        .into_iter()
        .map(|(id, ko, (_, en))| Page {
            id: id.to_owned(),
            title: Text { ko: ko.title.to_owned(), en: en.title.to_owned() },
            ko: ko.body.clone(),
            en: en.body.clone(),
        })
        .collect();
    (pages, diagnostics)
}

/// Sections with a usable id, each id once; the rest is reported.
fn identified<'a>(
    file: &str,
    source: &'a str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'a str, Section<'a>)> {
    let (mut d, _) = Decoder::open(file, "()");
    let (sections, preface) = sections(source);
    if sections.is_empty() && !source.is_empty() {
        d.report(0..0, Problem::NoPages);
    }
    let text = source[preface.clone()].trim_start();
    if !text.trim_end().is_empty() {
        let start = preface.end - text.len();
        let end = start + text.lines().next().map_or(0, str::len);
        d.report(start..end, Problem::TextBeforePage);
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut kept = Vec::new();
    for section in sections {
        let span = section.heading.clone();
        match section.id {
            None => d.report(span, Problem::HeadingWithoutId),
            Some(id) if !is_id(id) => d.report(span, Problem::BadId(id.to_owned())),
            Some(id) => match seen.get(id) {
                Some(first) => {
                    let line = source[..*first].matches('\n').count() + 1;
                    let first = format!("{file}:{line}:1");
                    d.report(span, Problem::DuplicateId { what: Target::Page, id: id.to_owned(), first });
                }
                None => {
                    seen.insert(id, span.start);
                    kept.push((id, section));
                }
            },
        }
    }
    diagnostics.append(&mut d.diagnostics);
    kept
}
