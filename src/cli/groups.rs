//! `kg groups`: which actors belong together.

use std::io::Write;

use super::filter::{FilterArgs, no_relation};
use super::print::{counted, name};
use super::{Exit, Session, json_line, talk};
use crate::export::{GroupRecord, actor_ref};
use crate::query::{Filter, components, groups};

/// Which actors belong together: groups with more ties inside than chance would have, or those joined at all
///
/// Found by the Leiden algorithm. Between two actors there is one tie, as strong as there are relations between them
/// that pass the filter, whichever way they run. A group is named by those who have the most relations inside it.
/// Actors that oppose each other are tied too: `--kind` or `--not-kind` leaves hostile kinds out. With --components,
/// the actors joined by chains of relations, however long; with --components --directed, those of whom each leads to
/// each along relations.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Above 1 for more and smaller groups, below for fewer and bigger ones
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0, value_parser = resolution, allow_negative_numbers = true)]
    resolution: f64,
    /// Instead, actors joined by chains of relations
    #[arg(long, conflicts_with = "resolution")]
    components: bool,
    /// At most so many groups
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    /// Every member, not only the first twelve
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    filter: FilterArgs,
}

fn resolution(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|number: &f64| number.is_finite() && *number > 0.0)
        .ok_or_else(|| format!("`{text}` is no number above 0"))
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    const SHOWN: usize = 12;
    let graph = session.graph()?;
    let filter = args.filter.filter(graph)?;
    let found = if args.components { components(graph, &filter) } else { groups(graph, &filter, args.resolution) };
    if found.is_empty() {
        let joined = args.components && !components(graph, &Filter { directed: false, ..filter.clone() }).is_empty();
        talk::say(&if joined {
            "no two actors lead to each other along the direction of relations; --directed asks for that".to_owned()
        } else {
            no_relation(graph, &filter)
        });
        return Ok(Exit::Nothing);
    }
    for (index, group) in found.iter().take(args.most as usize).enumerate() {
        if session.json {
            let members = group.members.iter().map(|actor| actor_ref(graph, *actor)).collect();
            json_line(out, &GroupRecord { group: index + 1, members, inside: group.inside, outside: group.outside })?;
            continue;
        }
        if index > 0 {
            writeln!(out)?;
        }
        let relations = |number: u64| counted(number as usize, "relation");
        let outside =
            if args.components && !filter.directed { String::new() } else { format!(", {} to others", group.outside) };
        let members = counted(group.members.len(), "actor");
        let summary = format!("({members}; {} inside{outside})", relations(group.inside));
        writeln!(out, "{}. {}", index + 1, session.page.dim(&summary))?;
        let shown = if args.all { group.members.len() } else { SHOWN };
        let mut names: Vec<&str> = group.members.iter().take(shown).map(|actor| name(graph, *actor)).collect();
        let more = group.members.len().saturating_sub(shown);
        let rest = format!("and {more} more");
        if more > 0 {
            names.push(&rest);
        }
        writeln!(out, "{}", session.page.wrapped(&names.join(", "), 3))?;
    }
    if found.len() > args.most as usize {
        talk::say(&format!("note: the biggest {} of {} groups (-n for more)", args.most, found.len()));
    }
    Ok(Exit::Found)
}
