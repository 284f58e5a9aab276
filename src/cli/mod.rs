//! The command line: the only floor that touches the terminal and the environment.
//!
//! One command a file: its `Args` and its `run`. stdout is data, stderr is talk. Exit codes: 0 found or done; 1 asked
//! and nothing found, or `check` found problems; 2 could not do it. A reader that goes away (`kg ... | head`) ends the
//! program quietly.

#![expect(clippy::disallowed_methods, reason = "the floor that touches the world, with `project`")]

mod accept;
mod build;
mod candidates;
mod check;
mod common;
mod completions;
mod cut;
mod decisions;
mod diff;
mod engine;
mod eval;
mod explain;
mod export;
mod extract;
mod filter;
mod groups;
mod identify;
mod init;
mod json;
mod json_schema;
mod kinds;
mod licenses;
mod man;
mod matches;
mod neighbors;
mod ordered;
mod parse;
mod path;
mod patterns;
mod picture;
mod print;
mod promote;
mod rank;
mod review;
mod search;
mod session;
mod show;
mod split;
mod stats;
mod talk;
mod timeline;
mod trace;
mod tree;
mod undo;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::model::Identity;
use crate::project;
use json::json_line;
use session::Session;

/// Graph of actors from news articles, in which every edge opens on the words that state it.
///
/// A project is a folder with data/graph.ron (what you know), seeds/ (articles) and out/ (what kg makes). Every command
/// reads both, keeps what it read in out/, and answers at once the next time.
#[derive(Parser)]
#[command(name = "kg", version, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    /// Folder of the project
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    project: PathBuf,

    /// Folder of the documents, instead of the project's seeds/
    #[arg(long, global = true, value_name = "DIR")]
    seeds: Option<PathBuf>,

    /// Ask an exported graph instead of the project: a file of `kg export --json` or `--node-link`, or an
    /// out/claims.jsonl
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "seeds")]
    graph: Option<PathBuf>,

    /// Answer in JSON Lines (`kg json-schema` describes them)
    #[arg(long, global = true)]
    json: bool,

    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "Examples:
  kg path Pompeo al-Qaida         how two actors are connected, and on whose word
  kg neighbors PMF                who stands around an actor
  kg explain Iran al-Qaida        every claim between two actors, in its sentence
  kg export --dot > out/graph.dot

A name marked ° is that of an actor found in the documents who is not in data/graph.ron.

Exit codes: 0 found or done, 1 nothing found or problems found, 2 could not do it.";

#[derive(Subcommand)]
enum Command {
    Init(init::Args),
    Check(check::Args),
    Build(build::Args),
    Path(path::Args),
    Neighbors(neighbors::Args),
    Common(common::Args),
    Timeline(timeline::Args),
    Match(matches::Args),
    Rank(rank::Args),
    Groups(groups::Args),
    Stats(stats::Args),
    Show(show::Args),
    Explain(explain::Args),
    Search(search::Args),
    Accept(accept::Args),
    Reject(accept::RejectArgs),
    /// Two actors or more are one: one node with the names of all, in this and every later build
    Same(identify::Args),
    Split(split::Args),
    /// Actors are told apart, however alike their names
    Different(identify::Args),
    /// Two actors may be one, and nobody can tell: they stay two and come last among the candidates
    Unsure(identify::Args),
    Undo(undo::Args),
    Decisions(decisions::Args),
    Candidates(candidates::Args),
    Promote(promote::Args),
    Review(review::Args),
    Diff(diff::Args),
    Export(export::Args),
    Extract(extract::Args),
    Parse(parse::Args),
    Trace(trace::Args),
    Patterns(patterns::Args),
    Eval(eval::Args),
    Kinds(kinds::Args),
    JsonSchema(json_schema::Args),
    Completions(completions::Args),
    Man(man::Args),
    Licenses(licenses::Args),
}

/// How a command ended, when it did what it was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Exit code 0.
    Found,
    /// Exit code 1.
    Nothing,
}

/// An error whose text already stands on stderr.
#[derive(Debug)]
struct AlreadySaid;

impl std::fmt::Display for AlreadySaid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("already reported")
    }
}

impl std::error::Error for AlreadySaid {}

/// Runs the program on its command line and says how it ended.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let session = Session::new(&cli);
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = run(&cli.command, &session, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match outcome {
        Ok(Exit::Found) => ExitCode::SUCCESS,
        Ok(Exit::Nothing) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // What was answered before the error belongs to the user.
            let _ = out.flush();
            match error.downcast_ref::<project::Error>() {
                Some(project::Error::Diagnostics(problems)) => talk::diagnostics(problems),
                Some(_) | None if error.is::<AlreadySaid>() => {}
                Some(_) | None => talk::error(&error),
            }
            ExitCode::from(2)
        }
    }
}

fn run(command: &Command, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    match command {
        Command::Init(args) => init::run(args, session),
        Command::Check(args) => check::run(args, session, out),
        Command::Build(args) => build::run(args, session, out),
        Command::Path(args) => path::run(args, session, out),
        Command::Neighbors(args) => neighbors::run(args, session, out),
        Command::Common(args) => common::run(args, session, out),
        Command::Timeline(args) => timeline::run(args, session, out),
        Command::Match(args) => matches::run(args, session, out),
        Command::Rank(args) => rank::run(args, session, out),
        Command::Groups(args) => groups::run(args, session, out),
        Command::Stats(args) => stats::run(args, session, out),
        Command::Show(args) => show::run(args, session, out),
        Command::Explain(args) => explain::run(args, session, out),
        Command::Search(args) => search::run(args, session, out),
        Command::Accept(args) => accept::run(args, session, out),
        Command::Reject(args) => accept::run_reject(args, session, out),
        Command::Split(args) => split::run(args, session, out),
        Command::Same(args) => identify::run(args, Identity::Same, session, out),
        Command::Different(args) => identify::run(args, Identity::Different, session, out),
        Command::Unsure(args) => identify::run(args, Identity::Unsure, session, out),
        Command::Undo(args) => undo::run(args, session, out),
        Command::Decisions(args) => decisions::run(args, session, out),
        Command::Candidates(args) => candidates::run(args, session, out),
        Command::Promote(args) => promote::run(args, session, out),
        Command::Review(args) => review::run(args, session, out),
        Command::Diff(args) => diff::run(args, session, out),
        Command::Export(args) => export::run(args, session, out),
        Command::Extract(args) => extract::run(args, session, out),
        Command::Parse(args) => parse::run(args, session, out),
        Command::Trace(args) => trace::run(args, session, out),
        Command::Patterns(args) => patterns::run(args, session, out),
        Command::Eval(args) => eval::run(args, session, out),
        Command::Kinds(args) => kinds::run(args, session, out),
        Command::JsonSchema(args) => json_schema::run(args, out),
        Command::Completions(args) => completions::run(args, &mut Cli::command(), out),
        Command::Man(args) => man::run(args, Cli::command(), out),
        Command::Licenses(args) => licenses::run(args, out),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
