//! The kinds of widgets: one [`Model`] each.

use crate::{
    course::doc::Block,
    lang::Words,
    widget::{
        asked::Asked, capacity_split, cold_start, concurrency, fargate_ec2, fargate_sizes, field::Field,
        instance_states, lambda_cost, rolling, spot_interruption,
    },
};

/// What a kind of widget is.
#[derive(Debug)]
pub struct Model {
    /// As the fence writes it.
    pub name: &'static str,
    /// As it is shown.
    pub title: Words,
    /// What it asks for, in the order in which it is shown.
    pub fields: &'static [Field],
    /// Ids of the prices without which it cannot answer.
    pub prices: fn(&Asked<'_>) -> Vec<String>,
    /// What a page shows of the answer: one to three lines of inline Markdown.
    pub face: fn(&Asked<'_>) -> Vec<String>,
    /// The whole answer.
    pub doc: fn(&Asked<'_>) -> Vec<Block>,
    /// Whether the last action could not be taken, so that the next one replaces it.
    pub refuses: fn(&Asked<'_>) -> bool,
}

impl PartialEq for Model {
    fn eq(&self, other: &Model) -> bool {
        self.name == other.name
    }
}

impl Eq for Model {}

/// All of them, in the order in which they are listed.
pub static MODELS: [&Model; 9] = [
    &fargate_ec2::MODEL,
    &fargate_sizes::MODEL,
    &lambda_cost::MODEL,
    &concurrency::MODEL,
    &rolling::MODEL,
    &capacity_split::MODEL,
    &cold_start::MODEL,
    &spot_interruption::MODEL,
    &instance_states::MODEL,
];

/// For widgets without actions.
pub(super) fn never(_: &Asked<'_>) -> bool {
    false
}

/// For widgets that calculate without prices.
pub(super) fn no_prices(_: &Asked<'_>) -> Vec<String> {
    Vec::new()
}
