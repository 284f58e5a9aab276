//! Node-link JSON, as `networkx.node_link_graph(data, edges="edges")` (3.x) and d3 read it, and whatever else speaks
//! JSON.
//!
//! `nodes` are all actors of the selection with the columns of the tables; `edges` its relations, whose `key` is their
//! kind, so that a `MultiDiGraph` keeps all that run between two actors. A symmetric relation is one edge, `symmetric`.
//! Under `graph` stands what the graph is made of, in the published shape of all JSON output (`kg json-schema export`),
//! as `--graph` reads it back: kinds, actors, documents, relations with the ids of their claims, claims. Not carried:
//! texts, mentions, co-mentions.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::table::{self, Column, Table, Value};
use crate::export::record::{ActorRecord, actor_record, claim_record, document_record, relation_record};
use crate::export::{ClaimRecord, DocumentRecord, RelationRecord, SchemaRecord, Selection, schema_record};
use crate::graph::GraphView;
use crate::text::write_pretty_json;

#[derive(Serialize)]
struct NodeLink<'t> {
    directed: bool,
    multigraph: bool,
    graph: MadeOf,
    nodes: Vec<Node<'t>>,
    edges: Vec<Edge<'t>>,
}

/// What the graph is made of.
#[derive(Serialize)]
struct MadeOf {
    name: &'static str,
    schema: SchemaRecord,
    actors: Vec<ActorRecord>,
    documents: Vec<DocumentRecord>,
    relations: Vec<RelationRecord>,
    claims: Vec<ClaimRecord>,
}

/// Writes a selection as one JSON document.
pub(super) fn write(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let graph = selection.graph;
    let (actors, relations) = (table::actors(selection, &selection.actors), table::relations(selection));
    let documents = graph.documents();
    let made_of = MadeOf {
        name: "kg",
        schema: schema_record(graph.schema()),
        actors: selection.actors.iter().map(|id| actor_record(graph, *id)).collect(),
        documents: selection.documents.iter().map(|id| document_record(graph, &documents[id.index()])).collect(),
        relations: selection.relations().map(|(_, relation)| relation_record(graph, relation, false)).collect(),
        claims: selection.claims().map(|(_, claim)| claim_record(graph, claim)).collect(),
    };
    let nodes = actors.rows.iter().map(|row| Node { table: &actors, row }).collect();
    let edges = relations.rows.iter().map(|row| Edge { table: &relations, row }).collect();
    write_pretty_json(out, &NodeLink { directed: true, multigraph: true, graph: made_of, nodes, edges })?;
    writeln!(out)?;
    Ok(table::documents_texts(selection).into_iter().collect())
}

/// A row of actors.
struct Node<'t> {
    table: &'t Table,
    row: &'t [Value],
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        columns(&mut map, &self.table.columns, self.row, |name| name)?;
        map.end()
    }
}

/// A row of relations.
struct Edge<'t> {
    table: &'t Table,
    row: &'t [Value],
}

impl Serialize for Edge<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        columns(&mut map, &self.table.columns, self.row, |name| match name {
            "subject" => "source",
            "object" => "target",
            "kind" => "key",
            name => name,
        })?;
        // The reader takes `key` for its own.
        map.serialize_entry("kind", &Flat(&self.row[self.table.column("kind")]))?;
        map.end()
    }
}

fn columns<M: SerializeMap>(
    map: &mut M,
    columns: &[Column],
    row: &[Value],
    rename: fn(&'static str) -> &'static str,
) -> Result<(), M::Error> {
    columns.iter().zip(row).try_for_each(|(column, value)| map.serialize_entry(rename(column.name), &Flat(value)))
}

/// A value as JSON has it.
struct Flat<'v>(&'v Value);

impl Serialize for Flat<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Unknown => serializer.serialize_none(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Texts(texts) => texts.serialize(serializer),
            Value::Count(count) => count.serialize(serializer),
            Value::Truth(truth) => serializer.serialize_bool(*truth),
            Value::Day(day) => serializer.collect_str(day),
        }
    }
}
