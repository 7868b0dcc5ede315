//! How a capacity provider strategy divides tasks between FARGATE and FARGATE_SPOT.

use crate::{
    lang::Words,
    widget::{
        field::{Field, Shape, Stops},
        model::{Model, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "capacity-split",
    title: Words("용량 공급자 전략", "Capacity provider strategy"),
    fields: FIELDS,
    prices: no_prices,
};

const FIELDS: &[Field] = &[
    Field {
        name: "desired",
        label: Words("원하는 개수", "Desired count"),
        unit: Words("개", ""),
        shape: Shape::Number { places: 0, least: 1, most: 1000, stops: Stops::Each(1) },
        default: "6",
    },
    Field {
        name: "base",
        label: Words("FARGATE base", "FARGATE base"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 0, most: 1000, stops: Stops::Each(1) },
        default: "2",
    },
    Field {
        name: "weight",
        label: Words("FARGATE weight", "FARGATE weight"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 0, most: 1000, stops: Stops::Each(1) },
        default: "1",
    },
    Field {
        name: "spot-weight",
        label: Words("FARGATE_SPOT weight", "FARGATE_SPOT weight"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 0, most: 1000, stops: Stops::Each(1) },
        default: "3",
    },
];
