//! `kg completions SHELL`.

use std::io::Write;

use clap::Command;
use clap_complete::Shell;

use super::Exit;

/// Completions for a shell, to be saved where the shell looks for them
#[derive(clap::Args)]
pub(super) struct Args {
    shell: Shell,
}

pub(super) fn run(args: &Args, command: &mut Command, mut out: &mut dyn Write) -> anyhow::Result<Exit> {
    clap_complete::generate(args.shell, command, "kg", &mut out);
    Ok(Exit::Found)
}
