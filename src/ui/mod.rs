//! ui

pub mod layout;
