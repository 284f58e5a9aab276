//! petgraph's traits for [`Graph`] itself: a [`Subgraph`] of all its relations, directed.

use petgraph::data::DataMap;
use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges, IntoEdgesDirected,
    IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, IntoNodeReferences, NodeCompactIndexable, NodeCount,
    NodeIndexable, Visitable,
};
use petgraph::{Directed, Undirected};

use super::edge::{Edge, EdgeReferences, Edges, Neighbors};
use super::filter::Unfiltered;
use super::subgraph::{ActorIds, ActorReferences, Subgraph, Visited};
use crate::graph::{Graph, GraphView, Relation, RelationId};
use crate::model::{Actor, ActorId};

impl Graph {
    /// The graph read without direction, as petgraph's algorithms for bridges, articulation points and connected
    /// components want it.
    ///
    /// ```
    /// use kg::graph::Graph;
    /// use petgraph::algo::{bridges, connected_components};
    ///
    /// let graph = Graph::default();
    /// assert_eq!(connected_components(&graph), 0);
    /// assert_eq!(bridges(graph.undirected()).count(), 0);
    /// ```
    pub fn undirected(&self) -> Subgraph<'_, Graph, Unfiltered, Undirected> {
        self.directed().undirected()
    }

    fn directed(&self) -> Subgraph<'_, Graph, Unfiltered> {
        Subgraph::new(self, &Unfiltered)
    }
}

impl GraphBase for Graph {
    type EdgeId = RelationId;
    type NodeId = ActorId;
}

impl GraphProp for Graph {
    type EdgeType = Directed;
}

impl Data for Graph {
    type NodeWeight = Actor;
    type EdgeWeight = Relation;
}

impl DataMap for Graph {
    fn node_weight(&self, id: ActorId) -> Option<&Actor> {
        (id.index() < self.actors().len()).then(|| self.actors().get(id))
    }

    fn edge_weight(&self, id: RelationId) -> Option<&Relation> {
        (id.index() < self.relation_count()).then(|| self.relation(id))
    }
}

impl NodeCount for Graph {
    fn node_count(&self) -> usize {
        self.directed().node_count()
    }
}

impl EdgeCount for Graph {
    fn edge_count(&self) -> usize {
        self.directed().edge_count()
    }
}

impl NodeIndexable for Graph {
    fn node_bound(&self) -> usize {
        self.directed().node_bound()
    }

    fn to_index(&self, id: ActorId) -> usize {
        id.index()
    }

    fn from_index(&self, index: usize) -> ActorId {
        ActorId::new(index)
    }
}

impl NodeCompactIndexable for Graph {}

impl EdgeIndexable for Graph {
    fn edge_bound(&self) -> usize {
        self.directed().edge_bound()
    }

    fn to_index(&self, id: RelationId) -> usize {
        id.index()
    }

    fn from_index(&self, index: usize) -> RelationId {
        RelationId::new(index)
    }
}

impl Visitable for Graph {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        self.directed().visit_map()
    }

    fn reset_map(&self, map: &mut Visited) {
        self.directed().reset_map(map);
    }
}

impl IntoNodeIdentifiers for &Graph {
    type NodeIdentifiers = ActorIds;

    fn node_identifiers(self) -> ActorIds {
        self.directed().node_identifiers()
    }
}

impl<'g> IntoNodeReferences for &'g Graph {
    type NodeRef = (ActorId, &'g Actor);
    type NodeReferences = ActorReferences<'g>;

    fn node_references(self) -> ActorReferences<'g> {
        self.directed().node_references()
    }
}

impl<'g> IntoEdgeReferences for &'g Graph {
    type EdgeRef = Edge<'g>;
    type EdgeReferences = EdgeReferences<'g, Graph, Unfiltered>;

    fn edge_references(self) -> Self::EdgeReferences {
        self.directed().edge_references()
    }
}

impl<'g> IntoNeighbors for &'g Graph {
    type Neighbors = Neighbors<'g, Graph, Unfiltered>;

    fn neighbors(self, at: ActorId) -> Self::Neighbors {
        self.directed().neighbors(at)
    }
}

impl<'g> IntoNeighborsDirected for &'g Graph {
    type NeighborsDirected = Neighbors<'g, Graph, Unfiltered>;

    fn neighbors_directed(self, at: ActorId, direction: petgraph::Direction) -> Self::NeighborsDirected {
        self.directed().neighbors_directed(at, direction)
    }
}

impl<'g> IntoEdges for &'g Graph {
    type Edges = Edges<'g, Graph, Unfiltered>;

    fn edges(self, at: ActorId) -> Self::Edges {
        self.directed().edges(at)
    }
}

impl<'g> IntoEdgesDirected for &'g Graph {
    type EdgesDirected = Edges<'g, Graph, Unfiltered>;

    fn edges_directed(self, at: ActorId, direction: petgraph::Direction) -> Self::EdgesDirected {
        self.directed().edges_directed(at, direction)
    }
}
