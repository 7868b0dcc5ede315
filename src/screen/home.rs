//! Home: where you stopped, and every lesson with how far it is.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Nav, Outcome, Target, keymap::Action},
    course::{Course, doc::Inline},
    lang::{exam as words, width::width},
    screen::Scroll,
    study::{
        deck, exam,
        mistakes::{self, Summary},
        plan::{self, Plan},
        progress::{LessonProgress, OpenQuiz},
    },
    ui::{
        draw, frame,
        layout::{Role, Row as TextRow, paragraph},
        plain,
    },
};

/// Cells that the most important keys of the footer take.
const KEYS: usize = 26;

/// Home.
#[derive(Clone, Debug)]
pub struct Home {
    cursor: usize,
    scroll: Scroll,
    rows: Vec<Row>,
    /// What progress the rows were made from, so that they are made again only when it has changed.
    continued: Option<String>,
    /// What the lesson under the cursor is about.
    summary: Vec<TextRow>,
    /// How much there is to do until the exam, if its day is set.
    plan: Option<Plan>,
    /// Days in a row on which something was learned.
    streak: u32,
    /// The row to find again after the course has changed.
    aim: Option<Row>,
    /// The id of the lesson that was under the cursor, while the course lacks it.
    away: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Continue,
    /// Cards that are due, and the minutes they take.
    Review(usize, usize),
    Lesson(usize, LessonProgress),
    /// Stands on top while there are any, else at the bottom.
    Mistakes(Summary),
    Glossary,
    Stats,
    Settings,
}

impl Home {
    /// With the cursor on the first row.
    #[must_use]
    pub fn open(_ctx: &Ctx<'_>) -> Home {
        Home {
            cursor: 0,
            scroll: Scroll::default(),
            rows: Vec::new(),
            continued: None,
            summary: Vec::new(),
            plan: None,
            streak: 0,
            aim: None,
            away: None,
        }
    }

    /// Makes the rows.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let had_continue = self.continued.is_some();
        self.continued = place(ctx);
        let under_cursor = self.rows.get(self.cursor).copied();
        self.rows.clear();
        self.rows.extend(self.continued.iter().map(|_| Row::Continue));
        let deck = deck::of_day(ctx.course, ctx.progress, ctx.today());
        if !deck.cards.is_empty() {
            self.rows.push(Row::Review(deck.cards.len(), deck.minutes(ctx.progress)));
        }
        let mistakes = Row::Mistakes(mistakes::summary(ctx.course, ctx.progress));
        let has_mistakes = !matches!(mistakes, Row::Mistakes(Summary { active: 0, .. }));
        self.rows.extend(Some(mistakes).filter(|_| has_mistakes));
        let lessons = ctx.progress.lessons(ctx.course).into_iter().enumerate();
        self.rows.extend(lessons.map(|(lesson, progress)| Row::Lesson(lesson, progress)));
        self.rows.extend(Some(mistakes).filter(|_| !has_mistakes));
        self.rows.extend([Row::Glossary, Row::Stats, Row::Settings]);
        let aimed_at = self.aimed_at();
        if self.continued.is_some() && !had_continue {
            // A place to continue at has come up: it is what Enter should do next.
            self.cursor = 0;
        } else if let Some(cursor) = aimed_at.or_else(|| self.place_of(under_cursor?)) {
            self.cursor = cursor;
        }
        self.cursor = self.cursor.min(self.rows.len() - 1);
        self.summary = self.summarise(ctx);
        self.plan = plan::of_day(ctx.course, ctx.progress, ctx.today());
        self.streak = ctx.progress.journal().streak(ctx.today());
    }

    /// Goes over to another edition of the course, with the cursor on the same row.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>, to: &Course) {
        self.aim = self.rows.get(self.cursor).copied();
        if let Some(Row::Lesson(lesson, progress)) = self.aim {
            let under_cursor = || ctx.course.lessons.get(lesson).map(|lesson| lesson.id.clone());
            let Some(id) = self.away.take().or_else(under_cursor) else { return };
            self.aim = to.lesson_index(&id).map(|now| Row::Lesson(now, progress));
            // Half-written, perhaps: it may be there again in the next edition.
            self.away = Some(id).filter(|_| self.aim.is_none());
        }
    }

    /// The row that the cursor was on before the course changed.
    fn aimed_at(&mut self) -> Option<usize> {
        let aim = self.aim.take()?;
        self.place_of(aim)
    }

    /// Where a row is that was made before; what it says may have changed.
    fn place_of(&self, row: Row) -> Option<usize> {
        self.rows.iter().position(|other| match (other, row) {
            (Row::Lesson(lesson, _), Row::Lesson(other, _)) => *lesson == other,
            (other, row) => std::mem::discriminant(other) == std::mem::discriminant(&row),
        })
    }

    fn summarise(&self, ctx: &Ctx<'_>) -> Vec<TextRow> {
        let Some(Row::Lesson(lesson, _)) = self.rows.get(self.cursor) else { return Vec::new() };
        let text = ctx.course.lessons[*lesson].summary.get(ctx.lang);
        let width = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1)).width;
        let width = ctx.column(width).saturating_sub(5);
        let inlines = [Inline { text: text.to_owned(), ..Inline::default() }];
        let rows = paragraph(&inlines, Role::Muted, usize::from(width), (0, 0), &mut Vec::new());
        rows.into_iter().map(|pieces| TextRow { block: 0, pieces, fill: None }).collect()
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action, ctx: &Ctx<'_>) -> bool {
        match (action, self.rows.get(self.cursor)) {
            (Action::Quiz | Action::Exam, Some(Row::Lesson(lesson, _))) => {
                !ctx.course.keys(*lesson).is_empty()
            }
            (Action::NextPass, Some(Row::Lesson(lesson, _))) => ctx.progress.is_finished(ctx.course, *lesson),
            (Action::Quiz | Action::Exam | Action::NextPass, _) => false,
            (Action::Choose(n), _) => n < ctx.course.lessons.len(),
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let last = self.rows.len().saturating_sub(1);
        self.away = None;
        match action {
            Action::Up => self.cursor = self.cursor.checked_sub(1).unwrap_or(last),
            Action::Down => self.cursor = if self.cursor >= last { 0 } else { self.cursor + 1 },
            Action::Top | Action::PageUp => self.cursor = 0,
            Action::Bottom | Action::PageDown => self.cursor = last,
            Action::Open => return self.rows.get(self.cursor).map_or_else(Outcome::none, |row| open(*row)),
            Action::Choose(n) if n < ctx.course.lessons.len() => {
                return Outcome::go(Nav::Open(Target::Lesson { lesson: n, page: None }));
            }
            Action::Quiz => {
                if let Some(Row::Lesson(lesson, _)) = self.rows.get(self.cursor) {
                    return Outcome::go(Nav::Open(Target::quiz(ctx.course, *lesson)));
                }
            }
            Action::Exam => {
                if let Some(Row::Lesson(lesson, _)) = self.rows.get(self.cursor) {
                    let target = Target::ExamStart { lesson: *lesson, minutes: None, timed: true };
                    return Outcome::go(Nav::Open(target));
                }
            }
            Action::NextPass if self.offers(action, ctx) => {
                if let Some(Row::Lesson(lesson, _)) = self.rows.get(self.cursor) {
                    return Outcome::go(Nav::NextPass(ctx.course.lessons[*lesson].id.clone()));
                }
            }
            Action::Back => return Outcome::go(Nav::Back),
            _ => {}
        }
        Outcome::none()
    }

    /// A click opens the row.
    pub fn click(&mut self, _x: u16, y: u16, body: Rect, _ctx: &Ctx<'_>) -> Outcome {
        let found = self.lines().into_iter().skip(self.top(body)).zip(body.top()..body.bottom());
        match found.into_iter().find(|(_, line)| *line == y) {
            Some((Some(row), _)) => {
                self.cursor = row;
                open(self.rows[row])
            }
            _ => Outcome::none(),
        }
    }

    /// Rows as lines of the screen: blank ones set the parts off.
    fn lines(&self) -> Vec<Option<usize>> {
        // Without lessons, room for saying so.
        let is_empty = !self.rows.iter().any(|row| matches!(row, Row::Lesson(..)));
        let mut lines = if is_empty { vec![None, None] } else { Vec::new() };
        for (index, row) in self.rows.iter().enumerate() {
            if index > 0
                && matches!(
                    (self.rows[index - 1], row),
                    (Row::Continue | Row::Review(..) | Row::Mistakes(_), Row::Lesson(..))
                        | (Row::Lesson(..), Row::Mistakes(_) | Row::Glossary)
                )
            {
                lines.push(None);
            }
            lines.push(Some(index));
        }
        lines
    }

    fn top(&self, body: Rect) -> usize {
        let lines = self.lines();
        let at = lines.iter().position(|line| *line == Some(self.cursor)).unwrap_or(0);
        let mut scroll = self.scroll;
        scroll.show(at, at + 1, usize::from(body.height));
        scroll.top
    }

    /// The plan to the exam, and whether there is more below.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        let has_more = self.top(body) + usize::from(body.height) < self.lines().len();
        match (self.plan_note(ctx), has_more) {
            (Some(plan), true) => format!("↓ {plan}"),
            (Some(plan), false) => plan,
            (None, true) => format!("↓ {}", ctx.msgs().lesson_more),
            (None, false) => String::new(),
        }
    }

    /// `D-23 · 오늘 6쪽 13문제 · 4일째`, as much of it as leaves room for the keys.
    fn plan_note(&self, ctx: &Ctx<'_>) -> Option<String> {
        let plan = self.plan?;
        let room = usize::from(ctx.size.0).saturating_sub(KEYS);
        let portion = plan.portion.map(|portion| {
            // Reviews have a row of their own.
            let reviews = if portion.pages + portion.questions == 0 { portion.reviews } else { 0 };
            ctx.lang.portion(portion.pages, portion.questions, reviews)
        });
        let streak = (self.streak > 0).then(|| ctx.lang.streak(self.streak));
        let mut note = ctx.lang.d_day(plan.days);
        for part in portion.into_iter().chain(streak) {
            let longer = format!("{note} · {part}");
            if width(&longer) <= room {
                note = longer;
            }
        }
        Some(note)
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        if ctx.course.lessons.is_empty() {
            draw::text(buf, body.x, body.y, body.width, ctx.msgs().home_empty, ctx.theme.attention());
        }
        let lines = self.lines();
        for (line, y) in lines.into_iter().skip(self.top(body)).zip(body.top()..body.bottom()) {
            if let Some(index) = line {
                self.view_row(ctx, index, Rect { y, height: 1, ..body }, buf);
            }
        }
        self.view_summary(ctx, body, buf);
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        let m = ctx.msgs();
        let mut out = Vec::new();
        if ctx.course.lessons.is_empty() {
            out.push(m.home_empty.to_owned());
        }
        for (index, row) in self.rows.iter().enumerate() {
            let text = match row {
                Row::Continue => {
                    format!("{}: {}", m.home_continue, self.continued.as_deref().unwrap_or_default())
                }
                Row::Review(cards, minutes) => {
                    format!("{}: {}", m.home_review, ctx.lang.reviews(*cards, *minutes))
                }
                Row::Lesson(lesson, progress) => {
                    let title = ctx.course.lessons[*lesson].title.get(ctx.lang);
                    let key = key_of(*lesson).map(|key| format!("{key}  ")).unwrap_or_default();
                    format!("{key}{title}: {}", state(ctx, *lesson, *progress))
                }
                Row::Mistakes(summary) if summary.active == 0 => {
                    format!("{}: {}", m.home_mistakes, m.home_mistakes_none)
                }
                Row::Mistakes(summary) => format!("{}: {}", m.home_mistakes, mistakes_line(ctx, *summary)),
                Row::Stats => {
                    let done = done(ctx, self.streak);
                    if done.is_empty() {
                        m.home_stats.to_owned()
                    } else {
                        format!("{}: {done}", m.home_stats)
                    }
                }
                Row::Glossary => format!("{}: {}", m.home_glossary, ctx.lang.terms(ctx.course.term_count())),
                Row::Settings => m.home_settings.to_owned(),
            };
            out.push(plain::item(&text, index == self.cursor));
        }
        out.extend(plain::lines(&self.summary, ctx.glyphs(), None));
        out
    }

    /// What the lesson under the cursor is about, below the list if there is room.
    fn view_summary(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) {
        let used = u16::try_from(self.lines().len() + 1).unwrap_or(body.height);
        let height = body.height.saturating_sub(used);
        if usize::from(height) >= self.summary.len() {
            let area = Rect { x: body.x + 5, y: body.y + used, width: body.width.saturating_sub(5), height };
            draw::rows(buf, area, &self.summary, 0, ctx.theme, None);
        }
    }

    fn view_row(&self, ctx: &Ctx<'_>, index: usize, area: Rect, buf: &mut Buffer) {
        let m = ctx.msgs();
        let here = index == self.cursor;
        let style = if here { ctx.theme.here() } else { ctx.theme.text() };
        draw::text(buf, area.x, area.y, 2, if here { "▸" } else { " " }, style);
        let x = area.x + 2;
        let room = area.width.saturating_sub(2);
        match self.rows[index] {
            Row::Continue => {
                let used = draw::text(buf, x, area.y, room, m.home_continue, ctx.theme.strong());
                let place = self.continued.as_deref().unwrap_or_default();
                draw::text(buf, x + used + 2, area.y, room.saturating_sub(used + 2), place, style);
            }
            Row::Review(cards, minutes) => {
                let used = draw::text(buf, x, area.y, room, m.home_review, ctx.theme.strong());
                let note = ctx.lang.reviews(cards, minutes);
                draw::text(buf, x + used + 2, area.y, room.saturating_sub(used + 2), &note, style);
            }
            Row::Lesson(lesson, progress) => {
                draw::text(buf, x, area.y, 2, key_of(lesson).unwrap_or_default(), ctx.theme.muted());
                let title = ctx.course.lessons[lesson].title.get(ctx.lang);
                let column = self.title_column(ctx, room);
                draw::text(buf, x + 3, area.y, column, title, style);
                let bar = x + 3 + column + 2;
                draw::bar(buf, bar, area.y, 12, progress.pages_read, progress.pages, ctx.theme);
                let state = state(ctx, lesson, progress);
                let state_x = bar + 14;
                draw::text(
                    buf,
                    state_x,
                    area.y,
                    area.right().saturating_sub(state_x),
                    &state,
                    ctx.theme.muted(),
                );
            }
            Row::Mistakes(summary) => {
                let is_empty = summary.active == 0;
                let label = if is_empty { style } else { ctx.theme.strong() };
                let used = draw::text(buf, x, area.y, room, m.home_mistakes, label);
                let note =
                    if is_empty { m.home_mistakes_none.to_owned() } else { mistakes_line(ctx, summary) };
                let style = if is_empty { ctx.theme.muted() } else { style };
                draw::text(buf, x + used + 2, area.y, room.saturating_sub(used + 2), &note, style);
            }
            Row::Glossary => {
                let used = draw::text(buf, x, area.y, room, m.home_glossary, style);
                let note = ctx.lang.terms(ctx.course.term_count());
                draw::text(
                    buf,
                    x + used + 2,
                    area.y,
                    room.saturating_sub(used + 2),
                    &note,
                    ctx.theme.muted(),
                );
            }
            Row::Stats => {
                let used = draw::text(buf, x, area.y, room, m.home_stats, style);
                let note = done(ctx, self.streak);
                let room = room.saturating_sub(used + 2);
                draw::text(buf, x + used + 2, area.y, room, &note, ctx.theme.muted());
            }
            Row::Settings => {
                draw::text(buf, x, area.y, room, m.home_settings, style);
            }
        }
    }

    /// Cells of the longest title, as far as there is room for bar and state beside it.
    fn title_column(&self, ctx: &Ctx<'_>, room: u16) -> u16 {
        let longest =
            ctx.course.lessons.iter().map(|lesson| width(lesson.title.get(ctx.lang))).max().unwrap_or(0);
        u16::try_from(longest).unwrap_or(room).clamp(12, room.saturating_sub(3 + 2 + 12 + 2 + 14).max(12))
    }
}

/// The key that opens lesson number `lesson`: the digits as they stand on a keyboard, then the key beside 0.
fn key_of(lesson: usize) -> Option<&'static str> {
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-"].get(lesson).copied()
}

fn open(row: Row) -> Outcome {
    Outcome::go(Nav::Open(match row {
        Row::Continue => Target::Continue,
        Row::Review(..) => Target::Review,
        Row::Lesson(lesson, _) => Target::Lesson { lesson, page: None },
        Row::Mistakes(_) => Target::Mistakes,
        Row::Glossary => Target::Glossary(String::new()),
        Row::Stats => Target::Stats,
        Row::Settings => Target::Settings,
    }))
}

/// How many mistakes there are, and where most of them.
fn mistakes_line(ctx: &Ctx<'_>, summary: Summary) -> String {
    let most = summary.most.map(|(lesson, page)| {
        let lesson = &ctx.course.lessons[lesson];
        format!("{} › {}", lesson.title.get(ctx.lang), lesson.pages[page].title.get(ctx.lang))
    });
    ctx.lang.mistakes_line(summary.active, most.as_deref())
}

/// `4일째 · 오늘 답 12번 · 18분`; nothing on a day without.
fn done(ctx: &Ctx<'_>, streak: u32) -> String {
    let today = ctx.progress.journal().day(ctx.today());
    let mut parts = Vec::new();
    parts.extend((streak > 0).then(|| ctx.lang.streak(streak)));
    if today.is_active() {
        parts.push(format!("{} {}", ctx.msgs().stats_today, ctx.lang.answers(today.answers)));
        parts.push(ctx.lang.spent(today.ms));
    }
    parts.join(" · ")
}

/// `3/9쪽 · 퀴즈 4/20 · 2회독`, or how long the lesson takes when it is new.
fn state(ctx: &Ctx<'_>, lesson: usize, progress: LessonProgress) -> String {
    let m = ctx.msgs();
    // Nothing is read for what nobody has begun.
    let score = match progress.answered {
        1.. if !ctx.course.is_exam(lesson) => Some((progress.right, progress.questions)),
        _ => exam::score(ctx.course, lesson, ctx.progress),
    };
    let pass = Some(ctx.progress.pass(&ctx.course.lessons[lesson])).filter(|pass| *pass > 1);
    let pass = pass.map_or_else(String::new, |pass| format!(" · {}", ctx.lang.pass(pass)));
    let last = exam::last(ctx.course, lesson, ctx.progress).filter(|_| ctx.course.is_exam(lesson));
    if progress.pages_read == 0 && score.is_none() && last.is_none() {
        return format!("{}{pass}", ctx.lang.minutes(ctx.course.lessons[lesson].minutes));
    }
    let pages = if progress.pages_read == progress.pages {
        m.home_done.to_owned()
    } else {
        ctx.lang.pages(progress.pages_read, progress.pages)
    };
    if let Some(sitting) = last {
        return format!("{pages} · {}", ctx.lang.exam_score(sitting.right(), sitting.marked.len()));
    }
    match score {
        Some((right, all)) => format!("{pages} · {}{pass}", ctx.lang.quiz_score(right, all)),
        None => format!("{pages}{pass}"),
    }
}

/// Where the learner stopped, in words.
fn place(ctx: &Ctx<'_>) -> Option<String> {
    if let Some((lesson, sitting)) = exam::to_continue(ctx.course, ctx.progress) {
        let title = ctx.course.lessons[lesson].title.get(ctx.lang);
        let (exam, state) =
            (words::EXAM.get(ctx.lang), exam::state(ctx.course, lesson, sitting, ctx.now.utc_ms));
        return Some(format!("{title} · {exam} · {}", ctx.lang.exam_state(state)));
    }
    let (id, position) = ctx.progress.position.as_ref()?;
    let of_quiz = |title: &str, quiz: &OpenQuiz| {
        let count = quiz.questions.len();
        let at = quiz.questions.iter().position(|id| *id == position.question).map_or(count, |at| at + 1);
        format!("{title} {at}/{count}")
    };
    let m = ctx.msgs();
    if id == mistakes::QUIZ {
        return Some(of_quiz(m.mistakes_retry, ctx.progress.open_quizzes.get(id)?));
    }
    let lesson = ctx.course.lesson(id)?;
    let title = lesson.title.get(ctx.lang);
    if position.page.is_empty() {
        return Some(of_quiz(&format!("{title} · {}", m.quiz), ctx.progress.open_quiz(lesson)?));
    }
    let page = lesson.page_index(&position.page)?;
    let name = lesson.pages[page].title.get(ctx.lang);
    Some(format!("{title} · {}/{} {name}", page + 1, lesson.pages.len()))
}
