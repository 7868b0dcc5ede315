//! How much is remembered, and how much the model said would be.

use super::lines::{Lines, right, widest};
use crate::{
    app::Ctx,
    lang::{
        grouped,
        width::{pad_right, width},
    },
    study::stats::{BINS, Bin, Stats},
    ui::{
        chart::bar,
        layout::{Piece, Role},
    },
};

/// Cells of a bar.
const BAR: usize = 20;

/// Lays it out.
pub fn lay_out(ctx: &Ctx<'_>, stats: &Stats, lines: &mut Lines) {
    let m = ctx.msgs();
    let all = &stats.retention.all;
    let rows = [
        (m.stats_remembered, share(all.actual())),
        (m.stats_predicted, share(all.predicted())),
        (m.stats_wanted, share(Some(f64::from(ctx.progress.scheduler().retention())))),
        (m.stats_reviews, grouped(u128::from(all.reviews))),
    ];
    let column = widest(rows.iter().map(|(label, _)| *label)) + 3;
    for (label, value) in rows {
        lines.pieces(vec![
            Piece::new(pad_right(label, column), Role::Muted),
            right(&value, 6, Role::Strong),
            few(ctx, all, label == m.stats_remembered),
        ]);
    }
    lines.blank();
    if all.reviews == 0 {
        lines.text(m.stats_memory_none, Role::Text);
    } else {
        table(ctx, stats, lines);
    }
    lines.blank();
    lines.wrapped(m.stats_memory_rule, Role::Muted, 0);
}

fn table(ctx: &Ctx<'_>, stats: &Stats, lines: &mut Lines) {
    let m = ctx.msgs();
    let starts = std::iter::once(None).chain(BINS.into_iter().map(Some));
    let ranges: Vec<String> = starts.zip(BINS).map(|(from, to)| ctx.lang.percent_range(from, to)).collect();
    let head = [m.stats_head_predicted, m.stats_head_remembered, m.stats_head_reviews];
    if ctx.plain {
        for (range, bin) in ranges.iter().zip(&stats.retention.bins) {
            let values = [share(bin.predicted()), share(bin.actual()), grouped(u128::from(bin.reviews))];
            let told = head.iter().zip(values).map(|(name, value)| format!("{name} {value}"));
            let text = Piece::new(format!("{range}: {}", told.collect::<Vec<_>>().join(", ")), Role::Text);
            lines.pieces(vec![text, few(ctx, bin, true)]);
        }
        return;
    }
    let first = widest(ranges.iter().map(String::as_str)) + 2;
    let mut pieces = vec![Piece::new(" ".repeat(first), Role::Text)];
    pieces.extend(head.map(|name| right(name, width(name) + 2, Role::TableHead)));
    lines.pieces(pieces);
    for (range, bin) in ranges.iter().zip(&stats.retention.bins) {
        let values = [share(bin.predicted()), share(bin.actual()), grouped(u128::from(bin.reviews))];
        let mut pieces = vec![Piece::new(pad_right(range, first), Role::Muted)];
        let cells = head.iter().zip(&values);
        pieces.extend(cells.map(|(name, value)| right(value, width(name) + 2, Role::Text)));
        let used: usize = pieces.iter().map(|piece| width(&piece.text)).sum();
        if bin.reviews > 0 && lines.width >= used + BAR + 2 + width(m.stats_few) + 2 {
            pieces.push(Piece::new("  ", Role::Text));
            pieces.extend(bar(BAR, u64::from(bin.remembered), u64::from(bin.reviews)));
        }
        pieces.push(few(ctx, bin, true));
        lines.pieces(pieces);
    }
}

/// Says where a share is mostly chance.
fn few(ctx: &Ctx<'_>, bin: &Bin, asked: bool) -> Piece {
    let is_few = asked && bin.reviews > 0 && bin.is_few();
    Piece::new(if is_few { format!("  {}", ctx.msgs().stats_few) } else { String::new() }, Role::Muted)
}

/// `91%`, or a dash.
fn share(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.0}%", share * 100.0))
}
