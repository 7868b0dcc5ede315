//! The app as its users meet it: keys in, screens out, both languages, several sizes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod class;
mod coffee;
mod course;
mod exam;
mod exam_mode;
mod fields;
mod flips;
mod input;
mod journeys;
mod mistakes;
mod plain;
mod reload;
mod resume;
mod review;
mod robust;
mod screens;
mod search;
mod seen;
mod stats;
mod tester;
mod widgets;
