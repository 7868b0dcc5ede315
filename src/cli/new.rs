//! `seodang new`: makes files to begin from, and adds to those that are there. Nothing is ever written over.

use std::{fs, path::Path, process::ExitCode};

use anyhow::Context as _;

use super::{
    Refused,
    args::New,
    complain, folder, no_folder,
    plan::{Obstacle, Plan, Shop, carry_out},
    print, unknown,
};
use crate::{
    course::{Course, PATH, closest_lesson, decode::is_id, glossary, lesson, question, scaffold},
    lang::Lang,
};

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
        self.added(&path, "questions", &element, |element| scaffold::bank(&lesson.id, element), next)
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
        self.added(path, "terms", &scaffold::term(id), scaffold::glossary, self.lang.after_new_term(id))
    }
}
