//! The frame around every screen.
//!
//! ```text
//!  ECS › 태스크와 태스크 정의                        3/9 ███░░░░░░  한국어 F2    header
//! ────────────────────────────────────────────────────────────────────────────
//!
//!    body: three columns of margin
//!
//! ────────────────────────────────────────────────────────────────────────────
//!  Space 다음  ← 앞쪽  Tab 용어  F1 도움말             출처 2 · 2026-11 확인    footer
//! ```
//!
//! It must not know what a screen shows.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    lang::width::width,
    ui::{draw, theme::Theme},
};

/// What stands above the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Where we are.
    pub title: String,
    /// How far: text, and a bar of part and whole.
    pub progress: Option<(String, usize, usize)>,
}

/// What stands below the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer {
    /// Keys and what they do.
    pub keys: Vec<(String, &'static str)>,
    /// Something to say instead of keys.
    pub flash: Option<String>,
    /// Something that is wrong and stays wrong.
    pub failure: Option<&'static str>,
    /// That the course has problems, for whoever writes it.
    pub problems: Option<String>,
    /// At the right end.
    pub note: String,
}

/// Where a screen draws.
#[must_use]
pub fn body(area: Rect) -> Rect {
    let margin = match area.width {
        0..60 => 1,
        60..66 => 2,
        _ => 3,
    };
    let top = if area.height >= 20 { 3 } else { 2 };
    Rect {
        x: area.x + margin,
        y: area.y + top,
        width: area.width.saturating_sub(2 * margin),
        height: area.height.saturating_sub(top + 2),
    }
}

/// Draws the header and the line below it.
pub fn header(buf: &mut Buffer, area: Rect, header: &Header, lang: &str, theme: &Theme) {
    let right = area.right().saturating_sub(1);
    let x = draw::text_right(buf, right, area.y, "F2", theme.muted());
    let mut x = draw::text_right(buf, x.saturating_sub(1), area.y, lang, theme.strong());
    if let Some((text, part, whole)) = &header.progress {
        if area.width >= 76 {
            x = x.saturating_sub(12);
            draw::bar(buf, x, area.y, 10, *part, *whole, theme);
        }
        x = draw::text_right(
            buf,
            x.saturating_sub(if area.width >= 76 { 1 } else { 2 }),
            area.y,
            text,
            theme.muted(),
        );
    }
    draw::text(buf, area.x + 1, area.y, x.saturating_sub(area.x + 3), &header.title, theme.strong());
    rule(buf, area, area.y + 1, theme);
}

/// Draws the line above the footer and the footer.
pub fn footer(buf: &mut Buffer, area: Rect, footer: &Footer, theme: &Theme) {
    let y = area.bottom().saturating_sub(1);
    rule(buf, area, y.saturating_sub(1), theme);
    let left = area.x + 1;
    let right = area.right().saturating_sub(1);
    // What is to be said stands on the line, so that the keys stay in sight.
    let mut line_right = right;
    if let Some(failure) = footer.failure {
        line_right =
            draw::text_right(buf, right, y.saturating_sub(1), &format!(" {failure} "), theme.wrong());
    }
    if let Some(problems) = &footer.problems {
        let text = format!(" {problems} ");
        line_right = draw::text_right(buf, line_right, y.saturating_sub(1), &text, theme.attention());
    }
    if let Some(flash) = &footer.flash {
        let room = line_right.saturating_sub(left);
        draw::text(buf, left, y.saturating_sub(1), room, &format!(" {flash} "), theme.attention());
    }
    let mut room = right.saturating_sub(left);
    if !footer.note.is_empty() {
        let note = draw::text_right(buf, right, y, &footer.note, theme.muted());
        room = note.saturating_sub(left + 1);
    }
    // What does not fit is left out whole, from the least important on; the way out stays.
    let cells = |(key, label): &(String, &str)| u16::try_from(width(key) + 1 + width(label)).unwrap_or(room);
    let mut shown: Vec<&(String, &str)> = footer.keys.iter().collect();
    while shown.iter().map(|row| cells(row) + 2).sum::<u16>() > room + 2 && shown.len() > 2 {
        shown.remove(shown.len() - 3);
    }
    let right = left + room;
    let mut x = left;
    for (key, label) in shown {
        x += draw::text(buf, x, y, right.saturating_sub(x), key, theme.strong()) + 1;
        x += draw::text(buf, x, y, right.saturating_sub(x), label, theme.muted()) + 2;
    }
}

fn rule(buf: &mut Buffer, area: Rect, y: u16, theme: &Theme) {
    draw::text(buf, area.x, y, area.width, &"─".repeat(usize::from(area.width)), theme.rule());
}
