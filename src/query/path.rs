//! How two actors are connected.
//!
//! Searches go over relations, not over neighbours: between two actors any number of relations may run, and the answer names the one used. Decided
//! here, which way is better: fewer hops; then fewer hops walked against their direction; then better documented (more independent publishers, more
//! affirming claims); then better standing. Relations are walked both ways unless the filter says otherwise.
//!
//! Several ways: Yen's algorithm (1971) over relations, so that two ways differ in at least one relation and none visits an actor twice.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

use super::{Filter, Obstacle};
use crate::graph::{Direction, GraphView, Incidence, RelationId, Standing};
use crate::model::ActorId;

/// A way from one actor to another. Hops join end to end, no actor comes twice; none where start and goal are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// In order.
    pub hops: Vec<Hop>,
}

/// One relation on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hop {
    /// Where it is entered.
    pub from: ActorId,
    /// The relation used.
    pub relation: RelationId,
    /// Which way it runs, seen from `from`.
    pub direction: Direction,
    /// Where it leads.
    pub to: ActorId,
}

/// What would open a way that a filter closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The condition that closes it; `None` where it takes dropping several.
    pub obstacle: Option<Obstacle>,
    /// Hops of the best way without that condition.
    pub hops: usize,
}

/// Sums over a way, compared in this order: less is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    hops: usize,
    against: usize,
    missing_publishers: usize,
    missing_claims: usize,
    doubt: usize,
}

/// The best `count` ways from one actor to another, best first; fewer where there are no more, none where there is no way.
///
/// `O((a + r) log a)` for the first and that times the hops of the ways found for each further one, in actors `a` and relations `r`.
pub fn paths(view: &impl GraphView, from: ActorId, to: ActorId, filter: &Filter, count: usize) -> Vec<Path> {
    let search = Search { view, filter, to };
    let mut found: Vec<(Cost, Vec<Hop>)> = Vec::new();
    // Candidates for the next best way, best first, each once.
    let mut candidates: BTreeSet<(Cost, Vec<Hop>)> = search.best(from, &[], &BTreeSet::new(), Cost::default()).into_iter().collect();
    while found.len() < count {
        let Some(best) = candidates.pop_first() else { break };
        for spur in 0..best.1.len() {
            let root = &best.1[..spur];
            let start = best.1[spur].from;
            let taken: BTreeSet<RelationId> = found
                .iter()
                .chain([&best])
                .filter(|(_, hops)| hops.len() > spur && hops[..spur] == *root)
                .map(|(_, hops)| hops[spur].relation)
                .collect();
            let root_cost = root.iter().fold(Cost::default(), |cost, hop| search.plus(cost, hop.direction, hop.relation));
            if let Some((cost, hops)) = search.best(start, root, &taken, root_cost) {
                candidates.insert((cost, [root, &hops].concat()));
            }
        }
        found.push(best);
    }
    found.into_iter().map(|(_, hops)| Path { hops }).collect()
}

/// Where there is no way: which conditions of the filter close one, each with the way it would open; then, where no single one does, whether
/// dropping all of them would. Empty where nothing connects the two.
pub fn ways_around(view: &impl GraphView, from: ActorId, to: ActorId, filter: &Filter) -> Vec<Way> {
    let hops_under = |filter: &Filter| paths(view, from, to, filter, 1).first().map(|path| path.hops.len());
    let obstacles = [Obstacle::Kind, Obstacle::Standing, Obstacle::Direction, Obstacle::Length];
    let single: Vec<Way> = obstacles
        .into_iter()
        .filter_map(|obstacle| {
            let hops = hops_under(&filter.without(obstacle)?)?;
            Some(Way { obstacle: Some(obstacle), hops })
        })
        .collect();
    if !single.is_empty() {
        return single;
    }
    let unfiltered = obstacles.into_iter().fold(filter.clone(), |filter, obstacle| filter.without(obstacle).unwrap_or(filter));
    hops_under(&unfiltered).map(|hops| Way { obstacle: None, hops }).into_iter().collect()
}

struct Search<'v, V> {
    view: &'v V,
    filter: &'v Filter,
    to: ActorId,
}

impl<V: GraphView> Search<'_, V> {
    /// Dijkstra's algorithm from `start` to the goal, not through actors of `root`, not starting with a relation of `taken`.
    fn best(&self, start: ActorId, root: &[Hop], taken: &BTreeSet<RelationId>, so_far: Cost) -> Option<(Cost, Vec<Hop>)> {
        let passed: BTreeSet<ActorId> = root.iter().map(|hop| hop.from).collect();
        let mut best: HashMap<ActorId, (Cost, Option<Hop>)> = HashMap::from([(start, (so_far, None))]);
        let mut open = BinaryHeap::from([Reverse((so_far, start))]);
        while let Some(Reverse((cost, actor))) = open.pop() {
            if best[&actor].0 < cost {
                continue;
            }
            if actor == self.to {
                return Some((cost, self.walk_back(start, &best)));
            }
            if self.filter.max_hops.is_some_and(|most| cost.hops >= most) {
                continue;
            }
            for Incidence { direction, relation, neighbor } in self.view.incident(actor) {
                let closed = self.filter.directed && direction == Direction::In
                    || passed.contains(&neighbor)
                    || actor == start && taken.contains(&relation)
                    || !self.filter.admits(self.view.relation(relation));
                if closed {
                    continue;
                }
                let reached = self.plus(cost, direction, relation);
                if best.get(&neighbor).is_none_or(|(known, _)| reached < *known) {
                    best.insert(neighbor, (reached, Some(Hop { from: actor, relation, direction, to: neighbor })));
                    open.push(Reverse((reached, neighbor)));
                }
            }
        }
        None
    }

    fn walk_back(&self, start: ActorId, best: &HashMap<ActorId, (Cost, Option<Hop>)>) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut at = self.to;
        while at != start {
            let hop = best[&at].1.expect("every actor but the start was reached by a hop");
            at = hop.from;
            hops.push(hop);
        }
        hops.reverse();
        hops
    }

    fn plus(&self, cost: Cost, direction: Direction, relation: RelationId) -> Cost {
        // Beyond these numbers more publishers or claims make no difference between ways.
        const ENOUGH_PUBLISHERS: usize = 16;
        const ENOUGH_CLAIMS: usize = 64;
        let relation = self.view.relation(relation);
        Cost {
            hops: cost.hops + 1,
            against: cost.against + usize::from(direction == Direction::In),
            missing_publishers: cost.missing_publishers + ENOUGH_PUBLISHERS.saturating_sub(relation.publishers + usize::from(relation.unnamed_publisher)),
            missing_claims: cost.missing_claims + ENOUGH_CLAIMS.saturating_sub(relation.affirming),
            doubt: cost.doubt + Standing::ALL.iter().position(|standing| *standing == relation.standing).expect("all are listed"),
        }
    }
}
