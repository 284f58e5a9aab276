//! `kg path A B`: how two actors are connected, and on whose word.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::filter::{FilterArgs, actor, dated_range, option, standings_with_option, undated};
use super::picture::PictureArgs;
use super::print::{Page, claim_lines, counted, facts, name, verb};
use super::{Exit, Session, json_line, talk};
use crate::export::{HopRecord, PathRecord, actor_ref, picture_of_paths, relation_record};
use crate::graph::{GraphView, Relation, RelationId, Standing};
use crate::model::ActorId;
use crate::query::{
    Filter, Hop, Obstacle, Path, PathAnswer, PathQuestion, affirmations, best_claim, denials, paths, standing_in_words,
    ways_around,
};

/// How two actors are connected, hop by hop, and on whose word
///
/// The best path has the fewest hops; among those the best standing (curated, reviewed and disputed, then
/// corroborated, stated, alleged), then the most independent publishers. Each hop names the relation used, what its
/// claims amount to, who says so and who denies it, with the words.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of the actor to start from
    from: String,
    /// Key or name of the actor to reach
    to: String,
    /// How many paths, differing in at least one relation
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    k: u16,
    /// Paths that share few actors and avoid hubs, rather than the best ones; no two over the same actors
    #[arg(long)]
    diverse: bool,
    /// At most so many hops
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    max_hops: Option<u32>,
    /// Over this actor (several: in this order)
    #[arg(long, value_name = "ACTOR")]
    via: Vec<String>,
    /// No hop earlier than the one before
    #[arg(long)]
    in_time_order: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    picture: PictureArgs,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let (from, to) = (actor(graph, &args.from)?, actor(graph, &args.to)?);
    let question = PathQuestion {
        count: usize::from(args.k),
        filter: args.filter.filter(graph)?,
        max_hops: args.max_hops.map(|most| most as usize),
        via: args.via.iter().map(|name| actor(graph, name)).collect::<anyhow::Result<_>>()?,
        in_time_order: args.in_time_order,
        diverse: args.diverse,
        ..PathQuestion::new(from, to)
    };
    if from == to {
        talk::say(&format!("both names mean {}", name(graph, from)));
        return Ok(Exit::Nothing);
    }
    if let Some(both) = [from, to].iter().chain(&question.via).find(|actor| question.filter.avoid.contains(actor)) {
        anyhow::bail!(
            "the path is to touch `{0}` and to avoid it; leave out `--avoid {0}`",
            graph.actors().get(*both).key
        );
    }
    let PathAnswer { paths: found, gave_up } = paths(graph, &question);
    if found.is_empty() {
        talk::say(&why_not(graph, &question, gave_up));
        return Ok(Exit::Nothing);
    }
    if args.picture.asked() {
        args.picture.write(&picture_of_paths(graph, &found), out)?;
    }
    let mut shown: BTreeMap<RelationId, (usize, usize)> = BTreeMap::new();
    for (index, path) in found.iter().enumerate().filter(|_| !args.picture.asked()) {
        if session.json {
            json_line(out, &record(graph, path, from, to))?;
        } else {
            if index > 0 {
                writeln!(out)?;
            }
            print_path(graph, session.page, path, (index, found.len()), &mut shown, out)?;
        }
    }
    if gave_up {
        talk::say(
            "note: the search over `--via` was ended before every path was tried; there may be more, or better ones",
        );
    } else if found.len() < question.count {
        let are = if found.len() == 1 { "is" } else { "are" };
        let over = if args.diverse { " over different actors" } else { "" };
        talk::say(&format!("note: there {are} only {}{over}", counted(found.len(), "path")));
    }
    Ok(Exit::Found)
}

/// A path with its hops; of a hop shown before only where, which `shown` keeps by path and hop.
fn print_path(
    view: &impl GraphView,
    page: Page,
    path: &Path,
    (index, count): (usize, usize),
    shown: &mut BTreeMap<RelationId, (usize, usize)>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let stations = [name(view, path.hops[0].from)].into_iter().chain(path.hops.iter().map(|hop| name(view, hop.to)));
    let route: Vec<String> = stations.map(|station| page.bold(station)).collect();
    let number = if count > 1 { format!("path {} of {count}: ", index + 1) } else { String::new() };
    writeln!(out, "{number}{}  {}", route.join(" – "), page.dim(&format!("({})", counted(path.hops.len(), "hop"))))?;
    for (place, hop) in path.hops.iter().enumerate() {
        writeln!(out)?;
        print_hop(view, page, place + 1, hop, out)?;
        match shown.get(&hop.relation) {
            Some((path, hop)) => {
                writeln!(out, "{}", page.dim_wrapped(&format!("as hop {} of path {}", hop + 1, path + 1), 3))?
            }
            None => print_words(view, page, hop, out)?,
        }
        shown.entry(hop.relation).or_insert((index, place));
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
    Ok(())
}

/// What a hop rests on, and what else joins its ends.
fn print_words(view: &impl GraphView, page: Page, hop: &Hop, out: &mut dyn Write) -> anyhow::Result<()> {
    let relation = view.relation(hop.relation);
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
            let seen_from = if other.subject == hop.from || view.schema().relation_kind(other.kind).symmetric {
                crate::graph::Direction::Out
            } else {
                crate::graph::Direction::In
            };
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
    view.incident(hop.from)
        .filter(|incidence| incidence.neighbor == hop.to && incidence.relation != hop.relation)
        .map(|incidence| incidence.relation)
        .collect()
}

fn record(view: &impl GraphView, path: &Path, from: ActorId, to: ActorId) -> PathRecord {
    PathRecord {
        from: actor_ref(view, from),
        to: actor_ref(view, to),
        hops: path.hops.iter().map(|hop| hop_record(view, hop)).collect(),
    }
}

/// One relation on a way, with its claims.
pub(super) fn hop_record(view: &impl GraphView, hop: &Hop) -> HopRecord {
    HopRecord {
        from: actor_ref(view, hop.from),
        to: actor_ref(view, hop.to),
        direction: hop.direction.label(),
        relation: relation_record(view, view.relation(hop.relation), true),
        also: parallel(view, hop)
            .into_iter()
            .map(|id| view.schema().relation_kind(view.relation(id).kind).key.clone())
            .collect(),
    }
}

/// Says what stands in the way.
fn why_not(view: &impl GraphView, question: &PathQuestion, gave_up: bool) -> String {
    let PathQuestion { from, to, filter, .. } = question;
    let mut text = format!("no path from {} to {}", name(view, *from), name(view, *to));
    if gave_up {
        text.push_str(
            " was found before the search over `--via` was ended; ask with --max-hops, or for the parts one by one",
        );
        return text;
    }
    let ways = ways_around(view, question);
    if ways.is_empty() {
        let lonely: Vec<&str> = [*from, *to]
            .into_iter()
            .filter(|actor| view.incident(*actor).len() == 0)
            .map(|actor| name(view, actor))
            .collect();
        text.push_str(&match lonely[..] {
            [] => ": no chain of relations joins them".to_owned(),
            _ => format!(
                ": {} {} no relation at all",
                lonely.join(" and "),
                if lonely.len() == 1 { "has" } else { "have" }
            ),
        });
    }
    for way in ways {
        let hops = counted(way.hops, "hop");
        text.push_str("\n  ");
        text.push_str(&match way.obstacle {
            Some(obstacle) => {
                let parts = [
                    restriction(view, question, obstacle) + ";",
                    remedy(view, question, obstacle),
                    format!("there is a path of {hops}"),
                ];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
            }
            None => {
                let of_relations = [
                    Obstacle::Kind,
                    Obstacle::Standing,
                    Obstacle::Time,
                    Obstacle::Publishers,
                    Obstacle::Trivial,
                    Obstacle::Avoided,
                ];
                let idle = |obstacle: &Obstacle| {
                    of_relations.contains(obstacle) && excluded(view, filter, *obstacle).is_empty()
                };
                let restrictions = Obstacle::ALL
                    .into_iter()
                    .filter(|obstacle| question.without(*obstacle).is_some() && !idle(obstacle));
                let parts: Vec<String> = restrictions.map(|obstacle| summary(view, question, obstacle)).collect();
                format!(
                    "several filters together stand in the way: {}; without any there is a path of {hops}",
                    parts.join(", ")
                )
            }
        });
    }
    text.push_str(&dated_range(filter, relations(view)));
    text
}

/// What a condition does, as a sentence.
fn restriction(view: &impl GraphView, question: &PathQuestion, obstacle: Obstacle) -> String {
    let filter = &question.filter;
    let relations = excluded(view, filter, obstacle);
    let number = counted(relations.len(), "relation");
    match obstacle {
        Obstacle::Kind | Obstacle::Publishers | Obstacle::Trivial | Obstacle::Avoided => {
            format!("{number} excluded by {}", option(filter, obstacle))
        }
        Obstacle::Standing => {
            let standings: BTreeSet<&str> = relations.iter().map(|relation| relation.standing.label()).collect();
            format!("{number} excluded as {}", standings.into_iter().collect::<Vec<_>>().join(" or "))
        }
        Obstacle::Time => format!("{number} excluded by {}{}", option(filter, obstacle), undated(&relations)),
        Obstacle::Direction => "--directed excludes going against a relation".to_owned(),
        Obstacle::Length => format!("--max-hops {} is too few", question.max_hops.unwrap_or_default()),
        Obstacle::Via => format!(
            "--via {} lies on none",
            question.via.iter().map(|via| view.actors().get(*via).key.as_str()).collect::<Vec<_>>().join(" --via ")
        ),
        Obstacle::Order => {
            "--in-time-order excludes hops that are earlier than the one before or do not say when (--undated)"
                .to_owned()
        }
    }
}

/// What a path without the condition is called; empty where that needs no word.
fn remedy(view: &impl GraphView, question: &PathQuestion, obstacle: Obstacle) -> String {
    match obstacle {
        Obstacle::Kind => "with every kind".to_owned(),
        Obstacle::Standing if question.filter.standings.is_empty() => {
            let words =
                [(Standing::Denied, "denied"), (Standing::NotActual, "planned"), (Standing::Rejected, "rejected")];
            let missing: Vec<&str> = words
                .into_iter()
                .filter(|(standing, _)| !question.filter.include.contains(standing))
                .map(|(_, word)| word)
                .collect();
            format!("with --include {}", missing.join(","))
        }
        Obstacle::Standing => "with every standing".to_owned(),
        Obstacle::Length => String::new(),
        Obstacle::Avoided => {
            let names: Vec<&str> = question.filter.avoid.iter().map(|actor| name(view, *actor)).collect();
            format!("over {}", names.join(" or "))
        }
        Obstacle::Time
        | Obstacle::Publishers
        | Obstacle::Trivial
        | Obstacle::Direction
        | Obstacle::Via
        | Obstacle::Order => "without it".to_owned(),
    }
}

/// A condition among several.
fn summary(view: &impl GraphView, question: &PathQuestion, obstacle: Obstacle) -> String {
    let filter = &question.filter;
    let relations = excluded(view, filter, obstacle);
    let number = counted(relations.len(), "relation");
    match obstacle {
        Obstacle::Kind | Obstacle::Publishers | Obstacle::Trivial | Obstacle::Avoided => {
            format!("{} ({number} excluded)", option(filter, obstacle))
        }
        Obstacle::Standing => format!("standing ({number} excluded as {})", standings_with_option(filter, &relations)),
        Obstacle::Time => format!("{} ({number} excluded{})", option(filter, obstacle), undated(&relations)),
        Obstacle::Direction => "--directed (no hop against a relation)".to_owned(),
        Obstacle::Length => format!("--max-hops {}", question.max_hops.unwrap_or_default()),
        Obstacle::Via | Obstacle::Order => option(filter, obstacle),
    }
}

/// The relations that a condition keeps out, and nothing before it.
fn excluded<'v>(view: &'v impl GraphView, filter: &Filter, obstacle: Obstacle) -> Vec<&'v Relation> {
    relations(view).filter(|relation| filter.obstacle(view.schema(), relation) == Some(obstacle)).collect()
}

fn relations(view: &impl GraphView) -> impl Iterator<Item = &Relation> {
    (0..view.relation_count()).map(|index| view.relation(RelationId::new(index)))
}
