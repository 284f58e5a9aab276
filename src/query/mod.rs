//! Questions to a graph, one file each: plain values in, plain values out, over [`GraphView`](crate::graph::GraphView).

mod best_claim;
mod candidates;
mod co_mentions;
mod context;
mod diff;
mod dossier;
mod filter;
mod name;
mod neighbors;
mod path;
mod publication;
mod search;

pub use best_claim::{affirmations, best_claim, denials, standing_in_words};
pub use candidates::{Candidate, Reason, candidates};
pub use co_mentions::{CoMention, co_mentions};
pub use context::{Context, context, quotation};
pub use diff::{Cause, ClaimChange, KnownClaim, RelationChange, State, What, diff};
pub use dossier::{Dossier, dossier};
pub use filter::{Filter, Obstacle};
pub use name::{NameAnswer, resolve_name};
pub use neighbors::{Neighbor, neighbors};
pub use path::{Hop, Path, Way, paths, ways_around};
pub use publication::{Publication, publications};
pub use search::{Found, search};
