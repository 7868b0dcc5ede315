//! A widget opened over the page: its fields on top, what follows from them below.
//!
//! ```text
//! ┌ 롤링 업데이트 ─────────────────────────┐
//! │   원하는 개수             5개          │
//! │ ▸ 최소 정상 상태 백분율 ◂ 60% ▸        │
//! │   최대 백분율             150%         │
//! │ ────────────────────────────────────── │
//! │ 배포하는 동안 태스크는 적어도 3개, …   │
//! └────────────────────────────────────────┘
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Nav, Outcome, keymap::Action},
    lang::{
        Lang,
        width::{pad_right, width},
    },
    screen::Scroll,
    ui::{
        draw,
        layout::{AlertLabels, Options, Piece, Role, Row, layout},
        plain,
        popup::{centered, mark_more, popup_box},
    },
    widget::{Slot, Widget},
};

/// Results have at least so many rows before fields give way.
const LEAST_RESULTS: usize = 5;

/// The most digits that can be typed.
const MOST_TYPED: usize = 14;

/// A widget that is being tried.
#[derive(Clone, Debug)]
pub struct Panel {
    place: String,
    widget: Widget,
    /// Number of the slot that keys change.
    slot: usize,
    /// What is being typed into it.
    typed: Option<String>,
    fields: Vec<Row>,
    /// Fields that are seen: first and number.
    seen: (usize, usize),
    results: Vec<Row>,
    scroll: Scroll,
    height: usize,
}

impl Panel {
    /// A panel for the widget at `place`.
    #[must_use]
    pub fn open(place: String, widget: Widget, ctx: &Ctx<'_>) -> Panel {
        let mut panel = Panel {
            place,
            widget,
            slot: 0,
            typed: None,
            fields: Vec::new(),
            seen: (0, 0),
            results: Vec::new(),
            scroll: Scroll::default(),
            height: 1,
        };
        panel.refresh(ctx);
        panel
    }

    /// Where the widget stands, and what the learner has made of it.
    #[must_use]
    pub fn into_widget(self) -> (String, Widget) {
        (self.place, self.widget)
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let window = Rect::new(0, 0, ctx.size.0, ctx.size.1);
        let inner = if ctx.plain { window } else { inside(area(window)) };
        self.slot = self.slot.min(self.widget.slots().len().saturating_sub(1));
        self.fields = self.field_rows(ctx, usize::from(inner.width));
        let rows = usize::from(inner.height);
        let shown = self.fields.len().min(rows.saturating_sub(1 + LEAST_RESULTS).max(1));
        self.seen = (self.first_field(shown), shown);
        self.height = rows.saturating_sub(shown + 1).max(1);
        self.results.clear();
        for lang in if ctx.both { vec![ctx.lang, ctx.lang.other()] } else { vec![ctx.lang] } {
            let labels = match lang {
                Lang::Ko => AlertLabels::KO,
                Lang::En => AlertLabels::EN,
            };
            if !self.results.is_empty() {
                self.results.push(draw::blank_row());
            }
            let options = Options { width: inner.width, glyphs: ctx.glyphs(), labels };
            self.results.extend(layout(&self.widget.doc(ctx.course.prices(), lang), &options));
        }
        self.scroll.clamp(self.results.len(), self.height);
    }

    /// The first row of the fields, so that the one that keys change is seen.
    fn first_field(&self, shown: usize) -> usize {
        let has = |row: &Row| row.pieces.iter().any(|piece| piece.link == Some(self.slot));
        let row = self.fields.iter().position(has).unwrap_or(0);
        let first = self.seen.0.min(row).max((row + 1).saturating_sub(shown));
        first.min(self.fields.len().saturating_sub(shown))
    }

    /// A row for each field; a long list takes more.
    fn field_rows(&self, ctx: &Ctx<'_>, room: usize) -> Vec<Row> {
        let fields = self.widget.model().fields;
        let label = fields.iter().map(|field| width(field.label.get(ctx.lang))).max().unwrap_or(0);
        let slots = self.widget.slots();
        let mut rows: Vec<Row> = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            let is_here = slots.get(self.slot).is_some_and(|slot| slot.field == at);
            let mark = if is_here { "▸ " } else { "  " };
            let role = if is_here { Role::Strong } else { Role::Muted };
            let name = pad_right(field.label.get(ctx.lang), label);
            let start = vec![Piece::new(format!("{mark}{name}"), role)];
            let mut row = Row { block: at, pieces: start, fill: None };
            let own = slots.iter().enumerate().filter(|(_, slot)| slot.field == at);
            for ((number, slot), shown) in own.zip(self.widget.shown(at, ctx.lang)) {
                let pieces = self.value(number, *slot, shown, ctx);
                let cells: usize = pieces.iter().map(|piece| width(&piece.text)).sum();
                if row.width() + cells > room && row.pieces.len() > 1 {
                    let blank = Piece::new(" ".repeat(label + 2), Role::Text);
                    rows.push(std::mem::replace(
                        &mut row,
                        Row { block: at, pieces: vec![blank], fill: None },
                    ));
                }
                row.pieces.extend(pieces);
            }
            rows.push(row);
        }
        rows
    }

    fn value(&self, number: usize, slot: Slot, shown: String, ctx: &Ctx<'_>) -> Vec<Piece> {
        let value = |text: String, role| Piece { text, role, link: Some(number) };
        if number != self.slot {
            return vec![Piece::new("   ", Role::Text), value(shown, Role::Text)];
        }
        let Some(typed) = &self.typed else {
            return vec![
                Piece::new(" ◂ ", Role::Here),
                value(shown, Role::Strong),
                Piece::new(" ▸", Role::Here),
            ];
        };
        let caret = if ctx.plain { "" } else { "_" };
        let mut pieces = vec![Piece::new("   ", Role::Text), value(format!("{typed}{caret}"), Role::Strong)];
        if !self.widget.clone().write(slot, typed) {
            let bounds = self.widget.bounds(slot).unwrap_or_default();
            pieces.push(Piece::new(format!(" ✗ {} {bounds}", ctx.msgs().widget_bounds), Role::Wrong));
        }
        pieces
    }

    fn at(&self) -> Slot {
        self.widget.slots().get(self.slot).copied().unwrap_or_default()
    }

    /// Points at `slot`, if it is there.
    fn point_at(&mut self, slot: Slot) {
        self.slot = self.widget.slots().iter().position(|other| *other == slot).unwrap_or(0);
        self.typed = None;
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        let slot = self.at();
        match action {
            Action::Up | Action::Down => self.widget.slots().len() > 1,
            Action::Type(_) => self.widget.typed(slot).is_some(),
            Action::Erase => self.widget.typed(slot).is_some() || self.widget.removes(slot),
            Action::Act => self.widget.acts(slot),
            Action::Remove => self.widget.removes(slot),
            Action::Reset => self.widget.is_changed(),
            Action::PageUp | Action::PageDown => self.results.len() > self.height,
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let count = self.widget.slots().len().max(1);
        let slot = self.at();
        match action {
            Action::Back => return Outcome::go(Nav::Close),
            Action::Up | Action::Down => {
                self.slot =
                    if action == Action::Down { self.slot + 1 } else { self.slot + count - 1 } % count;
                self.typed = None;
            }
            Action::Less | Action::More => {
                self.typed = None;
                self.widget.change(slot, action == Action::More, ctx.course.prices());
            }
            Action::Type(c) if self.widget.typed(slot).is_some() => {
                let mut text = self.typed.take().unwrap_or_default();
                if text.len() < MOST_TYPED {
                    text.push(c);
                }
                self.write(slot, text);
            }
            Action::Erase => self.erase(slot),
            Action::Act => {
                let slot = self.widget.act(slot);
                self.point_at(slot);
            }
            Action::Remove => {
                let slot = self.widget.remove(slot);
                self.point_at(slot);
            }
            Action::Reset => {
                self.widget.reset();
                self.typed = None;
            }
            action => {
                self.scroll.update(action, self.results.len(), self.height);
            }
        }
        Outcome::none()
    }

    fn write(&mut self, slot: Slot, text: String) {
        self.widget.write(slot, &text);
        self.typed = Some(text);
    }

    /// Takes away the last digit; an entry without digits goes, and where nothing can be typed the last action.
    fn erase(&mut self, slot: Slot) {
        let Some(mut text) = self.typed.clone().or_else(|| self.widget.typed(slot)) else {
            let slot = self.widget.remove(slot);
            return self.point_at(slot);
        };
        if text.pop().is_none() && self.widget.removes(slot) {
            let slot = self.widget.remove(slot);
            return self.point_at(slot);
        }
        self.write(slot, text);
    }

    /// A click on a value points at it; one outside closes the panel.
    pub fn click(&mut self, x: u16, y: u16, window: Rect) -> Outcome {
        let area = area(window);
        if !area.contains((x, y).into()) {
            return Outcome::go(Nav::Close);
        }
        if let Some(slot) = draw::link_at(&self.fields, self.seen.0, self.field_area(inside(area)), x, y) {
            self.slot = slot;
            self.typed = None;
        }
        Outcome::none()
    }

    fn field_area(&self, inner: Rect) -> Rect {
        Rect { height: u16::try_from(self.seen.1).unwrap_or(0).min(inner.height), ..inner }
    }

    /// What kind of widget it is.
    #[must_use]
    pub fn title(&self, ctx: &Ctx<'_>) -> &'static str {
        self.widget.model().title.get(ctx.lang)
    }

    /// It as lines: every value that can be changed, then what follows from them.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let fields = self.widget.model().fields;
        let slots = self.widget.slots().into_iter().enumerate();
        let value = |(number, slot): (usize, Slot)| {
            let pieces = self.value(
                number,
                slot,
                self.widget.shown(slot.field, ctx.lang).get(slot.item)?.clone(),
                ctx,
            );
            let value: String = pieces
                .iter()
                .filter(|piece| piece.role != Role::Here)
                .map(|piece| piece.text.as_str())
                .collect();
            let label = fields.get(slot.field)?.label.get(ctx.lang);
            Some(plain::item(&format!("{label}: {}", value.trim()), number == self.slot))
        };
        let results = plain::lines(&self.results, ctx.glyphs(), None);
        slots.filter_map(value).chain([String::new()]).chain(results).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, window: Rect, buf: &mut Buffer) {
        let inner = popup_box(ctx.theme, area(window), self.title(ctx), buf);
        let fields = self.field_area(inner);
        draw::rows(buf, fields, &self.fields, self.seen.0, ctx.theme, Some(self.slot));
        if fields.bottom() >= inner.bottom() {
            return;
        }
        let line = "─".repeat(usize::from(inner.width));
        draw::text(buf, inner.x, fields.bottom(), inner.width, &line, ctx.theme.rule());
        // Fields that gave way to the results.
        let marks = match (self.seen.0 > 0, self.seen.0 + self.seen.1 < self.fields.len()) {
            (false, false) => "",
            (true, false) => " ▴ ",
            (false, true) => " ▾ ",
            (true, true) => " ▴ ▾ ",
        };
        draw::text(buf, inner.x + 1, fields.bottom(), inner.width, marks, ctx.theme.rule());
        let y = fields.bottom() + 1;
        let below = Rect { y, height: inner.bottom().saturating_sub(y), ..inner };
        draw::rows(buf, below, &self.results, self.scroll.top, ctx.theme, None);
        mark_more(
            ctx.theme,
            ctx.msgs().lesson_more,
            inner,
            self.scroll.top + self.height < self.results.len(),
            buf,
        );
    }
}

/// Where it stands: over the page, within the frame.
fn area(window: Rect) -> Rect {
    centered(window, window.width.saturating_sub(2).min(84), window.height.saturating_sub(4))
}

/// What is inside its box.
fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}
