//! Ways from best to worst, one at a time, over any number of stops.
//!
//! In: stops. Out: simple ways that lead over all of them in order. Between two stops it is Yen's algorithm (1971) over
//! relations with Lawler's saving (1972): a way is varied only behind the hop where it left the way it came from. Where
//! ways over the same actors count as one, a way is left for another actor, not by another relation. Over more stops,
//! ways to the first are taken one by one, each is continued in every way that touches none of its actors, and the best
//! of all is given out as soon as no other can be better. That may take long where a stop can hardly be reached and
//! left again, so it ends after a number of relations looked at.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::cost::Cost;
use super::in_order;
use super::search::{Costed, Leg, Search};
use super::{Hop, PathQuestion};
use crate::graph::{GraphView, RelationId};
use crate::model::ActorId;

/// Ways over stops behind a way that leads to the first of them.
pub(super) struct Ways {
    /// The actors of what was walked before, and the stops behind the next one: closed to ways to the next stop.
    closed: Vec<ActorId>,
    since: Date,
    start: ActorId,
    goal: ActorId,
    most: usize,
    found: Vec<Vec<Hop>>,
    /// The next best ways to the next stop, with the hop from which each differs from those before it.
    candidates: BTreeMap<Costed, usize>,
    /// Where there are further stops.
    further: Option<Further>,
}

/// Ways that go on behind the next stop.
struct Further {
    stops: Vec<ActorId>,
    before: Vec<Hop>,
    /// The best that can be hoped for behind the next stop.
    at_best: Cost,
    /// The next best way over each way to the next stop, whole, with the way to the stop and the ways that follow.
    heads: BTreeMap<Costed, (Costed, Ways)>,
}

impl Ways {
    /// All ways that a question asks for; none where start and goal are one or where an actor is to be passed twice.
    pub(super) fn asked_for<V: GraphView>(search: &Search<'_, V>, question: &PathQuestion) -> Option<Ways> {
        let stops = question.stops();
        let distinct: BTreeSet<ActorId> = stops.iter().copied().collect();
        if question.from == question.to || distinct.len() < stops.len() || question.count == 0 {
            return None;
        }
        Ways::new(search, Vec::new(), &stops, question.max_hops.unwrap_or(usize::MAX))
    }

    /// Ways over `stops`, of at most `most` hops, behind `before`, which leads to the first of them. `None` where some
    /// stop cannot be reached at all.
    fn new<V: GraphView>(search: &Search<'_, V>, before: Vec<Hop>, stops: &[ActorId], most: usize) -> Option<Ways> {
        let [start, goal, later @ ..] = stops else { return None };
        let mut closed: Vec<ActorId> = before.iter().map(|hop| hop.from).collect();
        closed.extend(later);
        let mut since = Date::MIN;
        if search.in_time_order {
            for hop in &before {
                since = in_order::arrival(search, hop.relation, since)?;
            }
        }
        let further = if later.is_empty() {
            None
        } else {
            let mut at_best = Cost::default();
            for pair in stops[1..].windows(2) {
                let leg =
                    Leg { start: pair[0], goal: pair[1], closed: &[], taken: &BTreeSet::new(), most, since: Date::MIN };
                at_best = at_best.plus(best(search, &leg)?.cost);
            }
            Some(Further { stops: stops[1..].to_vec(), before, at_best, heads: BTreeMap::new() })
        };
        let most = most.checked_sub(later.len()).filter(|most| *most > 0)?;
        let mut ways = Ways {
            closed,
            since,
            start: *start,
            goal: *goal,
            most,
            found: Vec::new(),
            candidates: BTreeMap::new(),
            further,
        };
        ways.vary(search, &[], 0);
        Some(ways)
    }

    /// The next best way; its hops are those behind `before`.
    pub(super) fn next<V: GraphView>(&mut self, search: &Search<'_, V>) -> Option<Costed> {
        let Some(mut further) = self.further.take() else { return self.next_to_stop(search) };
        let best = loop {
            let hoped = self.candidates.first_key_value().map(|(first, _)| first.cost.plus(further.at_best));
            let head = further.heads.first_key_value().map(|(head, _)| head.cost);
            // Among ways of equal cost the relations decide, so all of them must be known.
            let certain = head.is_some_and(|head| hoped.is_none_or(|hoped| head < hoped));
            if certain || search.gave_up() {
                break further.next(search);
            }
            let Some(first) = self.next_to_stop(search) else { break further.next(search) };
            let before = [further.before.as_slice(), &first.hops].concat();
            let left = self.most.saturating_add(further.stops.len() - 1).saturating_sub(first.hops.len());
            if let Some(rest) = Ways::new(search, before, &further.stops, left) {
                further.put_next(search, first, rest);
            }
        };
        self.further = Some(further);
        best
    }

    /// The next best way to the next stop, and its variants among the candidates.
    fn next_to_stop<V: GraphView>(&mut self, search: &Search<'_, V>) -> Option<Costed> {
        let (best, differs_from) = self.candidates.pop_first()?;
        self.found.push(best.hops.clone());
        for spur in differs_from..best.hops.len() {
            self.vary(search, &best.hops[..spur], spur);
        }
        Some(best)
    }

    /// Adds the best way that begins with `root` and leaves it by a relation that no way found did.
    fn vary<V: GraphView>(&mut self, search: &Search<'_, V>, root: &[Hop], spur: usize) {
        let left_by =
            self.found.iter().filter(|hops| hops.len() > spur && hops[..spur] == *root).map(|hops| hops[spur]);
        let taken: BTreeSet<RelationId> = if search.by_actors {
            let left_for: BTreeSet<ActorId> = left_by.map(|hop| hop.to).collect();
            let start = root.last().map_or(self.start, |hop| hop.to);
            search
                .view
                .incident(start)
                .filter(|step| left_for.contains(&step.neighbor))
                .map(|step| step.relation)
                .collect()
        } else {
            left_by.map(|hop| hop.relation).collect()
        };
        let mut closed = self.closed.clone();
        closed.extend(root.iter().map(|hop| hop.from));
        let mut since = self.since;
        if search.in_time_order {
            let arrivals = root.iter().try_fold(since, |since, hop| in_order::arrival(search, hop.relation, since));
            since = arrivals.expect("a way found is in the order of time");
        }
        let start = root.last().map_or(self.start, |hop| hop.to);
        let leg = Leg { start, goal: self.goal, closed: &closed, taken: &taken, most: self.most - spur, since };
        if let Some(rest) = best(search, &leg) {
            let walked = root
                .iter()
                .fold(Cost::default(), |cost, hop| cost.plus(Cost::of_step(search.view, hop.relation, hop.direction)));
            self.candidates.insert(Costed { cost: walked.plus(rest.cost), hops: [root, &rest.hops].concat() }, spur);
        }
    }
}

/// The best way over a leg, in the order of time where that is asked for.
fn best<V: GraphView>(search: &Search<'_, V>, leg: &Leg) -> Option<Costed> {
    if leg.closed.contains(&leg.goal) {
        None
    } else if search.in_time_order {
        in_order::best(search, leg)
    } else {
        search.best(leg)
    }
}

impl Further {
    /// The best of the heads; the next way of the same beginning takes its place.
    fn next<V: GraphView>(&mut self, search: &Search<'_, V>) -> Option<Costed> {
        let (best, (first, rest)) = self.heads.pop_first()?;
        self.put_next(search, first, rest);
        Some(best)
    }

    /// Adds the next best way that begins with `first` and goes on with one of `rest`.
    fn put_next<V: GraphView>(&mut self, search: &Search<'_, V>, first: Costed, mut rest: Ways) {
        if let Some(next) = rest.next(search) {
            let whole = Costed { cost: first.cost.plus(next.cost), hops: [first.hops.as_slice(), &next.hops].concat() };
            self.heads.insert(whole, (first, rest));
        }
    }
}
