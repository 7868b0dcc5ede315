//! Help: the keys that work here, straight from the key table.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        Ctx,
        keymap::{self, Action, Context},
        line,
    },
    lang::width::{pad_right, width},
    screen::reading::{Reading, wrapped},
    ui::{
        draw,
        layout::{Piece, Role, Row},
    },
};

/// The keys of one place.
#[derive(Clone, Debug)]
pub struct Help {
    contexts: Vec<Context>,
    pub(super) reading: Reading,
}

impl Help {
    /// Of `context`, of the screen below, and of everywhere.
    #[must_use]
    pub fn open(ctx: &Ctx<'_>, context: Context, screen: Option<Context>) -> Help {
        let mut contexts = vec![context];
        contexts.extend(screen.filter(|screen| *screen != context));
        contexts.push(Context::Global);
        let mut help = Help { contexts, reading: Reading::new() };
        help.refresh(ctx);
        help
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let room = Reading::width(ctx);
        let mut rows = Vec::new();
        for context in &self.contexts {
            rows.push(draw::plain_row(context.title(ctx.msgs()), Role::Heading));
            let keys = keymap::rows(*context, ctx.msgs(), is_offered(ctx));
            let column = keys.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0).min(room / 2);
            for (keys, label) in keys {
                let pieces = vec![
                    Piece::new(format!("  {}  ", pad_right(&keys, column)), Role::Strong),
                    Piece::new(label, Role::Text),
                ];
                rows.push(Row { block: 0, pieces, fill: None });
            }
            rows.push(draw::blank_row());
        }
        rows.extend(wrapped(ctx.msgs().help_ime, Role::Muted, room, 0));
        self.reading.fill(rows, ctx);
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let mut out = vec![ctx.msgs().help_plain.to_owned()];
        for context in &self.contexts {
            out.extend([String::new(), context.title(ctx.msgs()).to_owned()]);
            out.extend(line::rows(*context, ctx.lang, is_offered(ctx)));
        }
        out
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
        self.reading.view(ctx, area, ctx.msgs().help, buf);
    }
}

/// Only who writes a course has problems of one.
fn is_offered(ctx: &Ctx<'_>) -> impl Fn(Action) -> bool {
    let is_author = ctx.edition.is_some();
    move |action| is_author || action != Action::Problems
}
