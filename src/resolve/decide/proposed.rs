//! What is only proposed, taken out of what is known.
//!
//! In comes knowledge with judgements in place, out it comes without the claims that still wait for one, and without
//! the discovered actors of which no other claim speaks.

use std::collections::BTreeSet;

use super::identity::renumber;
use crate::model::{ActorId, Claim, Knowledge, Review, Speaker};

/// The actors of whom claims speak that are more than proposed. Linear in the claims.
pub(super) fn spoken_of(knowledge: &Knowledge) -> BTreeSet<ActorId> {
    knowledge.claims.iter().filter(|claim| claim.review != Review::Proposed).flat_map(actors_of).collect()
}

/// Takes out what nobody judged right yet, and says how many claims that were. Those of whom more than proposals spoke
/// `before` decisions stay, whatever became of the claims. Linear in actors, claims and mentions.
pub(super) fn without_proposed(mut knowledge: Knowledge, before: BTreeSet<ActorId>) -> (Knowledge, usize) {
    let (proposed, claims): (Vec<_>, Vec<_>) =
        std::mem::take(&mut knowledge.claims).into_iter().partition(|claim| claim.review == Review::Proposed);
    knowledge.claims = claims;
    let mut spoken_of = spoken_of(&knowledge);
    spoken_of.extend(before);
    let gone: BTreeSet<ActorId> = (knowledge.actors.curated()..knowledge.actors.len())
        .map(ActorId::new)
        .filter(|actor| !spoken_of.contains(actor))
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
