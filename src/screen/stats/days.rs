//! What was done: today and in all, the map of days, weeks and hours.

use super::lines::{Lines, widest};
use crate::{
    app::Ctx,
    lang::{grouped, percent},
    study::{
        Day, plan,
        stats::{Hour, Spot, Stats, active, heat_map, last_days, weeks},
    },
    ui::{
        chart::{columns, labels},
        layout::{Piece, Role},
    },
};

/// Weeks of a year, the first and the last of which are cut.
const YEAR: u32 = 53;

/// Weeks that are told in numbers where nothing is drawn.
const TOLD: usize = 12;

/// Cells left of the map, for the names of days.
const GUTTER: usize = 4;

/// What a square of each level looks like.
const SQUARES: [char; 5] = ['·', '░', '▒', '▓', '█'];

/// The same with ASCII alone.
const ASCII: [char; 5] = ['.', '-', '+', '*', '#'];

/// Lays it out.
pub fn lay_out(ctx: &Ctx<'_>, stats: &Stats, lines: &mut Lines) {
    summary(ctx, stats, lines);
    lines.blank();
    map(ctx, stats.today, lines);
    lines.blank();
    week(ctx, stats.today, lines);
    lines.blank();
    time(ctx, stats.today, lines);
    lines.blank();
    hours(ctx, &stats.hours, lines);
}

fn summary(ctx: &Ctx<'_>, stats: &Stats, lines: &mut Lines) {
    let m = ctx.msgs();
    let weeks = weeks(ctx.progress.journal(), stats.today, 2);
    let (last, this) =
        (weeks.first().copied().unwrap_or_default(), weeks.last().copied().unwrap_or_default());
    let rows = [
        (m.stats_today, stats.done),
        (m.stats_this_week, this),
        (m.stats_last_week, last),
        (m.stats_in_all, stats.totals.done),
    ];
    let labels = rows.iter().map(|(label, _)| *label).chain([m.stats_active, m.settings_exam]);
    let column = widest(labels) + 3;
    for (label, done) in rows {
        let said = ctx.lang.done(done.answers, done.right, done.pages, done.ms);
        lines.labelled(label, column, &said);
    }
    if let Some(plan) = plan::of_day(ctx.course, ctx.progress, stats.today) {
        let portion = plan.portion.map(|left| ctx.lang.portion(left.pages, left.questions, left.reviews));
        let parts = std::iter::once(ctx.lang.d_day(plan.days)).chain(portion);
        lines.labelled(m.settings_exam, column, &parts.collect::<Vec<_>>().join(" · "));
    }
    let totals = &stats.totals;
    let days = ctx.lang.days_active(totals.days, totals.streak, totals.longest);
    lines.labelled(m.stats_active, column, &days);
}

/// How many weeks of the map there is room for, and how many cells each takes: squares of two cells look square.
fn shape(width: usize) -> (u32, usize) {
    let room = width.saturating_sub(GUTTER);
    if room >= 2 * YEAR as usize {
        (YEAR, 2)
    } else if room >= YEAR as usize + 8 {
        (YEAR, 1)
    } else {
        (u32::try_from(room / 2).unwrap_or(YEAR).clamp(1, YEAR), 2)
    }
}

fn map(ctx: &Ctx<'_>, today: Day, lines: &mut Lines) {
    if lines.plain {
        return;
    }
    let (weeks, cells) = shape(lines.width);
    let spots = heat_map(ctx.progress.journal(), today, weeks);
    let squares = if ctx.glyphs().ascii { ASCII } else { SQUARES };
    lines.pieces(vec![
        Piece::new(" ".repeat(GUTTER), Role::Text),
        Piece::new(months(ctx, &spots, cells), Role::Muted),
    ]);
    for weekday in 0..7u8 {
        // Every other day is named.
        let name = if weekday % 2 == 0 { ctx.lang.weekday(weekday) } else { "" };
        let mut pieces = vec![Piece::new(crate::lang::width::pad_right(name, GUTTER), Role::Muted)];
        for spot in spots.iter().filter(|spot| spot.day.weekday() == weekday) {
            pieces.push(square(squares, spot.level, cells));
        }
        lines.pieces(pieces);
    }
    legend(ctx, squares, weeks, lines);
}

fn square(squares: [char; 5], level: u8, cells: usize) -> Piece {
    let role = if level == 0 { Role::TableRule } else { Role::Right };
    // An empty day is a point; two of them would be busier than a day.
    let square = squares[usize::from(level.min(4))].to_string();
    let text = if level == 0 { format!("{square}{}", " ".repeat(cells - 1)) } else { square.repeat(cells) };
    Piece::new(text, role)
}

/// The months, each over its first whole week.
fn months(ctx: &Ctx<'_>, spots: &[Spot], cells: usize) -> String {
    let mondays = spots.iter().step_by(7).enumerate();
    let first = mondays.filter_map(|(week, spot)| {
        let (_, month, date) = spot.day.date();
        (date <= 7).then(|| (week * cells, ctx.lang.month(month)))
    });
    labels(first)
}

fn legend(ctx: &Ctx<'_>, squares: [char; 5], weeks: u32, lines: &mut Lines) {
    let m = ctx.msgs();
    let mut pieces = vec![Piece::new(format!("{:GUTTER$}{} ", "", m.stats_less), Role::Muted)];
    for level in 0..5 {
        pieces.push(square(squares, level, 1));
        pieces.push(Piece::new(" ", Role::Text));
    }
    pieces.push(Piece::new(format!("{} · {}", m.stats_more, ctx.lang.last_weeks(weeks)), Role::Muted));
    lines.pieces(pieces);
    lines.wrapped(m.stats_map, Role::Muted, GUTTER);
}

/// The last seven days in numbers.
fn week(ctx: &Ctx<'_>, today: Day, lines: &mut Lines) {
    lines.text(ctx.msgs().stats_last_days, Role::Heading);
    let said = |(day, daily): (Day, _)| {
        format!("{} {}", ctx.lang.weekday(day.weekday()), grouped(u128::from(active(&daily))))
    };
    let days: Vec<String> = last_days(ctx.progress.journal(), today, 7).into_iter().map(said).collect();
    lines.wrapped(&days.join(" · "), Role::Text, 0);
}

/// Time spent in each week.
fn time(ctx: &Ctx<'_>, today: Day, lines: &mut Lines) {
    let count = shape(lines.width).0;
    let weeks: Vec<u64> = weeks(ctx.progress.journal(), today, count).iter().map(|week| week.ms).collect();
    let most = weeks.iter().copied().max().unwrap_or(0);
    let m = ctx.msgs();
    lines.text(m.stats_weeks, Role::Heading);
    if lines.plain {
        let told = weeks.iter().rev().take(TOLD).map(|ms| ctx.lang.spent(*ms)).collect::<Vec<_>>();
        return lines.wrapped(&format!("{}: {}", m.stats_newest_first, told.join(" · ")), Role::Text, 0);
    }
    let bar = if lines.width >= GUTTER + 2 * weeks.len() { 2 } else { 1 };
    drawn(ctx, &weeks, (bar, false), lines);
    let said = [ctx.lang.last_weeks(count), ctx.lang.most(&ctx.lang.spent(most))];
    lines.pieces(vec![Piece::new(format!("{:GUTTER$}{}", "", said.join(" · ")), Role::Muted)]);
}

/// What was answered at which hour.
fn hours(ctx: &Ctx<'_>, hours: &[Hour; 24], lines: &mut Lines) {
    lines.text(ctx.msgs().stats_hours, Role::Heading);
    let answers: Vec<u64> = hours.iter().map(|hour| u64::from(hour.answers)).collect();
    let bar = if lines.width >= GUTTER + 72 { 2 } else { 1 };
    drawn(ctx, &answers, (bar, true), lines);
    if !lines.plain {
        let scale = (0..24).step_by(3).map(|hour| (hour * usize::from(bar + 1), hour.to_string()));
        lines.text(format!("{:GUTTER$}{}", "", labels(scale)), Role::Muted);
    }
    let busy = hours.iter().enumerate().filter(|(_, hour)| hour.answers > 0);
    let said = busy.map(|(at, hour)| {
        let right = percent(hour.right, hour.answers).unwrap_or(0);
        format!("{at:02}:00 {} ({right}%)", grouped(u128::from(hour.answers)))
    });
    lines.wrapped(&said.collect::<Vec<_>>().join(" · "), Role::Text, GUTTER);
}

fn drawn(ctx: &Ctx<'_>, values: &[u64], shape: (u16, bool), lines: &mut Lines) {
    let height = if lines.plain { 0 } else { 3 };
    for line in columns(values, shape, height, ctx.glyphs()) {
        lines.pieces(vec![Piece::new(" ".repeat(GUTTER), Role::Text), Piece::new(line, Role::Here)]);
    }
}
