//! Lessons, terms and questions printed at once, for pipes and files. Reading and answering them line by line is a session
//! (`--plain`), which tells them from its screens.

use crate::{
    course::{
        Course, Term,
        doc::{Block, Inline},
        markdown,
    },
    lang::Lang,
    ui::layout::{AlertLabels, Glyphs, Options, Piece, Role, layout, paragraph},
    widget,
};

/// How text is printed.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Language, or the first of both.
    pub lang: Lang,
    /// Whether both languages are printed.
    pub both: bool,
    /// Whether to draw with ASCII alone.
    pub ascii: bool,
    /// Whether nothing is drawn.
    pub plain: bool,
    /// Columns.
    pub columns: u16,
}

impl Style {
    fn glyphs(&self) -> Glyphs {
        Glyphs::of(self.plain, self.ascii)
    }

    /// With only the characters that may be printed.
    #[must_use]
    pub fn drawn(&self, text: &str) -> String {
        let shown = text.chars().filter(|c| !c.is_control() || *c == '\n');
        shown.map(|c| self.glyphs().drawn(c)).collect()
    }

    /// Inline Markdown without its marks, wrapped, each row behind `indent` blanks.
    #[must_use]
    pub fn wrapped(&self, source: &str, indent: usize) -> String {
        self.wrapped_inlines(&markdown::inline(source), indent)
    }

    /// Inlines without their styles, wrapped, each row behind `indent` blanks.
    #[must_use]
    pub fn wrapped_inlines(&self, inlines: &[Inline], indent: usize) -> String {
        self.hanging(inlines, indent, indent)
    }

    /// The same, with `first` blanks before the first row and `hang` before the others.
    #[must_use]
    pub fn hanging(&self, inlines: &[Inline], first: usize, hang: usize) -> String {
        let width = usize::from(self.columns);
        let rows = paragraph(inlines, Role::Text, width, (first, hang), &mut Vec::new());
        let row =
            |pieces: Vec<Piece>| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>() + "\n";
        rows.into_iter().map(row).collect()
    }

    /// The languages that are printed.
    #[must_use]
    pub fn langs(&self) -> Vec<Lang> {
        if self.both { vec![self.lang, self.lang.other()] } else { vec![self.lang] }
    }
}

/// The lessons of a course.
#[must_use]
pub fn lessons(course: &Course, style: Style) -> String {
    let mut out = String::new();
    for lesson in &course.lessons {
        let title = lesson.title.get(style.lang);
        let minutes = style.lang.minutes(lesson.minutes);
        out.push_str(&format!(
            "{}  {title} ({minutes})\n    {}\n",
            lesson.id,
            lesson.summary.get(style.lang)
        ));
    }
    out
}

/// A lesson, or one page of it.
#[must_use]
pub fn lesson(course: &Course, lesson: usize, page: Option<usize>, style: Style) -> String {
    let mut out = String::new();
    let Some(found) = course.lessons.get(lesson) else { return out };
    let pages = page.map_or(0..found.pages.len(), |page| page..page + 1);
    for page in pages {
        for lang in style.langs() {
            let title = found.pages[page].title.get(lang);
            let place = format!("{} › {title}  ({}/{})", found.title.get(lang), page + 1, found.pages.len());
            out.push_str(&style.wrapped(&place, 0));
            out.push('\n');
            let labels = match lang {
                Lang::Ko => AlertLabels::KO,
                Lang::En => AlertLabels::EN,
            };
            let mut blocks = course.doc(lesson, page, lang).blocks;
            blocks.retain(|block| !matches!(block, Block::Quiz(_)));
            if blocks.iter().any(|block| matches!(block, Block::Widget(_))) {
                blocks = widget::printed(blocks, course.prices(), lang);
            }
            for row in layout(&blocks, &Options { width: style.columns, glyphs: style.glyphs(), labels }) {
                out.push_str(row.text().trim_end());
                out.push('\n');
            }
            out.push('\n');
        }
    }
    style.drawn(&out)
}

/// All terms, a line each.
#[must_use]
pub fn terms(course: &Course, style: Style) -> String {
    let line = |term: &Term| {
        let (name, other) = (term.title(style.lang), term.name.get(style.lang.other()));
        format!("{name} · {other}: {}\n", term.short.get(style.lang))
    };
    style.drawn(&course.glossary().terms().iter().map(line).collect::<String>())
}

/// A term.
#[must_use]
pub fn term(course: &Course, term: &Term, style: Style) -> String {
    let m = style.lang.msgs();
    let mut out = format!("{} · {}\n", term.title(style.lang), term.title(style.lang.other()));
    if let Some(reading) = term.spoken() {
        out.push_str(&style.wrapped(&format!("{}: {reading}", m.card_reading), 0));
    }
    if !term.aka.is_empty() {
        out.push_str(&style.wrapped(&format!("{}: {}", m.card_aka, term.aka.join(", ")), 0));
    }
    for lang in style.langs() {
        out.push('\n');
        out.push_str(&style.wrapped(term.short.get(lang), 0));
        out.push_str(&style.wrapped(term.long.get(lang), 0));
    }
    let branches = course.glossary().relations(term);
    if !branches.is_empty() {
        out.push_str(&format!("\n{}:\n", m.card_relations));
    }
    for branch in branches {
        let how = branch.term.part_of.as_ref().map(|tie| tie.how.get(style.lang)).unwrap_or_default();
        let line = format!("  {}{}  {how}", branch.lines, branch.term.name.get(style.lang));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    for confusion in &term.confused_with {
        if let Some(other) = course.glossary().term(&confusion.term) {
            out.push_str(&format!("\n{}: {}\n", m.card_confused, other.title(style.lang)));
            out.push_str(&style.wrapped(confusion.how.get(style.lang), 2));
        }
    }
    style.drawn(&out)
}

/// The questions of a lesson, or of all.
#[must_use]
pub fn questions(course: &Course, lesson: Option<usize>, style: Style) -> String {
    let mut out = String::new();
    let lessons = lesson.map_or(0..course.lessons.len(), |lesson| lesson..lesson + 1);
    for lesson in lessons {
        let found = &course.lessons[lesson];
        out.push_str(&format!("{} ({})\n", found.title.get(style.lang), course.questions(lesson).len()));
        for question in course.questions(lesson) {
            for (i, lang) in style.langs().into_iter().enumerate() {
                if i == 0 {
                    out.push_str(&format!("\n  {}\n", question.id));
                }
                out.push_str(&style.wrapped_inlines(&question.stem(lang), 4));
            }
        }
        out.push('\n');
    }
    style.drawn(&out)
}
