//! Who stands around an actor.

use std::collections::{BTreeMap, BTreeSet};

use super::Filter;
use crate::graph::{Direction, GraphView, Incidence, RelationId};
use crate::model::ActorId;

/// One relation that leads from an actor already reached to its neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbor {
    /// Hops from the actor asked about to `from`, plus one.
    pub distance: usize,
    /// The actor already reached.
    pub from: ActorId,
    /// Which way the relation runs, seen from `from`.
    pub direction: Direction,
    /// The relation.
    pub relation: RelationId,
    /// The neighbour.
    pub to: ActorId,
}

/// Relations around an actor up to `depth` hops away: nearest first, then by the actor they start from, kind, direction
/// and neighbour.
///
/// Each relation comes once, from the end that is nearer.
pub fn neighbors(view: &impl GraphView, actor: ActorId, filter: &Filter, depth: usize) -> Vec<Neighbor> {
    let mut distances: BTreeMap<ActorId, usize> = BTreeMap::from([(actor, 0)]);
    let mut used: BTreeSet<RelationId> = BTreeSet::new();
    let mut frontier = vec![actor];
    let mut found = Vec::new();
    for distance in 1..=depth {
        let mut next: BTreeSet<ActorId> = BTreeSet::new();
        let mut level: Vec<Neighbor> = Vec::new();
        for &from in &frontier {
            for step in view.incident(from) {
                let Incidence { direction, relation, neighbor: to, .. } = step;
                if filter.admits_step(view, step) && used.insert(relation) {
                    level.push(Neighbor { distance, from, direction, relation, to });
                    if !distances.contains_key(&to) {
                        next.insert(to);
                    }
                }
            }
        }
        level.sort_by_key(|neighbor| {
            (neighbor.from, view.relation(neighbor.relation).kind, neighbor.direction, neighbor.to)
        });
        found.append(&mut level);
        for &reached in &next {
            distances.insert(reached, distance);
        }
        if next.is_empty() {
            break;
        }
        frontier = next.into_iter().collect();
    }
    found
}
