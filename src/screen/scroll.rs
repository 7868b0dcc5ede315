//! Scrolling: which rows of a list are seen.

use crate::app::keymap::Action;

/// A scrolled list of rows: what every reading screen shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first row that is seen.
    pub top: usize,
}

impl Scroll {
    /// Moves by an action over `rows` rows of which `height` are seen. Returns whether the action was one of moving.
    pub fn update(&mut self, action: Action, rows: usize, height: usize) -> bool {
        let page = height.saturating_sub(1).max(1);
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(page),
            Action::PageDown => self.top + page,
            Action::Top => 0,
            Action::Bottom => rows,
            _ => return false,
        };
        self.clamp(rows, height);
        true
    }

    /// Keeps the top where there is something to see.
    pub fn clamp(&mut self, rows: usize, height: usize) {
        self.top = self.top.min(rows.saturating_sub(height));
    }

    /// Moves just so far that rows `start..end` are seen, the start first.
    pub fn show(&mut self, start: usize, end: usize, height: usize) {
        if end > self.top + height {
            self.top = end.saturating_sub(height);
        }
        self.top = self.top.min(start);
    }
}
