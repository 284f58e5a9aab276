//! `kg split ACTOR DOCUMENT...`: what some documents say of an actor they say of another of its name.

use std::io::Write;

use super::filter::actor;
use super::print::counted;
use super::session::Author;
use super::{Exit, Session, talk};
use crate::graph::{GraphView, assemble};
use crate::model::{Act, Document};
use crate::project::signature_in_words;
use crate::text::{all_of, printable};

/// Part an actor: what these documents say of it they say of another that bears its name
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of the actor
    actor: String,
    /// Documents that mean the other, by key or path
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// Why, for those who read it later
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
    #[command(flatten)]
    author: Author,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let by = args.author.name(session)?;
    session.warn_of_damaged_decisions()?;
    let base = session.knowledge()?;
    let graph = assemble(base.clone());
    let whole = actor(&graph, &args.actor)?;
    let mut documents =
        args.documents.iter().map(|name| document(&base.documents, name)).collect::<Result<Vec<_>, _>>()?;
    documents.sort_unstable();
    documents.dedup();
    let act = Act::Split { actor: graph.actors().get(whole).key.clone(), documents: documents.clone() };
    for entry in session.record(&base, &by, &args.why, vec![act])? {
        writeln!(out, "{}", entry.id)?;
        let named: Vec<String> = documents.iter().map(|key| format!("`{}`", printable(key))).collect();
        let before =
            entry.before.as_ref().map(|before| format!(", as decided already ({})", signature_in_words(before)));
        talk::say(&format!(
            "{} in {} ({}) is another actor now{}; `kg undo {}` takes it back",
            printable(graph.actors().shown(whole)),
            all_of(&named),
            counted(documents.len(), "document"),
            before.unwrap_or_default(),
            entry.id
        ));
    }
    Ok(Exit::Found)
}

/// The key of the document that is called so.
fn document(documents: &[Document], name: &str) -> anyhow::Result<String> {
    let is_called = |document: &&Document| {
        document.key == name
            || document.path == name
            || document.path.rsplit_once('/').is_some_and(|(_, file)| file == name)
    };
    let mut called = documents.iter().filter(is_called);
    let found = match (called.next(), called.next()) {
        (Some(only), None) => Some(only),
        // A key is one document's, a file's name may be several's.
        _ => documents.iter().find(|document| document.key == name),
    };
    let Some(found) = found else {
        anyhow::bail!("no document is called `{}`; `kg explain` names the document of each claim", printable(name))
    };
    Ok(found.key.clone())
}
