//! `kg explain A B`: every claim between two actors.

use std::io::Write;

use super::filter::actor;
use super::print::{Page, facts, ground, name, origin, verb, voice};
use super::{Outcome, Session, json_line, talk};
use crate::export::{ExplainRecord, claim_record};
use crate::graph::{Direction, GraphView, Relation};
use crate::model::{ActorId, Claim};
use crate::query::{affirmations, context, denials};

/// Every claim between two actors: the words in their sentence, who says so, when, and where it comes from
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of one actor
    a: String,
    /// Key or name of the other
    b: String,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let graph = session.project.graph()?;
    let (a, b) = (actor(graph, &args.a)?, actor(graph, &args.b)?);
    if a == b {
        talk::say(&format!("both names mean {}", name(graph, a)));
        return Ok(Outcome::Nothing);
    }
    let relations: Vec<&Relation> =
        graph.incident(a).filter(|incidence| incidence.neighbor == b).map(|incidence| graph.relation(incidence.relation)).collect();
    if relations.is_empty() {
        talk::say(&format!("no claim joins {} and {}; `kg path` looks for a way over others", name(graph, a), name(graph, b)));
        return Ok(Outcome::Nothing);
    }
    for (index, relation) in relations.iter().enumerate() {
        let ordered = ordered(graph, relation);
        if session.json {
            for claim in ordered {
                json_line(out, &record(graph, relation, claim))?;
            }
        } else {
            if index > 0 {
                writeln!(out)?;
            }
            print_relation(graph, session.page, relation, &ordered, out)?;
        }
    }
    Ok(Outcome::Found)
}

/// For, against, then those judged wrong.
fn ordered<'v>(view: &'v impl GraphView, relation: &Relation) -> Vec<&'v Claim<ActorId>> {
    let mut claims = affirmations(view, relation);
    claims.extend(denials(view, relation));
    claims.extend(relation.claims.iter().map(|id| view.claim(*id)).filter(|claim| claim.review == crate::model::Review::Rejected));
    claims
}

fn print_relation(view: &impl GraphView, page: Page, relation: &Relation, claims: &[&Claim<ActorId>], out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(
        out,
        "{} {} {}  {} {}",
        page.bold(name(view, relation.subject)),
        verb(view, relation, Direction::Out),
        page.bold(name(view, relation.object)),
        page.standing(view, relation),
        page.dim(&format!("({})", facts(relation)))
    )?;
    for claim in claims {
        let period = claim.period.to_string();
        let when = if period.is_empty() { String::new() } else { format!("  {}", page.dim(&format!("happened {period}"))) };
        writeln!(out, "\n   {}{when}", crate::text::printable(&voice(view, claim, relation.standing)))?;
        match context(view, claim) {
            Some(context) => {
                writeln!(out, "{}", page.in_context(&context, 5))?;
                writeln!(out, "{}", page.dim_wrapped(&format!("{} · {} · {}", context.document.heading(), ground(view, claim), origin(claim)), 5))?;
            }
            None => {
                writeln!(out, "{}", page.wrapped(&ground(view, claim), 5))?;
                writeln!(out, "{}", page.dim_wrapped(&origin(claim), 5))?;
            }
        }
        if let Some(note) = &claim.note {
            writeln!(out, "{}", page.wrapped(&format!("note: {note}"), 5))?;
        }
    }
    Ok(())
}

fn record(view: &impl GraphView, relation: &Relation, claim: &Claim<ActorId>) -> ExplainRecord {
    let context = context(view, claim);
    ExplainRecord {
        claim: claim_record(view, claim),
        standing: relation.standing.label(),
        before: context.map(|context| context.before.to_owned()),
        after: context.map(|context| context.after.to_owned()),
    }
}
