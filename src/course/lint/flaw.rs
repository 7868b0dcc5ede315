//! What a course can get wrong although every file can be read, and how to mend it, in both languages side by side.
//!
//! It must not know how a flaw is found; the other modules of [`super`] do.

use super::undated::Lacking;
use crate::{
    course::rule::Rule,
    lang::{Lang, Text},
};

/// A flaw of a text, a question, a fact or the course as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in full by `Flaw::message`")]
pub enum Flaw {
    CodeDiffers,
    CheckInsDiffer,
    PartsDiffer { here: usize, there: usize },
    NoObjectives,
    NoSources,
    NoCheckIn,
    RequiresRing(String),
    LongPage { lang: Lang, rows: usize, most: usize },
    BrokenBox(char),
    UnquotedClaim,
    EmptyPage(String),
    UnclosedFence,
    UnknownFence { found: String, like: &'static str },
    LinksDiffer { link: String, lang: Lang },
    NumbersDiffer { ko: String, en: String },
    TermsDiffer { id: String, lang: Lang },
    UnlinkedTerm { id: String, name: String },
    WrongParticle { found: String, right: String },
    DoubleParticle(String),
    PlainEnding(String),
    Untranslated(Lang),
    Avoided { found: String, instead: String },
    NegativeStem(String),
    AllOrNone(String),
    SameOptions(String),
    NestedOptions { inner: String, outer: String },
    LongestIsCorrect { lang: Lang, longest: usize, of: usize },
    CorrectPlace { place: usize, found: usize, of: usize },
    AnswerInStem(String),
    EmptyWhy,
    SameWhy { first: String },
    AllCorrect,
    HowMany { asked: Option<usize>, right: usize },
    HintTells(String),
    NoSource,
    UnlinkedPrice { id: String, shown: String },
    Undated { found: String, lacking: Lacking },
    OldSource { date: String, days: i64 },
    OldPrice { date: String, days: i64 },
    UnknownVerdict(String),
    NotTaught,
    NotAsked,
    NoCaution,
}

fn both(ko: impl Into<String>, en: impl Into<String>) -> Text {
    Text { ko: ko.into(), en: en.into() }
}

fn language(lang: Lang) -> Text {
    match lang {
        Lang::Ko => both("한국어", "Korean"),
        Lang::En => both("영어", "English"),
    }
}

impl Flaw {
    /// The rule that is broken.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Flaw::CodeDiffers => Rule::CodeDiffers,
            Flaw::CheckInsDiffer => Rule::CheckInsDiffer,
            Flaw::PartsDiffer { .. } => Rule::PartsDiffer,
            Flaw::NoObjectives => Rule::NoObjectives,
            Flaw::NoSources => Rule::NoSources,
            Flaw::NoCheckIn => Rule::NoCheckIn,
            Flaw::RequiresRing(_) => Rule::RequiresRing,
            Flaw::LongPage { .. } => Rule::LongPage,
            Flaw::BrokenBox(_) => Rule::BrokenBox,
            Flaw::UnquotedClaim => Rule::UnquotedClaim,
            Flaw::EmptyPage(_) => Rule::EmptyPage,
            Flaw::UnclosedFence => Rule::UnclosedFence,
            Flaw::UnknownFence { .. } => Rule::UnknownFence,
            Flaw::LinksDiffer { .. } => Rule::LinksDiffer,
            Flaw::NumbersDiffer { .. } => Rule::NumbersDiffer,
            Flaw::TermsDiffer { .. } => Rule::TermsDiffer,
            Flaw::UnlinkedTerm { .. } => Rule::UnlinkedTerm,
            Flaw::WrongParticle { .. } => Rule::WrongParticle,
            Flaw::DoubleParticle(_) => Rule::DoubleParticle,
            Flaw::PlainEnding(_) => Rule::PlainEnding,
            Flaw::Untranslated(_) => Rule::Untranslated,
            Flaw::Avoided { .. } => Rule::Avoided,
            Flaw::NegativeStem(_) => Rule::NegativeStem,
            Flaw::AllOrNone(_) => Rule::AllOrNone,
            Flaw::SameOptions(_) => Rule::SameOptions,
            Flaw::NestedOptions { .. } => Rule::NestedOptions,
            Flaw::LongestIsCorrect { .. } => Rule::LongestIsCorrect,
            Flaw::CorrectPlace { .. } => Rule::CorrectPlace,
            Flaw::AnswerInStem(_) => Rule::AnswerInStem,
            Flaw::EmptyWhy => Rule::EmptyWhy,
            Flaw::SameWhy { .. } => Rule::SameWhy,
            Flaw::AllCorrect => Rule::AllCorrect,
            Flaw::HowMany { .. } => Rule::HowMany,
            Flaw::HintTells(_) => Rule::HintTells,
            Flaw::NoSource => Rule::NoSource,
            Flaw::UnlinkedPrice { .. } => Rule::UnlinkedPrice,
            Flaw::Undated { .. } => Rule::Undated,
            Flaw::OldSource { .. } => Rule::OldSource,
            Flaw::OldPrice { .. } => Rule::OldPrice,
            Flaw::UnknownVerdict(_) => Rule::UnknownVerdict,
            Flaw::NotTaught => Rule::NotTaught,
            Flaw::NotAsked => Rule::NotAsked,
            Flaw::NoCaution => Rule::NoCaution,
        }
    }

    /// What is wrong, without a final period.
    #[must_use]
    pub fn message(&self) -> Text {
        match self {
            Flaw::CodeDiffers => {
                both("두 언어의 코드가 서로 달라요", "the code differs between the two languages")
            }
            Flaw::CheckInsDiffer => both(
                "두 언어의 확인 문제가 서로 달라요",
                "the check-in questions differ between the two languages",
            ),
            Flaw::PartsDiffer { here, there } => both(
                format!("항목이나 줄의 수가 두 언어에서 달라요 (여기 {here}, 다른 언어 {there})"),
                format!(
                    "the two languages have different numbers of items or rows ({here} here, {there} there)"
                ),
            ),
            Flaw::NoObjectives => both("단원에 학습 목표가 없어요", "the lesson has no objectives"),
            Flaw::NoSources => both("단원에 출처가 없어요", "the lesson has no sources"),
            Flaw::NoCheckIn => {
                both("단원에 확인 문제가 하나도 없어요", "the lesson has no check-in question")
            }
            Flaw::RequiresRing(id) => both(
                format!("`requires`를 따라가면 단원 `{id}`로 되돌아와요"),
                format!("following `requires` of lesson `{id}` leads back to itself"),
            ),
            Flaw::LongPage { lang, rows, most } => both(
                format!("80×24에서 스크롤해야 해요: {} {rows}줄 (최대 {most}줄)", language(*lang).ko),
                format!(
                    "the page does not fit 80×24: {rows} rows in {} (at most {most})",
                    language(*lang).en
                ),
            ),
            Flaw::BrokenBox(c) => both(
                format!("그림의 선이 이어지지 않아요: `{c}`"),
                format!("a line of the diagram does not go on: `{c}`"),
            ),
            Flaw::UnquotedClaim => both(
                "흔한 오해 상자의 첫 줄이 따옴표로 묶은 굵은 글이 아니에요",
                "the misconception does not begin with its claim in bold quotes",
            ),
            Flaw::EmptyPage(id) => {
                both(format!("아무것도 가르치지 않는 쪽: `{id}`"), format!("page `{id}` teaches nothing"))
            }
            Flaw::UnclosedFence => both("닫히지 않은 ``` 블록이에요", "the ``` block is never closed"),
            Flaw::UnknownFence { found, .. } => {
                both(format!("모르는 블록: ```{found}"), format!("unknown block ```{found}"))
            }
            Flaw::LinksDiffer { link, lang } => both(
                format!("{}에서만 링크했어요: `{link}`", language(*lang).ko),
                format!("`{link}` is linked only in {}", language(*lang).en),
            ),
            Flaw::NumbersDiffer { ko, en } => both(
                format!("두 언어의 숫자가 서로 달라요 (한국어에만: {ko}, 영어에만: {en})"),
                format!(
                    "the numbers differ between the two languages (only in Korean: {ko}; only in English: {en})"
                ),
            ),
            Flaw::TermsDiffer { id, lang: Lang::Ko } => both(
                format!("한국어에서만 링크한 용어: `{id}`"),
                format!("term `{id}` is linked only in Korean"),
            ),
            Flaw::TermsDiffer { id, lang: Lang::En } => both(
                format!("영어에서만 링크한 용어: `{id}`"),
                format!("term `{id}` is linked only in English"),
            ),
            Flaw::UnlinkedTerm { name, .. } => both(
                format!("이 쪽에서 처음 나온 용어에 링크가 없어요: {name}"),
                format!("the first use of a term on this page is not linked: {name}"),
            ),
            Flaw::WrongParticle { found, .. } => {
                both(format!("조사가 맞지 않아요: {found}"), format!("wrong particle: {found}"))
            }
            Flaw::DoubleParticle(found) => both(
                format!("조사를 두 가지로 적었어요: {found}"),
                format!("a particle in both forms: {found}"),
            ),
            Flaw::PlainEnding(found) => both(
                format!("해요체가 아닌 문장이에요: …{found}"),
                format!("a sentence that is not in the polite 해요 style: …{found}"),
            ),
            Flaw::Untranslated(Lang::Ko) => {
                both("한국어 글에 한글이 없어요", "the Korean text has no Hangul")
            }
            Flaw::Untranslated(Lang::En) => both("영어 글에 한글이 있어요", "the English text has Hangul"),
            Flaw::Avoided { found, .. } => both(
                format!("이 코스에서 쓰지 않기로 한 말이에요: {found}"),
                format!("a spelling that this course avoids: {found}"),
            ),
            Flaw::NegativeStem(found) => both(
                format!("아닌 것을 묻는 문제예요: {found}"),
                format!("the question asks for what is not so: {found}"),
            ),
            Flaw::AllOrNone(found) => both(
                format!("보기는 섞여서 나오는데 다른 보기를 가리켜요: {found}"),
                format!("an option points to other options, which are shuffled: {found}"),
            ),
            Flaw::SameOptions(found) => {
                both(format!("같은 보기가 둘 있어요: {found}"), format!("two options say the same: {found}"))
            }
            Flaw::NestedOptions { inner, outer } => both(
                format!("한 보기가 다른 보기를 품고 있어요: “{inner}”, “{outer}”"),
                format!("one option contains another: “{inner}”, “{outer}”"),
            ),
            Flaw::LongestIsCorrect { lang, longest, of } => both(
                format!("{}에서 {of}문제 가운데 {longest}문제의 정답이 가장 긴 보기예요", language(*lang).ko),
                format!(
                    "in {}, the correct option is the longest in {longest} of {of} questions",
                    language(*lang).en
                ),
            ),
            Flaw::CorrectPlace { place, found, of } => both(
                format!("{of}문제 가운데 {found}문제의 정답이 {place}번째에 있어요"),
                format!("the correct option is number {place} in {found} of {of} questions"),
            ),
            Flaw::AnswerInStem(found) => both(
                format!("문제에 나온 말이 정답에만 있어요: {found}"),
                format!("a word of the question is in the correct option alone: {found}"),
            ),
            Flaw::EmptyWhy => both("`why`가 이유를 말하지 않아요", "the `why` gives no reason"),
            Flaw::SameWhy { first } => both(
                format!("보기 `{first}`의 `why`와 똑같아요"),
                format!("the `why` is that of option `{first}`"),
            ),
            Flaw::AllCorrect => both("모든 보기가 정답이에요", "every option is correct"),
            Flaw::HowMany { asked: None, .. } => {
                both("몇 개를 고르는지 말하지 않아요", "the stem does not say how many to choose")
            }
            Flaw::HowMany { asked: Some(asked), right } => both(
                format!("{asked}개를 고르라는데 정답은 {right}개예요"),
                format!("the stem asks for {asked}, but {right} are correct"),
            ),
            Flaw::HintTells(found) => {
                both(format!("힌트가 정답을 말해요: {found}"), format!("the hint tells the answer: {found}"))
            }
            Flaw::NoSource => both("문제에 출처가 없어요", "the question has no source"),
            Flaw::UnlinkedPrice { id, shown } => both(
                format!("가격 `{id}`의 값인데 링크가 없어요: {shown}"),
                format!("{shown} is price `{id}`, but it is not linked"),
            ),
            Flaw::Undated { found, lacking } => match lacking {
                Lacking::Date => both(
                    format!("바뀌는 숫자인데 날짜가 없어요: {found}"),
                    format!("a number that changes, without a date: {found}"),
                ),
                Lacking::Region => both(
                    format!("금액인데 어느 리전의 값인지 없어요: {found}"),
                    format!("an amount of money without its Region: {found}"),
                ),
                Lacking::DateAndRegion => both(
                    format!("금액인데 날짜와 리전이 없어요: {found}"),
                    format!("an amount of money without a date and its Region: {found}"),
                ),
                Lacking::DateOrRegion => both(
                    format!("기본 할당량인데 날짜도 리전도 없어요: {found}"),
                    format!("a default quota without a date or a Region: {found}"),
                ),
            },
            Flaw::OldSource { date, days } => both(
                format!("출처를 확인한 지 {days}일 됐어요 ({date})"),
                format!("the source was last read {days} days ago ({date})"),
            ),
            Flaw::OldPrice { date, days } => both(
                format!("가격을 확인한 지 {days}일 됐어요 ({date})"),
                format!("the price was seen {days} days ago ({date})"),
            ),
            Flaw::UnknownVerdict(found) => {
                both(format!("모르는 판정: `{found}`"), format!("unknown verdict `{found}`"))
            }
            Flaw::NotTaught => both(
                "가르치는 쪽도, 뺀 이유도 없는 내용이에요",
                "the claim is neither taught nor left out for a reason",
            ),
            Flaw::NotAsked => {
                both("틀린 주장인데 묻는 문제가 없어요", "the claim is wrong, but no question asks about it")
            }
            Flaw::NoCaution => both(
                "틀린 주장인데 가르치는 쪽에 흔한 오해 상자가 없어요",
                "the claim is wrong, but no page that teaches it has a misconception box",
            ),
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn fix(&self) -> Text {
        match self {
            Flaw::CodeDiffers => both(
                "주석까지 똑같이 쓰고 설명은 본문에 쓰세요",
                "make it the same, comments included; explain it in the text",
            ),
            Flaw::CheckInsDiffer => both(
                "두 파일에 같은 id를 같은 차례로 쓰세요",
                "list the same ids in the same order in both files",
            ),
            Flaw::PartsDiffer { .. } => {
                both("항목과 줄을 하나씩 맞추세요", "give both languages the same items and rows, one by one")
            }
            Flaw::NoObjectives => both(
                "lesson.ron의 `objectives`에 할 수 있게 될 일을 쓰세요",
                "say in `objectives` of lesson.ron what the learner will be able to do",
            ),
            Flaw::NoSources => both(
                "lesson.ron의 `sources`에 읽은 문서를 쓰세요",
                "list in `sources` of lesson.ron what the facts rest on",
            ),
            Flaw::NoCheckIn => both(
                "한두 쪽마다 ```quiz에 문제 id를 쓰세요",
                "put a question id into a ```quiz after every page or two",
            ),
            Flaw::RequiresRing(_) => {
                both("먼저 읽을 단원만 남기세요", "keep only lessons that are to be read before")
            }
            Flaw::LongPage { .. } => both("글을 줄이거나 쪽을 나누세요", "shorten it or make it two pages"),
            Flaw::BrokenBox(_) => both(
                "위아래 줄의 같은 칸에서 이어지게 하세요. 한글 한 글자는 두 칸이에요",
                "continue it in the same column of the row above and below; a Hangul syllable takes two cells",
            ),
            Flaw::UnquotedClaim => {
                both("첫 줄을 `**“틀린 주장”**`으로 쓰세요", "make the first line `**“the wrong claim”**`")
            }
            Flaw::EmptyPage(_) => {
                both("내용을 쓰거나 제목을 지우세요", "write something, or delete the heading")
            }
            Flaw::UnclosedFence => both(
                "블록 끝에 ``` 줄을 넣으세요. 아니면 쪽의 나머지가 모두 블록이 돼요",
                "end it with a line of ```; without one, the rest of the page belongs to it",
            ),
            Flaw::UnknownFence { like, .. } => {
                both(format!("혹시 ```{like}?"), format!("did you mean ```{like}?"))
            }
            Flaw::LinksDiffer { lang, .. } => {
                let other = lang.other().code();
                both(
                    format!("{other}.md에서도 링크하거나 여기서 지우세요"),
                    format!("link it in {other}.md too, or nowhere"),
                )
            }
            Flaw::NumbersDiffer { .. } => {
                both("두 언어가 같은 숫자를 말하게 하세요", "make both languages say the same numbers")
            }
            Flaw::TermsDiffer { lang, .. } => {
                let other = lang.other().code();
                both(
                    format!("{other}.md에서도 링크하거나 여기서 지우세요"),
                    format!("link it in {other}.md too, or nowhere"),
                )
            }
            Flaw::UnlinkedTerm { id, name } => {
                let link = format!("`[{name}](term:{id})`");
                both(format!("{link} 꼴로 링크하세요"), format!("write {link}"))
            }
            Flaw::WrongParticle { right, .. } => {
                both(format!("이렇게 쓰세요: `{right}`"), format!("write `{right}`"))
            }
            Flaw::DoubleParticle(_) => {
                both("읽는 소리에 맞는 하나만 쓰세요", "keep the one that fits how the word is read")
            }
            Flaw::PlainEnding(_) => both("‘…해요’, ‘…예요’로 끝내세요", "end it in …해요, …예요"),
            Flaw::Untranslated(Lang::Ko) => both("한국어로 쓰세요", "write it in Korean"),
            Flaw::Untranslated(Lang::En) => both(
                "영어로 쓰거나 따옴표로 묶으세요",
                "write it in English, or put the Korean words in quotes",
            ),
            Flaw::Avoided { instead, .. } => {
                both(format!("이렇게 쓰세요: `{instead}`"), format!("write `{instead}`"))
            }
            Flaw::NegativeStem(_) => both(
                "맞는 것을 묻거나, 꼭 필요하면 그 말을 `**굵게**` 쓰세요",
                "ask for what is so, or if you must, set the word in `**bold**`",
            ),
            Flaw::AllOrNone(_) => both(
                "그 보기를 지우거나 Multiple로 바꾸세요",
                "delete the option or make the question a Multiple",
            ),
            Flaw::SameOptions(_) => both("하나를 바꾸거나 지우세요", "change or delete one"),
            Flaw::NestedOptions { .. } => both(
                "둘 다 맞는 답이 되지 않게 서로 다른 말로 쓰세요",
                "word them so that no answer can be right twice",
            ),
            Flaw::LongestIsCorrect { .. } => both(
                "정답을 짧게, 오답을 그만큼 자세하게 쓰세요",
                "shorten correct options or make wrong ones as detailed",
            ),
            Flaw::CorrectPlace { .. } => {
                both("정답의 자리를 고루 바꾸세요", "vary where the correct option stands")
            }
            Flaw::AnswerInStem(_) => both(
                "문제나 정답에서 그 말을 바꾸거나 오답에도 쓰세요",
                "change the word in the stem or the option, or use it in a wrong option too",
            ),
            Flaw::EmptyWhy => {
                both("무엇을 잘못 알았는지, 왜 그런지 쓰세요", "say what was misunderstood, or why it is so")
            }
            Flaw::SameWhy { .. } => {
                both("보기마다 그 보기의 이유를 쓰세요", "give each option its own reason")
            }
            Flaw::AllCorrect => both("틀린 보기를 더하세요", "add a wrong option"),
            Flaw::HowMany { asked: None, .. } => both(
                "‘모두 고르세요’나 ‘두 가지를 고르세요’처럼 쓰세요",
                "write “choose all that apply” or “choose two”",
            ),
            Flaw::HowMany { .. } => {
                both("문제의 수나 정답의 수를 고치세요", "change the number, or which options are correct")
            }
            Flaw::HintTells(_) => both("생각할 거리만 주세요", "point the way only"),
            Flaw::NoSource => both(
                "`source`에 단원 출처의 id를 쓰세요",
                "give the id of one of the lesson's sources as `source`",
            ),
            Flaw::UnlinkedPrice { id, shown } => {
                let link = format!("`[{shown}](price:{id})`");
                both(format!("{link} 꼴로 링크하세요"), format!("write {link}"))
            }
            Flaw::Undated { lacking: Lacking::Date, .. } => both(
                "같은 문단에 `2026-11`처럼 날짜를 쓰세요",
                "give a date such as `2026-11` in the same passage",
            ),
            Flaw::Undated { lacking: Lacking::Region, .. } => both(
                "같은 문단에 `서울`, `us-east-1`, `모든 리전`처럼 쓰세요",
                "write `Seoul`, `us-east-1`, `every Region` or the like in the same passage",
            ),
            Flaw::Undated { lacking: Lacking::DateAndRegion, .. } => both(
                "가격에 링크하거나, 같은 문단에 `서울, 2026-11`처럼 쓰거나, 가정이라고 쓰세요",
                "link it to a price, write `Seoul, 2026-11` or the like in the same passage, or say that it is supposed",
            ),
            Flaw::Undated { lacking: Lacking::DateOrRegion, .. } => both(
                "같은 문단에 `2026-11`이나 `리전마다`처럼 쓰세요",
                "write `2026-11`, `per Region` or the like in the same passage",
            ),
            Flaw::OldSource { .. } => {
                both("다시 읽고 `verified`를 고치세요", "read it again and change `verified`")
            }
            Flaw::OldPrice { .. } => {
                both("다시 확인하고 `seen`을 고치세요", "look it up again and change `seen`")
            }
            Flaw::UnknownVerdict(_) => {
                let known = crate::course::coverage::VERDICTS.join(", ");
                both(format!("쓸 수 있는 판정: {known}"), format!("known verdicts: {known}"))
            }
            Flaw::NotTaught => both(
                "`taught`에 쪽을, 아니면 `left_out`에 이유를 쓰세요",
                "name pages in `taught`, or a reason in `left_out`",
            ),
            Flaw::NotAsked => both("`asked`에 문제 id를 쓰세요", "name a question in `asked`"),
            Flaw::NoCaution => {
                both("그 쪽에 `> [!CAUTION]` 상자를 쓰세요", "write a `> [!CAUTION]` box on one of them")
            }
        }
    }
}
