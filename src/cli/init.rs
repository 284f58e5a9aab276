//! `kg init DIR`: a new project.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};

use super::{Outcome, Session, talk};
use crate::data;

/// Make a new project: a small example to build on
#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder to make it in; created where it is missing
    dir: PathBuf,
}

pub(super) fn run(args: &Args, _: &Session) -> anyhow::Result<Outcome> {
    const FILES: [(&str, &str); 4] = [
        ("data/graph.ron", data::NEW_GRAPH),
        ("seeds/example.md", data::NEW_DOCUMENT),
        ("out/README.md", data::OUT_README),
        ("out/.gitignore", data::OUT_GITIGNORE),
    ];
    if let Some((name, _)) = FILES.iter().find(|(name, _)| args.dir.join(name).exists()) {
        bail!("`{}` is there already; nothing was changed", args.dir.join(name).display());
    }
    for (name, content) in FILES {
        let path = args.dir.join(name);
        let folder = path.parent().expect("every file of a project is in a folder");
        fs::create_dir_all(folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
        fs::write(&path, content).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    talk::say(&format!(
        "a project is in `{0}`: put articles into {0}/seeds, actors and claims into {0}/data/graph.ron\ntry: kg --project {0} path Brandt \"Seagull Line\"",
        args.dir.display()
    ));
    Ok(Outcome::Found)
}
