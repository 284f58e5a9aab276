//! `kg same A B`, `kg different A B`, `kg unsure A B`: whether two actors are one.

use std::io::Write;

use super::filter::actor;
use super::ledger::Author;
use super::{Outcome, Session, talk};
use crate::graph::{GraphView, assemble};
use crate::model::{Act, Identity};

/// Two actors, and why they are or are not one.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of one actor
    a: String,
    /// Key or name of the other
    b: String,
    /// Why, for those who read it later
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
    #[command(flatten)]
    author: Author,
}

pub(super) fn run(args: &Args, identity: Identity, session: &Session, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let by = args.author.name()?;
    // Names mean actors as the documents and the curated file have them: those that are one by decision are still two here.
    let base = session.project.knowledge()?;
    let graph = assemble(base.clone());
    let (a, b) = (actor(&graph, &args.a)?, actor(&graph, &args.b)?);
    let actors = graph.actors();
    if a == b {
        anyhow::bail!("both names mean `{}`", actors.get(a).key);
    }
    let act = Act::Identify { a: actors.get(a).key.clone(), b: actors.get(b).key.clone(), identity };
    let decisions = session.project.record(&base, &by, &args.why, vec![act])?;
    let (name_a, name_b) = (actors.shown(a), actors.shown(b));
    for decision in decisions {
        writeln!(out, "{decision}")?;
        let said = match identity {
            Identity::Same => format!("{name_a} and {name_b} are one actor now"),
            Identity::Different => format!("{name_a} and {name_b} are two actors and stay so"),
            Identity::Unsure => format!("{name_a} and {name_b} may be one; they stay two"),
        };
        talk::say(&format!("{said}; `kg undo {decision}` takes it back"));
    }
    Ok(Outcome::Found)
}
