//! Opens a project and asks its graph with petgraph: `cargo run --example petgraph -- FOLDER`; without an argument,
//! this repository's own project.
//!
//! In: a folder with `data/graph.ron` and `seeds/`. Out, on stdout: the fewest relations that still hold together all
//! who hang together, the best carried ones that do. No command of `kg` answers that; petgraph's minimum spanning tree
//! does, on the graph as it is, because relations order by how well they are carried.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "an example shows what it found")]

use kg::graph::{GraphView, Relation};
use kg::project::Project;
use kg::query::{Filter, Filtered};
use petgraph::algo::min_spanning_tree;
use petgraph::data::Element;
use petgraph::visit::EdgeCount;

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").to_owned());
    let graph = Project::open(folder)?.graph()?.graph;
    let filter = Filter::default();
    let carrying = Filtered::new(&graph, &filter);
    let mut backbone: Vec<Relation> = min_spanning_tree(carrying.undirected())
        .filter_map(|element| if let Element::Edge { weight, .. } = element { Some(weight) } else { None })
        .collect();
    backbone.sort();
    println!("{} of {} relations hold the graph together:", backbone.len(), carrying.undirected().edge_count());
    for relation in backbone {
        let name = |actor| graph.actors().shown(actor);
        let label = &graph.schema().relation_kind(relation.kind).label;
        println!("{} {label} {} ({})", name(relation.subject), name(relation.object), relation.standing.label());
    }
    Ok(())
}
