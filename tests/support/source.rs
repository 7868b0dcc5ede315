//! A source file as far as `layers` looks at it: the paths it names and how many lines it has without its tests.

use std::fmt;

/// A source file.
pub struct Source {
    /// From the root of the repository.
    pub path: String,
    /// Names of the modules that lead to it.
    pub modules: Vec<String>,
    /// Paths that it names outside of its tests.
    pub imports: Vec<Import>,
    /// Lines outside of its tests.
    pub lines: usize,
}

/// A path that source code names.
pub struct Import {
    /// As written, with the braces of `use` resolved; a `*` is left out.
    pub path: Vec<String>,
    pub line: usize,
    /// Whether it is in a `use`, so that it brings in everything below it.
    pub is_use: bool,
    /// The modules of the file in which it stands.
    inline: Vec<String>,
}

impl Source {
    pub fn read(path: &str, text: &str) -> Source {
        let mut tokens = tokens(text);
        let test_lines = drop_tests(&mut tokens);
        let modules = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        Source {
            path: path.to_owned(),
            modules: modules.split('/').map(str::to_owned).collect(),
            imports: imports(&tokens),
            lines: text.lines().count() - test_lines,
        }
    }

    /// The module at the top.
    pub fn module(&self) -> &str {
        &self.modules[0]
    }
}

impl Import {
    /// The path from the root of this crate; `None` when it leads elsewhere.
    pub fn internal(&self, source: &Source) -> Option<Vec<String>> {
        let mut rest = self.path.as_slice();
        let mut full: Vec<String> = source.modules.iter().chain(&self.inline).cloned().collect();
        match rest[0].as_str() {
            "crate" | "seodang" => full.clear(),
            "self" | "super" => {
                while rest.get(1).is_some_and(|next| rest[0] == "super" && next == "super") {
                    full.pop();
                    rest = &rest[1..];
                }
                if rest[0] == "super" {
                    full.pop();
                }
            }
            _ => return None,
        }
        full.extend_from_slice(&rest[1..]);
        Some(full)
    }

    /// Whether the path is `prefix` or below it.
    pub fn starts_with(&self, prefix: &str) -> bool {
        let prefix: Vec<&str> = prefix.split("::").collect();
        self.path.len() >= prefix.len() && prefix.iter().zip(&self.path).all(|(a, b)| a == b)
    }

    /// Whether it names `target` or something in it, or brings in something that holds it.
    pub fn reaches(&self, target: &str) -> bool {
        let holds = || target.split("::").zip(&self.path).filter(|(a, b)| a == b).count() == self.path.len();
        self.starts_with(target) || (self.is_use && holds())
    }
}

impl fmt::Display for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path.join("::"))
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Word(String),
    /// `::`
    Path,
    Sign(char),
}

#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    line: usize,
}

impl Token {
    fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// The tokens of `text`, without comments, texts, characters and lifetimes.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_word = |c: char| c == '_' || c.is_alphanumeric();
    let (mut i, mut line, mut out) = (0, 1, Vec::new());
    while i < chars.len() {
        let start = i;
        let mut kind = None;
        match (at(i), at(i + 1)) {
            ('/', '/') => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            ('/', '*') => i = after_comment(&chars, i),
            ('"', _) => i = after_text(&chars, i, None),
            ('\'', '\\') => {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            }
            ('\'', _) if at(i + 2) == '\'' => i += 3,
            (':', ':') => {
                kind = Some(Kind::Path);
                i += 2;
            }
            (c, _) if is_word(c) => {
                while is_word(at(i)) {
                    i += 1;
                }
                let word: String = chars[start..i].iter().collect();
                let hashes = (i..).take_while(|i| at(*i) == '#').count();
                let raw = matches!(word.as_str(), "r" | "br" | "cr");
                if raw && at(i + hashes) == '"' {
                    i = after_text(&chars, i + hashes, Some(hashes));
                } else if raw && hashes == 1 {
                    i += 1;
                } else {
                    kind = Some(Kind::Word(word));
                }
            }
            (c, _) => {
                i += 1;
                kind = (!c.is_whitespace()).then_some(Kind::Sign(c));
            }
        }
        out.extend(kind.map(|kind| Token { kind, line }));
        line += chars[start..i.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    out
}

fn after_comment(chars: &[char], mut i: usize) -> usize {
    let mut depth = 0;
    loop {
        match chars.get(i..i + 2) {
            Some(['/', '*']) => (depth, i) = (depth + 1, i + 2),
            Some(['*', '/']) => (depth, i) = (depth - 1, i + 2),
            Some(_) => i += 1,
            None => return chars.len(),
        }
        if depth == 0 {
            return i;
        }
    }
}

/// After the text whose quote is at `i`; `hashes` for a raw one.
fn after_text(chars: &[char], mut i: usize, hashes: Option<usize>) -> usize {
    i += 1;
    while i < chars.len() {
        match (chars[i], hashes) {
            ('\\', None) => i += 2,
            ('"', None) => return i + 1,
            ('"', Some(n)) if chars.get(i + 1..=i + n).is_some_and(|end| end.iter().all(|c| *c == '#')) => {
                return i + 1 + n;
            }
            _ => i += 1,
        }
    }
    i
}

/// Removes everything under `#[cfg(test)]` and says how many lines that was.
fn drop_tests(tokens: &mut Vec<Token>) -> usize {
    let (mut i, mut lines) = (0, 0);
    while i < tokens.len() {
        let end = if tokens[i].is('#') { after_brackets(tokens, i + 1, ('[', ']')) } else { i };
        let words: Vec<&str> = tokens[i..end].iter().filter_map(Token::word).collect();
        if !words.starts_with(&["cfg"]) || !words.contains(&"test") || words.contains(&"not") {
            i = end.max(i + 1);
            continue;
        }
        let end = after_item(tokens, end);
        lines += tokens[end - 1].line - tokens[i].line + 1;
        tokens.drain(i..end);
    }
    lines
}

/// After the item that starts at `i`, its attributes included.
fn after_item(tokens: &[Token], mut i: usize) -> usize {
    while i < tokens.len() {
        match tokens[i].kind {
            Kind::Sign(';') => return i + 1,
            Kind::Sign('{') => {
                let end = after_brackets(tokens, i, ('{', '}'));
                // The braces of `use` are followed by more.
                let ends = !tokens[..i].last().is_some_and(|before| before.kind == Kind::Path);
                if ends {
                    return end;
                }
                i = end;
            }
            Kind::Sign('(') => i = after_brackets(tokens, i, ('(', ')')),
            Kind::Sign('[') => i = after_brackets(tokens, i, ('[', ']')),
            _ => i += 1,
        }
    }
    i
}

/// After the bracket that closes the one at `i`.
fn after_brackets(tokens: &[Token], i: usize, (open, close): (char, char)) -> usize {
    let mut depth = 0;
    for (j, token) in tokens.iter().enumerate().skip(i) {
        depth += i32::from(token.is(open)) - i32::from(token.is(close));
        if depth <= 0 {
            return if j == i { i } else { j + 1 };
        }
    }
    tokens.len()
}

fn imports(tokens: &[Token]) -> Vec<Import> {
    let mut out = Vec::new();
    let mut inline: Vec<(String, usize)> = Vec::new();
    let (mut i, mut depth) = (0, 0usize);
    while i < tokens.len() {
        let mut found = Vec::new();
        match &tokens[i].kind {
            Kind::Sign('{') => depth += 1,
            Kind::Sign('}') => {
                depth = depth.saturating_sub(1);
                inline.retain(|(_, at)| *at < depth);
            }
            Kind::Word(word) if word == "mod" && tokens.get(i + 2).is_some_and(|token| token.is('{')) => {
                inline.extend(tokens[i + 1].word().map(|name| (name.to_owned(), depth)));
            }
            // Not the `use<'a>` of a type.
            Kind::Word(word) if word == "use" && !tokens.get(i + 1).is_some_and(|token| token.is('<')) => {
                let mut at = i + 1;
                tree(tokens, &mut at, &[], &mut found);
                i = at - 1;
            }
            Kind::Word(_) if !follows_a_path(tokens, i) => {
                let mut path = Vec::new();
                let mut at = i;
                while let Some(word) = tokens.get(at).and_then(Token::word) {
                    path.push(word.to_owned());
                    match tokens.get(at + 1) {
                        Some(token) if token.kind == Kind::Path => at += 2,
                        _ => break,
                    }
                }
                if path.len() > 1 {
                    found.push(Import { path, line: tokens[i].line, is_use: false, inline: Vec::new() });
                }
            }
            _ => {}
        }
        i += 1;
        let inline: Vec<String> = inline.iter().map(|(name, _)| name.clone()).collect();
        out.extend(found.into_iter().map(|import| Import { inline: inline.clone(), ..import }));
    }
    out
}

/// Whether the word at `i` is not the first of its path.
fn follows_a_path(tokens: &[Token], i: usize) -> bool {
    let before = |n: usize| i.checked_sub(n).and_then(|i| tokens.get(i));
    before(1).is_some_and(|token| token.kind == Kind::Path)
        && before(2).is_some_and(|token| token.word().is_some() || token.is('>'))
}

/// Collects the paths of the `use` tree at `at`, which is left on what follows it.
fn tree(tokens: &[Token], at: &mut usize, prefix: &[String], out: &mut Vec<Import>) {
    let mut path = prefix.to_vec();
    let line = tokens.get(*at).map_or(0, |token| token.line);
    while let Some(token) = tokens.get(*at) {
        match &token.kind {
            Kind::Path | Kind::Sign('*') => *at += 1,
            Kind::Word(word) if word == "as" => *at += 2,
            Kind::Word(word) => {
                if word != "self" || path.is_empty() {
                    path.push(word.clone());
                }
                *at += 1;
            }
            Kind::Sign('{') => {
                *at += 1;
                while tokens.get(*at).is_some_and(|token| !token.is('}')) {
                    tree(tokens, at, &path, out);
                    if tokens.get(*at).is_some_and(|token| token.is(',')) {
                        *at += 1;
                    }
                }
                *at += 1;
                return;
            }
            Kind::Sign(_) => break,
        }
    }
    if !path.is_empty() {
        out.push(Import { path, line, is_use: true, inline: Vec::new() });
    }
}
