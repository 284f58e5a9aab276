//! `kg path A B`: how two actors are connected, and on whose word.

use std::collections::BTreeSet;
use std::io::Write;

use super::filter::{FilterArgs, actor};
use super::print::{Page, claim_lines, counted, facts, name, verb};
use super::{Outcome, Session, json_line, talk};
use crate::export::{HopRecord, PathRecord, actor_ref, relation_record};
use crate::graph::{GraphView, RelationId, Standing};
use crate::model::ActorId;
use crate::query::{Filter, Hop, Obstacle, Path, affirmations, best_claim, denials, paths, standing_in_words, ways_around};

/// How two actors are connected, hop by hop, and on whose word
///
/// The best path has the fewest hops; among those, the fewest against the direction of a relation, then the best documented. Each hop names the relation
/// used, what its claims amount to, who says so and who denies it, with the words.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of the actor to start from
    from: String,
    /// Key or name of the actor to reach
    to: String,
    /// How many paths, differing in at least one relation
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    k: u16,
    /// At most so many hops
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    max_hops: Option<u32>,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let graph = session.project.graph()?;
    let (from, to) = (actor(graph, &args.from)?, actor(graph, &args.to)?);
    let filter = Filter { max_hops: args.max_hops.map(|most| most as usize), ..args.filter.filter(graph.schema())? };
    if from == to {
        talk::say(&format!("both names mean {}", name(graph, from)));
        return Ok(Outcome::Nothing);
    }
    let found = paths(graph, from, to, &filter, usize::from(args.k));
    if found.is_empty() {
        talk::say(&why_not(graph, from, to, &filter));
        return Ok(Outcome::Nothing);
    }
    for (index, path) in found.iter().enumerate() {
        if session.json {
            json_line(out, &record(graph, path, from, to))?;
        } else {
            if index > 0 {
                writeln!(out)?;
            }
            print_path(graph, session.page, path, (index, found.len()), out)?;
        }
    }
    if found.len() < usize::from(args.k) && args.k > 1 {
        talk::say(&format!("note: there are only {}", counted(found.len(), "path")));
    }
    Ok(Outcome::Found)
}

fn print_path(view: &impl GraphView, page: Page, path: &Path, (index, count): (usize, usize), out: &mut dyn Write) -> anyhow::Result<()> {
    let stations = [name(view, path.hops[0].from)].into_iter().chain(path.hops.iter().map(|hop| name(view, hop.to)));
    let route: Vec<String> = stations.map(|station| page.bold(station)).collect();
    let number = if count > 1 { format!("path {} of {count}: ", index + 1) } else { String::new() };
    writeln!(out, "{number}{}  {}", route.join(" – "), page.dim(&format!("({})", counted(path.hops.len(), "hop"))))?;
    for (index, hop) in path.hops.iter().enumerate() {
        writeln!(out)?;
        print_hop(view, page, index + 1, hop, out)?;
    }
    Ok(())
}

fn print_hop(view: &impl GraphView, page: Page, number: usize, hop: &Hop, out: &mut dyn Write) -> anyhow::Result<()> {
    let relation = view.relation(hop.relation);
    writeln!(
        out,
        "{number}. {} {} {}  {} {}",
        page.bold(name(view, hop.from)),
        verb(view, relation, hop.direction),
        page.bold(name(view, hop.to)),
        page.standing(view, relation),
        page.dim(&format!("({})", facts(relation)))
    )?;
    // For and against; where neither is there, what speaks of it at all.
    let mut shown = Vec::new();
    shown.extend(affirmations(view, relation).into_iter().next());
    shown.extend(denials(view, relation).into_iter().next());
    if shown.is_empty() {
        shown.push(best_claim(view, relation));
    }
    for claim in shown {
        write!(out, "{}", claim_lines(view, page, claim, relation.standing, 3))?;
    }
    let also: Vec<String> = parallel(view, hop)
        .into_iter()
        .map(|id| {
            let other = view.relation(id);
            let seen_from = if other.subject == hop.from || view.schema().relation_kind(other.kind).symmetric { crate::graph::Direction::Out } else { crate::graph::Direction::In };
            format!("{} ({})", verb(view, other, seen_from), standing_in_words(view, other))
        })
        .collect();
    if !also.is_empty() {
        let key = |actor: ActorId| view.actors().get(actor).key.as_str();
        let text = format!("also: {}. See kg explain {} {}", also.join(", "), key(hop.from), key(hop.to));
        writeln!(out, "{}", page.wrapped(&text, 3))?;
    }
    Ok(())
}

/// The other relations between a hop's ends.
fn parallel(view: &impl GraphView, hop: &Hop) -> BTreeSet<RelationId> {
    view.incident(hop.from).filter(|incidence| incidence.neighbor == hop.to && incidence.relation != hop.relation).map(|incidence| incidence.relation).collect()
}

fn record(view: &impl GraphView, path: &Path, from: ActorId, to: ActorId) -> PathRecord {
    let hop = |hop: &Hop| HopRecord {
        from: actor_ref(view, hop.from),
        to: actor_ref(view, hop.to),
        direction: hop.direction.label(),
        relation: relation_record(view, view.relation(hop.relation), true),
        also: parallel(view, hop).into_iter().map(|id| view.schema().relation_kind(view.relation(id).kind).key.clone()).collect(),
    };
    PathRecord { from: actor_ref(view, from), to: actor_ref(view, to), hops: path.hops.iter().map(hop).collect() }
}

/// Says what stands in the way.
fn why_not(view: &impl GraphView, from: ActorId, to: ActorId, filter: &Filter) -> String {
    let mut text = format!("no path from {} to {}", name(view, from), name(view, to));
    let ways = ways_around(view, from, to, filter);
    if ways.is_empty() {
        let lonely: Vec<&str> = [from, to].into_iter().filter(|actor| view.incident(*actor).next().is_none()).map(|actor| name(view, actor)).collect();
        text.push_str(&match lonely[..] {
            [] => ": no chain of relations joins them".to_owned(),
            _ => format!(": {} {} no relation at all", lonely.join(" and "), if lonely.len() == 1 { "has" } else { "have" }),
        });
    }
    for way in ways {
        let hops = counted(way.hops, "hop");
        let excluded = |obstacle: Obstacle| {
            (0..view.relation_count()).map(RelationId::new).filter(|id| filter.obstacle(view.relation(*id)) == Some(obstacle)).count()
        };
        text.push_str("\n  ");
        text.push_str(&match way.obstacle {
            Some(Obstacle::Kind) => format!("--kind excludes {}; with every kind there is a path of {hops}", counted(excluded(Obstacle::Kind), "relation")),
            Some(Obstacle::Standing) => {
                let standings: BTreeSet<&str> = (0..view.relation_count())
                    .map(|index| view.relation(RelationId::new(index)))
                    .filter(|relation| filter.obstacle(relation) == Some(Obstacle::Standing))
                    .map(|relation| relation.standing.label())
                    .collect();
                let standings: Vec<&str> = standings.into_iter().collect();
                format!(
                    "{} excluded as {}; with --include {} there is a path of {hops}",
                    counted(excluded(Obstacle::Standing), "relation"),
                    standings.join(" or "),
                    missing(filter)
                )
            }
            Some(Obstacle::Direction) => format!("--directed excludes going against a relation; without it there is a path of {hops}"),
            Some(Obstacle::Length) => format!("--max-hops {} is too few; there is a path of {hops}", filter.max_hops.unwrap_or_default()),
            None => {
                let mut parts = Vec::new();
                if filter.without(Obstacle::Kind).is_some() {
                    parts.push(format!("--kind ({} excluded)", counted(excluded(Obstacle::Kind), "relation")));
                }
                let by_standing = excluded(Obstacle::Standing);
                if by_standing > 0 {
                    parts.push(format!("standing ({} excluded, see --include)", counted(by_standing, "relation")));
                }
                if filter.directed {
                    parts.push("--directed (no hop against a relation)".to_owned());
                }
                parts.extend(filter.max_hops.map(|most| format!("--max-hops {most}")));
                format!("several filters together stand in the way: {}; without any there is a path of {hops}", parts.join(", "))
            }
        });
    }
    text
}

/// Standings that could still be included.
fn missing(filter: &Filter) -> String {
    let words = [(Standing::Denied, "denied"), (Standing::NotActual, "planned"), (Standing::Rejected, "rejected")];
    words.into_iter().filter(|(standing, _)| !filter.include.contains(standing)).map(|(_, word)| word).collect::<Vec<_>>().join(",")
}
