//! What a month of a Lambda function costs.

use crate::{
    lang::Words,
    widget::{
        Asked,
        choices::{ARCHS, REGIONS, SWITCH},
        field::{Field, Shape, Stops},
        model::Model,
    },
};

/// The widget.
pub(super) static MODEL: Model =
    Model { name: "lambda-cost", title: Words("Lambda 요금", "Lambda price"), fields: FIELDS, prices };

const FIELDS: &[Field] = &[
    Field {
        name: "requests",
        label: Words("한 달 요청", "Requests a month"),
        unit: Words("건", ""),
        shape: Shape::Number { places: 0, least: 1, most: 10000000000, stops: Stops::Leading },
        default: "300000",
    },
    Field {
        name: "duration",
        label: Words("한 번에 걸리는 시간", "Duration of one"),
        unit: Words(" ms", " ms"),
        shape: Shape::Number { places: 0, least: 1, most: 900000, stops: Stops::Leading },
        default: "200",
    },
    Field {
        name: "memory",
        label: Words("메모리", "Memory"),
        unit: Words(" MB", " MB"),
        shape: Shape::Number {
            places: 0,
            least: 128,
            most: 10240,
            stops: Stops::At(&[
                128, 256, 512, 1_024, 1_536, 1_769, 2_048, 3_008, 4_096, 6_144, 8_192, 10_240,
            ]),
        },
        default: "512",
    },
    Field {
        name: "arch",
        label: Words("아키텍처", "Architecture"),
        unit: Words("", ""),
        shape: Shape::Choice(ARCHS),
        default: "x86",
    },
    Field {
        name: "free-tier",
        label: Words("무료 사용량 빼기", "Free tier"),
        unit: Words("", ""),
        shape: Shape::Choice(SWITCH),
        default: "off",
    },
    Field {
        name: "region",
        label: Words("리전", "Region"),
        unit: Words("", ""),
        shape: Shape::Choice(REGIONS),
        default: "seoul",
    },
];

fn prices(asked: &Asked<'_>) -> Vec<String> {
    let (region, arch) = (asked.choice("region"), asked.choice("arch"));
    let mut ids = vec!["lambda-requests-million".to_owned(), format!("lambda-gbs-{arch}")];
    ids.extend(["vcpu", "gb"].map(|part| format!("fargate-{region}-{part}")));
    ids
}
