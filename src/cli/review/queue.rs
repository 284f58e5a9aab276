//! Which claims wait to be judged, in which order: best supported first.

use std::cmp::Reverse;

use crate::graph::{GraphView, Standing};
use crate::model::{ActorId, ClaimId, Origin, Review};

/// Extracted claims that nobody judged, of one actor where one is given: those of the relation that most independent
/// publishers carry first, then that with most claims, then the best standing; the claims of one relation together.
pub(super) fn queue(view: &impl GraphView, actor: Option<ActorId>) -> Vec<ClaimId> {
    let waits = |id: &ClaimId| {
        let claim = view.claim(*id);
        let about = actor.is_none_or(|actor| [claim.subject, claim.object].contains(&actor));
        about && claim.review == Review::Proposed && matches!(claim.origin, Origin::Extracted { .. })
    };
    let mut waiting: Vec<ClaimId> = (0..view.claim_count()).map(ClaimId::new).filter(waits).collect();
    waiting.sort_by_key(|id| {
        let relation = view.relation_of(*id);
        let of = view.relation(relation);
        let standing = Standing::ALL.iter().position(|standing| *standing == of.standing);
        (Reverse(of.publishers + usize::from(of.unnamed_publisher)), Reverse(of.affirming), standing, relation, *id)
    });
    waiting
}
