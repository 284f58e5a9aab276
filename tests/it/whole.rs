//! Questions about the whole graph give what plain definitions give.

use std::collections::{BTreeMap, BTreeSet};

use kg::graph::{Graph, GraphView, RelationId, Standing};
use kg::model::ActorId;
use kg::query::{Filter, Measure, common, groups, neighbors, rank, stats, timeline};
use proptest::prelude::*;

use crate::multigraph::{filter, graph, passes, steps};
use crate::properties::cases;

const ACTORS: usize = 8;

fn actors() -> impl Iterator<Item = ActorId> {
    (0..ACTORS).map(ActorId::new)
}

/// Weight of the tie from each actor to each other.
fn ties(graph: &Graph, filter: &Filter) -> BTreeMap<(ActorId, ActorId), u64> {
    let mut ties = BTreeMap::new();
    for from in actors() {
        for step in steps(graph, filter, from).into_iter().filter(|step| step.to != from) {
            *ties.entry((from, step.to)).or_default() += 1;
        }
    }
    ties
}

/// Every way without a circle, with its length in parts of a tie of weight one.
fn ways(
    ties: &BTreeMap<(ActorId, ActorId), u64>,
    way: &mut Vec<ActorId>,
    length: u64,
    found: &mut Vec<(u64, Vec<ActorId>)>,
) {
    let at = *way.last().expect("a way starts somewhere");
    for (&(from, to), weight) in ties {
        if from == at && !way.contains(&to) {
            way.push(to);
            found.push((length + 720_720 / weight, way.clone()));
            ways(ties, way, length + 720_720 / weight, found);
            way.pop();
        }
    }
}

/// The share of pairs of others whose shortest way leads over each actor.
fn betweenness(ties: &BTreeMap<(ActorId, ActorId), u64>, tied: usize) -> BTreeMap<ActorId, f64> {
    let mut shares: BTreeMap<ActorId, f64> = BTreeMap::new();
    for from in actors() {
        let mut found = Vec::new();
        ways(ties, &mut vec![from], 0, &mut found);
        for to in actors() {
            let to_it: Vec<&(u64, Vec<ActorId>)> = found.iter().filter(|(_, way)| way.last() == Some(&to)).collect();
            let Some(shortest) = to_it.iter().map(|(length, _)| *length).min() else { continue };
            let best: Vec<&Vec<ActorId>> =
                to_it.iter().filter(|(length, _)| *length == shortest).map(|(_, way)| way).collect();
            for way in &best {
                for over in &way[1..way.len() - 1] {
                    *shares.entry(*over).or_default() += 1.0 / best.len() as f64;
                }
            }
        }
    }
    let pairs = (tied * tied.saturating_sub(1)) as f64 - 2.0 * (tied as f64 - 1.0);
    shares.values_mut().for_each(|share| *share /= pairs);
    shares
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn ranks_are_what_their_definitions_say(graph in graph(ACTORS, 18), filter in filter(ACTORS)) {
        let ties_along = ties(&graph, &filter);
        let either_way = ties(&graph, &Filter { directed: false, ..filter.clone() });
        let tied: BTreeSet<ActorId> = either_way.keys().map(|(from, _)| *from).collect();
        let degree = rank(&graph, &filter, Measure::Degree).ranked;
        prop_assert_eq!(degree.iter().map(|row| row.actor).collect::<BTreeSet<_>>(), tied.clone());
        for row in &degree {
            prop_assert_eq!(row.score as usize, ties_along.keys().filter(|(from, _)| *from == row.actor).count());
            prop_assert_eq!(
                row.relations,
                either_way.iter().filter(|((from, _), _)| *from == row.actor).map(|(_, weight)| *weight).sum::<u64>()
            );
        }
        let expected = betweenness(&ties_along, tied.len());
        let ranking = rank(&graph, &filter, Measure::Betweenness);
        prop_assert_eq!(ranking.sampled, None);
        for row in ranking.ranked {
            prop_assert!(
                (row.score - expected.get(&row.actor).copied().unwrap_or(0.0)).abs() < 1e-9,
                "{:?} {:?}",
                row,
                expected
            );
        }
        let shares = rank(&graph, &filter, Measure::PageRank).ranked;
        let of = |actor: ActorId| shares.iter().find(|row| row.actor == actor).map_or(0.0, |row| row.score);
        let out = |actor: ActorId| {
            ties_along.iter().filter(|((from, _), _)| *from == actor).map(|(_, weight)| *weight).sum::<u64>()
        };
        let stuck: f64 = tied.iter().filter(|actor| out(**actor) == 0).map(|actor| of(*actor)).sum();
        for &actor in &tied {
            let comes: f64 = ties_along
                .iter()
                .filter(|((_, to), _)| *to == actor)
                .map(|((from, _), weight)| of(*from) * *weight as f64 / out(*from) as f64)
                .sum();
            let expected = (0.15 + 0.85 * stuck) / tied.len() as f64 + 0.85 * comes;
            prop_assert!((of(actor) - expected).abs() < 1e-9, "{} {}", of(actor), expected);
        }
    }

    #[test]
    fn groups_are_apart_and_their_relations_are_counted(graph in graph(ACTORS, 24), filter in filter(ACTORS)) {
        let either_way = ties(&graph, &Filter { directed: false, ..filter.clone() });
        let found = groups(&graph, &filter, 1.0);
        prop_assert_eq!(&found, &groups(&graph, &filter, 1.0));
        let mut seen = BTreeSet::new();
        for group in &found {
            prop_assert!(group.members.len() > 1);
            prop_assert!(group.members.iter().all(|actor| seen.insert(*actor)), "nobody is in two groups");
            let has = |actor: &ActorId| group.members.contains(actor);
            let inside: u64 =
                either_way.iter().filter(|((from, to), _)| has(from) && has(to)).map(|(_, weight)| *weight).sum();
            let outside: u64 =
                either_way.iter().filter(|((from, to), _)| has(from) && !has(to)).map(|(_, weight)| *weight).sum();
            prop_assert_eq!((group.inside, group.outside), (inside / 2, outside));
        }
    }

    #[test]
    fn actors_in_common_are_neighbors_of_both(graph in graph(ACTORS, 24), filter in filter(ACTORS)) {
        let (a, b) = (ActorId::new(0), ActorId::new(1));
        let around = |actor: ActorId| -> BTreeSet<ActorId> {
            steps(&graph, &filter, actor).into_iter().map(|step| step.to).filter(|to| *to != a && *to != b).collect()
        };
        let found = common(&graph, a, b, &filter);
        prop_assert_eq!(found.iter().map(|common| common.actor).collect::<BTreeSet<_>>(), &around(a) & &around(b));
        for common in found {
            let with: Vec<_> =
                neighbors(&graph, a, &filter, 1).into_iter().filter(|neighbor| neighbor.to == common.actor).collect();
            prop_assert_eq!(common.with_first, with);
        }
    }

    #[test]
    fn a_timeline_has_every_claim_once_in_order(graph in graph(5, 24)) {
        let actor = ActorId::new(0);
        let everything = Filter::everything();
        let entries = timeline(&graph, actor, None, &everything);
        let relations = (0..graph.relation_count())
            .map(|index| graph.relation(RelationId::new(index)))
            .filter(|relation| relation.subject == actor || relation.object == actor);
        let expected: BTreeSet<_> = relations.flat_map(|relation| relation.claims.iter().copied()).collect();
        prop_assert_eq!(entries.iter().map(|entry| entry.claim).collect::<BTreeSet<_>>(), expected.clone());
        prop_assert_eq!(entries.len(), expected.len());
        prop_assert!(entries.is_sorted_by_key(|entry| (entry.date.is_none(), entry.date)));
    }

    #[test]
    fn figures_add_up(graph in graph(ACTORS, 24), filter in filter(ACTORS)) {
        let found = stats(&graph, &filter);
        let relations: Vec<_> = (0..graph.relation_count())
            .map(|index| graph.relation(RelationId::new(index)))
            .filter(|relation| passes(&graph, &filter, relation))
            .collect();
        prop_assert_eq!(found.relations, relations.len());
        prop_assert_eq!(
            found.claims + found.rejected_claims,
            relations.iter().map(|relation| relation.claims.len()).sum::<usize>()
        );
        prop_assert_eq!(found.relations_by_standing.iter().map(|(_, count)| count).sum::<usize>(), found.relations);
        prop_assert_eq!(
            found
                .relations_by_standing
                .iter()
                .find(|(standing, _)| *standing == Standing::Stated)
                .map(|(_, count)| *count),
            Some(relations.iter().filter(|relation| relation.standing == Standing::Stated).count())
        );
        prop_assert!(found.biggest_component <= found.tied_actors && found.components <= found.tied_actors / 2);
    }
}
