//! The published shape of decisions, and of who carries a relation.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ActorRef;
use crate::graph::GraphView;
use crate::model::{Act, ClaimReference, Correction, Decision, DocumentId, Verdict};
use crate::query::Publication;

/// A decision: a line of `kg undo --list --json`.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct DecisionRecord {
    /// Its id.
    pub decision: String,
    /// `accepted`, `corrected`, `rejected`, `same`, `different`, `unsure`, `split` or `undone`.
    pub act: Cow<'static, str>,
    /// When it was taken.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Why.
    pub why: String,
    /// The claim judged.
    pub claim: Option<String>,
    /// What the claim says, where it was corrected.
    pub corrected_to: Option<CorrectionRecord>,
    /// Keys of the two actors that are or are not one, or of the one that was parted.
    pub actors: Vec<String>,
    /// Keys of the documents that mean another actor of its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The decision taken back.
    pub undoes: Option<String>,
}

/// What a claim says instead of what was read; each by its key, whether changed or not.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct CorrectionRecord {
    /// Who acts.
    pub subject: String,
    /// Kind of relation.
    pub relation: String,
    /// Whom it concerns.
    pub object: String,
}

fn correction_record(claim: &ClaimReference, to: &Correction) -> CorrectionRecord {
    let corrected = |to: &Option<String>, was: &String| to.as_ref().unwrap_or(was).clone();
    CorrectionRecord {
        subject: corrected(&to.subject, &claim.subject),
        relation: corrected(&to.kind, &claim.kind),
        object: corrected(&to.object, &claim.object),
    }
}

/// A decision.
pub fn decision_record(decision: &Decision) -> DecisionRecord {
    let corrected_to = match &decision.act {
        Act::Judge { claim, verdict: Verdict::Accepted(to) } if !to.is_empty() => Some(correction_record(claim, to)),
        Act::Judge { .. } | Act::Identify { .. } | Act::Split { .. } | Act::Undo { .. } => None,
    };
    let (claim, actors, undoes) = match &decision.act {
        Act::Judge { claim, .. } => (Some(claim.hash.to_string()), Vec::new(), None),
        Act::Identify { a, b, .. } => (None, vec![a.clone(), b.clone()], None),
        Act::Split { actor, .. } => (None, vec![actor.clone()], None),
        Act::Undo { decision } => (None, Vec::new(), Some(decision.clone())),
    };
    DecisionRecord {
        decision: decision.id.clone(),
        act: decision.act.label().into(),
        at: decision.at.to_string(),
        by: decision.by.clone(),
        why: decision.why.clone(),
        claim,
        corrected_to,
        actors,
        documents: match &decision.act {
            Act::Split { documents, .. } => documents.clone(),
            Act::Judge { .. } | Act::Identify { .. } | Act::Undo { .. } => Vec::new(),
        },
        undoes,
    }
}

/// An actor's entry for the curated file: the line of `kg promote --json`.
#[derive(Serialize, JsonSchema)]
pub struct EntryRecord {
    /// The actor.
    #[serde(flatten)]
    pub actor: ActorRef,
    /// Its entry, as RON.
    pub entry: String,
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
    PublicationRecord {
        publisher: publication.publisher.clone(),
        prints: paths(&publication.prints),
        reprints: paths(&publication.reprints),
    }
}
