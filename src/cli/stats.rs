//! `seodang stats`: statistics as text for people and as JSON for programs.

use std::process::ExitCode;

use serde::Serialize;

use super::{args::Options, kept, print};
use crate::{
    course::Course,
    lang::{
        Lang, grouped,
        width::{pad_left, pad_right, width},
    },
    study::{
        Progress,
        journal::Daily,
        plan::{self, Plan},
        stats::{AHEAD, BINS, Bin, Mastery, Stats, last_days},
    },
    terminal::clock::Clock,
};

/// Days that are listed for people.
const LISTED: u32 = 14;

/// Prints statistics.
///
/// # Errors
/// When there is no place for a progress file, it cannot be read, or standard output fails.
pub fn run(options: &Options, course: &Course, is_json: bool, lang: Lang) -> anyhow::Result<ExitCode> {
    let progress = kept::read(options.progress.as_deref(), lang)?;
    let now = Clock::default().now();
    let today = progress.day_of(now.utc_ms, now.offset_s);
    let stats = Stats::count(course, &progress, today, now.offset_s);
    let plan = plan::of_day(course, &progress, today);
    let report = Report { course, progress: &progress, stats: &stats, plan };
    print(&if is_json { report.json() } else { report.text(lang) })
}

struct Report<'a> {
    course: &'a Course,
    progress: &'a Progress,
    stats: &'a Stats,
    plan: Option<Plan>,
}

/// The JSON document. Fields may be added to it, but none is taken away or changes its meaning while `version` is 1. Days are
/// written `2026-11-22` and are the learner's: they begin at the hour set in settings. Shares are 0 to 1.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: String,
    exam: Option<Exam>,
    /// Everything ever done.
    total: Done,
    days_active: u32,
    /// Days in a row up to today, or up to yesterday while nothing was done today.
    streak: u32,
    longest_streak: u32,
    /// Every day on which something was done, oldest first.
    days: Vec<Dated>,
    /// Answers by hour of the clock, from 0 to 23.
    hours: Vec<Hour>,
    retention: Retention,
    lessons: Vec<Lesson<'a>>,
    /// Cards that come today, with what is overdue, and on each of the 29 days after.
    due: &'a [u32],
}

/// The exam: days until it, negative after it, and what is left of today's portion before it.
#[derive(Serialize)]
struct Exam {
    day: String,
    days_left: i64,
    portion: Option<Portion>,
}

#[derive(Serialize)]
struct Portion {
    pages: usize,
    questions: usize,
    reviews: usize,
}

/// What was done: questions and cards answered, pages read, milliseconds spent.
#[derive(Serialize)]
struct Done {
    answers: u32,
    right: u32,
    reviews: u32,
    remembered: u32,
    pages: u32,
    ms: u64,
}

#[derive(Serialize)]
struct Dated {
    day: String,
    #[serde(flatten)]
    done: Done,
}

#[derive(Serialize)]
struct Hour {
    answers: u32,
    right: u32,
}

/// Answers a day or more after the one before: what the model predicted, and what was remembered.
#[derive(Serialize)]
struct Retention {
    wanted: f32,
    #[serde(flatten)]
    all: Share,
    bins: Vec<Binned>,
}

/// By predicted share, `from` inclusive, `to` exclusive but for 1.
#[derive(Serialize)]
struct Binned {
    from: f64,
    to: f64,
    #[serde(flatten)]
    share: Share,
}

#[derive(Serialize)]
struct Share {
    reviews: u32,
    remembered: u32,
    predicted: Option<f64>,
    actual: Option<f64>,
    /// Fewer than 30, so that the shares are mostly chance.
    few: bool,
}

/// How the questions of a lesson are known.
#[derive(Serialize)]
struct Lesson<'a> {
    id: &'a str,
    new: usize,
    learning: usize,
    known: usize,
    mastered: usize,
}

impl From<&Daily> for Done {
    fn from(daily: &Daily) -> Done {
        let Daily { answers, right, reviews, remembered, pages, ms } = *daily;
        Done { answers, right, reviews, remembered, pages, ms }
    }
}

impl From<&Bin> for Share {
    fn from(bin: &Bin) -> Share {
        Share {
            reviews: bin.reviews,
            remembered: bin.remembered,
            predicted: bin.predicted(),
            actual: bin.actual(),
            few: bin.is_few(),
        }
    }
}

impl Report<'_> {
    fn json(&self) -> String {
        let stats = self.stats;
        let exam = self.plan.zip(self.progress.settings.exam_day).map(|(plan, day)| Exam {
            day: day.to_string(),
            days_left: plan.days,
            portion: plan.portion.map(|left| Portion {
                pages: left.pages,
                questions: left.questions,
                reviews: left.reviews,
            }),
        });
        let days = self.progress.journal().days();
        let document = Document {
            version: 1,
            today: stats.today.to_string(),
            exam,
            total: Done::from(&stats.totals.done),
            days_active: stats.totals.days,
            streak: stats.totals.streak,
            longest_streak: stats.totals.longest,
            days: days.map(|(day, done)| Dated { day: day.to_string(), done: done.into() }).collect(),
            hours: stats.hours.iter().map(|hour| Hour { answers: hour.answers, right: hour.right }).collect(),
            retention: self.retention(),
            lessons: self.lessons(),
            due: &stats.ahead,
        };
        // Strings and numbers alone: nothing in it can fail to become JSON.
        serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
    }

    fn retention(&self) -> Retention {
        let ends = BINS.map(|end| f64::from(end) / 100.0);
        let starts = std::iter::once(0.0).chain(ends);
        let bins = starts.zip(ends).zip(&self.stats.retention.bins);
        Retention {
            wanted: self.progress.scheduler().retention(),
            all: Share::from(&self.stats.retention.all),
            bins: bins.map(|((from, to), bin)| Binned { from, to, share: bin.into() }).collect(),
        }
    }

    fn lessons(&self) -> Vec<Lesson<'_>> {
        self.course
            .lessons
            .iter()
            .zip(&self.stats.lessons)
            .map(|(lesson, known)| Lesson {
                id: &lesson.id,
                new: known.new,
                learning: known.learning,
                known: known.known,
                mastered: known.mastered,
            })
            .collect()
    }
}

impl Report<'_> {
    /// For people: a part below the other, everything in numbers.
    fn text(&self, lang: Lang) -> String {
        let parts =
            [self.summary(lang), self.last_days(lang), self.shares(lang), self.states(lang), self.due(lang)];
        parts.join("\n")
    }

    fn summary(&self, lang: Lang) -> String {
        let m = lang.msgs();
        let (stats, totals) = (self.stats, &self.stats.totals);
        let mut rows = Vec::new();
        if let Some(plan) = self.plan {
            let portion = plan.portion.map(|left| lang.portion(left.pages, left.questions, left.reviews));
            let parts: Vec<String> = std::iter::once(lang.d_day(plan.days)).chain(portion).collect();
            rows.push([m.settings_exam.to_owned(), parts.join(" · ")]);
        }
        rows.push([m.stats_today.to_owned(), done(&stats.done, lang)]);
        rows.push([m.stats_in_all.to_owned(), done(&totals.done, lang)]);
        let days = lang.days_active(totals.days, totals.streak, totals.longest);
        rows.push([m.stats_active.to_owned(), days]);
        table(&rows)
    }

    fn last_days(&self, lang: Lang) -> String {
        let days = last_days(self.progress.journal(), self.stats.today, LISTED);
        table(&days.iter().map(|(day, daily)| [day.to_string(), done(daily, lang)]).collect::<Vec<_>>())
    }

    fn shares(&self, lang: Lang) -> String {
        let m = lang.msgs();
        let head = ["", m.stats_head_predicted, m.stats_head_remembered, m.stats_head_reviews, ""];
        let share =
            |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{:.0}%", share * 100.0));
        let row = |name: String, bin: &Bin| {
            let few = if bin.reviews > 0 && bin.is_few() { m.stats_few } else { "" };
            let reviews = grouped(u128::from(bin.reviews));
            [name, share(bin.predicted()), share(bin.actual()), reviews, few.to_owned()]
        };
        let starts = std::iter::once(None).chain(BINS.into_iter().map(Some));
        let retention = &self.stats.retention;
        let bins = starts.zip(BINS).zip(&retention.bins);
        let mut rows = vec![head.map(str::to_owned), row(m.stats_in_all.to_owned(), &retention.all)];
        rows.extend(bins.map(|((from, to), bin)| row(lang.percent_range(from, to), bin)));
        table(&rows)
    }

    fn states(&self, lang: Lang) -> String {
        let m = lang.msgs();
        let names = [m.stats_state_new, m.stats_state_learning, m.stats_state_known, m.stats_state_mastered];
        let row = |name: &str, known: &Mastery| {
            let counts = [known.new, known.learning, known.known, known.mastered];
            let [new, learning, known, mastered] = counts.map(|count| count.to_string());
            [name.to_owned(), new, learning, known, mastered]
        };
        let [new, learning, known, mastered] = names.map(str::to_owned);
        let mut rows = vec![[String::new(), new, learning, known, mastered]];
        let lessons = self.course.lessons.iter().zip(&self.stats.lessons);
        rows.extend(lessons.map(|(lesson, known)| row(lesson.title.get(lang), known)));
        let all = self.stats.lessons.iter().fold(Mastery::default(), |sum, one| sum.plus(one));
        rows.push(row(m.stats_in_all, &all));
        table(&rows)
    }

    fn due(&self, lang: Lang) -> String {
        let (m, stats) = (lang.msgs(), self.stats);
        let said = [
            (m.stats_today.to_owned(), stats.due_within(1)),
            (lang.within(7), stats.due_within(7)),
            (lang.within(AHEAD), stats.due_within(AHEAD as usize)),
        ];
        let said = said.map(|(when, count)| format!("{when} {count}"));
        format!("{}: {}\n", m.stats_ahead, said.join(" · "))
    }
}

/// `답 12번 · 맞힘 83% · 3쪽 · 18분`
fn done(daily: &Daily, lang: Lang) -> String {
    lang.done(daily.answers, daily.right, daily.pages, daily.ms)
}

/// Rows whose columns are aligned: the first to the left, short ones that follow to the right.
fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let cells: [usize; N] =
        std::array::from_fn(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0));
    let mut out = String::new();
    for row in rows {
        let cell = |column: usize| match (column, N) {
            (0, _) => pad_right(&row[0], cells[0]),
            (_, 2) => row[column].clone(),
            _ => pad_left(&row[column], cells[column]),
        };
        let line = (0..N).map(cell).collect::<Vec<_>>().join("  ");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
