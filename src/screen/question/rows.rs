//! A question as rows: while it is being answered, and after.

mod fields;

use super::answering::Answering;
use crate::{
    app::Ctx,
    course::{AnswerOption, Kind, Question, doc::Inlines, markdown},
    lang::{Lang, Text, width::width},
    study::{
        Response,
        answer::{Mark, mark},
    },
    ui::layout::{Piece, Role, Row, paragraph},
};

/// Before a right option that was not chosen.
const MISSED: &str = "✓   ";

/// Rows, and which option on the screen each belongs to.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// For each row, the place of its option in the order of the screen.
    pub options: Vec<Option<usize>>,
    /// Row and column of the caret of a field.
    pub caret: Option<(usize, u16)>,
}

impl Rows {
    /// First and after-last row of the option at `place`.
    #[must_use]
    pub fn of_option(&self, place: usize) -> Option<(usize, usize)> {
        let start = self.options.iter().position(|option| *option == Some(place))?;
        let end = self.options.iter().rposition(|option| *option == Some(place))? + 1;
        Some((start, end))
    }
}

/// Collects the rows of a question.
struct Writer<'a> {
    ctx: &'a Ctx<'a>,
    width: usize,
    out: Rows,
}

/// The question while it is being answered, with the first `hints` hints.
#[must_use]
pub fn question(ctx: &Ctx<'_>, question: &Question, answering: &Answering, hints: usize, width: u16) -> Rows {
    let mut w = Writer { ctx, width: usize::from(ctx.column(width)), out: Rows::default() };
    let m = ctx.msgs();
    w.stem(|lang| question.stem(lang));
    w.line(
        match question.kind {
            Kind::Single | Kind::TrueFalse => m.quiz_pick_one,
            Kind::Multiple => m.quiz_pick_many,
            Kind::Ordering => m.quiz_order,
            Kind::Matching => m.quiz_match,
            Kind::Number(_) => m.quiz_type_number,
            Kind::Typed(_) => m.quiz_type_words,
            Kind::FillIn(_) => m.quiz_fill_in,
        },
        Role::Muted,
    );
    if ctx.progress.has_changed(question) {
        w.line(m.quiz_asked_again, Role::Muted);
    }
    w.blank();
    for (place, option) in answering.order.iter().enumerate() {
        w.option(question, answering, place, *option);
    }
    match &question.kind {
        Kind::Matching => w.pairs(question, answering),
        Kind::Number(answer) => w.field(answering, answer.unit.get(ctx.lang)),
        Kind::Typed(_) => w.field(answering, ""),
        Kind::FillIn(_) => w.blanks(answering),
        _ => {}
    }
    for (n, hint) in question.hints.iter().take(hints).enumerate() {
        w.blank();
        let label = w.label(&format!("{} {}", m.quiz_hint, n + 1));
        w.both(hint, Role::Text, &label, None);
    }
    w.out
}

/// The question after it was answered with `response`.
#[must_use]
pub fn feedback(
    ctx: &Ctx<'_>,
    question: &Question,
    answering: &Answering,
    response: &Response,
    correct: bool,
    width: u16,
) -> Rows {
    let mut w = Writer { ctx, width: usize::from(ctx.column(width)), out: Rows::default() };
    let m = ctx.msgs();
    w.stem(|lang| question.filled_stem(lang));
    let (sign, verdict, role) = match (correct, response) {
        (true, _) => ("✓ ", m.quiz_right, Role::Right),
        (false, Response::DontKnow) => ("✗ ", m.quiz_dont_know, Role::Wrong),
        (false, _) => ("✗ ", m.quiz_wrong, Role::Wrong),
    };
    w.line(&format!("{}{verdict}", w.sign(sign, "")), role);
    w.blank();
    match &question.kind {
        Kind::Number(_) => w.number_feedback(question, response, correct),
        Kind::Typed(_) | Kind::FillIn(_) => w.typed_feedback(question, response),
        _ => w.explained(question, answering, response),
    }
    w.explanation(question);
    w.out
}

/// What is right in a question that is answered by choosing, and why, beside `response`.
#[must_use]
pub fn explained(
    ctx: &Ctx<'_>,
    question: &Question,
    answering: &Answering,
    response: &Response,
    width: u16,
) -> Rows {
    let mut w = Writer { ctx, width: usize::from(ctx.column(width)), out: Rows::default() };
    w.explained(question, answering, response);
    w.out
}

impl Writer<'_> {
    fn explained(&mut self, question: &Question, answering: &Answering, response: &Response) {
        match &question.kind {
            Kind::Ordering => {
                for (right, option) in question.options.iter().enumerate() {
                    self.placed_option(option, right, response);
                }
            }
            Kind::Matching => {
                for (place, option) in answering.order.iter().enumerate() {
                    self.matched_option(question, &question.options[*option], place, response);
                }
            }
            _ => {
                for (place, option) in answering.order.iter().enumerate() {
                    self.marked_option(question, &question.options[*option], place, response);
                }
            }
        }
    }

    fn explanation(&mut self, question: &Question) {
        if !question.explanation.get(self.ctx.lang).is_empty() {
            self.blank();
            let label = self.label(self.ctx.msgs().quiz_explanation);
            self.both(&question.explanation, Role::Text, &label, None);
        }
    }

    fn push(&mut self, pieces: Vec<Piece>, option: Option<usize>) {
        self.out.rows.push(Row { block: 0, pieces, fill: None });
        self.out.options.push(option);
    }

    fn blank(&mut self) {
        self.push(Vec::new(), None);
    }

    fn line(&mut self, text: &str, role: Role) {
        self.push(vec![Piece::new(text, role)], None);
    }

    /// A sign; for those who read line by line what it says.
    fn sign(&self, sign: &str, told: &str) -> String {
        match (self.ctx.plain, told) {
            (false, _) => sign.to_owned(),
            (true, "") => String::new(),
            (true, told) => format!("{told}: "),
        }
    }

    /// Whether the learner's answer is right, before its label.
    fn verdict(&self, right: bool) -> String {
        let m = self.ctx.msgs();
        match (self.ctx.plain, right) {
            (true, true) => format!("{}, ", m.plain_right),
            (true, false) => format!("{}, ", m.plain_wrong),
            (false, true) => "✓ ".to_owned(),
            (false, false) => "✗ ".to_owned(),
        }
    }

    /// What stands before a text.
    fn label(&self, label: &str) -> String {
        self.sign(&format!("{label}  "), label)
    }

    /// Where nothing has been typed or matched yet.
    fn nothing_yet(&self, drawn: usize) -> String {
        if self.ctx.plain { self.ctx.msgs().plain_empty.to_owned() } else { "_".repeat(drawn) }
    }

    /// Markdown behind `prefix` pieces; further rows hang under its text.
    fn hanging(&mut self, prefix: Vec<Piece>, text: &str, role: Role, option: Option<usize>) {
        self.inlines(prefix, markdown::inline(text), role, option);
    }

    fn inlines(&mut self, prefix: Vec<Piece>, mut inlines: Inlines, role: Role, option: Option<usize>) {
        let indent: usize = prefix.iter().map(|piece| width(&piece.text)).sum();
        inlines.iter_mut().for_each(|inline| inline.link = None);
        let rows =
            paragraph(&inlines, role, self.width.saturating_sub(indent).max(8), (0, 0), &mut Vec::new());
        let mut prefix = Some(prefix);
        for row in rows {
            let mut pieces =
                prefix.take().unwrap_or_else(|| vec![Piece::new(" ".repeat(indent), Role::Text)]);
            pieces.retain(|piece| !piece.text.is_empty());
            pieces.extend(row);
            self.push(pieces, option);
        }
        if let Some(prefix) = prefix {
            self.push(prefix, option);
        }
    }

    /// The stem, and in the other language too when both are wanted.
    fn stem(&mut self, stem: impl Fn(Lang) -> Inlines) {
        self.inlines(Vec::new(), stem(self.ctx.lang), Role::Strong, None);
        if self.ctx.both {
            self.inlines(Vec::new(), stem(self.ctx.lang.other()), Role::Text, None);
        }
    }

    /// A text, and in the other language too when both are wanted.
    fn both(&mut self, text: &Text, role: Role, prefix: &str, option: Option<usize>) {
        let label = |text: &str| vec![Piece::new(text, Role::Muted)];
        self.hanging(label(prefix), text.get(self.ctx.lang), role, option);
        if self.ctx.both {
            let indent = " ".repeat(width(prefix));
            let role = if role == Role::Strong { Role::Text } else { role };
            self.hanging(label(&indent), text.get(self.ctx.lang.other()), role, option);
        }
    }

    /// An option to choose: cursor, number, mark, text.
    fn option(&mut self, question: &Question, answering: &Answering, place: usize, option: usize) {
        let here = answering.cursor == Some(place);
        let role = if here { Role::Here } else { Role::Text };
        let number = if question.kind == Kind::Matching { String::new() } else { format!("{}  ", place + 1) };
        let state = match question.kind {
            Kind::Single | Kind::TrueFalse if answering.is_sheet => {
                let is_chosen = answering.chosen.contains(&option);
                if is_chosen {
                    self.sign("(o) ", self.ctx.msgs().plain_chosen)
                } else {
                    self.sign("( ) ", "")
                }
            }
            Kind::Multiple if answering.chosen.contains(&option) => {
                self.sign("[x] ", self.ctx.msgs().plain_chosen)
            }
            Kind::Multiple => self.sign("[ ] ", ""),
            Kind::Ordering => match answering.chosen.iter().position(|chosen| *chosen == option) {
                Some(at) => self.sign(&format!("({}) ", at + 1), &self.ctx.lang.place(at + 1)),
                None => self.sign("( ) ", ""),
            },
            _ => String::new(),
        };
        let prefix = vec![
            Piece::new(if here { "▸ " } else { "  " }, role),
            Piece::new(number, Role::Muted),
            Piece::new(state, Role::Strong),
        ];
        let item = &question.options[option];
        let mut text = question.option_text(item, self.ctx.lang).to_owned();
        if question.kind == Kind::Matching {
            let pair = answering.matched.get(option).copied().flatten();
            let shown = pair.and_then(|pair| {
                let at = answering.pairs.iter().position(|other| *other == pair)?;
                Some(format!("{} {}", at + 1, question.options[pair].pair.get(self.ctx.lang)))
            });
            text = format!("{text}  ->  {}", shown.unwrap_or_else(|| self.nothing_yet(4)));
        }
        self.hanging(prefix, &text, role, Some(place));
        if self.ctx.both {
            let prefix = vec![Piece::new(" ".repeat(5), Role::Text)];
            self.hanging(prefix, question.option_text(item, self.ctx.lang.other()), Role::Muted, Some(place));
        }
    }

    /// The right sides of a matching question.
    fn pairs(&mut self, question: &Question, answering: &Answering) {
        self.blank();
        for (place, pair) in answering.pairs.iter().enumerate() {
            let used = answering.matched.contains(&Some(*pair));
            let role = if used { Role::Muted } else { Role::Text };
            let prefix = vec![Piece::new(format!("  {}  ", place + 1), Role::Strong)];
            self.hanging(prefix, question.options[*pair].pair.get(self.ctx.lang), role, None);
            if self.ctx.both {
                let prefix = vec![Piece::new(" ".repeat(5), Role::Text)];
                self.hanging(
                    prefix,
                    question.options[*pair].pair.get(self.ctx.lang.other()),
                    Role::Muted,
                    None,
                );
            }
        }
    }

    /// Why an option is right or wrong; of less weight where the learner neither chose nor missed it.
    fn why(&mut self, why: &Text, role: Role, indent: usize, place: Option<usize>) {
        self.both(why, role, &" ".repeat(indent), place);
    }

    /// ` ✗ ▸ 2  text` and why.
    fn marked_option(
        &mut self,
        question: &Question,
        option: &AnswerOption,
        place: usize,
        response: &Response,
    ) {
        let m = self.ctx.msgs();
        let mine = |verdict: &str| format!("{verdict}, {}", m.quiz_your_answer);
        let (sign, role) = match mark(question, option, response) {
            Mark::Right => (self.sign("✓ ▸ ", &mine(m.plain_right)), Role::Right),
            Mark::Wrong => (self.sign("✗ ▸ ", &mine(m.plain_wrong)), Role::Wrong),
            Mark::Missed => (self.sign(MISSED, m.quiz_answer), Role::Right),
            Mark::Unchosen => ("    ".to_owned(), Role::Text),
        };
        let is_missed = sign == MISSED;
        let prefix = vec![Piece::new(sign, role), Piece::new(format!("{}  ", place + 1), Role::Muted)];
        let mut text = question.option_text(option, self.ctx.lang).to_owned();
        if is_missed {
            text = format!("{text}  ({})", m.quiz_answer);
        }
        self.hanging(prefix, &text, role, Some(place));
        let weight = if role == Role::Text { Role::Muted } else { Role::Text };
        self.why(&option.why, weight, 7, Some(place));
    }

    /// Before an option in its place; who did not know gets the answer, not a verdict.
    fn placed(&self, right: bool, response: &Response) -> String {
        let m = self.ctx.msgs();
        match (response, right) {
            (Response::DontKnow, _) => self.sign("✓ ", m.quiz_answer),
            (_, true) => self.sign("✓ ", m.plain_right),
            (_, false) => self.sign("✗ ", m.plain_wrong),
        }
    }

    /// In the right order, with the learner's place where it was another.
    fn placed_option(&mut self, option: &AnswerOption, right: usize, response: &Response) {
        let chosen = match response {
            Response::Chosen(ids) => ids.iter().position(|id| *id == option.id),
            _ => None,
        };
        let is_shown = chosen == Some(right) || *response == Response::DontKnow;
        let role = if is_shown { Role::Right } else { Role::Wrong };
        let sign = self.placed(is_shown, response);
        let mine = match chosen {
            Some(at) if at != right => format!("  ({}: {})", self.ctx.msgs().quiz_your_answer, at + 1),
            _ => String::new(),
        };
        let prefix = vec![Piece::new(sign, role), Piece::new(format!("{}  ", right + 1), Role::Muted)];
        self.hanging(prefix, &format!("{}{mine}", option.text.get(self.ctx.lang)), role, Some(right));
        self.why(&option.why, Role::Text, 5, Some(right));
    }

    /// With its own pair, and the learner's where it was another.
    fn matched_option(
        &mut self,
        question: &Question,
        option: &AnswerOption,
        place: usize,
        response: &Response,
    ) {
        let lang = self.ctx.lang;
        let right = mark(question, option, response) == Mark::Right;
        let is_shown = right || *response == Response::DontKnow;
        let role = if is_shown { Role::Right } else { Role::Wrong };
        let sign = self.placed(is_shown, response);
        let mine = match response {
            Response::Matched(pairs) if !right => {
                let found = pairs.iter().find(|(left, _)| *left == option.id);
                let other = found.and_then(|(_, id)| question.options.iter().find(|o| o.id == *id));
                other.map(|o| format!("  ({}: {})", self.ctx.msgs().quiz_your_answer, o.pair.get(lang)))
            }
            _ => None,
        };
        let text =
            format!("{}  ->  {}{}", option.text.get(lang), option.pair.get(lang), mine.unwrap_or_default());
        self.hanging(vec![Piece::new(sign, role)], &text, role, Some(place));
        self.why(&option.why, Role::Text, 2, Some(place));
    }
}
