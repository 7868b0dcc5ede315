//! What waits to be sent to one client.
//!
//! Invariants: it never holds more than [`MOST`] messages that have to arrive, and one of each kind of which only the newest
//! counts. Those that have to arrive go first. Whoever does not fetch them loses the connection, and nobody waits for them.

use std::sync::{Mutex, PoisonError};

use axum::extract::ws::Utf8Bytes;
use tokio::{sync::Notify, time::Instant};

use super::origin::Heard;

/// The most messages that wait and have to arrive.
const MOST: usize = 64;

/// A message as it travels; cheap to clone, so that what all players see is there once.
pub(super) type Frame = Utf8Bytes;

/// Messages of which only the newest counts, in the order in which they are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Latest {
    /// What all players see.
    State,
    /// What is one player's own.
    Yours,
    /// What a player asked to be told again.
    Results,
    /// What is on the wall.
    Wall,
    /// What the host sees.
    Host,
}

const KINDS: usize = 5;

/// What waits to be sent to one client.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: Mutex<Waiting>,
    news: Notify,
    heard: Option<Heard>,
}

#[derive(Debug, Default)]
struct Waiting {
    must: std::collections::VecDeque<Frame>,
    latest: [Option<Frame>; KINDS],
    last: Option<Frame>,
    ends: bool,
    gone: bool,
    is_admitted: bool,
    reader: u32,
}

/// What a client is to be sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// This.
    Frame(Frame),
    /// Nothing more: it was the last.
    End,
}

impl Outbox {
    /// For a connection that says by itself when it was heard last.
    pub(super) fn heard(heard: Heard) -> Outbox {
        Outbox { heard: Some(heard), ..Outbox::default() }
    }

    /// Whether the client may be gone, although its connection has not ended.
    pub(super) fn is_silent(&self) -> bool {
        self.heard.as_ref().is_some_and(|heard| heard.is_silent(Instant::now()))
    }

    /// A message that has to arrive. `false` when too many wait already: then nothing more will be sent.
    pub(super) fn push(&self, frame: Frame) -> bool {
        self.change(|waiting| {
            let fits = waiting.must.len() < MOST && !waiting.ends;
            if fits {
                waiting.must.push_back(frame);
            } else {
                waiting.ends = true;
            }
            fits
        })
    }

    /// A message that replaces the one of the same kind that still waits.
    pub(super) fn put(&self, kind: Latest, frame: Frame) {
        self.change(|waiting| waiting.latest[kind as usize] = Some(frame));
    }

    /// Whether a message of this kind still waits.
    pub(super) fn has(&self, kind: Latest) -> bool {
        self.look(|waiting| waiting.latest[kind as usize].is_some())
    }

    /// `last` is the last message, after all that wait; with it the connection ends.
    pub(super) fn end(&self, last: Option<Frame>) {
        self.change(|waiting| {
            if !waiting.ends {
                waiting.last = last;
            }
            waiting.ends = true;
        });
    }

    /// Whether the last message was fetched, so that there will be none.
    pub(super) fn is_over(&self) -> bool {
        self.look(|waiting| {
            let is_empty = waiting.must.is_empty() && waiting.latest.iter().all(Option::is_none);
            waiting.ends && is_empty && waiting.last.is_none()
        })
    }

    /// The room lets its client in.
    pub(super) fn admit(&self) {
        self.with(|waiting| waiting.is_admitted = true);
    }

    /// Whether the room has let its client in.
    pub(super) fn is_admitted(&self) -> bool {
        self.look(|waiting| waiting.is_admitted)
    }

    /// Nobody will fetch anything any more.
    pub(super) fn abandon(&self) {
        self.change(|waiting| *waiting = Waiting { ends: true, gone: true, ..Waiting::default() });
    }

    /// Whether nobody will fetch anything any more.
    pub(super) fn is_abandoned(&self) -> bool {
        self.look(|waiting| waiting.gone)
    }

    /// Waits until nobody will fetch anything any more.
    pub(super) async fn abandoned(&self) {
        loop {
            let news = self.news.notified();
            tokio::pin!(news);
            // From here on nothing is missed.
            news.as_mut().enable();
            if self.is_abandoned() {
                return;
            }
            news.await;
        }
    }

    /// Somebody begins to fetch; whoever did before gets the end.
    pub(super) fn begin(&self) -> u32 {
        let reader = self.change(|waiting| {
            waiting.reader += 1;
            waiting.reader
        });
        self.news.notify_waiters();
        reader
    }

    /// The next message for `reader`, a number of [`Outbox::begin`], as soon as there is one. Nothing is lost when it is not
    /// waited for to the end.
    pub(super) async fn next(&self, reader: u32) -> Next {
        loop {
            let news = self.news.notified();
            tokio::pin!(news);
            // From here on nothing is missed.
            news.as_mut().enable();
            if let Some(next) = self.take(reader) {
                return next;
            }
            news.await;
        }
    }

    /// The next message for `reader`, if there is one already.
    pub(super) fn take(&self, reader: u32) -> Option<Next> {
        self.with(|waiting| {
            if waiting.reader != reader {
                return Some(Next::End);
            }
            let latest = || waiting.latest.iter_mut().find_map(Option::take);
            let frame = waiting.must.pop_front().or_else(latest).or_else(|| waiting.last.take());
            frame.map(Next::Frame).or(waiting.ends.then_some(Next::End))
        })
    }

    fn look<T>(&self, look: impl FnOnce(&Waiting) -> T) -> T {
        self.with(|waiting| look(waiting))
    }

    fn change<T>(&self, change: impl FnOnce(&mut Waiting) -> T) -> T {
        let changed = self.with(change);
        self.news.notify_waiters();
        changed
    }

    fn with<T>(&self, work: impl FnOnce(&mut Waiting) -> T) -> T {
        // Nothing in here can panic half-way, so that a poisoned lock still holds what it should.
        work(&mut self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(outbox: &Outbox, reader: u32) -> Vec<String> {
        let frames = std::iter::from_fn(|| match outbox.take(reader) {
            Some(Next::Frame(frame)) => Some(frame.to_string()),
            Some(Next::End) | None => None,
        });
        frames.collect()
    }

    #[test]
    fn the_newest_state_wins_and_what_has_to_arrive_goes_first() {
        let outbox = Outbox::default();
        let reader = outbox.begin();
        outbox.put(Latest::State, "old".into());
        assert!(outbox.push("ack".into()));
        outbox.put(Latest::Yours, "yours".into());
        outbox.put(Latest::State, "new".into());
        assert!(outbox.has(Latest::State) && !outbox.has(Latest::Host));
        assert_eq!(all(&outbox, reader), ["ack", "new", "yours"]);
        assert_eq!(outbox.take(reader), None);
        outbox.end(Some("bye".into()));
        outbox.put(Latest::State, "more".into());
        assert_eq!(all(&outbox, reader), ["more", "bye"]);
        assert_eq!(outbox.take(reader), Some(Next::End));
    }

    #[test]
    fn whoever_does_not_fetch_is_given_up() {
        let outbox = Outbox::default();
        let reader = outbox.begin();
        for n in 0..MOST {
            assert!(outbox.push(n.to_string().into()));
            outbox.put(Latest::State, n.to_string().into());
        }
        assert!(!outbox.push("too much".into()));
        outbox.end(Some("bye".into()));
        assert_eq!(all(&outbox, reader).len(), MOST + 1);
        assert_eq!(outbox.take(reader), Some(Next::End));
        outbox.abandon();
        assert!(outbox.is_abandoned());
    }

    #[tokio::test]
    async fn one_who_waits_is_woken_and_one_who_is_replaced_ends() {
        let outbox = std::sync::Arc::new(Outbox::default());
        let first = outbox.begin();
        let waiting = tokio::spawn({
            let outbox = outbox.clone();
            async move { outbox.next(first).await }
        });
        tokio::task::yield_now().await;
        let second = outbox.begin();
        assert_eq!(waiting.await.unwrap(), Next::End);
        outbox.put(Latest::Wall, "wall".into());
        assert_eq!(outbox.next(second).await, Next::Frame("wall".into()));
    }
}
