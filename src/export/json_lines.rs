//! JSON Lines: every actor, document, relation and claim of a part, one a line, told apart by `record`.

use std::collections::BTreeSet;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::record::{ActorRecord, actor_record, claim_record, document_record, relation_record};
use super::{ClaimRecord, DocumentRecord, Part, RelationRecord, relations_of};
use crate::graph::GraphView;
use crate::model::{ActorId, DocumentId, Speaker};

/// A line of `kg export --json`.
#[derive(Serialize, JsonSchema)]
#[expect(clippy::large_enum_variant, reason = "one is made, written and dropped at a time")]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum ExportRecord {
    /// An actor.
    Actor(ActorRecord),
    /// A document.
    Document(DocumentRecord),
    /// A relation, with its claims by id.
    Relation(RelationRecord),
    /// A claim.
    Claim(ClaimRecord),
}

/// Writes a part of the graph: actors, documents, relations, claims, each by its order in the graph. Relations name their claims by id. Of a part by
/// a filter or around an actor, the actors that stand or speak in it and the documents it rests on; else all of both.
pub fn write_json_lines(view: &impl GraphView, part: &Part, out: &mut dyn Write) -> io::Result<()> {
    let relations = relations_of(view, part);
    let whole = part.around.is_none() && !part.filter.narrows();
    let claims = || relations.iter().flat_map(|id| &view.relation(*id).claims).map(|id| view.claim(*id));
    let ends = claims().flat_map(|claim| [claim.subject, claim.object]);
    let speakers = claims().flat_map(|claim| claim.attribution.speakers.iter().filter_map(Speaker::actor));
    let actors: BTreeSet<ActorId> = ends.chain(speakers).chain(part.around.map(|(actor, _)| actor)).collect();
    let documents: BTreeSet<DocumentId> = claims().filter_map(|claim| claim.evidence.document()).collect();
    let mut line = |line: ExportRecord| {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    };
    for (id, _) in view.actors().iter().filter(|(id, _)| whole || actors.contains(id)) {
        line(ExportRecord::Actor(actor_record(view, id)))?;
    }
    for (_, document) in view.documents().iter().enumerate().filter(|(index, _)| whole || documents.contains(&DocumentId::new(*index))) {
        line(ExportRecord::Document(document_record(document, view.documents())))?;
    }
    for &id in &relations {
        line(ExportRecord::Relation(relation_record(view, view.relation(id), false)))?;
    }
    for claim in claims() {
        line(ExportRecord::Claim(claim_record(view, claim)))?;
    }
    Ok(())
}
