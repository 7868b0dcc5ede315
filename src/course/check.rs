//! The rules of `seodang check`: everything that is wrong with a course, in one run.
//!
//! Each reader reports what it meets; this module runs all of them and adds what concerns more than one file or what
//! only prose can show. It must not know how a report is printed.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    course::{
        Course, File, Files, PATH, Question,
        cause::without_consequences,
        coverage,
        decode::{Decoder, is_id},
        diagnostic::{Diagnostic, Problem, Target, closest},
        doc::{Block, Link},
        glossary, glyph, lesson, lint,
        markdown::{self, LinkAt, Parsed},
        price, question,
        syntax::{Node, Value, read},
    },
    lang::{Lang, width},
    widget::{self, fault::Fault},
};

/// The widest a diagram may be: it fits 60 columns, and one half of 110.
pub const DIAGRAM_CELLS: usize = 50;

/// At most this many problems per file: more is one mistake repeated, and nobody reads on.
const MOST_PER_FILE: usize = 1_000;

/// Everything that is wrong with the course in `files`, by file and place.
#[must_use]
pub fn check(files: &Files) -> Vec<Diagnostic> {
    let mut found = faults(files);
    let (course, _) = Course::open(files.clone());
    found.extend(lint::lint(files, &course));
    found.extend(coverage::check(files, &course).1);
    ordered(without_consequences(files, &course, found))
}

/// What keeps the course in `files` from being read as it was meant, without a look at what it says: a fraction of the work.
#[must_use]
pub fn faults(files: &Files) -> Vec<Diagnostic> {
    let (course, mut found) = Course::open(files.clone());
    let mut checker = Checker { files, course: &course, found: Vec::new() };
    checker.files();
    checker.lessons();
    checker.banks();
    checker.shared();
    found.append(&mut checker.found);
    ordered(without_consequences(files, &course, found))
}

/// `found` by file and place, each problem once, and not endlessly many of a file.
#[must_use]
pub fn ordered(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    // What made the rest go wrong comes first.
    found.sort_by(|a, b| {
        (!a.is_about_file(), &a.file, a.span.start).cmp(&(!b.is_about_file(), &b.file, b.span.start))
    });
    found.dedup();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    found.retain(|diagnostic| {
        let count = seen.entry(diagnostic.file.clone()).or_default();
        *count += 1;
        *count <= MOST_PER_FILE
    });
    found
}

struct Checker<'c> {
    files: &'c Files,
    course: &'c Course,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn report(&mut self, file: &str, span: Range<usize>, problem: Problem) {
        self.found.push(Diagnostic { file: file.to_owned(), span, problem });
    }

    /// Files that are not text, and text that terminals cannot show.
    fn files(&mut self) {
        for path in self.files.paths() {
            match self.files.get(path) {
                Some(File::NotUtf8) => self.report(path, 0..0, Problem::NotUtf8),
                Some(File::NotAFile) => self.report(path, 0..0, Problem::NotAFile),
                Some(File::TooBig) => self.report(path, 0..0, Problem::TooBig),
                Some(File::Unreadable(why)) => self.report(path, 0..0, Problem::Unreadable(why.clone())),
                Some(File::Text(text)) => {
                    if let Some(start) = self.files.decomposed(path) {
                        self.report(path, start..start + 1, Problem::NotNfc);
                    }
                    self.found.extend(glyph::characters(path, text));
                    if path.starts_with("lessons/") && path.ends_with(".md") && text.is_empty() {
                        self.report(path, 0..0, Problem::NoPages);
                    }
                }
                None => {}
            }
        }
    }

    /// Listed lessons are there, and there are no others; their prose holds together.
    fn lessons(&mut self) {
        let listed = listed(self.files.text(PATH));
        for (id, span) in &listed {
            let required =
                [lesson::path(id), lesson::prose_path(id, Lang::Ko), lesson::prose_path(id, Lang::En)];
            if required.iter().all(|path| self.files.get(path).is_none()) {
                self.report(PATH, span.clone(), dangling_lesson(id, self.course));
                self.found.extend(required.iter().map(|path| missing(path)));
            } else {
                let absent: Vec<_> = required.iter().filter(|path| self.files.get(path).is_none()).collect();
                self.found.extend(absent.into_iter().map(|path| missing(path)));
            }
        }
        // A missing lesson.ron also makes its fields missing; one report is enough.
        let absent: BTreeSet<String> =
            self.found.iter().filter(|d| d.problem == Problem::MissingFile).map(|d| d.file.clone()).collect();
        self.found.retain(|d| d.problem == Problem::MissingFile || !absent.contains(&d.file));
        for path in self.files.paths() {
            let id = path.strip_prefix("lessons/").and_then(|rest| rest.strip_suffix("/lesson.ron"));
            // Deeper folders are no lessons, and may be a loop of links.
            if let Some(id) = id.filter(|id| !id.contains('/'))
                && !listed.iter().any(|(other, _)| other == id)
            {
                self.report(path, 0..0, Problem::UnlistedLesson(id.to_owned()));
            }
        }
        for path in self.files.paths() {
            let id = path.strip_prefix("quizzes/").and_then(|name| name.strip_suffix(".ron"));
            if let Some(id) = id.filter(|id| !id.contains('/'))
                && !listed.iter().any(|(other, _)| other == id)
                && self.files.get(&lesson::path(id)).is_none()
            {
                self.report(path, 0..0, dangling_lesson(id, self.course));
            }
        }
        for index in 0..self.course.lessons.len() {
            self.requirements(index);
            self.prose(index);
        }
    }

    fn requirements(&mut self, index: usize) {
        let lesson = &self.course.lessons[index];
        let path = lesson::path(&lesson.id);
        let source = self.files.text(&path);
        for id in &lesson.requires {
            if self.course.lesson(id).is_none() {
                self.report(&path, find(source, id), dangling_lesson(id, self.course));
            }
        }
        if requires_itself(self.course, lesson) {
            let problem = Problem::Flaw(lint::Flaw::RequiresRing(lesson.id.clone()));
            self.report(&path, find_field(source, "requires"), problem);
        }
        for alias in &lesson.aliases {
            if let Some(other) =
                self.course.lessons.iter().find(|other| {
                    other.id == *alias || other.id != lesson.id && other.aliases.contains(alias)
                })
            {
                let first = lesson::path(&other.id);
                let problem = Problem::DuplicateId { what: Target::Lesson, id: alias.clone(), first };
                self.report(&path, find(source, alias), problem);
            }
        }
        for (old, new) in &lesson.renamed_pages {
            if !lesson.pages.iter().any(|page| page.id == *new) {
                let like = closest(new, lesson.pages.iter().map(|page| page.id.as_str())).map(str::to_owned);
                let problem = Problem::Dangling { what: Target::Page, id: new.clone(), like };
                self.report(&path, find(source, new), problem);
            }
            if !is_id(old) {
                self.report(&path, find(source, old), Problem::BadId(old.clone()));
            }
        }
    }

    fn prose(&mut self, index: usize) {
        let lesson = &self.course.lessons[index];
        for page in &lesson.pages {
            let mut shapes = Vec::new();
            let mut parsed_pages = Vec::new();
            for lang in Lang::ALL {
                let path = lesson::prose_path(&lesson.id, lang);
                let body = page.body(lang);
                let source = self.files.text(&path).get(body.clone()).unwrap_or_default();
                let parsed = markdown::parse(source);
                for problem in &parsed.problems {
                    let span = problem.range.start + body.start..problem.range.end + body.start;
                    self.report(&path, span, Problem::Markdown(problem.what));
                }
                self.references(&path, index, source, &parsed, body.start);
                for (at, fault) in widget::check::faults(source, &parsed, self.course.prices()) {
                    self.report(&path, at.start + body.start..at.end + body.start, Problem::Widget(fault));
                }
                shapes.push(parsed.doc.blocks.iter().map(shape).collect::<Vec<_>>());
                parsed_pages.push(parsed);
            }
            if let [ko, en] = parsed_pages.as_slice() {
                let (path, start) = (lesson::prose_path(&lesson.id, Lang::En), page.body(Lang::En).start);
                for at in widget::check::differences(en, ko) {
                    let span = at.start + start..at.end + start;
                    self.report(&path, span, Problem::Widget(Fault::Differs));
                }
            }
            if let [ko, en] = shapes.as_slice()
                && ko != en
            {
                let path = lesson::prose_path(&lesson.id, Lang::En);
                let start = page.body(Lang::En).start.saturating_sub(1);
                let problem =
                    Problem::BlocksDiffer { page: page.id.clone(), here: en.len(), there: ko.len() };
                let heading = self.files.text(&path)[..start].rfind('\n').map_or(0, |i| i + 1);
                self.report(&path, heading..start, problem);
            }
        }
    }

    /// Links, check-in questions and diagrams of a piece of Markdown that begins at byte `base` of `path`.
    fn references(&mut self, path: &str, lesson: usize, source: &str, parsed: &Parsed, base: usize) {
        for link in &parsed.links {
            self.link(path, link, link.range.start + base..link.range.end + base);
        }
        for (block, range) in parsed.doc.blocks.iter().zip(&parsed.blocks) {
            let text = source.get(range.clone()).unwrap_or_default();
            match block {
                Block::Quiz(ids) => self.check_ins(path, lesson, ids, text, range.start + base),
                Block::Diagram(_) => self.diagram(path, text, range.start + base),
                _ => {}
            }
        }
    }

    fn check_ins(&mut self, path: &str, lesson: usize, ids: &[String], text: &str, base: usize) {
        let bank = self.course.questions(lesson);
        // A question that is there but broken has been reported in its bank.
        let source = self.files.text(&question::path(&self.course.lessons[lesson].id));
        let known = |id: &str| !find(source, id).is_empty();
        for id in ids.iter().filter(|id| !known(id)) {
            let at = base + text.find(id.as_str()).unwrap_or(0);
            let like = closest(id, bank.iter().map(|q| q.id.as_str())).map(str::to_owned);
            let problem = Problem::Dangling { what: Target::Question, id: id.clone(), like };
            self.report(path, at..at + id.len(), problem);
        }
    }

    fn diagram(&mut self, path: &str, text: &str, base: usize) {
        // Behind the first fence stands what the picture shows, in words.
        for (at, line) in lines(text).skip(1) {
            let line = line.trim_end();
            // In a text one cell more does no harm; a drawing falls apart.
            for (i, c) in line.char_indices().filter(|(_, c)| ('←'..='↓').contains(c)) {
                let start = base + at + i;
                self.report(path, start..start + c.len_utf8(), Problem::ForbiddenGlyph(c));
            }
            let cells = width::width(line);
            if cells > DIAGRAM_CELLS {
                let problem = Problem::WideDiagram { cells, most: DIAGRAM_CELLS };
                self.report(path, base + at..base + at + line.len(), problem);
            }
        }
    }

    fn link(&mut self, path: &str, link: &LinkAt, span: Range<usize>) {
        match &link.link {
            Link::Term(id) => {
                if self.course.glossary().term(id).is_none() {
                    let like = self.course.glossary().closest(id).map(str::to_owned);
                    self.report(path, span, Problem::Dangling { what: Target::Term, id: id.clone(), like });
                }
            }
            Link::Price(id) => self.price(path, id, span, &link.text),
            Link::Lesson { lesson: id, page } => match (self.course.lesson(id), page) {
                (None, _) => self.report(path, span, dangling_lesson(id, self.course)),
                (Some(lesson), Some(page)) if lesson.page_index(page).is_none() => {
                    let like = closest(page, lesson.pages.iter().map(|p| p.id.as_str())).map(str::to_owned);
                    self.report(path, span, Problem::Dangling { what: Target::Page, id: page.clone(), like });
                }
                _ => {}
            },
            Link::Url(url) if !url.starts_with("https://") && !url.starts_with("http://") => {
                self.report(path, span, Problem::BrokenLink(url.clone()));
            }
            // Widgets are checked as blocks: no Markdown link leads to one.
            Link::Widget(_) | Link::Url(_) => {}
        }
    }

    fn price(&mut self, path: &str, id: &str, span: Range<usize>, shown: &str) {
        let prices = self.course.prices();
        let Some(price) = prices.price(id) else {
            let like = closest(id, prices.ids()).map(str::to_owned);
            self.report(path, span, Problem::Dangling { what: Target::Price, id: id.to_owned(), like });
            return;
        };
        let same = shown == price.value || shown.parse::<f64>().ok() == price.value.parse().ok();
        if !same {
            let problem = Problem::PriceDiffers {
                id: id.to_owned(),
                shown: shown.to_owned(),
                value: price.value.clone(),
            };
            self.report(path, span, problem);
        }
    }

    /// Banks, and question ids across the whole course, because progress is kept by them.
    fn banks(&mut self) {
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        for index in 0..self.course.lessons.len() {
            let lesson = &self.course.lessons[index];
            let path = question::path(&lesson.id);
            let Some(File::Text(source)) = self.files.get(&path) else { continue };
            let (bank, problems) = question::decode(&self.course.lessons, index, source);
            self.found.extend(problems);
            self.strings(&path, source);
            self.exam(index, &path, source);
            for question in &bank.questions {
                self.question_ids(&path, source, question, &mut owners);
            }
        }
    }

    /// An exam asks no more than there is to ask.
    fn exam(&mut self, index: usize, path: &str, source: &str) {
        let Some(exam) = self.course.exam(index) else { return };
        for (lesson, asked) in &exam.draw {
            let there = self.course.pool(index, lesson).count();
            if *asked > there {
                let problem = Problem::ExamTooBig { lesson: lesson.clone(), asked: *asked, there };
                self.report(path, find(source, lesson), problem);
            }
        }
    }

    fn question_ids(
        &mut self,
        path: &str,
        source: &str,
        question: &Question,
        owners: &mut BTreeMap<String, String>,
    ) {
        for alias in question.aliases.iter().filter(|alias| !is_id(alias)) {
            self.report(path, find(source, alias), Problem::BadId(alias.clone()));
        }
        for id in std::iter::once(&question.id).chain(&question.aliases) {
            match owners.get(id) {
                // The bank's own reader has reported an id used twice in one file.
                Some(first) if first == path && *id == question.id && !question.aliases.contains(id) => {}
                Some(first) => {
                    let first = first.clone();
                    let problem = Problem::DuplicateId { what: Target::Question, id: id.clone(), first };
                    self.report(path, find(source, id), problem);
                }
                None => {
                    owners.insert(id.clone(), path.to_owned());
                }
            }
        }
    }

    /// Glossary and prices.
    fn shared(&mut self) {
        for path in [glossary::PATH, price::PATH] {
            let Some(File::Text(source)) = self.files.get(path) else { continue };
            let problems =
                if path == glossary::PATH { glossary::decode(source).1 } else { price::decode(source).1 };
            self.found.extend(problems);
            self.strings(path, source);
        }
    }

    /// Links inside the texts of a RON file.
    fn strings(&mut self, path: &str, source: &str) {
        let (root, _) = read(source);
        let mut texts = Vec::new();
        collect_texts(&root, &mut texts);
        let mut shown = Vec::new();
        collect_shown(&root, &mut shown);
        for (text, span) in
            shown.into_iter().filter(|(text, _)| text.contains(['<', '*', '_', '~', '!', '^']))
        {
            // Each sort of mistake once: the place is that of the whole text.
            for problem in markdown::parse(&text).problems {
                self.report(path, span.clone(), Problem::Markdown(problem.what));
            }
        }
        for (text, span) in texts.into_iter().filter(|(text, _)| text.contains("](")) {
            // Offsets inside an unescaped text do not map back; the text as a whole is near enough.
            for link in markdown::parse(&text).links {
                self.link(path, &link, span.clone());
            }
        }
    }
}

fn collect_texts(node: &Node<'_>, texts: &mut Vec<(String, Range<usize>)>) {
    match &node.value {
        Value::Str(text) => texts.push((text.to_string(), node.span.clone())),
        Value::Struct(fields) => fields.iter().for_each(|field| collect_texts(&field.node, texts)),
        Value::Tuple(nodes) | Value::List(nodes) => nodes.iter().for_each(|node| collect_texts(node, texts)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| collect_texts(node, texts)),
        Value::Number(_) | Value::Bool(_) | Value::Name(_) | Value::Bad => {}
    }
}

/// The texts in both languages: what a learner reads.
fn collect_shown(node: &Node<'_>, texts: &mut Vec<(String, Range<usize>)>) {
    match &node.value {
        Value::Struct(fields) => fields.iter().for_each(|field| match &field.node.value {
            Value::Str(text) if ["ko", "en"].contains(&field.name) => {
                texts.push((text.to_string(), field.node.span.clone()));
            }
            _ => collect_shown(&field.node, texts),
        }),
        Value::Tuple(nodes) | Value::List(nodes) => nodes.iter().for_each(|node| collect_shown(node, texts)),
        _ => {}
    }
}

/// Ids in `course.ron` and where they stand.
fn listed(source: &str) -> Vec<(String, Range<usize>)> {
    let (mut d, root) = Decoder::open(PATH, source);
    let Value::Struct(fields) = &root.value else { return Vec::new() };
    let Some(lessons) = fields.iter().find(|field| field.name == "lessons") else { return Vec::new() };
    let nodes = d.list(&lessons.node);
    nodes.iter().filter_map(|node| Some((d.id(node)?, node.span.clone()))).collect()
}

/// Whether the lessons to read before `lesson` lead back to it.
fn requires_itself(course: &Course, lesson: &lesson::Lesson) -> bool {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&str> = lesson.requires.iter().map(String::as_str).collect();
    while let Some(other) = next.pop().and_then(|id| course.lesson(id)) {
        if other.id == lesson.id {
            return true;
        }
        if seen.insert(other.id.as_str()) {
            next.extend(other.requires.iter().map(String::as_str));
        }
    }
    false
}

fn find_field(source: &str, name: &str) -> Range<usize> {
    source.find(name).map_or(0..0, |at| at..at + name.len())
}

fn missing(path: &str) -> Diagnostic {
    Diagnostic { file: path.to_owned(), span: 0..0, problem: Problem::MissingFile }
}

fn dangling_lesson(id: &str, course: &Course) -> Problem {
    let like = super::closest_lesson(course, id).filter(|like| *like != id).map(str::to_owned);
    Problem::Dangling { what: Target::Lesson, id: id.to_owned(), like }
}

/// The first place of `"id"` in a RON source.
fn find(source: &str, id: &str) -> Range<usize> {
    let quoted = format!("\"{id}\"");
    source.find(&quoted).map_or(0..0, |at| at..at + quoted.len())
}

/// What a block is, for comparing both languages: its kind, and what else must be the same.
fn shape(block: &Block) -> (u8, u8) {
    match block {
        Block::Heading { level, .. } => (0, *level),
        Block::Paragraph(_) => (1, 0),
        Block::List { start, .. } => (2, u8::from(start.is_some())),
        Block::Code { .. } => (3, 0),
        Block::Diagram(_) => (4, 0),
        Block::Table { .. } => (5, 0),
        Block::Alert { kind, .. } => (6, *kind as u8),
        Block::Quote(_) => (7, 0),
        Block::Rule => (8, 0),
        Block::Quiz(_) => (9, 0),
        Block::Widget(_) => (10, 0),
    }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}
