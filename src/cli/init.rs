//! `kg init DIR`: a new project.

use std::path::PathBuf;

use super::{Exit, Session, talk};
use crate::project::Project;

/// Make a new project: a small example to build on
#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder to make it in; created where it is missing
    dir: PathBuf,
}

pub(super) fn run(args: &Args, _: &Session) -> anyhow::Result<Exit> {
    Project::create(&args.dir)?;
    talk::say(&format!(
        "a project is in `{0}`: put articles into {0}/seeds, actors and claims into {0}/data/graph.ron\ntry: kg --project {0} path Brandt \"Seagull Line\"",
        args.dir.display()
    ));
    Ok(Exit::Found)
}
