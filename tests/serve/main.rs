//! A class on the network, over real sockets on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![allow(clippy::disallowed_methods)] // the clock says when to give up

mod abuse;
#[cfg(unix)]
mod chaos;
#[path = "../app/course.rs"]
#[allow(dead_code)]
mod course;
#[path = "../class/desk.rs"]
#[allow(dead_code)]
mod desk;
mod lesson;
mod line;
mod nearby;
#[cfg(unix)]
mod openssh;
#[path = "../support/place.rs"]
#[allow(dead_code)]
mod place;
#[cfg(unix)]
#[path = "../support/pty.rs"]
mod pty;
mod shell;
mod silence;
mod ssh;
mod threats;
mod tls;
mod ways;
