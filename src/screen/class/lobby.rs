//! Before the start, on the wall: how to come in, and who has.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Style},
};

use super::{letters, lines::Lines};
use crate::{
    app::{
        Ctx,
        class::{Qr, Venue},
    },
    class::view::ProjectorView,
    lang::{class_screen as words, width::width as width_of},
    ui::{
        draw,
        layout::{Piece, Role},
        theme::Depth,
    },
};

/// Light modules around a QR code: readers want four, but make do with two.
const QUIET: usize = 2;

/// Cells between the text and the QR code.
const GUTTER: usize = 2;

/// Cells and rows of a QR code: a module is a cell wide and half a row high.
fn qr_size(qr: &Qr) -> (usize, usize) {
    let side = qr.size() + 2 * QUIET;
    (side, side.div_ceil(2))
}

/// The QR code, if `body` has room for it beside the join code, or the terminal can show it at all.
pub fn qr<'v>(ctx: &Ctx<'_>, venue: &'v Venue, body: Rect) -> Option<&'v Qr> {
    let fits = |qr: &&Qr| {
        let (cells, rows) = qr_size(qr);
        cells + GUTTER + letters::cells(1) <= usize::from(body.width) && rows <= usize::from(body.height)
    };
    venue.qr.as_ref().filter(|_| !ctx.ascii && !ctx.plain).filter(fits)
}

/// What stands beside the QR code, or alone.
pub fn lines<'a>(ctx: &'a Ctx<'a>, venue: &Venue, wall: &ProjectorView, body: Rect) -> Lines<'a> {
    let beside = qr(ctx, venue, body).map_or(0, |qr| qr_size(qr).0 + GUTTER);
    let width = body.width.saturating_sub(u16::try_from(beside).unwrap_or(0));
    let mut lines = Lines::new(ctx, width);
    let lang = ctx.lang;
    lines.text(wall.title.get(lang), Role::Muted);
    lines.blank();
    if ctx.plain || usize::from(width) < letters::cells(1) {
        lines.labelled(&label(ctx, words::CODE.get(lang)), &venue.code.spaced(), Role::Strong);
    } else {
        let scale = if usize::from(width) >= letters::cells(2) { 2 } else { 1 };
        for row in letters::big(&venue.code, scale) {
            lines.push(vec![Piece::new(row, Role::Strong)], None);
        }
    }
    lines.blank();
    let ways = [(words::WEB, &venue.web), (words::TERMINAL, &venue.ssh), (words::SEODANG, &venue.join)];
    for (name, way) in ways {
        if let Some(way) = way {
            lines.labelled(&label(ctx, name.get(lang)), way, Role::Text);
        }
    }
    // Who comes by ssh for the first time is asked about it; broken in two it cannot be compared.
    if let Some(fingerprint) = &venue.fingerprint {
        let label = label(ctx, words::FINGERPRINT.get(lang));
        if width_of(&label) + width_of(fingerprint) <= usize::from(width) {
            lines.labelled(&label, fingerprint, Role::Muted);
        }
    }
    if venue.is_local {
        lines.say(words::ONLY_HERE, Role::Error);
    }
    if beside == 0 && venue.qr.is_some() && !ctx.ascii && !ctx.plain {
        lines.say(words::NO_ROOM_FOR_QR, Role::Muted);
    }
    lines.blank();
    let mut count = lang.headcount(wall.players, wall.present);
    if !wall.open {
        count = format!("{count} · {}", words::DOOR_SHUT.get(lang));
    }
    lines.text(&count, Role::Here);
    let names: Vec<&str> = wall.newest.iter().map(|name| name.get(lang)).collect();
    if !names.is_empty() {
        lines.labelled(&label(ctx, words::NEWEST.get(lang)), &names.join(", "), Role::Text);
    }
    lines
}

fn label(ctx: &Ctx<'_>, label: &str) -> String {
    if ctx.plain { format!("{label}: ") } else { format!("{label}  ") }
}

/// Draws the QR code at the right edge of `body`.
pub fn draw_qr(ctx: &Ctx<'_>, qr: &Qr, body: Rect, buf: &mut Buffer) {
    let (cells, rows) = qr_size(qr);
    let is_mono = ctx.depth == Depth::Mono || ctx.theme.id() == "mono";
    // Dark on light whatever the theme; without colours the ink draws the light modules, which readers know as well.
    let style = if is_mono { Style::new() } else { Style::new().fg(Color::Black).bg(Color::White) };
    let is_ink = |x: usize, y: usize| {
        let inside = x >= QUIET && y >= QUIET;
        let is_dark = inside && qr.is_dark(x - QUIET, y - QUIET);
        let is_there = y < qr.size() + 2 * QUIET;
        is_there && is_dark != is_mono
    };
    let x = body.right().saturating_sub(u16::try_from(cells).unwrap_or(u16::MAX));
    for (row, y) in (0..rows).zip(body.top()..body.bottom()) {
        let line: String = (0..cells)
            .map(|column| match (is_ink(column, 2 * row), is_ink(column, 2 * row + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            })
            .collect();
        draw::text(buf, x, y, body.right() - x, &line, style);
    }
}
