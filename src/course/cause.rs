//! What follows from something else that is reported: a lesson that is missing makes a hundred links lead nowhere, and
//! only the lesson has to be mended.
//!
//! Invariant: nothing is left out here unless its cause is in the report. It must not know how a report is printed.

use std::collections::BTreeSet;

use crate::{
    course::{
        Course, Diagnostic, File, Files, PATH, coverage,
        diagnostic::{Problem, Target},
        glossary, lesson,
        lint::Flaw,
        price, question,
    },
    lang::Lang,
    widget::fault::Fault,
};

/// `found` without consequences; a file that is missing and was not reported yet is.
#[must_use]
pub fn without_consequences(files: &Files, course: &Course, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let causes = Causes::of(files, course, &found);
    let mut absent = BTreeSet::new();
    found.retain(|diagnostic| match causes.broken_file(diagnostic) {
        Some(path) => {
            absent.insert(path);
            false
        }
        None => !causes.explain(diagnostic),
    });
    let unreported = absent.into_iter().filter(|path| files.get(path).is_none());
    let unreported: Vec<_> = unreported.filter(|path| !found.iter().any(|d| d.file == *path)).collect();
    found.extend(unreported.into_iter().map(|file| Diagnostic {
        file,
        span: 0..0,
        problem: Problem::MissingFile,
    }));
    found
}

/// What is broken so that more than one place suffers.
struct Causes<'c> {
    files: &'c Files,
    /// Files with a syntax error, and where each begins.
    syntax: BTreeSet<(String, usize)>,
    /// The list of lessons cannot be read, or is empty.
    no_list: bool,
    /// Lessons that are listed or lie in a folder, but are not in the course.
    gone: BTreeSet<String>,
    /// Of these, those that are not listed.
    unlisted: BTreeSet<String>,
    /// A `lesson.ron` cannot be read as a whole.
    no_sources: bool,
    /// A bank cannot be read as a whole.
    no_bank: bool,
    /// Ids of pages that are not in the course because of their headings.
    pages: BTreeSet<String>,
}

impl<'c> Causes<'c> {
    fn of(files: &'c Files, course: &Course, found: &[Diagnostic]) -> Causes<'c> {
        // A value of another kind at the top says as little.
        let is_top =
            |d: &Diagnostic| files.text(&d.file).get(..d.span.start).is_some_and(|t| t.trim().is_empty());
        let syntax = found.iter().filter(|d| match d.problem {
            Problem::Syntax(_) => true,
            Problem::WrongType(_) => is_top(d),
            _ => false,
        });
        let folders = files.paths().filter_map(|path| path.strip_prefix("lessons/")?.split_once('/'));
        let missing = found.iter().filter(|d| d.problem == Problem::MissingFile).map(|d| lesson_of(&d.file));
        let known: BTreeSet<&str> = folders.map(|(id, _)| id).chain(missing).collect();
        let is_read = |id: &&&str| course.lessons.iter().any(|lesson| lesson.id == **id);
        let pages = found.iter().filter_map(|d| match &d.problem {
            Problem::PageOnlyIn { id, .. } => Some(id.clone()),
            _ => None,
        });
        let unlisted = found.iter().filter_map(|d| match &d.problem {
            Problem::UnlistedLesson(id) => Some(id.clone()),
            _ => None,
        });
        let mut causes = Causes {
            files,
            syntax: syntax.map(|d| (d.file.clone(), d.span.start)).collect(),
            no_list: found.iter().any(|d| d.problem == Problem::NoLessons),
            gone: known.iter().filter(|id| !is_read(id)).map(|id| (*id).to_owned()).collect(),
            unlisted: unlisted.collect(),
            no_sources: false,
            no_bank: false,
            pages: pages.collect(),
        };
        causes.no_list |= causes.is_broken(PATH);
        causes.no_sources =
            !causes.gone.is_empty() || known.iter().any(|id| causes.is_broken(&lesson::path(id)));
        // A lesson need not have a bank, unless somebody asks for it: then the bank has been reported.
        let banks = known.iter().map(|id| question::path(id));
        let is_missing = |path: &str| found.iter().any(|d| d.file == path && d.is_about_file());
        causes.no_bank = banks
            .filter(|path| files.get(path).is_some() || is_missing(path))
            .any(|path| causes.is_broken(&path));
        causes
    }

    /// Whether the file at `path` says nothing, or not all of what it should.
    fn is_broken(&self, path: &str) -> bool {
        match self.files.get(path) {
            Some(File::Text(text)) => {
                text.trim().is_empty() || self.syntax.iter().any(|(file, _)| file == path)
            }
            _ => true,
        }
    }

    /// The broken file because of which `diagnostic` is reported.
    fn broken_file(&self, diagnostic: &Diagnostic) -> Option<String> {
        let lesson = lesson_of(&diagnostic.file);
        let causes = match &diagnostic.problem {
            Problem::Dangling { what: Target::Term, .. } => vec![glossary::PATH.to_owned()],
            Problem::Dangling { what: Target::Price, .. } | Problem::Widget(Fault::NoPrice { .. }) => {
                vec![price::PATH.to_owned()]
            }
            Problem::Dangling { what: Target::Question, .. } if diagnostic.file != coverage::PATH => {
                vec![question::path(lesson)]
            }
            Problem::Dangling { what: Target::Source, .. } => vec![lesson::path(lesson)],
            Problem::PageOnlyIn { .. } | Problem::Dangling { what: Target::Page, .. } => {
                Lang::ALL.map(|lang| lesson::prose_path(lesson, lang)).to_vec()
            }
            _ => Vec::new(),
        };
        causes.into_iter().find(|path| self.is_about(path) && self.is_broken(path))
    }

    /// Whether `path` is a file that a course may have: `lessons/coverage.ron` is no folder with prose.
    fn is_about(&self, path: &str) -> bool {
        let is_prose = path.starts_with("lessons/");
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        !is_prose
            || self
                .files
                .paths()
                .any(|other| other.starts_with(folder) && other[folder.len()..].starts_with('/'))
    }

    /// Whether something else that is reported makes `diagnostic` a matter of course.
    fn explain(&self, diagnostic: &Diagnostic) -> bool {
        let file = diagnostic.file.as_str();
        let in_list = file == coverage::PATH;
        match &diagnostic.problem {
            // A file that is no text at all has one fault.
            Problem::Syntax(_) | Problem::MissingFile | Problem::MissingField(_) => {
                let is_absent = diagnostic.problem == Problem::MissingFile && self.files.get(file).is_none();
                let is_said = is_absent || matches!(self.files.get(file), Some(File::Text(_)));
                let is_missing = matches!(diagnostic.problem, Problem::MissingField(_));
                !is_said || is_missing && self.syntax.contains(&(file.to_owned(), diagnostic.span.start))
            }
            Problem::UnlistedLesson(_) => self.no_list,
            Problem::Dangling { what: Target::Lesson, id, .. } => {
                // A link to a lesson that nobody listed leads nowhere still.
                let is_gone = self.gone.contains(id) && (in_list || !self.unlisted.contains(id));
                file != PATH && (self.no_list || is_gone)
            }
            Problem::Dangling { what: Target::Page, id, .. } => {
                let (lesson, page) = id.split_once('#').unwrap_or((lesson_of(file), id));
                self.no_list || self.gone.contains(lesson) || self.pages.contains(page)
            }
            Problem::Dangling { what: Target::Question, .. } => in_list && self.lacks_lessons(),
            Problem::Dangling { what: Target::Term, id, .. } => self.has_entry(glossary::PATH, id),
            Problem::Dangling { what: Target::Price, id, .. }
            | Problem::Widget(Fault::NoPrice { id, .. }) => self.has_entry(price::PATH, id),
            Problem::Dangling { what: Target::Source, .. } => self.no_sources,
            Problem::Flaw(Flaw::NoCaution) | Problem::ExamTooBig { .. } => self.lacks_lessons(),
            _ => false,
        }
    }

    fn lacks_lessons(&self) -> bool {
        self.no_list || !self.gone.is_empty() || self.no_bank
    }

    /// Whether the file at `path` has an entry with this id: one that is there but broken has been reported.
    fn has_entry(&self, path: &str, id: &str) -> bool {
        self.files.text(path).contains(&format!("id: \"{id}\""))
    }
}

/// The lesson whose file or bank `path` is.
fn lesson_of(path: &str) -> &str {
    let name = path.split('/').nth(1).unwrap_or_default();
    name.strip_suffix(".ron").unwrap_or(name)
}
