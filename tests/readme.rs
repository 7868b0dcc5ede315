//! The README says what is true: its key section comes from the key table, and it names every command.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

use std::{fs, path::Path};

use seodang::{
    app::keymap,
    course::{Course, Files},
};

const START: &str = "<!-- keys:start -->\n";
const END: &str = "<!-- keys:end -->";

/// `UPDATE_README=1 cargo test --test readme` writes the section.
#[test]
fn the_key_section_is_the_key_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(START).unwrap();
    let (section, after) = rest.split_once(END).unwrap();
    let expected = format!("\n{}", keymap::markdown());
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{START}{expected}{END}{after}")).unwrap();
        return;
    }
    assert!(section == expected, "run: UPDATE_README=1 cargo test --test readme");
}

#[test]
fn every_widget_and_field_is_described() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons/README.md");
    let readme = fs::read_to_string(path).unwrap();
    for model in seodang::widget::model::MODELS {
        assert!(readme.contains(&format!("| `{}` | ", model.name)), "{}", model.name);
        for field in model.fields {
            let start = format!("| `{}` | `{}` | ", model.name, field.name);
            let end = format!(" | `{}` |", field.default);
            let found = readme.lines().any(|line| line.starts_with(&start) && line.ends_with(&end));
            assert!(found, "{start}…{end}");
        }
    }
}

#[test]
fn every_command_is_named() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for command in [
        "learn",
        "quiz",
        "exam",
        "glossary",
        "mistakes",
        "check",
        "new",
        "bank",
        "progress",
        "completions",
        "man",
    ] {
        assert!(readme.contains(&format!("seodang {command}")), "{command}");
    }
    assert!(readme.contains("cargo run --release") && readme.contains("cargo test"));
}

#[test]
fn what_the_course_holds_is_counted_right() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (course, _) = Course::open(Files::embedded());
    let pages: usize = course.lessons.iter().map(|lesson| lesson.pages.len()).sum();
    let questions: usize = (0..course.lessons.len()).map(|lesson| course.questions(lesson).len()).sum();
    let terms = course.glossary().terms().len();
    for text in [
        format!("쪽은 {pages}개, 문제는 {questions}개, 용어는 {terms}개"),
        format!("with {pages} pages, {questions} questions and {terms} terms"),
    ] {
        assert!(readme.contains(&text), "{text}");
    }
}
