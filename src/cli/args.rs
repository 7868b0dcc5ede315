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
    /// Look up a term; without a terminal, print it
    Glossary {
        /// Term, in either language
        #[arg(value_name = "TERM")]
        term: Option<String>,
    },
    /// Check a course and say how to mend what is wrong
    Check {
        /// Folder of the course; the built-in one when left out
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Print completions for a shell
    Completions {
        /// Shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}
