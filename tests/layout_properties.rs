//! What holds for any page at any width.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use seodang::{
    course::{
        doc::{AlertKind, Align, Block, Doc, Inline, Link, Picture},
        markdown,
    },
    lang::width::{clusters, width as cells},
    ui::layout::{AlertLabels, Glyphs, Layout, Options, Piece, Role, Row, layout, paragraph},
};

fn options(width: u16, ascii: bool) -> Options {
    Options {
        width,
        glyphs: if ascii { Glyphs::ASCII } else { Glyphs::UNICODE },
        labels: if ascii { AlertLabels::EN } else { AlertLabels::KO },
    }
}

/// Everything that has a surprising width, among ordinary words.
const PARTS: &[&str] = &[
    "태스크",
    "정의는",
    "가나다라마바사아자차카타파하",
    "긴낱말이띄어쓰기없이이어집니다그리고또이어집니다",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "Fargate",
    "를",
    "(task)",
    "task",
    "https://docs.aws.amazon.com/AmazonECS/latest/Welcome.html",
    "/",
    "-",
    "·",
    "~",
    "(",
    ")",
    "“",
    "”",
    "[",
    "]",
    ".",
    ",",
    "!",
    "...",
    "%",
    "\u{1112}\u{1161}\u{11ab}",
    "\u{1112}",
    "\u{1161}",
    "\u{11ab}",
    "ᄒᆞᆫ글",
    "👩‍💻",
    "👨‍👩‍👧‍👦",
    "🇰",
    "🇰🇷",
    "⚠\u{fe0f}",
    "❤",
    "\u{fe0f}",
    "👍🏽",
    "🏽",
    "1\u{fe0f}\u{20e3}",
    "e\u{301}",
    "\u{301}",
    " \u{301}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\t",
    "\x07",
    "\x1b[31m",
    "\r",
    "\n",
    "\0",
    "\u{a0}",
    "\u{3000}",
    "漢字",
    "ｱﾞ",
    "가\u{ff9e}",
    "क्षि",
    "\u{600}1",
    "─",
    "│",
    "①",
    "￠",
    "x",
    "\u{115f}",
    "\u{3164}",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PARTS), 0..14).prop_map(|parts| parts.concat())
}

fn link() -> impl Strategy<Value = Option<Link>> {
    prop_oneof![
        3 => Just(None),
        1 => prop::sample::select(vec!["a", "b"]).prop_map(|id| Some(Link::Term(id.into()))),
    ]
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let inline = (text(), any::<bool>(), any::<bool>(), link());
    let inline = inline.prop_map(|(text, bold, code, link)| Inline { text, bold, code, link });
    prop::collection::vec(inline, 0..5)
}

fn plain_inlines() -> impl Strategy<Value = Vec<Inline>> {
    let inline = text().prop_map(|text| Inline { text, ..Inline::default() });
    prop::collection::vec(inline, 0..3)
}

fn table() -> impl Strategy<Value = Block> {
    (1usize..6).prop_flat_map(|columns| {
        let align = prop::sample::select(vec![Align::Left, Align::Center, Align::Right]);
        let align = prop::collection::vec(align, columns);
        let head = prop::collection::vec(plain_inlines(), columns);
        let rows = prop::collection::vec(prop::collection::vec(inlines(), columns), 0..4);
        (align, head, rows).prop_map(|(align, head, rows)| Block::Table { align, head, rows })
    })
}

fn block() -> impl Strategy<Value = Block> {
    let kind = prop::sample::select(vec![
        AlertKind::Note,
        AlertKind::Tip,
        AlertKind::Important,
        AlertKind::Warning,
        AlertKind::Caution,
    ]);
    let leaf = prop_oneof![
        4 => inlines().prop_map(Block::Paragraph),
        1 => inlines().prop_map(|text| Block::Heading { level: 3, text }),
        2 => text().prop_map(|text| Block::Code { language: "sh".into(), text }),
        1 => (text(), text()).prop_map(|(drawn, told)| Block::Diagram(Picture { drawn, told })),
        2 => table(),
        1 => Just(Block::Rule),
        1 => Just(Block::Quiz(vec!["a".into()])),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        let start = prop_oneof![Just(None), Just(Some(1)), Just(Some(99)), Just(Some(u64::MAX))];
        let items = prop::collection::vec(blocks.clone(), 0..4);
        prop_oneof![
            (start, any::<bool>(), items).prop_map(|(start, tight, items)| Block::List {
                start,
                tight,
                items
            }),
            (kind.clone(), blocks.clone()).prop_map(|(kind, blocks)| Block::Alert { kind, blocks }),
            blocks.prop_map(Block::Quote),
        ]
    })
}

/// Where ratatui's cursor is after drawing the pieces one after another.
fn drawn(pieces: &[Piece], room: u16) -> u16 {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 3 * room + 200, 1));
    let draw = |x, piece: &Piece| buffer.set_stringn(x, 0, &piece.text, usize::MAX, Style::new()).0;
    pieces.iter().fold(0, draw)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What of a text must be on the screen.
fn visible(text: &str, is_code: bool) -> String {
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    let seen = clusters(text).filter(|cluster| cluster.width > 0 && (is_code || !blank(cluster.base())));
    squeezed(&seen.map(|cluster| cluster.text).collect::<String>())
}

fn said(inlines: &[Inline]) -> String {
    inlines.iter().map(|inline| visible(&inline.text, false)).collect()
}

/// Everything that must be on the screen; header cells may come more than once, and a diagram may be clipped.
fn expected(blocks: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => said(text),
        Block::List { items, .. } => items.iter().map(|item| expected(item)).collect(),
        Block::Code { text, .. } => visible(text, true),
        Block::Table { rows, .. } => rows.iter().flatten().map(|cell| said(cell)).collect(),
        Block::Alert { blocks, .. } | Block::Quote(blocks) => expected(blocks),
        Block::Widget(fence) => fence.face.iter().map(|line| said(line)).collect(),
        Block::Diagram(_) | Block::Rule | Block::Quiz(_) => String::new(),
    };
    blocks.iter().map(one).collect()
}

fn has_table(block: &Block) -> bool {
    match block {
        Block::Table { .. } => true,
        Block::List { items, .. } => items.iter().flatten().any(has_table),
        Block::Alert { blocks, .. } | Block::Quote(blocks) => blocks.iter().any(has_table),
        _ => false,
    }
}

fn is_text(role: Role) -> bool {
    matches!(
        role,
        Role::Text
            | Role::Heading
            | Role::Strong
            | Role::Code
            | Role::CodeBlock
            | Role::Link
            | Role::StrongLink
            | Role::Quote
    )
}

fn shown(rows: &[Row], block: usize) -> String {
    let pieces = rows.iter().filter(|row| row.block == block).flat_map(|row| &row.pieces);
    let text = pieces.filter(|piece| is_text(piece.role)).map(|piece| piece.text.as_str());
    squeezed(&text.collect::<String>())
}

fn sorted(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

fn check(blocks: &[Block], width: u16, ascii: bool) -> Result<(), TestCaseError> {
    let rows = layout(blocks, &options(width, ascii));
    for row in &rows {
        prop_assert!(row.width() <= usize::from(width), "{:?} is wider than {}", row, width);
        prop_assert!(drawn(&row.pieces, width) <= width, "{:?} is drawn wider than {}", row, width);
        prop_assert!(!row.text().contains(char::is_control));
        prop_assert!(row.pieces.iter().all(|piece| !piece.text.is_empty()));
    }
    let wanted = expected(blocks);
    let mut replaced = clusters(&wanted).filter(|cluster| cluster.width > usize::from(width));
    if width < 2 || replaced.next().is_some() {
        return Ok(());
    }
    for (index, block) in blocks.iter().enumerate() {
        let wanted = expected(std::slice::from_ref(block));
        let found = shown(&rows, index);
        if has_table(block) {
            prop_assert_eq!(sorted(&found), sorted(&wanted));
        } else {
            prop_assert_eq!(found, wanted);
        }
    }
    Ok(())
}

/// Found by the property below.
#[test]
fn a_row_that_begins_with_marks_alone_keeps_its_width_behind_an_indent() {
    let of = |text: &str| Inline { text: text.to_owned(), bold: false, code: false, link: None };
    let text = [of("🏽\u{200d}🏽"), of("긴낱말이띄어쓰기없이이어집니다그리고또이어집니다")];
    for pieces in paragraph(&text, Role::Text, 10, (1, 0), &mut Vec::new()) {
        let row = Row { pieces, ..Row::default() };
        assert!(row.width() <= 10, "{row:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn never_too_wide_and_nothing_lost(
        blocks in prop::collection::vec(block(), 0..4),
        width in 1u16..=200,
        ascii: bool,
    ) {
        check(&blocks, width, ascii)?;
    }

    #[test]
    fn nor_in_the_narrowest_columns(blocks in prop::collection::vec(block(), 0..4), width in 1u16..=24) {
        check(&blocks, width, false)?;
    }

    #[test]
    fn nor_for_any_markdown(source in r"(\PC|[가-힣]|[\n >*`|-]){0,200}", width in 1u16..=80) {
        check(&markdown::parse(&source).doc.blocks, width, false)?;
    }

    #[test]
    fn a_paragraph_keeps_its_width(
        text in inlines(),
        cells in 1usize..=90,
        first in 0usize..12,
        hang in 0usize..12,
    ) {
        let mut links = Vec::new();
        for pieces in paragraph(&text, Role::Text, cells, (first, hang), &mut links) {
            let row = Row { pieces, ..Row::default() };
            prop_assert!(row.width() <= cells);
            prop_assert!(row.pieces.iter().all(|piece| piece.link.is_none_or(|link| link < links.len())));
        }
    }

    #[test]
    fn bit_by_bit_is_the_same(
        blocks in prop::collection::vec(block(), 0..6),
        width in 0u16..=60,
        step in 1usize..9,
    ) {
        let doc = Arc::new(Doc { blocks });
        let mut parts = Layout::new(doc.clone(), options(width, false));
        let mut rows = 0;
        while !parts.is_complete() {
            rows += step;
            parts.ensure(rows);
            prop_assert!(parts.is_complete() || parts.rows().len() >= rows);
        }
        prop_assert_eq!(parts.rows(), &layout(&doc.blocks, &options(width, false))[..]);
        for (index, block) in doc.blocks.iter().enumerate() {
            let start = parts.block_start(index).unwrap();
            let first = parts.rows().iter().position(|row| row.block == index);
            prop_assert!(first.is_none_or(|first| first == start), "{:?}", block);
        }
        let used = parts.rows().iter().flat_map(|row| &row.pieces).filter_map(|piece| piece.link);
        prop_assert!(used.max().is_none_or(|last| last < parts.links().len()));
    }

    /// A row ends only where a blank was, whatever styles a word is made of.
    #[test]
    fn words_stay_whole(words in prop::collection::vec("[가-힣]{1,6}", 1..40), cells in 24usize..=80) {
        let word = |(index, word): (usize, &String)| {
            let bold = Inline { text: word.clone(), bold: index % 3 == 0, ..Inline::default() };
            [bold, Inline { text: "는 ".into(), ..Inline::default() }]
        };
        let source: Vec<Inline> = words.iter().enumerate().flat_map(word).collect();
        for pieces in paragraph(&source, Role::Text, cells, (0, 0), &mut Vec::new()) {
            let row = Row { pieces, ..Row::default() }.text();
            prop_assert!(row.ends_with('는') && self::cells(&row) <= cells);
        }
    }
}
