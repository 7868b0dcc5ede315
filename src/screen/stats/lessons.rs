//! How each lesson is known.

use super::lines::{Lines, right};
use crate::{
    app::Ctx,
    lang::{
        percent,
        width::{pad_right, width},
    },
    study::stats::{Mastery, Stats},
    ui::{
        chart::bar,
        layout::{Piece, Role},
    },
};

/// Cells of a bar.
const BAR: usize = 10;

/// Cells of a share.
const SHARE: usize = 6;

/// Cells of the longest title that is shown in full.
const TITLE: usize = 24;

/// Lays it out; lessons can be chosen by their number.
pub fn lay_out(ctx: &Ctx<'_>, stats: &Stats, lines: &mut Lines) {
    let m = ctx.msgs();
    let names = [m.stats_state_new, m.stats_state_learning, m.stats_state_known, m.stats_state_mastered];
    if lines.plain {
        return say(ctx, stats, names, lines);
    }
    let columns = names.map(|name| width(name) + 2);
    let fixed = 2 + SHARE + columns.iter().sum::<usize>();
    let has_bar = lines.width >= fixed + BAR + 18;
    let title = lines.width.saturating_sub(fixed + if has_bar { BAR } else { 0 }).min(TITLE);
    let mut head =
        vec![Piece::new(" ".repeat(2 + title + SHARE + if has_bar { BAR } else { 0 }), Role::Text)];
    head.extend(names.iter().zip(columns).map(|(name, cells)| right(name, cells, Role::TableHead)));
    lines.pieces(head);
    let row = |name: &str, mastery: &Mastery| {
        let (known, all) = (mastery.remembered(), mastery.all());
        let mut pieces = vec![Piece::new(pad_right(name, title), Role::Text)];
        if has_bar {
            pieces.extend(bar(BAR, known as u64, all as u64));
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let share = percent(number(known), number(all)).map_or("-".to_owned(), |share| format!("{share}%"));
        pieces.push(right(&share, SHARE, Role::Strong));
        let counts = [mastery.new, mastery.learning, mastery.known, mastery.mastered];
        let cells = counts.into_iter().zip(columns);
        pieces.extend(cells.map(|(count, cells)| right(&count.to_string(), cells, Role::Text)));
        pieces
    };
    for (number, (lesson, mastery)) in ctx.course.lessons.iter().zip(&stats.lessons).enumerate() {
        lines.item(number, row(lesson.title.get(ctx.lang), mastery));
    }
    let all = stats.lessons.iter().fold(Mastery::default(), |sum, one| sum.plus(one));
    let mut pieces = row(m.stats_in_all, &all);
    pieces.insert(0, Piece::new("  ", Role::Text));
    lines.pieces(pieces);
    lines.blank();
    lines.wrapped(&format!("{} {}", m.stats_lessons_rule, m.stats_lessons_bar), Role::Muted, 2);
}

/// The same in words.
fn say(ctx: &Ctx<'_>, stats: &Stats, names: [&str; 4], lines: &mut Lines) {
    let line = |name: &str, mastery: &Mastery| {
        let counts = [mastery.new, mastery.learning, mastery.known, mastery.mastered];
        let said: Vec<String> =
            names.iter().zip(counts).map(|(name, count)| format!("{name} {count}")).collect();
        format!("{name}: {}", said.join(", "))
    };
    for (number, (lesson, mastery)) in ctx.course.lessons.iter().zip(&stats.lessons).enumerate() {
        lines.item(number, vec![Piece::new(line(lesson.title.get(ctx.lang), mastery), Role::Text)]);
    }
    let all = stats.lessons.iter().fold(Mastery::default(), |sum, one| sum.plus(one));
    lines.text(line(ctx.msgs().stats_in_all, &all), Role::Text);
    lines.blank();
    lines.wrapped(ctx.msgs().stats_lessons_rule, Role::Muted, 0);
}
