//! Hangul.
