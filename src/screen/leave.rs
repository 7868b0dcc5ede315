//! “Really leave?”

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        App, Ctx,
        keymap::{self, Action, Context},
    },
    ui::{
        draw,
        layout::{Piece, Role},
        popup::{centered, popup_box},
    },
};

/// The question: whether something would be lost.
#[must_use]
pub fn ask(app: &App) -> &'static str {
    let m = app.lang().msgs();
    if app.save_failure().is_some() { m.leave_ask_unsaved } else { m.leave_ask }
}

/// Draws the question, and says whether something would be lost.
pub fn view(app: &App, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
    let inner = popup_box(ctx.theme, centered(area, 56, 5), "", buf);
    draw::text(buf, inner.x, inner.y, inner.width, ask(app), ctx.theme.strong());
    let keys = keymap::footer(Context::Confirm, ctx.msgs(), |action| action != Action::Help, |_| None);
    let groups = keys.into_iter().map(|(key, label)| {
        vec![Piece::new(format!("{key} "), Role::Strong), Piece::new(label, Role::Muted)]
    });
    let rows = draw::flow(groups.collect(), usize::from(inner.width));
    draw::rows(buf, Rect { y: inner.y + 2, height: 1, ..inner }, &rows, 0, ctx.theme, None);
}
