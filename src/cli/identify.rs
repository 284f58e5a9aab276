//! `kg same A B...`, `kg different A B...`, `kg unsure A B...`: whether actors are one.

use std::io::Write;

use super::filter::actor;
use super::session::Author;
use super::{Exit, Session, talk};
use crate::data::CURATED_FILE;
use crate::graph::{GraphView, assemble};
use crate::model::{Act, ActorId, Identity};
use crate::project::signature_in_words;
use crate::resolve::with_splits;

/// Actors, and why they are or are not one.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of two actors or more
    #[arg(required = true, num_args = 2.., value_name = "ACTOR")]
    actors: Vec<String>,
    /// Why, for those who read it later
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
    #[command(flatten)]
    author: Author,
}

pub(super) fn run(args: &Args, identity: Identity, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let by = args.author.name(session)?;
    // Names mean actors as the documents and the curated file have them and as decisions part them: those that are one
    // by decision are still two here.
    session.warn_of_damaged_decisions()?;
    let base = session.knowledge()?;
    let (recorded, _) = session.project.decisions()?;
    let graph = assemble(with_splits(base.clone(), &recorded));
    let actors = graph.actors();
    let named = args.actors.iter().map(|name| actor(&graph, name)).collect::<anyhow::Result<Vec<ActorId>>>()?;
    let mut pairs = Vec::new();
    for (place, &a) in named.iter().enumerate() {
        for &b in &named[place + 1..] {
            if a == b {
                anyhow::bail!("two of the names mean `{}`", actors.get(a).key);
            }
            // Who is one with the first is one with all.
            if place == 0 || identity != Identity::Same {
                pairs.push((a, b));
            }
        }
    }
    // The order of the two means nothing, so that the same said the other way round is the same.
    let act = |(a, b): &(ActorId, ActorId)| {
        let (a, b) = (&actors.get(*a).key, &actors.get(*b).key);
        Act::Identify { a: a.min(b).clone(), b: a.max(b).clone(), identity }
    };
    let acts = pairs.iter().map(act).collect();
    let claims = || Ok::<_, anyhow::Error>(session.project.decide(base.clone())?.0.knowledge.claims.len());
    let before = claims()?;
    let entries = session.record(&base, &by, &args.why, acts)?;
    for (entry, (a, b)) in entries.into_iter().zip(&pairs) {
        let (name_a, name_b) = (actors.shown(*a), actors.shown(*b));
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
    let curated = named.iter().filter(|actor| !actors.is_discovered(**actor)).count();
    if identity == Identity::Same && curated > 1 {
        talk::say(&format!(
            "note: {curated} of them stand in {CURATED_FILE}; until they are one entry there, the first by key stands for all"
        ));
    }
    let aside = before.saturating_sub(claims()?);
    if aside > 0 {
        talk::say(&format!(
            "note: {} set aside: between those that are one now, or of a kind that it cannot stand in",
            super::print::counted(aside, "claim")
        ));
    }
    Ok(Exit::Found)
}
