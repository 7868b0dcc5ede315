//! Which questions a bank has and which terms the glossary, without reading what they say.
//!
//! Home tells how far every lesson is and how many terms there are; reading all of them for that would double the time
//! to the first screen. This pass
//! looks only at brackets, quotes and four fields. For a bank without mistakes it finds what [`super::question::decode`]
//! finds, which a test holds it to.

/// What progress knows a question by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// Its id.
    pub id: String,
    /// Former ids.
    pub aliases: Vec<String>,
    /// Raised when the question means something else.
    pub revision: u32,
    /// The page that teaches it, as the bank writes it; empty for a term.
    pub page: String,
}

impl Key {
    /// Whether `id` is or was its id.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        self.id == id || self.aliases.iter().any(|alias| alias == id)
    }
}

/// What can be told of a file without reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// What stands in its list, in the order of the file.
    pub keys: Vec<Key>,
    /// Whether it is the bank of an exam.
    pub is_exam: bool,
}

/// What can be told of a file with this `list`: the `questions` of a bank, the `terms` of the glossary. Of another text,
/// whatever looks like it.
#[must_use]
pub fn outline(source: &str, list: &str) -> Outline {
    let found = Outline::default();
    let mut skimmer = Skimmer { source, list, at: 0, depth: 0, outer: "", inner: "", open: None, found };
    while skimmer.step() {}
    skimmer.found
}

/// Depth of the fields of a question: inside the file, the list, and the question.
const QUESTION: usize = 3;

struct Skimmer<'a> {
    source: &'a str,
    list: &'a str,
    at: usize,
    depth: usize,
    /// Field of the bank that is being read.
    outer: &'a str,
    /// Field of the question that is being read.
    inner: &'a str,
    open: Option<Key>,
    found: Outline,
}

impl<'a> Skimmer<'a> {
    /// Goes past one token; `false` at the end.
    fn step(&mut self) -> bool {
        let rest = &self.source[self.at..];
        let Some(first) = rest.bytes().next() else { return false };
        self.at += match first {
            b'"' => self.string(rest),
            b'/' => comment(rest),
            b'(' | b'[' | b'{' => {
                self.depth += 1;
                if self.depth == QUESTION && self.outer == self.list {
                    self.open = Some(Key { revision: 1, ..Key::default() });
                }
                1
            }
            b')' | b']' | b'}' => {
                if self.depth == QUESTION {
                    self.found.keys.extend(self.open.take().filter(|key| !key.id.is_empty()));
                }
                self.depth = self.depth.saturating_sub(1);
                1
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(rest),
            b'0'..=b'9' => self.number(rest),
            // Blanks between the tokens are most of what is not in quotes.
            _ => rest.bytes().take_while(|byte| !is_token(*byte)).count().max(1),
        };
        true
    }

    fn string(&mut self, rest: &'a str) -> usize {
        let mut end = 1;
        loop {
            let Some(quote) = rest[end..].find('"') else { return rest.len() };
            let text = &rest[..end + quote];
            end += quote + 1;
            let escapes = text.bytes().rev().take_while(|byte| *byte == b'\\').count();
            if escapes % 2 == 0 {
                break;
            }
        }
        if let Some(key) = &mut self.open {
            let text = &rest[1..end - 1];
            match (self.depth, self.inner) {
                (QUESTION, "id") => text.clone_into(&mut key.id),
                (QUESTION, "page") => text.clone_into(&mut key.page),
                (4, "aliases") => key.aliases.push(text.to_owned()),
                _ => {}
            }
        }
        end
    }

    fn word(&mut self, rest: &'a str) -> usize {
        let len = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        if rest[len..].trim_start().starts_with(':') {
            match self.depth {
                1 => {
                    self.outer = &rest[..len];
                    self.found.is_exam |= self.outer == "exam";
                }
                QUESTION => self.inner = &rest[..len],
                _ => {}
            }
        }
        len
    }

    fn number(&mut self, rest: &str) -> usize {
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        if let (Some(key), QUESTION, "revision") = (&mut self.open, self.depth, self.inner) {
            key.revision = rest[..len].parse().unwrap_or(key.revision);
        }
        len
    }
}

fn is_token(byte: u8) -> bool {
    matches!(byte, b'"' | b'/' | b'(' | b'[' | b'{' | b')' | b']' | b'}' | b'_')
        || byte.is_ascii_alphanumeric()
}

/// How long the comment is that begins here; 1 when there is none.
fn comment(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if !rest.starts_with("/*") {
        return 1;
    }
    // They nest.
    let (mut depth, mut at) = (1, 2);
    while depth > 0 {
        let Some(next) = rest[at..].find(['*', '/']) else { return rest.len() };
        at += next;
        let (step, change) = match &rest.as_bytes()[at..] {
            [b'*', b'/', ..] => (2, -1),
            [b'/', b'*', ..] => (2, 1),
            _ => (1, 0),
        };
        at += step;
        depth += change;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::course::{Course, Files, glossary, question};

    #[test]
    fn finds_what_the_reader_finds() {
        let files = Files::embedded();
        let (course, _) = Course::open(files.clone());
        for (index, lesson) in course.lessons.iter().enumerate() {
            let questions = course.questions(index).iter();
            let read: Vec<_> = questions
                .map(|q| {
                    let page = if q.lesson == lesson.id {
                        q.page.clone()
                    } else {
                        format!("{}#{}", q.lesson, q.page)
                    };
                    Key { id: q.id.clone(), aliases: q.aliases.clone(), revision: q.revision, page }
                })
                .collect();
            let is_exam = course.exam(index).is_some();
            let skimmed = outline(files.text(&question::path(&lesson.id)), "questions");
            assert_eq!(skimmed, Outline { keys: read, is_exam }, "{}", lesson.id);
        }
        let terms: Vec<_> = course.glossary().terms().iter().map(|term| term.id.as_str()).collect();
        let skimmed = outline(files.text(glossary::PATH), "terms").keys;
        assert_eq!(skimmed.iter().map(|key| key.id.as_str()).collect::<Vec<_>>(), terms);
    }

    #[test]
    fn brackets_in_texts_and_comments_do_not_count() {
        let source = r#"( // (id: "no"
            lesson: "a", exam: (draw: {"b": 3}), /* [( /* nested */ id: "no" */
            questions: [
                (id: "one", page: "p", stem: (page: "no", ko: "\") (id: \\", en: "]"), options: [(id: "x"), (id: "y")], revision: 4),
                (aliases: ["old", "older"], why: "(", id : "two"),
            ])"#;
        let one = Key { id: "one".into(), revision: 4, page: "p".into(), ..Key::default() };
        let aliases = vec!["old".into(), "older".into()];
        let two = Key { id: "two".into(), aliases, revision: 1, ..Key::default() };
        assert_eq!(outline(source, "questions"), Outline { keys: vec![one, two], is_exam: true });
        assert!(!outline("(lesson: \"exam\", questions: [(id: \"a\", exam: 1)])", "questions").is_exam);
    }

    proptest! {
        #[test]
        fn any_text_is_gone_through(source in "([(\\[{}\\])\"\\\\/*:,가a1 \n]|questions|id){0,80}") {
            let _ = outline(&source, "questions");
        }
    }
}
