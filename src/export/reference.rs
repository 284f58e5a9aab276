//! Actors and documents as other records name them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::graph::GraphView;
use crate::model::{ActorId, Document, Publisher};

/// An actor, named.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct ActorRef {
    /// Its key.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// Its kind's key.
    pub kind: String,
    /// True for an actor that was found in documents and nobody curated.
    pub discovered: bool,
}

/// A document or publication, named.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRef {
    /// Key, where it is among the documents read.
    pub document: Option<String>,
    /// Path below the project.
    pub path: Option<String>,
    /// Headline, or what is cited.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Key of the publisher, where it is an actor.
    pub publisher_actor: Option<String>,
    /// Who published the text first, where this document reprints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_publisher: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Where.
    pub url: Option<String>,
}

/// Names an actor.
pub fn actor_ref(view: &impl GraphView, id: ActorId) -> ActorRef {
    let actor = view.actors().get(id);
    ActorRef {
        actor: actor.key.clone(),
        name: actor.name.clone(),
        kind: view.schema().actor_kind(actor.kind).key.clone(),
        discovered: view.actors().is_discovered(id),
    }
}

/// A document, named.
pub fn document_ref(view: &impl GraphView, document: &Document) -> DocumentRef {
    DocumentRef {
        document: Some(document.key.clone()),
        path: Some(document.path.clone()),
        title: document.heading().to_owned(),
        publisher: publisher_name(document.publisher.as_ref()),
        publisher_actor: publisher_key(view, document.publisher.as_ref()),
        first_publisher: document
            .reprint_of
            .and_then(|first| publisher_name(view.documents()[first.index()].publisher.as_ref())),
        published: document.published.map(|date| date.to_string()),
        url: document.url.clone(),
    }
}

/// Its name, where a publisher is known.
pub(super) fn publisher_name(publisher: Option<&Publisher>) -> Option<String> {
    publisher.map(|publisher| publisher.name.clone())
}

/// The key of a publisher that is an actor.
pub(super) fn publisher_key(view: &impl GraphView, publisher: Option<&Publisher>) -> Option<String> {
    publisher.and_then(|publisher| publisher.actor).map(|actor| view.actors().get(actor).key.clone())
}
