//! What a search has found on the page: where it stands in the rows, and how it is shown there.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    lang::width::width,
    search::{How, Query},
    ui::{layout::Row, page::Page, theme::Theme},
};

/// Rows that are seen below what was found, so that it can be read on from there.
const BELOW: usize = 2;

/// What was found, in one block.
#[derive(Clone, Debug)]
pub struct Found {
    block: usize,
    query: Query,
    how: How,
    /// Numbers of rows, and bytes of their text.
    marks: Vec<(usize, Range<usize>)>,
    /// Whether the learner has scrolled since, so that it need not stay in sight.
    pub is_left: bool,
}

impl Found {
    /// What `query` has found in block number `block`.
    pub fn new(block: usize, query: Query, how: How) -> Found {
        Found { block, query, how, marks: Vec::new(), is_left: false }
    }

    /// What was looked for.
    pub fn text(&self) -> &str {
        self.query.text()
    }

    /// Finds it in rows that are new, and says which of them should be at the top of `height` rows.
    pub fn look_up(&mut self, page: &mut Page, height: usize) -> Option<usize> {
        let start = page.block_start(self.block);
        let end = page.block_start(self.block + 1).max(start);
        let rows = page.rows();
        // The last block has no start after it.
        let end = if end > start { end } else { rows.len() };
        self.marks = self.marks(start, rows.get(start..end).unwrap_or_default());
        if self.is_left {
            return None;
        }
        let row = self.marks.first().map_or(start, |(row, _)| *row);
        // The page from its start if that shows it, else the block from its start, else what is around the row.
        let sees = |top: &usize| row + BELOW < top + height;
        Some([0, start].into_iter().find(sees).unwrap_or(row.saturating_sub(height / 3)))
    }

    fn marks(&self, start: usize, rows: &[Row]) -> Vec<(usize, Range<usize>)> {
        let texts: Vec<String> = rows.iter().map(Row::text).collect();
        let mut marks = Vec::new();
        for mark in self.query.marks(&texts.join(" "), self.how) {
            let mut before = 0;
            for (row, text) in (start..).zip(&texts) {
                let place = mark.start.max(before)..mark.end.min(before + text.len());
                if place.start < place.end {
                    let range = place.start - before..place.end - before;
                    // What is wrapped in the middle has blanks on both sides.
                    let shown = text[range.clone()].trim();
                    let blank = text[range.clone()].len() - text[range.clone()].trim_start().len();
                    marks.push((row, range.start + blank..range.start + blank + shown.len()));
                }
                before += text.len() + 1;
            }
        }
        marks
    }

    /// Marks it in `rows`, which are drawn in `body` from number `top` on.
    pub fn view(&self, rows: &[Row], top: usize, theme: &Theme, body: Rect, buf: &mut Buffer) {
        for (row, range) in &self.marks {
            let y = row.checked_sub(top).and_then(|y| u16::try_from(y).ok()).filter(|y| *y < body.height);
            let (Some(y), Some(shown)) = (y, rows.get(*row)) else { continue };
            let text = shown.text();
            let (Some(before), Some(marked)) = (text.get(..range.start), text.get(range.clone())) else {
                continue;
            };
            let cells = |text: &str| u16::try_from(width(text)).unwrap_or(u16::MAX);
            let x = body.x.saturating_add(cells(before));
            let area = Rect { x, y: body.y + y, width: cells(marked), height: 1 };
            buf.set_style(area.intersection(body), theme.hit());
        }
    }
}
