//! Claims grouped into relations, and the relations as a graph.
//!
//! [`assemble`] is the only way to a [`Graph`], and a relation without a claim cannot come out of it. What a relation
//! amounts to ([`Standing`]) is computed from its claims by one function. Searches and exports see a graph through
//! [`GraphView`]; to petgraph it is a graph of its own ([`visit`]).

mod memory;
mod relation;
mod view;
pub mod visit;

pub use memory::{Graph, assemble};
pub use relation::{Bearing, PublisherIdentity, Relation, RelationId, Standing, publisher_identity};
pub use view::{Direction, GraphView, Incidence};
pub use visit::{Subgraph, to_petgraph};
