//! Progress: what all records together say.
//!
//! [`Progress::fold`] takes records in any order of kinds and ignores kinds it does not know, so files written by newer
//! versions still fold. Items are kept under the id they had; [`Progress`] looks up former ids too, so renaming an id
//! in the course loses nothing.

mod fold;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    course::{Course, Lesson, Question, skim::Key},
    lang::Lang,
    study::{
        Record,
        answer::{Response, grade},
        card,
        day::{self, Day},
        history::{Given, History, Standing},
        journal::Journal,
        schedule::{Grade, RETENTION, Scheduler},
        sitting::{Graded, Sitting, Sittings},
    },
};

pub use crate::study::payload::*;
pub use snapshot::FOLD_VERSION;

/// New cards of terms a day, unless the learner chose another number.
pub const NEW_PER_DAY: u32 = 9;

/// Reviews a day, unless the learner chose another number.
pub const REVIEWS_PER_DAY: u32 = 100;

/// A quiz that was begun, as far as it was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuiz {
    /// Its lesson.
    pub lesson: String,
    /// Fixes the order of options.
    pub seed: u64,
    /// Ids in the order asked.
    pub questions: Vec<String>,
    /// Answers given so far, by question.
    pub answers: BTreeMap<String, Response>,
    /// When each of them was given, in milliseconds since 1970.
    pub given: BTreeMap<String, i64>,
}

/// Settings that stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Chosen language, `None` before the first choice.
    pub lang: Option<Lang>,
    /// Whether both languages are shown.
    pub both: bool,
    /// Id of the theme, empty for the default.
    pub theme: String,
    /// Whether nothing may move by itself.
    pub reduce_motion: bool,
    /// The hour at which a new day begins: 0 to 23.
    pub rollover: u8,
    /// How many new cards of terms a day.
    pub new_per_day: u32,
    /// How many reviews a day.
    pub reviews_per_day: u32,
    /// The day of the learner's exam.
    pub exam_day: Option<Day>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            lang: None,
            both: false,
            theme: String::new(),
            reduce_motion: false,
            rollover: day::ROLLOVER,
            new_per_day: NEW_PER_DAY,
            reviews_per_day: REVIEWS_PER_DAY,
            exam_day: None,
        }
    }
}

/// What the learner put on a question, a card or a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// ★, to be found again.
    pub bookmark: bool,
    /// A line of their own.
    pub memo: String,
    /// Something is wrong with it, they say.
    pub flag: bool,
    /// It is not asked in review.
    pub suspended: bool,
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Settings that stay.
    pub settings: Settings,
    /// Lesson and place of the last position.
    pub position: Option<(String, Position)>,
    /// The last quiz of each lesson that is not finished.
    pub open_quizzes: BTreeMap<String, OpenQuiz>,
    /// Answers to check-in questions that were begun and left.
    drafts: BTreeMap<String, Draft>,
    /// The last quiz of each lesson that is finished; a retry of what was wrong in it has changed its answers.
    finished_quizzes: BTreeMap<String, OpenQuiz>,
    items: BTreeMap<String, History>,
    marks: BTreeMap<String, Marks>,
    terms: BTreeSet<String>,
    pages: BTreeSet<String>,
    passes: BTreeMap<String, Pass>,
    sittings: Sittings,
    journal: Journal,
    scheduler: Scheduler,
    taken_back: TakenBack,
    stale: bool,
}

/// What was taken back: by its time, in milliseconds since 1970, its kind and item. What is not there may still come, from
/// another device.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct TakenBack(BTreeMap<i64, BTreeSet<(String, String)>>);

impl TakenBack {
    /// Adds what a record of [`kind::UNDONE`] takes back.
    fn add(&mut self, undone: &Record) {
        if let Ok(Undone { kind, at }) = serde_json::from_str(&undone.payload) {
            self.0.entry(at).or_default().insert((kind, undone.item.clone()));
        }
    }

    fn has(&self, record: &Record) -> bool {
        let is = |(kind, item): &(String, String)| *kind == record.kind && *item == record.item;
        self.0.get(&record.utc_ms).is_some_and(|taken| taken.iter().any(is))
    }
}

/// A pass through a lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Pass {
    /// How many were begun after the first.
    again: u32,
    /// When the last of them was begun, in milliseconds since 1970.
    since: i64,
}

impl Progress {
    /// The past that `records` tell.
    pub fn from_records<'r>(records: impl IntoIterator<Item = &'r Record>) -> Progress {
        let records: Vec<&Record> = records.into_iter().collect();
        let mut progress = Progress::default();
        // What is taken back later was never there.
        let undone = records.iter().filter(|record| record.kind == kind::UNDONE);
        undone.for_each(|record| progress.taken_back.add(record));
        for record in records {
            if record.kind == kind::UNDONE {
                // It happened: the clock of an exam went on meanwhile.
                progress.sittings.tick(record.utc_ms);
            } else {
                progress.fold(record);
            }
        }
        progress
    }

    /// The learner's day at a moment of their clock.
    #[must_use]
    pub fn day_of(&self, utc_ms: i64, offset_s: i32) -> Day {
        Day::of(utc_ms, offset_s, self.settings.rollover)
    }

    /// Whether something was taken back that only the whole log can tell: what is shown is right but for that, and the
    /// next session has it right.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.stale
    }

    /// What is known about the card with this key, or one of these former keys.
    #[must_use]
    pub fn history(&self, key: &str, aliases: &[String]) -> Option<&History> {
        self.items.get(key).or_else(|| aliases.iter().find_map(|alias| self.items.get(alias)))
    }

    /// What is known about `question`, whatever its revision was.
    #[must_use]
    pub fn history_of(&self, question: &Question) -> Option<&History> {
        self.history(&question.id, &question.aliases)
    }

    /// The name under which something is known about `question`: its id, or a former one.
    #[must_use]
    pub fn history_key<'q>(&self, question: &'q Question) -> &'q str {
        known_name(&self.items, question)
    }

    /// Former ids of `question` under which something is known.
    #[must_use]
    pub fn former_names(&self, question: &Question) -> Vec<String> {
        question.aliases.iter().filter(|alias| self.items.contains_key(*alias)).cloned().collect()
    }

    /// Whether `response`, given to `question` at `at`, is right: as the learner judged it, else as it is graded.
    #[must_use]
    pub fn is_right(&self, question: &Question, response: &Response, at: Option<i64>) -> bool {
        let overruled = at.and_then(|at| self.history_of(question)?.overruled(at));
        overruled.unwrap_or_else(|| grade(question, response))
    }

    /// The cards of terms among [`histories`](Progress::histories).
    pub fn card_histories(&self) -> impl Iterator<Item = (&str, &History)> {
        // They stand together, as keys are in order.
        let from = card::TERM.to_owned();
        self.items
            .range(from..)
            .take_while(|(key, _)| key.starts_with(card::TERM))
            .map(|(key, history)| (key.as_str(), history))
    }

    /// How many questions were ever answered, whether or not the course still has them.
    #[must_use]
    pub fn answered_questions(&self) -> usize {
        self.items.len() - self.card_histories().count()
    }

    /// Every question and card that was ever answered.
    pub fn histories(&self) -> impl Iterator<Item = (&str, &History)> {
        self.items.iter().map(|(key, history)| (key.as_str(), history))
    }

    /// What the learner put on the item with this key.
    #[must_use]
    pub fn marks(&self, key: &str) -> Option<&Marks> {
        self.marks.get(key)
    }

    /// The name under which marks of `question` are kept: its id, or a former one.
    #[must_use]
    pub fn marks_key<'q>(&self, question: &'q Question) -> &'q str {
        known_name(&self.marks, question)
    }

    /// The name under which marks of page `page` of `lesson` are kept: the present one, or a former one.
    #[must_use]
    pub fn page_marks_key(&self, lesson: &Lesson, page: &str) -> String {
        let known = page_names(lesson, page).find(|name| self.marks.contains_key(name));
        known.unwrap_or_else(|| format!("{}#{page}", lesson.id))
    }

    /// Everything that the learner put a mark on.
    pub fn marked(&self) -> impl Iterator<Item = (&str, &Marks)> {
        self.marks.iter().map(|(key, marks)| (key.as_str(), marks))
    }

    /// Ids of the terms whose cards were opened.
    #[must_use]
    pub fn opened_terms(&self) -> &BTreeSet<String> {
        &self.terms
    }

    /// What was done on each day.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The model of forgetting.
    #[must_use]
    pub fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    /// Which pass through `lesson` this is: 1 is the first.
    #[must_use]
    pub fn pass(&self, lesson: &Lesson) -> u32 {
        self.pass_of(lesson).again + 1
    }

    /// When the present pass through `lesson` was begun, in milliseconds since 1970; 0 for the first.
    #[must_use]
    pub fn pass_began(&self, lesson: &Lesson) -> i64 {
        self.pass_of(lesson).since
    }

    fn pass_of(&self, lesson: &Lesson) -> Pass {
        let known = std::iter::once(&lesson.id).chain(&lesson.aliases).find_map(|id| self.passes.get(id));
        known.copied().unwrap_or_default()
    }

    /// What is known about `question` in its present revision; an answer to an older one does not count.
    #[must_use]
    pub fn standing(&self, question: &Question) -> Option<&Standing> {
        self.known(&question.id, &question.aliases, question.revision)
    }

    fn known(&self, id: &String, aliases: &[String], revision: u32) -> Option<&Standing> {
        let known = std::iter::once(id).chain(aliases);
        let mut found = known.filter_map(|id| self.items.get(id)).map(History::standing);
        found.find(|standing| standing.revision >= revision)
    }

    /// Whether `question` was answered, but has changed its meaning since.
    #[must_use]
    pub fn has_changed(&self, question: &Question) -> bool {
        let mut known = std::iter::once(&question.id).chain(&question.aliases);
        self.standing(question).is_none() && known.any(|id| self.items.contains_key(id))
    }

    /// Whether page `page` of `lesson` was read, under its present or a former id.
    #[must_use]
    pub fn has_read(&self, lesson: &Lesson, page: &str) -> bool {
        page_names(lesson, page).any(|name| self.pages.contains(&name))
    }

    /// Whether `question` was answered in its present revision since the present pass through `lesson` was begun.
    #[must_use]
    pub fn answered_in_pass(&self, lesson: &Lesson, question: &Question) -> bool {
        self.known_since(self.pass_of(lesson).since, &question.id, &question.aliases, question.revision)
            .is_some()
    }

    fn known_since(&self, since: i64, id: &String, aliases: &[String], revision: u32) -> Option<&Standing> {
        let history = self.history(id, aliases)?;
        history.given().last().filter(|given| given.at >= since)?;
        self.known(id, aliases, revision)
    }

    /// How far each lesson is.
    #[must_use]
    pub fn lessons(&self, course: &Course) -> Vec<LessonProgress> {
        // Once every answer has been found in a lesson, the banks of the others need not be looked at.
        let mut left = self.answered_questions();
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
            let since = self.pass_of(lesson).since;
            for key in keys {
                let ids = std::iter::once(&key.id).chain(&key.aliases);
                left = left.saturating_sub(ids.filter(|id| self.items.contains_key(*id)).count());
                if let Some(standing) = self.known_since(since, &key.id, &key.aliases, key.revision) {
                    far.answered += 1;
                    far.right += usize::from(standing.correct);
                }
            }
            far
        };
        course.lessons.iter().enumerate().map(far).collect()
    }

    /// Whether every question of lesson number `index` was answered rightly the last time, in this pass through it, or
    /// there are none.
    #[must_use]
    pub fn knows_all(&self, course: &Course, index: usize) -> bool {
        let since = course.lessons.get(index).map_or(0, |lesson| self.pass_of(lesson).since);
        let standing = |key: &Key| self.known_since(since, &key.id, &key.aliases, key.revision);
        course.keys(index).iter().all(|key| standing(key).is_some_and(|standing| standing.correct))
    }

    /// The answer to check-in question `question` that was begun and left.
    #[must_use]
    pub fn draft(&self, question: &Question) -> Option<&Draft> {
        std::iter::once(&question.id).chain(&question.aliases).find_map(|id| self.drafts.get(id))
    }

    /// Whether lesson number `index`, unless it is an exam, was read and its questions answered, in this pass through it.
    #[must_use]
    pub fn is_finished(&self, course: &Course, index: usize) -> bool {
        let Some(lesson) = course.lessons.get(index) else { return false };
        let since = self.pass_of(lesson).since;
        let is_answered = |key: &Key| self.known_since(since, &key.id, &key.aliases, key.revision).is_some();
        lesson.pages.iter().all(|page| self.has_read(lesson, &page.id))
            && course.keys(index).iter().all(is_answered)
            && !course.is_exam(index)
    }

    /// The unfinished quiz of `lesson`, under its present or a former id.
    #[must_use]
    pub fn open_quiz(&self, lesson: &Lesson) -> Option<&OpenQuiz> {
        std::iter::once(&lesson.id).chain(&lesson.aliases).find_map(|id| self.open_quizzes.get(id))
    }

    /// The open exam of `lesson`, under its present or a former id.
    #[must_use]
    pub fn open_exam(&self, lesson: &Lesson) -> Option<&Sitting> {
        std::iter::once(&lesson.id).chain(&lesson.aliases).find_map(|id| self.sittings.open(id))
    }

    /// All exams: those that are open, and the last that have ended.
    #[must_use]
    pub fn sittings(&self) -> &Sittings {
        &self.sittings
    }

    /// The last finished quiz of `lesson`, under its present or a former id.
    #[must_use]
    pub fn finished_quiz(&self, lesson: &Lesson) -> Option<&OpenQuiz> {
        std::iter::once(&lesson.id).chain(&lesson.aliases).find_map(|id| self.finished_quizzes.get(id))
    }
}

/// The name among the present and former ids of `question` that `map` has something under, else its id.
fn known_name<'q, T>(map: &BTreeMap<String, T>, question: &'q Question) -> &'q str {
    let mut names = std::iter::once(&question.id).chain(&question.aliases);
    names.find(|name| map.contains_key(*name)).unwrap_or(&question.id)
}

/// The present and former names of page `page` of `lesson` in the progress file.
fn page_names<'l>(lesson: &'l Lesson, page: &'l str) -> impl Iterator<Item = String> + 'l {
    let former =
        lesson.renamed_pages.iter().filter(move |(_, now)| *now == page).map(|(old, _)| old.as_str());
    std::iter::once(page).chain(former).flat_map(|page| {
        std::iter::once(&lesson.id).chain(&lesson.aliases).map(move |lesson| format!("{lesson}#{page}"))
    })
}
