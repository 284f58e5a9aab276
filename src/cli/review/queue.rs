//! Which claims wait to be judged, in which order: those in the graph first, best carried first, then those that are
//! only proposed.

use std::cmp::Reverse;

use crate::graph::{GraphView, Standing};
use crate::model::{ActorId, ClaimId, Origin, Review};

/// Extracted claims that nobody judged, of one actor where one is given: those that are in the graph before those that
/// are only proposed, unless none but the latter are asked for; what a name says by itself last of each; of the rest
/// those of the relation that most independent publishers carry first, then that with most claims, then the best
/// standing; the claims of one relation together.
pub(super) fn queue(view: &impl GraphView, actor: Option<ActorId>, only_proposed: bool) -> Vec<ClaimId> {
    let waits = |id: &ClaimId| {
        let claim = view.claim(*id);
        let about = actor.is_none_or(|actor| [claim.subject, claim.object].contains(&actor));
        let open = claim.review == Review::Proposed || claim.review == Review::Unreviewed && !only_proposed;
        about && open && matches!(claim.origin, Origin::Extracted { .. })
    };
    let mut waiting: Vec<ClaimId> = (0..view.claim_count()).map(ClaimId::new).filter(waits).collect();
    waiting.sort_by_key(|id| {
        let relation = view.relation_of(*id);
        let of = view.relation(relation);
        let standing = Standing::ALL.iter().position(|standing| *standing == of.standing);
        let proposed = view.claim(*id).review == Review::Proposed;
        (
            proposed,
            of.trivial,
            Reverse(of.publishers + usize::from(of.unnamed_publisher)),
            Reverse(of.affirming),
            standing,
            relation,
            *id,
        )
    });
    waiting
}
