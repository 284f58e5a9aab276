//! Opens a project and asks its graph with petgraph: `cargo run --example petgraph [FOLDER]`.
//!
//! In: a folder with `data/graph.ron` and `seeds/`. Out, on stdout: the fewest relations that still hold together all
//! who hang together, the best carried ones that do. No command of `kg` answers that; petgraph's minimum spanning tree
//! does, on the graph as it is, because relations order by how well they are carried.

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::path::{Path, PathBuf};

use kg::graph::{Graph, GraphView, Relation, assemble};
use kg::pipeline::{FileContent, InputFile, Inputs, build};
use kg::query::{Filter, Filtered};
use kg::text::SourceText;
use petgraph::algo::min_spanning_tree;
use petgraph::data::Element;
use petgraph::visit::EdgeCount;

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    let graph = open(&folder)?;
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

/// Reads a project as it stands; nothing is written.
fn open(folder: &Path) -> anyhow::Result<Graph> {
    let mut files: Vec<InputFile> = Vec::new();
    for entry in std::fs::read_dir(folder.join("seeds"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        files.push(InputFile { path: format!("seeds/{name}"), name, unchanged: false });
    }
    let read = |file: &InputFile| match std::fs::read(folder.join(&file.path)) {
        Ok(bytes) => Ok(FileContent { bytes, sidecar: None }),
        Err(error) => Err(error.to_string()),
    };
    let own = |path: &str| std::fs::read_to_string(folder.join(path)).ok().map(|text| SourceText::new(path, text));
    let built = build(Inputs {
        own_schema: own("data/schema.ron"),
        graph: SourceText::new("data/graph.ron", std::fs::read_to_string(folder.join("data/graph.ron"))?),
        own_model: None,
        own_language: Vec::new(),
        files,
        read: &read,
        previous: None,
        progress: &|| {},
    });
    Ok(assemble(built.knowledge))
}
