//! How many Lambda environments work at once, and which limit is met first.

use crate::{
    lang::Words,
    widget::{
        field::{Field, Shape, Stops},
        model::{Model, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "concurrency",
    title: Words("Lambda 동시성", "Lambda concurrency"),
    fields: FIELDS,
    prices: no_prices,
};

const FIELDS: &[Field] = &[
    Field {
        name: "rate",
        label: Words("초당 요청", "Requests a second"),
        unit: Words("건", ""),
        shape: Shape::Number { places: 0, least: 1, most: 1000000, stops: Stops::Leading },
        default: "250",
    },
    Field {
        name: "duration",
        label: Words("한 번에 걸리는 시간", "Duration of one"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 1, most: 900000, stops: Stops::Leading },
        default: "400",
    },
    Field {
        name: "limit",
        label: Words("계정 동시성 한도", "Account concurrency"),
        unit: Words("", ""),
        shape: Shape::Number { places: 0, least: 1, most: 100000, stops: Stops::Leading },
        default: "1000",
    },
];
