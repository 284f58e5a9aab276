//! Whom two actors both have to do with.
//!
//! In: two actors, a filter. Out: the actors tied to both, each with the relations to either. Decided here, who comes
//! first: the one whose weaker side is carried by more publishers, then by more claims that affirm; then the one with
//! fewer relations, because what two actors share with a great power says less of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Filter, Neighbor, neighbors};
use crate::graph::GraphView;
use crate::model::ActorId;

/// An actor tied to both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Common {
    /// The actor.
    pub actor: ActorId,
    /// Relations between the first of the two and the actor, seen from the first; at least one.
    pub with_first: Vec<Neighbor>,
    /// Relations between the second of the two and the actor, seen from the second; at least one.
    pub with_second: Vec<Neighbor>,
}

/// The actors tied to both, most telling first. Where the filter asks for direction, those that both lead to. Linear in
/// the relations of the two.
pub fn common(view: &impl GraphView, first: ActorId, second: ActorId, filter: &Filter) -> Vec<Common> {
    let around = |actor: ActorId| {
        let mut by_neighbor: BTreeMap<ActorId, Vec<Neighbor>> = BTreeMap::new();
        for neighbor in neighbors(view, actor, filter, 1) {
            by_neighbor.entry(neighbor.to).or_default().push(neighbor);
        }
        by_neighbor
    };
    let mut around_second = around(second);
    let shared = around(first).into_iter().filter(|(actor, _)| *actor != first && *actor != second);
    let mut found: Vec<Common> = shared
        .filter_map(|(actor, with_first)| {
            let with_second = around_second.remove(&actor)?;
            Some(Common { actor, with_first, with_second })
        })
        .collect();
    let publishers =
        |side: &[Neighbor]| side.iter().map(|neighbor| view.relation(neighbor.relation).publishers).max().unwrap_or(0);
    let claims =
        |side: &[Neighbor]| side.iter().map(|neighbor| view.relation(neighbor.relation).affirming).sum::<usize>();
    found.sort_by_cached_key(|common| {
        let weaker = |count: &dyn Fn(&[Neighbor]) -> usize| count(&common.with_first).min(count(&common.with_second));
        (Reverse(weaker(&publishers)), Reverse(weaker(&claims)), view.incident(common.actor).len(), common.actor)
    });
    found
}
