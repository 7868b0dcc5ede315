//! Terminals over ssh: `ssh -p 2222 CODE@host`.
//!
//! | module | what lives there |
//! |---|---|
//! | `visitor` | one connection: everybody may come in, nobody gets anything but a class |
//! | `session` | one learner: keys, news and time in, frames out |
//! | `terminal` | the app of that learner between bytes and bytes |
//! | `told` | what a client tells of its terminal before it begins |
//! | `wire` | the connection underneath, which ends by itself and is never fast |
//! | [`key`] | the key by which this machine is known again |
//!
//! Invariants: there is no shell, no command, no file and no forwarding to be had. A session holds at most one frame that is
//! not sent yet; what happens meanwhile is in the next one. A panic ends one session.

pub mod key;
mod session;
mod terminal;
mod told;
mod visitor;
mod wire;

use std::{net::SocketAddr, sync::Arc};

use russh::{
    MethodKind, MethodSet, Preferred, SshId, kex, keys,
    server::{Config, run_stream},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    time::{Duration, sleep},
};

pub use self::key::{HostKey, KeyError};
use self::{
    visitor::Visitor,
    wire::{Presence, Wire},
};
use super::{
    guard::{Guard, Limits, Permit},
    hub::Hub,
    origin::ALIVE,
};
use crate::{course::Course, lang::Lang, terminal::Clock};

/// How many may come this way: each of them has a screen in this process, not in a browser.
const LIMITS: Limits = Limits { by_address: 400, in_total: 1_000 };

/// Before somebody is listened to again when the system has refused.
const BREATH: Duration = Duration::from_millis(50);

/// Bytes that a client may send before they are looked at.
const WINDOW: u32 = 64 * 1024;

/// Bytes that the system may hold for a client that does not fetch them.
#[cfg(unix)]
const UNSENT: usize = 64 * 1024;

/// Algorithms that agree on a key at little cost; every ssh of the last ten years has one of them.
const KEY_EXCHANGE: &[kex::Name] = &[
    kex::MLKEM768X25519_SHA256,
    kex::CURVE25519,
    kex::CURVE25519_PRE_RFC_8731,
    kex::EXTENSION_SUPPORT_AS_SERVER,
    kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER,
];

/// How a class is reached over ssh.
#[derive(Clone, Debug)]
pub struct Ssh {
    /// Where to listen; port 0 is any that is free.
    pub address: SocketAddr,
    /// What proves that it is this machine.
    pub key: HostKey,
    /// What learners can look up.
    pub course: Arc<Course>,
    /// The language of those whose ssh does not say.
    pub lang: Lang,
    /// How many sessions there may be.
    pub limits: Limits,
    /// Panic in the session in which this character is typed: to test that the others survive it.
    pub panic_on: Option<char>,
}

impl Ssh {
    /// At `address`, with everything else as most classes want it.
    #[must_use]
    pub fn at(address: SocketAddr, key: HostKey, course: Arc<Course>, lang: Lang) -> Ssh {
        Ssh { address, key, course, lang, limits: LIMITS, panic_on: None }
    }
}

/// What all sessions share.
#[derive(Debug)]
struct Hall {
    hub: Hub,
    course: Arc<Course>,
    lang: Lang,
    clock: Clock,
    panic_on: Option<char>,
    /// By which seats are found again.
    secret: [u8; 32],
    stop: watch::Receiver<bool>,
}

/// Takes connections until everything is stopped.
pub(super) async fn listen(listener: TcpListener, hub: Hub, ssh: Ssh, mut stop: watch::Receiver<bool>) {
    let config = Arc::new(config(&ssh.key));
    let guard = Arc::new(Guard::new(ssh.limits));
    let hall = Arc::new(Hall {
        hub,
        course: ssh.course,
        lang: ssh.lang,
        clock: Clock::default(),
        panic_on: ssh.panic_on,
        secret: ssh.key.seat_secret(),
        stop: stop.clone(),
    });
    loop {
        let accepted = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            // Whoever has too many is not even told so.
            Ok((stream, from)) => {
                if let Some(permit) = guard.admit(from.ip()) {
                    tokio::spawn(connection(stream, from, Arc::clone(&config), Arc::clone(&hall), permit));
                }
            }
            Err(_) => sleep(BREATH).await,
        }
    }
}

async fn connection(
    stream: TcpStream,
    from: SocketAddr,
    config: Arc<Config>,
    hall: Arc<Hall>,
    _permit: Permit,
) {
    let _ = stream.set_nodelay(true);
    bound(&stream);
    let presence = Presence::new();
    let patience = hall.hub.patience;
    let visitor = Visitor::new(hall, from.ip(), presence.clone());
    // Whatever goes wrong with a connection is the end of it and of nothing else.
    if let Ok(running) = run_stream(config, Wire::new(stream, presence, patience), visitor).await {
        let _ = running.await;
    }
}

/// Frames wait in their session, where they get old together, not in the system.
fn bound(stream: &TcpStream) {
    #[cfg(unix)]
    let _ = rustix::net::sockopt::set_socket_send_buffer_size(stream, UNSENT);
    #[cfg(not(unix))]
    let _ = stream;
}

fn config(key: &HostKey) -> Config {
    let methods = [MethodKind::None, MethodKind::PublicKey, MethodKind::Password];
    Config {
        server_id: SshId::Standard(concat!("SSH-2.0-Seodang_", env!("CARGO_PKG_VERSION")).into()),
        methods: MethodSet::from(&methods[..]),
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![key.secret().clone()],
        window_size: WINDOW,
        // Of messages between a connection and its session, either way; more only wait.
        channel_buffer_size: 8,
        event_buffer_size: 1,
        preferred: Preferred {
            kex: KEY_EXCHANGE.into(),
            key: vec![keys::Algorithm::Ed25519].into(),
            ..Preferred::DEFAULT
        },
        max_auth_attempts: 6,
        // The wire sees to silence.
        inactivity_timeout: None,
        keepalive_interval: Some(ALIVE),
        keepalive_max: 0,
        ..Config::default()
    }
}
