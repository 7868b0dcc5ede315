//! Widgets: calculators and timelines inside lessons.
//!
//! A fence in the prose names a kind and its opening values ([`spec`]); a [`Widget`] holds the values while a learner
//! changes them and says what follows from them as blocks of text. The same widget is in both languages.
//!
//! Invariants: every answer is a pure function of the values, the prices and the language; money is exact
//!  and every price that is used is shown with its region and date; no key and no fence can bring a value
//! outside its field.
//!
//! It must not know keys, screens, or where a price list comes from.

mod capacity_split;
pub mod check;
mod choices;
mod cold_start;
mod concurrency;
mod fargate_ec2;
mod fargate_sizes;
pub mod fault;
pub mod field;
mod instance_states;
mod lambda_cost;
pub mod model;
mod rolling;
pub mod spec;
mod spot_interruption;

use field::{Field, Value};
use model::Model;

/// A widget and its present values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Widget {
    model: &'static Model,
    /// One for each field of the model.
    values: Vec<Value>,
    /// Those that the fence gave.
    opening: Vec<Value>,
}

/// What a kind of widget is asked: to answer with these values.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    fields: &'static [Field],
    values: &'a [Value],
}

impl Asked<'_> {
    fn value(&self, name: &str) -> Option<&Value> {
        let at = self.fields.iter().position(|field| field.name == name)?;
        self.values.get(at)
    }

    /// The number in field `name`, in units of its last decimal place.
    pub(crate) fn number(&self, name: &str) -> u64 {
        match self.value(name) {
            Some(Value::Number(number)) => *number,
            _ => 0,
        }
    }

    /// What was chosen in field `name`.
    pub(crate) fn choice(&self, name: &str) -> &str {
        match self.value(name) {
            Some(Value::Choice(id)) => id,
            _ => "",
        }
    }
}

impl Widget {
    /// A widget with the values that fields have when a fence says nothing.
    #[must_use]
    pub fn new(model: &'static Model) -> Widget {
        let default = |field: &Field| field.shape.read(field.default).unwrap_or(Value::Number(0));
        let values: Vec<Value> = model.fields.iter().map(default).collect();
        Widget { model, opening: values.clone(), values }
    }

    /// What kind it is.
    #[must_use]
    pub fn model(&self) -> &'static Model {
        self.model
    }

    /// Its present values, one for each field.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// Ids of the prices without which it cannot answer.
    #[must_use]
    pub fn prices(&self) -> Vec<String> {
        (self.model.prices)(&self.asked())
    }

    fn asked(&self) -> Asked<'_> {
        Asked { fields: self.model.fields, values: &self.values }
    }
}
