//! A new edition of the course while a learner is in it: everything that is open goes on where it was, by its id.
//!
//! Invariant: an edition is taken as a whole or not at all. One that lacks a place that is open (a page was renamed without a
//! word, a file is half written) waits until it can be taken, and the learner stays where they are.

use std::sync::Arc;

use super::{App, Overlay, Screen};
use crate::course::Edition;

impl App {
    /// The files of the course have changed.
    pub(super) fn receive(&mut self, edition: Arc<Edition>) {
        self.edition = Some(edition);
        if self.catch_up() {
            self.flash = Some(self.lang.msgs().course_reloaded.to_owned());
        }
        self.refresh();
    }

    /// Goes over to the newest edition, if there is one and it has every place that is open. Whether it did.
    pub(super) fn catch_up(&mut self) -> bool {
        let Some(edition) = self.edition.clone().filter(|_| self.ctx().is_behind()) else { return false };
        let to = &edition.course;
        if to.lessons.is_empty() && !self.course.lessons.is_empty() {
            return false;
        }
        let ctx = self.ctx();
        let (mut stack, mut overlays): (Vec<Screen>, Vec<Overlay>) =
            (self.stack.clone(), self.overlays.clone());
        let has_all = stack.iter_mut().all(|screen| screen.carry_over(&ctx, to))
            && overlays.iter_mut().all(|overlay| overlay.carry_over(&ctx, to));
        if has_all {
            (self.stack, self.overlays) = (stack, overlays);
            self.course = Arc::clone(to);
        }
        has_all
    }
}
