//! A copy in petgraph's own type, for programs that want to change it, or to keep it without ours.

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{EdgeRef, IntoEdgeReferences, IntoNodeIdentifiers};

use crate::graph::RelationId;
use crate::model::ActorId;

/// Copies a graph, whole or filtered: the node at position `n` is actor `n`, and every edge carries its relation. Of a
/// whole graph the edge at position `n` is relation `n`, from subject to object; behind them stand the symmetric ones
/// the other way.
///
/// ```
/// use kg::graph::{Graph, to_petgraph};
///
/// let graph = Graph::default();
/// let copy = to_petgraph(&graph);
/// assert_eq!((copy.node_count(), copy.edge_count()), (0, 0));
/// ```
pub fn to_petgraph<G>(graph: G) -> DiGraph<ActorId, RelationId>
where
    G: IntoNodeIdentifiers<NodeId = ActorId, EdgeId = RelationId> + IntoEdgeReferences,
{
    let place = |actor: ActorId| NodeIndex::new(actor.index());
    let mut copy = DiGraph::new();
    for actor in graph.node_identifiers() {
        copy.add_node(actor);
    }
    for edge in graph.edge_references() {
        copy.add_edge(place(edge.source()), place(edge.target()), edge.id());
    }
    copy
}
