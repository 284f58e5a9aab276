//! `kg same A B`, `kg different A B`, `kg unsure A B`: whether two actors are one.

use std::io::Write;

use super::filter::actor;
use super::session::Author;
use super::{Exit, Session, talk};
use crate::data::CURATED_FILE;
use crate::graph::{GraphView, assemble};
use crate::model::{Act, Identity};
use crate::project::signature_in_words;

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

pub(super) fn run(args: &Args, identity: Identity, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let by = args.author.name(session)?;
    // Names mean actors as the documents and the curated file have them: those that are one by decision are still two
    // here.
    session.warn_of_damaged_decisions()?;
    let base = session.knowledge()?;
    let graph = assemble(base.clone());
    let (a, b) = (actor(&graph, &args.a)?, actor(&graph, &args.b)?);
    let actors = graph.actors();
    if a == b {
        anyhow::bail!("both names mean `{}`", actors.get(a).key);
    }
    // The order of the two means nothing, so that the same said the other way round is the same.
    let [mut first, mut second] = [a, b].map(|actor| actors.get(actor).key.clone());
    if second < first {
        std::mem::swap(&mut first, &mut second);
    }
    let act = Act::Identify { a: first, b: second, identity };
    let claims = || Ok::<_, anyhow::Error>(session.project.decide(base.clone())?.0.knowledge.claims.len());
    let before = claims()?;
    let entries = session.record(&base, &by, &args.why, vec![act])?;
    let (name_a, name_b) = (actors.shown(a), actors.shown(b));
    for entry in entries {
        writeln!(out, "{}", entry.id)?;
        let said = match identity {
            Identity::Same => format!("{name_a} and {name_b} are one actor now"),
            Identity::Different => format!("{name_a} and {name_b} are two actors and stay so"),
            Identity::Unsure => format!("{name_a} and {name_b} may be one; they stay two"),
        };
        let already = entry
            .before
            .as_ref()
            .map(|before| format!(", as decided already ({})", signature_in_words(before)))
            .unwrap_or_default();
        talk::say(&format!("{said}{already}; `kg undo {}` takes it back", entry.id));
    }
    let both_curated = !actors.is_discovered(a) && !actors.is_discovered(b);
    if identity == Identity::Same && both_curated {
        talk::say(&format!(
            "note: both stand in {CURATED_FILE}; until they are one entry there, the first by key stands for both"
        ));
    }
    let aside = before.saturating_sub(claims()?);
    if aside > 0 {
        talk::say(&format!(
            "note: {} set aside: between the two, or of a kind that the one they are now cannot stand in",
            super::print::counted(aside, "claim")
        ));
    }
    Ok(Exit::Found)
}
