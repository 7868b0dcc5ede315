//! Prices: every one that is shown, with region, unit, date and source, in one file.
//!
//! A learner may have a price list of their own: what it says replaces what the course says.

use crate::{
    course::{
        decimal::Decimal,
        decode::{Decoder, Fields, Seen},
        diagnostic::{Diagnostic, Problem, Target},
        syntax::Node,
    },
    lang::Text,
};

/// Where they are.
pub const PATH: &str = "assets/prices.ron";

/// A price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// Unique.
    pub id: String,
    /// As it is written, `0.04656`.
    pub value: String,
    /// `USD`
    pub currency: String,
    /// What it is for: an hour, a million requests.
    pub unit: Text,
    /// Region code, or `all`.
    pub region: String,
    /// Day or month in which it was seen.
    pub seen: String,
    /// Address of the page.
    pub source: String,
    /// What else to know; may be empty.
    pub note: Text,
    /// Whether it comes from the learner's own price list.
    pub is_own: bool,
}

/// How much lower than a price one may pay at best. It is no price: what is really paid depends on more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discount {
    /// Unique.
    pub id: String,
    /// Percent that are published as the most.
    pub most: u32,
    /// Whether that is only about so much.
    pub is_about: bool,
    /// Day or month in which it was seen.
    pub seen: String,
    /// Address of the page.
    pub source: String,
    /// Whether it comes from the learner's own price list.
    pub is_own: bool,
}

/// Prices, and what may be taken off them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceList {
    /// In the order of the file.
    pub prices: Vec<Price>,
    /// In the order of the file.
    pub discounts: Vec<Discount>,
}

impl Price {
    /// How much it is.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        // What cannot be read has not become a price.
        Decimal::parse(&self.value).unwrap_or_default()
    }
}

impl PriceList {
    /// The price with this id.
    #[must_use]
    pub fn price(&self, id: &str) -> Option<&Price> {
        self.prices.iter().find(|price| price.id == id)
    }

    /// The discount with this id.
    #[must_use]
    pub fn discount(&self, id: &str) -> Option<&Discount> {
        self.discounts.iter().find(|discount| discount.id == id)
    }

    /// All ids of prices.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.prices.iter().map(|price| price.id.as_str())
    }

    /// The same list with the learner's `own` in place of those with the same ids, and the rest of them at the end.
    #[must_use]
    pub fn with_own(mut self, own: PriceList) -> PriceList {
        for price in own.prices {
            let price = Price { is_own: true, ..price };
            match self.prices.iter_mut().find(|other| other.id == price.id) {
                Some(other) => *other = price,
                None => self.prices.push(price),
            }
        }
        for discount in own.discounts {
            let discount = Discount { is_own: true, ..discount };
            match self.discounts.iter_mut().find(|other| other.id == discount.id) {
                Some(other) => *other = discount,
                None => self.discounts.push(discount),
            }
        }
        self
    }
}

/// Reads the price list of a course.
#[must_use]
pub fn decode(source: &str) -> (PriceList, Vec<Diagnostic>) {
    decode_file(PATH, source)
}

/// Reads a price list that is in `file`.
#[must_use]
pub fn decode_file(file: &str, source: &str) -> (PriceList, Vec<Diagnostic>) {
    let (mut d, root) = Decoder::open(file, source);
    let mut list = PriceList::default();
    if let Some(fields) = d.fields(&root, &["prices", "discounts"]) {
        let mut seen = Seen::new();
        if let Some(node) = d.required(&fields, "prices") {
            for node in d.list(node) {
                list.prices.extend(price(&mut d, node, &mut seen));
            }
        }
        for node in fields.get("discounts").map_or(&[][..], |node| d.list(node)) {
            list.discounts.extend(discount(&mut d, node, &mut seen));
        }
    }
    (list, d.diagnostics)
}

fn price<'a>(d: &mut Decoder<'a>, node: &Node<'a>, seen: &mut Seen) -> Option<Price> {
    let fields = d.fields(node, &["id", "value", "currency", "unit", "region", "seen", "source", "note"])?;
    let id = id(d, &fields, seen);
    let value = d.required(&fields, "value").and_then(|node| {
        let value = d.string(node)?;
        if Decimal::parse(&value).is_some() {
            return Some(value);
        }
        d.report(node.span.clone(), Problem::BadPrice(value));
        None
    });
    let unit = d.required_text(&fields, "unit");
    let day = d.required(&fields, "seen").and_then(|node| d.date(node));
    let source = d.required(&fields, "source").and_then(|node| d.string(node));
    let note = fields.get("note").map_or(Some(Text::default()), |node| d.text(node));
    let currency = d.required(&fields, "currency").and_then(|node| d.string(node));
    let region = d.required(&fields, "region").and_then(|node| d.string(node));
    Some(Price {
        id: id?,
        value: value?,
        currency: currency?,
        unit: unit?,
        region: region?,
        seen: day?,
        source: source?,
        note: note?,
        is_own: false,
    })
}

fn discount<'a>(d: &mut Decoder<'a>, node: &Node<'a>, seen: &mut Seen) -> Option<Discount> {
    let fields = d.fields(node, &["id", "most", "about", "seen", "source"])?;
    let id = id(d, &fields, seen);
    let most = d.required(&fields, "most").and_then(|node| {
        let most = d.whole(node)?;
        if most <= 100 {
            return Some(most);
        }
        d.report(node.span.clone(), Problem::BadPrice(most.to_string()));
        None
    });
    let is_about = d.bool(fields.get("about"));
    let day = d.required(&fields, "seen").and_then(|node| d.date(node));
    let source = d.required(&fields, "source").and_then(|node| d.string(node));
    Some(Discount { id: id?, most: most?, is_about, seen: day?, source: source?, is_own: false })
}

fn id<'a>(d: &mut Decoder<'a>, fields: &Fields<'_, 'a>, seen: &mut Seen) -> Option<String> {
    let node = d.required(fields, "id")?;
    let id = d.id(node)?;
    d.unique(Target::Price, &id, &node.span, seen);
    Some(id)
}
