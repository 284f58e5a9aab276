//! `kg search TEXT`: actors by any name.

use std::io::Write;

use super::print::{Table, counted};
use super::{Exit, Session, json_line, talk};
use crate::export::{FoundRecord, actor_ref};
use crate::graph::GraphView;
use crate::query::search;
use crate::text::printable;

/// Actors by any of their names, also misspelt
#[derive(clap::Args)]
pub(super) struct Args {
    /// Name or part of one
    #[arg(required = true)]
    text: Vec<String>,
    /// At most so many
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let text = args.text.join(" ");
    let found = search(graph, &text, args.most as usize);
    if found.is_empty() {
        talk::say(&format!("no actor has a name like `{}`", printable(&text)));
        return Ok(Exit::Nothing);
    }
    let mut table = Table::default();
    for found in &found {
        let actor = graph.actors().get(found.actor);
        let relations = graph.incident(found.actor).count();
        if session.json {
            json_line(
                out,
                &FoundRecord {
                    actor: actor_ref(graph, found.actor),
                    matched: found.name.clone(),
                    sort: found.sort.label(),
                    relations,
                },
            )?;
            continue;
        }
        let matched =
            if found.name == actor.name { String::new() } else { format!("“{}”", printable(&found.name)) };
        let cells = [
            actor.key.clone(),
            graph.actors().shown(found.actor).to_owned(),
            graph.schema().actor_kind(actor.kind).label.clone(),
            counted(relations, "relation"),
            matched,
        ];
        table.row(
            cells
                .into_iter()
                .enumerate()
                .map(|(column, cell)| (if column == 1 { session.page.bold(&cell) } else { cell.clone() }, cell))
                .collect(),
        );
    }
    write!(out, "{}", table.text(0))?;
    Ok(Exit::Found)
}
