//! DOT, the language of Graphviz, through graphviz-rust's types.
//!
//! Actors are shaped and filled by kind, dashed where nobody curated them; relations are coloured by kind, solid where
//! plainly said, the stronger the more stand behind it, dashed where alleged, dotted where disputed, not actual or
//! denied; the best quotation is the tooltip. graphviz-rust escapes nothing, so every text passes [`quoted`].
//! `--clusters` draws boxes around actors that belong together: the groups of `kg groups` over all relations that the
//! filter admits, or over those alone that join one side, or actors of one kind.

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::drawing::{label, pen_width, words};
use super::{Clusters, Options};
use crate::export::Selection;
use crate::graph::{GraphView, RelationId, Standing};
use crate::model::{ActorId, RelationKind, RelationKindId};
use crate::query::groups;
use crate::text::printable;

/// Writes a part of a graph as DOT; carries everything that a picture shows. Actors without a relation in it are left
/// out.
pub(super) fn write(selection: &Selection, options: &Options, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let view = selection.graph;
    let mut stmts = vec![
        default(
            "graph",
            &[
                ("rankdir", "LR"),
                ("overlap", "false"),
                ("fontname", "Helvetica"),
                ("label", LEGEND),
                ("labelloc", "b"),
                ("fontsize", "10"),
            ],
        ),
        default("node", &[("style", "filled"), ("fontname", "Helvetica"), ("fontsize", "11"), ("color", "#666666")]),
        default("edge", &[("fontname", "Helvetica"), ("fontsize", "9")]),
    ];
    let clusters = options.clusters.map(|by| clusters(selection, by)).unwrap_or_default();
    let alone = selection.drawn.iter().filter(|actor| !clusters.iter().any(|(_, members)| members.contains(actor)));
    stmts.extend(alone.map(|actor| Stmt::Node(node(view, *actor))));
    stmts.extend(
        clusters
            .iter()
            .enumerate()
            .map(|(index, (label, members))| Stmt::Subgraph(cluster(view, index, label, members))),
    );
    stmts.extend(selection.relations.iter().map(|id| Stmt::Edge(edge(view, *id))));
    let graph = Graph::DiGraph { id: plain("kg"), strict: false, stmts };
    // One statement a line: good for `diff`.
    const NEVER_INLINE: usize = 0;
    let mut context = PrinterContext::default();
    context.with_semi().with_inline_size(NEVER_INLINE);
    writeln!(out, "{}", graph.print(&mut context))?;
    Ok(Vec::new())
}

const LEGEND: &str = "bold: curated or reviewed   solid: corroborated   thin: stated by one publisher   dashed: alleged   dotted: disputed, not actual or denied   dashed outline, °: found in documents, not curated";

/// What belongs together, each with what it is called. Groups are those of the whole graph as far as it is filtered, so
/// that a part of it shows the same ones.
fn clusters(selection: &Selection, by: Clusters) -> Vec<(String, Vec<ActorId>)> {
    let graph = selection.graph;
    let clusters: Vec<(String, Vec<ActorId>)> = match by {
        Clusters::Community | Clusters::Side => {
            // A group is called after those who are best tied in it.
            const NAMED: usize = 3;
            const RESOLUTION: f64 = 1.0;
            let name = |members: &[ActorId]| {
                members.iter().take(NAMED).map(|actor| graph.actors().shown(*actor)).collect::<Vec<_>>().join(", ")
            };
            let mut filter = selection.part.filter.clone();
            if by == Clusters::Side {
                let others = graph.schema().relation_kinds.iter().enumerate().filter(|(_, kind)| !is_of_one_side(kind));
                filter.not_kinds.extend(others.map(|(index, _)| RelationKindId::new(index)));
            }
            groups(graph, &filter, RESOLUTION).into_iter().map(|group| (name(&group.members), group.members)).collect()
        }
        Clusters::Kind => {
            let of = |index: usize| {
                selection
                    .drawn
                    .iter()
                    .copied()
                    .filter(|actor| graph.actors().get(*actor).kind.index() == index)
                    .collect()
            };
            graph.schema().actor_kinds.iter().enumerate().map(|(index, kind)| (kind.label.clone(), of(index))).collect()
        }
    };
    let drawn =
        |members: Vec<ActorId>| members.into_iter().filter(|actor| selection.drawn.contains(actor)).collect::<Vec<_>>();
    clusters
        .into_iter()
        .map(|(name, members)| (name, drawn(members)))
        .filter(|(_, members)| !members.is_empty())
        .collect()
}

/// True for kinds that join those of one side: who supports, aids or works with whom by its PLOVER root, and states of
/// belonging.
fn is_of_one_side(kind: &RelationKind) -> bool {
    const ROOTS: [&str; 3] = ["SUPPORT", "AID", "COOPERATE"];
    const STATES: [&str; 5] = ["leads", "member_of", "part_of", "controls", "allied_with"];
    kind.plover.as_deref().map_or_else(|| STATES.contains(&kind.key.as_str()), |root| ROOTS.contains(&root))
}

fn cluster(view: &impl GraphView, index: usize, label: &str, members: &[ActorId]) -> Subgraph {
    let looks = [attribute("label", label), attribute("color", "#999999"), attribute("style", "rounded")];
    let members = members.iter().map(|actor| Stmt::Node(node(view, *actor)));
    // Only what is called so is drawn as a box.
    Subgraph {
        id: quoted(&format!("cluster_{index}")),
        stmts: std::iter::once(Stmt::GAttribute(GraphAttributes::Graph(looks.to_vec()))).chain(members).collect(),
    }
}

fn default(what: &str, attributes: &[(&str, &str)]) -> Stmt {
    let attributes: Vec<Attribute> = attributes.iter().map(|(name, value)| attribute(name, value)).collect();
    Stmt::GAttribute(match what {
        "graph" => GraphAttributes::Graph(attributes),
        "node" => GraphAttributes::Node(attributes),
        _ => GraphAttributes::Edge(attributes),
    })
}

fn node(view: &impl GraphView, actor: ActorId) -> Node {
    let (shown, discovered) = (view.actors().shown(actor), view.actors().is_discovered(actor));
    let actor = view.actors().get(actor);
    let kind = view.schema().actor_kind(actor.kind);
    let mut attributes = vec![
        attribute("label", shown),
        attribute("shape", &kind.shape),
        attribute("fillcolor", &kind.fill),
        attribute("tooltip", &format!("{}, {}", actor.name, kind.label)),
    ];
    if discovered {
        attributes.push(attribute("style", "filled,dashed"));
    }
    Node { id: node_id(&actor.key), attributes }
}

fn edge(view: &impl GraphView, id: RelationId) -> Edge {
    let relation = view.relation(id);
    let kind = view.schema().relation_kind(relation.kind);
    let key = |actor| view.actors().get(actor).key.as_str();
    let (subject, object) = (key(relation.subject), key(relation.object));
    let mut attributes = vec![
        attribute("id", &format!("{subject} {} {object}", kind.key)),
        attribute("label", &label(view, relation)),
        attribute("color", &kind.color),
        attribute("fontcolor", &kind.color),
        attribute("style", style(relation.standing)),
        attribute("penwidth", pen_width(relation.standing)),
        attribute("tooltip", &words(view, relation)),
    ];
    if kind.symmetric {
        attributes.push(attribute("dir", "none"));
    } else if relation.standing == Standing::Denied {
        attributes.push(attribute("arrowhead", "tee"));
    }
    Edge { ty: EdgeTy::Pair(Vertex::N(node_id(subject)), Vertex::N(node_id(object))), attributes }
}

fn style(standing: Standing) -> &'static str {
    match standing {
        Standing::Curated | Standing::Reviewed | Standing::Corroborated | Standing::Stated => "solid",
        Standing::Alleged => "dashed",
        Standing::Disputed | Standing::NotActual | Standing::Denied | Standing::Rejected => "dotted",
    }
}

fn node_id(key: &str) -> NodeId {
    NodeId(quoted(key), None)
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(plain(name), quoted(value))
}

/// An identifier that is known to need no quoting.
fn plain(name: &str) -> Id {
    Id::Plain(name.to_owned())
}

/// A text as a DOT string that Graphviz shows as it is.
///
/// Graphviz reads strings twice: the parser takes `\"`, labels take backslash escapes and HTML entities. So backslashes
/// are doubled, `&` becomes `&amp;`, line breaks become `\n`, and what no terminal should obey is made visible.
fn quoted(text: &str) -> Id {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('"');
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            string.push_str("\\n");
        }
        for c in printable(line).chars() {
            match c {
                '\\' => string.push_str("\\\\"),
                '"' => string.push_str("\\\""),
                '&' => string.push_str("&amp;"),
                c => string.push(c),
            }
        }
    }
    string.push('"');
    Id::Escaped(string)
}
