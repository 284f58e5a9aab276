//! Why a project could not do what was asked of it.
//!
//! Decided here: mistakes in the user's files come as diagnostics, all of one run, and are never mixed with what the
//! operating system refuses. Every message names the thing and the next step, ready to be shown.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::words::{decision_in_words, where_on_file};
use crate::curated::Recorded;
use crate::data::DECISIONS_FILE;
use crate::model::Decision;
use crate::text::Diagnostic;

/// Why a project could not do what was asked of it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The files that people write have errors, so nothing is answered from them: everything found in them, errors
    /// first, each with its place.
    Diagnostics(Vec<Diagnostic>),
    /// There is no project where one was looked for, or none of the kind that the question needs.
    NoProject(String),
    /// A new project would overwrite this file; nothing was changed.
    Exists(PathBuf),
    /// A file or folder cannot be read, written or locked.
    File {
        /// The file, as the user knows it.
        path: PathBuf,
        /// What could not be done: `read`, `written`, `made`, `locked`.
        action: &'static str,
        /// What the operating system says.
        error: io::Error,
        /// What to do about it, or what it was for; may be empty.
        hint: &'static str,
    },
    /// A file can be read and is not what it should be: no text, no exported graph, no language model.
    Unusable(String),
    /// A decision cannot hold by itself: why not.
    Objection(String),
    /// A decision contradicts others that hold; it was not taken.
    Contradiction {
        /// The decision.
        decision: Box<Decision>,
        /// Those on file that it contradicts.
        on_file: Vec<Recorded>,
    },
}

impl Error {
    /// A file that cannot be read.
    pub(super) fn unreadable(path: impl AsRef<Path>, error: io::Error) -> Error {
        Error::File { path: path.as_ref().to_owned(), action: "read", error, hint: "" }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Diagnostics(problems) => {
                let line = |problem: &Diagnostic| match (problem.labels.first(), &problem.file) {
                    (Some(label), _) => {
                        let (line, column) = label.place.line_and_column();
                        format!("{}:{line}:{column}: {}", label.place.source_text.name, problem.message)
                    }
                    (None, Some(file)) => format!("{file}: {}", problem.message),
                    (None, None) => problem.message.clone(),
                };
                f.write_str(&problems.iter().map(line).collect::<Vec<_>>().join("\n"))
            }
            Error::NoProject(message) | Error::Unusable(message) => f.write_str(message),
            Error::Exists(path) => write!(f, "`{}` is there already; nothing was changed", path.display()),
            Error::File { path, action, error, hint } => {
                let separator = if hint.is_empty() { "" } else { "; " };
                write!(f, "`{}` cannot be {action}: {}{separator}{hint}", path.display(), reason(error))
            }
            Error::Objection(why) => write!(f, "this cannot be decided: {why}"),
            Error::Contradiction { decision, on_file } => {
                write!(f, "not decided: {} contradicts what stands in {DECISIONS_FILE}", decision_in_words(decision))?;
                on_file.iter().try_for_each(|recorded| write!(f, "\n  {}", where_on_file(recorded)))
            }
        }
    }
}

impl std::error::Error for Error {}

/// The operating system's reason, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Error;
    use crate::text::{Diagnostic, Place, Severity, SourceText, Span};

    #[test]
    fn an_error_says_where_and_what_next() {
        let source_text = SourceText::new("data/graph.ron", "(\n  actor: [])");
        let place = Place { source_text, span: Span::new(4, 9) };
        let problems = vec![
            Diagnostic::error(place, "unknown field `actor`"),
            Diagnostic::of_file(Severity::Warning, "seeds", "there is no folder of documents"),
        ];
        assert_eq!(
            Error::Diagnostics(problems).to_string(),
            "data/graph.ron:2:3: unknown field `actor`\nseeds: there is no folder of documents"
        );
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        let error = Error::File { path: "out/a".into(), action: "written", error: full, hint: "free some space" };
        assert_eq!(error.to_string(), "`out/a` cannot be written: no storage space; free some space");
    }
}
