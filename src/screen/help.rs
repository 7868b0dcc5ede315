//! Help: the keys that work here, straight from the key table.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        Ctx, Nav, Outcome,
        keymap::{self, Action, Context},
        line,
    },
    course::doc::Inline,
    lang::width::{pad_right, width},
    screen::{Scroll, mark_more, popup, popup_box, popup_room},
    ui::{
        draw,
        layout::{Piece, Role, Row, paragraph},
    },
};

/// The keys of one place.
#[derive(Clone, Debug)]
pub struct Help {
    contexts: Vec<Context>,
    rows: Vec<Row>,
    scroll: Scroll,
    height: usize,
}

impl Help {
    /// Of `context`, of the screen below, and of everywhere.
    #[must_use]
    pub fn open(ctx: &Ctx<'_>, context: Context, screen: Option<Context>) -> Help {
        let mut contexts = vec![context];
        contexts.extend(screen.filter(|screen| *screen != context));
        contexts.push(Context::Global);
        let mut help = Help { contexts, rows: Vec::new(), scroll: Scroll::default(), height: 1 };
        help.refresh(ctx);
        help
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let (room, height) = popup_room(ctx);
        self.height = height;
        self.rows.clear();
        for context in &self.contexts {
            self.rows.push(draw::plain_row(context.title(ctx.msgs()), Role::Heading));
            let rows = keymap::rows(*context, ctx.msgs(), |action| {
                action != Action::Problems || ctx.edition.is_some()
            });
            let column = rows.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0).min(room / 2);
            for (keys, label) in rows {
                let pieces = vec![
                    Piece::new(format!("  {}  ", pad_right(&keys, column)), Role::Strong),
                    Piece::new(label, Role::Text),
                ];
                self.rows.push(Row { block: 0, pieces, fill: None });
            }
            self.rows.push(draw::blank_row());
        }
        let note = [Inline { text: ctx.msgs().help_ime.to_owned(), ..Inline::default() }];
        let lines = paragraph(&note, Role::Muted, room, (0, 0), &mut Vec::new());
        self.rows.extend(lines.into_iter().map(|pieces| Row { block: 0, pieces, fill: None }));
        self.scroll.clamp(self.rows.len(), self.height);
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Help => false,
            Action::Up | Action::Down => self.rows.len() > self.height,
            _ => true,
        }
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let offers = |action| action != Action::Problems || ctx.edition.is_some();
        let mut out = vec![ctx.msgs().help_plain.to_owned()];
        for context in &self.contexts {
            out.extend([String::new(), context.title(ctx.msgs()).to_owned()]);
            out.extend(line::rows(*context, ctx.lang, offers));
        }
        out
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, _ctx: &Ctx<'_>) -> Outcome {
        if action == Action::Back {
            return Outcome::go(Nav::Close);
        }
        self.scroll.update(action, self.rows.len(), self.height);
        Outcome::none()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
        let full = popup(area, ctx.size);
        let needed = u16::try_from(self.rows.len() + 2).unwrap_or(full.height).min(full.height);
        let inner = popup_box(ctx.theme, Rect { height: needed, ..full }, ctx.msgs().help, buf);
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
