//! What `seodang check` wants to know about the widgets of a page.

use std::ops::Range;

use crate::{
    course::{
        PriceList,
        diagnostic::closest,
        doc::{Block, Fence},
        markdown::Parsed,
    },
    widget::{Widget, fault::Fault, spec},
};

/// What is wrong with the widgets of a page whose Markdown is `source`, and where.
#[must_use]
pub fn faults(source: &str, page: &Parsed, prices: &PriceList) -> Vec<(Range<usize>, Fault)> {
    let mut found = Vec::new();
    for (block, range) in page.doc.blocks.iter().zip(&page.blocks) {
        match block {
            Block::Widget(_) => {
                let inside = inside(source, range);
                let fence = source.get(inside.clone()).unwrap_or_default();
                let faults = in_fence(fence, prices).into_iter();
                found.extend(
                    faults.map(|(at, fault)| (inside.start + at.start..inside.start + at.end, fault)),
                );
            }
            block if holds_widget(block) => found.push((range.clone(), Fault::Nested)),
            _ => {}
        }
    }
    found
}

/// Fences of `here` that say something else than those of `there`, the page in the other language. A page that has more
/// or fewer of them differs in its blocks, which is reported as such.
#[must_use]
pub fn differences(here: &Parsed, there: &Parsed) -> Vec<Range<usize>> {
    let others = there.doc.blocks.iter().filter_map(fence);
    let own = here.doc.blocks.iter().zip(&here.blocks);
    let own = own.filter_map(|(block, range)| Some((fence(block)?, range)));
    let differs = |(own, other): &((&Fence, _), &Fence)| {
        spec::read(&own.0.text).widget != spec::read(&other.text).widget
    };
    own.zip(others).filter(differs).map(|((_, range), _)| range.clone()).collect()
}

fn fence(block: &Block) -> Option<&Fence> {
    match block {
        Block::Widget(fence) => Some(fence),
        _ => None,
    }
}

fn in_fence(fence: &str, prices: &PriceList) -> Vec<(Range<usize>, Fault)> {
    let parsed = spec::read(fence);
    let mut faults = parsed.faults;
    for id in parsed.widget.iter().flat_map(Widget::prices) {
        if prices.price(&id).is_none() {
            let field = if id.starts_with("ec2-") { "instance" } else { "region" };
            let like = closest(&id, prices.ids()).map(str::to_owned);
            faults.push((spec::place(fence, field), Fault::NoPrice { id, like }));
        }
    }
    faults
}

/// What stands between the lines that open and close the fence at `range`.
fn inside(source: &str, range: &Range<usize>) -> Range<usize> {
    let text = source.get(range.clone()).unwrap_or_default();
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let body = text.get(start..).unwrap_or_default().trim_end();
    let last = body.rfind('\n').map_or(0, |at| at + 1);
    let closing = body.get(last..).unwrap_or_default().trim();
    let is_closed = closing.starts_with("```") || closing.starts_with("~~~");
    let end = if is_closed { start + last } else { text.len() };
    range.start + start..range.start + end
}

/// Whether a widget is inside `block`, where it is not shown.
fn holds_widget(block: &Block) -> bool {
    let any = |blocks: &[Block]| blocks.iter().any(|block| fence(block).is_some() || holds_widget(block));
    match block {
        Block::List { items, .. } => items.iter().any(|item| any(item)),
        Block::Alert { blocks, .. } | Block::Quote(blocks) => any(blocks),
        _ => false,
    }
}
