//! Problems in course files: what, where, and how to mend it, in both languages.
//!
//! It must not know how a problem is found; the readers and [`super::check`] do.

use std::{fmt::Write as _, ops::Range};

use crate::{
    course::{lint::Flaw, markdown::What, syntax::SyntaxErrorKind},
    lang::{Lang, width},
    widget::fault::Fault,
};

/// Characters of a long line that are shown before the place.
const SHOWN_BEFORE: usize = 80;

/// Cells of a long line that are shown.
const SHOWN_CELLS: usize = 240;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A learner would meet a fault; `seodang check` exits 1.
    Error,
    /// Worth mending.
    Warning,
}

impl Severity {
    /// `오류`, `error`
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Error, Lang::Ko) => "오류",
            (Severity::Warning, Lang::Ko) => "경고",
            (_, Lang::En) => self.name(),
        }
    }

    /// `error` or `warning`, for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Path relative to the course, with `/`.
    pub file: String,
    /// Bytes in that file; empty at 0 when the file itself is the matter.
    pub span: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What an id points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A lesson.
    Lesson,
    /// A page of a lesson.
    Page,
    /// A question of the lesson's bank.
    Question,
    /// A glossary term.
    Term,
    /// A price.
    Price,
    /// A source of the lesson.
    Source,
    /// An option of a question.
    Option,
    /// A claim of the coverage list.
    Claim,
    /// A blank of a question.
    Blank,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is told in full by `Problem::message`")]
pub enum Problem {
    MissingFile,
    NotUtf8,
    Unreadable(String),
    Syntax(SyntaxErrorKind),
    UnknownField { name: String, known: Vec<&'static str> },
    DuplicateField(String),
    MissingField(&'static str),
    WrongType(Expected),
    MissingLanguage(Lang),
    EmptyText,
    BadId(String),
    DuplicateId { what: Target, id: String, first: String },
    Dangling { what: Target, id: String, like: Option<String> },
    IdNotFolder { id: String, folder: String },
    FormatNewer { found: u32, known: u32 },
    UnknownKind(String),
    NoLessons,
    NoPages,
    TextBeforePage,
    HeadingWithoutId,
    PageOnlyIn { id: String, lang: Lang },
    PageOrder { id: String, expected: String },
    BlocksDiffer { page: String, here: usize, there: usize },
    UnlistedLesson(String),
    Markdown(What),
    BrokenLink(String),
    MissingWhy(String),
    MissingOptionText(String),
    OptionCount { found: usize, least: usize, most: usize },
    CorrectCount { found: usize, exactly_one: bool },
    TrueFalseOptions,
    MissingPair(String),
    NotForKind { field: &'static str, kind: &'static str },
    BadNumberAnswer,
    AnswerWithoutWhy(String),
    NothingToType(String),
    SameSpelling { text: String, first: String },
    NearIsRight { near: String, right: String },
    BlankCount { found: usize, most: usize },
    BlankNotOnce { id: String, lang: Lang, found: usize },
    NoSuchBlank { name: String, lang: Lang },
    BadDate(String),
    BadDifficulty,
    PriceDiffers { id: String, shown: String, value: String },
    TermRing(String),
    ExamTooBig { lesson: String, asked: usize, there: usize },
    ExamBounds { found: u32, most: u32 },
    BadPrice(String),
    NotNfc,
    ForbiddenGlyph(char),
    ControlCharacter(char),
    NotAFile,
    TooBig,
    WideDiagram { cells: usize, most: usize },
    Flaw(Flaw),
    Widget(Fault),
}

/// What kind of value was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Expected {
    Struct,
    List,
    Map,
    Text,
    Number,
    Whole,
    Bool,
    Name,
    Bilingual,
}

impl Diagnostic {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.problem.rule().severity()
    }

    /// Whether it is about the file as a whole.
    #[must_use]
    pub fn is_about_file(&self) -> bool {
        matches!(
            self.problem,
            Problem::MissingFile
                | Problem::NotUtf8
                | Problem::Unreadable(_)
                | Problem::NotAFile
                | Problem::TooBig
        )
    }

    /// `file:line:column: error: … [rule]`, the line, a mark under the place, and how to mend it. `source` is the file's text.
    #[must_use]
    pub fn render(&self, source: &str, lang: Lang) -> String {
        let place = Place::of(source, self.span.start);
        let mut out = self.heading(&place, lang);
        if !source.is_empty() {
            let number = place.line.to_string();
            let gutter = " ".repeat(number.len());
            // Of a very long line, what is around the place.
            let skipped = place.before.char_indices().rev().nth(SHOWN_BEFORE).map_or(0, |(at, _)| at);
            let shown = width::clip(&place.text[skipped..], SHOWN_CELLS);
            let cells = width::width(&place.before[skipped..]);
            let marked = source.get(self.span.clone()).unwrap_or_default();
            let marked = width::width(width::clip(marked.lines().next().unwrap_or_default(), 60)).max(1);
            let _ = writeln!(out, " {number} | {}", width::sanitize(shown));
            let _ = writeln!(out, " {gutter} | {}{}", " ".repeat(cells), "^".repeat(marked));
        }
        out.push_str(&self.mending(lang));
        out
    }

    /// The same without the line, for where it would be wrapped.
    #[must_use]
    pub fn brief(&self, source: &str, lang: Lang) -> String {
        self.heading(&Place::of(source, self.span.start), lang) + self.mending(lang).trim_start()
    }

    fn heading(&self, place: &Place<'_>, lang: Lang) -> String {
        let (severity, message) = (self.severity().text(lang), self.problem.message(lang));
        let name = self.problem.name();
        format!("{}:{}:{}: {severity}: {message} [{name}]\n", self.file, place.line, place.column)
    }

    fn mending(&self, lang: Lang) -> String {
        let fix = match lang {
            Lang::Ko => "고치는 법",
            Lang::En => "fix",
        };
        format!("   {fix}: {}\n", self.problem.fix(lang))
    }
}

/// A place in a text as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line without its break.
    pub text: &'a str,
    /// The part of the line before the place.
    pub before: &'a str,
}

impl<'a> Place<'a> {
    /// The place of byte `at` of `source`; past the end is the end.
    #[must_use]
    pub fn of(source: &'a str, at: usize) -> Place<'a> {
        let at = (0..=at.min(source.len())).rev().find(|i| source.is_char_boundary(*i)).unwrap_or(0);
        let start = source[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = source[at..].find('\n').map_or(source.len(), |i| at + i);
        let before = &source[start..at];
        Place {
            line: source[..at].matches('\n').count() + 1,
            column: before.chars().count() + 1,
            text: source[start..end].trim_end_matches('\r'),
            before,
        }
    }
}

impl Target {
    fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Target::Lesson, Lang::Ko) => "단원",
            (Target::Lesson, Lang::En) => "lesson",
            (Target::Page, Lang::Ko) => "쪽",
            (Target::Page, Lang::En) => "page",
            (Target::Question, Lang::Ko) => "문제",
            (Target::Question, Lang::En) => "question",
            (Target::Term, Lang::Ko) => "용어",
            (Target::Term, Lang::En) => "term",
            (Target::Price, Lang::Ko) => "가격",
            (Target::Price, Lang::En) => "price",
            (Target::Source, Lang::Ko) => "출처",
            (Target::Source, Lang::En) => "source",
            (Target::Option, Lang::Ko) => "보기",
            (Target::Option, Lang::En) => "option",
            (Target::Claim, Lang::Ko) => "주장",
            (Target::Claim, Lang::En) => "claim",
            (Target::Blank, Lang::Ko) => "빈칸",
            (Target::Blank, Lang::En) => "blank",
        }
    }

    fn home(self) -> &'static str {
        match self {
            Target::Lesson => "lessons/course.ron",
            Target::Page => "ko.md, en.md",
            Target::Question => "quizzes/*.ron",
            Target::Term => "assets/glossary.ron",
            Target::Price => "assets/prices.ron",
            Target::Source => "lesson.ron (sources)",
            Target::Option => "options",
            Target::Claim => "lessons/coverage.ron",
            Target::Blank => "blanks",
        }
    }
}

impl Expected {
    fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Expected::Struct, Lang::Ko) => "`(이름: 값, …)` 묶음",
            (Expected::Struct, Lang::En) => "a struct `(name: value, …)`",
            (Expected::List, Lang::Ko) => "`[…]` 목록",
            (Expected::List, Lang::En) => "a list `[…]`",
            (Expected::Map, Lang::Ko) => "`{\"…\": …}` 대응표",
            (Expected::Map, Lang::En) => "a map `{\"…\": …}`",
            (Expected::Text, Lang::Ko) => "큰따옴표로 둘러싼 글",
            (Expected::Text, Lang::En) => "a text in double quotes",
            (Expected::Number, Lang::Ko) => "숫자",
            (Expected::Number, Lang::En) => "a number",
            (Expected::Whole, Lang::Ko) => "0 이상의 정수",
            (Expected::Whole, Lang::En) => "a whole number, 0 or more",
            (Expected::Bool, Lang::Ko) => "`true` 또는 `false`",
            (Expected::Bool, Lang::En) => "`true` or `false`",
            (Expected::Name, Lang::Ko) => "따옴표 없는 이름",
            (Expected::Name, Lang::En) => "a bare name without quotes",
            (Expected::Bilingual, Lang::Ko) => "`(ko: \"…\", en: \"…\")`",
            (Expected::Bilingual, Lang::En) => "`(ko: \"…\", en: \"…\")`",
        }
    }
}

impl Problem {
    /// What is wrong, without a final period.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Ko => self.message_ko(),
            Lang::En => self.message_en(),
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn fix(&self, lang: Lang) -> String {
        match lang {
            Lang::Ko => self.fix_ko(),
            Lang::En => self.fix_en(),
        }
    }

    fn message_ko(&self) -> String {
        use Problem as P;
        let ko = Lang::Ko;
        match self {
            P::MissingFile => "파일이 없어요".into(),
            P::NotUtf8 => "UTF-8로 저장한 파일이 아니에요".into(),
            P::Unreadable(why) => format!("파일을 읽지 못했어요: {why}"),
            P::Syntax(kind) => match kind {
                SyntaxErrorKind::ExpectedValue => "값이 있어야 할 자리예요".into(),
                SyntaxErrorKind::MissingComma => "쉼표가 빠졌어요".into(),
                SyntaxErrorKind::MissingColon => "이름 뒤에 `:`가 빠졌어요".into(),
                SyntaxErrorKind::Unclosed(c) => format!("닫지 않은 괄호: `{c}`"),
                SyntaxErrorKind::UnclosedString => "따옴표를 닫지 않았어요".into(),
                SyntaxErrorKind::BadEscape => "모르는 이스케이프예요".into(),
                SyntaxErrorKind::BadNumber => "숫자로 읽을 수 없어요".into(),
                SyntaxErrorKind::Trailing => "값이 끝난 뒤에 글이 더 있어요".into(),
                SyntaxErrorKind::TooDeep => "괄호가 너무 깊어요".into(),
            },
            P::UnknownField { name, .. } => format!("모르는 항목: `{name}`"),
            P::DuplicateField(name) => format!("두 번 쓴 항목: `{name}`"),
            P::MissingField(name) => format!("빠진 항목: `{name}`"),
            P::WrongType(expected) => format!("여기에 와야 할 것: {}", expected.name(ko)),
            P::MissingLanguage(Lang::Ko) => "한국어(`ko`)가 없어요".into(),
            P::MissingLanguage(Lang::En) => "영어(`en`)가 없어요".into(),
            P::EmptyText => "글이 비어 있어요".into(),
            P::BadId(id) => format!("쓸 수 없는 id: `{id}`"),
            P::DuplicateId { what, id, first } => {
                format!("같은 {} id가 두 번 나와요: `{id}` (처음: {first})", what.name(ko))
            }
            P::Dangling { what, id, .. } => format!("없는 {}: `{id}`", what.name(ko)),
            P::IdNotFolder { id, folder } => format!("id와 폴더 이름이 달라요: `{id}`, `{folder}`"),
            P::FormatNewer { found, known } => {
                format!("파일 형식 번호({found})가 이 프로그램이 아는 번호({known})보다 커요")
            }
            P::UnknownKind(kind) => format!("모르는 문제 종류: `{kind}`"),
            P::NoLessons => "단원이 하나도 없어요".into(),
            P::NoPages => "쪽이 하나도 없어요".into(),
            P::TextBeforePage => "첫 쪽 앞에 있는 글은 보이지 않아요".into(),
            P::HeadingWithoutId => "쪽 제목에 id가 없어요".into(),
            P::PageOnlyIn { id, lang: Lang::Ko } => format!("한국어에만 있는 쪽: `{id}`"),
            P::PageOnlyIn { id, lang: Lang::En } => format!("영어에만 있는 쪽: `{id}`"),
            P::PageOrder { id, expected } => {
                format!("두 언어의 쪽 차례가 달라요: 여기는 `{id}`, 다른 언어는 `{expected}`")
            }
            P::BlocksDiffer { page, here, there } => {
                format!("쪽 `{page}`의 단락 짜임이 두 언어에서 달라요 (여기 {here}개, 다른 언어 {there}개)")
            }
            P::UnlistedLesson(id) => format!("목록에 없어서 보이지 않는 단원: `{id}`"),
            P::Markdown(what) => markdown_message_ko(*what).into(),
            P::BrokenLink(link) => format!("알 수 없는 링크: `{link}`"),
            P::MissingWhy(option) => format!("보기 `{option}`에 `why`가 없어요"),
            P::MissingOptionText(option) => format!("보기 `{option}`에 `text`가 없어요"),
            P::OptionCount { found, least, most } => {
                format!("보기는 {least}~{most}개여야 하는데 {found}개예요")
            }
            P::CorrectCount { found, exactly_one: true } => {
                format!("정답은 하나여야 하는데 {found}개예요")
            }
            P::CorrectCount { .. } => "정답이 하나도 없어요".into(),
            P::TrueFalseOptions => "TrueFalse의 보기는 \"true\"와 \"false\" 둘이에요".into(),
            P::MissingPair(option) => format!("짝짓기 보기 `{option}`에 `pair`가 없어요"),
            P::NotForKind { field, kind } => format!("`{field}` 항목은 {kind} 문제에 쓰지 않아요"),
            P::BadNumberAnswer => "숫자 답이 올바르지 않아요".into(),
            P::AnswerWithoutWhy(answer) => format!("답 `{answer}`에 `why`가 없어요"),
            P::NothingToType(text) => format!("글자도 숫자도 없어서 입력할 수 없는 답: `{text}`"),
            P::SameSpelling { text, first } => {
                format!("띄어쓰기, 대소문자, 문장 부호만 다른 답이 두 번 나와요: `{first}`, `{text}`")
            }
            P::NearIsRight { near, right } => {
                format!("`near`에 있는데 정답으로 채점되는 답: `{near}` (정답 `{right}`)")
            }
            P::BlankCount { found, most } => format!("빈칸은 1~{most}개여야 하는데 {found}개예요"),
            P::BlankNotOnce { id, lang: Lang::Ko, found } => {
                format!("한국어 문제 글에 `{{{id}}}` 빈칸이 {found}번 나와요")
            }
            P::BlankNotOnce { id, lang: Lang::En, found } => {
                format!("영어 문제 글에 `{{{id}}}` 빈칸이 {found}번 나와요")
            }
            P::NoSuchBlank { name, lang: Lang::Ko } => {
                format!("`blanks`에 없는 빈칸이 한국어 문제 글에 있어요: `{{{name}}}`")
            }
            P::NoSuchBlank { name, lang: Lang::En } => {
                format!("`blanks`에 없는 빈칸이 영어 문제 글에 있어요: `{{{name}}}`")
            }
            P::BadDate(date) => format!("날짜가 아니에요: `{date}`"),
            P::BadDifficulty => "난이도는 1, 2, 3 가운데 하나예요".into(),
            P::TermRing(id) => format!("용어 `{id}`의 `part_of`를 따라가면 자기 자신으로 돌아와요"),
            P::ExamTooBig { lesson, asked, there } => {
                format!("시험이 `{lesson}` 문제를 {asked}개 내려 하는데 {there}개뿐이에요")
            }
            P::ExamBounds { found, most } => format!("여기에는 1부터 {most}까지 쓸 수 있어요: {found}"),
            P::PriceDiffers { id, shown, value } => {
                format!("가격 `{id}`: 여기에는 {shown}, 가격표에는 {value}")
            }
            P::BadPrice(value) => format!("가격을 숫자로 읽을 수 없어요: `{value}`"),
            P::ControlCharacter(c) => format!("보이지 않는 제어 문자가 있어요: U+{:04X}", u32::from(*c)),
            P::NotAFile => "보통 파일이 아니에요".into(),
            P::TooBig => "파일이 너무 커요".into(),
            P::NotNfc => "한글이 풀어쓴 꼴(NFD)로 저장되어 있어요".into(),
            P::ForbiddenGlyph(c) => format!("터미널마다 폭이 다른 글자예요: {c} (U+{:04X})", u32::from(*c)),
            P::WideDiagram { cells, most } => format!("그림 폭이 {cells}칸이에요 (최대 {most}칸)"),
            P::Flaw(flaw) => flaw.message().ko,
            P::Widget(fault) => fault.message(ko),
        }
    }

    fn message_en(&self) -> String {
        use Problem as P;
        let en = Lang::En;
        match self {
            P::MissingFile => "the file is missing".into(),
            P::NotUtf8 => "the file is not UTF-8".into(),
            P::Unreadable(why) => format!("the file could not be read: {why}"),
            P::Syntax(kind) => match kind {
                SyntaxErrorKind::ExpectedValue => "a value is expected here".into(),
                SyntaxErrorKind::MissingComma => "a comma is missing".into(),
                SyntaxErrorKind::MissingColon => "`:` is missing after the name".into(),
                SyntaxErrorKind::Unclosed(c) => format!("`{c}` is never closed"),
                SyntaxErrorKind::UnclosedString => "the quote is never closed".into(),
                SyntaxErrorKind::BadEscape => "unknown escape".into(),
                SyntaxErrorKind::BadNumber => "not a number".into(),
                SyntaxErrorKind::Trailing => "there is more text after the value".into(),
                SyntaxErrorKind::TooDeep => "brackets are nested too deep".into(),
            },
            P::UnknownField { name, .. } => format!("unknown field `{name}`"),
            P::DuplicateField(name) => format!("field `{name}` is given twice"),
            P::MissingField(name) => format!("field `{name}` is missing"),
            P::WrongType(expected) => format!("expected {} here", expected.name(en)),
            P::MissingLanguage(Lang::Ko) => "Korean (`ko`) is missing".into(),
            P::MissingLanguage(Lang::En) => "English (`en`) is missing".into(),
            P::EmptyText => "the text is empty".into(),
            P::BadId(id) => format!("`{id}` cannot be an id"),
            P::DuplicateId { what, id, first } => {
                format!("{} id `{id}` is used twice (first: {first})", what.name(en))
            }
            P::Dangling { what, id, .. } => format!("there is no {} `{id}`", what.name(en)),
            P::IdNotFolder { id, folder } => format!("id `{id}` differs from the folder name `{folder}`"),
            P::FormatNewer { found, known } => {
                format!("format {found} is newer than {known}, which this program knows")
            }
            P::UnknownKind(kind) => format!("unknown kind of question `{kind}`"),
            P::NoLessons => "there are no lessons".into(),
            P::NoPages => "there are no pages".into(),
            P::TextBeforePage => "text before the first page is not shown".into(),
            P::HeadingWithoutId => "the page heading has no id".into(),
            P::PageOnlyIn { id, lang: Lang::Ko } => format!("page `{id}` exists only in Korean"),
            P::PageOnlyIn { id, lang: Lang::En } => format!("page `{id}` exists only in English"),
            P::PageOrder { id, expected } => {
                format!("the pages stand in different order: `{id}` here, `{expected}` in the other language")
            }
            P::BlocksDiffer { page, here, there } => {
                format!(
                    "page `{page}` is built differently in the two languages ({here} blocks here, {there} there)"
                )
            }
            P::UnlistedLesson(id) => format!("lesson `{id}` is not listed, so it is not shown"),
            P::Markdown(what) => markdown_message_en(*what).into(),
            P::BrokenLink(link) => format!("unknown kind of link `{link}`"),
            P::MissingWhy(option) => format!("option `{option}` has no `why`"),
            P::MissingOptionText(option) => format!("option `{option}` has no `text`"),
            P::OptionCount { found, least, most } => {
                format!("{found} options, but there must be {least} to {most}")
            }
            P::CorrectCount { found, exactly_one: true } => {
                format!("{found} correct options, but there must be exactly one")
            }
            P::CorrectCount { .. } => "no option is correct".into(),
            P::TrueFalseOptions => "the options of TrueFalse are \"true\" and \"false\"".into(),
            P::MissingPair(option) => format!("option `{option}` of a matching question has no `pair`"),
            P::NotForKind { field, kind } => format!("`{field}` does not belong in a {kind} question"),
            P::BadNumberAnswer => "the number answer is not usable".into(),
            P::AnswerWithoutWhy(answer) => format!("answer `{answer}` has no `why`"),
            P::NothingToType(text) => format!("answer `{text}` has neither letters nor digits to type"),
            P::SameSpelling { text, first } => {
                format!("`{text}` differs from `{first}` only in case, spaces or punctuation")
            }
            P::NearIsRight { near, right } => {
                format!("`{near}` is in `near`, but counts as `{right}`, which is right")
            }
            P::BlankCount { found, most } => format!("{found} blanks, but there must be 1 to {most}"),
            P::BlankNotOnce { id, lang: Lang::Ko, found } => {
                format!("blank `{{{id}}}` stands {found} times in the Korean stem")
            }
            P::BlankNotOnce { id, lang: Lang::En, found } => {
                format!("blank `{{{id}}}` stands {found} times in the English stem")
            }
            P::NoSuchBlank { name, lang: Lang::Ko } => {
                format!("`{{{name}}}` of the Korean stem is not in `blanks`")
            }
            P::NoSuchBlank { name, lang: Lang::En } => {
                format!("`{{{name}}}` of the English stem is not in `blanks`")
            }
            P::BadDate(date) => format!("`{date}` is not a date"),
            P::BadDifficulty => "difficulty is 1, 2 or 3".into(),
            P::TermRing(id) => format!("following `part_of` of the term `{id}` leads back to itself"),
            P::ExamTooBig { lesson, asked, there } => {
                format!("the exam asks {asked} questions about `{lesson}`, but there are only {there}")
            }
            P::ExamBounds { found, most } => format!("this must be from 1 to {most}, not {found}"),
            P::PriceDiffers { id, shown, value } => {
                format!("price `{id}` is {value}, but {shown} is written here")
            }
            P::BadPrice(value) => format!("price `{value}` is not a number"),
            P::ControlCharacter(c) => {
                format!("there is a control character that cannot be seen: U+{:04X}", u32::from(*c))
            }
            P::NotAFile => "this is not a regular file".into(),
            P::TooBig => "the file is too big".into(),
            P::NotNfc => "Hangul is stored decomposed (NFD)".into(),
            P::ForbiddenGlyph(c) => {
                format!("terminals disagree on the width of {c} (U+{:04X})", u32::from(*c))
            }
            P::WideDiagram { cells, most } => format!("the diagram is {cells} cells wide (at most {most})"),
            P::Flaw(flaw) => flaw.message().en,
            P::Widget(fault) => fault.message(en),
        }
    }

    fn fix_ko(&self) -> String {
        use Problem as P;
        match self {
            P::MissingFile => "파일을 만들거나 목록에서 빼세요".into(),
            P::NotUtf8 => "편집기에서 UTF-8로 다시 저장하세요".into(),
            P::Unreadable(_) => "파일 권한과 경로를 확인하세요".into(),
            P::Syntax(kind) => match kind {
                SyntaxErrorKind::ExpectedValue => {
                    "글은 큰따옴표로, 목록은 `[ ]`로, 묶음은 `( )`로 쓰세요".into()
                }
                SyntaxErrorKind::MissingComma => "앞 값 뒤에 `,`를 넣으세요".into(),
                SyntaxErrorKind::MissingColon => "`이름: 값` 꼴로 쓰세요".into(),
                SyntaxErrorKind::Unclosed(_) => "짝이 되는 닫는 괄호를 넣으세요".into(),
                SyntaxErrorKind::UnclosedString => {
                    "닫는 `\"`를 넣으세요. 글 안의 큰따옴표는 `\\\"`로 쓰세요".into()
                }
                SyntaxErrorKind::BadEscape => "`\\\"`, `\\\\`, `\\n`, `\\u{AC00}`만 쓸 수 있어요".into(),
                SyntaxErrorKind::BadNumber => "`15`, `0.134`처럼 쓰세요".into(),
                SyntaxErrorKind::Trailing => "남은 글을 지우거나 바깥 괄호를 확인하세요".into(),
                SyntaxErrorKind::TooDeep => "괄호 짝을 확인하세요".into(),
            },
            P::UnknownField { name, known } => match closest(name, known.iter().copied()) {
                Some(like) => format!("혹시 `{like}`? 쓸 수 있는 항목: {}", known.join(", ")),
                None => format!("지우세요. 쓸 수 있는 항목: {}", known.join(", ")),
            },
            P::DuplicateField(_) => "하나만 남기세요".into(),
            P::MissingField(name) => format!("`{name}: …`를 넣으세요 (lessons/README.md에 예가 있어요)"),
            P::WrongType(expected) => format!("{} 꼴로 바꾸세요", expected.name(Lang::Ko)),
            P::MissingLanguage(lang) => {
                format!("`{}: \"…\"`를 넣으세요. 두 언어를 다 써야 해요", lang.code())
            }
            P::EmptyText => "글을 쓰거나 항목을 지우세요".into(),
            P::BadId(_) => "영어 소문자, 숫자, 붙임표(-)로 쓰세요".into(),
            P::DuplicateId { .. } => "둘 중 하나의 id를 바꾸세요".into(),
            P::Dangling { what, like, .. } => match like {
                Some(like) => format!("혹시 `{like}`? 있는 것은 {}에 있어요", what.home()),
                None => format!("{}에 추가하거나 이 참조를 지우세요", what.home()),
            },
            P::IdNotFolder { folder, .. } => format!("id와 폴더 이름을 똑같이 `{folder}` 하나로 맞추세요"),
            P::FormatNewer { .. } => "Seodang을 새 버전으로 올리세요".into(),
            P::UnknownKind(kind) => match closest(kind, KINDS) {
                Some(like) => format!("혹시 `{like}`? 쓸 수 있는 종류: {}", KINDS.join(", ")),
                None => format!("쓸 수 있는 종류: {}", KINDS.join(", ")),
            },
            P::NoLessons => "course.ron의 `lessons`에 단원 id를 적으세요".into(),
            P::NoPages => "`## 제목 {#id}`로 쪽을 시작하세요".into(),
            P::TextBeforePage => "첫 `## 제목 {#id}` 아래로 옮기세요".into(),
            P::HeadingWithoutId => "`## 제목 {#id}`처럼 두 언어에 같은 id를 붙이세요".into(),
            P::PageOnlyIn { id, lang } => {
                format!("{}.md에도 `{{#{id}}}` 쪽을 쓰거나 여기서 지우세요", lang.other().code())
            }
            P::PageOrder { .. } => "두 파일의 쪽 차례를 맞추세요".into(),
            P::BlocksDiffer { .. } => "단락, 목록, 표, 그림을 같은 차례로 쓰면 나란히 볼 수 있어요".into(),
            P::UnlistedLesson(id) => format!("lessons/course.ron의 `lessons`에 \"{id}\"를 넣으세요"),
            P::Markdown(what) => markdown_fix_ko(*what).into(),
            P::BrokenLink(_) => "`term:`, `lesson:`, `price:`, `https://` 가운데 하나로 시작하세요".into(),
            P::MissingWhy(_) => "`why: (ko: \"…\", en: \"…\")`에 이 보기가 왜 맞거나 틀린지 쓰세요".into(),
            P::MissingOptionText(_) => "`text: (ko: \"…\", en: \"…\")`를 넣으세요".into(),
            P::OptionCount { .. } => "보기를 더하거나 빼세요".into(),
            P::CorrectCount { exactly_one: true, .. } => "보기 하나에만 `correct: true`를 붙이세요".into(),
            P::CorrectCount { .. } => "맞는 보기마다 `correct: true`를 붙이세요".into(),
            P::TrueFalseOptions => "`(id: \"true\", …)`와 `(id: \"false\", …)` 둘만 쓰세요".into(),
            P::MissingPair(_) => "`pair: (ko: \"…\", en: \"…\")`를 넣으세요".into(),
            P::NotForKind { .. } => "이 항목을 지우거나 문제 종류를 바꾸세요".into(),
            P::BadNumberAnswer => {
                "`tolerance`는 0 이상, 단위 배율은 0보다 커야 하고 `near` 값은 정답이 아니어야 해요".into()
            }
            P::AnswerWithoutWhy(_) => {
                "`why: (ko: \"…\", en: \"…\")`에 이 답이 왜 맞거나 틀린지 쓰세요".into()
            }
            P::NothingToType(_) => "글자나 숫자로 된 답을 쓰세요".into(),
            P::SameSpelling { .. } => "하나만 남기세요. 채점할 때에는 둘을 똑같이 봐요".into(),
            P::NearIsRight { .. } => "정답이면 `near`에서, 오답이면 `accept`에서 빼세요".into(),
            P::BlankCount { .. } => "빈칸을 더하거나 빼세요".into(),
            P::BlankNotOnce { id, .. } => format!("두 언어의 문제 글에 `{{{id}}}`를 한 번씩 쓰세요"),
            P::NoSuchBlank { name, .. } => format!("`blanks`에 `(id: \"{name}\", …)`를 넣으세요"),
            P::BadDate(_) => "`2026-11-22`처럼 쓰세요".into(),
            P::BadDifficulty => "`difficulty: 2`처럼 쓰세요".into(),
            P::TermRing(_) => "가장 바깥 용어의 `part_of`를 지우세요".into(),
            P::ExamTooBig { there, .. } => format!("{there} 이하로 줄이거나 문제를 더 쓰세요"),
            P::ExamBounds { .. } => "`minutes: 60, pass: 72`처럼 분과 퍼센트를 쓰거나 지우세요".into(),
            P::PriceDiffers { value, .. } => {
                format!("가격표 값({value})을 쓰거나 assets/prices.ron을 고치세요")
            }
            P::BadPrice(_) => "`\"0.005\"`처럼 쓰세요".into(),
            P::ControlCharacter(_) => "그 글자를 지우세요".into(),
            P::NotAFile => "글 파일로 바꾸세요".into(),
            P::TooBig => "16 MB보다 작게 나누세요".into(),
            P::NotNfc => "NFC로 저장하세요 (macOS에서 복사한 글에 흔해요)".into(),
            P::ForbiddenGlyph(_) => "다른 글자로 바꾸세요: 1), -, ->, ASCII".into(),
            P::WideDiagram { .. } => "좁게 그리세요. 한글 한 글자는 두 칸이에요".into(),
            P::Flaw(flaw) => flaw.fix().ko,
            P::Widget(fault) => fault.fix(Lang::Ko),
        }
    }

    fn fix_en(&self) -> String {
        use Problem as P;
        match self {
            P::MissingFile => "create it or take it off the list".into(),
            P::NotUtf8 => "save it again as UTF-8".into(),
            P::Unreadable(_) => "check the path and its permissions".into(),
            P::Syntax(kind) => match kind {
                SyntaxErrorKind::ExpectedValue => "write texts in double quotes, lists in `[ ]`, structs in `( )`".into(),
                SyntaxErrorKind::MissingComma => "put `,` after the value before it".into(),
                SyntaxErrorKind::MissingColon => "write `name: value`".into(),
                SyntaxErrorKind::Unclosed(_) => "add the closing bracket".into(),
                SyntaxErrorKind::UnclosedString => "add the closing `\"`; a quote inside a text is `\\\"`".into(),
                SyntaxErrorKind::BadEscape => "use only `\\\"`, `\\\\`, `\\n`, `\\u{AC00}`".into(),
                SyntaxErrorKind::BadNumber => "write it like `15` or `0.134`".into(),
                SyntaxErrorKind::Trailing => "delete the rest or check the outer brackets".into(),
                SyntaxErrorKind::TooDeep => "check the brackets".into(),
            },
            P::UnknownField { name, known } => match closest(name, known.iter().copied()) {
                Some(like) => format!("did you mean `{like}`? Known fields: {}", known.join(", ")),
                None => format!("delete it. Known fields: {}", known.join(", ")),
            },
            P::DuplicateField(_) => "keep one".into(),
            P::MissingField(name) => format!("add `{name}: …` (lessons/README.md has an example)"),
            P::WrongType(expected) => format!("write {}", expected.name(Lang::En)),
            P::MissingLanguage(lang) => format!("add `{}: \"…\"`; both languages are needed", lang.code()),
            P::EmptyText => "write a text or delete the field".into(),
            P::BadId(_) => "use lower-case ASCII letters, digits and hyphens".into(),
            P::DuplicateId { .. } => "rename one of the two".into(),
            P::Dangling { what, like, .. } => match like {
                Some(like) => format!("did you mean `{like}`? What exists is in {}", what.home()),
                None => format!("add it to {} or delete this reference", what.home()),
            },
            P::IdNotFolder { folder, .. } => format!("make the id `{folder}` or rename the folder"),
            P::FormatNewer { .. } => "upgrade Seodang".into(),
            P::UnknownKind(kind) => match closest(kind, KINDS) {
                Some(like) => format!("did you mean `{like}`? Known kinds: {}", KINDS.join(", ")),
                None => format!("known kinds: {}", KINDS.join(", ")),
            },
            P::NoLessons => "list lesson ids in `lessons` of course.ron".into(),
            P::NoPages => "start a page with `## Heading {#id}`".into(),
            P::TextBeforePage => "move it below the first `## Heading {#id}`".into(),
            P::HeadingWithoutId => "write `## Heading {#id}`, the same id in both languages".into(),
            P::PageOnlyIn { id, lang } => {
                format!("write page `{{#{id}}}` in {}.md too, or delete it here", lang.other().code())
            }
            P::PageOrder { .. } => "bring the pages of both files into the same order".into(),
            P::BlocksDiffer { .. } => {
                "keep paragraphs, lists, tables and diagrams in the same order, so that they can stand side by side".into()
            }
            P::UnlistedLesson(id) => format!("add \"{id}\" to `lessons` in lessons/course.ron"),
            P::Markdown(what) => markdown_fix_en(*what).into(),
            P::BrokenLink(_) => "start it with `term:`, `lesson:`, `price:` or `https://`".into(),
            P::MissingWhy(_) => "say in `why: (ko: \"…\", en: \"…\")` why this option is right or wrong".into(),
            P::MissingOptionText(_) => "add `text: (ko: \"…\", en: \"…\")`".into(),
            P::OptionCount { .. } => "add or remove options".into(),
            P::CorrectCount { exactly_one: true, .. } => "put `correct: true` on one option only".into(),
            P::CorrectCount { .. } => "put `correct: true` on every right option".into(),
            P::TrueFalseOptions => "write just `(id: \"true\", …)` and `(id: \"false\", …)`".into(),
            P::MissingPair(_) => "add `pair: (ko: \"…\", en: \"…\")`".into(),
            P::NotForKind { .. } => "delete the field or change the kind".into(),
            P::BadNumberAnswer => {
                "`tolerance` is 0 or more, unit factors are above 0, and no `near` value may be right".into()
            }
            P::AnswerWithoutWhy(_) => "say in `why: (ko: \"…\", en: \"…\")` why this answer is right or wrong".into(),
            P::NothingToType(_) => "write an answer of letters or digits".into(),
            P::SameSpelling { .. } => "keep one: they are graded alike".into(),
            P::NearIsRight { .. } => "take it out of `near` if it is right, and out of `accept` if it is wrong".into(),
            P::BlankCount { .. } => "add or remove blanks".into(),
            P::BlankNotOnce { id, .. } => format!("write `{{{id}}}` once in the stem of each language"),
            P::NoSuchBlank { name, .. } => format!("add `(id: \"{name}\", …)` to `blanks`"),
            P::BadDate(_) => "write it like `2026-11-22`".into(),
            P::BadDifficulty => "write it like `difficulty: 2`".into(),
            P::TermRing(_) => "remove `part_of` from the outermost term".into(),
            P::ExamTooBig { there, .. } => format!("ask {there} or fewer, or write more questions"),
            P::ExamBounds { .. } => "write minutes and percent like `minutes: 60, pass: 72`, or leave them out".into(),
            P::PriceDiffers { value, .. } => format!("write {value} or change assets/prices.ron"),
            P::BadPrice(_) => "write it like `\"0.005\"`".into(),
            P::ControlCharacter(_) => "delete it".into(),
            P::NotAFile => "put a text file in its place".into(),
            P::TooBig => "split it into files below 16 MB".into(),
            P::NotNfc => "save it as NFC (text copied on macOS is often NFD)".into(),
            P::ForbiddenGlyph(_) => "use another character: 1), -, ->, ASCII".into(),
            P::WideDiagram { .. } => "draw it narrower; a Hangul syllable takes two cells".into(),
            P::Flaw(flaw) => flaw.fix().en,
            P::Widget(fault) => fault.fix(Lang::En),
        }
    }
}

fn markdown_message_ko(what: What) -> &'static str {
    match what {
        What::Html => "HTML은 터미널에서 보여 줄 수 없어요",
        What::Image => "그림 파일은 터미널에서 보여 줄 수 없어요",
        What::Footnote => "각주는 보여 줄 수 없어요",
        What::Emphasis => "기울임꼴은 굵게 보여요",
        What::Strikethrough => "취소선은 보여 줄 수 없어요",
        What::LooseBold => "짝이 없는 `**`예요",
        What::TopHeading => "쪽 안의 제목이 너무 커요",
        What::EmptyLink => "글이 없는 링크는 보이지 않아요",
        What::UnknownAlert => "모르는 알림 종류예요",
        What::TooDeep => "목록과 인용이 너무 깊어요",
    }
}

fn markdown_message_en(what: What) -> &'static str {
    match what {
        What::Html => "HTML cannot be shown in a terminal",
        What::Image => "image files cannot be shown in a terminal",
        What::Footnote => "footnotes cannot be shown",
        What::Emphasis => "italics are shown bold",
        What::Strikethrough => "struck-out text cannot be shown",
        What::LooseBold => "`**` without a partner",
        What::TopHeading => "a heading inside a page is too big",
        What::EmptyLink => "a link without text cannot be seen",
        What::UnknownAlert => "unknown kind of alert",
        What::TooDeep => "lists and quotes are nested too deep",
    }
}

fn markdown_fix_ko(what: What) -> &'static str {
    match what {
        What::Html => "Markdown으로 바꾸세요",
        What::Image => "```diagram으로 그리거나 글로 쓰세요",
        What::Footnote => "본문에 쓰세요",
        What::Emphasis => "`**굵게**`로 쓰세요",
        What::Strikethrough => "`~~`를 지우세요",
        What::LooseBold => "`**`를 짝지우거나 `\\*`로 쓰세요",
        What::TopHeading => "`###`부터 쓰세요. `##`는 쪽을 시작해요",
        What::EmptyLink => "`[ ]` 안에 글을 쓰세요",
        What::UnknownAlert => "NOTE, TIP, IMPORTANT, WARNING, CAUTION 가운데 하나를 쓰세요",
        What::TooDeep => "덜 깊게 쓰세요",
    }
}

fn markdown_fix_en(what: What) -> &'static str {
    match what {
        What::Html => "write it in Markdown",
        What::Image => "draw it in a ```diagram or say it in words",
        What::Footnote => "say it in the text",
        What::Emphasis => "write `**bold**`",
        What::Strikethrough => "delete the `~~`",
        What::LooseBold => "give `**` its partner or write `\\*`",
        What::TopHeading => "start with `###`; `##` starts a page",
        What::EmptyLink => "write a text inside `[ ]`",
        What::UnknownAlert => "use NOTE, TIP, IMPORTANT, WARNING or CAUTION",
        What::TooDeep => "nest them less",
    }
}

/// Names of the kinds of questions, as course files write them.
pub const KINDS: [&str; 8] =
    ["Single", "Multiple", "TrueFalse", "Ordering", "Matching", "Number", "Typed", "FillIn"];

/// The candidate that `name` is most likely a slip of, if any is near enough.
#[must_use]
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            *distance <= 1 + candidate.chars().count().min(folded.chars().count()) / 4
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
