//! The course: lessons, questions, glossary and prices, read from text files into values plus diagnostics.
//!
//! Nothing here fails: what cannot be read is left out and reported. A [`Course`] never changes once it is read; the
//! large parts (questions, glossary, prices) are read when they are first needed, and a page is parsed when shown.
//!
//! It must not know terminals, clocks or the file system; the shell hands in [`Files`].

pub mod cause;
pub mod check;
pub mod coverage;
pub mod decimal;
pub mod decode;
pub mod diagnostic;
pub mod doc;
pub mod edition;
pub mod exam;
pub mod exchange;
pub mod files;
pub mod glossary;
pub mod glyph;
pub mod lesson;
pub mod lint;
pub mod markdown;
pub mod mend;
pub mod price;
pub mod question;
pub mod rule;
pub mod scaffold;
pub mod skim;
pub mod syntax;

use std::sync::{Arc, OnceLock};

pub use self::{
    diagnostic::{Diagnostic, Severity},
    doc::Doc,
    edition::Edition,
    exam::Exam,
    files::{File, Files},
    glossary::{Glossary, Term},
    lesson::{Lesson, Page, Source},
    price::{Price, PriceList},
    question::{AnswerOption, Bank, Blank, Kind, NearAnswer, NumberAnswer, Question, TypedAnswer},
    rule::Rule,
};
use crate::{
    course::{
        decode::Decoder,
        diagnostic::{Problem, Target, closest},
        skim::{Key, Outline},
    },
    lang::{Lang, Text},
    search::Index,
};

/// Where the list of lessons is.
pub const PATH: &str = "lessons/course.ron";

/// The format of course files that this program reads.
pub const FORMAT: u32 = 1;

/// Everything a learner can meet.
#[derive(Debug, Default)]
pub struct Course {
    /// Its name.
    pub title: Text,
    /// In the order in which they are taught.
    pub lessons: Vec<Lesson>,
    files: Files,
    // Parts read on first use: a memo of a pure function of `files`, not state.
    banks: Vec<OnceLock<Bank>>,
    outlines: Vec<OnceLock<Outline>>,
    term_keys: OnceLock<Vec<Key>>,
    glossary: OnceLock<Glossary>,
    prices: OnceLock<Arc<PriceList>>,
    index: OnceLock<Index>,
    own_prices: PriceList,
}

// A course is what its files say; what has been read of them so far makes no difference.
impl PartialEq for Course {
    fn eq(&self, other: &Course) -> bool {
        self.files == other.files
    }
}

impl Eq for Course {}

impl Course {
    /// Reads the list of lessons and where their pages are. Lessons without a page in both languages do not appear.
    #[must_use]
    pub fn open(files: Files) -> (Course, Vec<Diagnostic>) {
        let (title, listed, mut diagnostics) = decode_list(files.text(PATH));
        let mut lessons = Vec::new();
        for id in listed {
            let (mut lesson, mut problems) = lesson::decode(&id, files.text(&lesson::path(&id)));
            let prose = |lang| files.text(&lesson::prose_path(&id, lang));
            let (pages, more) = lesson::pages(&id, prose(Lang::Ko), prose(Lang::En));
            lesson.pages = pages;
            problems.extend(more);
            diagnostics.append(&mut problems);
            if !lesson.pages.is_empty() {
                lessons.push(lesson);
            }
        }
        let banks = lessons.iter().map(|_| OnceLock::new()).collect();
        let outlines = lessons.iter().map(|_| OnceLock::new()).collect();
        (Course { title, lessons, files, banks, outlines, ..Course::default() }, diagnostics)
    }

    /// The files it was read from.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Index of the lesson with this id or former id.
    #[must_use]
    pub fn lesson_index(&self, id: &str) -> Option<usize> {
        let found = self.lessons.iter().position(|lesson| lesson.id == id);
        found
            .or_else(|| self.lessons.iter().position(|lesson| lesson.aliases.iter().any(|alias| alias == id)))
    }

    /// The lesson with this id or former id.
    #[must_use]
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lesson_index(id).map(|index| &self.lessons[index])
    }

    /// The questions of lesson number `lesson`.
    #[must_use]
    pub fn questions(&self, lesson: usize) -> &[Question] {
        self.bank(lesson).map_or(&[], |bank| &bank.questions)
    }

    /// What progress knows the questions of lesson number `lesson` by, without reading the questions.
    #[must_use]
    pub fn keys(&self, lesson: usize) -> &[Key] {
        self.outline(lesson).map_or(&[], |outline| &outline.keys)
    }

    /// Whether lesson number `lesson` is an exam, without reading its questions.
    #[must_use]
    pub fn is_exam(&self, lesson: usize) -> bool {
        self.outline(lesson).is_some_and(|outline| outline.is_exam)
    }

    /// Whether the questions of lesson number `lesson` have been read, which takes longer than all else before the first
    /// screen.
    #[must_use]
    pub fn has_read(&self, lesson: usize) -> bool {
        self.banks.get(lesson).is_some_and(|bank| bank.get().is_some())
    }

    fn outline(&self, lesson: usize) -> Option<&Outline> {
        let (outline, lesson) = (self.outlines.get(lesson)?, self.lessons.get(lesson)?);
        Some(outline.get_or_init(|| skim::outline(self.files.text(&question::path(&lesson.id)), "questions")))
    }

    /// Numbers of the lesson and page that teach the question with this key, of the bank of lesson number `lesson`.
    #[must_use]
    pub fn page_of(&self, lesson: usize, key: &Key) -> Option<(usize, usize)> {
        let (lesson, page) = match key.page.split_once('#') {
            Some((id, page)) => (self.lesson_index(id)?, page),
            None => (lesson, key.page.as_str()),
        };
        Some((lesson, self.lessons.get(lesson)?.page_index(page)?))
    }

    /// What is drawn when lesson number `lesson` is an exam.
    #[must_use]
    pub fn exam(&self, lesson: usize) -> Option<&Exam> {
        self.bank(lesson)?.exam.as_ref()
    }

    fn bank(&self, lesson: usize) -> Option<&Bank> {
        let id = &self.lessons.get(lesson)?.id;
        Some(self.banks.get(lesson)?.get_or_init(|| match self.files.text(&question::path(id)) {
            "" => Bank::default(),
            source => question::decode(&self.lessons, lesson, source).0,
        }))
    }

    /// What exam number `exam` may ask about the lesson with id `about`: its own questions first, then those of the
    /// lesson.
    pub fn pool(&self, exam: usize, about: &str) -> impl Iterator<Item = &Question> {
        let others = self.lesson_index(about).filter(|lesson| *lesson != exam);
        let own = self.questions(exam).iter().filter(move |question| question.lesson == about);
        own.chain(others.map_or(&[][..], |lesson| self.questions(lesson)))
    }

    /// The question with this id or former id, and the number of its lesson.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<(usize, &Question)> {
        let all = || (0..self.lessons.len()).flat_map(|i| self.questions(i).iter().map(move |q| (i, q)));
        let found = all().find(|(_, question)| question.id == id);
        found.or_else(|| all().find(|(_, question)| question.aliases.iter().any(|alias| alias == id)))
    }

    /// Like [`question`](Course::question), looking first in the bank of lesson number `lesson`, where it nearly
    /// always is, so that no other bank has to be read.
    #[must_use]
    pub fn question_of(&self, lesson: usize, id: &str) -> Option<(usize, &Question)> {
        let bank = self.questions(lesson);
        let own = bank.iter().find(|question| question.id == id);
        own.map(|question| (lesson, question)).or_else(|| self.question(id))
    }

    /// What progress knows the terms by, without reading them.
    #[must_use]
    pub fn term_keys(&self) -> &[Key] {
        self.term_keys.get_or_init(|| skim::outline(self.files.text(glossary::PATH), "terms").keys)
    }

    /// How many terms there are, without reading them.
    #[must_use]
    pub fn term_count(&self) -> usize {
        self.term_keys().len()
    }

    /// The terms.
    #[must_use]
    pub fn glossary(&self) -> &Glossary {
        self.glossary.get_or_init(|| match self.files.text(glossary::PATH) {
            "" => Glossary::default(),
            source => glossary::decode(source).0,
        })
    }

    /// The prices, with the learner's own in place of the course's.
    #[must_use]
    pub fn prices(&self) -> &Arc<PriceList> {
        self.prices.get_or_init(|| {
            let list = match self.files.text(price::PATH) {
                "" => PriceList::default(),
                source => price::decode(source).0,
            };
            Arc::new(list.with_own(self.own_prices.clone()))
        })
    }

    /// The same course with the learner's own price list.
    #[must_use]
    pub fn with_own_prices(self, own_prices: PriceList) -> Course {
        Course { prices: OnceLock::new(), own_prices, ..self }
    }

    /// A page of lesson number `lesson`, parsed; empty when there is no such page.
    #[must_use]
    pub fn doc(&self, lesson: usize, page: usize, lang: Lang) -> Doc {
        markdown::parse(self.page_source(lesson, page, lang)).doc
    }

    /// The Markdown of a page, below its heading.
    #[must_use]
    pub fn page_source(&self, lesson: usize, page: usize, lang: Lang) -> &str {
        let Some(lesson) = self.lessons.get(lesson) else { return "" };
        let source = self.files.text(&lesson::prose_path(&lesson.id, lang));
        lesson.pages.get(page).and_then(|page| source.get(page.body(lang))).unwrap_or_default()
    }

    /// All of it made ready for searching, which takes a while the first time.
    #[must_use]
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// Pages that link to term `id`, as numbers of lesson and page.
    #[must_use]
    pub fn pages_with_term(&self, id: &str) -> Vec<(usize, usize)> {
        let needle = format!("(term:{id})");
        let mut found = Vec::new();
        for (i, lesson) in self.lessons.iter().enumerate() {
            let pages = 0..lesson.pages.len();
            found.extend(
                pages.filter(|p| self.page_source(i, *p, Lang::Ko).contains(&needle)).map(|p| (i, p)),
            );
        }
        found
    }
}

/// Title and lesson ids of `course.ron`.
fn decode_list(source: &str) -> (Text, Vec<String>, Vec<Diagnostic>) {
    let (mut d, root) = Decoder::open(PATH, source);
    let mut title = Text::default();
    let mut lessons: Vec<String> = Vec::new();
    if source.is_empty() {
        d.diagnostics.clear();
        d.report(0..0, Problem::MissingFile);
    } else if let Some(fields) = d.fields(&root, &["format", "id", "title", "lessons"]) {
        if let Some(node) = d.required(&fields, "format")
            && let Some(found) = d.whole(node)
            && found > FORMAT
        {
            d.report(node.span.clone(), Problem::FormatNewer { found, known: FORMAT });
        }
        if let Some(node) = d.required(&fields, "id") {
            d.id(node);
        }
        title = d.required_text(&fields, "title").unwrap_or_default();
        if let Some(node) = d.required(&fields, "lessons") {
            let mut seen = decode::Seen::new();
            let nodes = d.list(node);
            if nodes.is_empty() {
                d.report(node.span.clone(), Problem::NoLessons);
            }
            for node in nodes {
                let Some(id) = d.id(node) else { continue };
                d.unique(Target::Lesson, &id, &node.span, &mut seen);
                if !lessons.contains(&id) {
                    lessons.push(id);
                }
            }
        }
    }
    (title, lessons, d.diagnostics)
}

/// The lesson id most like `id`.
#[must_use]
pub fn closest_lesson<'a>(course: &'a Course, id: &str) -> Option<&'a str> {
    closest(id, course.lessons.iter().map(|lesson| lesson.id.as_str()))
}
