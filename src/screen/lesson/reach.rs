//! What Tab reaches on a page, for the footer to say.

use crate::{
    course::Course,
    lang::{Lang, msgs::Msgs},
};

/// Kinds of things that can be opened on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    terms: bool,
    /// Links to pages, prices and the web.
    links: bool,
    widgets: bool,
}

impl Reach {
    /// What page `page` of lesson number `lesson` has, wherever it is on the page.
    pub(super) fn of(course: &Course, lesson: usize, page: usize) -> Reach {
        let source = course.page_source(lesson, page, Lang::Ko);
        Reach {
            terms: source.contains("](term:"),
            links: ["](lesson:", "](price:", "](http"].iter().any(|link| source.contains(link)),
            widgets: source.contains("```widget"),
        }
    }

    /// Its name in few words; `None` where nothing can be opened.
    pub(super) fn name(self, m: &Msgs) -> Option<&'static str> {
        match (self.terms, self.links, self.widgets) {
            (false, false, false) => None,
            (true, false, false) => Some(m.key_terms),
            (_, true, false) => Some(m.key_links),
            (false, false, true) => Some(m.key_try),
            (true, false, true) => Some(m.key_terms_try),
            (_, true, true) => Some(m.key_links_try),
        }
    }
}
