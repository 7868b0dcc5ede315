//! The app: one [`App`] per terminal. Events in, effects out; drawing only reads.
//!
//! Invariants: [`App::update`] and [`crate::screen::view`] are pure functions of the app, the event and the time handed
//! in; two apps in one process share nothing but the course, which never changes; `App` is `Send`.
//!
//! It must not know files, sockets, clocks, or what kind of terminal it is shown on beyond [`Setup`].

pub mod class;
mod ctx;
pub mod event;
pub mod ime;
pub mod key;
pub mod keymap;
pub mod line;
mod place;
mod reload;
mod setup;

use std::{collections::BTreeMap, sync::Arc};

pub use ctx::{Answers, Ctx, Entry, Nav, Outcome, Target};
pub use event::{Effect, Event, Mouse, Now};
pub use key::{Code, Key};
use ratatui::layout::Rect;
pub use setup::Setup;

use crate::{
    app::{
        ime::{Ime, Mode},
        keymap::{Action, Context},
    },
    course::{Course, Edition},
    lang::{Lang, exam},
    screen::{Exam, Overlay, Screen},
    study::Progress,
    ui::{
        frame,
        theme::{Depth, Theme},
    },
    widget::Widget,
};

/// The smallest window in which Seodang can be used.
pub const LEAST_SIZE: (u16, u16) = (50, 15);

/// A window in which no line is wrapped and nothing scrolls.
const ENDLESS: (u16, u16) = (20_000, 20_000);

/// How long at the most half a word in an exam is not on record, in milliseconds.
const EXAM_SAVED_MS: u64 = 1_000;

/// One learner's session.
#[derive(Clone, Debug)]
pub struct App {
    course: Arc<Course>,
    edition: Option<Arc<Edition>>,
    progress: Progress,
    lang: Lang,
    both: bool,
    theme: Theme,
    depth: Depth,
    ascii: bool,
    plain: bool,
    reduce_motion: bool,
    size: (u16, u16),
    seed: u64,
    quizzes: u64,
    now: Now,
    /// Time of the last record, in milliseconds since 1970.
    recorded_ms: i64,
    ime: Ime,
    /// When a key that waits for a syllable goes through, on the monotonic clock.
    ime_due: Option<u64>,
    /// When what is entered in an exam was looked at last, so that no word is written letter by letter.
    exam_saved_ms: u64,
    /// When the shell is going to send [`Event::Wake`], on the same clock.
    wake_at: Option<u64>,
    told_about_ime: bool,
    stack: Vec<Screen>,
    overlays: Vec<Overlay>,
    /// Widgets that were opened, by the place where they stand.
    tried: BTreeMap<String, Widget>,
    flash: Option<String>,
    save_failure: Option<String>,
    progress_file: Option<String>,
    target: Target,
    pending: Vec<Effect>,
}

// Held by the compiler: an app can be moved to the thread that serves its terminal.
const _: fn() = || {
    fn is_send<T: Send>() {}
    is_send::<App>();
};

impl App {
    /// A new session, not yet drawn.
    #[must_use]
    pub fn new(setup: Setup) -> App {
        let settings = &setup.progress.settings;
        let chosen = setup.lang.or(settings.lang);
        let theme = setup.theme.clone().unwrap_or_else(|| settings.theme.clone());
        let theme = if theme.is_empty() { setup.default_theme.to_owned() } else { theme };
        let reduce_motion = setup.reduce_motion || settings.reduce_motion;
        let mut app = App {
            lang: chosen.unwrap_or(setup.guess),
            both: setup.both.unwrap_or(settings.both),
            theme: Theme::new(&theme, setup.depth),
            course: setup.course,
            edition: setup.edition,
            progress: setup.progress,
            depth: setup.depth,
            ascii: setup.ascii,
            plain: setup.plain,
            reduce_motion,
            size: if setup.plain { ENDLESS } else { setup.size },
            seed: setup.seed,
            quizzes: 0,
            now: setup.now,
            recorded_ms: i64::MIN,
            ime: Ime::default(),
            ime_due: None,
            exam_saved_ms: 0,
            wake_at: None,
            told_about_ime: false,
            stack: Vec::new(),
            overlays: Vec::new(),
            tried: BTreeMap::new(),
            flash: None,
            save_failure: (!setup.is_saving).then(String::new),
            progress_file: setup.progress_file,
            target: setup.target,
            pending: Vec::new(),
        };
        app.stack.push(Screen::home(&app.ctx()));
        let mut effects = Vec::new();
        if chosen.is_none() {
            app.stack.push(Screen::welcome(setup.guess));
        } else {
            app.go(app.target.clone(), &mut effects);
        }
        app.pending = effects;
        if !setup.notices.is_empty() {
            app.overlays.push(Overlay::notice(setup.notices));
        }
        app.refresh();
        app
    }

    /// Takes an event and says what is to be done about it.
    pub fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        self.now = now;
        // What opening the first screen had to record goes out with the first event.
        let mut effects = std::mem::take(&mut self.pending);
        let (is_elsewhere, told) = self.tick(&mut effects);
        match event {
            // Meant for what was shown until just now.
            Event::Key(_) | Event::Paste(_) | Event::Mouse { .. } if is_elsewhere => {}
            Event::Key(key) => self.key(key, &mut effects),
            Event::Wake => {
                self.wake_at = None;
                let seen = self.ime.wake(now.mono_ms);
                self.seen(seen, &mut effects);
                if now.mono_ms.saturating_sub(self.exam_saved_ms) >= EXAM_SAVED_MS {
                    self.exam_saved_ms = now.mono_ms;
                    self.save_exam(&mut effects);
                }
            }
            Event::Paste(text) => self.paste(&text, &mut effects),
            Event::Mouse { kind, x, y } => self.mouse(kind, x, y, &mut effects),
            Event::Resize(..) if self.plain => {}
            Event::Resize(width, height) => {
                self.size = (width, height);
                self.refresh();
            }
            Event::StoreFailed(message) => {
                // Told in full once; the frame goes on saying it in short.
                if self.save_failure.is_none() {
                    self.overlays.push(Overlay::notice(vec![message.clone()]));
                    self.refresh();
                }
                self.save_failure = Some(message);
            }
            Event::StoreRecovered => {
                self.save_failure = None;
                self.flash = Some(self.lang.msgs().save_again.to_owned());
            }
            Event::Course(edition) => self.receive(edition),
            Event::Class(news) => self.hear(news, &mut effects),
            Event::Shutdown => self.leave(&mut effects),
        }
        self.flash = told.or(self.flash.take());
        self.plan_wake(&mut effects);
        effects
    }

    /// What has come about by time alone: whether another place is shown now, and what is to be said.
    fn tick(&mut self, effects: &mut Vec<Effect>) -> (bool, Option<String>) {
        let Some(mut screen) = self.stack.pop() else { return (false, None) };
        let outcome = screen.tick(&self.ctx());
        self.stack.push(screen);
        let (is_elsewhere, told) = (outcome.nav.is_some(), outcome.flash.clone());
        if is_elsewhere {
            self.ime = Ime::default();
            self.ime.quiet(self.now.mono_ms);
            self.ime_due = None;
            self.carry_out(outcome, effects);
        }
        (is_elsewhere, told)
    }

    /// Asks to be woken for whatever comes first: a key that waits, or a screen that changes by itself.
    fn plan_wake(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now.mono_ms;
        let screen = self.screen().and_then(|screen| screen.due(&self.ctx())).map(|ms| now + ms);
        let is_unsaved =
            self.screen().and_then(Screen::exam).is_some_and(|exam| exam.unsaved(&self.ctx()).is_some());
        let save = is_unsaved.then(|| now.max(self.exam_saved_ms + EXAM_SAVED_MS));
        let wanted = [self.ime_due, screen, save].into_iter().flatten().min();
        if let Some(at) = wanted.filter(|_| wanted != self.wake_at) {
            effects.push(Effect::Wake(at.saturating_sub(now).max(1)));
        }
        self.wake_at = wanted;
    }

    /// What screens may look at.
    #[must_use]
    pub fn ctx(&self) -> Ctx<'_> {
        Ctx {
            course: &self.course,
            edition: self.edition.as_deref(),
            progress: &self.progress,
            lang: self.lang,
            both: self.both,
            theme: &self.theme,
            depth: self.depth,
            ascii: self.ascii,
            plain: self.plain,
            reduce_motion: self.reduce_motion,
            size: self.size,
            now: self.now,
            seed: self.seed.wrapping_add(self.quizzes.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            progress_file: self.progress_file.as_deref(),
        }
    }

    /// The screen that is shown.
    #[must_use]
    pub fn screen(&self) -> Option<&Screen> {
        self.stack.last()
    }

    /// What lies over the screen, topmost last.
    #[must_use]
    pub fn overlays(&self) -> &[Overlay] {
        &self.overlays
    }

    /// What the footer says instead of keys, if anything.
    #[must_use]
    pub fn flash(&self) -> Option<&str> {
        self.flash.as_deref()
    }

    /// Why records could not be saved, while they are not.
    #[must_use]
    pub fn save_failure(&self) -> Option<&str> {
        self.save_failure.as_deref()
    }

    /// Where the next key goes.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.overlays.last() {
            Some(overlay) => overlay.context(),
            None => self.screen().map_or(Context::Home, Screen::context),
        }
    }

    /// Whether `action` would do something now.
    #[must_use]
    pub fn offers(&self, action: Action) -> bool {
        match self.overlays.last() {
            Some(overlay) => overlay.offers(action),
            None => self.screen().is_some_and(|screen| screen.offers(action, &self.ctx())),
        }
    }

    /// What `action` is called where the next key goes, if it has a nearer name there than in general.
    #[must_use]
    pub fn named(&self, action: Action) -> Option<&'static str> {
        match self.overlays.last() {
            Some(overlay) => overlay.named(action, &self.ctx()),
            None => self.screen()?.named(action, &self.ctx()),
        }
    }

    /// Language that is shown (first, when both are).
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The learner's past.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    fn is_too_small(&self) -> bool {
        self.size.0 < LEAST_SIZE.0 || self.size.1 < LEAST_SIZE.1
    }

    /// The text of the field that keys go into, if they do.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self.overlays.last() {
            Some(overlay) => overlay.field(),
            None => self.screen()?.field(),
        }
    }

    fn mode(&self) -> Mode {
        match self.field() {
            Some(text) => Mode::Text {
                // A number may be waiting for its unit: `5`, Enter, and only then `분`.
                composing: match self.context() {
                    // Lines come whole.
                    _ if self.plain => false,
                    Context::Number => !text.is_empty(),
                    // Words of both languages are mixed: `EC2 `, Enter, and only then `인`.
                    Context::Typed
                    | Context::FillIn
                    | Context::ExamField
                    | Context::Memo
                    | Context::ClassDoor
                    | Context::ClassName => true,
                    _ => text.chars().next_back().is_none_or(crate::lang::hangul::is_hangul),
                },
                moves: matches!(self.context(), Context::FillIn | Context::ExamField | Context::ClassDoor),
            },
            None => Mode::Command,
        }
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let seen = self.ime.key(key, self.mode(), self.now.mono_ms);
        self.seen(seen, effects);
    }

    /// Acts on keys, stopping at the first that changes the screen: the rest was typed for the old one.
    fn seen(&mut self, seen: ime::Seen, effects: &mut Vec<Effect>) {
        self.ime_due = seen.wake.map(|ms| self.now.mono_ms + ms);
        if !seen.keys.is_empty() {
            self.flash = None;
        }
        for meant in seen.keys {
            let before = (self.stack.len(), self.overlays.len(), self.context());
            self.act(meant, effects);
            if before != (self.stack.len(), self.overlays.len(), self.context()) {
                self.ime.quiet(self.now.mono_ms);
                break;
            }
        }
    }

    fn act(&mut self, meant: ime::Meant, effects: &mut Vec<Effect>) {
        let context = self.context();
        if meant.from_hangul && !self.told_about_ime {
            self.told_about_ime = true;
            self.flash = Some(self.lang.msgs().ime_notice.to_owned());
        }
        let typed = matches!(self.mode(), Mode::Text { .. });
        if let (true, Key { code: Code::Char(c), ctrl: false, alt: false }) = (typed, meant.key) {
            return self.type_text(&c.to_string(), effects);
        }
        let Some(action) = keymap::resolve(context, meant.key) else { return };
        if self.is_too_small() && !matches!(action, Action::Leave | Action::Flip | Action::Suspend) {
            return;
        }
        match action {
            Action::Flip => self.flip(effects),
            Action::Both => self.set_both(!self.both, effects),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Redraw => effects.push(Effect::Redraw),
            Action::Leave if meant.from_hangul && context != Context::Confirm => {
                // A letter that an input method let go of late must not end the session.
                self.overlays.push(Overlay::Confirm);
            }
            Action::Leave => self.leave(effects),
            Action::Help => {
                let (context, screen) = (self.context(), self.screen().map(Screen::context));
                self.overlays.push(Overlay::help(&self.ctx(), context, screen));
            }
            // A memo that is being written would be gone.
            Action::Settings | Action::Glossary | Action::Search
                if matches!(context, Context::Welcome | Context::Memo | Context::ClassName) => {}
            Action::Search if context == Context::Search => {}
            Action::Glossary | Action::Search
                if self.screen().and_then(Screen::exam).is_some_and(Exam::is_running) =>
            {
                self.flash = Some(exam::NO_GLOSSARY.get(self.lang).to_owned());
            }
            Action::Settings => self.navigate(Nav::Open(Target::Settings), effects),
            Action::Search => self.navigate(Nav::Open(Target::Search(String::new())), effects),
            Action::Glossary => self.navigate(Nav::Open(Target::Glossary(String::new())), effects),
            Action::Problems if self.edition.is_none() => {}
            Action::Problems => {
                self.overlays.push(Overlay::problems());
                self.refresh();
            }
            action => self.dispatch(action, effects),
        }
    }

    fn dispatch(&mut self, action: Action, effects: &mut Vec<Effect>) {
        if let Some(mut overlay) = self.overlays.pop() {
            let outcome = overlay.update(action, &self.ctx());
            self.overlays.push(overlay);
            return self.carry_out(outcome, effects);
        }
        let Some(mut screen) = self.stack.pop() else { return };
        let outcome = screen.update(action, &self.ctx());
        self.stack.push(screen);
        self.carry_out(outcome, effects);
    }

    fn type_text(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if let Some(mut overlay) = self.overlays.pop() {
            overlay.type_text(text);
            self.overlays.push(overlay);
            return self.refresh();
        }
        let Some(mut screen) = self.stack.pop() else { return };
        let outcome = screen.type_text(text, &self.ctx());
        self.stack.push(screen);
        self.carry_out(outcome, effects);
    }

    fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if matches!(self.mode(), Mode::Text { .. }) {
            let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
            self.type_text(&line, effects);
        }
    }

    fn mouse(&mut self, kind: Mouse, x: u16, y: u16, effects: &mut Vec<Effect>) {
        if self.is_too_small() {
            return;
        }
        self.flash = None;
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        match kind {
            Mouse::WheelUp | Mouse::WheelDown => {
                let action = match (kind, self.context()) {
                    // Its arrow keys choose a field; the wheel moves what is below.
                    (Mouse::WheelUp, Context::Widget) => Action::PageUp,
                    (_, Context::Widget) => Action::PageDown,
                    (Mouse::WheelUp, _) => Action::Up,
                    _ => Action::Down,
                };
                let times = if self.scrolls() { 3 } else { 1 };
                for _ in 0..times {
                    self.dispatch(action, effects);
                }
            }
            Mouse::Click if !self.overlays.is_empty() => {
                let Some(mut overlay) = self.overlays.pop() else { return };
                let outcome = overlay.click(x, y, area, &self.ctx());
                self.overlays.push(overlay);
                self.carry_out(outcome, effects);
            }
            Mouse::Click if y == 0 && x + 14 >= self.size.0 => self.flip(effects),
            Mouse::Click => {
                let Some(mut screen) = self.stack.pop() else { return };
                let outcome = screen.click(x, y, frame::body(area), &self.ctx());
                self.stack.push(screen);
                self.carry_out(outcome, effects);
            }
        }
    }

    /// Whether the wheel moves text rather than a cursor.
    fn scrolls(&self) -> bool {
        use Context as C;
        matches!(
            self.context(),
            C::Lesson
                | C::Feedback
                | C::Recall
                | C::Grade
                | C::Stats
                | C::Card
                | C::Help
                | C::Problems
                | C::Notice
                | C::Number
                | C::Typed
                | C::ClassWait
                | C::ClassHost
        )
    }

    /// Lays out again what is shown, after anything it depends on has changed.
    fn refresh(&mut self) {
        if let Some(mut screen) = self.stack.pop() {
            screen.refresh(&self.ctx());
            self.stack.push(screen);
        }
        if let Some(mut overlay) = self.overlays.pop() {
            overlay.refresh(&self.ctx());
            self.overlays.push(overlay);
        }
    }
}
