//! Prices: every one that is shown, with region, unit, date and source, in one file.

use crate::{
    course::{
        decode::{Decoder, Seen},
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
}

/// Reads the prices.
#[must_use]
pub fn decode(source: &str) -> (Vec<Price>, Vec<Diagnostic>) {
    let (mut d, root) = Decoder::open(PATH, source);
    let mut prices = Vec::new();
    if let Some(fields) = d.fields(&root, &["prices"])
        && let Some(node) = d.required(&fields, "prices")
    {
        let mut seen = Seen::new();
        for node in d.list(node) {
            prices.extend(read(&mut d, node, &mut seen));
        }
    }
    (prices, d.diagnostics)
}

fn read<'a>(d: &mut Decoder<'a>, node: &Node<'a>, seen: &mut Seen) -> Option<Price> {
    let fields = d.fields(node, &["id", "value", "currency", "unit", "region", "seen", "source", "note"])?;
    let id = d.required(&fields, "id").and_then(|node| {
        let id = d.id(node)?;
        d.unique(Target::Price, &id, &node.span, seen);
        Some(id)
    });
    let value = d.required(&fields, "value").and_then(|node| {
        let value = d.string(node)?;
        if value.parse::<f64>().is_ok_and(|n| n >= 0.0) {
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
    })
}
