//! Fargate and EC2 at the same size: what an hour and a month cost.

use crate::{
    lang::Words,
    widget::{
        Asked,
        choices::{ARCHS, REGIONS},
        field::{Choice, Field, Shape, Stops},
        model::Model,
    },
};

const PURCHASES: &[Choice] = &[
    Choice { id: "on-demand", label: Words("온디맨드", "On-Demand") },
    Choice { id: "savings-plan", label: Words("Savings Plans", "Savings Plans") },
    Choice { id: "spot", label: Words("스팟", "Spot") },
];

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "fargate-ec2",
    title: Words("Fargate와 EC2 요금", "Fargate and EC2 prices"),
    fields: FIELDS,
    prices,
};

const FIELDS: &[Field] = &[
    Field {
        name: "region",
        label: Words("리전", "Region"),
        unit: Words("", ""),
        shape: Shape::Choice(REGIONS),
        default: "seoul",
    },
    Field {
        name: "arch",
        label: Words("아키텍처", "Architecture"),
        unit: Words("", ""),
        shape: Shape::Choice(ARCHS),
        default: "x86",
    },
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
        default: "2",
    },
    Field {
        name: "memory",
        label: Words("메모리", "Memory"),
        unit: Words(" GB", " GB"),
        shape: Shape::Number { places: 1, least: 5, most: 2440, stops: Stops::Each(10) },
        default: "8",
    },
    Field {
        name: "instance",
        label: Words("EC2 인스턴스", "EC2 instance"),
        unit: Words("", ""),
        shape: Shape::Instance,
        default: "t3-large",
    },
    Field {
        name: "hours",
        label: Words("한 달에 켜 두는 시간", "Hours a month"),
        unit: Words("시간", " h"),
        shape: Shape::Number { places: 0, least: 1, most: 730, stops: Stops::Each(10) },
        default: "730",
    },
    Field {
        name: "purchase",
        label: Words("구매 방식", "Purchase"),
        unit: Words("", ""),
        shape: Shape::Choice(PURCHASES),
        default: "on-demand",
    },
];

fn prices(asked: &Asked<'_>) -> Vec<String> {
    let region = asked.choice("region");
    let mut ids = vec![format!("ec2-{region}-{}", asked.choice("instance")), "public-ipv4-hour".to_owned()];
    // What an ARM task costs in Seoul is not published where it could be checked; the widget says so.
    ids.extend(["vcpu", "gb"].map(|part| format!("fargate-{region}-{part}")));
    ids
}
