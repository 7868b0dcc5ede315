//! What can be typed after `seodang class`.

use std::path::PathBuf;

use clap::Subcommand;

use super::LiveCommand;

/// What to do with a class.
#[derive(Debug, Subcommand)]
pub enum ClassCommand {
    #[command(flatten)]
    Live(LiveCommand),
    /// List the classes of which there is a record; ends with 1 when one cannot be read
    #[command(after_help = KEPT)]
    List,
    /// Say what a class did not understand, by question and by student
    #[command(after_help = REPORT)]
    Report {
        /// Join code; the newest class when left out
        #[arg(id = "report_room", value_name = "ROOM")]
        room: Option<String>,
        #[command(flatten)]
        form: ReportForm,
        /// A new file, whose ending says how it is written; standard output when left out
        #[arg(id = "report_output", short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write everything that is kept of a class as JSON
    #[command(after_help = EXPORT)]
    Export {
        /// Join code
        #[arg(id = "room", value_name = "ROOM")]
        room: String,
        /// A new file; standard output when left out
        #[arg(id = "class_output", short = 'o', long = "output", value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Delete everything that is kept of a class
    #[command(after_help = KEPT)]
    Delete {
        /// Join code
        #[arg(id = "room", value_name = "ROOM")]
        room: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// How a report is written; as text when nothing is said.
#[derive(Clone, Copy, Debug, clap::Args)]
#[group(multiple = false)]
pub struct ReportForm {
    /// As a spreadsheet: a row for each student, columns for each question; with =questions a row for each question
    #[arg(long, value_name = "ROWS", num_args = 0..=1, require_equals = true, default_missing_value = "students", hide_possible_values = true)]
    pub csv: Option<CsvRows>,
    /// As JSON, for programs
    #[arg(long)]
    pub json: bool,
    /// As Markdown
    #[arg(long)]
    pub markdown: bool,
    /// As one page for a browser or for paper
    #[arg(long)]
    pub html: bool,
}

/// What a row of a spreadsheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum CsvRows {
    /// One student.
    Students,
    /// One question.
    Questions,
}

const KEPT: &str = "\
The record of a class is on this computer only, beside your progress, and is sent nowhere. It holds the questions, the
students' names (and numbers, if there was a list), their answers and how long these took; not the addresses of their
devices. Nothing deletes it by itself: seodang class delete ROOM does.";

const EXPORT: &str = "\
One document:
  format   \"seodang-class\"
  version  1; fields may be added, none changes its meaning
  code     the join code
  opened   RFC 3339, in UTC
  host     SHA-256 of the token with which another device may command; null without one
  clock    how far the clock of the class had come, in milliseconds
  events   all that happened, in order: at, in milliseconds of that clock, and what. The first has the questions
The record of a class is on this computer only. It holds names and answers of students: so does what is written.";

const REPORT: &str = "\
The questions that the class understood least come first. Of each:
  p               share of the answers that was right: difficulty
  discrimination  correlation of being right here with the share of the other questions that was right; below 0.2 the
                  question deserves a look, below 0 its key does
  upper, lower    share of the upper and of the lower 27% of the class that was right
With fewer than 30 answers these are mostly chance. Polls, skipped questions and students who were removed do not count.
--csv has the columns rank, name, student, team, score, asked, answered, right, median_seconds, and of each question N
with the id ID: N.ID (1 right, 0 wrong, empty without an answer and for a poll), N.ID.answer, N.ID.seconds. It begins with
a byte order mark, without which Excel shows Hangul as something else. A cell that would be a formula has a ' before it.
--csv=questions has the columns number, id, lesson, page, stem, poll, players, answers, dont_know, right, p,
discrimination, upper, lower, caution (1: fewer than 30 answers), median_seconds, choices of a poll, and of the five
most frequent wrong answers: wrong_N, wrong_N_why (the misconception behind it), wrong_N_count.
--json has one document:
  version          1; fields may be added, none changes its meaning
  code, opened     join code; when it was opened, RFC 3339 in UTC
  ms, phase        how long it took; lobby, question, locked, reveal, scoreboard, podium or closed
  unrevealed       questions that were asked but not revealed; they are left out
  title            ko and en, like every text of the course, which is inline Markdown
  teams, team_standings
                   names; number, score, members and rank of each
  students         player, name, student, team, rank, score, asked, answered, right, median_ms, and of each question, in
                   the order of questions, an answer or null: right, took_ms, said, and whether that was typed
  questions        number from 0, id, lesson, page, stem, poll, players, answers, dont_know, right, difficulty,
                   discrimination (point_biserial, upper, lower), caution (fewer than 30 answers), median_ms,
                   wrong (what, typed, missed: should have been chosen, why, count) and choices of a poll
  again            what to teach again: lesson, page, right, questions, wrong, caution
The record of a class is on this computer only and is sent nowhere; seodang class delete ROOM deletes it.";
