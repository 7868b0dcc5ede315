//! What joins the screen of a teacher to the class in this process.
//!
//! Invariant: the screen waits for nothing. What the teacher wants is done in order, and of what is to be seen the newest.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, SyncSender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::{
    app::{
        Event,
        class::{Ask, Link, News},
    },
    class::{HostCommand, view::PlayerLine, wire::ServerMessage},
    lang::class_live::both,
    serve::{Host, Sight},
    terminal::{Sender, Uplink},
};

/// So much that the teacher wants waits.
const WAITING: usize = 64;

/// So long what was wanted last may take when the teacher leaves, and so often is looked whether it is done.
const LETTING_GO: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(5);

/// Carries what the teacher wants to the class.
#[derive(Debug)]
pub struct Chair {
    orders: Option<SyncSender<HostCommand>>,
    worker: Option<JoinHandle<()>>,
}

impl Chair {
    /// Joins a session, whose events go by `sender`, to the class.
    #[must_use]
    pub fn take(host: &Arc<Host>, sender: Sender) -> Chair {
        show(host, sender.clone());
        let (orders, ordered) = mpsc::sync_channel(WAITING);
        let host = Arc::clone(host);
        let worker = thread::spawn(move || obey(&host, &ordered, &sender));
        Chair { orders: Some(orders), worker: Some(worker) }
    }
}

impl Uplink for Chair {
    fn ask(&mut self, ask: Ask) {
        if let (Ask::Command(command), Some(orders)) = (ask, &self.orders) {
            // Nobody presses keys so fast that all of it waits.
            let _ = orders.try_send(command);
        }
    }
}

impl Drop for Chair {
    fn drop(&mut self) {
        self.orders = None;
        // The class is let go before it is stopped. Where nothing can be written what the teacher wanted last waits for the
        // disk, and the teacher does not wait for that.
        let Some(worker) = self.worker.take() else { return };
        for _ in 0..LETTING_GO.as_millis() / LOOK.as_millis() {
            if worker.is_finished() {
                break;
            }
            thread::sleep(LOOK);
        }
        if worker.is_finished() {
            let _ = worker.join();
        }
    }
}

fn obey(host: &Host, ordered: &Receiver<HostCommand>, sender: &Sender) {
    for command in ordered {
        if let Err(refusal) = host.command(command) {
            let refused = News::Said(Box::new(ServerMessage::refused(refusal)));
            let _ = sender.send(Event::Class(refused));
        }
    }
}

/// Shows what the class is, whenever that is something else. Of what comes faster than it is drawn the newest is shown.
fn show(host: &Host, sender: Sender) {
    let newest: Arc<Mutex<Option<Arc<Sight>>>> = Arc::default();
    let (changed, changes) = mpsc::sync_channel::<()>(1);
    let slot = Arc::clone(&newest);
    host.watch(move |sight| {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(sight);
        !matches!(changed.try_send(()), Err(mpsc::TrySendError::Disconnected(())))
    });
    thread::spawn(move || {
        let mut teller = Teller { sender, players: None, has_trouble: false };
        for () in changes {
            let sight = newest.lock().unwrap_or_else(PoisonError::into_inner).take();
            if sight.is_some_and(|sight| !teller.tell(&sight)) {
                return;
            }
        }
    });
}

struct Teller {
    sender: Sender,
    /// The players that were told last.
    players: Option<Arc<Vec<PlayerLine>>>,
    has_trouble: bool,
}

impl Teller {
    /// Whether anybody wants to know more.
    fn tell(&mut self, sight: &Sight) -> bool {
        let trouble = sight.trouble.as_ref().map(|error| both(|lang| error.text(lang)));
        if trouble.is_some() || self.has_trouble {
            self.has_trouble = trouble.is_some();
            let link = trouble.map_or(Link::Connected, Link::Failed);
            let _ = self.sender.send(Event::Class(News::Link(link)));
        }
        let is_same = self.players.as_ref().is_some_and(|known| Arc::ptr_eq(known, &sight.players));
        self.players = Some(Arc::clone(&sight.players));
        let message = ServerMessage::HostState {
            view: Box::new(sight.view.clone()),
            players: (!is_same).then(|| sight.players.to_vec()),
        };
        self.sender.send(Event::Class(News::Said(Box::new(message))))
    }
}
