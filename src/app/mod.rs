//! The app: one [`App`] per terminal. Events in, effects out; nothing else.

pub mod event;
pub mod key;

pub use event::{Effect, Event, Mouse, Now};
pub use key::{Code, Key};

/// One learner's session.
#[derive(Clone, Debug)]
pub struct App {
    n: usize,
}

impl App {
    /// stub
    #[must_use]
    pub fn stub() -> App {
        App { n: 0 }
    }

    /// stub
    pub fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        match event {
            Event::Key(key) if key == Key::char('q') => vec![Effect::Quit],
            Event::Key(key) if key == Key::ctrl('z') => vec![Effect::Suspend],
            Event::Key(_) => {
                self.n += 1;
                vec![Effect::Record(crate::study::Record {
                    utc_ms: now.utc_ms,
                    offset_s: now.offset_s,
                    kind: "answered".into(),
                    item: format!("q{}", self.n),
                    revision: 1,
                    payload: "{}".into(),
                })]
            }
            Event::Shutdown => vec![Effect::Quit],
            _ => vec![],
        }
    }

    /// stub
    #[must_use]
    pub fn n(&self) -> usize {
        self.n
    }
}
