//! `kg accept ID` and `kg reject ID`: a claim judged, from a script or by hand.

use std::io::Write;

use super::filter::{actor, kind};
use super::session::Author;
use super::{Exit, Session, talk};
use crate::graph::{GraphView, assemble};
use crate::model::{Act, ActorId, Claim, Correction, Knowledge, Verdict};
use crate::resolve::reference;
use crate::text::closest;

/// Judge claims right, or right once corrected; the judgement is kept in data/decisions.ron and holds in every later
/// build
#[derive(clap::Args)]
pub(super) struct Args {
    /// Ids of claims, or beginnings of them (`kg explain` shows them)
    #[arg(required = true, value_name = "ID")]
    claims: Vec<String>,
    /// Why, for those who read it later
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
    /// The kind of relation that the words state, where the claim has it wrong
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The actor who acts, where the claim has it wrong: its key or a name
    #[arg(long, value_name = "ACTOR")]
    subject: Option<String>,
    /// The actor whom it concerns, where the claim has it wrong: its key or a name
    #[arg(long, value_name = "ACTOR")]
    object: Option<String>,
    #[command(flatten)]
    author: Author,
}

/// Judge claims wrong: they carry nothing any more, in this and every later build
#[derive(clap::Args)]
pub(super) struct RejectArgs {
    /// Ids of claims, or beginnings of them (`kg explain` shows them)
    #[arg(required = true, value_name = "ID")]
    claims: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT", required = true)]
    why: String,
    #[command(flatten)]
    author: Author,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut correction = Correction { kind: args.kind.clone(), ..Correction::default() };
    if let Some(key) = &args.kind {
        kind(key, &session.project.schema()?)?;
    }
    if args.subject.is_some() || args.object.is_some() {
        // Names mean actors as the documents and the curated file have them, as for `kg same`.
        let graph = assemble(session.knowledge()?);
        let key_of = |name: &Option<String>| {
            name.as_ref().map(|name| actor(&graph, name).map(|id| graph.actors().get(id).key.clone())).transpose()
        };
        (correction.subject, correction.object) = (key_of(&args.subject)?, key_of(&args.object)?);
    }
    judge(session, &args.claims, Verdict::Accepted(correction), &args.why, &args.author, out)
}

pub(super) fn run_reject(args: &RejectArgs, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    anyhow::ensure!(!args.why.trim().is_empty(), "a rejection needs a reason; say it with `--why TEXT`");
    judge(session, &args.claims, Verdict::Rejected, &args.why, &args.author, out)
}

fn judge(
    session: &Session,
    ids: &[String],
    verdict: Verdict,
    why: &str,
    author: &Author,
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let by = author.name(session)?;
    session.warn_of_damaged_decisions()?;
    let base = session.knowledge()?;
    let all: Vec<&Claim<ActorId>> = base.claims.iter().collect();
    let claims =
        ids.iter().map(|id| claim_of(&all, id, &|claim| sentence(&base, claim))).collect::<anyhow::Result<Vec<_>>>()?;
    let acts =
        claims.iter().map(|claim| Act::Judge { claim: reference(&base, claim), verdict: verdict.clone() }).collect();
    let entries = session.record(&base, &by, why, acts)?;
    for (claim, entry) in claims.iter().zip(entries) {
        writeln!(out, "{}", entry.id)?;
        let done = match &verdict {
            Verdict::Rejected => "rejected",
            Verdict::Accepted(correction) if correction.is_empty() => "accepted",
            Verdict::Accepted(_) => "accepted as corrected, read first as",
        };
        talk::say(&format!("{}: {}; `kg undo {}` takes it back", entry.done(done), sentence(&base, claim), entry.id));
    }
    Ok(Exit::Found)
}

/// "Northland warned Southland".
fn sentence(knowledge: &Knowledge, claim: &Claim<ActorId>) -> String {
    let name = |actor| knowledge.actors.shown(actor);
    format!("{} {} {}", name(claim.subject), knowledge.schema.relation_kind(claim.kind).label, name(claim.object))
}

/// The claim whose id begins so; where there is none or are several, that is the error, those listed by `sentence`.
pub(super) fn claim_of<'k>(
    claims: &[&'k Claim<ActorId>],
    id: &str,
    sentence: &dyn Fn(&Claim<ActorId>) -> String,
) -> anyhow::Result<&'k Claim<ActorId>> {
    const SHORTEST: usize = 4;
    let wanted = id.trim().to_ascii_lowercase();
    if wanted.len() < SHORTEST || wanted.len() > 16 || !wanted.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        anyhow::bail!(
            "`{}` is no claim's id: those are {SHORTEST} to 16 digits from 0 to f; `kg explain A B` shows them",
            crate::text::printable(id)
        );
    }
    let found: Vec<&Claim<ActorId>> =
        claims.iter().copied().filter(|claim| claim.hash.to_string().starts_with(&wanted)).collect();
    match found[..] {
        [only] => Ok(only),
        [] => {
            let ids: Vec<String> = claims.iter().map(|claim| claim.hash.to_string()).collect();
            let likely = closest(&wanted, ids.iter().map(String::as_str)).filter(|_| wanted.len() == 16);
            let hint = likely.map_or_else(
                || "`kg explain A B` shows the ids of claims".to_owned(),
                |likely| format!("did you mean `{likely}`?"),
            );
            anyhow::bail!("no claim has the id `{wanted}`; {hint}")
        }
        _ => {
            let listed: Vec<String> =
                found.iter().take(5).map(|claim| format!("  {}  {}", claim.hash, sentence(claim))).collect();
            anyhow::bail!(
                "{} claims have ids that begin with `{wanted}`; give more of it:\n{}",
                found.len(),
                listed.join("\n")
            )
        }
    }
}
