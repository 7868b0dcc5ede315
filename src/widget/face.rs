//! What a page shows of its widgets: a name that can be opened, the opening values, the main results.

use crate::{
    course::{
        PriceList,
        doc::{Block, Fence, Inline, Inlines, Link},
        markdown,
    },
    lang::Lang,
    widget::{Widget, field::Shape, spec},
};

/// Writes the faces of the widgets among `blocks`. One whose kind is unknown shows what its fence says.
pub fn show(blocks: &mut [Block], prices: &PriceList, lang: Lang) {
    for block in blocks {
        if let Block::Widget(fence) = block {
            fence.face = match spec::read(&fence.text).widget {
                Some(widget) => face(&widget, fence, prices, lang),
                None => fence.text.lines().map(|line| vec![plain(line)]).collect(),
            };
        }
    }
}

fn face(widget: &Widget, fence: &Fence, prices: &PriceList, lang: Lang) -> Vec<Inlines> {
    let link = Some(Link::Widget(fence.text.clone()));
    let name = format!("{} · Enter: {}", widget.model.title.get(lang), lang.msgs().widget_try);
    let mut lines = vec![vec![Inline { text: name, bold: true, link, ..Inline::default() }]];
    lines.push(vec![plain(&values(widget, lang))]);
    let results = (widget.model.face)(&widget.asked(prices, lang));
    lines.extend(results.iter().map(|line| markdown::inline(line)));
    lines
}

/// `서울 · vCPU 2 · 메모리 8 GB`: choices say themselves what they are.
fn values(widget: &Widget, lang: Lang) -> String {
    let one = |(at, field): (usize, &crate::widget::Field)| {
        let shown = widget.shown(at, lang).join(", ");
        match field.shape {
            Shape::Choice(_) | Shape::Instance => shown,
            _ => format!("{} {shown}", field.label.get(lang)),
        }
    };
    widget.model.fields.iter().enumerate().map(one).collect::<Vec<_>>().join(" · ")
}

fn plain(text: &str) -> Inline {
    Inline { text: text.to_owned(), ..Inline::default() }
}
