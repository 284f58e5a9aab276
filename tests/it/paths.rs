//! Paths are what plain and slow searches find: breadth-first search for the length, exhaustion for everything else.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use kg::graph::{Direction, Graph, GraphView, RelationId, Standing};
use kg::model::ActorId;
use kg::query::{Filter, Obstacle, Path, PathQuestion, neighbors, paths, ways_around};
use proptest::prelude::*;

use crate::multigraph::{filter, graph, of_warnings, steps, years};
use crate::properties::cases;

const FROM: usize = 0;
const TO: usize = 1;
/// More ways than a small graph has.
const ALL: usize = 100_000;

fn question(filter: Filter) -> PathQuestion {
    PathQuestion { filter, ..PathQuestion::new(ActorId::new(FROM), ActorId::new(TO)) }
}

/// Hops to every actor that can be reached.
fn breadth_first(graph: &Graph, filter: &Filter, from: ActorId) -> BTreeMap<ActorId, usize> {
    let mut hops = BTreeMap::from([(from, 0)]);
    let mut queue = VecDeque::from([from]);
    while let Some(at) = queue.pop_front() {
        for step in steps(graph, filter, at) {
            if !hops.contains_key(&step.to) {
                hops.insert(step.to, hops[&at] + 1);
                queue.push_back(step.to);
            }
        }
    }
    hops
}

/// Every simple path that the question admits, relation by relation, by exhaustion.
fn every_path(graph: &Graph, question: &PathQuestion) -> Vec<Vec<RelationId>> {
    fn walk(
        graph: &Graph,
        question: &PathQuestion,
        visited: &mut Vec<ActorId>,
        relations: &mut Vec<RelationId>,
        found: &mut Vec<Vec<RelationId>>,
    ) {
        let at = *visited.last().expect("a path starts somewhere");
        if at == question.to {
            let mut via = question.via.iter().peekable();
            for actor in visited.iter() {
                via.next_if_eq(&actor);
            }
            if via.next().is_none()
                && (!question.in_time_order || in_order(graph, &question.filter, relations, i16::MIN))
            {
                found.push(relations.clone());
            }
            return;
        }
        if question.max_hops.is_some_and(|most| relations.len() >= most) {
            return;
        }
        for step in steps(graph, &question.filter, at) {
            if !visited.contains(&step.to) {
                visited.push(step.to);
                relations.push(step.relation);
                walk(graph, question, visited, relations, found);
                relations.pop();
                visited.pop();
            }
        }
    }
    let mut found = Vec::new();
    walk(graph, question, &mut vec![question.from], &mut Vec::new(), &mut found);
    found.sort();
    found
}

/// True where years can be chosen for the relations, none before the one before; tries every year.
fn in_order(graph: &Graph, filter: &Filter, relations: &[RelationId], since: i16) -> bool {
    let Some((first, rest)) = relations.split_first() else { return true };
    let relation = graph.relation(*first);
    let any_year = filter.undated && relation.undated && in_order(graph, filter, rest, since);
    any_year
        || years(graph, filter, relation).into_iter().any(|(from, to)| {
            let early_enough = [from.max(since)]
                .into_iter()
                .chain(2000..2008)
                .filter(|year| (from..=to).contains(year) && *year >= since);
            early_enough.into_iter().any(|year| in_order(graph, filter, rest, year))
        })
}

fn relations(path: &Path) -> Vec<RelationId> {
    path.hops.iter().map(|hop| hop.relation).collect()
}

/// What ranks paths, less is better: hops, standing, publishers, direction, claims.
fn rank(graph: &Graph, path: &Path) -> (usize, usize, isize, usize, isize) {
    let of = |hop: &kg::query::Hop| graph.relation(hop.relation);
    let doubt = |relation: &kg::graph::Relation| match relation.standing {
        Standing::Curated | Standing::Reviewed | Standing::Disputed => 0,
        Standing::Corroborated => 1,
        Standing::Stated => 2,
        Standing::Alleged => 3,
        Standing::NotActual => 4,
        Standing::Denied => 5,
        Standing::Rejected => 6,
    };
    (
        path.hops.len(),
        path.hops.iter().map(|hop| doubt(of(hop))).sum(),
        -path
            .hops
            .iter()
            .map(|hop| (of(hop).publishers + usize::from(of(hop).unnamed_publisher)) as isize)
            .sum::<isize>(),
        path.hops.iter().filter(|hop| hop.direction == Direction::In).count(),
        -path.hops.iter().map(|hop| of(hop).affirming as isize).sum::<isize>(),
    )
}

fn check_all(graph: &Graph, question: &PathQuestion) -> Result<(), TestCaseError> {
    let expected = every_path(graph, question);
    let answer = paths(graph, question);
    prop_assert!(!answer.gave_up);
    let ranks: Vec<_> = answer.paths.iter().map(|path| rank(graph, path)).collect();
    prop_assert!(ranks.is_sorted(), "{ranks:?}");
    for path in &answer.paths {
        let mut at = question.from;
        for hop in &path.hops {
            prop_assert_eq!(hop.from, at);
            at = hop.to;
        }
        prop_assert_eq!(at, question.to);
    }
    let first = PathQuestion { count: 1, ..question.clone() };
    prop_assert_eq!(paths(graph, &first).paths, answer.paths[..answer.paths.len().min(1)].to_vec());
    let mut found: Vec<Vec<RelationId>> = answer.paths.iter().map(relations).collect();
    found.sort();
    prop_assert_eq!(found, expected);
    Ok(())
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn a_path_is_as_short_as_breadth_first_search_finds(
        graph in graph(40, 140),
        filter in filter(40),
        max_hops in prop::option::of(1_usize..6),
    ) {
        let expected = breadth_first(&graph, &filter, ActorId::new(FROM))
            .get(&ActorId::new(TO))
            .copied()
            .filter(|hops| max_hops.is_none_or(|most| *hops <= most));
        let found = paths(&graph, &PathQuestion { max_hops, ..question(filter) });
        prop_assert_eq!(found.paths.first().map(|path| path.hops.len()), expected);
    }

    #[test]
    fn several_paths_are_all_there_are_from_best_to_worst(
        graph in graph(6, 30),
        filter in filter(6),
        max_hops in prop::option::of(1_usize..5),
    ) {
        check_all(&graph, &PathQuestion { count: ALL, max_hops, ..question(filter) })?;
    }

    #[test]
    fn paths_over_given_actors_are_all_there_are(
        graph in graph(6, 30),
        filter in filter(6),
        via in prop::sample::subsequence(vec![2, 3, 4], 1..3),
        max_hops in prop::option::of(2_usize..6),
    ) {
        let via = via.into_iter().map(ActorId::new).collect();
        check_all(&graph, &PathQuestion { count: ALL, max_hops, via, ..question(filter) })?;
    }

    #[test]
    fn paths_in_the_order_of_time_are_all_there_are(
        graph in graph(6, 30),
        filter in filter(6),
        via in prop::sample::subsequence(vec![2, 3], 0..2),
        max_hops in prop::option::of(1_usize..5),
    ) {
        let via = via.into_iter().map(ActorId::new).collect();
        check_all(&graph, &PathQuestion { count: ALL, max_hops, via, in_time_order: true, ..question(filter) })?;
    }

    #[test]
    fn diverse_paths_are_paths_over_different_actors(
        graph in graph(6, 30),
        filter in filter(6),
        count in 1_usize..6,
        via in prop::sample::subsequence(vec![2, 3], 0..2),
    ) {
        let via = via.into_iter().map(ActorId::new).collect();
        let question = PathQuestion { count, via, diverse: true, ..question(filter) };
        let actors = |path: &[RelationId]| -> Vec<ActorId> {
            let mut at = question.from;
            path.iter()
                .map(|id| graph.relation(*id))
                .map(|relation| {
                    at = if relation.subject == at { relation.object } else { relation.subject };
                    at
                })
                .collect()
        };
        let every = every_path(&graph, &question);
        let different: BTreeSet<Vec<ActorId>> = every.iter().map(|path| actors(path)).collect();
        let found: Vec<Vec<RelationId>> = paths(&graph, &question).paths.iter().map(relations).collect();
        prop_assert_eq!(
            found.iter().map(|path| actors(path)).collect::<BTreeSet<_>>().len(),
            count.min(different.len())
        );
        prop_assert_eq!(found.len(), count.min(different.len()));
        prop_assert!(found.iter().all(|path| every.contains(path)));
    }

    #[test]
    fn what_stands_in_the_way_does(
        graph in graph(10, 20),
        filter in filter(10),
        max_hops in prop::option::of(1_usize..4),
        in_time_order in any::<bool>(),
    ) {
        let question = PathQuestion { max_hops, in_time_order, ..question(filter) };
        if !paths(&graph, &question).paths.is_empty() {
            return Ok(());
        }
        let unfiltered =
            breadth_first(&graph, &Filter::everything(), ActorId::new(FROM)).get(&ActorId::new(TO)).copied();
        let ways = ways_around(&graph, &question);
        prop_assert_eq!(ways.is_empty(), unfiltered.is_none());
        for way in ways {
            let opened = match way.obstacle {
                Some(obstacle) => question.without(obstacle).expect("a condition that restricts"),
                None => Obstacle::ALL
                    .into_iter()
                    .fold(question.clone(), |question, obstacle| question.without(obstacle).unwrap_or(question)),
            };
            prop_assert_eq!(
                every_path(&graph, &PathQuestion { max_hops: Some(way.hops), ..opened.clone() })
                    .iter()
                    .map(Vec::len)
                    .min(),
                Some(way.hops)
            );
        }
    }

    #[test]
    fn neighbors_are_those_within_reach(graph in graph(12, 30), filter in filter(12), depth in 1_usize..4) {
        let center = ActorId::new(FROM);
        let within: BTreeSet<ActorId> = breadth_first(&graph, &filter, center)
            .into_iter()
            .filter(|(_, hops)| *hops <= depth)
            .map(|(actor, _)| actor)
            .collect();
        let found: BTreeSet<ActorId> =
            neighbors(&graph, center, &filter, depth).into_iter().map(|neighbor| neighbor.to).chain([center]).collect();
        prop_assert_eq!(found, within);
    }
}

/// Ten ways lead through actor 2, which everybody has to do with; one, longer, goes around it.
#[test]
fn diverse_paths_do_not_all_lead_through_one_hub() {
    let mut warnings = vec![(2, 1), (0, 20), (20, 21), (21, 22), (22, 1)];
    warnings.extend((3..13).flat_map(|actor| [(0, actor), (actor, 2)]));
    let graph = of_warnings(23, &warnings);
    let over = |diverse: bool| -> Vec<bool> {
        let question = PathQuestion { count: 3, diverse, ..question(Filter::default()) };
        paths(&graph, &question).paths.iter().map(|path| path.between().any(|actor| actor == ActorId::new(2))).collect()
    };
    assert_eq!(over(false), [true, true, true]);
    assert_eq!(over(true), [true, false, true]);
}
