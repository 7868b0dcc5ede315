//! A question on the screen: an answer being made, and both as rows. What quizzes and classes share.
//!
//! It must not know where the question comes from, nor what becomes of the answer.

pub mod answering;
pub mod beside;
pub mod rows;

pub use self::{answering::Answering, rows::Rows};
