//! The layers of `src/` and the size of its files: reads the source and fails on a breach.
//!
//! The rules are those of `src/lib.rs`. Code under `#[cfg(test)]` may look anywhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/source.rs"]
mod source;

use std::{fs, path::Path};

use source::{Import, Source};

/// Modules from the first layer to the last. Each uses its own layer and those before it.
const LAYERS: [&[&str]; 7] = [
    &["lang"],
    &["course", "search", "widget"],
    &["study"],
    &["class"],
    &["app", "screen", "ui"],
    &["store", "terminal", "serve", "cli"],
    &["main"],
];

/// What a module must not use although its layer would allow it, and why.
const APART: [(&str, &str, &str); 1] = [("store", "screen", "the progress file does not know what is shown")];

/// Modules of `screen` that gather the others, as its root does.
const GATHERING: [&str; 2] = ["overlay", "plain"];

/// The modules that do input and output.
const SHELL: [&str; 5] = ["store", "terminal", "serve", "cli", "main"];

/// What only the shell may reach: everything by which a pure function would stop being one.
const IMPURE: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::time::UNIX_EPOCH",
    "jiff",
];

/// Crates that belong to certain modules.
const OWNED: [(&str, &[&str]); 20] = [
    ("ratatui", &["screen", "ui", "terminal"]),
    ("crossterm", &["terminal"]),
    ("termina", &["terminal"]),
    ("signal_hook", &["terminal"]),
    ("rusqlite", &["store"]),
    ("tokio", &["serve"]),
    ("axum", &["serve"]),
    ("tokio_io_timeout", &["serve"]),
    ("tokio_rustls", &["serve"]),
    ("tokio_tungstenite", &["serve"]),
    ("rustls_native_certs", &["serve"]),
    ("mdns_sd", &["serve"]),
    ("if_addrs", &["cli"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("russh", &["serve"]),
    ("getrandom", &["serve"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
];

/// A part of such a crate that a further module may use.
const EXCEPT: [(&str, &str); 1] = [("app", "ratatui::layout")];

/// What screens share although a screen defines it.
const SHARED: [&str; 4] = ["Subject", "Scroll", "question", "reading"];

/// The most lines of a file, its tests not counted.
const LONGEST: usize = 520;

/// Files that may be longer, and why.
const LONG: [(&str, &str); 3] = [
    ("src/lang/msgs.rs", "a table: every message in both languages"),
    ("src/app/keymap.rs", "a table: every key"),
    ("src/course/diagnostic.rs", "a table: every problem, its message and its fix, in both languages"),
];

/// Every breach of the layers by `(path, text)`, a line each.
fn breaches(files: &[(String, String)]) -> Vec<String> {
    let sources: Vec<Source> = files
        .iter()
        .filter(|(path, _)| path != "src/lib.rs" && path != "src/build.rs" && !is_test(path))
        .map(|(path, text)| Source::read(path, text))
        .collect();
    let mut found = Vec::new();
    for source in &sources {
        for import in &source.imports {
            let why = match import.internal(source) {
                Some(target) => between_modules(source, &target, &sources),
                None => outside(source, import),
            };
            found.extend(why.map(|why| format!("{}:{}: {import}: {why}", source.path, import.line)));
        }
        if rank(source.module()).is_none() {
            found.push(format!(
                "{}: module `{}` has no layer: add it to LAYERS",
                source.path,
                source.module()
            ));
        }
    }
    found
}

/// The files that are too long, a line each.
fn too_long(files: &[(String, String)]) -> Vec<String> {
    let held = files.iter().filter(|(path, _)| !is_test(path) && !LONG.iter().any(|(long, _)| long == path));
    held.map(|(path, text)| (path, Source::read(path, text).lines))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("{path}: {lines} lines, the most is {LONGEST}"))
        .collect()
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Why `source` must not use `target`, a path of this crate.
fn between_modules(source: &Source, target: &[String], sources: &[Source]) -> Option<String> {
    let own = source.module();
    let Some(other) = target.first() else { return Some("says nothing about which module it uses".into()) };
    match (rank(own), rank(other)) {
        (_, None) => return Some(format!("`{other}` has no layer: add it to LAYERS")),
        (Some(mine), Some(theirs)) if theirs > mine => {
            return Some(format!("`{own}` must not use the lower layer of `{other}`"));
        }
        _ => {}
    }
    if let Some((.., why)) = APART.iter().find(|(from, to, _)| *from == own && to == other) {
        return Some(format!("`{own}` must not use `{other}`: {why}"));
    }
    let ([here, name, ..], [there, wanted, ..]) = (source.modules.as_slice(), target) else { return None };
    let screens = here == "screen" && there == "screen";
    let is_module =
        |name: &str| sources.iter().any(|s| s.modules.len() > 1 && s.modules[..2] == ["screen", name]);
    let home = || {
        let root = sources.iter().find(|source| source.modules == ["screen"])?;
        let origin = |import: &&Import| import.path.last().is_some_and(|last| last == wanted);
        let path = root.imports.iter().filter(|import| import.is_use).find(origin)?.internal(root)?;
        path.get(1).filter(|module| path[0] == "screen" && is_module(module)).cloned()
    };
    let owner = if is_module(wanted) { Some(wanted.clone()) } else { home() };
    match owner {
        Some(owner)
            if screens
                && owner != *name
                && !SHARED.contains(&wanted.as_str())
                && !GATHERING.contains(&name.as_str()) =>
        {
            Some(format!("screen `{name}` must not look into screen `{owner}`"))
        }
        _ => None,
    }
}

/// Why `source` must not use what `import` names in another crate.
fn outside(source: &Source, import: &Import) -> Option<String> {
    let own = source.module();
    let reached = IMPURE.iter().find(|path| import.reaches(path));
    if let Some(path) = reached
        && !SHELL.contains(&own)
    {
        return Some(format!("`{path}` is for the shell, not for `{own}`"));
    }
    let (name, owners) = OWNED.iter().find(|(name, _)| import.path[0] == *name)?;
    let excepted = EXCEPT.iter().any(|(module, path)| *module == own && import.starts_with(path));
    (!owners.contains(&own) && !excepted).then(|| format!("`{name}` is for {owners:?}, not for `{own}`"))
}

fn files() -> Vec<(String, String)> {
    fn collect(dir: &Path, name: &str, files: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                collect(&entry.path(), &name, files);
            } else if name.ends_with(".rs") {
                files.push((name, fs::read_to_string(entry.path()).unwrap()));
            }
        }
    }
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "src", &mut files);
    files.sort();
    files
}

#[test]
fn no_file_is_too_long() {
    let found = too_long(&files());
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_source_keeps_to_the_rules() {
    let files = files();
    assert!(files.len() > 50, "{} files", files.len());
    let found = breaches(&files);
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn exceptions_are_of_files_that_exist() {
    let files = files();
    for (path, _) in LONG {
        assert!(files.iter().any(|(other, _)| other == path), "{path} is gone: take it out of LONG");
    }
}

/// Files that are there in every case below.
const OTHERS: [(&str, &str); 4] = [
    ("src/screen/mod.rs", "mod card;\nmod home;\nmod quiz;\npub use self::{card::Subject, home::Home};"),
    ("src/screen/card.rs", "pub enum Subject {}"),
    ("src/screen/home.rs", "pub struct Home;"),
    ("src/screen/quiz/mod.rs", "mod rows;"),
];

fn verdict(path: &str, text: &str) -> Vec<String> {
    let others = OTHERS.iter().filter(|(other, _)| *other != path);
    let all = others.copied().chain([(path, text)]);
    breaches(&all.map(|(path, text)| (path.to_owned(), text.to_owned())).collect::<Vec<_>>())
}

#[test]
fn breaches_are_found() {
    let lower = "must not use the lower layer of";
    for (path, text, line, expected) in [
        // Layers, in every way a path can be written.
        ("src/lang/a.rs", "use crate::course::Course;", 1, lower),
        ("src/lang/mod.rs", "\n\nuse crate::{lang::a, course::{self}};", 3, lower),
        ("src/course/a.rs", "pub(crate) use crate::study;", 1, lower),
        ("src/course/a.rs", "fn f() { let x = crate::app::f(); }", 1, lower),
        ("src/course/a.rs", "fn f(x: &::seodang::ui::draw::X) {}", 1, lower),
        ("src/course/a/b.rs", "use super::super::super::ui;", 1, lower),
        ("src/course/mod.rs", "mod inner {\n    use super::super::ui;\n}", 2, lower),
        ("src/study/a.rs", "const A: char = '\"'; use crate::app; const B: char = '\"';", 1, lower),
        ("src/study/a.rs", "fn f<'a>(x: &'a str) {} use crate::app; fn g<'b>() {}", 1, lower),
        ("src/study/a.rs", "/* /* */ */ use crate::store::Store; // \"", 1, lower),
        ("src/study/a.rs", "const A: &str = r#\"\"\"#; use crate::store::Store;", 1, lower),
        ("src/study/a.rs", "#[cfg(not(test))]\nuse crate::store::Store;", 2, lower),
        ("src/study/a.rs", "#[cfg(test)]\nmod tests {}\nuse crate::store::Store;", 3, lower),
        ("src/screen/home.rs", "use crate::terminal::Exit;", 1, lower),
        ("src/ui/draw.rs", "macro_rules! m { () => { $crate::cli::main() } }", 1, lower),
        ("src/store/mod.rs", "use crate::screen::Screen;", 1, "does not know what is shown"),
        ("src/course/a.rs", "use crate::*;", 1, "says nothing"),
        ("src/course/mod.rs", "use super::*;", 1, "says nothing"),
        ("src/course/a.rs", "use crate::util::x;", 1, "`util` has no layer"),
        ("src/util.rs", "", 0, "module `util` has no layer"),
        // Screens.
        ("src/screen/home.rs", "use super::card::Card;", 1, "screen `home` must not look into screen `card`"),
        ("src/screen/card.rs", "use crate::screen::{Subject, Home};", 1, "must not look into screen `home`"),
        ("src/screen/quiz/rows.rs", "use crate::screen::home;", 1, "`quiz` must not look into screen `home`"),
        // What is not pure.
        ("src/course/a.rs", "use std::fs;", 1, "`std::fs` is for the shell"),
        (
            "src/study/a.rs",
            "use std::{collections::BTreeMap,\n time::{Duration, Instant}};",
            2,
            "std::time::Instant",
        ),
        ("src/app/a.rs", "fn f() { std::time::SystemTime::now(); }", 1, "std::time::SystemTime"),
        ("src/screen/home.rs", "use std::time;", 1, "`std::time::Instant` is for the shell"),
        ("src/ui/draw.rs", "use std::time::*;", 1, "std::time"),
        ("src/ui/draw.rs", "use std::*;", 1, "is for the shell"),
        ("src/lang/a.rs", "fn f() { ::std::env::var(\"LANG\"); }", 1, "std::env"),
        ("src/lang/a.rs", "use std as s;", 1, "is for the shell"),
        ("src/study/a.rs", "fn f() { std::thread::spawn(|| ()); }", 1, "std::thread"),
        ("src/study/a.rs", "use std::io::{self as i};", 1, "std::io"),
        ("src/study/a.rs", "use jiff::Timestamp;", 1, "jiff"),
        // Crates.
        ("src/course/a.rs", "use ratatui::layout::Rect;", 1, "`ratatui` is for"),
        ("src/app/a.rs", "use ratatui::{layout::Rect, style::Style};", 1, "`ratatui` is for"),
        ("src/app/a.rs", "use ratatui;", 1, "`ratatui` is for"),
        ("src/screen/home.rs", "fn f(e: crossterm::event::Event) {}", 1, "`crossterm` is for"),
        ("src/cli/mod.rs", "use rusqlite::Connection;", 1, "`rusqlite` is for"),
        ("src/app/a.rs", "use clap::Parser;", 1, "`clap` is for"),
    ] {
        let found = verdict(path, text);
        let [only] = found.as_slice() else { panic!("{path}: {text:?} gives {found:?}") };
        let place = if line == 0 { format!("{path}: ") } else { format!("{path}:{line}: ") };
        assert!(only.starts_with(&place) && only.contains(expected), "{path}: {text:?} gives {only}");
    }
}

#[test]
fn what_keeps_to_the_rules_is_let_through() {
    for (path, text) in [
        ("src/lang/a.rs", "use super::b; use crate::lang::c; use std::collections::BTreeMap;"),
        ("src/course/a.rs", "// use crate::app;\n/* std::fs::read() */\n//! [`crate::app::App`]"),
        (
            "src/course/a.rs",
            "const A: &str = \"use crate::app; std::fs\"; const B: &str = r#\"crate::ui::\"#;",
        ),
        ("src/course/a.rs", "use std::time::Duration; fn f() { time::g(); }"),
        (
            "src/course/a.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::app; fn f() { std::fs::read(\"\"); }\n}",
        ),
        (
            "src/course/a.rs",
            "#[cfg(test)]\nuse crate::app;\n#[cfg(all(test, unix))]\nfn f() { crate::ui::g() }",
        ),
        ("src/course/tests.rs", "use crate::app; use std::fs;"),
        ("src/course/mod.rs", "include!(concat!(env!(\"OUT_DIR\"), \"/embedded.rs\"));"),
        ("src/study/a.rs", "use crate::{course::Course, lang::Lang}; fn f(fs: u8) -> u8 { fs }"),
        ("src/study/a.rs", "mod kind { use super::Answered; pub fn f() { super::super::record::g() } }"),
        ("src/app/mod.rs", "use ratatui::layout::Rect; use crate::{screen::Screen, ui::frame};"),
        ("src/screen/home.rs", "use ratatui::buffer::Buffer; use crate::screen::{Scroll, Subject, popup};"),
        ("src/screen/quiz/rows.rs", "use super::answering::Answering; use crate::screen::quiz::X;"),
        ("src/screen/card.rs", "use self::inner::X; use super::Scroll; fn f<'a>(x: impl Fn() + use<'a>) {}"),
        (
            "src/terminal/a.rs",
            "use std::{io, thread, time::Instant}; use crate::{screen, store}; use crossterm::x;",
        ),
        ("src/store/a.rs", "use rusqlite::Connection; use std::fs; use crate::study::Record;"),
        ("src/cli/a.rs", "use crate::{app::App, store::Store, terminal, ui}; use clap::Parser;"),
        ("src/main.rs", "use std::process::ExitCode; fn main() -> ExitCode { seodang::cli::main() }"),
    ] {
        assert_eq!(verdict(path, text), [""; 0], "{path}: {text:?}");
    }
}

#[test]
fn long_files_are_found() {
    let code = "const A: u8 = 1;\n";
    let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", code.repeat(300));
    for (path, text, expected) in [
        ("src/lang/a.rs", code.repeat(LONGEST), false),
        ("src/lang/a.rs", code.repeat(LONGEST + 1), true),
        ("src/lang/a.rs", code.repeat(LONGEST) + &tests, false),
        ("src/lang/a.rs", format!("{tests}{}", code.repeat(LONGEST + 1)), true),
        ("src/lang/tests.rs", code.repeat(2 * LONGEST), false),
        ("src/lang/msgs.rs", code.repeat(2 * LONGEST), false),
        ("src/build.rs", code.repeat(2 * LONGEST), true),
    ] {
        let lines = text.lines().count();
        let found = too_long(&[(path.to_owned(), text)]);
        assert_eq!(!found.is_empty(), expected, "{path} of {lines} lines");
    }
}
