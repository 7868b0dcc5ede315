//! A class on the network, over real sockets on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod abuse;
#[path = "../class/desk.rs"]
#[allow(dead_code)]
mod desk;
mod lesson;
mod line;
mod ways;
