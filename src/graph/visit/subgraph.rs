//! All actors of a view and those of its relations that pass a filter, as a petgraph graph.
//!
//! In: a view and an [`EdgeFilter`]; whether edges are directed is part of the type, because petgraph asks it of the
//! type. Out: implementations of petgraph's traits. Nothing is copied: every edge is asked of the filter when it is
//! come by, so counting the edges goes through all relations.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use petgraph::data::DataMap;
use petgraph::visit::{
    Data, EdgeCount, EdgeIndexable, GraphBase, GraphProp, GraphRef, IntoEdgeReferences, IntoEdges, IntoEdgesDirected,
    IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, IntoNodeReferences, NodeCompactIndexable, NodeCount,
    NodeIndexable, VisitMap, Visitable,
};
use petgraph::{Directed, EdgeType, Undirected};

use super::edge::{Edge, EdgeReferences, Edges, Neighbors, Steps, Wanted, leaving_subject};
use super::filter::EdgeFilter;
use crate::graph::{GraphView, Relation, RelationId};
use crate::model::{Actor, ActorId, Actors};

/// All actors of a view and the relations that a filter keeps. `Ty` is petgraph's: `Directed` or `Undirected`.
pub struct Subgraph<'g, V, F, Ty = Directed> {
    view: &'g V,
    filter: &'g F,
    edge_type: PhantomData<Ty>,
}

impl<'g, V: GraphView, F: EdgeFilter> Subgraph<'g, V, F> {
    /// What the filter keeps, directed from subject to object, symmetric relations either way.
    pub fn new(view: &'g V, filter: &'g F) -> Subgraph<'g, V, F> {
        Subgraph { view, filter, edge_type: PhantomData }
    }

    /// The same relations read without direction.
    pub fn undirected(self) -> Subgraph<'g, V, F, Undirected> {
        Subgraph { view: self.view, filter: self.filter, edge_type: PhantomData }
    }
}

impl<'g, V: GraphView, F: EdgeFilter, Ty: EdgeType> Subgraph<'g, V, F, Ty> {
    fn steps(self, at: ActorId, direction: petgraph::Direction) -> Steps<'g, V, F> {
        let wanted = match direction {
            _ if !Ty::is_directed() => Wanted::Any,
            petgraph::Direction::Outgoing => Wanted::Leaving,
            petgraph::Direction::Incoming => Wanted::Reaching,
        };
        Steps::new(self.view, self.filter, at, wanted)
    }
}

impl<V, F, Ty> Clone for Subgraph<'_, V, F, Ty> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V, F, Ty> Copy for Subgraph<'_, V, F, Ty> {}

impl<V: GraphView, F: fmt::Debug, Ty: EdgeType> fmt::Debug for Subgraph<'_, V, F, Ty> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter
            .debug_struct("Subgraph")
            .field("actors", &self.view.actors().len())
            .field("filter", self.filter)
            .field("directed", &Ty::is_directed())
            .finish_non_exhaustive()
    }
}

impl<V, F, Ty> GraphRef for Subgraph<'_, V, F, Ty> {}

impl<V, F, Ty> GraphBase for Subgraph<'_, V, F, Ty> {
    type EdgeId = RelationId;
    type NodeId = ActorId;
}

impl<V, F, Ty: EdgeType> GraphProp for Subgraph<'_, V, F, Ty> {
    type EdgeType = Ty;
}

impl<V, F, Ty> Data for Subgraph<'_, V, F, Ty> {
    type NodeWeight = Actor;
    type EdgeWeight = Relation;
}

impl<V: GraphView, F: EdgeFilter, Ty> DataMap for Subgraph<'_, V, F, Ty> {
    fn node_weight(&self, id: ActorId) -> Option<&Actor> {
        (id.index() < self.view.actors().len()).then(|| self.view.actors().get(id))
    }

    fn edge_weight(&self, id: RelationId) -> Option<&Relation> {
        let is_edge =
            id.index() < self.view.relation_count() && self.filter.keeps(self.view, leaving_subject(self.view, id));
        is_edge.then(|| self.view.relation(id))
    }
}

impl<V: GraphView, F, Ty> NodeCount for Subgraph<'_, V, F, Ty> {
    fn node_count(&self) -> usize {
        self.view.actors().len()
    }
}

impl<V: GraphView, F: EdgeFilter, Ty: EdgeType> EdgeCount for Subgraph<'_, V, F, Ty> {
    fn edge_count(&self) -> usize {
        self.edge_references().count()
    }
}

impl<V: GraphView, F, Ty> NodeIndexable for Subgraph<'_, V, F, Ty> {
    fn node_bound(&self) -> usize {
        self.view.actors().len()
    }

    fn to_index(&self, id: ActorId) -> usize {
        id.index()
    }

    fn from_index(&self, index: usize) -> ActorId {
        ActorId::new(index)
    }
}

impl<V: GraphView, F, Ty> NodeCompactIndexable for Subgraph<'_, V, F, Ty> {}

impl<V: GraphView, F, Ty> EdgeIndexable for Subgraph<'_, V, F, Ty> {
    fn edge_bound(&self) -> usize {
        self.view.relation_count()
    }

    fn to_index(&self, id: RelationId) -> usize {
        id.index()
    }

    fn from_index(&self, index: usize) -> RelationId {
        RelationId::new(index)
    }
}

impl<V: GraphView, F, Ty> Visitable for Subgraph<'_, V, F, Ty> {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited::of(self.view.actors())
    }

    fn reset_map(&self, map: &mut Visited) {
        *map = self.visit_map();
    }
}

impl<V: GraphView, F, Ty> IntoNodeIdentifiers for Subgraph<'_, V, F, Ty> {
    type NodeIdentifiers = ActorIds;

    fn node_identifiers(self) -> ActorIds {
        ActorIds(0..self.view.actors().len())
    }
}

impl<'g, V: GraphView, F, Ty> IntoNodeReferences for Subgraph<'g, V, F, Ty> {
    type NodeRef = (ActorId, &'g Actor);
    type NodeReferences = ActorReferences<'g>;

    fn node_references(self) -> ActorReferences<'g> {
        ActorReferences { actors: self.view.actors(), ids: self.node_identifiers() }
    }
}

impl<'g, V: GraphView, F: EdgeFilter, Ty: EdgeType> IntoEdgeReferences for Subgraph<'g, V, F, Ty> {
    type EdgeRef = Edge<'g>;
    type EdgeReferences = EdgeReferences<'g, V, F>;

    fn edge_references(self) -> EdgeReferences<'g, V, F> {
        EdgeReferences::new(self.view, self.filter, Ty::is_directed())
    }
}

impl<'g, V: GraphView, F: EdgeFilter, Ty: EdgeType> IntoNeighbors for Subgraph<'g, V, F, Ty> {
    type Neighbors = Neighbors<'g, V, F>;

    fn neighbors(self, at: ActorId) -> Neighbors<'g, V, F> {
        self.neighbors_directed(at, petgraph::Direction::Outgoing)
    }
}

impl<'g, V: GraphView, F: EdgeFilter, Ty: EdgeType> IntoNeighborsDirected for Subgraph<'g, V, F, Ty> {
    type NeighborsDirected = Neighbors<'g, V, F>;

    fn neighbors_directed(self, at: ActorId, direction: petgraph::Direction) -> Neighbors<'g, V, F> {
        Neighbors(self.steps(at, direction))
    }
}

impl<'g, V: GraphView, F: EdgeFilter, Ty: EdgeType> IntoEdges for Subgraph<'g, V, F, Ty> {
    type Edges = Edges<'g, V, F>;

    fn edges(self, at: ActorId) -> Edges<'g, V, F> {
        self.edges_directed(at, petgraph::Direction::Outgoing)
    }
}

impl<'g, V: GraphView, F: EdgeFilter, Ty: EdgeType> IntoEdgesDirected for Subgraph<'g, V, F, Ty> {
    type EdgesDirected = Edges<'g, V, F>;

    fn edges_directed(self, at: ActorId, direction: petgraph::Direction) -> Edges<'g, V, F> {
        let at_target = direction == petgraph::Direction::Incoming;
        Edges { steps: self.steps(at, direction), at_target }
    }
}

/// Every actor's id, in order. Its length is exact: `articulation_points` of petgraph takes it for the number of nodes.
#[derive(Clone, Debug)]
pub struct ActorIds(Range<usize>);

impl Iterator for ActorIds {
    type Item = ActorId;

    fn next(&mut self) -> Option<ActorId> {
        self.0.next().map(ActorId::new)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for ActorIds {}

/// Every actor with its id, in order. Its length is exact.
#[derive(Clone, Debug)]
pub struct ActorReferences<'g> {
    actors: &'g Actors,
    ids: ActorIds,
}

impl<'g> Iterator for ActorReferences<'g> {
    type Item = (ActorId, &'g Actor);

    fn next(&mut self) -> Option<(ActorId, &'g Actor)> {
        self.ids.next().map(|id| (id, self.actors.get(id)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ids.size_hint()
    }
}

impl ExactSizeIterator for ActorReferences<'_> {}

/// Which actors a walk has been at.
#[derive(Clone, Debug)]
pub struct Visited(Vec<bool>);

impl Visited {
    fn of(actors: &Actors) -> Visited {
        Visited(vec![false; actors.len()])
    }
}

impl VisitMap<ActorId> for Visited {
    fn visit(&mut self, actor: ActorId) -> bool {
        !std::mem::replace(&mut self.0[actor.index()], true)
    }

    fn is_visited(&self, actor: &ActorId) -> bool {
        self.0[actor.index()]
    }

    fn unvisit(&mut self, actor: ActorId) -> bool {
        std::mem::replace(&mut self.0[actor.index()], false)
    }
}
