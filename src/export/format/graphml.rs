//! GraphML (<http://graphml.graphdrawing.org>), which yEd, Cytoscape, igraph and NetworkX read.
//!
//! Nodes are the actors that a relation touches, edges the relations, one each; every column of the tables is a typed
//! `key`, and every edge has its id. All edges are directed, those of a symmetric kind too, whose `symmetric` is true:
//! NetworkX refuses a file that mixes the two, and igraph makes one of them of all. Plain GraphML has no looks:
//! `--flavor yed` adds yEd's own elements (labels, shapes, colours, dashed for alleged, dotted for what else nobody
//! states as a fact, arrows), which other readers pass over. Not carried: single claims, documents, aliases by sort;
//! lists are joined by `|`.

use std::io::{self, Write};

use super::drawing::pen_width;
use super::table::{self, Sort, Table, Value};
use super::{Flavor, Options};
use crate::export::Selection;
use crate::graph::{GraphView, Relation, Standing};
use crate::model::ActorId;
use crate::text::{counted, printable, xml};

/// Writes a selection as GraphML.
pub(super) fn write(selection: &Selection, options: &Options, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let (actors, relations) = (table::actors(selection, &selection.drawn), table::relations(selection));
    let yed = options.flavor == Some(Flavor::Yed);
    let namespace = if yed { " xmlns:y=\"http://www.yworks.com/xml/graphml\"" } else { "" };
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"{namespace}>")?;
    declare(out, "node", &actors)?;
    declare(out, "edge", &relations)?;
    if yed {
        writeln!(
            out,
            "  <key id=\"node_looks\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n  <key id=\"edge_looks\" for=\"edge\" yfiles.type=\"edgegraphics\"/>"
        )?;
    }
    writeln!(out, "  <graph id=\"kg\" edgedefault=\"directed\">")?;
    for (&id, row) in selection.drawn.iter().zip(&actors.rows) {
        writeln!(out, "    <node id=\"{}\">", xml(&selection.graph.actors().get(id).key))?;
        values(out, "node", &actors, row)?;
        if yed {
            node_looks(selection, id, out)?;
        }
        writeln!(out, "    </node>")?;
    }
    for ((_, relation), row) in selection.relations().zip(&relations.rows) {
        let key = |actor| xml(&selection.graph.actors().get(actor).key);
        writeln!(
            out,
            "    <edge id=\"{}\" source=\"{}\" target=\"{}\">",
            xml(&row[0].joined()),
            key(relation.subject),
            key(relation.object)
        )?;
        values(out, "edge", &relations, row)?;
        if yed {
            edge_looks(selection, relation, out)?;
        }
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")?;
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

/// Every column but the first, which is the element's id.
fn declare(out: &mut dyn Write, class: &str, table: &Table) -> io::Result<()> {
    for (index, column) in table.columns.iter().enumerate().skip(1) {
        let kind = match column.sort {
            Sort::Text | Sort::Texts | Sort::Day => "string",
            Sort::Count => "long",
            Sort::Truth => "boolean",
        };
        writeln!(
            out,
            "  <key id=\"{class}{index}\" for=\"{class}\" attr.name=\"{}\" attr.type=\"{kind}\"/>",
            column.name
        )?;
    }
    Ok(())
}

fn values(out: &mut dyn Write, class: &str, table: &Table, row: &[Value]) -> io::Result<()> {
    for (index, _) in table.columns.iter().enumerate().skip(1).filter(|(index, _)| !row[*index].is_empty()) {
        writeln!(out, "      <data key=\"{class}{index}\">{}</data>", xml(&row[index].joined()))?;
    }
    Ok(())
}

fn node_looks(selection: &Selection, id: ActorId, out: &mut dyn Write) -> io::Result<()> {
    let graph = selection.graph;
    let kind = graph.schema().actor_kind(graph.actors().get(id).kind);
    let line = if graph.actors().is_discovered(id) { "dashed" } else { "line" };
    write!(
        out,
        "      <data key=\"node_looks\"><y:ShapeNode><y:Geometry height=\"30.0\" width=\"120.0\"/><y:Fill color=\"{}\" transparent=\"false\"/>",
        xml(&kind.fill)
    )?;
    write!(
        out,
        "<y:BorderStyle color=\"#666666\" type=\"{line}\" width=\"1.0\"/><y:NodeLabel>{}</y:NodeLabel>",
        xml(&printable(graph.actors().shown(id)))
    )?;
    writeln!(out, "<y:Shape type=\"{}\"/></y:ShapeNode></data>", shape(&kind.shape))
}

/// The shape of yEd that comes nearest to one of Graphviz.
fn shape(graphviz: &str) -> &'static str {
    const SHAPES: &[(&str, &str)] = &[
        ("ellipse", "ellipse"),
        ("octagon", "octagon"),
        ("doubleoctagon", "octagon"),
        ("tripleoctagon", "octagon"),
        ("hexagon", "hexagon"),
        ("diamond", "diamond"),
        ("parallelogram", "parallelogram"),
        ("trapezium", "trapezoid"),
        ("house", "trapezoid"),
        ("box", "rectangle"),
    ];
    SHAPES.iter().find(|(name, _)| *name == graphviz).map_or("roundrectangle", |(_, shape)| shape)
}

fn edge_looks(selection: &Selection, relation: &Relation, out: &mut dyn Write) -> io::Result<()> {
    let kind = selection.graph.schema().relation_kind(relation.kind);
    let line = match relation.standing {
        Standing::Curated | Standing::Reviewed | Standing::Corroborated | Standing::Stated => "line",
        Standing::Alleged => "dashed",
        Standing::Disputed | Standing::NotActual | Standing::Denied | Standing::Rejected => "dotted",
    };
    let label = if relation.standing.carries() {
        kind.label.clone()
    } else {
        format!("{} ({})", kind.label, crate::query::standing_in_words(selection.graph, relation))
    };
    let arrow = if kind.symmetric { "none" } else { "standard" };
    write!(
        out,
        "      <data key=\"edge_looks\"><y:PolyLineEdge><y:LineStyle color=\"{0}\" type=\"{line}\" width=\"{1}\"/><y:Arrows source=\"none\" target=\"{arrow}\"/>",
        xml(&kind.color),
        pen_width(relation.standing)
    )?;
    writeln!(
        out,
        "<y:EdgeLabel textColor=\"{0}\">{1}</y:EdgeLabel></y:PolyLineEdge></data>",
        xml(&kind.color),
        xml(&printable(&label))
    )
}
