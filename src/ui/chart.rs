//! Charts as rows of characters, so that they scroll with the text around them.
//!
//! Invariant: what is more than nothing is seen. It must not know what is counted.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    symbols::bar::{NINE_LEVELS, Set},
    widgets::{Bar, BarChart, BarGroup, Widget},
};

use crate::{
    lang::width::{pad_right, width},
    ui::layout::{Glyphs, Piece, Role},
};

/// Columns where only ASCII is drawn.
const ASCII: Set<'static> = Set {
    full: "#",
    seven_eighths: "|",
    three_quarters: "|",
    five_eighths: "|",
    half: ":",
    three_eighths: ":",
    one_quarter: ".",
    one_eighth: ".",
    empty: " ",
};

/// Eighths of a cell.
const TICKS: u64 = 8;

/// Upright columns of `bar` cells each, one cell apart if `gap`, in `height` lines from top to bottom. The greatest value
/// takes all of the height.
#[must_use]
pub fn columns(values: &[u64], (bar, gap): (u16, bool), height: u16, glyphs: Glyphs) -> Vec<String> {
    let gap = u16::from(gap);
    let count = u16::try_from(values.len()).unwrap_or(u16::MAX);
    let area = Rect::new(0, 0, count.saturating_mul(bar + gap), height);
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let all = u64::from(height) * TICKS;
    let ticks = |value: u64| (u128::from(value) * u128::from(all)).div_ceil(u128::from(most));
    let bars: Vec<Bar<'_>> = values
        .iter()
        .map(|value| Bar::default().value(u64::try_from(ticks(*value)).unwrap_or(all)).text_value(""))
        .collect();
    let chart = BarChart::default()
        .data(BarGroup::default().bars(&bars))
        .bar_width(bar)
        .bar_gap(gap)
        .max(all.max(1))
        .bar_set(if glyphs.ascii { ASCII } else { NINE_LEVELS });
    let mut buf = Buffer::empty(area);
    chart.render(area, &mut buf);
    let line = |y: u16| (0..area.width).map(|x| buf[(x, y)].symbol()).collect::<String>();
    (0..height).map(|y| line(y).trim_end().to_owned()).collect()
}

/// A lying bar of `cells`, `part` of `whole` full, in two pieces.
#[must_use]
pub fn bar(cells: usize, part: u64, whole: u64) -> [Piece; 2] {
    let full = if whole == 0 { 0 } else { (u128::from(part) * cells as u128).div_ceil(u128::from(whole)) };
    let full = usize::try_from(full).unwrap_or(cells).min(cells);
    // Only what is finished looks finished.
    let full = if part < whole && full == cells { full.saturating_sub(1) } else { full };
    [Piece::new("━".repeat(full), Role::Here), Piece::new("─".repeat(cells - full), Role::TableRule)]
}

/// A line of labels, each at its cell. One that would touch the one after it is left out.
#[must_use]
pub fn labels(labels: impl IntoIterator<Item = (usize, String)>) -> String {
    let mut kept: Vec<(usize, String)> = labels.into_iter().collect();
    let mut next = usize::MAX;
    kept.reverse();
    kept.retain(|(at, label)| {
        let is_clear = at + width(label) < next;
        next = if is_clear { *at } else { next };
        is_clear
    });
    kept.into_iter().rev().fold(String::new(), |line, (at, label)| pad_right(&line, at) + &label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_fills_the_height_and_the_least_is_seen() {
        let lines = columns(&[0, 1, 50, 100], (1, true), 2, Glyphs::UNICODE);
        assert_eq!(lines, ["      █", "  ▁ █ █"]);
        let lines = columns(&[0, 1, 50, 100], (2, false), 2, Glyphs::ASCII);
        assert_eq!(lines, ["      ##", "  ..####"]);
        assert_eq!(columns(&[0, 0], (1, false), 1, Glyphs::UNICODE), [""]);
        assert_eq!(columns(&[], (1, false), 1, Glyphs::UNICODE), [""]);
    }

    #[test]
    fn labels_do_not_touch() {
        let line = labels([(0, "9월".to_owned()), (2, "10월".to_owned()), (8, "11월".to_owned())]);
        assert_eq!(line, "  10월  11월");
    }
}
