//! Options that say which relations a command may use, and names of actors to actors.

use std::collections::BTreeSet;

use super::{AlreadySaid, talk};
use crate::graph::{GraphView, Standing};
use crate::model::{ActorId, RelationKindId, Schema};
use crate::query::{self, NameAnswer, resolve_name};
use crate::text::{closest, printable};

/// Options shared by `path`, `neighbors` and `export`.
#[derive(clap::Args)]
pub(super) struct FilterArgs {
    /// Only these kinds of relation (`kg kinds` lists them)
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    kinds: Vec<String>,

    /// Also relations that carry nothing by default
    #[arg(long, value_name = "STANDING", value_delimiter = ',')]
    include: Vec<Include>,

    /// Only along the direction of relations
    #[arg(long)]
    directed: bool,
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

impl FilterArgs {
    /// True where relations are walked only along their direction.
    pub(super) fn directed(&self) -> bool {
        self.directed
    }

    pub(super) fn filter(&self, schema: &Schema) -> anyhow::Result<query::Filter> {
        let kinds = self.kinds.iter().map(|key| kind(key, schema)).collect::<anyhow::Result<BTreeSet<RelationKindId>>>()?;
        let include = self.include.iter().map(|include| match include {
            Include::Denied => Standing::Denied,
            Include::Planned => Standing::NotActual,
            Include::Rejected => Standing::Rejected,
        });
        Ok(query::Filter { kinds, include: include.collect(), directed: self.directed, max_hops: None })
    }
}

fn kind(key: &str, schema: &Schema) -> anyhow::Result<RelationKindId> {
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
        format!("  {}  {}, {}{extra}", actor_entry.key, printable(view.actors().shown(actor)), view.schema().actor_kind(actor_entry.kind).label)
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
            vec![format!("error: no actor is called `{name_shown}`, or nearly so; `kg search` looks for parts of names")]
        }
        NameAnswer::Unknown(candidates) => {
            let mut lines = vec![format!("error: no actor is called `{name_shown}`; did you mean one of these?")];
            lines.extend(candidates.iter().map(|found| {
                let alias = if found.name == view.actors().get(found.actor).name { String::new() } else { format!(", also “{}”", printable(&found.name)) };
                listed(found.actor, &alias)
            }));
            lines
        }
    };
    lines.retain(|line| !line.is_empty());
    talk::say(&lines.join("\n"));
    Err(AlreadySaid.into())
}
