//! An answer being made: the order of options on the screen, the cursor, what is chosen so far.
//!
//! Options are numbered as in the course; the order on the screen is fixed by a seed.

use crate::{
    course::{Kind, Question},
    lang::hangul,
    study::{Response, order, progress::Draft},
};

/// The most that is typed into a number field.
const LONGEST: usize = 24;

/// An answer being made.
#[derive(Clone, Debug)]
pub struct Answering {
    /// Options from top to bottom.
    pub order: Vec<usize>,
    /// Right sides of a matching question from top to bottom, by the option they belong to.
    pub pairs: Vec<usize>,
    /// Place of the cursor in `order`; none until an option was pointed at, so that a hasty Enter answers nothing.
    pub cursor: Option<usize>,
    /// Options chosen; in order for an ordering question.
    pub chosen: Vec<usize>,
    /// For each option, whose pair it is matched with.
    pub matched: Vec<Option<usize>>,
    /// What is typed.
    pub typed: String,
    /// Whether options are put in order.
    pub is_ordering: bool,
}

/// Why an answer cannot be submitted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomplete {
    /// Nothing is chosen.
    Nothing,
    /// Not all options have their place or pair; how many have.
    Some(usize),
}

impl Answering {
    /// Nothing chosen yet.
    #[must_use]
    pub fn new(question: &Question, seed: u64) -> Answering {
        let count = question.options.len();
        let seed = order::seed_for(seed, &question.id);
        let order = match question.kind {
            Kind::TrueFalse => {
                let mut order: Vec<usize> = (0..count).collect();
                order.sort_by_key(|i| question.options[*i].id != "true");
                order
            }
            Kind::Ordering => order::deranged(count, seed),
            _ => order::shuffled(count, seed),
        };
        let mut pairs =
            if question.kind == Kind::Matching { order::shuffled(count, seed ^ 1) } else { Vec::new() };
        if pairs == order && count > 1 {
            // Pairs that already stand across from each other give the answer away.
            pairs.rotate_left(1);
        }
        let cursor = matches!(question.kind, Kind::Ordering | Kind::Matching).then_some(0);
        Answering {
            order,
            pairs,
            cursor,
            chosen: Vec::new(),
            matched: vec![None; count],
            typed: String::new(),
            is_ordering: question.kind == Kind::Ordering,
        }
    }

    /// As it was left.
    #[must_use]
    pub fn restore(question: &Question, seed: u64, draft: &Draft) -> Answering {
        let mut answering = Answering::new(question, seed);
        let option = |id: &String| question.options.iter().position(|option| option.id == *id);
        if let Some(cursor) = option(&draft.cursor) {
            answering.cursor = answering.order.iter().position(|o| *o == cursor);
        }
        if question.kind == Kind::Matching {
            for (left, right) in draft.chosen.iter().enumerate().take(answering.matched.len()) {
                answering.matched[left] = option(right);
            }
        } else {
            answering.chosen = draft.chosen.iter().filter_map(option).collect();
        }
        answering.typed = draft.typed.clone();
        answering
    }

    /// What to keep of it.
    #[must_use]
    pub fn draft(&self, question: &Question) -> Draft {
        let id =
            |option: usize| question.options.get(option).map(|option| option.id.clone()).unwrap_or_default();
        let chosen = if question.kind == Kind::Matching {
            self.matched.iter().map(|right| right.map(id).unwrap_or_default()).collect()
        } else {
            self.chosen.iter().map(|option| id(*option)).collect()
        };
        let cursor = self.pointed().map(id).unwrap_or_default();
        let untouched = self.chosen.is_empty() && self.matched.iter().all(Option::is_none);
        Draft { cursor, chosen: if untouched { Vec::new() } else { chosen }, typed: self.typed.clone() }
    }

    /// The option under the cursor.
    #[must_use]
    pub fn pointed(&self) -> Option<usize> {
        self.order.get(self.cursor?).copied()
    }

    /// Moves the cursor.
    pub fn step(&mut self, down: bool) {
        let count = self.order.len();
        if count == 0 {
            return;
        }
        self.cursor = Some(match (self.cursor, down) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(cursor), true) => (cursor + 1) % count,
            (Some(cursor), false) => (cursor + count - 1) % count,
        });
    }

    /// Digit `n` (from 0): points at an option, marks it, puts it next in order, or matches it.
    pub fn choose(&mut self, question: &Question, n: usize) {
        if n >= self.order.len() {
            return;
        }
        match question.kind {
            Kind::Matching => {
                if let (Some(left), Some(right)) = (self.pointed(), self.pairs.get(n).copied()) {
                    self.assign(left, right);
                    let open = (0..self.order.len()).find(|i| self.matched[self.order[*i]].is_none());
                    self.cursor = open.or(self.cursor);
                }
            }
            _ => {
                self.cursor = Some(n);
                self.toggle(question);
            }
        }
    }

    /// Marks or unmarks the option under the cursor.
    pub fn toggle(&mut self, question: &Question) {
        let Some(option) = self.pointed() else { return };
        match question.kind {
            Kind::Multiple | Kind::Ordering => {
                match self.chosen.iter().position(|chosen| *chosen == option) {
                    Some(at) => {
                        self.chosen.remove(at);
                    }
                    None => self.chosen.push(option),
                }
            }
            _ => {}
        }
    }

    /// Takes back the last step.
    pub fn undo(&mut self) {
        if self.chosen.pop().is_none()
            && let Some(left) = self.pointed()
        {
            self.matched[left] = None;
        }
    }

    /// Matches the option under the cursor with the next or previous pair.
    pub fn rematch(&mut self, forward: bool) {
        let Some(left) = self.pointed() else { return };
        let count = self.pairs.len();
        let now = self.matched[left].and_then(|right| self.pairs.iter().position(|pair| *pair == right));
        let next = match (now, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.assign(left, self.pairs[next]);
    }

    /// A right side belongs to one left side only.
    fn assign(&mut self, left: usize, right: usize) {
        for other in &mut self.matched {
            if *other == Some(right) {
                *other = None;
            }
        }
        self.matched[left] = Some(right);
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str) {
        let typed = hangul::nfc(&format!("{}{text}", self.typed)).into_owned();
        if typed.chars().count() <= LONGEST {
            self.typed = typed;
        }
    }

    /// The answer, if it is complete.
    ///
    /// # Errors
    /// What is missing.
    pub fn response(&self, question: &Question) -> Result<Response, Incomplete> {
        let id = |option: usize| question.options[option].id.clone();
        match question.kind {
            Kind::Single | Kind::TrueFalse => {
                self.pointed().map(|option| Response::Chosen(vec![id(option)])).ok_or(Incomplete::Nothing)
            }
            Kind::Multiple if self.chosen.is_empty() => Err(Incomplete::Nothing),
            Kind::Multiple => {
                let mut chosen = self.chosen.clone();
                chosen.sort_unstable();
                Ok(Response::Chosen(chosen.into_iter().map(id).collect()))
            }
            Kind::Ordering if self.chosen.len() < question.options.len() => {
                Err(Incomplete::Some(self.chosen.len()))
            }
            Kind::Ordering => Ok(Response::Chosen(self.chosen.iter().map(|option| id(*option)).collect())),
            Kind::Matching => {
                let pairs: Vec<(String, String)> = self
                    .matched
                    .iter()
                    .enumerate()
                    .filter_map(|(left, right)| Some((id(left), id((*right)?))))
                    .collect();
                if pairs.len() < question.options.len() {
                    return Err(Incomplete::Some(pairs.len()));
                }
                Ok(Response::Matched(pairs))
            }
            Kind::Number(_) | Kind::Typed(_) | Kind::FillIn(_) if self.typed.trim().is_empty() => {
                Err(Incomplete::Nothing)
            }
            Kind::Number(_) | Kind::Typed(_) | Kind::FillIn(_) => {
                Ok(Response::Typed(self.typed.trim().to_owned()))
            }
        }
    }
}
