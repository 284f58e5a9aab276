//! GEXF 1.3 (<http://gexf.net/1.3>), which Gephi and Gephi Lite read first.
//!
//! Nodes are the actors that a relation touches, edges the relations, one each however many run between two actors:
//! `kind`, which 1.3 has for parallel edges, is the relation's kind. Ids are keys and `SUBJECT:KIND:OBJECT`; every edge
//! is directed, those of a symmetric kind too, whose `symmetric` is true: NetworkX refuses a file that mixes the two.
//! The graph is dynamic in days: an edge whose period is known has `start` and `end`, the first and the last day it may
//! mean, one of several periods a `spell` for each; one of which no claim says when is always there. Where only some
//! say, `undated` is true. Every other column of the tables is an attribute: standing, claims, publishers, quote, whose
//! word it is. Colours are those of the schema; alleged edges are dashed, others that nobody states as a fact dotted.
//! Not carried: single claims, documents, aliases by sort.

use std::io::{self, Write};

use super::drawing::pen_width;
use super::table::{self, Column, Sort, Table, Value};
use crate::export::Selection;
use crate::graph::{GraphView, Relation, Standing};
use crate::model::Period;
use crate::text::{counted, xml};

/// Writes a selection as GEXF.
pub(super) fn write(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let (actors, relations) = (table::actors(selection, &selection.drawn), table::relations(selection));
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">")?;
    writeln!(out, "  <meta><creator>kg</creator></meta>")?;
    writeln!(
        out,
        "  <graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\">"
    )?;
    declare(out, "node", &actors)?;
    declare(out, "edge", &relations)?;
    nodes(selection, &actors, out)?;
    edges(selection, &relations, out)?;
    writeln!(out, "  </graph>\n</gexf>")?;
    let idle = selection.actors.len() - selection.drawn.len();
    let idle = (idle > 0).then(|| format!("{} without a relation in it", counted(idle, "actor")));
    let single = format!("{} one by one", counted(selection.claims().count(), "claim"));
    Ok([
        idle,
        Some(single),
        table::documents_texts(selection),
        table::broken_lists(&[&actors, &relations]),
        table::hidden_characters(&[&actors, &relations]),
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// Columns that stand in attributes of the element itself.
const OF_THE_ELEMENT: [&str; 4] = ["id", "label", "subject", "object"];

fn attributes(table: &Table) -> impl Iterator<Item = (usize, &Column)> {
    table.columns.iter().enumerate().filter(|(_, column)| !OF_THE_ELEMENT.contains(&column.name))
}

fn declare(out: &mut dyn Write, class: &str, table: &Table) -> io::Result<()> {
    writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">")?;
    for (index, column) in attributes(table) {
        writeln!(
            out,
            "      <attribute id=\"{class}{index}\" title=\"{}\" type=\"{}\"/>",
            column.name,
            kind_of(column.sort)
        )?;
    }
    writeln!(out, "    </attributes>")
}

/// Lists and days are strings: readers know neither GEXF's lists nor its dates alike.
fn kind_of(sort: Sort) -> &'static str {
    match sort {
        Sort::Text | Sort::Texts | Sort::Day => "string",
        Sort::Count => "long",
        Sort::Truth => "boolean",
    }
}

fn values(out: &mut dyn Write, class: &str, table: &Table, row: &[Value]) -> io::Result<()> {
    writeln!(out, "        <attvalues>")?;
    for (index, _) in attributes(table).filter(|(index, _)| !row[*index].is_empty()) {
        writeln!(out, "          <attvalue for=\"{class}{index}\" value=\"{}\"/>", xml(&row[index].joined()))?;
    }
    writeln!(out, "        </attvalues>")
}

fn nodes(selection: &Selection, actors: &Table, out: &mut dyn Write) -> io::Result<()> {
    let graph = selection.graph;
    let label = actors.column("label");
    writeln!(out, "    <nodes>")?;
    for (&id, row) in selection.drawn.iter().zip(&actors.rows) {
        let actor = graph.actors().get(id);
        writeln!(out, "      <node id=\"{}\" label=\"{}\">", xml(&actor.key), xml(&row[label].joined()))?;
        values(out, "node", actors, row)?;
        color(out, &graph.schema().actor_kind(actor.kind).fill)?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>")
}

fn edges(selection: &Selection, relations: &Table, out: &mut dyn Write) -> io::Result<()> {
    let graph = selection.graph;
    let (id, label) = (relations.column("id"), relations.column("label"));
    writeln!(out, "    <edges>")?;
    for ((_, relation), row) in selection.relations().zip(&relations.rows) {
        let kind = graph.schema().relation_kind(relation.kind);
        let key = |actor| xml(&graph.actors().get(actor).key);
        write!(
            out,
            "      <edge id=\"{}\" source=\"{}\" target=\"{}\" type=\"directed\" kind=\"{}\" label=\"{}\"",
            xml(&row[id].joined()),
            key(relation.subject),
            key(relation.object),
            xml(&kind.key),
            xml(&row[label].joined())
        )?;
        let spells = spells(relation);
        match &spells[..] {
            [] => writeln!(out, ">")?,
            [only] => writeln!(out, "{only}>")?,
            [..] => {
                writeln!(out, ">\n        <spells>")?;
                for spell in &spells {
                    writeln!(out, "          <spell{spell}/>")?;
                }
                writeln!(out, "        </spells>")?;
            }
        }
        values(out, "edge", relations, row)?;
        color(out, &kind.color)?;
        writeln!(out, "        <viz:thickness value=\"{}\"/>", pen_width(relation.standing))?;
        writeln!(out, "        <viz:shape value=\"{}\"/>", shape(relation.standing))?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>")
}

/// Each stretch as attributes.
fn spells(relation: &Relation) -> Vec<String> {
    let spell = |period: &Period| {
        let start = period.from().map(|date| format!(" start=\"{}\"", date.first_day()));
        let end = period.to().map(|date| format!(" end=\"{}\"", date.last_day()));
        format!("{}{}", start.unwrap_or_default(), end.unwrap_or_default())
    };
    relation.periods.iter().map(spell).collect()
}

/// `#rrggbb` as three numbers.
fn color(out: &mut dyn Write, rgb: &str) -> io::Result<()> {
    let part = |at: usize| rgb.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    match (part(1), part(3), part(5)) {
        (Some(r), Some(g), Some(b)) => writeln!(out, "        <viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/>"),
        _ => Ok(()),
    }
}

fn shape(standing: Standing) -> &'static str {
    match standing {
        Standing::Curated | Standing::Reviewed | Standing::Corroborated | Standing::Stated => "solid",
        Standing::Alleged => "dashed",
        Standing::Disputed | Standing::NotActual | Standing::Denied | Standing::Rejected => "dotted",
    }
}
