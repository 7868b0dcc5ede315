//! What comes again in the days to come.

use super::lines::{Lines, right};
use crate::{
    app::Ctx,
    lang::width::{pad_right, width},
    study::stats::{AHEAD, Stats},
    ui::{
        chart::{bar, columns, labels},
        layout::{Piece, Role},
    },
};

/// Rows of the page that are not the chart.
const OTHERS: u16 = 8;

/// Cells of a lying bar.
const BAR: usize = 30;

/// Lays it out in a window with `height` rows.
pub fn lay_out(ctx: &Ctx<'_>, stats: &Stats, height: u16, lines: &mut Lines) {
    let m = ctx.msgs();
    let said = [
        (m.stats_today.to_owned(), stats.due_within(1)),
        (m.stats_tomorrow.to_owned(), stats.due_within(2) - stats.due_within(1)),
        (ctx.lang.within(7), stats.due_within(7)),
        (ctx.lang.within(AHEAD), stats.due_within(AHEAD as usize)),
    ];
    let said: Vec<String> = said.into_iter().map(|(when, count)| format!("{when} {count}")).collect();
    lines.wrapped(&said.join(" · "), Role::Text, 0);
    lines.blank();
    if stats.due_within(AHEAD as usize) == 0 {
        lines.text(m.stats_ahead_none, Role::Text);
        return;
    }
    // A few cards are no tower.
    let most = stats.ahead.iter().copied().max().unwrap_or(0).min(8);
    let height = height.saturating_sub(OTHERS).clamp(4, 16).min(2 * u16::try_from(most).unwrap_or(8));
    if !ctx.plain {
        chart(ctx, stats, height, lines);
        lines.blank();
    }
    lines.wrapped(m.stats_ahead_rule, Role::Muted, 0);
    lines.blank();
    list(ctx, stats, lines);
}

fn chart(ctx: &Ctx<'_>, stats: &Stats, height: u16, lines: &mut Lines) {
    let values: Vec<u64> = stats.ahead.iter().map(|count| u64::from(*count)).collect();
    let slot = (lines.width / values.len().max(1)).clamp(1, 4);
    let bar = u16::try_from(slot.saturating_sub(1).max(1)).unwrap_or(1);
    for line in columns(&values, (bar, slot > 1), height, ctx.glyphs()) {
        lines.text(line, Role::Here);
    }
    lines.text("─".repeat(slot * values.len()), Role::TableRule);
    let week = |n: usize| {
        (7 * n * slot, if n == 0 { ctx.msgs().stats_today.to_owned() } else { format!("+{}", 7 * n) })
    };
    lines.text(labels((0..=4).map(week)), Role::Muted);
}

/// Each day in numbers.
fn list(ctx: &Ctx<'_>, stats: &Stats, lines: &mut Lines) {
    let most = stats.ahead.iter().copied().max().unwrap_or(0);
    let days: Vec<(String, u32)> = (0..)
        .zip(&stats.ahead)
        .map(|(n, count)| {
            let day = stats.today.plus(n);
            let (_, month, date) = day.date();
            (ctx.lang.date(month, date, day.weekday()), *count)
        })
        .collect();
    let column = days.iter().map(|(day, _)| width(day)).max().unwrap_or(0);
    for (day, count) in days.into_iter().filter(|(_, count)| *count > 0 || !ctx.plain) {
        let mut pieces =
            vec![Piece::new(pad_right(&day, column), Role::Muted), right(&count.to_string(), 6, Role::Text)];
        if count > 0 {
            let [full, _] = bar(BAR, u64::from(count), u64::from(most));
            pieces.extend([Piece::new("  ", Role::Text), full]);
        }
        lines.pieces(pieces);
    }
}
