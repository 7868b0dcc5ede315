//! What is to be written to a course, and writing it: all of it or nothing, and nothing is ever written over.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Refused, folder, reason, report::path_shown, write};
use crate::{
    course::{
        Course, Files,
        scaffold::{self, Made},
    },
    lang::Lang,
};

/// What is to be written.
#[derive(Default)]
pub(super) struct Plan {
    /// New files.
    pub made: Vec<Made>,
    /// A file that is added to: its path, what it says, and what it shall say.
    pub grown: Option<(String, String, String)>,
    /// What to do next.
    pub next: String,
}

/// Why there is no plan.
pub(super) enum Obstacle {
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

/// A course that something is added to.
pub(super) struct Shop<'a> {
    pub dir: &'a Path,
    pub course: Course,
    pub lang: Lang,
}

impl Shop<'_> {
    pub fn files(&self) -> &Files {
        self.course.files()
    }

    pub fn shown(&self, path: &str) -> String {
        path_shown(Some(self.dir), path)
    }

    /// Adds `element` to the list `field` of a file, or makes the file if it is not there.
    pub fn added(
        &self,
        path: &str,
        field: &str,
        element: &str,
        make: impl Fn(&str) -> String,
        next: String,
    ) -> Result<Plan, Obstacle> {
        if self.files().get(path).is_some() {
            let grown = Some(self.grown(path, field, element)?);
            return Ok(Plan { made: Vec::new(), grown, next });
        }
        Ok(Plan { made: vec![(path.to_owned(), make(element))], grown: None, next })
    }

    /// The file at `path` with `element` in its list `field`.
    pub fn grown(&self, path: &str, field: &str, element: &str) -> Result<(String, String, String), Refused> {
        let before = self.files().text(path);
        let Some(after) = scaffold::append(before, field, element) else {
            let dir = self.dir.display().to_string();
            return Err(Refused(self.lang.mend_first(&self.shown(path), &dir)));
        };
        Ok((path.to_owned(), before.to_owned(), after))
    }
}

/// Writes a plan, all of it or nothing, and says what was written.
pub(super) fn carry_out(dir: &Path, plan: Plan, lang: Lang) -> Result<String, Obstacle> {
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
