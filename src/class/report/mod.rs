//! What a class has understood: by student, by question, and what to teach again.
//!
//! It must not know how a report is printed.
