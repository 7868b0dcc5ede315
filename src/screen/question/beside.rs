//! Both languages of a question beside each other: each option begins on the same row in both.

use super::rows::Rows;
use crate::{
    app::Ctx,
    ui::{
        layout::{Piece, Role, Row},
        page::{SIDE_BY_SIDE, WIDEST},
    },
};

/// Cells between the two languages.
const GUTTER: u16 = 3;

/// The rows that `rows` makes of a question: in one column, or once per language where there is room for both.
#[must_use]
pub fn laid_out(ctx: &Ctx<'_>, width: u16, rows: impl Fn(&Ctx<'_>, u16) -> Rows) -> Rows {
    if !ctx.both || ctx.size.0 < SIDE_BY_SIDE || ctx.plain {
        return rows(ctx, width);
    }
    let column = (width.saturating_sub(GUTTER) / 2).min(WIDEST);
    let left = rows(&Ctx { both: false, ..*ctx }, column);
    let right = rows(&Ctx { both: false, lang: ctx.lang.other(), ..*ctx }, column);
    zip(&left, &right, usize::from(column), ctx)
}

fn zip(left: &Rows, right: &Rows, column: usize, ctx: &Ctx<'_>) -> Rows {
    let mut out = Rows::default();
    let (left_runs, right_runs) = (runs(left), runs(right));
    let count = left_runs.len().max(right_runs.len());
    for i in 0..count {
        let a = left_runs.get(i).map_or(&[][..], |run| &left.rows[run.clone()]);
        let b = right_runs.get(i).map_or(&[][..], |run| &right.rows[run.clone()]);
        let option = left_runs.get(i).and_then(|run| left.options[run.start]);
        if let Some((row, cell)) =
            left.caret.filter(|(row, _)| left_runs.get(i).is_some_and(|run| run.contains(row)))
        {
            let start = left_runs.get(i).map_or(0, |run| run.start);
            out.caret = Some((out.rows.len() + row - start, cell));
        }
        for row in 0..a.len().max(b.len()) {
            let mut pieces: Vec<Piece> = a.get(row).map(|row| row.pieces.clone()).unwrap_or_default();
            let cells = a.get(row).map_or(0, Row::width);
            pieces.push(Piece::new(" ".repeat((column + 1).saturating_sub(cells)), Role::Text));
            pieces.push(Piece::new(format!("{} ", ctx.glyphs().bar), Role::TableRule));
            pieces.extend(b.get(row).into_iter().flat_map(|row| row.pieces.iter().cloned()));
            out.rows.push(Row { block: 0, pieces, fill: None });
            out.options.push(option);
        }
    }
    out
}

/// Rows that belong together: to one option, or to none.
fn runs(rows: &Rows) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, option) in rows.options.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if rows.options[run.start] == *option => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
