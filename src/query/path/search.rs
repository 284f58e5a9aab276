//! The best way from one actor to another, searched from both ends.
//!
//! In: start, goal, what is closed. Out: the best way and its cost. Two breadth-first searches grow level by level,
//! always the one with less before it, until they meet; a level is always finished, so that the actors where they meet
//! lie on all shortest ways. Costs are then summed over those ways alone: most relations looked at never need theirs.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::cost::Cost;
use super::{Filter, Hop, PathQuestion};
use crate::graph::{GraphView, Incidence, RelationId};
use crate::model::ActorId;

/// What all searches of one question share.
pub(super) struct Search<'v, V> {
    pub(super) view: &'v V,
    pub(super) filter: &'v Filter,
    pub(super) in_time_order: bool,
    /// True where ways over the same actors are one way, the best of them.
    pub(super) by_actors: bool,
    /// Relations looked at so far.
    examined: Cell<u64>,
    levels: RefCell<[Levels; 2]>,
}

/// A stretch of a way to be found.
pub(super) struct Leg<'a> {
    pub(super) start: ActorId,
    pub(super) goal: ActorId,
    /// Actors that it must not touch.
    pub(super) closed: &'a [ActorId],
    /// Relations that it must not begin with.
    pub(super) taken: &'a BTreeSet<RelationId>,
    /// At most so many hops.
    pub(super) most: usize,
    /// When the start is reached, in the order of time.
    pub(super) since: Date,
}

/// A way or a stretch of one, with its cost. Ways of one cost are ordered by their relations.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Costed {
    pub(super) cost: Cost,
    pub(super) hops: Vec<Hop>,
}

/// Which end a search grows from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Start,
    Goal,
}

/// How far actors are from one end.
struct Levels {
    /// Hops plus one; 0 where the actor was not reached.
    depth: Vec<u32>,
    reached: Vec<ActorId>,
}

impl<'v, V: GraphView> Search<'v, V> {
    pub(super) fn new(view: &'v V, question: &'v PathQuestion) -> Search<'v, V> {
        let levels = || Levels { depth: vec![0; view.actors().len()], reached: Vec::new() };
        let PathQuestion { filter, in_time_order, diverse, .. } = question;
        Search {
            view,
            filter,
            in_time_order: *in_time_order,
            by_actors: *diverse,
            examined: Cell::new(0),
            levels: RefCell::new([levels(), levels()]),
        }
    }

    /// True where so many relations were looked at that a search which may never end should.
    pub(super) fn gave_up(&self) -> bool {
        /// Some seconds.
        const MOST: u64 = 50_000_000;
        self.examined.get() > MOST
    }

    pub(super) fn count_examined(&self, relations: usize) {
        self.examined.set(self.examined.get() + relations as u64);
    }

    /// The best way over the leg, in whatever order of time. The leg's goal is not closed.
    pub(super) fn best(&self, leg: &Leg) -> Option<Costed> {
        let mut levels = self.levels.borrow_mut();
        let met = self.meet(leg, &mut levels);
        let way = met.map(|met| self.cheapest(leg, &levels, met));
        for side in levels.iter_mut() {
            for actor in side.reached.drain(..) {
                side.depth[actor.index()] = 0;
            }
        }
        way
    }

    /// Steps that the leg may take from an actor to those that are wanted. Whether an actor is wanted is asked first:
    /// it is the cheapest to tell.
    pub(super) fn steps<'a>(
        &'a self,
        leg: &'a Leg,
        at: ActorId,
        wanted: impl Fn(ActorId) -> bool + 'a,
    ) -> impl Iterator<Item = Incidence> + 'a {
        let beside = self.view.incident(at);
        self.count_examined(beside.len());
        beside.filter(move |step| {
            let is_closed =
                || leg.closed.contains(&step.neighbor) || at == leg.start && leg.taken.contains(&step.relation);
            wanted(step.neighbor) && !is_closed() && self.filter.admits_step(self.view, *step)
        })
    }

    /// Steps that the leg may come by to an actor from those that are wanted, as seen from there.
    fn steps_back<'a>(
        &'a self,
        leg: &'a Leg,
        at: ActorId,
        wanted: impl Fn(ActorId) -> bool + 'a,
    ) -> impl Iterator<Item = Incidence> + 'a {
        let beside = self.view.incident(at);
        self.count_examined(beside.len());
        beside.filter(move |step| {
            let is_closed = || {
                leg.closed.contains(&step.neighbor) || step.neighbor == leg.start && leg.taken.contains(&step.relation)
            };
            wanted(step.neighbor) && !is_closed() && self.filter.admits_step_back(self.view, *step)
        })
    }

    /// The wanted actors one step further from an end.
    fn for_each_beyond(
        &self,
        leg: &Leg,
        end: End,
        at: ActorId,
        wanted: impl Fn(ActorId) -> bool,
        mut visit: impl FnMut(ActorId),
    ) {
        match end {
            End::Start => self.steps(leg, at, wanted).for_each(|step| visit(step.neighbor)),
            End::Goal => self.steps_back(leg, at, wanted).for_each(|step| visit(step.neighbor)),
        }
    }

    /// Grows both searches until they meet: the actors where they do, all as far from the start and all as far from the
    /// goal.
    fn meet(&self, leg: &Leg, [from_start, from_goal]: &mut [Levels; 2]) -> Option<Vec<ActorId>> {
        from_start.reach(leg.start, 1);
        from_goal.reach(leg.goal, 1);
        let ahead = |frontier: &[ActorId]| frontier.iter().map(|actor| self.view.incident(*actor).len()).sum::<usize>();
        let mut at_start = (vec![leg.start], self.view.incident(leg.start).len());
        let mut at_goal = (vec![leg.goal], self.view.incident(leg.goal).len());
        for _ in 0..leg.most {
            let end = if at_start.1 <= at_goal.1 { End::Start } else { End::Goal };
            let (near, far, (frontier, _)) = match end {
                End::Start => (&mut *from_start, &*from_goal, &mut at_start),
                End::Goal => (&mut *from_goal, &*from_start, &mut at_goal),
            };
            // The last level is the widest; that the searches meet shows before any of it is written down.
            let mut met = Vec::new();
            for &actor in frontier.iter() {
                self.for_each_beyond(
                    leg,
                    end,
                    actor,
                    |neighbor| far.depth[neighbor.index()] > 0,
                    |neighbor| met.push((actor, neighbor)),
                );
            }
            if !met.is_empty() {
                for (actor, neighbor) in &met {
                    if near.depth[neighbor.index()] == 0 {
                        near.reach(*neighbor, near.depth[actor.index()] + 1);
                    }
                }
                return Some(met.into_iter().map(|(_, neighbor)| neighbor).collect());
            }
            let depth = near.depth[frontier[0].index()] + 1;
            let mut next = Vec::new();
            for &actor in frontier.iter() {
                self.for_each_beyond(
                    leg,
                    end,
                    actor,
                    |neighbor| near.depth[neighbor.index()] == 0,
                    |neighbor| next.push(neighbor),
                );
            }
            next.retain(|neighbor| {
                let is_new = near.depth[neighbor.index()] == 0;
                if is_new {
                    near.reach(*neighbor, depth);
                }
                is_new
            });
            if next.is_empty() {
                return None;
            }
            let further = ahead(&next);
            match end {
                End::Start => at_start = (next, further),
                End::Goal => at_goal = (next, further),
            }
        }
        None
    }

    /// The best of the shortest ways, which all lead over one of the actors in `met`.
    fn cheapest(&self, leg: &Leg, [from_start, from_goal]: &[Levels; 2], met: Vec<ActorId>) -> Costed {
        // Layers of actors on shortest ways, from where the searches met to either end.
        let layers = |levels: &Levels, end: End| {
            let mut layers: Vec<BTreeSet<ActorId>> = vec![met.iter().copied().collect()];
            let depth = |actor: ActorId| levels.depth[actor.index()];
            while let Some(last) = layers.last().filter(|last| last.iter().any(|actor| depth(*actor) > 1)) {
                let mut next = BTreeSet::new();
                for &at in last {
                    let towards = |neighbor: ActorId| depth(neighbor) > 0 && depth(neighbor) + 1 == depth(at);
                    // From a meeting place back to the start is against the way.
                    let back = if end == End::Start { End::Goal } else { End::Start };
                    self.for_each_beyond(leg, back, at, towards, |neighbor| {
                        next.insert(neighbor);
                    });
                }
                layers.push(next);
            }
            layers
        };
        let mut all = layers(from_start, End::Start);
        all.reverse();
        all.extend(layers(from_goal, End::Goal).into_iter().skip(1));
        // What is still to pay, from the goal back to the start.
        let mut to_go: Vec<BTreeMap<ActorId, Cost>> = vec![BTreeMap::new(); all.len()];
        to_go[all.len() - 1].insert(leg.goal, Cost::default());
        for layer in (0..all.len() - 1).rev() {
            let (before, behind) = to_go.split_at_mut(layer + 1);
            for &at in &all[layer] {
                let onwards = self.steps(leg, at, |neighbor| behind[0].contains_key(&neighbor));
                let costs = onwards.map(|step| {
                    Cost::of_step(self.view, step.relation, step.direction).plus(behind[0][&step.neighbor])
                });
                if let Some(least) = costs.min() {
                    before[layer].insert(at, least);
                }
            }
        }
        let mut way = Costed { cost: to_go[0][&leg.start], hops: Vec::with_capacity(all.len() - 1) };
        let mut at = leg.start;
        for layer in 0..all.len() - 1 {
            let (left, behind) = (to_go[layer][&at], &to_go[layer + 1]);
            let hop = self
                .steps(leg, at, |neighbor| behind.contains_key(&neighbor))
                .filter(|step| {
                    Cost::of_step(self.view, step.relation, step.direction).plus(behind[&step.neighbor]) == left
                })
                .map(|step| Hop { from: at, relation: step.relation, direction: step.direction, to: step.neighbor })
                .min()
                .expect("what is left to pay was found over a step");
            at = hop.to;
            way.hops.push(hop);
        }
        way
    }
}

impl Levels {
    fn reach(&mut self, actor: ActorId, depth: u32) {
        self.depth[actor.index()] = depth;
        self.reached.push(actor);
    }
}
