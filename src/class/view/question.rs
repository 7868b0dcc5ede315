//! A question without what is right.

use serde::{Deserialize, Serialize};

use crate::{
    class::sheet::Sheet,
    course::Kind,
    lang::{Lang, Text},
};

/// A question without what is right. Options and pairs go by their places, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// How it is answered.
    pub kind: AnswerKind,
    /// Whether nothing is right: it is asked for an opinion.
    pub poll: bool,
    /// How many times the usual points it is worth.
    pub weight: u32,
    /// What is asked, as inline Markdown.
    pub stem: Text,
    /// What can be chosen, as inline Markdown.
    pub options: Vec<Text>,
    /// What the options are matched with, as inline Markdown.
    pub pairs: Vec<Text>,
    /// What stands behind the field of a number.
    pub unit: Option<Text>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// One option.
    Single,
    /// One option or more.
    Multiple,
    /// True or false.
    TrueFalse,
    /// All options in order.
    Ordering,
    /// Each option with a pair.
    Matching,
    /// A number.
    Number,
    /// Words.
    Typed,
}

impl QuestionView {
    /// The question of `sheet` as everybody may see it.
    #[must_use]
    pub fn of(sheet: &Sheet) -> QuestionView {
        let question = &sheet.item.question;
        let both = |text: &dyn Fn(Lang) -> String| Text { ko: text(Lang::Ko), en: text(Lang::En) };
        let shown = |order: &[usize]| -> Vec<_> {
            order.iter().filter_map(|number| question.options.get(*number)).collect()
        };
        let options = shown(&sheet.order.options).into_iter();
        let pairs = shown(&sheet.order.pairs).into_iter();
        QuestionView {
            kind: AnswerKind::of(&question.kind),
            poll: sheet.item.poll,
            weight: sheet.item.weight,
            stem: question.stem.clone(),
            options: options.map(|o| both(&|lang| question.option_text(o, lang).to_owned())).collect(),
            pairs: pairs.map(|option| option.pair.clone()).collect(),
            unit: match &question.kind {
                Kind::Number(answer) => Some(answer.unit.clone()),
                _ => None,
            },
        }
    }
}

impl AnswerKind {
    fn of(kind: &Kind) -> AnswerKind {
        match kind {
            Kind::Single => AnswerKind::Single,
            Kind::Multiple => AnswerKind::Multiple,
            Kind::TrueFalse => AnswerKind::TrueFalse,
            Kind::Ordering => AnswerKind::Ordering,
            Kind::Matching => AnswerKind::Matching,
            Kind::Number(_) => AnswerKind::Number,
            // No room is opened with blanks to fill in.
            Kind::Typed(_) | Kind::FillIn(_) => AnswerKind::Typed,
        }
    }
}
