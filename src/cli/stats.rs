//! `kg stats`: how much there is.

use std::io::Write;

use super::filter::{FilterArgs, no_relation};
use super::print::{Page, counted};
use super::{Exit, Session, json_line, talk};
use crate::export::{CountRecord, StatsRecord};
use crate::graph::GraphView;
use crate::query::{Stats, stats};

/// How much there is: actors, documents, relations, claims, and how they hang together
///
/// Figures of relations and claims are of those that pass the filter; without one, of every relation that carries.
/// `--include planned,denied,rejected` counts all.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    filter: FilterArgs,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let filter = args.filter.filter(graph)?;
    let found = stats(graph, &filter);
    let is_empty = found.relations == 0;
    if session.json {
        json_line(out, &record(graph, found))?;
    } else {
        print(session.page, &record(graph, found), out)?;
    }
    if is_empty {
        talk::say(&no_relation(graph, &filter));
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Found)
}

fn print(page: Page, stats: &StatsRecord, out: &mut dyn Write) -> anyhow::Result<()> {
    let named = |counts: &[CountRecord]| {
        let parts: Vec<String> = counts
            .iter()
            .filter(|count| count.count > 0)
            .map(|count| format!("{} {}", count.count, count.of))
            .collect();
        parts.join(", ")
    };
    let dates = match (&stats.first_date, &stats.last_date) {
        (Some(first), Some(last)) => format!(" ({first} to {last})"),
        _ => String::new(),
    };
    let rows = [
        ("actors", format!("{} curated, {} discovered", stats.curated_actors, stats.discovered_actors)),
        ("by kind", named(&stats.actors_by_kind)),
        ("documents", format!("{} by {}", stats.documents, counted(stats.publishers, "publisher"))),
        ("relations", format!("{}: {}", stats.relations, named(&stats.relations_by_standing))),
        ("by kind", named(&stats.relations_by_kind)),
        (
            "",
            format!(
                "{} dated{dates}, {} carried by several publishers",
                stats.dated_relations, stats.relations_by_several_publishers
            ),
        ),
        (
            "claims",
            format!(
                "{}: {} curated, {} extracted",
                stats.claims,
                stats.curated_claims,
                stats.claims - stats.curated_claims
            ),
        ),
        (
            "",
            format!(
                "{} attributed to somebody, {}, {} of what is not actual, {} not judged{}",
                stats.attributed_claims,
                counted(stats.denied_claims, "denial"),
                stats.not_actual_claims,
                stats.unjudged_claims,
                if stats.rejected_claims > 0 {
                    format!("; beside them {} judged wrong", stats.rejected_claims)
                } else {
                    String::new()
                }
            ),
        ),
        (
            "ties",
            format!(
                "{} with relations to others, in {}; {} in the biggest",
                counted(stats.tied_actors, "actor"),
                counted(stats.components, "component"),
                stats.biggest_component
            ),
        ),
    ];
    const COLUMN: usize = 11;
    for (label, text) in rows {
        let wrapped = page.wrapped(&text, COLUMN);
        // The label stands where the first line is indented.
        writeln!(out, "{}{}", page.bold(&format!("{label:COLUMN$}")), wrapped.trim_start())?;
    }
    Ok(())
}

fn record(view: &impl GraphView, stats: Stats) -> StatsRecord {
    let schema = view.schema();
    let count = |of: &str, count: usize| CountRecord { of: of.to_owned(), count };
    StatsRecord {
        curated_actors: stats.curated_actors,
        discovered_actors: stats.discovered_actors,
        actors_by_kind: stats
            .actors_by_kind
            .into_iter()
            .map(|(kind, number)| count(&schema.actor_kind(kind).key, number))
            .collect(),
        documents: stats.documents,
        publishers: stats.publishers,
        relations: stats.relations,
        relations_by_standing: stats
            .relations_by_standing
            .into_iter()
            .map(|(standing, number)| count(standing.label(), number))
            .collect(),
        relations_by_kind: stats
            .relations_by_kind
            .into_iter()
            .map(|(kind, number)| count(&schema.relation_kind(kind).key, number))
            .collect(),
        dated_relations: stats.dated_relations,
        relations_by_several_publishers: stats.relations_by_several_publishers,
        claims: stats.claims,
        rejected_claims: stats.rejected_claims,
        curated_claims: stats.curated_claims,
        attributed_claims: stats.attributed_claims,
        denied_claims: stats.denied_claims,
        not_actual_claims: stats.not_actual_claims,
        unjudged_claims: stats.unjudged_claims,
        first_date: stats.dates.map(|(first, _)| first.to_string()),
        last_date: stats.dates.map(|(_, last)| last.to_string()),
        tied_actors: stats.tied_actors,
        components: stats.components,
        biggest_component: stats.biggest_component,
    }
}
