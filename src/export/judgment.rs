//! The published shape of decisions, and of who carries a relation.

use schemars::JsonSchema;
use serde::Serialize;

use crate::graph::GraphView;
use crate::model::{Act, Decision, DocumentId};
use crate::query::Publication;

/// A decision: a line of `kg undo --list --json`.
#[derive(Serialize, JsonSchema)]
pub struct DecisionRecord {
    /// Its id.
    pub decision: String,
    /// `accepted`, `corrected`, `rejected`, `same`, `different`, `unsure` or `undone`.
    pub act: &'static str,
    /// When it was taken.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Why.
    pub why: String,
    /// The claim judged.
    pub claim: Option<String>,
    /// Keys of the two actors that are or are not one.
    pub actors: Vec<String>,
    /// The decision taken back.
    pub undoes: Option<String>,
}

/// A decision.
pub fn decision_record(decision: &Decision) -> DecisionRecord {
    let (claim, actors, undoes) = match &decision.act {
        Act::Judge { claim, .. } => (Some(claim.hash.to_string()), Vec::new(), None),
        Act::Identify { a, b, .. } => (None, vec![a.clone(), b.clone()], None),
        Act::Undo { decision } => (None, Vec::new(), Some(decision.clone())),
    };
    DecisionRecord { decision: decision.id.clone(), act: decision.act.label(), at: decision.at.to_string(), by: decision.by.clone(), why: decision.why.clone(), claim, actors, undoes }
}

/// An independent publisher with what it printed.
#[derive(Serialize, JsonSchema)]
pub struct PublicationRecord {
    /// Its name; `null` for those that are not named.
    pub publisher: Option<String>,
    /// Paths of documents that rest on nobody else's text.
    pub prints: Vec<String>,
    /// Paths of documents that print its text again.
    pub reprints: Vec<String>,
}

/// An independent publisher.
pub fn publication_record(view: &impl GraphView, publication: &Publication) -> PublicationRecord {
    let paths = |ids: &[DocumentId]| ids.iter().map(|id| view.documents()[id.index()].path.clone()).collect();
    PublicationRecord { publisher: publication.publisher.clone(), prints: paths(&publication.prints), reprints: paths(&publication.reprints) }
}
