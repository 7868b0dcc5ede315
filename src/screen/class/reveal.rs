//! What is right in a question, why, and how often what was answered.

use super::{asked, lines::Lines};
use crate::{
    app::Ctx,
    class::{
        Reply,
        view::{AnswerKind, Counts, KeyView, Mine, QuestionView, Reviewed, Told},
    },
    course::{Kind, Question},
    lang::{Text, class_screen as words},
    screen::question::{Answering, Rows, beside, rows},
    study::Response,
    ui::layout::Role,
};

/// Cells before the text of an option.
const INDENT: usize = 7;

/// Who is looking.
#[derive(Clone, Copy)]
pub enum Eye<'a> {
    /// A player, and what they answered.
    Player(&'a Mine),
    /// Everybody, or the teacher.
    All,
}

/// A question with what is right, for whoever is looking.
pub fn reviewed(ctx: &Ctx<'_>, reviewed: &Reviewed, eye: Eye<'_>, width: u16) -> Rows {
    explained(ctx, &reviewed.question, reviewed.key.as_ref(), Some(&reviewed.counts), eye, width)
}

/// The same where nobody else's answers may be known.
pub fn explained(
    ctx: &Ctx<'_>,
    view: &QuestionView,
    key: Option<&KeyView>,
    counts: Option<&Counts>,
    eye: Eye<'_>,
    width: u16,
) -> Rows {
    beside::laid_out(ctx, width, |ctx, width| {
        let mut lines = Lines::new(ctx, width);
        lines.markdown("", &view.stem, Role::Strong);
        match key {
            Some(key) => lines.key(view, key, counts, eye),
            None => lines.poll(view, counts, eye),
        }
        if let Some(counts) = counts {
            lines.blank();
            lines.totals(counts, key.is_some());
        }
        lines.out
    })
}

impl Lines<'_> {
    /// What became of the player's own answer.
    fn verdict(&mut self, eye: Eye<'_>) {
        let Eye::Player(mine) = eye else { return };
        let m = self.ctx.msgs();
        let (sign, verdict, role) = match (&mine.reply, &mine.result) {
            (None, _) => ("- ", words::NOT_ANSWERED.get(self.ctx.lang).to_owned(), Role::Muted),
            (_, Some(result)) if result.right => {
                ("✓ ", format!("{}  +{}", m.quiz_right, self.ctx.lang.points(result.points)), Role::Right)
            }
            (Some(Reply::DontKnow), _) => ("✗ ", m.quiz_dont_know.to_owned(), Role::Wrong),
            (_, Some(_)) => ("✗ ", m.quiz_wrong.to_owned(), Role::Wrong),
            (Some(_), None) => return,
        };
        let sign = if self.ctx.plain { "" } else { sign };
        self.text(&format!("{sign}{verdict}"), role);
    }

    fn key(&mut self, view: &QuestionView, key: &KeyView, counts: Option<&Counts>, eye: Eye<'_>) {
        self.verdict(eye);
        self.blank();
        let reply = match eye {
            Eye::Player(mine) => mine.reply.as_ref(),
            Eye::All => None,
        };
        let question = asked::revealed(view, key);
        match question.kind {
            Kind::Number(_) | Kind::Typed(_) => self.typed(view, key, eye),
            _ => {
                let response = reply.and_then(|reply| asked::response(reply, key));
                let response = response.unwrap_or(Response::DontKnow);
                let answering = Answering::as_listed(&question);
                let shown = rows::explained(self.ctx, &question, &answering, &response, self.width);
                self.counted_options(shown, counts, &key.order);
            }
        }
        if !key.explanation.get(self.ctx.lang).is_empty() {
            self.blank();
            let label = self.label(self.ctx.msgs().quiz_explanation);
            self.markdown(&label, &key.explanation, Role::Text);
        }
    }

    fn label(&self, label: &str) -> String {
        if self.ctx.plain { format!("{label}: ") } else { format!("{label}  ") }
    }

    /// `rows`, each option followed by how many chose it, or put or matched it rightly; `order` says where the options that
    /// were to be put in order are shown.
    fn counted_options(&mut self, rows: Rows, counts: Option<&Counts>, order: &[u8]) {
        let last = |at: usize, option: Option<usize>| rows.options.get(at + 1).copied().flatten() != option;
        for (at, (row, option)) in rows.rows.iter().zip(&rows.options).enumerate() {
            self.push(row.pieces.clone(), *option);
            let (Some(place), Some(counts)) = (option, counts) else { continue };
            if last(at, Some(*place)) {
                let shown = order.get(*place).map_or(*place, |place| usize::from(*place));
                let n = counts.options.get(shown).copied().unwrap_or(0);
                self.count(INDENT, n, counts.answers, Some(*place));
            }
        }
    }

    fn poll(&mut self, view: &QuestionView, counts: Option<&Counts>, eye: Eye<'_>) {
        if let Eye::Player(Mine { reply: Some(_), .. }) = eye {
            self.say(words::POLL_DONE, Role::Muted);
        }
        self.blank();
        let mine: &[u8] = match eye {
            Eye::Player(Mine { reply: Some(Reply::Chosen(places)), .. }) => places,
            _ => &[],
        };
        for (place, text) in view.options.iter().enumerate() {
            let is_mine = mine.iter().any(|at| usize::from(*at) == place);
            let role = if is_mine { Role::Here } else { Role::Text };
            let label = format!("{}{}  ", if is_mine { "▸ " } else { "  " }, place + 1);
            self.markdown(&label, text, role);
            if let Some(counts) = counts {
                let n = counts.options.get(place).copied().unwrap_or(0);
                self.count(5, n, counts.answers, Some(place));
            }
        }
    }

    /// What was typed, what should have been, and what is typed instead.
    fn typed(&mut self, view: &QuestionView, key: &KeyView, eye: Eye<'_>) {
        let m = self.ctx.msgs();
        let unit = view.unit.as_ref().map(|unit| unit.get(self.ctx.lang)).unwrap_or_default();
        if let Eye::Player(mine) = eye
            && let Some(Reply::Typed(text)) = &mine.reply
        {
            let is_right = mine.result.as_ref().is_some_and(|result| result.right);
            let role = if is_right { Role::Right } else { Role::Wrong };
            let label = self.label(m.quiz_your_answer);
            self.labelled(&label, text, role);
            if let Some(why) = mine.result.as_ref().and_then(|result| result.why.as_ref()) {
                self.markdown("    ", why, Role::Text);
            }
        }
        let label = self.label(m.quiz_answer);
        for told in &key.answers {
            self.told(&label, told, Role::Right);
        }
        if !key.near.is_empty() {
            self.blank();
            self.say(words::INSTEAD, Role::Muted);
        }
        for told in &key.near {
            let what = match view.kind {
                AnswerKind::Number => with_unit(&told.what, unit),
                _ => told.what.clone(),
            };
            self.told("  ", &Told { what, why: told.why.clone() }, Role::Text);
        }
    }

    fn told(&mut self, label: &str, told: &Told, role: Role) {
        self.markdown(label, &told.what, role);
        if !told.why.get(self.ctx.lang).is_empty() {
            self.markdown("    ", &told.why, if role == Role::Right { Role::Text } else { Role::Muted });
        }
    }

    fn totals(&mut self, counts: &Counts, has_key: bool) {
        let lang = self.ctx.lang;
        let mut parts = Vec::new();
        if counts.answers == 0 {
            parts.push(words::NOBODY_ANSWERED.get(lang).to_owned());
        } else if has_key {
            parts.push(lang.right_of(counts.right, counts.answers));
        }
        if counts.dont_know > 0 {
            let n = lang.people(counts.dont_know as usize);
            parts.push(format!("{} {n}", self.ctx.msgs().quiz_dont_know));
        }
        if !has_key && counts.answers > 0 {
            parts.push(format!("{} {}", words::ANSWERS.get(lang), counts.answers));
        }
        self.text(&parts.join("   "), Role::Muted);
    }
}

fn with_unit(what: &Text, unit: &str) -> Text {
    Text { ko: format!("{} {unit}", what.ko), en: format!("{} {unit}", what.en) }
}

/// A question that is open or just closed, as everybody sees it.
pub fn asked(ctx: &Ctx<'_>, question: &Question, answering: &Answering, width: u16) -> Rows {
    beside::laid_out(ctx, width, |ctx, width| rows::question(ctx, question, answering, 0, width))
}
