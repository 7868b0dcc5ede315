//! The text files of a course, wherever they came from: embedded, or a folder read by the shell.
//!
//! Texts are made uniform here: no byte-order mark, `\n` line breaks, Hangul composed (NFC). It must not know what a
//! file means.

use std::{borrow::Cow, collections::BTreeMap};

use crate::lang::hangul;

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Its text.
    Text(Cow<'static, str>),
    /// It is not UTF-8.
    NotUtf8,
    /// It is a device, a pipe or a folder.
    NotAFile,
    /// It is bigger than any text that people write.
    TooBig,
    /// It could not be read, for this reason.
    Unreadable(String),
}

/// How the bytes of a file differed from its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Encoding {
    /// It began with a byte-order mark.
    pub marked: bool,
    /// It had `\r\n` line breaks.
    pub returns: bool,
    /// The byte of the first line that was not in NFC.
    pub decomposed: Option<usize>,
}

/// Files by path, relative to the course, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    files: BTreeMap<String, File>,
    /// Of the few files whose bytes were not their text.
    encodings: BTreeMap<String, Encoding>,
}

impl Files {
    /// The course that is part of the program.
    #[must_use]
    pub fn embedded() -> Files {
        const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
        let file =
            |(path, text): &(&str, &'static str)| ((*path).to_owned(), File::Text(Cow::Borrowed(*text)));
        Files { files: EMBEDDED.iter().map(file).collect(), ..Files::default() }
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        self.encodings.remove(path);
        let file = match String::from_utf8(bytes) {
            Ok(mut text) => {
                let mut encoding = Encoding::default();
                if text.starts_with('\u{FEFF}') {
                    encoding.marked = true;
                    text.remove(0);
                }
                if text.contains("\r\n") {
                    encoding.returns = true;
                    text = text.replace("\r\n", "\n");
                } else if text.contains('\r') && !text.contains('\n') {
                    // The line breaks of long ago.
                    encoding.returns = true;
                    text = text.replace('\r', "\n");
                }
                if may_be_decomposed(&text)
                    && let Cow::Owned(composed) = hangul::nfc(&text)
                    && composed != text
                {
                    let same = composed.lines().zip(text.lines()).take_while(|(a, b)| a == b);
                    let start = same.map(|(line, _)| line.len() + 1).sum();
                    encoding.decomposed = Some(start);
                    text = composed;
                }
                if encoding != Encoding::default() {
                    self.encodings.insert(path.to_owned(), encoding);
                }
                File::Text(Cow::Owned(text))
            }
            Err(_) => File::NotUtf8,
        };
        self.files.insert(path.to_owned(), file);
    }

    /// Adds a file that is there but has no text.
    pub fn insert_textless(&mut self, path: &str, file: File) {
        self.files.insert(path.to_owned(), file);
    }

    /// Bytes of all texts together.
    #[must_use]
    pub fn size(&self) -> usize {
        self.paths().map(|path| self.text(path).len()).sum()
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The text at `path`, empty when there is none.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        match self.files.get(path) {
            Some(File::Text(text)) => text,
            _ => "",
        }
    }

    /// Where the first line that was not in NFC begins, if there was one.
    #[must_use]
    pub fn decomposed(&self, path: &str) -> Option<usize> {
        self.encoding(path).decomposed
    }

    /// How the bytes of the file differed from its text.
    #[must_use]
    pub fn encoding(&self, path: &str) -> Encoding {
        self.encodings.get(path).copied().unwrap_or_default()
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

/// Whether `text` has a byte that begins a combining character. Hangul syllables have none, so nearly every file is
/// known to be composed at the speed of reading it.
fn may_be_decomposed(text: &str) -> bool {
    text.bytes().any(|b| matches!(b, 0xCC | 0xCD | 0xE1 | 0xE3))
}
