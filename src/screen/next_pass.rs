//! “Begin the next pass?” (회독): the lesson anew, with everything that was learned kept.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        Ctx, Entry, Nav, Outcome, Target,
        keymap::{self, Action, Context},
    },
    course::doc::Inline,
    study::payload::{PassStarted, kind},
    ui::{
        draw,
        layout::{Piece, Role, Row, paragraph},
        plain,
        popup::{centered, popup_box},
    },
};

/// The question about one lesson.
#[derive(Clone, Debug)]
pub struct NextPass {
    /// Its id.
    lesson: String,
}

impl NextPass {
    /// About the lesson with this id.
    #[must_use]
    pub fn open(lesson: String) -> NextPass {
        NextPass { lesson }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let found = ctx.course.lesson_index(&self.lesson);
        match (action, found) {
            (Action::Submit, Some(index)) => {
                let lesson = &ctx.course.lessons[index];
                let aliases = lesson.aliases.clone();
                let entry = Entry::new(kind::PASS_STARTED, lesson.id.clone(), 0, &PassStarted { aliases });
                let first = Target::Lesson { lesson: index, page: Some(0) };
                let said = ctx.lang.pass_begun(ctx.progress.pass(lesson) + 1);
                Outcome { nav: Some(Nav::Replace(first)), ..Outcome::say(said).with(entry) }
            }
            (Action::Submit | Action::Back, _) => Outcome::go(Nav::Close),
            _ => Outcome::none(),
        }
    }

    /// What is asked.
    #[must_use]
    pub fn ask(&self, ctx: &Ctx<'_>) -> String {
        let lesson = ctx.course.lesson(&self.lesson);
        lesson.map_or_else(String::new, |lesson| {
            ctx.lang.pass_ask(lesson.title.get(ctx.lang), ctx.progress.pass(lesson) + 1)
        })
    }

    fn rows(&self, ctx: &Ctx<'_>, width: usize) -> Vec<Row> {
        let row = |pieces| Row { block: 0, pieces, fill: None };
        let wrapped = |text: String, role| {
            let inlines = [Inline { text, ..Inline::default() }];
            paragraph(&inlines, role, width, (0, 0), &mut Vec::new()).into_iter().map(row).collect::<Vec<_>>()
        };
        let mut rows = wrapped(self.ask(ctx), Role::Strong);
        rows.extend(wrapped(ctx.msgs().pass_explained.to_owned(), Role::Text));
        if ctx.plain {
            return rows;
        }
        rows.push(draw::blank_row());
        let is_own = |action| action != Action::Help;
        let keys = keymap::footer(Context::NextPass, ctx.msgs(), is_own, |_| None);
        let groups = keys.into_iter().map(|(key, label)| {
            vec![Piece::new(format!("{key} "), Role::Strong), Piece::new(label, Role::Muted)]
        });
        rows.extend(draw::flow(groups.collect(), width));
        rows
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        plain::lines(&self.rows(ctx, usize::from(ctx.size.0)), ctx.glyphs(), None)
    }

    /// Draws it, as high as it needs to be.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
        let width = area.width.saturating_sub(4).min(64);
        let rows = self.rows(ctx, usize::from(width.saturating_sub(4)));
        let height = u16::try_from(rows.len() + 2).unwrap_or(area.height);
        let inner = popup_box(ctx.theme, centered(area, width, height), ctx.msgs().pass, buf);
        draw::rows(buf, inner, &rows, 0, ctx.theme, None);
    }
}
