//! What passes between the app and its screens: [`Ctx`] down, [`Outcome`] up.

use serde::Serialize;

use crate::{
    app::{
        Now,
        class::{Ask, Joining, Venue},
    },
    course::{Course, Edition},
    lang::{Lang, msgs::Msgs},
    screen::Subject,
    search::{How, Query},
    study::{
        Day, Progress,
        progress::{Marked, Position, kind},
    },
    ui::{
        layout::Glyphs,
        page::WIDEST,
        theme::{Depth, Theme},
    },
};

/// What a screen may look at. Screens hold no copies of any of it.
#[derive(Clone, Copy, Debug)]
pub struct Ctx<'a> {
    /// What is taught.
    pub course: &'a Course,
    /// The newest edition of the course, if it comes from a folder. What is taught may be an older one.
    pub edition: Option<&'a Edition>,
    /// The learner's past.
    pub progress: &'a Progress,
    /// Language that is shown (first, when both are).
    pub lang: Lang,
    /// Whether both languages are shown.
    pub both: bool,
    /// Colours.
    pub theme: &'a Theme,
    /// Colours that the terminal shows.
    pub depth: Depth,
    /// Whether to draw with ASCII alone.
    pub ascii: bool,
    /// Whether nothing is drawn: everything is read line by line, so no line is wrapped and nothing scrolls.
    pub plain: bool,
    /// Whether the learner wants nothing to move by itself; screens ask [`Ctx::is_still`].
    pub reduce_motion: bool,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Time of the present event.
    pub now: Now,
    /// Seed for the next quiz.
    pub seed: u64,
    /// Where progress is kept, to be shown.
    pub progress_file: Option<&'a str>,
}

impl<'a> Ctx<'a> {
    /// The messages in the language that is shown.
    #[must_use]
    pub fn msgs(&self) -> &'static Msgs {
        self.lang.msgs()
    }

    /// Whether an older edition is shown than the newest, because that one lacks a place that is open.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.edition.is_some_and(|edition| !std::ptr::eq(&*edition.course, self.course))
    }

    /// Whether nothing may move by itself: what a screen would animate stands still and changes only when the learner does
    /// something. Only the clock of an exam goes on, by minutes.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.reduce_motion || self.plain
    }

    /// The learner's day.
    #[must_use]
    pub fn today(&self) -> Day {
        self.progress.day_of(self.now.utc_ms, self.now.offset_s)
    }

    /// Characters to draw with.
    #[must_use]
    pub fn glyphs(&self) -> Glyphs {
        Glyphs::of(self.plain, self.ascii)
    }

    /// Cells of a column of text where there are `width`: what is comfortable to read, or all where lines are not wrapped.
    #[must_use]
    pub fn column(&self, width: u16) -> u16 {
        if self.plain { width } else { width.min(WIDEST) }
    }
}

/// Where to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Home.
    Home,
    /// Where the learner stopped, or home.
    Continue,
    /// A page of a lesson, or the page where the learner stopped in it.
    Lesson {
        /// Number of the lesson.
        lesson: usize,
        /// Number of the page.
        page: Option<usize>,
    },
    /// The quiz of a lesson: the unfinished one, or a new one.
    Quiz(usize),
    /// A new quiz of these questions of a lesson.
    QuizOf {
        /// Number of the lesson.
        lesson: usize,
        /// Ids of the questions.
        questions: Vec<String>,
    },
    /// A page with this block, and row in it, at the top.
    PageAt {
        /// Number of the lesson.
        lesson: usize,
        /// Number of the page.
        page: usize,
        /// Block and row.
        at: (usize, usize),
    },
    /// A page with what was found in this block in sight.
    Found {
        /// Number of the lesson.
        lesson: usize,
        /// Number of the page.
        page: usize,
        /// Number of the block.
        block: usize,
        /// What was searched for.
        query: Query,
        /// How it is there.
        how: How,
    },
    /// A question by itself, which leaves an unfinished quiz as it is.
    Question {
        /// Number of the lesson.
        lesson: usize,
        /// Its id.
        question: String,
    },
    /// The check-in questions of a page.
    CheckIn {
        /// Number of the lesson.
        lesson: usize,
        /// Number of the page.
        page: usize,
        /// Block and row of the page to come back to.
        at: (usize, usize),
    },
    /// The search for this in everything.
    Search(String),
    /// What an exam of a lesson demands, beside practice.
    ExamStart {
        /// Number of the lesson.
        lesson: usize,
        /// How many minutes, in place of the usual ones.
        minutes: Option<u32>,
        /// Whether the exam is pointed at rather than practice.
        timed: bool,
    },
    /// The open exam of a lesson, or a new one.
    Exam {
        /// Number of the lesson.
        lesson: usize,
        /// How many minutes a new one has, in place of the usual ones.
        minutes: Option<u32>,
    },
    /// How an exam of a lesson went.
    ExamResult {
        /// Number of the lesson.
        lesson: usize,
        /// Seed of the exam.
        seed: u64,
    },
    /// What was answered in an exam that has ended.
    ExamAnswers {
        /// Number of the lesson.
        lesson: usize,
        /// Seed of the exam.
        seed: u64,
        /// Which answers.
        only: Answers,
    },
    /// The glossary, searching for this.
    Glossary(String),
    /// The card of a term, by id.
    Term(String),
    /// A quiz of these questions, of whatever lessons, in a mixed order.
    Retry(Vec<String>),
    /// These questions, of whatever lessons, with what was answered; the one with this number first.
    Look {
        /// Ids of the questions.
        questions: Vec<String>,
        /// Number of the one that is shown first.
        index: usize,
    },
    /// The note of mistakes.
    Mistakes,
    /// Everything that has a mark.
    Marks,
    /// What is to be reviewed today.
    Review,
    /// Cards out of turn, without touching their schedule: of a lesson, or all.
    Cram(Option<usize>),
    /// Statistics.
    Stats,
    /// Settings.
    Settings,
    /// A seat in a class.
    Join(Box<Joining>),
    /// A class that is held here, or what is on its wall.
    Host(Box<Venue>),
}

/// Which answers of an exam are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// All.
    All,
    /// Those that are wrong.
    Wrong,
    /// Those of questions that were flagged or unsure.
    Flagged,
}

impl Target {
    /// Where the questions of a lesson are asked: its quiz, or where an exam offers practice, too.
    #[must_use]
    pub fn quiz(course: &Course, lesson: usize) -> Target {
        if course.is_exam(lesson) {
            Target::ExamStart { lesson, minutes: None, timed: false }
        } else {
            Target::Quiz(lesson)
        }
    }

    /// What follows a page: the next one, the quiz of the lesson unless nothing is left to ask, the next lesson, or home.
    #[must_use]
    pub fn after_page(course: &Course, progress: &Progress, lesson: usize, page: usize) -> Target {
        let pages = course.lessons.get(lesson).map_or(0, |lesson| lesson.pages.len());
        if page + 1 < pages {
            Target::Lesson { lesson, page: Some(page + 1) }
        } else if !progress.knows_all(course, lesson) {
            Target::quiz(course, lesson)
        } else if lesson + 1 < course.lessons.len() {
            Target::Lesson { lesson: lesson + 1, page: None }
        } else {
            Target::Home
        }
    }
}

/// A change of place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nav {
    /// Opens a screen over this one.
    Open(Target),
    /// Opens a screen in place of this one.
    Replace(Target),
    /// Closes this screen.
    Back,
    /// Closes all screens but home.
    Home,
    /// Opens a card over the screen.
    Card(Subject),
    /// Opens a field for the memo of the item with this key.
    Memo(String),
    /// Asks whether the next pass through the lesson with this id is to be begun.
    NextPass(String),
    /// Opens the widget with this fence over the page.
    Widget(String),
    /// Closes the topmost overlay.
    Close,
    /// The first start: a language was chosen.
    Begin(Lang),
    /// Ends the session.
    Leave,
}

/// Something to be recorded; the app adds the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// One of [`kind`].
    pub kind: &'static str,
    /// What it is about.
    pub item: String,
    /// Revision of that; 0 where there is none.
    pub revision: u32,
    /// JSON.
    pub payload: String,
}

impl Entry {
    /// An entry with a payload.
    #[must_use]
    pub fn new(kind: &'static str, item: String, revision: u32, payload: &impl Serialize) -> Entry {
        // Payloads are plain structs of strings and numbers: nothing in them can fail to become JSON.
        Entry { kind, item, revision, payload: serde_json::to_string(payload).unwrap_or_default() }
    }

    /// An entry that says all by its kind and item.
    #[must_use]
    pub fn bare(kind: &'static str, item: String) -> Entry {
        Entry { kind, item, revision: 0, payload: String::new() }
    }

    /// A setting.
    #[must_use]
    pub fn setting(name: &str, value: &str) -> Entry {
        Entry::new(kind::SETTING, name.to_owned(), 0, &value)
    }

    /// A mark of the item with this key.
    #[must_use]
    pub fn marked(key: &str, marked: &Marked) -> Entry {
        Entry::new(kind::MARKED, key.to_owned(), 0, marked)
    }

    /// Where the learner is.
    #[must_use]
    pub fn position(lesson: &str, position: &Position) -> Entry {
        Entry::new(kind::POSITION, lesson.to_owned(), 0, position)
    }
}

/// What came of an action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Where to go.
    pub nav: Option<Nav>,
    /// What to record.
    pub entries: Vec<Entry>,
    /// What is wanted of the class.
    pub asks: Vec<Ask>,
    /// What the footer should say until the next key.
    pub flash: Option<String>,
}

impl Outcome {
    /// Nothing further.
    #[must_use]
    pub fn none() -> Outcome {
        Outcome::default()
    }

    /// Just a change of place.
    #[must_use]
    pub fn go(nav: Nav) -> Outcome {
        Outcome { nav: Some(nav), ..Outcome::default() }
    }

    /// Just something to say.
    #[must_use]
    pub fn say(text: impl Into<String>) -> Outcome {
        Outcome { flash: Some(text.into()), ..Outcome::default() }
    }

    /// The same with a position to record, if there is one.
    #[must_use]
    pub fn with_position(self, position: Option<(String, Position)>) -> Outcome {
        match position {
            Some((lesson, position)) => self.with(Entry::position(&lesson, &position)),
            None => self,
        }
    }

    /// Just something that is wanted of the class.
    #[must_use]
    pub fn ask(ask: Ask) -> Outcome {
        Outcome { asks: vec![ask], ..Outcome::default() }
    }

    /// The same with an entry more.
    #[must_use]
    pub fn with(mut self, entry: Entry) -> Outcome {
        self.entries.push(entry);
        self
    }
}
