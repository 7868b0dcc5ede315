#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use proptest::prelude::*;
use ratatui::style::Style;

/// A terminal that is painted on, and everything it was sent.
struct Screen {
    parser: vt100::Parser,
    painter: Painter,
    bytes: usize,
}

impl Screen {
    fn new(width: u16, height: u16) -> Screen {
        let mut parser = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
        // The state that the painter is promised, on a screen full of rubbish.
        parser.process(b"\x1b[?25l\x1b[45;1m");
        parser.process("쓰레기#".repeat(usize::from(width * height) / 7).as_bytes());
        Screen { parser, painter: Painter::new(width, height, true), bytes: 0 }
    }

    /// Paints, and checks that the terminal shows exactly the buffer.
    #[track_caller]
    fn paint(&mut self, content: &Buffer, caret: Caret) {
        let bytes = self.painter.paint(|area, buffer| {
            assert_eq!(area, content.area);
            buffer.clone_from(content);
            caret
        });
        self.bytes = bytes.len();
        self.parser.process(bytes);
        check(self.parser.screen(), content);
        let (x, y) = match caret {
            Caret::Field(x, y) | Caret::Parked(x, y) => (x, y),
        };
        assert_eq!(self.parser.screen().cursor_position(), (y, x));
        assert_eq!(self.parser.screen().hide_cursor(), matches!(caret, Caret::Parked(..)));
    }
}

fn vt_colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::White => vt100::Color::Idx(15),
        Color::Indexed(i) => vt100::Color::Idx(i),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => panic!("not used in these tests: {other}"),
    }
}

/// Compares cell by cell what `screen` shows with what ratatui means by `content`.
#[track_caller]
fn check(screen: &vt100::Screen, content: &Buffer) {
    for y in 0..content.area.height {
        let mut x = 0;
        while x < content.area.width {
            let cell = &content[(x, y)];
            let seen = screen.cell(y, x).unwrap();
            let columns = cell.symbol().cell_width();
            let symbol = if columns == 0 || x + columns > content.area.width { " " } else { cell.symbol() };
            let contents = if seen.has_contents() { seen.contents() } else { " " };
            assert_eq!(contents, symbol, "at {x},{y}");
            assert_eq!(seen.bgcolor(), vt_colour(cell.bg), "background of {symbol:?} at {x},{y}");
            assert_eq!(
                seen.underline(),
                cell.modifier.contains(Modifier::UNDERLINED),
                "underline at {x},{y}"
            );
            assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "reverse at {x},{y}");
            if symbol != " " {
                assert_eq!(seen.fgcolor(), vt_colour(cell.fg), "colour of {symbol:?} at {x},{y}");
                // The emulator cannot be bold and dim at once.
                let (bold, dim) =
                    (cell.modifier.contains(Modifier::BOLD), cell.modifier.contains(Modifier::DIM));
                if !(bold && dim) {
                    assert_eq!(seen.bold(), bold, "bold at {x},{y}");
                    assert_eq!(seen.dim(), dim, "dim at {x},{y}");
                }
            }
            assert_eq!(seen.is_wide(), symbol != " " && columns == 2, "{symbol:?} at {x},{y}");
            x += if symbol == " " { 1 } else { columns };
        }
    }
}

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            4 => Just(Color::Reset), 1 => Just(Color::Red), 1 => Just(Color::White),
            1 => Just(Color::Indexed(99)), 1 => Just(Color::Rgb(24, 26, 27)),
        ]
    };
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()), 1 => Just(Modifier::BOLD), 1 => Just(Modifier::DIM),
        1 => Just(Modifier::UNDERLINED), 1 => Just(Modifier::REVERSED | Modifier::BOLD),
    ];
    (colour(), colour(), modifier)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

/// Ready-made pieces: Hangul in NFC and NFD, lone and zero-width characters, blanks, controls.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[가-힣 ]{1,6}", 3 => "[a-z0-9 ]{1,8}", 2 => " {1,30}",
        1 => Just("\u{1112}\u{1161}\u{11ab}글".into()), 1 => Just("e\u{301}x".into()),
        1 => Just("│─┌▸✓".into()), 1 => Just("\u{1f600}".into()), 1 => Just("ﾡㅎ".into()),
    ]
}

const WIDTH: u16 = 23;
const HEIGHT: u16 = 5;

#[derive(Clone, Debug)]
struct Piece {
    x: u16,
    y: u16,
    text: String,
    style: Style,
    /// Set the symbols one by one without regard to widths, as a careless widget would.
    raw: bool,
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let one = (0..WIDTH, 0..HEIGHT, piece(), style(), prop::bool::weighted(0.1))
        .prop_map(|(x, y, text, style, raw)| Piece { x, y, text, style, raw });
    prop::collection::vec(one, 0..12)
}

fn draw(buffer: &mut Buffer, pieces: &[Piece]) {
    for piece in pieces {
        if piece.raw {
            for (i, c) in piece.text.chars().enumerate() {
                if let Some(cell) = buffer.cell_mut((piece.x + i as u16, piece.y)) {
                    cell.set_char(c).set_style(piece.style);
                }
            }
        } else {
            buffer.set_stringn(piece.x, piece.y, &piece.text, usize::from(WIDTH - piece.x), piece.style);
        }
    }
}

fn caret() -> impl Strategy<Value = Caret> {
    (any::<bool>(), 0..WIDTH, 0..HEIGHT).prop_map(|(field, x, y)| match field {
        true => Caret::Field(x, y),
        false => Caret::Parked(x, y),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Each frame draws over the one before or anew: whatever is drawn, the terminal shows it.
    #[test]
    fn the_terminal_shows_every_frame(
        page in style(),
        frames in prop::collection::vec((any::<bool>(), pieces(), caret()), 1..8),
    ) {
        let mut screen = Screen::new(WIDTH, HEIGHT);
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for (anew, pieces, caret) in frames {
            if anew {
                buffer.reset();
                buffer.set_style(buffer.area, page);
            }
            draw(&mut buffer, &pieces);
            screen.paint(&buffer, caret);
            screen.paint(&buffer, caret);
            prop_assert_eq!(screen.bytes, 0, "the same frame again writes nothing");
        }
    }
}

const PAGE: [&str; 6] = [
    "태스크 정의는 “무엇을 어떻게 띄울지” 적은 설계도이고, 태스크는 그 설계도로",
    "실제로 떠 있는 컨테이너 묶음이에요. 설계도 하나로 태스크를 몇 개든 띄워요.",
    "",
    "   │ 흔한 오해  사이드카가 메인 서버의 죽음을 감지해 준다",
    "   │ 아니에요. essential 컨테이너가 멈추면 사이드카도 함께 멈춰요.",
    "서비스는 원하는 개수를 지켜요. The quick brown fox jumps over the dog.",
];

fn page(number: usize, style: Style) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    buffer.set_style(buffer.area, style);
    for y in 0..24 {
        let line = PAGE[(usize::from(y) + number) % PAGE.len()];
        buffer.set_stringn(3, y, line, 76, style);
        buffer.set_style(Rect::new(3, y, 6, 1), Style::new().fg(Color::Red));
    }
    buffer
}

#[test]
fn a_korean_page_is_not_much_more_than_its_text() {
    for style in [Style::new(), Style::new().fg(Color::White).bg(Color::Rgb(24, 26, 27))] {
        let mut screen = Screen::new(80, 24);
        screen.paint(&page(0, style), Caret::Parked(79, 23));
        let next = page(1, style);
        screen.paint(&next, Caret::Parked(79, 23));
        let text: usize =
            next.content.iter().filter(|cell| cell.symbol() != " ").map(|cell| cell.symbol().len()).sum();
        assert!(screen.bytes < text + 24 * 40, "{} bytes for {text} bytes of text", screen.bytes);
    }
}

#[test]
fn one_changed_cell_costs_little() {
    let mut screen = Screen::new(80, 24);
    let mut buffer = page(0, Style::new());
    screen.paint(&buffer, Caret::Parked(79, 23));
    buffer[(79, 23)].set_symbol("7");
    screen.paint(&buffer, Caret::Parked(79, 23));
    let frame = BEGIN.len() + END.len();
    assert!(screen.bytes <= frame + 16, "{} bytes", screen.bytes);
}

#[test]
fn only_a_caret_that_moves_is_written() {
    let mut screen = Screen::new(80, 24);
    let buffer = page(0, Style::new());
    screen.paint(&buffer, Caret::Parked(79, 23));
    screen.paint(&buffer, Caret::Parked(0, 23));
    assert_eq!(screen.bytes, b"\r".len());
    screen.paint(&buffer, Caret::Field(0, 23));
    assert_eq!(screen.bytes, SHOW.len());
}

#[test]
fn without_coloured_erasing_blanks_are_written() {
    let style = Style::new().bg(Color::Rgb(24, 26, 27));
    let mut painter = Painter::new(80, 24, false);
    let bytes = painter.paint(|_, buffer| {
        *buffer = page(0, style);
        Caret::Parked(0, 0)
    });
    assert!(!bytes.windows(3).any(|window| window == b"\x1b[K"));
}

#[test]
fn any_size_is_drawn_within_limits() {
    for (size, drawn) in [((0, 0), (1, 1)), ((1, 1), (1, 1)), ((80, 1), (80, 1)), ((9999, 700), (500, 500))] {
        let mut painter = Painter::new(80, 24, true);
        painter.resize(size.0, size.1);
        painter.paint(|area, buffer| {
            assert_eq!((area.width, area.height), drawn);
            assert_eq!(buffer.area, area);
            Caret::Field(9999, 9999)
        });
    }
}

#[test]
fn controls_never_reach_the_terminal() {
    let mut painter = Painter::new(10, 1, true);
    painter.paint(|_, _| Caret::Parked(0, 0));
    let bytes = painter.paint(|_, buffer| {
        buffer[(1, 0)].set_symbol("\x1b]0;title\x07");
        buffer[(2, 0)].set_symbol("\u{9b}2J");
        buffer[(3, 0)].set_symbol("\n");
        Caret::Parked(0, 0)
    });
    assert!(bytes.is_empty());
}
