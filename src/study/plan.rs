//! The plan: how much to do each day until the day of the exam.
//!
//! Pages not read and questions not answered in the present pass are spread evenly over the days from today up to the day
//! before the exam, rounding up; what was done today already counts as part of today. Reviews come on top, as they are
//! due. On the day itself and after it there is no portion.

use crate::{
    course::{Course, Lesson, skim::Key},
    study::{day::Day, deck, history::Given, progress::Progress},
};

/// The exam, and what of today's portion is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Days until the exam; 0 on its day, negative after it.
    pub days: i64,
    /// What is left to do today; `None` from the day of the exam on.
    pub portion: Option<Portion>,
}

/// What is left to do on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Portion {
    /// Pages to read.
    pub pages: usize,
    /// Questions to answer for the first time.
    pub questions: usize,
    /// Cards to review.
    pub reviews: usize,
}

impl Portion {
    /// Whether nothing is left.
    #[must_use]
    pub fn is_done(&self) -> bool {
        *self == Portion::default()
    }
}

/// The plan on `today`; `None` when no day is set.
#[must_use]
pub fn of_day(course: &Course, progress: &Progress, today: Day) -> Option<Plan> {
    let days = i64::from(progress.settings.exam_day?.0) - i64::from(today.0);
    let portion = usize::try_from(days).ok().filter(|days| *days > 0).map(|days| {
        let (pages, questions) = (pages(course, progress, today), questions(course, progress, today));
        let reviews = deck::of_day(course, progress, today).cards.len();
        Portion { pages: pages.share(days), questions: questions.share(days), reviews }
    });
    Some(Plan { days, portion })
}

/// How much is left of something, and how much of it was done today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Work {
    left: usize,
    today: usize,
}

impl Work {
    /// What is left of today's share, with so many days to go.
    fn share(self, days: usize) -> usize {
        (self.left + self.today).div_ceil(days).saturating_sub(self.today).min(self.left)
    }
}

fn pages(course: &Course, progress: &Progress, today: Day) -> Work {
    let unread =
        |lesson: &Lesson| lesson.pages.iter().filter(|page| !progress.has_read(lesson, &page.id)).count();
    let today = usize::try_from(progress.journal().day(today).pages).unwrap_or(0);
    Work { left: course.lessons.iter().map(unread).sum(), today }
}

fn questions(course: &Course, progress: &Progress, today: Day) -> Work {
    let mut work = Work::default();
    for (number, lesson) in course.lessons.iter().enumerate() {
        for key in course.keys(number) {
            match first_answer(progress, lesson, key) {
                None => work.left += 1,
                Some(given) => work.today += usize::from(given.day == today),
            }
        }
    }
    work
}

/// The first answer to a question as it is now, in the present pass through its lesson.
fn first_answer<'p>(progress: &'p Progress, lesson: &Lesson, key: &Key) -> Option<&'p Given> {
    let since = progress.pass_began(lesson);
    let given = progress.history(&key.id, &key.aliases)?.given();
    given.iter().find(|given| given.at >= since && given.revision >= key.revision)
}
