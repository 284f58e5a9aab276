//! What every command gets: the project and how to answer; and what is said beside an answer.
//!
//! The project says nothing by itself: what it returns beside an answer is put into words here, on stderr, before the
//! command answers.

use std::collections::BTreeMap;
use std::sync::Mutex;

use anyhow::anyhow;
use jiff::Timestamp;

use super::print::{Page, counted};
use super::talk::{self, Progress};
use super::{AlreadySaid, Cli};
use crate::curated::Recorded;
use crate::data::DECISIONS_FILE;
use crate::graph::{Graph, assemble};
use crate::model::{Act, Knowledge};
use crate::pipeline::Retracted;
use crate::project::{self, Error, Filed, Notices, Project, Signature};
use crate::text::{Diagnostic, Severity};

/// What every command gets: where the project is, how to answer.
pub(super) struct Session {
    pub(super) project: Project,
    pub(super) json: bool,
    pub(super) page: Page,
}

/// The graph with the decisions that made it so.
pub(super) struct DecidedGraph {
    pub(super) graph: &'static Graph,
    /// Everything on file.
    pub(super) recorded: Vec<Recorded>,
}

/// Who decides, and when.
#[derive(clap::Args)]
pub(super) struct Author {
    /// Who decides; where left out, `by` of data/project.ron, else your login name
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
}

impl Author {
    /// The name given, else that of the project's settings, else that of the login. Mistakes in the settings are told
    /// by the question for what is known, with all others.
    pub(super) fn name(&self, session: &Session) -> anyhow::Result<String> {
        let (settings, _) = session.project.settings()?;
        let login = || ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|variable| std::env::var(variable).ok());
        let name = self.by.clone().or(settings.by).or_else(login);
        let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        name.ok_or_else(|| anyhow!("nobody is named who decides; say it with `--by NAME`"))
    }
}

impl Session {
    pub(super) fn new(cli: &Cli) -> Session {
        let bar: Mutex<Option<Progress>> = Mutex::new(None);
        let progress = move |progress| {
            let mut bar = bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            match progress {
                project::Progress::Begins { files } => *bar = Some(Progress::new("reading documents", files)),
                project::Progress::Read => bar.iter().for_each(Progress::step),
                project::Progress::Ends => *bar = None,
            }
        };
        let mut project = Project::at(&cli.project).with_progress(progress);
        if let Some(folder) = &cli.seeds {
            project = project.with_seeds(folder);
        }
        if let Some(file) = &cli.graph {
            project = project.with_exported_graph(file);
        }
        Session { project, json: cli.json, page: Page::of_stdout() }
    }

    /// The graph, decisions laid over it. Errors in the curated files end here, shown.
    pub(super) fn graph(&self) -> anyhow::Result<&'static Graph> {
        Ok(self.decided()?.graph)
    }

    /// The graph with what is only proposed, for a review; of an exported graph, which has none of it, the graph.
    pub(super) fn graph_with_proposed(&self) -> anyhow::Result<&'static Graph> {
        if self.project.exported()?.is_some() {
            return self.graph();
        }
        let knowledge = self.knowledge()?;
        self.warn_of_damaged_decisions()?;
        Ok(Box::leak(Box::new(self.project.graph_with_proposed(knowledge)?)))
    }

    /// The graph with the decisions that made it so.
    ///
    /// It lives as long as the program: a command answers and ends, and taking a graph apart piece by piece would cost
    /// a tenth of the answer.
    pub(super) fn decided(&self) -> anyhow::Result<DecidedGraph> {
        let forever = |knowledge| -> &'static Graph { Box::leak(Box::new(assemble(knowledge))) };
        if let Some(knowledge) = self.project.exported()? {
            return Ok(DecidedGraph { graph: forever(knowledge), recorded: Vec::new() });
        }
        let (decided, recorded) = self.project.decide(self.knowledge()?)?;
        say_briefly(&decided.problems);
        Ok(DecidedGraph { graph: forever(decided.knowledge), recorded })
    }

    /// What is known without decisions. Errors in the curated files end here, shown.
    pub(super) fn knowledge(&self) -> anyhow::Result<Knowledge> {
        let known = self.project.knowledge().map_err(|error| match error {
            Error::Diagnostics(problems) => {
                talk::diagnostics(&problems);
                talk::say(
                    "error: the curated files have errors, shown above; mend them and ask again (`kg check` lists every one)",
                );
                AlreadySaid.into()
            }
            Error::NoProject(_)
            | Error::Exists(_)
            | Error::File { .. }
            | Error::Unusable(_)
            | Error::Objection(_)
            | Error::Contradiction { .. } => anyhow::Error::from(error),
        })?;
        let Notices { problems, not_kept, retracted, decisions: _ } = &known.notices;
        talk::diagnostics(problems);
        if let Some(error) = not_kept {
            talk::say(&format!("warning: what was read cannot be kept for the next command: {error}"));
        }
        say_retracted(retracted);
        Ok(known.knowledge)
    }

    /// Says in a line where the file of decisions is damaged, for commands that add to it.
    pub(super) fn warn_of_damaged_decisions(&self) -> anyhow::Result<()> {
        say_briefly(&self.project.decisions()?.1);
        Ok(())
    }

    /// Adds decisions to the file, now, all or none.
    pub(super) fn record(&self, base: &Knowledge, by: &str, why: &str, acts: Vec<Act>) -> anyhow::Result<Vec<Filed>> {
        let signature = Signature { by: by.to_owned(), at: now(), why: why.to_owned() };
        Ok(self.project.record(base, &signature, acts)?)
    }
}

/// Now, to the second; or the moment that `SOURCE_DATE_EPOCH` gives, in seconds since 1970, for runs that must give the
/// same bytes again.
fn now() -> Timestamp {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    given
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .or_else(|| Timestamp::from_second(Timestamp::now().as_second()).ok())
        .unwrap_or_default()
}

/// Says which documents went or changed, and how many claims went with them.
pub(super) fn say_retracted(retracted: &[Retracted]) {
    const MOST: usize = 10;
    for Retracted { path, gone, found } in retracted.iter().take(MOST) {
        talk::say(&match found {
            None => format!("`{path}` is gone: {} retracted", counted(*gone, "extracted claim")),
            Some(found) => format!(
                "`{path}` changed: {} retracted, {} found",
                counted(*gone, "extracted claim"),
                counted(*found, "claim")
            ),
        });
    }
    if let Some(rest) = retracted.get(MOST..).filter(|rest| !rest.is_empty()) {
        let gone = rest.iter().map(|one| one.gone).sum();
        talk::say(&format!(
            "... and {} more documents gone or changed: {} retracted",
            rest.len(),
            counted(gone, "extracted claim")
        ));
    }
}

/// One line about what is wrong with decisions, for commands that answer something else.
fn say_briefly(problems: &[Diagnostic]) {
    const MOST: usize = 4;
    let severe: Vec<&Diagnostic> = problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
    let lines: BTreeMap<usize, usize> = severe
        .iter()
        .rev()
        .filter_map(|problem| problem.labels.first())
        .map(|label| label.place.line_and_column())
        .collect();
    if lines.is_empty() {
        return;
    }
    let places: Vec<String> = lines.iter().take(MOST).map(|(line, column)| format!("{line}:{column}")).collect();
    let more = if lines.len() > places.len() { ", ..." } else { "" };
    let (what, do_not) = if lines.len() == 1 {
        ("1 decision".to_owned(), "does not")
    } else {
        (format!("{} decisions", lines.len()), "do not")
    };
    talk::say(&format!(
        "warning: {what} in {DECISIONS_FILE} {do_not} hold (at {}{more}); `kg check` says why",
        places.join(", ")
    ));
}
