//! What can be wrong with the fence of a widget, and how to mend it, in both languages.

use crate::{
    course::diagnostic::closest,
    lang::Lang,
    widget::{
        field::{Field, MOST_TIMES, Shape, written},
        model::{MODELS, Model},
    },
};

/// Something that is wrong with a fence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is told in full by `Fault::message`")]
pub enum Fault {
    NoKind,
    UnknownKind(String),
    NoValue(String),
    UnknownField { kind: &'static Model, name: String },
    Repeated(String),
    BadValue { field: &'static Field, text: String },
    NoPrice { id: String, like: Option<String> },
    Differs,
    Nested,
}

impl Fault {
    /// What is wrong, without a final period.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Fault::NoKind, Lang::Ko) => "위젯의 종류가 없어요".into(),
            (Fault::NoKind, Lang::En) => "the widget has no kind".into(),
            (Fault::UnknownKind(name), Lang::Ko) => format!("모르는 위젯: `{name}`"),
            (Fault::UnknownKind(name), Lang::En) => format!("unknown widget `{name}`"),
            (Fault::NoValue(line), Lang::Ko) => format!("값이 없는 줄이에요: `{line}`"),
            (Fault::NoValue(line), Lang::En) => format!("a line without a value: `{line}`"),
            (Fault::UnknownField { kind, name }, Lang::Ko) => {
                format!("{} 위젯이 모르는 항목: `{name}`", kind.name)
            }
            (Fault::UnknownField { kind, name }, Lang::En) => {
                format!("unknown field `{name}` of widget {}", kind.name)
            }
            (Fault::Repeated(name), Lang::Ko) => format!("두 번 쓴 항목: `{name}`"),
            (Fault::Repeated(name), Lang::En) => format!("field `{name}` is given twice"),
            (Fault::BadValue { field, text }, Lang::Ko) => {
                format!("`{}`에 쓸 수 없는 값: `{text}`", field.name)
            }
            (Fault::BadValue { field, text }, Lang::En) => format!("`{text}` cannot be `{}`", field.name),
            (Fault::NoPrice { id, .. }, Lang::Ko) => format!("이 위젯에 필요한 가격이 없어요: `{id}`"),
            (Fault::NoPrice { id, .. }, Lang::En) => {
                format!("this widget needs price `{id}`, which is missing")
            }
            (Fault::Differs, Lang::Ko) => "두 언어의 위젯이 달라요".into(),
            (Fault::Differs, Lang::En) => "the widget differs between the two languages".into(),
            (Fault::Nested, Lang::Ko) => "목록이나 인용 안의 위젯은 보이지 않아요".into(),
            (Fault::Nested, Lang::En) => "a widget inside a list or a quote is not shown".into(),
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn fix(&self, lang: Lang) -> String {
        let ko = lang == Lang::Ko;
        match self {
            Fault::NoKind => known(lang, None, MODELS.iter().map(|model| model.name)),
            Fault::UnknownKind(name) => known(lang, Some(name), MODELS.iter().map(|model| model.name)),
            Fault::NoValue(_) if ko => "`이름 = 값`으로 쓰세요".into(),
            Fault::NoValue(_) => "write `name = value`".into(),
            Fault::UnknownField { kind, name } => {
                known(lang, Some(name), kind.fields.iter().map(|field| field.name))
            }
            Fault::Repeated(_) if ko => "하나만 남기세요".into(),
            Fault::Repeated(_) => "keep one".into(),
            Fault::BadValue { field, text } => allowed(field, text, lang),
            Fault::NoPrice { like: Some(like), .. } if ko => {
                format!("혹시 `{like}`? 가격은 assets/prices.ron에 있어요")
            }
            Fault::NoPrice { like: Some(like), .. } => {
                format!("did you mean `{like}`? Prices are in assets/prices.ron")
            }
            Fault::NoPrice { .. } if ko => "assets/prices.ron에 추가하거나 값을 바꾸세요".into(),
            Fault::NoPrice { .. } => "add it to assets/prices.ron or change the value".into(),
            Fault::Differs if ko => "ko.md와 en.md에 똑같이 쓰세요".into(),
            Fault::Differs => "write it in the same way in ko.md and en.md".into(),
            Fault::Nested if ko => "목록 밖 줄 맨 앞에 쓰세요".into(),
            Fault::Nested => "write it at the start of a line of its own".into(),
        }
    }
}

/// The nearest of `names`, and all of them.
fn known<'a>(lang: Lang, name: Option<&str>, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let all = names.join(", ");
    match (name.and_then(|name| closest(name, names)), lang) {
        (Some(like), Lang::Ko) => format!("혹시 `{like}`? 쓸 수 있는 것: {all}"),
        (Some(like), Lang::En) => format!("did you mean `{like}`? Known: {all}"),
        (None, Lang::Ko) => format!("쓸 수 있는 것: {all}"),
        (None, Lang::En) => format!("known: {all}"),
    }
}

/// What a field may hold.
fn allowed(field: &Field, text: &str, lang: Lang) -> String {
    match (&field.shape, lang) {
        (Shape::Choice(choices) | Shape::Actions(choices), _) => {
            known(lang, Some(text), choices.iter().map(|choice| choice.id))
        }
        (Shape::Number { places, least, most, .. }, _) => {
            let (least, most) = (written(*least, *places), written(*most, *places));
            match (places, lang) {
                (0, Lang::Ko) => format!("{least}부터 {most}까지의 정수를 쓰세요"),
                (0, Lang::En) => format!("write a whole number from {least} to {most}"),
                (places, Lang::Ko) => {
                    format!("{least}부터 {most}까지, 소수점 아래 {places}자리 안에서 쓰세요")
                }
                (1, Lang::En) => format!("write a number from {least} to {most}, with tenths at most"),
                (places, Lang::En) => {
                    format!("write a number from {least} to {most} with at most {places} decimal places")
                }
            }
        }
        (Shape::Times { most, .. }, Lang::Ko) => {
            format!(
                "0부터 {most}까지의 밀리초를 쉼표나 빈칸으로 나누어 {MOST_TIMES}개까지 쓰세요: `0, 250, 900`"
            )
        }
        (Shape::Times { most, .. }, Lang::En) => {
            format!(
                "write up to {MOST_TIMES} milliseconds from 0 to {most} with commas or blanks between: `0, 250, 900`"
            )
        }
        (Shape::Instance, Lang::Ko) => "`t3-large`처럼 쓰세요".into(),
        (Shape::Instance, Lang::En) => "write it like `t3-large`".into(),
    }
}
