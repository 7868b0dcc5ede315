//! Settings: language, both languages, colours, motion, the exam, how much a day, and where progress is kept.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        Ctx, Entry, Nav, Outcome,
        keymap::{Action, Context},
    },
    lang::width::clip,
    screen::Caret,
    study::Day,
    ui::{date_field::DateField, draw, plain, theme},
};

/// Cells left of the values.
const COLUMN: u16 = 26;

/// Days from today at which a new exam is proposed.
const PROPOSED: u32 = 30;

/// Something that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Lang,
    Both,
    Theme,
    Exam,
    Rollover,
    New,
    Reviews,
    Retention,
    Motion,
}

impl Row {
    /// From top to bottom.
    const ALL: [Row; 9] = [
        Row::Lang,
        Row::Both,
        Row::Theme,
        Row::Exam,
        Row::Rollover,
        Row::New,
        Row::Reviews,
        Row::Retention,
        Row::Motion,
    ];

    /// Whether it is set off from what is above it.
    fn begins(self) -> bool {
        matches!(self, Row::Exam | Row::Motion)
    }
}

/// Settings.
#[derive(Clone, Debug)]
pub struct Settings {
    cursor: usize,
    /// The day of the exam while it is typed.
    date: Option<DateField>,
}

impl Settings {
    /// With the cursor on the first.
    #[must_use]
    pub fn open() -> Settings {
        Settings { cursor: 0, date: None }
    }

    fn row(&self) -> Row {
        Row::ALL[self.cursor]
    }

    /// Where its keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        if self.date.is_some() { Context::Date } else { Context::Settings }
    }

    /// The date that is typed.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.date.as_ref().map(DateField::text)
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action, ctx: &Ctx<'_>) -> bool {
        let can_remove = self.row() == Row::Exam && ctx.progress.settings.exam_day.is_some();
        action != Action::Remove || can_remove
    }

    /// Takes text into the date.
    pub fn type_text(&mut self, text: &str) -> Outcome {
        if let Some(date) = &mut self.date {
            date.type_text(text);
        }
        Outcome::none()
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        if let Some(date) = self.date.take() {
            return self.update_date(date, action, ctx);
        }
        let rows = Row::ALL.len();
        match action {
            Action::Up => self.cursor = (self.cursor + rows - 1) % rows,
            Action::Down => self.cursor = (self.cursor + 1) % rows,
            Action::Less => return self.change(-1, ctx),
            Action::Change | Action::More => return self.change(1, ctx),
            Action::Remove if self.offers(action, ctx) => return remove_exam(),
            Action::Back => return Outcome::go(Nav::Back),
            _ => {}
        }
        Outcome::none()
    }

    fn update_date(&mut self, mut date: DateField, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::Submit => {
                date.settle();
                if let Some(day) = date.day() {
                    return Outcome::none().with(Entry::setting("exam-day", &day.to_string()));
                }
                let text = ctx.lang.no_such_date(date.text());
                self.date = Some(date);
                return Outcome::say(text);
            }
            Action::Remove => return remove_exam(),
            Action::Back => return Outcome::none(),
            Action::Up => date.step(1),
            Action::Down => date.step(-1),
            Action::Less => date.go(-1),
            Action::More => date.go(1),
            Action::Erase => date.erase(),
            _ => {}
        }
        self.date = Some(date);
        Outcome::none()
    }

    /// Changes the setting under the cursor one way or the other.
    fn change(&mut self, by: i32, ctx: &Ctx<'_>) -> Outcome {
        let settings = &ctx.progress.settings;
        let entry = match self.row() {
            Row::Exam => {
                let proposed = || ctx.today().plus(PROPOSED);
                self.date = Some(DateField::new(settings.exam_day.unwrap_or_else(proposed)));
                return Outcome::none();
            }
            Row::Lang => Entry::setting("lang", ctx.lang.other().code()),
            Row::Both => Entry::setting("both", if ctx.both { "off" } else { "on" }),
            Row::Theme => {
                let now = theme::IDS.iter().position(|id| *id == ctx.theme.id()).unwrap_or(0);
                let next = now + if by > 0 { 1 } else { theme::IDS.len() - 1 };
                Entry::setting("theme", theme::IDS[next % theme::IDS.len()])
            }
            Row::Motion => Entry::setting("reduce-motion", if ctx.reduce_motion { "off" } else { "on" }),
            Row::Rollover => {
                let hour = (i32::from(settings.rollover) + by).rem_euclid(24);
                Entry::setting("rollover", &hour.to_string())
            }
            Row::New => Entry::setting("new-per-day", &stepped(settings.new_per_day, by, 1, 99).to_string()),
            Row::Reviews => {
                let reviews = stepped(settings.reviews_per_day, by, 10, 990);
                Entry::setting("reviews-per-day", &reviews.to_string())
            }
            Row::Retention => {
                let percent = percent(ctx).saturating_add_signed(by).clamp(70, 97);
                Entry::setting("retention", &format!("0.{percent:02}"))
            }
        };
        Outcome::none().with(entry)
    }

    /// A click changes the setting.
    pub fn click(&mut self, _x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        self.date = None;
        match places(body).iter().position(|place| *place == y) {
            Some(row) if y < body.bottom() => {
                self.cursor = row;
                self.change(1, ctx)
            }
            _ => Outcome::none(),
        }
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let item = |(at, row): (usize, Row)| {
            let (label, value) = said(row, ctx);
            let typed = self.date.as_ref().filter(|_| row == Row::Exam).map(|date| date.text().to_owned());
            plain::item(&format!("{label}: {}", typed.unwrap_or(value)), at == self.cursor)
        };
        let file = ctx.progress_file.unwrap_or(ctx.msgs().settings_no_file);
        let file = format!("  {}: {file}", ctx.msgs().settings_file);
        Row::ALL.into_iter().enumerate().map(item).chain([file]).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        let m = ctx.msgs();
        let places = places(body);
        let mut caret = None;
        for (index, (row, y)) in Row::ALL.into_iter().zip(places).enumerate() {
            let here = index == self.cursor;
            let style = if here { ctx.theme.here() } else { ctx.theme.text() };
            draw::text(buf, body.x, y, 2, if here { "▸" } else { " " }, style);
            let (label, value) = said(row, ctx);
            draw::text(buf, body.x + 2, y, COLUMN - 3, label, style);
            let room = body.width.saturating_sub(COLUMN);
            match self.date.as_ref().filter(|_| row == Row::Exam) {
                Some(date) => {
                    view_date(ctx, date, Rect { x: body.x + COLUMN, y, width: room, height: 1 }, buf);
                    caret = Some(Caret::Field(body.x + COLUMN + date.caret(), y));
                }
                None => {
                    draw::text(buf, body.x + COLUMN, y, room, &value, ctx.theme.strong());
                }
            }
        }
        let y = places[places.len() - 1] + 1 + u16::from(is_roomy(body));
        draw::text(buf, body.x + 2, y, COLUMN - 3, m.settings_file, ctx.theme.muted());
        let file = ctx.progress_file.unwrap_or(m.settings_no_file);
        // A path is no use without its end: it takes as many lines as it needs.
        let room = usize::from(body.width.saturating_sub(2)).max(1);
        let mut rest = file;
        for y in y + 1..body.bottom() {
            let line = clip(rest, room);
            draw::text(buf, body.x + 2, y, body.width.saturating_sub(2), line, ctx.theme.text());
            rest = &rest[line.len()..];
        }
        caret
    }
}

/// The date that is typed, how far away it is, and how it is typed.
fn view_date(ctx: &Ctx<'_>, date: &DateField, area: Rect, buf: &mut Buffer) {
    let used = draw::text(buf, area.x, area.y, area.width, date.text(), ctx.theme.cursor());
    let far = date.day().map(|day| format!("{} · ", d_day(day, ctx))).unwrap_or_default();
    let said = format!("  {far}{}", ctx.msgs().settings_exam_hint);
    draw::text(buf, area.x + used, area.y, area.width.saturating_sub(used), &said, ctx.theme.muted());
}

fn d_day(exam: Day, ctx: &Ctx<'_>) -> String {
    ctx.lang.d_day(i64::from(exam.0) - i64::from(ctx.today().0))
}

/// What a setting is called, and how it is.
fn said(row: Row, ctx: &Ctx<'_>) -> (&'static str, String) {
    let m = ctx.msgs();
    let settings = &ctx.progress.settings;
    let switch = |is_on: bool| if is_on { m.on } else { m.off }.to_owned();
    match row {
        Row::Lang => (m.settings_lang, ctx.lang.name().to_owned()),
        Row::Both => (m.settings_both, switch(ctx.both)),
        Row::Motion => (m.settings_motion, switch(ctx.reduce_motion)),
        Row::Theme => (m.settings_theme, ctx.lang.theme_name(ctx.theme.id())),
        Row::Exam => {
            let said = settings.exam_day.map(|day| format!("{day} · {}", d_day(day, ctx)));
            (m.settings_exam, said.unwrap_or_else(|| m.settings_no_exam.to_owned()))
        }
        Row::Rollover => (m.settings_rollover, format!("{:02}:00", settings.rollover)),
        Row::New => (m.settings_new, ctx.lang.a_day(settings.new_per_day)),
        Row::Reviews => (m.settings_reviews, ctx.lang.a_day(settings.reviews_per_day)),
        Row::Retention => (m.settings_retention, format!("{}%", percent(ctx))),
    }
}

/// The share that should be remembered, in percent.
fn percent(ctx: &Ctx<'_>) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 70 and 97")]
    let percent = (ctx.progress.scheduler().retention() * 100.0).round() as u32;
    percent
}

fn remove_exam() -> Outcome {
    Outcome::none().with(Entry::setting("exam-day", ""))
}

/// The next multiple of `step` in the direction of `by`, at most `most`.
fn stepped(now: u32, by: i32, step: u32, most: u32) -> u32 {
    let next = if by > 0 { now / step * step + step } else { now.div_ceil(step).saturating_sub(1) * step };
    next.min(most)
}

/// Whether there is room to set parts off.
fn is_roomy(body: Rect) -> bool {
    body.height >= 13
}

/// The line of each row.
fn places(body: Rect) -> [u16; Row::ALL.len()] {
    let mut y = body.y;
    Row::ALL.map(|row| {
        y += u16::from(row.begins() && is_roomy(body));
        y += 1;
        y - 1
    })
}
