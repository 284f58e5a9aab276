//! Where a project lies, and what was said of how to ask it.
//!
//! Nothing is read here: a [`Project`] is a place, and every question looks at its files anew.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A project: a folder with `data/graph.ron`, documents, and what was made of them in `out/`.
///
/// [`Project::open`] makes sure that there is one; [`Project::at`] leaves that to the first question. What a question
/// needs is read when it is asked, so one value can be asked for as long as a program runs, by any number of threads.
///
/// ```
/// use kg::project::Project;
///
/// # fn main() -> Result<(), kg::project::Error> {
/// # let folder = tempfile::tempdir().expect("a temporary folder can be made");
/// # Project::create(folder.path())?;
/// # std::fs::rename(folder.path().join("seeds"), folder.path().join("articles")).expect("it was made");
/// # let root = folder.path();
/// let project = Project::at(root).with_seeds(root.join("articles"));
/// assert_eq!(project.graph()?.notices.problems, []);
/// # Ok(())
/// # }
/// ```
pub struct Project {
    pub(super) root: PathBuf,
    /// The documents' folder as the caller gave it.
    pub(super) seeds: Option<PathBuf>,
    /// A file that a graph was exported to, to be asked instead.
    pub(super) exported: Option<PathBuf>,
    pub(super) progress: Option<Box<dyn Fn(Progress) + Send + Sync>>,
    /// The project's own language model, once it was asked for.
    pub(super) own_model: OnceLock<Vec<u8>>,
}

/// How far the reading of documents got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many files are about to be looked at.
    Begins {
        /// Files.
        files: usize,
    },
    /// One more was read; comes from any thread, in no order.
    Read,
    /// Everything is read and built.
    Ends,
}

impl Project {
    /// The project in a folder; nothing is looked at yet.
    pub fn at(root: impl Into<PathBuf>) -> Project {
        Project { root: root.into(), seeds: None, exported: None, progress: None, own_model: OnceLock::new() }
    }

    /// The same with the documents of another folder, which goes before that of `data/project.ron`. What is read from
    /// it is kept apart from what is read from the project's own.
    #[must_use]
    pub fn with_seeds(self, folder: impl Into<PathBuf>) -> Project {
        Project { seeds: Some(folder.into()), ..self }
    }

    /// The same, asked for an exported graph in its place: a file of `kg export --json` or `--node-link`, or an
    /// `out/claims.jsonl`. Such a graph can be asked and cannot be built, checked or decided on.
    #[must_use]
    pub fn with_exported_graph(self, file: impl Into<PathBuf>) -> Project {
        Project { exported: Some(file.into()), ..self }
    }

    /// The same, telling how far it got when it reads documents.
    #[must_use]
    pub fn with_progress(self, progress: impl Fn(Progress) + Send + Sync + 'static) -> Project {
        Project { progress: Some(Box::new(progress)), ..self }
    }

    /// The folder of the project.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder that everything made goes to.
    pub fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    pub(super) fn tell(&self, progress: Progress) {
        if let Some(listener) = &self.progress {
            listener(progress);
        }
    }
}
