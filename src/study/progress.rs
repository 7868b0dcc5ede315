//! Progress: what all records together say.
//!
//! [`Progress::fold`] takes records in any order of kinds and ignores kinds it does not know, so files written by newer
//! versions still fold. Items are kept under the id they had; [`Progress`] looks up former ids too, so renaming an id
//! in the course loses nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    course::{Course, Lesson, Question, skim::Key},
    lang::Lang,
    study::{Record, answer::Response},
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
    /// A term's card was opened; item is its id. Kept for review; nothing shown depends on it yet.
    pub const TERM_OPENED: &str = "term-opened";
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

/// A quiz that was begun, as far as it was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenQuiz {
    /// Its lesson.
    pub lesson: String,
    /// Fixes the order of options.
    pub seed: u64,
    /// Ids in the order asked.
    pub questions: Vec<String>,
    /// Answers given so far, by question.
    pub answers: BTreeMap<String, Response>,
}

/// What is known about one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Revision that was answered last.
    pub revision: u32,
    /// Whether the last answer was right.
    pub correct: bool,
    /// Answers in all.
    pub answers: u32,
    /// Wrong ones among them.
    pub wrong: u32,
    /// The last answer.
    pub last: Option<Response>,
}

/// Settings that stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Chosen language, `None` before the first choice.
    pub lang: Option<Lang>,
    /// Whether both languages are shown.
    pub both: bool,
    /// Id of the theme, empty for the default.
    pub theme: String,
    /// Whether nothing may move by itself.
    pub reduce_motion: bool,
}

/// How far a lesson is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LessonProgress {
    /// Pages read.
    pub pages_read: usize,
    /// Pages in all.
    pub pages: usize,
    /// Questions answered rightly the last time, in their present revision.
    pub right: usize,
    /// Questions answered in their present revision.
    pub answered: usize,
    /// Questions in all; not counted in a lesson of which none was answered.
    pub questions: usize,
}

/// The learner's past, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Settings that stay.
    pub settings: Settings,
    /// Lesson and place of the last position.
    pub position: Option<(String, Position)>,
    /// The last quiz of each lesson that is not finished.
    pub open_quizzes: BTreeMap<String, OpenQuiz>,
    /// The last quiz of each lesson that is finished; a retry of what was wrong in it has changed its answers.
    finished_quizzes: BTreeMap<String, OpenQuiz>,
    questions: BTreeMap<String, Standing>,
    pages: BTreeSet<String>,
}

impl Progress {
    /// The past that `records` tell.
    pub fn from_records<'r>(records: impl IntoIterator<Item = &'r Record>) -> Progress {
        let mut progress = Progress::default();
        for record in records {
            progress.fold(record);
        }
        progress
    }

    /// Takes one more record into account. Unknown kinds and unreadable payloads change nothing.
    pub fn fold(&mut self, record: &Record) {
        match record.kind.as_str() {
            kind::ANSWERED => self.fold_answer(record),
            kind::PAGE_READ => {
                self.pages.insert(record.item.clone());
            }
            kind::POSITION => {
                if let Ok(position) = serde_json::from_str(&record.payload) {
                    self.position = Some((record.item.clone(), position));
                }
            }
            kind::QUIZ_STARTED => {
                if let Ok(QuizStarted { seed, questions }) = serde_json::from_str(&record.payload) {
                    let lesson = record.item.clone();
                    let quiz = OpenQuiz { lesson: lesson.clone(), seed, questions, answers: BTreeMap::new() };
                    self.open_quizzes.insert(lesson, quiz);
                }
            }
            kind::QUIZ_FINISHED => {
                if let Ok(QuizFinished { seed }) = serde_json::from_str(&record.payload)
                    && self.open_quizzes.get(&record.item).is_some_and(|quiz| quiz.seed == seed)
                    && let Some(quiz) = self.open_quizzes.remove(&record.item)
                {
                    self.keep_finished(quiz);
                }
            }
            kind::SETTING => self.fold_setting(record),
            _ => {}
        }
    }

    fn fold_answer(&mut self, record: &Record) {
        let Ok(answered) = serde_json::from_str::<Answered>(&record.payload) else { return };
        let standing = self.questions.entry(record.item.clone()).or_default();
        standing.revision = record.revision;
        standing.correct = answered.correct;
        standing.answers += 1;
        standing.wrong += u32::from(!answered.correct);
        standing.last = Some(answered.response.clone());
        let quiz =
            self.open_quizzes.values_mut().find(|quiz| quiz.seed == answered.quiz && answered.quiz != 0);
        if let Some(quiz) = quiz {
            let position = Position { question: record.item.clone(), answered: true, ..Position::default() };
            self.position = Some((quiz.lesson.clone(), position));
            quiz.answers.insert(record.item.clone(), answered.response);
        } else if let Some((_, position)) = &mut self.position
            && position.question == record.item
        {
            position.answered = true;
            position.draft = Draft::default();
        }
    }

    fn keep_finished(&mut self, quiz: OpenQuiz) {
        match self.finished_quizzes.get_mut(&quiz.lesson) {
            Some(kept) if quiz.questions.iter().all(|id| kept.questions.contains(id)) => {
                kept.answers.extend(quiz.answers);
            }
            _ => {
                self.finished_quizzes.insert(quiz.lesson.clone(), quiz);
            }
        }
    }

    fn fold_setting(&mut self, record: &Record) {
        let Ok(value) = serde_json::from_str::<String>(&record.payload) else { return };
        match record.item.as_str() {
            "lang" => self.settings.lang = Lang::from_code(&value).or(self.settings.lang),
            "both" => self.settings.both = value == "on",
            "theme" => self.settings.theme = value,
            "reduce-motion" => self.settings.reduce_motion = value == "on",
            _ => {}
        }
    }

    /// What is known about `question` in its present revision; an answer to an older one does not count.
    #[must_use]
    pub fn standing(&self, question: &Question) -> Option<&Standing> {
        self.known(&question.id, &question.aliases, question.revision)
    }

    fn known(&self, id: &String, aliases: &[String], revision: u32) -> Option<&Standing> {
        let known = std::iter::once(id).chain(aliases);
        let mut found = known.filter_map(|id| self.questions.get(id));
        found.find(|standing| standing.revision >= revision)
    }

    /// Whether `question` was answered, but has changed its meaning since.
    #[must_use]
    pub fn has_changed(&self, question: &Question) -> bool {
        let mut known = std::iter::once(&question.id).chain(&question.aliases);
        self.standing(question).is_none() && known.any(|id| self.questions.contains_key(id))
    }

    /// Whether page `page` of `lesson` was read, under its present or a former id.
    #[must_use]
    pub fn has_read(&self, lesson: &Lesson, page: &str) -> bool {
        let former = lesson.renamed_pages.iter().filter(|(_, now)| *now == page).map(|(old, _)| old.as_str());
        let mut names = std::iter::once(page).chain(former);
        names.any(|page| {
            let mut lessons = std::iter::once(&lesson.id).chain(&lesson.aliases);
            lessons.any(|lesson| self.pages.contains(&format!("{lesson}#{page}")))
        })
    }

    /// How far each lesson is.
    #[must_use]
    pub fn lessons(&self, course: &Course) -> Vec<LessonProgress> {
        // Once every answer has been found in a lesson, the banks of the others need not be looked at.
        let mut left = self.questions.len();
        let far = |(index, lesson): (usize, &Lesson)| {
            let mut far = LessonProgress {
                pages_read: lesson.pages.iter().filter(|page| self.has_read(lesson, &page.id)).count(),
                pages: lesson.pages.len(),
                ..LessonProgress::default()
            };
            if left == 0 {
                return far;
            }
            let keys = course.keys(index);
            far.questions = keys.len();
            for key in keys {
                let ids = std::iter::once(&key.id).chain(&key.aliases);
                left = left.saturating_sub(ids.filter(|id| self.questions.contains_key(*id)).count());
                if let Some(standing) = self.known(&key.id, &key.aliases, key.revision) {
                    far.answered += 1;
                    far.right += usize::from(standing.correct);
                }
            }
            far
        };
        course.lessons.iter().enumerate().map(far).collect()
    }

    /// Whether every question of lesson number `index` was answered rightly the last time, or there are none.
    #[must_use]
    pub fn knows_all(&self, course: &Course, index: usize) -> bool {
        let standing = |key: &Key| self.known(&key.id, &key.aliases, key.revision);
        course.keys(index).iter().all(|key| standing(key).is_some_and(|standing| standing.correct))
    }

    /// The unfinished quiz of `lesson`, under its present or a former id.
    #[must_use]
    pub fn open_quiz(&self, lesson: &Lesson) -> Option<&OpenQuiz> {
        std::iter::once(&lesson.id).chain(&lesson.aliases).find_map(|id| self.open_quizzes.get(id))
    }

    /// The last finished quiz of `lesson`, under its present or a former id.
    #[must_use]
    pub fn finished_quiz(&self, lesson: &Lesson) -> Option<&OpenQuiz> {
        std::iter::once(&lesson.id).chain(&lesson.aliases).find_map(|id| self.finished_quizzes.get(id))
    }
}
