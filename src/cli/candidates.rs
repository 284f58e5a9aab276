//! `kg candidates`: actors that may be one under two names.

use std::collections::BTreeMap;
use std::io::Write;

use schemars::JsonSchema;
use serde::Serialize;

use super::print::{counted, name};
use super::{Exit, Session, json_line, talk};
use crate::export::{ActorRef, actor_ref};
use crate::graph::GraphView;
use crate::model::{Act, ActorId, Identity};
use crate::query::{Reason, candidates};
use crate::resolve::in_force;
use crate::text::printable;

/// Actors that may be one under two names, with the reasons; `kg same`, `kg different` and `kg unsure` decide
#[derive(clap::Args)]
pub(super) struct Args {
    /// At most so many
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
}

/// Two actors that may be one: a line of `kg candidates --json`.
#[derive(Serialize, JsonSchema)]
pub(super) struct CandidateRecord {
    a: ActorRef,
    b: ActorRef,
    /// Why, strongest first.
    reasons: Vec<String>,
    /// Why they are likely two, where the documents tell: whose bodies they are.
    against: Option<String>,
    /// True where somebody looked and could not tell.
    unsure: bool,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let decided = session.decided()?;
    let graph = decided.graph;
    let mut said: BTreeMap<(ActorId, ActorId), Identity> = BTreeMap::new();
    for index in in_force(&decided.recorded, &mut Vec::new()) {
        if let Act::Identify { a, b, identity } = &decided.recorded[index].decision.act
            && let (Some(a), Some(b)) = (graph.actors().by_key(a), graph.actors().by_key(b))
        {
            said.insert((a.min(b), a.max(b)), *identity);
        }
    }
    let open = candidates(graph)
        .into_iter()
        .filter(|candidate| said.get(&(candidate.a, candidate.b)) != Some(&Identity::Different));
    // Those that somebody looked at already come last.
    let (unsure, fresh): (Vec<_>, Vec<_>) =
        open.partition(|candidate| said.get(&(candidate.a, candidate.b)) == Some(&Identity::Unsure));
    let (first_unsure, total) = (fresh.len(), fresh.len() + unsure.len());
    for (number, candidate) in fresh.into_iter().chain(unsure).enumerate().take(args.most as usize) {
        let reasons: Vec<String> = candidate.reasons.iter().map(|reason| in_words(graph, reason)).collect();
        let against = candidate.owners.map(|(of_a, of_b)| {
            printable(&format!("kept apart: one is {}'s, the other {}'s", name(graph, of_a), name(graph, of_b)))
                .into_owned()
        });
        let unsure = number >= first_unsure;
        if session.json {
            json_line(
                out,
                &CandidateRecord {
                    a: actor_ref(graph, candidate.a),
                    b: actor_ref(graph, candidate.b),
                    reasons,
                    against,
                    unsure,
                },
            )?;
            continue;
        }
        let key = |actor| graph.actors().get(actor).key.as_str();
        let looked_at = if unsure { session.page.dim("  somebody was unsure") } else { String::new() };
        writeln!(
            out,
            "{} – {}{looked_at}",
            session.page.bold(name(graph, candidate.a)),
            session.page.bold(name(graph, candidate.b))
        )?;
        for reason in reasons.into_iter().chain(against) {
            writeln!(out, "{}", session.page.wrapped(&reason, 3))?;
        }
        writeln!(out, "   {}", session.page.dim(&format!("kg same {} {}", key(candidate.a), key(candidate.b))))?;
    }
    if total > args.most as usize {
        talk::say(&format!("{} more; -n shows more", counted(total - args.most as usize, "pair")));
    }
    if total == 0 {
        talk::say("no two actors look like one");
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Found)
}

fn in_words(view: &impl GraphView, reason: &Reason) -> String {
    let text = match reason {
        Reason::SameName(name) => format!("both are called “{name}”, and nothing in their documents ties the two"),
        Reason::Acronym(short, long) => format!("“{short}” is the initials of “{long}”"),
        Reason::Transliteration(one, other) => format!("“{one}” and “{other}” sound alike"),
        Reason::Spelling(one, other) => format!("“{one}” and “{other}” are spelt alike"),
        Reason::Part(short, long) => format!("“{short}” is part of “{long}”"),
        Reason::SharedNeighbors(shared) => {
            const MOST: usize = 5;
            let names: Vec<&str> = shared.iter().take(MOST).map(|actor| name(view, *actor)).collect();
            format!(
                "same relations to {}{}",
                names.join(", "),
                if shared.len() > MOST { format!(" and {} more", shared.len() - MOST) } else { String::new() }
            )
        }
    };
    printable(&text).into_owned()
}
