//! The parser's words to ours: info words, addresses, levels, alignments.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, HeadingLevel, LinkType};

use crate::course::doc::{AlertKind, Align, Block, Fence, Link, Picture};

/// A fenced block: `info` is what stands behind its first fence.
pub(super) fn code_block(info: &str, mut text: String) -> Block {
    text.truncate(text.strip_suffix('\n').unwrap_or(&text).len());
    let (word, rest) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
    match word {
        "diagram" => Block::Diagram(Picture { drawn: text, told: rest.trim().to_owned() }),
        "quiz" => {
            let ids = text.lines().map(str::trim).filter(|id| !id.is_empty());
            Block::Quiz(ids.map(str::to_owned).collect())
        }
        "widget" => Block::Widget(Fence { text, face: Vec::new() }),
        language => Block::Code { language: language.to_owned(), text },
    }
}

pub(super) fn info(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Indented => String::new(),
        CodeBlockKind::Fenced(info) => info.trim().to_owned(),
    }
}

pub(super) fn target(kind: LinkType, address: &str) -> Link {
    if let Some(id) = address.strip_prefix("term:") {
        Link::Term(id.to_owned())
    } else if let Some(id) = address.strip_prefix("price:") {
        Link::Price(id.to_owned())
    } else if let Some(place) = address.strip_prefix("lesson:") {
        let (lesson, page) = match place.split_once('#') {
            Some((lesson, page)) => (lesson, Some(page.to_owned())),
            None => (place, None),
        };
        Link::Lesson { lesson: lesson.to_owned(), page }
    } else if kind == LinkType::Email {
        Link::Url(format!("mailto:{address}"))
    } else {
        Link::Url(address.to_owned())
    }
}

pub(super) fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

pub(super) fn alert_kind(kind: BlockQuoteKind) -> AlertKind {
    match kind {
        BlockQuoteKind::Note => AlertKind::Note,
        BlockQuoteKind::Tip => AlertKind::Tip,
        BlockQuoteKind::Important => AlertKind::Important,
        BlockQuoteKind::Warning => AlertKind::Warning,
        BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

pub(super) fn alignment(align: Alignment) -> Align {
    match align {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
