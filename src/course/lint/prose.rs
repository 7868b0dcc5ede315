//! Words that both languages must say alike: numbers, and the terms that a page links.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Flaw, flaw,
    number::Numbers,
    passage::{PageText, Passage, Side},
    shown::{self, Kind, Shown},
};
use crate::{
    course::{
        Course, Diagnostic,
        doc::{Block, Link},
    },
    lang::{Lang, hangul::is_hangul, josa},
};

/// Numbers that one language of a passage says and the other does not. `1` is often a mere “a”.
pub(super) fn numbers(passage: &Passage) -> Option<Diagnostic> {
    if !passage.is_pair() {
        return None;
    }
    let [ko, en] = Lang::ALL.map(|lang| {
        let mut numbers = Numbers::default();
        passage.half(lang).shown.iter().for_each(|shown| numbers.add(shown, lang));
        numbers
    });
    let only = |here: &Numbers, there: &Numbers| -> Vec<String> {
        let own = here.digits.iter().filter(|figure| figure.value != "1" && !there.answers(figure));
        own.map(|figure| figure.value.clone()).collect()
    };
    let (in_ko, in_en) = (only(&ko, &en), only(&en, &ko));
    if in_ko.is_empty() && in_en.is_empty() {
        return units(passage, &ko, &en);
    }
    let lang = if in_en.is_empty() { Lang::Ko } else { Lang::En };
    let first = in_en.first().or(in_ko.first())?;
    let half = passage.half(lang);
    let span = half.shown.iter().find_map(|shown| {
        let mut own = Numbers::default();
        own.add(shown, lang);
        let figure = own.digits.into_iter().find(|figure| figure.value == *first)?;
        Some(shown.span(figure.place))
    });
    let said = |values: &[String]| if values.is_empty() { "-".to_owned() } else { values.join(", ") };
    let problem = Flaw::NumbersDiffer { ko: said(&in_ko), en: said(&in_en) };
    Some(flaw(&half.file, span.unwrap_or_default(), problem))
}

/// A number that both languages say, each in another unit.
fn units(passage: &Passage, ko: &Numbers, en: &Numbers) -> Option<Diagnostic> {
    let differs = |value: &str| {
        let (a, b) = (ko.units(value), en.units(value));
        (!a.is_empty() && !b.is_empty() && a.is_disjoint(&b)).then_some((a, b))
    };
    let (figure, (a, b)) = en.digits.iter().find_map(|figure| Some((figure, differs(&figure.value)?)))?;
    let said = |units: BTreeSet<&str>| {
        let all: Vec<String> = units.into_iter().map(|unit| format!("{} {unit}", figure.value)).collect();
        all.join(", ")
    };
    let span = passage.en.shown.iter().find_map(|shown| {
        let mut own = Numbers::default();
        own.add(shown, Lang::En);
        let place = own.digits.into_iter().find(|own| own.value == figure.value)?.place;
        Some(shown.span(place))
    });
    let problem = Flaw::NumbersDiffer { ko: said(a), en: said(b) };
    Some(flaw(&passage.en.file, span.unwrap_or_default(), problem))
}

/// Names of terms in a language and their ids, by the first letter in lower case, longest first: in `task definition`, no
/// `task` is meant.
#[derive(Default)]
pub(super) struct Names<'c>(BTreeMap<char, Vec<(&'c str, &'c str)>>);

impl<'c> Names<'c> {
    /// The names in `lang` that are no everyday words.
    pub(super) fn of(course: &'c Course, lang: Lang) -> Names<'c> {
        let terms = course.glossary().terms().iter().filter(|term| !term.everyday);
        terms.map(|term| (term.name.get(lang), term.id.as_str())).collect()
    }

    /// Those that begin with `first`.
    fn with(&self, first: char) -> &[(&'c str, &'c str)] {
        self.0.get(&first.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }
}

impl<'c> FromIterator<(&'c str, &'c str)> for Names<'c> {
    fn from_iter<T: IntoIterator<Item = (&'c str, &'c str)>>(names: T) -> Names<'c> {
        let mut found = Names::default();
        for (name, id) in names {
            let Some(first) = name.chars().next() else { continue };
            found.0.entry(first.to_ascii_lowercase()).or_default().push((name, id));
        }
        for names in found.0.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        found
    }
}

/// Terms that only one language of a page links, and first uses without a link; `names` are those of Korean and English.
pub(super) fn terms(
    course: &Course,
    names: &[Names<'_>; 2],
    pages: &[PageText<'_>],
    page: &PageText<'_>,
) -> Vec<Diagnostic> {
    let at_home = at_home(course, pages, page.lesson);
    let linked = page.sides.each_ref().map(|side| linked(course, side));
    let mut found = Vec::new();
    for (i, lang) in Lang::ALL.into_iter().enumerate() {
        let side = &page.sides[i];
        for (id, start) in linked[i].iter().filter(|(id, _)| !linked[1 - i].contains_key(*id)) {
            let link = side.parsed.links.iter().find(|link| link.range.start == *start);
            let span = link.map_or(*start..*start, |link| link.range.clone());
            let problem = Flaw::TermsDiffer { id: (*id).to_owned(), lang };
            found.push(flaw(&side.file, span.start + side.base..span.end + side.base, problem));
        }
        found.extend(unlinked(course, side, (lang, &names[i]), &linked[i], &at_home));
    }
    found
}

/// The terms that a page links, and the byte of the first link to each.
fn linked<'c>(course: &'c Course, side: &Side<'_>) -> BTreeMap<&'c str, usize> {
    let mut first = BTreeMap::new();
    for link in &side.parsed.links {
        if let Link::Term(id) = &link.link
            && let Some(term) = course.glossary().term(id)
        {
            first.entry(term.id.as_str()).or_insert(link.range.start);
        }
    }
    first
}

/// The terms that lesson number `lesson` links anywhere: elsewhere the same word may mean something else.
fn at_home<'c>(course: &'c Course, pages: &[PageText<'_>], lesson: usize) -> BTreeSet<&'c str> {
    let own = pages.iter().filter(|page| page.lesson == lesson);
    own.flat_map(|page| linked(course, &page.sides[0]).into_keys()).collect()
}

/// Terms whose first use in the paragraphs and lists of a page is not a link.
fn unlinked(
    course: &Course,
    side: &Side<'_>,
    (lang, names): (Lang, &Names<'_>),
    linked: &BTreeMap<&str, usize>,
    at_home: &BTreeSet<&str>,
) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (block, range) in side.parsed.doc.blocks.iter().zip(&side.parsed.blocks) {
        if !matches!(block, Block::Paragraph(_) | Block::List { .. }) {
            continue;
        }
        let text = side.source.get(range.clone()).unwrap_or_default();
        for shown in shown::paragraphs(text, side.base + range.start) {
            let whole =
                uses(&shown, names, lang).into_iter().filter(|(_, at, len)| !is_part(&shown, *at, *len));
            for (id, at, len) in whole {
                let span = shown.span(at..at + len);
                let is_linked = linked.get(id).is_some_and(|link| link + side.base < span.start);
                let is_meant = at_home.contains(id) || is_proper(course, id);
                if seen.insert(id) && shown.kind(at) == Kind::Plain && is_meant && !is_linked {
                    let name = shown.text[at..at + len].to_owned();
                    found.push(flaw(&side.file, span, Flaw::UnlinkedTerm { id: id.to_owned(), name }));
                }
            }
        }
    }
    found
}

/// Whether a term is the name of a thing of its own, in any lesson, and not a word of the language.
fn is_proper(course: &Course, id: &str) -> bool {
    let name = course.glossary().term(id).map(|term| term.name.en.as_str()).unwrap_or_default();
    name.contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Whether the word of `len` bytes at `at` makes one name with what is around it: `[container orchestration](…) service`,
/// `Web Adapter`, `Runtime API`.
fn is_part(shown: &Shown, at: usize, len: usize) -> bool {
    const NO_NAMES: [&str; 5] = ["AWS", "Amazon", "A", "An", "The"];
    let after = shown.text[at + len..].strip_prefix(' ').unwrap_or_default();
    if after.bytes().take_while(u8::is_ascii_uppercase).count() >= 2 {
        return true;
    }
    let before = &shown.text[..at];
    if before.ends_with('-') {
        return true;
    }
    let Some(before) = before.strip_suffix(' ') else { return false };
    let last = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_capital = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    let is_name = is_capital(&shown.text[at..]) && is_capital(last) && !NO_NAMES.contains(&last);
    // The first word of a text has a capital in any case.
    shown.ends.binary_search(&before.len()).is_ok() || is_name && before.len() > last.len()
}

/// Uses of terms by their main name, the longest where several fit: id, place, length.
fn uses<'n>(shown: &Shown, names: &Names<'n>, lang: Lang) -> Vec<(&'n str, usize, usize)> {
    let text = &shown.text;
    let mut uses = Vec::new();
    let mut skip = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        if at < skip || !begins {
            continue;
        }
        let fits = |name: &str| {
            let Some(start) = text.get(at..at + name.len()) else { return false };
            let same = if lang == Lang::En { start.eq_ignore_ascii_case(name) } else { start == name };
            same && ends_here(&text[at + name.len()..], lang)
        };
        if let Some((name, id)) = names.with(c).iter().find(|(name, _)| fits(name)) {
            uses.push((*id, at, name.len()));
            skip = at + name.len();
        }
    }
    uses
}

/// Whether a word ends before `rest`: particles in Korean, a plural in English may follow.
pub(super) fn ends_here(rest: &str, lang: Lang) -> bool {
    match lang {
        Lang::Ko => {
            let run = rest.find(|c| !is_hangul(c)).map_or(rest, |end| &rest[..end]);
            (run.is_empty() || josa::is_particle(run))
                && !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        }
        Lang::En => {
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_used_by_their_whole_name() {
        let names: Names<'_> = [("태스크 정의", "task-definition"), ("태스크", "task")].into_iter().collect();
        let found = |text: &str| -> Vec<&str> {
            uses(&Shown::inline(text, 0), &names, Lang::Ko).into_iter().map(|(id, ..)| id).collect()
        };
        assert_eq!(
            found("태스크 정의로 태스크를 띄워요. 태스크마다 달라요."),
            ["task-definition", "task", "task"]
        );
        assert_eq!(found("서브태스크, 태스크형, 태스크A"), [""; 0]);
        let names: Names<'_> =
            [("task definition", "task-definition"), ("task", "task")].into_iter().collect();
        let found = |text: &str| -> Vec<&str> {
            uses(&Shown::inline(text, 0), &names, Lang::En).into_iter().map(|(id, ..)| id).collect()
        };
        assert_eq!(found("Tasks come from a task definition."), ["task", "task-definition"]);
        assert_eq!(found("multitask taskbar task-like"), [""; 0]);
    }

    #[test]
    fn a_word_inside_a_longer_name_is_no_use_of_the_term() {
        for (text, word, expected) in [
            ("[container orchestration](term:x) service", "service", true),
            ("The Web Adapter runs", "Adapter", true),
            ("supports the Runtime API", "Runtime", true),
            ("a single-instance one", "instance", true),
            ("Amazon ECS keeps", "ECS", false),
            ("On ECS, it stops", "ECS", false),
            ("the [task](term:task), a service", "service", false),
        ] {
            let shown = Shown::inline(text, 0);
            let at = shown.text.find(word).unwrap();
            assert_eq!(is_part(&shown, at, word.len()), expected, "{text}");
        }
    }
}
