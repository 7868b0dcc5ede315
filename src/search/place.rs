//! What can be found in a course, what it is called, and what it says.
//!
//! A question is what it asks: its options, its answer and why are not searched, so that no hit gives the answer away.

use crate::{
    course::{
        Course, Term,
        doc::{Block, Inline, plain},
    },
    lang::{Lang, hangul},
};

/// What sort of thing was found, in the order in which equally good hits are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A term of the glossary.
    Term,
    /// A lesson.
    Lesson,
    /// A page of a lesson.
    Page,
    /// A question.
    Question,
}

impl Kind {
    /// What a learner calls it.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let m = lang.msgs();
        match self {
            Kind::Term => m.search_term,
            Kind::Lesson => m.search_lesson,
            Kind::Page => m.search_page,
            Kind::Question => m.search_question,
        }
    }

    /// Its name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Term => "term",
            Kind::Lesson => "lesson",
            Kind::Page => "page",
            Kind::Question => "question",
        }
    }
}

/// Something that can be found and opened, by its numbers in the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A term.
    Term(usize),
    /// A lesson.
    Lesson(usize),
    /// A page.
    Page {
        /// Number of the lesson.
        lesson: usize,
        /// Number of the page.
        page: usize,
    },
    /// A question.
    Question {
        /// Number of the lesson whose bank it is in.
        lesson: usize,
        /// Its number in the bank.
        question: usize,
    },
}

/// A text that is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Number of the block of the page, not counting check-ins; 0 elsewhere.
    pub block: usize,
    /// What it says, without styles, on one line.
    pub text: String,
}

impl Place {
    /// All of a course, in its order; terms last.
    pub fn all(course: &Course) -> impl Iterator<Item = Place> {
        let lessons = course.lessons.iter().enumerate().flat_map(|(lesson, found)| {
            let pages = (0..found.pages.len()).map(move |page| Place::Page { lesson, page });
            let questions = 0..course.questions(lesson).len();
            let questions = questions.map(move |question| Place::Question { lesson, question });
            std::iter::once(Place::Lesson(lesson)).chain(pages).chain(questions)
        });
        lessons.chain((0..course.glossary().terms().len()).map(Place::Term))
    }

    /// What sort of thing it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Place::Term(_) => Kind::Term,
            Place::Lesson(_) => Kind::Lesson,
            Place::Page { .. } => Kind::Page,
            Place::Question { .. } => Kind::Question,
        }
    }

    /// The lesson that it is a part of.
    #[must_use]
    pub fn lesson(self) -> Option<usize> {
        match self {
            Place::Term(_) | Place::Lesson(_) => None,
            Place::Page { lesson, .. } | Place::Question { lesson, .. } => Some(lesson),
        }
    }

    /// What commands call it: the id of a term or a question, `lesson` or `lesson#page`. Empty if it is not there.
    #[must_use]
    pub fn id(self, course: &Course) -> String {
        let id = match self {
            Place::Term(term) => course.glossary().terms().get(term).map(|term| term.id.clone()),
            Place::Lesson(lesson) => course.lessons.get(lesson).map(|lesson| lesson.id.clone()),
            Place::Page { lesson, page } => course
                .lessons
                .get(lesson)
                .and_then(|lesson| lesson.pages.get(page).map(|page| format!("{}#{}", lesson.id, page.id))),
            Place::Question { lesson, question } => {
                course.questions(lesson).get(question).map(|question| question.id.clone())
            }
        };
        id.unwrap_or_default()
    }

    /// What a list calls it: a question by its lesson.
    #[must_use]
    pub fn title(self, course: &Course, lang: Lang) -> String {
        let of_lesson = |lesson: usize| course.lessons.get(lesson).map(|lesson| lesson.title.get(lang));
        match self {
            Place::Term(term) => {
                course.glossary().terms().get(term).map(|term| term.title(lang)).unwrap_or_default()
            }
            Place::Lesson(lesson) | Place::Question { lesson, .. } => {
                of_lesson(lesson).unwrap_or_default().to_owned()
            }
            Place::Page { lesson, page } => {
                let title = course.lessons.get(lesson).and_then(|found| found.pages.get(page));
                let title = title.map(|page| page.title.get(lang)).unwrap_or_default();
                format!("{} › {title}", of_lesson(lesson).unwrap_or_default())
            }
        }
    }

    /// All its names, the titles in both languages first. A question has none.
    #[must_use]
    pub fn names(self, course: &Course) -> Vec<(Lang, String)> {
        let mut names: Vec<(Lang, String)> = Vec::new();
        let other = |name: &str, names: &mut Vec<(Lang, String)>| {
            let lang = if name.chars().any(hangul::is_hangul) { Lang::Ko } else { Lang::En };
            names.push((lang, name.to_owned()));
        };
        match self {
            Place::Term(term) => {
                let Some(term) = course.glossary().terms().get(term) else { return names };
                names.extend(Lang::ALL.map(|lang| (lang, term.name.get(lang).to_owned())));
                names_of_term(term).for_each(|name| other(name, &mut names));
            }
            Place::Lesson(lesson) => {
                let Some(lesson) = course.lessons.get(lesson) else { return names };
                names.extend(Lang::ALL.map(|lang| (lang, lesson.title.get(lang).to_owned())));
                other(&lesson.id, &mut names);
            }
            Place::Page { lesson, page } => {
                let page = course.lessons.get(lesson).and_then(|lesson| lesson.pages.get(page));
                let Some(page) = page else { return names };
                names.extend(Lang::ALL.map(|lang| (lang, page.title.get(lang).to_owned())));
            }
            Place::Question { .. } => {}
        }
        names
    }

    /// What it says in `lang`.
    #[must_use]
    pub fn passages(self, course: &Course, lang: Lang) -> Vec<Passage> {
        let whole = |text: &str| Passage { block: 0, text: line(text) };
        match self {
            Place::Term(term) => {
                let term = course.glossary().terms().get(term);
                term.map(|term| vec![whole(term.short.get(lang)), whole(term.long.get(lang))])
                    .unwrap_or_default()
            }
            Place::Lesson(lesson) => course
                .lessons
                .get(lesson)
                .map(|lesson| vec![whole(lesson.summary.get(lang))])
                .unwrap_or_default(),
            Place::Page { lesson, page } => {
                let blocks = course.doc(lesson, page, lang).blocks.into_iter();
                let shown = blocks.filter(|block| !matches!(block, Block::Quiz(_)));
                let mut passages = Vec::new();
                for (number, block) in shown.enumerate() {
                    passages_of(&block, number, &mut passages);
                }
                passages
            }
            Place::Question { lesson, question } => {
                let question = course.questions(lesson).get(question);
                question.map(|question| vec![whole(&plain(&question.stem(lang)))]).unwrap_or_default()
            }
        }
    }
}

/// Everything a term is called but its names. Spellings that the course avoids are what some people look for.
fn names_of_term(term: &Term) -> impl Iterator<Item = &str> {
    let own = [term.abbr.as_str(), &term.reading, &term.id];
    let others = term.aka.iter().chain(&term.avoid).chain(&term.aliases).map(String::as_str);
    own.into_iter().chain(others).filter(|name| !name.is_empty())
}

/// Adds what a block says, a passage for each paragraph, row or line.
fn passages_of(block: &Block, number: usize, passages: &mut Vec<Passage>) {
    let mut add = |text: String| {
        let text = line(&text);
        if text.chars().any(char::is_alphanumeric) {
            passages.push(Passage { block: number, text });
        }
    };
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => add(plain(text)),
        Block::Code { text, .. } => text.lines().for_each(|line| add(line.to_owned())),
        Block::Diagram(picture) => picture.drawn.lines().for_each(|line| add(line.to_owned())),
        Block::Table { head, rows, .. } => {
            let row =
                |cells: &[Vec<Inline>]| cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" · ");
            add(row(head));
            rows.iter().for_each(|cells| add(row(cells)));
        }
        Block::List { items, .. } => {
            items.iter().flatten().for_each(|block| passages_of(block, number, passages));
        }
        Block::Alert { blocks, .. } | Block::Quote(blocks) => {
            blocks.iter().for_each(|block| passages_of(block, number, passages));
        }
        Block::Rule | Block::Quiz(_) | Block::Widget(_) => {}
    }
}

/// `text` on one line, without what only draws: the lines of a picture made of characters, blanks that do not break.
fn line(text: &str) -> String {
    let is_drawing = |c: char| c.is_control() || matches!(c, '\u{A0}' | '\u{2500}'..='\u{25FF}');
    text.replace(is_drawing, " ").trim().to_owned()
}
