//! Which pairs of vCPU and memory Fargate has.

use crate::{
    lang::Words,
    widget::{
        field::{Field, Shape, Stops},
        model::{Model, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "fargate-sizes",
    title: Words("Fargate 태스크 크기", "Fargate task sizes"),
    fields: FIELDS,
    prices: no_prices,
};

const FIELDS: &[Field] = &[
    Field {
        name: "vcpu",
        label: Words("vCPU", "vCPU"),
        unit: Words("", ""),
        shape: Shape::Number {
            places: 2,
            least: 25,
            most: 3200,
            stops: Stops::At(&[25, 50, 100, 200, 400, 800, 1600, 3200]),
        },
        default: "1",
    },
    Field {
        name: "memory",
        label: Words("메모리", "Memory"),
        unit: Words(" GB", " GB"),
        shape: Shape::Number { places: 1, least: 5, most: 2440, stops: Stops::Each(10) },
        default: "2",
    },
];
