//! Knows language, not actors.
//!
//! So far: where sentences end.

mod sentence;

pub use sentence::sentences;
