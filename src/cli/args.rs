//! What can be typed after `seodang`: types only.
//!
//! English help stands here; `korean` replaces it where the learner's language is Korean.

mod bank;
mod class;
mod live;
mod time;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use self::{
    bank::{BankCommand, BankFormat, WrittenFormat},
    class::{ClassCommand, CsvRows, ReportForm},
    live::{HostArgs, LiveCommand, ReachArgs, ScoringArg},
};

/// A terminal tutor for AWS compute, in Korean and English
#[derive(Debug, Parser)]
#[command(name = "seodang", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Args {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Language: ko, en, or both at once
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangArg>,
    /// Use the course in this folder instead of the built-in one
    #[arg(long, global = true, value_name = "DIR")]
    pub course: Option<PathBuf>,
    /// Keep progress in this file
    #[arg(long, global = true, value_name = "FILE")]
    pub progress: Option<PathBuf>,
    /// Use the prices in this file in place of the course's
    #[arg(long, global = true, value_name = "FILE")]
    pub prices: Option<PathBuf>,
    /// Colours: the terminal's own, ink, paper, or none
    #[arg(long, global = true, value_name = "THEME")]
    pub theme: Option<ThemeArg>,
    /// Draw with ASCII and Hangul only, for terminals where lines come out broken
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Line by line, for screen readers and pipes: nothing is drawn, everything is typed. SEODANG_PLAIN=1 turns it on, too; with TERM=dumb it is always on
    #[arg(long, global = true)]
    pub plain: bool,
    /// Nothing moves by itself; the exam clock goes by minutes
    #[arg(long, global = true)]
    pub reduce_motion: bool,
}

/// A language, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Ko,
    En,
    Both,
}

/// A theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    Auto,
    Dark,
    Light,
    Mono,
}

/// What to do; without one, home is opened.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read a lesson, from where you stopped; without a terminal, print it
    Learn {
        /// Lesson, or lesson#page
        #[arg(value_name = "LESSON[#PAGE]")]
        lesson: Option<String>,
    },
    /// Answer the questions of a lesson
    Quiz {
        /// Lesson
        #[arg(id = "quiz_lesson", value_name = "LESSON")]
        lesson: Option<String>,
        /// Print the questions instead
        #[arg(long)]
        list: bool,
    },
    /// Take an exam against the clock
    Exam {
        /// Lesson; the course's exam when left out
        #[arg(id = "exam_lesson", value_name = "LESSON")]
        lesson: Option<String>,
        /// How many minutes it may take
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=600))]
        minutes: Option<u32>,
    },
    /// Review what you are about to forget
    Review {
        /// Practise more without changing the schedule: a lesson, or everything you answered
        #[arg(long, value_name = "LESSON", num_args = 0..=1, default_missing_value = "")]
        cram: Option<String>,
        /// Fit the model of forgetting to your own answers
        #[arg(long, conflicts_with_all = ["cram", "count"])]
        optimize: bool,
        /// Print how many cards are due
        #[arg(long, conflicts_with = "cram")]
        count: bool,
    },
    /// See statistics; without a terminal, print them
    #[command(after_help = STATS_JSON)]
    Stats {
        /// Print them, for people or for programs
        #[arg(long = "format", value_name = "FORMAT")]
        stats_format: Option<DataFormat>,
    },
    /// Look up a term; without a terminal, print it
    Glossary {
        /// Term, in either language
        #[arg(value_name = "TERM")]
        term: Option<String>,
    },
    /// Search lessons, questions and terms in both languages; exits with 1 when nothing is found
    #[command(after_help = SEARCH_JSON)]
    Search {
        /// What to look for; first consonants (ㅋㄹㅅㅌ), parts of words and small typos will do
        #[arg(value_name = "QUERY", required = true)]
        query: Vec<String>,
        /// For people or for programs
        #[arg(long = "format", value_name = "FORMAT", default_value = "text", hide_default_value = true)]
        search_format: DataFormat,
    },
    /// Show what went wrong and why; with an option or without a terminal, print it
    Mistakes(MistakesArgs),
    /// Check a course and say how to fix what is wrong
    Check(CheckArgs),
    /// Make a course, a lesson, a question or a term to begin from
    New {
        #[command(subcommand)]
        what: New,
    },
    /// Take over questions from other programs, or write them for others
    Bank {
        #[command(subcommand)]
        what: BankCommand,
    },
    /// Hold a class, take part in one, and see what it has understood
    Class {
        #[command(subcommand)]
        what: ClassCommand,
    },
    /// Show, check, export, merge or take back what you have done so far
    Progress {
        #[command(subcommand)]
        what: ProgressCommand,
    },
    /// Print completions for a shell
    Completions {
        /// Shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// Which mistakes, and how.
#[derive(Debug, clap::Args)]
pub struct MistakesArgs {
    /// Only those of this lesson
    #[arg(id = "note_lesson", long = "lesson", value_name = "LESSON")]
    pub of: Option<String>,
    /// Only those with this reason
    #[arg(long, value_name = "REASON")]
    pub reason: Option<ReasonArg>,
    /// Those in the archive instead
    #[arg(long)]
    pub archived: bool,
    /// As text, JSON, or Markdown for a blog
    #[arg(long = "format", value_name = "FORMAT")]
    pub note_format: Option<NoteFormat>,
    /// Write to this file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Why an answer went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReasonArg {
    #[value(alias = "실수")]
    Slip,
    #[value(alias = "개념", alias = "개념부족", alias = "개념 부족")]
    Concept,
    #[value(alias = "오독", alias = "지문오독", alias = "지문 오독")]
    Misread,
    #[value(alias = "시간", alias = "시간부족", alias = "시간 부족")]
    Time,
    #[value(alias = "찍음")]
    Guess,
}

/// How mistakes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NoteFormat {
    Text,
    Json,
    Markdown,
}

/// What to do with the progress file.
#[derive(Debug, Subcommand)]
pub enum ProgressCommand {
    /// Say what the file holds
    #[command(after_help = SHOW_JSON)]
    Show {
        /// For people or for programs
        #[arg(long = "format", value_name = "FORMAT", default_value = "text", hide_default_value = true)]
        show_format: DataFormat,
    },
    /// Print where the file is
    Path,
    /// Write every event as text, for other programs or another computer
    #[command(after_help = EXPORTS)]
    Export {
        /// As JSON, RON or CSV; without it as the name of the file says, or JSON
        #[arg(long = "format", value_name = "FORMAT")]
        export_format: Option<ExportFormat>,
        /// A new file; standard output when left out
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        export_output: Option<PathBuf>,
    },
    /// Write the questions you answered and the terms you opened as notes for Anki
    Anki {
        /// Everything in the course
        #[arg(long = "all")]
        anki_all: bool,
        /// A new file; standard output when left out
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        anki_output: Option<PathBuf>,
    },
    /// Import the events of an export; those already there stay as they are
    Import {
        /// What `export` wrote, in any format; - for standard input
        #[arg(value_name = "FILE")]
        import_file: PathBuf,
    },
    /// Merge other progress files, such as another computer's; those files are not changed
    Merge {
        /// Progress files or exports
        #[arg(value_name = "FILE", required = true)]
        others: Vec<PathBuf>,
    },
    /// Take back the last answer, review, mark or reset
    Undo {
        /// Only list the last ten that can be taken back
        #[arg(long = "list")]
        undo_list: bool,
    },
    /// Reset a question, a term, a page, a lesson or everything; undo takes it back
    Reset {
        /// Id of a question, a term or a lesson, or lesson#page
        #[arg(value_name = "ITEM", required_unless_present = "reset_all", conflicts_with = "reset_all")]
        reset_item: Option<String>,
        /// Everything but the settings
        #[arg(long = "all")]
        reset_all: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Look for damage and oddities and say what to do; exits with 1 when something is wrong
    Doctor {
        /// Fix what can be fixed; a damaged file is kept
        #[arg(long = "fix")]
        mend: bool,
    },
}

const SHOW_JSON: &str = "\
With --format json, one document:
  version       1; fields may be added, none changes its meaning
  path          the file
  bytes         its length
  events        how many there are
  first, last   the first and the last day, written 2026-11-22; null without events
  lessons       lessons of the course
  lessons_read  those of which every page was read
  pages_read    pages that were read
  answers       questions and cards answered
  right         those answered correctly
  backups       copies of the file";

const EXPORTS: &str = "\
JSON and RON hold format (\"seodang-progress\"), version (1) and events, in the order of their ids. Each event has
  id        UUID of version 7: the same in every copy
  time      RFC 3339 with the offset of your clock; utc_ms:N offset_s:N where that cannot say it
  kind      what happened, such as answered
  item      what it is about: a question, lesson#page, a setting; may be empty
  revision  revision of that item, 0 where there is none
  payload   the rest as a structure, by kind; text instead where it is none; neither where it is empty
CSV has a row each with the same columns, the payload as JSON text, and a last column without content whose name tells
the format and its version. A cell that begins with = + - @ ' a tab or a return has a ' before it, so that no
spreadsheet takes it for a formula; import takes it away.";

/// How events are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Json,
    Ron,
    Csv,
}

/// How to check.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Folder of the course; the built-in one when left out
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// For people, for programs, or for GitHub Actions
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub format: Format,
    /// Fix in the files what can be fixed mechanically
    #[arg(long, conflicts_with = "watch")]
    pub fix: bool,
    /// Check again whenever a file changes, until Ctrl+C
    #[arg(long)]
    pub watch: bool,
    /// Exit with 1 on warnings, too
    #[arg(long)]
    pub deny_warnings: bool,
    /// Also report sources and prices that were last looked at more than so many days ago
    #[arg(long, value_name = "DAYS")]
    pub max_age: Option<u32>,
}

/// Who reads a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Github,
}

/// Who reads what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    Text,
    Json,
}

/// The JSON of `search`; `cli::search` makes it.
const SEARCH_JSON: &str = "\
With --format json, one document:
  version     1; fields may be added, none changes its meaning
  query       what was looked for
  lang        the language that is read: ko or en
  count       how many hits there are
  hits        best first, each with
    kind        term, lesson, page or question
    id          id of the term or question; lesson, or lesson#page
    title       ko and en
    match       exact, prefix, word, inner, words, initials, typo or shortened
    in          name or text
    lang        language of the text that was hit
    block       number of the block of the page, from 0; null for other texts
    text        the text that was hit
    highlights  pairs of start and end in it, in characters from 0; the end is after the last one
A question is found by what it asks; its answer is not printed.";

/// The JSON of `stats`; `cli::stats` makes it.
const STATS_JSON: &str = "\
With --format json, one document; days are your own, written 2026-11-22, and shares are 0 to 1:
  version         1; fields may be added, none changes its meaning
  today           the day for which all is counted
  exam            day, days_left (negative after it), and portion: pages, questions
                  and reviews left today, null from the day on; null without an exam day
  total           answers, right, reviews, remembered, pages, and ms: milliseconds spent
  days_active     days on which something was done
  streak          days in a row up to today, or yesterday while nothing was done today
  longest_streak  the most days in a row
  days            each of them: day, and what total has
  hours           answers and right in each hour of the clock from 0 to 23
  retention       wanted; reviews and remembered of answers a day or more after the one
                  before, predicted and actual share, few when under 30; bins: the same
                  by predicted share, with from and to
  lessons         id, and how many questions are new, learning, known, mastered
  due             cards that come today, and on each of the 29 days after";

/// What to make.
#[derive(Debug, Subcommand)]
pub enum New {
    /// Make a small course in a new folder
    Course {
        /// Folder
        #[arg(value_name = "DIR")]
        new_dir: PathBuf,
    },
    /// Add a lesson to the course
    Lesson {
        /// Id: lower-case letters, digits and hyphens
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Add a question to a lesson
    Question {
        /// Lesson
        #[arg(id = "quiz_lesson", value_name = "LESSON")]
        of: String,
        /// Id; the lesson's name and a number when left out
        #[arg(value_name = "ID")]
        question_id: Option<String>,
        /// How it is answered; single when left out
        #[arg(long, value_name = "KIND", default_value = "single", hide_default_value = true)]
        kind: QuestionKind,
    },
    /// Add a term to the glossary
    Term {
        /// Id: lower-case letters, digits and hyphens
        #[arg(value_name = "ID")]
        id: String,
    },
}

/// How a question is answered; the names of course files are understood, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QuestionKind {
    #[value(alias = "Single")]
    Single,
    #[value(alias = "Multiple")]
    Multiple,
    #[value(alias = "TrueFalse")]
    TrueFalse,
    #[value(alias = "Ordering")]
    Ordering,
    #[value(alias = "Matching")]
    Matching,
    #[value(alias = "Number")]
    Number,
    #[value(alias = "Typed")]
    Typed,
    #[value(alias = "FillIn")]
    FillIn,
}

impl QuestionKind {
    /// As course files write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            QuestionKind::Single => "Single",
            QuestionKind::Multiple => "Multiple",
            QuestionKind::TrueFalse => "TrueFalse",
            QuestionKind::Ordering => "Ordering",
            QuestionKind::Matching => "Matching",
            QuestionKind::Number => "Number",
            QuestionKind::Typed => "Typed",
            QuestionKind::FillIn => "FillIn",
        }
    }
}

impl MistakesArgs {
    /// Whether nothing was asked for that only printing can give.
    #[must_use]
    pub fn asks_for_a_screen(&self) -> bool {
        self.of.is_none()
            && self.reason.is_none()
            && !self.archived
            && self.note_format.is_none()
            && self.output.is_none()
    }
}
