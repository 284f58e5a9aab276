//! Which actors are joined by chains of relations, however long.
//!
//! In: a filter. Out: sets of two actors or more. Where the filter asks for direction, sets within which a chain leads
//! along relations from everybody to everybody and back (strong components), else those joined whichever way relations
//! run (weak components). Both are petgraph's `kosaraju_scc`, which is linear and does not call itself: in a graph read
//! without direction strong components are the weak ones. An actor related to itself alone is joined to nobody.

use petgraph::algo::kosaraju_scc;

use super::groups::gathered;
use super::{Filter, Filtered, Group, SimpleGraph};
use crate::graph::GraphView;
use crate::model::ActorId;

/// The components as groups, biggest first, then by their first member. Linear in the relations but for sorting.
pub fn components(view: &impl GraphView, filter: &Filter) -> Vec<Group> {
    let sets = if filter.directed { kosaraju_scc(Filtered::new(view, filter)) } else { connected(view, filter) };
    // Where nobody else is in an actor's set, its number is one that nobody shares.
    let mut number: Vec<usize> = (sets.len()..sets.len() + view.actors().len()).collect();
    for (index, actor) in sets.iter().enumerate().flat_map(|(index, set)| set.iter().map(move |actor| (index, actor))) {
        number[actor.index()] = index;
    }
    gathered(&SimpleGraph::new(view, &Filter { directed: false, ..filter.clone() }), |actor| number[actor.index()])
}

/// Sets of actors joined whichever way relations run, in no order that means anything.
pub(super) fn connected(view: &impl GraphView, filter: &Filter) -> Vec<Vec<ActorId>> {
    let mut sets = kosaraju_scc(Filtered::new(view, filter).undirected());
    sets.retain(|set| set.len() > 1);
    sets
}
