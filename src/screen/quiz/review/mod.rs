//! Review: what has to be asked today, card by card, or cards out of turn.
//!
//! The next card is looked up after every answer in what progress says, so that it makes no difference whether a review is
//! done in one go, was broken off, or goes on another machine. An answer is taken back by recording that, and the card is
//! asked anew.

mod end;
mod recall;

use ratatui::{buffer::Buffer, layout::Rect};

use self::{end::End, recall::Recall};
use super::Quiz;
use crate::{
    app::{
        Ctx, Entry, Nav, Outcome,
        keymap::{Action, Context},
    },
    course::Course,
    screen::{Caret, Subject},
    study::{
        Card, deck,
        history::History,
        payload::{Marked, Occasion, Reviewed, Undone, kind},
    },
    ui::{draw, frame::Header, plain},
};

/// A review.
#[derive(Clone, Debug)]
pub struct Review {
    /// Cards that are still to come out of turn; `None` when it is the schedule that says what comes.
    cram: Option<Vec<Card>>,
    here: Here,
    /// What was done, oldest first, so that it can be taken back.
    steps: Vec<Step>,
    right: usize,
    /// What was just done and is not among the steps, as its time is only known once it is in the log.
    open: Option<(Card, &'static str)>,
    /// The card is done with: another is to be shown.
    is_moving: bool,
    /// Cards left when the present one was shown, itself included.
    left: usize,
    /// Why the card comes now, or when it comes again.
    why: String,
}

#[derive(Clone, Debug)]
enum Here {
    Question(Box<Quiz>),
    Term(Box<Recall>),
    End(End),
}

/// Something that was done.
#[derive(Clone, Debug)]
struct Step {
    card: Card,
    kind: &'static str,
    at: i64,
    right: bool,
}

impl Review {
    /// What is to be reviewed today.
    #[must_use]
    pub fn open(ctx: &Ctx<'_>) -> Review {
        Review::new(None, ctx)
    }

    /// Cards out of turn: of a lesson, or all.
    #[must_use]
    pub fn cram(ctx: &Ctx<'_>, lesson: Option<usize>) -> Review {
        Review::new(Some(deck::cram(ctx.course, ctx.progress, ctx.today(), lesson)), ctx)
    }

    fn new(cram: Option<Vec<Card>>, ctx: &Ctx<'_>) -> Review {
        let mut review = Review {
            cram,
            here: Here::End(End::default()),
            steps: Vec::new(),
            right: 0,
            open: None,
            is_moving: true,
            left: 0,
            why: String::new(),
        };
        review.refresh(ctx);
        review
    }

    fn occasion(&self) -> Occasion {
        if self.cram.is_some() { Occasion::Cram } else { Occasion::Review }
    }

    fn card(&self, ctx: &Ctx<'_>) -> Option<Card> {
        match &self.here {
            Here::Question(quiz) => quiz.question_id(ctx).map(Card::Question),
            Here::Term(recall) => Some(recall.card()),
            Here::End(_) => None,
        }
    }

    /// Lays out what is shown, after taking into account what was recorded since.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        if let Some((card, kind)) = self.open.take() {
            self.note(card, kind, ctx);
        }
        if std::mem::take(&mut self.is_moving) {
            self.advance(ctx);
        }
        self.why = self.why(ctx);
        match &mut self.here {
            Here::Question(quiz) => quiz.refresh(ctx),
            Here::Term(recall) => recall.refresh(ctx),
            Here::End(_) => self.lay_out_end(ctx),
        }
    }

    /// What was done is in the log now.
    fn note(&mut self, card: Card, kind: &'static str, ctx: &Ctx<'_>) {
        let at = if kind == kind::MARKED { Some((ctx.now.utc_ms, true)) } else { None };
        let last = history(&card, ctx).and_then(|history| history.given().last());
        let done = at.or_else(|| last.map(|given| (given.at, given.grade.is_pass())));
        let Some((at, right)) = done else { return };
        if let (Some(cards), false) = (&mut self.cram, right) {
            // What was wrong is asked again at the end.
            cards.push(card.clone());
        }
        if kind != kind::MARKED {
            self.right += usize::from(right);
        }
        self.steps.push(Step { card, kind, at, right });
    }

    /// Shows the next card, or the end.
    fn advance(&mut self, ctx: &Ctx<'_>) {
        let last = self.steps.last().map(|step| step.card.clone());
        let next = if let Some(cards) = &mut self.cram {
            self.left = cards.len();
            if cards.is_empty() { None } else { Some(cards.remove(0)) }
        } else {
            let cards = deck::of_day(ctx.course, ctx.progress, ctx.today()).cards;
            self.left = cards.len();
            // The same card twice in a row would only be read off.
            let other = cards.iter().find(|card| Some(*card) != last.as_ref());
            other.or_else(|| cards.first()).cloned()
        };
        self.here = next.and_then(|card| self.front(card, ctx)).unwrap_or_else(|| Here::End(End::default()));
    }

    fn front(&self, card: Card, ctx: &Ctx<'_>) -> Option<Here> {
        match card {
            Card::Question(id) => {
                let lesson = ctx.course.question(&id)?.0;
                Quiz::alone(ctx, lesson, &id, self.occasion()).map(|quiz| Here::Question(Box::new(quiz)))
            }
            Card::Term { term, face } => Some(Here::Term(Box::new(Recall::new(term, face, ctx)))),
        }
    }

    /// Why the card comes now; once it is answered, when it comes again.
    fn why(&self, ctx: &Ctx<'_>) -> String {
        let m = ctx.msgs();
        let is_answered = matches!(&self.here, Here::Question(quiz) if quiz.is_answered());
        let Some(card) = self.card(ctx) else { return String::new() };
        if self.cram.is_some() {
            return m.review_cram.to_owned();
        }
        let Some(history) = history(&card, ctx) else { return m.review_new.to_owned() };
        let (Some(schedule), Some(last)) = (history.schedule(), history.given().last()) else {
            return m.review_new.to_owned();
        };
        if is_answered {
            let due = schedule.due(&card.key(), ctx.progress.scheduler());
            return ctx.lang.next_time(due.since(ctx.today()));
        }
        if let Card::Question(id) = &card
            && let Some((_, question)) = ctx.course.question(id)
            && ctx.progress.has_changed(question)
        {
            return m.review_changed.to_owned();
        }
        let elapsed = ctx.today().since(schedule.day);
        let recall = ctx.progress.scheduler().retrievability(schedule.memory, elapsed);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let percent = (recall * 100.0).round().clamp(0.0, 100.0) as u32;
        ctx.lang.why_now(percent, ctx.today().since(last.day), last.grade.is_pass())
    }

    /// Goes over to another edition of the course; a card that it lacks is left out.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) {
        let stays = match &mut self.here {
            Here::Question(quiz) => quiz.carry_over(ctx, to),
            Here::Term(recall) => to.glossary().term(&recall.term).is_some(),
            Here::End(_) => true,
        };
        if !stays {
            self.here = Here::End(End::default());
            self.is_moving = true;
        }
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.here {
            Here::Question(quiz) => quiz.context(),
            Here::Term(recall) => recall.context(),
            Here::End(_) => Context::Result,
        }
    }

    /// The text of the field that is typed into, when one is shown.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match &self.here {
            Here::Question(quiz) => quiz.field(),
            Here::Term(recall) => recall.field(),
            Here::End(_) => None,
        }
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action, ctx: &Ctx<'_>) -> bool {
        match (action, &self.here) {
            (Action::TakeBack, _) => !self.steps.is_empty(),
            (_, Here::Question(quiz)) => quiz.offers(action, ctx),
            (_, Here::Term(recall)) => recall.offers(action),
            (Action::Choose(n), Here::End(end)) => n < end.choices.len(),
            (action, Here::End(_)) => action != Action::QuestionPrev,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::TakeBack => return self.take_back(ctx),
            Action::SuspendCard if self.occasion() == Occasion::Review => return self.suspend(ctx),
            _ => {}
        }
        match &mut self.here {
            Here::Question(quiz) => {
                let outcome = quiz.update(action, ctx);
                self.after_quiz(outcome, ctx)
            }
            Here::Term(_) => self.update_term(action, ctx),
            Here::End(_) => self.update_end(action, ctx),
        }
    }

    fn after_quiz(&mut self, outcome: Outcome, ctx: &Ctx<'_>) -> Outcome {
        let card = self.card(ctx);
        if let (Some(card), true) = (card, outcome.entries.iter().any(|entry| entry.kind == kind::ANSWERED)) {
            self.open = Some((card, kind::ANSWERED));
        }
        if matches!(&self.here, Here::Question(quiz) if quiz.is_over()) {
            self.is_moving = true;
        }
        outcome
    }

    fn update_term(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let occasion = self.occasion();
        let Here::Term(recall) = &mut self.here else { return Outcome::none() };
        match action {
            Action::Back => return Outcome::go(Nav::Back),
            Action::Related => return Outcome::go(Nav::Card(Subject::Term(recall.term.clone()))),
            _ => {}
        }
        let (outcome, grade) = recall.update(action, ctx);
        let Some(grade) = grade else { return outcome };
        let reviewed = Reviewed { grade, took_ms: recall.took_ms(ctx), occasion };
        let card = recall.card();
        let entry = Entry::new(kind::REVIEWED, card.key(), 0, &reviewed);
        self.open = Some((card, kind::REVIEWED));
        self.is_moving = true;
        outcome.with(entry)
    }

    /// The last thing done is taken back, and its card is asked anew.
    fn take_back(&mut self, ctx: &Ctx<'_>) -> Outcome {
        let Some(step) = self.steps.pop() else {
            return Outcome::say(ctx.msgs().review_nothing_to_take_back);
        };
        let present = self.card(ctx);
        if let Some(cards) = &mut self.cram {
            if !step.right {
                // It had been put at the end once more.
                if let Some(place) = cards.iter().rposition(|card| *card == step.card) {
                    cards.remove(place);
                }
            }
            if let Some(present) = present.filter(|card| *card != step.card) {
                cards.insert(0, present);
            }
        }
        self.is_moving = false;
        if let Some(here) = self.front(step.card.clone(), ctx) {
            self.here = here;
        }
        self.left += 1;
        let key = step.card.key();
        let entry = if step.kind == kind::MARKED {
            Entry::new(kind::MARKED, key, 0, &Marked::Suspended(false))
        } else {
            self.right -= usize::from(step.right);
            Entry::new(kind::UNDONE, key, 0, &Undone { kind: step.kind.to_owned(), at: step.at })
        };
        Outcome::say(ctx.lang.taken_back(self.steps.len())).with(entry)
    }

    fn suspend(&mut self, ctx: &Ctx<'_>) -> Outcome {
        let Some(card) = self.card(ctx) else { return Outcome::none() };
        let entry = Entry::new(kind::MARKED, card.key(), 0, &Marked::Suspended(true));
        self.open = Some((card, kind::MARKED));
        self.is_moving = true;
        Outcome::say(ctx.msgs().review_suspended).with(entry)
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str, ctx: &Ctx<'_>) -> Outcome {
        match &mut self.here {
            Here::Question(quiz) => quiz.type_text(text, ctx),
            Here::Term(recall) => {
                recall.type_text(text);
                Outcome::none()
            }
            Here::End(_) => Outcome::none(),
        }
    }

    /// A click does what it points at, or goes on.
    pub fn click(&mut self, x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        let row = usize::from(y.saturating_sub(body.y));
        match &mut self.here {
            Here::Question(quiz) => {
                let outcome = quiz.click(x, y, body, ctx);
                self.after_quiz(outcome, ctx)
            }
            Here::Term(recall) => match (recall.context(), recall.grade_at(row)) {
                (Context::Recall, _) => self.update(Action::Open, ctx),
                (Context::Grade, Some(grade)) => self.update(Action::Choose(grade), ctx),
                _ => Outcome::none(),
            },
            Here::End(end) => {
                let first = end.rows.len().saturating_sub(end.choices.len());
                match (end.scroll.top + row).checked_sub(first).filter(|at| *at < end.choices.len()) {
                    Some(choice) => self.update(Action::Choose(choice), ctx),
                    None => Outcome::none(),
                }
            }
        }
    }

    /// Which card, of how many.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        let m = ctx.msgs();
        let name = if self.cram.is_some() { m.cram } else { m.review };
        let about = match &self.here {
            Here::Question(quiz) => quiz.lesson_title(ctx),
            Here::Term(_) => m.home_glossary,
            Here::End(_) => "",
        };
        let title = if about.is_empty() { name.to_owned() } else { format!("{name} › {about}") };
        let done = self.steps.len();
        let answered = matches!(&self.here, Here::Question(quiz) if quiz.is_answered());
        let left = if answered { self.left.saturating_sub(1) } else { self.left };
        let progress = (self.left > 0).then(|| (format!("{done}/{}", done + left), done, done + left));
        Header { title, progress }
    }

    /// Why this card comes now, or that there is more below.
    #[must_use]
    pub fn footnote(&self, ctx: &Ctx<'_>) -> String {
        let more = match &self.here {
            Here::Question(quiz) => quiz.note(ctx),
            Here::Term(recall) if recall.has_more() => format!("↓ {}", ctx.msgs().lesson_more),
            Here::Term(_) | Here::End(_) => String::new(),
        };
        if more.is_empty() { self.why.clone() } else { more }
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        match &self.here {
            Here::Question(quiz) => quiz.plain(ctx),
            Here::Term(recall) => recall.plain(ctx),
            Here::End(end) => plain::lines(&end.rows, ctx.glyphs(), None),
        }
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        match &self.here {
            Here::Question(quiz) => quiz.view(ctx, body, buf),
            Here::Term(recall) => recall.view(ctx, body, buf),
            Here::End(end) => {
                draw::rows(buf, body, &end.rows, end.scroll.top, ctx.theme, None);
                None
            }
        }
    }
}

fn history<'p>(card: &Card, ctx: &Ctx<'p>) -> Option<&'p History> {
    match card {
        Card::Question(id) => {
            let aliases = ctx.course.question(id).map(|(_, question)| question.aliases.as_slice());
            ctx.progress.history(id, aliases.unwrap_or(&[]))
        }
        Card::Term { .. } => ctx.progress.history(&card.key(), &[]),
    }
}
