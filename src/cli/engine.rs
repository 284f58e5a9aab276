//! `--engine`: a picture laid out by Graphviz instead of by us.
//!
//! In: DOT. Out: SVG as the program writes it. Decided here: without a name, `dot` for small graphs, which it lays out
//! in layers, and `sfdp` for those at which it takes minutes (1,000 actors and 1,500 relations: not done in 60 s;
//! `sfdp` 0.3 s).

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow, bail, ensure};

use crate::project::reason;

/// A program of Graphviz.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Engine {
    /// The one that fits the size
    Auto,
    /// In layers
    Dot,
    /// By forces, for large graphs
    Sfdp,
    /// By forces, for small graphs
    Neato,
    /// By forces
    Fdp,
}

impl Engine {
    fn program(self, actors: usize, relations: usize) -> &'static str {
        /// Beyond these `dot` takes longer than anybody waits.
        const MOST: (usize, usize) = (150, 300);
        match self {
            Engine::Auto if actors > MOST.0 || relations > MOST.1 => "sfdp",
            Engine::Auto | Engine::Dot => "dot",
            Engine::Sfdp => "sfdp",
            Engine::Neato => "neato",
            Engine::Fdp => "fdp",
        }
    }

    /// SVG of a graph in DOT of so many actors and relations.
    pub(super) fn draw(self, dot: &[u8], actors: usize, relations: usize) -> anyhow::Result<Vec<u8>> {
        let program = self.program(actors, relations);
        let mut child = Command::new(program)
            .arg("-Tsvg")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| {
                let missing = error.kind() == ErrorKind::NotFound;
                if missing {
                    anyhow!("`{program}` is not here; install Graphviz, or leave out --engine, as kg draws by itself")
                } else {
                    anyhow!("`{program}` cannot be run: {}", reason(&error))
                }
            })?;
        let mut input = child.stdin.take().context("the program has an input")?;
        let text = dot.to_vec();
        // It writes before it has read all: both sides must go on.
        let writing = std::thread::spawn(move || input.write_all(&text));
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.success(),
            "`{program}` could not draw it: {}",
            said.lines().next().unwrap_or("it did not say why")
        );
        match writing.join() {
            Ok(Ok(())) => Ok(output.stdout),
            Ok(Err(error)) => bail!("`{program}` stopped reading: {}", reason(&error)),
            Err(_) => bail!("`{program}` stopped reading"),
        }
    }
}
