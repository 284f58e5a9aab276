//! Finding the rows of a pattern.
//!
//! In: a pattern. Out: rows, ordered by their actors. Arrows are taken in an order planned so that each has as few
//! candidates as can be told beforehand: a named actor's relations are counted, a variable that is bound by then counts
//! as an average actor, and only where nothing is named every actor is tried once. A search with too many rows, or one
//! that looks at too many relations, ends and says so.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Arrow, End, Motif};
use crate::graph::{GraphView, Incidence, RelationId};
use crate::model::ActorId;
use crate::query::{Path, PathQuestion, paths};

/// A choice of actors for the variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// By variable; for those without a name, one that fits.
    pub actors: Vec<ActorId>,
}

/// The rows of a pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Each choice of actors for the variables with a name once, by their keys.
    pub rows: Vec<Row>,
    /// True where the search ended before every row was found.
    pub gave_up: bool,
    /// Where there is no row: the position of the arrow that could not be satisfied together with those planned before
    /// it.
    pub failed_at: Option<usize>,
}

/// What stands behind an arrow in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// The relations that fit; at least one.
    Relations(Vec<RelationId>),
    /// The best way.
    Path(Path),
}

/// Finds the rows.
pub fn matches(view: &impl GraphView, motif: &Motif) -> Matches {
    let named = (0..motif.variables.len()).filter(|index| motif.variables[*index].name.is_some()).collect();
    let bound = vec![None; motif.variables.len()];
    let mut solver = Solver {
        view,
        motif,
        plan: plan(view, motif),
        named,
        bound,
        rows: BTreeMap::new(),
        deepest: 0,
        examined: Cell::new(0),
    };
    solver.solve(0);
    let failed_at = solver.plan.get(solver.deepest).copied().filter(|_| solver.rows.is_empty());
    Matches {
        gave_up: solver.gave_up(),
        failed_at,
        rows: solver.rows.into_values().map(|actors| Row { actors }).collect(),
    }
}

/// The relations behind each arrow of a row, in the order of the arrows.
pub fn links(view: &impl GraphView, motif: &Motif, row: &Row) -> Vec<Link> {
    let actor = |end: End| match end {
        End::Variable(index) => row.actors[index],
        End::Actor(actor) => actor,
    };
    let link = |arrow: &Arrow| match arrow.reach {
        Some((_, most)) => Link::Path(
            way(view, arrow, actor(arrow.subject), actor(arrow.object), most).unwrap_or(Path { hops: Vec::new() }),
        ),
        None => Link::Relations(
            between(view, arrow, actor(arrow.subject), actor(arrow.object))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
        ),
    };
    motif.arrows.iter().map(link).collect()
}

/// Positions of arrows in the order to take them.
fn plan(view: &impl GraphView, motif: &Motif) -> Vec<usize> {
    let actors = view.actors().len().max(1) as f64;
    let average = 2.0 * view.relation_count() as f64 / actors;
    let nothing_named =
        motif.arrows.iter().all(|arrow| matches!((arrow.subject, arrow.object), (End::Variable(_), End::Variable(_))));
    let mut by_kind = vec![0.0; view.schema().relation_kinds.len()];
    for index in (0..view.relation_count()).filter(|_| nothing_named) {
        by_kind[view.relation(RelationId::new(index)).kind.index()] += 1.0;
    }
    let of_kinds = |arrow: &Arrow| match arrow.filter.kinds.is_empty() {
        true => view.relation_count() as f64,
        false => arrow.filter.kinds.iter().map(|kind| by_kind[kind.index()]).sum(),
    };
    let mut bound: BTreeSet<usize> = BTreeSet::new();
    let mut left: Vec<usize> = (0..motif.arrows.len()).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let around = |end: End| match end {
            End::Actor(actor) => Some(view.incident(actor).len() as f64),
            End::Variable(index) => bound.contains(&index).then_some(average),
        };
        let candidates = |arrow: &Arrow| {
            let further = arrow.reach.map_or(1.0, |(_, most)| average.max(1.0).powi(most.min(10) as i32 - 1));
            match (around(arrow.subject), around(arrow.object)) {
                (Some(_), Some(_)) => 0.0,
                (Some(degree), None) | (None, Some(degree)) => (degree * further).min(actors),
                (None, None) => of_kinds(arrow).max(actors) * further,
            }
        };
        let best = (0..left.len())
            .min_by(|a, b| candidates(&motif.arrows[left[*a]]).total_cmp(&candidates(&motif.arrows[left[*b]])))
            .expect("an arrow is left");
        let arrow = left.remove(best);
        order.push(arrow);
        for end in [motif.arrows[arrow].subject, motif.arrows[arrow].object] {
            if let End::Variable(index) = end {
                bound.insert(index);
            }
        }
    }
    order
}

struct Solver<'a, V> {
    view: &'a V,
    motif: &'a Motif,
    plan: Vec<usize>,
    named: Vec<usize>,
    bound: Vec<Option<ActorId>>,
    /// By the actors of the variables with a name.
    rows: BTreeMap<Vec<ActorId>, Vec<ActorId>>,
    /// The most arrows that were satisfied together.
    deepest: usize,
    examined: Cell<u64>,
}

impl<V: GraphView> Solver<'_, V> {
    fn gave_up(&self) -> bool {
        const MOST_ROWS: usize = 100_000;
        /// Some seconds.
        const MOST_EXAMINED: u64 = 100_000_000;
        self.rows.len() >= MOST_ROWS || self.examined.get() > MOST_EXAMINED
    }

    /// Satisfies the arrows planned from here on in every way.
    fn solve(&mut self, planned: usize) {
        self.deepest = self.deepest.max(planned);
        let row: Option<Vec<ActorId>> = self.named.iter().map(|index| self.bound[*index]).collect();
        if self.gave_up() || row.as_ref().is_some_and(|row| self.rows.contains_key(row)) {
            return;
        }
        let Some(&arrow) = self.plan.get(planned) else {
            let actors = self.bound.iter().map(|actor| actor.expect("every variable is at the end of an arrow"));
            self.rows.insert(row.expect("every variable is bound"), actors.collect());
            return;
        };
        let motif = self.motif;
        let arrow = &motif.arrows[arrow];
        match (self.value(arrow.subject), self.value(arrow.object)) {
            (Ok(subject), Ok(object)) => {
                if self.joins(arrow, subject, object) {
                    self.solve(planned + 1);
                }
            }
            (Ok(subject), Err(object)) => {
                let candidates = self.reached(arrow, subject, false);
                self.try_each(object, candidates, planned + 1);
            }
            (Err(subject), Ok(object)) => {
                let candidates = self.reached(arrow, object, true);
                self.try_each(subject, candidates, planned + 1);
            }
            (Err(subject), Err(object)) => {
                // The end that fewer actors can be.
                let end = if self.motif.variables[subject].kinds.is_empty()
                    && !self.motif.variables[object].kinds.is_empty()
                {
                    object
                } else {
                    subject
                };
                self.try_each(end, (0..self.view.actors().len()).map(ActorId::new).collect(), planned);
            }
        }
    }

    /// The actor at an end, or the variable that is not bound yet.
    fn value(&self, end: End) -> Result<ActorId, usize> {
        match end {
            End::Actor(actor) => Ok(actor),
            End::Variable(index) => self.bound[index].ok_or(index),
        }
    }

    fn try_each(&mut self, variable: usize, candidates: Vec<ActorId>, planned: usize) {
        for actor in candidates {
            if self.fits(variable, actor) {
                self.bound[variable] = Some(actor);
                self.solve(planned);
                self.bound[variable] = None;
            }
        }
    }

    fn fits(&self, variable: usize, actor: ActorId) -> bool {
        let Self { motif, bound, named, .. } = self;
        let kinds = &motif.variables[variable].kinds;
        let taken = motif.variables[variable].name.is_some() && named.iter().any(|other| bound[*other] == Some(actor));
        (kinds.is_empty() || kinds.contains(&self.view.actors().get(actor).kind)) && !taken
    }

    fn joins(&self, arrow: &Arrow, subject: ActorId, object: ActorId) -> bool {
        match arrow.reach {
            Some((least, most)) => {
                way(self.view, arrow, subject, object, most).is_some_and(|way| way.hops.len() >= least)
            }
            None => {
                self.examined.set(self.examined.get() + self.view.incident(subject).len() as u64);
                between(self.view, arrow, subject, object).next().is_some()
            }
        }
    }

    /// Whom the arrow leads to from `at`, or, backwards, from whom it leads there; by key.
    fn reached(&self, arrow: &Arrow, at: ActorId, backwards: bool) -> Vec<ActorId> {
        let admits = |step: &Incidence| match backwards {
            false => arrow.filter.admits_step(self.view, *step),
            true => arrow.filter.admits_step_back(self.view, *step),
        };
        let around = |actor: ActorId| {
            let beside = self.view.incident(actor);
            self.examined.set(self.examined.get() + beside.len() as u64);
            beside.filter(admits).map(|step| step.neighbor)
        };
        let Some((least, most)) = arrow.reach else {
            return around(at).collect::<BTreeSet<_>>().into_iter().collect();
        };
        let mut seen = BTreeSet::from([at]);
        let mut level = BTreeSet::from([at]);
        let mut reached = BTreeSet::new();
        for distance in 1..=most {
            level = level.iter().flat_map(|actor| around(*actor)).filter(|actor| !seen.contains(actor)).collect();
            if level.is_empty() {
                break;
            }
            seen.extend(&level);
            if distance >= least {
                reached.extend(&level);
            }
        }
        reached.into_iter().collect()
    }
}

/// The relations that an arrow finds between two actors.
fn between<'v>(
    view: &'v impl GraphView,
    arrow: &'v Arrow,
    subject: ActorId,
    object: ActorId,
) -> impl Iterator<Item = RelationId> + 'v {
    view.incident(subject)
        .filter(move |step| step.neighbor == object && arrow.filter.admits_step(view, *step))
        .map(|step| step.relation)
}

/// The best way of an arrow with a star.
fn way(view: &impl GraphView, arrow: &Arrow, subject: ActorId, object: ActorId, most: usize) -> Option<Path> {
    let question =
        PathQuestion { filter: arrow.filter.clone(), max_hops: Some(most), ..PathQuestion::new(subject, object) };
    paths(view, &question).paths.pop()
}
