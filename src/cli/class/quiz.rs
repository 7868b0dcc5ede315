//! What a class is opened with: questions of the course, and how they are asked.

use super::super::{
    Refused,
    args::{HostArgs, ScoringArg},
    find_lesson,
};
use super::roster;
use crate::{
    class::{
        Item, Setup,
        setup::{Basis, MOST_ITEMS, Mode, Names, Scoring, SetupFault},
    },
    course::{Course, Question},
    lang::{Lang, Text, class_live as words, class_live::both, width},
    study::order::shuffled,
};

/// How long a question is open, in seconds.
const SECONDS: u64 = 30;

/// How many questions of the whole course are asked.
const OF_COURSE: usize = 20;

/// The widest title, in cells.
const TITLE: usize = 60;

/// What a class is opened with; `seed` is for those who named none.
///
/// # Errors
/// When there is no such lesson or nothing to ask in it, or the list of students cannot be read.
pub fn setup(args: &HostArgs, course: &Course, seed: u64, lang: Lang) -> anyhow::Result<Setup> {
    let seed = args.seed.unwrap_or(seed);
    let (title, questions, usual) = asked(args, course, lang)?;
    let wanted = args.questions.and_then(|count| usize::try_from(count).ok()).unwrap_or(usual);
    let limit_ms = match (args.homework, args.seconds.unwrap_or(SECONDS)) {
        (Some(_), _) | (None, 0) => None,
        (None, seconds) => Some(seconds * 1_000),
    };
    let items = picked(questions, wanted.min(MOST_ITEMS), seed);
    let items: Vec<Item> = items.into_iter().map(|question| Item::new(question.clone(), limit_ms)).collect();
    if items.is_empty() {
        return Err(Refused(words::NOTHING_TO_ASK.get(lang).to_owned()).into());
    }
    let names = match &args.roster {
        Some(path) => Names::Roster(roster::read(path, lang)?),
        None if args.anonymous => Names::Anonymous,
        None => Names::Chosen,
    };
    let basis = match args.scoring {
        ScoringArg::Accuracy => Basis::Accuracy,
        ScoringArg::Speed => Basis::Speed,
    };
    let mode =
        args.homework.map_or(Mode::Live, |limit_ms| Mode::SelfPaced { limit_ms, at_once: args.at_once });
    let teams = args.teams.iter().map(|team| team.trim().to_owned()).filter(|team| !team.is_empty());
    Ok(Setup {
        mode,
        names,
        scoring: Scoring { basis, streak: args.streak, catch_up: args.catch_up },
        teams: teams.collect(),
        ..Setup::live(title, items, seed)
    })
}

/// What the class is called, what it may ask, and how much of that it usually does.
fn asked<'c>(
    args: &HostArgs,
    course: &'c Course,
    lang: Lang,
) -> anyhow::Result<(Text, Vec<&'c Question>, usize)> {
    let (title, questions, usual) = match &args.lesson {
        Some(asked) => {
            let (index, page) = find_lesson(course, asked, lang)?;
            let lesson = &course.lessons[index];
            let page = page.and_then(|page| lesson.pages.get(page));
            let is_asked = |question: &&Question| page.is_none_or(|page| question.page == page.id);
            let title = page.map_or(&lesson.title, |page| &page.title).clone();
            (title, course.questions(index).iter().filter(is_asked).collect(), MOST_ITEMS)
        }
        None => {
            let all = (0..course.lessons.len()).flat_map(|index| course.questions(index));
            (both(|lang| lang.mixed_quiz(course.title.get(lang))), all.collect::<Vec<_>>(), OF_COURSE)
        }
    };
    let title = match &args.title {
        Some(own) => both(|_| width::truncate(&width::sanitize(own), TITLE).into_owned()),
        None => title,
    };
    let is_askable = |question: &&&Question| Item::new((**question).clone(), None).check().is_ok();
    Ok((title, questions.iter().filter(is_askable).copied().collect(), usual))
}

/// So many of `questions`, in their order; which of them says the seed.
fn picked(questions: Vec<&Question>, wanted: usize, seed: u64) -> Vec<&Question> {
    let mut numbers = shuffled(questions.len(), seed);
    numbers.truncate(wanted);
    numbers.sort_unstable();
    numbers.into_iter().filter_map(|number| questions.get(number).copied()).collect()
}

/// What is said when a room cannot be opened with a setup.
#[must_use]
pub fn fault(fault: &SetupFault, lang: Lang) -> String {
    let culprit = fault.culprit().map(|culprit| width::sanitize(culprit).into_owned());
    lang.bad_setup(fault.words(), culprit.as_deref())
}
