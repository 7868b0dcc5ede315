//! Boxes over a screen: where they stand and what is drawn around them.
//!
//! It must not know what is in a box.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::ui::{draw, theme::Theme};

/// Where a large popup stands.
#[must_use]
pub fn popup(area: Rect, size: (u16, u16)) -> Rect {
    centered(area, size.0.saturating_sub(8).min(80), size.1.saturating_sub(4))
}

/// A rectangle of at most this size in the middle of `area`, at an even column.
#[must_use]
pub fn centered(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let x = area.x + (area.width - width) / 2 / 2 * 2;
    Rect { x, y: area.y + (area.height - height) / 2, width, height }
}

/// Clears `area`, draws a box with a title around it, and returns what is inside.
pub fn popup_box(theme: &Theme, area: Rect, title: &str, buf: &mut Buffer) -> Rect {
    // The rows are taken whole: halves of words on either side would only be noise.
    draw::clear(buf, Rect { x: buf.area.x, width: buf.area.width, ..area }, theme.text());
    let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    let line = "─".repeat(usize::from(area.width.saturating_sub(2)));
    for y in [area.y, bottom] {
        draw::text(buf, area.x + 1, y, area.width.saturating_sub(2), &line, theme.here());
    }
    for y in area.y + 1..bottom {
        draw::text(buf, area.x, y, 1, "│", theme.here());
        draw::text(buf, right, y, 1, "│", theme.here());
    }
    for (x, y, corner) in
        [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
    {
        draw::text(buf, x, y, 1, corner, theme.here());
    }
    if !title.is_empty() {
        draw::text(
            buf,
            area.x + 2,
            area.y,
            area.width.saturating_sub(4),
            &format!(" {title} "),
            theme.strong(),
        );
    }
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// Marks a box that has more below its last row with `text`.
pub fn mark_more(theme: &Theme, text: &str, inner: Rect, has_more: bool, buf: &mut Buffer) {
    if has_more {
        draw::text_right(buf, inner.right(), inner.bottom(), &format!(" ↓ {} ", text), theme.muted());
    }
}
