//! `kg rank`: who matters. What holds groups together (`--by cut`) is printed by `cut`.

use std::io::Write;

use super::filter::{FilterArgs, no_relation};
use super::print::{Table, counted, name};
use super::{Exit, Session, cut, json_line, talk};
use crate::export::{RankRecord, actor_ref};
use crate::graph::GraphView;
use crate::query::{Measure, rank};

/// Who matters: actors by degree, PageRank or betweenness; without whom groups fall apart
///
/// Between two actors there is one tie here, as strong as there are relations between them that pass the filter; how
/// many claims a relation rests on does not count. Degree: how many actors it is tied to. PageRank: how often a walk
/// along ties comes by; with --directed, along relations from subject to object. Betweenness: the share of pairs of
/// other actors whose shortest way leads over it, strong ties being short. Cut: the actors, and the ties between two
/// actors, without which actors that were joined by chains of relations no longer are; first what cuts off most, with
/// what falls apart. Whichever way relations run.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What makes an actor matter
    #[arg(long, value_name = "MEASURE", default_value = "degree")]
    by: By,
    /// At most so many actors, and at most so many ties
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    #[command(flatten)]
    filter: FilterArgs,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum By {
    Degree,
    Pagerank,
    Betweenness,
    Cut,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let filter = args.filter.filter(graph)?;
    let (measure, by) = match args.by {
        By::Degree => (Measure::Degree, "degree"),
        By::Pagerank => (Measure::PageRank, "pagerank"),
        By::Betweenness => (Measure::Betweenness, "betweenness"),
        By::Cut => return cut::run(graph, &filter, args.most, session, out),
    };
    let ranking = rank(graph, &filter, measure);
    if ranking.ranked.is_empty() {
        talk::say(&no_relation(graph, &filter));
        return Ok(Exit::Nothing);
    }
    let mut table = Table::default();
    let mut place = 0;
    for (index, row) in ranking.ranked.iter().take(args.most as usize).enumerate() {
        let same = |score: f64| (score * 1e9).round() as i64;
        if index == 0 || same(row.score) != same(ranking.ranked[index - 1].score) {
            place = index + 1;
        }
        if session.json {
            let record = RankRecord {
                rank: place,
                actor: actor_ref(graph, row.actor),
                by,
                score: row.score,
                neighbors: row.neighbors,
                relations: row.relations,
                sampled: ranking.sampled,
            };
            json_line(out, &record)?;
            continue;
        }
        let who = name(graph, row.actor).to_owned();
        let score = match measure {
            Measure::Degree => counted(row.neighbors, "actor"),
            Measure::PageRank | Measure::Betweenness => format!("{:.4}", row.score),
        };
        let kind = graph.schema().actor_kind(graph.actors().get(row.actor).kind).label.clone();
        let ties = match measure {
            Measure::Degree => counted(row.relations as usize, "relation"),
            Measure::PageRank | Measure::Betweenness => {
                format!("{}, {}", counted(row.neighbors, "actor"), counted(row.relations as usize, "relation"))
            }
        };
        let cells = [format!("{place}."), who, kind, score, ties];
        table.row(
            cells
                .into_iter()
                .enumerate()
                .map(|(column, cell)| (if column == 1 { session.page.bold(&cell) } else { cell.clone() }, cell))
                .collect(),
        );
    }
    write!(out, "{}", table.text(0))?;
    if let Some(sampled) = ranking.sampled {
        talk::say(&format!("note: estimated from the shortest ways from {sampled} of {} actors", ranking.ranked.len()));
    }
    let more = ranking.ranked.len().saturating_sub(args.most as usize);
    if more > 0 && !session.json {
        talk::say(&format!("note: {more} more (-n); `kg neighbors ACTOR` shows what ties an actor to others"));
    }
    Ok(Exit::Found)
}
