//! A class: whole lessons, an independent model of the scores, what may be seen, messages, names, the report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod desk;
mod fuzz;
mod journeys;
mod model;
mod names;
mod report;
mod rules;
mod secrets;
mod wire;
