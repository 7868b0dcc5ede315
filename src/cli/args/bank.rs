//! What can be typed after `seodang bank`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What to do with questions.
#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// Add the questions of a file to a lesson; ends with 1 when some had to be left out
    #[command(after_help = BANK_IMPORT)]
    Import {
        /// The file; - for standard input
        #[arg(value_name = "FILE")]
        bank_file: PathBuf,
        /// What it is; without it as its name and its content say
        #[arg(long = "format", value_name = "FORMAT")]
        bank_format: Option<BankFormat>,
        /// Lesson, or lesson#page; one named after the file when left out
        #[arg(long = "lesson", value_name = "LESSON[#PAGE]")]
        bank_lesson: Option<String>,
        /// Write the bank to this new file instead, without a course
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        bank_output: Option<PathBuf>,
    },
    /// Write the questions of a lesson for another program; ends with 1 when some had to be left out
    #[command(after_help = BANK_CSV)]
    Export {
        /// Lesson
        #[arg(value_name = "LESSON")]
        of: String,
        /// For Moodle in the language of --lang, or for spreadsheets in both; without it as the name of the file says, or CSV
        #[arg(long = "format", value_name = "FORMAT")]
        written_format: Option<WrittenFormat>,
        /// A new file; standard output when left out
        #[arg(short = 'o', long = "output", value_name = "FILE")]
        written_output: Option<PathBuf>,
    },
}

/// How questions come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BankFormat {
    Gift,
    Aiken,
    Csv,
    Kahoot,
}

/// How questions are written for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WrittenFormat {
    Gift,
    Csv,
}

const BANK_IMPORT: &str = "\
GIFT and Aiken are formats of Moodle; kahoot is the spreadsheet (.xlsx) that
Kahoot hands out; `seodang bank export --help` has the columns of CSV. Texts are
UTF-8.
What a course cannot hold is told with its line and what to do. A text in one
language is written in both, and “To do” waits where a reason (why) is
missing: `seodang check` helps to translate. An id is made of what is asked, so
a file can be imported again: questions that are there stay as they are.";

const BANK_CSV: &str = "\
CSV keeps everything; its first row names the columns. A text has two, such as
stem.ko and stem.en; for import, stem alone will do. Columns may stand in any
order, and those that are not needed may be missing.
  id, kind, page, difficulty, source, revision, aliases
      as in quizzes/LESSON.ron
  stem, explanation, hint1, ...
      texts
  correct
      numbers of the right options, such as 1;3, or true or false
  option1, option1.why, option1.pair, option1.id, ...
      options; those of an Ordering in the right order
  value, tolerance, unit, unit1.name, unit1.size, ..., near1.value, near1.why
      a number, and tempting wrong ones
  answer, accept1, ..., why, near1.accept1, ..., near1.why, ...
      an answer that is typed, and tempting wrong ones
  blank1.id, blank1.answer, blank1.accept1, ..., blank1.why, ...
      blanks, each like an answer that is typed
A cell that begins with = + - @ ' a tab or a return has a ' before it, so that
no spreadsheet takes it for a formula; import takes it away.";
