//! Widgets: calculators and timelines inside lessons.
//!
//! A fence in the prose names a kind and its opening values ([`spec`]); a [`Widget`] holds the values while a learner
//! changes them and says what follows from them as blocks of text. The same widget is in both languages.
//!
//! Invariants: every answer is a pure function of the values, the prices and the language; money is exact
//! ([`crate::course::decimal`]) and every price that is used is shown with its region and date; no key and no fence can
//! bring a value outside its field.
//!
//! It must not know keys, screens, or where a price list comes from.

pub mod asked;
mod capacity_split;
pub mod check;
mod choices;
mod cold_start;
mod concurrency;
mod draw;
mod face;
mod fargate;
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
#[cfg(test)]
mod tests;

use crate::{
    course::{PriceList, doc::Block},
    lang::Lang,
};
use asked::Asked;
pub use face::{printed, show};
use field::{Field, MOST_TAKEN, MOST_TIMES, Shape, Value, written};
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

/// Something that can be pointed at and changed: a field, or one entry of its list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// Number of the field.
    pub field: usize,
    /// Number of the entry; 0 in a field that is no list.
    pub item: usize,
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
        (self.model.prices)(&self.asked(&PriceList::default(), Lang::Ko))
    }

    /// The whole answer.
    #[must_use]
    pub fn doc(&self, prices: &PriceList, lang: Lang) -> Vec<Block> {
        (self.model.doc)(&self.asked(prices, lang))
    }

    fn asked<'a>(&'a self, prices: &'a PriceList, lang: Lang) -> Asked<'a> {
        Asked { fields: self.model.fields, values: &self.values, opening: &self.opening, prices, lang }
    }

    /// Everything that can be changed, in the order in which it is shown.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        let items = |value: &Value| match value {
            Value::Times(times) => times.len(),
            _ => 1,
        };
        let counts = self.values.iter().map(items).enumerate();
        counts.flat_map(|(field, items)| (0..items).map(move |item| Slot { field, item })).collect()
    }

    /// The values of a field as they are shown: several for a list.
    #[must_use]
    pub fn shown(&self, field: usize, lang: Lang) -> Vec<String> {
        let (Some(value), Some(field)) = (self.values.get(field), self.model.fields.get(field)) else {
            return Vec::new();
        };
        let number = |number: u64, places: u32| {
            let whole = written(number, places);
            let whole = if places == 0 { asked::count(number) } else { whole };
            format!("{whole}{}", field.unit.get(lang))
        };
        match (&field.shape, value) {
            (Shape::Number { places, .. }, Value::Number(value)) => vec![number(*value, *places)],
            (Shape::Choice(choices), Value::Choice(id)) => {
                let found = choices.iter().find(|choice| choice.id == id);
                vec![found.map_or(id.as_str(), |choice| choice.label.get(lang)).to_owned()]
            }
            (_, Value::Choice(id)) => vec![id.replacen('-', ".", 1)],
            (_, Value::Times(times)) => times.iter().map(|time| number(*time, 0)).collect(),
            (Shape::Actions(choices), Value::Actions { next, .. }) => {
                vec![choices.get(*next).map(|choice| choice.label.get(lang)).unwrap_or_default().to_owned()]
            }
            _ => Vec::new(),
        }
    }

    /// The number in a slot as it would be typed; `None` where nothing can be typed.
    #[must_use]
    pub fn typed(&self, slot: Slot) -> Option<String> {
        match (&self.model.fields.get(slot.field)?.shape, self.values.get(slot.field)?) {
            (Shape::Number { places, .. }, Value::Number(number)) => Some(written(*number, *places)),
            (_, Value::Times(times)) => times.get(slot.item).map(u64::to_string),
            _ => None,
        }
    }

    /// Moves a slot one stop.
    pub fn change(&mut self, slot: Slot, up: bool, prices: &PriceList) {
        let instances = self.instances(prices);
        if let (Some(field), Some(value)) =
            (self.model.fields.get(slot.field), self.values.get_mut(slot.field))
        {
            *value = field.shape.step(value, slot.item, up, &instances);
        }
    }

    /// EC2 instance types that have a price in the chosen region.
    fn instances(&self, prices: &PriceList) -> Vec<String> {
        let prefix = format!("ec2-{}-", self.asked(prices, Lang::Ko).choice("region"));
        prices.ids().filter_map(|id| id.strip_prefix(&prefix)).map(str::to_owned).collect()
    }

    /// Puts a typed number into a slot. Returns whether it may be there.
    pub fn write(&mut self, slot: Slot, text: &str) -> bool {
        let Some(field) = self.model.fields.get(slot.field) else { return false };
        match (&field.shape, self.values.get_mut(slot.field)) {
            (shape @ Shape::Number { .. }, Some(value)) => match shape.read(text) {
                Some(new) => {
                    *value = new;
                    true
                }
                None => false,
            },
            (Shape::Times { most, .. }, Some(Value::Times(times))) => {
                let new = field::number(text, 0).filter(|time| time <= most);
                match (new, times.get_mut(slot.item)) {
                    (Some(new), Some(time)) => {
                        *time = new;
                        true
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// What a slot lets through, for a learner who typed something else: `128~10,240`.
    #[must_use]
    pub fn bounds(&self, slot: Slot) -> Option<String> {
        let shown = |number: u64, places: u32| {
            if places == 0 { asked::count(number) } else { written(number, places) }
        };
        match self.model.fields.get(slot.field)?.shape {
            Shape::Number { places, least, most, .. } => {
                Some(format!("{}~{}", shown(least, places), shown(most, places)))
            }
            Shape::Times { most, .. } => Some(format!("0~{}", shown(most, 0))),
            _ => None,
        }
    }

    /// Whether a slot takes an action: a further entry, or what is chosen next.
    #[must_use]
    pub fn acts(&self, slot: Slot) -> bool {
        match self.values.get(slot.field) {
            Some(Value::Times(times)) => times.len() < MOST_TIMES,
            Some(Value::Actions { taken, .. }) => taken.len() < MOST_TAKEN,
            _ => false,
        }
    }

    /// What [`act`](Widget::act) does in this slot, in a word or two.
    #[must_use]
    pub fn act_name(&self, slot: Slot, lang: Lang) -> Option<&'static str> {
        match &self.model.fields.get(slot.field)?.shape {
            Shape::Times { add, .. } => Some(add.get(lang)),
            Shape::Actions(_) => Some(lang.msgs().key_take),
            Shape::Number { .. } | Shape::Choice(_) | Shape::Instance => None,
        }
    }

    /// What [`remove`](Widget::remove) does in this slot, in a word or two.
    #[must_use]
    pub fn remove_name(&self, slot: Slot, lang: Lang) -> Option<&'static str> {
        match &self.model.fields.get(slot.field)?.shape {
            Shape::Times { remove, .. } => Some(remove.get(lang)),
            Shape::Actions(_) => Some(lang.msgs().key_undo),
            Shape::Number { .. } | Shape::Choice(_) | Shape::Instance => None,
        }
    }

    /// Adds an entry after the one in the slot, or takes the action that is chosen. Returns where the learner is then.
    pub fn act(&mut self, slot: Slot) -> Slot {
        if !self.acts(slot) {
            return slot;
        }
        let refuses = (self.model.refuses)(&self.asked(&PriceList::default(), Lang::Ko));
        let shape = self.model.fields.get(slot.field).map(|field| &field.shape);
        match (shape, self.values.get_mut(slot.field)) {
            (Some(Shape::Times { most, step, .. }), Some(Value::Times(times))) => {
                let last = times.get(slot.item).copied().unwrap_or(0);
                let at = (slot.item + 1).min(times.len());
                times.insert(at, (last + step).min(*most));
                Slot { item: at, ..slot }
            }
            (_, Some(Value::Actions { next, taken })) => {
                taken.truncate(taken.len() - usize::from(refuses));
                taken.push(*next);
                slot
            }
            _ => slot,
        }
    }

    /// Whether something can be taken away from a slot: an entry that is not the only one, or the last action.
    #[must_use]
    pub fn removes(&self, slot: Slot) -> bool {
        match self.values.get(slot.field) {
            Some(Value::Times(times)) => times.len() > 1,
            Some(Value::Actions { taken, .. }) => !taken.is_empty(),
            _ => false,
        }
    }

    /// Takes away the entry, or the last action. Returns where the learner is then.
    pub fn remove(&mut self, slot: Slot) -> Slot {
        if !self.removes(slot) {
            return slot;
        }
        match self.values.get_mut(slot.field) {
            Some(Value::Times(times)) if slot.item < times.len() => {
                times.remove(slot.item);
                Slot { item: slot.item.min(times.len() - 1), ..slot }
            }
            Some(Value::Actions { taken, .. }) => {
                taken.pop();
                slot
            }
            _ => slot,
        }
    }

    /// Whether anything differs from the fence.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.values != self.opening
    }

    /// Back to the values of the fence.
    pub fn reset(&mut self) {
        self.values.clone_from(&self.opening);
    }
}
