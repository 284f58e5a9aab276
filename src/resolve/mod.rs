//! What was read and what was curated brought together: names to actors, citations to documents, quotations to places.
//!
//! In come articles, the curator's entries and the hits of the gazetteer; out come
//! [`Knowledge`](crate::model::Knowledge)'s tables. Whatever depends on a document's date or on other documents is
//! decided here and nowhere else.

mod chain;
mod claim;
mod decide;
mod document;
mod found;
mod hash;
mod kind;
mod mention;
mod quotation;
mod reprint;
mod unite;

pub use chain::{ChainActor, Reach, chain_actors};
pub use claim::claims;
pub use decide::{Decided, contradicted_by, decide, decide_with_proposed, in_force, objection, reference, with_splits};
pub use document::{Documents, ReadFile, documents};
pub use found::{DocumentClaims, End, FoundActor, found};
pub use kind::{Clue, clues, decide_kind};
pub use mention::mentions;
pub use reprint::mark_reprints;
pub use unite::with_extracted;
