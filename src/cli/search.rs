//! `seodang search`: what a query finds, for people and for programs.

use std::process::ExitCode;

use serde::Serialize;

use super::{Refused, args::DataFormat, complain, print, print::Style};
use crate::{
    course::Course,
    lang::{
        Lang,
        width::{pad_right, width},
    },
    search::{Excerpt, Hit, Passage, Place, Query, Spot},
};

/// Cells before what was hit.
const INDENT: usize = 4;

/// The JSON document. Fields may be added to it, but none is taken away or changes its meaning while `version` is 1.
#[derive(Serialize)]
struct Document<'q> {
    version: u32,
    query: &'q str,
    lang: &'static str,
    count: usize,
    hits: Vec<Entry>,
}

/// Something that was found; the help of the command says what the fields are.
#[derive(Serialize)]
struct Entry {
    kind: &'static str,
    id: String,
    title: Titles,
    r#match: &'static str,
    r#in: &'static str,
    lang: &'static str,
    block: Option<usize>,
    text: String,
    highlights: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct Titles {
    ko: String,
    en: String,
}

/// Searches, and ends with 1 when nothing is found.
///
/// # Errors
/// When there is nothing to search for, or it cannot be printed.
pub fn run(course: &Course, text: &str, format: DataFormat, style: Style) -> anyhow::Result<ExitCode> {
    let query = Query::new(text);
    if query.is_empty() {
        return Err(Refused(style.lang.search_for_what(text)).into());
    }
    let hits = course.index().find(&query, style.lang, None);
    print(&match format {
        DataFormat::Text => plain(course, &query, &hits, style),
        DataFormat::Json => json(course, &query, &hits, style.lang),
    })?;
    if hits.is_empty() && format == DataFormat::Text {
        complain(&format!("'{}': {}", text.trim(), style.lang.msgs().search_nothing));
    }
    Ok(if hits.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// A line for each hit: what it is, what commands call it, its title; below that what was hit, if it says more.
fn plain(course: &Course, query: &Query, hits: &[Hit], style: Style) -> String {
    let mut out = String::new();
    let sort = |place: Place| place.kind().name(style.lang);
    let column = hits.iter().map(|hit| width(sort(hit.place))).max().unwrap_or(0);
    for hit in hits {
        let (kind, title) = (pad_right(sort(hit.place), column), hit.place.title(course, style.lang));
        out.push_str(&format!("{kind}  {}  {title}\n", hit.place.id(course)));
        let passage = passage(course, hit);
        if !title.contains(&passage.text) {
            let room = usize::from(style.columns).saturating_sub(INDENT);
            let excerpt = Excerpt::of(&passage.text, &query.marks(&passage.text, hit.how), room);
            out.push_str(&format!("{:INDENT$}{}\n", "", excerpt.text));
        }
    }
    style.drawn(&out)
}

fn json(course: &Course, query: &Query, hits: &[Hit], lang: Lang) -> String {
    let document = Document {
        version: 1,
        query: query.text(),
        lang: lang.code(),
        count: hits.len(),
        hits: hits.iter().map(|hit| entry(course, query, hit)).collect(),
    };
    // Strings and numbers alone: nothing in it can fail to become JSON.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn entry(course: &Course, query: &Query, hit: &Hit) -> Entry {
    let passage = passage(course, hit);
    let characters = |end: usize| passage.text[..end].chars().count();
    let marks = query.marks(&passage.text, hit.how);
    let is_page = matches!((hit.place, hit.spot), (Place::Page { .. }, Spot::Passage(_)));
    Entry {
        kind: hit.place.kind().code(),
        id: hit.place.id(course),
        title: Titles { ko: hit.place.title(course, Lang::Ko), en: hit.place.title(course, Lang::En) },
        r#match: hit.how.code(),
        r#in: if matches!(hit.spot, Spot::Name(_)) { "name" } else { "text" },
        lang: hit.lang.code(),
        block: is_page.then_some(passage.block),
        highlights: marks.iter().map(|mark| [characters(mark.start), characters(mark.end)]).collect(),
        text: passage.text,
    }
}

/// The text that was hit.
fn passage(course: &Course, hit: &Hit) -> Passage {
    hit.passage(course).unwrap_or_default()
}
