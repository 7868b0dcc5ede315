//! What is wrong with the files of the course, for whoever writes it: place, message and how to mend it.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::Ctx,
    course::{Diagnostic, Files, Severity, diagnostic::Place},
    screen::reading::{Reading, wrapped},
    ui::{
        draw,
        layout::{Piece, Role, Row},
    },
};

/// The problems of the newest edition.
#[derive(Clone, Debug)]
pub struct Problems {
    /// How many there are.
    count: usize,
    pub(super) reading: Reading,
}

impl Problems {
    /// Not laid out yet.
    #[must_use]
    pub fn open() -> Problems {
        Problems { count: 0, reading: Reading::new() }
    }

    /// Lays them out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let Some(edition) = ctx.edition else { return };
        let width = Reading::width(ctx);
        self.count = edition.problems.len();
        let mut rows = Vec::new();
        if ctx.is_behind() {
            rows.extend(wrapped(ctx.msgs().problems_behind, Role::Strong, width, 0));
        } else if self.count == 0 {
            rows.extend(wrapped(ctx.msgs().problems_none, Role::Text, width, 0));
        }
        for problem in &edition.problems {
            if !rows.is_empty() {
                rows.push(draw::blank_row());
            }
            rows.extend(problem_rows(ctx, edition.course.files(), problem, width));
        }
        self.reading.fill(rows, ctx);
    }

    /// How many there are.
    #[must_use]
    pub fn title(&self, ctx: &Ctx<'_>) -> String {
        ctx.lang.problems_title(self.count)
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
        self.reading.view(ctx, area, &self.title(ctx), buf);
    }
}

/// `file:line:column`, what is wrong, how to mend it.
fn problem_rows(ctx: &Ctx<'_>, files: &Files, problem: &Diagnostic, width: usize) -> Vec<Row> {
    let place = Place::of(files.text(&problem.file), problem.span.start);
    let role = match problem.severity() {
        Severity::Error => Role::Wrong,
        Severity::Warning => Role::Strong,
    };
    let place = format!("{}:{}:{}", problem.file, place.line, place.column);
    let severity = Piece::new(format!("  {}", problem.severity().text(ctx.lang)), role);
    let mut rows = wrapped(&place, Role::Muted, width, 0);
    if let Some(row) = rows.last_mut() {
        row.pieces.push(severity);
    }
    rows.extend(wrapped(&problem.problem.message(ctx.lang), Role::Text, width, 2));
    rows.extend(wrapped(&format!("▸ {}", problem.problem.fix(ctx.lang)), Role::Muted, width, 2));
    rows
}
