//! Links of a page: which is in focus, where it leads, and following it.

use ratatui::layout::Rect;

use super::{DESTINATION, Lesson};
use crate::{
    app::{Ctx, Nav, Outcome, Target, keymap::Action},
    course::doc::Link,
    lang::width::truncate,
    screen::Subject,
    ui::draw,
    widget::spec,
};

impl Lesson {
    pub(super) fn focused(&self) -> Option<&Link> {
        self.shown.as_ref()?.links().get(self.focus?)
    }

    pub(super) fn move_focus(&mut self, forward: bool) {
        let (top, height) = (self.scroll.top, self.height);
        let Some(page) = &mut self.shown else { return };
        page.complete();
        let count = page.links().len();
        if count == 0 {
            return;
        }
        let row_of = |link: usize| {
            page.rows().iter().position(|row| row.pieces.iter().any(|piece| piece.link == Some(link)))
        };
        let seen = |link: &usize| row_of(*link).is_some_and(|row| (top..top + height).contains(&row));
        let next = match self.focus {
            Some(link) if forward => (link + 1) % count,
            Some(link) => (link + count - 1) % count,
            None if forward => (0..count).find(seen).unwrap_or(0),
            None => (0..count).rev().find(seen).unwrap_or(count - 1),
        };
        let row = row_of(next).unwrap_or(0);
        self.focus = Some(next);
        self.scroll.show(row, row + 1, height);
        self.settle();
    }

    /// A click on a link follows it; one on the line about what comes next goes there.
    pub fn click(&mut self, x: u16, y: u16, body: Rect, ctx: &Ctx<'_>) -> Outcome {
        if !body.contains((x, y).into()) {
            return Outcome::none();
        }
        let row = self.scroll.top + usize::from(y - body.y);
        if row > self.rows().len() && row < self.len() {
            self.focus = None;
            return self.update(Action::Open, ctx);
        }
        let Some(link) = draw::link_at(self.rows(), self.scroll.top, body, x, y) else {
            return Outcome::none();
        };
        self.focus = Some(link);
        self.focused().map_or_else(Outcome::none, |link| follow(link, ctx))
    }
}

/// What a link leads to, as far as there is room for it.
pub(super) fn destination(link: &Link, ctx: &Ctx<'_>) -> String {
    let name = match link {
        Link::Term(id) => ctx.course.glossary().term(id).map(|term| term.name.get(ctx.lang)),
        Link::Lesson { lesson, page } => ctx.course.lesson(lesson).map(|found| {
            let page = page.as_deref().and_then(|page| found.page_index(page));
            page.map_or(&found.title, |page| &found.pages[page].title).get(ctx.lang)
        }),
        Link::Price(_) => Some(ctx.msgs().card_price),
        Link::Widget(fence) => spec::read(fence).widget.map(|widget| widget.model().title.get(ctx.lang)),
        Link::Url(url) => Some(url.as_str()),
    };
    let room = if ctx.plain { usize::MAX } else { DESTINATION };
    truncate(name.unwrap_or_default(), room).into_owned()
}

/// Goes where a link leads.
pub(super) fn follow(link: &Link, ctx: &Ctx<'_>) -> Outcome {
    match link {
        Link::Term(id) => Outcome::go(Nav::Card(Subject::Term(id.clone()))),
        Link::Price(id) => Outcome::go(Nav::Card(Subject::Price(id.clone()))),
        Link::Url(url) => Outcome::go(Nav::Card(Subject::Url(url.clone()))),
        Link::Widget(fence) => Outcome::go(Nav::Widget(fence.clone())),
        Link::Lesson { lesson, page } => {
            let Some(index) = ctx.course.lesson_index(lesson) else { return Outcome::none() };
            let page = page.as_deref().and_then(|page| ctx.course.lessons[index].page_index(page));
            Outcome::go(Nav::Open(Target::Lesson { lesson: index, page: page.or(Some(0)) }))
        }
    }
}
