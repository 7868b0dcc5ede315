//! A rolling update of an ECS service: how many tasks there are at least and at most.

use crate::{
    lang::Words,
    widget::{
        field::{Field, Shape, Stops},
        model::{Model, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "rolling",
    title: Words("롤링 업데이트", "Rolling update"),
    fields: FIELDS,
    prices: no_prices,
};

const FIELDS: &[Field] = &[
    Field {
        name: "desired",
        label: Words("원하는 개수", "Desired count"),
        unit: Words("개", ""),
        shape: Shape::Number { places: 0, least: 1, most: 1000, stops: Stops::Each(1) },
        default: "5",
    },
    Field {
        name: "minimum",
        label: Words("최소 정상 상태 백분율", "Minimum healthy percent"),
        unit: Words("%", "%"),
        shape: Shape::Number { places: 0, least: 0, most: 100, stops: Stops::Each(5) },
        default: "100",
    },
    Field {
        name: "maximum",
        label: Words("최대 백분율", "Maximum percent"),
        unit: Words("%", "%"),
        shape: Shape::Number { places: 0, least: 100, most: 200, stops: Stops::Each(5) },
        default: "200",
    },
];
