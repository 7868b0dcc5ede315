//! The end of a review: what was done, when more comes, and what to do now.

use ratatui::layout::Rect;

use super::{Here, Review};
use crate::{
    app::{Ctx, Nav, Outcome, Target, keymap::Action},
    course::doc::Inline,
    screen::Scroll,
    study::{deck, payload::kind},
    ui::{
        draw, frame,
        layout::{Piece, Role, Row, paragraph},
    },
};

/// Nothing is left to ask.
#[derive(Clone, Debug, Default)]
pub(super) struct End {
    choice: usize,
    pub(super) choices: Vec<Choice>,
    pub(super) rows: Vec<Row>,
    pub(super) scroll: Scroll,
}

/// Something that can be done at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    TakeBack,
    Cram,
    Home,
}

impl Review {
    pub(super) fn update_end(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let Here::End(end) = &mut self.here else { return Outcome::none() };
        let last = end.choices.len().saturating_sub(1);
        let chosen = match action {
            Action::Up => {
                end.choice = end.choice.checked_sub(1).unwrap_or(last);
                return Outcome::none();
            }
            Action::Down => {
                end.choice = if end.choice >= last { 0 } else { end.choice + 1 };
                return Outcome::none();
            }
            Action::Choose(n) => end.choices.get(n),
            Action::Open => end.choices.get(end.choice),
            Action::Back => return Outcome::go(Nav::Back),
            action => {
                end.scroll.update(action, end.rows.len(), usize::from(ctx.size.1));
                return Outcome::none();
            }
        };
        match chosen.copied() {
            Some(Choice::TakeBack) => self.take_back(ctx),
            Some(Choice::Cram) => Outcome::go(Nav::Replace(Target::Cram(None))),
            Some(Choice::Home) => Outcome::go(Nav::Home),
            None => Outcome::none(),
        }
    }

    pub(super) fn lay_out_end(&mut self, ctx: &Ctx<'_>) {
        let m = ctx.msgs();
        let deck = deck::of_day(ctx.course, ctx.progress, ctx.today());
        let forecast = deck::forecast(ctx.course, ctx.progress, ctx.today(), 365);
        let has_cards = forecast.iter().any(|count| *count > 0);
        let mut texts: Vec<(String, Role)> = Vec::new();
        let title = match (&self.cram, self.steps.is_empty()) {
            (None, true) => m.review_nothing,
            (None, false) => m.review_done,
            (Some(_), _) => m.review_cram_done,
        };
        texts.push((title.to_owned(), Role::Strong));
        let answers = self.steps.iter().filter(|step| step.kind != kind::MARKED).count();
        if answers > 0 {
            texts.push((ctx.lang.reviewed(answers, self.right), Role::Text));
        }
        if deck.held_back > 0 {
            texts.push((ctx.lang.held_back(deck.held_back), Role::Text));
        }
        let next = forecast.iter().enumerate().skip(1).find(|(_, count)| **count > 0);
        if let Some((days, count)) = next {
            texts.push((ctx.lang.next_cards(u32::try_from(days).unwrap_or(0), *count), Role::Text));
        }
        if !has_cards {
            texts.push((m.review_nothing_ever.to_owned(), Role::Muted));
        }
        let mut choices = Vec::new();
        if has_cards {
            choices.push(Choice::Cram);
        }
        if !self.steps.is_empty() {
            choices.push(Choice::TakeBack);
        }
        choices.push(Choice::Home);
        let Here::End(end) = &mut self.here else { return };
        if end.choices != choices {
            // What is done next most often is to leave.
            end.choice = choices.len() - 1;
        }
        end.choices = choices;
        let width = ctx.column(frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1)).width);
        end.rows = end_rows(&texts, end, usize::from(width), ctx);
    }
}

fn end_rows(texts: &[(String, Role)], end: &End, width: usize, ctx: &Ctx<'_>) -> Vec<Row> {
    let m = ctx.msgs();
    let mut rows = Vec::new();
    let row = |pieces| Row { block: 0, pieces, fill: None };
    for (text, role) in texts {
        let inlines = [Inline { text: text.clone(), ..Inline::default() }];
        rows.extend(paragraph(&inlines, *role, width, (0, 0), &mut Vec::new()).into_iter().map(row));
    }
    rows.push(draw::blank_row());
    for (place, choice) in end.choices.iter().enumerate() {
        let here = place == end.choice;
        let role = if here { Role::Here } else { Role::Text };
        let label = match choice {
            Choice::TakeBack => m.review_take_back,
            Choice::Cram => m.review_more,
            Choice::Home => m.quiz_home,
        };
        rows.push(row(vec![
            Piece::new(if here { "▸ " } else { "  " }, role),
            Piece::new(format!("{}  ", place + 1), Role::Muted),
            Piece::new(label, role),
        ]));
    }
    rows
}
