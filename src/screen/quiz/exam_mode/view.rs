//! How an exam is laid out and drawn: the question, and the answer sheet beside it or in its place.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    during::{During, Focus},
    sheet::{self, BESIDE, CELL, State},
};
use crate::{
    app::{
        Ctx, Outcome,
        keymap::{self, Action, Context},
    },
    course::doc::Inline,
    lang::exam as words,
    screen::{
        Caret,
        question::{Rows, beside, rows},
    },
    ui::{
        draw,
        frame::{self, Header},
        layout::{Piece, Role, Row, paragraph},
        page::SIDE_BY_SIDE,
        plain,
        popup::{centered, popup_box},
    },
};

/// Cells of the sheet beside a question, with the line between them.
const PANEL: u16 = CELL * BESIDE + 3;

/// Rows of a question that are shown below the sheet.
const STEM: usize = 3;

impl During {
    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        self.height = usize::from(body.height).max(1);
        let states = self.states(ctx);
        let (here, is_beside) = (self.here(), is_beside(ctx));
        self.columns = match (ctx.plain, is_beside) {
            (true, _) => 1,
            (false, true) => usize::from(BESIDE),
            (false, false) => usize::from(body.width / CELL).clamp(1, 10),
        };
        self.rows = self.question_rows(ctx, question_area(ctx, body).width, states.get(self.index));
        self.scroll.clamp(self.rows.rows.len(), self.height);
        let place = self.answering.as_ref().and_then(|answering| answering.cursor);
        if let Some((start, end)) = place.and_then(|place| self.rows.of_option(place)) {
            self.scroll.show(start, end, self.height);
        }
        self.sheet =
            vec![Row { block: 0, pieces: self.sheet_title(ctx, &states), fill: None }, draw::blank_row()];
        self.sheet.extend(sheet::rows(ctx, &states, here, self.columns));
        self.sheet.push(draw::blank_row());
        self.sheet.extend(sheet::legend(ctx, &states, if is_beside { 2 } else { 4 }));
        if !is_beside {
            self.sheet.extend(self.stem_rows(ctx, here, body.width));
        }
        let row = 2 + here / self.columns;
        self.sheet_scroll.clamp(self.sheet.len(), self.height);
        self.sheet_scroll.show(row.saturating_sub(2), row + 1, self.height);
    }

    fn here(&self) -> usize {
        match self.focus {
            Focus::Sheet(at) => at,
            Focus::Question | Focus::HandIn => self.index,
        }
    }

    fn sheet_title(&self, ctx: &Ctx<'_>, states: &[State]) -> Vec<Piece> {
        let answered = states.iter().filter(|state| state.is_answered).count();
        vec![
            Piece::new(format!("{}  ", words::SHEET.get(ctx.lang)), Role::Strong),
            Piece::new(ctx.lang.answered_of(answered, states.len()), Role::Muted),
        ]
    }

    /// The question with its state above it.
    fn question_rows(&self, ctx: &Ctx<'_>, width: u16, state: Option<&State>) -> Rows {
        let (Some(question), Some(answering)) = (self.question(ctx), &self.answering) else {
            return Rows::default();
        };
        let mut shown =
            beside::laid_out(ctx, width, |ctx, width| rows::question(ctx, question, answering, 0, width));
        let mut pieces = vec![Piece::new(format!("{}  ", self.index + 1), Role::Strong)];
        if ctx.plain {
            pieces.extend(state.map(|state| Piece::new(state.told(ctx), Role::Muted)));
        } else {
            pieces.extend(state.into_iter().flat_map(|state| state.pieces(ctx)));
        }
        shown.rows.insert(0, Row { block: 0, pieces, fill: None });
        shown.options.insert(0, None);
        shown.caret = shown.caret.map(|(row, column)| (row + 1, column));
        shown
    }

    /// How the question under the cursor of the sheet begins.
    fn stem_rows(&self, ctx: &Ctx<'_>, here: usize, columns: u16) -> Vec<Row> {
        let question = self.questions.get(here).and_then(|id| ctx.course.question_of(self.lesson, id));
        let Some((_, question)) = question else { return Vec::new() };
        let mut inlines = question.stem(ctx.lang);
        inlines.iter_mut().for_each(|inline| inline.link = None);
        let room = usize::from(ctx.column(columns));
        let lines = paragraph(&inlines, Role::Muted, room, (0, 0), &mut Vec::new()).into_iter().take(STEM);
        let lines = lines.map(|pieces| Row { block: 0, pieces, fill: None });
        std::iter::once(draw::blank_row()).chain(lines).collect()
    }

    pub(super) fn has_more(&self) -> bool {
        self.scroll.top + self.height < self.rows.rows.len()
    }

    /// Lesson, time left, and how many are answered.
    #[must_use]
    pub fn header(&self, ctx: &Ctx<'_>) -> Header {
        let title =
            ctx.course.lessons.get(self.lesson).map(|lesson| lesson.title.get(ctx.lang)).unwrap_or_default();
        let title = format!("{title} › {}", words::EXAM.get(ctx.lang));
        let Some(sitting) = self.sitting(ctx) else { return Header { title, progress: None } };
        let count = self.questions.len();
        let answered = self.states(ctx).iter().filter(|state| state.is_answered).count();
        let at = format!("{}/{count}", self.index + 1);
        let text = format!("{}  {at}", self.clock.shown(sitting, ctx));
        Header { title, progress: Some((text, answered, count)) }
    }

    /// Whether there is more.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        if self.focus == Focus::Question && self.has_more() {
            return format!("↓ {}", ctx.msgs().lesson_more);
        }
        String::new()
    }

    /// A click on a number goes to that question, one on an option enters it.
    pub fn click(&mut self, x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        if self.sitting(ctx).is_none() || self.focus == Focus::HandIn {
            return self.update(Action::Back, ctx);
        }
        if let Some(area) = self.sheet_area(ctx, body)
            && let Some(at) = draw::link_at(&self.sheet, self.sheet_scroll.top, area, x, y)
        {
            self.focus = Focus::Question;
            return self.go(at, ctx);
        }
        if !question_area(ctx, body).contains((x, y).into()) || self.focus != Focus::Question {
            return Outcome::none();
        }
        let row = self.scroll.top + usize::from(y - body.y);
        let Some(place) = self.rows.options.get(row).copied().flatten() else { return Outcome::none() };
        let Some(answering) = &mut self.answering else { return Outcome::none() };
        let is_again = answering.cursor == Some(place);
        match answering.context {
            Context::Choice | Context::Ordering => self.update(Action::Choose(place), ctx),
            Context::Matching if is_again => self.update(Action::Toggle, ctx),
            _ => {
                answering.cursor = Some(place);
                Outcome::none()
            }
        }
    }

    /// Where the sheet stands, if it is shown.
    fn sheet_area(&self, ctx: &Ctx<'_>, body: Rect) -> Option<Rect> {
        if is_beside(ctx) {
            let width = PANEL - 3;
            return Some(Rect { x: body.right().saturating_sub(width), width, ..body });
        }
        matches!(self.focus, Focus::Sheet(_)).then_some(body)
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Option<Caret> {
        let sheet = self.sheet_area(ctx, body);
        let focus = match self.focus {
            Focus::Sheet(at) => Some(at),
            Focus::Question | Focus::HandIn => None,
        };
        if let Some(area) = sheet {
            draw::rows(buf, area, &self.sheet, self.sheet_scroll.top, ctx.theme, focus);
        }
        let area = question_area(ctx, body);
        if is_beside(ctx) || sheet.is_none() {
            draw::rows(buf, area, &self.rows.rows, self.scroll.top, ctx.theme, None);
        }
        if is_beside(ctx) {
            let bar = ctx.glyphs().bar.to_string();
            for y in body.top()..body.bottom() {
                draw::text(buf, area.right() + 1, y, 1, &bar, ctx.theme.rule());
            }
        }
        if self.focus == Focus::HandIn {
            self.view_handing_in(ctx, body, buf);
        }
        let (row, column) = self.rows.caret.filter(|_| self.focus == Focus::Question)?;
        let y = row.checked_sub(self.scroll.top).and_then(|y| u16::try_from(y).ok());
        let y = y.filter(|y| *y < area.height)?;
        Some(Caret::Field((area.x + column).min(area.right().saturating_sub(1)), area.y + y))
    }

    fn view_handing_in(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        let room = body.width.min(72);
        let text = [Inline { text: words::NO_WAY_BACK.get(ctx.lang).to_owned(), ..Inline::default() }];
        let means =
            paragraph(&text, Role::Muted, usize::from(room.saturating_sub(4)), (0, 0), &mut Vec::new());
        let mut rows = vec![draw::plain_row(self.left_open(ctx), Role::Code), draw::blank_row()];
        rows.extend(means.into_iter().map(|pieces| Row { block: 0, pieces, fill: None }));
        rows.push(draw::blank_row());
        let is_own = |action| matches!(action, Action::HandIn | Action::Back);
        let keys = keymap::footer(Context::ExamHandIn, ctx.msgs(), is_own, |_| None);
        let keys = keys.into_iter().flat_map(|(key, label)| {
            [Piece::new(format!("{key} "), Role::Strong), Piece::new(format!("{label}   "), Role::Muted)]
        });
        rows.push(Row { block: 0, pieces: keys.collect(), fill: None });
        let height = u16::try_from(rows.len() + 2).unwrap_or(body.height);
        let inner = popup_box(ctx.theme, centered(body, room, height), words::HAND_IN.get(ctx.lang), buf);
        draw::rows(buf, inner, &rows, 0, ctx.theme, None);
    }

    /// How many are blank and flagged.
    fn left_open(&self, ctx: &Ctx<'_>) -> String {
        let states = self.states(ctx);
        let count = |is: fn(&State) -> bool| states.iter().filter(|state| is(state)).count();
        ctx.lang.before_handing_in(count(|state| !state.is_answered), count(|state| state.is_flagged))
    }

    /// Lesson, and the question or what is over it.
    #[must_use]
    pub fn title(&self, ctx: &Ctx<'_>) -> String {
        let title = self.header(ctx).title;
        match self.focus {
            Focus::Question => format!("{title}, {}/{}", self.index + 1, self.questions.len()),
            Focus::Sheet(_) => format!("{title} › {}", words::SHEET.get(ctx.lang)),
            Focus::HandIn => format!("{title} › {}", words::HAND_IN.get(ctx.lang)),
        }
    }

    /// It as lines: the time that is left, then the question, the sheet with a line for each number, or what handing in means.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let left = self.sitting(ctx).map(|sitting| self.clock.shown(sitting, ctx));
        let shown = match self.focus {
            Focus::Question => plain::lines(&self.rows.rows, ctx.glyphs(), None),
            Focus::Sheet(here) => {
                let line = |(at, state): (usize, State)| {
                    plain::item(&format!("{}: {}", at + 1, state.told(ctx)), at == here)
                };
                self.states(ctx).into_iter().enumerate().map(line).collect()
            }
            Focus::HandIn => vec![self.left_open(ctx), words::NO_WAY_BACK.get(ctx.lang).to_owned()],
        };
        left.into_iter().chain(shown).collect()
    }
}

/// Whether there is room for the sheet beside the question.
fn is_beside(ctx: &Ctx<'_>) -> bool {
    ctx.size.0 >= SIDE_BY_SIDE && !ctx.plain
}

fn question_area(ctx: &Ctx<'_>, body: Rect) -> Rect {
    Rect { width: if is_beside(ctx) { body.width.saturating_sub(PANEL) } else { body.width }, ..body }
}
