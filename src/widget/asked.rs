//! What a kind of widget is asked: values, prices and a language; and the blocks it answers with.

use crate::{
    course::{
        PriceList,
        decimal::Decimal,
        doc::{AlertKind, Align, Block, Inlines, Picture},
        markdown,
        price::{Discount, Price},
    },
    lang::{Lang, grouped},
    widget::field::{Field, Shape, Value},
};

/// The question put to a kind of widget.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub(super) fields: &'static [Field],
    pub(super) values: &'a [Value],
    /// The values with which the fence opened.
    pub(super) opening: &'a [Value],
    pub(super) prices: &'a PriceList,
    pub(super) lang: Lang,
}

impl<'a> Asked<'a> {
    fn find(&self, name: &str) -> Option<(&'static Field, &'a Value)> {
        let at = self.fields.iter().position(|field| field.name == name)?;
        Some((&self.fields[at], self.values.get(at)?))
    }

    /// The number in field `name`, in units of its last decimal place.
    pub(super) fn number(&self, name: &str) -> u64 {
        match self.find(name) {
            Some((_, Value::Number(number))) => *number,
            _ => 0,
        }
    }

    /// The number in field `name`.
    pub(super) fn decimal(&self, name: &str) -> Decimal {
        match self.find(name) {
            Some((Field { shape: Shape::Number { places, .. }, .. }, Value::Number(number))) => {
                Decimal::new(*number, *places)
            }
            _ => Decimal::ZERO,
        }
    }

    /// What was chosen in field `name`.
    pub(super) fn choice(&self, name: &str) -> &'a str {
        match self.find(name) {
            Some((_, Value::Choice(id))) => id,
            _ => "",
        }
    }

    /// What was chosen in field `name`, as it is shown.
    pub(super) fn label(&self, name: &str) -> String {
        let chosen = self.choice(name);
        let Some((Field { shape: Shape::Choice(choices), .. }, _)) = self.find(name) else {
            return chosen.to_owned();
        };
        let found = choices.iter().find(|choice| choice.id == chosen);
        found.map_or(chosen, |choice| choice.label.get(self.lang)).to_owned()
    }

    /// The times in field `name`.
    pub(super) fn times(&self, name: &str) -> &'a [u64] {
        match self.find(name) {
            Some((_, Value::Times(times))) => times,
            _ => &[],
        }
    }

    /// Ids of the actions that field `name` opened with.
    pub(super) fn opening(&self, name: &str) -> Vec<&'static str> {
        Asked { values: self.opening, ..*self }.taken(name)
    }

    /// Ids of the actions taken in field `name`.
    pub(super) fn taken(&self, name: &str) -> Vec<&'static str> {
        let Some((Field { shape: Shape::Actions(choices), .. }, Value::Actions { taken, .. })) =
            self.find(name)
        else {
            return Vec::new();
        };
        taken.iter().filter_map(|at| choices.get(*at)).map(|choice| choice.id).collect()
    }

    /// The text in the language that was asked for.
    pub(super) fn say(&self, ko: impl Into<String>, en: impl Into<String>) -> String {
        match self.lang {
            Lang::Ko => ko.into(),
            Lang::En => en.into(),
        }
    }

    /// How much the price with this id is.
    pub(super) fn amount(&self, id: &str) -> Option<Decimal> {
        self.prices.price(id).map(Price::amount)
    }

    /// The prices that were used: value, unit, region, the day on which each was seen, and whose it is.
    pub(super) fn price_notes(&self, ids: &[String]) -> Block {
        let found = ids.iter().filter_map(|id| self.prices.price(id));
        list(found.map(|price| self.price_note(price)).collect())
    }

    fn price_note(&self, price: &Price) -> String {
        let (region, unit) = (region(&price.region, self.lang), price.unit.get(self.lang));
        let seen = self.seen_on(&price.seen, price.is_own);
        let note = match price.note.get(self.lang) {
            "" => String::new(),
            note => format!(". {note}"),
        };
        format!("`{}` {} {} / {unit} · {region} · {seen}{note}", price.id, price.value, price.currency)
    }

    /// `2023-06 확인`, and whose it is if it is the learner's own.
    pub(super) fn seen_on(&self, day: &str, is_own: bool) -> String {
        let own =
            if is_own { format!(" · **{}**", self.lang.msgs().widget_own_price) } else { String::new() };
        self.say(format!("{day} 확인{own}"), format!("checked {day}{own}"))
    }

    /// `2023-06, 2025-04-04`: the days on which the prices were seen, for a line of small print.
    pub(super) fn seen(&self, ids: &[String]) -> String {
        let mut days: Vec<&str> = Vec::new();
        let mut has_own = false;
        for price in ids.iter().filter_map(|id| self.prices.price(id)) {
            has_own |= price.is_own;
            if !days.contains(&price.seen.as_str()) {
                days.push(&price.seen);
            }
        }
        days.sort_unstable();
        let days = days.join(", ");
        let own = if has_own { format!(" · {}", self.lang.msgs().widget_own_price) } else { String::new() };
        match self.lang {
            Lang::Ko => format!("가격 확인 {days}{own}"),
            Lang::En => format!("prices checked {days}{own}"),
        }
    }

    /// `최대 66%`, `up to about 50%`
    pub(super) fn up_to(&self, discount: &Discount) -> String {
        match (self.lang, discount.is_about) {
            (Lang::Ko, false) => format!("최대 {}%", discount.most),
            (Lang::Ko, true) => format!("최대 약 {}%", discount.most),
            (Lang::En, false) => format!("up to {}%", discount.most),
            (Lang::En, true) => format!("up to about {}%", discount.most),
        }
    }
}

/// The name of a region code.
#[must_use]
pub fn region(code: &str, lang: Lang) -> String {
    match (code, lang) {
        ("all", lang) => lang.msgs().card_region_all.to_owned(),
        ("ap-northeast-2", Lang::Ko) => "서울 (ap-northeast-2)".to_owned(),
        ("ap-northeast-2", Lang::En) => "Seoul (ap-northeast-2)".to_owned(),
        ("us-east-1", Lang::Ko) => "버지니아 북부 (us-east-1)".to_owned(),
        ("us-east-1", Lang::En) => "N. Virginia (us-east-1)".to_owned(),
        (code, _) => code.to_owned(),
    }
}

/// An hourly price: all its places, as the list of prices has them, and at least four.
pub(super) fn hourly(amount: Decimal) -> String {
    amount.exact(4)
}

/// A monthly price, to the cent.
pub(super) fn monthly(amount: Decimal) -> String {
    amount.fixed(2)
}

/// `1,234`
pub(super) fn count(number: u64) -> String {
    grouped(u128::from(number))
}

/// `+28.8%`: how much more `a` is than `b`.
pub(super) fn more(a: Decimal, b: Decimal) -> Option<String> {
    let percent = ((a - b) * Decimal::from(100)).over(b, 1)?;
    let sign = if a >= b { "+" } else { "" };
    Some(format!("{sign}{}%", percent.fixed(1)))
}

/// A paragraph of inline Markdown.
pub(super) fn paragraph(text: &str) -> Block {
    Block::Paragraph(markdown::inline(text))
}

/// A list of inline Markdown.
pub(super) fn list(items: Vec<String>) -> Block {
    let items = items.iter().map(|item| vec![paragraph(item)]).collect();
    Block::List { start: None, tight: true, items }
}

/// A small heading.
pub(super) fn heading(text: &str) -> Block {
    Block::Heading { level: 3, text: markdown::inline(text) }
}

/// A picture made of characters, and what it shows in words, a line each.
pub(super) fn diagram(drawn: String, told: String) -> Block {
    Block::Diagram(Picture { drawn, told })
}

/// Something to mind.
pub(super) fn alert(kind: AlertKind, text: &str) -> Block {
    Block::Alert { kind, blocks: vec![paragraph(text)] }
}

/// A table whose first column is text and whose others are numbers, or all of it text.
pub(super) fn table(head: &[&str], numbers: bool, rows: Vec<Vec<String>>) -> Block {
    let other = if numbers { Align::Right } else { Align::Left };
    let align = (0..head.len()).map(|column| if column == 0 { Align::Left } else { other }).collect();
    let cell = |text: &str| -> Inlines { if text.is_empty() { Vec::new() } else { markdown::inline(text) } };
    let rows = rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect();
    Block::Table { align, head: head.iter().map(|text| cell(text)).collect(), rows }
}
