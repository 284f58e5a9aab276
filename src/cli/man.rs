//! `kg man`: the manual, one page for all commands.

use std::io::Write;

use clap::Command;
use clap_mangen::Man;

use super::Exit;

/// The manual page (`kg man | man -l -`)
#[derive(clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args, command: Command, mut out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut command = command;
    command.build();
    let man = Man::new(command.clone());
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        writeln!(out, ".SH KG {}", subcommand.get_name().to_uppercase())?;
        let man = Man::new(subcommand.clone());
        man.render_synopsis_section(&mut out)?;
        man.render_description_section(&mut out)?;
        man.render_options_section(&mut out)?;
    }
    man.render_extra_section(&mut out)?;
    Ok(Exit::Found)
}
