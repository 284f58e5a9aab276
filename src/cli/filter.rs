//! Options that say which relations a command may use; names of actors to actors; and which option left a relation out.

use std::collections::{BTreeMap, BTreeSet};

use super::{AlreadySaid, talk};
use crate::graph::{GraphView, Relation, RelationId, Standing};
use crate::model::{ActorId, PartialDate, Period, RelationKindId, Schema};
use crate::query::{Filter, NameAnswer, Obstacle, resolve_name};
use crate::text::{closest, printable};

/// Options shared by every command that asks the graph.
#[derive(clap::Args)]
#[command(next_help_heading = "Which relations")]
pub(super) struct FilterArgs {
    /// Only these kinds of relation (`kg kinds` lists them)
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    kinds: Vec<String>,

    /// Not these kinds
    #[arg(long = "not-kind", value_name = "KIND", value_delimiter = ',')]
    not_kinds: Vec<String>,

    /// Only these standings
    #[arg(long = "standing", value_name = "STANDING", value_delimiter = ',')]
    standings: Vec<StandingName>,

    /// Also relations that carry nothing by default
    #[arg(long, value_name = "STANDING", value_delimiter = ',')]
    include: Vec<Include>,

    /// Only along the direction of relations
    #[arg(long)]
    directed: bool,

    /// As things stood at a date: states that held, events that had happened
    #[arg(long, value_name = "DATE", value_parser = PartialDate::parse)]
    as_of: Option<PartialDate>,

    /// Only what held or happened in some of this time: 2017..2018, 2017.., ..2018-03
    #[arg(long, value_name = "A..B", value_parser = Period::parse)]
    between: Option<Period>,

    /// Also relations that some claim does not date, or not their beginning, where time is asked for
    #[arg(long)]
    undated: bool,

    /// Only what so many independent publishers carry
    #[arg(long, value_name = "N", default_value_t = 0)]
    min_publishers: usize,

    /// Not what a name says by itself: that a state's army is part of the state
    #[arg(long)]
    no_trivial: bool,

    /// Not to, from or over this actor (may be given several times)
    #[arg(long, value_name = "ACTOR")]
    avoid: Vec<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Include {
    /// Only denied by those who speak of it
    Denied,
    /// Not said to have happened: planned, possible or hypothetical
    Planned,
    /// Judged wrong
    Rejected,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum StandingName {
    /// A curator wrote it
    Curated,
    /// A document says so in its own words, and an analyst accepted it
    Reviewed,
    /// Two publishers or more say so in their own words
    Corroborated,
    /// One publisher says so in its own words, and nobody looked at it
    Stated,
    /// Only people quoted say so
    Alleged,
    /// Said to be so and denied
    Disputed,
    /// Not said to have happened: planned, possible or hypothetical
    Planned,
    /// Only denied by those who speak of it
    Denied,
    /// Judged wrong
    Rejected,
}

impl FilterArgs {
    /// True where relations are walked only along their direction.
    pub(super) fn directed(&self) -> bool {
        self.directed
    }

    pub(super) fn filter(&self, view: &impl GraphView) -> anyhow::Result<Filter> {
        let kinds = |keys: &[String]| {
            keys.iter().map(|key| kind(key, view.schema())).collect::<anyhow::Result<BTreeSet<RelationKindId>>>()
        };
        let include = self.include.iter().map(|include| match include {
            Include::Denied => Standing::Denied,
            Include::Planned => Standing::NotActual,
            Include::Rejected => Standing::Rejected,
        });
        let standings = self.standings.iter().map(|standing| match standing {
            StandingName::Curated => Standing::Curated,
            StandingName::Reviewed => Standing::Reviewed,
            StandingName::Corroborated => Standing::Corroborated,
            StandingName::Stated => Standing::Stated,
            StandingName::Alleged => Standing::Alleged,
            StandingName::Disputed => Standing::Disputed,
            StandingName::Planned => Standing::NotActual,
            StandingName::Denied => Standing::Denied,
            StandingName::Rejected => Standing::Rejected,
        });
        Ok(Filter {
            kinds: kinds(&self.kinds)?,
            not_kinds: kinds(&self.not_kinds)?,
            standings: standings.collect(),
            include: include.collect(),
            directed: self.directed,
            as_of: self.as_of,
            between: self.between,
            undated: self.undated,
            min_publishers: self.min_publishers,
            no_trivial: self.no_trivial,
            avoid: self.avoid.iter().map(|name| actor(view, name)).collect::<anyhow::Result<_>>()?,
        })
    }
}

/// Which options left out how many of these relations: "2 by --kind, 1 as denied only (--include denied)"; `None` where
/// none was left out.
pub(super) fn left_out<'r>(
    view: &impl GraphView,
    filter: &Filter,
    relations: impl Iterator<Item = &'r Relation>,
) -> Option<String> {
    let mut by: BTreeMap<Obstacle, Vec<&Relation>> = BTreeMap::new();
    for relation in relations {
        if let Some(obstacle) = filter.obstacle(view.schema(), relation) {
            by.entry(obstacle).or_default().push(relation);
        }
    }
    let part = |(obstacle, relations): (Obstacle, Vec<&Relation>)| {
        let number = relations.len();
        match obstacle {
            Obstacle::Standing => format!("{number} as {}", standings_with_option(filter, &relations)),
            Obstacle::Time => format!("{number} by {}{}", option(filter, obstacle), undated(&relations)),
            Obstacle::Kind
            | Obstacle::Publishers
            | Obstacle::Trivial
            | Obstacle::Avoided
            | Obstacle::Direction
            | Obstacle::Length
            | Obstacle::Via
            | Obstacle::Order => {
                format!("{number} by {}", option(filter, obstacle))
            }
        }
    };
    let parts: Vec<String> = by.into_iter().map(part).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The relations' standings with the option that lets them pass: "planned or denied only (--include planned,denied)".
pub(super) fn standings_with_option(filter: &Filter, relations: &[&Relation]) -> String {
    let standings: BTreeSet<Standing> = relations.iter().map(|relation| relation.standing).collect();
    let words: Vec<&str> = standings.iter().map(|standing| standing.label()).collect();
    let options: Vec<&str> = standings.iter().filter_map(|standing| includable(*standing)).collect();
    let option = if filter.standings.is_empty() {
        format!("--include {}", options.join(","))
    } else {
        "without --standing".to_owned()
    };
    format!("{} ({option})", words.join(" or "))
}

fn includable(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Curated
        | Standing::Reviewed
        | Standing::Corroborated
        | Standing::Stated
        | Standing::Alleged
        | Standing::Disputed => None,
        Standing::NotActual => Some("planned"),
        Standing::Denied => Some("denied"),
        Standing::Rejected => Some("rejected"),
    }
}

/// " (3 of them undated: --undated)"; empty where none is.
pub(super) fn undated(relations: &[&Relation]) -> String {
    let is_undated =
        |relation: &Relation| relation.undated || relation.periods.iter().any(|period| period.from().is_none());
    let undated = relations.iter().filter(|relation| is_undated(relation)).count();
    match undated {
        0 => String::new(),
        _ if undated == relations.len() => " (undated: --undated)".to_owned(),
        _ => format!(" ({undated} of them undated: --undated)"),
    }
}

/// The options behind an obstacle, as they were given.
pub(super) fn option(filter: &Filter, obstacle: Obstacle) -> String {
    let given = |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    match obstacle {
        Obstacle::Kind => given([
            (!filter.kinds.is_empty()).then(|| "--kind".to_owned()),
            (!filter.not_kinds.is_empty()).then(|| "--not-kind".to_owned()),
        ]),
        Obstacle::Standing => "--standing".to_owned(),
        Obstacle::Time => given([
            filter.as_of.map(|date| format!("--as-of {date}")),
            filter.between.map(|period| format!("--between {}", range(period))),
        ]),
        Obstacle::Trivial => "--no-trivial".to_owned(),
        Obstacle::Publishers => format!("--min-publishers {}", filter.min_publishers),
        Obstacle::Avoided => "--avoid".to_owned(),
        Obstacle::Direction => "--directed".to_owned(),
        Obstacle::Length => "--max-hops".to_owned(),
        Obstacle::Via => "--via".to_owned(),
        Obstacle::Order => "--in-time-order".to_owned(),
    }
}

/// A stretch of time as it is given on the command line.
pub(super) fn range(period: Period) -> String {
    let side = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    format!("{}..{}", side(period.from()), side(period.to()))
}

/// Why no relation at all passes a filter.
pub(super) fn no_relation(view: &impl GraphView, filter: &Filter) -> String {
    let relations = || (0..view.relation_count()).map(|index| view.relation(RelationId::new(index)));
    if view.relation_count() == 0 {
        return "there is no relation; write claims into data/graph.ron or put articles into seeds/".to_owned();
    }
    let why =
        left_out(view, filter, relations()).unwrap_or_else(|| "every relation is one of an actor to itself".to_owned());
    format!("no relation passes the filters; left out: {why}{}", dated_range(filter, relations()))
}

/// "; what is dated here reaches from 1953 to 2021", where a filter asks for time; else nothing.
pub(super) fn dated_range<'r>(filter: &Filter, relations: impl Iterator<Item = &'r Relation>) -> String {
    if !filter.asks_when() {
        return String::new();
    }
    let dates: BTreeSet<PartialDate> = relations
        .flat_map(|relation| &relation.periods)
        .flat_map(|period| [period.from(), period.to()])
        .flatten()
        .collect();
    match (dates.first(), dates.last()) {
        (Some(first), Some(last)) => format!("; what is dated here reaches from {first} to {last}"),
        _ => "; nothing here is dated".to_owned(),
    }
}

pub(super) fn kind(key: &str, schema: &Schema) -> anyhow::Result<RelationKindId> {
    schema.relation_kind_by_key(key).ok_or_else(|| {
        let keys = || schema.relation_kinds.iter().map(|kind| kind.key.as_str());
        let hint = match closest(key, keys()) {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => format!("the kinds are {}", keys().collect::<Vec<_>>().join(", ")),
        };
        anyhow::anyhow!("unknown kind of relation `{}`; {hint}", printable(key))
    })
}

/// The actor a name means; where it means none or several, the candidates are said and the command ends with 2.
pub(super) fn actor(view: &impl GraphView, name: &str) -> anyhow::Result<ActorId> {
    let listed = |actor: ActorId, extra: &str| {
        let actor_entry = view.actors().get(actor);
        format!(
            "  {}  {}, {}{extra}",
            actor_entry.key,
            printable(view.actors().shown(actor)),
            view.schema().actor_kind(actor_entry.kind).label
        )
    };
    let name_shown = printable(name);
    if name.trim().is_empty() {
        anyhow::bail!("the name of an actor is empty");
    }
    let mut lines = match resolve_name(view, name) {
        NameAnswer::Found(actor) => return Ok(actor),
        NameAnswer::Ambiguous(actors) => {
            let mut lines = vec![format!("error: `{name_shown}` may mean several actors; give the key of one:")];
            lines.extend(actors.iter().map(|actor| listed(*actor, "")));
            lines
        }
        NameAnswer::Unknown(candidates) if candidates.is_empty() => {
            vec![format!(
                "error: no actor is called `{name_shown}`, or nearly so; `kg search` looks for parts of names"
            )]
        }
        NameAnswer::Unknown(candidates) => {
            let mut lines = vec![format!("error: no actor is called `{name_shown}`; did you mean one of these?")];
            lines.extend(candidates.iter().map(|found| {
                let alias = if found.name == view.actors().get(found.actor).name {
                    String::new()
                } else {
                    format!(", also “{}”", printable(&found.name))
                };
                listed(found.actor, &alias)
            }));
            lines
        }
    };
    lines.retain(|line| !line.is_empty());
    talk::say(&lines.join("\n"));
    Err(AlreadySaid.into())
}
