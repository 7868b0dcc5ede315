//! What an exchange dropped or left out: what, where, and what to do, in both languages.

use super::Format;
use crate::{
    course::{diagnostic::Problem, question::Kind},
    lang::{Lang, Words},
};

/// Something that was not taken over as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub at: At,
    /// What.
    pub what: What,
}

/// A place in what is read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// All of it.
    File,
    /// This line, or row of a spreadsheet, from 1.
    Line(usize),
    /// The question with this id.
    Question(String),
}

/// What happened, from the worst to what is only worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The course cannot hold the question.
    LeftOut(Problem),
    /// The format cannot hold a question of this kind.
    NotFor(Format, &'static str),
    /// The format cannot hold more than one blank.
    SeveralBlanks,
    /// An essay, which nobody grades here.
    Essay,
    /// A text without an answer.
    Description,
    /// `{` or `}` stands alone.
    Braces,
    /// Options without `ANSWER:`.
    NoAnswer,
    /// The right answer is named, but is not one of the options.
    NoSuchOption(String),
    /// A pair without `->`.
    NoPair,
    /// This should be a number.
    NotANumber(String),
    /// Nothing says what is right.
    NothingRight,
    /// A question like this stands in this line already.
    Twice(usize),
    /// A cell of a column that this value cannot stand in.
    BadCell {
        /// The column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// A column that says nothing here.
    UnknownColumn(String),
    /// Points for answers that are right in part.
    Weights,
    /// Any one of several options was right.
    SeveralRight,
    /// Several numbers were right.
    SeveralNumbers,
    /// `*` stood for any text.
    Wildcard,
    /// Feedback that has no place.
    Feedback,
    /// A picture, a sound, a formula or something else that is no text.
    Media,
    /// Styles and addresses of links.
    Markup,
    /// Characters that command a terminal or turn its direction.
    Hidden,
    /// The category of the questions that follow.
    Category(String),
    /// Tags.
    Tags,
    /// Seconds to answer.
    TimeLimit,
    /// A page that the lesson does not have.
    NoSuchPage(String),
    /// A source that the lesson does not have.
    NoSuchSource(String),
    /// Links to terms, pages and prices of the course.
    Links,
    /// The unit of a number, and the units that may be typed.
    Unit,
    /// Why pairs belong together.
    PairReasons,
    /// Hints.
    Hints,
    /// A blank at the end is read as an answer that is typed.
    BlankAtEnd,
    /// `->` was written as an arrow.
    Arrow,
    /// The other language.
    OtherLanguage(Lang),
    /// Pages, sources, difficulty, former ids and revisions.
    Bookkeeping,
    /// The same text stands in both languages.
    OneLanguage,
    /// Reasons that have to be written.
    NoReason,
}

impl What {
    /// Whether a whole question is missing for it.
    #[must_use]
    pub fn leaves_out(&self) -> bool {
        matches!(
            self,
            What::LeftOut(_)
                | What::NotFor(..)
                | What::SeveralBlanks
                | What::Essay
                | What::Description
                | What::Braces
                | What::NoAnswer
                | What::NoSuchOption(_)
                | What::NoPair
                | What::NotANumber(_)
                | What::NothingRight
                | What::Twice(_)
                | What::BadCell { .. }
        )
    }

    /// What happened, without a final period.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let named = |words: Words, name: &str| format!("{}: `{name}`", words.get(lang));
        let plain = |words: Words| words.get(lang).to_owned();
        match self {
            What::LeftOut(problem) => {
                format!("{}: {}", Words("뺀 문제", "left out").get(lang), problem.message(lang))
            }
            What::NotFor(format, kind) => match lang {
                Lang::Ko => format!("뺀 문제: {}에는 {kind} 문제가 없어요", format.name()),
                Lang::En => format!("left out: {} has no question of kind {kind}", format.name()),
            },
            What::SeveralBlanks => {
                plain(Words("뺀 문제: 빈칸이 둘 이상이에요", "left out: there is more than one blank"))
            }
            What::Essay => plain(Words("뺀 문제: 서술형이에요", "left out: an essay")),
            What::Description => {
                plain(Words("뺀 글: 답이 없는 설명이에요", "left out: a text without an answer"))
            }
            What::Braces => plain(Words(
                "뺀 문제: `{`와 `}`가 짝이 맞지 않아요",
                "left out: `{` and `}` do not come as one pair",
            )),
            What::NoAnswer => {
                plain(Words("뺀 문제: `ANSWER:` 줄이 없어요", "left out: there is no line `ANSWER:`"))
            }
            What::NoSuchOption(name) => named(
                Words("뺀 문제: 정답이라는 보기가 없어요", "left out: the right option is not there"),
                name,
            ),
            What::NoPair => plain(Words("뺀 문제: 짝에 `->`가 없어요", "left out: a pair without `->`")),
            What::NotANumber(text) => {
                named(Words("뺀 문제: 숫자가 아니에요", "left out: not a number"), text)
            }
            What::NothingRight => plain(Words(
                "뺀 문제: 무엇이 정답인지 없어요",
                "left out: nothing says which answer is right",
            )),
            What::Twice(line) => match lang {
                Lang::Ko => format!("뺀 문제: {line}번째 줄의 문제와 같아요"),
                Lang::En => format!("left out: the same question stands in line {line}"),
            },
            What::BadCell { column, value } => match lang {
                Lang::Ko => format!("뺀 문제: {column} 칸에 쓸 수 없는 값이에요: `{value}`"),
                Lang::En => format!("left out: column {column} cannot hold `{value}`"),
            },
            What::UnknownColumn(name) => {
                named(Words("모르는 칸이라 뺐어요", "dropped: unknown column"), name)
            }
            What::Weights => plain(Words(
                "뺀 것: 일부만 맞은 답의 점수",
                "dropped: points for answers that are right in part",
            )),
            What::SeveralRight => plain(Words(
                "바꾼 것: 정답 가운데 하나만 고르면 되던 문제가 모두 고르는 문제가 됐어요",
                "changed: any one of the right options was enough, now all are to be chosen",
            )),
            What::SeveralNumbers => {
                plain(Words("뺀 것: 두 번째부터의 맞는 숫자", "dropped: right numbers behind the first"))
            }
            What::Wildcard => plain(Words(
                "뺀 것: 아무 답이나 받는 자리 (`*`, `~`)",
                "dropped: what stands for any answer (`*`, `~`)",
            )),
            What::Feedback => {
                plain(Words("뺀 것: 둘 곳이 없는 피드백", "dropped: feedback that has no place"))
            }
            What::Media => plain(Words(
                "뺀 것: 그림, 소리, 수식, 표처럼 글이 아닌 것",
                "dropped: pictures, sounds, formulas, tables and the like",
            )),
            What::Markup => plain(Words(
                "뺀 것: 글 모양과 링크 주소 (굵은 글씨와 코드는 남아요)",
                "dropped: styles and the addresses of links (bold and code stay)",
            )),
            What::Hidden => {
                plain(Words("뺀 것: 보이지 않는 제어 문자", "dropped: control characters that nobody sees"))
            }
            What::Category(name) => named(Words("뺀 것: 범주", "dropped: the category"), name),
            What::Tags => plain(Words("뺀 것: 태그", "dropped: tags")),
            What::TimeLimit => {
                plain(Words("뺀 것: 문제마다 있던 제한 시간", "dropped: the time limit of a question"))
            }
            What::NoSuchPage(page) => {
                named(Words("바꾼 것: 이 단원에 없는 쪽", "changed: the lesson has no such page"), page)
            }
            What::NoSuchSource(source) => {
                named(Words("뺀 것: 이 단원에 없는 출처", "dropped: the lesson has no such source"), source)
            }
            What::Links => plain(Words(
                "뺀 것: 용어, 쪽, 가격으로 가는 링크 (글은 남아요)",
                "dropped: links to terms, pages and prices (their texts stay)",
            )),
            What::Unit => plain(Words("뺀 것: 숫자의 단위", "dropped: the unit of a number")),
            What::PairReasons => plain(Words("뺀 것: 짝을 짓는 이유", "dropped: why pairs belong together")),
            What::Hints => plain(Words("뺀 것: 힌트", "dropped: hints")),
            What::BlankAtEnd => plain(Words(
                "바꾼 것: 문장 끝의 빈칸이 답을 입력하는 문제가 돼요",
                "changed: a blank at the end becomes an answer to be typed",
            )),
            What::Arrow => plain(Words("바꾼 것: `->`를 `→`로 썼어요", "changed: `->` is written as `→`")),
            What::OtherLanguage(Lang::Ko) => plain(Words("뺀 것: 한국어 글", "dropped: the Korean texts")),
            What::OtherLanguage(Lang::En) => plain(Words("뺀 것: 영어 글", "dropped: the English texts")),
            What::Bookkeeping => plain(Words(
                "뺀 것: 쪽, 출처, 난이도, 예전 id, 개정 번호",
                "dropped: page, source, difficulty, former ids and revision",
            )),
            What::OneLanguage => plain(Words(
                "한 언어뿐이라 두 언어에 같은 글을 썼어요",
                "there is one language only, so both say the same",
            )),
            What::NoReason => plain(Words(
                "보기나 답에 이유(`why`)가 없어서 “할 일”을 적어 뒀어요",
                "an option or answer has no reason (`why`), so “To do” waits there",
            )),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn fix(&self, lang: Lang) -> String {
        let words = match self {
            What::LeftOut(problem) => return problem.fix(lang),
            What::NotFor(Format::Gift, _) | What::SeveralBlanks => {
                Words("CSV로 내보내면 모두 남아요", "CSV keeps all of it: --format csv")
            }
            What::NotFor(..) => Words("다른 종류의 문제로 바꾸세요", "make it a question of another kind"),
            What::Essay => Words(
                "고르거나 낱말로 답하는 문제로 바꾸세요",
                "ask it with options or for a word that can be compared",
            ),
            What::Description => {
                Words("단원의 ko.md와 en.md에 쓰세요", "put it into ko.md and en.md of the lesson")
            }
            What::Braces => Words(
                "문제마다 `{…}`를 한 번만 쓰고, 글 속의 괄호는 `\\{`, `\\}`로 쓰세요. 문제 사이에는 빈 줄을 두세요",
                "write `{…}` once in a question, `\\{` and `\\}` for braces in the text, and a blank line between questions",
            ),
            What::NoAnswer => Words(
                "보기 다음 줄에 `ANSWER: A`처럼 쓰세요",
                "write `ANSWER: A` in the line after the options",
            ),
            What::NoSuchOption(_) => Words("있는 보기 하나를 쓰세요", "name one of the options"),
            What::NoPair => Words("`=왼쪽 -> 오른쪽`으로 쓰세요", "write `=left -> right`"),
            What::NotANumber(_) => {
                Words("`1822`, `3.14:0.01`, `1..5`처럼 쓰세요", "write `1822`, `3.14:0.01` or `1..5`")
            }
            What::NothingRight => Words("정답을 적으세요", "say which answer is right"),
            What::Twice(_) => {
                Words("하나를 지우거나 다르게 물으세요", "delete one of them or ask something else")
            }
            What::BadCell { .. } => Words(
                "칸을 고치세요 (칸 설명: seodang bank export --help)",
                "fix the cell (columns: seodang bank export --help)",
            ),
            What::UnknownColumn(_) => Words(
                "칸 이름이 틀렸으면 고치세요 (칸 설명: seodang bank export --help)",
                "fix its name if it was meant (columns: seodang bank export --help)",
            ),
            What::Weights => Words(
                "여기서는 맞거나 틀리거나 둘 중 하나예요. `correct`가 맞는지 확인하세요",
                "an answer is right or wrong here: see whether `correct` is as you mean it",
            ),
            What::SeveralRight => {
                Words("정답을 하나만 남기거나 그대로 두세요", "leave one of them correct, or keep it so")
            }
            What::SeveralNumbers => Words(
                "`tolerance`를 넓히거나 문제를 나누세요",
                "widen `tolerance`, or make questions of their own",
            ),
            What::Wildcard => Words("받을 답을 `accept`에 적으세요", "list the answers you mean in `accept`"),
            What::Feedback => {
                Words("필요하면 `explanation`에 쓰세요", "put it into `explanation` if it matters")
            }
            What::Media => {
                Words("글로 설명하거나 문제를 빼세요", "say it in words, or take the question out")
            }
            What::Markup => Words("뜻이 달라졌는지 읽어 보세요", "read whether it still says what you mean"),
            What::Hidden => Words("할 일이 없어요", "nothing to do"),
            What::Category(_) => Words(
                "단원을 나누려면 파일을 나누어 --lesson으로 들여오세요",
                "for lessons of their own, split the file and import each part with --lesson",
            ),
            What::Tags => Words("필요하면 단원이나 쪽으로 나누세요", "use lessons and pages instead"),
            What::TimeLimit => Words(
                "수업에서는 선생님이, 시험에서는 `minutes`가 시간을 정해요",
                "the teacher sets the time in class, and `minutes` in an exam",
            ),
            What::NoSuchPage(_) => Words("`page`가 맞는지 확인하세요", "see whether `page` is the right one"),
            What::NoSuchSource(_) => Words(
                "lesson.ron에 출처를 적고 `source`를 쓰세요",
                "add it to lesson.ron and name it as `source`",
            ),
            What::Links
            | What::Unit
            | What::PairReasons
            | What::Hints
            | What::Bookkeeping
            | What::OtherLanguage(_) => {
                Words("모두 남기려면 CSV로 내보내세요", "CSV keeps all of it: --format csv")
            }
            What::BlankAtEnd => Words("빈칸 뒤에 글이 오게 쓰세요", "let some text follow the blank"),
            What::Arrow => Words(
                "GIFT에서 `->`는 짝을 뜻해요. 할 일이 없어요",
                "`->` makes a pair in GIFT; nothing to do",
            ),
            What::OneLanguage => Words(
                "다른 언어로 옮겨 쓰세요. `seodang check`가 남은 글을 알려 줘요",
                "translate one of them; `seodang check` finds what is left",
            ),
            What::NoReason => Words(
                "왜 맞거나 틀린지 쓰세요. 틀린 답을 고른 사람이 그것을 읽어요",
                "write why it is right or wrong: that is what a learner reads after choosing it",
            ),
        };
        words.get(lang).to_owned()
    }
}

impl Format {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Gift => "GIFT",
            Format::Aiken => "Aiken",
            Format::Csv => "CSV",
            Format::Kahoot => "Kahoot",
        }
    }
}

/// Notes as text for people: those about the same thing together, with `file` before their lines.
#[must_use]
pub fn report(notes: &[Note], file: &str, lang: Lang) -> String {
    let mut groups: Vec<(String, &What, Vec<&At>)> = Vec::new();
    let (worst, rest): (Vec<&Note>, Vec<&Note>) = notes.iter().partition(|note| note.what.leaves_out());
    for note in worst.into_iter().chain(rest) {
        let message = note.what.message(lang);
        match groups.iter_mut().find(|(other, ..)| *other == message) {
            Some((.., places)) => places.push(&note.at),
            None => groups.push((message, &note.what, vec![&note.at])),
        }
    }
    let fix = Words("고치는 법", "fix").get(lang);
    let text = |(message, what, places): (String, &What, Vec<&At>)| {
        format!("{}: {message}\n   {fix}: {}\n", listed(&places, file), what.fix(lang))
    };
    groups.into_iter().map(text).collect()
}

/// `exam.gift:3, 9, 12`, or ids of questions.
fn listed(places: &[&At], file: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for place in places {
        let name = match place {
            At::File => file.to_owned(),
            At::Line(line) if names.is_empty() => format!("{file}:{line}"),
            At::Line(line) => line.to_string(),
            At::Question(id) => id.clone(),
        };
        if names.last() != Some(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// Why `format` has nothing for a question of `kind`.
pub(super) fn not_for(format: Format, kind: &Kind) -> What {
    What::NotFor(format, kind.name())
}
