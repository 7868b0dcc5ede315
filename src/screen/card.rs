//! A card over the screen: a term in both languages, a price with its date and source, or a web address.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Ctx, Entry, Nav, Outcome, Target, keymap::Action},
    course::{Course, Term, doc::Inline, markdown},
    lang::{Lang, width::width},
    screen::{Scroll, mark_more, popup, popup_box, popup_room},
    study::progress::kind,
    ui::{
        draw,
        layout::{Piece, Role, Row, paragraph},
        plain,
    },
    widget::asked,
};

/// How a branch is tied begins behind its name where there are so many cells, else below.
const LEAST_TIE: usize = 12;

/// What a card is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A term, by id.
    Term(String),
    /// A price, by id.
    Price(String),
    /// A web address.
    Url(String),
}

/// Where a line of a card leads.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    Term(String),
    Page(usize, usize),
}

/// A card.
#[derive(Clone, Debug)]
pub struct Card {
    /// The cards that led here, the present one last.
    trail: Vec<Subject>,
    title: String,
    rows: Vec<Row>,
    ways: Vec<Way>,
    focus: Option<usize>,
    scroll: Scroll,
    height: usize,
}

impl Card {
    /// A card about `subject`.
    #[must_use]
    pub fn open(subject: Subject, ctx: &Ctx<'_>) -> Card {
        let mut card = Card {
            trail: vec![subject],
            title: String::new(),
            rows: Vec::new(),
            ways: Vec::new(),
            focus: None,
            scroll: Scroll::default(),
            height: 1,
        };
        card.refresh(ctx);
        card
    }

    /// Lays it out.
    pub fn refresh(&mut self, ctx: &Ctx<'_>) {
        let (width, height) = popup_room(ctx);
        self.height = height;
        let mut writer = Writer { rows: Vec::new(), ways: Vec::new(), width };
        self.title = match self.trail.last() {
            Some(Subject::Term(id)) => writer.term(id, ctx),
            Some(Subject::Price(id)) => writer.price(id, ctx),
            Some(Subject::Url(url)) => {
                writer.text(url, Role::Link);
                ctx.msgs().card_link.to_owned()
            }
            None => String::new(),
        };
        self.rows = writer.rows;
        self.ways = writer.ways;
        self.focus = self.focus.filter(|way| *way < self.ways.len());
        self.scroll.clamp(self.rows.len(), self.height);
    }

    /// Goes over to another edition of the course. Whether what the card is about is there, or never was.
    pub fn carry_over(&self, ctx: &Ctx<'_>, to: &Course) -> bool {
        let has = |course: &Course| match self.trail.last() {
            Some(Subject::Term(id)) => course.glossary().term(id).is_some(),
            Some(Subject::Price(id)) => course.prices().price(id).is_some(),
            Some(Subject::Url(_)) | None => true,
        };
        has(to) || !has(ctx.course)
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::LinkNext => !self.ways.is_empty(),
            Action::Open => self.focus.is_some(),
            Action::Up | Action::Down => self.rows.len() > self.height,
            _ => true,
        }
    }

    /// Takes an action.
    pub fn update(&mut self, action: Action, ctx: &Ctx<'_>) -> Outcome {
        match action {
            Action::Back if self.trail.len() > 1 => {
                self.trail.pop();
                self.restart(ctx);
            }
            Action::Back => return Outcome::go(Nav::Close),
            Action::LinkNext | Action::LinkPrev if !self.ways.is_empty() => {
                let count = self.ways.len();
                self.focus = Some(match self.focus {
                    Some(way) if action == Action::LinkNext => (way + 1) % count,
                    Some(way) => (way + count - 1) % count,
                    None if action == Action::LinkNext => 0,
                    None => count - 1,
                });
                let has = |row: &Row| {
                    row.pieces.iter().any(|piece| piece.link.is_some() && piece.link == self.focus)
                };
                if let Some(row) = self.rows.iter().position(has) {
                    self.scroll.show(row, row + 1, self.height);
                }
            }
            Action::Open => return self.follow(ctx),
            action => {
                self.scroll.update(action, self.rows.len(), self.height);
            }
        }
        Outcome::none()
    }

    fn restart(&mut self, ctx: &Ctx<'_>) {
        self.focus = None;
        self.scroll = Scroll::default();
        self.refresh(ctx);
    }

    fn follow(&mut self, ctx: &Ctx<'_>) -> Outcome {
        match self.focus.and_then(|focus| self.ways.get(focus)).cloned() {
            Some(Way::Term(id)) => {
                self.trail.push(Subject::Term(id.clone()));
                self.restart(ctx);
                Outcome::none().with(Entry::bare(kind::TERM_OPENED, id))
            }
            Some(Way::Page(lesson, page)) => {
                Outcome::go(Nav::Open(Target::Lesson { lesson, page: Some(page) }))
            }
            None => Outcome::none(),
        }
    }

    /// A click on a way follows it; one outside closes the card.
    pub fn click(&mut self, x: u16, y: u16, area: Rect, ctx: &Ctx<'_>) -> Outcome {
        let area = popup(area, ctx.size);
        if !area.contains((x, y).into()) {
            return Outcome::go(Nav::Close);
        }
        let inner = Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 };
        match draw::link_at(&self.rows, self.scroll.top, inner, x, y) {
            Some(way) => {
                self.focus = Some(way);
                self.follow(ctx)
            }
            None => Outcome::none(),
        }
    }

    /// What it is about.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// It as lines.
    #[must_use]
    pub fn plain(&self, ctx: &Ctx<'_>) -> Vec<String> {
        plain::lines(&self.rows, ctx.glyphs(), self.focus)
    }

    /// Draws it, as high as it needs to be.
    pub fn view(&self, ctx: &Ctx<'_>, area: Rect, buf: &mut Buffer) {
        let full = popup(area, ctx.size);
        let needed = u16::try_from(self.rows.len() + 2).unwrap_or(full.height).min(full.height);
        let area = Rect { height: needed, ..full };
        let inner = popup_box(ctx.theme, area, &self.title, buf);
        draw::rows(buf, inner, &self.rows, self.scroll.top, ctx.theme, self.focus);
        draw::mark_link(buf, inner, &self.rows, self.scroll.top, ctx.theme, self.focus);
        mark_more(
            ctx.theme,
            ctx.msgs().lesson_more,
            inner,
            self.scroll.top + self.height < self.rows.len(),
            buf,
        );
    }
}

/// Collects the rows of a card.
struct Writer {
    rows: Vec<Row>,
    ways: Vec<Way>,
    width: usize,
}

impl Writer {
    fn text(&mut self, text: &str, role: Role) {
        self.inlines(&[Inline { text: text.to_owned(), ..Inline::default() }], role, 0);
    }

    fn inlines(&mut self, inlines: &[Inline], role: Role, indent: usize) {
        let rows = paragraph(inlines, role, self.width, (indent, indent), &mut Vec::new());
        self.rows.extend(rows.into_iter().map(|pieces| Row { block: 0, pieces, fill: None }));
    }

    /// Text that may hold inline Markdown; links inside it are not followed from a card.
    fn markdown(&mut self, text: &str, role: Role, indent: usize) {
        let mut inlines = markdown::inline(text);
        inlines.iter_mut().for_each(|inline| inline.link = None);
        self.inlines(&inlines, role, indent);
    }

    fn blank(&mut self) {
        self.rows.push(draw::blank_row());
    }

    fn label(&mut self, label: &str) {
        self.blank();
        self.text(label, Role::Muted);
    }

    fn way(&mut self, text: &str, way: Way) {
        let link = Some(self.ways.len());
        self.ways.push(way);
        let pieces =
            vec![Piece::new("  ", Role::Text), Piece { text: text.to_owned(), role: Role::Link, link }];
        self.rows.push(Row { block: 0, pieces, fill: None });
    }

    fn term(&mut self, id: &str, ctx: &Ctx<'_>) -> String {
        let Some(term) = ctx.course.glossary().term(id) else {
            self.text(ctx.msgs().glossary_nothing, Role::Text);
            return id.to_owned();
        };
        self.names(term, ctx);
        for lang in shown_languages(ctx) {
            self.blank();
            self.markdown(term.short.get(lang), Role::Strong, 0);
            self.markdown(term.long.get(lang), Role::Text, 0);
        }
        self.relations(term, ctx);
        if !term.confused_with.is_empty() {
            self.label(ctx.msgs().card_confused);
            for confusion in &term.confused_with {
                if let Some(other) = ctx.course.glossary().term(&confusion.term) {
                    self.way(&other.title(ctx.lang), Way::Term(other.id.clone()));
                }
                self.markdown(confusion.how.get(ctx.lang), Role::Text, 4);
            }
        }
        let neighbours: Vec<&Term> =
            term.neighbours.iter().filter_map(|id| ctx.course.glossary().term(id)).collect();
        if !neighbours.is_empty() {
            self.label(ctx.msgs().card_neighbours);
            for other in neighbours {
                let text = format!("{} · {}", other.name.get(ctx.lang), other.name.get(ctx.lang.other()));
                self.way(&text, Way::Term(other.id.clone()));
            }
        }
        let pages = ctx.course.pages_with_term(&term.id);
        if !pages.is_empty() {
            self.label(ctx.msgs().card_lessons);
            for (lesson, page) in pages {
                let found = &ctx.course.lessons[lesson];
                let text =
                    format!("{} › {}", found.title.get(ctx.lang), found.pages[page].title.get(ctx.lang));
                self.way(&text, Way::Page(lesson, page));
            }
        }
        term.title(ctx.lang)
    }

    /// What the term belongs to and what belongs to it; each is a way to its card.
    fn relations(&mut self, term: &Term, ctx: &Ctx<'_>) {
        let branches = ctx.course.glossary().relations(term);
        if branches.is_empty() {
            return;
        }
        self.label(ctx.msgs().card_relations);
        for (at, branch) in branches.iter().enumerate() {
            let lines = if ctx.plain { steps(&branch.lines) } else { branch.lines.clone() };
            let mut pieces = vec![Piece::new(format!("  {lines}"), Role::Muted)];
            let name = branch.term.name.get(ctx.lang);
            if branch.term.id == term.id {
                let shown = if ctx.plain {
                    format!("{name} ({})", ctx.msgs().plain_this)
                } else {
                    format!("▸ {name}")
                };
                pieces.push(Piece::new(shown, Role::Here));
            } else {
                let link = Some(self.ways.len());
                self.ways.push(Way::Term(branch.term.id.clone()));
                pieces.push(Piece { text: name.to_owned(), role: Role::Link, link });
            }
            let how = branch.term.part_of.as_ref().map(|tie| tie.how.get(ctx.lang)).unwrap_or_default();
            let is_parent =
                branches.get(at + 1).is_some_and(|next| width(&next.lines) > width(&branch.lines));
            self.tie(pieces, how, &format!("  {}", below(&branch.lines, is_parent)));
        }
    }

    /// A branch, and how it is tied to the one above it; what does not fit goes on under the name, behind `below`.
    fn tie(&mut self, mut pieces: Vec<Piece>, how: &str, below: &str) {
        let used = pieces.iter().map(|piece| width(&piece.text)).sum::<usize>() + 2;
        let inlines = [Inline { text: how.to_owned(), ..Inline::default() }];
        let begins_here = used + LEAST_TIE <= self.width;
        let first = if begins_here { used } else { width(below) };
        let rows = paragraph(&inlines, Role::Muted, self.width, (first, width(below)), &mut Vec::new());
        let text = |row: Vec<Piece>| row.iter().map(|piece| piece.text.as_str()).collect::<String>();
        let mut lines = rows.into_iter().map(|row| text(row).trim().to_owned());
        if begins_here {
            pieces.extend(lines.next().map(|line| Piece::new(format!("  {line}"), Role::Muted)));
        }
        self.rows.push(Row { block: 0, pieces, fill: None });
        for line in lines {
            let pieces = vec![Piece::new(format!("{below}{line}"), Role::Muted)];
            self.rows.push(Row { block: 0, pieces, fill: None });
        }
    }

    /// The name in the other language, how the Korean name is read where that is not plain, and other names.
    fn names(&mut self, term: &Term, ctx: &Ctx<'_>) {
        self.text(&term.title(ctx.lang.other()), Role::Text);
        if let Some(reading) = term.spoken() {
            self.text(&format!("{}: {reading}", ctx.msgs().card_reading), Role::Muted);
        }
        if !term.aka.is_empty() {
            self.text(&format!("{}: {}", ctx.msgs().card_aka, term.aka.join(", ")), Role::Muted);
        }
    }

    fn price(&mut self, id: &str, ctx: &Ctx<'_>) -> String {
        let m = ctx.msgs();
        let Some(price) = ctx.course.prices().price(id) else {
            self.text(id, Role::Text);
            return m.card_price.to_owned();
        };
        let line = match ctx.lang {
            Lang::Ko => format!("{} {} / {}", price.value, price.currency, price.unit.ko),
            Lang::En => format!("{} {} per {}", price.value, price.currency, price.unit.en),
        };
        self.text(&line, Role::Strong);
        let region = asked::region(&price.region, ctx.lang);
        self.text(&format!("{}: {region}", m.card_region), Role::Text);
        self.text(&format!("{}: {}", m.card_seen, price.seen), Role::Text);
        if price.is_own {
            self.text(m.widget_own_price, Role::Strong);
        }
        if !price.note.get(ctx.lang).is_empty() {
            self.blank();
            self.markdown(price.note.get(ctx.lang), Role::Text, 0);
        }
        self.label(m.card_source);
        self.text(&price.source, Role::Text);
        m.card_price.to_owned()
    }
}

/// Instead of the lines before a branch: how deep it is.
fn steps(lines: &str) -> String {
    if lines.is_empty() { String::new() } else { format!("{}- ", " ".repeat(width(lines).saturating_sub(2))) }
}

/// What stands before a line that goes on with a branch: the lines to those after it, and to its parts if it has any.
fn below(lines: &str, is_parent: bool) -> String {
    let passing = match lines.strip_suffix("├─ ") {
        Some(before) => format!("{before}│  "),
        None => lines.replace("└─ ", "   "),
    };
    format!("{passing}{}", if is_parent { "│  " } else { "   " })
}

/// The language shown first, then the other when both are wanted.
fn shown_languages(ctx: &Ctx<'_>) -> Vec<Lang> {
    if ctx.both { vec![ctx.lang, ctx.lang.other()] } else { vec![ctx.lang] }
}
