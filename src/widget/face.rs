//! What a page shows of its widgets: a name that can be opened, the opening values, the main results.

use crate::{
    course::{
        PriceList,
        doc::{Block, Fence, Inline, Inlines, Link},
        markdown,
    },
    lang::Lang,
    widget::{Field, Widget, field::Shape, spec},
};

/// Writes the faces of the widgets among `blocks`. One whose kind is unknown shows what its fence says.
pub fn show(blocks: &mut [Block], prices: &PriceList, lang: Lang) {
    for block in blocks {
        let Block::Widget(fence) = block else { continue };
        let Some(widget) = spec::read(&fence.text).widget else {
            fence.face = fence.text.lines().map(|line| vec![plain(line)]).collect();
            continue;
        };
        let name = format!("{} · Tab, Enter: {}", widget.model.title.get(lang), lang.msgs().widget_try);
        let link = Some(Link::Widget(fence.text.clone()));
        fence.face = vec![vec![Inline { text: name, bold: true, link, ..Inline::default() }]];
        fence.face.extend(values(&widget, lang));
        let results = (widget.model.face)(&widget.asked(prices, lang));
        fence.face.extend(results.iter().map(|line| markdown::inline(line)));
    }
}

/// The same blocks for paper, where nothing can be opened: each widget with its name, its values and the whole answer.
#[must_use]
pub fn printed(blocks: Vec<Block>, prices: &PriceList, lang: Lang) -> Vec<Block> {
    let print = |block: Block| match block {
        Block::Widget(Fence { text, .. }) => match spec::read(&text).widget {
            Some(widget) => {
                let name = Inline { bold: true, ..plain(widget.model.title.get(lang)) };
                let face = std::iter::once(vec![name]).chain(values(&widget, lang)).collect();
                [vec![Block::Widget(Fence { text, face })], widget.doc(prices, lang)].concat()
            }
            None => vec![Block::Code { language: String::new(), text }],
        },
        other => vec![other],
    };
    blocks.into_iter().flat_map(print).collect()
}

/// `서울 · vCPU 2 · 메모리 8 GB`: choices say themselves what they are. What could be done next is no value.
fn values(widget: &Widget, lang: Lang) -> Option<Inlines> {
    let one = |(at, field): (usize, &Field)| {
        let unit = field.unit.get(lang);
        let mut shown = widget.shown(at, lang);
        // It stands once, after the last entry of a list.
        let last = shown.len().saturating_sub(1);
        shown[..last].iter_mut().for_each(|entry| entry.truncate(entry.len() - unit.len()));
        let shown = shown.join(", ");
        match field.shape {
            Shape::Choice(_) | Shape::Instance => shown,
            _ => format!("{} {shown}", field.label.get(lang)),
        }
    };
    let fields = widget.model.fields.iter().enumerate();
    let all: Vec<String> =
        fields.filter(|(_, field)| !matches!(field.shape, Shape::Actions(_))).map(one).collect();
    (!all.is_empty()).then(|| vec![plain(&all.join(" · "))])
}

fn plain(text: &str) -> Inline {
    Inline { text: text.to_owned(), ..Inline::default() }
}
