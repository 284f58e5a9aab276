//! `kg export`: the graph for other programs, in one of the formats of `export::FORMATS`.
//!
//! The format is named (`--format gexf`, or `--gexf`) or guessed from the name of the file. One stream goes to stdout
//! or, with `-o`, into a file that is written beside and then renamed; a format of several files needs a folder. What a
//! format could not carry, and what a filter left out, is said on stderr.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};

use super::engine::Engine;
use super::filter::{FilterArgs, actor, left_out};
use super::print::counted;
use super::{Exit, Session, talk};
use crate::export::{
    Clusters, FORMATS, Flavor, Format, NamedFile, Options, Part, Profile, Selection, Writer, format_by_name,
    format_of_file, pixels,
};
use crate::graph::{GraphView, RelationId, Standing};
use crate::project::write_whole;
use crate::text::{closest, printable};

/// The graph for other programs: pictures, pages, tables, databases
#[derive(clap::Args)]
pub(super) struct Args {
    /// Into this file, or folder for formats of several files; the format follows from its extension
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArgs,
    /// Title of a picture or page
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Only what is near this actor
    #[arg(long, value_name = "ACTOR")]
    around: Option<String>,
    /// The dialect of GraphML: yEd shows labels, shapes and colours only in its own
    #[arg(long, value_name = "PROGRAM")]
    flavor: Option<FlavorName>,
    /// Whose reading of STIX: OpenCTI takes no verbs but its own
    #[arg(long, value_name = "PROFILE")]
    profile: Option<ProfileName>,
    /// In DOT, boxes around actors that belong together
    #[arg(long, value_name = "BY")]
    clusters: Option<ClustersName>,
    /// Have Graphviz lay the picture out: the program that fits its size, or this one
    #[arg(long, value_name = "PROGRAM", num_args = 0..=1, default_missing_value = "auto")]
    engine: Option<Engine>,
    /// In Turtle, also the triple that each claim is about, quoted and not asserted (RDF 1.2)
    #[arg(long)]
    rdf12: bool,
    /// How near, in hops
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        requires = "around",
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    depth: u32,
    #[command(flatten)]
    filter: FilterArgs,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum FlavorName {
    /// With labels, shapes, colours and arrows for yEd
    Yed,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum ProfileName {
    /// As the standard has it: the verb is the type of a relationship
    Strict,
    /// `related-to`, the verb a label; no weak aliases
    Opencti,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum ClustersName {
    /// As `kg groups` finds them
    Community,
    /// The same over support, aid, cooperation, leading and belonging alone
    Side,
    /// By kind of actor
    Kind,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let format = args.format(session)?;
    let options = args.options(format)?;
    if args.filter.directed() && args.around.is_none() {
        bail!("--directed is about walking from an actor; add `--around ACTOR`");
    }
    let graph = session.graph()?;
    let around = args.around.as_deref().map(|name| actor(graph, name)).transpose()?;
    let mut filter = args.filter.filter(graph)?;
    if format.shows_all && filter.standings.is_empty() && filter.include.is_empty() {
        filter.include.extend(Standing::ALL);
    }
    let part = Part { filter, around: around.map(|actor| (actor, args.depth as usize)) };
    let selection = Selection::of(graph, &part);
    let lost = write(format, &selection, &options, args, out)?;
    let relations = selection.relations.len();
    let all = (0..graph.relation_count()).map(|index| graph.relation(RelationId::new(index)));
    if part.around.is_none()
        && let Some(left_out) = left_out(graph, &part.filter, all)
    {
        talk::say(&format!("note: {} exported; left out: {left_out}", counted(relations, "relation")));
    }
    if !lost.is_empty() {
        talk::say(&format!("note: {} cannot carry {}", format.name, lost.join("; ")));
    }
    Ok(if relations > 0 { Exit::Found } else { Exit::Nothing })
}

/// Writes the selection where it was asked for; what the format could not carry.
fn write(
    format: &Format,
    selection: &Selection,
    options: &Options,
    args: &Args,
    out: &mut dyn Write,
) -> anyhow::Result<Vec<String>> {
    if let Some(engine) = args.engine {
        return draw(engine, format, selection, options, args, out);
    }
    match (&format.writer, args.output.as_deref()) {
        (Writer::Stream(write), None) => Ok(write(selection, options, out)?),
        (Writer::Stream(write), Some(file)) => {
            ensure!(
                !file.is_dir(),
                "`{}` is a folder, and {} is one file; name a file in it",
                file.display(),
                format.name
            );
            let mut content = Vec::new();
            let lost = write(selection, options, &mut content)?;
            write_whole(&absolute(file)?, &content, None)?;
            Ok(lost)
        }
        (Writer::Folder(write), Some(folder)) => {
            ensure!(
                !folder.is_file(),
                "`{}` is a file, and {} is several files; name a folder",
                folder.display(),
                format.name
            );
            let (files, lost) = write(selection, options)?;
            let folder = absolute(folder)?;
            for file in &files {
                write_whole(&folder.join(&file.path), &file.content, None)?;
            }
            say_others(&folder, &files);
            Ok(lost)
        }
        (Writer::Folder(_), None) => bail!("{} is several files; say into which folder with `-o FOLDER`", format.name),
    }
}

/// Says how many files stand beside those of an export, which may be those of an earlier one: nothing that somebody
/// else may have put there is removed.
fn say_others(folder: &Path, files: &[NamedFile]) {
    let folders: BTreeSet<PathBuf> =
        files.iter().filter_map(|file| folder.join(&file.path).parent().map(Path::to_owned)).collect();
    let written: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    let there = folders.iter().flat_map(std::fs::read_dir).flatten().flatten().map(|entry| entry.path());
    let others = there.filter(|path| path.is_file() && !written.contains(path)).count();
    if others > 0 {
        talk::say(&format!(
            "note: {} beside them, not of this export, perhaps of an earlier one",
            counted(others, "file")
        ));
    }
}

/// A picture by Graphviz.
fn draw(
    engine: Engine,
    format: &Format,
    selection: &Selection,
    options: &Options,
    args: &Args,
    out: &mut dyn Write,
) -> anyhow::Result<Vec<String>> {
    let dot = format_by_name("dot").expect("DOT is a format");
    let Writer::Stream(write_dot) = dot.writer else { bail!("DOT is one file") };
    let mut text = Vec::new();
    write_dot(selection, options, &mut text)?;
    let mut picture = engine.draw(&text, selection.drawn.len(), selection.relations.len())?;
    if format.name == "png" {
        picture = pixels(&String::from_utf8_lossy(&picture)).map_err(|problem| anyhow::anyhow!(problem))?;
    }
    match &args.output {
        Some(file) => write_whole(&absolute(file)?, &picture, None)?,
        None => out.write_all(&picture)?,
    }
    Ok(Vec::new())
}

/// A path that has a folder.
fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    Ok(std::path::absolute(path)?)
}

impl Args {
    /// What is asked of the format; an error where an option given is one of other formats.
    fn options(&self, format: &Format) -> anyhow::Result<Options> {
        let given = [
            ("flavor", self.flavor.is_some()),
            ("clusters", self.clusters.is_some()),
            ("title", self.title.is_some()),
            ("profile", self.profile.is_some()),
            ("engine", self.engine.is_some()),
            ("rdf12", self.rdf12),
        ];
        if let Some((name, _)) = given.iter().find(|(name, is_given)| *is_given && !format.options.contains(name)) {
            let takers: Vec<&str> =
                FORMATS.iter().filter(|format| format.options.contains(name)).map(|format| format.name).collect();
            bail!("`--{name}` is for {}, and {} has no such choice", takers.join(" and "), format.name);
        }
        let flavor = self.flavor.map(|flavor| match flavor {
            FlavorName::Yed => Flavor::Yed,
        });
        let clusters = self.clusters.map(|clusters| match clusters {
            ClustersName::Community => Clusters::Community,
            ClustersName::Side => Clusters::Side,
            ClustersName::Kind => Clusters::Kind,
        });
        let profile = self.profile.map(|profile| match profile {
            ProfileName::Strict => Profile::Strict,
            ProfileName::Opencti => Profile::Opencti,
        });
        Ok(Options { title: self.title.clone(), flavor, profile, clusters, rdf12: self.rdf12 })
    }

    /// The format asked for by name, else that of the file's name.
    fn format(&self, session: &Session) -> anyhow::Result<&'static Format> {
        let named = self.format.0.as_deref().or(session.json.then_some("json"));
        let names = || FORMATS.iter().map(|format| format.name);
        if let Some(name) = named {
            let likely = || {
                closest(name, names()).map_or_else(
                    || format!("the formats are {}", names().collect::<Vec<_>>().join(", ")),
                    |likely| format!("did you mean `{likely}`?"),
                )
            };
            return format_by_name(name)
                .ok_or_else(|| anyhow::anyhow!("unknown format `{}`; {}", printable(name), likely()));
        }
        let Some(file) = &self.output else {
            bail!(
                "which format? `kg export --dot`, or `--format` with one of {}",
                names().collect::<Vec<_>>().join(", ")
            )
        };
        let file = file.to_string_lossy();
        format_of_file(&file).ok_or_else(|| {
            anyhow::anyhow!("no format is known by the end of `{}`; name one with --format", printable(&file))
        })
    }
}

/// The name of the format: `--format NAME`, or `--NAME` for each row of `FORMATS` (`--json` is an option of every
/// command).
struct FormatArgs(Option<String>);

/// Heading of the options that name a format.
const HEADING: &str = "Formats";

impl clap::Args for FormatArgs {
    fn augment_args(command: Command) -> Command {
        let format = Arg::new("format")
            .long("format")
            .value_name("NAME")
            .help("The format by its name: dot, json and so on, each also an option of its own");
        let flag = |format: &Format| {
            Arg::new(format.name)
                .long(format.name)
                .action(ArgAction::SetTrue)
                .help(format.about)
                .help_heading(HEADING)
                .conflicts_with_all(["format", JSON])
        };
        let flags = FORMATS.iter().filter(|format| format.name != JSON).map(flag);
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        command
            .arg(format.conflicts_with(JSON))
            .args(flags)
            .group(clap::ArgGroup::new("one format").args(names.iter().filter(|name| **name != JSON)).multiple(false))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// The format whose option is there for every command.
const JSON: &str = "json";

impl FromArgMatches for FormatArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let flag = FORMATS.iter().filter(|format| format.name != JSON).find(|format| matches.get_flag(format.name));
        Ok(FormatArgs(matches.get_one::<String>("format").cloned().or(flag.map(|format| format.name.to_owned()))))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
