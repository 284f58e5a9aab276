//! The best way on which no hop is earlier than the one before.
//!
//! In: start, goal, when the start is reached. Out: the best way and its cost. A hop takes place on some day of a
//! period of its relation that passes the filter; days may be chosen so that none lies before the one of the hop
//! before. What is given as a year may be any day of it. A relation that does not say when is on no such way, or fits
//! anywhere where undated ones are asked for.
//!
//! The search grows level by level from the start and keeps, at each actor, the ways of that length that no other beats
//! in both the day of arrival and the cost. A later arrival over more hops is dropped: the earlier one could take its
//! place and make the way shorter.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Hop;
use super::cost::Cost;
use super::search::{Costed, Leg, Search};
use crate::graph::{GraphView, RelationId};
use crate::model::ActorId;

/// A way from the start, kept as its last hop and the place of the way before it.
struct Label {
    at: ActorId,
    arrival: Date,
    cost: Cost,
    last: Option<(Hop, usize)>,
}

/// The best way over the leg in the order of time. The leg's goal is not closed.
pub(super) fn best<V: GraphView>(search: &Search<'_, V>, leg: &Leg) -> Option<Costed> {
    let mut labels = vec![Label { at: leg.start, arrival: leg.since, cost: Cost::default(), last: None }];
    let mut earliest: BTreeMap<ActorId, Date> = BTreeMap::from([(leg.start, leg.since)]);
    let mut frontier = vec![0];
    for _ in 0..leg.most {
        let mut next: BTreeMap<ActorId, Vec<usize>> = BTreeMap::new();
        for &index in &frontier {
            let Label { at, arrival: since, cost, .. } = labels[index];
            for step in search.steps(leg, at, |_| true) {
                let Some(arrival) = arrival(search, step.relation, since) else { continue };
                if earliest.get(&step.neighbor).is_some_and(|earlier| *earlier <= arrival) {
                    continue;
                }
                let cost = cost.plus(Cost::of_step(search.view, step.relation, step.direction));
                let there = next.entry(step.neighbor).or_default();
                if there.iter().any(|&other| labels[other].arrival <= arrival && labels[other].cost <= cost) {
                    continue;
                }
                there.retain(|&other| labels[other].arrival < arrival || labels[other].cost < cost);
                there.push(labels.len());
                let hop = Hop { from: at, relation: step.relation, direction: step.direction, to: step.neighbor };
                labels.push(Label { at: step.neighbor, arrival, cost, last: Some((hop, index)) });
            }
        }
        if let Some(arrived) = next.get(&leg.goal) {
            let best = arrived.iter().min_by_key(|index| labels[**index].cost)?;
            return Some(Costed { cost: labels[*best].cost, hops: walk_back(&labels, *best) });
        }
        if next.is_empty() {
            return None;
        }
        frontier.clear();
        for (actor, indices) in next {
            earliest.extend(indices.iter().map(|index| labels[*index].arrival).min().map(|arrival| (actor, arrival)));
            frontier.extend(indices);
        }
    }
    None
}

/// The first day, not before `since`, on which a hop over the relation may take place.
pub(super) fn arrival<V: GraphView>(search: &Search<'_, V>, relation: RelationId, since: Date) -> Option<Date> {
    let relation = search.view.relation(relation);
    if search.filter.undated && relation.undated {
        return Some(since);
    }
    search
        .filter
        .periods(search.view.schema(), relation)
        .filter(|period| period.to().is_none_or(|to| since <= to.last_day()))
        .map(|period| period.from().map_or(since, |from| since.max(from.first_day())))
        .min()
}

fn walk_back(labels: &[Label], end: usize) -> Vec<Hop> {
    let mut hops = Vec::new();
    let mut at = end;
    while let Some((hop, before)) = labels[at].last {
        hops.push(hop);
        at = before;
    }
    hops.reverse();
    hops
}
