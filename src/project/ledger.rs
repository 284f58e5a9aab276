//! The file of decisions on disk, and the graph as decisions leave it.
//!
//! A decision is added under a lock (`out/decisions.lock`) to what the file holds at that moment, written beside it and
//! renamed: whoever is killed or comes second loses nothing, and what is damaged in the file stays as it is for
//! somebody to mend. Reading needs no lock.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::building::{Known, Notices};
use super::disk::{curated_text, make_out_folder, write_whole};
use super::error::Error;
use super::place::Project;
use super::words::signature_in_words;
use crate::curated::{Recorded, decision_line, read_decisions};
use crate::data::{DECISIONS_FILE, NEW_DECISIONS};
use crate::export::read_back;
use crate::graph::{Graph, assemble};
use crate::model::{Act, Decision, Hasher, Knowledge};
use crate::resolve::{Decided, contradicted_by, decide, decide_with_proposed, in_force, objection, with_splits};
use crate::text::{Diagnostic, Place, SourceText, Span};

/// The graph with the decisions that made it so.
#[derive(Debug, Default)]
pub struct DecidedGraph {
    /// The graph.
    pub graph: Graph,
    /// Every decision on file; none where an exported graph is asked, which has them in it.
    pub recorded: Vec<Recorded>,
    /// What is to be told beside the answers.
    pub notices: Notices,
}

/// Who decides, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who; not blank.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why; may be empty.
    pub why: String,
}

/// A decision on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Its id, by which it is taken back.
    pub id: String,
    /// The decision, where it stood there before and was not added again.
    pub before: Option<Decision>,
}

impl Filed {
    /// "already rejected (ana, 2024-05-01: no)", or what was done now.
    pub(crate) fn done(&self, now: &str) -> String {
        let before = self.before.as_ref();
        before.map_or_else(|| now.to_owned(), |before| format!("already {now} ({})", signature_in_words(before)))
    }
}

impl Project {
    /// The graph: from the cache where it holds, else built and kept there; decisions laid over it. Or the exported
    /// graph that is asked in its place.
    ///
    /// ```
    /// use kg::graph::GraphView;
    /// use kg::project::{Error, Project};
    ///
    /// # let folder = tempfile::tempdir().expect("a temporary folder can be made");
    /// # let project = Project::create(folder.path()).expect("a new folder");
    /// match project.graph() {
    ///     Ok(decided) => println!("{} relations", decided.graph.relation_count()),
    ///     Err(Error::Diagnostics(problems)) => println!("mend {} mistakes first", problems.len()),
    ///     Err(error) => println!("{error}"),
    /// }
    /// ```
    ///
    /// # Errors
    /// [`Error::Diagnostics`] where the files that people write have errors.
    pub fn graph(&self) -> Result<DecidedGraph, Error> {
        if let Some(knowledge) = self.exported()? {
            return Ok(DecidedGraph { graph: assemble(knowledge), ..DecidedGraph::default() });
        }
        // Read first, because what is told beside what is known is told once.
        let (recorded, of_file) = self.decisions()?;
        let Known { knowledge, mut notices } = self.knowledge()?;
        let Decided { knowledge, problems, proposed: _ } = decide(knowledge, &recorded);
        notices.decisions = of_file;
        notices.decisions.extend(problems);
        Ok(DecidedGraph { graph: assemble(knowledge), recorded, notices })
    }

    /// What an exported graph comes to, where one is asked instead of the project.
    pub fn exported(&self) -> Result<Option<Knowledge>, Error> {
        let Some(file) = &self.exported else { return Ok(None) };
        let bytes = fs::read(file).map_err(|error| Error::unreadable(file, error))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            Error::Unusable(format!(
                "`{}` is not UTF-8 from byte {} on",
                file.display(),
                error.utf8_error().valid_up_to()
            ))
        })?;
        read_back(&text, self.schema()?).map(Some).map_err(|problem| {
            Error::Unusable(format!("`{}` is no exported graph that can be read: {problem}", file.display()))
        })
    }

    /// Lays the decisions on file over what a build came to. What is wrong with them, and with their file, is among the
    /// problems; none of it stops anything.
    pub fn decide(&self, knowledge: Knowledge) -> Result<(Decided, Vec<Recorded>), Error> {
        let (recorded, mut problems) = self.decisions()?;
        let mut decided = decide(knowledge, &recorded);
        problems.extend(std::mem::take(&mut decided.problems));
        Ok((Decided { problems, ..decided }, recorded))
    }

    /// The graph that a review goes through: as [`Project::graph`] gives it, with the claims that are only proposed and
    /// the actors of which only they speak.
    ///
    /// # Errors
    /// As [`Project::graph`].
    pub fn graph_with_proposed(&self, knowledge: Knowledge) -> Result<Graph, Error> {
        let (recorded, _) = self.decisions()?;
        Ok(assemble(decide_with_proposed(knowledge, &recorded).knowledge))
    }

    /// Everything on file, and what of it cannot be read.
    pub fn decisions(&self) -> Result<(Vec<Recorded>, Vec<Diagnostic>), Error> {
        let mut problems = Vec::new();
        let Some(bytes) = self.decision_bytes()? else { return Ok((Vec::new(), problems)) };
        let recorded = read_decisions(&curated_text(DECISIONS_FILE, &bytes), &mut problems);
        Ok((recorded, problems))
    }

    /// Adds decisions to `data/decisions.ron`, all or none, each a line; the file is made where it is missing. `base`
    /// is what the files come to without decisions ([`Project::knowledge`]).
    ///
    /// Waits until nobody else adds any: two callers, be they threads or programs, lose nothing of each other. What
    /// stands in the file is not changed. Returns one for each act; an act that the same person took already, and that
    /// holds, is not added again.
    ///
    /// # Errors
    /// [`Error::Contradiction`] with those on file that a decision contradicts, and [`Error::Objection`] where what it
    /// names is not there or cannot be so: then nothing is added.
    pub fn record(&self, base: &Knowledge, signature: &Signature, acts: Vec<Act>) -> Result<Vec<Filed>, Error> {
        if signature.by.trim().is_empty() {
            return Err(Error::Objection("nobody is named who decides".to_owned()));
        }
        let _lock = self.lock("decisions.lock")?;
        let old = self.decision_bytes()?;
        let (mut recorded, _) = self.decisions()?;
        let mut content = old.unwrap_or_else(|| NEW_DECISIONS.into());
        if !content.is_empty() && !content.ends_with(b"\n") {
            content.push(b'\n');
        }
        let (length, mut filed) = (content.len(), Vec::new());
        for act in acts {
            let Signature { by, at, why } = signature.clone();
            let decision = named(Decision { id: String::new(), at, by, why, act }, &recorded);
            if let Some(same) = in_force(&recorded, &mut Vec::new())
                .into_iter()
                .map(|index| &recorded[index].decision)
                .find(|other| other.act == decision.act && other.by == decision.by)
            {
                filed.push(Filed { id: same.id.clone(), before: Some(same.clone()) });
                continue;
            }
            // A split is asked of who is there without splits, all else of those whom they make.
            let base = match &decision.act {
                Act::Judge { .. } | Act::Identify { .. } if recorded.iter().any(is_split) => {
                    Cow::Owned(with_splits(base.clone(), &recorded))
                }
                Act::Judge { .. } | Act::Identify { .. } | Act::Split { .. } | Act::Undo { .. } => Cow::Borrowed(base),
            };
            let base = base.as_ref();
            if let Some(why) = objection(base, &decision) {
                return Err(Error::Objection(why));
            }
            let contradicted = contradicted_by(base, &recorded, &decision);
            if !contradicted.is_empty() {
                let on_file = contradicted.iter().map(|index| recorded[*index].clone()).collect();
                return Err(Error::Contradiction { decision: Box::new(decision), on_file });
            }
            let line = decision_line(&decision);
            content.extend(line.as_bytes());
            filed.push(Filed { id: decision.id.clone(), before: None });
            let place = Place { source_text: SourceText::new(DECISIONS_FILE, line), span: Span::new(0, 0) };
            recorded.push(Recorded { decision, place });
        }
        if content.len() > length {
            // A link stays one: what it leads to is written.
            let path = self.root.join(DECISIONS_FILE);
            write_whole(&fs::canonicalize(&path).unwrap_or(path), &content, None)?;
        }
        Ok(filed)
    }

    /// A lock in `out/`, waited for and held until dropped.
    fn lock(&self, name: &str) -> Result<File, Error> {
        let (file, path) = self.lock_file(name)?;
        file.lock().map_err(|error| Error::File { path, action: "locked", error, hint: "" })?;
        Ok(file)
    }

    /// A lock in `out/`, held until dropped; `None` where another holds it.
    pub fn try_lock(&self, name: impl AsRef<Path>) -> Result<Option<File>, Error> {
        let (file, _) = self.lock_file(name)?;
        Ok(file.try_lock().is_ok().then_some(file))
    }

    fn lock_file(&self, name: impl AsRef<Path>) -> Result<(File, PathBuf), Error> {
        let path = self.out().join(name);
        let open = || -> std::io::Result<File> {
            make_out_folder(&self.out())?;
            File::options().create(true).truncate(false).write(true).open(&path)
        };
        match open() {
            Ok(file) => Ok((file, path)),
            Err(error) => {
                Err(Error::File { path, action: "written", error, hint: "it keeps two from deciding at once" })
            }
        }
    }

    fn decision_bytes(&self) -> Result<Option<Vec<u8>>, Error> {
        match fs::read(self.root.join(DECISIONS_FILE)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::unreadable(DECISIONS_FILE, error)),
        }
    }
}

fn is_split(recorded: &Recorded) -> bool {
    matches!(recorded.decision.act, Act::Split { .. })
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
