//! The whole window: the frame, the screen in it, what lies over it.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{App, Ctx, LEAST_SIZE, keymap},
    screen::{Caret, problems_notice},
    ui::{
        draw,
        frame::{self, Footer},
    },
};

/// Draws `app` into `area` of `buf`.
#[must_use]
pub fn view(app: &App, area: Rect, buf: &mut Buffer) -> Caret {
    let ctx = app.ctx();
    let area = area.intersection(buf.area);
    buf.set_style(area, ctx.theme.text());
    let parked = Caret::Parked(area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    if area.width < LEAST_SIZE.0 || area.height < LEAST_SIZE.1 {
        too_small(&ctx, area, buf);
        draw::degrade(buf, area, ctx.glyphs());
        return parked;
    }
    let Some(screen) = app.screen() else { return parked };
    let name = if ctx.both {
        format!("{}+{}", ctx.lang.name(), ctx.lang.other().name())
    } else {
        ctx.lang.name().to_owned()
    };
    frame::header(buf, area, &screen.header(&ctx), &name, ctx.theme);
    let caret = screen.view(&ctx, frame::body(area), buf);
    let footer = Footer {
        keys: keymap::footer(app.context(), ctx.msgs(), |action| app.offers(action)),
        flash: app.flash().map(str::to_owned),
        failure: app.save_failure().map(|_| ctx.msgs().save_failed),
        problems: problems_notice(&ctx),
        note: if app.overlays().is_empty() { screen.note(&ctx) } else { String::new() },
    };
    frame::footer(buf, area, &footer, ctx.theme);
    let caret = app.overlays().iter().fold(caret, |_, overlay| overlay.view(app, &ctx, area, buf));
    draw::degrade(buf, area, ctx.glyphs());
    caret.unwrap_or(parked)
}

/// Says kindly that nothing can be shown in so small a window, in both languages if there is room.
fn too_small(ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
    let langs = [ctx.lang, ctx.lang.other()];
    let lines = langs.iter().flat_map(|lang| {
        [
            lang.msgs().too_small.to_owned(),
            lang.window_size((area.width, area.height), LEAST_SIZE),
            String::new(),
        ]
    });
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        draw::text(buf, area.x, y, area.width, &line, ctx.theme.text());
    }
}
