//! Reads RON text into a tree whose every node knows where it stands.
//!
//! The `ron` crate stops at the first error and forgets positions once a value is read; authors need every problem of
//! a file in one run, each with its place. This reader accepts the part of RON that course files use (structs,
//! lists, maps, strings, numbers, booleans, names, comments), goes on after an error, and borrows from the source. A
//! test holds it to what the `ron` crate accepts.
//!
//! It must not know what the values mean.

use std::{borrow::Cow, ops::Range};

/// A value and its place in the source, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    /// From its first to after its last byte.
    pub span: Range<usize>,
    /// What stands there.
    pub value: Value<'a>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// `(name: value, …)`
    Struct(Vec<Field<'a>>),
    /// `(value, …)`
    Tuple(Vec<Node<'a>>),
    /// `[value, …]`
    List(Vec<Node<'a>>),
    /// `{key: value, …}`
    Map(Vec<(Node<'a>, Node<'a>)>),
    /// `"…"`, escapes resolved.
    Str(Cow<'a, str>),
    /// `15`, `-0.5`
    Number(f64),
    /// `true`, `false`
    Bool(bool),
    /// A bare name, such as `Single`.
    Name(&'a str),
    /// Something that could not be read; it has been reported.
    Bad,
}

/// One `name: value` of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<'a> {
    /// The name.
    pub name: &'a str,
    /// Where the name stands.
    pub span: Range<usize>,
    /// The value.
    pub node: Node<'a>,
}

/// What is wrong with the text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub span: Range<usize>,
    /// What.
    pub kind: SyntaxErrorKind,
}

/// The ways in which text is not RON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// A value was expected.
    ExpectedValue,
    /// `,` is missing before this.
    MissingComma,
    /// `:` is missing after a name.
    MissingColon,
    /// This bracket is never closed.
    Unclosed(char),
    /// This quote is never closed on its line, or not at all.
    UnclosedString,
    /// `\q` and the like.
    BadEscape,
    /// Not a number.
    BadNumber,
    /// Something after the end of the value.
    Trailing,
    /// Brackets nested deeper than anyone means.
    TooDeep,
}

/// Nesting beyond this is a mistake or an attack; the reader recurses.
const MAX_DEPTH: usize = 64;

/// Reads all of `source`. The root is [`Value::Bad`] when nothing could be read.
#[must_use]
pub fn read(source: &str) -> (Node<'_>, Vec<SyntaxError>) {
    let mut reader = Reader { source, at: 0, errors: Vec::new() };
    reader.skip_blank();
    while reader.source[reader.at..].starts_with("#![") {
        let rest = &reader.source[reader.at..];
        reader.at += rest.find(']').map_or(rest.len(), |i| i + 1);
        reader.skip_blank();
    }
    let root = reader.value(0);
    reader.skip_blank();
    if reader.at < source.len() && reader.errors.is_empty() {
        reader.error(reader.at..reader.next_end(), SyntaxErrorKind::Trailing);
    }
    (root, reader.errors)
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    errors: Vec<SyntaxError>,
}

impl<'a> Reader<'a> {
    fn error(&mut self, span: Range<usize>, kind: SyntaxErrorKind) {
        self.errors.push(SyntaxError { span, kind });
    }

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// End of the character at the cursor.
    fn next_end(&self) -> usize {
        self.at + self.source[self.at..].chars().next().map_or(0, char::len_utf8)
    }

    fn skip_blank(&mut self) {
        let bytes = self.source.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.at += 1,
                Some(b'/') if bytes.get(self.at + 1) == Some(&b'/') => {
                    let rest = &self.source[self.at..];
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                Some(b'/') if bytes.get(self.at + 1) == Some(&b'*') => self.skip_block_comment(),
                Some(0xEF) if self.source[self.at..].starts_with('\u{FEFF}') => self.at += 3,
                _ => return,
            }
        }
    }

    /// Block comments nest in RON.
    fn skip_block_comment(&mut self) {
        let start = self.at;
        let bytes = self.source.as_bytes();
        let mut depth = 0usize;
        while self.at < bytes.len() {
            if bytes[self.at..].starts_with(b"/*") {
                depth += 1;
                self.at += 2;
            } else if bytes[self.at..].starts_with(b"*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return;
                }
            } else {
                self.at += 1;
            }
        }
        self.error(start..start + 2, SyntaxErrorKind::Unclosed('*'));
    }

    fn value(&mut self, depth: usize) -> Node<'a> {
        let start = self.at;
        if depth > MAX_DEPTH {
            self.error(start..self.next_end(), SyntaxErrorKind::TooDeep);
            self.at = self.source.len();
            return Node { span: start..start, value: Value::Bad };
        }
        let value = match self.peek() {
            Some(b'(') => self.parens(depth),
            Some(b'[') => self.list(depth),
            Some(b'{') => self.map(depth),
            Some(b'"') => self.string(),
            Some(b'0'..=b'9' | b'-' | b'+' | b'.') => self.number(),
            Some(b'r') if self.raw_hashes().is_some() => self.raw_string(),
            Some(b) if b == b'_' || b.is_ascii_alphabetic() => self.name_value(depth),
            _ => {
                self.error(start..self.next_end(), SyntaxErrorKind::ExpectedValue);
                self.skip_to_sync();
                Value::Bad
            }
        };
        Node { span: start..self.at, value }
    }

    fn identifier(&mut self) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(|b| b == b'_' || b.is_ascii_alphanumeric()) {
            self.at += 1;
        }
        &self.source[start..self.at]
    }

    /// `true`, `Single`, `Some(x)` (which is `x`) and `Name(…)` (a named struct, whose name says nothing here).
    fn name_value(&mut self, depth: usize) -> Value<'a> {
        let name = self.identifier();
        match name {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            _ => {}
        }
        let after = self.at;
        self.skip_blank();
        if self.peek() != Some(b'(') {
            self.at = after;
            return Value::Name(name);
        }
        match self.parens(depth) {
            Value::Tuple(mut nodes) if name == "Some" && nodes.len() == 1 => {
                nodes.pop().map_or(Value::Bad, |node| node.value)
            }
            other => other,
        }
    }

    fn parens(&mut self, depth: usize) -> Value<'a> {
        let open = self.at;
        self.at += 1;
        let mut fields = Vec::new();
        let mut nodes = Vec::new();
        while self.more(open, '(', b')') {
            let start = self.at;
            let name = if self.peek().is_some_and(|b| b == b'_' || b.is_ascii_alphabetic()) {
                self.identifier()
            } else {
                ""
            };
            let span = start..self.at;
            self.skip_blank();
            if !name.is_empty() && self.peek() == Some(b':') {
                self.at += 1;
                self.skip_blank();
                fields.push(Field { name, span, node: self.value(depth + 1) });
            } else if !name.is_empty() && !fields.is_empty() {
                self.error(span, SyntaxErrorKind::MissingColon);
                if !matches!(self.peek(), Some(b',' | b')')) {
                    let node = self.value(depth + 1);
                    fields.push(Field { name, span: start..start + name.len(), node });
                }
            } else {
                self.at = start;
                nodes.push(self.value(depth + 1));
            }
            self.comma(b')');
        }
        if !fields.is_empty() || nodes.is_empty() { Value::Struct(fields) } else { Value::Tuple(nodes) }
    }

    fn list(&mut self, depth: usize) -> Value<'a> {
        let open = self.at;
        self.at += 1;
        let mut nodes = Vec::new();
        while self.more(open, '[', b']') {
            nodes.push(self.value(depth + 1));
            self.comma(b']');
        }
        Value::List(nodes)
    }

    fn map(&mut self, depth: usize) -> Value<'a> {
        let open = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        while self.more(open, '{', b'}') {
            let key = self.value(depth + 1);
            self.skip_blank();
            if self.peek() == Some(b':') {
                self.at += 1;
                self.skip_blank();
                entries.push((key, self.value(depth + 1)));
            } else if key.value != Value::Bad {
                self.error(self.at..self.next_end(), SyntaxErrorKind::MissingColon);
                self.skip_to_sync();
            }
            self.comma(b'}');
        }
        Value::Map(entries)
    }

    /// Whether another element follows; steps over the closing bracket, reports a missing one.
    fn more(&mut self, open: usize, bracket: char, close: u8) -> bool {
        self.skip_blank();
        match self.peek() {
            Some(b) if b == close => {
                self.at += 1;
                false
            }
            // A foreign closing bracket means ours is missing: leave it to whoever opened it.
            None | Some(b')' | b']' | b'}') => {
                self.error(open..open + 1, SyntaxErrorKind::Unclosed(bracket));
                false
            }
            Some(_) => true,
        }
    }

    fn comma(&mut self, close: u8) {
        let end = self.at;
        self.skip_blank();
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(b) if b == close => {}
            None | Some(b')' | b']' | b'}') => {}
            Some(b':') => {
                self.error(self.at..self.at + 1, SyntaxErrorKind::MissingComma);
                self.skip_to_sync();
                if self.peek() == Some(b',') {
                    self.at += 1;
                }
            }
            Some(_) => {
                let at = end.saturating_sub(1);
                let at = (0..=at).rev().find(|i| self.source.is_char_boundary(*i)).unwrap_or(0);
                self.error(at..end, SyntaxErrorKind::MissingComma);
            }
        }
    }

    /// Steps over what cannot be read, to the next `,` or closing bracket of this level.
    fn skip_to_sync(&mut self) {
        let mut depth = 0usize;
        loop {
            self.skip_blank();
            match self.peek() {
                None => return,
                Some(b',') if depth == 0 => return,
                Some(b'(' | b'[' | b'{') => depth += 1,
                Some(b')' | b']' | b'}') => match depth.checked_sub(1) {
                    Some(outer) => depth = outer,
                    None => return,
                },
                Some(b'"') => {
                    let reported = self.errors.len();
                    self.string();
                    self.errors.truncate(reported);
                    continue;
                }
                Some(_) => {}
            }
            self.at = self.next_end();
        }
    }

    fn string(&mut self) -> Value<'a> {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        let bytes = self.source.as_bytes();
        let mut resolved: Option<String> = None;
        let mut piece = start;
        while let Some(len) = bytes[self.at..].iter().position(|b| matches!(b, b'"' | b'\\')) {
            self.at += len;
            match bytes[self.at] {
                b'"' => {
                    let tail = &self.source[piece..self.at];
                    self.at += 1;
                    if self.closes_a_later_string(start) {
                        break;
                    }
                    return Value::Str(match resolved {
                        None => Cow::Borrowed(tail),
                        Some(text) => Cow::Owned(text + tail),
                    });
                }
                _ => {
                    let text = resolved.get_or_insert_default();
                    text.push_str(&self.source[piece..self.at]);
                    if let Some(c) = self.escape() {
                        text.push(c);
                    }
                    piece = self.at;
                }
            }
        }
        // Give up before the brackets that end the first line, so that the rest of the file is still read.
        self.error(open..open + 1, SyntaxErrorKind::UnclosedString);
        let line = self.source[start..].lines().next().unwrap_or_default();
        self.at = start + line.trim_end_matches([')', ']', '}', ',', ' ', '\r']).len();
        Value::Bad
    }

    /// Whether the quote just passed opens the next string rather than closing the one from `start`: the text spans
    /// lines and nothing that may follow a string comes after it.
    fn closes_a_later_string(&self, start: usize) -> bool {
        let after = self.source[self.at..].trim_start();
        self.source[start..self.at].contains('\n')
            && !after.is_empty()
            && !after.starts_with([',', ')', ']', '}', ':', '/'])
    }

    fn escape(&mut self) -> Option<char> {
        let start = self.at;
        self.at += 1;
        let rest = &self.source[self.at..];
        let c = rest.chars().next();
        self.at += c.map_or(0, char::len_utf8);
        let found = match c {
            Some('n') => Some('\n'),
            Some('t') => Some('\t'),
            Some('r') => Some('\r'),
            Some('0') => Some('\0'),
            Some(c @ ('"' | '\\' | '\'')) => Some(c),
            Some('x') => {
                let code = rest.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                self.at += if code.is_some() { 2 } else { 0 };
                code.map(char::from)
            }
            Some('u') => {
                let end = rest.find('}').filter(|end| rest[1..].starts_with('{') && *end <= 9);
                let code = end.and_then(|end| u32::from_str_radix(&rest[2..end], 16).ok());
                self.at += if code.is_some() { end.unwrap_or(0) } else { 0 };
                code.and_then(char::from_u32)
            }
            _ => None,
        };
        if found.is_none() {
            self.error(start..self.at, SyntaxErrorKind::BadEscape);
        }
        found
    }

    /// Number of `#` of a raw string at the cursor, if there is one.
    fn raw_hashes(&self) -> Option<usize> {
        let rest = self.source.as_bytes().get(self.at + 1..)?;
        let hashes = rest.iter().take_while(|b| **b == b'#').count();
        (rest.get(hashes) == Some(&b'"')).then_some(hashes)
    }

    fn raw_string(&mut self) -> Value<'a> {
        let open = self.at;
        let hashes = self.raw_hashes().unwrap_or(0);
        let start = self.at + hashes + 2;
        let close = format!("\"{}", "#".repeat(hashes));
        let Some(len) = self.source[start..].find(&close) else {
            self.error(open..start, SyntaxErrorKind::UnclosedString);
            self.at = self.source[start..].find('\n').map_or(self.source.len(), |i| start + i);
            return Value::Bad;
        };
        self.at = start + len + close.len();
        Value::Str(Cow::Borrowed(&self.source[start..start + len]))
    }

    fn number(&mut self) -> Value<'a> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
        {
            self.at += 1;
        }
        let text = self.source[start..self.at].replace('_', "");
        let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
        match text.parse::<f64>() {
            Ok(number) if plain && number.is_finite() => Value::Number(number),
            _ => {
                self.error(start..self.at, SyntaxErrorKind::BadNumber);
                Value::Bad
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(source: &str) -> Vec<SyntaxErrorKind> {
        read(source).1.into_iter().map(|error| error.kind).collect()
    }

    /// What the `ron` crate makes of the same text, in our words.
    fn same(ours: &Value<'_>, theirs: &ron::Value) -> bool {
        match (ours, theirs) {
            (Value::Str(a), ron::Value::String(b)) => a == b,
            (Value::Bool(a), ron::Value::Bool(b)) => a == b,
            (Value::Number(a), ron::Value::Number(b)) => (a - (*b).into_f64()).abs() <= 1e-9 * a.abs(),
            (Value::List(a) | Value::Tuple(a), ron::Value::Seq(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.value, b))
            }
            (Value::Map(a), ron::Value::Map(b)) => a.len() == b.len(),
            (Value::Struct(a), ron::Value::Map(b)) => a.len() == b.len(),
            (Value::Struct(a), ron::Value::Unit) => a.is_empty(),
            (Value::Struct(a), ron::Value::Seq(b)) => a.is_empty() && b.is_empty(),
            _ => false,
        }
    }

    #[test]
    fn reads_what_course_files_use() {
        let source = r##"#![enable(implicit_some)]
            // a comment
            (id: "a", n: -1_000.5, /* /* nested */ */ on: true, kind: Single,
             text: (ko: "한 \"줄\"", en: r#"raw "x""#), map: {"a": 1,}, opt: Some(3), list: [(1, 2), ()],)"##;
        let (root, errors) = read(source);
        assert_eq!(errors, []);
        let Value::Struct(fields) = root.value else { panic!() };
        let names: Vec<_> = fields.iter().map(|f| f.name).collect();
        assert_eq!(names, ["id", "n", "on", "kind", "text", "map", "opt", "list"]);
        assert_eq!(fields[1].node.value, Value::Number(-1000.5));
        assert_eq!(fields[6].node.value, Value::Number(3.0));
        assert_eq!(&source[fields[3].node.span.clone()], "Single");
        let Value::Struct(text) = &fields[4].node.value else { panic!() };
        assert_eq!(text[0].node.value, Value::Str("한 \"줄\"".into()));
        assert_eq!(text[1].node.value, Value::Str("raw \"x\"".into()));
    }

    #[test]
    fn goes_on_after_an_error() {
        use SyntaxErrorKind::*;
        assert_eq!(kinds("(a: 1 b: 2)"), [MissingComma]);
        assert_eq!(kinds("(a: , b: ?, c: 1)"), [ExpectedValue, ExpectedValue]);
        assert_eq!(kinds("(a: 1, b 2)"), [MissingColon]);
        assert_eq!(kinds("(a: [1, 2, b: 3)"), [MissingComma, Unclosed('[')]);
        assert_eq!(kinds("(a: \"x\n b: 1)"), [UnclosedString, MissingComma]);
        assert_eq!(kinds("(a: (b: \"x),\n c: \"y\")"), [UnclosedString]);
        assert_eq!(kinds(r#"(a: "\q", b: "\u{zz}", c: 1x)"#), [BadEscape, BadEscape, BadNumber]);
        assert_eq!(kinds("(a: 1) 2"), [Trailing]);
        assert_eq!(kinds(""), [ExpectedValue]);
        assert_eq!(kinds(&"[".repeat(100_000))[0], TooDeep);
    }

    proptest! {
        #[test]
        fn never_panics_and_spans_lie_in_the_source(source in "[(\\[{}\\]),:\"'a-c0-9#r/*\\\\ \n가힣u.-]{0,60}") {
            let (_, errors) = read(&source);
            for error in errors {
                prop_assert!(source.get(error.span).is_some());
            }
        }

        #[test]
        fn agrees_with_the_ron_crate(
            source in "\\[((\"[a가\\\\n]{0,3}\"|-?[0-9]{1,3}(\\.[0-9])?|true|\\[\\]|\\[1, 2\\])(, ?| )){0,6}\\]"
        ) {
            let (root, errors) = read(&source);
            match ron::from_str::<ron::Value>(&source) {
                Ok(theirs) => {
                    prop_assert_eq!(&errors, &[]);
                    prop_assert!(same(&root.value, &theirs), "{:?} {:?}", root.value, theirs);
                }
                Err(_) => prop_assert!(!errors.is_empty(), "{}", source),
            }
        }
    }
}
