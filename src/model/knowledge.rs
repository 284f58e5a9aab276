//! Everything a build comes to.

use std::collections::BTreeMap;

use super::{ActorId, Actors, Claim, ContentHash, Decision, Document, DocumentId, Mention, Schema};
use crate::text::Span;

/// Everything known of a project: what the graph is a function of.
///
/// Documents are sorted by path, claims by what they say; `mentions[d]` and `sentences[d]` are those of document `d` in
/// the order of the text. Every id points into these tables, every span into the text of its document, and every
/// claim's kind admits its ends, where they were discovered as the claim's document sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// Kinds.
    pub schema: Schema,
    /// Actors.
    pub actors: Actors,
    /// Documents.
    pub documents: Vec<Document>,
    /// Mentions by document.
    pub mentions: Vec<Vec<Mention>>,
    /// Sentences by document: disjoint, from first to last token.
    pub sentences: Vec<Vec<Span>>,
    /// Claims.
    pub claims: Vec<Claim<ActorId>>,
    /// The decisions that hold for claims, by their hash; empty in what a build comes to, before decisions are laid
    /// over it.
    pub judgments: BTreeMap<ContentHash, Vec<Decision>>,
}

impl Knowledge {
    /// The document.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }
}
