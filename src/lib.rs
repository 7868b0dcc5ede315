//! Seodang (서당): a terminal tutor for AWS compute, in Korean and English.
//!
//! Modules in reading order; each uses only those of its own layer and the layers above it (`tests/layers.rs`).
//!
//! | layer | module | what lives there |
//! |---|---|---|
//! | words | [`lang`] | two languages, Hangul, display width, messages |
//! | domain, pure | [`course`] | lessons, questions, glossary; parsing with diagnostics; `check` |
//! | | [`widget`] | calculators and timelines that live in lessons |
//! | | [`search`] | everything the course teaches, found in both languages however it was typed |
//! | | [`study`] | grading, attempts, progress: folds over recorded events |
//! | | [`class`] | a live quiz: the room as a state machine, its messages, the report |
//! | app, pure | [`app`] | one [`app::App`] per terminal: events in, effects out; key table |
//! | | [`screen`], [`ui`] | one file per screen; text layout, theme, shared widgets |
//! | shell, all I/O | [`store`] | the progress file, the journals of classes |
//! | | [`serve`] | a class on the network: the hub that owns a room, and the ways in |
//! | | [`terminal`] | the local terminal |
//! | | [`cli`] | commands, arguments, exit codes |
//!
//! Invariant: everything above the shell is a pure function of what it is handed. No clock, randomness, environment,
//! file or global is reached from there, so one process can serve many learners and a test is a list of events.

pub mod app;
pub mod class;
pub mod cli;
pub mod course;
pub mod lang;
pub mod screen;
pub mod search;
pub mod serve;
pub mod store;
pub mod study;
pub mod terminal;
pub mod ui;
pub mod widget;
