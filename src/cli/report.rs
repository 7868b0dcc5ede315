//! What `seodang check` says, for people, for programs and for continuous integration: values to text.

use std::path::{Component, Path, PathBuf};

use serde::Serialize;

use crate::{
    course::{
        Diagnostic, Files, Severity,
        diagnostic::Place,
        mend::{Mended, can_mend},
    },
    lang::Lang,
};

/// What was found in the files of a course.
pub struct Report<'a> {
    /// The folder they are in; `None` for the built-in course.
    pub dir: Option<&'a Path>,
    /// The files.
    pub files: &'a Files,
    /// What is wrong, by file and place.
    pub problems: Vec<Diagnostic>,
    /// Language of messages.
    pub lang: Lang,
}

/// The JSON document. Fields may be added to it, but none is taken away or changes its meaning while `version` is 1.
#[derive(Serialize)]
struct Document {
    version: u32,
    files: usize,
    errors: usize,
    warnings: usize,
    problems: Vec<Entry>,
}

/// A problem. Lines and columns count from 1, columns in characters; the end is after the last character.
#[derive(Serialize)]
struct Entry {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    severity: &'static str,
    rule: &'static str,
    message: String,
    fix: String,
    /// Whether `--fix` mends it.
    fixable: bool,
}

impl Report<'_> {
    /// How many problems are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == Severity::Error).count()
    }

    /// How many are warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.problems.len() - self.errors()
    }

    /// For people: each problem with its line and how to mend it, then how many there are.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out: String = self.problems.iter().map(|problem| self.rendered(problem) + "\n").collect();
        let (count, errors, warnings) = (self.files.paths().count(), self.errors(), self.warnings());
        out.push_str(&match self.lang {
            Lang::Ko => format!("파일 {count}개: 오류 {errors}개, 경고 {warnings}개\n"),
            Lang::En => format!(
                "{count} file{}: {errors} error{}, {warnings} warning{}\n",
                plural(count),
                plural(errors),
                plural(warnings)
            ),
        });
        let fixable = self.problems.iter().filter(|problem| can_mend(self.files, problem)).count();
        if fixable > 0 && self.dir.is_some() {
            out.push_str(&match self.lang {
                Lang::Ko => format!("{fixable}개는 --fix로 바로 고칠 수 있어요\n"),
                Lang::En => format!("--fix can fix {fixable} of them\n"),
            });
        }
        out
    }

    fn rendered(&self, problem: &Diagnostic) -> String {
        let file = path_shown(self.dir, &problem.file);
        Diagnostic { file, ..problem.clone() }.render(self.files.text(&problem.file), self.lang)
    }

    /// For programs: one JSON document.
    #[must_use]
    pub fn json(&self) -> String {
        // Strings and numbers alone: nothing in it can fail to become JSON.
        serde_json::to_string_pretty(&self.document()).unwrap_or_default() + "\n"
    }

    /// The same on one line, for a stream of documents.
    #[must_use]
    pub fn json_line(&self) -> String {
        serde_json::to_string(&self.document()).unwrap_or_default() + "\n"
    }

    fn document(&self) -> Document {
        Document {
            version: 1,
            files: self.files.paths().count(),
            errors: self.errors(),
            warnings: self.warnings(),
            problems: self.problems.iter().map(|problem| self.entry(problem)).collect(),
        }
    }

    fn entry(&self, problem: &Diagnostic) -> Entry {
        let source = self.files.text(&problem.file);
        let (start, end) = (Place::of(source, problem.span.start), Place::of(source, problem.span.end));
        Entry {
            file: path_shown(self.dir, &problem.file),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            severity: problem.severity().name(),
            rule: problem.problem.name(),
            message: problem.problem.message(self.lang),
            fix: problem.problem.fix(self.lang),
            fixable: can_mend(self.files, problem),
        }
    }

    /// For GitHub Actions: a workflow command for each problem, which shows it beside the line.
    #[must_use]
    pub fn github(&self) -> String {
        let command = |entry: Entry| {
            let fix = match self.lang {
                Lang::Ko => "고치는 법",
                Lang::En => "fix",
            };
            let text = format!("{}\n{fix}: {}", entry.message, entry.fix);
            // Columns count within one line.
            let end = if entry.end_line == entry.line {
                format!(",endColumn={}", entry.end_column)
            } else {
                String::new()
            };
            format!(
                "::{} file={},line={},endLine={},col={}{end},title={}::{}\n",
                entry.severity,
                property(&entry.file),
                entry.line,
                entry.end_line,
                entry.column,
                property(entry.rule),
                data(&text),
            )
        };
        self.problems.iter().map(|problem| command(self.entry(problem))).collect()
    }
}

/// What was mended, a line each.
#[must_use]
pub fn mended(dir: &Path, mended: &Mended, lang: Lang) -> String {
    let file = path_shown(Some(dir), &mended.file);
    let line = |(line, repair): &(usize, _)| {
        let place = if *line == 0 { file.clone() } else { format!("{file}:{line}") };
        let word = match lang {
            Lang::Ko => "고침",
            Lang::En => "fixed",
        };
        let repair: &crate::course::mend::Repair = repair;
        format!("{place}: {word}: {}\n", repair.message(lang))
    };
    mended.repairs.iter().map(line).collect()
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A path that an editor can open from where the program was started.
#[must_use]
pub fn path_shown(dir: Option<&Path>, file: &str) -> String {
    let Some(dir) = dir else { return file.to_owned() };
    let path: PathBuf = dir.join(file).components().filter(|part| *part != Component::CurDir).collect();
    path.display().to_string()
}

/// Text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of one.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workflow_commands_are_escaped() {
        assert_eq!(data("100%: a,\r\nb"), "100%25: a,%0D%0Ab");
        assert_eq!(property("C:\\a,b%\n"), "C%3A\\a%2Cb%25%0A");
    }

    #[test]
    fn paths_open_from_where_one_is() {
        for (dir, shown) in [
            ("mine", "mine/a.md"),
            (".", "a.md"),
            ("./x/.", "x/a.md"),
            ("/abs", "/abs/a.md"),
            ("..", "../a.md"),
        ] {
            assert_eq!(path_shown(Some(Path::new(dir)), "a.md").replace('\\', "/"), shown);
        }
        assert_eq!(path_shown(None, "a.md"), "a.md");
    }
}
