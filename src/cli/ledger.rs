//! The file of decisions on disk, and the graph as decisions leave it.
//!
//! A decision is added under a lock (`out/decisions.lock`) to what the file holds at that moment, written beside it and
//! renamed: whoever is killed or comes second loses nothing, and what is damaged in the file stays as it is for
//! somebody to mend. Reading needs no lock.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::sync::Arc;

use anyhow::{anyhow, bail};
use jiff::Timestamp;

use super::disk::{make_out_folder, reason, write_whole};
use super::project::Project;
use super::talk;
use crate::curated::{Recorded, decision_line, read_decisions};
use crate::data::{DECISIONS_FILE, NEW_DECISIONS};
use crate::graph::{Graph, assemble};
use crate::model::{Act, Decision, Hasher, Knowledge, Verdict};
use crate::resolve::{Decided, contradicted_by, decide, in_force, objection};
use crate::text::{Diagnostic, SourceText};

/// The graph with the decisions that made it so.
pub(super) struct DecidedGraph {
    pub(super) graph: &'static Graph,
    /// Everything on file.
    pub(super) recorded: Vec<Recorded>,
}

/// A decision on file.
pub(super) struct Entry {
    pub(super) id: String,
    /// As it stood there before, where it did.
    pub(super) before: Option<Decision>,
}

impl Entry {
    /// "already rejected (ana, 2024-05-01: no)", or what was done now.
    pub(super) fn done(&self, now: &str) -> String {
        self.before.as_ref().map_or_else(|| now.to_owned(), |before| format!("already {now} ({})", signature(before)))
    }
}

/// Who decides, and when.
#[derive(clap::Args)]
pub(super) struct Author {
    /// Who decides; your login name where left out
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
}

impl Author {
    /// The name given, else that of the login.
    pub(super) fn name(&self) -> anyhow::Result<String> {
        let login = || ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|variable| std::env::var(variable).ok());
        let name = self.by.clone().or_else(login).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        name.ok_or_else(|| anyhow!("nobody is named who decides; say it with `--by NAME`"))
    }
}

/// Now, to the second; or the moment that `SOURCE_DATE_EPOCH` gives, in seconds since 1970, for runs that must give the
/// same bytes again.
pub(super) fn now() -> Timestamp {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    given
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .or_else(|| Timestamp::from_second(Timestamp::now().as_second()).ok())
        .unwrap_or_default()
}

impl Project {
    /// The graph: from the cache where it holds, else built; decisions laid over it. Errors in the curated file end
    /// here, shown.
    ///
    /// It lives as long as the program: a command answers and ends, and taking a graph apart piece by piece would cost
    /// a tenth of the answer.
    pub(super) fn graph(&self) -> anyhow::Result<&'static Graph> {
        Ok(self.decided()?.graph)
    }

    /// The graph with the decisions that made it so.
    pub(super) fn decided(&self) -> anyhow::Result<DecidedGraph> {
        if let Some(knowledge) = self.exported()? {
            return Ok(DecidedGraph { graph: Box::leak(Box::new(assemble(knowledge))), recorded: Vec::new() });
        }
        let knowledge = self.knowledge()?;
        let (recorded, mut problems) = self.decisions()?;
        let Decided { knowledge, problems: of_decisions } = decide(knowledge, &recorded);
        problems.extend(of_decisions);
        say_briefly(&problems);
        Ok(DecidedGraph { graph: Box::leak(Box::new(assemble(knowledge))), recorded })
    }

    /// Lays decisions over what a build came to; what is wrong with them joins the problems.
    pub(super) fn lay_decisions_over(
        &self,
        knowledge: Knowledge,
        problems: &mut Vec<Diagnostic>,
    ) -> anyhow::Result<Knowledge> {
        let (recorded, of_file) = self.decisions()?;
        let decided = decide(knowledge, &recorded);
        problems.extend(of_file);
        problems.extend(decided.problems);
        Ok(decided.knowledge)
    }

    /// Says in a line where the file of decisions is damaged, for commands that add to it.
    pub(super) fn warn_of_damaged_decisions(&self) -> anyhow::Result<()> {
        say_briefly(&self.decisions()?.1);
        Ok(())
    }

    /// Everything on file, and what of it cannot be read.
    pub(super) fn decisions(&self) -> anyhow::Result<(Vec<Recorded>, Vec<Diagnostic>)> {
        let mut problems = Vec::new();
        let Some(bytes) = self.decision_bytes()? else { return Ok((Vec::new(), problems)) };
        let source_text: Arc<SourceText> = SourceText::new(DECISIONS_FILE, String::from_utf8_lossy(&bytes));
        let recorded = read_decisions(&source_text, &mut problems);
        Ok((recorded, problems))
    }

    fn decision_bytes(&self) -> anyhow::Result<Option<Vec<u8>>> {
        match fs::read(self.root().join(DECISIONS_FILE)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(anyhow!("`{DECISIONS_FILE}` cannot be read: {}", reason(&error))),
        }
    }

    /// Adds decisions to the file, all or none. `base` is what the build came to, without decisions. A decision that
    /// contradicts one in force is refused, both shown.
    ///
    /// Returns an entry for each. One that the same person took already and that holds is not added again.
    pub(super) fn record(&self, base: &Knowledge, by: &str, why: &str, acts: Vec<Act>) -> anyhow::Result<Vec<Entry>> {
        let _lock = self.lock("decisions.lock", true)?;
        let old = self.decision_bytes()?;
        let (mut recorded, _) = self.decisions()?;
        let mut content = old.unwrap_or_else(|| NEW_DECISIONS.into());
        if !content.is_empty() && !content.ends_with(b"\n") {
            content.push(b'\n');
        }
        let (length, mut entries) = (content.len(), Vec::new());
        for act in acts {
            let decision = named(
                Decision { id: String::new(), at: now(), by: by.to_owned(), why: why.to_owned(), act },
                &recorded,
            );
            if let Some(same) = in_force(&recorded, &mut Vec::new())
                .into_iter()
                .map(|index| &recorded[index].decision)
                .find(|other| other.act == decision.act && other.by == decision.by)
            {
                entries.push(Entry { id: same.id.clone(), before: Some(same.clone()) });
                continue;
            }
            if let Some(why) = objection(base, &decision) {
                bail!("this cannot be decided: {why}");
            }
            let contradicted = contradicted_by(base, &recorded, &decision);
            if !contradicted.is_empty() {
                bail!("{}", refusal(&decision, contradicted.iter().map(|index| &recorded[*index])));
            }
            let line = decision_line(&decision);
            content.extend(line.as_bytes());
            entries.push(Entry { id: decision.id.clone(), before: None });
            let place = crate::text::Place {
                source_text: SourceText::new(DECISIONS_FILE, line),
                span: crate::text::Span::new(0, 0),
            };
            recorded.push(Recorded { decision, place });
        }
        if content.len() > length {
            // A link stays one: what it leads to is written.
            let path = self.root().join(DECISIONS_FILE);
            write_whole(&fs::canonicalize(&path).unwrap_or(path), &content, None)?;
        }
        Ok(entries)
    }

    /// A lock in `out/`, held until dropped. Where another holds it: waits, or, without `wait`, says so.
    pub(super) fn lock(&self, name: &str, wait: bool) -> anyhow::Result<File> {
        let path = self.out().join(name);
        let open = || -> std::io::Result<File> {
            make_out_folder(&self.out())?;
            File::options().create(true).truncate(false).write(true).open(&path)
        };
        let file = open().map_err(|error| {
            anyhow!("`{}` cannot be written: {}; it keeps two from deciding at once", path.display(), reason(&error))
        })?;
        if wait {
            file.lock().map_err(|error| anyhow!("`{}` cannot be locked: {}", path.display(), reason(&error)))?;
        } else if file.try_lock().is_err() {
            bail!("another `kg review` is open on this project; close it, or decide with `kg accept` and `kg reject`");
        }
        Ok(file)
    }
}

/// Gives a decision an id that no other has: from what it says and how many there are.
fn named(decision: Decision, recorded: &[Recorded]) -> Decision {
    const DIGITS: usize = 8;
    let unnamed = decision_line(&decision);
    let id = (recorded.len()..)
        .map(|number| {
            format!("{:.DIGITS$}", Hasher::default().part(&unnamed).part(number.to_string()).finish().to_string())
        })
        .find(|id| recorded.iter().all(|other| other.decision.id != *id));
    Decision { id: id.unwrap_or_default(), ..decision }
}

/// Both sides of a contradiction that is not let in.
fn refusal<'r>(new: &Decision, old: impl Iterator<Item = &'r Recorded>) -> String {
    let mut lines = vec![format!("not decided: {} contradicts what stands in {DECISIONS_FILE}", in_words(new))];
    for recorded in old {
        let (line, _) = recorded.place.line_and_column();
        lines.push(format!(
            "  line {line}: {}; `kg undo {}` takes it back",
            in_words(&recorded.decision),
            recorded.decision.id
        ));
    }
    lines.join("\n")
}

/// "`a` is the same as `b` (ana, 2024-05-01: one man)".
pub(super) fn in_words(decision: &Decision) -> String {
    let act = match &decision.act {
        Act::Judge { claim, .. } => {
            format!("claim {} ({} {} {}) {}", claim.hash, claim.subject, claim.kind, claim.object, done(&decision.act))
        }
        Act::Identify { a, b, identity } => match identity {
            crate::model::Identity::Same => format!("`{a}` is the same as `{b}`"),
            crate::model::Identity::Different => format!("`{a}` is not `{b}`"),
            crate::model::Identity::Unsure => format!("`{a}` may be `{b}`"),
        },
        Act::Undo { decision } => format!("decision {decision} taken back"),
    };
    format!("{act} ({})", signature(decision))
}

/// "rejected"; "corrected to northland warned southland".
pub(super) fn done(act: &Act) -> String {
    match act {
        Act::Judge { claim, verdict: Verdict::Accepted(to) } if !to.is_empty() => {
            let [subject, kind, object] =
                [(&to.subject, &claim.subject), (&to.kind, &claim.kind), (&to.object, &claim.object)]
                    .map(|(to, was)| to.as_ref().unwrap_or(was));
            format!("corrected to {subject} {kind} {object}")
        }
        Act::Judge { .. } | Act::Identify { .. } | Act::Undo { .. } => act.label().to_owned(),
    }
}

/// "ana, 2024-05-01: one man".
pub(super) fn signature(decision: &Decision) -> String {
    let why = if decision.why.is_empty() { String::new() } else { format!(": {}", decision.why) };
    format!("{}, {:.10}{why}", decision.by, decision.at.to_string())
}

/// One line about what is wrong with decisions, for commands that answer something else.
fn say_briefly(problems: &[Diagnostic]) {
    const MOST: usize = 4;
    let severe: Vec<&Diagnostic> =
        problems.iter().filter(|problem| problem.severity != crate::text::Severity::Note).collect();
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
