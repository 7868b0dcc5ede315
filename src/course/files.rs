//! The text files of a course, wherever they came from: embedded, or a folder read by the shell.
//!
//! Texts are made uniform here: no byte-order mark, `\n` line breaks. It must not know what a file means.

use std::{borrow::Cow, collections::BTreeMap};

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Its text.
    Text(Cow<'static, str>),
    /// It is not UTF-8.
    NotUtf8,
    /// It could not be read, for this reason.
    Unreadable(String),
}

/// Files by path, relative to the course, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, File>);

impl Files {
    /// The course that is part of the program.
    #[must_use]
    pub fn embedded() -> Files {
        const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
        Files(
            EMBEDDED
                .iter()
                .map(|(path, text)| ((*path).to_owned(), File::Text(Cow::Borrowed(*text))))
                .collect(),
        )
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        let file = match String::from_utf8(bytes) {
            Ok(mut text) => {
                if text.starts_with('\u{FEFF}') {
                    text.remove(0);
                }
                if text.contains('\r') {
                    text = text.replace("\r\n", "\n");
                }
                File::Text(Cow::Owned(text))
            }
            Err(_) => File::NotUtf8,
        };
        self.0.insert(path.to_owned(), file);
    }

    /// Adds a file that could not be read.
    pub fn insert_unreadable(&mut self, path: &str, why: String) {
        self.0.insert(path.to_owned(), File::Unreadable(why));
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.0.get(path)
    }

    /// The text at `path`, empty when there is none.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        match self.0.get(path) {
            Some(File::Text(text)) => text,
            _ => "",
        }
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
