//! Lambda environments along a time axis: which call starts cold.

use crate::{
    lang::Words,
    widget::{
        field::{Field, Shape, Stops},
        model::{Model, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "cold-start",
    title: Words("콜드 스타트", "Cold starts"),
    fields: FIELDS,
    prices: no_prices,
};

const FIELDS: &[Field] = &[
    Field {
        name: "arrivals",
        label: Words("요청이 오는 때", "Requests arrive at"),
        unit: Words(" ms", " ms"),
        shape: Shape::Times { most: 600_000, step: 50 },
        default: "0, 50, 500, 900",
    },
    Field {
        name: "init",
        label: Words("INIT 시간", "INIT"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 1, most: 10000, stops: Stops::Leading },
        default: "300",
    },
    Field {
        name: "run",
        label: Words("처리 시간", "Run"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 1, most: 60000, stops: Stops::Leading },
        default: "100",
    },
    Field {
        name: "idle",
        label: Words("놀면 정리되는 시간(가정)", "Idle until shut down (assumed)"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 0, most: 600000, stops: Stops::Leading },
        default: "1000",
    },
    Field {
        name: "provisioned",
        label: Words("프로비저닝된 동시성", "Provisioned concurrency"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 0, most: 5, stops: Stops::Each(1) },
        default: "0",
    },
];
