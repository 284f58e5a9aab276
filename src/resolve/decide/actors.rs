//! The places where knowledge speaks of actors: to look at, and to change all together.

use crate::model::{ActorId, Claim, Evidence, Knowledge, Publisher, Speaker};

/// Gives every actor that is spoken of its new id.
pub(super) fn renumber(knowledge: &mut Knowledge, ids: &[ActorId]) {
    let id = |actor: &mut ActorId| *actor = ids[actor.index()];
    let of_publisher = |publisher: &mut Option<Publisher>| {
        if let Some(actor) = publisher.as_mut().and_then(|publisher| publisher.actor.as_mut()) {
            id(actor);
        }
    };
    for document in &mut knowledge.documents {
        of_publisher(&mut document.publisher);
    }
    for mention in knowledge.mentions.iter_mut().flatten() {
        mention.candidates.iter_mut().for_each(id);
        mention.candidates.sort_unstable();
        mention.candidates.dedup();
    }
    for claim in &mut knowledge.claims {
        id(&mut claim.subject);
        id(&mut claim.object);
        for speaker in &mut claim.attribution.speakers {
            match speaker {
                Speaker::Actor(actor, _) => id(actor),
                Speaker::Words(_) => {}
            }
        }
        match &mut claim.evidence {
            Evidence::Quotation { .. } => {}
            Evidence::Citation(citation) => of_publisher(&mut citation.publisher),
        }
    }
}

/// The ends and speakers of a claim.
pub(super) fn actors_of(claim: &Claim<ActorId>) -> impl Iterator<Item = ActorId> {
    let speakers = claim.attribution.speakers.iter().filter_map(|speaker| match speaker {
        Speaker::Actor(actor, _) => Some(*actor),
        Speaker::Words(_) => None,
    });
    [claim.subject, claim.object].into_iter().chain(speakers)
}

/// The ends and speakers of a claim, to change.
pub(super) fn actors_of_mut(claim: &mut Claim<ActorId>) -> impl Iterator<Item = &mut ActorId> {
    let speakers = claim.attribution.speakers.iter_mut().filter_map(|speaker| match speaker {
        Speaker::Actor(actor, _) => Some(actor),
        Speaker::Words(_) => None,
    });
    [&mut claim.subject, &mut claim.object].into_iter().chain(speakers)
}
