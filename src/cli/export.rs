//! `kg export`: the graph for other programs.

use std::io::Write;

use super::filter::{FilterArgs, actor, left_out};
use super::print::counted;
use super::{Outcome, Session, talk};
use crate::export::{Part, relations_of, write_dot, write_json_lines};
use crate::graph::{GraphView, RelationId};

/// The graph for other programs: Graphviz or JSON Lines
#[derive(clap::Args)]
pub(super) struct Args {
    /// DOT, for Graphviz (`dot -Tsvg`, or `sfdp -Tsvg` for large graphs)
    #[arg(long, conflicts_with = "json")]
    dot: bool,
    /// Only what is near this actor
    #[arg(long, value_name = "ACTOR")]
    around: Option<String>,
    /// How near, in hops
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around", value_parser = clap::value_parser!(u32).range(1..))]
    depth: u32,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    if !args.dot && !session.json {
        anyhow::bail!("which format? `kg export --dot` or `kg export --json`");
    }
    if args.filter.directed() && args.around.is_none() {
        anyhow::bail!("--directed is about walking from an actor; add `--around ACTOR`");
    }
    let graph = session.project.graph()?;
    let around = args.around.as_deref().map(|name| actor(graph, name)).transpose()?;
    let part = Part { filter: args.filter.filter(graph)?, around: around.map(|actor| (actor, args.depth as usize)) };
    if args.dot {
        write_dot(graph, &part, out)?;
    } else {
        write_json_lines(graph, &part, out)?;
    }
    let relations = relations_of(graph, &part).len();
    let all = (0..graph.relation_count()).map(|index| graph.relation(RelationId::new(index)));
    if part.around.is_none()
        && let Some(left_out) = left_out(graph, &part.filter, all)
    {
        talk::say(&format!("note: {} exported; left out: {left_out}", counted(relations, "relation")));
    }
    Ok(if relations > 0 { Outcome::Found } else { Outcome::Nothing })
}
