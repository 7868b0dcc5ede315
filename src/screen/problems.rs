//! What is wrong with the files of the course, for whoever writes it: place, message and how to mend it.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Nav, Outcome, keymap::Action},
    course::{Diagnostic, Files, Severity, diagnostic::Place, doc::Inline},
    screen::{Scroll, mark_more, popup, popup_box, popup_room},
    ui::{
        draw,
        layout::{Piece, Role, Row, paragraph},
        plain,
    },
};

/// The problems of the newest edition.
#[derive(Clone, Debug)]
pub struct Problems {
    rows: Vec<Row>,
    /// How many there are.
    count: usize,
    scroll: Scroll,
    height: usize,
}

impl Problems {
    /// Not laid out yet.
    #[must_use]
    pub fn open() -> Problems {
        Problems { rows: Vec::new(), count: 0, scroll: Scroll::default(), height: 1 }
    }

    /// Lays them out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let (width, height) = popup_room(ctx);
        self.height = height;
        let Some(edition) = ctx.edition else { return };
        self.count = edition.problems.len();
        self.rows.clear();
        if ctx.is_behind() {
            self.rows.extend(wrapped(ctx.msgs().problems_behind, Role::Strong, width, 0));
        } else if self.count == 0 {
            self.rows.extend(wrapped(ctx.msgs().problems_none, Role::Text, width, 0));
        }
        for problem in &edition.problems {
            if !self.rows.is_empty() {
                self.rows.push(draw::blank_row());
            }
            self.rows.extend(problem_rows(ctx, edition.course.files(), problem, width));
        }
        self.scroll.clamp(self.rows.len(), self.height);
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        !matches!(action, Action::Up | Action::Down) || self.rows.len() > self.height
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action) -> Outcome {
        if action == Action::Back {
            return Outcome::go(Nav::Close);
        }
        self.scroll.update(action, self.rows.len(), self.height);
        Outcome::none()
    }

    /// How many there are.
    #[must_use]
    pub fn title(&self, ctx: &Ctx<'_>) -> String {
        ctx.lang.problems_title(self.count)
    }

    /// They as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        plain::lines(&self.rows, ctx.glyphs(), None)
    }

    /// Draws it, as high as it needs to be.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
        let full = popup(area, ctx.size);
        let needed = u16::try_from(self.rows.len() + 2).unwrap_or(full.height).min(full.height);
        let inner = popup_box(ctx.theme, Rect { height: needed, ..full }, &self.title(ctx), buf);
        draw::rows(buf, inner, &self.rows, self.scroll.top, ctx.theme, None);
        mark_more(
            ctx.theme,
            ctx.msgs().lesson_more,
            inner,
            self.scroll.top + self.height < self.rows.len(),
            buf,
        );
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

fn wrapped(text: &str, role: Role, width: usize, indent: usize) -> Vec<Row> {
    let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
    let lines = paragraph(&inlines, role, width, (indent, indent), &mut Vec::new());
    lines.into_iter().map(|pieces| Row { block: 0, pieces, fill: None }).collect()
}
