//! Everything about one actor.

use super::{Filter, Neighbor, neighbors};
use crate::graph::GraphView;
use crate::model::{ActorId, ClaimId, DocumentId};

/// What is known of an actor besides its curated entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Its relations of every standing.
    pub relations: Vec<Neighbor>,
    /// Claims that it makes: where it is the last in the chain of speakers.
    pub said: Vec<ClaimId>,
    /// Claims that it passes on: where it stands earlier in the chain.
    pub relayed: Vec<ClaimId>,
    /// Documents that name it, with how often, most often first.
    pub mentioned: Vec<(DocumentId, usize)>,
    /// Documents that it published.
    pub published: Vec<DocumentId>,
}

/// Gathers an actor's dossier. Linear in claims and mentions.
pub fn dossier(view: &impl GraphView, actor: ActorId) -> Dossier {
    let mut dossier = Dossier {
        relations: neighbors(view, actor, &Filter::everything(), 1),
        said: Vec::new(),
        relayed: Vec::new(),
        mentioned: Vec::new(),
        published: Vec::new(),
    };
    for id in (0..view.claim_count()).map(ClaimId::new) {
        let attribution = &view.claim(id).attribution;
        if attribution.sources().iter().any(|speaker| speaker.actor() == Some(actor)) {
            dossier.said.push(id);
        } else if attribution.speakers.iter().any(|speaker| speaker.actor() == Some(actor)) {
            dossier.relayed.push(id);
        }
    }
    for (index, document) in view.documents().iter().enumerate() {
        let id = DocumentId::new(index);
        let times = view.mentions(id).iter().filter(|mention| mention.actor() == Some(actor)).count();
        if times > 0 {
            dossier.mentioned.push((id, times));
        }
        if document.publisher.as_ref().is_some_and(|publisher| publisher.actor == Some(actor)) {
            dossier.published.push(id);
        }
    }
    dossier.mentioned.sort_by_key(|(id, times)| (std::cmp::Reverse(*times), *id));
    dossier
}
