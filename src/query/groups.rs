//! Which actors belong together.
//!
//! In: a filter. Out: groups of actors with more ties inside than chance would have, by the Leiden algorithm (Traag,
//! Waltman and van Eck 2019) over the graph with one weighted tie between two actors ([`SimpleGraph`]). Decided here:
//! direction says nothing of belonging together and is not looked at; the algorithm draws from a fixed seed, so that
//! the same graph gives the same groups; a group is named by its best-tied actors, because what it is only a reader can
//! say. Groups of actors joined by chains of relations are in `components`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig};

use super::{Filter, SimpleGraph};
use crate::graph::GraphView;
use crate::model::ActorId;

/// Actors that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Those with the most relations inside the group first, then by key; at least two.
    pub members: Vec<ActorId>,
    /// Relations between members that pass the filter.
    pub inside: u64,
    /// Relations between a member and somebody else that pass the filter.
    pub outside: u64,
}

/// The groups, biggest first, then by their first member. `resolution` above 1 gives more and smaller ones. Near to
/// linear in the ties.
pub fn groups(view: &impl GraphView, filter: &Filter, resolution: f64) -> Vec<Group> {
    const SEED: u64 = 1;
    let graph = SimpleGraph::new(view, &Filter { directed: false, ..filter.clone() });
    let actors: Vec<ActorId> = (0..graph.actors()).map(ActorId::new).filter(|actor| graph.is_tied(*actor)).collect();
    let mut place = vec![usize::MAX; graph.actors()];
    for (index, actor) in actors.iter().enumerate() {
        place[actor.index()] = index;
    }
    let mut builder = GraphDataBuilder::new(actors.len());
    for &actor in &actors {
        for tie in graph.ties(actor).iter().filter(|tie| actor < tie.to) {
            builder
                .add_edge(place[actor.index()], place[tie.to.index()], f64::from(tie.weight))
                .expect("both ends are known and the weight is finite");
        }
    }
    let config = LeidenConfig { seed: Some(SEED), resolution, ..LeidenConfig::default() };
    let found =
        builder.build().and_then(|ties| Leiden::new(config).run(&ties)).expect("the ties are those of a simple graph");
    gathered(&graph, |actor| found.partition.community_of(place[actor.index()]))
}

/// The groups of tied actors that have one number each, biggest first, then by their first member; of two at least.
pub(super) fn gathered(graph: &SimpleGraph, community: impl Fn(ActorId) -> usize) -> Vec<Group> {
    let mut members: BTreeMap<usize, Vec<ActorId>> = BTreeMap::new();
    for actor in (0..graph.actors()).map(ActorId::new).filter(|actor| graph.is_tied(*actor)) {
        members.entry(community(actor)).or_default().push(actor);
    }
    let weight = |actor: ActorId, inside: bool| -> u64 {
        graph
            .ties(actor)
            .iter()
            .filter(|tie| (community(tie.to) == community(actor)) == inside)
            .map(|tie| u64::from(tie.weight))
            .sum()
    };
    let mut groups: Vec<Group> = members
        .into_values()
        .filter(|members| members.len() > 1)
        .map(|mut members| {
            members.sort_by_key(|actor| (Reverse(weight(*actor, true)), *actor));
            let sum = |inside: bool| members.iter().map(|actor| weight(*actor, inside)).sum::<u64>();
            Group { inside: sum(true) / 2, outside: sum(false), members }
        })
        .collect();
    groups.sort_by_key(|group| (Reverse(group.members.len()), group.members.iter().copied().min()));
    groups
}
