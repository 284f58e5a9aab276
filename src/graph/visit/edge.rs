//! Edges as petgraph asks for them: at an actor, or all of them.
//!
//! In: a view, which relations count, which way. Out: iterators. What a symmetric relation and a relation of an actor
//! to itself come to is settled here alone: `Steps` for edges at an actor, [`EdgeReferences`] for lists of edges.

use petgraph::visit::EdgeRef;

use super::filter::EdgeFilter;
use crate::graph::{Direction, GraphView, Incidence, Relation, RelationId};
use crate::model::ActorId;

/// A relation walked one way.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'g> {
    id: RelationId,
    source: ActorId,
    target: ActorId,
    relation: &'g Relation,
}

impl<'g> Edge<'g> {
    /// The relation, for as long as the graph lives.
    pub fn relation(self) -> &'g Relation {
        self.relation
    }
}

impl EdgeRef for Edge<'_> {
    type NodeId = ActorId;
    type EdgeId = RelationId;
    type Weight = Relation;

    fn source(&self) -> ActorId {
        self.source
    }

    fn target(&self) -> ActorId {
        self.target
    }

    fn weight(&self) -> &Relation {
        self.relation
    }

    fn id(&self) -> RelationId {
        self.id
    }
}

/// Which edges at an actor are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those that leave it, of a directed graph.
    Leaving,
    /// Those that reach it, of a directed graph.
    Reaching,
    /// All, of an undirected graph.
    Any,
}

/// Relations at an actor, each as often as it is an edge there.
pub(super) struct Steps<'g, V: GraphView + 'g, F> {
    view: &'g V,
    filter: &'g F,
    at: ActorId,
    wanted: Wanted,
    around: V::Incident<'g>,
    /// The last symmetric relation of the actor to itself that was an edge.
    last_loop: Option<RelationId>,
}

impl<'g, V: GraphView, F: EdgeFilter> Steps<'g, V, F> {
    pub(super) fn new(view: &'g V, filter: &'g F, at: ActorId, wanted: Wanted) -> Steps<'g, V, F> {
        Steps { view, filter, at, wanted, around: view.incident(at), last_loop: None }
    }

    /// Relations of an actor to itself stand at it twice: first, by id, as they leave it, then as they reach it.
    fn wants(&mut self, step: Incidence) -> bool {
        let is_loop = step.neighbor == self.at;
        match (step.direction, self.wanted) {
            (Direction::Out, Wanted::Leaving | Wanted::Any) | (Direction::In, Wanted::Reaching) => true,
            (Direction::Out, Wanted::Reaching) | (Direction::In, Wanted::Leaving) => false,
            (Direction::In, Wanted::Any) => !is_loop,
            (Direction::Both, _) if is_loop => {
                let is_first = self.last_loop < Some(step.relation);
                if is_first {
                    self.last_loop = Some(step.relation);
                }
                is_first
            }
            (Direction::Both, _) => true,
        }
    }
}

impl<V: GraphView, F: EdgeFilter> Iterator for Steps<'_, V, F> {
    type Item = Incidence;

    fn next(&mut self) -> Option<Incidence> {
        loop {
            let step = self.around.next()?;
            if self.wants(step) && self.filter.keeps(self.view, step) {
                return Some(step);
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.around.len()))
    }
}

/// Edges at an actor.
pub struct Edges<'g, V: GraphView + 'g, F> {
    pub(super) steps: Steps<'g, V, F>,
    /// True where the actor is the target of each, else it is the source.
    pub(super) at_target: bool,
}

impl<'g, V: GraphView, F: EdgeFilter> Iterator for Edges<'g, V, F> {
    type Item = Edge<'g>;

    fn next(&mut self) -> Option<Edge<'g>> {
        let Incidence { relation: id, neighbor, .. } = self.steps.next()?;
        let (source, target) = if self.at_target { (neighbor, self.steps.at) } else { (self.steps.at, neighbor) };
        Some(Edge { id, source, target, relation: self.steps.view.relation(id) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.steps.size_hint()
    }
}

/// The other ends of edges at an actor, one for each edge.
pub struct Neighbors<'g, V: GraphView + 'g, F>(pub(super) Steps<'g, V, F>);

impl<V: GraphView, F: EdgeFilter> Iterator for Neighbors<'_, V, F> {
    type Item = ActorId;

    fn next(&mut self) -> Option<ActorId> {
        self.0.next().map(|step| step.neighbor)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

/// All edges: every relation from subject to object, by id, then, in a directed graph, the symmetric ones the other
/// way, by id.
pub struct EdgeReferences<'g, V, F> {
    view: &'g V,
    filter: &'g F,
    next: usize,
    /// How often the relations are still to be gone through after this time.
    left: usize,
    /// True in the second turn.
    other_way: bool,
}

impl<'g, V: GraphView, F: EdgeFilter> EdgeReferences<'g, V, F> {
    pub(super) fn new(view: &'g V, filter: &'g F, directed: bool) -> EdgeReferences<'g, V, F> {
        EdgeReferences { view, filter, next: 0, left: usize::from(directed), other_way: false }
    }
}

impl<'g, V: GraphView, F: EdgeFilter> Iterator for EdgeReferences<'g, V, F> {
    type Item = Edge<'g>;

    fn next(&mut self) -> Option<Edge<'g>> {
        loop {
            if self.next == self.view.relation_count() {
                self.left = self.left.checked_sub(1)?;
                (self.next, self.other_way) = (0, true);
                continue;
            }
            let id = RelationId::new(self.next);
            self.next += 1;
            let relation = self.view.relation(id);
            let step = leaving_subject(self.view, id);
            if self.other_way && (step.direction != Direction::Both || relation.subject == relation.object) {
                continue;
            }
            if self.filter.keeps(self.view, step) {
                let ends = (relation.subject, relation.object);
                let (source, target) = if self.other_way { (ends.1, ends.0) } else { ends };
                return Some(Edge { id, source, target, relation });
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let all = self.view.relation_count();
        (0, Some(all - self.next + self.left * all))
    }
}

/// The relation as it stands at its subject.
pub(super) fn leaving_subject(view: &impl GraphView, id: RelationId) -> Incidence {
    let relation = view.relation(id);
    let symmetric = view.schema().relation_kind(relation.kind).symmetric;
    Incidence {
        direction: if symmetric { Direction::Both } else { Direction::Out },
        relation: id,
        neighbor: relation.object,
        kind: relation.kind,
        standing: relation.standing,
    }
}
