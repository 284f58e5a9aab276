//! JSON Lines: every actor, document, relation and claim of a part, one a line, told apart by `record`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::record::{ActorRecord, actor_record, claim_record, document_record, relation_record};
use crate::export::{ClaimRecord, DocumentRecord, RelationRecord, SchemaRecord, Selection, schema_record};
use crate::graph::GraphView;
use crate::text::write_json;

/// A line of `kg export --json`.
#[derive(Serialize, JsonSchema)]
#[expect(clippy::large_enum_variant, reason = "one is made, written and dropped at a time")]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum ExportRecord {
    /// The kinds of actors and relations; the first line.
    Schema(SchemaRecord),
    /// An actor.
    Actor(ActorRecord),
    /// A document.
    Document(DocumentRecord),
    /// A relation, with its claims by id.
    Relation(RelationRecord),
    /// A claim.
    Claim(ClaimRecord),
}

/// Writes a part of a graph: the kinds, then actors, documents, relations, claims, each by its order in the graph.
/// Relations name their claims by id. Carries everything but mentions and texts.
pub(super) fn write(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let view = selection.graph;
    let mut line = |line: ExportRecord| {
        write_json(&mut *out, &line)?;
        out.write_all(b"\n")
    };
    line(ExportRecord::Schema(schema_record(view.schema())))?;
    for &id in &selection.actors {
        line(ExportRecord::Actor(actor_record(view, id)))?;
    }
    for &id in &selection.documents {
        line(ExportRecord::Document(document_record(view, &view.documents()[id.index()])))?;
    }
    for (_, relation) in selection.relations() {
        line(ExportRecord::Relation(relation_record(view, relation, false)))?;
    }
    for (_, claim) in selection.claims() {
        line(ExportRecord::Claim(claim_record(view, claim)))?;
    }
    Ok(Vec::new())
}
