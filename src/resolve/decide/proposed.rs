//! What is only proposed, taken out of what is known.
//!
//! In comes knowledge with judgements in place, out it comes without the claims that still wait for one, and without
//! the discovered actors of which no other claim speaks.

use super::actors::{actors_of, renumber};
use crate::model::{ActorId, Knowledge, Review};

/// By actor, whether claims speak of it that are more than proposed. Linear in actors and claims.
pub(super) fn spoken_of(knowledge: &Knowledge) -> Vec<bool> {
    let mut spoken_of = vec![false; knowledge.actors.len()];
    for claim in knowledge.claims.iter().filter(|claim| claim.review != Review::Proposed) {
        actors_of(claim).for_each(|actor| spoken_of[actor.index()] = true);
    }
    spoken_of
}

/// Takes out what nobody judged right yet, and says how many claims that were. Those of whom more than proposals spoke
/// `before` decisions stay, whatever became of the claims. Linear in actors, claims and mentions.
pub(super) fn without_proposed(mut knowledge: Knowledge, before: &[bool]) -> (Knowledge, usize) {
    let all = knowledge.claims.len();
    knowledge.claims.retain(|claim| claim.review != Review::Proposed);
    let proposed = all - knowledge.claims.len();
    let now = spoken_of(&knowledge);
    let stays = |actor: ActorId| before[actor.index()] || now[actor.index()];
    let (actors, ids) = std::mem::take(&mut knowledge.actors).without_discovered(stays);
    let is_same = actors.len() == ids.len();
    knowledge.actors = actors;
    if !is_same {
        renumber(&mut knowledge, &ids);
    }
    (knowledge, proposed)
}
