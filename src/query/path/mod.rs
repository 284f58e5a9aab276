//! How two actors are connected.
//!
//! In: two actors, a filter, conditions on the way as a whole. Out: the best ways, relation by relation. Searches go
//! over relations, not over neighbours: between two actors any number of relations may run, and the answer names the
//! one used. `cost` decides which way is better; `search` finds the best way from both ends; `in_order` the best on
//! which no hop is earlier than the one before; `ways` the next best ones and those over given actors; `diverse` picks
//! among them; `obstacle` says which condition stands in the way. Relations are walked both ways unless the filter says
//! otherwise.

mod cost;
mod diverse;
mod in_order;
mod obstacle;
mod search;
mod ways;

pub use obstacle::{Way, ways_around};

use super::Filter;
use crate::graph::{Direction, GraphView, RelationId};
use crate::model::ActorId;
use search::Search;
use ways::Ways;

/// What is asked of the ways between two actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathQuestion {
    /// Where to start.
    pub from: ActorId,
    /// Where to end.
    pub to: ActorId,
    /// How many ways; two differ in at least one relation, diverse ones in at least one actor.
    pub count: usize,
    /// Which relations may be used.
    pub filter: Filter,
    /// At most so many hops; any number where `None`.
    pub max_hops: Option<usize>,
    /// Over these actors, in this order.
    pub via: Vec<ActorId>,
    /// No hop may be earlier than the one before.
    pub in_time_order: bool,
    /// Ways that have little in common rather than the best ones.
    pub diverse: bool,
}

impl PathQuestion {
    /// Asks for the best way, over any relation that carries.
    pub fn new(from: ActorId, to: ActorId) -> PathQuestion {
        PathQuestion {
            from,
            to,
            count: 1,
            filter: Filter::default(),
            max_hops: None,
            via: Vec::new(),
            in_time_order: false,
            diverse: false,
        }
    }

    /// Every actor that the ways lead over, in order: the start, those asked for, the goal.
    fn stops(&self) -> Vec<ActorId> {
        let mut stops = vec![self.from];
        stops.extend(self.via.iter().filter(|via| **via != self.from && **via != self.to));
        stops.push(self.to);
        stops.dedup();
        stops
    }
}

/// The ways found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathAnswer {
    /// Best first; where diverse ones were asked for, each the one that adds most to those before.
    pub paths: Vec<Path>,
    /// True where the search over given actors was ended before every way was tried.
    pub gave_up: bool,
}

/// A way from one actor to another. Hops join end to end, no actor comes twice; there is at least one hop.
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

impl Path {
    /// True where hops lead over the same actors.
    fn is_over(&self, hops: &[Hop]) -> bool {
        self.hops.iter().map(|hop| hop.to).eq(hops.iter().map(|hop| hop.to))
    }

    /// The actors between start and goal, in order.
    pub fn between(&self) -> impl Iterator<Item = ActorId> {
        self.hops.iter().skip(1).map(|hop| hop.from)
    }
}

/// The ways asked for; none where start and goal are one or where an actor to be avoided is one of the ends.
///
/// The best way costs at most one look at every relation, far less as a rule; each further one that times the hops of
/// the way before it. The best way in the order of time may look at a relation once for every date at which an actor
/// can be reached.
pub fn paths(view: &impl GraphView, question: &PathQuestion) -> PathAnswer {
    let search = Search::new(view, question);
    let Some(mut ways) = Ways::asked_for(&search, question) else { return PathAnswer::default() };
    let paths = if question.diverse {
        diverse::pick(&search, question, &mut ways)
    } else {
        std::iter::from_fn(|| ways.next(&search)).take(question.count).map(|way| Path { hops: way.hops }).collect()
    };
    PathAnswer { paths, gave_up: search.gave_up() }
}
