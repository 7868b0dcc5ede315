//! `seodang new`: makes files to begin from, and adds to those that are there. Nothing is ever written over.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;

use super::{
    Refused, args::New, complain, folder, no_folder, print, reason, report::path_shown, unknown, write,
};
use crate::{
    course::{
        Course, Files, PATH, closest_lesson,
        decode::is_id,
        glossary, lesson, question,
        scaffold::{self, Made},
    },
    lang::Lang,
};

/// What is to be written.
#[derive(Default)]
struct Plan {
    /// New files.
    made: Vec<Made>,
    /// A file that is added to: its path, what it says, and what it shall say.
    grown: Option<(String, String, String)>,
    /// What to do next.
    next: String,
}

/// Why there is no plan.
enum Obstacle {
    /// This is there already; exit code 1.
    There(Vec<String>),
    /// It cannot be done.
    Refused(anyhow::Error),
}

impl From<Refused> for Obstacle {
    fn from(refused: Refused) -> Obstacle {
        Obstacle::Refused(refused.into())
    }
}

/// Makes `what` in the course in `dir`.
///
/// # Errors
/// When there is no course, an id is none, or something cannot be written.
pub fn run(what: &New, dir: Option<&Path>, lang: Lang) -> anyhow::Result<ExitCode> {
    let (dir, plan) = match what {
        New::Course { new_dir } => (new_dir.as_path(), new_course(new_dir, lang)),
        _ => {
            let dir = dir.unwrap_or(Path::new("."));
            let files = folder::read(dir).with_context(|| no_folder(dir, lang))?;
            if files.get(PATH).is_none() {
                return Err(Refused(lang.no_course_here(&dir.display().to_string())).into());
            }
            let course = Course::open(files).0;
            (dir, Shop { dir, course, lang }.plan(what))
        }
    };
    match plan.and_then(|plan| carry_out(dir, plan, lang)) {
        Ok(said) => print(&said),
        Err(Obstacle::There(what)) => {
            complain(&format!("seodang: {}", lang.there_already(&what)));
            Ok(ExitCode::from(1))
        }
        Err(Obstacle::Refused(error)) => Err(error),
    }
}

fn new_course(dir: &Path, lang: Lang) -> Result<Plan, Obstacle> {
    let folders = ["lessons", "quizzes", "assets"].map(|name| dir.join(name));
    let there = folders.iter().filter(|path| path.symlink_metadata().is_ok());
    let there: Vec<String> = there.map(|path| path.display().to_string()).collect();
    if !there.is_empty() {
        return Err(Obstacle::There(there));
    }
    // `.` is a name only to those who are there.
    let full = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let name = full.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let id = Some(parts.collect::<Vec<_>>().join("-")).filter(|id| is_id(id));
    Ok(Plan {
        made: scaffold::course(id.as_deref().unwrap_or("my-course")),
        grown: None,
        next: lang.after_new_course(&dir.display().to_string()),
    })
}

/// A course that something is added to.
struct Shop<'a> {
    dir: &'a Path,
    course: Course,
    lang: Lang,
}

impl Shop<'_> {
    fn plan(&self, what: &New) -> Result<Plan, Obstacle> {
        match what {
            New::Course { new_dir } => new_course(new_dir, self.lang),
            New::Lesson { id } => self.lesson(self.usable(id)?),
            New::Question { of, question_id: None, kind } => self.question(of, None, kind.name()),
            New::Question { of, question_id: Some(id), kind } => {
                self.question(of, Some(self.usable(id)?), kind.name())
            }
            New::Term { id } => self.term(self.usable(id)?),
        }
    }

    fn files(&self) -> &Files {
        self.course.files()
    }

    fn shown(&self, path: &str) -> String {
        path_shown(Some(self.dir), path)
    }

    fn usable<'i>(&self, id: &'i str) -> Result<&'i str, Refused> {
        if is_id(id) { Ok(id) } else { Err(Refused(self.lang.bad_id(id))) }
    }

    fn lesson(&self, id: &str) -> Result<Plan, Obstacle> {
        // Progress in a lesson of this id, present or former, would be taken for progress in the new one.
        if let Some(other) = self.course.lesson(id) {
            return Err(Obstacle::There(vec![self.shown(&lesson::path(&other.id))]));
        }
        let is_listed = scaffold::names(self.files().text(PATH), "lessons").iter().any(|name| name == id);
        let grown = if is_listed { None } else { Some(self.grown(PATH, "lessons", &format!("\"{id}\""))?) };
        Ok(Plan { made: scaffold::lesson(id), grown, next: self.lang.after_new_lesson(id) })
    }

    fn question(&self, of: &str, id: Option<&str>, kind: &str) -> Result<Plan, Obstacle> {
        let Some(lesson) = self.course.lesson(of) else {
            let known: Vec<&str> = self.course.lessons.iter().map(|lesson| lesson.id.as_str()).collect();
            let words = ("그런 단원은 없어요", "there is no lesson");
            let like = closest_lesson(&self.course, of);
            return Err(Obstacle::Refused(unknown(self.lang, words, of, like, Some(&known.join(", ")))));
        };
        let Some(page) = lesson.pages.last() else {
            return Err(Refused(self.lang.no_page_to_ask_about(&lesson.id)).into());
        };
        let mut numbered = (1..).map(|number: usize| format!("{}-{number}", lesson.id));
        let id = match id {
            Some(id) => id.to_owned(),
            None => numbered.find(|id| self.bank_with(id).is_none()).unwrap_or_default(),
        };
        if let Some(path) = self.bank_with(&id) {
            return Err(Obstacle::There(vec![format!("{id} ({})", self.shown(path))]));
        }
        let (path, element) = (question::path(&lesson.id), scaffold::question(&id, kind, &page.id));
        let next = self.lang.after_new_question(&id, &page.id);
        self.added(&path, &scaffold::bank(&lesson.id), "questions", &element, next)
    }

    /// The bank that has a question of this id, present or former.
    fn bank_with(&self, id: &str) -> Option<&str> {
        let has =
            |path: &&str| scaffold::names(self.files().text(path), "questions").iter().any(|name| name == id);
        self.files().paths().filter(|path| path.starts_with("quizzes/")).find(has)
    }

    fn term(&self, id: &str) -> Result<Plan, Obstacle> {
        let path = glossary::PATH;
        if scaffold::names(self.files().text(path), "terms").iter().any(|name| name == id) {
            return Err(Obstacle::There(vec![format!("{id} ({})", self.shown(path))]));
        }
        self.added(path, &scaffold::glossary(), "terms", &scaffold::term(id), self.lang.after_new_term(id))
    }

    /// Adds `element` to the list `field` of a file, which is made from `empty` if it is not there.
    fn added(
        &self,
        path: &str,
        empty: &str,
        field: &str,
        element: &str,
        next: String,
    ) -> Result<Plan, Obstacle> {
        if self.files().get(path).is_some() {
            let grown = Some(self.grown(path, field, element)?);
            return Ok(Plan { made: Vec::new(), grown, next });
        }
        let text = scaffold::append(empty, field, element).unwrap_or_default();
        Ok(Plan { made: vec![(path.to_owned(), text)], grown: None, next })
    }

    /// The file at `path` with `element` in its list `field`.
    fn grown(&self, path: &str, field: &str, element: &str) -> Result<(String, String, String), Refused> {
        let before = self.files().text(path);
        let Some(after) = scaffold::append(before, field, element) else {
            let dir = self.dir.display().to_string();
            return Err(Refused(self.lang.mend_first(&self.shown(path), &dir)));
        };
        Ok((path.to_owned(), before.to_owned(), after))
    }
}

/// Writes a plan, all of it or nothing, and says what was written.
fn carry_out(dir: &Path, plan: Plan, lang: Lang) -> Result<String, Obstacle> {
    let there = plan.made.iter().filter(|(path, _)| dir.join(path).symlink_metadata().is_ok());
    let there: Vec<String> = there.map(|(path, _)| path_shown(Some(dir), path)).collect();
    if !there.is_empty() {
        return Err(Obstacle::There(there));
    }
    let mut made: Vec<PathBuf> = Vec::new();
    match write_all(dir, &plan, &mut made) {
        Ok(()) => {}
        Err((path, error)) => {
            for path in made {
                let _ = fs::remove_file(path);
            }
            let file = path_shown(Some(dir), &path);
            return Err(Refused(lang.not_written(&file, &reason(&error, lang))).into());
        }
    }
    let made = plan.made.iter().map(|(path, _)| lang.written(&path_shown(Some(dir), path), true));
    let grown = plan.grown.iter().map(|(path, ..)| lang.written(&path_shown(Some(dir), path), false));
    let said: Vec<String> = made.chain(grown).chain([plan.next]).collect();
    Ok(said.join("\n") + "\n")
}

/// Writes the files of a plan; those that were made are in `made` even if it fails.
fn write_all(dir: &Path, plan: &Plan, made: &mut Vec<PathBuf>) -> Result<(), (String, io::Error)> {
    for (path, text) in &plan.made {
        write::create(&dir.join(path), text).map_err(|error| (path.clone(), error))?;
        made.push(dir.join(path));
    }
    let Some((path, before, after)) = &plan.grown else { return Ok(()) };
    let is_known = |bytes: Vec<u8>| folder::says(path, bytes, before);
    write::replace(&dir.join(path), after, is_known).map_err(|error| (path.clone(), error))
}
