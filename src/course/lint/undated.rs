//! Numbers that change and do not say when or where they were so: amounts of money, what is so “nowadays”, and quotas
//! that one has by default.
//!
//! A date may stand anywhere in the same passage: the paragraph, list, table or box, its headings, the paragraphs beside
//! a list or table, the stem and the explanation of a question. What is only supposed needs none, nor do the scenes of stems.

use std::ops::Range;

use super::{
    Flaw,
    amount::{Amount, amounts},
    fact, flaw,
    number::{self, Numbers},
    passage::{self, PageText, Side},
    shown::{self, Shown},
};
use crate::{
    course::{
        Course, Diagnostic, Files, PATH,
        doc::Block,
        glossary, lesson, question,
        syntax::{Field, Node, Value, read},
    },
    lang::{Lang, hangul::is_hangul, josa},
};

/// What a passage says about when and where its numbers are so.
#[derive(Clone, Copy, Debug, Default)]
struct Setting {
    date: bool,
    region: bool,
    supposed: bool,
}

impl Setting {
    fn of(text: &str) -> Setting {
        Setting { date: has_date(text), region: has_region(text), supposed: is_supposed(text) }
    }

    fn and(self, other: Setting) -> Setting {
        Setting {
            date: self.date || other.date,
            region: self.region || other.region,
            supposed: self.supposed || other.supposed,
        }
    }
}

/// What a number that changes lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// When it was so.
    Date,
    /// Where it is so.
    Region,
    /// Both.
    DateAndRegion,
    /// Either would do.
    DateOrRegion,
}

/// Numbers of a page that change and do not say when or where.
pub(super) fn page(course: &Course, page: &PageText<'_>) -> Vec<Diagnostic> {
    let lesson = &course.lessons[page.lesson];
    let mut found = Vec::new();
    for (side, lang) in page.sides.iter().zip(Lang::ALL) {
        let title = lesson.page_index(&page.id).map(|at| lesson.pages[at].title.get(lang));
        found.extend(side_of_page(course, side, lang, Setting::of(title.unwrap_or_default())));
    }
    found
}

fn side_of_page(course: &Course, side: &Side<'_>, lang: Lang, title: Setting) -> Vec<Diagnostic> {
    let blocks: Vec<(&Block, Vec<Shown>)> = (side.parsed.doc.blocks.iter().zip(&side.parsed.blocks))
        .map(|(block, range)| {
            let text = side.source.get(range.clone()).unwrap_or_default();
            (block, shown::paragraphs(text, side.base + range.start))
        })
        .collect();
    let says = |at: usize| blocks.get(at).map_or(Setting::default(), |(_, shown)| said(shown));
    let is_prose = |at: usize| matches!(blocks.get(at), Some((Block::Paragraph(_), _)));
    let mut heading = Setting::default();
    let mut found = Vec::new();
    for (at, (block, shown)) in blocks.iter().enumerate() {
        if let Block::Heading { .. } = block {
            heading = says(at);
        }
        let mut setting = title.and(heading).and(says(at));
        if matches!(block, Block::Table { .. } | Block::List { .. }) {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(|at| is_prose(*at));
            setting = beside.fold(setting, |setting, at| setting.and(says(at)));
        }
        let counts = |amount: &Amount<'_>| !fact::is_listed(course, amount);
        let first = shown.iter().find_map(|shown| undated(shown, lang, setting, false, counts));
        found.extend(first.map(|(span, problem)| flaw(&side.file, span, problem)));
    }
    found
}

fn said(shown: &[Shown]) -> Setting {
    shown.iter().fold(Setting::default(), |setting, shown| setting.and(Setting::of(&shown.text)))
}

/// Numbers in banks, the glossary and the like that change and do not say when or where.
pub(super) fn values(files: &Files, course: &Course) -> Vec<Diagnostic> {
    let of_lessons = course.lessons.iter().flat_map(|at| [lesson::path(&at.id), question::path(&at.id)]);
    let mut found = Vec::new();
    for path in of_lessons.chain([PATH.to_owned(), glossary::PATH.to_owned()]) {
        let source = files.text(&path);
        if !source.is_empty() {
            let mut values = Values { path: &path, source, found: &mut found };
            values.node(&read(source).0, "", [Setting::default(); 2]);
        }
    }
    found
}

struct Values<'s> {
    path: &'s str,
    source: &'s str,
    found: &'s mut Vec<Diagnostic>,
}

impl Values<'_> {
    /// Looks at the texts in the value of field `name`; `above` is what the texts that are shown with it say.
    fn node(&mut self, node: &Node<'_>, name: &str, above: [Setting; 2]) {
        match &node.value {
            Value::Struct(fields) => {
                for (lang, above) in Lang::ALL.into_iter().zip(above) {
                    self.text(fields, name, lang, above);
                }
                let told = Lang::ALL.map(|lang| {
                    let texts = ["stem", "explanation"].map(|name| inner(field(fields, name)?, lang));
                    texts.into_iter().flatten().fold(Setting::default(), |a, b| a.and(Setting::of(b)))
                });
                let with = [above[0].and(told[0]), above[1].and(told[1])];
                for field in fields {
                    // The stem is read before anything else is shown.
                    self.node(&field.node, field.name, if field.name == "stem" { above } else { with });
                }
            }
            Value::List(nodes) | Value::Tuple(nodes) => {
                nodes.iter().for_each(|node| self.node(node, name, above));
            }
            Value::Map(entries) => entries.iter().for_each(|(_, node)| self.node(node, name, above)),
            _ => {}
        }
    }

    fn text(&mut self, fields: &[Field<'_>], name: &str, lang: Lang, above: Setting) {
        let Some(node) = field(fields, lang.code()) else { return };
        let Some(shown) = passage::text(node, self.source) else { return };
        let setting = above.and(Setting::of(&shown.text));
        let first = undated(&shown, lang, setting, name == "stem", |_| true);
        self.found.extend(first.map(|(span, problem)| flaw(self.path, span, problem)));
    }
}

fn field<'n, 'a>(fields: &'n [Field<'a>], name: &str) -> Option<&'n Node<'a>> {
    fields.iter().find(|field| field.name == name).map(|field| &field.node)
}

/// The text in `lang` of a `(ko: "…", en: "…")`.
fn inner<'n>(node: &'n Node<'_>, lang: Lang) -> Option<&'n str> {
    let Value::Struct(fields) = &node.value else { return None };
    let Value::Str(text) = &field(fields, lang.code())?.value else { return None };
    Some(text)
}

/// The first number of `shown` that changes and whose setting does not say enough; of the amounts, only those that count.
fn undated(
    shown: &Shown,
    lang: Lang,
    setting: Setting,
    is_scene: bool,
    counts: impl Fn(&Amount<'_>) -> bool,
) -> Option<(Range<usize>, Flaw)> {
    if setting.supposed || setting.date && setting.region {
        return None;
    }
    let report = |place: Range<usize>, lacking: Lacking| {
        let found = shown.text.get(place.clone()).unwrap_or_default().to_owned();
        Some((shown.span(place), Flaw::Undated { found, lacking }))
    };
    let money = amounts(shown);
    if let Some(amount) = money.iter().find(|amount| amount.value != 0.0 && counts(amount)) {
        let lacking = match (setting.date, setting.region) {
            (true, _) => Lacking::Region,
            (_, true) => Lacking::Date,
            _ => Lacking::DateAndRegion,
        };
        return report(amount.at..amount.at + amount.digits.len(), lacking);
    }
    if setting.date || is_scene {
        return None;
    }
    let mut numbers = Numbers::default();
    numbers.add(shown, lang);
    for sentence in sentences(&shown.text) {
        let text = &shown.text[sentence.clone()];
        let figures = || numbers.digits.iter().filter(|figure| sentence.contains(&figure.place.start));
        let is_measure = |figure: &&number::Figure| {
            let large = figure.value.len() >= 4 && !figure.value.contains('.');
            large || !numbers.units(&figure.value).is_empty()
        };
        let now = match nowness(text, lang) {
            Some(Now::Era) => figures().next(),
            Some(Now::Moment) => figures().find(is_measure),
            None => None,
        };
        if let Some(figure) = now {
            return report(figure.place.clone(), Lacking::Date);
        }
        if is_default_quota(text, lang)
            && !setting.region
            && let Some(figure) = figures().next()
        {
            return report(figure.place.clone(), Lacking::DateOrRegion);
        }
    }
    None
}

/// How a sentence says that something is so at present.
enum Now {
    /// As opposed to former years.
    Era,
    /// Which may also be a moment of a scene: only what is measured counts.
    Moment,
}

fn nowness(sentence: &str, lang: Lang) -> Option<Now> {
    let folded = sentence.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match lang {
        Lang::Ko if says(&["요즘", "오늘날"]) => Some(Now::Era),
        Lang::Ko if says(&["지금은", "지금의", "현재"]) => Some(Now::Moment),
        Lang::En if says(&["nowadays", "these days"]) => Some(Now::Era),
        Lang::En => {
            // “Now press 3” leads on; “until now” looks back.
            let mut before = "";
            let says_now = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|word| {
                let is_now = word == "now" && !["", "until", "by", "from", "right"].contains(&before);
                before = word;
                is_now || ["today", "currently"].contains(&word)
            });
            (says_now || says(&["at present", "as of now"])).then_some(Now::Moment)
        }
        Lang::Ko => None,
    }
}

/// Whether a sentence says what a quota is by default.
fn is_default_quota(sentence: &str, lang: Lang) -> bool {
    let folded = sentence.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match lang {
        Lang::Ko => says(&["할당량"]) && says(&["기본", "처음에"]),
        Lang::En => says(&["quota"]) && says(&["default", "starts at", "at first", "initial"]),
    }
}

fn is_supposed(text: &str) -> bool {
    const WORDS: [&str; 6] = ["가정", "suppose", "assume", "assuming", "imagine", "let us say"];
    let folded = text.to_lowercase();
    WORDS.iter().any(|word| folded.contains(word))
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '?', '!']) {
        let end = at + mark.len();
        if text[end..].starts_with([' ', ')', '”']) || end == text.len() {
            found.push(start..end);
            start = end;
        }
    }
    found.push(start..text.len());
    found
}

/// Whether a text names a year, with or without a month: `2026-11`, `2026년 11월`, `November 2026`, `(2023)`.
fn has_date(text: &str) -> bool {
    let mut end = 0;
    while let Some(at) = text[end..].find(|c: char| c.is_ascii_digit()).map(|i| end + i) {
        end = text[at..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |i| at + i);
        let is_year = end - at == 4 && ("2000".."2050").contains(&&text[at..end]);
        if is_year && ends_a_date(&text[..at], &text[end..]) {
            return true;
        }
    }
    false
}

/// Whether the four digits between `before` and `rest` are a year, and not 2048 units or `2024.5`.
fn ends_a_date(before: &str, rest: &str) -> bool {
    const SAID: [&str; 11] =
        ["년", "기준", "현재", "봄", "여름", "가을", "겨울", "초", "말", "상반기", "하반기"];
    const LEADING: [&str; 8] = ["in", "since", "of", "from", "until", "by", "before", "after"];
    let is_part = before.ends_with(|c: char| c.is_alphanumeric() || ".,-_:$".contains(c));
    let mut after = rest.chars();
    let (next, second) = (after.next(), after.next());
    let has_month = next == Some('-') && second.is_some_and(|c| c.is_ascii_digit());
    let goes_on = matches!(next, Some('.' | ',')) && second.is_some_and(|c| c.is_ascii_digit());
    let word = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let leads = LEADING.contains(&word.to_lowercase().as_str()) || is_month(word);
    let run = rest.find(|c: char| !is_hangul(c)).map_or(rest, |end| &rest[..end]);
    let said = SAID.iter().any(|word| rest.trim_start_matches(' ').starts_with(word));
    let ends = next.is_none_or(|c| ")]},.;:?!”’'".contains(c)) || said || josa::is_particle(run);
    !is_part && !goes_on && (has_month || ends || leads && next == Some(' '))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.iter().any(|month| word.starts_with(month))
}

/// Whether a text says where a price holds: a Region by name or code, or everywhere.
fn has_region(text: &str) -> bool {
    #[rustfmt::skip]
    const PLACES: [&str; 48] = [
        "서울", "Seoul", "도쿄", "Tokyo", "오사카", "Osaka", "버지니아", "Virginia", "오하이오", "Ohio", "오리건",
        "Oregon", "캘리포니아", "California", "아일랜드", "Ireland", "런던", "London", "파리", "Paris", "프랑크푸르트",
        "Frankfurt", "싱가포르", "Singapore", "시드니", "Sydney", "뭄바이", "Mumbai", "홍콩", "Hong Kong",
        "상파울루", "São Paulo", "한국", "Korea", "일본", "Japan", "미국", "United States", "유럽", "Europe",
        "리전마다", "per Region", "리전당", "each Region", "어디서나", "everywhere", "세계", "worldwide",
    ];
    // A credit is an account's and a revenue a company's, not a Region's.
    #[rustfmt::skip]
    const NOT_LOCAL: [&str; 13] = [
        "모든 리전", "every Region", "all Regions", "any Region", "대부분의 리전", "most Regions", "어느 리전",
        "리전별", "크레딧", "credits", "a Region", "매출", "revenue",
    ];
    let is_code = |word: &str| {
        let parts: Vec<&str> = word.split('-').collect();
        let letters = |part: &str| part.len() >= 2 && part.bytes().all(|b| b.is_ascii_lowercase());
        matches!(parts.as_slice(), [area, middle @ .., number]
            if area.len() == 2 && letters(area) && !middle.is_empty() && middle.iter().all(|part| letters(part))
                && number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    PLACES.iter().chain(&NOT_LOCAL).any(|place| text.contains(place))
        || text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(is_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for text in [
            "2026-11",
            "2026-11-22에",
            "2026년 11월",
            "November 2026",
            "22 Nov 2026",
            "(2023)",
            "as of 2023",
            "2023년",
            "since 2024",
            "서울, 2023",
            "2023 기준",
            "2026 가을",
            "in 2021 it was",
            "2023에",
        ] {
            assert!(has_date(text), "{text}");
        }
        for text in
            ["2048 units", "2024 MB", "2,024", "2024.5", "t2026", "1999년", "12026-1", "$2026", "2024개"]
        {
            assert!(!has_date(text), "{text}");
        }
    }

    #[test]
    fn places() {
        for text in [
            "서울에서",
            "N. Virginia",
            "us-east-1",
            "(ap-northeast-2)",
            "us-gov-west-1",
            "모든 리전",
            "every Region",
        ] {
            assert!(has_region(text), "{text}");
        }
        for text in ["리전", "a-b-1", "web-server-1", "pre-post-10", "t3-large"] {
            assert!(!has_region(text), "{text}");
        }
    }
}
