//! A Fargate Spot task that is taken back: does the work get done?

use crate::{
    lang::Words,
    widget::{
        field::{Field, Shape, Stops},
        model::{Model, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "spot-interruption",
    title: Words("Spot 중단", "Spot interruption"),
    fields: FIELDS,
    prices: no_prices,
};

const FIELDS: &[Field] = &[
    Field {
        name: "stop-timeout",
        label: Words("stopTimeout", "stopTimeout"),
        unit: Words("초", " s"),
        shape: Shape::Number { places: 0, least: 1, most: 120, stops: Stops::Each(10) },
        default: "30",
    },
    Field {
        name: "drain",
        label: Words("연결 정리", "Draining connections"),
        unit: Words("초", " s"),
        shape: Shape::Number { places: 0, least: 0, most: 300, stops: Stops::Each(5) },
        default: "10",
    },
    Field {
        name: "work",
        label: Words("남은 작업", "Work left"),
        unit: Words("초", " s"),
        shape: Shape::Number { places: 0, least: 0, most: 600, stops: Stops::Each(10) },
        default: "60",
    },
];
