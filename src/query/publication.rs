//! Who carries a relation, independently of each other.

use std::collections::BTreeMap;

use crate::graph::{GraphView, PublisherIdentity, Relation, publisher_identity};
use crate::model::{DocumentId, Evidence, Review};

/// One independent publisher with what it printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its name; `None` for those that are not named, be it one or several.
    pub publisher: Option<String>,
    /// Documents that rest on nobody else's text, by path.
    pub prints: Vec<DocumentId>,
    /// Documents of others that print its text again, by path.
    pub reprints: Vec<DocumentId>,
}

/// The independent publishers behind a relation's claims but those judged wrong: named ones by name, then those not
/// named. Reprints stand with the publisher who had the text first.
pub fn publications(view: &impl GraphView, relation: &Relation) -> Vec<Publication> {
    let mut found: BTreeMap<(bool, Option<PublisherIdentity>), Publication> = BTreeMap::new();
    for claim in relation.claims.iter().map(|id| view.claim(*id)).filter(|claim| claim.review != Review::Rejected) {
        let identity = publisher_identity(claim, view.documents());
        let document = claim.evidence.document();
        let first = document.map(|id| view.documents()[id.index()].reprint_of.unwrap_or(id));
        let named = first.and_then(|id| view.documents()[id.index()].publisher.as_ref()).or(match &claim.evidence {
            Evidence::Citation(citation) => citation.publisher.as_ref(),
            Evidence::Quotation { .. } => None,
        });
        let name = named.map(|publisher| {
            publisher.actor.map_or_else(|| publisher.name.clone(), |actor| view.actors().get(actor).name.clone())
        });
        let entry = found.entry((identity.is_none(), identity)).or_insert(Publication {
            publisher: name,
            prints: Vec::new(),
            reprints: Vec::new(),
        });
        if let Some(document) = document {
            let list = if first == Some(document) { &mut entry.prints } else { &mut entry.reprints };
            if let Err(place) = list.binary_search(&document) {
                list.insert(place, document);
            }
        }
    }
    found.into_values().collect()
}
