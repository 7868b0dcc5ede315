//! Screens.

use crate::app::App;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Where the hardware cursor goes after a frame. An input method draws its preedit there even when it is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caret {
    /// In a text field, visible.
    Field(u16, u16),
    /// Hidden, at a blank spot.
    Parked(u16, u16),
}

/// Draws `app` into `area` of `buf`.
#[must_use]
pub fn view(app: &App, area: Rect, buf: &mut Buffer) -> Caret {
    for y in area.top()..area.bottom() {
        let text = format!(
            "{:3} 쪽 {:3} 태스크 정의는 “무엇을 어떻게 띄울지” 적은 설계도이고 The quick brown fox",
            app.n(),
            y + app.n() as u16
        );
        buf.set_stringn(area.x, y, text, area.width as usize, Style::new());
    }
    Caret::Parked(area.right().saturating_sub(1), area.bottom().saturating_sub(1))
}
