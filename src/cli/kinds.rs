//! `kg kinds`: kinds of relations and actors.

use std::io::Write;

use super::{Exit, Session, json_line};
use crate::export::schema_record;
use crate::model::Temporal;

/// Kinds of relations and actors, with what they mean
#[derive(clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let schema = session.project.schema()?;
    if session.json {
        for kind in schema_record(&schema).relation_kinds {
            json_line(out, &kind)?;
        }
        return Ok(Exit::Found);
    }
    for (temporal, heading) in [(Temporal::Event, "events"), (Temporal::State, "states")] {
        writeln!(out, "{}", session.page.bold(heading))?;
        for kind in schema.relation_kinds.iter().filter(|kind| kind.temporal == temporal) {
            let codes: Vec<String> = [
                kind.plover.clone(),
                kind.cameo.as_ref().map(|root| format!("CAMEO {root}")),
                kind.symmetric.then(|| "both ways".to_owned()),
            ]
            .into_iter()
            .flatten()
            .collect();
            writeln!(out, "  {}  {}", kind.key, session.page.dim(&codes.join(", ")))?;
            writeln!(out, "{}", session.page.wrapped(&kind.definition, 6))?;
        }
        writeln!(out)?;
    }
    let actors: Vec<&str> = schema.actor_kinds.iter().map(|kind| kind.key.as_str()).collect();
    writeln!(out, "{}\n{}", session.page.bold("actors"), session.page.wrapped(&actors.join(", "), 2))?;
    Ok(Exit::Found)
}
