//! What records say: their kinds, and the shape of the payload of each.
//!
//! These are the words of the progress file. A kind or a field is never given another meaning; fields may be added with a
//! default.

use serde::{Deserialize, Serialize};

use crate::{
    lang::Words,
    study::{answer::Response, schedule::Grade},
};

/// Kinds of records, as they stand in the progress file.
pub mod kind {
    /// A question was answered; item is its id, payload [`super::Answered`].
    pub const ANSWERED: &str = "answered";
    /// A page was read to its end; item is `lesson#page`.
    pub const PAGE_READ: &str = "page-read";
    /// Where the learner is now; item is the lesson, payload [`super::Position`].
    pub const POSITION: &str = "position";
    /// A quiz began; item is the lesson, payload [`super::QuizStarted`].
    pub const QUIZ_STARTED: &str = "quiz-started";
    /// A quiz was answered to its end; item is the lesson, payload [`super::QuizFinished`].
    pub const QUIZ_FINISHED: &str = "quiz-finished";
    /// A setting was changed; item is its name, payload its value as a JSON string.
    pub const SETTING: &str = "setting";
    /// A term's card was opened, so that it is asked in review from now on; item is its id.
    pub const TERM_OPENED: &str = "term-opened";
    /// A card of a term was reviewed; item is the card, payload [`super::Reviewed`].
    pub const REVIEWED: &str = "reviewed";
    /// The learner judged an answer otherwise than the program; item is the question or card, payload
    /// [`super::Regraded`].
    pub const REGRADED: &str = "regraded";
    /// The learner said why an answer went wrong; item is the question, payload [`super::Reasoned`].
    pub const REASONED: &str = "reasoned";
    /// Something was taken back; item is what it was about, payload [`super::Undone`].
    pub const UNDONE: &str = "undone";
    /// Something is to begin anew; item is a lesson, a question, a card or empty, payload [`super::Reset`].
    pub const RESET: &str = "reset";
    /// A mark was set or removed; item is a question, a card or `lesson#page`, payload [`super::Marked`].
    pub const MARKED: &str = "marked";
    /// A lesson is begun anew, keeping its history; item is the lesson, payload [`super::PassStarted`].
    pub const PASS_STARTED: &str = "pass-started";
    /// An exam began; item is the lesson, payload [`super::ExamStarted`].
    pub const EXAM_STARTED: &str = "exam-started";
    /// A question of an exam is shown; item is its id, payload [`super::ExamShown`].
    pub const EXAM_SHOWN: &str = "exam-shown";
    /// What is entered for a question of an exam has changed; item is its id, payload [`super::ExamAnswered`].
    pub const EXAM_ANSWERED: &str = "exam-answered";
    /// A question of an exam is to be looked at again, or not; item is its id, payload [`super::ExamFlagged`].
    pub const EXAM_FLAGGED: &str = "exam-flagged";
    /// An exam is over; item is the lesson, payload [`super::ExamSubmitted`]. Each of its questions was recorded as
    /// answered right before.
    pub const EXAM_SUBMITTED: &str = "exam-submitted";
}

/// Payload of [`kind::ANSWERED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// What was answered.
    pub response: Response,
    /// Whether it was right when it was graded.
    pub correct: bool,
    /// Seed of the quiz it belongs to; 0 for a check-in question.
    #[serde(default)]
    pub quiz: u64,
    /// Milliseconds from showing the question to the answer.
    #[serde(default)]
    pub took_ms: u64,
    /// Language in which it was shown, `ko` or `en`.
    #[serde(default)]
    pub lang: String,
    /// On what occasion.
    #[serde(default)]
    pub occasion: Occasion,
    /// Whether the learner said beforehand that they were not sure.
    #[serde(default)]
    pub unsure: bool,
    /// Former ids of the question under which something was known: from here on it is known under this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// On what occasion something was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// In a check-in or a quiz.
    #[default]
    Practice,
    /// When its time had come.
    Review,
    /// In an exam.
    Exam,
    /// Out of turn: the schedule is not touched.
    Cram,
    /// In a class.
    Class,
}

/// Payload of [`kind::REVIEWED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// How well it was remembered.
    pub grade: Grade,
    /// Milliseconds from showing the card to the grade.
    #[serde(default)]
    pub took_ms: u64,
    /// On what occasion.
    #[serde(default)]
    pub occasion: Occasion,
}

/// Payload of [`kind::REGRADED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regraded {
    /// When it was answered: `utc_ms` of that record.
    pub at: i64,
    /// How well it was remembered.
    pub grade: Grade,
}

/// Payload of [`kind::REASONED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasoned {
    /// When it was answered: `utc_ms` of that record.
    pub at: i64,
    /// Why it went wrong; `None` takes back what was said.
    pub reason: Option<Reason>,
}

/// Why an answer went wrong, in the words of the learner's own wrong-answer note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// 실수: they knew.
    Slip,
    /// 개념 부족: they did not know.
    Concept,
    /// 지문 오독: they read it wrongly.
    Misread,
    /// 시간 부족: there was no time.
    Time,
    /// 찍음: they guessed, even where it was right.
    Guess,
}

impl Reason {
    /// In the order in which they are offered.
    pub const ALL: [Reason; 5] =
        [Reason::Slip, Reason::Concept, Reason::Misread, Reason::Time, Reason::Guess];

    /// What learners call it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Reason::Slip => Words("실수", "slip"),
            Reason::Concept => Words("개념 부족", "concept"),
            Reason::Misread => Words("지문 오독", "misread"),
            Reason::Time => Words("시간 부족", "out of time"),
            Reason::Guess => Words("찍음", "guess"),
        }
    }
}

/// Payload of [`kind::UNDONE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Kind of the record that is taken back.
    pub kind: String,
    /// `utc_ms` of that record.
    pub at: i64,
}

/// Payload of [`kind::RESET`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reset {
    /// How much begins anew.
    pub scope: ResetScope,
    /// For a lesson its questions, for a term its cards, and former names: the log does not know the course.
    #[serde(default)]
    pub items: Vec<String>,
}

/// How much begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResetScope {
    /// Everything but the settings.
    All,
    /// The pages, quizzes, questions and marks of a lesson.
    Lesson,
    /// One question, term, card or page.
    Item,
}

/// Payload of [`kind::MARKED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marked {
    /// ★, to be found again.
    Bookmark(bool),
    /// A line of the learner's own; empty to remove it.
    Memo(String),
    /// Something is wrong with it, says the learner.
    Flag(bool),
    /// It is not asked in review.
    Suspended(bool),
}

/// Payload of [`kind::PASS_STARTED`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassStarted {
    /// Former ids of the lesson, as the log does not know the course.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// Payload of [`kind::QUIZ_STARTED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizStarted {
    /// Fixes the order of options; also names the quiz.
    pub seed: u64,
    /// Ids in the order asked.
    pub questions: Vec<String>,
}

/// Payload of [`kind::QUIZ_FINISHED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizFinished {
    /// Seed of the quiz.
    pub seed: u64,
}

/// Payload of [`kind::EXAM_STARTED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamStarted {
    /// Fixes the order of options; also names the sitting.
    pub seed: u64,
    /// Ids in the order asked.
    pub questions: Vec<String>,
    /// How many milliseconds it may take, counted from the time of the record.
    pub limit_ms: u64,
    /// Percent of right answers that passes.
    pub pass: u32,
}

/// Payload of [`kind::EXAM_SHOWN`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamShown {
    /// Seed of the exam.
    pub seed: u64,
    /// Milliseconds that the question shown before this one was looked at.
    #[serde(default)]
    pub before_ms: u64,
}

/// Payload of [`kind::EXAM_ANSWERED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamAnswered {
    /// Seed of the exam.
    pub seed: u64,
    /// The answer so far, complete or not; `None` leaves it blank.
    pub response: Option<Response>,
    /// Whether the learner is not sure.
    #[serde(default)]
    pub unsure: bool,
}

/// Payload of [`kind::EXAM_FLAGGED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamFlagged {
    /// Seed of the exam.
    pub seed: u64,
    /// Whether it is to be looked at again.
    pub on: bool,
}

/// Payload of [`kind::EXAM_SUBMITTED`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamSubmitted {
    /// Seed of the exam.
    pub seed: u64,
    /// When it ended, in milliseconds since 1970: when it was handed in or when its time was over.
    pub at: i64,
}

/// Payload of [`kind::POSITION`]: where exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// Id of the page, empty when in the quiz of the lesson.
    pub page: String,
    /// Number of the topmost block that is seen.
    pub block: usize,
    /// Rows of that block that are scrolled past.
    pub row: usize,
    /// Id of the question that is shown, empty when none is.
    pub question: String,
    /// Whether that question has been answered, so that its feedback is shown.
    pub answered: bool,
    /// What was begun to be answered.
    pub draft: Draft,
}

/// An answer that was not given yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Id of the option under the cursor, or of the blank.
    pub cursor: String,
    /// Ids chosen so far, in order; for matching, the right side of each option or empty.
    pub chosen: Vec<String>,
    /// What is typed so far into the only field.
    pub typed: String,
    /// Id of each blank and what is typed into it so far.
    pub filled: Vec<(String, String)>,
}
