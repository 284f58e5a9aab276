//! The graph as a petgraph graph: petgraph's `visit` traits over our own layout, so that its algorithms run without a
//! copy.
//!
//! A node is an actor's id, weighed by its [`Actor`](crate::model::Actor); every actor is one, tied or not. An edge is
//! a relation's id, weighed by its [`Relation`](super::Relation); relations order by how well they are carried, so that
//! petgraph's minimum spanning tree keeps what is best attested. Parallel edges and edges of an actor to itself are
//! edges like others.
//!
//! | petgraph graph | its edges | read as |
//! |---|---|---|
//! | `&Graph` | every relation, of any standing | directed |
//! | [`Graph::undirected`](super::Graph::undirected) | the same | undirected |
//! | `query::Filtered`, a [`Subgraph`] of any view by any [`EdgeFilter`] | relations that pass | directed |
//! | [`Subgraph::undirected`] of that | the same | undirected |
//! | [`to_petgraph`] of any of these | the same, copied into petgraph's own type | directed |
//!
//! Decided here, how a relation of a symmetric kind stands in a directed graph. It is kept once, its ends in the order
//! of their keys, and an algorithm that saw it leave only the first of them would answer by the alphabet. So it is two
//! edges there under one id, one each way ("Acme met Widget", "Widget met Acme"), in lists of edges, around actors and
//! in the number of edges alike; between an actor and itself it is one. In an undirected graph every relation is one
//! edge. Our own searches walk the same steps.
//!
//! Of petgraph's algorithms `tarjan_scc`, `is_cyclic_directed` and `depth_first_search` call themselves as deep as the
//! longest chain of actors; `kosaraju_scc`, `toposort`, `bridges` and `articulation_points` do not.

mod copy;
mod edge;
mod filter;
mod subgraph;
mod whole;

pub use copy::to_petgraph;
pub use edge::{Edge, EdgeReferences, Edges, Neighbors};
pub use filter::{EdgeFilter, Unfiltered};
pub use subgraph::{ActorIds, ActorReferences, Subgraph, Visited};
