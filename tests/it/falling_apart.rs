//! What hangs together and what falls apart, by petgraph's algorithms, is what does when it is tried: actors and ties
//! taken away one after the other, and what is left joined anew.

use std::collections::{BTreeMap, BTreeSet};

use kg::graph::{Graph, GraphView, RelationId};
use kg::model::ActorId;
use kg::query::{Cuts, Filter, Group, components, cuts, stats};
use proptest::prelude::*;

use crate::algorithms::{Arc, arcs, sorted};
use crate::multigraph::{filter, graph, of_warnings, passes, steps};
use crate::properties::cases;

/// Every set of actors, of those that are left, joined by relations that are left.
fn joined(
    graph: &Graph,
    filter: &Filter,
    without: Option<ActorId>,
    without_tie: Option<[ActorId; 2]>,
) -> Vec<BTreeSet<ActorId>> {
    let left = |(a, b, _): &Arc| {
        ![*a, *b].iter().any(|end| Some(*end) == without)
            && without_tie.is_none_or(|tie| BTreeSet::from([*a, *b]) != BTreeSet::from(tie))
    };
    let arcs: Vec<Arc> = arcs(graph, filter, false).into_iter().filter(left).collect();
    let mut sets: Vec<BTreeSet<ActorId>> = graph
        .actors()
        .iter()
        .map(|(id, _)| id)
        .filter(|id| Some(*id) != without)
        .map(|id| BTreeSet::from([id]))
        .collect();
    for (a, b, _) in arcs {
        let (meeting, mut rest): (Vec<_>, Vec<_>) =
            sets.into_iter().partition(|set| set.contains(&a) || set.contains(&b));
        rest.push(meeting.into_iter().flatten().collect());
        sets = rest;
    }
    sets
}

/// Everybody whom steps lead to, and the actor itself.
fn reached(graph: &Graph, filter: &Filter, from: ActorId) -> BTreeSet<ActorId> {
    let (mut reached, mut open) = (BTreeSet::from([from]), vec![from]);
    while let Some(at) = open.pop() {
        open.extend(steps(graph, filter, at).into_iter().map(|step| step.to).filter(|to| reached.insert(*to)));
    }
    reached
}

fn members(groups: Vec<Group>) -> BTreeSet<BTreeSet<ActorId>> {
    groups.into_iter().map(|group| group.members.into_iter().collect()).collect()
}

fn check_components(graph: &Graph, filter: &Filter) -> Result<(), TestCaseError> {
    let either_way = Filter { directed: false, ..filter.clone() };
    let expected: BTreeSet<BTreeSet<ActorId>> =
        joined(graph, filter, None, None).into_iter().filter(|set| set.len() > 1).collect();
    let figures = stats(graph, filter);
    prop_assert_eq!(figures.components, expected.len());
    prop_assert_eq!(figures.tied_actors, expected.iter().map(BTreeSet::len).sum::<usize>());
    prop_assert_eq!(figures.biggest_component, expected.iter().map(BTreeSet::len).max().unwrap_or(0));
    let weak = components(graph, &either_way);
    prop_assert!(weak.iter().all(|group| group.outside == 0));
    prop_assert_eq!(
        weak.iter().map(|group| group.inside as usize).sum::<usize>(),
        arcs(graph, filter, false).iter().filter(|(a, b, _)| a != b).count()
    );
    prop_assert_eq!(members(weak), expected);
    // Of whom each leads to each.
    let along = Filter { directed: true, ..filter.clone() };
    let reach: BTreeMap<ActorId, BTreeSet<ActorId>> =
        graph.actors().iter().map(|(id, _)| (id, reached(graph, &along, id))).collect();
    let strong: BTreeSet<BTreeSet<ActorId>> = reach
        .iter()
        .map(|(id, reached)| reached.iter().copied().filter(|other| reach[other].contains(id)).collect())
        .filter(|set: &BTreeSet<ActorId>| set.len() > 1)
        .collect();
    prop_assert_eq!(members(components(graph, &along)), strong);
    Ok(())
}

fn check_cuts(graph: &Graph, filter: &Filter) -> Result<(), TestCaseError> {
    let Cuts { actors, ties } = cuts(graph, filter);
    let whole = joined(graph, filter, None, None);
    let component = |actor: ActorId| whole.iter().find(|set| set.contains(&actor)).expect("every actor is in one");
    let mut expected_actors = Vec::new();
    for (actor, _) in graph.actors().iter() {
        let parts: Vec<BTreeSet<ActorId>> = joined(graph, filter, Some(actor), None)
            .into_iter()
            .filter(|set| set.is_subset(component(actor)))
            .collect();
        if parts.len() > 1 {
            expected_actors.push((actor, parts));
        }
    }
    prop_assert_eq!(
        sorted(actors.iter().map(|cut| cut.actor)),
        expected_actors.iter().map(|(actor, _)| *actor).collect::<Vec<_>>()
    );
    prop_assert!(actors.is_sorted_by_key(|cut| std::cmp::Reverse(cut.apart())));
    for cut in &actors {
        let parts = &expected_actors.iter().find(|(actor, _)| *actor == cut.actor).expect("just compared").1;
        let neighbors: BTreeSet<ActorId> = graph
            .incident(cut.actor)
            .filter(|step| passes(graph, filter, graph.relation(step.relation)))
            .map(|step| step.neighbor)
            .collect();
        let expected =
            sorted(parts.iter().map(|part| (part.len(), part.intersection(&neighbors).copied().collect::<Vec<_>>())));
        prop_assert_eq!(
            sorted(cut.parts.iter().map(|part| (part.actors, sorted(part.tied.iter().copied())))),
            expected
        );
        for part in &cut.parts {
            let tied = part.tied.first().expect("somebody is tied to it");
            let whole = parts.iter().find(|whole| whole.contains(tied)).expect("a part is one");
            let behind: BTreeSet<ActorId> = part.behind.iter().copied().collect();
            prop_assert!(behind.is_subset(&whole.difference(&neighbors).copied().collect()), "{:?}", part);
            prop_assert_eq!(part.behind.len(), (part.actors - part.tied.len()).min(6));
        }
        prop_assert!(cut.parts.is_sorted_by_key(|part| std::cmp::Reverse(part.actors)));
    }
    let mut tied: BTreeMap<[ActorId; 2], Vec<RelationId>> = BTreeMap::new();
    for (a, b, id) in arcs(graph, filter, false).into_iter().filter(|(a, b, _)| a != b) {
        tied.entry([a.min(b), a.max(b)]).or_default().push(id);
    }
    tied.retain(|tie, _| joined(graph, filter, None, Some(*tie)).len() > whole.len());
    prop_assert_eq!(
        sorted(ties.iter().map(|cut| [cut.near.min(cut.far), cut.near.max(cut.far)])),
        tied.keys().copied().collect::<Vec<_>>()
    );
    prop_assert!(ties.is_sorted_by_key(|cut| std::cmp::Reverse(cut.far_actors)));
    for cut in ties {
        let tie = [cut.near.min(cut.far), cut.near.max(cut.far)];
        prop_assert_eq!(&cut.relations, &tied[&tie]);
        let sides = joined(graph, filter, None, Some(tie));
        let side = |end: ActorId| sides.iter().find(|set| set.contains(&end)).expect("every actor is in one");
        prop_assert_eq!((cut.near_actors, cut.far_actors), (side(cut.near).len(), side(cut.far).len()));
        prop_assert!(cut.near_actors >= cut.far_actors);
        prop_assert!(cut.beside_far.iter().all(|actor| side(cut.far).contains(actor)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn components_are_who_is_joined(graph in graph(10, 16), filter in filter(10)) {
        check_components(&graph, &filter)?;
    }

    #[test]
    fn what_is_cut_falls_apart_when_it_is_taken_away(graph in graph(12, 20), filter in filter(12)) {
        check_cuts(&graph, &filter)?;
    }
}

/// Recursion as deep as the chain would end the program.
#[test]
fn a_long_chain_is_cut_everywhere() {
    const LENGTH: usize = 100_000;
    let ends: Vec<(usize, usize)> = (1..LENGTH).map(|end| (end - 1, end)).collect();
    let graph = of_warnings(LENGTH, &ends);
    let found = cuts(&graph, &Filter::default());
    assert_eq!((found.actors.len(), found.ties.len()), (LENGTH - 2, LENGTH - 1));
    assert_eq!(found.actors[0].apart(), LENGTH / 2 - 1);
    assert_eq!((found.ties[0].near_actors, found.ties[0].far_actors), (LENGTH / 2, LENGTH / 2));
    assert_eq!(components(&graph, &Filter::default()).len(), 1);
    assert_eq!(components(&graph, &Filter { directed: true, ..Filter::default() }), []);
    assert_eq!(stats(&graph, &Filter::default()).biggest_component, LENGTH);
}

/// Two warnings side by side are one tie; one of two ways around is none.
#[test]
fn side_by_side_relations_are_one_tie() {
    let graph = of_warnings(6, &[(0, 1), (1, 0), (1, 2), (2, 3), (3, 1), (2, 2), (4, 5)]);
    let found = cuts(&graph, &Filter::default());
    assert_eq!(found.actors.iter().map(|cut| cut.actor.index()).collect::<Vec<_>>(), [1]);
    let ties: Vec<_> = found.ties.iter().map(|cut| (cut.near.index(), cut.far.index(), cut.relations.len())).collect();
    assert_eq!(ties, [(1, 0, 2), (4, 5, 1)]);
}

#[test]
fn nothing_falls_apart_where_nothing_is() {
    let graph = Graph::default();
    assert_eq!(cuts(&graph, &Filter::default()), Cuts::default());
    assert_eq!(components(&graph, &Filter::default()), []);
}
