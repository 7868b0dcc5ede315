//! What screens are made of: layout of text, colours, the frame around a screen, rows and bars.
//!
//! It must not know screens or the app.

pub mod chart;
pub mod date_field;
pub mod draw;
pub mod fit;
pub mod frame;
pub mod layout;
pub mod page;
pub mod plain;
pub mod popup;
pub mod theme;
