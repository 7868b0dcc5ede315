//! The search: a field, what it finds in everything the course teaches, and a line about what is under the cursor.
//!
//! ```text
//!   찾기  클러ㅅ
//!
//! ▸ 용어  클러스터                    cluster · 태스크와 서비스를 묶는 논리적 그룹
//!   쪽    ECS › 클러스터와 용량       Clusters and capacity
//!   문제  ECS                         클러스터와 용량에 대한 설명으로 맞는 것을 ..
//!
//!   클러스터 · cluster
//!   태스크와 서비스를 묶는 논리적 그룹
//! ```
//!
//! Only the rows that are seen are made.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Nav, Outcome, Target, keymap::Action},
    lang::{
        Lang, Words, hangul,
        width::{pad_right, width},
    },
    screen::{Caret, Scroll, Subject},
    search::{Excerpt, Hit, How, Kind, Place, Query, Spot},
    ui::{
        draw, frame,
        layout::{Piece, Role, Row},
        plain,
    },
};

/// The most a query may hold, in characters; more is never meant.
const LONGEST_QUERY: usize = 60;

/// Rows above the list: the field and a blank one.
const ABOVE: u16 = 2;

/// Rows below the list: a blank one, the title and the text of what is under the cursor.
const BELOW: u16 = 3;

/// What can be typed, as examples.
const EXAMPLES: [Words; 5] = [
    Words("ㅋㄹㅅㅌ", "ㅋㄹㅅㅌ (클러스터)"),
    Words("태스크정의", "taskdefinition"),
    Words("zmffjtmxj, ㅅㅁ나", "ㅅㅁ나, zmffjtmxj"),
    Words("tskdef", "tskdef"),
    Words("클래스터", "clustr"),
];

/// So many hits are read at a time, line by line.
const READ: usize = 10;

/// The most cells of what is read about a hit.
const TOLD: usize = 100;

/// The search.
#[derive(Clone, Debug)]
pub struct Search {
    query: Query,
    hits: Vec<Hit>,
    /// Language in which `hits` were searched; `None` when they have to be.
    searched: Option<Lang>,
    cursor: usize,
    scroll: Scroll,
    height: usize,
    /// What the cursor was on before the course changed, until it is there again: a kind and an id.
    aim: Option<(Kind, String)>,
    /// The part of the list that is seen.
    rows: Vec<Row>,
    /// About what is under the cursor.
    preview: Vec<Row>,
}

impl Search {
    /// Searching for `query`.
    #[must_use]
    pub fn open(query: &str) -> Search {
        Search {
            query: Query::new(query),
            hits: Vec::new(),
            searched: None,
            cursor: 0,
            scroll: Scroll::default(),
            height: 1,
            aim: None,
            rows: Vec::new(),
            preview: Vec::new(),
        }
    }

    /// What is searched for.
    #[must_use]
    pub fn query(&self) -> &str {
        self.query.text()
    }

    /// Searches if something has changed, and makes the rows.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let body = frame::body(Rect::new(0, 0, ctx.size.0, ctx.size.1));
        let height = usize::from(body.height.saturating_sub(ABOVE + BELOW)).max(1);
        self.height = if ctx.plain { READ } else { height };
        if self.searched != Some(ctx.lang) {
            let aim = self.aim.take().or_else(|| self.hit().map(|hit| named(hit.place, ctx)));
            self.hits = if self.query.is_empty() {
                Vec::new()
            } else {
                ctx.course.index().find(&self.query, ctx.lang, None)
            };
            self.searched = Some(ctx.lang);
            let is_aim = |hit: &Hit| aim.as_ref().is_some_and(|aim| named(hit.place, ctx) == *aim);
            let found = self.hits.iter().position(is_aim);
            self.cursor = found.unwrap_or(0);
            // Half-written, perhaps: it may be there again in the next edition.
            self.aim = aim.filter(|_| found.is_none());
        }
        self.scroll.clamp(self.hits.len(), self.height);
        self.scroll.show(self.cursor, self.cursor + 1, self.height);
        let cells = usize::from(body.width);
        let seen = self.hits.iter().enumerate().skip(self.scroll.top).take(self.height);
        self.rows = seen.map(|(at, hit)| self.row(hit, at == self.cursor, cells, ctx)).collect();
        self.preview = self.hit().map(|hit| self.about(hit, cells, ctx)).unwrap_or_default();
    }

    fn hit(&self) -> Option<&Hit> {
        self.hits.get(self.cursor)
    }

    fn row(&self, hit: &Hit, is_here: bool, cells: usize, ctx: &Ctx<'_>) -> Row {
        let kinds = [Kind::Term, Kind::Lesson, Kind::Page, Kind::Question].map(|kind| kind.name(ctx.lang));
        let tag = kinds.iter().map(|kind| width(kind)).max().unwrap_or(0);
        let room = cells.saturating_sub(tag + 4);
        let column = (room * 2 / 5).clamp(14, 36).min(room);
        let mark = if is_here { "▸ " } else { "  " };
        let here = if is_here { Role::Here } else { Role::Text };
        let mut pieces = vec![
            Piece::new(mark, Role::Here),
            Piece::new(format!("{}  ", pad_right(hit.place.kind().name(ctx.lang), tag)), Role::Muted),
        ];
        let title = hit.place.title(ctx.course, ctx.lang);
        let title = self.excerpt(&title, title_marks(hit), column.saturating_sub(2));
        let gap = column.saturating_sub(width(&title.text));
        pieces.extend(marked(&title, here));
        pieces.push(Piece::new(" ".repeat(gap.max(1)), Role::Text));
        pieces.extend(marked(&self.detail(hit, room.saturating_sub(column), ctx), Role::Muted));
        Row { block: 0, pieces, fill: None }
    }

    /// Title and text of a hit, a row each.
    fn about(&self, hit: &Hit, cells: usize, ctx: &Ctx<'_>) -> Vec<Row> {
        let [title, other] = [ctx.lang, ctx.lang.other()].map(|lang| hit.place.title(ctx.course, lang));
        let title = if title == other { title } else { format!("{title} · {other}") };
        let row = |excerpt: &Excerpt, role| Row { block: 0, pieces: marked(excerpt, role), fill: None };
        vec![
            row(&self.excerpt(&title, title_marks(hit), cells), Role::Strong),
            row(&self.detail(hit, cells, ctx), Role::Text),
        ]
    }

    /// What is said beside the title of a hit: the text that was hit, or what the thing is.
    fn detail(&self, hit: &Hit, cells: usize, ctx: &Ctx<'_>) -> Excerpt {
        let text = hit.passage(ctx.course).unwrap_or_default().text;
        let [title, other] = [ctx.lang, ctx.lang.other()].map(|lang| hit.place.title(ctx.course, lang));
        let about = || hit.place.passages(ctx.course, ctx.lang).into_iter().next().unwrap_or_default().text;
        let is_in_title = title.contains(&text);
        let detail = match (hit.spot, hit.place) {
            (Spot::Passage(_), _) => return self.excerpt(&text, Some(hit.how), cells),
            (Spot::Name(_), Place::Page { .. }) => other,
            (Spot::Name(_), _) if !is_in_title => format!("{text} · {}", about()),
            (Spot::Name(_), _) if title != other => format!("{other} · {}", about()),
            (Spot::Name(_), _) => about(),
        };
        self.excerpt(&detail, (!is_in_title).then_some(hit.how), cells)
    }

    fn excerpt(&self, text: &str, how: Option<How>, cells: usize) -> Excerpt {
        let marks: Vec<Range<usize>> = how.map(|how| self.query.marks(text, how)).unwrap_or_default();
        Excerpt::of(text, &marks, cells)
    }

    /// Goes over to another edition of the course, with the cursor on the same thing.
    pub fn carry_over(&mut self, ctx: &Ctx<'_>) {
        self.aim = self.aim.take().or_else(|| self.hit().map(|hit| named(hit.place, ctx)));
        self.hits.clear();
        self.searched = None;
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Up | Action::Down => self.hits.len() > 1,
            Action::Open => !self.hits.is_empty(),
            Action::Erase => !self.query().is_empty(),
            _ => true,
        }
    }

    /// Takes text into the field.
    pub fn type_text(&mut self, text: &str, ctx: &Ctx<'_>) -> Outcome {
        let text = hangul::nfc(&format!("{}{text}", self.query())).into_owned();
        let text: String = text.chars().take(LONGEST_QUERY).collect();
        if text != self.query() {
            self.search(&text, ctx);
        }
        Outcome::none()
    }

    /// Searches for something else, from its best hit on.
    fn search(&mut self, text: &str, ctx: &Ctx<'_>) {
        *self = Search { height: self.height, ..Search::open(text) };
        self.refresh(ctx);
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        let last = self.hits.len().saturating_sub(1);
        self.aim = None;
        match action {
            Action::Up => self.cursor = self.cursor.checked_sub(1).unwrap_or(last),
            Action::Down => self.cursor = if self.cursor >= last { 0 } else { self.cursor + 1 },
            Action::PageUp => self.cursor = self.cursor.saturating_sub(self.height),
            Action::PageDown => self.cursor = (self.cursor + self.height).min(last),
            Action::Top => self.cursor = 0,
            Action::Bottom => self.cursor = last,
            Action::Erase => {
                let mut text = self.query().to_owned();
                text.pop();
                self.search(&text, ctx);
            }
            Action::Open => return self.hit().map_or_else(Outcome::none, |hit| self.open_hit(hit, ctx)),
            Action::Back if !self.query().is_empty() => self.search("", ctx),
            Action::Back => return Outcome::go(Nav::Back),
            _ => {}
        }
        Outcome::none()
    }

    /// Goes to the very spot.
    fn open_hit(&self, hit: &Hit, ctx: &Ctx<'_>) -> Outcome {
        let nav = match (hit.place, hit.spot) {
            (Place::Term(_), _) => Nav::Card(Subject::Term(hit.place.id(ctx.course))),
            (Place::Lesson(lesson), _) => Nav::Open(Target::Lesson { lesson, page: None }),
            (Place::Page { lesson, page }, Spot::Name(_)) => {
                Nav::Open(Target::Lesson { lesson, page: Some(page) })
            }
            (Place::Page { lesson, page }, Spot::Passage(_)) => {
                let block = hit.passage(ctx.course).unwrap_or_default().block;
                let (query, how) = (self.query.clone(), hit.how);
                Nav::Open(Target::Found { lesson, page, block, query, how })
            }
            (Place::Question { lesson, .. }, _) => {
                Nav::Open(Target::Question { lesson, question: hit.place.id(ctx.course) })
            }
        };
        Outcome::go(nav)
    }

    /// A click opens a hit.
    pub fn click(&mut self, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        let row = y.checked_sub(body.y + ABOVE).map(usize::from).filter(|row| *row < self.rows.len());
        let Some(row) = row else { return Outcome::none() };
        self.cursor = self.scroll.top + row;
        self.update(Action::Open, ctx)
    }

    /// How much was found.
    #[must_use]
    pub fn note(&self, ctx: &Ctx<'_>) -> String {
        if self.query.is_empty() { String::new() } else { ctx.lang.hits(self.hits.len()) }
    }

    /// Where we are: what is searched for makes it another place.
    #[must_use]
    pub fn title(&self, ctx: &Ctx<'_>) -> String {
        format!("{} {}", ctx.msgs().search, self.query()).trim_end().to_owned()
    }

    /// The hits around the cursor as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        if self.query.is_empty() {
            return plain::lines(&examples(ctx), ctx.glyphs(), None);
        } else if self.hits.is_empty() {
            return vec![ctx.msgs().search_nothing.to_owned()];
        }
        let first = self.cursor / READ * READ;
        let line = |(at, hit): (usize, &Hit)| {
            let (kind, title) = (hit.place.kind().name(ctx.lang), hit.place.title(ctx.course, ctx.lang));
            let about = self.detail(hit, TOLD, ctx).text;
            plain::item(&format!("{kind}: {title}: {about}"), at == self.cursor)
        };
        let more = (first + READ < self.hits.len()).then(|| ctx.msgs().lesson_more.to_owned());
        self.hits.iter().enumerate().skip(first).take(READ).map(line).chain(more).collect()
    }

    /// Draws it.
    pub fn view(&self, ctx: &Ctx<'_>, body: Rect, buf: &mut Buffer) -> Caret {
        let m = ctx.msgs();
        let label = draw::text(buf, body.x, body.y, body.width, m.search, ctx.theme.muted());
        let x = body.x + label + 2;
        let room = body.right().saturating_sub(x);
        let used = draw::text(buf, x, body.y, room, self.query(), ctx.theme.strong());
        let list = Rect { y: body.y + ABOVE, height: body.height.saturating_sub(ABOVE), ..body };
        if self.query.is_empty() {
            draw::rows(buf, list, &examples(ctx), 0, ctx.theme, None);
        } else if self.hits.is_empty() {
            draw::text(buf, list.x, list.y, list.width, m.search_nothing, ctx.theme.attention());
        }
        draw::rows(buf, list, &self.rows, 0, ctx.theme, None);
        let y = body.bottom().saturating_sub(BELOW - 1).max(list.y);
        let below = Rect { y, height: body.bottom().saturating_sub(y), ..body };
        draw::rows(buf, below, &self.preview, 0, ctx.theme, None);
        Caret::Field((x + used).min(body.right().saturating_sub(1)), body.y)
    }
}

/// How the title of a hit is marked: as the name that was hit, or where the query happens to be in it.
fn title_marks(hit: &Hit) -> Option<How> {
    match (hit.place, hit.spot) {
        // It is called by its lesson.
        (Place::Question { .. }, _) => None,
        (_, Spot::Name(_)) => Some(hit.how),
        (_, Spot::Passage(_)) => Some(How::Word),
    }
}

/// What a place is known by in another edition.
fn named(place: Place, ctx: &Ctx<'_>) -> (Kind, String) {
    (place.kind(), place.id(ctx.course))
}

fn marked(excerpt: &Excerpt, role: Role) -> Vec<Piece> {
    excerpt.runs().map(|(run, is_hit)| Piece::new(run, if is_hit { Role::Hit } else { role })).collect()
}

/// What the field takes, for someone who has not typed anything.
fn examples(ctx: &Ctx<'_>) -> Vec<Row> {
    let m = ctx.msgs();
    let ways = [m.search_initials, m.search_spacing, m.search_mistyped, m.search_shortened, m.search_slip];
    let column = ways.iter().map(|way| width(way)).max().unwrap_or(0);
    let row = |(way, example): (&str, Words)| Row {
        pieces: vec![
            Piece::new(format!("  {}   ", pad_right(way, column)), Role::Muted),
            Piece::new(example.get(ctx.lang), Role::Text),
        ],
        ..Row::default()
    };
    let examples = ways.into_iter().zip(EXAMPLES).map(row);
    [draw::plain_row(m.search_what, Role::Text), draw::blank_row()].into_iter().chain(examples).collect()
}
