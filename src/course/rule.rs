//! The rules of `seodang check`: a stable name for each, how bad a breach is, and what it asks, in one line.
//!
//! Invariants: every [`Problem`] belongs to one rule; a name never changes its meaning; each rule has a course in
//! `tests/rules` that breaks it and no other; the table of `lessons/README.md` is this one.

use super::{
    diagnostic::{Problem, Severity},
    markdown::What,
};
use crate::widget::fault::Fault;

macro_rules! rules {
    ($($rule:ident $severity:ident $name:literal $says:literal;)*) => {
        /// One thing that a course must keep to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "`says` tells each")]
        pub enum Rule {
            $($rule,)*
        }

        impl Rule {
            /// Every rule, by subject.
            pub const ALL: &[Rule] = &[$(Rule::$rule,)*];

            /// Its name in reports, in `kebab-case`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Rule::$rule => $name,)*
                }
            }

            /// How bad a breach is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Rule::$rule => Severity::$severity,)*
                }
            }

            /// What it complains about, in one line of English.
            #[must_use]
            pub fn says(self) -> &'static str {
                match self {
                    $(Rule::$rule => $says,)*
                }
            }
        }
    };
}

rules! {
    // Files.
    MissingFile Error "missing-file" "a file that the course needs is missing";
    NotUtf8 Error "not-utf8" "a file is not UTF-8";
    Unreadable Error "unreadable" "a file cannot be read";
    NotAFile Error "not-a-file" "a device, a pipe or a folder stands where a text should be";
    TooBig Error "too-big" "a file is bigger than any text that people write";
    NotNfc Warning "not-nfc" "Hangul is stored decomposed";
    ForbiddenGlyph Warning "forbidden-glyph" "terminals disagree on the width of a character";
    ControlCharacter Error "control-character" "a text holds a control character";
    // Values.
    Syntax Error "syntax" "a RON file cannot be read at this place";
    UnknownField Error "unknown-field" "a field that nothing reads";
    DuplicateField Error "duplicate-field" "a field is given twice";
    MissingField Error "missing-field" "a field that must be there is missing";
    WrongType Error "wrong-type" "a value of another kind is expected";
    MissingLanguage Error "missing-language" "a text exists in one language only";
    EmptyText Error "empty-text" "a text is blank";
    BadId Error "bad-id" "an id is not lower-case letters, digits and hyphens";
    BadDate Error "bad-date" "a date is not `2026-11-22` or `2026-11`";
    DuplicateId Error "duplicate-id" "an id is used twice";
    Dangling Error "dangling" "an id leads nowhere";
    IdNotFolder Error "id-not-folder" "an id and the name of its folder or file differ";
    FormatNewer Error "format-newer" "the course is for a newer program";
    // Lessons.
    NoLessons Error "no-lessons" "the course lists no lesson";
    UnlistedLesson Warning "unlisted-lesson" "a lesson is not listed, so nobody sees it";
    NoPages Error "no-pages" "a lesson has no page";
    TextBeforePage Warning "text-before-page" "text before the first page is not shown";
    HeadingWithoutId Error "heading-without-id" "a page heading has no `{#id}`";
    PageOnlyIn Error "page-only-in" "a page exists in one language only";
    PageOrder Error "page-order" "the pages stand in another order in the other language";
    BlocksDiffer Warning "blocks-differ" "a page is built differently in the two languages";
    // Markdown.
    Html Warning "html" "HTML cannot be shown in a terminal";
    Image Warning "image" "image files cannot be shown in a terminal";
    Footnote Warning "footnote" "footnotes cannot be shown";
    Italics Warning "italics" "no Korean font has italics";
    Strikethrough Warning "strikethrough" "struck-out text cannot be shown";
    LooseBold Warning "loose-bold" "`**` has no partner";
    TopHeading Warning "top-heading" "a heading inside a page has fewer than three `#`";
    EmptyLink Warning "empty-link" "a link has no text";
    UnknownAlert Warning "unknown-alert" "an alert is none of the five";
    TooDeep Warning "deep-nesting" "lists and quotes are nested too deep";
    BrokenLink Error "broken-link" "a link is none of `term:`, `lesson:`, `price:` and a web address";
    WideDiagram Warning "wide-diagram" "a diagram is wider than 50 cells";
    // Questions.
    UnknownKind Error "unknown-kind" "a question is of no known kind";
    OptionCount Error "option-count" "a question has too few or too many options";
    CorrectCount Error "correct-count" "no option is correct, or more than one where one is asked for";
    TrueFalseOptions Error "true-false-options" "the options of `TrueFalse` are not \"true\" and \"false\"";
    MissingOptionText Error "missing-option-text" "an option has no text";
    MissingPair Error "missing-pair" "an option of a matching question has no partner";
    MissingWhy Error "missing-why" "an option does not say why it is right or wrong";
    NotForKind Error "not-for-kind" "a field does not belong to this kind of question";
    BadNumberAnswer Error "bad-number-answer" "a number answer cannot be graded";
    BadDifficulty Error "bad-difficulty" "difficulty is not 1, 2 or 3";
    AnswerWithoutWhy Error "answer-without-why" "an answer to be typed does not say why it is right or wrong";
    NothingToType Error "nothing-to-type" "an answer to be typed has neither letters nor digits";
    SameSpelling Warning "same-spelling" "two spellings of an answer are graded alike";
    NearIsRight Error "near-is-right" "a tempting wrong answer counts as right";
    BlankCount Error "blank-count" "a `FillIn` has no blank, or too many";
    BlankNotOnce Error "blank-not-once" "a blank does not stand in the stem once in each language";
    NoSuchBlank Error "no-such-blank" "the stem has a blank that `blanks` does not";
    ExamTooBig Error "exam-too-big" "an exam asks for more questions than there are";
    ExamBounds Error "exam-bounds" "the minutes or the pass line of an exam cannot be";
    TermRing Error "term-ring" "terms are parts of each other in a ring";
    // Widgets.
    WidgetNoKind Error "widget-no-kind" "a widget does not say of what kind it is";
    WidgetUnknownKind Error "widget-unknown-kind" "there is no such kind of widget";
    WidgetUnknownField Error "widget-unknown-field" "a widget of this kind has no such field";
    WidgetDuplicateField Error "widget-duplicate-field" "a field of a widget stands twice";
    WidgetNoValue Error "widget-no-value" "a line of a widget has no value";
    WidgetBadValue Error "widget-bad-value" "a field of a widget cannot have this value";
    WidgetNoPrice Error "widget-no-price" "a price that a widget needs is missing";
    WidgetNested Error "widget-nested" "a widget stands inside a list, a table or a quote";
    WidgetDiffers Error "widget-differs" "a widget is not the same in both languages";
    // Structure and parity.
    CodeDiffers Error "code-differs" "a code block is not the same in both languages";
    CheckInsDiffer Error "check-ins-differ" "the check-in questions of a page are not the same in both languages";
    PartsDiffer Warning "parts-differ" "a list, table or alert has more parts in one language";
    NoObjectives Warning "no-objectives" "a lesson has no objectives";
    NoSources Warning "no-sources" "a lesson does not say what it rests on; `sources: []` says that there is nothing";
    NoCheckIn Warning "no-check-in" "a lesson with five questions or more has no check-in question";
    RequiresRing Warning "requires-ring" "lessons ask to be read before each other in a ring";
    LongPage Warning "long-page" "a page does not fit 80×24 without scrolling";
    BrokenBox Warning "broken-box" "a line of a diagram does not go on where it should";
    UnquotedClaim Warning "unquoted-claim" "a misconception does not begin with its claim in bold quotes";
    EmptyPage Warning "empty-page" "a page has nothing to read in either language";
    UnclosedFence Warning "unclosed-fence" "a block that begins with three backquotes is never closed";
    UnknownFence Warning "unknown-fence" "the first word of a block is nearly `quiz`, `widget` or `diagram`";
    LinksDiffer Warning "links-differ" "a page or a price is linked in one language only";
    // Words.
    NumbersDiffer Warning "numbers-differ" "a number is said in one language only";
    TermsDiffer Warning "terms-differ" "a term is linked in one language of a page only";
    UnlinkedTerm Warning "unlinked-term" "the first use of a term on a page is not linked";
    Untranslated Warning "untranslated" "a text is in the other language";
    Avoided Warning "avoided-spelling" "a spelling that the glossary says to avoid";
    WrongParticle Warning "wrong-particle" "a particle does not fit how the word before it is read";
    DoubleParticle Warning "double-particle" "a particle in both forms, such as 은(는)";
    PlainEnding Warning "plain-ending" "a sentence is not in 해요체 where the learner is spoken to";
    // Flaws of questions.
    NegativeStem Warning "negative-stem" "a question asks for what is not so";
    AllOrNone Warning "all-or-none" "an option is \"all\" or \"none of the above\", or points to others";
    SameOptions Error "same-options" "two options say the same";
    NestedOptions Warning "nested-options" "one option contains another";
    LongestIsCorrect Warning "longest-is-correct" "in more than half of a bank the correct option is the longest";
    CorrectPlace Warning "correct-place" "in more than 60% of a bank the correct option stands at the same place";
    AnswerInStem Warning "answer-in-stem" "a rare word of the stem stands in the correct option alone";
    EmptyWhy Warning "empty-why" "a `why` repeats the option or says only right or wrong";
    SameWhy Warning "same-why" "two options have the same `why`";
    AllCorrect Warning "all-correct" "every option of a `Multiple` is correct";
    HowMany Warning "how-many" "the stem of a `Multiple` does not say how many to choose, or another number";
    HintTells Warning "hint-tells" "a hint says the answer";
    NoSource Warning "no-source" "a question has no source although its lesson has some";
    // Facts.
    UnlinkedPrice Warning "unlinked-price" "a price is written out without a link to it";
    Undated Warning "undated-number" "a price, a default quota or what is so nowadays stands without a date or a Region";
    OldSource Warning "old-source" "a source was last read longer ago than `--max-age`";
    OldPrice Warning "old-price" "a price was seen longer ago than `--max-age`";
    UnknownVerdict Error "unknown-verdict" "a claim has no known verdict";
    NotTaught Error "claim-not-taught" "a claim is neither taught nor left out for a reason";
    NotAsked Error "claim-not-asked" "no question asks about a claim that is wrong";
    NoCaution Error "claim-without-caution" "no page that teaches a wrong claim has a misconception box";
    // Prices.
    BadPrice Error "bad-price" "a price is not a number";
    PriceDiffers Error "price-differs" "a price link shows another number than the price";
}

impl Problem {
    /// The rule that is broken.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Problem::MissingFile => Rule::MissingFile,
            Problem::NotUtf8 => Rule::NotUtf8,
            Problem::Unreadable(_) => Rule::Unreadable,
            Problem::NotAFile => Rule::NotAFile,
            Problem::TooBig => Rule::TooBig,
            Problem::NotNfc => Rule::NotNfc,
            Problem::ForbiddenGlyph(_) => Rule::ForbiddenGlyph,
            Problem::ControlCharacter(_) => Rule::ControlCharacter,
            Problem::Syntax(_) => Rule::Syntax,
            Problem::UnknownField { .. } => Rule::UnknownField,
            Problem::DuplicateField(_) => Rule::DuplicateField,
            Problem::MissingField(_) => Rule::MissingField,
            Problem::WrongType(_) => Rule::WrongType,
            Problem::MissingLanguage(_) => Rule::MissingLanguage,
            Problem::EmptyText => Rule::EmptyText,
            Problem::BadId(_) => Rule::BadId,
            Problem::BadDate(_) => Rule::BadDate,
            Problem::DuplicateId { .. } => Rule::DuplicateId,
            Problem::Dangling { .. } => Rule::Dangling,
            Problem::IdNotFolder { .. } => Rule::IdNotFolder,
            Problem::FormatNewer { .. } => Rule::FormatNewer,
            Problem::NoLessons => Rule::NoLessons,
            Problem::UnlistedLesson(_) => Rule::UnlistedLesson,
            Problem::NoPages => Rule::NoPages,
            Problem::TextBeforePage => Rule::TextBeforePage,
            Problem::HeadingWithoutId => Rule::HeadingWithoutId,
            Problem::PageOnlyIn { .. } => Rule::PageOnlyIn,
            Problem::PageOrder { .. } => Rule::PageOrder,
            Problem::BlocksDiffer { .. } => Rule::BlocksDiffer,
            Problem::Markdown(what) => markdown(*what),
            Problem::BrokenLink(_) => Rule::BrokenLink,
            Problem::WideDiagram { .. } => Rule::WideDiagram,
            Problem::UnknownKind(_) => Rule::UnknownKind,
            Problem::OptionCount { .. } => Rule::OptionCount,
            Problem::CorrectCount { .. } => Rule::CorrectCount,
            Problem::TrueFalseOptions => Rule::TrueFalseOptions,
            Problem::MissingOptionText(_) => Rule::MissingOptionText,
            Problem::MissingPair(_) => Rule::MissingPair,
            Problem::MissingWhy(_) => Rule::MissingWhy,
            Problem::NotForKind { .. } => Rule::NotForKind,
            Problem::BadNumberAnswer => Rule::BadNumberAnswer,
            Problem::AnswerWithoutWhy(_) => Rule::AnswerWithoutWhy,
            Problem::NothingToType(_) => Rule::NothingToType,
            Problem::SameSpelling { .. } => Rule::SameSpelling,
            Problem::NearIsRight { .. } => Rule::NearIsRight,
            Problem::BlankCount { .. } => Rule::BlankCount,
            Problem::BlankNotOnce { .. } => Rule::BlankNotOnce,
            Problem::NoSuchBlank { .. } => Rule::NoSuchBlank,
            Problem::ExamTooBig { .. } => Rule::ExamTooBig,
            Problem::ExamBounds { .. } => Rule::ExamBounds,
            Problem::TermRing(_) => Rule::TermRing,
            Problem::BadDifficulty => Rule::BadDifficulty,
            Problem::BadPrice(_) => Rule::BadPrice,
            Problem::PriceDiffers { .. } => Rule::PriceDiffers,
            Problem::Flaw(flaw) => flaw.rule(),
            Problem::Widget(fault) => widget(fault),
        }
    }

    /// The name of the rule that is broken, for programs: it stays when messages change.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.rule().name()
    }
}

fn widget(fault: &Fault) -> Rule {
    match fault {
        Fault::NoKind => Rule::WidgetNoKind,
        Fault::UnknownKind(_) => Rule::WidgetUnknownKind,
        Fault::NoValue(_) => Rule::WidgetNoValue,
        Fault::UnknownField { .. } => Rule::WidgetUnknownField,
        Fault::Repeated(_) => Rule::WidgetDuplicateField,
        Fault::BadValue { .. } => Rule::WidgetBadValue,
        Fault::NoPrice { .. } => Rule::WidgetNoPrice,
        Fault::Differs => Rule::WidgetDiffers,
        Fault::Nested => Rule::WidgetNested,
    }
}

fn markdown(what: What) -> Rule {
    match what {
        What::Html => Rule::Html,
        What::Image => Rule::Image,
        What::Footnote => Rule::Footnote,
        What::Emphasis => Rule::Italics,
        What::Strikethrough => Rule::Strikethrough,
        What::LooseBold => Rule::LooseBold,
        What::TopHeading => Rule::TopHeading,
        What::EmptyLink => Rule::EmptyLink,
        What::UnknownAlert => Rule::UnknownAlert,
        What::TooDeep => Rule::TooDeep,
    }
}
