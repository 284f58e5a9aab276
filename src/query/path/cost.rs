//! Which of two ways is better.
//!
//! In: the relations of a way. Out: a cost, less is better. Decided here, in this order: fewer hops; better standing;
//! more independent publishers; fewer hops walked against their direction, which read less well; more claims that
//! affirm. What is plainly said ranks by who stands behind it: curated and reviewed, corroborated, stated. What is
//! disputed counts with the first of them: it is known what speaks for it, who denies it, and the answer prints both
//! sides; were it ranked behind, every relation that somebody takes the trouble to deny would disappear behind one that
//! nobody cared about. An allegation that nobody answered comes after all these.

use crate::graph::{Direction, GraphView, RelationId, Standing};

/// Sums over a way, compared in this order: less is better. Sums, because then the best way consists of best parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    pub(super) hops: usize,
    doubt: usize,
    missing_publishers: usize,
    against: usize,
    missing_claims: usize,
}

impl Cost {
    /// What one step adds to a way.
    pub(super) fn of_step(view: &impl GraphView, relation: RelationId, direction: Direction) -> Cost {
        // Beyond these numbers more publishers or claims make no difference between ways.
        const ENOUGH_PUBLISHERS: usize = 16;
        const ENOUGH_CLAIMS: usize = 64;
        let relation = view.relation(relation);
        Cost {
            hops: 1,
            doubt: match relation.standing {
                Standing::Curated | Standing::Reviewed | Standing::Disputed => 0,
                Standing::Corroborated => 1,
                Standing::Stated => 2,
                Standing::Alleged => 3,
                Standing::NotActual => 4,
                Standing::Denied => 5,
                Standing::Rejected => 6,
            },
            missing_publishers: ENOUGH_PUBLISHERS
                .saturating_sub(relation.publishers + usize::from(relation.unnamed_publisher)),
            against: usize::from(direction == Direction::In),
            missing_claims: ENOUGH_CLAIMS.saturating_sub(relation.affirming),
        }
    }

    /// What both cost.
    pub(super) fn plus(self, other: Cost) -> Cost {
        Cost {
            hops: self.hops + other.hops,
            doubt: self.doubt + other.doubt,
            missing_publishers: self.missing_publishers + other.missing_publishers,
            against: self.against + other.against,
            missing_claims: self.missing_claims + other.missing_claims,
        }
    }
}
