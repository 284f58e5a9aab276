//! Without whom groups fall apart.
//!
//! In: a filter. Out: actors without whom a component would be several (articulation points), and ties without which it
//! would (bridges), each with what falls apart. A tie is all relations between two actors: where two of them run side
//! by side, to lose one parts nobody, so what is asked is whether everything that is said between the two holds a group
//! together. Direction is not looked at.
//!
//! petgraph says which: its `articulation_points` and `bridges` do not call themselves and are linear (a chain and a
//! ring of 1,000,000 actors: `benches/questions.rs`); over parallel edges `bridges` names all relations of a tie. How
//! many actors stand behind each, petgraph does not say. Its dominators would tell, but take 44 s for a ring of 20,000
//! actors and four times that for twice as many; its `depth_first_search` calls itself. So it is told here, from the
//! order of one walk by its `Dfs`: those below an actor in such a walk stand in one stretch of its order.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use petgraph::Undirected;
use petgraph::algo::articulation_points::articulation_points;
use petgraph::algo::bridges;
use petgraph::visit::{Dfs, EdgeRef, IntoEdges, IntoNeighbors, IntoNodeIdentifiers, VisitMap};

use super::{Filter, Filtered};
use crate::graph::{GraphView, RelationId, Subgraph};
use crate::model::ActorId;

/// What holds groups together. What cuts off most actors first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Actors without whom a group falls apart.
    pub actors: Vec<ActorCut>,
    /// Ties without which one does.
    pub ties: Vec<TieCut>,
}

/// An actor without whom its component falls apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorCut {
    /// The actor.
    pub actor: ActorId,
    /// What the others fall into, biggest first; at least two.
    pub parts: Vec<CutPart>,
}

/// Actors that stay together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutPart {
    /// How many.
    pub actors: usize,
    /// Those of them who are tied to the actor that is gone, those with the most relations first; at least one.
    pub tied: Vec<ActorId>,
    /// Some of the others, who hang on these: all where they are few.
    pub behind: Vec<ActorId>,
}

/// Two actors whose tie holds their component together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieCut {
    /// The end on the bigger side; where both are alike, the first by key.
    pub near: ActorId,
    /// The end on the smaller side.
    pub far: ActorId,
    /// All relations between the two that pass the filter; at least one.
    pub relations: Vec<RelationId>,
    /// How many actors are on the bigger side.
    pub near_actors: usize,
    /// How many are on the smaller side.
    pub far_actors: usize,
    /// Those of the smaller side who are tied to its end, those with the most relations first.
    pub beside_far: Vec<ActorId>,
}

impl ActorCut {
    /// How many actors stand apart from the biggest part.
    pub fn apart(&self) -> usize {
        self.parts.iter().skip(1).map(|part| part.actors).sum()
    }
}

/// So many of those behind are named.
const FEW: usize = 6;

/// The relations that pass, read without direction.
type Ties<'g, V> = Subgraph<'g, V, Filter, Undirected>;

/// Every actor and every tie without which a component falls apart. Linear in the relations but for sorting.
pub fn cuts(view: &impl GraphView, filter: &Filter) -> Cuts {
    let graph = Filtered::new(view, filter).undirected();
    let walk = Walk::over(graph);
    let to_others = |actor: ActorId| graph.edges(actor).filter(|edge| edge.target() != edge.source()).count();
    let relations: Vec<usize> = graph.node_identifiers().map(to_others).collect();
    let most_related = |actors: &mut Vec<ActorId>| {
        actors.sort_by_key(|actor| (Reverse(relations[actor.index()]), *actor));
        actors.dedup();
    };
    Cuts { actors: actor_cuts(graph, &walk, most_related), ties: tie_cuts(graph, &walk, most_related) }
}

fn actor_cuts<V: GraphView>(graph: Ties<V>, walk: &Walk, most_related: impl Fn(&mut Vec<ActorId>)) -> Vec<ActorCut> {
    // By actor: those right below it who, with all below them, hang on it alone.
    let mut hanging: BTreeMap<ActorId, Vec<ActorId>> =
        articulation_points(graph).into_iter().map(|actor| (actor, Vec::new())).collect();
    for &actor in &walk.order {
        if let Some(above) = walk.above[actor.index()]
            && walk.earliest[actor.index()] >= walk.place[above.index()]
            && let Some(hanging) = hanging.get_mut(&above)
        {
            hanging.push(actor);
        }
    }
    let cut = |(actor, tops): (ActorId, Vec<ActorId>)| {
        let mut parts = walk.parts(actor, &tops, graph.neighbors(actor).filter(|neighbor| *neighbor != actor));
        for part in &mut parts {
            most_related(&mut part.tied);
            most_related(&mut part.behind);
        }
        parts.sort_by_key(|part| (Reverse(part.actors), part.tied.first().copied()));
        ActorCut { actor, parts }
    };
    let mut cuts: Vec<ActorCut> = hanging.into_iter().map(cut).collect();
    cuts.sort_by_key(|cut| (Reverse(cut.apart()), Reverse(cut.parts.len()), cut.actor));
    cuts
}

fn tie_cuts<V: GraphView>(graph: Ties<V>, walk: &Walk, most_related: impl Fn(&mut Vec<ActorId>)) -> Vec<TieCut> {
    let mut between: BTreeMap<(ActorId, ActorId), Vec<RelationId>> = BTreeMap::new();
    for edge in bridges(graph) {
        let (a, b) = (edge.source(), edge.target());
        between.entry((a.min(b), a.max(b))).or_default().push(edge.id());
    }
    let cut = |((a, b), relations): ((ActorId, ActorId), Vec<RelationId>)| {
        let (of_a, of_b) = walk.sides(a, b);
        let ((near, near_actors), (far, far_actors)) =
            if of_a >= of_b { ((a, of_a), (b, of_b)) } else { ((b, of_b), (a, of_a)) };
        let mut beside_far: Vec<ActorId> =
            graph.neighbors(far).filter(|neighbor| ![near, far].contains(neighbor)).collect();
        most_related(&mut beside_far);
        TieCut { near, far, relations, near_actors, far_actors, beside_far }
    };
    let mut cuts: Vec<TieCut> = between.into_iter().map(cut).collect();
    cuts.sort_by_key(|cut| (Reverse(cut.far_actors), cut.near, cut.far));
    cuts
}

/// A depth-first walk over every component. In a graph without direction every relation then joins an actor with one
/// that it hangs below, however far.
struct Walk {
    /// Actors as the walk comes by. Those below an actor follow it in one stretch.
    order: Vec<ActorId>,
    /// By actor: its place in the order.
    place: Vec<usize>,
    /// By actor: the one it hangs on; `None` for the first of a component.
    above: Vec<Option<ActorId>>,
    /// By actor: the first place that a relation of it or of somebody below it leads to.
    earliest: Vec<usize>,
    /// By actor: it and how many hang below it.
    size: Vec<usize>,
    /// By actor: the first of its component.
    first: Vec<ActorId>,
}

impl Walk {
    fn over<V: GraphView>(graph: Ties<V>) -> Walk {
        let mut order: Vec<ActorId> = Vec::new();
        let mut dfs = Dfs::empty(graph);
        let actors = graph.node_identifiers().len();
        let mut place = vec![usize::MAX; actors];
        let mut above = vec![None; actors];
        let mut earliest = vec![usize::MAX; actors];
        let mut first: Vec<ActorId> = graph.node_identifiers().collect();
        for start in graph.node_identifiers() {
            if dfs.discovered.is_visited(&start) {
                continue;
            }
            dfs.move_to(start);
            while let Some(actor) = dfs.next(graph) {
                place[actor.index()] = order.len();
                order.push(actor);
                // The walk came from the last of the neighbours it has been at.
                let places = || graph.neighbors(actor).map(|neighbor| place[neighbor.index()]);
                let hangs_on = places().filter(|at| *at < place[actor.index()]).max().map(|at| order[at]);
                earliest[actor.index()] = places().min().unwrap_or(usize::MAX).min(place[actor.index()]);
                above[actor.index()] = hangs_on;
                first[actor.index()] = hangs_on.map_or(actor, |above| first[above.index()]);
            }
        }
        let mut size = vec![1; actors];
        for &actor in order.iter().rev() {
            if let Some(above) = above[actor.index()] {
                size[above.index()] += size[actor.index()];
                earliest[above.index()] = earliest[above.index()].min(earliest[actor.index()]);
            }
        }
        Walk { order, place, above, earliest, size, first }
    }

    /// What is left of a component without one of its actors: what hangs below each of `tops`, which stand in the order
    /// of the walk, and the rest, where there is any. `tied` are the actor's neighbours.
    fn parts(&self, actor: ActorId, tops: &[ActorId], tied: impl Iterator<Item = ActorId>) -> Vec<CutPart> {
        let part = |actors: usize| CutPart { actors, tied: Vec::new(), behind: Vec::new() };
        let mut parts: Vec<CutPart> = tops.iter().map(|top| part(self.size[top.index()])).collect();
        let below: usize = parts.iter().map(|part| part.actors).sum();
        parts.push(part(self.size[self.first[actor.index()].index()] - 1 - below));
        for neighbor in tied {
            let place = self.place[neighbor.index()];
            let top = tops.partition_point(|top| self.place[top.index()] <= place).checked_sub(1);
            let part = top.filter(|top| self.below(tops[*top]).contains(&place));
            parts[part.unwrap_or(tops.len())].tied.push(neighbor);
        }
        for (index, part) in parts.iter_mut().enumerate() {
            part.tied.sort();
            let stretches = tops.get(index).map_or_else(|| self.rest(actor, tops), |top| vec![self.below(*top)]);
            let members = stretches.into_iter().flatten().map(|place| self.order[place]);
            part.behind = members.filter(|member| part.tied.binary_search(member).is_err()).take(FEW).collect();
        }
        parts.retain(|part| part.actors > 0);
        parts
    }

    /// The stretch of the order in which an actor and those below it stand.
    fn below(&self, top: ActorId) -> Range<usize> {
        let start = self.place[top.index()];
        start..start + self.size[top.index()]
    }

    /// What is left of a component without an actor and without what hangs below each of `tops`.
    fn rest(&self, actor: ActorId, tops: &[ActorId]) -> Vec<Range<usize>> {
        let whole = self.below(self.first[actor.index()]);
        let place = self.place[actor.index()];
        let gone = std::iter::once(place..place + 1).chain(tops.iter().map(|top| self.below(*top)));
        let mut stretches = Vec::with_capacity(tops.len() + 2);
        let mut start = whole.start;
        for gone in gone {
            stretches.push(start..gone.start);
            start = gone.end;
        }
        stretches.push(start..whole.end);
        stretches
    }

    /// How many actors are on either side of a tie that parts its component.
    fn sides(&self, a: ActorId, b: ActorId) -> (usize, usize) {
        let all = self.size[self.first[a.index()].index()];
        // The later of the two hangs on the other.
        if self.place[a.index()] > self.place[b.index()] {
            (self.size[a.index()], all - self.size[a.index()])
        } else {
            (all - self.size[b.index()], self.size[b.index()])
        }
    }
}
