//! An answer being made: the order of options on the screen, the cursor, what is chosen so far.
//!
//! Options are numbered as in the course; the order on the screen is fixed by a seed.

use crate::{
    app::{Ctx, keymap::Context},
    course::{AnswerOption, Kind, Question},
    lang::hangul,
    study::{
        Response,
        answer::{self, NotANumber},
        order::Order,
        progress::Draft,
    },
};

/// The most characters that are typed into a number field.
const LONGEST_NUMBER: usize = 24;

/// The most characters that are typed into a field for words.
const LONGEST_WORDS: usize = 60;

/// An answer being made.
#[derive(Clone, Debug)]
pub struct Answering {
    /// Options from top to bottom.
    pub order: Vec<usize>,
    /// Right sides of a matching question from top to bottom, by the option they belong to.
    pub pairs: Vec<usize>,
    /// Place of the cursor in `order`, or in `fields`; none until an option was pointed at, so that a hasty Enter answers nothing.
    pub cursor: Option<usize>,
    /// Options chosen; in order for an ordering question.
    pub chosen: Vec<usize>,
    /// For each option, whose pair it is matched with.
    pub matched: Vec<Option<usize>>,
    /// What is typed into each field: one, or one for each blank.
    pub fields: Vec<String>,
    /// Where its keys are looked up.
    pub context: Context,
    /// Whether it is on the answer sheet of an exam, where one option is marked apart from the cursor.
    pub is_sheet: bool,
}

/// Why an answer cannot be submitted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomplete {
    /// Nothing is chosen.
    Nothing,
    /// Not all options have their place or pair, or not all blanks their text; how many have.
    Some(usize),
}

impl Answering {
    /// Nothing chosen yet.
    #[must_use]
    pub fn new(question: &Question, seed: u64) -> Answering {
        let count = question.options.len();
        let Order { options: order, pairs } = Order::of(question, seed);
        let (context, fields) = match &question.kind {
            Kind::Single | Kind::Multiple | Kind::TrueFalse => (Context::Choice, 0),
            Kind::Ordering => (Context::Ordering, 0),
            Kind::Matching => (Context::Matching, 0),
            Kind::Number(_) => (Context::Number, 1),
            Kind::Typed(_) => (Context::Typed, 1),
            Kind::FillIn(blanks) => (Context::FillIn, blanks.len()),
        };
        let cursor = (context != Context::Choice).then_some(0);
        Answering {
            order,
            pairs,
            cursor,
            chosen: Vec::new(),
            matched: vec![None; count],
            fields: vec![String::new(); fields],
            context,
            is_sheet: false,
        }
    }

    /// Nothing chosen yet, with options and pairs where they stand in `question`.
    #[must_use]
    pub fn as_listed(question: &Question) -> Answering {
        let order: Vec<usize> = (0..question.options.len()).collect();
        let pairs = if question.kind == Kind::Matching { order.clone() } else { Vec::new() };
        Answering { order, pairs, ..Answering::new(question, 0) }
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
        match &question.kind {
            Kind::FillIn(blanks) => {
                let place = |id: &str| blanks.iter().position(|blank| blank.id == id);
                answering.cursor = place(&draft.cursor).or(answering.cursor);
                for (id, text) in &draft.filled {
                    if let Some(field) = place(id).and_then(|place| answering.fields.get_mut(place)) {
                        field.clone_from(text);
                    }
                }
            }
            _ => answering.fields.iter_mut().for_each(|field| field.clone_from(&draft.typed)),
        }
        answering
    }

    /// The same answer to another edition of the question.
    #[must_use]
    pub fn carried_over(&self, from: &Question, to: &Question, seed: u64) -> Answering {
        let mut draft = self.draft(from);
        if from.kind == Kind::Matching && !draft.chosen.is_empty() {
            // The right sides are kept in the order of the options, which may be another now.
            let right = |left: &AnswerOption| {
                let before = from.options.iter().position(|option| option.id == left.id);
                before.and_then(|before| draft.chosen.get(before).cloned()).unwrap_or_default()
            };
            draft.chosen = to.options.iter().map(right).collect();
        }
        Answering { is_sheet: self.is_sheet, ..Answering::restore(to, seed, &draft) }
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
        let chosen = if untouched { Vec::new() } else { chosen };
        let draft = Draft { cursor, chosen, ..Draft::default() };
        match &question.kind {
            Kind::FillIn(blanks) => {
                let cursor = self.cursor.and_then(|place| blanks.get(place));
                let filled = blanks.iter().zip(&self.fields).filter(|(_, text)| !text.is_empty());
                Draft {
                    cursor: cursor.map(|blank| blank.id.clone()).unwrap_or_default(),
                    filled: filled.map(|(blank, text)| (blank.id.clone(), text.clone())).collect(),
                    ..draft
                }
            }
            _ => Draft { typed: self.fields.first().cloned().unwrap_or_default(), ..draft },
        }
    }

    /// The option under the cursor.
    #[must_use]
    pub fn pointed(&self) -> Option<usize> {
        self.order.get(self.cursor?).copied()
    }

    /// What is typed into the field under the cursor, where there is one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.fields.get(self.cursor?).map(String::as_str)
    }

    fn field_mut(&mut self) -> Option<&mut String> {
        self.fields.get_mut(self.cursor?)
    }

    /// Moves to the next field that is empty, if there is another one. Returns whether the field under the cursor was
    /// filled, so that nothing needs to be said.
    pub fn go_to_empty(&mut self) -> bool {
        let (count, here) = (self.fields.len(), self.cursor.unwrap_or(0));
        let mut behind = (here + 1..count).chain(0..here.min(count));
        let was_filled = self.field().is_some_and(|text| !text.trim().is_empty());
        let empty = behind.find(|place| self.fields[*place].trim().is_empty());
        self.cursor = empty.or(self.cursor);
        was_filled && empty.is_some()
    }

    /// Moves the cursor.
    pub fn step(&mut self, down: bool) {
        let count = self.order.len().max(self.fields.len());
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
            Kind::Single | Kind::TrueFalse if self.is_sheet => self.chosen = vec![option],
            _ => {}
        }
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        let is_matched =
            || self.pointed().and_then(|left| self.matched.get(left).copied().flatten()).is_some();
        !self.chosen.is_empty() || is_matched()
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
        let longest = if self.context == Context::Number { LONGEST_NUMBER } else { LONGEST_WORDS };
        let Some(field) = self.field_mut() else { return };
        let typed = hangul::nfc(&format!("{field}{text}")).into_owned();
        if typed.chars().count() <= longest {
            *field = typed;
        }
    }

    /// Takes back the last character.
    pub fn erase(&mut self) {
        self.field_mut().and_then(String::pop);
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
            Kind::Number(_) | Kind::Typed(_) => {
                let typed = self.fields.first().map(|text| text.trim()).filter(|text| !text.is_empty());
                typed.map(|text| Response::Typed(text.to_owned())).ok_or(Incomplete::Nothing)
            }
            Kind::FillIn(ref blanks) => {
                let texts = blanks.iter().zip(&self.fields).map(|(blank, text)| (&blank.id, text.trim()));
                let filled: Vec<_> = texts.filter(|(_, text)| !text.is_empty()).collect();
                if filled.len() < blanks.len() {
                    return Err(Incomplete::Some(filled.len()));
                }
                Ok(Response::Filled(
                    filled.into_iter().map(|(id, text)| (id.clone(), text.to_owned())).collect(),
                ))
            }
        }
    }
}

/// Why what is typed for a number cannot be graded, in words.
#[must_use]
pub fn unreadable(question: &Question, response: &Response, ctx: &Ctx<'_>) -> Option<String> {
    let (Kind::Number(number), Response::Typed(typed)) = (&question.kind, response) else { return None };
    match answer::read_number(number, typed) {
        Ok(_) => None,
        Err(NotANumber::UnknownUnit(other)) => Some(ctx.lang.unknown_unit(&other, number.unit.get(ctx.lang))),
        Err(NotANumber::Empty | NotANumber::NoNumber) => Some(ctx.msgs().quiz_not_a_number.to_owned()),
    }
}

impl Incomplete {
    /// What to say about it.
    #[must_use]
    pub fn message(self, question: &Question, ctx: &Ctx<'_>) -> String {
        let m = ctx.msgs();
        let chosen = |what: &str, n| format!("{what} {}", ctx.lang.chosen(n, question.options.len()));
        match (self, &question.kind) {
            (_, Kind::FillIn(_)) => m.quiz_need_all_blanks.to_owned(),
            (Incomplete::Some(n), Kind::Ordering) => chosen(m.quiz_need_all_order, n),
            (Incomplete::Some(n), _) => chosen(m.quiz_need_all_match, n),
            (Incomplete::Nothing, Kind::Number(_)) => m.quiz_need_number.to_owned(),
            (Incomplete::Nothing, Kind::Typed(_)) => m.quiz_need_words.to_owned(),
            (Incomplete::Nothing, Kind::Multiple) => m.quiz_need_some.to_owned(),
            (Incomplete::Nothing, _) => m.quiz_need_one.to_owned(),
        }
    }
}
