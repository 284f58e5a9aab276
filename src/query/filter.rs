//! Which relations a question may use.

use std::collections::BTreeSet;

use crate::graph::{Relation, Standing};
use crate::model::RelationKindId;

/// Which relations a question may use. The default: every kind, and what carries by its standing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these kinds; all where empty.
    pub kinds: BTreeSet<RelationKindId>,
    /// Also these standings, which carry nothing by default.
    pub include: BTreeSet<Standing>,
    /// Only along the direction of a relation.
    pub directed: bool,
    /// At most so many hops; any number where `None`.
    pub max_hops: Option<usize>,
}

/// What kept a relation or a path out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// Its kind was not asked for.
    Kind,
    /// Its standing carries nothing unless included.
    Standing,
    /// It would have to be walked against its direction.
    Direction,
    /// It is longer than allowed.
    Length,
}

impl Filter {
    /// True where the relation may be used.
    pub fn admits(&self, relation: &Relation) -> bool {
        self.admits_kind(relation) && self.admits_standing(relation)
    }

    /// What keeps the relation out, the kind first; `None` where it may be used.
    pub fn obstacle(&self, relation: &Relation) -> Option<Obstacle> {
        if !self.admits_kind(relation) {
            return Some(Obstacle::Kind);
        }
        (!self.admits_standing(relation)).then_some(Obstacle::Standing)
    }

    /// The filter without one of its conditions; `None` where that condition restricts nothing.
    pub fn without(&self, obstacle: Obstacle) -> Option<Filter> {
        let mut filter = self.clone();
        match obstacle {
            Obstacle::Kind => filter.kinds.clear(),
            Obstacle::Standing => filter.include = BTreeSet::from(Standing::ALL),
            Obstacle::Direction => filter.directed = false,
            Obstacle::Length => filter.max_hops = None,
        }
        (filter != *self).then_some(filter)
    }

    fn admits_kind(&self, relation: &Relation) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&relation.kind)
    }

    fn admits_standing(&self, relation: &Relation) -> bool {
        relation.standing.carries() || self.include.contains(&relation.standing)
    }
}
