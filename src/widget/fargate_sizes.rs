//! Which pairs of vCPU and memory Fargate has.

use crate::{
    course::doc::{AlertKind, Block},
    lang::{Lang, Words},
    widget::{
        asked::{Asked, alert, list, paragraph, table},
        fargate::{Size, VCPU, memories},
        field::{Field, Shape, Stops, written},
        model::{Model, never, no_prices},
    },
};

/// The widget.
pub(super) static MODEL: Model = Model {
    name: "fargate-sizes",
    title: Words("Fargate 태스크 크기", "Fargate task sizes"),
    fields: FIELDS,
    prices: no_prices,
    face,
    doc,
    refuses: never,
};

const FIELDS: &[Field] = &[VCPU_FIELD, MEMORY_FIELD];

/// vCPU of a task.
pub(super) const VCPU_FIELD: Field = Field {
    name: "vcpu",
    label: Words("vCPU", "vCPU"),
    unit: Words("", ""),
    shape: Shape::Number { places: 2, least: 25, most: 3_200, stops: Stops::At(&VCPU) },
    default: "1",
};

/// Memory of a task.
pub(super) const MEMORY_FIELD: Field = Field {
    name: "memory",
    label: Words("메모리", "Memory"),
    unit: Words(" GB", " GB"),
    shape: Shape::Number { places: 1, least: 5, most: 2_440, stops: Stops::Each(10) },
    default: "2",
};

/// The size that was asked for.
pub(super) fn size(asked: &Asked<'_>) -> Size {
    Size { vcpu: asked.number("vcpu"), memory: asked.number("memory") }
}

/// Why Fargate does not have a size.
pub(super) fn refusal(size: Size, asked: &Asked<'_>) -> String {
    let vcpu = written(size.vcpu, 2);
    if memories(size.vcpu).is_empty() {
        let all = VCPU.map(|vcpu| written(vcpu, 2)).join(", ");
        return asked.say(
            format!("{vcpu} vCPU인 태스크는 없어요. vCPU는 {all} 가운데 하나예요."),
            format!("There is no task with {vcpu} vCPU: it is one of {all}."),
        );
    }
    let allowed = allowed(size.vcpu, asked.lang);
    asked.say(
        format!("{vcpu} vCPU에 쓸 수 있는 메모리: {allowed}."),
        format!("The memory of {vcpu} vCPU may be {allowed}."),
    )
}

/// `2~8 GB, 1 GB씩`
fn allowed(vcpu: u64, lang: Lang) -> String {
    let all = memories(vcpu);
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return String::new() };
    let written = |memory: u64| written(memory, 1);
    let step = all.get(1).map_or(0, |second| second - first);
    let is_even = all.windows(2).all(|pair| pair[1] - pair[0] == step);
    match (is_even, lang) {
        (true, Lang::Ko) => format!("{}~{} GB, {} GB씩", written(*first), written(*last), written(step)),
        (true, Lang::En) => {
            format!("{} to {} GB in steps of {} GB", written(*first), written(*last), written(step))
        }
        (false, Lang::Ko) => format!("{} GB", all.iter().map(|m| written(*m)).collect::<Vec<_>>().join(", ")),
        (false, Lang::En) => {
            let (rest, last) = all.split_at(all.len() - 1);
            let rest: Vec<String> = rest.iter().map(|memory| written(*memory)).collect();
            format!("{} or {} GB", rest.join(", "), written(last[0]))
        }
    }
}

fn verdict(asked: &Asked<'_>) -> String {
    let size = size(asked);
    let name = size.name();
    if size.exists() {
        asked.say(format!("✓ **{name}**: 쓸 수 있는 크기예요"), format!("✓ **{name}** is a valid size"))
    } else {
        asked.say(format!("✗ **{name}**: 쓸 수 없는 크기예요"), format!("✗ **{name}** is not a valid size"))
    }
}

fn nearest(asked: &Asked<'_>) -> Vec<String> {
    size(asked).nearest().into_iter().map(Size::name).collect()
}

fn face(asked: &Asked<'_>) -> Vec<String> {
    let size = size(asked);
    let mut lines = vec![verdict(asked)];
    if !size.exists() {
        let nearest = nearest(asked).join(" · ");
        lines.push(refusal(size, asked));
        lines.push(asked.say(format!("가까운 크기: {nearest}"), format!("Nearest: {nearest}")));
    }
    lines
}

fn doc(asked: &Asked<'_>) -> Vec<Block> {
    let size = size(asked);
    let mut blocks = vec![paragraph(&verdict(asked))];
    if !size.exists() {
        blocks.push(paragraph(&refusal(size, asked)));
        blocks.push(paragraph(&asked.say("가까운 크기:", "The nearest sizes:")));
        blocks.push(list(nearest(asked)));
    }
    let rows = VCPU.map(|vcpu| {
        let mark = if vcpu == size.vcpu { "▸" } else { "" };
        vec![mark.to_owned(), written(vcpu, 2), allowed(vcpu, asked.lang)]
    });
    let head = asked.say("메모리", "Memory");
    blocks.push(table(&["", "vCPU", &head], false, rows.to_vec()));
    blocks.push(alert(
        AlertKind::Note,
        &asked.say(
            "32 vCPU(60, 120, 244 GB)는 2026년 6월에 새로 생겼어요. 그 전 글에는 16 vCPU가 최대로 나와요. 8 vCPU부터는 Linux 플랫폼 버전 1.4.0 이상이 필요해요.",
            "32 vCPU (60, 120 or 244 GB) is new since June 2026; older texts give 16 vCPU as the most. From 8 vCPU on, Linux platform version 1.4.0 or later is needed.",
        ),
    ));
    blocks
}
