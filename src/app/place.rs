//! What an app does about the outcome of an action: record it, change place, change a setting.

use super::{App, Effect, Entry, Nav, Outcome, Target};
use crate::{
    app::keymap::Context,
    screen::{Overlay, Screen, Subject},
    study::{
        Record,
        progress::{Position, kind},
    },
    ui::theme::Theme,
    widget::spec,
};

impl App {
    pub(super) fn carry_out(&mut self, outcome: Outcome, effects: &mut Vec<Effect>) {
        for entry in outcome.entries {
            self.record(entry, effects);
        }
        effects.extend(outcome.asks.into_iter().map(Effect::Class));
        if outcome.flash.is_some() {
            self.flash = outcome.flash;
        }
        if let Some(nav) = outcome.nav {
            self.navigate(nav, effects);
        }
        self.catch_up();
        self.refresh();
    }

    pub(super) fn record(&mut self, entry: Entry, effects: &mut Vec<Effect>) {
        if entry.kind == kind::QUIZ_STARTED || entry.kind == kind::EXAM_STARTED {
            self.quizzes += 1;
        }
        // The time names what was done to an item, so no two things happen at the same millisecond. A clock that was set
        // back by more than what a burst of records takes is believed.
        let ahead = self.recorded_ms.saturating_sub(self.now.utc_ms);
        let utc_ms = if (0..1000).contains(&ahead) { self.recorded_ms + 1 } else { self.now.utc_ms };
        self.recorded_ms = utc_ms;
        let record = Record {
            utc_ms,
            offset_s: self.now.offset_s,
            kind: entry.kind.to_owned(),
            item: entry.item,
            revision: entry.revision,
            payload: entry.payload,
        };
        self.progress.fold(&record);
        if record.kind == kind::SETTING {
            self.apply_setting(&record.item);
        }
        // An answer that was seen must be in the file; a page that was turned need not hold up the next one.
        effects.push(match entry.kind {
            kind::POSITION | kind::PAGE_READ | kind::TERM_OPENED | kind::EXAM_SHOWN => {
                Effect::Remember(record)
            }
            _ => Effect::Record(record),
        });
    }

    /// A setting was recorded: make it so. The others stay, as they may come from options of this session.
    fn apply_setting(&mut self, name: &str) {
        let settings = &self.progress.settings;
        match name {
            "lang" => self.lang = settings.lang.unwrap_or(self.lang),
            "both" => self.both = settings.both,
            "reduce-motion" => self.reduce_motion = settings.reduce_motion,
            "theme" => self.theme = Theme::new(&settings.theme, self.depth),
            _ => {}
        }
    }

    pub(super) fn flip(&mut self, effects: &mut Vec<Effect>) {
        let lang = self.lang.other();
        // In the choice of language nothing is chosen yet.
        if self.context() == Context::Welcome {
            self.lang = lang;
        } else {
            self.record(Entry::setting("lang", lang.code()), effects);
        }
        self.refresh();
    }

    pub(super) fn set_both(&mut self, both: bool, effects: &mut Vec<Effect>) {
        if self.context() != Context::Welcome {
            self.record(Entry::setting("both", if both { "on" } else { "off" }), effects);
        }
        self.refresh();
    }

    pub(super) fn leave(&mut self, effects: &mut Vec<Effect>) {
        self.save_position(effects);
        effects.push(Effect::Quit);
    }

    /// Records what is entered in an exam but not recorded yet, such as half a word.
    pub(super) fn save_exam(&mut self, effects: &mut Vec<Effect>) {
        let ctx = self.ctx();
        let unsaved: Vec<Entry> =
            self.stack.iter().filter_map(Screen::exam).filter_map(|exam| exam.unsaved(&ctx)).collect();
        for entry in unsaved {
            self.record(entry, effects);
        }
    }

    /// Records where the learner is, if that has changed.
    fn save_position(&mut self, effects: &mut Vec<Effect>) {
        self.save_exam(effects);
        let ctx = self.ctx();
        let found: Option<(String, Position)> =
            self.stack.iter().rev().find_map(|screen| screen.position(&ctx));
        if let Some((lesson, position)) = found
            && self.progress.position.as_ref() != Some(&(lesson.clone(), position.clone()))
        {
            self.record(Entry::position(&lesson, &position), effects);
        }
    }

    pub(super) fn navigate(&mut self, nav: Nav, effects: &mut Vec<Effect>) {
        match nav {
            Nav::Close => {
                let closed = self.overlays.pop();
                self.keep(closed);
            }
            Nav::Widget(fence) => self.open_widget(&fence),
            Nav::Card(subject) => self.open_card(subject, effects),
            Nav::Memo(key) => self.overlays.push(Overlay::memo(key, &self.ctx())),
            Nav::NextPass(lesson) => self.overlays.push(Overlay::next_pass(lesson)),
            Nav::Back => {
                self.save_position(effects);
                if self.stack.len() > 1 {
                    self.stack.pop();
                } else {
                    self.overlays.push(Overlay::Confirm);
                }
            }
            Nav::Home => {
                self.save_position(effects);
                self.stack.truncate(1);
            }
            Nav::Open(target) => {
                let closed = std::mem::take(&mut self.overlays);
                self.keep(closed);
                self.go(target, effects);
            }
            Nav::Replace(target) => {
                self.overlays.clear();
                self.stack.truncate(self.stack.len().saturating_sub(1).max(1));
                self.go(target, effects);
            }
            Nav::Begin(lang) => {
                self.stack.truncate(1);
                self.record(Entry::setting("lang", lang.code()), effects);
                self.go(self.target.clone(), effects);
            }
            Nav::Leave => self.leave(effects),
        }
        self.catch_up();
        self.refresh();
    }

    fn open_card(&mut self, subject: Subject, effects: &mut Vec<Effect>) {
        if let Subject::Term(id) = &subject {
            self.record(Entry::bare(kind::TERM_OPENED, id.clone()), effects);
        }
        self.overlays.push(Overlay::card(subject, &self.ctx()));
    }

    /// Opens a widget with the values that the learner gave it when it was last open on this page.
    fn open_widget(&mut self, fence: &str) {
        let Some(widget) = spec::read(fence).widget else { return };
        let position = self.screen().and_then(|screen| screen.position(&self.ctx()));
        let page =
            position.map(|(lesson, position)| format!("{lesson}#{}", position.page)).unwrap_or_default();
        let place = format!("{page}\n{fence}");
        let widget = self.tried.get(&place).cloned().unwrap_or(widget);
        self.overlays.push(Overlay::panel(place, widget, &self.ctx()));
    }

    /// Keeps the values of widgets among overlays that were closed.
    fn keep(&mut self, closed: impl IntoIterator<Item = Overlay>) {
        for overlay in closed {
            if let Overlay::Panel(panel) = overlay {
                self.tried.extend([panel.into_widget()]);
            }
        }
    }

    pub(super) fn go(&mut self, target: Target, effects: &mut Vec<Effect>) {
        let asks_questions = matches!(
            target,
            Target::Quiz(_)
                | Target::QuizOf { .. }
                | Target::Question { .. }
                | Target::Retry(_)
                | Target::CheckIn { .. }
                | Target::ExamStart { .. }
                | Target::Exam { .. }
                | Target::ExamAnswers { .. }
        );
        let (screen, entries) = match target {
            Target::Home => {
                self.stack.truncate(1);
                return;
            }
            Target::Term(id) => return self.open_card(Subject::Term(id), effects),
            target => Screen::open(target, &self.ctx()),
        };
        if screen.is_none() && asks_questions {
            self.flash = Some(self.lang.msgs().quiz_none.to_owned());
        }
        for entry in entries {
            self.record(entry, effects);
        }
        // The same place is not stacked twice: Esc leads back to where one came from.
        self.stack.retain(|other| {
            !matches!(
                (other, &screen),
                (Screen::Search(_), Some(Screen::Search(_)))
                    | (Screen::Glossary(_), Some(Screen::Glossary(_)))
                    | (Screen::Mistakes(_), Some(Screen::Mistakes(_)))
                    | (Screen::Marks(_), Some(Screen::Marks(_)))
                    | (Screen::Stats(_), Some(Screen::Stats(_)))
                    | (Screen::Settings(_), Some(Screen::Settings(_)))
            )
        });
        self.stack.extend(screen);
        self.refresh();
    }
}
