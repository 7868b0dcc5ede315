//! Fields that are typed into, and what became of what was typed.

use super::Writer;
use crate::{
    course::{Kind, Question, TypedAnswer, doc::Inline},
    lang::{
        Lang,
        width::{clip_start, width},
    },
    screen::question::Answering,
    study::{
        Response,
        answer::near_miss,
        typed::{self, Verdict},
    },
    ui::layout::{Piece, Role},
};

/// Cells of an empty field.
const EMPTY: usize = 12;

impl Writer<'_> {
    /// The only field of a question.
    pub(super) fn field(&mut self, answering: &Answering, unit: &str) {
        let text = answering.fields.first().map_or("", String::as_str);
        self.field_row(vec![Piece::new("▸ ", Role::Here)], text, unit, true, None);
    }

    /// The numbered fields of blanks.
    pub(super) fn blanks(&mut self, answering: &Answering) {
        for (place, text) in answering.fields.iter().enumerate() {
            let here = answering.cursor == Some(place);
            let cursor = if here { Piece::new("▸ ", Role::Here) } else { Piece::new("  ", Role::Text) };
            let number = Piece::new(format!("{}  ", place + 1), Role::Muted);
            self.field_row(vec![cursor, number], text, "", here, Some(place));
        }
    }

    /// A field behind `pieces`; of a long text, its end.
    fn field_row(
        &mut self,
        mut pieces: Vec<Piece>,
        text: &str,
        unit: &str,
        here: bool,
        place: Option<usize>,
    ) {
        let before: usize = pieces.iter().map(|piece| width(&piece.text)).sum();
        let room = self.width.saturating_sub(before + width(unit) + 2);
        let shown = clip_start(text, room);
        let typed = width(shown);
        if here {
            self.out.caret = Some((self.out.rows.len(), u16::try_from(before + typed).unwrap_or(u16::MAX)));
        }
        pieces.push(Piece::new(shown, Role::Strong));
        if typed == 0 || !self.ctx.plain {
            let rest = self.nothing_yet(EMPTY.saturating_sub(typed).max(1));
            pieces.push(Piece::new(rest, Role::Muted));
        }
        if !unit.is_empty() {
            pieces.push(Piece::new(format!(" {unit}"), Role::Text));
        }
        self.push(pieces, place);
    }

    pub(super) fn number_feedback(&mut self, question: &Question, response: &Response, correct: bool) {
        let Kind::Number(answer) = &question.kind else { return };
        let m = self.ctx.msgs();
        if let Response::Typed(typed) = response {
            let role = if correct { Role::Right } else { Role::Wrong };
            let mine = format!("{}{}", self.verdict(correct), self.label(m.quiz_your_answer));
            self.hanging(vec![Piece::new(mine, Role::Muted)], typed, role, None);
        }
        let value = format!("{} {}", answer.value, answer.unit.get(self.ctx.lang));
        let right = format!("{}{}", self.sign("✓ ", ""), self.label(m.quiz_answer));
        self.hanging(vec![Piece::new(right, Role::Muted)], value.trim_end(), Role::Right, None);
        if let Some(why) = near_miss(question, response) {
            self.blank();
            self.why(why, Role::Text, 2, None);
        }
    }

    /// Each field on its own: what was typed, what is right, and why.
    pub(super) fn typed_feedback(&mut self, question: &Question, response: &Response) {
        let is_blank = matches!(question.kind, Kind::FillIn(_));
        for (field, answer) in question.kind.typed().enumerate() {
            if field > 0 {
                self.blank();
            }
            let number = if is_blank { format!("{}  ", field + 1) } else { String::new() };
            let typed = typed::text(question, field, response);
            let verdict = typed::verdict(question, field, response);
            self.answer(answer, typed.zip(verdict), &number, field);
        }
    }

    fn answer(
        &mut self,
        answer: &TypedAnswer,
        typed: Option<(&str, Verdict<'_>)>,
        number: &str,
        field: usize,
    ) {
        let m = self.ctx.msgs();
        let place = Some(field);
        let indent = " ".repeat(2 + width(number));
        if let Some((text, verdict)) = typed {
            let role = if verdict.is_right() { Role::Right } else { Role::Wrong };
            let near = matches!(verdict, Verdict::Near(_)).then(|| format!("  ({})", m.quiz_near));
            let prefix = vec![
                Piece::new(self.verdict(verdict.is_right()), role),
                Piece::new(format!("{number}{}", self.label(m.quiz_your_answer)), Role::Muted),
            ];
            self.plain(prefix, &format!("{text}{}", near.unwrap_or_default()), role, place);
            if let Verdict::Misspelled(spelling) = verdict {
                let prefix =
                    vec![Piece::new(format!("{indent}{}", self.label(m.quiz_spelling)), Role::Muted)];
                self.plain(prefix, spelling, Role::Strong, place);
            }
        }
        let number = if typed.is_some() { " ".repeat(width(number)) } else { number.to_owned() };
        let right = format!("{}{number}{}", self.sign("✓ ", ""), self.label(m.quiz_answer));
        self.both(&answer.answer, Role::Right, &right, place);
        self.why(&answer.why, Role::Text, width(&indent), place);
        if let Some((_, Verdict::Near(near))) = typed {
            self.both(&near.why, Role::Text, &format!("{indent}{}", self.label(m.quiz_near_why)), place);
        }
        let others = self.other_spellings(answer);
        if !others.is_empty() {
            let prefix = vec![Piece::new(format!("{indent}{}: ", m.quiz_also_right), Role::Muted)];
            self.plain(prefix, &others.join(", "), Role::Muted, place);
        }
    }

    /// What else is right, apart from the answer in the languages it is shown in.
    fn other_spellings<'t>(&self, answer: &'t TypedAnswer) -> Vec<&'t str> {
        let is_shown = |text: &str| {
            let langs = Lang::ALL.into_iter().filter(|lang| self.ctx.both || *lang == self.ctx.lang);
            langs.map(|lang| answer.answer.get(lang)).any(|shown| shown == text)
        };
        answer.accepted().filter(|text| !is_shown(text)).collect()
    }

    /// Text as it was typed, without Markdown.
    fn plain(&mut self, prefix: Vec<Piece>, text: &str, role: Role, place: Option<usize>) {
        let inline = Inline { text: text.to_owned(), ..Inline::default() };
        self.inlines(prefix, vec![inline], role, place);
    }
}
