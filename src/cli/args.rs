//! What can be typed after `seodang`: types only.
//!
//! English help stands here; `korean` replaces it where the learner's language is Korean.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

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
    /// Line by line, for screen readers and pipes: nothing is drawn, everything is typed. SEODANG_PLAIN=1 asks for it, too, and a terminal with TERM=dumb has it anyway
    #[arg(long, global = true)]
    pub plain: bool,
    /// Nothing moves by itself
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
        #[arg(value_name = "LESSON")]
        lesson: Option<String>,
        /// Print the questions instead
        #[arg(long)]
        list: bool,
    },
    /// Review what you are about to forget
    Review {
        /// Practise out of turn, without touching the schedule: a lesson, or everything you answered
        #[arg(long, value_name = "LESSON", num_args = 0..=1, default_missing_value = "")]
        cram: Option<String>,
        /// Fit the model of forgetting to your own answers
        #[arg(long, conflicts_with_all = ["cram", "count"])]
        optimize: bool,
        /// Print how many cards are due
        #[arg(long, conflicts_with = "cram")]
        count: bool,
    },
    /// Look up a term; without a terminal, print it
    Glossary {
        /// Term, in either language
        #[arg(value_name = "TERM")]
        term: Option<String>,
    },
    /// Check a course and say how to mend what is wrong
    Check(CheckArgs),
    /// Make a course, a lesson, a question or a term to begin from
    New {
        #[command(subcommand)]
        what: New,
    },
    /// Print completions for a shell
    Completions {
        /// Shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
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
    /// Mend in the files what can be mended mechanically
    #[arg(long, conflicts_with = "watch")]
    pub fix: bool,
    /// Check again whenever a file changes, until Ctrl+C
    #[arg(long)]
    pub watch: bool,
    /// End with 1 for warnings, too
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
        #[arg(value_name = "LESSON")]
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
