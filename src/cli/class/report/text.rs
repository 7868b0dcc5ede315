//! A report for a terminal, or a pipe.

use super::page::{Grid, Page, Part, Passage, Point, Table};
use crate::{
    cli::print::Style,
    course::doc::{Inline, Inlines},
    lang::width::{pad_left, pad_right, width},
};

/// Blanks before an entry, before what is said about it, and before why an answer is wrong.
const INDENTS: [usize; 3] = [2, 5, 9];

/// Between two columns.
const GAP: usize = 2;

/// The narrowest that a column of words becomes.
const NARROW: usize = 4;

/// `page` in rows of at most `style.columns` cells.
pub fn write(page: &Page, style: Style) -> String {
    let mut out = style.wrapped_inlines(&run(&page.title), 0);
    let mut indent = 0;
    for part in &page.parts {
        match part {
            Part::Heading(text) => {
                out.push('\n');
                out.push_str(&style.wrapped_inlines(&run(text), 0));
                indent = INDENTS[0];
            }
            Part::Entry(number, passages) => {
                out.push('\n');
                out.push_str(&passage(&format!("{number}. "), passages, INDENTS[0], style));
                indent = INDENTS[1];
            }
            Part::Line(text) => out.push_str(&style.wrapped_inlines(&run(text), indent)),
            Part::Caution(text) => {
                out.push_str(&style.hanging(&run(&format!("! {text}")), indent, indent + 2))
            }
            Part::Points(points) => points.iter().for_each(|point| out.push_str(&answer(point, style))),
            Part::Command(text) => out.push_str(&format!("{:indent$}{text}\n", "")),
            Part::Table(table) => out.push_str(&rows(table, usize::from(style.columns))),
            Part::Grid(grid) => out.push_str(&signs(grid, usize::from(style.columns))),
        }
    }
    style.drawn(&out)
}

fn run(text: &str) -> Inlines {
    vec![Inline { text: text.to_owned(), ..Default::default() }]
}

/// The first behind `sign`, each on rows of its own.
fn passage(sign: &str, passages: &[Passage], indent: usize, style: Style) -> String {
    let hang = indent + width(sign);
    let first = |passage: &Passage| match sign.is_empty() {
        true => style.wrapped_inlines(&passage.text, indent),
        false => style.hanging(&[run(sign), passage.text.clone()].concat(), indent, hang),
    };
    let (head, more) = passages.split_at(1.min(passages.len()));
    let more = more.iter().map(|passage| style.wrapped_inlines(&passage.text, hang));
    head.iter().map(first).chain(more).collect()
}

fn answer(point: &Point, style: Style) -> String {
    let sign = if point.is_wrong { "✗ " } else { "" };
    let what = passage(&format!("{sign}{}  ", point.count), &point.what, INDENTS[1], style);
    what + &passage("", &point.why, INDENTS[2], style)
}

fn rows(table: &Table, columns: usize) -> String {
    let cells = |column: usize| table.rows.iter().map(move |row| width(&row[column])).max().unwrap_or(0);
    let heads = table.head.iter().enumerate();
    let mut widths: Vec<usize> = heads.map(|(at, (head, _))| cells(at).max(width(head))).collect();
    let room = columns.saturating_sub(INDENTS[0] + GAP * (widths.len() - 1));
    // The widest column of words gives way first.
    while widths.iter().sum::<usize>() > room {
        let words = (0..widths.len()).filter(|column| !table.head[*column].1 && widths[*column] > NARROW);
        match words.max_by_key(|column| widths[*column]) {
            Some(widest) => widths[widest] -= 1,
            None => break,
        }
    }
    let line = |row: &mut dyn Iterator<Item = &str>| {
        let cell = |(at, text): (usize, &str)| match table.head[at].1 {
            true => pad_left(text, widths[at]),
            false => pad_right(text, widths[at]),
        };
        let cells: Vec<String> = row.enumerate().map(cell).collect();
        format!("{:1$}{2}", "", INDENTS[0], cells.join(&" ".repeat(GAP))).trim_end().to_owned() + "\n"
    };
    let head = line(&mut table.head.iter().map(|(head, _)| head.as_str()));
    let body = table.rows.iter().map(|row| line(&mut row.iter().map(String::as_str)));
    head + &body.collect::<String>()
}

/// Questions in groups of five, in as many blocks as it takes.
fn signs(grid: &Grid, columns: usize) -> String {
    let names = grid.rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0).max(width(&grid.corner));
    // A journal that was edited may have names of any length; half a row is left for what they answered.
    let names = names.min(columns / 2);
    let room = columns.saturating_sub(INDENTS[0] + names + GAP);
    let most = (room / 6 * 5).max(5);
    let line = |name: &str, signs: &[String]| {
        let groups: Vec<String> = signs.chunks(5).map(<[String]>::concat).collect();
        let name = pad_right(name, names);
        format!("{:2$}{name}{:3$}{4}", "", "", INDENTS[0], GAP, groups.join(" ")).trim_end().to_owned() + "\n"
    };
    let mut out = String::new();
    for from in (0..grid.numbers.len()).step_by(most) {
        let to = (from + most).min(grid.numbers.len());
        let numbers: Vec<String> = grid.numbers[from..to].iter().map(|n| (n % 10).to_string()).collect();
        out.push_str(&line(&grid.corner, &numbers));
        for (name, signs) in &grid.rows {
            let signs: Vec<String> = signs[from..to].iter().map(|sign| (*sign).to_owned()).collect();
            out.push_str(&line(name, &signs));
        }
    }
    out
}
