//! Small things drawn into a buffer: text, rows, bars.
//!
//! Every function stays inside the area it is given. It must not know screens.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    lang::width::{truncate, width},
    ui::{
        chart,
        layout::{Glyphs, Piece, Role, Row},
        theme::Theme,
    },
};

/// Draws `text` at `x`, `y`, cut to `cells`. Returns the cells used.
pub fn text(buf: &mut Buffer, x: u16, y: u16, cells: u16, text: &str, style: Style) -> u16 {
    if cells == 0 || y >= buf.area.bottom() || x >= buf.area.right() {
        return 0;
    }
    let cells = cells.min(buf.area.right() - x);
    let (end, _) = buf.set_stringn(x, y, truncate(text, usize::from(cells)), usize::from(cells), style);
    end - x
}

/// Draws `text` so that it ends before column `right`, and returns where it begins.
pub fn text_right(buf: &mut Buffer, right: u16, y: u16, shown: &str, style: Style) -> u16 {
    let cells = u16::try_from(width(shown)).unwrap_or(u16::MAX);
    let x = right.saturating_sub(cells);
    text(buf, x, y, right - x, shown, style);
    x
}

/// Fills `area` with blanks of `style`, minding a wide character that it cuts in half on its left.
pub fn clear(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        if area.x > buf.area.x
            && let Some(left) = buf.cell_mut((area.x - 1, y))
            && width(left.symbol()) == 2
        {
            left.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Draws one laid-out row. A piece of link `focus` is drawn as the one that Enter opens.
pub fn row(buf: &mut Buffer, area: Rect, row: &Row, theme: &Theme, focus: Option<usize>) {
    if let Some(fill) = row.fill {
        buf.set_style(area, theme.role(fill));
    }
    pieces(buf, area, &row.pieces, theme, focus);
}

/// Draws pieces from the left edge of `area`.
pub fn pieces(buf: &mut Buffer, area: Rect, pieces: &[Piece], theme: &Theme, focus: Option<usize>) {
    let mut x = area.x;
    for piece in pieces {
        let focused = piece.link.is_some() && piece.link == focus;
        let style =
            if focused { theme.role(piece.role).patch(theme.cursor()) } else { theme.role(piece.role) };
        x += text(buf, x, area.y, area.right().saturating_sub(x), &piece.text, style);
    }
}

/// Draws `rows` from number `top` on into `area`.
pub fn rows(buf: &mut Buffer, area: Rect, rows: &[Row], top: usize, theme: &Theme, focus: Option<usize>) {
    for (y, shown) in (area.top()..area.bottom()).zip(rows.iter().skip(top)) {
        row(buf, Rect { y, height: 1, ..area }, shown, theme, focus);
    }
}

/// Marks where the link `focus` begins in `rows` as they are drawn, in the blank before it if there is one: colour alone
/// does not say which link Enter opens.
pub fn mark_link(
    buf: &mut Buffer,
    area: Rect,
    rows: &[Row],
    top: usize,
    theme: &Theme,
    focus: Option<usize>,
) {
    let has_focus = |piece: &Piece| focus.is_some() && piece.link == focus;
    let found = rows
        .iter()
        .enumerate()
        .find_map(|(at, row)| Some((at, &row.pieces[..row.pieces.iter().position(has_focus)?])));
    let Some((row, before)) = found else { return };
    let Some(y) = row.checked_sub(top).and_then(|y| u16::try_from(y).ok()).filter(|y| *y < area.height)
    else {
        return;
    };
    let cells: usize = before.iter().map(|piece| width(&piece.text)).sum();
    let Some(x) = (usize::from(area.x) + cells).checked_sub(1).and_then(|x| u16::try_from(x).ok()) else {
        return;
    };
    if buf.cell((x, area.y + y)).is_some_and(|cell| cell.symbol() == " ") {
        text(buf, x, area.y + y, 1, "▸", theme.here());
    }
}

/// Draws a bar of `cells` that is `part` of `whole` full.
pub fn bar(buf: &mut Buffer, x: u16, y: u16, cells: u16, part: usize, whole: usize, theme: &Theme) {
    let area = Rect { x, y, width: cells, height: 1 };
    pieces(buf, area, &chart::bar(usize::from(cells), part as u64, whole as u64), theme, None);
}

/// Which link of `rows` is at `x`, `y` of an area at `area` that shows them from number `top` on.
#[must_use]
pub fn link_at(rows: &[Row], top: usize, area: Rect, x: u16, y: u16) -> Option<usize> {
    if !area.contains((x, y).into()) {
        return None;
    }
    let row = rows.get(top + usize::from(y - area.y))?;
    let mut left = area.x;
    for piece in &row.pieces {
        let right = left + u16::try_from(width(&piece.text)).unwrap_or(0);
        if (left..right).contains(&x) {
            return piece.link;
        }
        left = right;
    }
    None
}

/// A row of plain text.
#[must_use]
pub fn plain_row(text: impl Into<String>, role: Role) -> Row {
    Row { block: 0, pieces: vec![Piece::new(text, role)], fill: None }
}

/// An empty row.
#[must_use]
pub fn blank_row() -> Row {
    Row::default()
}

/// `groups` of pieces one after another, each whole on a row of at most `cells` if it can be.
#[must_use]
pub fn flow(groups: Vec<Vec<Piece>>, cells: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for group in groups {
        let needed: usize = group.iter().map(|piece| width(&piece.text)).sum();
        match rows.last_mut() {
            Some(row) if row.width() + 2 + needed <= cells => {
                row.pieces.push(Piece::new("  ", Role::Text));
                row.pieces.extend(group);
            }
            _ => rows.push(Row { block: 0, pieces: group, fill: None }),
        }
    }
    rows
}

/// Where a terminal cannot draw boxes in one cell, everything is ASCII and Hangul.
pub fn degrade(buf: &mut Buffer, area: Rect, glyphs: Glyphs) {
    if !glyphs.ascii {
        return;
    }
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let Some(cell) = buf.cell_mut((x, y)) else { continue };
            let mut chars = cell.symbol().chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                let plain = match c {
                    '━' => '=',
                    '✓' => 'o',
                    '✗' => 'x',
                    '★' => '*',
                    c => glyphs.drawn(c),
                };
                if plain != c {
                    cell.set_char(plain);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Depth;

    #[test]
    fn a_popup_over_half_a_syllable_takes_all_of_it() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        text(&mut buf, 0, 0, 10, "가나다라마", Style::new());
        clear(&mut buf, Rect::new(3, 0, 4, 1), Style::new());
        let shown: Vec<&str> = (0..10).map(|x| buf[(x, 0)].symbol()).collect();
        assert_eq!(shown, ["가", " ", " ", " ", " ", " ", " ", " ", "마", " "]);
    }

    #[test]
    fn bars_are_full_only_when_done() {
        let theme = Theme::new("mono", Depth::Mono);
        for (part, whole, expected) in
            [(0, 9, "────"), (1, 9, "━───"), (8, 9, "━━━─"), (9, 9, "━━━━"), (0, 0, "────")]
        {
            let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
            bar(&mut buf, 0, 0, 4, part, whole, &theme);
            let shown: String = (0..4).map(|x| buf[(x, 0)].symbol()).collect();
            assert_eq!(shown, expected, "{part}/{whole}");
        }
    }
}
