//! A report as Markdown, with tables as GitHub has them.

use super::page::{Grid, Page, Part, Passage, Point, Table};
use crate::{
    cli::markdown::{escaped, inlines},
    lang::Lang,
};

/// `page` as Markdown.
pub fn write(page: &Page) -> String {
    let mut out = format!("# {}\n", escaped(&page.title));
    for part in &page.parts {
        out.push_str(&match part {
            Part::Heading(text) => format!("\n## {}\n", escaped(text)),
            Part::Entry(number, passages) => {
                // In the second language it is a paragraph: one heading leads to it.
                let (first, more) = passages.split_at(1.min(passages.len()));
                let more = more.iter().map(|passage| format!("\n{}\n", in_its_language(passage)));
                format!("\n### {number}\\. {}\n{}", text(first), more.collect::<String>())
            }
            Part::Line(text) => format!("\n{}\n", escaped(text)),
            Part::Caution(text) => format!("\n> **!** {}\n", escaped(text)),
            Part::Points(points) if points.is_empty() => String::new(),
            Part::Points(points) => format!("\n{}", points.iter().map(answer).collect::<String>()),
            Part::Command(text) => format!("\n`{text}`\n"),
            Part::Table(table) => rows(table),
            Part::Grid(grid) => rows(&of_grid(grid)),
        });
    }
    out
}

fn text(passages: &[Passage]) -> String {
    passages.iter().map(|passage| inlines(&passage.text)).collect::<Vec<_>>().join(" / ")
}

fn in_its_language(passage: &Passage) -> String {
    let lang = passage.lang.map_or("-", Lang::name);
    format!("{lang}: {}", inlines(&passage.text))
}

fn answer(point: &Point) -> String {
    let sign = if point.is_wrong { "✗ " } else { "" };
    let what = format!("- {sign}**{}** {}\n", escaped(&point.count), text(&point.what));
    if point.why.is_empty() { what } else { format!("{what}  - → {}\n", text(&point.why)) }
}

fn rows(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = line(table.head.iter().map(|(head, _)| escaped(head)).collect());
    let rule =
        line(table.head.iter().map(|(_, numeric)| if *numeric { "--:" } else { "---" }.to_owned()).collect());
    let body = table.rows.iter().map(|row| line(row.iter().map(|cell| escaped(cell)).collect()));
    format!("\n{head}{rule}{}", body.collect::<String>())
}

fn of_grid(grid: &Grid) -> Table {
    let numbers = grid.numbers.iter().map(|number| (number.to_string(), false));
    let row = |(name, signs): &(String, Vec<&str>)| {
        std::iter::once(name.clone()).chain(signs.iter().map(|sign| (*sign).to_owned())).collect()
    };
    Table {
        head: std::iter::once((grid.corner.clone(), false)).chain(numbers).collect(),
        key: 0,
        rows: grid.rows.iter().map(row).collect(),
    }
}
