//! An EC2 instance: its states, and what is billed and kept in each.

use crate::{
    lang::Words,
    widget::{
        field::{Choice, Field, Shape},
        model::{Model, no_prices},
    },
};

const ACTIONS: &[Choice] = &[
    Choice { id: "none", label: Words("없음", "none") },
    Choice { id: "stop", label: Words("중지", "stop") },
    Choice { id: "start", label: Words("시작", "start") },
    Choice { id: "reboot", label: Words("재부팅", "reboot") },
    Choice { id: "hibernate", label: Words("최대 절전", "hibernate") },
    Choice { id: "terminate", label: Words("종료", "terminate") },
];

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "instance-states",
    title: Words("EC2 인스턴스 상태", "EC2 instance states"),
    fields: FIELDS,
    prices: no_prices,
};

const FIELDS: &[Field] = &[Field {
    name: "action",
    label: Words("할 일", "Action"),
    unit: Words("", ""),
    shape: Shape::Actions(ACTIONS),
    default: "none",
}];
