//! The app of one learner between the bytes of their terminal and the bytes for it.
//!
//! It must not know how bytes travel. Whatever comes in, it goes on.

use std::{collections::VecDeque, sync::Arc};

use tokio::time::{Duration, Instant};

use super::Hall;
use crate::{
    app::{
        App, Code, Effect, Event, Key, Setup, Target,
        class::{Ask, Joining, News},
        keymap::Context,
    },
    class::JoinCode,
    lang::Lang,
    screen,
    study::Progress,
    terminal::{Clock, capabilities::Capabilities, input::Decoder, painter::Painter},
};

/// The most bytes of a paste that are held.
const MOST_HELD: usize = 64 * 1024;

/// How long the parts of a sequence may be apart after a way through a network.
const PARTS: Duration = Duration::from_millis(100);

/// One learner's terminal.
pub(super) struct Terminal {
    app: App,
    decoder: Decoder,
    painter: Painter,
    clock: Clock,
    /// A size that the app has not been told yet: of many in a row only the last counts.
    resized: Option<(u16, u16)>,
    wake_at: Option<Instant>,
    /// When what is unfinished in the decoder is taken for what it can be.
    give_up_at: Option<Instant>,
    asks: VecDeque<Ask>,
    is_undrawn: bool,
    has_quit: bool,
    panic_on: Option<char>,
}

impl Terminal {
    /// For somebody who came as `user`, which may be the join code.
    pub fn new(hall: &Hall, user: &str, capabilities: Capabilities, size: (u16, u16), seed: u64) -> Terminal {
        let code = user.parse::<JoinCode>().map_or_else(|_| String::new(), |code| code.to_string());
        let app = App::new(Setup {
            course: Arc::clone(&hall.course),
            edition: None,
            progress: Progress::default(),
            lang: Some(capabilities.lang.unwrap_or(hall.lang)),
            both: None,
            guess: hall.lang,
            theme: None,
            default_theme: capabilities.theme,
            depth: capabilities.depth,
            ascii: capabilities.is_console,
            plain: false,
            reduce_motion: false,
            size,
            now: hall.clock.now(),
            seed,
            target: Target::Join(Box::new(Joining {
                code,
                is_guest: true,
                keeps_nothing: true,
                ..Joining::default()
            })),
            notices: Vec::new(),
            is_saving: true,
            progress_file: None,
        });
        Terminal {
            app,
            decoder: Decoder::holding(MOST_HELD),
            painter: Painter::new(size.0, size.1, capabilities.erases_in_colour),
            clock: hall.clock.clone(),
            resized: None,
            wake_at: None,
            give_up_at: None,
            asks: VecDeque::new(),
            is_undrawn: true,
            has_quit: false,
            panic_on: hall.panic_on,
        }
    }

    /// Takes bytes as they came.
    pub fn take(&mut self, bytes: &[u8]) {
        self.decoder.feed(bytes);
        self.follow_keys();
    }

    /// It has another size now.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.resized = Some(size);
        self.is_undrawn = true;
    }

    /// Takes news of the class.
    pub fn hear(&mut self, news: News) {
        self.send(Event::Class(news));
    }

    /// When [`Terminal::wake`] is to be called.
    pub fn due(&self) -> Option<Instant> {
        [self.wake_at, self.give_up_at].into_iter().flatten().min()
    }

    /// Does what is due by now.
    pub fn wake(&mut self) {
        let now = Instant::now();
        if self.give_up_at.is_some_and(|at| at <= now) {
            self.decoder.give_up();
            self.follow_keys();
        }
        if self.wake_at.is_some_and(|at| at <= now) {
            self.wake_at = None;
            self.send(Event::Wake);
        }
    }

    /// The oldest thing that is asked of the class.
    pub fn ask(&mut self) -> Option<Ask> {
        self.asks.pop_front()
    }

    /// Whether it may show something else by now.
    pub fn is_undrawn(&self) -> bool {
        self.is_undrawn
    }

    /// The bytes that make it show what is; none if it does already.
    pub fn frame(&mut self) -> &[u8] {
        self.settle();
        self.is_undrawn = false;
        let app = &self.app;
        self.painter.paint(|area, buffer| screen::view(app, area, buffer))
    }

    /// Whether the learner has left.
    pub fn has_quit(&self) -> bool {
        self.has_quit
    }

    /// Whether its learner has not come into a class yet.
    pub fn is_at_the_door(&self) -> bool {
        self.app.context() == Context::ClassDoor
    }

    /// The language that it shows.
    pub fn lang(&self) -> Lang {
        self.app.lang()
    }

    fn follow_keys(&mut self) {
        while let Some(event) = self.decoder.pop().filter(|_| !self.has_quit) {
            self.panic_if_asked(&event);
            match event {
                // What a shell takes for the end.
                Event::Key(Key { code: Code::Char('d'), ctrl: true, .. }) => self.has_quit = true,
                event => self.send(event),
            }
        }
        self.give_up_at = self.decoder.patience().map(|patience| Instant::now() + patience.max(PARTS));
    }

    /// Tells the app of the newest size before anything else happens to it.
    fn settle(&mut self) {
        if let Some((columns, rows)) = self.resized.take() {
            self.painter.resize(columns, rows);
            self.update(Event::Resize(columns, rows));
        }
    }

    fn send(&mut self, event: Event) {
        self.settle();
        self.update(event);
    }

    fn update(&mut self, event: Event) {
        self.is_undrawn = true;
        for effect in self.app.update(event, self.clock.now()) {
            match effect {
                // Nothing of a guest is kept but what the room keeps.
                Effect::Record(_) | Effect::Remember(_) => {}
                // There is no job to stop.
                Effect::Suspend => {}
                Effect::Wake(ms) => self.wake_at = Instant::now().checked_add(Duration::from_millis(ms)),
                Effect::Class(ask) => self.asks.push_back(ask),
                Effect::Redraw => self.painter.forget(),
                Effect::Quit => self.has_quit = true,
            }
        }
    }

    #[expect(clippy::panic, reason = "a test asks for it")]
    fn panic_if_asked(&self, event: &Event) {
        if let (Event::Key(key), Some(asked)) = (event, self.panic_on)
            && key.code == Code::Char(asked)
        {
            panic!("asked to panic");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};
    use tokio::sync::watch;

    use super::*;
    use crate::{
        course::Course,
        serve::{guard::Limits, hub::Hub, patience::Patience},
    };

    fn terminal() -> Terminal {
        let code = "ABC234".parse().unwrap();
        let hall = Hall {
            hub: Hub::new(code, Limits::default(), Patience::default()).0,
            course: Arc::new(Course::default()),
            lang: Lang::Ko,
            clock: Clock::default(),
            panic_on: None,
            secret: [7; 32],
            stop: watch::channel(false).1,
        };
        let capabilities = Capabilities::of(|name| (name == "TERM").then(|| "xterm-256color".to_owned()));
        Terminal::new(&hall, "ABC234", capabilities, (80, 24), 7)
    }

    /// Bytes as they come, or a new size.
    fn arrivals() -> impl Strategy<Value = Vec<Result<Vec<u8>, (u16, u16)>>> {
        let sequences: [&[u8]; 11] = [
            b"\x1b[200~",
            b"\x1b[201~",
            b"\x1b[",
            b"\x1b",
            b"\x1b]52;c;",
            b"\x1bP",
            b"\x1b[<0;3;4M",
            b"\x1b[1;99999999999m",
            b"\x1bOP",
            b"\x1bOQ",
            b"\r",
        ];
        let sequence = (0..sequences.len()).prop_map(move |at| sequences[at].to_vec());
        let bytes = prop_oneof![vec(any::<u8>(), 0..40), sequence];
        vec(prop_oneof![9 => bytes.prop_map(Ok), 1 => (1..=500_u16, 1..=500_u16).prop_map(Err)], 0..60)
    }

    proptest! {
        /// A long run: `PROPTEST_CASES=100000 cargo test --lib whatever_comes`.
        #[test]
        fn whatever_comes_it_goes_on_and_holds_no_more_than_it_should(arrivals in arrivals()) {
            let mut terminal = terminal();
            for arrival in arrivals {
                match arrival {
                    Ok(bytes) => terminal.take(&bytes),
                    Err(size) => terminal.resize(size),
                }
                terminal.frame();
                prop_assert!(!terminal.is_undrawn());
                while terminal.ask().is_some() {}
            }
            terminal.decoder.give_up();
            prop_assert!(terminal.decoder.patience().is_none());
        }
    }
}
