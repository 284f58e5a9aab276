//! Opens a project through the library and asks its graph: how two actors are connected, on whose words, and who stands
//! around the second.
//!
//! `cargo run --example open_project -- FOLDER FROM TO`; without arguments, this repository's own project. No part of
//! the command line is used: errors and notices come back as values, and what is said of them is decided here.

#![expect(clippy::disallowed_methods, reason = "a program of its own reads its arguments and prints")]

use std::io::{self, Write};

use kg::graph::{Graph, GraphView, Relation};
use kg::model::ActorId;
use kg::project::{Error, Project};
use kg::query::{Filter, NameAnswer, PathQuestion, best_claim, neighbors, paths, quotation, resolve_name};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [folder, from, to] = match given.as_slice() {
        [folder, from, to] => [folder, from, to].map(String::as_str),
        [] => [env!("CARGO_MANIFEST_DIR"), "Pompeo", "al-Qaida"],
        _ => return Err("give a folder and two actors, or nothing".into()),
    };
    let mut out = io::stdout().lock();

    let decided = match Project::open(folder).and_then(|project| project.graph()) {
        Ok(decided) => decided,
        // Mistakes in the user's files are theirs to mend, each with its place; all else is an error of the world.
        Err(Error::Diagnostics(problems)) => {
            for problem in &problems {
                let (file, offset) = problem.position();
                writeln!(out, "{file}, byte {offset}: {}", problem.message)?;
            }
            return Err(format!("{} mistakes to mend first", problems.len()).into());
        }
        Err(error) => return Err(error.into()),
    };
    for warning in decided.notices.problems.iter().chain(&decided.notices.decisions) {
        writeln!(out, "warning: {}", warning.message)?;
    }

    let graph = &decided.graph;
    let (from, to) = (actor(graph, from)?, actor(graph, to)?);
    for path in paths(graph, &PathQuestion::new(from, to)).paths {
        for hop in &path.hops {
            writeln!(out, "{}", told(graph, graph.relation(hop.relation)))?;
        }
    }
    writeln!(out, "\naround {}:", graph.actors().shown(to))?;
    for neighbor in neighbors(graph, to, &Filter::default(), 1) {
        writeln!(out, "- {}", told(graph, graph.relation(neighbor.relation)))?;
    }
    Ok(())
}

/// The actor of that key or name; those that may be meant are named in the error.
fn actor(graph: &Graph, name: &str) -> Result<ActorId, String> {
    let key = |actor: &ActorId| graph.actors().get(*actor).key.clone();
    match resolve_name(graph, name) {
        NameAnswer::Found(actor) => Ok(actor),
        NameAnswer::Ambiguous(actors) => {
            Err(format!("`{name}` means {}", actors.iter().map(key).collect::<Vec<_>>().join(" or ")))
        }
        NameAnswer::Unknown(like) => {
            let like: Vec<String> = like.iter().map(|found| key(&found.actor)).collect();
            Err(format!("nobody is called `{name}`; like it: {}", like.join(", ")))
        }
    }
}

/// "Iran hosted al-Qaida (disputed): “...” (seeds/iran-al-qaida.md)".
fn told(graph: &Graph, relation: &Relation) -> String {
    let name = |actor| graph.actors().shown(actor);
    let kind = &graph.schema().relation_kind(relation.kind).label;
    let head = format!("{} {kind} {} ({})", name(relation.subject), name(relation.object), relation.standing.label());
    match quotation(graph, best_claim(graph, relation)) {
        Some((document, words)) => {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{head}: “{words}” ({})", document.path)
        }
        None => head,
    }
}
