//! A report as one page for a browser: nothing of it is fetched, nothing in it runs.

use super::page::{Grid, Page, Part, Passage, Point, Table};
use crate::{course::doc::Inline, lang::width::sanitize};

/// Light and dark, on a screen and on paper.
const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1d1b18;--paper:#faf8f3;--faint:#6a655c;--line:#d8d2c4;--wrong:#a3271c;--mark:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ink:#e8e4da;--paper:#191816;--faint:#a9a396;--line:#423f38;--wrong:#ff9a8a;--mark:#f0c060}}
body{font:16px/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:52rem;margin:2rem auto;padding:0 1rem;word-break:keep-all;overflow-wrap:anywhere}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.6rem 0 .2rem}
p{margin:.2rem 0}.facts{color:var(--faint)}.caution{color:var(--mark);font-weight:600}
ul{margin:.4rem 0;padding-left:1.2rem}.wrong::marker{content:\"✗ \";color:var(--wrong)}.why{color:var(--faint)}
code{font:.9em/1.4 ui-monospace,monospace;border:1px solid var(--line);padding:0 .3em}
.wide{overflow-x:auto;overflow-wrap:normal}table{border-collapse:collapse;margin:.6rem 0}th,td{padding:.2rem .6rem;border-bottom:1px solid var(--line);text-align:left;font-weight:400}
thead th{font-weight:600;white-space:nowrap}td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}.grid td,.grid thead th{text-align:center;padding:.2rem .35rem}.grid th:first-child{text-align:left}
@media print{:root{--ink:#000;--paper:#fff;--faint:#333;--line:#999;--wrong:#000;--mark:#000}body{max-width:none;margin:0;font-size:11pt}h2,h3{break-after:avoid}li,tr,p{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}}
";

/// `page` as a document.
pub fn write(page: &Page) -> String {
    let (lang, title) = (page.lang.code(), escaped(&page.title));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    for part in &page.parts {
        out.push_str(&match part {
            Part::Heading(text) => format!("<h2>{}</h2>\n", escaped(text)),
            Part::Entry(number, passages) => format!("<h3>{number}. {}</h3>\n", text(passages)),
            Part::Line(text) => format!("<p class=\"facts\">{}</p>\n", escaped(text)),
            Part::Caution(text) => format!("<p class=\"caution\">! {}</p>\n", escaped(text)),
            Part::Points(points) if points.is_empty() => String::new(),
            Part::Points(points) => {
                format!("<ul>\n{}</ul>\n", points.iter().map(answer).collect::<String>())
            }
            Part::Command(text) => format!("<p><code>{}</code></p>\n", escaped(text)),
            Part::Table(table) => rows(table),
            Part::Grid(grid) => signs(grid),
        });
    }
    out + "</main>\n</body>\n</html>\n"
}

/// `text` so that nothing in it is HTML, within and without attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in sanitize(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn text(passages: &[Passage]) -> String {
    let passage = |passage: &Passage| {
        let inlines: String = passage.text.iter().map(inline).collect();
        match passage.lang {
            Some(lang) => format!("<span lang=\"{}\">{inlines}</span>", lang.code()),
            None => format!("<bdi>{inlines}</bdi>"),
        }
    };
    passages.iter().map(passage).collect::<Vec<_>>().join("<br>")
}

fn inline(inline: &Inline) -> String {
    let text = escaped(&inline.text);
    match inline {
        Inline { code: true, .. } => format!("<code>{text}</code>"),
        Inline { bold: true, .. } => format!("<b>{text}</b>"),
        _ => text,
    }
}

fn answer(point: &Point) -> String {
    let class = if point.is_wrong { " class=\"wrong\"" } else { "" };
    let why = match point.why.as_slice() {
        [] => String::new(),
        why => format!("<br><span class=\"why\">{}</span>", text(why)),
    };
    format!("<li{class}><b>{}</b> {}{why}</li>\n", escaped(&point.count), text(&point.what))
}

fn rows(table: &Table) -> String {
    let class = |column: usize| if table.head[column].1 { " class=\"number\"" } else { "" };
    let heads = table.head.iter().enumerate();
    let head: String = heads
        .map(|(at, (head, _))| format!("<th scope=\"col\"{}>{}</th>", class(at), escaped(head)))
        .collect();
    let cell = |(at, text): (usize, &String)| match at == table.key {
        true => format!("<th scope=\"row\"><bdi>{}</bdi></th>", escaped(text)),
        false => format!("<td{}><bdi>{}</bdi></td>", class(at), escaped(text)),
    };
    let row =
        |row: &Vec<String>| format!("<tr>{}</tr>\n", row.iter().enumerate().map(cell).collect::<String>());
    let body: String = table.rows.iter().map(row).collect();
    framed("", &head, &body)
}

fn signs(grid: &Grid) -> String {
    let numbers = grid.numbers.iter().map(|number| format!("<th scope=\"col\">{number}</th>"));
    let head = format!("<th scope=\"col\">{}</th>{}", escaped(&grid.corner), numbers.collect::<String>());
    let row = |(name, signs): &(String, Vec<&str>)| {
        let cells: String = signs.iter().map(|sign| format!("<td>{}</td>", escaped(sign))).collect();
        format!("<tr><th scope=\"row\"><bdi>{}</bdi></th>{cells}</tr>\n", escaped(name))
    };
    framed(" class=\"grid\"", &head, &grid.rows.iter().map(row).collect::<String>())
}

/// A table that is moved sideways by itself where it is too wide, with the keyboard, too.
fn framed(class: &str, head: &str, body: &str) -> String {
    format!(
        "<div class=\"wide\" tabindex=\"0\"><table{class}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n"
    )
}
