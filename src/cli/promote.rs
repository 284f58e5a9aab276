//! `kg promote A`: the entry of a discovered actor, for the curated file.
//!
//! It prints and changes nothing: the curated file is written by people. The key stays, so that decisions about the
//! actor go on holding.

use std::collections::BTreeSet;
use std::io::Write;

use super::filter::actor;
use super::{Exit, Session, json_line, talk};
use crate::data::CURATED_FILE;
use crate::export::{EntryRecord, actor_ref};
use crate::graph::GraphView;
use crate::text::fold_name;

/// Print the entry of a discovered actor, to paste into `actors` of data/graph.ron
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of the actor
    actor: String,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let id = actor(graph, &args.actor)?;
    let entry = graph.actors().get(id);
    if !graph.actors().is_discovered(id) {
        talk::say(&format!("`{}` stands in {CURATED_FILE} already", entry.key));
        return Ok(Exit::Nothing);
    }
    // A name that a curated actor has already would name two.
    let taken: BTreeSet<String> = graph
        .actors()
        .iter()
        .filter(|(other, _)| !graph.actors().is_discovered(*other))
        .flat_map(|(_, other)| other.names().map(|(name, _, _)| fold_name(name)).collect::<Vec<_>>())
        .collect();
    // "Army (in report-7)": as a name of its own "Army" would be found in every document.
    let names = entry.aliases.iter().map(|alias| alias.text.as_str());
    let (free, shared): (Vec<&str>, Vec<&str>) =
        names.filter(|name| Some(*name) != entry.shared_name()).partition(|name| !taken.contains(&fold_name(name)));
    let mut seen = BTreeSet::from([fold_name(&entry.name)]);
    let aliases: Vec<String> =
        free.into_iter().filter(|name| seen.insert(fold_name(name))).map(|name| alias(name, &entry.name)).collect();
    let mut text = String::from("        (\n");
    text += &format!(
        "            key: {:?}, kind: {:?}, name: {:?},\n",
        entry.key,
        graph.schema().actor_kind(entry.kind).key,
        entry.name
    );
    if !aliases.is_empty() {
        text += &format!("            aliases: [{}],\n", aliases.join(", "));
    }
    for name in shared {
        text += &format!("            // also seen as {name:?}, which is a name of a curated actor\n");
    }
    if let Some(name) = entry.shared_name() {
        text +=
            &format!("            // there called {name:?}, which may be somebody else in other documents: no alias\n");
    }
    text += "        ),\n";
    if session.json {
        json_line(out, &EntryRecord { actor: actor_ref(graph, id), entry: text })?;
        return Ok(Exit::Found);
    }
    out.write_all(text.as_bytes())?;
    talk::say(&format!("paste it into `actors` of {CURATED_FILE}; check the kind, which was guessed from the words"));
    Ok(Exit::Found)
}

/// `"name"`, or `Acronym("NL")` where it is the first letters of the name's words.
fn alias(text: &str, name: &str) -> String {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let initials: String = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    if letters.chars().count() > 1 && letters == initials { format!("Acronym({text:?})") } else { format!("{text:?}") }
}
