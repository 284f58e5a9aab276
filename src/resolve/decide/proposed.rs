//! What is only proposed, taken out of what is known.
//!
//! In comes knowledge with judgements in place, out it comes without the claims that still wait for one, and without
//! the discovered actors of which only they spoke.

use std::collections::BTreeSet;

use super::identity::renumber;
use crate::model::{ActorId, Claim, Knowledge, Review, Speaker};

/// Takes out what nobody judged right yet, and says how many claims that were. Linear in claims and mentions; nothing happens where nothing is proposed.
pub(super) fn without_proposed(mut knowledge: Knowledge) -> (Knowledge, usize) {
    let (proposed, claims): (Vec<_>, Vec<_>) =
        std::mem::take(&mut knowledge.claims).into_iter().partition(|claim| claim.review == Review::Proposed);
    knowledge.claims = claims;
    let spoken_of: BTreeSet<ActorId> = knowledge.claims.iter().flat_map(actors_of).collect();
    let gone: BTreeSet<ActorId> = proposed
        .iter()
        .flat_map(actors_of)
        .filter(|actor| knowledge.actors.is_discovered(*actor) && !spoken_of.contains(actor))
        .collect();
    if gone.is_empty() {
        return (knowledge, proposed.len());
    }
    let (actors, ids) = std::mem::take(&mut knowledge.actors).without_discovered(&gone);
    knowledge.actors = actors;
    renumber(&mut knowledge, &ids);
    (knowledge, proposed.len())
}

/// The ends and speakers of a claim.
fn actors_of(claim: &Claim<ActorId>) -> Vec<ActorId> {
    let speakers = claim.attribution.speakers.iter().filter_map(|speaker| match speaker {
        Speaker::Actor(actor, _) => Some(*actor),
        Speaker::Words(_) => None,
    });
    [claim.subject, claim.object].into_iter().chain(speakers).collect()
}
