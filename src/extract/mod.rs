//! Documents to what they say of actors.
//!
//! So far: where a document names somebody. Which of several bearers of a name is meant is decided above, in `resolve`.

mod gazetteer;
mod surroundings;

pub use gazetteer::{Gazetteer, Hit, Reading};
