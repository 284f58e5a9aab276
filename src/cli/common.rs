//! `kg common A B`: whom two actors both have to do with.

use std::io::Write;

use super::filter::{FilterArgs, actor, left_out};
use super::neighbors::{neighbor_record, no_relation_of};
use super::print::{Page, Table, claims, counted, name, periods, sentence};
use super::{Exit, Session, json_line, talk};
use crate::export::{CommonRecord, actor_ref};
use crate::graph::GraphView;
use crate::query::{Common, Neighbor, common, neighbors, standing_in_words};

/// Actors tied to both of two actors, and how
///
/// First the one whose weaker side more publishers carry, then by claims; of equals the one with fewer relations of its
/// own tells more. With --directed, actors that relations of both lead to.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of one actor
    a: String,
    /// Key or name of the other
    b: String,
    /// At most so many actors; JSON has all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let (a, b) = (actor(graph, &args.a)?, actor(graph, &args.b)?);
    if a == b {
        talk::say(&format!("both names mean {}", name(graph, a)));
        return Ok(Exit::Nothing);
    }
    let filter = args.filter.filter(graph)?;
    let found = common(graph, a, b, &filter);
    if found.is_empty() {
        let lonely = [a, b].into_iter().find(|actor| neighbors(graph, *actor, &filter, 1).is_empty());
        talk::say(&match lonely {
            Some(lonely) => no_relation_of(graph, lonely, &filter),
            None => {
                let unfiltered = common(graph, a, b, &crate::query::Filter::everything()).len();
                let more = if unfiltered == 0 {
                    String::new()
                } else {
                    format!("; without the filters there {} {unfiltered}", if unfiltered == 1 { "is" } else { "are" })
                };
                let beside = [a, b]
                    .into_iter()
                    .flat_map(|actor| graph.incident(actor))
                    .map(|step| graph.relation(step.relation));
                let why = left_out(graph, &filter, beside)
                    .filter(|_| unfiltered > 0)
                    .map(|left_out| format!(" (left out beside the two: {left_out})"))
                    .unwrap_or_default();
                format!(
                    "no actor is tied to both {} and {}{more}{why}; `kg path` looks for longer ways",
                    name(graph, a),
                    name(graph, b)
                )
            }
        });
        return Ok(Exit::Nothing);
    }
    if session.json {
        for common in &found {
            let side = |side: &[Neighbor]| side.iter().map(|neighbor| neighbor_record(graph, neighbor)).collect();
            json_line(
                out,
                &CommonRecord {
                    actor: actor_ref(graph, common.actor),
                    with_first: side(&common.with_first),
                    with_second: side(&common.with_second),
                },
            )?;
        }
        return Ok(Exit::Found);
    }
    writeln!(
        out,
        "{} and {} have {} in common",
        session.page.bold(name(graph, a)),
        session.page.bold(name(graph, b)),
        counted(found.len(), "actor")
    )?;
    for common in found.iter().take(args.most as usize) {
        print_common(graph, session.page, common, out)?;
    }
    talk::say_left_out(found.len(), args.most, "actors");
    Ok(Exit::Found)
}

fn print_common(view: &impl GraphView, page: Page, common: &Common, out: &mut dyn Write) -> anyhow::Result<()> {
    let kind = &view.schema().actor_kind(view.actors().get(common.actor).kind).label;
    let summary = format!(
        "({kind}, {})",
        counted(view.incident(common.actor).filter(|incidence| incidence.standing.carries()).count(), "relation")
    );
    writeln!(out, "\n{} {}", page.bold(name(view, common.actor)), page.dim(&summary))?;
    let mut table = Table::default();
    for neighbor in common.with_first.iter().chain(&common.with_second) {
        let relation = view.relation(neighbor.relation);
        let said = sentence(view, relation.kind, relation.subject, relation.object);
        let (claims, period) = (claims(relation), periods(relation));
        table.row(vec![
            (crate::text::printable(&said).into_owned(), said),
            (page.standing(view, relation), standing_in_words(view, relation)),
            (claims.clone(), claims),
            (page.dim(&period), period),
        ]);
    }
    write!(out, "{}", table.text(2))?;
    Ok(())
}
