//! What is to be reviewed on a day, and in which order.
//!
//! First what is most likely to be forgotten, then new cards of terms, and at the end what was forgotten today already, so
//! that some time passes before it is asked again. Of a term one side comes a day.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    course::Course,
    study::{
        card::{Card, Face, term_key},
        day::Day,
        history::History,
        progress::Progress,
    },
};

/// Milliseconds for a card that was never asked, the most that count of one, and the least.
const UNKNOWN_MS: u64 = 20_000;
const LONGEST_MS: u64 = 120_000;
const LEAST_MS: u64 = 5_000;

/// A card that has a time to come again.
#[derive(Clone, Debug)]
pub struct Scheduled<'p> {
    /// The card, under its present name.
    pub card: Card,
    /// What is known about it.
    pub history: &'p History,
    /// The day on which it comes.
    pub due: Day,
}

/// What is to be reviewed on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    /// In the order in which they are asked.
    pub cards: Vec<Card>,
    /// How many of them were never asked.
    pub new: usize,
    /// How many more are due, but above the learner's limit.
    pub held_back: usize,
}

/// Every card of the course that has a time, suspended ones left out.
#[must_use]
pub fn scheduled<'p>(course: &Course, progress: &'p Progress) -> Vec<Scheduled<'p>> {
    let mut found = Vec::new();
    let is_suspended = |key: &str| progress.marks(key).is_some_and(|marks| marks.suspended);
    let mut left = progress.answered_questions();
    for lesson in 0..course.lessons.len() {
        if left == 0 {
            break;
        }
        for key in course.keys(lesson) {
            let Some(history) = progress.history(&key.id, &key.aliases) else { continue };
            left = left.saturating_sub(1);
            let Some(schedule) = history.schedule() else { continue };
            // What means something else now is asked once more, whenever it was to come.
            let due = if history.standing().revision < key.revision {
                schedule.day
            } else {
                schedule.due(&key.id, progress.scheduler())
            };
            if !is_suspended(&key.id) {
                found.push(Scheduled { card: Card::Question(key.id.clone()), history, due });
            }
        }
    }
    for (key, history) in progress.card_histories() {
        let (Card::Term { term, face }, Some(schedule)) = (Card::parse(key), history.schedule()) else {
            continue;
        };
        let Some(term) = course.term_keys().iter().find(|known| known.is(&term)) else { continue };
        let card = Card::Term { term: term.id.clone(), face };
        if !is_suspended(&card.key()) {
            found.push(Scheduled { due: schedule.due(key, progress.scheduler()), card, history });
        }
    }
    found
}

/// What is to be reviewed on `today`.
#[must_use]
pub fn of_day(course: &Course, progress: &Progress, today: Day) -> Deck {
    // Cards that came today; how often each was asked until it was right does not matter.
    let came = |history: &History| {
        history.schedule().is_some_and(|schedule| schedule.day == today && schedule.times > 1)
    };
    let done = progress.histories().filter(|(_, history)| came(history)).count();
    let room = usize::try_from(progress.settings.reviews_per_day).unwrap_or(0).saturating_sub(done);
    let mut due: Vec<(f32, Scheduled<'_>)> = scheduled(course, progress)
        .into_iter()
        .filter(|scheduled| scheduled.due <= today)
        .map(|scheduled| (remembered(&scheduled, progress, today), scheduled))
        .collect();
    due.sort_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| x.card.cmp(&y.card)));
    let is_again = |scheduled: &Scheduled<'_>| {
        scheduled.history.schedule().is_some_and(|schedule| schedule.relearning && schedule.day == today)
    };
    let (again, due): (Vec<_>, Vec<_>) =
        due.into_iter().map(|(_, scheduled)| scheduled).partition(|scheduled| is_again(scheduled));
    let mut seen = terms_of(progress, today);
    let mut deck = Deck::default();
    for Scheduled { card, .. } in due {
        if let Card::Term { term, .. } = &card
            && !seen.insert(term.clone())
        {
            continue;
        }
        if deck.cards.len() < room {
            deck.cards.push(card);
        } else {
            deck.held_back += 1;
        }
    }
    let new = new_cards(course, progress, today, &mut seen);
    deck.new = new.len();
    deck.cards.extend(new);
    deck.cards.extend(again.into_iter().map(|scheduled| scheduled.card));
    deck
}

impl Deck {
    /// Minutes that it takes, from how long its cards took the last time.
    #[must_use]
    pub fn minutes(&self, progress: &Progress) -> usize {
        let took = |card: &Card| {
            let last = progress.history(&card.key(), &[])?.given().last()?;
            Some(u64::from(last.took_ms).min(LONGEST_MS))
        };
        let known: Vec<u64> = self.cards.iter().filter_map(took).collect();
        let mean = known.iter().sum::<u64>().checked_div(known.len() as u64).unwrap_or(UNKNOWN_MS);
        let ms = mean.max(LEAST_MS).saturating_mul(self.cards.len() as u64);
        usize::try_from(ms.div_ceil(60_000)).unwrap_or(usize::MAX)
    }
}

/// How likely the card is remembered on `today`: 0 to 1.
fn remembered(scheduled: &Scheduled<'_>, progress: &Progress, today: Day) -> f32 {
    let schedule = scheduled.history.schedule();
    schedule.map_or(0.0, |schedule| {
        progress.scheduler().retrievability(schedule.memory, today.since(schedule.day))
    })
}

/// Terms of which a side was asked on `today`.
fn terms_of(progress: &Progress, today: Day) -> BTreeSet<String> {
    let asked = progress
        .card_histories()
        .filter(|(_, history)| history.given().last().is_some_and(|given| given.day == today));
    let term = |key: &str| match Card::parse(key) {
        Card::Term { term, .. } => Some(term),
        Card::Question(_) => None,
    };
    asked.filter_map(|(key, _)| term(key)).collect()
}

fn new_cards(course: &Course, progress: &Progress, today: Day, seen: &mut BTreeSet<String>) -> Vec<Card> {
    if progress.opened_terms().is_empty() {
        return Vec::new();
    }
    let is_first = |history: &History| history.given().first().is_some_and(|given| given.day == today);
    let begun = progress.card_histories().filter(|(_, history)| is_first(history)).count();
    let room = usize::try_from(progress.settings.new_per_day).unwrap_or(0).saturating_sub(begun);
    let mut new = Vec::new();
    for id in progress.opened_terms() {
        if new.len() >= room {
            break;
        }
        let Some(term) = course.glossary().term(id) else { continue };
        let unknown = |face: &Face| {
            let key = term_key(&term.id, *face);
            let former: Vec<String> = term.aliases.iter().map(|alias| term_key(alias, *face)).collect();
            let is_suspended = progress.marks(&key).is_some_and(|marks| marks.suspended);
            face.is_of(term) && !is_suspended && progress.history(&key, &former).is_none()
        };
        if let Some(face) = Face::ALL.into_iter().find(unknown)
            && seen.insert(term.id.clone())
        {
            new.push(Card::Term { term: term.id.clone(), face });
        }
    }
    new
}

/// Every card that was ever answered, of lesson number `lesson` or all, beginning with what is most likely forgotten: for
/// practice out of turn.
#[must_use]
pub fn cram(course: &Course, progress: &Progress, today: Day, lesson: Option<usize>) -> Vec<Card> {
    let is_of = |card: &Card| match (lesson, card) {
        (None, _) => true,
        (Some(lesson), Card::Question(id)) => course.keys(lesson).iter().any(|key| key.is(id)),
        (Some(_), Card::Term { .. }) => false,
    };
    let mut cards: Vec<(f32, Card)> = scheduled(course, progress)
        .into_iter()
        .filter(|scheduled| is_of(&scheduled.card))
        .map(|scheduled| (remembered(&scheduled, progress, today), scheduled.card))
        .collect();
    cards.sort_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| x.cmp(y)));
    cards.into_iter().map(|(_, card)| card).collect()
}

/// How many cards come on each of the coming `days`, today's backlog with today.
#[must_use]
pub fn forecast(course: &Course, progress: &Progress, today: Day, days: u32) -> Vec<u32> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for scheduled in scheduled(course, progress) {
        *counts.entry(scheduled.due.since(today)).or_default() += 1;
    }
    (0..days).map(|day| counts.get(&day).copied().unwrap_or(0)).collect()
}
