//! Which relations a question may use: one type for paths, neighbours, common neighbours, patterns, timelines, ranks
//! and exports.
//!
//! In: conditions. Out: whether a relation, or a step along it, may be used, and what forbids it. Decided here, what a
//! date asks: as of a date, states that held then and events that had happened by then; between two dates, what held or
//! happened in some of that time. A relation that does not say when passes no condition of time unless undated ones are
//! asked for: to let it pass would invent a date. For the same reason what is only known to have ended counts at its
//! end alone, while what is only known to have begun goes on. Where a relation has several periods, one is enough.

use std::collections::BTreeSet;

use crate::graph::visit::EdgeFilter;
use crate::graph::{Direction, GraphView, Incidence, Relation, Standing, Subgraph};
use crate::model::{ActorId, PartialDate, Period, RelationKindId, Schema, Temporal};

/// Which relations a question may use. The default: every kind, and what carries by its standing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these kinds; all where empty.
    pub kinds: BTreeSet<RelationKindId>,
    /// Not these kinds.
    pub not_kinds: BTreeSet<RelationKindId>,
    /// Only these standings; where empty, those that carry.
    pub standings: BTreeSet<Standing>,
    /// Also these standings.
    pub include: BTreeSet<Standing>,
    /// Only along the direction of a relation.
    pub directed: bool,
    /// As things stood at this date.
    pub as_of: Option<PartialDate>,
    /// Only what held or happened in some of this time.
    pub between: Option<Period>,
    /// Also what does not say when, where time is asked for.
    pub undated: bool,
    /// At least so many independent publishers that are named.
    pub min_publishers: usize,
    /// Not what the name of its subject says already.
    pub no_trivial: bool,
    /// Not to, from or over these actors.
    pub avoid: BTreeSet<ActorId>,
}

/// All actors of a view and the relations that pass a filter, as a petgraph graph: directed, or, by
/// [`Subgraph::undirected`], not. petgraph wants the type to say which, so [`Filter::directed`] is not looked at.
///
/// ```
/// use kg::graph::Graph;
/// use kg::query::{Filter, Filtered};
/// use petgraph::algo::kosaraju_scc;
///
/// let (graph, filter) = (Graph::default(), Filter::default());
/// assert!(kosaraju_scc(Filtered::new(&graph, &filter)).is_empty());
/// ```
pub type Filtered<'g, V> = Subgraph<'g, V, Filter>;

/// What keeps a relation or a path out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// Its kind is not among those asked for, or among those not wanted.
    Kind,
    /// Its standing carries nothing unless included.
    Standing,
    /// It is not of the time asked for, or does not say when it was.
    Time,
    /// Too few independent publishers carry it.
    Publishers,
    /// The name of its subject says it already.
    Trivial,
    /// It concerns an actor to be avoided.
    Avoided,
    /// It would have to be walked against its direction.
    Direction,
    /// The path is longer than allowed.
    Length,
    /// The path does not lead over an actor asked for.
    Via,
    /// A hop is earlier than the one before.
    Order,
}

impl Obstacle {
    /// Every one, those of single relations first.
    pub const ALL: [Obstacle; 10] = [
        Obstacle::Kind,
        Obstacle::Standing,
        Obstacle::Time,
        Obstacle::Publishers,
        Obstacle::Trivial,
        Obstacle::Avoided,
        Obstacle::Direction,
        Obstacle::Length,
        Obstacle::Via,
        Obstacle::Order,
    ];
}

impl EdgeFilter for Filter {
    fn keeps(&self, view: &impl GraphView, step: Incidence) -> bool {
        self.admits_either_way(view, step)
    }
}

impl Filter {
    /// A filter that lets every relation pass.
    pub fn everything() -> Filter {
        Filter { include: BTreeSet::from(Standing::ALL), ..Filter::default() }
    }

    /// True where it leaves out more than what carries nothing.
    pub fn narrows(&self) -> bool {
        *self != Filter { include: self.include.clone(), ..Filter::default() }
    }

    /// True where the relation may be used.
    pub fn admits(&self, schema: &Schema, relation: &Relation) -> bool {
        self.obstacle(schema, relation).is_none()
    }

    /// What keeps the relation out, in the order of [`Obstacle::ALL`]; `None` where it may be used.
    pub fn obstacle(&self, schema: &Schema, relation: &Relation) -> Option<Obstacle> {
        let ends_avoided = || self.avoid.contains(&relation.subject) || self.avoid.contains(&relation.object);
        if !self.admits_kind(relation.kind) {
            Some(Obstacle::Kind)
        } else if !self.admits_standing(relation.standing) {
            Some(Obstacle::Standing)
        } else if self.asks_when() && !self.is_of_the_time(schema, relation) {
            Some(Obstacle::Time)
        } else if relation.publishers < self.min_publishers {
            Some(Obstacle::Publishers)
        } else if self.no_trivial && relation.trivial {
            Some(Obstacle::Trivial)
        } else if !self.avoid.is_empty() && ends_avoided() {
            Some(Obstacle::Avoided)
        } else {
            None
        }
    }

    /// True where a search that stands at one end of a relation may go over it to the other.
    pub fn admits_step(&self, view: &impl GraphView, step: Incidence) -> bool {
        !(self.directed && step.direction == Direction::In) && self.admits_either_way(view, step)
    }

    /// True where a search that stands at one end of a relation may have come over it from the other.
    pub fn admits_step_back(&self, view: &impl GraphView, step: Incidence) -> bool {
        !(self.directed && step.direction == Direction::Out) && self.admits_either_way(view, step)
    }

    /// Opens the relation only where it must.
    fn admits_either_way(&self, view: &impl GraphView, step: Incidence) -> bool {
        let asks_more = self.asks_when() || self.min_publishers > 0 || self.no_trivial || !self.avoid.is_empty();
        self.admits_kind(step.kind)
            && self.admits_standing(step.standing)
            && (!asks_more || self.admits(view.schema(), view.relation(step.relation)))
    }

    /// The filter without one of its conditions; `None` where that condition restricts nothing.
    pub fn without(&self, obstacle: Obstacle) -> Option<Filter> {
        let mut filter = self.clone();
        match obstacle {
            Obstacle::Kind => (filter.kinds, filter.not_kinds) = Default::default(),
            Obstacle::Standing => (filter.standings, filter.include) = (BTreeSet::new(), BTreeSet::from(Standing::ALL)),
            Obstacle::Time => (filter.as_of, filter.between) = (None, None),
            Obstacle::Publishers => filter.min_publishers = 0,
            Obstacle::Trivial => filter.no_trivial = false,
            Obstacle::Avoided => filter.avoid.clear(),
            Obstacle::Direction => filter.directed = false,
            Obstacle::Length | Obstacle::Via | Obstacle::Order => {}
        }
        (filter != *self).then_some(filter)
    }

    /// The periods of a relation that pass the conditions of time, as far as they may be relied on.
    pub fn periods<'r>(&'r self, schema: &Schema, relation: &'r Relation) -> impl Iterator<Item = Period> + 'r {
        let temporal = schema.relation_kind(relation.kind).temporal;
        relation
            .periods
            .iter()
            .map(|period| self.reliable(*period))
            .filter(move |period| self.admits_period(temporal, *period))
    }

    /// True where it matters when a relation was.
    pub fn asks_when(&self) -> bool {
        self.as_of.is_some() || self.between.is_some()
    }

    /// The period; where it is not known when it began, and undated ones are not asked for, its end.
    fn reliable(&self, period: Period) -> Period {
        let from = period.from().or(if self.undated { None } else { period.to() });
        let reliable = Period::new(from, period.to()).unwrap_or(period);
        if period.is_known_over() { reliable.known_over() } else { reliable }
    }

    fn is_of_the_time(&self, schema: &Schema, relation: &Relation) -> bool {
        self.undated && relation.undated || self.periods(schema, relation).next().is_some()
    }

    /// True where a period passes the conditions of time.
    pub(super) fn admits_period(&self, temporal: Temporal, period: Period) -> bool {
        let period = self.reliable(period);
        let as_of = self.as_of.is_none_or(|date| match temporal {
            Temporal::State => period.may_include(date),
            Temporal::Event => period.may_begin_by(date),
        });
        as_of && self.between.is_none_or(|between| period.may_overlap(between))
    }

    fn admits_kind(&self, kind: RelationKindId) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind)) && !self.not_kinds.contains(&kind)
    }

    fn admits_standing(&self, standing: Standing) -> bool {
        let usual = if self.standings.is_empty() { standing.carries() } else { self.standings.contains(&standing) };
        usual || self.include.contains(&standing)
    }
}
