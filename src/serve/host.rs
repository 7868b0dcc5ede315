//! A class for a program without tasks: start it, command it, watch it, stop it.
//!
//! Invariant: the threads of the class are here and nowhere else; a program that holds no class has none.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
    time::Duration,
};

use tokio::{
    runtime::{Builder, Runtime},
    sync::{oneshot, watch},
    task::JoinHandle,
    time::Instant,
};

use super::{
    clock::RoomClock,
    guard::Limits,
    hub::{Hub, Request},
    outbox::Outbox,
    patience::Patience,
    room::RoomTask,
    secret,
    ssh::{self, Ssh},
    web::{self, tls::Certificate},
};
use crate::{
    class::{
        HostCommand, HostToken, JoinCode, Refusal, Room, Setup,
        setup::SetupFault,
        view::{HostView, PlayerLine, Ways},
    },
    store::class::{Head, Journal, JournalError},
    terminal::SERVING,
};

/// How long the last messages may take when everything ends.
const FAREWELL: Duration = Duration::from_millis(500);

/// So often another code is tried when a room has it already.
const TRIES: u32 = 8;

/// What the teacher sees.
#[derive(Clone, Debug)]
pub struct Sight {
    /// All but the players.
    pub view: HostView,
    /// The players, in the order of joining.
    pub players: Arc<Vec<PlayerLine>>,
    /// Why nothing is kept at the moment; the class stands still meanwhile.
    pub trouble: Option<JournalError>,
}

/// Why a class cannot be held.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// What it is to be opened with makes no sense.
    #[error(transparent)]
    Setup(#[from] SetupFault),
    /// Its journal cannot be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The journal holds no room that could go on: it is over, or does not begin with its opening.
    #[error("room {0} cannot go on")]
    Over(JoinCode),
    /// Nobody can be listened to at this address.
    #[error("cannot listen at {address}: {reason}")]
    Listen {
        /// The address that was wanted.
        address: SocketAddr,
        /// Why.
        reason: io::Error,
    },
    /// The system has no threads or no randomness.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// A room that is not held yet.
#[derive(Debug)]
pub struct Prepared {
    room: Room,
    journal: Journal,
    clock: u64,
    reach: Option<String>,
}

impl Prepared {
    /// A new room with its journal in `folder`; `now_ms` is milliseconds since 1970 in UTC.
    ///
    /// # Errors
    /// When `setup` makes no sense, or there can be no journal.
    pub fn open(folder: &Path, setup: Setup, now_ms: i64) -> Result<Prepared, HostError> {
        let (room, event) = Room::open(setup, 0)?;
        let mut tries = 0;
        loop {
            let head = Head { code: secret::random_code()?, opened_ms: now_ms, host: None, clock: 0 };
            match Journal::create(folder, head, std::slice::from_ref(&event)) {
                Ok(journal) => return Ok(Prepared { room, journal, clock: 0, reach: None }),
                Err(JournalError::Taken { .. }) if tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The room with this code in `folder`, which goes on where its journal ends.
    ///
    /// # Errors
    /// When it cannot be read, is in use, or is over.
    pub fn resume(folder: &Path, code: JoinCode) -> Result<Prepared, HostError> {
        let (journal, kept) = Journal::open(folder, code)?;
        let clock = kept.clock();
        let mut room = Room::replay(&kept.events).map_err(|_| HostError::Over(code))?;
        if room.phase() == crate::class::Phase::Closed {
            return Err(HostError::Over(code));
        }
        room.restart(clock);
        Ok(Prepared { room, journal, clock, reach: kept.reach })
    }

    /// The join code.
    #[must_use]
    pub fn code(&self) -> JoinCode {
        self.journal.head().code
    }

    /// How the class was reached before, as [`Prepared::keep_reach`] was told.
    #[must_use]
    pub fn reach(&self) -> Option<&str> {
        self.reach.as_deref()
    }

    /// Keeps how the class is reached, for whoever resumes it.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn keep_reach(&mut self, options: &str) -> Result<(), HostError> {
        Ok(self.journal.keep_reach(options)?)
    }

    /// The room.
    #[must_use]
    pub fn room(&self) -> &Room {
        &self.room
    }
}

/// How a class is reached.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Where to listen; port 0 is any that is free.
    pub address: SocketAddr,
    /// What the pages are shown with over HTTPS; without one, they are shown over HTTP.
    pub certificate: Option<Certificate>,
    /// The way in by ssh, if there is one.
    pub ssh: Option<Ssh>,
    /// Whether the wall may be looked at without the host's token.
    pub public_wall: bool,
    /// How many connections there may be.
    pub limits: Limits,
    /// How long is waited for those who say nothing.
    pub patience: Patience,
}

impl Reach {
    /// At `address`, with everything else as most classes want it.
    #[must_use]
    pub fn at(address: SocketAddr) -> Reach {
        Reach {
            address,
            certificate: None,
            ssh: None,
            public_wall: true,
            limits: Limits::default(),
            patience: Patience::default(),
        }
    }
}

/// A class that is going on.
#[derive(Debug)]
pub struct Host {
    runtime: Runtime,
    hub: Hub,
    address: SocketAddr,
    ssh: Option<(SocketAddr, String)>,
    sight: watch::Receiver<Arc<Sight>>,
    stop: watch::Sender<bool>,
    room: JoinHandle<Vec<Arc<Outbox>>>,
}

impl Host {
    /// Holds a class that others can join from now on.
    ///
    /// # Errors
    /// When nobody can be listened to, or the system refuses threads.
    pub fn start(prepared: Prepared, reach: Reach) -> Result<Host, HostError> {
        let files = most_files();
        // A quarter of what can be open is for those who come by ssh.
        let limits = reach.limits.within(files.map(|files| files - files / 4));
        let Prepared { room, journal, clock, .. } = prepared;
        let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
        let runtime =
            Builder::new_multi_thread().worker_threads(threads).thread_name(SERVING).enable_all().build()?;
        let _inside = runtime.enter();
        let (listener, address) = listen(reach.address)?;
        let shell = reach.ssh.map(|mut ssh| {
            ssh.limits = ssh.limits.within(files.map(|files| files / 4));
            Ok::<_, HostError>((listen(ssh.address)?, ssh))
        });
        let shell = shell.transpose()?;
        let (hub, inbox) = Hub::new(journal.head().code, limits, reach.patience);
        let (stop, stopped) = watch::channel(false);
        let clock = RoomClock::start(clock);
        let guard = Arc::clone(&hub.guard);
        let (task, sight) =
            RoomTask::new(room, journal, clock, inbox, stopped.clone(), reach.public_wall, guard);
        let room = runtime.spawn(task.run());
        let pages = web::listen(listener, hub.clone(), reach.certificate, stopped.clone());
        runtime.spawn(pages);
        let ssh = shell.map(|((listener, address), ssh)| {
            let fingerprint = ssh.key.fingerprint();
            runtime.spawn(ssh::listen(listener, hub.clone(), ssh, stopped));
            (address, fingerprint)
        });
        drop(_inside);
        Ok(Host { runtime, hub, address, ssh, sight, stop, room })
    }

    /// The join code.
    #[must_use]
    pub fn code(&self) -> JoinCode {
        self.hub.code()
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens for ssh, if it does.
    #[must_use]
    pub fn ssh_address(&self) -> Option<SocketAddr> {
        self.ssh.as_ref().map(|(address, _)| *address)
    }

    /// What learners compare when their ssh asks whether it is the right machine: `SHA256:…`.
    #[must_use]
    pub fn fingerprint(&self) -> Option<&str> {
        self.ssh.as_ref().map(|(_, fingerprint)| fingerprint.as_str())
    }

    /// What the teacher sees now.
    #[must_use]
    pub fn sight(&self) -> Arc<Sight> {
        Arc::clone(&self.sight.borrow())
    }

    /// Calls `seen` with what the teacher sees whenever that is something else, until `seen` returns `false` or the class ends.
    pub fn watch(&self, mut seen: impl FnMut(Arc<Sight>) -> bool + Send + 'static) {
        let mut sight = self.sight.clone();
        self.runtime.spawn(async move {
            loop {
                let now = Arc::clone(&sight.borrow_and_update());
                if !seen(now) || sight.changed().await.is_err() {
                    return;
                }
            }
        });
    }

    /// Says how others come in, for the wall to show.
    pub fn tell_ways(&self, ways: Ways) {
        self.runtime.block_on(self.hub.ask(Request::Ways(ways)));
    }

    /// Does what the teacher wants, and waits until it is kept.
    ///
    /// # Errors
    /// Why the room refuses it.
    pub fn command(&self, command: HostCommand) -> Result<(), Refusal> {
        let (answer, done) = oneshot::channel();
        self.runtime.block_on(async {
            self.hub.ask(Request::Command(command, Instant::now(), answer)).await;
            done.await.unwrap_or(Err(Refusal::Over))
        })
    }

    /// A token with which another device may command; the one before is void. `None` when it could not be made.
    #[must_use]
    pub fn new_token(&self) -> Option<HostToken> {
        let (answer, made) = oneshot::channel();
        self.runtime.block_on(async {
            self.hub.ask(Request::Token(answer)).await;
            made.await.ok().flatten()
        })
    }

    /// Whether the room is over, so that nobody can come back.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.room.is_finished()
    }

    /// Ends the connections. The room can be taken up again unless it is over.
    pub fn stop(self) {
        let _ = self.stop.send(true);
        let Host { runtime, room, .. } = self;
        runtime.block_on(async {
            let last_words = room.await.unwrap_or_default();
            let all_sent = async {
                for outbox in last_words {
                    outbox.abandoned().await;
                }
            };
            let _ = tokio::time::timeout(FAREWELL, all_sent).await;
            tokio::time::sleep(FAREWELL / 5).await;
        });
        runtime.shutdown_timeout(FAREWELL);
    }
}

/// Listens at `address`; within a runtime.
fn listen(address: SocketAddr) -> Result<(tokio::net::TcpListener, SocketAddr), HostError> {
    let refused = |reason| HostError::Listen { address, reason };
    let listener = TcpListener::bind(address).map_err(refused)?;
    listener.set_nonblocking(true).map_err(refused)?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    Ok((listener, address))
}

/// Files that macOS lets a process have open, whatever its limit says.
#[cfg(unix)]
const MOST_FILES: u64 = 10_240;

/// How many files, connections among them, this process may have open. A class may need more than it gets unasked.
fn most_files() -> Option<u64> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let raise = |current| setrlimit(Resource::Nofile, Rlimit { current, ..limit });
        if raise(limit.maximum).is_err() {
            let most = limit.maximum.map_or(MOST_FILES, |maximum| maximum.min(MOST_FILES));
            if limit.current.is_some_and(|current| current < most) {
                // Where that is refused, too, fewer can join.
                let _ = raise(Some(most));
            }
        }
        getrlimit(Resource::Nofile).current
    }
    #[cfg(not(unix))]
    None
}
