//! The vocabulary: what is known, as plain values.
//!
//! No input or output, no serde. Every floor above speaks in these types; [`Knowledge`] is all of them together and
//! what a build comes to.

mod actor;
mod claim;
mod decision;
mod document;
mod evidence;
mod hash;
mod id;
mod knowledge;
mod mention;
mod schema;
mod sort;
mod time;

pub use actor::{Actor, Actors, Alias, AliasSort, DISCOVERED_MARK, Office, name_in_document};
pub use claim::{Attribution, BODY_OF_OWNER, Claim, ClaimWords, Modality, Origin, Polarity, READER, Review, Speaker};
pub use decision::{Act, ClaimReference, Correction, Decision, Identity, Verdict};
pub use document::{Document, Publisher};
pub use evidence::{Citation, Evidence};
pub use hash::{ContentHash, Hasher};
pub use id::{ActorId, ActorKindId, ClaimId, DocumentId, RelationKindId};
pub use knowledge::Knowledge;
pub use mention::{Mention, MentionForm};
pub use schema::{ActorKind, Detail, PLOVER_ROOTS, RelationKind, Schema, Temporal};
pub use sort::Sort;
pub use time::{PartialDate, Period};
